"""Crossovers: each offer's cost less the leader's over demand, so that a crossover lies on the line of zero."""

from bisect import bisect_left
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from cdmo_desk.speech import say
from ui import icons
from ui.charts.chart import Chart, Scale, Spot, axis_below, axis_left, offer_pen, strong, words
from ui.keys import paint_key

KEY, DOT, PLAN = 15, 4.5, 1.0
SPREAD = (0.75, 0.4, 1.8, 2.2, 1.3, 2.7, 0.15, 1.0)
LOOKED_AT = (0.4, 2.0)
"""Demand for whose differences the chart makes room; lines further off leave it."""


@dataclass(frozen=True, slots=True)
class Gap:
    """An offer's cost less the leader's at demand factors, and the factors at which both cost the same."""

    offer: str
    letter: str
    name: str
    points: tuple[tuple[float, float], ...]
    zeros: tuple[float, ...]

    def at(self, factor: float) -> float:
        """Return the difference at a factor."""
        place = bisect_left(self.points, (factor, float("-inf")))
        if place == 0:
            return self.points[0][1]
        if place == len(self.points):
            return self.points[-1][1]
        (x0, y0), (x1, y1) = self.points[place - 1], self.points[place]
        return y0 if x1 == x0 else y0 + (factor - x0) / (x1 - x0) * (y1 - y0)


class Crossings(Chart):
    """Lines of differences; those of offers in `hidden` are left out."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.gaps: tuple[Gap, ...] = ()
        self.hidden: set[str] = set()
        self._leader = ("", "", "")
        self._unit = ""
        self._across: Scale | None = None
        self._plot = QRectF()

    def show_gaps(self, gaps: tuple[Gap, ...], leader: tuple[str, str, str], unit: str) -> None:
        """Show differences to the leader, given by id, letter and name."""
        self.gaps, self._leader, self._unit = gaps, leader, unit
        found = [
            say("{offer} crosses at {factors}", offer=gap.name, factors=", ".join(f"{zero:.2f}" for zero in gap.zeros))
            for gap in gaps
            if gap.zeros
        ]
        self.setAccessibleDescription("; ".join(found) or say("No offer crosses {offer}.", offer=leader[2]))
        self.is_empty = not gaps
        self.waits_for = say("Two ranked offers are needed.")
        self.update()

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw lines, zeros and letters."""
        high = painter.fontMetrics().height()
        shown = [gap for gap in self.gaps if gap.offer not in self.hidden]
        near = [abs(y) for gap in shown for x, y in gap.points if LOOKED_AT[0] <= x <= LOOKED_AT[1]]
        low = min([y for gap in shown for x, y in gap.points if LOOKED_AT[0] <= x <= LOOKED_AT[1]], default=-1.0)
        most = max(near, default=1.0) or 1.0
        plot = QRectF()
        plot.setCoords(
            area.left() + high + painter.fontMetrics().horizontalAdvance("−100") + 22,
            area.top() + 8,
            area.right() - 16,
            area.bottom() - 2 * high - 12,
        )
        across = Scale(0.0, 3.0, plot.left(), plot.right())
        up = Scale(min(low * 1.3, -0.25 * most), most * 1.05, plot.bottom(), plot.top())
        self._across, self._plot = across, plot
        axis_left(painter, plot, up, say("Less {offer}'s, {unit}", offer=self._leader[1], unit=self._unit), wanted=5)
        axis_below(painter, plot, across, say("Demand, × plan"))
        painter.setPen(QPen(icons.colour("second"), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(across.at(PLAN), plot.top()), QPointF(across.at(PLAN), plot.bottom()))
        painter.setPen(icons.colour("second"))
        words(painter, say("plan"), QPointF(across.at(PLAN) - 5, plot.top() + high / 2), "right")
        painter.save()
        painter.setClipRect(plot.adjusted(0, -1, 0, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for gap in sorted(shown, key=lambda gap: gap.offer == self.chosen):
            painter.setPen(offer_pen(gap.letter, 3.0 if gap.offer == self.chosen else 1.5))
            painter.drawPolyline(QPolygonF([QPointF(across.at(x), up.at(y)) for x, y in gap.points]))
        painter.setPen(QPen(icons.tokens().offer(self._leader[1]), 3))
        painter.drawLine(QPointF(plot.left(), up.at(0)), QPointF(plot.right(), up.at(0)))
        painter.restore()
        self._zeros(painter, shown, across, up)
        self._letters(painter, shown, across, up)

    def _zeros(self, painter: QPainter, gaps: list[Gap], across: Scale, up: Scale) -> None:
        taken: list[QRectF] = []
        for gap in gaps:
            for zero in gap.zeros:
                at = QPointF(across.at(zero), up.at(0.0))
                painter.setPen(QPen(icons.colour("text"), 2))
                painter.setBrush(icons.colour("base"))
                painter.drawEllipse(at, DOT, DOT)
                text = f"{zero:.2f}"
                wide = painter.fontMetrics().horizontalAdvance(text) + 6
                box = QRectF(at.x() - wide / 2, at.y() + 6, wide, painter.fontMetrics().height())
                if not any(box.intersects(other) for other in taken):
                    taken.append(box)
                    painter.save()
                    painter.setFont(strong(painter.font()))
                    words(painter, text, box.center(), "centre")
                    painter.restore()
                says = say("{offer} costs as much as {leader} at {factor} × plan", offer=gap.name,
                           leader=self._leader[2], factor=text)  # fmt: skip
                self.spot(QRectF(at.x() - 7, at.y() - 7, 14, 14), gap.offer, says)

    def _letters(self, painter: QPainter, gaps: list[Gap], across: Scale, up: Scale) -> None:
        """Put each letter on its line where no other stands, the leader's at the right end of zero."""
        box = QRectF(self._plot.right() - KEY - 4, up.at(0) - KEY / 2, KEY, KEY)
        paint_key(painter, box, self._leader[1], icons.tokens())
        self.spot(box, self._leader[0], self._leader[2])
        taken = [box]
        for number, gap in enumerate(gaps):
            for step in range(len(SPREAD) * 3):
                factor = SPREAD[(number + step) % len(SPREAD)] + 0.1 * (step // len(SPREAD))
                at = QPointF(across.at(factor), up.at(gap.at(factor)))
                box = QRectF(at.x() - KEY / 2, at.y() - KEY / 2, KEY, KEY)
                if self._plot.contains(box) and not any(box.adjusted(-3, -3, 3, 3).intersects(one) for one in taken):
                    taken.append(box)
                    paint_key(painter, box, gap.letter, icons.tokens())
                    self.spot(box, gap.offer, gap.name)
                    break

    def _at(self, point: QPointF) -> Spot | None:
        found = super()._at(point)
        if found is not None or self._across is None or not self._plot.contains(point):
            return found
        across = self._across
        factor = (point.x() - across.first) / (across.last - across.first) * across.high
        lines = [say("Demand {factor} × plan", factor=f"{factor:.2f}")]
        shown = sorted((gap for gap in self.gaps if gap.offer not in self.hidden), key=lambda gap: gap.at(factor))
        lines += [f"{gap.name}  {gap.at(factor):+.2f}".replace("-", "−") for gap in shown]
        return Spot(self._plot, "", "\n".join(lines))
