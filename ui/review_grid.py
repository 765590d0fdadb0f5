"""The supplier's sheet as a grid: rows and columns to choose, to say what they are, and cells to type over."""

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTableView, QWidget

from cdmo_desk.intake.codes import FACTS
from cdmo_desk.speech import marked, say
from ui.review_cells import GridCells
from ui.review_head import BOXES, LETTERS, ColumnHead, RowHead
from ui.review_model import GridModel
from ui.text import label

AS = (
    ("heading", marked("Row of headings"), "H"),
    ("line", marked("Line"), "L"),
    ("section", marked("Section"), "S"),
    ("total", marked("Total"), "T"),
    ("tax", marked("Tax"), "X"),
    ("note", marked("Remark"), "N"),
    ("ignored", marked("Leave out"), "Del"),
    ("", marked("As recognised"), "A"),
)
KEYS = {
    Qt.Key.Key_H: "heading",
    Qt.Key.Key_L: "line",
    Qt.Key.Key_S: "section",
    Qt.Key.Key_T: "total",
    Qt.Key.Key_X: "tax",
    Qt.Key.Key_N: "note",
    Qt.Key.Key_Delete: "ignored",
    Qt.Key.Key_A: "",
}
WIDEST, NARROW, MOST, LONG = 260, 34, 300, 24
WIDE = ("section", "note", "skipped")
TABLED = ("heading", "line", "total")


