"""Explore: every input under a slider, who wins then, and what would change the answer."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QInputDialog, QSplitter, QVBoxLayout, QWidget

from cdmo_desk.problem import Refused
from cdmo_desk.speech import marked, say
from ui.edits import mark_edits
from ui.empty import EmptyState
from ui.explorer import Explorer
from ui.figured import Figured
from ui.forms.editors import Choice
from ui.page import Page
from ui.pages.explore_inputs import Inputs, says_count
from ui.pages.explore_panel import TwinPanel
from ui.pages.explore_side import ON_TRIALS, Side
from ui.panel import Panel, button, flat
from ui.requests import Requests
from ui.settings import settings
from ui.signs import Sign
from ui.telling import says
from ui.text import label

if TYPE_CHECKING:
    from cdmo_desk.document import Case
    from cdmo_desk.sheets.exploring import Verdict
    from ui.explored import Explored

NARROW, LEAST = 344, 304
"""Widths of the inputs: at first, and at which their names are still read."""
SHARE = 25  # per cent of a wide window that the inputs have
PLAN, UNSAVED = "\n plan", "\n unsaved"
"""Keys of the choice that no scenario can be called, for names hold no line ends."""


class ExplorePage(Page):
    """What-ifs of the open case; nothing alters it until a scenario is saved."""

    name = "explore"
    title = marked("Explore")
    import_wanted = Signal()
    counted = Signal()

    def __init__(self, requests: Requests, simulation: Requests) -> None:
        super().__init__()
        self._requests = requests
        self._case: Case | None = None
        self._is_first = True
        self.explorer = Explorer(requests, simulation, self)
        self.scenario = Choice()
        self.scenario.setMinimumContentsLength(16)
        self.scenario.setAccessibleName(say("Scenario"))
        self.scenario.activated.connect(self._choose_scenario)
        self.delete = flat("trash-2", say("Delete the scenario"), say("Delete the scenario"))
        self.delete.clicked.connect(self._delete)
        self.reset = button(say("Reset all"), "rotate-ccw")
        self.reset.clicked.connect(lambda: self.explorer.load({}))
        self.save = button(say("Save as scenario…"), "save", primary=True)
        self.save.clicked.connect(self._ask_name)
        mark_edits(self.delete, self.save)
        for part in (self.scenario, self.delete, self.reset, self.save):
            self.add_button(part)
        self.inputs, self.side = Inputs(), Side()
        self.side.panels["scenarios"].view.opened.connect(lambda row: self.choose_scenario(row.cells[0].text))
        self.states.addWidget(self._empty())
        self.states.addWidget(self._body())
        self._connect()
        self.say(
            say("Change an input; the figures follow."), say("Nothing here alters the case until you save a scenario.")
        )

    @property
    def changes(self) -> dict[str, Any]:
        """Return what is changed now."""
        return self.explorer.changes

    def show_figures(self, found: Figured) -> None:
        """Explore a case as it stands now."""
        self.states.setCurrentIndex(1 if found.case.offers else 0)
        if self._case is not None and self._case.brief.id != found.case.brief.id:
            self.side.found = None
        self._case = found.case
        if found.case.offers:
            self.explorer.show_case(found.case)
        self._show_changes()

    def look_for(self, text: str) -> None:
        """Show only inputs that contain a text."""
        self.inputs.look_for(text)

    def landing(self) -> QWidget:
        """Return the field to find inputs with."""
        return self.inputs.finding

    def choose_scenario(self, name: str) -> None:
        """Take the changes of a scenario; the plan has none."""
        if self._case is None or name == say("What-if, unsaved"):
            return
        found = next((found for found in self._case.brief.scenarios if found.name == name), None)
        self.explorer.load({} if found is None else found.changes)

    def keep(self, name: str, *, replace: bool = False) -> None:
        """Save what is changed as a scenario."""
        if self._case is None:
            return
        case_id, changes = self._case.brief.id, dict(self.changes)

        def failed(fault: Refused) -> None:
            known = [found.name for found in self._case.brief.scenarios] if self._case is not None else []
            act = None
            if not replace and " ".join(name.split()) in known:
                act = (say("Replace it"), lambda: self.keep(name, replace=True))
            self.strips.show_strip("error", says(fault), act, key="scenario")

        def then(_changed: object) -> None:
            self.strips.clear("scenario")
            self.strips.show_strip("ok", say("Saved scenario {name}.", name=" ".join(name.split())), key="kept")

        self._requests.ask(lambda desk: desk.save_scenario(case_id, name, changes, replace=replace), then, failed)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Reckon while somebody looks."""
        super().showEvent(event)
        if self._is_first:
            self._is_first = False
            if settings().value("window/splitters/explore0") is None:
                QTimer.singleShot(0, self, self._give_room)
        self.explorer.wake(awake=True)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Leave what nobody looks at."""
        super().hideEvent(event)
        self.explorer.wake(awake=False)

    def _give_room(self) -> None:
        """Share the room as at first; later a person says how."""
        wide = self._across.width()
        left = max(NARROW, wide * SHARE // 100)
        self._across.setSizes([left, max(1, wide - left)])
        high = max(1, self._left.height())
        self._left.setSizes([high * 74 // 100, high * 26 // 100])
        self.side.give_room()

    def _connect(self) -> None:
        explorer = self.explorer
        self.inputs.moved.connect(explorer.put)
        explorer.listed.connect(lambda found: self.inputs.show_inputs(found, self.changes))
        explorer.judged.connect(self._judge)
        explorer.moved.connect(self._show_changes)
        explorer.compared.connect(self._show_scenarios)
        explorer.answered.connect(self._answer)
        explorer.stale.connect(self._stale)
        explorer.refused.connect(self._refuse)

    def _judge(self, verdict: "Verdict") -> None:
        is_turned = bool(verdict.turns)
        self.verdict.setProperty("kind", "warning" if is_turned else "info")
        self.verdict.style().unpolish(self.verdict)
        self.verdict.style().polish(self.verdict)
        self.turned.setVisible(is_turned)
        self.head_line.setText(verdict.head)
        self.head_line.setVisible(bool(verdict.head))
        self.finding.setText(verdict.says)
        self.against.setText(verdict.plan)
        self.verdict.setAccessibleName(f"{verdict.head} {verdict.says} {verdict.plan}".strip())

    def _refuse(self, sentence: str) -> None:
        if sentence:
            text = say("These inputs cannot be together: {why}", why=sentence)
            self.strips.show_strip("error", text, (say("Reset all"), lambda: self.explorer.load({})), key="wrong")
        else:
            self.strips.clear("wrong")

    def _answer(self, found: "Explored") -> None:
        self.side.show_explored(found)
        if "closest" in found.sheets:
            self.turns.show_sheet(found.sheets["closest"])
        if found.trials == 0:
            self.side.show_stale(is_stale=False)
            for name in ON_TRIALS:
                self.side.panels[name].show_stale(is_stale=True)

    def _stale(self, is_stale: bool) -> None:
        self.side.show_stale(is_stale=is_stale)
        self.turns.show_stale(is_stale=is_stale)

    def _show_changes(self) -> None:
        """Show the changes on the sliders, their number, and which scenario they are."""
        self.inputs.show_changes(self.changes)
        self.what_if.phrase.say(says_count(self.changes))
        self.reset.setEnabled(bool(self.changes))
        pairs = [(PLAN, say("Base plan"))]
        if self._case is not None:
            pairs += [(found.name, found.name) for found in self._case.brief.scenarios]
        here = self._here()
        if here == UNSAVED:
            pairs.insert(0, (UNSAVED, say("What-if, unsaved")))
        self.scenario.offer(tuple(pairs), here, empty=False)
        self.delete.setEnabled(here not in (PLAN, UNSAVED))
        self.save.setEnabled(here == UNSAVED)
        self._show_scenarios()

    def _here(self) -> str:
        """Return which scenario the changes are."""
        if not self.changes:
            return PLAN
        known = self._case.brief.scenarios if self._case is not None else ()
        return next((found.name for found in known if found.changes == self.changes), UNSAVED)

    def _show_scenarios(self) -> None:
        case, explorer = self._case, self.explorer
        if case is None or explorer.comparison_of({}) is None:
            return
        from cdmo_desk.sheets import exploring, measures  # noqa: PLC0415 - loaded by now

        plan = explorer.comparison_of({})
        rows = [(say("Base plan"), plan)]
        rows += [(found.name, explorer.comparison_of(found.changes)) for found in case.brief.scenarios]
        here = self._here()
        chosen = {PLAN: say("Base plan"), UNSAVED: say("What-if, unsaved")}.get(here, here)
        if here == UNSAVED:
            rows.insert(0, (chosen, explorer.comparison_of(self.changes)))
        if plan is not None:
            figures = measures.fitting(plan)
            self.side.panels["scenarios"].phrase.say(
                say("mean present cost, {unit}", unit=figures.unit(case.brief.currency))
            )
            self.side.show_scenarios(exploring.scenarios(case, rows, figures), chosen)

    def _choose_scenario(self) -> None:
        key = self.scenario.currentData()
        if key != UNSAVED:
            self.choose_scenario("" if key == PLAN else str(key))

    def _delete(self) -> None:
        here = self._here()
        if self._case is not None and here not in (PLAN, UNSAVED):
            case_id = self._case.brief.id
            self._requests.ask(lambda desk: desk.delete_scenario(case_id, here))

    def _ask_name(self) -> None:
        dialog = QInputDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(say("Save as scenario"))
        dialog.setLabelText(say("Name of the scenario"))
        dialog.setOkButtonText(say("Save scenario"))
        dialog.setCancelButtonText(say("Cancel"))
        dialog.textValueSelected.connect(self.keep)
        dialog.open()

    def _empty(self) -> EmptyState:
        return EmptyState(
            "sliders-horizontal",
            say("Nothing to explore yet"),
            say("Import the suppliers' quotes first; two offers are enough."),
            (say("Import quotes…"), "import", self.import_wanted.emit),
            (),
        )

    def _body(self) -> QWidget:
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        across = self._across = QSplitter()
        across.setHandleWidth(8)
        across.setChildrenCollapsible(False)
        left = self._left = QSplitter(Qt.Orientation.Vertical)
        left.setHandleWidth(8)
        left.setChildrenCollapsible(False)
        self.what_if = Panel(say("What if"), says_count({}))
        self.what_if.setMinimumWidth(LEAST)
        self.what_if.add(self.inputs, 1)
        self.what_if.add(self._verdict())
        self.turns = TwinPanel(say("What would change the answer"), "")
        self.turns.view.empty = say("Calculating…")
        left.addWidget(self.what_if)
        left.addWidget(self.turns)
        left.setStretchFactor(0, 1)
        across.addWidget(left)
        across.addWidget(self.side)
        across.setStretchFactor(0, 0)
        across.setStretchFactor(1, 1)
        row.addWidget(across)
        return body

    def _verdict(self) -> QFrame:
        self.verdict = QFrame()
        self.verdict.setObjectName("strip")
        self.verdict.setProperty("kind", "info")
        row = QHBoxLayout(self.verdict)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        self.turned = Sign("triangle-alert", 16, "warning")
        self.turned.hide()
        row.addWidget(self.turned, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        self.head_line = label("", strong=True)
        self.head_line.hide()
        self.finding = label(say("Calculating…"), wrap=True)
        self.against = label("", tone="second", wrap=True)
        for line in (self.head_line, self.finding, self.against):
            words.addWidget(line)
        row.addLayout(words, 1)
        return self.verdict
