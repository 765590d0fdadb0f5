"""The audit extract: who did what to a case and when, and which doubts about files were accepted, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cdmo_desk.sheets.figures import EN, Figures
from cdmo_desk.sheets.sheet import Cell, Column, Row, Sheet
from cdmo_desk.speech import say

SHOWN = 12  # letters of a hash that tell it from the others
IMPORT = "Import "


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A request of the journal: its number, when and by whom, what, why, and the hash of its entry."""

    number: int
    time: datetime
    who: str
    request: str
    why: str
    hash: str


def moment(figures: Figures, time: datetime) -> str:
    """Return a time with its day and zone: `20 Nov 2026, 14:52 +01:00`."""
    zone = f"{time:%z}"
    return f"{figures.date(time.date())}, {time:%H:%M} {zone[:3]}:{zone[3:5]}"


def journal(steps: Sequence[Step], figures: Figures = EN) -> Sheet:
    """Return every request of the case in order."""
    return Sheet(
        id="journal",
        title=say("Audit extract"),
        note=say(
            "Every request that changed the case, as of its last change, in the words it was recorded in. Each entry’s "
            "hash covers the one before it, so that none can be changed or taken out unseen."
        )
        if steps
        else say("The case was read from a file: its library, which keeps the journal, was not at hand."),
        columns=(
            Column("number", say("No."), "", "right"),
            Column("time", say("When")),
            Column("who", say("Who")),
            Column("request", say("What")),
            Column("why", say("Why")),
            Column("hash", say("Hash of the entry")),
        ),
        rows=tuple(
            Row(
                (
                    Cell(str(step.number), step.number),
                    Cell(moment(figures, step.time), step.time.isoformat()),
                    Cell(step.who),
                    Cell(step.request),
                    Cell(step.why),
                    Cell(f"{step.hash[:SHOWN]}…", step.hash, "muted"),
                )
            )
            for step in steps
        ),
    )


def accepted(steps: Sequence[Step], figures: Figures = EN) -> Sheet:
    """Return the imports in which a person accepted the doubts that a file left, with the reason given."""
    found = [step for step in steps if step.request.startswith(IMPORT) and step.why]
    return Sheet(
        id="accepted",
        title=say("Doubts about files, accepted with a reason"),
        note="" if found else say("None on record."),
        columns=(
            Column("request", say("What")),
            Column("why", say("Reason given")),
            Column("who", say("Who")),
            Column("time", say("When")),
        ),
        rows=tuple(
            Row((Cell(step.request), Cell(step.why), Cell(step.who), Cell(moment(figures, step.time))))
            for step in found
        ),
    )
