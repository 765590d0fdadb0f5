"""The library in words: the list of its cases; made before numbers are loaded, for a person waits for it."""

from typing import TYPE_CHECKING

from cdmo_desk.desk import Desk
from cdmo_desk.sheets import EN, Cell, Column, Figures, Row, Sheet
from cdmo_desk.sheets.figures import DASH
from cdmo_desk.speech import counted, marked, say

if TYPE_CHECKING:
    from cdmo_desk.desk.sign_off import Approval

STAGES = {
    "preclinical": marked("preclinical"),
    "phase_1": marked("Phase I"),
    "phase_2": marked("Phase II"),
    "phase_3": marked("Phase III"),
    "commercial": marked("commercial"),
}
STATES = {
    "frozen": (marked("For signature"), 1),
    "rejected": (marked("Rejected"), 2),
    "approved": (marked("Approved"), 3),
}
"""How far a case is, in words and in the order in which the column sorts."""
MARKS = {"template": marked("template"), "archived": marked("in the archive")}


def cases(desk: Desk, figures: Figures = EN) -> Sheet:
    """Return the list of the cases, the last changed first."""
    found = sorted(desk.cases(), key=lambda row: row.changed.timestamp() if row.changed else 0.0, reverse=True)
    sample, standing = _sample_of(desk), desk.standings()
    rows = []
    for row in found:
        about = ", ".join(part for part in (row.product, say(STAGES.get(row.stage, row.stage))) if part)
        if row.id == sample:
            about += say(", sample case")
        about += "".join(f", {say(words)}" for mark, words in MARKS.items() if mark in row.marks)
        when = f"{figures.date(row.changed.date())}\n{row.changed:%H:%M}" if row.changed else DASH
        rows.append(
            Row(
                (
                    Cell(f"{row.title or row.id}\n{about}", (row.title or row.id).casefold(), "strong"),
                    Cell(str(row.offers), row.offers),
                    _state(standing.get(row.id), row.offers),
                    Cell(when, row.changed.timestamp() if row.changed else None),
                ),
                "",
                row.id,
            )
        )
    offers = sum(row.offers for row in found)
    return Sheet(
        id="cases",
        title=say("Cases"),
        note=_counts(len(found), offers) if found else "",
        columns=(
            Column("case", say("Case")),
            Column("offers", say("Offers"), "", "right"),
            Column("state", say("State")),
            Column("changed", say("Changed")),
        ),
        rows=tuple(rows),
    )


def _state(found: "Approval | None", offers: int) -> Cell:
    """Return how far a case is on its way to be approved."""
    if found is None or (found.state == "open" and not found.done):
        if found is not None and found.revision > 1:
            second = say("revision {n}", n=found.revision)
        else:
            second = "" if offers else say("no offers")
        return Cell(f"{say('Draft')}\n{second}" if second else say("Draft"), 0, "muted")
    words, rank = STATES[found.state]
    signed = say("{done} of {of} signed", done=found.done, of=len(found.steps))
    return Cell(f"{say(words)}\n{signed}", rank)


def marks(desk: Desk) -> dict[str, tuple[str, ...]]:
    """Return what each case is marked as: a template, in the archive."""
    return {row.id: tuple(row.marks) for row in desk.cases() if row.marks}


def _sample_of(desk: Desk) -> str:
    """Return the id of the sample case, empty where it did not come with the program."""
    try:
        return desk.sample_id()
    except OSError:
        return ""


def _counts(found: int, offers: int) -> str:
    return say(
        "{cases}, {offers}.",
        cases=counted("{n} case", "{n} cases", found),
        offers=counted("{n} offer", "{n} offers", offers),
    )
