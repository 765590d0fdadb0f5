"""Where the facts of a file stand, as far as a cell of their own states them."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from cdmo_desk.intake.cells import Cell, Sheet
from cdmo_desk.intake.currency import named
from cdmo_desk.intake.dates import day_in
from cdmo_desk.intake.pairs import Pair, stated
from cdmo_desk.intake.phrases import plain

Place = tuple[str, str, int, int]
"""A fact with the sheet, row and column of its cell."""
_LABELS = {"payment_days": "payment"}
_NAMES = ("supplier", "reference", "revision", "round", "date", "valid_until", "currency", "payment_days", "escalation")


def places_of(
    facts: Any,  # noqa: ANN401 - the record of facts, whose module needs this one
    pairs: Sequence[tuple[Sheet, Pair]],
    cells: Sequence[tuple[Sheet, Cell]],
) -> tuple[Place, ...]:
    """Return the cell of each fact: that of its label's value if it says the same, else the first that says it."""
    return tuple(
        (name, sheet.name, cell.row, cell.column)
        for name in _NAMES
        if (value := getattr(facts, name)) is not None
        for sheet, cell in [next(_saying(name, value, pairs, cells), (None, None))]
        if sheet is not None and cell is not None
    )


def _saying(
    name: str, value: object, pairs: Sequence[tuple[Sheet, Pair]], cells: Sequence[tuple[Sheet, Cell]]
) -> Iterator[tuple[Sheet, Cell]]:
    for sheet, pair in pairs:
        if any(True for _ in stated([pair], _LABELS.get(name, name))) if name != "escalation" else False:
            yield sheet, pair.cell
    for sheet, cell in cells:
        if _says(name, value, cell):
            yield sheet, cell


def _says(name: str, value: object, cell: Cell) -> bool:
    """Say whether a cell states a fact's value."""
    if isinstance(value, date):
        day = day_in(cell.text) if cell.text else None
        return cell.value == value or (day is not None and value in {day.value, day.other})
    if name == "currency":
        return bool(cell.text) and named(cell.text) == value
    if name == "payment_days":
        return f" {value} " in f" {plain(cell.text)} " and any(
            unit in plain(cell.text) for unit in ("day", "tag", "jour")
        )
    return bool(cell.text) and str(value) in cell.text
