"""The best buy by what relief in the bad case is worth: a line an offer, and above them which is best on the whole."""

from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF

from cdmo_desk.speech import say
from ui import icons
from ui.charts.chart import Chart, Scale, Spot, axis_below, axis_left, offer_pen, words
from ui.forms.numerals import Numerals
from ui.keys import paint_key

KEY, BAND, APART = 16, 20.0, 18.0


@dataclass(frozen=True, slots=True)
class Buy:
    """An offer: in how many of a hundred cases it is the best buy, at each worth of relief."""

    offer: str
    letter: str
    name: str
    shares: tuple[float, ...]


class Buys(Chart):
    """Acceptance curves: the share of the cases in which each offer is the best buy."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._buys: tuple[Buy, ...] = ()
        self._worths: tuple[float, ...] = ()
        self._best: tuple[str, ...] = ()
        self._across: Scale | None = None
        self._plot = QRectF()

    def show_buys(self, buys: tuple[Buy, ...], worths: tuple[float, ...], best: tuple[str, ...]) -> None:
        """Show offers over worths of relief, and at each worth the best on the whole."""
        self._buys, self._worths, self._best = buys, worths, best
        self.is_empty = not buys or not worths
        self.waits_for = say("No offer is ranked.")
        known = {buy.offer: buy for buy in buys}
        parts = [
            say(
                "from {worth}: {offer}", worth=_shown(worths[start]), offer=f"{known[offer].letter} {known[offer].name}"
            )
            for offer, start, _end in self._runs()
        ]
        self.setAccessibleDescription(say("Best on the whole {parts}", parts=", ".join(parts)) if parts else "")
        self.update()

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw the band of the best, the lines, and each offer's key at the end of its line."""
        metrics = painter.fontMetrics()
        high = metrics.height()
        plot = self._plot = QRectF()
        left = area.left() + high + metrics.horizontalAdvance("100") + 22
        plot.setCoords(left, area.top() + 12 + BAND, area.right() - 2 * KEY - 8, area.bottom() - 2 * high - 12)
        across = self._across = Scale(self._worths[0], self._worths[-1] or 1.0, plot.left(), plot.right())
        top = max(share for buy in self._buys for share in buy.shares)
        up = Scale(0.0, min(100.0, top * 1.06) or 1.0, plot.bottom(), plot.top())
        axis_left(painter, plot, up, say("Best buy in % of cases"))
        axis_below(painter, plot, across, say("Worth of one less in the worst 5 %"))
        self._band(painter, across, QRectF(plot.left(), area.top() + 6, plot.width(), BAND - 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for buy in sorted(self._buys, key=lambda buy: buy.offer == self.lit):
            painter.setPen(offer_pen(buy.letter, 3.0 if buy.offer == self.lit else 1.5))
            places = zip(self._worths, buy.shares, strict=True)
            painter.drawPolyline(QPolygonF([QPointF(across.at(x), up.at(y)) for x, y in places]))
        self._ends(painter, up)

    def _runs(self) -> list[tuple[str, int, int]]:
        """Return each stretch of worths with the offer that is best on the whole: where it begins and ends."""
        made, start = [], 0
        for offer, run in groupby(self._best):
            end = start + len(list(run))
            made.append((offer, start, end))
            start = end
        return made

    def _band(self, painter: QPainter, across: Scale, area: QRectF) -> None:
        known = {buy.offer: buy for buy in self._buys}
        step = (self._worths[1] - self._worths[0]) / 2 if len(self._worths) > 1 else 0.0
        for offer, start, end in self._runs():
            buy = known[offer]
            first = across.at(max(across.low, self._worths[start] - step))
            last = across.at(min(across.high, self._worths[end - 1] + step))
            box = QRectF(first, area.top(), last - first, area.height())
            ground = icons.tokens().offer(buy.letter)
            ground.setAlphaF(0.3)
            painter.fillRect(box.adjusted(0, 0, -1, 0), ground)
            key = QRectF(box.left() + 4, box.center().y() - KEY / 2, KEY, KEY)
            paint_key(painter, key, buy.letter, icons.tokens())
            metrics, room = painter.fontMetrics(), int(box.width() - KEY - 12)
            whole = say("{offer}, best on the whole", offer=buy.name)
            text = whole if metrics.horizontalAdvance(whole) <= room else buy.name
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.setPen(icons.colour("text"))
            words(painter, text, QPointF(key.right() + 5, box.center().y()))
            says = say(
                "{offer} is the best buy on the whole from {low} to {high}",
                offer=buy.name,
                low=_shown(self._worths[start]),
                high=_shown(self._worths[end - 1]),
            )
            self.spot(box, offer, says)

    def _ends(self, painter: QPainter, up: Scale) -> None:
        """Put each key at the right end of its line, none over another."""
        ends = sorted(self._buys, key=lambda buy: -buy.shares[-1])
        at = [up.at(buy.shares[-1]) for buy in ends]
        for place in range(1, len(at)):
            at[place] = max(at[place], at[place - 1] + APART)
        over = at[-1] - (self._plot.bottom() + 4)
        if over > 0:
            at[-1] -= over
            for place in range(len(at) - 2, -1, -1):
                at[place] = min(at[place], at[place + 1] - APART)
        for buy, y in zip(ends, at, strict=True):
            box = QRectF(self._plot.right() + 8, y - KEY / 2, KEY, KEY)
            paint_key(painter, box, buy.letter, icons.tokens())
            shares = say("Best buy in {low} % of cases at worth 0, in {high} % at {worth}",
                         low=_shown(buy.shares[0], 1), high=_shown(buy.shares[-1], 1),
                         worth=_shown(self._worths[-1]))  # fmt: skip
            self.spot(box, buy.offer, f"{buy.letter} {buy.name}\n{shares}")

    def _at(self, point: QPointF) -> Spot | None:
        found = super()._at(point)
        if found is not None or self._across is None or not self._plot.contains(point):
            return found
        across = self._across
        worth = across.low + (point.x() - across.first) / (across.last - across.first) * (across.high - across.low)
        place = min(range(len(self._worths)), key=lambda number: abs(self._worths[number] - worth))
        ordered = sorted(self._buys, key=lambda buy: -buy.shares[place])
        lines = [say("Worth {worth}", worth=_shown(self._worths[place]))]
        lines += [f"{buy.letter} {buy.name}  {_shown(buy.shares[place], 1)} %" for buy in ordered]
        return Spot(self._plot, "", "\n".join(lines))


def _shown(value: float, decimals: int = 2) -> str:
    return Numerals().fixed(value, decimals)
