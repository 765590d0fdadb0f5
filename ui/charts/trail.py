"""Prices over the years: a dot a quote, those of one supplier joined, the middle of all as a dashed line."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from cdmo_desk.speech import say
from ui import icons
from ui.charts.chart import Chart, Scale, axis_left, words

DOT, REACH = 4.0, 8.0
THOUSAND = 1000.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A quote: its day, its price in thousands, the offer, what it says, and whether it is the supplier's own."""

    day: date
    value: float
    offer: str
    says: str
    is_own: bool


class Trail(Chart):
    """Quotes of one scope item over time."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._marks: tuple[Mark, ...] = ()
        self._axis = ""
        self._middle: float | None = None
        self.waits_for = say("No price to show")

    def show_marks(self, marks: tuple[Mark, ...], axis: str, middle: float | None) -> None:
        """Show quotes, and their middle in thousands where there is one."""
        self._marks = tuple(sorted(marks, key=lambda mark: mark.day))
        self._axis, self._middle = axis, middle
        self.is_empty = not marks
        self.setAccessibleDescription("; ".join(mark.says.replace("\n", ", ") for mark in self._marks))
        self.update()

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw the others' quotes in grey, the supplier's joined in the accent."""
        high = painter.fontMetrics().height()
        wide = painter.fontMetrics().horizontalAdvance("00,000")
        plot = QRectF()
        plot.setCoords(area.left() + high + wide + 22, area.top() + 12, area.right() - 18, area.bottom() - high - 12)
        top = max(mark.value for mark in self._marks) * 1.12 or 1.0
        up = Scale(0.0, top, plot.bottom(), plot.top())
        first, last = (_year(mark.day) for mark in (self._marks[0], self._marks[-1]))
        across = Scale(int(first), max(int(last) + 1, int(first) + 1), plot.left(), plot.right())
        axis_left(painter, plot, up, self._axis)
        self._years(painter, plot, across)
        if self._middle is not None:
            y = up.at(self._middle)
            painter.setPen(QPen(icons.colour("second"), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            words(painter, say("median"), QPointF(plot.left() + 4, y - high / 2))
        places = [(mark, QPointF(across.at(_year(mark.day)), up.at(mark.value))) for mark in self._marks]
        painter.setPen(QPen(icons.colour("accent"), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF([place for mark, place in places if mark.is_own]))
        for mark, place in sorted(places, key=lambda found: found[0].is_own):
            tone = "accent" if mark.is_own else "second"
            painter.setPen(QPen(icons.colour(tone), 1.5))
            painter.setBrush(icons.colour("accent" if mark.is_own else "base"))
            painter.drawEllipse(place, DOT, DOT)
            box = QRectF(place.x() - REACH, place.y() - REACH, 2 * REACH, 2 * REACH)
            self.spot(box, mark.offer, mark.says)

    def _years(self, painter: QPainter, plot: QRectF, across: Scale) -> None:
        metrics = painter.fontMetrics()
        for value in range(int(across.low), int(across.high) + 1):
            x = across.at(value)
            painter.setPen(QPen(icons.colour("hairline"), 1))
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
            if value < across.high:
                painter.setPen(icons.colour("second"))
                middle = (x + across.at(value + 1)) / 2
                words(painter, str(value), QPointF(middle, plot.bottom() + metrics.height() / 2 + 4), "centre")
        painter.setPen(QPen(icons.colour("border"), 1))
        painter.drawLine(plot.bottomLeft(), plot.bottomRight())


def _year(day: date) -> float:
    return day.year + (day.timetuple().tm_yday - 1) / 366
