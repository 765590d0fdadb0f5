"""A sheet: a table of finished words that window, paper and command line lay out, each in its own way."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from re import fullmatch
from typing import Literal

from cdmo_desk.speech import say

Align = Literal["left", "right"]
Tone = Literal["", "strong", "muted", "good", "warning", "bad", "ours", "offer", "note"]
RowTone = Literal["", "chosen", "group", "sum"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A word or a figure as it is shown, what it sorts by, and how it is meant.

    Tones are meanings, not looks: `ours` is a value of the sponsor's in a supplier's place, `offer` the letter and
    short name of an offer, `note` small print below what it belongs to.
    """

    text: str
    key: float | str | None = None
    tone: Tone = ""


EMPTY = Cell("")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, the unit of its figures, its side. `letter` names the offer whose column it is."""

    id: str
    title: str
    unit: str = ""
    align: Align = "left"
    letter: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a sheet: a cell a column, and what kind of row it is. `offer` is the id of what it is about."""

    cells: tuple[Cell, ...]
    tone: RowTone = ""
    offer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table with its title and the sentence that says what it shows; totals stand below the rows."""

    id: str
    title: str
    note: str = ""
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    totals: tuple[Row, ...] = ()

    def pick(self, *ids: str) -> "Sheet":
        """Return the sheet with the named columns only, in the order named."""
        places = [self._place(name) for name in ids]
        return replace(
            self,
            columns=tuple(self.columns[place] for place in places),
            rows=tuple(_pick(row, places) for row in self.rows),
            totals=tuple(_pick(row, places) for row in self.totals),
        )

    def cell(self, row: int, column: str) -> Cell:
        """Return the cell of a row in a named column."""
        return self.rows[row].cells[self._place(column)]

    def with_unit_in_title(self) -> "Sheet":
        """Return the sheet with the unit of money that its columns share in its title, not in each head."""
        shared = sorted({column.unit for column in self.columns if fullmatch(r"([Mk] )?[A-Z]{3}", column.unit)})
        if len(shared) != 1:
            return self
        unit = shared[0]
        columns = tuple(replace(column, unit="") if column.unit == unit else column for column in self.columns)
        return replace(
            self, title=say("{title}, in {unit}", title=self.title, unit=unit) if self.title else "", columns=columns
        )

    def _place(self, name: str) -> int:
        for place, column in enumerate(self.columns):
            if column.id == name:
                return place
        raise KeyError(name)


def _pick(row: Row, places: Iterable[int]) -> Row:
    return replace(row, cells=tuple(row.cells[place] for place in places))


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a sentence, stressed or not."""

    text: str
    strong: bool = False


Sentence = tuple[Span, ...]


def sentence(*parts: str | Span) -> Sentence:
    """Return a sentence of plain and stressed pieces."""
    return tuple(part if isinstance(part, Span) else Span(part) for part in parts)


def plain(words: Sentence) -> str:
    """Return a sentence without its stress."""
    return "".join(span.text for span in words)
