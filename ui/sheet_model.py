"""One model for all tables: any sheet, sorted by its cells' keys, filtered by what its cells say."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.arranging import Arrangement

if TYPE_CHECKING:
    from cdmo_desk.sheets.sheet import Cell, Column, Row, Sheet

Index = QModelIndex | QPersistentModelIndex
CELL = Qt.ItemDataRole.UserRole + 1
ROW = Qt.ItemDataRole.UserRole + 2
NOWHERE = QModelIndex()


class SheetModel(QAbstractTableModel):
    """A sheet as Qt's views see it. What is sorted or filtered is a view of the sheet, which is never altered."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sheet: Sheet | None = None
        self._rows: list[Row] = []
        self._arranged = Arrangement()

    @property
    def sheet(self) -> "Sheet | None":
        """Return the sheet that is shown."""
        return self._sheet

    @property
    def columns(self) -> "tuple[Column, ...]":
        """Return the sheet's columns."""
        return self._sheet.columns if self._sheet else ()

    def show(self, sheet: "Sheet | None") -> None:
        """Show a sheet; one of the same shape replaces the old one's figures in place."""
        rows = list(self._arranged.of(sheet))
        same = (
            self._sheet is not None
            and sheet is not None
            and self._sheet.columns == sheet.columns
            and [(row.offer, row.tone, _lines(row)) for row in self._rows]
            == [(row.offer, row.tone, _lines(row)) for row in rows]
        )
        if same:
            self._sheet, self._rows = sheet, rows
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, self.columnCount() - 1))
            return
        self.beginResetModel()
        if sheet is None or self._sheet is None or self._sheet.columns != sheet.columns:
            self._arranged = replace(self._arranged, column=-1, then=())
            rows = list(self._arranged.of(sheet))
        self._sheet, self._rows = sheet, rows
        self.endResetModel()

    def filter(self, by_column: Mapping[str, str], find: str = "") -> None:
        """Show only rows whose columns contain the texts given for them, and `find` in any column."""
        self.beginResetModel()
        filters = {name: text.casefold() for name, text in by_column.items() if text}
        self._arranged = replace(self._arranged, filters=filters, find=find.casefold())
        self._rows = list(self._arranged.of(self._sheet))
        self.endResetModel()

    def row(self, number: int) -> "Row":
        """Return a row as it stands."""
        return self._rows[number]

    @property
    def sorted_by(self) -> tuple[int, bool]:
        """Return the column that rows are sorted by, -1 as given, and whether downwards."""
        return self._arranged.column, self._arranged.down

    @property
    def also_sorted(self) -> tuple[tuple[int, bool], ...]:
        """Return the further columns that rows are sorted by, each with whether downwards."""
        return self._arranged.then

    def cell(self, index: Index) -> "Cell":
        """Return a cell."""
        return self._rows[index.row()].cells[index.column()]

    def lines(self, number: int) -> int:
        """Return how many lines of text a row has."""
        return _lines(self._rows[number])

    # What Qt asks

    def rowCount(self, parent: Index = NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Return the number of rows shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own
        """Return what a view asks of a cell."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.cells[index.column()].text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = self.columns[index.column()].align
            flag = Qt.AlignmentFlag.AlignRight if side == "right" else Qt.AlignmentFlag.AlignLeft
            return int(flag | Qt.AlignmentFlag.AlignVCenter)
        if role == CELL:
            return row.cells[index.column()]
        return row if role == ROW else None

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's own
        """Return a column's title with its unit, as screen readers say it."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        return heading(self.columns[section])

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column's keys; -1 brings the sheet's own order back. Groups, sums and totals keep their place."""
        down = order == Qt.SortOrder.DescendingOrder
        self._rearrange(replace(self._arranged, column=column, down=down, then=()))

    def sort_also(self, column: int) -> None:
        """Sort rows that are equal so far by one more column, up, then down, then not."""
        now = dict(self._arranged.then)
        if column == self._arranged.column:
            return
        if column not in now:
            now[column] = False
        elif now[column]:
            del now[column]
        else:
            now[column] = True
        self._rearrange(replace(self._arranged, then=tuple(now.items())))

    def _rearrange(self, arranged: Arrangement) -> None:
        self.layoutAboutToBeChanged.emit()
        before = self._rows
        self._arranged = arranged
        self._rows = list(self._arranged.of(self._sheet))
        places = {id(row): place for place, row in enumerate(self._rows)}
        old = self.persistentIndexList()
        new = [self.index(places[id(before[index.row()])], index.column()) for index in old]
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()


def heading(column: "Column") -> str:
    """Return a column's title with its letter and unit in one line."""
    letter = f"{column.letter} " if column.letter else ""
    unit = f", {column.unit}" if column.unit else ""
    return f"{letter}{column.title}{unit}"


def _lines(row: "Row") -> int:
    return max((cell.text.count("\n") + 1 for cell in row.cells), default=1)
