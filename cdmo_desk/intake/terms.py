"""Sheets of contract terms, one a row: read as they stand, interpreted elsewhere."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from cdmo_desk.intake.cells import Book, Cell, Sheet, Value
from cdmo_desk.intake.numbers import lex
from cdmo_desk.intake.phrases import plain
from cdmo_desk.intake.quote import TermsRow

_NEEDED = frozenset({"term", "field", "value"})
KNOWN = _NEEDED | {"no", "from", "low", "likely", "high", "driver", "note"}


def heads_of(sheet: Sheet) -> tuple[int, dict[int, str]] | None:
    """Return the row and the headings by column of a terms sheet, or nothing if the sheet is none."""
    for row, cells in sheet.rows.items():
        heads = {c.column: plain(c.text) for c in cells if c.text}
        if set(heads.values()) >= _NEEDED:
            return row, {column: head for column, head in heads.items() if head in KNOWN}
    return None


def rows_of(sheet: Sheet) -> Iterator[TermsRow]:
    """Go through the rows of a terms sheet."""
    found = heads_of(sheet)
    if found is None:
        return
    first, heads = found
    for row, cells in sheet.rows.items():
        if row <= first:
            continue
        mine = [(heads[c.column], c) for c in cells if c.column in heads]
        values = {head: read for head, c in mine if (read := _read(c)) is not None}
        if values:
            yield TermsRow(sheet.name, row, {head: c.address for head, c in mine if head in values}, values)


def _read(cell: Cell) -> str | Decimal | bool | date | None:
    """Return a cell's value; a text that is a plain number becomes one."""
    value: Value = cell.value
    if isinstance(value, str):
        numeral = lex(value) if value.strip().replace(".", "", 1).replace("-", "", 1).isdigit() else None
        return numeral.read("dot") if numeral is not None and not numeral.rest else value.strip()
    return value


def terms_sheets(book: Book) -> tuple[Sheet, ...]:
    """Return the sheets that hold terms."""
    return tuple(sheet for sheet in book if heads_of(sheet) is not None)
