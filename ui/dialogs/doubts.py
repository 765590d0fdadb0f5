"""Asks why answers that leave doubts are taken in; the reason goes to the record."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLineEdit, QListWidget, QVBoxLayout, QWidget

from cdmo_desk.problem import Problem
from cdmo_desk.speech import counted, say
from ui.panel import button
from ui.text import label


class DoubtsDialog(QDialog):
    """Doubts in a list, and a reason for all of them. `given` gives it."""

    given = Signal(str)

    def __init__(self, name: str, doubts: Sequence[Problem], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("Answers with doubts"))
        self.resize(560, 340)
        leaves = counted("{name} leaves a doubt.", "{name} leaves {n} doubts.", len(doubts), name=name)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 16, 16, 12)
        rows.setSpacing(10)
        rows.addWidget(label(leaves, strong=True, wrap=True))
        self.list = QListWidget()
        self.list.setAccessibleName(say("Doubts"))
        self.list.setWordWrap(True)
        self.list.addItems([f"{doubt.place}: {doubt.says}" if doubt.place else doubt.says for doubt in doubts])
        rows.addWidget(self.list, 1)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(say("Such as: asked the supplier on 3 May"))
        self.reason.textChanged.connect(self._allow)
        words = label(say("Why are the answers taken in all the same?"), tone="second")
        words.setBuddy(self.reason)
        self.reason.setAccessibleName(words.text())
        rows.addWidget(words)
        rows.addWidget(self.reason)
        leave = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        leave.button(QDialogButtonBox.StandardButton.Cancel).setText(say("Leave them out"))
        leave.rejected.connect(self.reject)
        self.act = button(say("Take them in"), "check", primary=True)
        self.act.setEnabled(False)
        self.act.clicked.connect(self._give)
        self.reason.returnPressed.connect(self._give)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(leave)
        row.addWidget(self.act)
        rows.addLayout(row)
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _allow(self) -> None:
        self.act.setEnabled(bool(self.reason.text().strip()))

    def _give(self) -> None:
        if self.act.isEnabled():
            self.given.emit(self.reason.text().strip())
            self.accept()
