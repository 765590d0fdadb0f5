"""What-ifs of the open case: changes kept while one explores, the verdict at once, simulation and answers after it."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from cdmo_desk.problem import Refused
from ui.requests import LATER, NOW, Requests

if TYPE_CHECKING:
    from cdmo_desk.desk import Desk
    from cdmo_desk.document import Case
    from cdmo_desk.evaluation.results import Comparison
    from cdmo_desk.sheets.exploring import Stand, Verdict
    from cdmo_desk.sheets.movable import Movable
    from ui.explored import Explored

TRIALS = 8_192
PAUSE = 250  # milliseconds without a change before the simulation begins
KEPT = 24  # simulated what-ifs kept for a case
Changes = dict[str, Any]


class Explorer(QObject):
    """One case at a time; nothing here alters it. All work is done on the workers, and left where a newer one came."""

    listed = Signal(object)
    """All that can be moved, of a new plan."""
    judged = Signal(object)
    """The verdict: at likely values while one drags, then over trials."""
    compared = Signal()
    """A plan, scenario or what-if was simulated: `comparison_of` gives it."""
    answered = Signal(object)
    """The answers of the what-if as `Explored`."""
    moved = Signal()
    """The changes are others now."""
    stale = Signal(bool)
    refused = Signal(str)
    """Why the changes cannot be; empty where they can."""

    def __init__(self, requests: Requests, simulation: Requests, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._requests, self._simulation = requests, simulation
        self.case: Case | None = None
        self.made: Case | None = None
        self.changes: Changes = {}
        self.trials = TRIALS
        self.answer_trials: int | None = None
        self.is_awake = False
        self._plan: Stand | None = None
        self._compared: dict[str, Comparison] = {}
        self._edition = 0
        self._asked = self._done = self._planned = 0
        self._is_busy = False
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(PAUSE)
        self._late.timeout.connect(self._simulate)

    # What a person does

    def show_case(self, case: "Case") -> None:
        """Explore a case as it stands now; changes that still lead somewhere stay."""
        if self.case is not None and self.case.document == case.document:
            return
        if self.case is not None and _without_scenarios(self.case) == _without_scenarios(case):
            self.case = case
            if self._done == self._edition:
                self._scenarios(self._edition)
            return
        if self.case is None or self.case.brief.id != case.brief.id:
            self.changes = {}
        self.case, self.made, self._plan = case, None, None
        self._compared.clear()
        self._planned = self._edition + 1
        self._next()

    def wake(self, *, awake: bool) -> None:
        """Work only while somebody looks."""
        self.is_awake = awake
        if awake and self._done != self._edition:
            self._follow()
        elif not awake:
            self._late.stop()

    def put(self, path: str, change: Any) -> None:  # noqa: ANN401 - any JSON
        """Change an input, or leave it as planned where the change is None."""
        if change is None:
            self.changes.pop(path, None)
        else:
            self.changes[path] = change
        self._next()
        self.moved.emit()

    def load(self, changes: Mapping[str, Any]) -> None:
        """Take all changes of a scenario, or none."""
        self.changes = dict(changes)
        self._next()
        self.moved.emit()

    def comparison_of(self, changes: Mapping[str, Any]) -> "Comparison | None":
        """Return the simulation of changes, None where it is not done."""
        return self._compared.get(_key(changes))

    # What follows

    def _next(self) -> None:
        self._edition += 1
        self.stale.emit(True)
        if self.is_awake:
            self._follow()

    def _follow(self) -> None:
        """Give the verdict at once; one question at a time, so that a slider that moves is followed, not starved."""
        self._late.start()
        if self._is_busy or self.case is None:
            return
        self._is_busy = True
        edition = self._asked = self._edition
        case, changes, plan = self.case, dict(self.changes), self._plan

        def once(desk: "Desk") -> "tuple[Case, Stand, Verdict, tuple[Movable, ...] | None]":
            from cdmo_desk.sheets import exploring  # noqa: PLC0415 - numbers, on the worker
            from cdmo_desk.sheets.movable import movables  # noqa: PLC0415 - as above

            found = None if plan is not None else movables(case)
            base = plan if plan is not None else exploring.at_once(desk.standing(case))
            made = desk.changed(case, changes) if changes else case
            now = exploring.at_once(desk.standing(made)) if changes else base
            return made, base, exploring.verdict(case, base, now, moved=len(changes)), found

        def then(answer: "tuple[Case, Stand, Verdict, tuple[Movable, ...] | None]") -> None:
            self._is_busy = False
            made, base, verdict, found = answer
            if edition >= self._planned:
                self._plan = base
                if found is not None:
                    self.listed.emit(found)
                self.made = made
                self.refused.emit("")
                self.judged.emit(verdict)
            self._again()

        def failed(fault: Refused) -> None:
            self._is_busy = False
            if self._asked == self._edition:
                self.made = None
                self._late.stop()
                self._list(case)
                self.refused.emit(" ".join(str(problem) for problem in fault.problems[:2]))
            self._again()

        self._requests.ask(once, then, failed, urgency=NOW)

    def _list(self, case: "Case") -> None:
        """Say what can be moved where the changes stopped that."""
        if self._plan is None:
            from cdmo_desk.sheets.movable import movables  # noqa: PLC0415 - seldom

            self.listed.emit(movables(case))

    def _again(self) -> None:
        if self.is_awake and self._asked != self._edition:
            self._follow()

    def _wanted(self, edition: int) -> bool:
        return edition == self._edition and self.is_awake

    def _simulate(self) -> None:
        """Simulate what is not yet simulated: the plan, the what-if, then the scenarios; then answer."""
        case, edition = self.case, self._edition
        if case is None or not case.offers or not self.is_awake:
            return
        if self._is_busy or self._asked != edition or self.made is None:
            if self._is_busy:
                self._late.start()
            return
        first: list[Changes] = [{}, dict(self.changes)]
        wanted = next((found for found in first if _key(found) not in self._compared), None)
        if wanted is not None:
            self._compare(case, wanted, edition)
            return
        self._judge(case)
        self._answer(edition, 0)

    def _compare(self, case: "Case", changes: Changes, edition: int) -> None:
        trials = self.trials

        def then(found: "Comparison | None") -> None:
            if found is not None and edition >= self._planned:
                while len(self._compared) >= KEPT:
                    self._compared.pop(next(iter(self._compared)))
                self._compared[_key(changes)] = found
                self.compared.emit()
            if self._wanted(edition):
                QTimer.singleShot(0, self, self._simulate)

        def failed(fault: Refused) -> None:
            del fault  # a scenario that no longer leads anywhere stays without figures

        self._simulation.ask(
            lambda desk: desk.explored(
                desk.changed(case, changes) if changes else case, trials, lambda: self._wanted(edition)
            ),
            then,
            failed,
            key="explore",
            urgency=LATER,
        )

    def _judge(self, case: "Case") -> None:
        from cdmo_desk.sheets import exploring  # noqa: PLC0415 - loaded by now

        plan, now = self.comparison_of({}), self.comparison_of(self.changes)
        if plan is not None and now is not None:
            stands = exploring.simulated(plan), exploring.simulated(now)
            self.judged.emit(exploring.verdict(case, *stands, moved=len(self.changes)))

    def _answer(self, edition: int, trials: int | None) -> None:
        """Answer first what needs no trials, then all."""
        made, comparison = self.made, self.comparison_of(self.changes)
        if made is None or comparison is None:
            return

        def answers(desk: "Desk") -> "Explored | None":
            from ui.explored import explored  # noqa: PLC0415 - numbers, on the worker

            found = desk.answers_while(made, trials, lambda: self._wanted(edition))
            return None if found is None else explored(made, comparison, found, desk.lines_of(made))

        def then(found: "Explored | None") -> None:
            if found is None or not self._wanted(edition):
                return
            self.answered.emit(found)
            if trials == 0:
                self._scenarios(edition)
                self._answer(edition, self.answer_trials)
            else:
                self._done = edition
                self.stale.emit(False)

        self._simulation.ask(answers, then, key="answers", urgency=LATER)

    def _scenarios(self, edition: int) -> None:
        """Simulate the scenarios that are not, one after the other."""
        case = self.case
        if case is None or not self._wanted(edition):
            return
        for found in case.brief.scenarios:
            if _key(found.changes) not in self._compared:
                self._side(case, found.changes)

    def _side(self, case: "Case", changes: Changes) -> None:
        trials, plan = self.trials, self._planned

        def simulate(desk: "Desk") -> "Comparison | None":
            made = desk.changed(case, changes)
            return desk.explored(made, trials, lambda: self.is_awake and plan == self._planned)

        def then(found: "Comparison | None") -> None:
            if found is not None and plan == self._planned:
                self._compared[_key(changes)] = found
                self.compared.emit()

        self._simulation.ask(simulate, then, lambda _fault: None, key=f"side {_key(changes)}", urgency=LATER)


def _without_scenarios(case: "Case") -> dict[str, Any]:
    """Return what figures rest on: all of a case but its scenarios."""
    brief = {name: value for name, value in case.document["case"].items() if name != "scenarios"}
    return {**case.document, "case": brief}


def _key(changes: Mapping[str, Any]) -> str:
    return json.dumps(changes, sort_keys=True)
