"""A new offer by hand: who offers, which kind of contract, in which currency."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from cdmo_desk.contract.offer import Offer
from cdmo_desk.problem import Refused
from cdmo_desk.speech import say
from ui.forms.form import Form
from ui.forms.kinds import Look
from ui.forms.numerals import Numerals
from ui.pages.quotes_edits import Edits, refusal
from ui.pages.quotes_ground import Ground
from ui.panel import button
from ui.text import label

FIELDS = ("supplier", "kind", "currency", "title", "id")


class NewOffer(QDialog):
    """Asks for what an offer must say; the rest is typed on the page."""

    def __init__(
        self, edits: Edits, ground: Ground, numerals: Numerals, made: Callable[[str], object], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("New offer"))
        self.setModal(True)
        self._edits, self._made = edits, made
        self.plain: dict[str, Any] = {"kind": "fee_for_service"}
        looks = {
            "supplier": Look(span=2),
            "kind": ground.looks(Offer)["kind"],
            "currency": ground.looks(Offer)["currency"],
            "title": Look(span=2, placeholder=say("what is offered, or its reference")),
            "id": Look(label=say("Id in documents"), placeholder=say("from the supplier"), span=1),
        }
        self.form = Form(Offer, FIELDS, across=4, looks=looks, numerals=numerals)
        self.form.edited.connect(self._edit)
        self.form.show_plain(self.plain)
        self.adds = button(say("Add offer"), primary=True)
        self.adds.setDefault(True)
        self.adds.clicked.connect(self.add)
        leave = button(say("Cancel"))
        leave.clicked.connect(self.reject)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 16, 16, 16)
        rows.setSpacing(12)
        says = say("An offer without a file. Its terms are typed in one by one; lines can be imported later.")
        rows.addWidget(label(says, tone="second", wrap=True))
        rows.addWidget(self.form)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(leave)
        foot.addWidget(self.adds)
        rows.addLayout(foot)
        self.resize(620, self.sizeHint().height())
        self.form.editor("supplier").setFocus(Qt.FocusReason.OtherFocusReason)

    def add(self) -> None:
        """Add the offer, or say what it lacks."""
        for box in self.form.boxes.values():
            if box.editor.is_dirty():
                box.editor.commit()
        if any(box.editor.wrong for box in self.form.boxes.values()):
            return

        def kept(answer: object) -> None:
            self._made(str(getattr(answer, "id", "")))
            self.accept()

        def refused(fault: Refused) -> None:
            says = refusal(fault.problems, "supplier")
            name = next((one for one in FIELDS for problem in fault.problems if problem.place.endswith(f".{one}")), "")
            self.form.refuse(name or ("id" if self.plain.get("id") else "supplier"), says)

        case, offer = self._edits.case, {name: value for name, value in self.plain.items() if value not in (None, "")}
        self._edits.ask(lambda desk: desk.add_offer(case, offer), kept, refused)

    def _edit(self, name: str, value: Any) -> None:  # noqa: ANN401 - plain JSON
        self.plain[name] = value
        self.form.settle(name, value)
