"""What was done to an offer, newest first: when, by whom, what, and from which value to which."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cdmo_desk.sheets.figures import DASH, EN, Figures
from cdmo_desk.sheets.sheet import Cell, Column, Row, Sheet
from cdmo_desk.speech import say

LONGEST = 60
MANY = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A request that touched an offer; `fields` are the values it changed, as they were and as they are."""

    number: int
    time: datetime
    who: str
    request: str
    why: str = ""
    fields: tuple[tuple[str, Any, Any], ...] = ()


def edits(found: Sequence[Edit], figures: Figures = EN) -> Sheet:
    """Return the requests that touched an offer, newest first."""
    return Sheet(
        id="edits",
        title=say("Changes"),
        note="" if found else say("Nothing was changed since the case was made."),
        columns=(
            Column("time", say("When")),
            Column("who", say("Who")),
            Column("request", say("What")),
            Column("values", say("From and to")),
            Column("why", say("Why")),
        ),
        rows=tuple(
            Row(
                (
                    Cell(f"{figures.date(edit.time.date())}, {edit.time:%H:%M}", edit.number),
                    Cell(edit.who),
                    Cell(edit.request),
                    Cell(_values(edit.fields, figures) or DASH),
                    Cell(edit.why),
                )
            )
            for edit in sorted(found, key=lambda edit: -edit.number)
        ),
    )


def _values(fields: tuple[tuple[str, Any, Any], ...], figures: Figures) -> str:
    if len(fields) > MANY:
        return say("{n} values", n=len(fields))
    if len(fields) == 1:
        _name, before, after = fields[0]
        return f"{_words(before, figures)} → {_words(after, figures)}"
    return "; ".join(
        f"{name.replace('_', ' ')} {_words(before, figures)} → {_words(after, figures)}"
        for name, before, after in fields
    )


def _words(value: Any, figures: Figures) -> str:  # noqa: ANN401 - plain JSON
    if value is None:
        return DASH
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    if isinstance(value, int | float):
        return figures.short(value, 6)
    if isinstance(value, dict) and "likely" in value:
        value = [value.get("low"), value["likely"], value.get("high")]
    if isinstance(value, list) and value and all(isinstance(part, int | float) for part in value):
        return " / ".join(figures.short(part, 6) for part in value)
    if isinstance(value, list | dict):
        return say("{n} entries", n=len(value))
    text = str(value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
