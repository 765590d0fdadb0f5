"""Cost against risk: an offer a key, and the front of those that no other beats in both."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from cdmo_desk.sheets.sheet import Sheet
from cdmo_desk.speech import say
from ui import icons
from ui.charts import as_table
from ui.charts.chart import Chart, Scale, axis_below, axis_left, words
from ui.charts.series import Point
from ui.forms.numerals import Numerals
from ui.keys import paint_key

KEY = 16


class Points(Chart):
    """Offers by mean and tail; lower left is better."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._points: tuple[Point, ...] = ()
        self._across = self._up = ""

    def show_points(self, points: tuple[Point, ...], across: str, up: str) -> None:
        """Show points over two axes."""
        self._points, self._across, self._up = points, across, up
        self.setAccessibleDescription(
            "; ".join(f"{point.letter} {point.name}: {_shown(point.x, 1)}; {_shown(point.y, 1)}" for point in points)
        )
        self.is_empty = not points
        self.update()

    def sheet(self) -> Sheet:
        """Return the points as a table."""
        return as_table.points(self._points, self.accessibleName(), self._across, self._up)

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw the front, then the keys with their names."""
        high = painter.fontMetrics().height()
        wide = painter.fontMetrics().horizontalAdvance("1,000")
        plot = QRectF()
        plot.setCoords(
            area.left() + high + wide + 18, area.top() + 12, area.right() - 16, area.bottom() - 2 * high - 12
        )
        across = _scale([point.x for point in self._points], plot.left(), plot.right())
        up = _scale([point.y for point in self._points], plot.bottom(), plot.top())
        axis_left(painter, plot, up, self._up)
        axis_below(painter, plot, across, self._across, wanted=5)
        end = self._front(painter, across, up, plot)
        taken = [self._box(point, across, up) for point in self._points]
        for point in self._points:
            self._key(painter, point, self._box(point, across, up), plot, taken)
        if end is not None:
            self._name_front(painter, end, taken)

    def _box(self, point: Point, across: Scale, up: Scale) -> QRectF:
        return QRectF(across.at(point.x) - KEY / 2, up.at(point.y) - KEY / 2, KEY, KEY)

    def _front(self, painter: QPainter, across: Scale, up: Scale, plot: QRectF) -> QPointF | None:
        """Draw the front; returns where its line ends at the right."""
        front = sorted((point for point in self._points if point.is_front), key=lambda point: point.x)
        if not front:
            return None
        painter.setPen(QPen(icons.colour("second"), 1, Qt.PenStyle.DashLine))
        y = plot.top()
        for point in front:
            x, low = across.at(point.x), up.at(point.y)
            painter.drawLine(QPointF(x, y), QPointF(x, low))
            y = low
            after = next((other for other in front if other.x > point.x), None)
            painter.drawLine(QPointF(x, low), QPointF(across.at(after.x) if after else plot.right(), low))
        return QPointF(plot.right() - 2, y)

    def _name_front(self, painter: QPainter, end: QPointF, taken: list[QRectF]) -> None:
        """Say what the front is, above or below its end, where no name stands."""
        text, metrics = say("no other lower in both"), painter.fontMetrics()
        wide, high = metrics.horizontalAdvance(text), metrics.height()
        for middle in (end.y() - high / 2, end.y() + high / 2 + 1):
            box = QRectF(end.x() - wide, middle - high / 2, wide, high)
            if not any(box.intersects(other) for other in taken):
                painter.setPen(icons.colour("second"))
                words(painter, text, QPointF(end.x(), middle), "right")
                return

    def _place(  # noqa: PLR0917 - what a name must keep clear of
        self, painter: QPainter, text: str, point: Point, box: QRectF, plot: QRectF, taken: list[QRectF]
    ) -> QRectF:
        """Return where a name stands beside its key: where nothing else is, or least."""
        wide = painter.fontMetrics().horizontalAdvance(text)
        high = painter.fontMetrics().height()
        middle = box.center().y()
        away = 8 if point.offer == self.lit else 5
        choices = [
            QRectF(box.right() + away, middle - high / 2, wide, high),
            QRectF(box.left() - away - wide, middle - high / 2, wide, high),
            QRectF(box.left() - 2, box.bottom() + 2, wide, high),
            QRectF(box.left() - 2, box.top() - 2 - high, wide, high),
            QRectF(box.right() + 2 - wide, box.bottom() + 2, wide, high),
            QRectF(box.right() + 2 - wide, box.top() - 2 - high, wide, high),
        ]
        fitting = [
            choice
            for choice in choices
            if plot.adjusted(0, -8, 8, 0).contains(choice) and not any(choice.intersects(other) for other in taken)
        ]
        inside = QRectF(painter.window()).adjusted(2, 2, -2, -2)
        inside.setBottom(plot.bottom() + 2)
        near = [choice for choice in choices if inside.contains(choice)]
        return fitting[0] if fitting else min(near or choices, key=lambda choice: _covered(choice, taken))

    def _key(self, painter: QPainter, point: Point, box: QRectF, plot: QRectF, taken: list[QRectF]) -> None:
        if point.offer == self.lit:
            painter.setPen(QPen(icons.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), 5, 5)
        if point.is_hollow:
            painter.fillRect(box, icons.colour("base"))
        paint_key(painter, box, point.letter, icons.tokens(), hollow=point.is_hollow)
        text = say("{offer}, not ranked", offer=point.name) if point.is_hollow else point.name
        place = self._place(painter, text, point, box, plot, taken)
        if point.is_hollow and _covered(place, taken):
            text = point.name
            place = self._place(painter, text, point, box, plot, taken)
        taken.append(place)
        painter.fillRect(place, icons.colour("base"))
        painter.setPen(icons.colour("text"))
        painter.drawText(place.adjusted(0, 0, 2, 0), int(Qt.AlignmentFlag.AlignVCenter), text)
        mean = say("Mean {mean}, worst 5 % {worst}", mean=_shown(point.x, 2), worst=_shown(point.y, 2))
        self.spot(box, point.offer, f"{point.letter} {point.name}\n{mean}")


def _covered(box: QRectF, taken: list[QRectF]) -> float:
    """Return how much of a box others cover."""
    parts = [box.intersected(other) for other in taken]
    return sum(part.width() * part.height() for part in parts)


def _scale(values: list[float], first: float, last: float) -> Scale:
    low, high = min(values), max(values)
    room = (high - low) * 0.12 or abs(high) * 0.1 or 1.0
    return Scale(low - room, high + room, first, last)


def _shown(value: float, decimals: int) -> str:
    return Numerals().fixed(value, decimals)
