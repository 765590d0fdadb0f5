"""F6: the keyboard goes from panel to panel, in the order in which they are read."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QListWidget, QWidget

from ui.charts.chart import Chart
from ui.sheet_view import SheetView


def next_pane(window: QWidget, step: int) -> None:
    """Give the keyboard to the next panel, or to the one before."""
    found: list[QWidget] = [
        pane
        for kind in (QListWidget, SheetView, Chart)
        for pane in window.findChildren(kind)
        if pane.isVisibleTo(window) and pane.isEnabled()
    ]
    found.sort(key=lambda pane: _place(pane, window))
    if not found:
        return
    now = next((number for number, pane in enumerate(found) if pane.hasFocus()), -1 if step > 0 else 0)
    found[(now + step) % len(found)].setFocus(Qt.FocusReason.TabFocusReason)


def _place(pane: QWidget, window: QWidget) -> tuple[int, int]:
    corner = pane.mapTo(window, QPoint(0, 0))
    return corner.y() // 40 if corner.x() > 220 else -1, corner.x()  # noqa: PLR2004 - the navigation comes first
