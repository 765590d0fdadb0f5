"""What other cases teach: prices of one scope item, suppliers, plugs with their source, outliers; copies of cases."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cdmo_desk.desk import Desk
from cdmo_desk.problem import Refused
from cdmo_desk.sheets import across as sheets
from tests.conftest import EXAMPLES
from tests.library.documents import NOON

CASE = json.loads((EXAMPLES / "tablet-certain.json").read_text("utf-8"))


def put(desk: Desk, name: str, year: int, amounts: list[tuple[str, str]], **brief: Any) -> None:
    """Store a case with an offer for each amount and currency."""
    made = json.loads(json.dumps(CASE))
    made["case"] |= {"id": name, "title": f"Case {name}", "as_of": f"{year}-03-01"} | brief
    made["case"]["scope"] = [{"id": "ppq", "title": "PPQ", "quantity": 2}]
    made["offers"] = [
        {
            "id": f"o{number}",
            "supplier": f"Supplier {number}",
            "kind": "fee_for_service",
            "terms": [
                {"type": "deliverable", "id": "t", "title": "PPQ", "scope": "ppq", "unit_price": 1.0, "quarter": 0}
            ],
            "lines": [
                {
                    "id": "a",
                    "description": "PPQ",
                    "amount": amount or None,
                    "currency": currency,
                    "scope": "ppq",
                    "file": "q.xlsx",
                }
                | {"becomes": {"term": "t"}},
                {"id": "b", "description": "Option", "amount": "999", "currency": currency, "scope": "ppq"}
                | {"becomes": {"set_aside": "An option"}},
            ],
        }
        for number, (amount, currency) in enumerate(amounts)
    ]
    desk.store(made, request="Import case")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path / "library.sqlite", who="Ann", clock=lambda: NOON)
    own = CASE["case"]["currency"]
    put(made, "a", 2023, [("100.10", own), ("300", own)])
    put(made, "b", 2025, [("200", own), ("", own)], fx={"CHF": {"rate": 2.0}}, award={"offer": "o0"})
    put(made, "c", 2025, [("150", "CHF"), ("400", "CHF")], fx={"CHF": {"rate": 2.0}})
    put(made, "now", 2026, [("5000", own)], fx={"CHF": {"rate": 1.5}})
    return made


def test_prices_are_exact_sums_in_one_currency_without_the_case_that_asks(desk: Desk) -> None:
    found = desk.prices("ppq", case_id="now")
    assert [price.value for price in found.prices] == [100.1, 300.0, 200.0, 225.0, 600.0]
    assert [str(price.quoted.amount) for price in found.prices][:2] == ["100.10", "300"]
    assert found.median == 225.0
    assert found.says() == "median of 5 quotes since 2023"
    later = desk.prices("ppq", case_id="now", since=date(2025, 1, 1))
    assert (later.median, later.says()) == (225.0, "median of 3 quotes since 2025")
    assert later.quartiles is None
    assert later.is_outlier(1e9) is None
    other = desk.prices("ppq", currency="CHF")
    assert [price.value for price in other.prices] == [None, None, 100.0, 150.0, 400.0, 5000 / 1.5]
    assert desk.prices("none of this").prices == ()


def test_an_unread_price_is_not_counted_as_nothing(desk: Desk) -> None:
    own = CASE["case"]["currency"]
    put(desk, "d", 2026, [("70", own)])
    offer = desk.document("d")["offers"][0]
    offer["lines"].append({"id": "c", "description": "More", "basis": "tbd", "scope": "ppq", "becomes": {"term": "t"}})
    desk.put_offer("d", offer, request="Edit")
    assert "d" not in {price.quoted.setting.case for price in desk.prices("ppq").prices}


def test_a_plug_is_taken_with_its_source_and_undone(desk: Desk) -> None:
    before = desk.document("now")
    desk.take_plug("now", "ppq")
    brief = desk.document("now")["case"]
    assert brief["scope"][0]["estimate"] == [100.0, 112.5, 150.0]
    (said,) = [found for found in brief["assumptions"] if found["path"] == "scope.ppq.estimate"]
    assert said == {
        "path": "scope.ppq.estimate",
        "source": "median of 5 quotes since 2023",
        "date": "2026-11-20",
        "owner": "Ann",
    }
    desk.take_plug("now", "ppq", since=date(2025, 1, 1))
    assert len(desk.document("now")["case"]["assumptions"]) == len(brief["assumptions"])
    assert desk.case("now").brief.scope[0].estimate is not None
    desk.undo("now")
    desk.undo("now")
    assert desk.document("now") == before
    with pytest.raises(Refused, match="No earlier quote"):
        desk.take_plug("now", "none")


def test_an_outlier_is_named_with_what_it_lies_outside_of(desk: Desk) -> None:
    ((offer, item, value, history),) = desk.outliers("now")
    assert (offer, item, value) == ("o0", "ppq", 5000.0)
    assert history.quartiles == (200.0, 300.0)
    assert desk.outliers("b") == []
    found, is_outlier = desk.earlier("now", "ppq", "o0")
    assert (found.median, is_outlier) == (225.0, True)
    words = sheets.earlier(found.says(), 225.0, found.currency, is_outlier=is_outlier)
    assert words.startswith("Median of 5 quotes since 2023: 225 ")
    assert words.endswith("this price lies far outside them")
    assert desk.earlier("b", "ppq", "o0")[1] is False
    assert desk.earlier("now", "ppq", "nobody")[1] is None


def test_a_supplier_s_offers_awards_and_evidence(desk: Desk) -> None:
    offer = desk.document("a")["offers"][0] | {
        "sites": [{"name": "Visp", "country": "CH"}],
        "evidence": [{"for": "hpapi", "says": "Audit 2025", "source": "audit.pdf"}],
        "scores": {},
    }
    desk.put_offer("a", offer, request="Edit")
    offers, sites = sheets.supplier("Supplier 0", desk.supplier("Supplier 0"))
    assert [row.cells[5].text for row in offers.rows] == ["open", "awarded", "open", "open"]
    assert offers.note == "4 offers. Awarded in 1 of 1 cases decided."
    assert [row.cells[1].text for row in sites.rows] == ["Visp", "hpapi"]
    assert len(sheets.suppliers(desk.suppliers()).rows) == 2
    with pytest.raises(Refused, match="no offers of 'Nobody'"):
        desk.supplier("Nobody")


def test_the_price_sheet_names_every_source(desk: Desk) -> None:
    found = desk.prices("ppq", case_id="now")
    rows = [(price.quoted, price.value) for price in found.prices]
    sheet = sheets.prices("ppq", found.currency, rows, says=found.says(), spread=(1.0, 2.0, 3.0))
    assert sheet.rows[0].cells[3].text.startswith("100 ")
    assert {row.cells[5].text for row in sheet.rows} == {"q.xlsx"}
    assert sheet.note.startswith("Median of 5 quotes since 2023: 2 ")


def test_a_case_is_copied_whole_or_as_a_template(desk: Desk) -> None:
    with desk.library() as library, library.change("File", "b", "Ann", NOON) as change:
        change.put_source(b"quote", "q.xlsx", "xlsx")
    desk.duplicate_case("b", "b2")
    assert desk.document("b2")["offers"] == desk.document("b")["offers"]
    assert "award" not in desk.document("b2")["case"]
    assert desk.document("b2")["case"]["title"] == "Case b (copy)"
    with desk.library(read_only=True) as library:
        assert [row.name for row in library.sources("b2")] == ["q.xlsx"]
    desk.duplicate_case("b", "b3", title="Next", offers=False)
    assert desk.document("b3")["offers"] == []
    with pytest.raises(Refused, match="has a case 'b3' already"):
        desk.duplicate_case("b", "b3")
    assert desk.check() == []


def test_a_case_goes_into_the_archive_and_comes_back(desk: Desk) -> None:
    desk.mark_case("a", "archived", on=True)
    assert {row.id for row in desk.cases() if "archived" in row.marks} == {"a"}
    desk.mark_case("a", "archived", on=False)
    desk.undo("a")
    assert {row.id for row in desk.cases() if "archived" in row.marks} == {"a"}
    desk.undo("a")
    assert not any(row.marks for row in desk.cases())
