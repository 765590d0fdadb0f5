"""Every term type comes in through a terms sheet: record to rows and back, generated from the records."""

from datetime import date
from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cdmo_desk.contract.offer import TERMS, Offer
from cdmo_desk.document.reading import record
from cdmo_desk.field import Column, columns
from cdmo_desk.intake.becoming import accept
from cdmo_desk.intake.quote import Quote, TermsRow
from cdmo_desk.intake.terms_sheet import RECORDS
from cdmo_desk.intake.terms_sheet_fields import band_keys, bare, key, shape
from cdmo_desk.intake.terms_sheet_rows import rows
from tests.intake.test_becoming import BRIEF, document

WORDS = st.text("abcdefg hij", min_size=1, max_size=8).map(lambda text: text.strip() or "x")
SHARE = st.integers(1, 100).map(lambda number: number / 100)
SHARES = frozenset({"availability", "cancelled", "resale_rate", "probability", "rate", "floor", "cap"})


def estimates(*, share: bool) -> st.SearchStrategy[Any]:
    one = SHARE if share else st.integers(1, 4000)
    ends = st.lists(one, min_size=3, max_size=3).map(sorted)
    driven = ends.map(lambda e: {"low": e[0], "likely": e[1], "high": e[2], "driver": "shared"})
    return st.one_of(one, ends.filter(lambda e: e[0] < e[2]), driven)


def bands(column: Column) -> st.SearchStrategy[Any]:
    start, value = band_keys(column)
    starts = st.sets(st.integers(1, 500), max_size=3).map(lambda more: [0, *sorted(more)])
    return starts.flatmap(
        lambda froms: st.tuples(*(SHARE for _ in froms)).map(
            lambda values: [{start: one, value: other} for one, other in zip(froms, values, strict=True)]
        )
    )


def values(column: Column) -> st.SearchStrategy[Any]:
    """Return what a field may hold, as plain JSON."""
    name, kind = key(column), shape(column)
    if name in ("scope", "gate", "covers", "criterion"):
        known = {"scope": "tt", "gate": "Readout", "covers": ["tt", "ppq"], "criterion": "technical"}
        return st.just(known[name])
    if name in ("currency", "id", "index"):
        return st.just({"currency": "EUR", "id": "given", "index": "cpi"}[name])
    if kind == "estimate":
        return estimates(share=name in SHARES or "rate" in name)
    if kind == "choice":
        return st.sampled_from(get_args(bare(column.type)))
    if kind == "record":
        return plains(bare(column.type))
    if kind == "bands":
        return bands(column)
    simple: dict[str, st.SearchStrategy[Any]] = {
        "flag": st.booleans(),
        "number": SHARE,
        "whole": st.integers(1, 20),
        "day": st.dates(date(2026, 1, 1), date(2029, 1, 1)).map(date.isoformat),
        "text": WORDS,
        "list": st.lists(WORDS.map(lambda w: w.replace(" ", "_")), min_size=1, unique=True),
    }
    return simple[kind]


def plains(kind: type, leave: frozenset[str] = frozenset()) -> st.SearchStrategy[dict[str, Any]]:
    """Return records of a kind as plain JSON, with any of the fields that they may leave out."""
    own = [column for column in columns(kind) if shape(column) != "other" and key(column) not in {"type", *leave}]
    needed = {key(column): values(column) for column in own if column.required}
    free = {key(column): values(column) for column in own if not column.required}
    return st.fixed_dictionaries(needed, optional=free)


def sheet(subject: str, plain: dict[str, Any], *, as_text: bool) -> Quote:
    made = []
    for number, row in enumerate(rows(subject, plain, 1), 2):
        cells = {head: read(value, as_text=as_text) for head, value in row.items() if value is not None}
        made.append(TermsRow("Terms", number, {head: f"{head}{number}" for head in cells}, cells))
    return Quote("terms.xlsx", "0" * 64, "xlsx", terms_rows=tuple(made))


