"""How the cells of a sheet are painted: one delegate reads text, key and tone, and nothing else."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from cdmo_desk.speech import say
from ui import icons
from ui.keys import paint_key
from ui.sheet_model import SheetModel
from ui.states import State, state
from ui.text import tip

if TYPE_CHECKING:
    from cdmo_desk.sheets.sheet import Cell, Column, Row

PAD, TIGHT, KEY, ICON, GAP = 8, 5, 16, 14, 6
STALE = 0.45
INKS = {"muted": "second", "note": "second", "good": "text", "warning": "text", "bad": "text", "ours": "text"}
CENTRED = int(Qt.AlignmentFlag.AlignVCenter)
_STATE = QStyle.StateFlag
SELECTED, FOCUSED, ACTIVE = (_STATE.State_Selected.value, _STATE.State_HasFocus.value, _STATE.State_Active.value)
"""States as numbers: the union of flags is made anew at each question, and a table asks thousands."""
GROUNDS = {"sum": "header", "group": "alternate"}


class SheetCells(QStyledItemDelegate):
    """Paints cells: ground of the row, key of an offer, icon of a state, lines of text."""

    def __init__(self, model: SheetModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.shows_states = True
        self.pad = PAD
        """Room left and right of a text: `TIGHT` where the columns would not fit otherwise."""
        self.is_stale = False
        self.lit = ""
        self.group_starts: frozenset[int] = frozenset()

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a cell."""
        row = self._model.row(index.row())
        cell = row.cells[index.column()]
        painter.save()
        rect: QRect = option.rect
        states = option.state.value
        is_selected = bool(states & SELECTED)
        painter.fillRect(rect, icons.colour(self._ground(cell, row, is_selected=is_selected)))
        painter.setPen(icons.colour("border" if row.tone == "sum" else "hairline"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if index.column() in self.group_starts:
            painter.setPen(icons.colour("border"))
            painter.drawLine(rect.topLeft(), rect.bottomLeft())
        if self.is_stale:
            painter.setOpacity(STALE)
        self._content(painter, rect, cell, self._model.columns[index.column()], row)
        painter.setOpacity(1.0)
        if states & FOCUSED and states & ACTIVE:
            pen = painter.pen()
            pen.setColor(icons.colour("accent"))
            pen.setWidth(2)
            painter.setPen(pen)
            painter.drawRect(rect.adjusted(1, 1, -1, -2))
        painter.restore()

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return what a cell needs."""
        row = self._model.row(index.row())
        cell = row.cells[index.column()]
        lines = self._model.lines(index.row())
        metrics = QFontMetrics(option.font)
        return QSize(self.width_of(option.font, cell, row), lines * metrics.height() + 9 + (lines - 1))

    def helpEvent(  # noqa: N802 - Qt's name
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Show the whole of a text that is cut."""
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        row = self._model.row(index.row())
        cell = row.cells[index.column()]
        is_cut = self.width_of(option.font, cell, row) > option.rect.width()
        QToolTip.showText(event.globalPos(), tip(cell.text) if is_cut else "", view.viewport())
        return True

    def width_of(self, base: QFont, cell: "Cell", row: "Row") -> int:
        """Return the width at which nothing of a cell is cut."""
        metrics = QFontMetrics(_font(base, cell, row))
        if cell.tone == "offer":
            name = max(_name_width(base, line) for line in _name(cell).split("\n"))
            return 2 * self.pad + KEY + GAP + name + 2
        widest = 0
        for text in _lines(cell):
            width = metrics.horizontalAdvance(text)
            if self._state(text, cell):
                width += ICON + 4
            widest = max(widest, width)
        return widest + 2 * self.pad + 2

    def _state(self, text: str, cell: "Cell") -> State | None:
        return state(text, cell.tone) if self.shows_states else None

    def _ground(self, cell: "Cell", row: "Row", *, is_selected: bool) -> str:
        if is_selected or row.tone == "chosen" or (self.lit and row.offer == self.lit):
            return "selection"
        if cell.tone == "ours":
            return "warning_ground"
        return GROUNDS.get(row.tone, "base")

    def _content(self, painter: QPainter, rect: QRect, cell: "Cell", column: "Column", row: "Row") -> None:
        inner = rect.adjusted(self.pad, 0, -self.pad, -1)
        if cell.tone == "offer" and isinstance(cell.key, str):
            self._offer(painter, inner, cell)
            return
        lines = _lines(cell)
        painter.setFont(_font(painter.font(), cell, row))
        high = painter.fontMetrics().height()
        top = inner.top() + (inner.height() - high * len(lines)) // 2
        for place, text in enumerate(lines):
            line = QRect(inner.left(), top + place * high, inner.width(), high)
            self._line(painter, line, text, cell, column, second=place > 0)

    def _line(self, painter: QPainter, rect: QRect, text: str, cell: "Cell", column: "Column", *, second: bool) -> None:
        is_right = column.align == "right"
        shown = self._state(text, cell)
        ink = shown.tone if shown else ("second" if second else INKS.get(cell.tone, "text"))
        if second and not shown:
            painter.setFont(_plain(painter.font()))
        room = rect.width() - (ICON + 4 if shown and shown.icon else 0)
        metrics = painter.fontMetrics()
        fitted, width = text, metrics.horizontalAdvance(text)
        if width > room and not is_right:
            fitted = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            width = metrics.horizontalAdvance(fitted)
        left = rect.right() + 1 - width if is_right else rect.left()
        if shown and shown.icon:
            spot = left - ICON - 4 if is_right else left
            icons.paint(painter, shown.icon, QRect(spot, rect.center().y() - ICON // 2 + 1, ICON, ICON), shown.tone)
            left += 0 if is_right else ICON + 4
        painter.setPen(icons.colour(ink))
        painter.drawText(QRect(left, rect.top(), width + 2, rect.height()), CENTRED, fitted)

    def _offer(self, painter: QPainter, rect: QRect, cell: "Cell") -> None:
        top = rect.center().y() - KEY // 2 + 1
        paint_key(painter, QRect(rect.left(), top, KEY, KEY), str(cell.key), icons.tokens())
        area = rect.adjusted(KEY + GAP, 0, 0, 0)
        painter.setPen(icons.colour("text"))
        lines = _name(cell).split("\n")
        base = painter.font()
        high = painter.fontMetrics().height()
        begin = area.top() + (area.height() - high * len(lines)) // 2
        for place, text in enumerate(lines):
            painter.setFont(_strong(base) if place == 0 else base)
            painter.setPen(icons.colour("text" if place == 0 else "second"))
            name, _, kind = text.partition("\t")
            fitted = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, area.width())
            painter.drawText(QRect(area.left(), begin + place * high, area.width(), high), 0, fitted)
            taken = painter.fontMetrics().horizontalAdvance(fitted) + GAP
            if kind and taken < area.width():
                painter.setFont(base)
                painter.setPen(icons.colour("second"))
                room = area.width() - taken
                fitted = painter.fontMetrics().elidedText(kind, Qt.TextElideMode.ElideRight, room)
                painter.drawText(QRect(area.left() + taken, begin + place * high, room, high), 0, fitted)


def _lines(cell: "Cell") -> list[str]:
    """Return the lines of a cell; of a value of ours the tint says that it is ours."""
    lines = cell.text.split("\n")
    return [line.removesuffix(say(", ours")) for line in lines] if cell.tone == "ours" else lines


def _name_width(base: QFont, line: str) -> int:
    """Return the width of a name, with the kind that stands beside it."""
    name, _, kind = line.partition("\t")
    beside = QFontMetrics(base).horizontalAdvance(kind) + GAP if kind else 0
    return QFontMetrics(_strong(base)).horizontalAdvance(name) + beside


def _name(cell: "Cell") -> str:
    """Return an offer's name without its letter, which its key shows."""
    letter = str(cell.key or "")
    return cell.text[len(letter) :].lstrip() if cell.text.startswith(f"{letter} ") else cell.text


def _font(base: QFont, cell: "Cell", row: "Row") -> QFont:
    """Return the font of a cell."""
    is_strong = row.tone in ("sum", "group") or cell.tone == "strong"
    return _made(base, is_strong=is_strong, is_ours=cell.tone == "ours", is_small=cell.tone == "note")


def _strong(base: QFont) -> QFont:
    return _made(base, is_strong=True)


def _plain(base: QFont) -> QFont:
    return _made(base)


_FONTS: list[tuple[QFont, dict[tuple[bool, bool, bool], QFont]]] = []
MOST_FONTS = 16


def _made(base: QFont, *, is_strong: bool = False, is_ours: bool = False, is_small: bool = False) -> QFont:
    """Return a font of the family and size of another; kept, for cells are many and fonts few."""
    known = next((made for font, made in _FONTS if font == base), None)
    if known is None:
        known = {}
        if len(_FONTS) >= MOST_FONTS:
            _FONTS.clear()
        _FONTS.append((QFont(base), known))
    found = known.get((is_strong, is_ours, is_small))
    if found is None:
        found = QFont(base)
        found.setFeature(QFont.Tag("tnum"), 1)
        found.setWeight(QFont.Weight.DemiBold if is_strong else QFont.Weight.Normal)
        found.setItalic(is_ours)
        if is_small:
            found.setPointSizeF(max(6.0, found.pointSizeF() * 0.92))
        known[is_strong, is_ours, is_small] = found
    return found
