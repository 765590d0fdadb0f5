"""Where the values of a term come from: a cell of a file, a person, or a person over what a cell says."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cdmo_desk.speech import say
from ui.forms.estimates import show_parts
from ui.forms.numerals import Numerals

TYPED = "x-typed"
Place = tuple[str, str, str]
"""A file, a sheet, a cell."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value comes from: `cell`, `typed` or `over`; the words for it, its cells, and what the cell said."""

    kind: str
    words: str
    cells: tuple[Place, ...] = ()
    said: str = ""


def origins_of(term: Mapping[str, Any], numerals: Numerals) -> dict[str, Origin]:
    """Return the origin of each value that a term states."""
    sources, over = term.get("sources") or {}, term.get(TYPED) or {}
    made = {}
    for name in dict.fromkeys((*term, *over)):
        cells = tuple(
            (str(one.get("file") or ""), str(one.get("sheet") or ""), str(one.get("cell") or ""))
            for one in sources.get(name) or ()
        )
        where = ", ".join(place_words(*cell) for cell in cells)
        if name in over and over[name] != term.get(name):
            said = _words(over[name], numerals)
            words = say("Typed over {value} of {place}. Click for the way back.", value=said, place=where)
            made[name] = Origin("over", words, cells, said)
        elif cells:
            made[name] = Origin("cell", say("From {place}. Click to show the cell.", place=where), cells)
        elif name in term:
            made[name] = Origin("typed", say("Typed by hand."))
    return made


def place_words(file: str, sheet: str, cell: str) -> str:
    """Return a place as it is named: the sheet and the cell, the file where its sheet has no name of its own."""
    name = sheet if sheet and not file.startswith(sheet) else file
    return f"{name} {cell}".strip()


def _words(value: Any, numerals: Numerals) -> str:  # noqa: ANN401 - plain JSON
    if value is None:
        return say("nothing")
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return say("{n} rows", n=len(value))
    if isinstance(value, int | float | list | dict):
        return show_parts(value, numerals.show)
    return str(value)
