"""Asks why weights that were fixed are to change, in a bar under them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit

from cdmo_desk.speech import say
from ui.panel import button
from ui.text import label


class ReasonBar(QFrame):
    """`given` gives the reason; `kept` says that all stays as it was fixed."""

    given = Signal(str)
    kept = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("strip")
        self.setProperty("kind", "warning")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(label(say("The weights are fixed. Why do they change?")))
        self.reason = QLineEdit()
        self.reason.setAccessibleName(say("Reason for the change"))
        self.reason.returnPressed.connect(self._give)
        row.addWidget(self.reason, 1)
        keep = button(say("Keep as fixed"))
        keep.clicked.connect(self._keep)
        row.addWidget(keep)
        self.change = button(say("Change weights"))
        self.change.clicked.connect(self._give)
        self.change.setEnabled(False)
        self.reason.textChanged.connect(lambda text: self.change.setEnabled(bool(text.strip())))
        row.addWidget(self.change)
        self.hide()

    def ask(self) -> None:
        """Ask."""
        self.reason.clear()
        self.show()
        self.reason.setFocus()

    def _give(self) -> None:
        reason = self.reason.text().strip()
        if reason:
            self.hide()
            self.given.emit(reason)

    def _keep(self) -> None:
        self.hide()
        self.kept.emit()
