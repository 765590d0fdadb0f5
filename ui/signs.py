"""Icons as widgets: they are drawn from the tokens whenever they are painted, so that they follow the theme."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from cdmo_desk.speech import say
from ui import icons
from ui.keys import paint_key


class Sign(QWidget):
    """An icon in the colour of a token."""

    def __init__(self, name: str, size: int, tone: str) -> None:
        super().__init__()
        self._name, self._tone = name, tone
        self.setFixedSize(QSize(size, size))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the icon."""
        del event
        painter = QPainter(self)
        icons.paint(painter, self._name, self.rect(), self._tone)
        painter.end()


class OfferKey(QWidget):
    """The key of an offer."""

    def __init__(self) -> None:
        super().__init__()
        self._letter = ""
        self.setFixedSize(QSize(18, 18))

    def show_letter(self, letter: str) -> None:
        """Show an offer's letter."""
        self._letter = letter
        self.setAccessibleName(say("Offer {letter}", letter=letter))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the key."""
        del event
        if self._letter:
            painter = QPainter(self)
            paint_key(painter, self.rect(), self._letter, icons.tokens())
            painter.end()
