"""How cells of a grid are edited: a line for what is typed, a choice for one of several; Enter keeps and goes down."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QComboBox, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui import icons
from ui.forms.editors import Choice
from ui.forms.line import Line

if TYPE_CHECKING:
    from ui.forms.grid_model import GridModel

Index = QModelIndex | QPersistentModelIndex


PAD = 5  # so that cells stand under their heads


class GridCells(QStyledItemDelegate):
    """Makes the editors of a grid's cells. `kept` says that Enter was pressed in one."""

    kept = Signal()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: N802 - Qt's name
        """Return the editor of a cell."""
        del option
        model = _model(index)
        kind = model.kind(index)
        made: QWidget
        if kind.name in ("choice", "flag"):
            box = Choice()
            box.setParent(parent)
            pairs = kind.choices() if kind.choices is not None else (("yes", "yes"), ("no", "no"))
            box.offer(pairs, _key(pairs, model.text(index.row(), index.column())), empty=kind.optional)
            box.activated.connect(lambda _place: self._keep(box))
            made = box
        else:
            made = Line(right=kind.name not in ("text", "date", "texts"), parent=parent)
        made.setStyleSheet("min-height: 0; max-height: 1000px; padding: 0 5px; border-radius: 0;")
        made.setAccessibleName(kind.label)
        return made

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802 - Qt's name
        """Show in the editor what the cell holds."""
        if isinstance(editor, Line):
            editor.setText(_model(index).text(index.row(), index.column()))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:  # noqa: N802 - Qt's name
        """Hand on what was typed."""
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentText() if editor.currentData() is not None else "")
        elif isinstance(editor, Line):
            model.setData(index, editor.text())

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Keep with Enter and go down."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and isinstance(editor, Line)
        ):
            self._keep(editor)
            return True
        return super().eventFilter(editor, event)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a cell, with a frame around the one that has the keyboard."""
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        option.state &= ~QStyle.StateFlag.State_HasFocus
        whole = QRect(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(whole, option.palette.highlight())
        elif _model(index).says(index):
            painter.fillRect(whole, icons.colour("error_ground"))
        option.rect = whole.adjusted(PAD, 0, -PAD, 0)
        super().paint(painter, option, index)
        option.rect = whole
        painter.save()
        painter.setPen(icons.colour("hairline"))
        painter.drawLine(whole.bottomLeft(), whole.bottomRight())
        painter.drawLine(whole.topRight(), whole.bottomRight())
        painter.restore()
        if has_focus:
            painter.save()
            painter.setPen(icons.colour("accent"))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))
            painter.restore()

    def _keep(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        self.kept.emit()


def _model(index: Index) -> "GridModel":
    found: Any = index.model()
    return found  # type: ignore[no-any-return]


def _key(pairs: tuple[tuple[str, str], ...], text: str) -> str | None:
    return next((key for key, title in pairs if title == text), text or None)
