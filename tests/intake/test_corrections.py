"""What a person corrects about a file is applied at once, kept as plain JSON, and said."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cdmo_desk.intake import Reading, examine, grid_wire, read
from cdmo_desk.intake.corrections import NONE, Area, Corrections, Decision, SheetCorrections, line_key, typed_over
from cdmo_desk.intake.corrections_json import as_plain, from_plain
from cdmo_desk.intake.worker import examine as examined
from cdmo_desk.problem import Refused

PLAIN: list[list[Any]] = [
    ["Alder Biologics"],
    ["Quote No.:", "AB-7", None, "Date:", "03/04/2026"],
    ["Currency:", "USD"],
    [],
    ["Item", "Description", "Qty", "Unit", "Unit Price", "Amount", "Remarks"],
    ["A. Transfer"],
    ["1", "Kick-off meeting", 2, "day", 1000, 2000, None],
    ["2", "Tech transfer", 1, "lump", 5000, 5000, "fixed"],
    ["3", "Study plan", 1, "each", None, None, None],
    [None, "Subtotal", None, None, None, 7000, None],
    ["Prices exclude freight."],
]


def made(tmp_path: Path, rows: list[list[Any]] | None = None, name: str = "quote.xlsx") -> Reading:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Offer"
    for row in PLAIN if rows is None else rows:
        sheet.append(row)
    path = tmp_path / name
    book.save(path)
    cells, found = examined(path, date(2026, 5, 1), NONE)
    return Reading(path, cells, found.quote, found.taken, path.stat().st_size, date(2026, 5, 1))


def amounts(reading: Reading) -> list[tuple[str, Any]]:
    return [(line.description, line.amount) for line in reading.quote.lines]


def codes(reading: Reading) -> set[str]:
    return {message.code for message in reading.quote.messages if message.severity != "info"}


def test_every_cell_says_what_it_was_taken_for(tmp_path: Path) -> None:
    taken = made(tmp_path).taken[0]
    assert taken.tables[0].heading == 5
    assert [column.role for column in taken.tables[0].columns] == [
        "number", "description", "quantity", "unit", "unit_price", "amount", "note",
    ]  # fmt: skip
    assert taken.kinds == {
        1: "fact", 2: "fact", 3: "fact", 5: "heading", 6: "section", 7: "line", 8: "line", 9: "line", 10: "total",
        11: "note",
    }  # fmt: skip
    assert taken.cells[7, 3] == "quantity"
    assert taken.cells[8, 7] == "note"
    assert taken.cells[10, 6] == "total"
    assert taken.facts[2, 2] == "reference"
    assert taken.table_at(8) == taken.tables[0]


def test_nothing_corrected_changes_nothing(tmp_path: Path) -> None:
    reading = made(tmp_path)
    again = reading.corrected(NONE)
    assert (again.quote, again.taken) == (reading.quote, reading.taken)


def test_cells_come_over_the_wire_as_they_were(tmp_path: Path) -> None:
    reading = made(tmp_path, [*PLAIN, [None, "A sum", True, False, "=1+1", date(2026, 1, 2), 0]])
    book = grid_wire.book_received(grid_wire.book_sent(reading.book))
    assert [sheet.cells for sheet in book.sheets] == [sheet.cells for sheet in reading.book.sheets]
    assert book.remarks == reading.book.remarks
    assert grid_wire.taken_received(grid_wire.taken_sent(reading.taken)) == reading.taken


def test_the_worker_applies_corrections_and_sends_cells(tmp_path: Path) -> None:
    reading = made(tmp_path)
    corrections = NONE.with_kinds("Offer", {8: "ignored"})
    sent = examine(reading.path, as_of=date(2026, 5, 1), corrections=corrections)
    assert sent.quote == reading.corrected(corrections).quote
    assert sent.book.sheets[0].cells == reading.book.sheets[0].cells
    assert read(reading.path, as_of=date(2026, 5, 1)) == reading.quote


@pytest.mark.parametrize(
    ("kind", "lines", "reason"),
    [
        ("ignored", ["Kick-off meeting", "Study plan"], "left out by hand"),
        ("note", ["Kick-off meeting", "Study plan"], "remark, by hand"),
        ("tax", ["Kick-off meeting", "Study plan"], "tax, by hand"),
    ],
)
def test_a_row_is_taken_for_what_was_said(tmp_path: Path, kind: Any, lines: list[str], reason: str) -> None:
    reading = made(tmp_path).corrected(NONE.with_kinds("Offer", {8: kind}))
    assert [line.description for line in reading.quote.lines] == lines
    assert any(skipped.reason == reason and "Tech transfer" in skipped.text for skipped in reading.quote.skipped)
    assert "total_mismatch" in codes(reading)


def test_a_total_becomes_a_line_and_a_line_a_section(tmp_path: Path) -> None:
    reading = made(tmp_path).corrected(NONE.with_kinds("Offer", {10: "line", 7: "section"}))
    assert amounts(reading)[0] == ("Tech transfer", 5000)
    assert reading.quote.lines[0].section == "Kick-off meeting"
    assert ("Subtotal", 7000) in amounts(reading)
    assert not reading.quote.totals


def test_columns_hold_what_was_said(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["", "What", "A", "B", "C"],
        ["", "Kick-off", 2, 1000, 2000],
        ["", "Transfer", 1, 5000, 5000],
    ]
    said = NONE.with_area("Offer", 1, roles={"C": "quantity", "D": "unit_price", "E": "amount", "B": "description"})
    reading = made(tmp_path, rows).corrected(said)
    found: list[Any] = [(line.quantity, line.unit_price, line.amount) for line in reading.quote.lines]
    assert found == [(2, 1000, 2000), (1, 5000, 5000)]
    left_out = reading.corrected(said.with_area("Offer", 1, roles={**said.of("Offer").areas[0].roles, "C": "ignored"}))
    assert [line.quantity for line in left_out.quote.lines] == [None, None]


def test_another_row_is_the_heading(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["Item", "Description", "Price"],
        ["alpha", "beta", "gamma"],
        ["1", "Kick-off", 5],
        ["2", "Study plan", 7],
    ]
    reading = made(tmp_path, rows)
    said = reading.corrected(NONE.with_area("Offer", 2, roles={"B": "description", "C": "amount"}))
    assert [table.heading for table in said.taken[0].tables] == [2]
    assert amounts(said) == [("Kick-off", 5), ("Study plan", 7)]


def test_a_table_is_what_was_marked(tmp_path: Path) -> None:
    inner = made(tmp_path).corrected(NONE.with_area("Offer", 5, range="A5:F8"))
    assert [line.row for line in inner.quote.lines] == [7, 8]
    assert not inner.quote.totals
    bare = made(tmp_path, [["Kick-off", 5], ["Study plan", 7], ["Travel", 9]])
    assert "unmapped_line" in codes(bare) or not bare.quote.lines
    area = Area(0, "A1:B2", {"A": "description", "B": "amount"})
    assert amounts(bare.corrected(NONE.with_sheet("Offer", areas=(area,)))) == [("Kick-off", 5), ("Study plan", 7)]


def test_a_marked_table_without_prices_says_so(tmp_path: Path) -> None:
    reading = made(tmp_path, [["Name", "Colour"], ["Kick-off", "red"]]).corrected(NONE.with_area("Offer", 1))
    message = next(m for m in reading.quote.messages if m.code == "no_price_column")
    assert (message.severity, message.sheet) == ("error", "Offer")
    assert reading.taken[0].tables[0].heading == 1


def test_a_table_is_left_out(tmp_path: Path) -> None:
    reading = made(tmp_path).corrected(NONE.with_area("Offer", 5, ignored=True))
    assert not reading.quote.lines
    assert any(skipped.reason == "table left out by hand" for skipped in reading.quote.skipped)


def test_numbers_are_read_in_the_style_that_was_said(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["Description", "Amount EUR"], ["Kick-off", "1.500"], ["Study plan", "2.750"]]
    reading = made(tmp_path, rows)
    comma = reading.corrected(NONE.with_sheet("Offer", numbers="comma"))
    dot = reading.corrected(NONE.with_area("Offer", 1, numbers={"B": "dot"}))
    assert amounts(comma) == [("Kick-off", 1500), ("Study plan", 2750)]
    assert amounts(dot) == [("Kick-off", Decimal("1.5")), ("Study plan", Decimal("2.75"))]
    assert "ambiguous_number" not in codes(comma) | codes(dot)


def test_prices_are_in_thousands_where_that_was_said(tmp_path: Path) -> None:
    reading = made(tmp_path).corrected(NONE.with_sheet("Offer", scale=Decimal(1000)))
    assert amounts(reading)[:2] == [("Kick-off meeting", 2_000_000), ("Tech transfer", 5_000_000)]
    assert all(total.agrees for total in reading.quote.totals)


def test_a_cell_is_typed_over_and_said(tmp_path: Path) -> None:
    reading = made(tmp_path).corrected(NONE.with_value("Offer", "F9", "900"))
    assert amounts(reading)[2] == ("Study plan", 900)
    assert "missing_price" not in codes(reading)
    assert any(m.code == "typed_over" and m.cell == "F9" and "900" in m.text for m in reading.quote.messages)
    assert reading.book.sheets[0].cells.get((9, 6)) is None, "what the file says is kept"
    gone = typed_over(reading.book, NONE.with_value("Offer", "F8", " "))
    assert (8, 6) not in gone.sheets[0].cells


def test_currency_dates_and_facts_are_as_said(tmp_path: Path) -> None:
    reading = made(tmp_path)
    said = Corrections(currency="CAD", dates="month", facts={"supplier": "Alder", "valid_until": "2026-12-31"})
    found = reading.corrected(said).quote
    assert {line.currency for line in found.lines} == {"CAD"}
    assert (found.date, found.supplier, found.valid_until) == (date(2026, 3, 4), "Alder", date(2026, 12, 31))
    assert reading.corrected(Corrections(dates="day")).quote.date == date(2026, 4, 3)


def test_a_line_s_basis_is_decided(tmp_path: Path) -> None:
    reading = made(tmp_path)
    line = reading.quote.lines[2]
    key = line_key(line.sheet, line.row, line.cells)
    assert "missing_price" in codes(reading)
    found = reading.corrected(NONE.with_line(key, basis="included"))
    assert found.quote.lines[2].basis == "included"
    assert "missing_price" not in codes(found)


def test_a_sheet_is_left_out(tmp_path: Path) -> None:
    assert not made(tmp_path).corrected(NONE.with_sheet("Offer", ignored=True)).quote.lines


def test_corrections_of_a_sheet_that_is_gone_are_said(tmp_path: Path) -> None:
    reading = made(tmp_path).corrected(NONE.with_kinds("Other", {3: "ignored"}))
    assert "unused_correction" in codes(reading)


WHOLE = Corrections(
    {
        "Offer": SheetCorrections(
            None,
            (Area(5, "A5:G11", {"C": "quantity"}, {"F": "comma"}, Decimal(1000), ignored=True),),
            "dot",
            Decimal("0.5"),
            {8: "ignored"},
            {"F9": "900"},
        )
    },
    "CAD",
    "day",
    {"supplier": "Alder"},
    {"Offer!B7": Decision("optional", "transfer", None, None, None)},
)


def test_corrections_are_plain_json_and_back() -> None:
    assert from_plain(as_plain(WHOLE)) == WHOLE
    assert as_plain(NONE) == {}
    assert from_plain({}) == NONE


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        ([], "corrections"),
        ({"colour": 1}, "corrections.colour"),
        ({"dates": "year"}, "dates"),
        ({"facts": {"mood": "good"}}, "facts.mood"),
        ({"sheets": {"A": {"numbers": "point"}}}, "sheets.A.numbers"),
        ({"sheets": {"A": {"rows": {"x": "line"}}}}, "sheets.A.rows"),
        ({"sheets": {"A": {"rows": {"4": "heap"}}}}, "sheets.A.rows.4"),
        ({"sheets": {"A": {"tables": [{"heading": 3, "range": "here"}]}}}, "sheets.A.tables[0].range"),
        ({"sheets": {"A": {"tables": [{"range": "A1:B2"}]}}}, "sheets.A.tables[0].heading"),
        ({"sheets": {"A": {"values": {"A1:B2": "3"}}}}, "sheets.A.values"),
        ({"sheets": {"A": {"scale": "-5"}}}, "sheets.A.scale"),
        ({"sheets": {"A": {"scale": "NaN"}}}, "sheets.A.scale"),
        ({"lines": {"A!B7": {"basis": "free"}}}, "lines.A!B7.basis"),
    ],
)
def test_what_is_wrong_is_named_at_its_place(raw: Any, place: str) -> None:
    with pytest.raises(Refused) as caught:
        from_plain(raw)
    assert place in {problem.place for problem in caught.value.problems}
