"""The model of an editable grid: the document's value, over it the cells that stay as typed."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from cdmo_desk.speech import say, within
from ui import icons
from ui.forms.kinds import Kind
from ui.forms.layouts import Draft, Layout, Place, is_figure
from ui.text import tip

ROLE = Qt.ItemDataRole
NOWHERE = QModelIndex()


class GridModel(QAbstractTableModel):
    """Cells to type in. `changed` gives the new value and the name of what was done to it."""

    changed = Signal(object, str)
    drafted = Signal()

    def __init__(self, layout: Layout, about: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.layout_ = layout
        self.about = about
        self.value: list[Any] = []
        self.drafts: dict[Place, Draft] = {}
        self._shape = (0, 0)

    def show(self, value: list[Any]) -> None:
        """Show a value; cells as typed stay where what they stood over is as it was."""
        self.value = value
        rows, width = self.layout_.size(value)
        self.drafts = {
            place: draft
            for place, draft in self.drafts.items()
            if place[0] < rows and place[1] < width and self.layout_.text(value, place) == draft.over
        }
        self._tell()

    def apply(self, typed: dict[Place, str], request: str) -> None:
        """Take what was typed into cells: what can be read is kept, the rest stays as typed with its sentence."""
        texts = {place: draft.text for place, draft in self.drafts.items()} | typed
        before = self.value
        value, self.drafts = self.layout_.read(self.value, texts)
        self.value = value
        self._tell()
        if value != before:
            self.changed.emit(value, request)

    def put(self, value: list[Any], request: str) -> None:
        """Put another value in place, such as one with a row more."""
        if len(value) < len(self.value):
            self.drafts = {}
        self.value = value
        self._tell()
        self.changed.emit(value, request)

    def says(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """Return why a cell could not be kept."""
        draft = self.drafts.get((index.row(), index.column()))
        return draft.says if draft else ""

    def wrongs(self) -> list[str]:
        """Return the sentences of all wrong cells, each once."""
        return list(dict.fromkeys(draft.says for draft in self.drafts.values() if draft.says))

    def kind(self, index: QModelIndex | QPersistentModelIndex) -> Kind:
        """Return the kind of a cell."""
        return self.layout_.kind(index.row(), index.column())

    def text(self, row: int, column: int) -> str:
        """Return what stands in a cell, as typed where it could not be kept."""
        draft = self.drafts.get((row, column))
        return draft.text if draft else self.layout_.text(self.value, (row, column))

    # What Qt calls

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Return the number of rows."""
        return 0 if parent.isValid() else self._shape[0]

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Return the number of columns."""
        return 0 if parent.isValid() else self._shape[1]

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = ROLE.DisplayRole) -> Any:  # noqa: ANN401 - Qt
        """Return what a cell shows."""
        if not index.isValid():
            return None
        if role in (ROLE.DisplayRole, ROLE.EditRole):
            return self.text(index.row(), index.column())
        says = self.says(index)
        if role == ROLE.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if is_figure(self.kind(index)) else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role == ROLE.BackgroundRole and says:
            return icons.colour("error_ground")
        if role == ROLE.DecorationRole and says:
            return icons.icon("circle-alert", "error")
        if role == ROLE.ToolTipRole:
            return tip(says) or None
        if role == ROLE.AccessibleTextRole:
            head = f"{self.layout_.side(index.row())} {self.layout_.head(index.column())}".strip()
            return ": ".join(part for part in (head, self.text(index.row(), index.column()), says) if part)
        return None

    def setData(  # noqa: N802 - Qt's name
        self,
        index: QModelIndex | QPersistentModelIndex,
        value: Any,  # noqa: ANN401 - Qt
        role: int = ROLE.EditRole,
    ) -> bool:
        """Take what was typed into a cell."""
        text = str(value)
        if role != ROLE.EditRole or not index.isValid() or text == self.text(index.row(), index.column()):
            return False
        what = self.layout_.head(index.column())
        self.apply(
            {(index.row(), index.column()): text}, say("Set {table}, {field}", table=self.about, field=within(what))
        )
        return True

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Let every cell be edited."""
        found = super().flags(index)
        return found | Qt.ItemFlag.ItemIsEditable if index.isValid() else found

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = ROLE.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt
        """Return the heads of columns and rows."""
        if orientation == Qt.Orientation.Horizontal:
            if role == ROLE.DisplayRole:
                return self.layout_.head(section)
            if role == ROLE.TextAlignmentRole and self._shape[0]:
                side = Qt.AlignmentFlag.AlignLeft
                if is_figure(self.layout_.kind(0, section)):
                    side = Qt.AlignmentFlag.AlignRight
                return int(side | Qt.AlignmentFlag.AlignVCenter)
        elif role == ROLE.DisplayRole:
            return self.layout_.side(section)
        return None

    def _tell(self) -> None:
        """Tell the view what may look different; only another size makes it start over."""
        shape = self.layout_.size(self.value)
        if shape != self._shape:
            self._resize(shape)
        if shape[0] and shape[1]:
            self.dataChanged.emit(self.index(0, 0), self.index(shape[0] - 1, shape[1] - 1))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, shape[1] - 1)
        self.drafted.emit()

    def _resize(self, shape: tuple[int, int]) -> None:
        rows, width = self._shape
        if shape[1] != width:
            self.beginResetModel()
            self._shape = shape
            self.endResetModel()
        elif shape[0] > rows:
            self.beginInsertRows(NOWHERE, rows, shape[0] - 1)
            self._shape = shape
            self.endInsertRows()
        else:
            self.beginRemoveRows(NOWHERE, shape[0], rows - 1)
            self._shape = shape
            self.endRemoveRows()
