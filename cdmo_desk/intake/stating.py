"""What a text or a cell states where a person says which fact it is."""

import re
from datetime import date

from cdmo_desk.intake.cells import Cell
from cdmo_desk.intake.dates import day_in

DAYS = ("date", "valid_until")
_NUMBER = re.compile(r"\d{1,3}")


def in_cell(cell: Cell, fact: str, *, month_first: bool = False) -> str | None:
    """Return what a cell states as a fact; None where it does not read as one. A label before a colon is left out."""
    if isinstance(cell.value, date):
        return cell.value.isoformat()[:10]
    text = cell.text or ("" if cell.value is None else f"{cell.value}")
    return in_text(text.partition(":")[2].strip() or text, fact, month_first=month_first)


def in_text(text: str, fact: str, *, month_first: bool = False) -> str | None:
    """Return a fact as corrections keep it: a date by year, month and day, days as a number; None if it is none."""
    bare = text.strip()
    if fact in DAYS and bare:
        found = day_in(bare)
        if found is None:
            return None
        return (found.other if month_first and found.other else found.value).isoformat()
    if fact == "payment_days" and bare:
        match = _NUMBER.search(bare)
        return match[0] if match else None
    return bare
