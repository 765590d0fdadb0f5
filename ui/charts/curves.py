"""The chance of exceeding a sum: a falling curve an offer, with its letter on it and the budget across."""

from bisect import bisect_left

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from cdmo_desk.speech import say
from ui import icons
from ui.charts.chart import Chart, Scale, axis_below, axis_left, offer_pen, words
from ui.charts.series import Curve
from ui.forms.numerals import Numerals
from ui.keys import paint_key

KEY = 15
SPREAD = (36, 44, 28, 20, 48, 13, 8, 62)


class Curves(Chart):
    """Curves of exceedance."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._curves: tuple[Curve, ...] = ()
        self._axis = ""
        self._budget: tuple[float, str] | None = None

    def show_curves(self, curves: tuple[Curve, ...], axis: str, budget: tuple[float, str] | None) -> None:
        """Show curves over an axis, and a budget with its words."""
        self._curves, self._axis, self._budget = curves, axis, budget
        self.setAccessibleDescription(f"{axis}: " + ", ".join(f"{curve.letter} {curve.name}" for curve in curves))
        self.is_empty = not curves
        self.update()

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw the curves, the chosen one last and thick."""
        high = painter.fontMetrics().height()
        wide = painter.fontMetrics().horizontalAdvance("100")
        plot = QRectF(0, 0, 0, 0)
        plot.setCoords(
            area.left() + high + wide + 22, area.top() + 10, area.right() - 14, area.bottom() - 2 * high - 12
        )
        most = max((_until(curve, 2.0) for curve in self._curves), default=1.0)
        if self._budget is not None:
            most = max(most, self._budget[0] * 1.1)
        across = Scale(0.0, most, plot.left(), plot.right())
        up = Scale(0.0, 100.0, plot.bottom(), plot.top())
        axis_left(painter, plot, up, say("Chance of more, %"))
        axis_below(painter, plot, across, self._axis)
        if self._budget is not None:
            x = across.at(self._budget[0])
            painter.setPen(QPen(icons.colour("error"), 1.5, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
            painter.setPen(icons.colour("error"))
            words(painter, self._budget[1], QPointF(x + 5, plot.top() + high / 2))
        ordered = sorted(self._curves, key=lambda curve: curve.offer == self.chosen)
        painter.save()
        painter.setClipRect(plot.adjusted(-2, -2, 2, 2))
        for curve in ordered:
            painter.setPen(offer_pen(curve.letter, 3.0 if curve.offer == self.chosen else 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(QPolygonF([QPointF(across.at(x), up.at(y)) for x, y in curve.points]))
        painter.restore()
        self._letters(painter, ordered, across, up, plot)

    def _letters(self, painter: QPainter, curves: list[Curve], across: Scale, up: Scale, plot: QRectF) -> None:
        """Put each letter on its curve where no other letter stands."""
        taken: list[QRectF] = []
        for number, curve in enumerate(curves):
            first = SPREAD[number % len(SPREAD)]
            best: QRectF | None = None
            for level in (first, *SPREAD, 88, 55, 32, 16, 10, 5):
                x = _where(curve, float(level))
                box = QRectF(across.at(x) - KEY / 2, up.at(level) - KEY / 2, KEY, KEY)
                if best is None:
                    best = box
                if plot.contains(box) and not any(box.adjusted(-2, -2, 2, 2).intersects(other) for other in taken):
                    best = box
                    break
            if best is not None:
                taken.append(best)
                paint_key(painter, best, curve.letter, icons.tokens())
                self.spot(best, curve.offer, _says(curve))


def _until(curve: Curve, level: float) -> float:
    """Return the sum that is exceeded with a small chance only."""
    return next((x for x, y in curve.points if y <= level), curve.points[-1][0] if curve.points else 1.0)


def _where(curve: Curve, level: float) -> float:
    """Return the sum that is exceeded with a chance, between the points that are known."""
    rising = [-y for _, y in curve.points]
    place = bisect_left(rising, -level)
    if place <= 0:
        return curve.points[0][0]
    if place >= len(curve.points):
        return curve.points[-1][0]
    (x0, y0), (x1, y1) = curve.points[place - 1], curve.points[place]
    return x0 if y0 == y1 else x0 + (y0 - level) / (y0 - y1) * (x1 - x0)


def _says(curve: Curve) -> str:
    even, bad = (Numerals().fixed(_where(curve, share), 1) for share in (50.0, 10.0))
    return f"{curve.letter} {curve.name}\n{say('Even chance: {sum}', sum=even)}\n{say('1 in 10: {sum}', sum=bad)}"
