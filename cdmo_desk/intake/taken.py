"""What each cell of a file was taken for: the part it has in the quote, and what its row was taken for."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from cdmo_desk.intake.cells import Book, Cell, Sheet, number_of
from cdmo_desk.intake.draft import Draft, Event, Notes, Sum
from cdmo_desk.intake.facts import Facts
from cdmo_desk.intake.table import Table

CELL_ROLES = (
    "heading", "section", "description", "quantity", "unit", "price", "amount", "total", "state", "note", "fact",
    "number", "skipped", "label",
)  # fmt: skip
_FIELDS = {
    "description": "description", "quantity": "quantity", "unit": "unit", "unit_price": "price", "amount": "amount",
    "currency": "unit", "basis": "state", "note": "note", "section": "section",
}  # fmt: skip
_STRONG = ("line", "total", "section", "heading")
_ADDRESS = re.compile(r"([A-Z]{1,3})?(\d+)(?::([A-Z]{1,3})?(\d+))?")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: what it holds, and its heading."""

    column: int
    role: str
    heading: str


@dataclass(frozen=True, slots=True)
class TakenTable:
    """A table as it was taken: its block, its row of headings (0: none), what its columns hold."""

    heading: int
    last: int
    bottom: int
    left: int
    right: int
    title: str
    columns: tuple[Column, ...] = ()

    def role(self, column: int) -> str:
        """Return what a column holds; empty where nothing is read from it."""
        return next((known.role for known in self.columns if known.column == column), "")


@dataclass(frozen=True, slots=True)
class Taken:
    """A sheet as it was taken: what rows are, why some are left out, and what cells are, by row and column."""

    sheet: str
    tables: tuple[TakenTable, ...] = ()
    kinds: Mapping[int, str] = field(default_factory=dict)
    reasons: Mapping[int, str] = field(default_factory=dict)
    cells: Mapping[tuple[int, int], str] = field(default_factory=dict)
    facts: Mapping[tuple[int, int], str] = field(default_factory=dict)

    def table_at(self, row: int, column: int | None = None) -> TakenTable | None:
        """Return the table that a row (and column) belongs to, else the nearest above, else the first."""
        near = [t for t in self.tables if column is None or t.left <= column <= t.right] or list(self.tables)
        above = [t for t in near if (t.heading or t.last + 1) <= row]
        within = [t for t in above if row <= t.bottom]
        return next(iter(within or above[-1:] or near[:1]), None)


def taken(
    book: Book, tables: Sequence[Table], read: Sequence[list[Event]], facts: Facts, notes: Notes
) -> tuple[Taken, ...]:
    """Return what the cells of all sheets were taken for."""
    makers = {sheet.name: _Sheet(sheet, [t for t in tables if t.sheet.name == sheet.name]) for sheet in book.sheets}
    for skipped in notes.skipped:
        makers[skipped.sheet].skip(skipped.cells, skipped.reason)
    for name, sheet, row, column in facts.cells:
        makers[sheet].fact(name, row, column)
    for sheet, row in notes.sections:
        makers[sheet].section(row)
    for event in (e for events in read for e in events):
        if isinstance(event, Draft):
            makers[event.sheet].line(event)
        else:
            makers[event.sheet].total(event)
    for maker in makers.values():
        maker.headings()
    return tuple(maker.taken() for maker in makers.values())


