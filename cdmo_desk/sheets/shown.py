"""How a supplier's cell looks in a spreadsheet program, as far as its number format says."""

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache

from cdmo_desk.intake.cells import Cell
from cdmo_desk.sheets.figures import EN, MINUS, Figures

_MOST = 12
_LITERAL = re.compile(r'\[\$([^\]-]*)(?:-[0-9A-Fa-f]+)?\]|"([^"]*)"|\\(.)|\[[^\]]*\]|_.|\*.')


@lru_cache(maxsize=2000)
def _parts(form: str) -> tuple[str, int, bool, bool, int, str]:
    """Return what stands before the digits, decimals, grouping, per cent, thousands left out, and what follows."""
    first = form.split(";", maxsplit=1)[0]
    plain = _LITERAL.sub(lambda m: "\x00" * bool(m[1] or m[2] or m[3]), first)
    texts = [m[1] or m[2] or m[3] for m in _LITERAL.finditer(first) if m[1] or m[2] or m[3]]
    digits = re.search(r"[0#?][0#?.,/]*", plain)
    if digits is None:
        return "", 0, False, False, 0, ""
    head, body, tail = plain[: digits.start()], digits[0], plain[digits.end() :]
    shift = len(body) - len(body.rstrip(","))
    body = body.rstrip(",")
    decimals = len(body.partition(".")[2].rstrip("#?")) if "." in body else 0
    before = "".join(texts.pop(0) if sign == "\x00" and texts else sign for sign in head)
    behind = "".join(texts.pop(0) if sign == "\x00" and texts else sign for sign in tail)
    return before, decimals, "," in body, "%" in plain, shift, behind


def shown(cell: Cell, figures: Figures = EN) -> str:
    """Return the text of a cell as the supplier saw it."""
    if cell.error:
        return cell.error
    if isinstance(cell.value, date):
        return figures.date(cell.value)
    if not isinstance(cell.value, Decimal):
        return cell.shown
    return _number(cell.value, cell.format)


def _number(value: Decimal, form: str) -> str:
    if not form or form in {"@", "General"} or not re.search(r"[0#?]", form):
        text = f"{value:f}"
        return text if len(text) <= _MOST else f"{float(value):.10g}"
    before, decimals, grouped, percent, shift, behind = _parts(form)
    scaled = value * (100 if percent else 1) / (1000**shift)
    digits = f"{abs(scaled):,.{decimals}f}" if grouped else f"{abs(scaled):.{decimals}f}"
    sign = MINUS if scaled < 0 and any(digit in "123456789" for digit in digits) else ""
    return f"{sign}{before}{digits}{behind}"