class Grid(QTableView):
    """A supplier's sheet. `said` gives rows and what they are; `went` the cell that was gone to."""

    said = Signal(list, str)
    went = Signal(int, int)
    marked = Signal(int, int, int, int)
    restored = Signal(list)
    stated = Signal(str)
    """The name of the fact that the chosen cell states."""

    def __init__(self) -> None:
        super().__init__()
        self.rows_model = GridModel(self)
        self.setModel(self.rows_model)
        self.setAccessibleName(say("Supplier’s sheet"))
        self.setItemDelegate(GridCells(self))
        self.head = ColumnHead(self)
        self.setHorizontalHeader(self.head)
        self.side = RowHead(self.rows_model, self)
        self.setVerticalHeader(self.side)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.zoom = 1.0
        self.corner = label(say("taken as"), size="small", tone="second")
        self.corner.setParent(self)
        self.corner.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.side.asked.connect(self._ask)
        self.selectionModel().currentChanged.connect(
            lambda now, _old: self.went.emit(now.row() + 1, now.column() + 1) if now.isValid() else None
        )

    def fit(self) -> None:
        """Give the columns the width of what they hold, within reason."""
        metrics = self.fontMetrics()
        widths: dict[int, int] = {}
        sheet = self.rows_model.sheet
        cells = [] if sheet is None else [c for c in sheet.cells.values() if c.row <= MOST]
        tabled = any(self.rows_model.kind(cell.row) in TABLED for cell in cells)
        for cell in cells:
            is_wide = len(cell.text) > LONG and self.rows_model.role(cell.row, cell.column) in WIDE
            if is_wide or (tabled and self.rows_model.kind(cell.row) not in TABLED):
                continue
            text = str(self.rows_model.index(cell.row - 1, cell.column - 1).data() or "")
            widths[cell.column] = max(widths.get(cell.column, 0), metrics.horizontalAdvance(text))
        for column in range(1, self.rows_model.columnCount() + 1):
            box = self.head.box(column)
            least = 74 if box is not None else NARROW
            wide = min(WIDEST, max(least, int(widths.get(column, 0) * 0.95) + 14))
            self.setColumnWidth(column - 1, int(wide * self.zoom))
        self.head.place()

    def go(self, row: int, column: int) -> None:
        """Go to a cell, and show it."""
        index = self.rows_model.index(row - 1, column - 1)
        if index.isValid() and index != self.currentIndex():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def chosen_rows(self) -> list[int]:
        """Return the rows that are chosen, from 1."""
        return sorted({index.row() + 1 for index in self.selectionModel().selectedIndexes()})

    def block(self) -> tuple[int, int, int, int] | None:
        """Return the block that is chosen: top, left, bottom, right; None where it is one cell."""
        found = self.selectionModel().selectedIndexes()
        if len(found) < 2:  # noqa: PLR2004 - a block
            return None
        rows, columns = [i.row() + 1 for i in found], [i.column() + 1 for i in found]
        return min(rows), min(columns), max(rows), max(columns)

    def menu(self) -> QMenu:
        """Return what can be said about the rows that are chosen."""
        menu = QMenu(self)
        rows = self.chosen_rows()
        title = say("Row {row} is", row=rows[0]) if len(rows) == 1 else say("{n} rows are", n=len(rows))
        menu.addSection(title)
        for kind, words, key in AS:
            action = self._kind_action(menu, kind, words)
            action.setShortcut(QKeySequence(key))
            action.setEnabled(kind != "heading" or len(rows) == 1)
        menu.addSeparator()
        block = self.block()
        table = menu.addAction(say("This is the table"), self.mark)
        table.setShortcut(QKeySequence("M"))
        table.setEnabled(block is not None and block[2] > block[0])
        typing = menu.addAction(say("Type over"), lambda: self.edit(self.currentIndex()))
        typing.setShortcut(QKeySequence("F2"))
        menu.addAction(say("Bring the file’s text back"), self._restore).setEnabled(bool(self._typed()))
        facts = menu.addMenu(say("This cell states"))
        for name, words in FACTS.items():
            made = facts.addAction(say(words))
            made.triggered.connect(lambda _on=False, name=name: self.stated.emit(name))
        index = self.currentIndex()
        facts.setEnabled(self.rows_model.cell(index.row() + 1, index.column() + 1) is not None)
        menu.addSeparator()
        menu.addAction(say("Copy"), self.copy).setShortcut(QKeySequence.StandardKey.Copy)
        return menu

    def _kind_action(self, menu: QMenu, kind: str, words: str) -> QAction:
        return menu.addAction(say(words), lambda: self.say_rows(kind))

    def say_rows(self, kind: str) -> None:
        """Say what the chosen rows are."""
        rows = self.chosen_rows()
        if rows and not (kind == "heading" and len(rows) > 1):
            self.said.emit(rows, kind)

    def mark(self) -> None:
        """Say that the chosen block is a table."""
        block = self.block()
        if block is not None and block[2] > block[0]:
            self.marked.emit(*block)

    def copy(self) -> None:
        """Copy the chosen cells as tab-separated text."""
        block = self.block()
        index = self.currentIndex()
        top, left, bottom, right = block or (index.row() + 1, index.column() + 1, index.row() + 1, index.column() + 1)
        lines = [
            "\t".join(str(self.rows_model.index(row - 1, column - 1).data() or "") for column in range(left, right + 1))
            for row in range(top, bottom + 1)
        ]
        QGuiApplication.clipboard().setText("\r\n".join(lines))

    # What Qt calls

    def updateGeometries(self) -> None:  # noqa: N802 - Qt's name
        """Put the words into the corner between the heads."""
        super().updateGeometries()
        corner = getattr(self, "corner", None)
        if corner is not None:
            corner.setGeometry(0, LETTERS, self.side.width() - 5, BOXES)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Say what rows are by a letter; type over with F2 or Enter."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = Qt.Key(event.key())
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif plain and key in KEYS:
            self.say_rows(KEYS[key])
        elif plain and key == Qt.Key.Key_M:
            self.mark()
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Show the menu where it was asked for."""
        self._pop_up(event.globalPos())

    def _ask(self, row: int, place: QPoint) -> None:
        if row not in self.chosen_rows():
            self.selectRow(row - 1)
        self._pop_up(place)

    def _pop_up(self, place: QPoint) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def _typed(self) -> list[str]:
        """Return the chosen cells that were typed over."""
        found = self.selectionModel().selectedIndexes()
        places = [(index.row() + 1, index.column() + 1) for index in found]
        return [self.rows_model.address(*place) for place in places if self.rows_model.is_typed(*place)]

    def _restore(self) -> None:
        self.restored.emit(self._typed())


def framed(widget: QWidget, name: str) -> QWidget:
    """Give a widget the name that screen readers say, and return it."""
    widget.setAccessibleName(name)
    return widget
