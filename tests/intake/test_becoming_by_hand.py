"""What a person decides about lines and terms outlives the next import, and a line counts once."""

from typing import Any

from cdmo_desk.intake.becoming import Choice, chosen
from cdmo_desk.intake.becoming_merge import REMOVED, TYPED
from tests.intake.test_becoming import (
    BRIEF,
    GMP,
    STABILITY,
    TRANSFER,
    becomes,
    imported,
    line,
    quote,
    read,
    term,
)

SCIENTIST = line("Scientist", None, "hour", 265, basis="rate")
QUOTE = quote(TRANSFER, GMP, STABILITY, SCIENTIST)


def _ids(offer: dict[str, Any]) -> list[str]:
    return [found["id"] for found in offer["terms"]]


def _line(offer: dict[str, Any], words: str) -> dict[str, Any]:
    return next(found for found in offer["lines"] if found["description"] == words)


def test_a_term_removed_by_hand_stays_removed() -> None:
    once = imported(QUOTE).offer
    gone = _line(once, TRANSFER.description)["becomes"]["term"]
    offer = {**once, "terms": [found for found in once["terms"] if found["id"] != gone]}
    again = imported(QUOTE, offer=offer)
    assert gone not in _ids(again.offer)
    assert becomes(again, TRANSFER.description) == {"set_aside": REMOVED}
    read(again)


def test_the_order_of_terms_given_by_hand_stays() -> None:
    once = imported(QUOTE).offer
    offer = {**once, "terms": list(reversed(once["terms"]))}
    assert _ids(imported(QUOTE, offer=offer).offer) == list(reversed(_ids(once)))


def test_what_a_field_was_typed_over_is_forgotten_once_the_file_says_something_else() -> None:
    once = imported(QUOTE).offer
    name = _line(once, TRANSFER.description)["becomes"]["term"]
    for found in once["terms"]:
        if found["id"] == name:
            found[TYPED] = {"unit_price": found["unit_price"]}
            found["unit_price"] = 7
    kept = next(found for found in imported(QUOTE, offer=once).offer["terms"] if found["id"] == name)
    assert kept["unit_price"] == 7
    assert kept[TYPED]
    dearer = line(TRANSFER.description, TRANSFER.quantity, TRANSFER.unit, 999_999)
    new = imported(quote(dearer, GMP, STABILITY, SCIENTIST), offer=once).offer
    fresh = next(found for found in new["terms"] if found["id"] == name)
    assert fresh["unit_price"] == 999_999
    assert TYPED not in fresh


def test_a_line_set_aside_makes_no_term_and_comes_back() -> None:
    once = imported(QUOTE).offer
    found = _line(once, TRANSFER.description)
    aside = chosen(once, BRIEF, {found["id"]: Choice(set_aside="not wanted")}, {})
    assert _line(aside, TRANSFER.description)["becomes"] == {"set_aside": "not wanted"}
    assert found["becomes"]["term"] not in _ids(aside)
    assert chosen(aside, BRIEF, {found["id"]: Choice()}, {}) == once


def test_another_basis_makes_another_deliverable() -> None:
    once = imported(QUOTE).offer
    found = _line(once, STABILITY.description)
    made = chosen(once, BRIEF, {}, {found["id"]: {"basis": "optional"}})
    after = next(term_ for term_ in made["terms"] if term_["id"] == found["becomes"]["term"])
    assert after["basis"] == "optional"
    assert _line(made, STABILITY.description)["basis"] == "optional"


def test_a_line_sets_a_field_and_a_revision_changes_it() -> None:
    once = imported(QUOTE)
    offer = {**once.offer, "terms": [*once.offer["terms"], {"type": "labour", "id": "work", "rate": 1, "hours": 10}]}
    rate = _line(offer, "Scientist")["id"]
    made = chosen(offer, BRIEF, {rate: Choice(term="work", field="rate")}, {})
    assert next(found for found in made["terms"] if found["id"] == "work")["rate"] == 265
    assert _line(made, "Scientist")["becomes"] == {"term": "work", "field": "rate"}
    dearer = quote(TRANSFER, GMP, STABILITY, line("Scientist", None, "hour", 300, basis="rate"))
    again = imported(dearer, offer=made)
    assert term(again, "labour")["rate"] == 300
    read(again)
    bare = {**made, "terms": [found for found in made["terms"] if found["id"] != "work"]}
    lost = imported(dearer, offer=bare)
    assert "set_aside" in becomes(lost, "Scientist")
    read(lost)
