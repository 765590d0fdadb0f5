"""A table of a sheet: its headings, what each column holds, and where it stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from cdmo_desk.intake.cells import Cell, Sheet
from cdmo_desk.intake.corrections import Area
from cdmo_desk.intake.currency import named
from cdmo_desk.intake.headings import Heading
from cdmo_desk.intake.phrases import plain

CODE = re.compile(
    r"(?:[A-Za-z]{1,5}[ .\-]?)?(?:\d{1,4}|0\d{4,7})(?:[.\-]\d{1,4})*[a-z]?[.)]?|[A-Z][.)]?|[IVXivx]{1,6}[.)]?"
    r"|[A-Z]{1,4}-[A-Z0-9]{1,6}(?:-[A-Z0-9]{1,6})*"
)


_FIELDS = ("quantity", "unit", "unit_price", "amount", "currency", "basis", "note", "section")


@dataclass(frozen=True)
class Columns:
    """Which column of a table holds what; years and tiers are several."""

    roles: dict[str, int]
    years: tuple[Heading, ...] = ()
    tiers: tuple[Heading, ...] = ()

    def __getitem__(self, role: str) -> int | None:
        return self.roles.get(role)

    @cached_property
    def money(self) -> frozenset[int]:
        """Return all columns that hold prices."""
        known = (self.roles.get(role) for role in ("unit_price", "amount"))
        return frozenset(c for c in known if c) | {h.column for h in (*self.years, *self.tiers)}

    @cached_property
    def money_in_order(self) -> tuple[int, ...]:
        """Return all columns that hold prices, from left to right."""
        return tuple(sorted(self.money))

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """Return the fields of a line that have a column, but for its description."""
        return tuple(role for role in _FIELDS if role in self.roles)

    @property
    def values(self) -> frozenset[int]:
        """Return the columns that only a line fills: quantity, unit, prices and basis."""
        known = (self.roles.get(role) for role in ("quantity", "unit", "basis", "currency"))
        return frozenset(c for c in known if c) | self.money


@dataclass(frozen=True)
class Table:
    """One table: headings in rows `first` to `last`, lines below to `bottom`, between columns `left` and `right`."""

    sheet: Sheet
    headings: tuple[Heading, ...]
    first: int
    last: int
    bottom: int
    left: int
    right: int
    columns: Columns
    title: str | None = None
    repeats: frozenset[int] = frozenset()
    units: dict[int, str] = field(default_factory=dict)
    area: Area | None = None

    @cached_property
    def named(self) -> dict[int, str]:
        """Return the plain words of the headings by their column."""
        return {h.column: plain(h.own) for h in self.headings if h.own}

    @cached_property
    def _heads(self) -> dict[int, str]:
        return {h.column: f"{h.text} {self.units.get(h.column, '')}".strip() for h in reversed(self.headings)}

    @cached_property
    def named_currency(self) -> str | None:
        """Return the currency that the headings over prices name."""
        steps = (h.column for h in (*self.columns.tiers, *self.columns.years))
        columns = (self.columns["amount"], self.columns["unit_price"], *steps)
        return next((code for code in (named(self.head(c)) for c in columns if c) if code), None)

    def head(self, column: int | None) -> str:
        """Return the heading over a column, with the unit noted below it."""
        known = self._heads.get(column or 0)
        return self.units.get(column or 0, "").strip() if known is None else known

    def rows(self) -> Iterator[tuple[int, tuple[Cell, ...]]]:
        """Go through the rows under the headings with the cells that are the table's."""
        for row, cells in self.sheet.rows.items():
            if self.last < row <= self.bottom and row not in self.repeats:
                mine = tuple(c for c in cells if self.left <= c.column <= self.right)
                if mine:
                    yield row, mine
