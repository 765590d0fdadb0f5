"""A grid to type in: paste of a block, fill right and down, clear, copy; wrong cells are marked, the others kept."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QMenu, QSizePolicy, QTableView, QWidget

from cdmo_desk.speech import say
from ui.forms.grid_cells import GridCells
from ui.forms.grid_model import GridModel
from ui.forms.layouts import Layout, Place

ROW = 26
HEAD = 28
MOST_ROWS = 14
LEAST = 220  # the width that a column of words is not pressed below
KEYS = QKeySequence.StandardKey


class Grid(QTableView):
    """Cells of one value. `looked` says that another cell is current."""

    looked = Signal()

    def __init__(self, layout: Layout, about: str, name: str) -> None:
        super().__init__()
        self.grid = GridModel(layout, about, self)
        self.setModel(self.grid)
        self.setAccessibleName(name)
        self.cells = GridCells(self)
        self.cells.kept.connect(self._down)
        self.setItemDelegate(self.cells)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setCornerButtonEnabled(False)
        self.setShowGrid(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        side, head = self.verticalHeader(), self.horizontalHeader()
        side.setVisible(not layout.grows)
        side.setDefaultSectionSize(ROW)
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setHighlightSections(False)
        side.setHighlightSections(False)
        head.setMinimumSectionSize(56)
        self.is_closed, self._triggers = False, self.editTriggers()
        self.grid.drafted.connect(self.fit)
        self.selectionModel().currentChanged.connect(lambda _new, _old: self.looked.emit())

    def fit(self) -> None:
        """Give columns the width of their words, one of them all that is left, and the grid the height of its rows."""
        count = self.grid.columnCount()
        for column in range(count):
            self.setColumnWidth(column, max(self.sizeHintForColumn(column) + 12, self._head_width(column), 64))
        if count and self.grid.layout_.grows:
            spare = self.viewport().width() - sum(self.columnWidth(column) for column in range(count))
            widest = self.grid.layout_.widest
            needs = self.columnWidth(widest)
            self.setColumnWidth(widest, max(needs + spare, min(needs, LEAST)))
        elif count:
            room = self.viewport().width() // count
            widest = max(self.columnWidth(column) for column in range(count))
            for column in range(count):
                self.setColumnWidth(column, min(max(widest, room), max(widest, 160)))
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the height of all rows, up to a limit."""
        rows = min(max(self.grid.rowCount(), 1), MOST_ROWS)
        bar = self.horizontalScrollBar()
        more = bar.sizeHint().height() if bar.maximum() > 0 else 0
        return QSize(400, HEAD + rows * ROW + more + 2)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Never be lower than that."""
        return QSize(160, self.sizeHint().height())

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - Qt's name and its way
        """Go from cell to cell with Tab, and at the last one, or the first, out of the grid."""
        at = self.currentIndex()
        end = (self.grid.rowCount() - 1, self.grid.columnCount() - 1) if forward else (0, 0)
        if not at.isValid() or (at.row(), at.column()) == end:
            return QWidget.focusNextPrevChild(self, forward)
        return super().focusNextPrevChild(forward)

    def chosen(self) -> list[Place]:
        """Return the chosen cells by row and column."""
        return sorted((index.row(), index.column()) for index in self.selectedIndexes())

    def choose(self, row: int, column: int) -> None:
        """Choose one cell."""
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self.grid.index(row, column), flags)

    def rows_chosen(self) -> list[int]:
        """Return the rows in which cells are chosen."""
        return sorted({row for row, _column in self.chosen()})

    def close_edits(self, closed: bool) -> None:
        """Let cells be read and copied only, or edited again."""
        if closed != self.is_closed:
            self.is_closed = closed
            self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers if closed else self._triggers)

    # What can be done

    def copy(self, *, heads: bool = False) -> None:
        """Copy the chosen cells as a block."""
        places = self.chosen()
        if not places:
            return
        columns = sorted({column for _row, column in places})
        lines = [[self.grid.text(row, column) for column in columns] for row in sorted({row for row, _c in places})]
        if heads:
            lines.insert(0, [self.grid.layout_.head(column) for column in columns])
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))

    def paste(self) -> None:
        """Paste a block from the chosen cell on; a single value fills all chosen cells."""
        text = QGuiApplication.clipboard().text().replace("\r\n", "\n").rstrip("\n")
        block = [line.split("\t") for line in text.split("\n")]
        places = self.chosen()
        if not text or not (places or self.grid.layout_.grows or self.grid.columnCount()):
            return
        top, left = places[0] if places else (0, 0)
        single = len(block) == 1 and len(block[0]) == 1
        if single and len(places) > 1:
            typed = dict.fromkeys(places, block[0][0])
        else:
            rows = None if self.grid.layout_.grows else self.grid.rowCount()
            typed = {
                (top + down, left + right): cell.strip()
                for down, line in enumerate(block)
                for right, cell in enumerate(line)
                if left + right < self.grid.columnCount() and (rows is None or top + down < rows)
            }
        self.grid.apply(typed, say("Paste into {table}", table=self.grid.about))

    def fill(self, *, right: bool) -> None:
        """Repeat the first chosen column to the right, or the first chosen row down."""
        places = self.chosen()
        if not places:
            return
        axis = 1 if right else 0
        first = min(place[axis] for place in places)
        typed = {}
        for row, column in places:
            source = (row, first) if right else (first, column)
            if (row, column) != source:
                typed[row, column] = self.grid.text(*source)
        if typed:
            request = say("Fill {table} right", table=self.grid.about)
            self.grid.apply(typed, request if right else say("Fill {table} down", table=self.grid.about))

    def clear(self) -> None:
        """Clear the chosen cells."""
        places = self.chosen()
        if places:
            self.grid.apply(dict.fromkeys(places, ""), say("Clear cells of {table}", table=self.grid.about))

    def remove_rows(self) -> None:
        """Remove the chosen rows."""
        gone = set(self.rows_chosen())
        if gone and self.grid.layout_.grows:
            kept = [record for row, record in enumerate(self.grid.value) if row not in gone]
            self.grid.put(kept, say("Remove from {table}", table=self.grid.about))

    # What Qt calls

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Do what keys stand for in a grid."""
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        heads = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        if event.matches(KEYS.Copy):
            self.copy()
        elif event.key() == Qt.Key.Key_C and event.modifiers() == heads:
            self.copy(heads=True)
        elif self.is_closed:
            super().keyPressEvent(event)
        elif event.matches(KEYS.Paste):
            self.paste()
        elif control and event.key() in (Qt.Key.Key_R, Qt.Key.Key_D):
            self.fill(right=event.key() == Qt.Key.Key_R)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.edit(self.currentIndex())
        elif control and event.key() == Qt.Key.Key_Minus:
            self.remove_rows()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Offer what the keys do."""
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def menu(self) -> QMenu:
        """Return what can be done with the chosen cells."""
        menu = QMenu(self)
        acts = [
            (say("Copy"), "Ctrl+C", self.copy),
            (say("Copy with headers"), "Ctrl+Shift+C", lambda: self.copy(heads=True)),
            (say("Paste"), "Ctrl+V", self.paste),
            (say("Fill right"), "Ctrl+R", lambda: self.fill(right=True)),
            (say("Fill down"), "Ctrl+D", lambda: self.fill(right=False)),
            (say("Clear"), "Del", self.clear),
        ]
        if self.is_closed:
            acts = acts[:2]
        elif self.grid.layout_.grows:
            acts.append((say("Remove rows"), "Ctrl+-", self.remove_rows))
        for title, key, act in acts:
            made = menu.addAction(title, act)
            made.setShortcut(QKeySequence(key))
        return menu

    def resizeEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        """Use the width there is."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self.fit()

    def _head_width(self, column: int) -> int:
        words = self.grid.layout_.head(column)
        return self.horizontalHeader().fontMetrics().horizontalAdvance(words) + 22

    def _down(self) -> None:
        index = self.currentIndex()
        below: QModelIndex = self.grid.index(index.row() + 1, index.column())
        self.setFocus()
        if below.isValid():
            self.choose(below.row(), below.column())
