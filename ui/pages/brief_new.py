"""New case: a few typed values and a template by modality make a case that can be worked on at once."""

from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from cdmo_desk.desk import Desk
from cdmo_desk.problem import Refused
from cdmo_desk.speech import marked, say
from ui.forms.form import Form, with_value
from ui.forms.kinds import Choices, Look
from ui.forms.numerals import Numerals
from ui.page import Page
from ui.pages import brief_words as words
from ui.pages.brief_tabs import LOOKS
from ui.pages.brief_templates import NewCase, Template, new_id, own_template, templates
from ui.panel import Panel, button
from ui.requests import Requests
from ui.text import label

YEARS = 6
PLACES = {"years": "horizon_years"}
FIXED = ("stage", "currency", "years")
"""What a template of one's own brings along."""


class NewCasePage(Page):
    """Asks for at most six values. `created` gives the id of the case that was made."""

    name = "new"
    title = marked("New case")
    created = Signal(str)
    cancelled = Signal()

    def __init__(self, requests: Requests, numerals: Numerals | None = None) -> None:
        super().__init__()
        self._requests = requests
        self.numerals = numerals or Numerals()
        self.values: dict[str, Any] = {}
        self._own: tuple[Template, ...] = ()
        looks = {
            "title": Look(span=2, placeholder=say("Drug substance for phase III and launch")),
            "product": Look(span=2, placeholder=say("Name or code")),
            "template": Look(choices=self._titles, span=2),
            "stage": LOOKS["stage"],
        }
        self.form = Form(NewCase, across=2, looks=looks, numerals=self.numerals)
        self.form.edited.connect(self._edit)
        self.cancel = button(say("Cancel"))
        self.cancel.clicked.connect(self.cancelled)
        self.create_ = button(say("Create case"), "file-plus", primary=True)
        self.create_.clicked.connect(self.make)
        self.add_button(self.cancel)
        self.add_button(self.create_)
        self.states.addWidget(self._body())
        self.clear()

    def clear(self) -> None:
        """Begin with empty fields, and what is usual in the others."""
        today = self._requests.desk.clock().date()
        first = templates()[0]
        self.values = {
            "template": first.key,
            "stage": first.stage,
            "currency": "USD",
            "start": date(today.year + 1, 1, 1).isoformat(),
            "years": YEARS,
        }
        self.strips.clear("refused")
        for name, box in self.form.boxes.items():
            box.editor.setEnabled(True)
            box.editor.take(object())
            box.editor.take(self.values.get(name))
        self._show()
        self._requests.ask(_own_briefs, self.show_own, key="own templates")

    def show_own(self, briefs: list[dict[str, Any]]) -> None:
        """Offer the cases that are kept as templates beside those that come with the program."""
        self._own = tuple(own_template(brief) for brief in briefs)
        if self.values["template"] not in {found.key for found in self._all()}:
            self.values["template"] = templates()[0].key
        editor = self.form.editor("template")
        editor.take(object())
        editor.take(self.values["template"])
        self._show()

    def landing(self) -> QWidget:
        """Return the first field."""
        return self.form.editor("title")

    def make(self) -> None:
        """Make the case, or say what is missing."""
        self.setFocus()
        for name in ("title", "product"):
            if not self.values.get(name) and not self.form.editor(name).wrong:
                self.form.refuse(name, say("{field} is missing.", field=self.form.editor(name).kind.label))
        wrong = [box for box in self.form.boxes.values() if box.editor.wrong]
        if wrong:
            wrong[0].editor.setFocus()
            return
        values, template = dict(self.values), self.template()

        def write(desk: Desk) -> str:
            case_id = new_id(str(values["title"]), (row.id for row in desk.cases()))
            return desk.new_case(template.made(values, case_id, desk.clock().date().isoformat()))

        self.create_.setEnabled(False)
        self._requests.ask(write, self._made, self._refused)

    def template(self) -> Template:
        """Return the template that is chosen."""
        return next(found for found in self._all() if found.key == self.values["template"])

    def _all(self) -> tuple[Template, ...]:
        return (*templates(), *self._own)

    def _titles(self) -> Choices:
        own = ((found.key, say("{title} (own template)", title=found.title)) for found in self._own)
        return (*((found.key, say(found.title)) for found in templates()), *own)

    def _made(self, case_id: str) -> None:
        self.create_.setEnabled(True)
        self.created.emit(case_id)

    def _refused(self, fault: Refused) -> None:
        self.create_.setEnabled(True)
        left = []
        for problem in fault.problems:
            field = problem.place.removeprefix("case.")
            name = next((name for name, place in PLACES.items() if place == field), field)
            if name in self.form.boxes:
                self.form.refuse(name, words.refusal([problem], field))
            else:
                left.append(problem)
        if left:
            self.strips.show_strip("error", words.refusal(left, ""), key="refused")

    def _edit(self, name: str, value: Any) -> None:  # noqa: ANN401 - plain JSON
        if name == "currency" and isinstance(value, str):
            value = value.strip().upper()
        self.values = with_value(self.values, name, value)
        if name == "template":
            self._follow()
        self.form.editor(name).take(value)
        self._show()

    def _follow(self) -> None:
        """Take from the template what it brings; what one of one's own fixes cannot be typed."""
        template = self.template()
        self.values["stage"] = template.stage
        if template.is_own:
            self.values["currency"] = template.brief["currency"]
            self.values["years"] = template.brief["horizon_years"]
        for name in FIXED:
            self.form.editor(name).take(self.values[name])
            self.form.editor(name).setEnabled(not template.is_own)

    def _show(self) -> None:
        """Show what the template brings."""
        template = self.template()
        self.say(
            say("A title and a product begin a case."), say("All else is a default, an assumption without a source.")
        )
        self.brings.say(say("What it starts with"), say(template.title))
        while (item := self.facts.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        years = int(self.values.get("years") or YEARS)
        gates = [
            say(
                "{gate}, quarter {quarter}, {share} %",
                gate=gate["name"],
                quarter=gate["quarter"],
                share=self.numerals.show(gate["probability"], percent=True),
            )
            for gate in template.gates_from(str(self.values.get("stage")), years)
        ]
        brief = template.brief
        parts = (
            (say("Scope"), "\n".join(str(item["title"]) for item in template.scope(years)) or say("none")),
            (say("Gates"), "\n".join(gates) or say("none within the horizon")),
            (say("Unit of demand"), say(brief.get("demand_unit") or "batch")),
            (
                say("Discount rate"),
                say("{share} % a year", share=self.numerals.show(brief.get("discount_rate") or 0, percent=True)),
            ),
            (say("Must-haves"), template.must_haves()),
            (say("Where from"), say(template.says)),
        )
        for row, (title, text) in enumerate(parts):
            self.facts.addWidget(label(title, tone="second"), row, 0, Qt.AlignmentFlag.AlignTop)
            self.facts.addWidget(label(str(text), wrap=True), row, 1, Qt.AlignmentFlag.AlignTop)
        self.facts.setRowStretch(len(parts), 1)

    def _body(self) -> QWidget:
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        asked = Panel(say("The case"))
        holder = QWidget()
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(12, 12, 12, 12)
        inside.addWidget(self.form)
        inside.addStretch(1)
        asked.add(holder, 1)
        self.brings = Panel(say("What it starts with"))
        about = QWidget()
        self.facts = QGridLayout(about)
        self.facts.setColumnStretch(1, 1)
        self.facts.setContentsMargins(12, 12, 12, 12)
        self.facts.setHorizontalSpacing(16)
        self.facts.setVerticalSpacing(10)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(about)
        scroll.viewport().setAutoFillBackground(False)
        about.setAutoFillBackground(False)
        self.brings.add(scroll, 1)
        row.addWidget(asked, 1)
        row.addWidget(self.brings, 1)
        return body


def _own_briefs(desk: Desk) -> list[dict[str, Any]]:
    """Return the briefs of the cases that are kept as templates."""
    return [desk.document(row.id)["case"] for row in desk.cases() if "template" in row.marks]
