"""The library in words: the list of its cases; made before numbers are loaded, for a person waits for it."""

from cdmo_desk.desk import Desk
from cdmo_desk.sheets import EN, Cell, Column, Figures, Row, Sheet
from cdmo_desk.sheets.figures import DASH
from cdmo_desk.speech import counted, marked, say

STAGES = {
    "preclinical": marked("preclinical"),
    "phase_1": marked("Phase I"),
    "phase_2": marked("Phase II"),
    "phase_3": marked("Phase III"),
    "commercial": marked("commercial"),
}
MARKS = {"template": marked("template"), "archived": marked("in the archive")}


def cases(desk: Desk, figures: Figures = EN) -> Sheet:
    """Return the list of the cases, the last changed first."""
    found = sorted(desk.cases(), key=lambda row: row.changed.timestamp() if row.changed else 0.0, reverse=True)
    sample = _sample_of(desk)
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
            Column("changed", say("Changed")),
        ),
        rows=tuple(rows),
    )


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
