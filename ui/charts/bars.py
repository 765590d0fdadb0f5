"""Plain bars from zero: a figure an offer, written at the bar's end."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetrics, QPainter

from ui import icons
from ui.charts.chart import Chart, Scale, axis_below, strong, words
from ui.charts.series import Bar
from ui.keys import paint_key

if TYPE_CHECKING:
    from cdmo_desk.sheets.sheet import Sheet

KEY, TALL = 16, 18


class Bars(Chart):
    """Bars in the offers' colours."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._bars: tuple[Bar, ...] = ()
        self._axis = ""

    def show_bars(self, bars: tuple[Bar, ...], axis: str) -> None:
        """Show bars over an axis."""
        self._bars, self._axis = bars, axis
        self.setAccessibleDescription("; ".join(f"{bar.letter} {bar.name} {bar.shown}" for bar in bars))
        self.is_empty = not bars
        self.update()

    def sheet(self) -> "Sheet":
        """Return the bars as a table."""
        from ui.charts import as_table  # noqa: PLC0415 - loads figures, which the first paint does without

        return as_table.bars(self._bars, self.accessibleName(), self._axis)

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw the bars."""
        high = painter.fontMetrics().height()
        ends = max(QFontMetrics(strong(self.font())).horizontalAdvance(bar.shown) for bar in self._bars) + 10
        plot = QRectF()
        plot.setCoords(
            area.left() + 12 + KEY + 8, area.top() + 6, area.right() - 12 - ends, area.bottom() - 2 * high - 12
        )
        scale = Scale(0.0, max(bar.value for bar in self._bars) or 1.0, plot.left(), plot.right())
        axis_below(painter, plot, scale, self._axis, wanted=5)
        pitch = plot.height() / len(self._bars)
        for number, bar in enumerate(self._bars):
            middle = plot.top() + pitch * (number + 0.5)
            tall = min(TALL, pitch - 4)
            if bar.offer == self.lit:
                band = min(pitch - 2, 2.5 * TALL)
                row = QRectF(area.left() + 6, middle - band / 2, area.width() - 12, band)
                painter.fillRect(row, icons.colour("selection"))
            key = min(KEY, pitch - 2)
            paint_key(painter, QRectF(area.left() + 12, middle - key / 2, key, key), bar.letter, icons.tokens())
            box = QRectF(plot.left(), middle - tall / 2, scale.at(bar.value) - plot.left(), tall)
            painter.fillRect(box, icons.tokens().offer(bar.letter))
            painter.save()
            painter.setFont(strong(self.font()))
            painter.setPen(icons.colour("text"))
            words(painter, bar.shown, QPointF(box.right() + 6, middle))
            painter.restore()
            self.spot(box.adjusted(-30, 0, 60, 0), bar.offer, f"{bar.letter} {bar.name}: {bar.shown}")
