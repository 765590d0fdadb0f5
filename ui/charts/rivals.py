"""One offer against each of the others in the same programmes: by how much it costs less or more, and how surely."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from cdmo_desk.speech import say
from ui import icons
from ui.charts.chart import Chart, Scale, axis_below, words
from ui.forms.numerals import Numerals
from ui.keys import paint_key

KEY, PITCH, DOT = 16, 52.0, 4.0


@dataclass(frozen=True, slots=True)
class Rival:
    """Another offer: its cost less that of the one looked at, in the axis' unit, and in how many cases it costs more.

    `spread` holds eight in ten of the differences, `sure` the mean in 95 of 100 runs.
    """

    offer: str
    letter: str
    name: str
    mean: float
    spread: tuple[float, float]
    sure: tuple[float, float] | None
    cheaper: float


class Rivals(Chart):
    """A row a rival: the mean difference as a dot, eight in ten as a line; right of zero the rival costs more."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._rivals: tuple[Rival, ...] = ()
        self._own = ("", "", "")
        self._unit = ""

    def show_rivals(self, rivals: tuple[Rival, ...], own: tuple[str, str, str], unit: str) -> None:
        """Show rivals of an offer, given by id, letter and name."""
        self._rivals, self._own, self._unit = tuple(sorted(rivals, key=lambda rival: rival.mean)), own, unit
        self.is_empty = not rivals
        self.waits_for = say("Two ranked offers are needed.")
        self.setAccessibleDescription("; ".join(self._says(rival).replace("\n", ", ") for rival in self._rivals))
        self.update()

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw zero, then a row a rival."""
        metrics = painter.fontMetrics()
        high = metrics.height()
        names = min(area.width() * 0.3, max(metrics.horizontalAdvance(rival.name) for rival in self._rivals) + 4.0)
        chances = metrics.horizontalAdvance("000 %") + 12
        plot = QRectF()
        plot.setCoords(
            area.left() + 12 + KEY + 8 + names + 10,
            area.top() + high + 12,
            area.right() - 14 - chances,
            area.bottom() - 2 * high - 12,
        )
        low = min(0.0, *(rival.spread[0] for rival in self._rivals), *(rival.mean for rival in self._rivals))
        most = max(0.0, *(rival.spread[1] for rival in self._rivals), *(rival.mean for rival in self._rivals))
        room = (most - low) * 0.05 or 1.0
        scale = Scale(low - room, most + room, plot.left(), plot.right())
        axis_below(
            painter, plot, scale, say("Costs more than {offer}, {unit}", offer=self._own[1], unit=self._unit), wanted=5
        )
        painter.setPen(icons.colour("second"))
        words(painter, say("dearer in"), QPointF(area.right() - 12, plot.top() - high / 2 - 4), "right")
        paint_key(painter, QRectF(scale.at(0) - KEY / 2, plot.top() - KEY - 4, KEY, KEY), self._own[1], icons.tokens())
        painter.setPen(QPen(icons.tokens().offer(self._own[1]), 2))
        painter.drawLine(QPointF(scale.at(0), plot.top()), QPointF(scale.at(0), plot.bottom()))
        pitch = min(PITCH, plot.height() / len(self._rivals))
        for number, rival in enumerate(self._rivals):
            row = QRectF(area.left() + 6, plot.top() + pitch * number, area.width() - 12, pitch)
            self._row(painter, rival, scale, row, names)

    def _row(self, painter: QPainter, rival: Rival, scale: Scale, row: QRectF, names: float) -> None:
        middle = row.center().y()
        if rival.offer == self.lit:
            painter.fillRect(row.adjusted(0, 1, 0, -1), icons.colour("selection"))
        key = min(float(KEY), row.height() - 2)
        paint_key(painter, QRectF(row.left() + 6, middle - key / 2, key, key), rival.letter, icons.tokens())
        painter.setPen(icons.colour("text"))
        fitted = painter.fontMetrics().elidedText(rival.name, Qt.TextElideMode.ElideRight, int(names))
        words(painter, fitted, QPointF(row.left() + 6 + KEY + 8, middle))
        tone = icons.tokens().offer(rival.letter)
        painter.setPen(QPen(tone, 2))
        painter.drawLine(QPointF(scale.at(rival.spread[0]), middle), QPointF(scale.at(rival.spread[1]), middle))
        for end in rival.spread:
            painter.drawLine(QPointF(scale.at(end), middle - 4), QPointF(scale.at(end), middle + 4))
        if rival.sure is not None:
            box = QRectF(scale.at(rival.sure[0]), middle - 4, scale.at(rival.sure[1]) - scale.at(rival.sure[0]), 8)
            painter.fillRect(box, tone)
        painter.setPen(QPen(icons.colour("base"), 1))
        painter.setBrush(tone)
        painter.drawEllipse(QPointF(scale.at(rival.mean), middle), DOT + 0.5, DOT + 0.5)
        painter.setPen(icons.colour("text"))
        words(painter, f"{Numerals().fixed(rival.cheaper, 0)} %", QPointF(row.right() - 6, middle), "right")
        self.spot(row, rival.offer, self._says(rival))

    def _says(self, rival: Rival) -> str:
        name, own = f"{rival.letter} {rival.name}", f"{self._own[1]} {self._own[2]}"
        mean = _shown(abs(rival.mean))
        first = (
            say("{offer} costs {sum} more than {other} in the mean", offer=name, other=own, sum=mean)
            if rival.mean >= 0
            else say("{offer} costs {sum} less than {other} in the mean", offer=name, other=own, sum=mean)
        )
        low, high = (_shown(end) for end in rival.spread)
        return "\n".join(
            (
                first,
                say("Eight in ten cases: {low} to {high} {unit}", low=low, high=high, unit=self._unit),
                say("Dearer in {share} % of cases", share=Numerals().fixed(rival.cheaper, 0)),
            )
        )


def _shown(value: float) -> str:
    return Numerals().fixed(value, 2)
