"""What can be done about a doubt: corrections with the words of their buttons, for one place or for all alike."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from cdmo_desk.intake.cells import Cell, letters
from cdmo_desk.intake.corrections import Bounds, Corrections, RowKind, line_key
from cdmo_desk.intake.numbers import Style, lex
from cdmo_desk.intake.quote import Basis, Message, QuoteLine
from cdmo_desk.speech import say

if TYPE_CHECKING:
    from cdmo_desk.intake.reading import Reading

_CURRENCIES = ("USD", "EUR", "GBP", "CHF")
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Repair:
    """One thing to do about a doubt: its name, which all of a kind share, its words, and what it corrects."""

    name: str
    says: str
    apply: Callable[[Corrections], Corrections]


def place_of(message: Message) -> tuple[str, str]:
    """Return sheet and cell of a message; some name both in one."""
    if message.sheet or "!" not in message.cell:
        return message.sheet, message.cell
    sheet, _, cell = message.cell.rpartition("!")
    return sheet.strip("'"), cell


def repairs(message: Message, reading: "Reading", currency: str = "") -> tuple[Repair, ...]:
    """Return what can be done about a doubt, the likeliest first; `currency` is the case's own."""
    sheet, cell = place_of(message)
    bounds = Bounds.of(cell)
    if message.code == "ambiguous_date":
        return tuple(_dates())
    if message.code == "unknown_currency":
        return tuple(_currencies(currency))
    if bounds is None or not sheet:
        return ()
    place = _Place(reading, sheet, bounds.top, bounds.left)
    return tuple(_BY_CODE.get(message.code, _nothing)(place))


def all_alike(name: str, messages: Iterable[Message], reading: "Reading", currency: str = "") -> Corrections:
    """Return the corrections that one repair makes wherever it can be made."""
    made = reading.corrections
    for message in messages:
        for repair in repairs(message, reading, currency):
            if repair.name == name:
                made = repair.apply(made)
    return made


@dataclass(frozen=True, slots=True)
class _Place:
    """The cell that a doubt is about, with the line there."""

    reading: "Reading"
    sheet: str
    row: int
    column: int

    @property
    def cell(self) -> Cell | None:
        """Return the cell."""
        sheet = next((sheet for sheet in self.reading.book.sheets if sheet.name == self.sheet), None)
        return sheet.cells.get((self.row, self.column)) if sheet is not None else None

    @property
    def line(self) -> QuoteLine | None:
        """Return the line of the cell, else the first of its row."""
        found = [line for line in self.reading.quote.lines if (line.sheet, line.row) == (self.sheet, self.row)]
        address = f"{letters(self.column)}{self.row}"
        return next((line for line in found if address in line.cells.values()), found[0] if found else None)

    def rows(self, name: str, says: str, kind: RowKind, rows: Iterable[int] = ()) -> Repair:
        """Return a repair that takes rows for something else."""
        kinds: dict[int, RowKind | None] = dict.fromkeys(rows or (self.row,), kind)
        return Repair(name, says, lambda made: made.with_kinds(self.sheet, kinds))

    def basis(self, says: str, basis: Basis, line: QuoteLine) -> Repair:
        """Return a repair that decides how a line is charged."""
        key = line_key(line.sheet, line.row, line.cells)
        return Repair(f"basis {basis}", says, lambda made: made.with_line(key, basis=basis))

    def says(self, address: str, value: Decimal) -> bool:
        """Say whether a cell holds a figure as it stands, not in thousands: so one typed over it means the same."""
        bounds = Bounds.of(address)
        cell = _Place(self.reading, self.sheet, bounds.top, bounds.left).cell if bounds is not None else None
        numeral = lex(cell.text) if cell is not None and cell.text else None
        stated = () if numeral is None else (number for _, number in numeral.readings)
        return cell is not None and value in {cell.number, *stated}

    def value(self, name: str, says: str, cell: str, value: Decimal) -> Repair:
        """Return a repair that types a number into a cell."""
        return Repair(name, says, lambda made: made.with_value(self.sheet, cell, f"{value:f}"))


