"""What is odd but possible, in one table, by offer."""

from re import match

from cdmo_desk.document import Case
from cdmo_desk.evaluation.results import Comparison
from cdmo_desk.sheets.figures import EN, Figures
from cdmo_desk.sheets.naming import keys
from cdmo_desk.sheets.sheet import Cell, Column, Row, Sheet
from cdmo_desk.speech import say


def cautions(case: Case, comparison: Comparison, figures: Figures = EN) -> Sheet:
    """Return all warnings with the offer they are about and their place in the case document."""
    del figures
    known = list(keys(case).values())
    rows = []
    for number, problem in enumerate(comparison.warnings, start=1):
        offer = offer_at(problem.place)
        about = known[offer].cell if offer is not None and offer < len(known) else Cell(say("Case"))
        rows.append(Row((Cell(str(number), number), about, Cell(problem.says), Cell(problem.place, None, "muted"))))
    return Sheet(
        id="warnings",
        title=say("Warnings"),
        note="" if rows else say("None."),
        columns=(
            Column("number", say("No."), "", "right"),
            Column("offer", say("About")),
            Column("says", say("What is odd")),
            Column("place", say("Place in the case document")),
        ),
        rows=tuple(rows),
    )


def offer_at(place: str) -> int | None:
    """Return the number of the offer that a place lies in."""
    found = match(r"offers\[(\d+)\]", place)
    return int(found.group(1)) if found else None
