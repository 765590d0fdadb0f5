"""A supplier's sheet as Qt's views see it: cells as the supplier saw them, with what each was taken for."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from cdmo_desk.speech import marked, say

if TYPE_CHECKING:
    from cdmo_desk.intake.cells import Cell, Sheet
    from cdmo_desk.intake.taken import Taken
    from ui.reading import Review

Index = QModelIndex | QPersistentModelIndex
ROLE = Qt.ItemDataRole.UserRole + 1
NOWHERE = QModelIndex()
MORE_ROWS, MORE_COLUMNS = 4, 1
KINDS = {
    "heading": marked("heading"),
    "section": marked("section"),
    "line": marked("line"),
    "total": marked("total"),
    "tax": marked("tax"),
    "note": marked("note"),
    "fact": marked("fact"),
    "skipped": marked("left out"),
    "ignored": marked("left out"),
}
CELLS = {
    "heading": marked("heading"),
    "section": marked("section"),
    "description": marked("description"),
    "quantity": marked("quantity"),
    "unit": marked("unit"),
    "price": marked("unit price"),
    "amount": marked("amount"),
    "total": marked("total"),
    "state": marked("state word"),
    "note": marked("remark"),
    "fact": marked("fact"),
    "number": marked("line number"),
    "skipped": marked("left out"),
}


class GridModel(QAbstractTableModel):
    """The cells of one sheet; typing into one gives `typed` with its address and text."""

    typed = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._review: Review | None = None
        self.sheet: Sheet | None = None
        self.taken: Taken | None = None
        self._values: dict[str, str] = {}
        self._kinds: dict[int, str] = {}
        self._shown: dict[tuple[int, int], str] = {}
        self._size = (0, 0)

    def show(self, review: "Review", name: str) -> bool:
        """Show a sheet of a review; says whether its cells are others than before."""
        sheet = next((sheet for sheet in review.reading.book.sheets if sheet.name == name), None)
        taken = next((taken for taken in review.reading.taken if taken.sheet == name), None)
        said = review.corrections.of(name)
        is_new = sheet is not self.sheet
        if is_new:
            self.beginResetModel()
        self._review, self.sheet, self.taken = review, sheet, taken
        self._values, self._kinds = dict(said.values), dict(said.kinds)
        if is_new:
            self._shown.clear()
            rows = max((row for row, _ in sheet.cells), default=0) if sheet else 0
            columns = max((column for _, column in sheet.cells), default=0) if sheet else 0
            self._size = (rows + MORE_ROWS, columns + MORE_COLUMNS)
            self.endResetModel()
        else:
            self.dataChanged.emit(self.index(0, 0), self.index(self._size[0] - 1, self._size[1] - 1))
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, self._size[0] - 1)
        return is_new

    def cell(self, row: int, column: int) -> "Cell | None":
        """Return the file's cell at a place that counts from 1."""
        return self.sheet.cells.get((row, column)) if self.sheet is not None else None

    def role(self, row: int, column: int) -> str:
        """Return what a cell was taken for; empty where for nothing."""
        if self.sheet is not None and (column in self.sheet.hidden_columns):
            return "hidden"
        return self.taken.cells.get((row, column), "") if self.taken is not None else ""

    def kind(self, row: int) -> str:
        """Return what a row was taken for."""
        return self.taken.kinds.get(row, "") if self.taken is not None else ""

    def is_typed(self, row: int, column: int) -> bool:
        """Say whether a person typed over a cell."""
        return self.address(row, column) in self._values

    def is_said(self, row: int) -> bool:
        """Say whether a person said what a row is."""
        return row in self._kinds

    def is_hidden(self, row: int, column: int) -> bool:
        """Say whether the supplier hid a cell's row or column."""
        sheet = self.sheet
        return sheet is not None and (row in sheet.hidden_rows or column in sheet.hidden_columns)

    @staticmethod
    def address(row: int, column: int) -> str:
        """Return a cell's address."""
        from cdmo_desk.intake.cells import letters  # noqa: PLC0415 - loaded with the first review

        return f"{letters(column)}{row}"

    # What Qt asks

    def rowCount(self, parent: Index = NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Return the number of rows."""
        return 0 if parent.isValid() else self._size[0]

    def columnCount(self, parent: Index = NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Return the number of columns."""
        return 0 if parent.isValid() else self._size[1]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own
        """Return what a view asks of a cell."""
        if not index.isValid():
            return None
        row, column = index.row() + 1, index.column() + 1
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._text(row, column, is_edit=role == Qt.ItemDataRole.EditRole)
        if role == ROLE:
            return self.role(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.address(row, column)} {self._text(row, column)} {say(CELLS.get(self.role(row, column), ''))}"
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401, N802 - Qt's own
        """Hand on what was typed."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        text = str(value)
        if text == self._text(index.row() + 1, index.column() + 1, is_edit=True):
            return False
        self.typed.emit(self.address(index.row() + 1, index.column() + 1), text)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let cells be chosen and typed into."""
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usual | Qt.ItemFlag.ItemIsEditable if index.isValid() else Qt.ItemFlag.NoItemFlags

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's own
        """Return a column's letters, or a row's number with what it was taken for."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self.address(1, section + 1)[:-1]
        word = self.word(section + 1)
        return f"{section + 1} {word}".strip()

    def word(self, row: int) -> str:
        """Return in a word what a row was taken for."""
        kind = self.kind(row)
        return say(KINDS[kind]) if kind in KINDS else ""

    def _text(self, row: int, column: int, *, is_edit: bool = False) -> str:
        typed = self._values.get(self.address(row, column)) if self._values else None
        if typed is not None:
            return typed
        cell = self.cell(row, column)
        if cell is None:
            return ""
        if is_edit:
            return cell.shown
        place = (row, column)
        if place not in self._shown:
            from cdmo_desk.sheets.shown import shown  # noqa: PLC0415 - loaded with the first review

            self._shown[place] = shown(cell)
        return self._shown[place]
