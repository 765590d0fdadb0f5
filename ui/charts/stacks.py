"""Cost by category: a stacked bar an offer, credits hatched left of zero."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPen, QResizeEvent

from cdmo_desk.sheets.sheet import Sheet
from ui import icons
from ui.charts import as_table
from ui.charts.chart import Chart, Scale, axis_below, small, strong, words
from ui.charts.series import Part, Stack
from ui.forms.numerals import Numerals
from ui.keys import paint_key

KEY, TALL, LEGEND, LEAST = 16, 20, 16, 150
DARK_INK, LIGHT_INK = "#14181C", "#FFFFFF"


class Stacks(Chart):
    """Stacked bars with a legend of the groups below."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._stacks: tuple[Stack, ...] = ()
        self._axis = ""
        self._numerals = Numerals()

    def show_stacks(self, stacks: tuple[Stack, ...], axis: str) -> None:
        """Show bars over an axis."""
        self._stacks, self._axis = stacks, axis
        self.setAccessibleDescription("; ".join(f"{stack.letter} {stack.name} {stack.total}" for stack in stacks))
        self.is_empty = not stacks
        self._need_height()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for the height at which each bar has its row beside its name."""
        super().resizeEvent(event)
        self._need_height()

    def _need_height(self) -> None:
        metrics = QFontMetrics(small(self.font()))
        _, legend = self._groups(self.width())
        rows = len(self._stacks) * (QFontMetrics(self.font()).height() - 2)
        self.setMinimumHeight(max(LEAST, int(rows + legend + metrics.height()) + 20))

    def sheet(self) -> Sheet:
        """Return the bars as a table."""
        return as_table.stacks(self._stacks, self.accessibleName(), self._axis)

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw the bars."""
        body, self._numerals = self.font(), Numerals()
        names = max(QFontMetrics(body).horizontalAdvance(stack.name) for stack in self._stacks)
        _, legend = self._groups(area.width())
        painter.setFont(small(body))
        high = painter.fontMetrics().height()
        left = area.left() + 12 + KEY + 8 + names + 12
        totals = QFontMetrics(strong(body)).horizontalAdvance("000.0") + 10
        bottom = area.bottom() - legend - high - 10
        plot = QRectF(left, area.top() + 6, area.right() - 12 - totals - left, bottom - area.top() - 6)
        low = min(sum(part.value for part in stack.parts if part.value < 0) for stack in self._stacks)
        most = max(sum(part.value for part in stack.parts if part.value > 0) for stack in self._stacks)
        scale = Scale(min(0.0, low), most or 1.0, plot.left(), plot.right())
        axis_below(painter, plot, scale, "")
        pitch = plot.height() / len(self._stacks)
        for number, stack in enumerate(self._stacks):
            middle = plot.top() + pitch * (number + 0.5)
            self._bar(painter, stack, scale, middle=middle, tall=min(TALL, pitch - 3), left=area.left() + 12)
        painter.setPen(QPen(icons.colour("second"), 1))
        painter.drawLine(QPointF(scale.at(0), plot.top()), QPointF(scale.at(0), plot.bottom()))
        self._legend(painter, area)

    def _bar(self, painter: QPainter, stack: Stack, scale: Scale, *, middle: float, tall: float, left: float) -> None:
        painter.setFont(self.font())
        if stack.offer == self.lit:
            ground = QRectF(left - 6, middle - tall / 2 - 2, self.width() - left, tall + 4)
            painter.fillRect(ground, icons.colour("selection"))
        key = min(KEY, tall)
        paint_key(painter, QRectF(left, middle - key / 2, key, key), stack.letter, icons.tokens())
        painter.setPen(icons.colour("text"))
        words(painter, stack.name, QPointF(left + KEY + 8, middle))
        above = below = 0.0
        for part in stack.parts:
            start = above if part.value >= 0 else below
            end = start + part.value
            self._part(painter, stack, part, QRectF(scale.at(start), middle - tall / 2, 0, tall), scale.at(end))
            if part.value >= 0:
                above = end
            else:
                below = end
        painter.setFont(strong(self.font()))
        painter.setPen(icons.colour("text"))
        words(painter, stack.total, QPointF(scale.at(above) + 6, middle))
        painter.setFont(small(self.font()))

    def _part(self, painter: QPainter, stack: Stack, part: Part, area: QRectF, end: float) -> None:
        left, right = min(area.left(), end), max(area.left(), end)
        if right - left < 0.4:  # noqa: PLR2004 - too little to be seen
            return
        area = QRectF(left, area.top(), max(1.0, right - left - 1), area.height())
        tokens = icons.tokens()
        if part.group == "credits":
            painter.setPen(QPen(icons.colour("second"), 1))
            painter.setBrush(QBrush(icons.colour("second"), Qt.BrushStyle.BDiagPattern))
            painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))
        else:
            ground = tokens.group(part.group)
            painter.fillRect(area, ground)
            if ground.lightness() > 190 and tokens.name == "light":  # noqa: PLR2004 - pale on white
                painter.setPen(QPen(icons.colour("edge"), 1))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))
            painter.setFont(small(self.font()))
            text = self._numerals.fixed(part.value, 1)
            if painter.fontMetrics().horizontalAdvance(text) + 8 < area.width():
                painter.setPen(_ink(ground))
                words(painter, text, area.center(), "centre")
        self.spot(
            area, stack.offer, f"{stack.letter} {stack.name}\n{part.title}: {self._numerals.fixed(part.value, 2)}"
        )

    def _groups(self, width: float) -> tuple[list[tuple[str, str, float, int]], float]:
        """Return the groups that occur with their titles and their places in the legend, and its height."""
        found: dict[str, str] = {}
        for stack in self._stacks:
            found.update({part.group: part.title for part in stack.parts if part.group not in found})
        metrics = QFontMetrics(small(self.font()))
        order = [*icons.tokens().groups]
        row, x = 0, 12.0
        places = []
        for group in sorted(found, key=lambda name: order.index(name) if name in order else 99):
            wide = 10 + 5 + metrics.horizontalAdvance(found[group]) + 14
            if x + wide > width - 4 and x > 12:  # noqa: PLR2004 - the left margin
                row, x = row + 1, 12.0
            places.append((group, found[group], x, row))
            x += wide
        return places, (row + 1) * LEGEND + 6.0

    def _legend(self, painter: QPainter, area: QRectF) -> None:
        """Write the legend of the groups that occur."""
        places, height = self._groups(area.width())
        painter.setFont(small(self.font()))
        for group, title, left, row in places:
            y = area.bottom() - height + row * LEGEND + LEGEND / 2
            box = QRectF(area.left() + left, y - 5, 10, 10)
            self._swatch(painter, group, box)
            painter.setPen(icons.colour("second"))
            words(painter, title, QPointF(box.right() + 5, y))

    def _swatch(self, painter: QPainter, group: str, box: QRectF) -> None:
        painter.setPen(QPen(icons.colour("edge"), 1))
        if group == "credits":
            painter.setBrush(QBrush(icons.colour("second"), Qt.BrushStyle.BDiagPattern))
        else:
            ground = icons.tokens().group(group)
            painter.setBrush(ground)
            if ground.lightness() <= 190 or icons.tokens().name != "light":  # noqa: PLR2004 - as above
                painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))


def _ink(ground: QColor) -> QColor:
    """Return the ink that is read best on a ground: the dark one where the ground shines more than a fifth or so."""
    parts = (ground.redF(), ground.greenF(), ground.blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)  # noqa: PLR2004 - of sRGB
    shine = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return QColor(DARK_INK if shine > 0.19 else LIGHT_INK)  # noqa: PLR2004 - where both are read alike
