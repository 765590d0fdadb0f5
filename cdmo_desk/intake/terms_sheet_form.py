"""Forms: terms sheets with a column Required, in which every field has a row and a supplier fills what applies.

A term whose rows are all blank is not there; blank rows say nothing, but for required ones of a term that is begun.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from cdmo_desk.intake.quote import TermsRow

REQUIRED = "required"
YES, NO, GIVEN = "yes", "no", "given"
"""What the column Required says of a row: it must be filled, it may be, or it came filled and begins no term."""
_FILLED = ("value", "low", "high", "driver")


def stated(rows: Iterable[TermsRow]) -> Iterator[TermsRow]:
    """Go through the rows of a form that state something, or should."""
    known = tuple(rows)
    begun: dict[str, bool] = defaultdict(bool)
    for row in known:
        begun[_number(row)] |= _is_filled(row) and _says(row) != GIVEN
    for row in known:
        if "field" not in row.values:
            if _is_filled(row):
                yield _bare(row)
            continue
        if begun[_number(row)] and (_is_filled(row) or _says(row) == YES):
            yield _bare(row)


def _number(row: TermsRow) -> str:
    return str(row.values.get("no", ""))


def _says(row: TermsRow) -> str:
    return str(row.values.get(REQUIRED, "")).strip().casefold()


def _is_filled(row: TermsRow) -> bool:
    """Say whether a row states a value, or a band starts above nothing."""
    if any(row.values.get(head) not in (None, "") for head in _FILLED):
        return True
    return row.values.get("from") not in (None, "", 0)


def _bare(row: TermsRow) -> TermsRow:
    """Return a row as any terms sheet has it, without its mark."""
    values = {head: value for head, value in row.values.items() if head != REQUIRED}
    return TermsRow(row.sheet, row.row, row.cells, values)
