"""The field to find with: a glass at the left, its key at the right."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit

from ui import icons

KEY = QKeySequence("Ctrl+F")


class FindField(QLineEdit):
    """A line to type in what is looked for."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextMargins(20, 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the field with its glass and its key."""
        super().paintEvent(event)
        painter = QPainter(self)
        icons.paint(painter, "search", QRect(9, (self.height() - 14) // 2, 14, 14), "second")
        if not self.text():
            painter.setPen(icons.colour("third"))
            side = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            key = KEY.toString(QKeySequence.SequenceFormat.NativeText)
            painter.drawText(self.rect().adjusted(0, 0, -9, 0), side, key)
        painter.end()
