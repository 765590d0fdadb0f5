"""What a cell under a price or a quantity says: a number in full units, a state in words, or a doubt."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product

from cdmo_desk.intake.basis import dashed, price_state, state_of
from cdmo_desk.intake.cells import Cell
from cdmo_desk.intake.currency import of_format, scale_of_format
from cdmo_desk.intake.numbers import Numeral, Style, lex
from cdmo_desk.intake.phrases import plain

_UNIT = re.compile(
    r"^(?:/|per\b|pro\b|je\b|par\b|por\b|al\b|a\b|each\b|p\.\s?)\s*(?P<unit>[^\d(),;]{1,30})", re.IGNORECASE
)
_QUALIFIED = re.compile(
    r"^(?:[(\[].*|net\w*|excl.*|exkl.*|ohne.*|zzgl.*|plus .*|ht\b.*|h\.t\..*|hors.*|sin iva.*|iva .*"
    r"|est\.?.*|estimate.*|approx.*|budget.*|lump sum.*|"
    r"pauschal.*|forfait.*|fixed.*|geschätzt.*|estim.*|stima.*|firm.*|max\.?|p\.a\..*|each|pauschale|netto.*"
    r"|[.,;:]|\+\s?\d.*)$",
    re.IGNORECASE,
)
_WORD = re.compile(r"^[^\W\d][\w .\-/²³µ%]{0,24}$")


_CENT = Decimal("0.01")
_NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class Figure:
    """What one cell says in place of a number or as one; `other` is what it is if its signs part otherwise."""

    cell: Cell | None = None
    value: Decimal | None = None
    state: str | None = None
    doubt: str | None = None
    currency: str | None = None
    unit: str | None = None
    step: Decimal = Decimal(0)
    other: Decimal | None = None

    @property
    def filled(self) -> bool:
        """Say whether the cell says anything."""
        return self.cell is not None

    @property
    def dashed(self) -> bool:
        """Say whether the cell holds only a dash."""
        return self.cell is not None and dashed(self.cell.text)


NOTHING = Figure()


def figure(cell: Cell | None, style: Style | None, scale: Decimal, *, quantity: bool = False) -> Figure:
    """Read one cell of a column with its style and scale."""
    if cell is None:
        return NOTHING
    if cell.error:
        return Figure(cell, doubt="error_value")
    if cell.number is not None:
        return _stored(cell, cell.number, scale, quantity=quantity)
    if cell.text:
        return _written(cell, style, scale, quantity=quantity)
    if cell.computed:
        return Figure(cell, doubt="formula_without_value")
    return Figure(cell)


def _stored(cell: Cell, number: Decimal, scale: Decimal, *, quantity: bool) -> Figure:
    if "%" in cell.format and not quantity:
        return Figure(cell)
    own = scale_of_format(cell.format) if cell.format else None
    factor = scale if own is None else own
    return Figure(cell, number * factor, currency=of_format(cell.format) if cell.format else None, step=_step(factor))


def _step(scale: Decimal) -> Decimal:
    """Return the smallest part that a scaled number shows, if it is coarser than a hundredth."""
    return scale / 1000 if scale > 1 else _NONE


def _written(cell: Cell, style: Style | None, scale: Decimal, *, quantity: bool) -> Figure:
    numeral = lex(cell.text)
    if numeral is None or (numeral.percent and not quantity):
        return Figure(cell, state=price_state(cell.text))
    if numeral.span:
        return Figure(cell, doubt="ambiguous_number", currency=numeral.currency)
    unit = _unit(numeral.rest)
    if numeral.rest and unit is None and not _QUALIFIED.match(numeral.rest):
        if not (quantity and _WORD.match(numeral.rest)):
            state = state_of(numeral.rest)
            if state is None or quantity:
                return Figure(cell, doubt="ambiguous_number")
            return _number(cell, numeral, style, scale, state=state)
        unit = numeral.rest
    return _number(cell, numeral, style, scale, unit=unit, state=state_of(numeral.rest) if numeral.rest else None)


def _number(
    cell: Cell,
    numeral: Numeral,
    style: Style | None,
    scale: Decimal,
    *,
    unit: str | None = None,
    state: str | None = None,
) -> Figure:
    factor = scale if numeral.scale == 1 else Decimal(1)
    doubt = "ambiguous_number" if numeral.bound or (numeral.ambiguous and style is None) else None
    decimals = max((-int(v.as_tuple().exponent) for s, v in numeral.readings if s in (style, numeral.style)), default=0)
    whole = factor * numeral.scale
    step = whole.scaleb(-decimals) if whole > 1 else Decimal(0)
    value = numeral.read(style) * factor
    others = {read * numeral.scale * factor for _, read in numeral.readings} - {value}
    other = next(iter(others), None) if not numeral.bound else None
    return Figure(cell, value, state, doubt, numeral.currency, unit, step, other)


def proven(quantity: Figure, price: Figure, amount: Figure) -> tuple[Figure, Figure, Figure]:
    """Return the figures of a line, read in the one way in which quantity × price is the amount, if there is one."""
    every = (quantity, price, amount)
    read = product(*(_readings(one) for one in every))
    fitting = [(count, each, total) for count, each, total in read if abs(count * each - total) <= abs(count) * _CENT]
    if len(fitting) != 1:
        return every
    sure = [replace(one, value=value, doubt=None) for one, value in zip(every, fitting[0], strict=True)]
    return sure[0], sure[1], sure[2]


def _readings(one: Figure) -> tuple[Decimal, ...]:
    """Return what a figure may be: two numbers where two styles read it differently, none where it is no number."""
    if one.value is None or (one.doubt is not None and one.other is None):
        return ()
    return (one.value,) if one.other is None else (one.value, one.other)


def _unit(rest: str) -> str | None:
    match = _UNIT.match(rest)
    if match and plain(match["unit"]):
        return match["unit"].strip()
    return None
