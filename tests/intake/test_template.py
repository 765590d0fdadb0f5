"""The template for suppliers: what is filled in comes in without a question, and what is not says nothing."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from cdmo_desk import intake
from cdmo_desk.contract.offer import KINDS, TERMS
from cdmo_desk.desk import Desk
from cdmo_desk.document.reading import record
from cdmo_desk.intake.becoming import accept
from cdmo_desk.intake.terms_sheet_rows import rows
from cdmo_desk.intake.worker import parse
from cdmo_desk.problem import Refused
from cdmo_desk.reports.supplier_book import template
from cdmo_desk.reports.supplier_book.families import BANDS, FAMILIES, Family, families
from cdmo_desk.reports.supplier_book.forms import form
from cdmo_desk.reports.workbook.book import Book
from cdmo_desk.resource import path as resource
from tests.intake import filled
from tests.intake.test_becoming import BRIEF
from tests.intake.test_terms_sheet_rows import consistent, plains

WHOLE: dict[str, dict[str, Any]] = {
    "deliverable": {
        "quarter": 2, "title": "Bridging study", "unit_price": {"low": 80, "likely": 100, "high": 140, "driver": "d"},
        "quantity": 3, "every": 4, "last_quarter": 10, "handling_fee": 0.05, "basis": "pass_through", "scope": "tt",
        "escalates": False,
    },
    "upfront_discount": {"rate": 0.05, "until_quarter": 7},
    "change_orders": {"rate": [0.02, 0.05, 0.1]},
    "labour": {"rate": 140, "hours": [900, 1200, 2000], "start": 1, "end": 6, "covers": ["tt", "ppq"], "title": "MSAT"},
    "fixed_price_conversion": {"price": 250000, "over": 4, "gate": "Readout"},
    "not_to_exceed": {"amount": 400000},
    "target_cost": {"target": 500000, "fee": 20000, "sponsor_share": 0.5, "ceiling": 600000},
    "per_batch": {
        "tiers": [{"from": 0, "price": 210000}, {"from": 4, "price": 190000}, {"from": 9, "price": 175000.5}],
        "all_units": True, "start": 2, "end": 30, "batches_per_quarter": 3,
    },
    "reservation": {
        "fee_per_quarter": 800000, "batches_per_quarter": 3, "start": 2, "end": 18, "batch_price": 90000,
        "notice_quarters": 2, "termination_rate": 0.4, "resale_rate": [0.1, 0.2, 0.4], "credit_rate": 0.1,
    },
    "slots": {"price": 200000, "availability": [0.7, 0.9, 1], "surge_above": 2, "surge_rate": 0.25, "cancelled": 0.1},
    "take_or_pay": {"batches_per_year": 6, "price": 180000, "rate": 0.8, "last_year": 4, "make_up": True},
    "cancellation": {
        "binding_quarters": 3, "price": 100000,
        "ladder": [{"within_days": 90, "rate": 1}, {"within_days": 180, "rate": 0.5}], "resale_rate": 0.2,
    },
    "materials_per_batch": {"amount": [20000, 25000, 40000], "handling_fee": 0.08},
    "batch_failure": {"probability": 0.05, "cost_per_failure": 120000, "remade": False},
    "rebate": {"tiers": [{"from": 1000000, "rate": 0.02}, {"from": 3000000, "rate": 0.04}]},
    "milestone": {"amount": 1500000, "gate": "Readout"},
    "royalty": {"tiers": [{"from": 0, "rate": 0.01}], "cap": 9000000, "first_year": 3, "minimum_per_year": 100},
    "equity": {"value": [100000, 200000, 400000], "gate": "Readout"},
    "deposit": {"amount": 300000, "quarter": 0, "credit_from": 4, "credit_to": 8},
    "sponsor_cost": {"amount": 12000, "per": "batch", "title": "Freight", "start": 2, "end": 9},
}  # fmt: skip


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "template.xlsx"
    path.write_bytes(template(BRIEF))
    return path


def copied(blank: Path, tmp_path: Path) -> Path:
    path = tmp_path / "filled.xlsx"
    path.write_bytes(blank.read_bytes())
    return path


def test_every_term_has_its_place_and_no_sheet_a_strange_one() -> None:
    placed = [subject for family in FAMILIES for subject, _ in family.blocks]
    assert set(TERMS) <= set(placed)
    assert len(placed) == len(set(placed))
    assert set(WHOLE) == set(TERMS)


@pytest.mark.soak
def test_all_terms_at_once_come_in_through_the_worker_as_they_were_filled(blank: Path, tmp_path: Path) -> None:
    path = copied(blank, tmp_path)
    filled.facts(path)
    filled.line(path, "Mycoplasma testing", basis="priced", quantity=4, unit="test", unit_price=1500.25)
    for subject, plain in WHOLE.items():
        if subject != "target_cost":
            filled.block(path, subject, rows(subject, plain, 1))
    quote = intake.read(path)
    assert not quote.messages, quote.messages
    made = accept(quote, BRIEF, None, offer_id="a")
    assert not [m for m in made.messages if m.severity != "info"], made.messages
    for subject, plain in WHOLE.items():
        if subject == "target_cost":  # a cap excludes it
            continue
        terms = [t for t in made.offer["terms"] if t["type"] == subject]
        stated = [{k: v for k, v in t.items() if k not in ("id", "sources")} for t in terms]
        assert {"type": subject} | plain in stated, (subject, stated)


@pytest.mark.parametrize("kind", sorted(TERMS))
@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], database=None)
@given(data=st.data())
def test_each_term_comes_in_as_it_was_filled(kind: str, data: st.DataObject, tmp_path: Path) -> None:
    plain = consistent(kind, data.draw(plains(TERMS[kind], frozenset({"id"}))))
    path = alone(kind, tmp_path)
    filled.block(path, kind, rows(kind, plain, 1))
    made = accept(parse(path), BRIEF, None, offer_id="a")
    assert not made.messages, (made.messages, plain)
    (term,) = made.offer["terms"]
    term = {name: value for name, value in term.items() if name not in ("sources", "id")}
    assert record(TERMS[kind], term, "")[0] == record(TERMS[kind], {"type": kind} | plain, "")[0]


def alone(subject: str, folder: Path) -> Path:
    """Write a form of one block."""
    book = Book(title="Form", subject="", day=BRIEF.as_of)
    form(book, Family("Form", "Form", "About", ((subject, 1),)), BRIEF, None)
    path = folder / "form.xlsx"
    path.write_bytes(book.done())
    return path


def test_a_blank_template_states_nothing_and_only_says_so(blank: Path) -> None:
    quote = parse(blank)
    assert (quote.lines, quote.terms_rows, quote.supplier, quote.totals) == ((), (), None, ())
    assert not [m for m in quote.messages if m.code != "unmapped_line"]


def test_a_required_cell_left_blank_is_named_once_at_its_place(tmp_path: Path) -> None:
    path = alone("take_or_pay", tmp_path)
    filled.block(path, "take_or_pay", rows("take_or_pay", {"price": 100, "first_year": 1}, 1))
    (message,) = accept(parse(path), BRIEF, None, offer_id="a").messages
    book = load_workbook(path)
    row = next(row for row in range(1, 30) if book["Form"].cell(row, 3).value == "Minimum")
    assert (message.severity, message.cell) == ("error", f"Form!E{row}")
    assert "Minimum" in message.text
    assert "no value" in message.text


def test_a_line_is_asked_about_only_once_it_was_touched(blank: Path, tmp_path: Path) -> None:
    path = copied(blank, tmp_path)
    item = BRIEF.scope[0]
    filled.facts(path)
    filled.line(path, item.title, basis="priced")
    quote = parse(path)
    assert [line.description for line in quote.lines] == [item.title]
    assert [m.code for m in quote.messages] == ["missing_price"]


def test_an_own_line_of_the_supplier_is_never_dropped(blank: Path, tmp_path: Path) -> None:
    path = copied(blank, tmp_path)
    filled.facts(path)
    filled.line(path, "Something else", quantity=2)
    assert [line.description for line in parse(path).lines] == ["Something else"]


def test_a_whole_template_is_imported_without_a_reason(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "library.sqlite", who="Tester")
    case_id = desk.import_case(resource("sample/mab-launch.json"))
    path = tmp_path / "quotation.xlsx"
    desk.write_template(path, case_id)
    brief = desk.case(case_id).brief
    filled.facts(path, Currency=brief.currency, **{"Valid until": date(2099, 1, 1), "Date": date(2026, 9, 1)})
    for number, item in enumerate(brief.scope):
        filled.line(path, item.title, basis="priced", unit_price=1000.5 + number)
    filled.block(path, "per_batch", rows("per_batch", WHOLE["per_batch"], 1))
    filled.block(path, "clause", rows("clause", {"text": "Capped at the yearly fees"}, 1))
    done = desk.import_quote(path, case_id, offer_id=None, accept=None)
    assert not [m for m in done.messages if m.severity != "info"], done.messages
    offer = next(found for found in desk.case(case_id).offers if found.id == done.offer)
    assert offer.supplier == filled.QUOTED["Supplier"]
    assert (offer.payment_days, offer.currency, offer.valid_until) == (45, brief.currency, date(2099, 1, 1))
    assert all(offer.covers(item.id) for item in brief.scope)
    assert [(clause.topic, clause.text) for clause in offer.clauses] == [("liability_cap", "Capped at the yearly fees")]
    assert offer.supplies


def test_a_kind_of_contract_leaves_its_own_sheets() -> None:
    for kind in KINDS:
        names = [family.name for family in families(kind)]
        assert {"Conditions", "Work", "Sites and clauses"} <= set(names) <= {family.name for family in FAMILIES}
    assert "Success" not in [family.name for family in families("time_and_materials")]


def test_a_template_is_refused_a_strange_kind_and_a_strange_ending(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "library.sqlite")
    with pytest.raises(Refused, match=r"no kind of contract; known are fee_for_service"):
        desk.write_template(tmp_path / "a.xlsx", None, "barter")
    with pytest.raises(Refused, match=r"must end in \.xlsx"):
        desk.write_template(tmp_path / "a.ods")


def test_all_but_what_is_to_be_filled_is_locked(blank: Path) -> None:
    book = load_workbook(blank)
    assert all(sheet.protection.sheet for sheet in book.worksheets)
    assert book["Quotation"]["G13"].protection.locked
    assert not book["Quotation"]["F13"].protection.locked
    assert template(BRIEF) == template(BRIEF)
    assert BANDS >= 3
