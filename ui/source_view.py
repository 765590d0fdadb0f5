"""A supplier's sheet with a cell chosen, as the file in the library holds it: where a figure comes from."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
)
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHeaderView, QTabBar, QTableView, QVBoxLayout, QWidget

from cdmo_desk.sheets.sheet import Align, Cell, Column
from cdmo_desk.sheets.source_cells import SourceSheet, place_of, source_sheets
from cdmo_desk.speech import say
from ui import icons
from ui.copying import as_mime
from ui.text import ElidedLabel, label, tip

if TYPE_CHECKING:
    from cdmo_desk.problem import Refused
    from ui.requests import Requests

Index = QModelIndex | QPersistentModelIndex
Place = tuple[str, str, str]
"""A file, a sheet, a cell."""
NOWHERE = QModelIndex()
ROLE = Qt.ItemDataRole
WIDEST, NARROWEST = 320, 48
LOOKED = 400  # rows whose width is looked at
STRONG = ("heading", "section", "total")


class SourceModel(QAbstractTableModel):
    """The cells of a sheet; nothing in it can be changed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sheet = SourceSheet("", 0, 0, {}, frozenset(), {})

    def show(self, sheet: SourceSheet) -> None:
        """Show a sheet."""
        self.beginResetModel()
        self.sheet = sheet
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Return the number of rows."""
        return 0 if parent.isValid() else self.sheet.rows

    def columnCount(self, parent: Index = NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Return the number of columns."""
        return 0 if parent.isValid() else self.sheet.columns

    def data(self, index: Index, role: int = ROLE.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own
        """Return what a cell shows, its side, and its ground by what it was taken for."""
        place = (index.row(), index.column())
        text = self.sheet.texts.get(place)
        if text is None:
            return None
        if role == ROLE.DisplayRole:
            return text
        if role == ROLE.ToolTipRole:
            return tip(text)
        if role == ROLE.AccessibleTextRole:
            return f"{self.sheet.head(index.column())}{index.row() + 1}: {text}"
        if role == ROLE.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if place in self.sheet.figures else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role == ROLE.BackgroundRole and self.sheet.roles.get(place) in STRONG:
            return icons.colour("header")
        return None

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = ROLE.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's own
        """Return the letters of a column, the number of a row."""
        if role != ROLE.DisplayRole:
            return None
        return self.sheet.head(section) if orientation == Qt.Orientation.Horizontal else str(section + 1)


class SourceView(QDialog):
    """The sheets of a file, to look at. Esc closes it, Ctrl+C copies."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("source")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("In the supplier’s sheet"))
        self.sheets: tuple[SourceSheet, ...] = ()
        self.file = ""
        self.head = ElidedLabel()
        self.head.setProperty("strong", "true")
        self.note = label("", tone="second", wrap=True)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(say("Sheets of the file"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.model = SourceModel(self)
        self.view = QTableView()
        self.view.setModel(self.model)
        self.view.setAccessibleName(say("Supplier’s sheet"))
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setWordWrap(False)
        self.view.setTabKeyNavigation(False)
        side, top = self.view.verticalHeader(), self.view.horizontalHeader()
        side.setDefaultSectionSize(20)
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        top.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        top.setHighlightSections(True)
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.view)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self.copy)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 12, 12, 12)
        rows.setSpacing(8)
        for widget in (self.head, self.note, self.tabs):
            rows.addWidget(widget)
        rows.addWidget(self.view, 1)
        self.tabs.currentChanged.connect(self._turn)
        self.resize(QSize(880, 520))

    @classmethod
    def show_cell(
        cls, requests: "Requests", case: str, place: Place, parent: QWidget, refuse: Callable[[str], object]
    ) -> None:
        """Read a file of a case, and show a cell of it; one view serves a window."""
        file, sheet, cell = place

        def then(reading: Any) -> None:  # noqa: ANN401 - a reading, which only this module looks at
            found = parent.findChild(cls, "source")
            view = found if isinstance(found, cls) else cls(parent)
            view.show_file(file, source_sheets(reading))
            view.go(sheet, cell)
            view.show()
            view.raise_()
            view.view.setFocus(Qt.FocusReason.OtherFocusReason)

        opened = parent.findChild(cls, "source")
        if isinstance(opened, cls) and opened.file == file and opened.isVisible():
            opened.go(sheet, cell)
            opened.raise_()
            return

        def failed(fault: "Refused") -> None:
            refuse(" ".join(problem.says for problem in fault.problems))

        requests.ask(lambda desk: desk.source_cells(case, file), then, failed, key="source")

    def show_file(self, file: str, sheets: tuple[SourceSheet, ...]) -> None:
        """Show the sheets of a file."""
        self.file, self.sheets = file, sheets
        blocked = self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for sheet in sheets:
            self.tabs.addTab(sheet.name.replace("&", "&&"))
        self.tabs.blockSignals(blocked)
        self.tabs.setVisible(len(sheets) > 1)
        self._turn(0)

    def go(self, sheet: str, cell: str) -> None:
        """Choose a cell, and say where it is."""
        place = next((number for number, one in enumerate(self.sheets) if one.name == sheet), 0)
        self.tabs.setCurrentIndex(place)
        self._turn(place)
        at = place_of(cell)
        self.head.say(f"{self.file}, {sheet} {cell}".strip(" ,"))
        if at is None or at[0] >= self.model.rowCount() or at[1] >= self.model.columnCount():
            self.note.setText(say("This cell is empty in the file that the library keeps."))
            return
        self.note.setText(say("As the library keeps the file; nothing here can be changed."))
        index = self.model.index(*at)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.view.selectionModel().setCurrentIndex(index, flags)
        self.view.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def copy(self) -> None:
        """Copy the chosen cells."""
        indexes = self.view.selectedIndexes()
        if indexes:
            rows = sorted({index.row() for index in indexes})
            columns = sorted({index.column() for index in indexes})
            sheet = self.model.sheet
            cells = [[Cell(sheet.texts.get((row, column), "")) for column in columns] for row in rows]
            heads = [Column(sheet.head(column), sheet.head(column), "", _side(sheet, column)) for column in columns]
            QGuiApplication.clipboard().setMimeData(as_mime(heads, cells, heads=False))

    def _turn(self, place: int) -> None:
        if not 0 <= place < len(self.sheets) or self.model.sheet is self.sheets[place]:
            return
        sheet = self.sheets[place]
        self.model.show(sheet)
        metrics = self.view.fontMetrics()
        widest: dict[int, int] = {}
        for (row, column), text in sheet.texts.items():
            if row < LOOKED:
                widest[column] = max(widest.get(column, 0), metrics.horizontalAdvance(text) + 14)
        for column in range(sheet.columns):
            self.view.setColumnWidth(column, max(NARROWEST, min(WIDEST, widest.get(column, 0))))


def _side(sheet: SourceSheet, column: int) -> Align:
    return "right" if any(place[1] == column for place in sheet.figures) else "left"
