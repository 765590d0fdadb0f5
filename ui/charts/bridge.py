"""The bridge of an offer: from the contract to its cost, step by step; a shortened axis says so and shows the break."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen, QPolygonF

from cdmo_desk.sheets.sheet import Sheet
from cdmo_desk.speech import say
from ui import icons
from ui.charts import as_table
from ui.charts.chart import Chart, Scale, small, strong, words
from ui.charts.series import Step
from ui.forms.numerals import Numerals

NARROWEST = 0.8  # of their size, to which names shrink where steps are many


class Bridge(Chart):
    """Sums as bars from below, steps between them hanging at their height."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._steps: tuple[Step, ...] = ()
        self._unit = ""
        self._narrow = 1.0
        self.setMinimumHeight(180)

    def show_steps(self, steps: tuple[Step, ...], unit: str) -> None:
        """Show the steps of an offer in a unit."""
        self._steps, self._unit = steps, unit
        self.setAccessibleDescription("; ".join(f"{step.title} {step.shown}" for step in steps))
        self.is_empty = not steps
        self.update()

    def sheet(self) -> Sheet:
        """Return the steps as a table."""
        return as_table.steps(self._steps, self.accessibleName(), self._unit)

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw the steps."""
        high = painter.fontMetrics().height()
        plot = QRectF()
        plot.setCoords(area.left() + 12, area.top() + 2 * high + 10, area.right() - 12, area.bottom() - 2 * high - 10)
        tops = [max(step.start, step.end) for step in self._steps]
        lows = [step.end if step.kind == "sum" else min(step.start, step.end) for step in self._steps]
        low = min(lows)
        is_cut = low > 0.4 * max(tops)
        floor = low - (max(tops) - low) * 0.35 if is_cut else min(0.0, low)
        scale = Scale(floor, max(tops) or 1.0, plot.bottom(), plot.top())
        painter.setPen(icons.colour("second"))
        note = (
            say("{unit}, axis from {floor}", unit=self._unit, floor=Numerals().fixed(floor, 0))
            if is_cut
            else self._unit
        )
        words(painter, note, QPointF(area.left() + 12, area.top() + high / 2 + 6))
        pitch = plot.width() / len(self._steps)
        longest = max(
            painter.fontMetrics().horizontalAdvance(word) for step in self._steps for word in step.title.split()
        )
        self._narrow = max(NARROWEST, min(1.0, (pitch - 2) / longest))
        for number, step in enumerate(self._steps):
            self._step(painter, step, scale, QRectF(plot.left() + pitch * number, plot.top(), pitch, plot.height()))
            if number + 1 < len(self._steps):
                painter.setPen(QPen(icons.colour("edge"), 1))
                y = scale.at(step.end)
                painter.drawLine(
                    QPointF(plot.left() + pitch * (number + 0.85), y),
                    QPointF(plot.left() + pitch * (number + 1.15), y),
                )
        painter.setPen(QPen(icons.colour("border"), 1))
        painter.drawLine(plot.bottomLeft(), plot.bottomRight())
        if is_cut:
            self._breaks(painter, plot, pitch)

    def _step(self, painter: QPainter, step: Step, scale: Scale, slot: QRectF) -> None:
        tokens = icons.tokens()
        start = scale.low if step.kind == "sum" else step.start
        top, bottom = sorted((scale.at(start), scale.at(step.end)))
        box = QRectF(slot.left() + slot.width() * 0.15, top, slot.width() * 0.7, max(1.0, bottom - top))
        ground = {"sum": tokens.group("batches"), "loss": tokens.group("loss")}.get(step.kind, tokens.group("events"))
        if step.kind == "plug":
            painter.fillRect(box, icons.colour("warning_ground"))
            painter.setPen(QPen(tokens.group("events"), 1))
            painter.setBrush(QBrush(tokens.group("events"), Qt.BrushStyle.BDiagPattern))
            painter.drawRect(box)
        else:
            painter.fillRect(box, ground)
        painter.setPen(icons.colour("text"))
        painter.setFont(strong(small(self.font())))
        words(painter, step.shown, QPointF(slot.center().x(), top - painter.fontMetrics().height() / 2 - 1), "centre")
        painter.setFont(small(self.font()))
        painter.setPen(icons.colour("second"))
        narrow = small(self.font())
        narrow.setPointSizeF(narrow.pointSizeF() * self._narrow)
        painter.setFont(narrow)
        words_below = QRectF(slot.left() - 2, scale.first + 3, slot.width() + 4, 2 * painter.fontMetrics().height())
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(words_below, int(flags), step.title)
        painter.setFont(small(self.font()))
        self.spot(box, "", f"{step.title}: {step.shown}")

    def _breaks(self, painter: QPainter, plot: QRectF, pitch: float) -> None:
        """Cut the sums where the axis is shortened."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(icons.colour("base"))
        for number, step in enumerate(self._steps):
            if step.kind == "sum":
                left, right = plot.left() + pitch * (number + 0.1), plot.left() + pitch * (number + 0.9)
                y = plot.bottom() - 12
                cut = [QPointF(left, y + 3), QPointF(right, y - 3), QPointF(right, y), QPointF(left, y + 6)]
                painter.drawPolygon(QPolygonF(cut))
