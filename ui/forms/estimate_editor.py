"""An estimate as three fields, low, likely and high, with a small picture of its distribution."""

from typing import Any

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QWidget

from cdmo_desk.speech import say
from ui import icons
from ui.forms.editor import Editor
from ui.forms.estimates import NAMES, Parts, parts_of, put_together
from ui.forms.kinds import Kind
from ui.forms.line import Line
from ui.forms.numerals import Numerals, Unread

STEPS = 32


class Pert(QWidget):
    """The shape of a PERT distribution; a single stroke where the value is certain."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(QSize(44, 28))
        self._parts: Parts = (None, None, None)
        self.setToolTip(say("Shape of the estimate, from low to high"))

    def show_parts(self, parts: Parts) -> None:
        """Draw three figures."""
        self._parts = parts
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the curve over its base line."""
        del event
        low, likely, high = self._parts
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, right, top, bottom = 3.0, self.width() - 3.0, 5.0, self.height() - 6.0
        painter.setPen(QPen(icons.colour("border"), 1))
        painter.drawLine(QPointF(left, bottom), QPointF(right, bottom))
        painter.setPen(QPen(icons.colour("accent"), 1.5))
        if likely is not None and (low is None or high is None or low == high):
            middle = (left + right) / 2
            painter.drawLine(QPointF(middle, top), QPointF(middle, bottom))
        elif low is not None and likely is not None and high is not None and low <= likely <= high:
            heights = densities(low, likely, high)
            width = right - left
            points = [
                QPointF(left + width * place / STEPS, bottom - (bottom - top) * height)
                for place, height in enumerate(heights)
            ]
            ground = icons.colour("accent").toRgb()  # a copy: the one kept is shared
            ground.setAlphaF(0.18)
            painter.setBrush(ground)
            painter.drawPolygon(QPolygonF(points))
        painter.end()


def densities(low: float, likely: float, high: float) -> list[float]:
    """Return the height of the PERT distribution at equal steps from low to high, the highest 1."""
    span = high - low
    first, second = 4 * (likely - low) / span, 4 * (high - likely) / span
    found = [(step / STEPS) ** first * (1 - step / STEPS) ** second for step in range(STEPS + 1)]
    most = max(found)
    return [height / most for height in found]


class EstimateEditor(Editor):
    """Low, likely and high; one value typed is certain."""

    def __init__(self, kind: Kind, numerals: Numerals) -> None:
        super().__init__(kind, numerals)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.lines = {name: Line(right=True) for name in NAMES}
        for name, line in self.lines.items():
            line.setPlaceholderText(say(name))
            line.setMinimumWidth(48)
            line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            line.editingFinished.connect(self._finished)
            line.returnPressed.connect(self._returned)
            line.left.connect(self.leave)
            row.addWidget(line, 1)
        self.lines["high"].say_unit(kind.unit)
        row.setStretch(2, 2 if kind.unit else 1)
        self.picture = Pert()
        row.addWidget(self.picture)
        self.setFocusProxy(self.lines["likely"])

    def read(self) -> Any:  # noqa: ANN401 - plain JSON
        """Read the three lines."""
        value = put_together(self._parts(), self.plain)
        if value is None and not self.kind.optional:
            raise Unread(say("{field} is missing.", field=self.kind.label))
        return value

    def fill(self, value: Any) -> None:  # noqa: ANN401 - plain JSON
        """Write the three lines."""
        parts = parts_of(value)
        for line, part in zip(self.lines.values(), parts, strict=True):
            shown = "" if part is None else self.numerals.show(part, percent=self.kind.percent)
            if line.text() != shown:
                line.setText(shown)
            line.setModified(False)
        self.picture.show_parts(parts)

    def is_dirty(self) -> bool:
        """Say whether something was typed since."""
        return any(line.isModified() for line in self.lines.values())

    def typed(self) -> tuple[str, ...]:
        """Return what stands in the three lines."""
        return tuple(line.text() for line in self.lines.values())

    def show_typed(self, texts: tuple[str, ...]) -> None:
        """Put texts into the three lines."""
        for line, text in zip(self.lines.values(), texts, strict=True):
            line.setText(text)

    def mark(self, *, wrong: bool) -> None:
        """Frame the lines."""
        for line in self.lines.values():
            line.mark(wrong=wrong)

    def name(self, text: str) -> None:
        """Name the lines."""
        for part, line in self.lines.items():
            line.setAccessibleName(f"{text}, {say(part)}")

    def say_unit(self, unit: str) -> None:
        """Show another unit in the last line."""
        super().say_unit(unit)
        self.lines["high"].say_unit(unit)

    def hide_unit(self) -> None:
        """Show no unit in the last line."""
        self.lines["high"].say_unit("")
        for place in range(len(self.lines)):
            self._row.setStretch(place, 1)

    def _parts(self) -> Parts:
        found = []
        for line in self.lines.values():
            text = line.text().strip()
            found.append(self.kind.figure(text, self.numerals) if text else None)
        low, likely, high = found
        return low, likely, high

    def _returned(self) -> None:
        if self.is_dirty():
            self._read_all()

    def _finished(self) -> None:
        """Read once the keyboard leaves all three."""
        focus = QApplication.focusWidget()
        if self.is_dirty() and focus not in self.lines.values():
            self._read_all()

    def _read_all(self) -> None:
        for line in self.lines.values():
            line.setModified(False)
        self.commit()
