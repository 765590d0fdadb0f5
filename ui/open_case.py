"""The case that is open: its figures, made anew after every edit, the base case at once and the simulation after it."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from cdmo_desk.desk import Desk
from cdmo_desk.problem import Refused
from ui.figured import Figured, figure
from ui.requests import IDLE, Requests

if TYPE_CHECKING:
    from cdmo_desk.document import Case

STAGES = (8_192, 65_536)
"""Trials of the simulations that follow the base case: one to look at, one to rely on."""
PAUSE = 1200  # milliseconds without an edit before the long simulation begins
SIMULATED = (
    "ranking",
    "verdict",
    "chosen",
    "stacks",
    "curves",
    "points",
    "bars",
    "owed",
    "by_year",
    "trials",
    "status",
)
"""What rests on the simulation, and stays as it was, greyed, until the next one is done."""


def _offers(case: "Case") -> list[str]:
    return [offer.id for offer in case.offers]


class OpenCase(QObject):
    """One case at a time. `figured` gives figures; `stale` says that those shown are older than the case."""

    opened = Signal(str)
    figured = Signal(object)
    stale = Signal(bool)
    refused = Signal(object)
    undoable = Signal(object, object)
    working = Signal(int)
    """Trials that are being simulated; 0 once they are done, or nobody wants them any more."""
    progressed = Signal(int, int)
    """How many trials of how many are done."""

    def __init__(self, desk: Requests, simulation: Requests, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._simulation = simulation
        self.id = ""
        self.shown: Figured | None = None
        self.is_stale = False
        self.is_ended = False
        """Whether a person ended the simulation of the case as it is."""
        self.pause = PAUSE
        self.stages: tuple[int, ...] = STAGES
        self._edition = 0
        desk.changed.connect(self._changed)

    def open(self, case_id: str) -> None:
        """Open a case, and close the one before."""
        if case_id != self.id:
            self.id = case_id
            self.shown = None
            self.opened.emit(case_id)
        if case_id:
            self.refresh()
        else:
            self._edition += 1
            self.working.emit(0)

    def refresh(self) -> None:
        """Make all figures anew."""
        if not self.id:
            return
        self._edition += 1
        edition, case_id = self._edition, self.id
        self.is_ended = False
        self._set_stale(is_stale=self.shown is not None)

        def wanted() -> bool:
            return edition == self._edition

        def base(desk: Desk) -> "tuple[Case, Figured | None, tuple[str | None, str | None]]":
            case = desk.case(case_id)
            return case, figure(desk, case, 0, wanted), desk.undoable(case_id)

        def then(answer: "tuple[Case, Figured | None, tuple[str | None, str | None]]") -> None:
            case, found, names = answer
            self.undoable.emit(*names)
            if found is not None and wanted():
                old = self.shown
                same = old is not None and _offers(old.case) == _offers(case)
                if old is not None and old.trials and same and case.offers:
                    found = replace(found, **{name: getattr(old, name) for name in SIMULATED})
                self._show(found)
                self._simulate(case, edition, list(self.stages))

        self._desk.ask(base, then, self._refuse, key="base")

    def cancel(self) -> None:
        """Leave the simulation: the base case stays, and what was simulated before stays out of date."""
        self._edition += 1
        self.is_ended = True
        self.working.emit(0)

    def close(self) -> None:
        """Want nothing more."""
        self._edition += 1
        self.id = ""

    def _simulate(self, case: "Case", edition: int, stages: list[int]) -> None:
        if not case.offers or not stages:
            self._set_stale(is_stale=False)
            return
        trials, *rest = stages
        self.working.emit(trials)

        def then(found: Figured | None) -> None:
            if found is not None and edition == self._edition:
                self._show(found)
                self._set_stale(is_stale=False)
                self.working.emit(0)
                if rest:
                    QTimer.singleShot(self.pause, self, lambda: self._go_on(case, edition, rest))

        def wanted() -> bool:
            return edition == self._edition

        self._simulation.ask(
            lambda desk: figure(desk, case, trials, wanted, self._tell(edition)),
            then,
            self._refuse,
            key="simulation",
            urgency=IDLE,
        )

    def _tell(self, edition: int) -> Callable[[int, int], None]:
        """Return what hears on the worker's thread how far a simulation is, and tells the window's."""

        def tell(done: int, of: int) -> None:
            if edition == self._edition:
                with suppress(RuntimeError):  # the window is gone
                    self.progressed.emit(done, of)

        return tell

    def _go_on(self, case: "Case", edition: int, stages: list[int]) -> None:
        """Simulate further if nothing was edited meanwhile."""
        if edition == self._edition:
            self._simulate(case, edition, stages)

    def _show(self, found: Figured) -> None:
        self.shown = found
        self.figured.emit(found)

    def _set_stale(self, *, is_stale: bool) -> None:
        if is_stale != self.is_stale:
            self.is_stale = is_stale
            self.stale.emit(is_stale)

    def _refuse(self, fault: Refused) -> None:
        self.working.emit(0)
        self.refused.emit(fault)

    def _changed(self, change: object) -> None:
        entry = getattr(change, "entry", None)
        if self.id and (entry is None or entry.case in (None, self.id)):
            self.refresh()
