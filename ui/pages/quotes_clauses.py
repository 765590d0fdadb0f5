"""What an offer claims to be able to do, with evidence, and what its contract says beside money."""

from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from cdmo_desk.contract.dossier import Clause, Evidence
from cdmo_desk.problem import Refused
from cdmo_desk.speech import say
from ui.edits import mark_edits
from ui.figured import Figured
from ui.forms.form import Form
from ui.forms.kinds import Look
from ui.forms.numerals import Numerals
from ui.pages.quotes_edits import Ask, Edits, refusal
from ui.pages.quotes_ground import Ground
from ui.segments import Segments
from ui.sheet_view import SheetView
from ui.text import ElidedLabel

EVIDENCE = ("says", "source", "date", "by")
CLAUSE = ("position", "text", "source")


class ClausesTab(QWidget):
    """Capabilities or clauses at the left, the chosen one's form at the right."""

    def __init__(self, edits: Edits, ground: Ground, numerals: Numerals) -> None:
        super().__init__()
        self._edits, self._ground = edits, ground
        self._name = ""
        self._topic = ""
        self.pages = QStackedWidget()
        self.switch = Segments(say("Show"), {"capabilities": say("Capabilities"), "clauses": say("Clauses")})
        self.switch.switched.connect(lambda name: self.pages.setCurrentIndex(int(name == "clauses")))
        self.abilities, self.clauses = SheetView(say("Capabilities")), SheetView(say("Clauses"))
        self.abilities.columns.stretched = "evidence"
        self.abilities.columns.hide_at_first("must")
        self.clauses.columns.stretched = "says"
        for view in (self.abilities, self.clauses):
            view.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.abilities.chosen.connect(lambda row: self._choose_ability(row.offer))
        self.clauses.chosen.connect(lambda row: self._choose_clause(row.offer))
        least = self.fontMetrics().horizontalAdvance("0" * 14) + 24
        self.claims = QCheckBox(say("The supplier claims it"))
        self.claims.clicked.connect(self._claim)
        mark_edits(self.claims)
        evidence = {"says": Look(span=4, label=say("Evidence")), "source": Look(span=2)}
        self.evidence = Form(Evidence, EVIDENCE, looks=evidence, numerals=numerals, least=least)
        self.evidence.edited.connect(self._support)
        texts = {"position": Look(span=2), "text": Look(span=4, label=say("What it says")), "source": Look(span=2)}
        self.clause = Form(Clause, CLAUSE, looks=texts, numerals=numerals, least=least)
        self.clause.edited.connect(self._agree)
        self.ability_name, self.topic_name = ElidedLabel(), ElidedLabel()
        self.pages.addWidget(
            _beside(self.abilities, say("Chosen capability"), self.ability_name, self.claims, self.evidence)
        )
        self.pages.addWidget(_beside(self.clauses, say("Chosen clause"), self.topic_name, self.clause))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.pages)

    def show_offer(self, found: Figured) -> None:
        """Show the capabilities and clauses of the offer that is edited."""
        words = found.words[self._edits.offer]
        for view, sheet, choose in (
            (self.abilities, words.capabilities, self._choose_ability),
            (self.clauses, words.topics, self._choose_clause),
        ):
            view.show_sheet(sheet)
            if view.current_row() is None:
                view.select(lambda _row: True)
            row = view.current_row()
            choose(row.offer if row is not None else "")

    @property
    def count(self) -> int:
        """Return the number of capabilities claimed and of clauses."""
        return len(self._ground.offer.get("capabilities") or ()) + len(self._ground.offer.get("clauses") or ())

    # Capabilities

    def _choose_ability(self, name: str) -> None:
        self._name = name
        row = self.abilities.current_row()
        self.ability_name.say(row.cells[0].text if row is not None else "")
        self.claims.setChecked(name in (self._ground.offer.get("capabilities") or ()))
        self.evidence.show_plain(self._entry("evidence", "for", name))

    def _claim(self, has: bool) -> None:
        case, offer, name = self._edits.case, self._edits.offer, self._name
        self._edits.ask(lambda desk: desk.put_claim(case, offer, name, has=has))

    def _support(self, field: str, value: Any) -> None:  # noqa: ANN401 - plain JSON
        case, offer, name = self._edits.case, self._edits.offer, self._name
        entry = self._entry("evidence", "for", name) | {field: value}
        self._ask(lambda desk: desk.put_evidence(case, offer, name, entry), self.evidence, field, value)

    # Clauses

    def _choose_clause(self, topic: str) -> None:
        self._topic = topic
        row = self.clauses.current_row()
        self.topic_name.say(row.cells[0].text if row is not None else "")
        self.clause.show_plain(self._entry("clauses", "topic", topic))

    def _agree(self, field: str, value: Any) -> None:  # noqa: ANN401 - plain JSON
        case, offer, topic = self._edits.case, self._edits.offer, self._topic
        entry = self._entry("clauses", "topic", topic) | {field: value}
        self._ask(lambda desk: desk.put_clause(case, offer, topic, entry), self.clause, field, value)

    # How

    def _entry(self, name: str, key: str, value: str) -> dict[str, Any]:
        entries = self._ground.offer.get(name) or ()
        return dict(next((entry for entry in entries if entry.get(key) == value), {}))

    def _ask(self, request: Ask, form: Form, field: str, value: Any) -> None:  # noqa: ANN401 - plain JSON
        at = (self._edits.offer, self._name, self._topic)

        def kept(_changed: object) -> None:
            if (self._edits.offer, self._name, self._topic) == at:
                form.settle(field, value)

        def refused(fault: Refused) -> None:
            if (self._edits.offer, self._name, self._topic) == at:
                form.refuse(field, refusal(fault.problems, field))

        self._edits.ask(request, kept, refused)


def _beside(view: SheetView, name: str, *widgets: QWidget) -> QSplitter:
    """Return a table with what edits its chosen row at the right."""
    inside = QWidget()
    rows = QVBoxLayout(inside)
    rows.setContentsMargins(12, 8, 12, 8)
    rows.setSpacing(8)
    for widget in widgets:
        if isinstance(widget, ElidedLabel):
            widget.setProperty("strong", "true")
        rows.addWidget(widget)
    rows.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(inside)
    area.setMinimumSize(QSize(180, 80))
    area.setAccessibleName(name)
    area.viewport().setAutoFillBackground(False)
    inside.setAutoFillBackground(False)
    across = QSplitter(Qt.Orientation.Horizontal)
    across.setProperty("inner", "true")
    across.setHandleWidth(1)
    across.setChildrenCollapsible(False)
    across.addWidget(view)
    across.addWidget(area)
    across.setSizes([400, 320])
    across.setStretchFactor(0, 1)
    return across
