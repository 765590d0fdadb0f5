"""Lines become terms: each counted once, in any order, as often as they come."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cdmo_desk.contract.offer import Offer
from cdmo_desk.document import read as read_document
from cdmo_desk.evaluation.basecase import base_figures
from cdmo_desk.evaluation.levelling import plugs
from cdmo_desk.intake.becoming import Accepted, Choice, accept
from cdmo_desk.intake.quote import Basis, Quote, QuoteLine, Skipped, TermsRow
from cdmo_desk.programme.brief import Brief
from cdmo_desk.programme.likely import likely

CASE: dict[str, Any] = {
    "id": "c", "title": "C", "product": "P", "modality": "mab", "stage": "phase_3", "currency": "USD",
    "as_of": "2027-01-01",
    "start": "2027-01-01", "horizon_years": 6, "discount_rate": 0.1, "demand": [4, 12, 12, 12, 12, 12],
    "gates": [{"name": "Readout", "quarter": 5, "probability": 0.6}],
    "fx": {"EUR": {"rate": 1.1}},
    "criteria": [{"id": "technical", "title": "Technical capabilities", "weight": 1}],
    "scope": [
        {"id": "tt", "title": "Technology transfer", "category": "technology_transfer"},
        {"id": "methods", "title": "Analytical method transfer", "quantity": [12, 14, 20], "quarter": 1},
        {"id": "engineering", "title": "Engineering batch", "quarter": 2},
        {"id": "ppq", "title": "PPQ documentation and reports", "quarter": 6},
        {"id": "stability", "title": "Stability programme", "quantity": 10, "quarter": 4},
    ],
}  # fmt: skip


def document(*offers: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"format": "cdmo-desk/case", "version": 1, "case": {**CASE, **more}, "offers": list(offers)}


BRIEF: Brief = read_document(document()).brief


def line(description: str, *figures: Any, basis: Basis = "priced", **more: Any) -> QuoteLine:
    """Return a line of quantity, unit, unit price and amount; its row is set when it joins a quote."""
    stated: list[Any] = [*figures, None, None, None, None]
    quantity, unit, price, amount = stated[:4]
    each, unit_price, total = (None if value is None else Decimal(str(value)) for value in (quantity, price, amount))
    if total is None and each is not None and unit_price is not None:
        total = each * unit_price
    texts = {"section": None, "note": None, "currency": "USD"} | more
    return QuoteLine(
        sheet="Quote",
        row=0,
        cells={},
        description=description,
        quantity=each,
        unit=unit,
        unit_price=unit_price,
        amount=total,
        basis=basis,
        **texts,
    )


def quote(*lines: QuoteLine, file: str = "quote.xlsx", **facts: Any) -> Quote:
    placed = tuple(
        replace(
            item,
            row=row,
            cells={"description": f"B{row}", "quantity": f"C{row}", "unit_price": f"E{row}", "amount": f"F{row}"},
        )
        for row, item in enumerate(lines, 10)
    )
    known = {"supplier": "Sup", "reference": "Q-1", "currency": "USD"}
    return Quote(file, "0" * 64, "xlsx", lines=placed, **known | facts)


def terms(*rows: tuple[Any, ...], file: str = "terms.xlsx") -> Quote:
    """Return a terms sheet of rows (no, term, field, value), with From, Low, High and Driver behind where needed."""
    heads = ("no", "term", "field", "value", "from", "low", "high", "driver")
    columns = dict(zip(heads, "ABCEDFGH", strict=True))
    made = []
    for number, row in enumerate(rows, 2):
        values = {
            head: Decimal(str(value)) if isinstance(value, int | float) and not isinstance(value, bool) else value
            for head, value in zip(heads, row, strict=False)
            if value is not None
        }
        made.append(TermsRow("Terms", number, {head: f"{columns[head]}{number}" for head in values}, values))
    return Quote(file, "1" * 64, "xlsx", terms_rows=tuple(made))


def imported(*quotes: Quote, offer: dict[str, Any] | None = None) -> Accepted:
    """Take in one file after another; the last answer has the messages of the last file."""
    accepted = None
    for taken in quotes:
        accepted = accept(taken, BRIEF, offer, offer_id="a")
        offer = accepted.offer
    assert accepted is not None
    return accepted


def read(accepted: Accepted) -> Offer:
    return read_document(document(accepted.offer)).offers[0]


def cash(accepted: Accepted, **more: Any) -> float:
    case = read_document(document(accepted.offer, **more))
    gaps = plugs(case.brief, case.offers)["a"]
    return base_figures(case.brief, case.offers[0], gaps, likely(case.brief)).contract


def term(accepted: Accepted, kind: str) -> dict[str, Any]:
    found: list[dict[str, Any]] = [made for made in accepted.offer["terms"] if made["type"] == kind]
    assert len(found) == 1, found
    return found[0]


def becomes(accepted: Accepted, description: str) -> dict[str, Any]:
    found: list[dict[str, Any]] = [
        item["becomes"] for item in accepted.offer["lines"] if item["description"] == description
    ]
    assert len(found) == 1
    return found[0]


TRANSFER = line("Technology transfer", 1, "lump sum", 900000)
GMP = line("GMP batch, 2,000 L", 3, "batch", 1450000)
STABILITY = line("Stability programme", 10, "time point", 21000)
RESINS = line("Raw materials and resins", 4, "batch", 260000, basis="pass_through", note="estimate; at cost plus 12 %")


def test_a_line_becomes_the_deliverable_of_its_scope_item() -> None:
    made = imported(quote(line("Engineering batch", 1, "batch", 980000)))
    place = {"file": "quote.xlsx", "sheet": "Quote"}
    assert term(made, "deliverable") == {
        "type": "deliverable", "id": "engineering-batch", "title": "Engineering batch", "quarter": 2,
        "scope": "engineering", "quantity": 1, "unit_price": 980000,
        "sources": {"quantity": [{**place, "cell": "C10"}], "unit_price": [{**place, "cell": "E10"}]},
    }  # fmt: skip
    assert made.offer["lines"][0] | {"cells": {}} == {
        "id": "engineering-batch", "description": "Engineering batch", "file": "quote.xlsx", "sha256": "0" * 64,
        "sheet": "Quote", "row": 10, "cells": {}, "basis": "priced", "unit": "batch", "currency": "USD",
        "quantity": "1",
        "unit_price": "980000", "amount": "980000", "becomes": {"term": "engineering-batch"}, "scope": "engineering",
    }  # fmt: skip


def test_the_head_of_the_file_fills_what_the_offer_does_not_state() -> None:
    facts: dict[str, Any] = {"valid_until": date(2027, 3, 31), "payment_days": 30}
    fresh = accept(quote(TRANSFER, **facts), BRIEF, None, offer_id="a").offer
    assert {name: fresh[name] for name in ("supplier", "title", "currency", "payment_days", "valid_until")} == {
        "supplier": "Sup", "title": "Q-1", "currency": "USD", "payment_days": 30, "valid_until": "2027-03-31",
    }  # fmt: skip
    named = {"id": "a", "supplier": "My name", "kind": "risk_sharing", "title": "Mine"}
    kept = accept(quote(TRANSFER, **facts), BRIEF, named, offer_id="a").offer
    assert (kept["supplier"], kept["title"], kept["kind"]) == ("My name", "Mine", "risk_sharing")
    assert named == {"id": "a", "supplier": "My name", "kind": "risk_sharing", "title": "Mine"}


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (line("Technology transfer", None, None, None, 700000), {"quantity": 1, "unit_price": 700000}),
        (line("Technology transfer", 2, "run", 300, 500), {"quantity": 2, "unit_price": 300}),
        (line("Technology transfer", 3, "run", None, 900), {"quantity": 3, "unit_price": 300}),
        (line("Technology transfer", 3, "run", None, 1000), {"quantity": 1, "unit_price": 1000}),
        (line("Early commitment discount", None, None, None, -56206.6), {"quantity": 1, "unit_price": -56206.6}),
        (line("Analytical method transfer", None, "method", 32000, basis="rate"), {"unit_price": 32000, "quarter": 1}),
        (line("Travel", basis="pass_through"), {"basis": "tbd"}),
        (line("Stability programme", basis="tbd"), {"basis": "tbd", "scope": "stability"}),
        (line("Authority fees", basis="excluded"), {"basis": "excluded"}),
        (line("Kick-off", basis="included", section="Technology transfer"), {"basis": "included"}),
        (line("PPQ package", 1, "lot", 880000, basis="optional"), {"basis": "optional", "scope": "ppq"}),
        (line("Reviews", 4, "hour", 200), {"quantity": 4, "unit_price": 200}),
    ],
)  # fmt: skip
def test_basis_and_price(item: QuoteLine, expected: dict[str, Any]) -> None:
    made = imported(quote(item))
    found = term(made, "deliverable")
    assert expected.items() <= found.items()
    read(made)


def test_an_inclusion_by_section_alone_covers_nothing() -> None:
    made = imported(quote(line("Risk workshop", basis="included", section="Technology transfer")))
    assert "scope" not in term(made, "deliverable")


def test_a_section_gives_the_scope_of_its_priced_lines() -> None:
    made = imported(quote(line("Project office", 3, "month", 100, section="A. Technology transfer")))
    assert term(made, "deliverable")["scope"] == "tt"
    assert "Technology transfer" in made.placed["project-office"].reason


def test_a_price_without_quantity_is_completed_by_the_shared_quantity() -> None:
    made = imported(quote(line("Analytical method transfer", None, "method", 1000, basis="rate")))
    assert cash(made) == 14 * 1000


def test_batch_prices_become_tiers() -> None:
    plain = imported(quote(GMP))
    assert term(plain, "per_batch")["tiers"] == [{"from": 0, "price": 1450000}]
    assert becomes(plain, GMP.description) == {"term": "gmp-batch-2-000-l", "field": "tiers"}
    bands = imported(
        quote(
            line("GMP batch, batches 5 to 10 of a year", None, "batch", 1300000, basis="rate"),
            line("GMP batch, batches 1 to 4 of a year", None, "batch", 1450000, basis="rate"),
            line("GMP batch, from batch 11 of a year", None, "batch", 1150000, basis="rate"),
        )
    )
    found = term(bands, "per_batch")
    assert found["title"] == "GMP batch"
    assert found["tiers"] == [
        {"from": 0, "price": 1450000},
        {"from": 4, "price": 1300000},
        {"from": 10, "price": 1150000},
    ]
    assert len(found["sources"]["tiers"]) == 3


def test_a_matrix_of_tiers_reads_its_headings() -> None:
    rows = [
        line("GMP batch", None, "batch", price, basis="rate", note=head)
        for price, head in ((9, "1–3"), (8, "4-9 batches"), (7, "10+"))
    ]
    assert [tier["from"] for tier in term(imported(quote(*rows)), "per_batch")["tiers"]] == [0, 3, 9]


def test_a_price_for_all_batches_counts_from_its_first() -> None:
    rows = (
        line("Lot BPF, 1 à 7 lots par an", None, "lot", 12, basis="rate", note="prix pour tous les lots de l'année"),
        line("Lot BPF, à partir de 8 lots par an", None, "lot", 10, basis="rate"),
    )
    found = term(imported(quote(*rows)), "per_batch")
    assert found["all_units"] is True
    assert [tier["from"] for tier in found["tiers"]] == [0, 8]


def test_the_first_plain_batch_price_counts_and_others_are_set_aside() -> None:
    made = imported(quote(GMP, line("GMP batch, commercial", 2, "batch", 1300000)))
    assert term(made, "per_batch")["tiers"] == [{"from": 0, "price": 1450000}]
    reason = becomes(made, "GMP batch, commercial")["set_aside"]
    assert reason == "“GMP batch, 2,000 L” sets the batch price already"


@pytest.mark.parametrize(
    "description",
    ["Engineering batch", "PPQ batch", "Reserve batch", "Batch record review", "Additional GMP batch", "Standard lot"],
)  # fmt: skip
def test_what_is_no_supply_sets_no_batch_price(description: str) -> None:
    made = imported(quote(line(description, 2, "batch", 5000)))
    assert [found["type"] for found in made.offer["terms"]] == ["deliverable"]


def test_without_demand_batches_are_deliverables() -> None:
    brief = read_document(document(demand=[0])).brief
    made = accept(quote(GMP), brief, None, offer_id="a")
    assert [found["type"] for found in made.offer["terms"]] == ["deliverable"]


def test_materials_per_batch_take_the_handling_fee_of_their_wording() -> None:
    found = term(imported(quote(RESINS)), "materials_per_batch")
    assert (found["amount"], found["handling_fee"]) == (260000, 0.12)
    by_section = replace(RESINS, note=None, section="Material (Weiterverrechnung nach Beleg + 8 %)")
    assert term(imported(quote(by_section)), "materials_per_batch")["handling_fee"] == 0.08
    noted = quote(
        replace(RESINS, note=None, section="D. Pass-through (3)"),
        skipped=(
            Skipped("Quote", "A62", "remark", "(2) Invoiced plus 5 % handling."),
            Skipped("Quote", "A63", "remark", "(3) Pass-through costs are invoiced at cost plus 15% handling."),
        ),
    )
    assert term(imported(noted), "materials_per_batch")["handling_fee"] == 0.15


def test_rates_by_the_hour_and_prices_of_nothing_are_set_aside() -> None:
    made = imported(
        quote(
            line("Scientist", None, "hour", 265, basis="rate"),
            line("Projektleiter", None, "Std.", 290, basis="rate"),
            line("Batch outside the reserved quantity", None, "batch", 1400000, basis="rate"),
        )
    )
    assert made.offer["terms"] == []
    assert [item["becomes"]["set_aside"] for item in made.offer["lines"]] == [
        "hourly rate for work by the hour; hours are not stated",
        "hourly rate for work by the hour; hours are not stated",
        "a price without a quantity, and no scope item that would give one",
    ]


def test_another_currency_is_set_aside_and_named() -> None:
    made = imported(quote(TRANSFER, line("Freight", 1, "lot", 10, currency="EUR")))
    assert becomes(made, "Freight") == {"set_aside": "is in EUR, and the offer in USD"}
    assert [message.text for message in made.messages] == ["“Freight”: is in EUR, and the offer in USD."]


def test_an_offer_in_another_currency_is_an_error() -> None:
    offer = {"id": "a", "supplier": "S", "kind": "fee_for_service", "currency": "EUR"}
    made = imported(quote(TRANSFER), offer=offer)
    assert [(message.severity, message.code) for message in made.messages] == [("error", "offer")]


def test_a_currency_without_a_rate_is_an_error() -> None:
    made = imported(quote(replace(TRANSFER, currency="GBP"), currency="GBP"))
    assert [message.severity for message in made.messages] == ["error"]
    assert "GBP" in made.messages[0].text


def test_the_unknown_is_a_deliverable_and_is_named() -> None:
    made = imported(quote(line("Column packing", 2, "column", 24600)))
    assert [(m.severity, m.code, m.cell) for m in made.messages] == [("info", "unmapped_line", "Quote!B10")]
    doubtful = imported(quote(line("Analytical methods", 1, "lot", 10)))
    assert [(m.severity, m.code) for m in doubtful.messages] == [("warning", "unmapped_line")]
    assert "Analytical method transfer" in doubtful.messages[0].text


def test_a_choice_is_kept_through_revisions() -> None:
    first = accept(quote(TRANSFER, GMP), BRIEF, None, offer_id="a")
    chosen = accept(
        quote(TRANSFER, GMP),
        BRIEF,
        first.offer,
        offer_id="a",
        choices={"technology-transfer": Choice(scope="ppq"), "gmp-batch-2-000-l": Choice(set_aside="clinical only")},
    )
    again = accept(quote(TRANSFER, GMP), BRIEF, chosen.offer, offer_id="a")
    for made in (chosen, again):
        assert term(made, "deliverable")["scope"] == "ppq"
        assert becomes(made, GMP.description) == {"set_aside": "clinical only"}
