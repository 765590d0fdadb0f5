"""The head of a table: titles with their units over them, the sort mark, and a row of filters."""

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from ui import icons
from ui.head_units import spans, units
from ui.keys import paint_key
from ui.sheet_model import SheetModel

PAD = 8
MARK = 14
KEY = 16
LONG = 8  # a title shorter than this stays in one line
SLACK = 4  # widths are rounded, eliding is not


class SheetHead(QHeaderView):
    """A head of one or two lines: units stand once over all columns that share them."""

    def __init__(self, model: SheetModel, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model = model
        self.below = 0
        self.frozen: Callable[[], list[tuple[int, QRect]]] = list
        self.wraps = False
        self.pad = PAD
        self._settled = (False, 0)
        self._count = 0
        """How many lines titles take, while they are painted."""
        self.adds = False
        """Whether the click under way adds a column to those sorted by (Shift is held)."""
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(24)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def is_tall(self) -> bool:
        """Say whether there is a second line, for units or for offers' letters."""
        return any(column.unit or column.letter for column in self._model.columns)

    def width_of(self, section: int) -> int:
        """Return the width that a column's title, letter and mark need."""
        column = self._model.columns[section]
        strong, plain = QFontMetrics(_strong(self.font())), QFontMetrics(self.font())
        wanted = max(plain.horizontalAdvance(line) for line in self._titles(section)) + 2 * self.pad + SLACK
        if column.align == "left" and column.unit:
            wanted = max(wanted, plain.horizontalAdvance(column.unit) + 2 * self.pad + SLACK)
        if column.unit and all(unit != column.unit for place, unit in units(self, self._model) if place != section):
            wanted = max(wanted, plain.horizontalAdvance(column.unit) + 2 * self.pad + SLACK)
        if section in self._marks():
            longest = max(strong.horizontalAdvance(line) for line in self._titles(section))
            wanted = max(wanted, longest + 2 * self.pad + MARK + SLACK)
        return wanted

    def settle(self) -> None:
        """Take the height that titles need now."""
        now = (self.wraps, self.height_now())
        if now != self._settled:
            self._settled = now
            self.updateGeometry()
            self.geometriesChanged.emit()

    def sectionSizeFromContents(self, section: int) -> QSize:  # noqa: N802 - Qt's name
        """Return the size of a column's head."""
        return QSize(self.width_of(section) if section < len(self._model.columns) else 40, self.height_now())

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the size of the head with its filters."""
        return QSize(super().sizeHint().width(), self.height_now())

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802 - Qt's name
        """Paint a column's title."""
        tokens = icons.tokens()
        painter.save()
        painter.fillRect(rect, icons.colour("header"))
        painter.setPen(icons.colour("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if section >= len(self._model.columns):
            painter.restore()
            return
        column = self._model.columns[section]
        is_right = column.align == "right"
        side = Qt.AlignmentFlag.AlignRight if is_right else Qt.AlignmentFlag.AlignLeft
        upper, lower = self._bands(rect)
        title = lower if not (column.unit and not is_right) else upper
        inner = title.adjusted(self.pad, 0, -self.pad, 0)
        marks = self._marks()
        if section in marks:
            down = marks[section]
            width = painter.fontMetrics().horizontalAdvance(self._titles(section)[-1])
            left = inner.right() - width - MARK - 1 if is_right else inner.left() + width + 3
            last = (
                inner.bottom() - (inner.height() - self._line() * len(self._titles(section))) // 2 - self._line() // 2
            )
            mark = QRect(max(rect.left(), left), last - 5, 12, 12)
            icons.paint(painter, "chevron-down" if down else "chevron-up", mark, "text")
            painter.setFont(_strong(painter.font()))
        painter.setPen(icons.colour("second"))
        elide = Qt.TextElideMode.ElideRight
        lines = [painter.fontMetrics().elidedText(line, elide, inner.width()) for line in self._titles(section)]
        painter.drawText(inner, int(side | Qt.AlignmentFlag.AlignVCenter), "\n".join(lines))
        if column.unit and not is_right:
            painter.drawText(
                lower.adjusted(self.pad, 0, -self.pad, 0), int(side | Qt.AlignmentFlag.AlignVCenter), column.unit
            )
        if column.letter:
            left = rect.right() - self.pad - KEY + 1 if is_right else rect.left() + self.pad
            paint_key(painter, QRect(left, upper.center().y() - KEY // 2 + 2, KEY, KEY), column.letter, tokens)
        painter.restore()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the titles, then each unit over the columns that share it."""
        self._count = self._lines()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        for unit, left, right in spans(self, self._model):
            rect = QRect(left, 0, right - left, self.height_now())
            upper, _ = self._bands(rect)
            painter.setPen(icons.colour("second"))
            area = upper.adjusted(self.pad, 2, -self.pad, 0)
            width = painter.fontMetrics().horizontalAdvance(unit)
            if self._has_letters(left, right):
                before = QRect(upper.left() - width - self.pad, upper.top() + 2, width + 2, upper.height() - 2)
                painter.drawText(before, int(Qt.AlignmentFlag.AlignVCenter), unit)
                continue
            painter.drawText(area, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), unit)
            if area.width() > width + self.pad:
                painter.setPen(icons.colour("border"))
                y = area.center().y() + 1
                painter.drawLine(area.left(), y, area.right() - width - 6, y)
        for place, rect in self.frozen():
            self.paintSection(painter, QRect(rect.left(), 0, rect.width(), self.height_now()), place)
        painter.end()
        self._count = 0

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take a click on a frozen head for the column that is seen."""
        self.adds = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        seen = [place for place, rect in self.frozen() if rect.left() <= event.position().x() <= rect.right()]
        if seen:
            self.sectionClicked.emit(seen[0])
        else:
            super().mousePressEvent(event)

    def _has_letters(self, left: int, right: int) -> bool:
        """Return whether columns within a span show letters of offers, where units would stand."""
        places = [place for place, column in enumerate(self._model.columns) if column.letter]
        return any(left <= self.sectionViewportPosition(place) < right for place in places)

    def _marks(self) -> dict[int, bool]:
        """Return the columns that rows are sorted by, each with whether downwards."""
        if not self.isSortIndicatorShown():
            return {}
        down = self.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        return {self.sortIndicatorSection(): down} | dict(self._model.also_sorted)

    def _titles(self, section: int) -> list[str]:
        """Return a title in the lines it is written in."""
        column = self._model.columns[section]
        title = column.title
        if not self.wraps or column.align == "left" or column.letter or len(title) < LONG or " " not in title:
            return [title]
        return list(_halves(title))

    def _line(self) -> int:
        return self.fontMetrics().height()

    def _lines(self) -> int:
        if self._count:
            return self._count
        shown = [place for place in range(len(self._model.columns)) if not self.isSectionHidden(place)]
        return max((len(self._titles(place)) for place in shown), default=1)

    def height_now(self) -> int:
        """Return the height that titles, units and what is below them need."""
        base = (self._lines() + 1) * self._line() + 16 if self.is_tall else self._lines() * self._line() + 13
        return base + self.below

    def _bands(self, rect: QRect) -> tuple[QRect, QRect]:
        """Return the upper and lower line of a head, the same where there is one line only."""
        height = rect.height() - self.below
        if not self.is_tall:
            line = QRect(rect.left(), rect.top(), rect.width(), height)
            return line, line
        half = height // 2 if self._lines() == 1 else self._line() + 6
        upper = QRect(rect.left(), rect.top() + 2, rect.width(), half - 1)
        return upper, QRect(rect.left(), rect.top() + half, rect.width(), height - half - 3)


@cache
def _halves(title: str) -> tuple[str, str]:
    """Return a title of some words in two lines, as even as they come."""
    words = title.split(" ")
    pairs = [(" ".join(words[:place]), " ".join(words[place:])) for place in range(1, len(words))]
    return min(pairs, key=lambda pair: max(len(pair[0]), len(pair[1])))


def _strong(font: QFont) -> QFont:
    made = QFont(font)
    made.setWeight(QFont.Weight.DemiBold)
    return made
