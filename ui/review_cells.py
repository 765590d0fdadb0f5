"""How the cells of a supplier's sheet are painted: coloured by what each was taken for, never by colour alone."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from cdmo_desk.speech import say
from ui import icons
from ui.review_model import CELLS, GridModel
from ui.text import tip

PAD = 5
SHRINK = 0.92
REACH = 8
STRONG = ("heading", "section", "total")
LIGHT = {
    "heading": "#C9D2DC", "section": "#D9E0E8", "description": "#EEF2F6", "quantity": "#DDEFF5", "unit": "#DDEFF5",
    "price": "#FBF1D8", "amount": "#E2F1E6", "total": "#CFE6D6", "state": "#FCE7D6", "note": "#F0E8F4",
    "fact": "#F0E8F4",
}  # fmt: skip
DARK = {
    "heading": "#46515D", "section": "#3A444F", "description": "#2B323A", "quantity": "#213C47", "unit": "#213C47",
    "price": "#413820", "amount": "#213D2C", "total": "#2A4F39", "state": "#48331F", "note": "#392E42",
    "fact": "#392E42",
}  # fmt: skip
BY_THEME = {"light": LIGHT, "dark": DARK}


def ground(role: str) -> QColor:
    """Return the colour of what a cell was taken for; plain ground where colours of the system hold."""
    found = BY_THEME.get(icons.tokens().name, {}).get(role)
    return QColor(found) if found else icons.colour("base")


def small(font: QFont, *, strong: bool = False) -> QFont:
    """Return the font of a supplier's sheet."""
    made = QFont(font)
    made.setPointSizeF(max(6.0, font.pointSizeF() * SHRINK))
    made.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


class GridCells(QStyledItemDelegate):
    """Paints cells with their grounds; what a person typed has a mark in its corner."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a cell."""
        model = index.model()
        if not isinstance(model, GridModel):
            return
        row, column = index.row() + 1, index.column() + 1
        role = model.role(row, column)
        rect: QRect = option.rect
        painter.save()
        painter.fillRect(rect, self._ground(model, row, role))
        if option.state & QStyle.StateFlag.State_Selected:
            over = QColor(icons.colour("accent").name())
            over.setAlphaF(0.16)
            painter.fillRect(rect, over)
        painter.setPen(icons.colour("hairline"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        self._text(painter, option, index, role)
        if model.is_typed(row, column):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(icons.colour("accent"))
            painter.drawPolygon([rect.topRight(), rect.topRight() - QPoint(7, 0), rect.topRight() + QPoint(0, 7)])
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(icons.colour("accent"), 2))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        painter.restore()

    def helpEvent(  # noqa: N802 - Qt's name
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Say what a cell was taken for, and show the whole of its text."""
        model = index.model()
        if event.type() != QEvent.Type.ToolTip or not isinstance(model, GridModel):
            return super().helpEvent(event, view, option, index)
        row, column = index.row() + 1, index.column() + 1
        QToolTip.showText(event.globalPos(), tip("\n".join(_told(model, row, column))), view.viewport())
        return True

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return what a cell needs."""
        made = super().sizeHint(option, index)
        return QSize(made.width() + PAD, 20)

    def _ground(self, model: GridModel, row: int, role: str) -> QColor:
        if role:
            return ground(role)
        return ground("section") if model.kind(row) == "section" else icons.colour("base")

    def _text(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
        role: str,
    ) -> None:
        model = index.model()
        if not isinstance(model, GridModel):
            return
        row, column = index.row() + 1, index.column() + 1
        text = str(index.data() or "")
        inner = option.rect.adjusted(PAD, 0, -PAD, 0)
        if not text:
            found = _spilled(option, model, row, column)
            if found is None:
                return
            column, inner, text = found
            painter.setClipRect(option.rect.adjusted(0, 0, -1, -1))
        cell = model.cell(row, column)
        is_number = cell is not None and not isinstance(cell.value, str) and cell.value is not None
        is_right = is_number or role in {"state", "amount", "price"}
        painter.setFont(
            small(option.font, strong=model.role(row, column) in STRONG or (cell is not None and cell.bold))
        )
        off = model.is_hidden(row, column) or role == "skipped"
        painter.setPen(icons.colour("error" if cell is not None and cell.error else "second" if off else "text"))
        side = Qt.AlignmentFlag.AlignRight if is_right else Qt.AlignmentFlag.AlignLeft
        if not is_right and painter.fontMetrics().horizontalAdvance(text) > inner.width():
            inner.setWidth(_room(option, model, row, column, inner.width()))
        elide = Qt.TextElideMode.ElideRight
        fitted = painter.fontMetrics().elidedText(text.replace("\n", " "), elide, inner.width())
        painter.drawText(inner, int(side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), fitted)
        painter.setClipping(False)


def _room(option: QStyleOptionViewItem, model: GridModel, row: int, column: int, own: int) -> int:
    """Return the width that a text has with the empty cells to its right, as in a spreadsheet program."""
    view = option.widget
    if not isinstance(view, QAbstractItemView):
        return own
    for other in range(column + 1, min(column + REACH, model.columnCount()) + 1):
        if model.cell(row, other) is not None:
            break
        own += view.visualRect(model.index(row - 1, other - 1)).width()
    return own


def _spilled(option: QStyleOptionViewItem, model: GridModel, row: int, column: int) -> tuple[int, QRect, str] | None:
    """Return the text that runs into an empty cell from the left: its column, where it begins, and the text."""
    view = option.widget
    if not isinstance(view, QAbstractItemView):
        return None
    for other in range(column - 1, max(0, column - REACH), -1):
        cell = model.cell(row, other)
        if cell is None:
            continue
        if not cell.text:
            return None
        rect = view.visualRect(model.index(row - 1, other - 1)).adjusted(PAD, 0, -PAD, 0)
        return other, rect, str(model.index(row - 1, other - 1).data() or "")
    return None


def _told(model: GridModel, row: int, column: int) -> list[str]:
    """Return what a tool tip says of a cell."""
    cell, role = model.cell(row, column), model.role(row, column)
    text = str(model.index(row - 1, column - 1).data() or "")
    told = [text] if text else []
    if role in CELLS:
        told.append(say("{cell} was taken for: {what}", cell=model.address(row, column), what=say(CELLS[role])))
    reason = model.taken.reasons.get(row) if model.taken is not None and role in {"skipped", "note"} else None
    if reason:
        told.append(reason)
    if model.is_typed(row, column):
        own = cell.shown if cell is not None else ""
        told.append(say("Typed over by hand; the file says “{text}”.", text=own))
    elif cell is not None and cell.formula:
        told.append(say("A formula: {text}", text=cell.formula))
    if model.is_hidden(row, column):
        told.append(say("The supplier’s file hides it."))
    return told
