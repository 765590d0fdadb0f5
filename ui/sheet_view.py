"""The table of the window: any sheet, with columns to choose, rows to sort, filter, find and copy."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QWidget

from cdmo_desk.speech import say
from ui import icons
from ui.copying import as_mime
from ui.filter_row import FilterRow
from ui.frozen import FrozenColumns, FrozenTable
from ui.head_units import group_starts
from ui.rings import ring
from ui.sheet_cells import SheetCells
from ui.sheet_columns import SheetColumns
from ui.sheet_head import SheetHead
from ui.sheet_menu import menu_of
from ui.sheet_model import SheetModel

if TYPE_CHECKING:
    from cdmo_desk.sheets.sheet import Row, Sheet


class SheetView(FrozenTable):
    """A view of a sheet. `chosen` says which row a person chose, `opened` which one they opened."""

    chosen = Signal(object)
    opened = Signal(object)
    pointed = Signal(str)
    """The offer whose row the mouse is over; empty where there is none."""
    menu_made = Signal(object)
    """The context menu that is about to be shown, for a page to add what it can do with the chosen row."""

    def __init__(self, name: str, *, parent: QWidget | None = None, by_cell: bool = False) -> None:
        super().__init__(parent)
        self.sheet_model = SheetModel(self)
        self.head = SheetHead(self.sheet_model, self)
        self.setModel(self.sheet_model)
        self.setHorizontalHeader(self.head)
        self.cells = SheetCells(self.sheet_model, self)
        self.setItemDelegate(self.cells)
        self.columns = SheetColumns(self)
        self.frozen = FrozenColumns(self)
        self.head.frozen = self.frozen.areas
        self.filters = FilterRow(self.head, self.sheet_model)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(16)
        self.setTabKeyNavigation(False)
        behaviour = QAbstractItemView.SelectionBehavior
        self.setSelectionBehavior(behaviour.SelectItems if by_cell else behaviour.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(name)
        self._by_cell = by_cell
        self.empty = say("Nothing here yet.")
        self._find = ""
        self.head.sectionClicked.connect(self.sort)
        self.filters.filtered.connect(self._filter)
        self.setMouseTracking(True)
        self.entered.connect(lambda index: self.pointed.emit(self.sheet_model.row(index.row()).offer))
        self.selectionModel().currentChanged.connect(self._choose)
        self.doubleClicked.connect(lambda index: self.opened.emit(self.sheet_model.row(index.row())))

    def show_sheet(self, sheet: "Sheet | None") -> None:
        """Show a sheet; the row chosen before stays chosen."""
        kept = self.current_row()
        place = self.currentIndex().column()
        before = self.sheet_model.columns
        self.sheet_model.show(sheet)
        if self.sheet_model.columns != before:
            self.head.setSortIndicatorShown(False)
            self.columns.restore()
        self._heights()
        self.columns.fit()
        if kept is not None:
            self.select(lambda row: _same(row, kept), place)

    def current_row(self) -> "Row | None":
        """Return the chosen row."""
        index = self.currentIndex()
        return self.sheet_model.row(index.row()) if index.isValid() else None

    def select(self, wanted: object, column: int = 0) -> bool:
        """Choose the first row that `wanted`, a function of a row, says yes to."""
        for number in range(self.sheet_model.rowCount()):
            if callable(wanted) and wanted(self.sheet_model.row(number)):
                index = self.sheet_model.index(number, max(0, column))
                flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
                if not self._by_cell:
                    flags |= QItemSelectionModel.SelectionFlag.Rows
                self.selectionModel().setCurrentIndex(index, flags)
                return True
        return False

    def look_for(self, text: str) -> None:
        """Show only the rows that contain a text."""
        self._find = text
        self._filter()

    def copy(self, *, heads: bool = False) -> None:
        """Copy the chosen cells, or the whole table where none is chosen."""
        shown = self.columns.shown()
        indexes = self.selectionModel().selectedIndexes()
        if indexes:
            rows = sorted({index.row() for index in indexes})
            places = {index.column() for index in indexes}
            shown = [place for place in shown if place in places]
        else:
            rows = list(range(self.sheet_model.rowCount()))
        cells = [[self.sheet_model.row(number).cells[place] for place in shown] for number in rows]
        columns = [self.sheet_model.columns[place] for place in shown]
        QGuiApplication.clipboard().setMimeData(as_mime(columns, cells, heads=heads))

    def sort(self, column: int) -> None:
        """Sort up, then down, then as the sheet was given; -1 brings that order back at once."""
        at, down = self.sheet_model.sorted_by
        if column >= 0 and at >= 0 and self.head.adds and at != column:
            self.sheet_model.sort_also(column)
        else:
            order = Qt.SortOrder.DescendingOrder if at == column and not down else Qt.SortOrder.AscendingOrder
            self.sheet_model.sort(-1 if at == column and down else column, order)
        at, down = self.sheet_model.sorted_by
        self.head.setSortIndicatorShown(at >= 0)
        self.head.setSortIndicator(at, Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder)
        self._heights()
        self.columns.fit()

    def whole_height(self) -> int:
        """Return the height at which no row is out of sight."""
        return self.head.height_now() + self.verticalHeader().length() + 2 * self.frameWidth() + 2

    # What Qt calls

    def keyPressEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        """Copy, and open with Enter."""
        key = event.key()  # type: ignore[attr-defined]
        if event.matches(QKeySequence.StandardKey.Copy):  # type: ignore[attr-defined]
            self.copy()
        elif key == Qt.Key.Key_C and event.modifiers() == (  # type: ignore[attr-defined]
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        ):
            self.copy(heads=True)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_row() is not None:
            self.opened.emit(self.current_row())
        else:
            super().keyPressEvent(event)  # type: ignore[arg-type]

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Show the menu where it was asked for."""
        menu = menu_of(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.menu_made.emit(menu)
        menu.popup(event.globalPos())

    def light(self, offer: str) -> None:
        """Light the rows of an offer that the mouse is over elsewhere."""
        if offer != self.cells.lit:
            self.cells.lit = offer
            self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Say that the mouse is over no row any more."""
        super().leaveEvent(event)
        self.pointed.emit("")

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the rows, or say why there are none."""
        self.cells.group_starts = group_starts(self.head, self.sheet_model)
        super().paintEvent(event)
        if self.sheet_model.sheet is not None and not self.sheet_model.rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(icons.colour("second"))
            is_filtered = bool(self._find or self.filters.texts())
            area = self.viewport().rect().adjusted(16, 12, -16, -12)
            text = say("No row contains what is looked for.") if is_filtered else self.empty
            painter.drawText(area, int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter), text)
            painter.end()
        elif self.horizontalScrollBar().value():
            painter = QPainter(self.viewport())
            self.frozen.paint(painter)
            painter.end()
        if self.hasFocus() and not self.visualRect(self.currentIndex()).intersects(self.viewport().rect()):
            ring(self.viewport())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Let the words take the room there is."""
        super().resizeEvent(event)
        self.columns.fit()

    def _heights(self) -> None:
        line = self.fontMetrics().height()
        self.verticalHeader().setDefaultSectionSize(line + 9)
        self.clearSpans()
        for number in range(self.sheet_model.rowCount()):
            row = self.sheet_model.row(number)
            if row.tone == "group" and not any(cell.text for cell in row.cells[1:]) and len(row.cells) > 1:
                self.setSpan(number, 0, 1, len(row.cells))
            lines = self.sheet_model.lines(number)
            if self.rowHeight(number) != lines * line + 9:
                self.setRowHeight(number, lines * line + 9)

    def _filter(self) -> None:
        self.sheet_model.filter(self.filters.texts(), self._find)
        self._heights()

    def _choose(self) -> None:
        row = self.current_row()
        if row is not None:
            self.chosen.emit(row)


def _same(row: "Row", kept: "Row") -> bool:
    if kept.offer:
        return (row.offer == kept.offer and row.cells[:2] == kept.cells[:2]) or row.offer == kept.offer
    return bool(row.cells) and bool(kept.cells) and row.cells[0].text == kept.cells[0].text
