"""Offers take files in: in any order, as often as they come, by revisions, beside what was changed by hand."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cdmo_desk.intake.quote import QuoteLine
from tests.intake.test_becoming import (
    GMP,
    RESINS,
    STABILITY,
    TRANSFER,
    becomes,
    cash,
    imported,
    line,
    quote,
    read,
    term,
    terms,
)

QUOTE = quote(TRANSFER, GMP, STABILITY, RESINS, line("Scientist", None, "hour", 265, basis="rate"))
SHEET = terms(
    (1, "offer", "kind", "time_and_materials"),
    (1, "offer", "escalation.rate", 0.02),
    (2, "deliverable", "title", "Stability programme"),
    (2, "deliverable", "every", 2),
    (2, "deliverable", "last_quarter", 22),
    (3, "labour", "title", "Science"),
    (3, "labour", "rate", "line: Scientist"),
    (3, "labour", "hours", 100, None, 80, 150),
    (4, "materials_per_batch", "amount", None, None, 200000, 380000, "resin price"),
    (5, "per_batch", "batches_per_quarter", 5),
    (6, "risk", "category", "supply_chain"),
    (6, "risk", "probability", 0.2),
)


def test_twice_is_once() -> None:
    once = imported(QUOTE, SHEET)
    assert imported(QUOTE, offer=once.offer).offer == once.offer
    assert imported(SHEET, offer=once.offer).offer == once.offer


def test_the_order_of_files_does_not_matter() -> None:
    one, other = imported(QUOTE, SHEET), imported(SHEET, QUOTE)
    assert one.offer == other.offer
    assert not [message for message in other.messages if message.severity == "error"]
    early = imported(SHEET)
    first = "import the quote that states it first"
    how = f"{first}, or add a row for it"
    assert [message.text for message in early.messages if message.severity == "error"] == [
        "labour: rate: no line is called “Scientist”; import the quote that states it first, or correct the name.",
        f"materials_per_batch: amount: has a range but no likely value; state it, or {first}.",
        f"deliverable “Stability programme”: quarter (Quarter) is missing; {how}.",
        f"per_batch: tiers (Price by batches a year) is missing; {how}.",
    ]  # fmt: skip
    read(early)


def test_what_a_sheet_states_completes_what_lines_made() -> None:
    made = imported(QUOTE, SHEET)
    stability = next(found for found in made.offer["terms"] if found.get("scope") == "stability")
    assert (stability["quantity"], stability["every"], stability["last_quarter"]) == (1, 2, 22)
    assert term(made, "labour")["rate"] == 265
    assert term(made, "labour")["sources"]["rate"] == [{"file": "quote.xlsx", "sheet": "Quote", "cell": "E14"}]
    assert becomes(made, "Scientist") == {"term": "science", "field": "rate"}
    materials = term(made, "materials_per_batch")
    assert materials["amount"] == {"low": 200000, "likely": 260000, "high": 380000, "driver": "resin price"}
    assert term(made, "per_batch")["batches_per_quarter"] == 5
    assert made.offer["kind"] == "time_and_materials"
    assert made.offer["risks"] == [{"category": "supply_chain", "probability": 0.2}]


def test_changing_one_price_changes_the_total_by_it() -> None:
    before = imported(QUOTE, SHEET)
    new: dict[str, dict[str, Any]] = {"Stability programme": {"unit_price": Decimal(22000), "amount": Decimal(220000)}}
    dearer = quote(*(replace(item, **new.get(item.description, {})) for item in QUOTE.lines))  # fmt: skip
    after = imported(dearer, offer=before.offer)
    grown = [1.02 ** (quarter // 4) for quarter in range(4, 23, 2)]
    assert cash(after) - cash(before) == pytest.approx(1000 * sum(grown))
    stability = next(found for found in after.offer["terms"] if found.get("scope") == "stability")
    assert (stability["quantity"], stability["unit_price"]) == (1, 22000)


def test_a_revision_replaces_the_lines_of_its_quote() -> None:
    revised = quote(TRANSFER, line("Engineering batch", 1, "batch", 5), file="quote-rev-2.xlsx")
    made = imported(QUOTE, revised)
    assert {item["file"] for item in made.offer["lines"]} == {"quote-rev-2.xlsx"}
    assert [found["id"] for found in made.offer["terms"]] == ["technology-transfer", "engineering-batch"]
    second = imported(QUOTE, quote(TRANSFER, file="other.xlsx", reference="Q-2"))
    assert {item["file"] for item in second.offer["lines"]} == {"quote.xlsx", "other.xlsx"}
    assert len({item["id"] for item in second.offer["lines"]}) == len(second.offer["lines"])


def test_a_sheet_again_replaces_what_it_set() -> None:
    first = terms(
        (1, "take_or_pay", "batches_per_year", 4), (1, "take_or_pay", "price", 10), (2, "offer", "round", "first")
    )
    second = terms((1, "take_or_pay", "batches_per_year", 6), (1, "take_or_pay", "price", 10))
    made = imported(first, second)
    assert term(made, "take_or_pay")["batches_per_year"] == 6
    assert "round" not in made.offer


def test_what_was_changed_by_hand_stays() -> None:
    offer = imported(QUOTE, SHEET).offer
    transfer = next(found for found in offer["terms"] if found["id"] == "technology-transfer")
    transfer["quarter"] = 3
    offer["terms"].append({"type": "change_orders", "rate": 0.1})
    offer["capabilities"] = ["hpapi"]
    offer["risks"].append({"category": "ip_protection", "probability": 0.1})
    offer["risks"][0]["probability"] = 0.5
    offer["title"] = "My title"
    made = imported(quote(*QUOTE.lines, line("Engineering batch", 1, "batch", 5)), offer=offer).offer
    assert next(found for found in made["terms"] if found["id"] == "technology-transfer")["quarter"] == 3
    assert {"type": "change_orders", "rate": 0.1} in made["terms"]
    assert made["capabilities"] == ["hpapi"]
    assert [risk["probability"] for risk in made["risks"]] == [0.5, 0.1]
    assert made["title"] == "My title"


def test_a_new_price_of_the_file_counts_over_a_change_by_hand() -> None:
    offer = imported(quote(TRANSFER)).offer
    offer["terms"][0]["unit_price"] = 1
    assert imported(quote(TRANSFER), offer=offer).offer["terms"][0]["unit_price"] == 1
    dearer = replace(TRANSFER, unit_price=Decimal(950000), amount=Decimal(950000))
    assert imported(quote(dearer), offer=offer).offer["terms"][0]["unit_price"] == 950000


def test_what_stood_before_and_comes_again_is_named() -> None:
    by_hand = {"type": "deliverable", "title": "Transfer", "scope": "tt", "quarter": 0, "unit_price": 5}
    tiers = {"type": "per_batch", "tiers": [{"from": 0, "price": 1}]}
    offer = {"id": "a", "supplier": "S", "kind": "fee_for_service", "terms": [by_hand, tiers]}
    made = imported(quote(TRANSFER, GMP), offer=offer)
    assert [(message.severity, message.code) for message in made.messages] == [("warning", "stated_twice")] * 2
    assert "“Transfer” was there before, and the files state “Technology transfer”" in made.messages[0].text


def test_lines_of_another_road_are_replaced_when_their_file_comes_in() -> None:
    offer = {
        "id": "a", "supplier": "S", "kind": "fee_for_service",
        "terms": [
            {"type": "deliverable", "id": "old", "quarter": 0, "unit_price": 5}, {"type": "change_orders", "rate": 0.1},
        ],
        "lines": [{"id": "l", "description": "Old", "file": "quote.xlsx", "becomes": {"term": "old"}}],
    }  # fmt: skip
    made = imported(quote(TRANSFER), offer=offer).offer
    assert [found["type"] for found in made["terms"]] == ["deliverable", "change_orders"]
    assert [item["description"] for item in made["lines"]] == ["Technology transfer"]


WORK = st.sampled_from(
    ["Technology transfer", "Method transfer", "Stability study", "GMP batch", "Engineering batch", "Raw materials"]
)  # fmt: skip
FIGURE = st.none() | st.decimals(0, 10**7, places=2)
LINES = st.lists(
    st.builds(
        QuoteLine,
        sheet=st.just("Quote"),
        row=st.just(0),
        cells=st.just({}),
        section=st.sampled_from([None, "Technology transfer", "Pass-through at cost + 8 %"]),
        description=WORK,
        quantity=FIGURE,
        unit=st.sampled_from([None, "batch", "hour", "lot", "method"]),
        unit_price=FIGURE,
        amount=FIGURE,
        currency=st.sampled_from(["USD", "EUR", None]),
        basis=st.sampled_from(["priced", "pass_through", "optional", "included", "excluded", "tbd", "rate"]),
        note=st.sampled_from([None, "1-4 batches", "from batch 11"]),
    ),
    max_size=8,
)


@settings(max_examples=60, deadline=None)
@given(LINES)
def test_each_line_counts_exactly_once(lines: list[QuoteLine]) -> None:
    """Every line is one term, one field of one term, or set aside; every term is some line's; the sums agree."""
    taken = quote(*lines)
    made = imported(taken)
    offer = read(made)
    assert len(offer.lines) == len(lines)
    used = [(item.becomes.term, item.becomes.field) for item in offer.lines if item.becomes.term is not None]
    whole = [name for name, field in used if field is None]
    assert len(whole) == len(set(whole))
    assert {name for name, _ in used} == {found.id for found in offer.terms}
    tiers = sum(len(found["tiers"]) for found in made.offer["terms"] if found["type"] == "per_batch")
    assert tiers == sum(field == "tiers" for _, field in used)
    deliverables = {found["id"]: found for found in made.offer["terms"] if found["type"] == "deliverable"}
    for item in made.offer["lines"]:
        found = deliverables.get(item["becomes"].get("term"))
        if found is not None and found.get("basis", "priced") in ("priced", "pass_through") and "quantity" in found:
            stated = [Decimal(item[name]) for name in ("quantity", "unit_price") if name in item]
            expected = stated[0] * stated[1] if len(stated) == 2 else Decimal(item["amount"])
            assert found["quantity"] * found["unit_price"] == pytest.approx(float(expected))
    assert imported(taken, offer=made.offer).offer == made.offer
