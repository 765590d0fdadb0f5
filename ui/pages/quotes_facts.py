"""The facts of an offer as a form: the first ones in a row, all of them once it is opened."""

from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from cdmo_desk.contract.offer import Escalation, Offer
from cdmo_desk.problem import Refused
from cdmo_desk.speech import say
from ui import icons
from ui.figured import OfferWords
from ui.forms.field_box import FieldBox
from ui.forms.form import Form
from ui.forms.kinds import Look
from ui.forms.numerals import Numerals
from ui.pages.quotes_edits import Edits, refusal
from ui.pages.quotes_ground import Ground
from ui.panel import Panel
from ui.signs import OfferKey
from ui.text import label

FACTS = (
    "kind",
    "currency",
    "payment_days",
    "valid_until",
    "round",
    "ready_months",
    "output_per_batch",
    "engagement",
    "supplier",
    "title",
)
GROWTH = ("rate", "index", "floor", "cap")


class FactsPanel(Panel):
    """Who offers, and on which terms in general. `opened` says that all facts are shown, or no longer."""

    opened = Signal(bool)

    def __init__(self, edits: Edits, ground: Ground, numerals: Numerals) -> None:
        super().__init__(" ")
        self._edits, self._ground = edits, ground
        self.key = OfferKey()
        self.tools.insertWidget(0, self.key)
        self.state = label("", tone="second")
        self.tool(self.state)
        self.more = QToolButton()
        self.more.setProperty("flat", True)
        self.more.setCheckable(True)
        self.more.setText(say("All facts"))
        self.more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.more.setIcon(icons.icon("chevron-down"))
        self.more.setIconSize(QSize(14, 14))
        self.more.setAccessibleName(say("All facts of the offer"))
        self.more.toggled.connect(self._open)
        self.tool(self.more)
        least = self.fontMetrics().horizontalAdvance("0" * 10) + 24
        looks = ground.looks(Offer) | {
            "ready_months": Look(unit=say("months"), span=2, label=say("Ready after")),
            "output_per_batch": Look(span=2, unit=""),
            "payment_days": Look(unit=say("days")),
            "supplier": Look(span=2),
        }
        self.form = Form(Offer, FACTS, looks=looks, numerals=numerals, least=least)
        self.form.boxes["kind"].editor.setMinimumWidth(0)
        grown = {
            "rate": Look(unit="%", label=say("Escalation a year"), placeholder=say("none")),
            "index": Look(choices=lambda: (("cpi", say("CPI")),), label=say("Or by index")),
            "floor": Look(unit="%", label=say("Index at least")),
            "cap": Look(unit="%", label=say("Index at most"), placeholder=say("no limit")),
        }
        self.growth = Form(Escalation, GROWTH, looks=grown, numerals=numerals, least=least)
        self.form.edited.connect(lambda name, value: self._edit(self.form, name, name, value))
        self.growth.edited.connect(lambda name, value: self._edit(self.growth, name, f"escalation.{name}", value))
        holder = QWidget()
        rows = QVBoxLayout(holder)
        rows.setContentsMargins(12, 6, 12, 8)
        rows.setSpacing(8)
        rows.addWidget(self.form)
        rows.addWidget(self.growth)
        self.add(holder)
        for box in self.boxes():
            box.editor.judged.connect(self._judged)
        self._fit()

    def show_offer(self, words: OfferWords, state: str) -> None:
        """Show the facts of an offer."""
        self.key.show_letter(words.letter)
        self.say(words.supplier or words.offer, words.title)
        self.state.setText(state)
        self.form.say_units(self._ground.units(Offer))
        self.form.show_plain(self._ground.offer)
        self.growth.show_plain(self._ground.offer.get("escalation") or {})

    def rename(self) -> None:
        """Put the keyboard on the title."""
        self.more.setChecked(True)
        self.form.editor("title").setFocus(Qt.FocusReason.OtherFocusReason)

    def boxes(self) -> tuple[FieldBox, ...]:
        """Return all fields."""
        return (*self.form.boxes.values(), *self.growth.boxes.values())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Show as many facts as have room in a row."""
        super().resizeEvent(event)
        self._fit()

    def _edit(self, form: Form, name: str, path: str, value: Any) -> None:  # noqa: ANN401 - plain JSON
        case, offer = self._edits.case, self._edits.offer

        def kept(_changed: object) -> None:
            if self._edits.offer == offer:
                form.settle(name, value)

        def refused(fault: Refused) -> None:
            if self._edits.offer == offer:
                form.refuse(name, refusal(fault.problems, name))

        self._edits.ask(lambda desk: desk.set_offer(case, offer, path, value), kept, refused)

    def _judged(self, sentence: str) -> None:
        """Show all facts while one of them is wrong, for it may be one that is hidden."""
        if sentence:
            self.more.setChecked(True)

    def _open(self, is_open: bool) -> None:
        self.more.setIcon(icons.icon("chevron-up" if is_open else "chevron-down"))
        self._fit()
        self.opened.emit(is_open)

    def _fit(self) -> None:
        """Show one row of facts, or all."""
        is_open = self.more.isChecked()
        self.growth.setVisible(is_open)
        room = self.form.across_now(self.width() - 26)
        for name in FACTS:
            box = self.form.boxes[name]
            room -= self.form.span_of(name)
            box.setVisible(is_open or room >= 0)
