"""What the figures of a table prove about its columns: quantity × price is the amount."""

from collections.abc import Mapping, Sequence

from cdmo_desk.intake.cells import Cell

_ROWS = 3
_SHARE = 0.8
_CENT = 0.011


def counting(roles: Mapping[str, int], cells: Mapping[int, Sequence[Cell]]) -> int | None:
    """Return the column that times the price is the amount in nearly all rows, or nothing where none or no price is.

    A table may count by step (hours by work package, samples by month) and say the sum in one more column.
    """
    price, amount = roles.get("unit_price"), roles.get("amount")
    if price is None or amount is None:
        return None
    numbers = {column: _numbers(held) for column, held in cells.items() if column not in {price, amount}}
    prices, amounts = _numbers(cells.get(price, ())), _numbers(cells.get(amount, ()))
    rows = prices.keys() & amounts.keys()
    if len(rows) < _ROWS:
        return None
    first = roles.get("quantity")
    for column in sorted(numbers, key=lambda c: (c != first, c)):
        held = numbers[column]
        proven = sum(1 for r in rows if r in held and abs(held[r] * prices[r] - amounts[r]) < _CENT)
        if proven >= _SHARE * len(rows):
            return column
    return None


def _numbers(cells: Sequence[Cell]) -> dict[int, float]:
    return {c.row: float(c.number) for c in cells if c.number is not None}
