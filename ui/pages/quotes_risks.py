"""The risk register of an offer: expected losses, the form of the chosen risk, its mitigation adopted or not."""

from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from cdmo_desk.contract.sponsor import STANDING_RISKS, Mitigation, Risk
from cdmo_desk.problem import Refused
from cdmo_desk.speech import say
from ui.deeds import add_deeds
from ui.edits import mark_edits
from ui.figured import Figured
from ui.forms.form import Form
from ui.forms.kinds import Look
from ui.forms.numerals import Numerals
from ui.pages.quotes_edits import Edits, refusal
from ui.pages.quotes_ground import Ground
from ui.panel import button
from ui.sheet_view import SheetView
from ui.text import label

RISK = ("category", "title", "probability", "quarter", "cost", "delay_months", "driver")
MITIGATION = ("title", "probability", "cost", "residual_cost", "residual_delay_months")
CHANCE = 0.1  # of a risk that is just added: to be typed over


class RisksTab(QWidget):
    """Risks at the left, the chosen one at the right."""

    def __init__(self, edits: Edits, ground: Ground, numerals: Numerals) -> None:
        super().__init__()
        self._edits, self._ground = edits, ground
        self._number = -1
        self._wanted = ""
        self.view = SheetView(say("Risks"))
        self.view.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.view.columns.stretched = "risk"
        self.view.columns.hide_at_first("chance")
        self.view.empty = say("No risks yet. Five categories are usual; “Add risk” begins one.")
        self.view.chosen.connect(lambda row: self._choose(row.offer))
        least = self.fontMetrics().horizontalAdvance("0" * 11) + 24
        looks = ground.looks(Risk) | {
            "category": Look(choices=self._categories, span=2),
            "probability": Look(unit="%"),
            "delay_months": Look(unit=say("months"), span=2),
            "quarter": Look(unit="", choices=ground.quarters),
            "driver": Look(span=2),
        }
        self.form = Form(Risk, RISK, looks=looks, numerals=numerals, least=least)
        below = ground.looks(Mitigation) | {
            "probability": Look(unit="%"),
            "residual_delay_months": Look(unit=say("months"), span=2),
        }
        self.plan = Form(Mitigation, MITIGATION, looks=below, numerals=numerals, least=least)
        self.form.edited.connect(lambda name, value: self._edit(self.form, name, name, value))
        self.plan.edited.connect(lambda name, value: self._edit(self.plan, name, f"mitigation.{name}", value))
        self.adopted = QCheckBox(say("Adopted: cost and effect count"))
        self.adopted.clicked.connect(lambda on: self._set("mitigation.adopted", on or None))
        self.begin = button(say("Add mitigation"), "plus")
        self.begin.clicked.connect(self._begin_plan)
        self.drop = button(say("Remove mitigation"), "trash-2")
        self.drop.clicked.connect(lambda: self._set("mitigation", None))
        mark_edits(self.adopted, self.begin, self.drop)
        self.pages = QStackedWidget()
        self._lay_out()
        deeds = (
            (say("Add risk"), "Ins", "plus", self.add),
            (say("Adopt or drop the mitigation"), "Space", "check", self.toggle),
            (say("Remove risk"), "Del", "trash-2", self.delete),
        )
        add_deeds(self.view, deeds, edit=True)

    def show_offer(self, found: Figured) -> None:
        """Show the risks of the offer that is edited."""
        self.view.show_sheet(found.words[self._edits.offer].risks)
        if self._wanted and self.view.select(lambda row: row.offer == self._wanted):
            self._wanted = ""
            return
        row = self.view.current_row()
        if row is None:
            self.view.select(lambda _row: True)
            row = self.view.current_row()
        self._choose(row.offer if row is not None else "")

    @property
    def count(self) -> int:
        """Return the number of risks."""
        return len(self._ground.offer.get("risks") or ())

    def add(self) -> None:
        """Add a risk, of the first standing category that has none."""
        case, offer = self._edits.case, self._edits.offer
        known = {risk.get("category") for risk in self._ground.offer.get("risks") or ()}
        category = next((name for name in STANDING_RISKS if name not in known), next(iter(STANDING_RISKS)))
        self._wanted = f"#{self.count}"
        self._edits.ask(lambda desk: desk.add_risk(case, offer, {"category": category, "probability": CHANCE}))

    def delete(self) -> None:
        """Remove the chosen risk; undo brings it back."""
        case, offer, number = self._edits.case, self._edits.offer, self._number
        if number >= 0:
            self._edits.ask(lambda desk: desk.delete_risk(case, offer, number))

    def toggle(self) -> None:
        """Adopt the mitigation of the chosen risk, or drop it."""
        plan = self._risk().get("mitigation")
        if plan:
            self._set("mitigation.adopted", None if plan.get("adopted") else True)

    def _risk(self) -> dict[str, Any]:
        risks = self._ground.offer.get("risks") or ()
        return dict(risks[self._number]) if 0 <= self._number < len(risks) else {}

    def _choose(self, key: str) -> None:
        self._number = int(key.removeprefix("#")) if key.startswith("#") else -1
        risk = self._risk()
        self.pages.setCurrentIndex(1 if risk else 0)
        if not risk:
            return
        plan = risk.get("mitigation")
        self.form.say_units(self._ground.units(Risk))
        self.plan.say_units(self._ground.units(Mitigation))
        self.form.show_plain(risk)
        self.plan.show_plain(plan or {})
        self.adopted.setChecked(bool(plan and plan.get("adopted")))
        for widget in (self.plan, self.adopted, self.drop):
            widget.setVisible(bool(plan))
        self.begin.setVisible(not plan)

    def _edit(self, form: Form, name: str, path: str, value: Any) -> None:  # noqa: ANN401 - plain JSON
        case, offer, number = self._edits.case, self._edits.offer, self._number

        def kept(_changed: object) -> None:
            if (self._edits.offer, self._number) == (offer, number):
                form.settle(name, value)

        def refused(fault: Refused) -> None:
            if (self._edits.offer, self._number) == (offer, number):
                form.refuse(name, refusal(fault.problems, name))

        self._edits.ask(lambda desk: desk.set_risk(case, offer, number, path, value), kept, refused)

    def _set(self, path: str, value: Any) -> None:  # noqa: ANN401 - plain JSON
        case, offer, number = self._edits.case, self._edits.offer, self._number
        self._edits.ask(lambda desk: desk.set_risk(case, offer, number, path, value))

    def _begin_plan(self) -> None:
        """Begin a mitigation that changes nothing yet."""
        self._set("mitigation", {"probability": self._risk().get("probability", 0)})

    def _categories(self) -> tuple[tuple[str, str], ...]:
        return tuple((name, say(title)) for name, title in STANDING_RISKS.items())

    def _lay_out(self) -> None:
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(12, 8, 12, 8)
        rows.setSpacing(8)
        rows.addWidget(self.form)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(say("Mitigation"), strong=True))
        head.addStretch(1)
        head.addWidget(self.begin)
        head.addWidget(self.drop)
        rows.addLayout(head)
        rows.addWidget(self.adopted)
        rows.addWidget(self.plan)
        rows.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inside)
        area.setMinimumSize(QSize(180, 80))
        area.setAccessibleName(say("Chosen risk"))
        area.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        empty = label(say("Choose a risk to see and change it."), tone="second", wrap=True)
        empty.setContentsMargins(12, 10, 12, 10)
        empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.pages.addWidget(empty)
        self.pages.addWidget(area)
        across = QSplitter(Qt.Orientation.Horizontal)
        across.setProperty("inner", "true")
        across.setHandleWidth(1)
        across.setChildrenCollapsible(False)
        across.addWidget(self.view)
        across.addWidget(self.pages)
        across.setSizes([352, 316])
        across.setStretchFactor(1, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(across)