class _Sheet:
    """Collects what one sheet was taken for; what says more stands before what says less."""

    def __init__(self, sheet: Sheet, tables: Sequence[Table]) -> None:
        self._sheet = sheet
        self._tables = tables
        self._kinds: dict[int, str] = {}
        self._reasons: dict[int, str] = {}
        self._cells: dict[tuple[int, int], str] = {}
        self._facts: dict[tuple[int, int], str] = {}

    def skip(self, span: str, reason: str) -> None:
        """Take cells for left out."""
        kind = _kind_of(reason)
        for cell in self._within(span):
            self._kinds[cell.row] = kind
            self._reasons[cell.row] = reason
            self._cells[cell.row, cell.column] = "note" if kind == "note" else "skipped"

    def fact(self, name: str, row: int, column: int) -> None:
        """Take a cell for a fact."""
        if self._kinds.get(row) not in _STRONG:
            self._kinds[row] = "fact"
        self._cells[row, column] = "fact"
        self._facts[row, column] = name

    def section(self, row: int) -> None:
        """Take a row for the heading of a section."""
        self._kinds[row] = "section"
        for cell in self._sheet.rows.get(row, ()):
            self._cells[cell.row, cell.column] = "section"

    def line(self, draft: Draft) -> None:
        """Take a row for a line, and its cells for what they state."""
        self._kinds[draft.row] = "line"
        numbered = draft.table.columns["number"]
        held = {cell.address: cell for cell in self._sheet.rows.get(draft.row, ())}
        for cell in held.values():
            if cell.column == numbered:
                self._cells[cell.row, cell.column] = "number"
        for name, address in draft.cells.items():
            for cell in (held[address],) if address in held else self._within(address):
                self._cells[cell.row, cell.column] = _role(name, cell, draft)

    def total(self, found: Sum) -> None:
        """Take a row for a stated sum."""
        cell = found.cell
        if self._kinds.get(cell.row) not in {"line", "section"}:
            self._kinds[cell.row] = "total"
        left = found.table.left if found.table is not None else 1
        for other in self._sheet.rows.get(cell.row, ()):
            if left <= other.column <= cell.column and (other.text or other.column == cell.column):
                self._cells[other.row, other.column] = "total"

    def headings(self) -> None:
        """Take the rows of headings, and where they stand again."""
        for table in self._tables:
            for row in (*range(table.first, table.last + 1), *table.repeats):
                self._kinds[row] = "heading"
                for cell in self._sheet.rows.get(row, ()):
                    if table.left <= cell.column <= table.right:
                        self._cells[row, cell.column] = "heading"

    def taken(self) -> Taken:
        """Return what was collected."""
        tables = tuple(_table(table) for table in self._tables)
        kinds = dict(sorted(self._kinds.items()))
        return Taken(self._sheet.name, tables, kinds, self._reasons, self._cells, self._facts)

    def _within(self, span: str) -> Iterator[Cell]:
        """Go through the cells of an address, a range of cells or of rows, or the whole sheet."""
        if span == "all":
            yield from (cell for cells in self._sheet.rows.values() for cell in cells)
            return
        match = _ADDRESS.fullmatch(span)
        if match is None:
            return
        top = int(match[2])
        bottom = int(match[4]) if match[4] else top
        left = number_of(match[1]) if match[1] else 1
        right = number_of(match[3]) if match[3] else (left if match[1] else 1 << 14)
        rows = range(top, bottom + 1) if bottom - top < len(self._sheet.rows) else self._sheet.rows
        for row in rows:
            if top <= row <= bottom:
                yield from (c for c in self._sheet.rows.get(row, ()) if left <= c.column <= right)


def _role(name: str, cell: Cell, draft: Draft) -> str:
    """Return what a line's cell is; a word in place of a price is a state."""
    role = _FIELDS.get(name, "note")
    if role in {"price", "amount"} and cell.number is None and not any(letter.isdigit() for letter in cell.text):
        return "state" if cell.text or draft.basis != "priced" else role
    return role


def _kind_of(reason: str) -> str:
    """Return what a row is called that is left out for a reason."""
    if reason.startswith("tax"):
        return "tax"
    if reason.startswith(("remark", "part of the line", "text without")):
        return "note"
    if reason == "repeated headings":
        return "heading"
    return "total" if reason.startswith(("total", "sums")) else "skipped"


def _table(table: Table) -> TakenTable:
    steps = {h.column: "year" for h in table.columns.years} | {h.column: "tier" for h in table.columns.tiers}
    roles = {column: role.split(" ")[0] for role, column in table.columns.roles.items()} | steps
    columns = tuple(Column(h.column, roles.get(h.column, ""), table.head(h.column)) for h in table.headings)
    last = max([table.right] if table.right < 1 << 13 else [h.column for h in table.headings], default=table.left)
    left = max(table.left, min((h.column for h in table.headings), default=table.left))
    heading = table.first if table.last >= table.first else 0
    return TakenTable(heading, table.last, table.bottom, left, last, table.title or "", columns)
