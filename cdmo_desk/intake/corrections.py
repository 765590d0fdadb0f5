"""What a person corrects about how a file was read: plain values that can be kept, sent and applied again."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal, get_args

from cdmo_desk.intake.cells import Book, Cell, Sheet, folded, letters, number_of
from cdmo_desk.intake.numbers import Style
from cdmo_desk.intake.quote import Basis, Message

RowKind = Literal["line", "section", "total", "tax", "note", "ignored"]
Role = Literal[
    "number", "section", "description", "quantity", "unit", "unit_price", "amount", "currency", "basis", "note", "less",
    "year", "tier", "ignored",
]  # fmt: skip
DateOrder = Literal["day", "month"]

ROW_KINDS: tuple[str, ...] = get_args(RowKind)
ROLES: tuple[str, ...] = get_args(Role)
FACTS = ("supplier", "reference", "revision", "round", "date", "valid_until", "payment_days", "escalation")
_RANGE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})(?::\$?([A-Za-z]{1,3})\$?(\d{1,7}))?")
_TYPED = re.compile(r"[-−]?\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Bounds:
    """A block of cells, all bounds inclusive."""

    top: int
    left: int
    bottom: int
    right: int

    @classmethod
    def of(cls, text: str) -> "Bounds | None":
        """Read a range such as `A10:H52`, or one cell; None for anything else."""
        match = _RANGE.fullmatch(text.strip())
        if match is None:
            return None
        left, top = number_of(match[1]), int(match[2])
        right, bottom = (number_of(match[3]), int(match[4])) if match[3] else (left, top)
        return cls(min(top, bottom), min(left, right), max(top, bottom), max(left, right))

    def __str__(self) -> str:
        """Return the range as a spreadsheet program writes it."""
        return f"{letters(self.left)}{self.top}:{letters(self.right)}{self.bottom}"


@dataclass(frozen=True, slots=True)
class Area:
    """A table as a person marks it, known by its row of headings; 0 is a table without headings.

    `roles` and `numbers` are by the letters of the column. Without `range`, it reaches as far as recognition says.
    """

    heading: int
    range: str | None = None
    roles: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, Style] = field(default_factory=dict)
    scale: Decimal | None = None
    ignored: bool = False

    @property
    def bounds(self) -> Bounds | None:
        """Return the block that was marked."""
        return Bounds.of(self.range) if self.range else None


@dataclass(frozen=True, slots=True)
class SheetCorrections:
    """Corrections of one sheet; `ignored` is None where recognition decides, `values` are texts typed into cells."""

    ignored: bool | None = None
    areas: tuple[Area, ...] = ()
    numbers: Style | None = None
    scale: Decimal | None = None
    kinds: Mapping[int, RowKind] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)

    def area(self, heading: int) -> Area | None:
        """Return the correction of the table with that row of headings."""
        return next((area for area in self.areas if area.heading == heading), None)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about one line: its basis, its scope item, the field it sets, or why it is set aside."""

    basis: Basis | None = None
    scope: str | None = None
    set_aside: str | None = None
    term: str | None = None
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Corrections:
    """All corrections of one file. `lines` are by `line_key`; `facts` are typed texts by the name of the fact.

    `asks` are the words in which the supplier is asked about a doubt, by `ask_key`.
    """

    sheets: Mapping[str, SheetCorrections] = field(default_factory=dict)
    currency: str | None = None
    dates: DateOrder | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, Decision] = field(default_factory=dict)
    asks: Mapping[str, str] = field(default_factory=dict)

    def of(self, sheet: str) -> SheetCorrections:
        """Return the corrections of a sheet."""
        return self.sheets.get(sheet, NO_SHEET)

    def with_sheet(self, name: str, **changed: object) -> "Corrections":
        """Return these with fields of one sheet changed."""
        made = replace(self.of(name), **changed)  # type: ignore[arg-type]
        sheets = {**self.sheets, name: made}
        return replace(self, sheets={key: of for key, of in sheets.items() if of != NO_SHEET})

    def with_area(self, sheet: str, heading: int, **changed: object) -> "Corrections":
        """Return these with fields of one table changed."""
        areas = self.of(sheet).areas
        old = self.of(sheet).area(heading) or Area(heading)
        made = replace(old, **changed)  # type: ignore[arg-type]
        return self.with_sheet(sheet, areas=(*(area for area in areas if area.heading != heading), made))

    def with_line(self, key: str, **changed: object) -> "Corrections":
        """Return these with a decision about one line changed."""
        made = replace(self.lines.get(key, NO_DECISION), **changed)  # type: ignore[arg-type]
        lines = {**self.lines, key: made}
        return replace(self, lines={name: of for name, of in lines.items() if of != NO_DECISION})

    def with_kinds(self, sheet: str, rows: Mapping[int, RowKind | None]) -> "Corrections":
        """Return these with rows taken for something else; None takes a row as recognised."""
        kinds = {**self.of(sheet).kinds, **rows}
        return self.with_sheet(sheet, kinds={row: kind for row, kind in kinds.items() if kind is not None})

    def with_value(self, sheet: str, cell: str, text: str | None) -> "Corrections":
        """Return these with a cell typed over; None brings the file's own text back."""
        values: dict[str, str | None] = {**self.of(sheet).values, cell: text}
        return self.with_sheet(sheet, values={key: of for key, of in values.items() if of is not None})

    def with_ask(self, key: str, words: str | None) -> "Corrections":
        """Return these with a doubt to ask the supplier about in these words; None asks no longer."""
        kept = {name: of for name, of in self.asks.items() if name != key}
        return replace(self, asks=kept if words is None else {**kept, key: words})


NO_SHEET = SheetCorrections()
NO_DECISION = Decision()
NONE = Corrections()


def line_key(sheet: str, row: int, cells: Mapping[str, str]) -> str:
    """Return what a line is known by in corrections: its description's cell, with its price's in a matrix of steps."""
    key = f"{sheet}!{cells.get('description') or row}"
    if "unit_price" in cells and "amount" not in cells and "quantity" not in cells:
        key += f">{cells['unit_price']}"
    return key


def ask_key(message: Message) -> str:
    """Return what a doubt is known by where the supplier is asked about it: its code and its place."""
    place = f"{message.sheet}!{message.cell}" if message.sheet else message.cell
    return f"{message.code} {place}".strip()


def typed_over(book: Book, corrections: Corrections) -> Book:
    """Return the cells with what was typed in place of what the file says, and hidden sheets that are wanted shown."""
    return replace(book, sheets=tuple(_corrected(sheet, corrections.of(sheet.name)) for sheet in book.sheets))


def _corrected(sheet: Sheet, made: SheetCorrections) -> Sheet:
    if not made.values and made.ignored is None:
        return sheet
    cells = dict(sheet.cells)
    for address, text in made.values.items():
        bounds = Bounds.of(address)
        if bounds is None:
            continue
        place = (bounds.top, bounds.left)
        old = cells.pop(place, None)
        if text.strip():
            cells[place] = _typed(place, text, old)
    hidden = sheet.hidden if made.ignored is None else made.ignored
    return replace(sheet, cells=cells, hidden=hidden)


def _typed(place: tuple[int, int], text: str, old: Cell | None) -> Cell:
    """Return a cell with a typed text; plain digits with a dot are a number, all else is read as the column is."""
    bold = old is not None and old.bold
    bare = folded(text)
    if _TYPED.fullmatch(bare):
        return Cell(*place, Decimal(bare.replace("−", "-")), format="", bold=bold)
    return Cell(*place, bare, bare, bold=bold)
