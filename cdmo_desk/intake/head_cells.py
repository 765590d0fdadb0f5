"""Which cells of a row may be headings: short texts that are no prices, no dates and nothing that lines say."""

import re

from cdmo_desk.intake import words
from cdmo_desk.intake.cells import Cell, Sheet
from cdmo_desk.intake.dates import day_in
from cdmo_desk.intake.headings import PART, Heading
from cdmo_desk.intake.numbers import lex
from cdmo_desk.intake.phrases import begins
from cdmo_desk.intake.table import CODE

_AT_COST = tuple(p for p in words.BASIS["pass_through"] if p.split()[0] in {"at", "as", "au", "aux", "nach", "al", "a"})
_STATES = tuple(p for basis in ("included", "excluded", "tbd") for p in words.BASIS[basis])
_LONGEST = 90
_SHARE = re.compile(r"\d+(?:[.,]\d+)? ?%")


def goes_on(sheet: Sheet, row: int, cells: tuple[Cell, ...]) -> bool:
    """Say whether a row repeats what stands right above it in several columns, as lines do and headings do not."""
    above = ((c, sheet.at(row - 1, c.column)) for c in cells if c.text)
    return sum(1 for c, over in above if over is not None and over.text == c.text) > 1


def states_basis(heading: Heading) -> bool:
    """Say whether a text says how a line is charged, as `at cost` or `included in price` do, and heads no column."""
    if begins(heading.own, _AT_COST):
        return True
    return max(heading.roles.values(), default=0) <= PART and bool(heading.roles) and begins(heading.own, _STATES)


def reads_as_headings(cells: tuple[Cell, ...], enough: int = 2) -> bool:
    """Say whether all cells are short texts (or years and steps), and enough of them."""
    return len(cells) >= enough and all(_short(c) for c in cells)


def _short(cell: Cell) -> bool:
    """Say whether a cell may be a heading: a short text that is no number and no date, a year or a step."""
    if cell.text:
        numbered = CODE.fullmatch(cell.text) and "." in cell.text and any(ch.isdigit() for ch in cell.text)
        if len(cell.text) > _LONGEST or numbered or _SHARE.match(cell.text) or day_in(cell.text):
            return False
        return not _is_price(cell)
    heading = Heading(cell.column, cell.shown)
    return cell.number is not None and not cell.formula and (heading.is_year or heading.is_tier)


def _is_price(cell: Cell) -> bool:
    """Say whether a text is nothing but an amount: with its currency or its hundredths, and no year or step."""
    numeral = lex(cell.text)
    if numeral is None or numeral.rest or numeral.span or numeral.bound or numeral.percent:
        return False
    heading = Heading(cell.column, cell.text)
    exact = numeral.style is not None or any(value != value.to_integral_value() for _, value in numeral.readings)
    return (numeral.currency is not None or exact) and not heading.is_year and not heading.is_tier
