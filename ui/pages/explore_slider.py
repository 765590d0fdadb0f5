"""A slider with a tick at the plan's value: what is moved away from it is in accent."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider

from ui import icons

STEPS, KNOB, GROOVE = 200, 5.0, 4.0


class PlanSlider(QSlider):
    """A level slider between two values; `dragged` gives the value that a person moves it to."""

    dragged = Signal(float)

    def __init__(self, low: float, high: float, plan: float) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._low, self._high, self._plan = low, high, plan
        self._is_told = False
        self.setRange(0, STEPS)
        self.setSingleStep(1)
        self.setPageStep(STEPS // 20)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.is_moved = False
        self.tell(plan)
        self.valueChanged.connect(self._changed)

    def tell(self, value: float) -> None:
        """Show a value; one beyond the ends stands at the end."""
        self._is_told = True
        self.setValue(round((value - self._low) / ((self._high - self._low) or 1.0) * STEPS))
        self._is_told = False

    def value_at(self, step: int) -> float:
        """Return the value of a step; that of the plan where its tick is."""
        if step == self._step_of(self._plan):
            return self._plan
        found = self._low + (self._high - self._low) * step / STEPS
        return float(f"{found:.6g}")

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return its size."""
        return QSize(68, 24)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Let the page scroll."""
        event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take the knob to where it is pressed."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._to(event.position().x())
            event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the mouse."""
        if self.isSliderDown():
            self._to(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Let the knob go."""
        del event
        self.setSliderDown(False)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint groove, tick, knob and focus."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(icons.colour("border"))
        left, right = self._x(0) - KNOB, self._x(STEPS) + KNOB
        painter.drawRoundedRect(QRectF(left, middle - GROOVE / 2, right - left, GROOVE), 2, 2)
        tone = "accent" if self.is_moved else "second"
        if self.is_moved:
            x = self._x(self._step_of(self._plan))
            painter.setPen(QPen(icons.colour("text"), 1.5))
            painter.drawLine(QPointF(x, middle - 6), QPointF(x, middle + 6))
        painter.setPen(QPen(icons.colour(tone), 2))
        painter.setBrush(icons.colour("accent" if self.is_moved else "base"))
        painter.drawEllipse(QPointF(self._x(self.value()), middle), KNOB - 1, KNOB - 1)
        if self.hasFocus():
            painter.setPen(QPen(icons.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()

    def _x(self, step: int) -> float:
        return KNOB + 3 + (self.width() - 2 * KNOB - 6) * step / STEPS

    def _step_of(self, value: float) -> int:
        return min(max(0, round((value - self._low) / ((self._high - self._low) or 1.0) * STEPS)), STEPS)

    def _to(self, x: float) -> None:
        span = self.width() - 2 * KNOB - 6
        self.setValue(round((x - KNOB - 3) / span * STEPS))

    def _changed(self, step: int) -> None:
        self.update()
        if not self._is_told:
            self.dragged.emit(self.value_at(step))
