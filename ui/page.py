"""A page of the window: its head with title, sentence and buttons, its messages, its body."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from cdmo_desk.speech import say
from ui.strips import Strips
from ui.text import ElidedLabel, label

MARGIN, GAP = 16, 8


class Page(QWidget):
    """What all pages share; the body is one of several states, such as empty or full."""

    name = ""
    title = ""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(say(self.title))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(MARGIN, 0, MARGIN, MARGIN)
        rows.setSpacing(GAP)
        head = QHBoxLayout()
        head.setContentsMargins(0, 8, 0, 0)
        head.setSpacing(GAP)
        self.heading = label(say(self.title), size="title")
        self.sentence = ElidedLabel()
        self.sentence.setProperty("strong", "true")
        self.second = ElidedLabel()
        self.second.setProperty("tone", "second")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self.sentence)
        words.addWidget(self.second)
        words.addStretch(1)
        head.addWidget(self.heading)
        head.addSpacing(8)
        head.addLayout(words, 1)
        self._head = head
        self._tools = head.count()
        bar = QWidget()
        bar.setLayout(head)
        bar.setFixedHeight(48)
        rows.addWidget(bar)
        self.strips = Strips()
        rows.addWidget(self.strips)
        self.states = QStackedLayout()
        rows.addLayout(self.states, 1)

    def say(self, sentence: str, second: str = "") -> None:
        """Say what the page found: a sentence, and one in grey under it."""
        self.sentence.lines = 1 if second else 2
        self.sentence.say(sentence)
        self.sentence.setVisible(bool(sentence))
        self.second.say(second)
        self.second.setVisible(bool(second))

    def add_button(self, made: QPushButton | QWidget) -> None:
        """Add a button at the right of the head; the primary one comes last."""
        self._head.addWidget(made)

    def insert_tool(self, made: QWidget) -> None:
        """Add a small tool left of the head's buttons."""
        self._head.insertWidget(self._tools, made)
        self._tools += 1

    def look_for(self, text: str) -> None:
        """Show only what contains a text."""

    @property
    def is_late(self) -> bool:
        """Return whether figures came that are laid out only once the page is looked at."""
        return False

    def catch_up(self) -> None:
        """Lay out what came while the page was not looked at."""

    def landing(self) -> QWidget:
        """Return the widget that takes the keyboard when the page is shown."""
        return self
