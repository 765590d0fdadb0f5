"""Units stand once over all neighbouring columns that share them: which columns those are, as they are shown."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtWidgets import QHeaderView

from ui.sheet_model import SheetModel


def units(head: QHeaderView, model: SheetModel) -> Iterator[tuple[int, str]]:
    """Give the visible columns in the order shown with the unit that stands over them."""
    for visual in range(head.count()):
        place = head.logicalIndex(visual)
        if place < len(model.columns) and not head.isSectionHidden(place):
            column = model.columns[place]
            yield place, column.unit if column.align == "right" else ""


def spans(head: QHeaderView, model: SheetModel) -> list[tuple[str, int, int]]:
    """Return each unit with the left and right of the neighbouring columns that share it."""
    made: list[tuple[str, int, int]] = []
    for place, unit in units(head, model):
        left = head.sectionViewportPosition(place)
        right = left + head.sectionSize(place)
        if made and unit and made[-1][0] == unit and made[-1][2] == left:
            made[-1] = (unit, made[-1][1], right)
        else:
            made.append((unit, left, right))
    return [span for span in made if span[0]]


def group_starts(head: QHeaderView, model: SheetModel) -> frozenset[int]:
    """Return the columns that begin a group that shares a unit, or are the first after one."""
    return frozenset(place for (_, before), (place, unit) in pairwise(units(head, model)) if unit != before)
