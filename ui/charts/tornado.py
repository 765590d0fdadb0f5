"""The tornado: how far each input alone moves a cost, the widest swing on top, around the base case."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from cdmo_desk.speech import say
from ui import icons
from ui.charts.chart import Chart, Scale, axis_below, words

TALL, LEAST_PITCH, NAMES = 15.0, 17.0, 0.34


@dataclass(frozen=True, slots=True)
class Swung:
    """An input: what it is called, what it is at its low and its high end, and the cost there, in the axis' unit."""

    title: str
    from_: str
    to: str
    low: float
    high: float
    says: str


class Tornado(Chart):
    """Bars from the base case to the cost at each end of an input, as many as there is room for."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._swings: tuple[Swung, ...] = ()
        self._base = 0.0
        self._axis = ""

    def show_swings(self, swings: tuple[Swung, ...], base: float, axis: str) -> None:
        """Show swings around a base over an axis."""
        self._swings, self._base, self._axis = swings, base, axis
        self.setAccessibleDescription("; ".join(swing.says for swing in swings))
        self.is_empty = not swings
        self.waits_for = say("No input moves this cost.")
        self.update()

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw the bars with their inputs' ends beside them."""
        metrics = painter.fontMetrics()
        high = metrics.height()
        names = min(area.width() * NAMES, max(metrics.horizontalAdvance(swing.title) for swing in self._swings) + 4.0)
        plot = QRectF()
        plot.setCoords(area.left() + 14 + names, area.top() + 8, area.right() - 16, area.bottom() - 2 * high - 12)
        shown = self._swings[: max(1, int(plot.height() / LEAST_PITCH))]
        ends = [value for swing in shown for value in (swing.low, swing.high)]
        least, most = min(*ends, self._base), max(*ends, self._base)
        room = max(metrics.horizontalAdvance(text) for swing in shown for text in (swing.from_, swing.to)) + 8.0
        room = min(room, plot.width() * 0.3)
        unit = ((most - least) or 1.0) / max(40.0, plot.width() - 2 * room)
        scale = Scale(least - room * unit, most + room * unit, plot.left(), plot.right())
        axis_below(painter, plot, scale, self._axis, wanted=5)
        pitch = min(26.0, plot.height() / len(shown))
        for number, swing in enumerate(shown):
            self._bar(
                painter, swing, scale, QRectF(area.left(), plot.top() + pitch * number, area.width(), pitch), room
            )
        x = scale.at(self._base)
        painter.setPen(QPen(icons.colour("text"), 1.5))
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))

    def _bar(self, painter: QPainter, swing: Swung, scale: Scale, row: QRectF, room: float) -> None:
        metrics, middle = painter.fontMetrics(), row.center().y()
        tall = min(TALL, row.height() - 3)
        left = scale.first - 8
        painter.setPen(icons.colour("text"))
        title = metrics.elidedText(swing.title, Qt.TextElideMode.ElideRight, int(left - row.left() - 6))
        words(painter, title, QPointF(left, middle), "right")
        here = scale.at(self._base)
        sides = (("low", swing.low, "materials", swing.from_), ("high", swing.high, "services", swing.to))
        for _side, value, tone, _text in sorted(sides, key=lambda side: -abs(side[1] - self._base)):
            x = scale.at(value)
            painter.fillRect(QRectF(min(x, here), middle - tall / 2, abs(x - here), tall), icons.tokens().group(tone))
        painter.setPen(icons.colour("second"))
        is_split = (swing.low - self._base) * (swing.high - self._base) < 0
        for _side, value, _tone, text in sides:
            other = swing.high if value == swing.low else swing.low
            is_left = value < self._base if is_split else value <= other
            at = scale.at(value)
            if not is_split and abs(value - self._base) < abs(other - self._base):
                at = here
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(room))
            words(painter, shown, QPointF(at - 4 if is_left else at + 4, middle), "right" if is_left else "left")
        self.spot(row, "", swing.says)
