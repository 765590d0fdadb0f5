"""Rows of headings that are known by what stands below them: matrices, ladders of volume, plain lists."""

from itertools import pairwise

from cdmo_desk.intake import words
from cdmo_desk.intake.cells import Cell, Sheet
from cdmo_desk.intake.headings import PART, Heading, unit_in
from cdmo_desk.intake.numbers import lex
from cdmo_desk.intake.phrases import whole

_DEEP = 4
_LOOSE = frozenset({"price", "detail"})
MONEY = frozenset({"unit_price", "amount", "price"})


def _below(sheet: Sheet, row: int) -> tuple[Cell, ...]:
    """Return the first row of figures under a row of headings, a section's name or a blank row between them."""
    for number in range(row + 1, row + _DEEP):
        cells = sheet.rows.get(number, ())
        if len(cells) > 1:
            return cells
    return ()


def is_matrix(sheet: Sheet, row: int, headings: tuple[Heading, ...]) -> bool:
    """Say whether headings name something and then grades or sizes, with a number under each in the next row."""
    if _is_ladder(sheet, row, headings):
        return True
    named = any(fit > PART and role == "description" for h in headings for role, fit in h.roles.items())
    open_ones = [h for h in headings if not h.roles or max(h.roles.values()) <= PART]
    below = {c.column for c in _below(sheet, row) if c.number is not None or (c.text and lex(c.text))}
    return (
        named
        and len(open_ones) > 1
        and all(h.column in below for h in open_ones)
        and not any(h.is_number for h in headings)
    )


def _is_ladder(sheet: Sheet, row: int, headings: tuple[Heading, ...]) -> bool:
    """Say whether a name stands before rising steps of volume, with a text and as many prices in the row below."""
    first, *steps = headings
    known = max(first.roles.values(), default=0) > PART
    if len(steps) < 2 or first.is_tier or not (known or _is_unknown(first)):  # noqa: PLR2004 - a matrix has several
        return False
    bare = [lex(h.own) for h in steps if h.is_number]
    alone = len(sheet.rows.get(row - 1, ())) < 2  # noqa: PLR2004 - a title
    if (bare and not (known and alone)) or any(h.is_year for h in steps):
        return False
    if bare:
        values = [n.read(None) for n in bare if n is not None]
        if len(values) < len(steps) or any(a >= b for a, b in pairwise(values)):
            return False
    elif not all(h.is_tier for h in steps):
        return False
    below = {c.column: c for c in _below(sheet, row)}
    named = below.get(first.column)
    if named is None or not named.text or (bare and lex(named.text)):
        return False
    priced = [c for h in steps if (c := below.get(h.column)) and (c.number is not None or (c.text and lex(c.text)))]
    return len(priced) == len(steps)


def is_list(sheet: Sheet, row: int, headings: tuple[Heading, ...]) -> bool:
    """Say whether a name that is not known and a price head a list: a text and a number follow below them."""
    first, *others = headings
    stepped = "quantity" in first.roles and _is_step(sheet, row, first.column)
    if first.is_number or first.own.endswith(":") or not (stepped or _is_unknown(first)):
        return False
    priced = [
        h for h in others if any(role in MONEY and (fit > PART or unit_in(h.own)) for role, fit in h.roles.items())
    ]
    known = [h for h in others if h.roles]
    below = {c.column: c for c in _below(sheet, row)}
    named = below.get(first.column)
    figures = [h for h in priced if (c := below.get(h.column)) is not None and (c.number is not None or lex(c.text))]
    texts = named is not None and bool(named.text) and (stepped or not lex(named.text))
    return bool(figures) and len(known) == len(others) and texts


def _is_unknown(heading: Heading) -> bool:
    known = {role for role, fit in heading.roles.items() if fit > 1}
    return known <= _LOOSE and len(heading.own.split()) <= 3 and not whole(heading.own, words.TOTAL)  # noqa: PLR2004 - a heading's length


def _is_step(sheet: Sheet, row: int, column: int) -> bool:
    """Say whether a cell is a step of volume, such as `1 - 4`."""
    cell = next((c for c in _below(sheet, row) if c.column == column), None)
    return cell is not None and bool(cell.text) and Heading(column, cell.text).is_tier


def names_figures(sheet: Sheet, row: int, headings: tuple[Heading, ...]) -> bool:
    """Say whether headings name figures only, over a column of texts to their left that has none."""
    roles = [{role for role, fit in h.roles.items() if fit > PART} for h in headings]
    figures = {"quantity", "unit", *MONEY}
    if len(headings) < 2 or not all(r & figures for r in roles) or not any(r & MONEY for r in roles):  # noqa: PLR2004
        return False
    below = _below(sheet, row)
    named = any(c.text and c.column < headings[0].column for c in below)
    return named and any(c.number is not None or lex(c.text) for c in below)