def _nothing(_place: _Place) -> Iterator[Repair]:
    return iter(())


def _dates() -> Iterator[Repair]:
    yield Repair("day", say("Day first"), lambda made: replace(made, dates="day"))
    yield Repair("month", say("Month first"), lambda made: replace(made, dates="month"))


def _currencies(own: str) -> Iterator[Repair]:
    for code in dict.fromkeys((own, *_CURRENCIES) if own else _CURRENCIES):
        yield Repair(code, say("Prices are in {code}", code=code), _in(code))


def _in(code: str) -> Callable[[Corrections], Corrections]:
    return lambda made: replace(made, currency=code)


def _number(place: _Place) -> Iterator[Repair]:
    """Offer both readings of a number, for its whole column."""
    cell = place.cell
    numeral = lex(cell.text) if cell is not None and cell.text else None
    if numeral is None or not numeral.ambiguous:
        return
    for style, value in numeral.readings:
        says = say("Read as {value} in this column", value=f"{value:f}")
        yield Repair(style, says, _styled(place, style))


def _styled(place: _Place, style: Style) -> Callable[[Corrections], Corrections]:
    taken = next((taken for taken in place.reading.taken if taken.sheet == place.sheet), None)
    table = taken.table_at(place.row, place.column) if taken is not None else None

    def apply(made: Corrections) -> Corrections:
        if table is None:
            return made.with_sheet(place.sheet, numbers=style)
        area = made.of(place.sheet).area(table.heading)
        numbers = {**(area.numbers if area is not None else {}), letters(place.column): style}
        return made.with_area(place.sheet, table.heading, numbers=numbers)

    return apply


def _product(place: _Place) -> Iterator[Repair]:
    """Offer the product of quantity and price, or the price that gives the amount."""
    line = place.line
    if line is None or line.quantity is None or line.unit_price is None or line.amount is None:
        return
    product = (line.quantity * line.unit_price).normalize()
    if "amount" in line.cells and place.says(line.cells["amount"], line.amount):
        yield place.value("product", say("Use quantity × price"), line.cells["amount"], product)
    if line.quantity and "unit_price" in line.cells and place.says(line.cells["unit_price"], line.unit_price):
        each = (line.amount / line.quantity).quantize(_CENT)
        if each * line.quantity == line.amount:
            yield place.value("each", say("Use amount ÷ quantity"), line.cells["unit_price"], each)


def _missing(place: _Place) -> Iterator[Repair]:
    line = place.line
    if line is not None:
        yield place.basis(say("To be determined"), "tbd", line)
        yield place.basis(say("Included"), "included", line)
        yield place.basis(say("At cost"), "pass_through", line)
    yield place.rows("ignored", say("Leave the row out"), "ignored")


def _left_out(place: _Place) -> Iterator[Repair]:
    yield place.rows("ignored", say("Leave the row out"), "ignored")


def _total(place: _Place) -> Iterator[Repair]:
    yield place.rows("ignored", say("Leave the total out"), "ignored")
    yield place.rows("line", say("Count it as a line"), "line")


def _hidden(place: _Place) -> Iterator[Repair]:
    sheet = next(sheet for sheet in place.reading.book.sheets if sheet.name == place.sheet)
    rows = {
        line.row for line in place.reading.quote.lines if line.sheet == place.sheet and line.row in sheet.hidden_rows
    }
    yield place.rows("ignored", say("Leave hidden rows out"), "ignored", sorted(rows))


_BY_CODE: dict[str, Callable[[_Place], Iterator[Repair]]] = {
    "ambiguous_number": _number,
    "line_mismatch": _product,
    "missing_price": _missing,
    "total_mismatch": _total,
    "duplicate_line": _left_out,
    "outlier_price": _left_out,
    "hidden_rows": _hidden,
    "error_value": _missing,
    "unmapped_line": _left_out,
}
