"""How far a simulation is that makes shown figures finer: in the status bar, where nothing moves for it."""

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from cdmo_desk.speech import say
from ui.panel import link
from ui.text import label


class Gauge(QWidget):
    """Words, a bar and Cancel; hidden while nothing goes on."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._words = label(tone="second")
        row.addWidget(self._words)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(96)
        self.bar.setAccessibleName(say("Progress of the simulation"))
        row.addWidget(self.bar)
        self.ends = link(say("Cancel"))
        self.ends.setAccessibleName(say("Cancel the simulation"))
        row.addWidget(self.ends)
        self.hide()

    def begin(self, text: str) -> None:
        """Say what goes on."""
        self._words.setText(text)
        self.bar.setRange(0, 0)
        self.show()
