"""The history of a case as tables: who did what and when, and what each request altered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cdmo_desk.library import Entry
from cdmo_desk.problem import Refused
from cdmo_desk.sheets.altered import Altered, alterations, things
from cdmo_desk.sheets.figures import EN, Figures
from cdmo_desk.sheets.sheet import Cell, Column, Row, Sheet
from cdmo_desk.speech import counted, say

NAMED = 3  # things named in one line


@dataclass(frozen=True, slots=True)
class Past:
    """An entry and where it was made: in this library, or in another before the case was brought here."""

    entry: Entry
    elsewhere: bool = False

    @property
    def id(self) -> str:
        """Return what an entry is known by."""
        return self.entry.hash

    def things(self) -> list[str]:
        """Return by name what the request altered."""
        try:
            return things(self.entry.rows())
        except Refused:
            return []


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for in a history: by person, by object or wording, by day."""

    who: str = ""
    about: str = ""
    since: date | None = None
    until: date | None = None

    def fits(self, past: Past) -> bool:
        """Tell whether an entry is one of those."""
        entry = past.entry
        day = entry.time.date()
        if (self.since and day < self.since) or (self.until and day > self.until):
            return False
        if self.who.casefold() not in entry.who.casefold():
            return False
        about = self.about.casefold()
        if not about or about in f"{entry.request} {entry.why}".casefold():
            return True
        return any(about in thing.casefold() for thing in past.things())


def sought(found: Sequence[Past], wanted: Sought) -> list[Past]:
    """Return the entries that are looked for, in their order."""
    return [past for past in found if wanted.fits(past)]


def history(found: Sequence[Past], figures: Figures = EN) -> Sheet:
    """Return a history as a table, the newest entry first, in the order of the journal whatever the clock said."""
    rows = [_row(past, earlier, figures) for past, earlier in zip(found, [None, *found], strict=False)]
    return Sheet(
        id="history",
        title=say("History"),
        note=counted("{n} change.", "{n} changes.", len(found)),
        columns=(
            Column("when", say("When")),
            Column("who", say("Who")),
            Column("request", say("What")),
            Column("things", say("Of what")),
        ),
        rows=tuple(reversed(rows)),
    )


def altered(past: Past, figures: Figures = EN) -> Sheet:
    """Return what a request altered: before and after side by side."""
    try:
        found = alterations(past.entry.rows(), figures)
    except Refused as fault:
        return _altered_sheet([], str(fault))
    return _altered_sheet(found, counted("{n} value altered.", "{n} values altered.", len(found)))


def compared(found: Sequence[Altered]) -> Sheet:
    """Return differences as a table."""
    return _altered_sheet(found, counted("{n} difference.", "{n} differences.", len(found)))


def people(found: Sequence[Past]) -> list[str]:
    """Return who made the entries, by name."""
    return sorted({past.entry.who for past in found})


def objects(found: Sequence[Past]) -> list[str]:
    """Return what was altered: the brief, and each offer."""
    return sorted({thing.partition(",")[0] for past in found for thing in past.things()})


def _row(past: Past, earlier: Past | None, figures: Figures) -> Row:
    entry = past.entry
    when = f"{figures.date(entry.time.date())}\n{entry.time:%H:%M:%S}"
    if earlier is not None and not past.elsewhere and not earlier.elsewhere and entry.time < earlier.entry.time:
        when += "\n" + say("clock set back")
    named = past.things()
    about = ", ".join(named[:NAMED])
    if len(named) > NAMED:
        about += " " + say("and {n} more", n=len(named) - NAMED)
    what = entry.request + (f"\n{entry.why}" if entry.why else "")
    if past.elsewhere:
        what += "\n" + say("in another library")
    tone = "muted" if entry.undoes is not None or past.elsewhere else ""
    return Row(
        (
            Cell(when, entry.sequence),
            Cell(entry.who),
            Cell(what, None, "" if tone else "strong"),
            Cell(about, None, "muted"),
        ),
        "",
        past.id,
    )


def _altered_sheet(found: Sequence[Altered], note: str) -> Sheet:
    return Sheet(
        id="altered",
        title=say("What was altered"),
        note=note,
        columns=(
            Column("thing", say("Of what")),
            Column("field", say("Value")),
            Column("before", say("Before")),
            Column("after", say("After")),
        ),
        rows=tuple(Row((Cell(one.thing), Cell(one.field), Cell(one.before), Cell(one.after))) for one in found),
    )
