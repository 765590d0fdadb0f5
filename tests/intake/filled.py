"""Templates filled as a supplier would, cell by cell with another program's library."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from cdmo_desk.intake.phrases import plain
from cdmo_desk.intake.terms_sheet_fields import key, named
from cdmo_desk.reports.supplier_book.blanks import record_of

QUOTED = {
    "Supplier": "Alder Biologics GmbH",
    "Quotation no.": "AB-2026-014",
    "Revision": "2",
    "Currency": "EUR",
    "Payment terms": 45,
}
COLUMNS = {"description": 2, "basis": 3, "quantity": 4, "unit": 5, "unit_price": 6, "note": 8}


def facts(path: Path, **more: Any) -> None:
    """Fill the head of the quotation."""
    book = load_workbook(path)
    sheet = book["Quotation"]
    for row in range(1, 12):
        label = str(sheet.cell(row, 1).value)
        if label in QUOTED | more:
            filled: Any = (QUOTED | more)[label]
            sheet.cell(row, 2).value = filled
    book.save(path)


def line(path: Path, description: str, **values: Any) -> None:
    """Fill the line of a scope item, or the first blank one."""
    book = load_workbook(path)
    sheet = book["Quotation"]
    rows = [row for row in range(12, sheet.max_row) if sheet.cell(row, 7).value and sheet.cell(row, 1).value]
    row = next((row for row in rows if sheet.cell(row, 2).value == description), None)
    if row is None:
        row = next(row for row in rows if sheet.cell(row, 2).value is None)
        sheet.cell(row, 2).value = description
    for name, value in values.items():
        sheet.cell(row, COLUMNS[name]).value = value
    book.save(path)


def block(path: Path, subject: str, rows: Sequence[Mapping[str, Any]], place: int = 1) -> None:
    """Fill a block of a form by rows as a terms sheet has them; fields by their names in documents."""
    book = load_workbook(path)
    for sheet in book.worksheets:
        heads = _heads(sheet)
        if heads is not None and _fill(sheet, heads, subject, [dict(row) for row in rows], place):
            book.save(path)
            return
    raise AssertionError(f"no block for {subject}")


def _heads(sheet: Worksheet) -> dict[str, int] | None:
    for row in range(1, 8):
        words = {str(sheet.cell(row, column).value).lower(): column for column in range(1, 12)}
        if {"term", "field", "required"} <= words.keys():
            return words
    return None


def _fill(sheet: Worksheet, heads: dict[str, int], subject: str, rows: list[dict[str, Any]], place: int) -> bool:
    numbers: list[int] = []
    for row in range(4, sheet.max_row + 1):
        words = sheet.cell(row, heads["field"]).value
        if not words or plain(str(sheet.cell(row, heads["term"]).value)) != plain(subject):
            continue
        number = int(str(sheet.cell(row, heads["no"]).value))
        numbers = numbers if number in numbers else [*numbers, number]
        if len(numbers) == place:
            _put(sheet, heads, row, ".".join(key(c) for c in named(record_of(subject))[plain(str(words))]), rows)
    assert not rows or not numbers, (subject, rows)
    return bool(numbers)


def _put(sheet: Worksheet, heads: dict[str, int], row: int, name: str, rows: list[dict[str, Any]]) -> None:
    found = next((given for given in rows if given["field"] == name), None)
    if found is None:
        return
    rows.remove(found)
    for head in ("from", "value", "low", "high", "driver"):
        if found.get(head) is not None:
            cell = sheet.cell(row, heads[head])
            assert not cell.protection.locked, (name, head)
            cell.value = found[head]
