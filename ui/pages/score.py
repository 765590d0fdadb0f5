"""Score: criteria, weights, what evaluators give each offer, and what stands behind it, side by side."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QInputDialog,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from cdmo_desk.desk import Desk
from cdmo_desk.problem import Refused
from cdmo_desk.sheets import EN, scorecard, scoring, weighing
from cdmo_desk.sheets.naming import keys
from cdmo_desk.speech import marked, say
from ui.charts.bars import Bars
from ui.charts.series import Bar
from ui.edits import mark_edits
from ui.figured import Figured
from ui.forms.field_box import FaultLine
from ui.forms.grid_editor import GridEditor
from ui.forms.kinds import Kind
from ui.forms.numerals import Numerals
from ui.page import Page
from ui.pages import brief_words as words
from ui.pages import score_grid as cells
from ui.pages.score_detail import Detail
from ui.pages.score_looking import Looking
from ui.pages.score_reason import ReasonBar
from ui.panel import Panel, button, flat
from ui.requests import Requests
from ui.sheet_view import SheetView

AGREED = ""
TABS = ("evaluations", "must_haves", "questions", "clauses", "sites")


class ScorePage(Page):
    """The scorecard of the open case."""

    name = "score"
    title = marked("Score")
    offer_chosen = Signal(str)

    def __init__(self, requests: Requests, numerals: Numerals | None = None) -> None:
        super().__init__()
        self._requests = requests
        self._found: Figured | None = None
        self._is_due = False
        self.numerals = numerals or Numerals()
        self.fix = button(say("Fix weights and rule"), "lock")
        self.fix.clicked.connect(self.fix_rule)
        self.add_button(self.fix)
        self.layout_ = cells.ScoreLayout(self.numerals)
        kind = Kind(name="records", label=say("Scores"), help=say("Points from 0 to 5."))
        self.editor = GridEditor(kind, self.layout_, self.numerals)
        self.editor.name(say("Criteria and scores"))
        self.editor.done.connect(self._edit)
        self.fault = FaultLine()
        self.editor.judged.connect(self.fault.say)
        self.editor.grid.looked.connect(self._look)
        self.who = QComboBox()
        self.who.setAccessibleName(say("Whose scores"))
        self.who.activated.connect(self._choose_evaluator)
        self.reason = ReasonBar()
        self.bars = Bars(say("Weighted score"))
        self.bars.setMinimumHeight(96)
        self.bars.offer_chosen.connect(self.offer_chosen)
        self.weights = SheetView(say("Weights"))
        self.views = {name: SheetView(name, by_cell=True) for name in TABS}
        self.detail = Detail(self.numerals)
        self.detail.edited.connect(self._keep_detail)
        self.detail.claimed.connect(self._keep_claim)
        self.looking = Looking(self.detail, self.editor.grid, self.layout_, self.views)
        self._wanted: tuple[list[Any], str] = ([], "")
        self.states.addWidget(self._body())

    @property
    def evaluator(self) -> str:
        """Return whose scores are shown; empty for those that count."""
        return str(self.who.currentData() or AGREED)

    def show_figures(self, found: Figured) -> None:
        """Lay out the scores of a case, at once if the page is seen."""
        self._found, self._is_due = found, True
        if self.isVisible() or not self.layout_.offers:
            self._show()

    def showEvent(self, event: Any) -> None:  # noqa: ANN401, N802 - Qt's own
        """Lay out what came while the page was not seen."""
        super().showEvent(event)
        if self._is_due:
            self._show()

    def look_for(self, text: str) -> None:
        """Show only the rows that contain a text."""
        for view in self.views.values():
            view.look_for(text)

    def landing(self) -> QWidget:
        """Return the scores."""
        return self.editor.grid

    # What is shown

    def _show(self) -> None:
        found = self._found
        if found is None:
            return
        self._is_due = False
        case, comparison = found.case, found.comparison
        self.say(*scoring.sentences(case, comparison))
        self.fix.setVisible(case.brief.rule.fixed_on is None)
        self._show_evaluators(scorecard.evaluators(case))
        self.layout_.offers = cells.offers_of(case)
        self.editor.take(cells.rows_of(case, self.evaluator))
        known = keys(case)
        ranked = [(name, comparison.offers[name].score) for name in comparison.offers]
        self.bars.show_bars(
            tuple(
                Bar(name, known[name].letter, known[name].short, value, EN.number(value))
                for name, value in sorted(ranked, key=lambda pair: -(pair[1] or 0))
                if value is not None
            ),
            say("weighted score of 5"),
        )
        total = sum(criterion.weight for criterion in case.brief.criteria)
        self.panel.say(say("Scores"), say("0 to 5; weights sum to {sum}", sum=self.numerals.show(total)))
        self.weights.show_sheet(weighing.weights(case))
        sheets = {
            "evaluations": scoring.evaluations(case),
            "must_haves": scoring.must_haves(case, comparison),
            "questions": scoring.questions(case, comparison),
            "clauses": scoring.clauses(case, comparison),
            "sites": scoring.sites(case, comparison),
        }
        for name, sheet in sheets.items():
            self.views[name].show_sheet(sheet)
            self.tabs.setTabText(TABS.index(name), sheet.title)
            self.views[name].setAccessibleName(sheet.title)
        self._look()

    def _show_evaluators(self, names: tuple[str, ...]) -> None:
        now = self.evaluator
        me = self._requests.desk.who
        self.who.clear()
        self.who.addItem(say("Agreed, or the mean"), AGREED)
        for name in dict.fromkeys((*names, me, *((now,) if now else ()))):
            self.who.addItem(name, name)
        self.who.insertSeparator(self.who.count())
        self.who.addItem(say("Another evaluator…"), None)
        self.who.setCurrentIndex(max(0, self.who.findData(now)))

    def _choose_evaluator(self, place: int) -> None:
        if place == self.who.count() - 1:
            dialog = QInputDialog(self)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.setWindowTitle(say("Another evaluator"))
            dialog.setLabelText(say("Name of the evaluator"))
            dialog.textValueSelected.connect(self.add_evaluator)
            self.who.setCurrentIndex(0)
            dialog.open()
        self._take_scores()

    def add_evaluator(self, name: str) -> None:
        """Show an evaluator's scores, of which there may be none yet."""
        name = " ".join(name.split())
        if name and self.who.findData(name) < 0:
            self.who.insertItem(1, name, name)
        self.who.setCurrentIndex(max(0, self.who.findData(name)))
        self._take_scores()

    def _take_scores(self) -> None:
        if self._found is not None:
            self.editor.take(cells.rows_of(self._found.case, self.evaluator))
            self._look()

    # Edits

    def fix_rule(self) -> None:
        """Fix weights and award rule."""
        case_id = self._case()
        self._ask(lambda desk: desk.fix_rule(case_id), lambda: None, self._say_refused)

    def add_criterion(self) -> None:
        """Add a criterion."""
        made = cells.fresh(self.editor.grid.grid.value)
        self.editor.add(made, say("Add criterion"))

    def _edit(self, value: list[Any], request: str, why: str = "") -> None:
        found = self._found
        if found is None:
            return
        case_id, who = self._case(), self.evaluator
        before = cells.rows_of(found.case, who)
        old = found.case.document["case"].get("criteria") or []
        criteria = cells.criteria_of(value, old)
        scores = cells.scores_changed(before, value)
        is_fixed = found.case.brief.rule.fixed_on is not None
        if is_fixed and not why and _weights(criteria) != _weights(old):
            self._wanted = value, request
            self.reason.ask()
            return

        def write(desk: Desk) -> object:
            done: object = None
            if criteria != old:
                done = desk.put_criteria(case_id, criteria, request=request, why=why)
            if scores:
                done = desk.put_scores(case_id, scores, evaluator=who, why=why)
            return done

        self._ask(
            write,
            lambda: self.editor.settle(value),
            lambda fault: self.editor.refuse(words.refusal(fault.problems, "criteria")),
        )

    def _give_reason(self, why: str) -> None:
        value, request = self._wanted
        self._edit(value, request, why)

    def _keep_fixed(self) -> None:
        self.editor.refuse("")
        if self._found is not None:
            self.editor.fill(cells.rows_of(self._found.case, self.evaluator))
        self.editor.setFocus()

    def _keep_detail(self, about: str, record: Any) -> None:  # noqa: ANN401 - plain JSON
        case_id, (offer, topic) = self._case(), self.looking.place
        who = self.looking.who

        def write(desk: Desk) -> object:
            if about == "note":
                return desk.put_note(case_id, offer, topic, who, str(record.get("note") or ""))
            if about == "clause":
                return desk.put_clause(case_id, offer, topic, record)
            if about == "sites":
                return desk.put_sites(case_id, offer, record)
            return desk.put_evidence(case_id, offer, topic, record)

        self._ask(write, self.detail.settle, self.detail.refuse)

    def _keep_claim(self, has: bool) -> None:
        case_id, (offer, topic) = self._case(), self.looking.place
        self._ask(lambda desk: desk.put_claim(case_id, offer, topic, has=has), lambda: None, self._say_refused)

    def _ask(
        self, write: Callable[[Desk], object], then: Callable[[], object], failed: Callable[[Refused], object]
    ) -> None:
        case_id = self._case()
        self.strips.clear("refused")

        def kept(_done: object) -> None:
            if case_id == self._case():
                then()

        self._requests.ask(write, kept, failed)  # type: ignore[arg-type] # what it returns is not looked at

    def _say_refused(self, fault: Refused) -> None:
        self.strips.show_strip("error", words.refusal(fault.problems, ""), key="refused")

    def _case(self) -> str:
        return self._found.case.brief.id if self._found is not None else ""

    # The chosen cell

    def _turn(self, place: int) -> None:
        self.under.setCurrentIndex(place)
        self._look()

    def _look(self) -> None:
        """Show what the chosen cell rests on."""
        if self._found is not None:
            self.looking.look(self._found.case, TABS[self.tabs.currentIndex()], self.evaluator)

    # Parts

    def _body(self) -> QWidget:
        self.panel = Panel(say("Scores"), say("0 to 5"))
        add = flat("plus", say("Add criterion"), say("Add criterion"))
        add.clicked.connect(self.add_criterion)
        remove = flat("trash-2", say("Remove criteria"), say("Remove the chosen criteria (Ctrl+-)"))
        remove.clicked.connect(self.editor.grid.remove_rows)
        mark_edits(add, remove, self.fix)
        for tool in (self.who, add, remove):
            self.panel.tool(tool)
        holder = QWidget()
        rows = QVBoxLayout(holder)
        rows.setContentsMargins(8, 8, 8, 8)
        rows.setSpacing(4)
        for part in (self.editor, self.fault, self.reason):
            rows.addWidget(part)
        rows.addStretch(1)
        self.panel.add(holder, 1)
        self.reason.given.connect(self._give_reason)
        self.reason.kept.connect(self._keep_fixed)
        result = Panel(say("Result"), say("weighted, of 5"))
        result.add(self.bars, 1)
        result.add(self.weights, 1)
        upper = _across(self.panel, result, 720)
        return _split(Qt.Orientation.Vertical, upper, _across(self._behind(), self.detail, 720), 300)

    def _behind(self) -> Panel:
        panel = Panel()
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(say("What the scores rest on"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.under = QStackedWidget()
        for name, view in self.views.items():
            self.tabs.addTab(name)
            self.under.addWidget(view)
            view.selectionModel().currentChanged.connect(lambda _new, _old, name=name: self._look_unless(name))
        self.views["evaluations"].empty = say("No points by evaluators yet. Choose one above, and type points.")
        self.tabs.currentChanged.connect(self._turn)
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.tabs)
        row.addStretch(1)
        panel.add(bar)
        panel.add(self.under, 1)
        return panel

    def _look_unless(self, name: str) -> None:
        """Follow the table that is seen; the list of evaluators follows the scores."""
        if name != "evaluations":
            self._look()


def _weights(criteria: list[Any]) -> dict[str, float]:
    return {str(entry["id"]): float(entry.get("weight") or 0) for entry in criteria if entry.get("weight")}


def _across(left: QWidget, right: QWidget, wide: int) -> QSplitter:
    made = QSplitter(Qt.Orientation.Horizontal)
    made.setHandleWidth(8)
    made.setChildrenCollapsible(False)
    made.addWidget(left)
    made.addWidget(right)
    made.setStretchFactor(0, 2)
    made.setStretchFactor(1, 1)
    made.setSizes([wide, 320])
    return made


def _split(way: Qt.Orientation, upper: QWidget, lower: QWidget, high: int) -> QSplitter:
    made = QSplitter(way)
    made.setHandleWidth(8)
    made.setChildrenCollapsible(False)
    made.addWidget(upper)
    made.addWidget(lower)
    made.setSizes([high, high])
    return made
