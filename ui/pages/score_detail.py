"""The chosen cell of the page Score in a form: a score's note, evidence, an answer, a clause, an offer's sites."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from cdmo_desk.contract.dossier import Clause, Evaluation, Evidence, Site
from cdmo_desk.problem import Refused
from cdmo_desk.speech import say
from ui.edits import mark_edits
from ui.forms.form import Form, with_value
from ui.forms.grid_box import GridBox
from ui.forms.grid_editor import GridEditor
from ui.forms.kinds import Kind, Look
from ui.forms.layouts import Records
from ui.forms.numerals import Numerals
from ui.pages import brief_words as words
from ui.panel import Panel
from ui.text import label

LOOKS = {name: Look(span=2) for name in ("note", "says", "source", "position", "text")}


class Detail(Panel):
    """A form for one cell. `edited` gives what it is about, and the whole record as it is now wanted."""

    edited = Signal(str, object)
    claimed = Signal(bool)

    def __init__(self, numerals: Numerals) -> None:
        super().__init__(say("Choose a cell"))
        self._plain: dict[str, Any] = {}
        self._about = ""
        self.forms = {
            "note": Form(Evaluation, ("note",), across=2, looks=LOOKS, numerals=numerals),
            "evidence": Form(Evidence, ("says", "source", "date", "by"), across=2, looks=LOOKS, numerals=numerals),
            "clause": Form(Clause, ("position", "text", "source"), across=2, looks=LOOKS, numerals=numerals),
        }
        self.claim = QCheckBox(say("The offer has it"))
        self.claim.clicked.connect(self.claimed)
        mark_edits(self.claim)
        kind = Kind(name="records", label=say("Sites"), help=say("Where the supplier would work."))
        layout = Records(Site, ("name", "country", "region", "role"), _site, numerals=numerals)
        self.sites = GridBox(GridEditor(kind, layout, numerals), adds=say("Add site"))
        self.sites.add_wanted.connect(
            lambda: self.sites.editor.add(_site(self.sites.editor.grid.grid.value), say("Add site"))
        )
        self.sites.editor.done.connect(lambda value, _request: self.edited.emit("sites", value))
        self.hint = label("", tone="second", wrap=True)
        self._holder = QStackedWidget()
        self._pages: dict[str, int] = {"": self._holder.addWidget(_column(self.hint))}
        for name, form in self.forms.items():
            form.edited.connect(lambda key, value, name=name: self._edit(name, key, value))
            parts = (self.claim, form) if name == "evidence" else (form,)
            self._pages[name] = self._holder.addWidget(_column(*parts))
        self._pages["sites"] = self._holder.addWidget(_column(self.sites))
        self.add(self._holder, 1)
        self.explain("", "", "")

    def explain(self, title: str, phrase: str, hint: str) -> None:
        """Show a sentence in place of a form."""
        self.say(title or say("Details"), phrase)
        self.hint.setText(hint or say("Choose a cell to see what it rests on."))
        self._about = ""
        self._holder.setCurrentIndex(0)

    def show_record(
        self, name: str, heads: tuple[str, str], plain: dict[str, Any], *, claim: bool | None = None
    ) -> None:
        """Show a record in its form; `claim` says whether the offer has a capability, None where that is not asked."""
        self._about, self._plain = name, dict(plain)
        self.say(*heads)
        self.claim.setVisible(claim is not None)
        self.claim.setChecked(bool(claim))
        self.forms[name].show_plain(plain)
        self._holder.setCurrentIndex(self._pages[name])

    def show_sites(self, heads: tuple[str, str], sites: list[Any]) -> None:
        """Show an offer's sites."""
        self._about = "sites"
        self.say(*heads)
        self.sites.editor.take(sites)
        self._holder.setCurrentIndex(self._pages["sites"])

    def settle(self) -> None:
        """Hear that what was typed was kept."""
        if self._about in self.forms:
            for name, box in self.forms[self._about].boxes.items():
                box.editor.settle(self._plain.get(name))

    def refuse(self, fault: Refused) -> None:
        """Hear that it cannot be kept."""
        text = words.refusal(fault.problems, "")
        if self._about == "sites":
            self.sites.editor.refuse(text)
        elif self._about in self.forms:
            next(iter(self.forms[self._about].boxes.values())).editor.refuse(text)

    def _edit(self, name: str, key: str, value: Any) -> None:  # noqa: ANN401 - plain JSON
        self._plain = with_value(self._plain, key, value or None)
        self.edited.emit(name, dict(self._plain))


def _site(rows: list[Any]) -> dict[str, Any]:
    return {"name": say("Site {n}", n=len(rows) + 1)}


def _column(*parts: QWidget) -> QScrollArea:
    inside = QWidget()
    rows = QVBoxLayout(inside)
    rows.setContentsMargins(12, 10, 12, 12)
    rows.setSpacing(8)
    for part in parts:
        rows.addWidget(part)
    rows.addStretch(1)
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidget(inside)
    scroll.viewport().setAutoFillBackground(False)
    inside.setAutoFillBackground(False)
    return scroll
