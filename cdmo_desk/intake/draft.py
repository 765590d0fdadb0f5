"""Lines and sums while a file is being read, before they are compared with each other."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, cast

from cdmo_desk.intake.cells import Cell
from cdmo_desk.intake.quote import Basis, Message, QuoteLine, Skipped
from cdmo_desk.intake.table import Table

SumKind = Literal["total", "carried", "part", "head", "summary"]


@dataclass(slots=True, eq=False)
class Draft:
    """A line as read from one row (or one cell of a matrix), still open to what the rest of the file says."""

    table: Table
    row: int
    description: str
    section: str | None = None
    quantity: Decimal | None = None
    unit: str | None = None
    unit_price: Decimal | None = None
    amount: Decimal | None = None
    currency: str | None = None
    basis: str = "priced"
    note: str | None = None
    code: str = ""
    cells: dict[str, str] = field(default_factory=dict)
    step: Decimal = Decimal(0)
    discount: Decimal | None = None
    multiplied: bool = False
    yearly: bool = False
    decided: bool = False

    @property
    def sheet(self) -> str:
        """Return the sheet's name."""
        return self.table.sheet.name

    @property
    def place(self) -> str:
        """Return the address of the cell that says what the line costs, or of its description."""
        return next((self.cells[f] for f in ("amount", "unit_price", "description") if f in self.cells), f"A{self.row}")

    def line(self, currency: str | None) -> QuoteLine:
        """Return the finished line."""
        return QuoteLine(
            self.sheet, self.row, dict(self.cells), self.section, self.description, self.quantity, self.unit,
            self.unit_price, self.amount, self.currency or currency, cast("Basis", self.basis),
            self.note,
        )  # fmt: skip


@dataclass(slots=True, eq=False)
class Sum:
    """A sum that the file states, before it is compared with the lines."""

    table: Table | None
    sheet: str
    cell: Cell
    label: str
    stated: Decimal
    kind: SumKind = "total"
    currency: str | None = None
    step: Decimal = Decimal(0)
    section: str | None = None
    agrees: bool = True
    group: tuple[Draft, ...] = ()


@dataclass(slots=True)
class Notes:
    """What is doubted and what is left out, as it is found."""

    messages: list[Message] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    sections: list[tuple[str, int]] = field(default_factory=list)
    _warned: set[tuple[str, str, str]] = field(default_factory=set)

    def warn(self, code: str, cell: str, text: str, sheet: str = "") -> None:
        """Add a warning, once for each code and cell."""
        if (code, sheet, cell) not in self._warned:
            self._warned.add((code, sheet, cell))
            self.messages.append(Message("warning", code, cell, text, sheet))

    def skip(self, sheet: str, cells: str, reason: str, text: str) -> None:
        """Note what is left out and why."""
        self.skipped.append(Skipped(sheet, cells, reason, text))


Event = Draft | Sum
