"""Where a value comes from: source, owner and date, asked in a bar under the form."""

from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from cdmo_desk.programme.brief import Assumption
from cdmo_desk.speech import say, within
from ui.forms.form import Form
from ui.forms.kinds import Look
from ui.forms.numerals import Numerals
from ui.panel import flat
from ui.text import label


class SourceBar(QFrame):
    """Asks for the source of one value at a time. `edited` gives its path, the key and what was typed."""

    edited = Signal(str, str, object)
    left = Signal()

    def __init__(self, numerals: Numerals) -> None:
        super().__init__()
        self.setObjectName("panelFoot")
        self.path = ""
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 8, 8, 10)
        rows.setSpacing(4)
        head = QHBoxLayout()
        self.title = label("", strong=True)
        head.addWidget(self.title, 1)
        shut = flat("x", say("Close the source"), say("Close (Esc)"))
        shut.clicked.connect(self.leave)
        head.addWidget(shut)
        rows.addLayout(head)
        looks = {"source": Look(span=2, placeholder=say("Study, contract, person or system it was taken from"))}
        self.form = Form(Assumption, ("source", "owner", "date"), across=4, looks=looks, numerals=numerals)
        self.form.edited.connect(lambda name, value: self.edited.emit(self.path, name, value))
        rows.addWidget(self.form)
        self.hide()

    def ask(self, path: str, name: str, found: dict[str, Any]) -> None:
        """Ask for the source of a value, showing what is known of it."""
        self.path = path
        self.title.setText(say("Source of {field}", field=within(name)))
        self.form.show_plain(found)
        self.show()
        self.form.editor("source").setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Close."""
        self.hide()
        self.path = ""
        self.left.emit()

    def event(self, event: QEvent) -> bool:
        """Want Esc for oneself while one is asked."""
        is_asked = event.type() == QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Close with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)
