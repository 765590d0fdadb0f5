"""What charts share: a ground, axes with ticks at round figures, spots that can be pointed at and clicked."""

from dataclasses import dataclass
from math import ceil, floor, log10
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolTip, QWidget

from cdmo_desk.speech import say
from ui import icons
from ui.copying import as_mime
from ui.forms.numerals import Numerals
from ui.text import tip

if TYPE_CHECKING:
    from cdmo_desk.sheets.sheet import Sheet
    from ui.dialogs.chart_table import ChartTable

DASHES: tuple[list[float], ...] = (
    [],
    [6, 3],
    [1.2, 2.6],
    [8, 3, 1.5, 3],
    [3.2, 2],
    [],
    [1.2, 4.5],
    [11, 4],
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A part of a chart that says something when pointed at, and names an offer."""

    area: QRectF
    offer: str
    says: str


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight line from values to places on the screen."""

    low: float
    high: float
    first: float
    last: float

    def at(self, value: float) -> float:
        """Return where a value lies."""
        span = (self.high - self.low) or 1.0
        return self.first + (value - self.low) / span * (self.last - self.first)

    def ticks(self, wanted: int) -> list[float]:
        """Return round values within the scale, about as many as wanted."""
        step = round_step((self.high - self.low) / max(1, wanted))
        first = ceil(self.low / step - 1e-9)
        return [number * step for number in range(first, floor(self.high / step + 1e-9) + 1)]


class Chart(QWidget):
    """A drawing that follows the palette; `offer_chosen` gives the offer whose part was clicked.

    `offer_pointed` gives the offer that the mouse is over, empty where there is none.
    """

    offer_chosen = Signal(str)
    offer_pointed = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(180, 110)
        self.setMouseTracking(True)
        self.chosen = self.pointed = ""
        self.is_stale = False
        self.is_empty = True
        self.waits_for = say("Calculating…")
        self._spots: list[Spot] = []

    def choose(self, offer: str) -> None:
        """Draw an offer as the chosen one."""
        if offer != self.chosen:
            self.chosen = offer
            self.update()

    @property
    def lit(self) -> str:
        """Return the offer that is drawn as the one looked at: pointed at, else chosen."""
        return self.pointed or self.chosen

    def point(self, offer: str) -> None:
        """Light an offer while the mouse is over it, wherever that is."""
        if offer != self.pointed:
            self.pointed = offer
            self.update()

    def sheet(self) -> "Sheet | None":
        """Return what is drawn as a table; None where a chart has none."""
        return None

    def copy_picture(self) -> None:
        """Copy the picture."""
        QGuiApplication.clipboard().setPixmap(self.grab())

    def copy_figures(self) -> None:
        """Copy the figures with their heads."""
        found = self.sheet()
        if found is not None:
            rows = [row.cells for row in found.rows]
            QGuiApplication.clipboard().setMimeData(as_mime(found.columns, rows, heads=True))

    def show_table(self) -> "ChartTable | None":
        """Show the figures as a table beside the chart."""
        found = self.sheet()
        if found is None or self.is_empty:
            return None
        from ui.dialogs.chart_table import ChartTable  # noqa: PLC0415 - seldom wanted

        made = ChartTable(found, self.window())
        made.show()
        return made

    def menu(self) -> QMenu:
        """Return what can be done with the chart."""
        made = QMenu(self)
        made.addAction(say("Copy picture"), self.copy_picture).setShortcut(QKeySequence.StandardKey.Copy)
        figures = made.addAction(say("Copy figures"), self.copy_figures)
        figures.setShortcut(QKeySequence("Ctrl+Shift+C"))
        table = made.addAction(say("Show as table"), self.show_table)
        table.setShortcut(QKeySequence("T"))
        for action in (figures, table):
            action.setEnabled(not self.is_empty and self.sheet() is not None)
        return made

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw the chart into an area."""
        raise NotImplementedError

    def spot(self, area: QRectF, offer: str, says: str) -> None:
        """Remember a part that says something."""
        self._spots.append(Spot(area, offer, says))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint ground, chart and focus."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), icons.colour("base"))
        painter.setFont(small(self.font()))
        self._spots.clear()
        if self.is_stale:
            painter.setOpacity(0.45)
        if self.is_empty:
            painter.setPen(icons.colour("second"))
            words(painter, self.waits_for, QRectF(self.rect()).center(), "centre")
        else:
            self.draw(painter, QRectF(self.rect()))
        painter.setOpacity(1.0)
        if self.hasFocus() and self.window().isActiveWindow():
            painter.setPen(QPen(icons.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Say what is pointed at."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self._at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), tip(found.says) if found else "", self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Choose the offer that is clicked."""
        found = self._at(event.position())
        if found is not None and found.offer:
            self.offer_chosen.emit(found.offer)
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Say which offer the mouse is over."""
        found = self._at(event.position())
        offer = found.offer if found is not None else ""
        if offer != self.pointed:
            self.offer_pointed.emit(offer)
            self.point(offer)
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Say that the mouse is over no offer any more."""
        if self.pointed:
            self.offer_pointed.emit("")
            self.point("")
        super().leaveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Offer what can be done with the chart."""
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Copy the picture, copy the figures, or show the table."""
        keys, control = event.modifiers(), Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_C and keys == control:
            self.copy_picture()
        elif event.key() == Qt.Key.Key_C and keys == control | Qt.KeyboardModifier.ShiftModifier:
            self.copy_figures()
        elif event.key() == Qt.Key.Key_T and not keys:
            self.show_table()
        else:
            super().keyPressEvent(event)

    def _at(self, point: QPointF) -> Spot | None:
        return next((spot for spot in reversed(self._spots) if spot.area.contains(point)), None)


def axis_below(painter: QPainter, area: QRectF, scale: Scale, title: str, *, wanted: int = 6) -> None:
    """Draw the axis below an area, its light grid and its title."""
    metrics = painter.fontMetrics()
    for value in scale.ticks(wanted):
        x = scale.at(value)
        painter.setPen(QPen(icons.colour("hairline"), 1))
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
        painter.setPen(icons.colour("second"))
        words(painter, figure(value), QPointF(x, area.bottom() + metrics.height() / 2 + 4), "centre")
    painter.setPen(QPen(icons.colour("border"), 1))
    painter.drawLine(area.bottomLeft(), area.bottomRight())
    painter.setPen(icons.colour("second"))
    words(painter, title, QPointF(area.center().x(), area.bottom() + metrics.height() * 1.5 + 6), "centre")


def axis_left(painter: QPainter, area: QRectF, scale: Scale, title: str, *, wanted: int = 4) -> None:
    """Draw the axis left of an area, its light grid and its title standing."""
    metrics = painter.fontMetrics()
    widest = 0
    for value in scale.ticks(wanted):
        y = scale.at(value)
        painter.setPen(QPen(icons.colour("hairline"), 1))
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        painter.setPen(icons.colour("second"))
        widest = max(widest, metrics.horizontalAdvance(figure(value)))
        words(painter, figure(value), QPointF(area.left() - 6, y), "right")
    painter.save()
    room = painter.window().height() - 4
    fitted = metrics.elidedText(title, Qt.TextElideMode.ElideRight, room)
    half = metrics.horizontalAdvance(fitted) / 2 + 2
    middle = min(max(area.center().y(), half), room + 4 - half)
    painter.translate(area.left() - 12 - widest - metrics.height() / 2, middle)
    painter.rotate(-90)
    words(painter, fitted, QPointF(0, 0), "centre")
    painter.restore()


def words(painter: QPainter, text: str, at: QPointF, side: str = "left") -> QRectF:
    """Write a text left, right or centre of a point, half above and half below it; returns where it stands."""
    metrics = painter.fontMetrics()
    wide, high = metrics.horizontalAdvance(text), metrics.height()
    left = {"left": at.x(), "right": at.x() - wide, "centre": at.x() - wide / 2}[side]
    area = QRectF(left, at.y() - high / 2, wide + 1, high)
    painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), text)
    return area


def small(font: QFont) -> QFont:
    """Return the font of ticks and notes."""
    made = QFont(font)
    made.setPointSizeF(font.pointSizeF() * 8.25 / 9)
    return made


def strong(font: QFont) -> QFont:
    """Return a font in semibold."""
    made = QFont(font)
    made.setWeight(QFont.Weight.DemiBold)
    return made


def round_step(rough: float) -> float:
    """Return the next step of 1, 2, 2.5 or 5 times a power of ten."""
    if rough <= 0:
        return 1.0
    power = 10.0 ** floor(log10(rough))
    return next((power * step for step in (1, 2, 2.5, 5, 10) if power * step >= rough * 0.999), power * 10)


def figure(value: float) -> str:
    """Return a tick's figure with a true minus."""
    return Numerals().show(value)


def offer_pen(letter: str, width: float) -> QPen:
    """Return the pen of an offer: its colour and its dash."""
    from ui.tokens import place_of  # noqa: PLC0415 - a leaf

    tokens = icons.tokens()
    pen = QPen(tokens.offer(letter), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pattern = DASHES[place_of(letter) % len(DASHES)]
    if pattern:
        pen.setDashPattern([part * 1.5 / width if width > 2 else part for part in pattern])  # noqa: PLR2004
    return pen
