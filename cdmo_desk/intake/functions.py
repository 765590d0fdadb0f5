"""The spreadsheet functions that quotes use, on exact decimals."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal
from math import prod

from cdmo_desk.intake.cells import Value
from cdmo_desk.intake.numbers import lex

_EPOCH = date(1899, 12, 30)
_MONEY_DIGITS = 60


class Unknown(Exception):  # noqa: N818 - a state of a value, not a fault
    """A value that cannot be known: an error such as `#REF!`, or nothing where it is a circle or beyond us."""

    def __init__(self, error: str) -> None:
        self.error = error
        super().__init__(error)


def number(value: object) -> Decimal:
    """Return a value as arithmetic takes it: blanks are nought, a plain numeric text its number."""
    if value is None:
        return Decimal(0)
    if isinstance(value, bool):
        return Decimal(int(value))
    if isinstance(value, Decimal):
        return value
    if isinstance(value, date):
        return Decimal((value - _EPOCH).days)
    if isinstance(value, tuple) and len(value) == 1 and len(value[0]) == 1:
        return number(value[0][0])
    if isinstance(value, str):
        numeral = lex(value)
        if numeral and not numeral.rest and not numeral.ambiguous:
            return numeral.read("dot") / (100 if numeral.percent else 1)
    raise Unknown("#VALUE!")


def truth(value: Value) -> bool:
    """Return a value as a condition takes it."""
    return value if isinstance(value, bool) else number(value) != 0


def _numbers(*arguments: object) -> Iterator[Decimal]:
    """Go through the numbers of arguments; texts and blanks inside ranges do not count."""
    for argument in arguments:
        if isinstance(argument, tuple):
            for row in argument:
                yield from (cell for cell in row if isinstance(cell, Decimal))
        elif argument is not None:
            yield number(argument)


def _sum(*arguments: object) -> Decimal:
    return sum(_numbers(*arguments), Decimal(0))


def _product(*arguments: object) -> Decimal:
    numbers = list(_numbers(*arguments))
    return prod(numbers, start=Decimal(1)) if numbers else Decimal(0)


def _average(*arguments: object) -> Decimal:
    numbers = list(_numbers(*arguments))
    if not numbers:
        raise Unknown("#DIV/0!")
    return sum(numbers, Decimal(0)) / len(numbers)


def _round(how: str) -> Callable[..., Decimal]:
    def rounded(value: object, digits: object = None) -> Decimal:
        places = int(number(digits))
        if abs(places) > _MONEY_DIGITS // 3:
            raise Unknown("#NUM!")
        return number(value).quantize(Decimal(1).scaleb(-places), rounding=how).normalize() + Decimal(0)

    return rounded


def _sum_of_products(*ranges: object) -> Decimal:
    if not ranges or not all(isinstance(part, tuple) for part in ranges):
        raise Unknown("#VALUE!")
    columns = [[cell for row in part for cell in row] for part in ranges if isinstance(part, tuple)]
    if len({len(column) for column in columns}) != 1:
        raise Unknown("#VALUE!")
    counted = (
        [cell if isinstance(cell, Decimal) else Decimal(0) for cell in cells] for cells in zip(*columns, strict=True)
    )
    return sum((prod(cells, start=Decimal(1)) for cells in counted), Decimal(0))


def _subtotal(code: object, *ranges: object) -> Decimal:
    known = {1: _average, 2: _count, 4: _maximum, 5: _minimum, 6: _product, 9: _sum}
    function = known.get(int(number(code)) % 100)
    if function is None:
        raise Unknown("")
    return function(*ranges)


def _count(*arguments: object) -> Decimal:
    return Decimal(sum(1 for _ in _numbers(*arguments)))


def _count_filled(*arguments: object) -> Decimal:
    cells = (cell for a in arguments for row in (a if isinstance(a, tuple) else ((a,),)) for cell in row)
    return Decimal(sum(1 for cell in cells if cell is not None))


def _maximum(*arguments: object) -> Decimal:
    return max(_numbers(*arguments), default=Decimal(0))


def _minimum(*arguments: object) -> Decimal:
    return min(_numbers(*arguments), default=Decimal(0))


def _all(*arguments: object) -> bool:
    return all(truth(cell) for cell in _flat(arguments) if cell is not None)


def _any(*arguments: object) -> bool:
    return any(truth(cell) for cell in _flat(arguments) if cell is not None)


def _flat(arguments: tuple[object, ...]) -> Iterator[Value]:
    for argument in arguments:
        if isinstance(argument, tuple):
            yield from (cell for row in argument for cell in row)
        else:
            yield argument  # type: ignore[misc]


def _joined(*arguments: object) -> str:
    return "".join(
        "" if cell is None else f"{cell:f}" if isinstance(cell, Decimal) else str(cell) for cell in _flat(arguments)
    )


FUNCTIONS: dict[str, Callable[..., object]] = {
    "SUM": _sum,
    "PRODUCT": _product,
    "AVERAGE": _average,
    "MIN": _minimum,
    "MAX": _maximum,
    "COUNT": _count,
    "COUNTA": _count_filled,
    "ROUND": _round(ROUND_HALF_UP),
    "ROUNDUP": _round(ROUND_UP),
    "ROUNDDOWN": _round(ROUND_DOWN),
    "TRUNC": _round(ROUND_DOWN),
    "INT": lambda value: number(value).to_integral_value(rounding="ROUND_FLOOR"),
    "ABS": lambda value: abs(number(value)),
    "SUMPRODUCT": _sum_of_products,
    "SUBTOTAL": _subtotal,
    "AND": _all,
    "OR": _any,
    "NOT": lambda value: not truth(value),
    "CONCATENATE": _joined,
    "CONCAT": _joined,
}
