"""Cells with addresses: what a spreadsheet holds before anything is read into it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property, lru_cache

Value = str | Decimal | bool | date | None

_LETTERS = 26


def folded(text: str) -> str:
    """Return a text in one line, with white space folded."""
    return " ".join(text.split())


@lru_cache(maxsize=1024)
def letters(column: int) -> str:
    """Return the letters of a 1-based column, such as `AB` for 28."""
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, _LETTERS)
        name = chr(ord("A") + rest) + name
    return name


def number_of(name: str) -> int:
    """Return the 1-based column that letters stand for."""
    column = 0
    for letter in name.upper():
        column = column * _LETTERS + ord(letter) - ord("A") + 1
    return column


def exactly(value: float) -> Decimal:
    """Return a stored number without the noise of its binary form: 0.1 is 0.1."""
    if isinstance(value, int):
        return Decimal(value)
    number = Decimal(repr(value))
    return number.quantize(Decimal(1)) if value.is_integer() and abs(value) < 1e15 else number  # noqa: PLR2004 - exact


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell with a value: what is stored, how it is shown, and where it stands.

    `text` is the folded text of a text cell, else empty. `error` is an error such as `#REF!`.
    `computed` marks a formula without a stored result; its value is what a spreadsheet program would show.
    """

    row: int
    column: int
    value: Value = None
    text: str = ""
    format: str = ""
    formula: str = ""
    error: str = ""
    computed: bool = False
    bold: bool = False

    @property
    def address(self) -> str:
        """Return the address as a spreadsheet program writes it."""
        return f"{letters(self.column)}{self.row}"

    @property
    def number(self) -> Decimal | None:
        """Return the stored number, if it is one."""
        return self.value if isinstance(self.value, Decimal) else None

    @property
    def shown(self) -> str:
        """Return the value as plain text."""
        if self.text or self.value is None:
            return self.text
        if isinstance(self.value, Decimal):
            return f"{self.value:f}"
        return str(self.value)


def made(row: int, column: int, value: object, **more: object) -> Cell | None:
    """Make a cell of a reader's value, or nothing if it holds nothing."""
    stored = stored_value(value)
    text = folded(stored) if isinstance(stored, str) else ""
    if isinstance(stored, str) and not text:
        stored = None
    if stored is None and not more.get("formula") and not more.get("error"):
        return None
    return Cell(row, column, stored, text, **more)  # type: ignore[arg-type]


def stored_value(value: object) -> Value:
    """Return a reader's value as one of the few kinds a cell may hold."""
    if value is None or isinstance(value, (str, bool, Decimal)):
        return value
    if isinstance(value, (int, float)):
        return exactly(value) if value == value and abs(value) != float("inf") else None  # noqa: PLR0124 - NaN
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return str(value)


@dataclass(frozen=True, slots=True)
class Merge:
    """A block of merged cells, all bounds inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Sheet:
    """The cells of one sheet, with what of it is hidden and merged."""

    name: str
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merges: tuple[Merge, ...] = ()
    after_file: bool = False

    @property
    def title(self) -> str:
        """Return the name that the sheet was given, if it is not just the file's."""
        return "" if self.after_file else self.name

    @classmethod
    def of(cls, name: str, cells: Iterable[Cell | None], **more: object) -> "Sheet":
        """Make a sheet of its cells."""
        return cls(name, {(c.row, c.column): c for c in cells if c is not None}, **more)  # type: ignore[arg-type]

    @cached_property
    def rows(self) -> Mapping[int, tuple[Cell, ...]]:
        """Return the cells of visible columns by row, both in order."""
        rows: dict[int, list[Cell]] = {}
        for row, column in sorted(self.cells):
            cell = self.cells[row, column]
            if column not in self.hidden_columns and (cell.value is not None or cell.error or cell.computed):
                rows.setdefault(row, []).append(cell)
        return {row: tuple(cells) for row, cells in rows.items()}

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """Return the different texts of the sheet's cells."""
        return tuple(dict.fromkeys(cell.text for cell in self.cells.values() if cell.text))

    @cached_property
    def merged(self) -> Mapping[tuple[int, int], Merge]:
        """Return the merged blocks by their first cell."""
        return {(m.top, m.left): m for m in self.merges}

    def at(self, row: int, column: int) -> Cell | None:
        """Return the cell at a place, if it holds something and its column is visible."""
        return None if column in self.hidden_columns else self.cells.get((row, column))


@dataclass(frozen=True)
class Book:
    """A file's sheets, and what its reader has to say about them."""

    kind: str
    sheets: tuple[Sheet, ...]
    remarks: tuple[tuple[str, str], ...] = ()

    def __iter__(self) -> Iterator[Sheet]:
        """Go through the sheets that are shown."""
        return (sheet for sheet in self.sheets if not sheet.hidden)
