"""How records, or an estimate a year, lie in the cells of a grid, and how typed cells become values again."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from cdmo_desk.field import columns
from cdmo_desk.speech import say
from ui.forms.estimates import NAMES, Parts, parts_of, put_together
from ui.forms.kinds import NUMERIC, Kind, Look, kind_of, with_unit
from ui.forms.numerals import Numerals, Unread

Place = tuple[int, int]
Texts = Mapping[Place, str]


@dataclass(frozen=True, slots=True)
class Draft:
    """A cell that stays as typed: its text, why it cannot be kept (empty beside a wrong one), what it stood over."""

    text: str
    says: str
    over: str


class Layout(Protocol):
    """What a grid asks of the shape of its values."""

    grows: bool
    widest: int

    def size(self, value: list[Any]) -> tuple[int, int]:
        """Return the number of rows and columns."""

    def head(self, column: int) -> str:
        """Return the head of a column."""

    def side(self, row: int) -> str:
        """Return the head of a row, empty where rows have none."""

    def kind(self, row: int, column: int) -> Kind:
        """Return the kind of a cell."""

    def text(self, value: list[Any], place: Place) -> str:
        """Return what a cell shows."""

    def read(self, value: list[Any], typed: Texts) -> tuple[list[Any], dict[Place, Draft]]:
        """Return the value with what was typed, and the cells that could not be read."""


class Records:
    """A row for each record, a column for each field named."""

    grows = True

    def __init__(
        self,
        record: type,
        names: Sequence[str],
        fresh: Callable[[list[Any]], dict[str, Any]],
        *,
        looks: Mapping[str, Look] | None = None,
        numerals: Numerals | None = None,
        widest: str = "",
    ) -> None:
        known = looks or {}
        declared = {column.name: column for column in columns(record)}
        self.names = tuple(names)
        self.widest = self.names.index(widest) if widest else 0
        self.kinds = tuple(kind_of(declared[name], known.get(name)) for name in names)
        self.fresh = fresh
        self.numerals = numerals or Numerals()

    def size(self, value: list[Any]) -> tuple[int, int]:
        """Return the number of records and of fields."""
        return len(value), len(self.names)

    def head(self, column: int) -> str:
        """Return a field's label with its unit."""
        kind = self.kinds[column]
        return f"{kind.label}, {kind.unit}" if kind.unit else kind.label

    def side(self, row: int) -> str:
        """Return no head of a row."""
        del row
        return ""

    def kind(self, row: int, column: int) -> Kind:
        """Return the kind of a field."""
        del row
        return self.kinds[column]

    def say_unit(self, name: str, unit: str) -> None:
        """Put a field into another unit."""
        self.kinds = tuple(
            with_unit(kind, unit) if name == known else kind for known, kind in zip(self.names, self.kinds, strict=True)
        )

    def plain(self, value: list[Any], place: Place) -> Any:  # noqa: ANN401 - plain JSON
        """Return the value of a cell, that which holds by default where none is stated."""
        row, column = place
        if row >= len(value):
            return None
        name, kind = self.names[column], self.kinds[column]
        found = value[row].get(name)
        if found is None and kind.name == "flag":
            return name == "required"
        return found

    def text(self, value: list[Any], place: Place) -> str:
        """Return what a cell shows."""
        return self.kinds[place[1]].show(self.plain(value, place), self.numerals)

    def read(self, value: list[Any], typed: Texts) -> tuple[list[Any], dict[Place, Draft]]:
        """Read each cell by itself; rows below the last become new records."""
        made = [dict(record) for record in value]
        drafts: dict[Place, Draft] = {}
        for (row, column), text in sorted(typed.items()):
            while row >= len(made):
                made.append(self.fresh(made))
            name, kind = self.names[column], self.kinds[column]
            try:
                found = kind.read(text, self.numerals)
            except Unread as fault:
                drafts[row, column] = Draft(text, str(fault), self.text(value, (row, column)))
                continue
            if found is None:
                made[row].pop(name, None)
            else:
                made[row][name] = found
        return made, drafts


class Years:
    """Three rows, low, likely and high; a column for each year."""

    grows = False
    widest = 0

    def __init__(self, kind: Kind, numerals: Numerals | None = None) -> None:
        self.part = kind
        self.names: tuple[str, ...] = ()
        self.numerals = numerals or Numerals()

    def size(self, value: list[Any]) -> tuple[int, int]:
        """Return three rows, and the years of the horizon, more where more are stated."""
        return 3, max(len(self.names), len(value))

    def head(self, column: int) -> str:
        """Return the name of a year."""
        return self.names[column] if column < len(self.names) else say("year {n}", n=column + 1)

    def side(self, row: int) -> str:
        """Return low, likely or high."""
        return say(NAMES[row].capitalize())

    def kind(self, row: int, column: int) -> Kind:
        """Return the kind of all cells."""
        del row, column
        return self.part

    def text(self, value: list[Any], place: Place) -> str:
        """Return one figure of a year."""
        row, column = place
        part = parts_of(value[column])[row] if column < len(value) else None
        return "" if part is None else self.numerals.show(part, percent=self.part.percent)

    def read(self, value: list[Any], typed: Texts) -> tuple[list[Any], dict[Place, Draft]]:
        """Read year by year; a year with a wrong cell stays as it was, with what was typed in it."""
        made = list(value)
        drafts: dict[Place, Draft] = {}
        for column in sorted({column for _row, column in typed}):
            cells = {row: typed.get((row, column), self.text(value, (row, column))) for row in range(3)}
            wrong = {row: fault for row, text in cells.items() if (fault := self._fault(text))}
            found: Any = None
            if not wrong:
                before = value[column] if column < len(value) else None
                try:
                    found = put_together(self._parts(cells), before)
                except Unread as fault:
                    wrong = {row: str(fault) for row in range(3) if (row, column) in typed}
            for row in range(3):
                if wrong and (row, column) in typed:
                    over = self.text(value, (row, column))
                    drafts[row, column] = Draft(cells[row], wrong.get(row, ""), over)
            if not wrong:
                made += [0] * (column + 1 - len(made))
                made[column] = 0 if found is None else found
        touched = {column for _row, column in typed if not any(place[1] == column for place in drafts)}
        while made and len(made) - 1 in touched and made[-1] == 0 and self._was_cleared(len(made) - 1, typed):
            made.pop()
        return made, drafts

    def _was_cleared(self, column: int, typed: Texts) -> bool:
        return all(not text.strip() for (_row, place), text in typed.items() if place == column)

    def _fault(self, text: str) -> str:
        try:
            if text.strip():
                self.part.figure(text, self.numerals)
        except Unread as fault:
            return str(fault)
        return ""

    def _parts(self, cells: Mapping[int, str]) -> Parts:
        found = [self.part.figure(cells[row], self.numerals) if cells[row].strip() else None for row in range(3)]
        low, likely, high = found
        return low, likely, high


def is_figure(kind: Kind) -> bool:
    """Say whether a cell's text stands at the right."""
    return kind.name in NUMERIC
