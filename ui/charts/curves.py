"""The chance of exceeding a sum: a falling curve an offer, with its letter on it and the budget across."""

from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from cdmo_desk.sheets.sheet import Sheet
from cdmo_desk.speech import say
from ui import icons
from ui.charts import as_table
from ui.charts.chart import Chart, Scale, axis_below, axis_left, offer_pen, words
from ui.charts.series import Curve
from ui.forms.numerals import Numerals
from ui.keys import paint_key

KEY = 15
STEPS = 40
SPREAD = (36, 44, 28, 20, 48, 13, 8, 62)


@dataclass(frozen=True, slots=True)
class Ground:
    """Where curves are drawn: the scales of both axes, and the area between them."""

    across: Scale
    up: Scale
    plot: QRectF


class Curves(Chart):
    """Curves of exceedance, or of how sums spread: the share of the cases in each of many equal steps."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._curves: tuple[Curve, ...] = ()
        self._axis = ""
        self._budget: tuple[float, str] | None = None
        self.is_spread = False

    def spread(self, *, is_spread: bool) -> None:
        """Draw how sums spread in place of the chance of more."""
        self.is_spread = is_spread
        self.update()

    def sheet(self) -> Sheet:
        """Return the curves as a table."""
        return as_table.curves(self._curves, f"{self.accessibleName()}: {self._axis}", "")

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
        drawn = {curve.offer: _spread(curve, most) if self.is_spread else curve.points for curve in self._curves}
        top = max((y for line in drawn.values() for _, y in line), default=1.0) * 1.05 if self.is_spread else 100.0
        up = Scale(0.0, top, plot.bottom(), plot.top())
        step = Numerals().fixed(most / STEPS, 1)
        axis_left(
            painter,
            plot,
            up,
            say("% of cases in each {step}", step=step) if self.is_spread else say("Chance of more, %"),
        )
        axis_below(painter, plot, across, self._axis)
        if self._budget is not None:
            x = across.at(self._budget[0])
            painter.setPen(QPen(icons.colour("error"), 1.5, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
            painter.setPen(icons.colour("error"))
            words(painter, self._budget[1], QPointF(x + 5, plot.top() + high / 2))
        ordered = sorted(self._curves, key=lambda curve: curve.offer == self.lit)
        painter.save()
        painter.setClipRect(plot.adjusted(-2, -2, 2, 2))
        for curve in ordered:
            painter.setPen(offer_pen(curve.letter, 3.0 if curve.offer == self.lit else 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(QPolygonF([QPointF(across.at(x), up.at(y)) for x, y in drawn[curve.offer]]))
        painter.restore()
        if self.is_spread:
            self._letters_at_tops(painter, ordered, drawn, Ground(across, up, plot))
        else:
            self._letters(painter, ordered, across, up, plot)

    def _letters_at_tops(
        self,
        painter: QPainter,
        curves: list[Curve],
        drawn: dict[str, tuple[tuple[float, float], ...]],
        ground: "Ground",
    ) -> None:
        """Put each letter on the highest place of its curve where no other letter stands."""
        taken: list[QRectF] = []
        for curve in curves:
            best: QRectF | None = None
            for x, y in sorted(drawn[curve.offer], key=lambda place: -place[1]):
                box = QRectF(ground.across.at(x) - KEY / 2, ground.up.at(y) - KEY / 2, KEY, KEY)
                best = best or box
                if not any(box.adjusted(-2, -2, 2, 2).intersects(other) for other in taken):
                    best = box
                    break
            if best is not None:
                taken.append(best)
                paint_key(painter, best, curve.letter, icons.tokens())
                self.spot(best, curve.offer, _says(curve))

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


def _spread(curve: Curve, most: float) -> tuple[tuple[float, float], ...]:
    """Return the share of the cases in each step, at the middle of the step."""
    edges = [most * place / STEPS for place in range(STEPS + 1)]
    more = [_chance(curve, edge) for edge in edges]
    return tuple(
        ((low + high) / 2, before - after)
        for (low, high), (before, after) in zip(pairwise(edges), pairwise(more), strict=True)
    )


def _chance(curve: Curve, amount: float) -> float:
    """Return the chance of more than a sum, in per cent, between the points that are known."""
    sums = [x for x, _ in curve.points]
    place = bisect_left(sums, amount)
    if place <= 0:
        return curve.points[0][1]
    if place >= len(sums):
        return curve.points[-1][1]
    (x0, y0), (x1, y1) = curve.points[place - 1], curve.points[place]
    return y1 if x0 == x1 else y0 + (amount - x0) / (x1 - x0) * (y1 - y0)


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
