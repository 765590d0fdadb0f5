"""Offers by hand: every edit is one request that undo takes back, and what cannot be is refused whole."""

from pathlib import Path
from typing import Any

import pytest

from cdmo_desk import resource
from cdmo_desk.desk import Desk
from cdmo_desk.desk.editing import TYPED
from cdmo_desk.problem import Refused
from tests.conftest import EXAMPLES

CASE = "tablet-certain"
FILES = ("castell-price-schedule.csv", "castell-suite-terms.xlsx")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path / "library.sqlite", who="Tester")
    made.import_case(EXAMPLES / f"{CASE}.json")
    return made


@pytest.fixture(scope="module")
def filed(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Return a desk with an offer made of files."""
    made = Desk(tmp_path_factory.mktemp("filed") / "library.sqlite", who="Tester")
    case_id = made.import_case(resource.path("sample/mab-launch.json"))
    for name in FILES:
        made.import_quote(resource.path(f"sample/{name}"), case_id, offer_id="suite", accept="test")
    return made


def offer(desk: Desk, number: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = desk.document(desk.cases()[0].id)["offers"][number]
    return found


def ids(desk: Desk) -> list[str]:
    return [found["id"] for found in desk.document(desk.cases()[0].id)["offers"]]


def term(desk: Desk, key: str) -> dict[str, Any]:
    return next(found for found in offer(desk)["terms"] if found.get("id") == key)


def line(desk: Desk, words: str) -> dict[str, Any]:
    return next(found for found in offer(desk)["lines"] if words in found["description"])


def test_offers_are_added_copied_moved_and_removed_and_undo_brings_all_back(desk: Desk) -> None:
    before = desk.document(CASE)
    added = desk.add_offer(CASE, {"supplier": "Nova Sachsen GmbH", "kind": "fee_for_service"})
    assert added.id == "nova-sachsen-gmbh"
    assert desk.undoable(CASE)[0] == "Add offer of Nova Sachsen GmbH"
    first = ids(desk)[0]
    copied = desk.duplicate_offer(CASE, first)
    assert ids(desk)[1] == copied.id
    assert offer(desk, 1)["terms"] == offer(desk, 0)["terms"]
    desk.move_offer(CASE, copied.id, 0)
    assert ids(desk)[0] == copied.id
    desk.delete_offer(CASE, first)
    assert first not in ids(desk)
    for _ in range(4):
        desk.undo(CASE)
    assert desk.document(CASE) == before


def test_two_offers_of_a_supplier_have_ids_of_their_own(desk: Desk) -> None:
    names = [desk.add_offer(CASE, {"supplier": "Nova", "kind": "in_house"}).id for _ in range(2)]
    assert names == ["nova", "nova-2"]
    with pytest.raises(Refused, match="type the supplier"):
        desk.add_offer(CASE, {"supplier": "  ", "kind": "in_house"})


def test_a_fact_is_set_by_its_path_and_refused_where_it_cannot_be(desk: Desk) -> None:
    first = ids(desk)[0]
    desk.set_offer(CASE, first, "escalation.rate", 0.03)
    assert offer(desk)["escalation"]["rate"] == 0.03
    assert "escalation" in str(desk.undoable(CASE)[0])
    desk.set_offer(CASE, first, "escalation.rate", None)
    before = offer(desk)
    with pytest.raises(Refused, match="rate of exchange"):
        desk.set_offer(CASE, first, "currency", "JPY")
    with pytest.raises(Refused):
        desk.set_offer(CASE, "nobody", "title", "x")
    assert offer(desk) == before


def test_terms_are_added_copied_moved_and_removed(desk: Desk) -> None:
    first = ids(desk)[0]
    before = offer(desk)
    added = desk.add_term(CASE, first, {"type": "deposit", "amount": 5, "quarter": 0, "credit_from": 1, "credit_to": 2})
    assert added.id == "deposit"
    copy = desk.duplicate_term(CASE, first, added.id)
    assert offer(desk)["terms"][-1]["id"] == copy.id
    desk.move_term(CASE, first, copy.id, 0)
    assert offer(desk)["terms"][0]["id"] == copy.id
    desk.set_term(CASE, first, copy.id, "amount", 7)
    assert offer(desk)["terms"][0]["amount"] == 7
    assert "deposit" in str(desk.undoable(CASE)[0])
    with pytest.raises(Refused, match="amount"):
        desk.set_term(CASE, first, copy.id, "amount", -7)
    desk.delete_term(CASE, first, copy.id)
    desk.delete_term(CASE, first, added.id)
    assert offer(desk) == before
    with pytest.raises(Refused, match="no term"):
        desk.delete_term(CASE, first, added.id)


def test_a_term_without_an_id_is_found_by_its_number(desk: Desk) -> None:
    first = ids(desk)[0]
    made = {key: value for key, value in offer(desk)["terms"][0].items() if key != "id"}
    desk.set_offer(CASE, first, "terms", [made])
    desk.set_offer(CASE, first, "lines", None)
    desk.set_term(CASE, first, "#0", "title", "Renamed")
    assert offer(desk)["terms"][0]["title"] == "Renamed"


def test_risks_and_their_mitigation(desk: Desk) -> None:
    first = ids(desk)[0]
    number = len(offer(desk).get("risks", []))
    desk.add_risk(CASE, first, {"category": "supply_chain", "title": "Shortage", "probability": 0.2})
    with pytest.raises(Refused, match="probability"):
        desk.set_risk(CASE, first, number, "mitigation.cost", 5)
    desk.set_risk(CASE, first, number, "mitigation", {"probability": 0.1})
    desk.set_risk(CASE, first, number, "mitigation.adopted", True)
    assert offer(desk)["risks"][number]["mitigation"] == {"probability": 0.1, "adopted": True}
    desk.set_risk(CASE, first, number, "mitigation", None)
    assert "mitigation" not in offer(desk)["risks"][number]
    desk.delete_risk(CASE, first, number)
    assert len(offer(desk).get("risks", [])) == number
    with pytest.raises(Refused, match="entry"):
        desk.delete_risk(CASE, first, 99)


def test_what_is_typed_over_a_cell_keeps_what_the_cell_said(filed: Desk) -> None:
    case = filed.cases()[0].id
    before = term(filed, "suite-reservation")
    filed.set_term(case, "suite", "suite-reservation", "fee_per_quarter", 1_600_000)
    now = term(filed, "suite-reservation")
    assert (now["fee_per_quarter"], now[TYPED]) == (1_600_000, {"fee_per_quarter": 1_500_000})
    assert now["sources"] == before["sources"]
    filed.restore_term(case, "suite", "suite-reservation", "fee_per_quarter")
    assert term(filed, "suite-reservation") == before
    with pytest.raises(Refused, match="already"):
        filed.restore_term(case, "suite", "suite-reservation", "fee_per_quarter")
    filed.set_term(case, "suite", "suite-reservation", "fee_per_quarter", 5)
    filed.set_term(case, "suite", "suite-reservation", "fee_per_quarter", 1_500_000)
    assert term(filed, "suite-reservation") == before


def test_a_removed_term_does_not_come_back_with_its_file(filed: Desk) -> None:
    case = filed.cases()[0].id
    before = offer(filed)
    filed.delete_term(case, "suite", "project-office")
    assert line(filed, "Project office")["becomes"] == {"set_aside": "its term was removed by hand"}
    filed.import_quote(resource.path(f"sample/{FILES[0]}"), case, offer_id="suite", accept="again")
    assert "project-office" not in [found["id"] for found in offer(filed)["terms"]]
    filed.undo(case)  # of the removal: the file changed nothing
    assert offer(filed) == before


def test_a_line_is_set_aside_and_placed_again(filed: Desk) -> None:
    case, before = filed.cases()[0].id, offer(filed)
    name = line(filed, "Project office")["id"]
    filed.set_line_aside(case, "suite", name, "we have our own")
    assert line(filed, "Project office")["becomes"] == {"set_aside": "we have our own"}
    assert "project-office" not in [found["id"] for found in offer(filed)["terms"]]
    with pytest.raises(Refused, match="why"):
        filed.set_line_aside(case, "suite", name, " ")
    filed.free_line(case, "suite", name)
    assert offer(filed) == before


def test_basis_and_scope_of_a_line_go_into_its_term(filed: Desk) -> None:
    case, before = filed.cases()[0].id, offer(filed)
    name = line(filed, "Project office")["id"]
    filed.set_line_basis(case, "suite", name, "pass_through")
    assert term(filed, "project-office")["basis"] == "pass_through"
    filed.set_line_scope(case, "suite", name, "ppq")
    assert term(filed, "project-office")["scope"] == "ppq"
    assert line(filed, "Project office")["scope"] == "ppq"
    filed.undo(case)
    filed.undo(case)
    assert offer(filed) == before


def test_a_line_sets_a_field_and_counts_nowhere_else(filed: Desk) -> None:
    case, before = filed.cases()[0].id, offer(filed)
    name = line(filed, "Project office")["id"]
    filed.set_line_field(case, "suite", name, "suite-reservation", "termination_fee")
    assert term(filed, "suite-reservation")["termination_fee"] == 26_000
    assert line(filed, "Project office")["becomes"] == {"term": "suite-reservation", "field": "termination_fee"}
    assert "project-office" not in [found["id"] for found in offer(filed)["terms"]]
    with pytest.raises(Refused, match="sets this field already"):
        filed.set_line_field(case, "suite", line(filed, "Facility fit")["id"], "suite-reservation", "termination_fee")
    filed.undo(case)
    assert offer(filed) == before


def test_lines_without_their_file_are_edited_as_they_stand(desk: Desk) -> None:
    first = ids(desk)[0]
    terms = [{"type": "deliverable", "id": "work", "title": "Work", "unit_price": 5, "quarter": 0}]
    lines = [{"id": "one", "description": "Work", "amount": "5", "becomes": {"term": "work"}}]
    desk.set_offer(CASE, first, "lines", None)
    desk.put_offer(CASE, offer(desk) | {"terms": terms, "lines": lines}, request="test")
    desk.set_line_basis(CASE, first, "one", "optional")
    assert offer(desk)["terms"][0]["basis"] == "optional"
    with pytest.raises(Refused, match="without its file"):
        desk.set_line_field(CASE, first, "one", "work", "unit_price")
    desk.set_line_aside(CASE, first, "one", "not wanted")
    assert offer(desk)["terms"] == []
    assert offer(desk)["lines"][0]["becomes"] == {"set_aside": "not wanted"}
