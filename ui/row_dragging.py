"""Rows that are put in order by dragging, or with Alt+Up and Alt+Down."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QMouseEvent, QPainter, QPen, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from cdmo_desk.speech import say
from ui import icons
from ui.deeds import Deed
from ui.sheet_view import SheetView


class Mark(QFrame):
    """The line where a dragged row would stand."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedHeight(3)
        self.hide()

    def paintEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        """Paint it in the accent."""
        del event
        painter = QPainter(self)
        painter.setPen(QPen(icons.colour("accent"), 3))
        painter.drawLine(0, 1, self.width(), 1)
        painter.end()


class RowDragging(QObject):
    """Lets the rows of a table be moved. `moved` gives the place of a row, and the place it should have."""

    moved = Signal(int, int)

    def __init__(self, view: SheetView) -> None:
        super().__init__(view)
        self._view = view
        self._mark = Mark(view.viewport())
        self._begin: QPoint | None = None
        self._row = -1
        view.viewport().installEventFilter(self)
        for key, step in (("Alt+Up", -1), ("Alt+Down", 1)):
            shortcut = QShortcut(QKeySequence(key), view)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(lambda step=step: self.step(step))

    @property
    def is_as_given(self) -> bool:
        """Say whether all rows stand as they are stored; sorted or filtered rows cannot be put in order."""
        view = self._view
        sheet = view.sheet_model.sheet
        return (
            sheet is not None
            and not view.head.isSortIndicatorShown()
            and view.sheet_model.rowCount() == len(sheet.rows) + len(sheet.totals)
        )

    def deeds(self) -> tuple[Deed, ...]:
        """Return the entries of a context menu that move the chosen row."""
        return (
            (say("Move up"), "", "chevron-up", partial(self.step, -1)),
            (say("Move down"), "", "chevron-down", partial(self.step, 1)),
        )

    def step(self, by: int) -> None:
        """Move the chosen row up or down."""
        row = self._view.currentIndex().row()
        if self.is_as_given and 0 <= row < self._count() and 0 <= row + by < self._count():
            self.moved.emit(row, row + by)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Follow the mouse while a row is dragged."""
        if not isinstance(event, QMouseEvent) or not self.is_as_given:
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
            self._begin, self._row = event.position().toPoint(), self._view.rowAt(int(event.position().y()))
        elif event.type() == QEvent.Type.MouseMove and self._begin is not None and 0 <= self._row < self._count():
            self._follow(event.position().toPoint())
            return True
        elif event.type() == QEvent.Type.MouseButtonRelease:
            self._drop(event.position().toPoint())
        return super().eventFilter(watched, event)

    def _follow(self, at: QPoint) -> None:
        if self._begin is None or (at - self._begin).manhattanLength() < QApplication.startDragDistance():
            return
        gap = self._gap(at.y())
        edge = self._view.rowViewportPosition(gap) if gap < self._count() else self._bottom()
        self._mark.setGeometry(0, edge - 2, self._view.viewport().width(), 3)
        self._mark.show()

    def _drop(self, at: QPoint) -> None:
        was_dragged = self._mark.isVisible()
        self._mark.hide()
        row, self._begin, self._row = self._row, None, -1
        if was_dragged and row >= 0:
            gap = self._gap(at.y())
            to = gap - 1 if gap > row else gap
            if to != row:
                self.moved.emit(row, to)

    def _gap(self, y: int) -> int:
        """Return before which row a height lies."""
        row = self._view.rowAt(y)
        if row < 0 or row >= self._count():
            return 0 if y < 0 else self._count()
        middle = self._view.rowViewportPosition(row) + self._view.rowHeight(row) // 2
        return row if y < middle else row + 1

    def _bottom(self) -> int:
        last = self._count() - 1
        return self._view.rowViewportPosition(last) + self._view.rowHeight(last)

    def _count(self) -> int:
        sheet = self._view.sheet_model.sheet
        return len(sheet.rows) if sheet is not None else 0
