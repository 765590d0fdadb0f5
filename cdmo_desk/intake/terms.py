"""Sheets of contract terms, one a row: read as they stand, interpreted elsewhere."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from cdmo_desk.intake.cells import Book, Cell, Sheet, Value, letters
from cdmo_desk.intake.numbers import lex
from cdmo_desk.intake.phrases import plain
from cdmo_desk.intake.quote import TermsRow
from cdmo_desk.intake.terms_sheet_form import REQUIRED, stated

_NEEDED = frozenset({"term", "field", "value"})
_START = 12
KNOWN = _NEEDED | {"no", "from", "low", "likely", "high", "driver", "note", REQUIRED}

_OWN = re.compile(r'=?(?:IF\(OR\((D\d+)="",(F\d+)=""\),"",\1\*\2\)|(?:\+?SUMIF\([A-Z0-9:]+,"[a-z-]+",[A-Z0-9:]+\))+)')

_HELP = "Instructions"
_SCOPE_LINE = re.compile(r"S\d+")


def heads_of(sheet: Sheet) -> tuple[int, dict[int, str]] | None:
    """Return the row and the headings by column of a terms sheet, or nothing if the sheet is none."""
    if not any("term" in text[:_START].lower() for text in sheet.texts):
        return None
    for row, cells in sheet.rows.items():
        if len(cells) < len(_NEEDED) or not any("term" in c.text[:_START].lower() for c in cells):
            continue
        heads = {c.column: plain(c.text) for c in cells if c.text}
        if set(heads.values()) >= _NEEDED:
            return row, {column: head for column, head in heads.items() if head in KNOWN}
    return None


def is_form(sheet: Sheet) -> bool:
    """Say whether a sheet is a form, whose printed words are ours and say nothing of the offer."""
    found = heads_of(sheet)
    return found is not None and REQUIRED in found[1].values()


def speaking(book: Book) -> tuple[Sheet, ...]:
    """Return the sheets whose words are the supplier's: of a template neither its forms nor its instructions."""
    forms = [sheet for sheet in book if is_form(sheet)]
    return tuple(
        sheet for sheet in book if not forms or (not any(sheet is form for form in forms) and sheet.name != _HELP)
    )


def own_formulas_kept(book: Book) -> Book:
    """Return a book with forms without doubt about the formulas that its template brings: blank amounts are blank."""
    if not any(is_form(sheet) for sheet in book):
        return book
    return replace(book, sheets=tuple(replace(sheet, cells=dict(_kept(sheet))) for sheet in book))


def _kept(sheet: Sheet) -> Iterator[tuple[tuple[int, int], Cell]]:
    blank = frozenset(row for row, cells in sheet.rows.items() if _is_untouched(cells))
    for place, cell in sheet.cells.items():
        if place[0] in blank:
            continue
        if not _OWN.fullmatch(cell.formula) or cell.error:
            yield place, cell
        elif cell.value not in (None, "", 0):
            yield place, replace(cell, computed=False)


def _is_untouched(cells: Iterable[Cell]) -> bool:
    """Say whether a line that a template brings has neither a basis nor a price nor a remark."""
    held = {letters(cell.column): cell for cell in cells if cell.value not in (None, "")}
    if not any(letters(cell.column) == "G" and _OWN.fullmatch(cell.formula) for cell in cells):
        return False
    brought = "A" in held and bool(_SCOPE_LINE.fullmatch(held["A"].text))
    return not held.keys() & {"C", "F", "H"} and (brought or "B" not in held)


def rows_of(sheet: Sheet) -> Iterator[TermsRow]:
    """Go through the rows of a terms sheet."""
    found = heads_of(sheet)
    if found is None:
        return
    first, heads = found
    if REQUIRED in heads.values():
        yield from stated(_rows(sheet, first, heads, whole=True))
    else:
        yield from _rows(sheet, first, heads, whole=False)


def _rows(sheet: Sheet, first: int, heads: dict[int, str], *, whole: bool) -> Iterator[TermsRow]:
    """Go through the rows below the heads; `whole` names the cells of blank fields, too."""
    for row, cells in sheet.rows.items():
        if row <= first:
            continue
        mine = [(heads[c.column], c) for c in cells if c.column in heads]
        values = {head: read for head, c in mine if (read := _read(c)) is not None}
        if values:
            places = {head: f"{letters(column)}{row}" for column, head in heads.items() if whole or head in values}
            yield TermsRow(sheet.name, row, places, values)


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
