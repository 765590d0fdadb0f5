"""The ring around what has the keyboard, where nothing inside shows it."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from ui import icons


def ring(widget: QWidget) -> None:
    """Paint a ring inside a widget's edge; for its paint event."""
    painter = QPainter(widget)
    painter.setPen(QPen(icons.colour("accent"), 2))
    painter.drawRect(widget.rect().adjusted(1, 1, -1, -1))
    painter.end()


class Ring(QWidget):
    """Lies over an area that scrolls and is seen while the area has the keyboard."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(area)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        area.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Follow the area: its size, and whether it has the keyboard."""
        area = self.parentWidget()
        if watched is area and event.type() in FOLLOWED:
            self.setGeometry(area.rect())
            self.setVisible(area.hasFocus())
            self.raise_()
        return False

    def paintEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the ring."""
        del event
        ring(self)


FOLLOWED = (QEvent.Type.FocusIn, QEvent.Type.FocusOut, QEvent.Type.Resize)
