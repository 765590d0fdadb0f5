"""Terms sheets: what they state, and every sentence about what does not read."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.intake.test_becoming import RESINS, cash, imported, line, quote, read, term, terms

RATE = line("Scientist", None, "hour", 265, basis="rate")


def errors(*rows: tuple[Any, ...]) -> list[tuple[str, str]]:
    return [(message.cell, message.text) for message in imported(terms(*rows)).messages if message.severity == "error"]


def made(*rows: tuple[Any, ...]) -> dict[str, Any]:
    accepted = imported(terms(*rows))
    assert not accepted.messages, accepted.messages
    read(accepted)
    return accepted.offer


PROBLEMS: list[tuple[tuple[tuple[Any, ...], ...], list[tuple[str, str]]]] = [
    (
        ((1, "penalty", "rate", 1),),
        [("Terms!B2", "No term is called 'penalty'; known are deliverable, upfront_discount, ")],
    ),
    (((None, None, "rate", 1),), [("Terms!C2", "No term is named here; write one, such as take_or_pay")]),
    (
        ((1, "change_orders", "rote", 1),),
        [("Terms!C2", "Change_orders has no field 'rote'; it has id, title, escalates, rate.")],
    ),
    (((1, "change_orders", None, 1),), [("Terms!A2", "No field is named here.")]),
    (((1, "offer", "terms", 1),), [("Terms!C2", "Offer has no field 'terms'; it has supplier, ")]),
    (((1, "change_orders", "rate", None),), [("Terms!A2", "rate: has no value.")]),
    (((1, "change_orders", "rate", "a lot"),), [("Terms!E2", "rate: must be a number, not 'a lot'.")]),
    (
        ((1, "change_orders", "rate", 0.1, None, 0.2, 0.3),),
        [("Terms!F2", "rate: low 0.2 lies above the likely value 0.1.")],
    ),
    (
        ((1, "change_orders", "rate", 0.1, None, 0.01, 0.05),),
        [("Terms!G2", "rate: high 0.05 lies below the likely value 0.1.")],
    ),
    (((1, "change_orders", "rate", 0.1, None, 0.3, 0.2),), [("Terms!F2", "rate: low 0.3 lies above high 0.2.")]),
    (
        ((1, "change_orders", "rate", 0.1, None, 0.05),),
        [("Terms!A2", "rate: a range needs both low and high; high is missing.")],
    ),
    (((1, "not_to_exceed", "amount", 5, None, 1, 9),), [("Terms!F2", "amount: takes one value and no range.")]),
    (
        ((1, "not_to_exceed", "amount", "1,234"),),
        [("Terms!E2", "amount: '1,234' could be 1.234 or 1234; write it without separators.")],
    ),
    (
        ((1, "change_orders", "rate", 0.1), (1, "rebate", "tiers", 0.1, 0)),
        [("Terms!A3", "Number 1 stands for change_orders and for rebate; give each term its own.")],
    ),
    (((1, "rebate", "tiers", 0.1),), [("Terms!A2", "tiers: a band needs where it starts, in From.")]),
    (
        ((1, "per_batch", "all_units", "perhaps"), (1, "per_batch", "tiers", 5, 0)),
        [("Terms!E2", "all_units: must be yes or no, not 'perhaps'.")],
    ),
    (
        ((1, "offer", "valid_until", "soon"),),
        [("Terms!E2", "valid_until: must be a date such as 2027-03-31, not 'soon'.")],
    ),
    (
        ((1, "offer", "valid_until", "03/04/2027"),),
        [("Terms!E2", "valid_until: '03/04/2027' could be 2027-04-03 or 2027-03-04; write it YYYY-MM-DD.")],
    ),
    (
        ((1, "offer", "kind", "cheap"),),
        [("Terms!E2", "kind: must be one of fee_for_service, time_and_materials, ")],
    ),
    (
        ((1, "milestone", "gate", "Approval"), (1, "milestone", "amount", 5)),
        [("Terms!E2", "gate: no gate is called 'Approval'; the case has Readout."),
         ("Terms!B2", "milestone: gate (At gate) give either a gate or a quarter.")],
    ),
    (
        ((1, "deliverable", "quarter", 1.5),),
        [("Terms!E2", "quarter: must be a whole number, not 1.5.")],
    ),
    (
        ((1, "labour", "covers", "tt, moon"), (1, "labour", "rate", 5), (1, "labour", "hours", 5)),
        [("Terms!E2", "covers: no scope item is called 'moon'; the case has tt, methods, engineering, ppq,")],
    ),
    (((1, "score", "speed", 3),), [("Terms!C2", "No criterion is called 'speed'; the case has technical.")]),
    (((1, "score", "technical", 7),), [("Terms!E2", "Scores.technical: must be at most 5, not 7.")]),
    (((1, "batch_failure", "cost_per_failure", 5),),
     [("Terms!B2", "batch_failure: probability (Failure rate) is missing; import the quote that states it")]),
    (((1, "risk", "category", "x"), (1, "risk", "cost", None, None, 1, 2)),
     [("Terms!C3", "risk: cost: has a range but no likely value."), ("Terms!B2", "Risks.probability: is missing.")]),
    (((1, "risk", "category", "line: x"),),
     [("Terms!E2", "risk: category: only a field of a term can take its value from a line."), ("Terms!B2", "Risks.")]),
    (((1, "batch_failure", "probability", 1.5), (1, "batch_failure", "cost_per_failure", 5)),
     [("Terms!E2", "batch_failure: probability (Failure rate) must be at most 1, not 1.5.")]),
    (((1, "not_to_exceed", "amount", 5), (2, "target_cost", "target", 5), (2, "target_cost", "sponsor_share", 0.5)),
     [("Terms!B3", "target_cost: an offer has either a not_to_exceed or a target_cost, not both.")]),
    (((1, "offer", "payment_days", -3),), [("Terms!E2", "Payment_days: must be at least 0, not -3.")]),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "expected"), PROBLEMS, ids=[says[0][1][:40] for _, says in PROBLEMS])
def test_every_problem_has_its_cell_and_its_sentence(
    rows: tuple[tuple[Any, ...], ...], expected: list[tuple[str, str]]
) -> None:
    found = errors(*rows)
    assert len(found) >= len(expected), found
    for (cell, says), (wanted_cell, wanted) in zip(found, expected, strict=False):
        assert cell == wanted_cell, (cell, says)
        assert says.startswith(wanted), says
        assert says.endswith(".")


def test_all_problems_are_named_at_once_and_the_rest_is_read() -> None:
    accepted = imported(
        terms((1, "penalty", "rate", 1), (2, "change_orders", "rate", "x"), (3, "not_to_exceed", "amount", 9))
    )
    assert len([message for message in accepted.messages if message.severity == "error"]) == 2
    assert [found["type"] for found in accepted.offer["terms"]] == ["not_to_exceed"]
    read(accepted)


def test_terms_and_fields_go_by_name_or_label() -> None:
    offer = made((1, "Take-or-pay", "Minimum", 4), (1, "TAKE OR PAY", "price", 10), (1, "take_or_pay", "Make-up", "ja"))
    assert offer["terms"][0] | {"sources": {}} == {
        "type": "take_or_pay", "id": "take-or-pay", "batches_per_year": 4, "price": 10, "make_up": True, "sources": {},
    }  # fmt: skip
    assert offer["terms"][0]["sources"]["price"] == [{"file": "terms.xlsx", "sheet": "Terms", "cell": "E3"}]


def test_values_read_as_people_write_them() -> None:
    offer = made(
        (1, "offer", "kind", "Dedicated capacity"),
        (1, "offer", "valid until", date(2027, 3, 31)),
        (1, "offer", "currency", "eur"),
        (1, "offer", "capabilities", "hpapi; Inspected by the US FDA, own thing"),
        (1, "offer", "escalation cap", "4,5 %"),
        (1, "offer", "escalation.index", "CPI"),
        (1, "offer", "ready_months", 9, None, 7, 14),
        (1, "offer", "output_per_batch", 4, None, None, None, "yield"),
        (2, "batch_failure", "remade", "NEIN"),
        (2, "batch_failure", "probability", "3 %"),
        (2, "batch_failure", "cost_per_failure", "1.500,50"),
        (3, "score", "Technical capabilities", 4),
        (4, "site", "name", "Basel"),
        (5, "evidence", "for", "technical"),
        (5, "evidence", "date", date(2026, 1, 2)),
    )
    assert (offer["kind"], offer["valid_until"], offer["currency"]) == ("dedicated_capacity", "2027-03-31", "EUR")
    assert offer["capabilities"] == ["hpapi", "us_fda_inspected", "own_thing"]
    assert offer["escalation"] == {"cap": 0.045, "index": "cpi"}
    assert offer["ready_months"] == [7, 9, 14]
    assert offer["output_per_batch"] == {"low": 4, "likely": 4, "high": 4, "driver": "yield"}
    failure = offer["terms"][0]
    assert (failure["remade"], failure["probability"], failure["cost_per_failure"]) == (False, 0.03, 1500.5)
    assert (offer["scores"], offer["sites"]) == ({"technical": 4}, [{"name": "Basel"}])
    assert offer["evidence"] == [{"for": "technical", "date": "2026-01-02"}]


def test_rows_without_numbers_are_terms_in_turn() -> None:
    offer = made(
        (None, "milestone", "amount", 5),
        (None, None, "gate", "readout"),
        (None, "milestone", "amount", 7),
        (None, None, "quarter", 9),
        (None, "rebate", "tiers", 0.02, 10),
        (None, "rebate", "tiers", 0.04, 20),
        (None, "risk", "category", "a"),
        (None, "risk", "probability", 0.1),
        (None, "risk", "category", "b"),
        (None, "risk", "probability", 0.2),
        (None, "risk", "mitigation.probability", 0.1),
        (None, "risk", "mitigation cost", 5),
    )
    stated = [{key: value for key, value in item.items() if key not in ("id", "sources")} for item in offer["terms"]]
    assert stated == [
        {"type": "milestone", "amount": 5, "gate": "Readout"},
        {"type": "milestone", "amount": 7, "quarter": 9},
        {"type": "rebate", "tiers": [{"from": 10, "rate": 0.02}, {"from": 20, "rate": 0.04}]},
    ]
    assert [risk["category"] for risk in offer["risks"]] == ["a", "b"]
    assert offer["risks"][1]["mitigation"] == {"probability": 0.1, "cost": 5}


def test_a_line_gives_a_field_its_price_and_its_cell() -> None:
    fee = line("Suite  reservation fee", 4, "quarter", 1500)
    sheet = terms(
        (1, "reservation", "fee_per_quarter", "line: suite reservation FEE"),
        (1, "reservation", "batches_per_quarter", 4),
        (2, "per_batch", "tiers", "line: GMP batch", 0),
        (2, "per_batch", "tiers", 7, 10),
    )
    accepted = imported(quote(fee, line("GMP batch", 3, "batch", 9)), sheet)
    assert not [message for message in accepted.messages if message.severity != "info"]
    assert term(accepted, "reservation")["fee_per_quarter"] == 1500
    assert [found["type"] for found in accepted.offer["terms"]] == ["reservation", "per_batch"]
    assert term(accepted, "per_batch")["tiers"] == [{"from": 0, "price": 9}, {"from": 10, "price": 7}]
    cells = [source["cell"] for source in term(accepted, "per_batch")["sources"]["tiers"]]
    assert cells == ["E11", "E5"]
    used = [item["becomes"] for item in accepted.offer["lines"]]
    assert used == [{"term": "reservation", "field": "fee_per_quarter"}, {"term": "per-batch", "field": "tiers"}]


def test_a_line_with_a_range_around_its_price() -> None:
    sheet = terms(
        (1, "materials_per_batch", "amount", "line: Materials", None, 4, 9, "resin price"),
    )
    accepted = imported(quote(line("Materials", 1, "set", 5)), sheet)
    assert term(accepted, "materials_per_batch")["amount"] == {
        "low": 4,
        "likely": 5,
        "high": 9,
        "driver": "resin price",
    }
    outside = imported(
        quote(line("Materials", 1, "set", 50)),
        terms((1, "materials_per_batch", "amount", "line: Materials", None, 4, 9)),
    )
    assert outside.messages[0].text == "materials_per_batch: amount: high 9 lies below the likely value 50."
    assert [item["becomes"] for item in outside.offer["lines"]] == [{"set_aside": "the terms sheet took its place"}]


def test_what_a_line_cannot_give() -> None:
    two = quote(RATE, RATE, line("Open", basis="tbd"))
    rows = [
        (1, "labour", "hours", 5),
        (1, "labour", "rate", "line: Scientist"),
        (2, "not_to_exceed", "amount", "line: Open"),
        (3, "change_orders", "rate", "line: Nobody"),
    ]
    how = "import the quote that states it first, or correct the name"
    texts = [message.text for message in imported(two, terms(*rows)).messages if message.severity == "error"]
    assert texts == [
        "labour: rate: 2 lines are called “Scientist”; name one by its cell, such as line: Quote!B10.",
        f"change_orders: rate: no line is called “Nobody”; {how}.",
        "not_to_exceed: amount: the line “Open” states no price.",
    ]
    rows = [(1, "labour", "hours", 5), (1, "labour", "rate", "line: Quote!B11")]
    accepted = imported(two, terms(*rows))
    assert [item["becomes"].get("field") for item in accepted.offer["lines"]] == [None, "rate", None]
    twice = [*rows, (2, "not_to_exceed", "amount", "line: Quote!E11")]
    texts = [message.text for message in imported(two, terms(*twice)).messages]
    assert texts == [
        "not_to_exceed: amount: another value of the sheet has taken that line already, and a line counts once."
    ]


def test_a_price_stated_twice_counts_once_and_is_named() -> None:
    accepted = imported(quote(RESINS), terms((1, "materials_per_batch", "amount", 250000)))
    assert term(accepted, "materials_per_batch")["amount"] == 250000
    assert accepted.offer["lines"][0]["becomes"] == {"set_aside": "the terms sheet states this price"}
    assert [message.severity for message in accepted.messages] == ["warning"]
    says = "amount is 250000 in the terms sheet and 260000 in the quote; the sheet counts."
    assert accepted.messages[0].text.endswith(says)


def test_a_term_of_another_title_is_a_term_of_its_own() -> None:
    work = quote(line("Technology transfer", 1, "lot", 5), line("Engineering batch", 1, "batch", 6))
    accepted = imported(
        work,
        terms(
            (1, "deliverable", "title", "technology  TRANSFER"),
            (1, "deliverable", "quarter", 3),
            (2, "deliverable", "title", "Audit"),
            (2, "deliverable", "quarter", 1),
            (2, "deliverable", "unit_price", 7),
        ),
    )
    quarters = {found["title"]: found["quarter"] for found in accepted.offer["terms"]}
    assert quarters == {"technology  TRANSFER": 3, "Engineering batch": 2, "Audit": 1}


def test_a_shared_quantity_is_spread_over_its_occurrences() -> None:
    accepted = imported(
        quote(line("Analytical method transfer", None, "method", 1000, basis="rate")),
        terms(
            (1, "deliverable", "title", "Analytical method transfer"),
            (1, "deliverable", "every", 4),
            (1, "deliverable", "last_quarter", 5),
        ),
    )
    assert term(accepted, "deliverable")["quantity"] == [6, 7, 10]
    assert cash(accepted) == 14 * 1000
    stated = imported(
        quote(line("Analytical method transfer", 14, "method", 1000)),
        terms(
            (1, "deliverable", "title", "Analytical method transfer"),
            (1, "deliverable", "every", 4),
            (1, "deliverable", "quantity", 14),
        ),
    )
    assert cash(stated) == 6 * 14 * 1000


def test_two_of_one_title_are_named() -> None:
    work = quote(line("Run", 1, "run", 5), line("Run", 2, "run", 5))
    accepted = imported(work, terms((1, "deliverable", "title", "Run"), (1, "deliverable", "quarter", 3)))
    assert [m.text for m in accepted.messages if m.severity == "warning"] == [
        "2 terms of type deliverable are called “Run”; the first of them is completed."
    ]


def test_empty_rows_are_passed_over() -> None:
    offer = made((None, None, None, None), (1, "change_orders", "rate", Decimal("0.1")), (7, None, None, None))
    assert len(offer["terms"]) == 1
