"""The order of a sheet's rows: sorted by keys, filtered by what cells say; groups and totals keep their place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cdmo_desk.sheets.sheet import Cell, Row, Sheet

DASH = "–"
FIXED = ("group", "sum")


@dataclass(frozen=True, slots=True)
class Arrangement:
    """By which column rows are sorted (-1: as given), whether downwards, and what they must contain."""

    column: int = -1
    down: bool = False
    then: tuple[tuple[int, bool], ...] = ()
    """Further columns, each with whether downwards, for rows that are equal in those before."""
    filters: Mapping[str, str] = field(default_factory=dict)
    find: str = ""

    def of(self, sheet: "Sheet | None") -> "Iterator[Row]":
        """Give the rows of a sheet, then its totals."""
        if sheet is None:
            return
        segment: list[Row] = []
        for row in sheet.rows:
            if not self._keeps(row, sheet):
                continue
            if row.tone in FIXED:
                yield from self._in_order(segment, sheet)
                segment = []
                yield row
            else:
                segment.append(row)
        yield from self._in_order(segment, sheet)
        yield from sheet.totals

    def _in_order(self, rows: "list[Row]", sheet: "Sheet") -> "list[Row]":
        for column, down in reversed(((self.column, self.down), *self.then)):
            if 0 <= column < len(sheet.columns):
                rows = _by(rows, column, down=down, words=sheet.columns[column].align == "left")
        return rows

    def _keeps(self, row: "Row", sheet: "Sheet") -> bool:
        if not self.filters and not self.find:
            return True
        if row.tone in FIXED:
            return False
        texts = [cell.text.casefold() for cell in row.cells]
        if self.find and not any(self.find in text for text in texts):
            return False
        named = {column.id: text for column, text in zip(sheet.columns, texts, strict=True)}
        return all(text in named.get(name, text) for name, text in self.filters.items())


def _by(rows: "list[Row]", column: int, *, down: bool, words: bool) -> "list[Row]":
    """Return rows by one column, equal ones in the order they had, those without a value last."""
    keyed = [(sort_key(row.cells[column], words=words), row) for row in rows]
    known = [(key, row) for key, row in keyed if key is not None]
    known.sort(key=lambda pair: pair[0], reverse=down)
    return [row for _, row in known] + [row for key, row in keyed if key is None]


def sort_key(cell: "Cell", *, words: bool) -> tuple[int, float, str] | None:
    """Return what a cell sorts by: its key, else its text where texts are compared; None sorts last either way."""
    if isinstance(cell.key, int | float):
        return (0, float(cell.key), "")
    if isinstance(cell.key, str) and cell.key:
        return (1, 0.0, cell.key.casefold())
    return (1, 0.0, cell.text.casefold()) if words and cell.text not in ("", DASH) else None
