"""The first columns of a table stay in sight when it scrolls sideways: they are painted once more at the left."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QTableView

from ui import icons

if TYPE_CHECKING:
    from ui.sheet_view import SheetView


class FrozenColumns:
    """The columns up to the one that names the offer, else the first."""

    def __init__(self, view: "SheetView") -> None:
        self._view = view

    def areas(self) -> list[tuple[int, QRect]]:
        """Return each frozen column with where it is painted; none where nothing is scrolled."""
        view = self._view
        if not view.horizontalScrollBar().value():
            return []
        left, made = 0, []
        for place in self._places():
            width = view.columnWidth(place)
            made.append((place, QRect(left, 0, width, view.viewport().height())))
            left += width
        return made if left < view.viewport().width() * 0.6 else []

    def paint(self, painter: QPainter) -> None:
        """Paint the cells of the frozen columns over what scrolled under them."""
        view, areas = self._view, self.areas()
        if not areas:
            return
        last = view.rowAt(view.viewport().height() - 1)
        rows = range(max(0, view.rowAt(0)), (last if last >= 0 else view.sheet_model.rowCount() - 1) + 1)
        for number in rows:
            for place, area in areas:
                index = view.sheet_model.index(number, place)
                option = QStyleOptionViewItem()
                view.initViewItemOption(option)
                top, height = view.rowViewportPosition(number), view.rowHeight(number)
                option.rect = QRect(area.left(), top, area.width(), height)
                if view.selectionModel().isSelected(index):
                    option.state |= QStyle.StateFlag.State_Selected
                view.cells.paint(painter, option, index)
        painter.setPen(icons.colour("border"))
        edge = areas[-1][1].right()
        painter.drawLine(edge, 0, edge, view.rowViewportPosition(rows[-1]) + view.rowHeight(rows[-1]) if rows else 0)

    def at(self, point: QPoint) -> QModelIndex | None:
        """Return the cell of a frozen column at a point."""
        for place, area in self.areas():
            if area.left() <= point.x() <= area.right():
                return self._view.sheet_model.index(self._view.rowAt(point.y()), place)
        return None

    def _places(self) -> list[int]:
        shown = self._view.columns.shown()
        model = self._view.sheet_model
        for number, place in enumerate(shown[:2]):
            if any(model.row(row).cells[place].tone == "offer" for row in range(min(3, model.rowCount()))):
                return shown[: number + 1]
        return shown[:1]


class FrozenTable(QTableView):
    """A table whose frozen columns take the mouse where they are seen."""

    frozen: FrozenColumns

    def indexAt(self, point: QPoint) -> QModelIndex:  # noqa: N802 - Qt's name
        """Return the cell that is seen at a point."""
        found = self.frozen.at(point)
        return super().indexAt(point) if found is None else found

    def scrollContentsBy(self, across: int, down: int) -> None:  # noqa: N802 - Qt's name
        """Scroll, and paint the frozen columns anew."""
        super().scrollContentsBy(across, down)
        if across or self.horizontalScrollBar().value():
            self.viewport().update()
            self.horizontalHeader().viewport().update()
