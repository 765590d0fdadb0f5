"""The form of the chosen term with its type over it, what it adds to cost, and a strip that explains it."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from cdmo_desk.sheets.terms import EXPLAINED, type_title
from cdmo_desk.speech import say
from ui.forms.field_box import FieldBox
from ui.forms.grid_box import GridBox
from ui.forms.numerals import Numerals
from ui.pages.quotes_ground import Ground
from ui.pages.quotes_origins import Origin
from ui.pages.quotes_term_form import TermForm
from ui.panel import link
from ui.signs import Sign
from ui.text import ElidedLabel, label, tip


class TermPanel(QWidget):
    """One form for each type of term, made when it is first wanted."""

    edited = Signal(str, object)
    origin_wanted = Signal(str)
    left = Signal()

    def __init__(self, ground: Ground, numerals: Numerals) -> None:
        super().__init__()
        self._ground, self._numerals = ground, numerals
        self._made: dict[str, TermForm] = {}
        self.origins: dict[str, Origin] = {}
        self.is_draft = False
        self.forms = QStackedWidget()
        self._nothing = label(say("Choose a term to see and change what it says."), tone="second", wrap=True)
        self._nothing.setContentsMargins(12, 10, 12, 10)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.forms.addWidget(self._nothing)
        self._lay_out()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._help)

    @property
    def form(self) -> TermForm | None:
        """Return the form that is shown."""
        shown = self.forms.currentWidget()
        return shown if isinstance(shown, TermForm) else None

    def show_term(self, term: Mapping[str, Any], origins: dict[str, Origin]) -> TermForm:
        """Show a term in the form of its type."""
        kind = str(term["type"])
        form = self._made.get(kind)
        if form is None:
            form = TermForm(kind, self._ground, self._numerals)
            form.edited.connect(self.edited)
            form.origin_wanted.connect(self.origin_wanted)
            self._made[kind] = form
            self.forms.addWidget(form)
        self.origins = origins
        self.head.show()
        self.kind.setText(type_title(kind))
        self.explained.say(say(EXPLAINED[kind]))
        form.show_plain(term)
        form.show_origins({name: (one.kind, one.words) for name, one in origins.items()})
        self.forms.setCurrentWidget(form)
        return form

    def show_nothing(self) -> None:
        """Say what can be chosen."""
        self.forms.setCurrentWidget(self._nothing)
        self.head.hide()
        self.costs.say("")
        self.say("")

    def say(self, text: str, *, is_draft: bool = False) -> None:
        """Say something under the form; a draft can be discarded there."""
        self.is_draft = is_draft
        self.helps.setText(text)
        self.leave.setVisible(is_draft)
        self.foot.setVisible(bool(text) or is_draft)

    def say_costs(self, text: str, more: str = "") -> None:
        """Say what the term adds to cost, with the parts of it in the tool tip."""
        self.costs.say(text)
        if more:
            self.costs.setToolTip(tip(f"{text}. {more}"))

    def boxes(self) -> dict[str, FieldBox | GridBox]:
        """Return the fields that are shown."""
        form = self.form
        return {} if form is None else {**form.form.boxes, **form.grids}

    def _help(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Explain the field that has the keyboard."""
        if self.is_draft or now is None or not self.forms.isAncestorOf(now):
            return
        widget: QWidget | None = now
        while widget is not None and not isinstance(widget, FieldBox | GridBox):
            widget = widget.parentWidget()
        if widget is not None:
            name = next((one for one, box in self.boxes().items() if box is widget), "")
            origin = self.origins.get(name)
            self.say(" ".join(part for part in (widget.help_words(), origin.words if origin else "") if part))

    def _lay_out(self) -> None:
        self.head = QFrame()
        top = QHBoxLayout(self.head)
        top.setContentsMargins(12, 6, 12, 0)
        top.setSpacing(8)
        self.kind = label("", strong=True)
        self.explained = ElidedLabel()
        self.explained.setProperty("tone", "second")
        top.addWidget(self.kind)
        top.addWidget(self.explained, 1)
        self.costs = ElidedLabel()
        self.costs.setProperty("strong", "true")
        self.costs.setContentsMargins(12, 2, 12, 0)
        self.foot = QFrame()
        self.foot.setObjectName("strip")
        self.foot.setProperty("kind", "info")
        row = QHBoxLayout(self.foot)
        row.setContentsMargins(12, 5, 12, 5)
        row.setSpacing(8)
        row.addWidget(Sign("info", 16, "info"))
        self.helps = label("", wrap=True)
        row.addWidget(self.helps, 1)
        self.leave = link(say("Discard"))
        self.leave.clicked.connect(self.left)
        row.addWidget(self.leave)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.head)
        rows.addWidget(self.costs)
        rows.addWidget(self.forms, 1)
        rows.addWidget(self.foot)
