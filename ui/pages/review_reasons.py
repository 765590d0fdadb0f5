"""Why doubts about a file are accepted: one reason for each kind, asked before it is kept."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cdmo_desk.intake.codes import CODES
from cdmo_desk.speech import say
from ui.panel import Panel, button
from ui.text import label

if TYPE_CHECKING:
    from collections.abc import Mapping


class Reasons(Panel):
    """Asks for each kind of doubt why it is accepted. `given` gives all reasons in one text."""

    given = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__(say("Why are these doubts accepted?"), say("the reasons go to the record and into the PDF"))
        self.fields: dict[str, QLineEdit] = {}
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(12, 8, 12, 12)
        self._rows.setSpacing(6)
        holder = QWidget()
        holder.setLayout(self._rows)
        self.add(holder)
        self.back = button(say("Back"))
        self.back.clicked.connect(self.left)
        self.go = button(say("Accept with these reasons"), "check", primary=True)
        self.go.clicked.connect(self._give)
        self.tool(self.back)
        self.tool(self.go)
        self.hide()

    def ask(self, found: dict[str, int], known: "Mapping[str, str] | None" = None) -> None:
        """Ask about kinds of doubts, with how many there are of each; `known` are reasons that are there already."""
        while self._rows.count():
            old = self._rows.takeAt(0)
            widget = old.widget() if old is not None else None
            if widget is not None:
                widget.deleteLater()
        kept = {code: field.text() for code, field in self.fields.items()}
        self.fields = {}
        for code, number in found.items():
            row = QWidget()
            across = QHBoxLayout(row)
            across.setContentsMargins(0, 0, 0, 0)
            name = say(CODES.get(code, code))
            words = label(f"{name}: {number}")
            words.setFixedWidth(240)
            field = QLineEdit(kept.get(code, "") or (known or {}).get(code, ""))
            field.setAccessibleName(say("Why: {what}", what=name))
            field.setPlaceholderText(say("As above") if self.fields else say("Such as: asked the supplier on 3 May"))
            field.textChanged.connect(self._allow)
            field.returnPressed.connect(self._on)
            words.setBuddy(field)
            across.addWidget(words)
            across.addWidget(field, 1)
            self.fields[code] = field
            self._rows.addWidget(row)
        self._allow()
        self.show()
        if self.fields:
            next(iter(self.fields.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def text(self) -> str:
        """Return all reasons in one text; one left empty is as the one above."""
        made, last = [], ""
        for code, field in self.fields.items():
            last = field.text().strip() or last
            made.append((say(CODES.get(code, code)), last))
        if len({reason for _, reason in made}) == 1:
            return made[0][1]
        return "; ".join(f"{name}: {reason}" for name, reason in made)

    def _allow(self) -> None:
        first = next(iter(self.fields.values()), None)
        is_ready = first is None or bool(first.text().strip())
        self.go.setEnabled(is_ready)
        self.go.setToolTip("" if is_ready else say("Say first why the doubts are accepted"))

    def _on(self) -> None:
        """Go to the next reason, or accept after the last."""
        fields = list(self.fields.values())
        now = next((number for number, field in enumerate(fields) if field.hasFocus()), len(fields) - 1)
        if now + 1 < len(fields):
            fields[now + 1].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._give()

    def _give(self) -> None:
        if self.go.isEnabled():
            self.given.emit(self.text())
