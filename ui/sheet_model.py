"""One model for all tables: any sheet, sorted by its cells' keys, filtered by what its cells say."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

if TYPE_CHECKING:
    from cdmo_desk.sheets.sheet import Cell, Column, Row, Sheet

Index = QModelIndex | QPersistentModelIndex
Placed = tuple["Row", bool]
CELL = Qt.ItemDataRole.UserRole + 1
ROW = Qt.ItemDataRole.UserRole + 2
DASH = "–"
NOWHERE = QModelIndex()


class SheetModel(QAbstractTableModel):
    """A sheet as Qt's views see it. What is sorted or filtered is a view of the sheet, which is never altered."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sheet: Sheet | None = None
        self._rows: list[Placed] = []
        self._sorted: tuple[int, bool] | None = None
        self._filters: dict[str, str] = {}
        self._find = ""

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
        rows = list(self._arranged(sheet))
        same = (
            self._sheet is not None
            and sheet is not None
            and self._sheet.columns == sheet.columns
            and [(row.offer, row.tone, _lines(row)) for row, _ in self._rows]
            == [(row.offer, row.tone, _lines(row)) for row, _ in rows]
        )
        if same:
            self._sheet, self._rows = sheet, rows
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, self.columnCount() - 1))
            return
        self.beginResetModel()
        if sheet is None or self._sheet is None or self._sheet.columns != sheet.columns:
            self._sorted = None
            rows = list(self._arranged(sheet))
        self._sheet, self._rows = sheet, rows
        self.endResetModel()

    def filter(self, by_column: Mapping[str, str], find: str = "") -> None:
        """Show only rows whose columns contain the texts given for them, and `find` in any column."""
        self.beginResetModel()
        self._filters = {name: text.casefold() for name, text in by_column.items() if text}
        self._find = find.casefold()
        self._rows = list(self._arranged(self._sheet))
        self.endResetModel()

    def row(self, number: int) -> "Row":
        """Return a row as it stands."""
        return self._rows[number][0]

    def cell(self, index: Index) -> "Cell":
        """Return a cell."""
        return self._rows[index.row()][0].cells[index.column()]

    def lines(self, number: int) -> int:
        """Return how many lines of text a row has."""
        return _lines(self._rows[number][0])

    def column_place(self, name: str) -> int:
        """Return the place of a column by its id, -1 where there is none."""
        return next((place for place, column in enumerate(self.columns) if column.id == name), -1)

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
        row = self._rows[index.row()][0]
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
        self.layoutAboutToBeChanged.emit()
        before = self._rows
        self._sorted = None if column < 0 else (column, order == Qt.SortOrder.DescendingOrder)
        self._rows = list(self._arranged(self._sheet))
        places = {id(row): place for place, (row, _) in enumerate(self._rows)}
        old = self.persistentIndexList()
        new = [self.index(places[id(before[index.row()][0])], index.column()) for index in old]
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()

    def _arranged(self, sheet: "Sheet | None") -> Iterator[Placed]:
        """Give the rows as filtered and sorted, then the totals."""
        if sheet is None:
            return
        segment: list[Row] = []
        for row in sheet.rows:
            if not self._keeps(row, sheet):
                continue
            if row.tone in ("group", "sum"):
                yield from ((found, False) for found in self._in_order(segment, sheet))
                segment = []
                yield row, False
            else:
                segment.append(row)
        yield from ((found, False) for found in self._in_order(segment, sheet))
        yield from ((row, True) for row in sheet.totals)

    def _in_order(self, rows: "list[Row]", sheet: "Sheet") -> "list[Row]":
        if self._sorted is None:
            return rows
        place, down = self._sorted
        if place >= len(sheet.columns):
            return rows
        is_words = sheet.columns[place].align == "left"
        keyed = [(sort_key(row.cells[place], words=is_words), row) for row in rows]
        known = sorted(((key, row) for key, row in keyed if key is not None), key=lambda pair: pair[0], reverse=down)
        return [row for _, row in known] + [row for key, row in keyed if key is None]

    def _keeps(self, row: "Row", sheet: "Sheet") -> bool:
        if not self._filters and not self._find:
            return True
        if row.tone in ("group", "sum"):
            return False
        texts = [cell.text.casefold() for cell in row.cells]
        if self._find and not any(self._find in text for text in texts):
            return False
        named = {column.id: text for column, text in zip(sheet.columns, texts, strict=True)}
        return all(text in named.get(name, text) for name, text in self._filters.items())


def sort_key(cell: "Cell", *, words: bool) -> tuple[int, float, str] | None:
    """Return what a cell sorts by: its key, else its text where texts are compared; None sorts last either way."""
    if isinstance(cell.key, int | float):
        return (0, float(cell.key), "")
    if isinstance(cell.key, str) and cell.key:
        return (1, 0.0, cell.key.casefold())
    return (1, 0.0, cell.text.casefold()) if words and cell.text not in ("", DASH) else None


def heading(column: "Column") -> str:
    """Return a column's title with its letter and unit in one line."""
    letter = f"{column.letter} " if column.letter else ""
    unit = f", {column.unit}" if column.unit else ""
    return f"{letter}{column.title}{unit}"


def _lines(row: "Row") -> int:
    return max((cell.text.count("\n") + 1 for cell in row.cells), default=1)