def read(value: Any, *, as_text: bool) -> Any:
    """Return a cell as a workbook or as a csv file gives it."""
    if isinstance(value, int | float):
        return repr(value) if as_text else Decimal(repr(value))
    return value


def consistent(kind: str, plain: dict[str, Any]) -> dict[str, Any]:
    """Return a term that holds by itself: spans that ascend, a gate or a quarter."""
    for first, last in (
        ("start", "end"),
        ("first_year", "last_year"),
        ("credit_from", "credit_to"),
        ("quarter", "last_quarter"),
    ):
        if last in plain and plain[last] is not None:
            plain[last] = max(plain[last], plain.get(first, 0))
    if kind in ("milestone", "fixed_price_conversion"):
        plain.pop("gate", None)
        plain.setdefault("quarter", 3)
    if kind == "deliverable":
        plain.setdefault("unit_price", 5)
    return plain  # fmt: skip


@pytest.mark.parametrize("kind", sorted(TERMS))
@settings(max_examples=12, deadline=None)
@given(st.data(), st.booleans())
def test_every_term_comes_in_as_it_went_out(kind: str, data: st.DataObject, as_text: bool) -> None:
    plain = consistent(kind, data.draw(plains(TERMS[kind])))
    made = accept(sheet(kind, plain, as_text=as_text), BRIEF, None, offer_id="a")
    assert not made.messages, (made.messages, plain)
    (term,) = made.offer["terms"]
    term = {name: value for name, value in term.items() if name != "sources"}
    if "id" not in plain:
        term.pop("id")
    assert term == {"type": kind} | plain
    assert record(TERMS[kind], term, "")[0] == record(TERMS[kind], {"type": kind} | plain, "")[0]


@pytest.mark.parametrize("subject", sorted(RECORDS))
@settings(max_examples=15, deadline=None)
@given(st.data(), st.booleans())
def test_every_record_comes_in_as_it_went_out(subject: str, data: st.DataObject, as_text: bool) -> None:
    plain = data.draw(plains(RECORDS[subject][1]))
    made = accept(sheet(subject, plain, as_text=as_text), BRIEF, None, offer_id="a")
    assert not made.messages, (made.messages, plain)
    assert made.offer[RECORDS[subject][0]] == [plain]


@settings(max_examples=40, deadline=None)
@given(plains(Offer, frozenset({"id", "terms"})), st.booleans())
def test_the_offer_comes_in_as_it_went_out(plain: dict[str, Any], as_text: bool) -> None:
    plain.get("escalation", {}).pop("rate", None)
    if {"floor", "cap"} <= plain.get("escalation", {}).keys():
        plain["escalation"]["floor"], plain["escalation"]["cap"] = sorted(
            (plain["escalation"]["floor"], plain["escalation"]["cap"])
        )
    made = accept(sheet("offer", plain, as_text=as_text), BRIEF, None, offer_id="a")
    assert not made.messages, (made.messages, plain)
    stated = {name: value for name, value in plain.items() if value != {}}
    assert stated.items() <= made.offer.items()


def test_every_field_of_every_term_has_a_way_in() -> None:
    for kind in TERMS.values():
        record_type: type = kind
        closed = {key(column) for column in columns(record_type) if shape(column) == "other"}
        assert closed <= {"sources"}, (kind, closed)


def test_ranges_and_lines_are_written_as_they_are_read() -> None:
    plain = {"amount": {"line": "Resins", "low": 1, "high": 3, "driver": "resin"}, "handling_fee": 0.05}
    first, second = rows("materials_per_batch", plain, 4)
    assert (first["value"], first["low"], first["high"], first["driver"]) == ("line: Resins", 1, 3, "resin")
    assert (second["no"], second["term"], second["field"], second["value"]) == (
        4,
        "materials_per_batch",
        "handling_fee",
        0.05,
    )
    assert document()["offers"] == []
