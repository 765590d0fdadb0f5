"""How the open case shows in the window: its figures on the pages, its edits by name, its age."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QProgressBar

from cdmo_desk.speech import counted, say, within
from ui.figured import Figured
from ui.forms.numerals import Numerals
from ui.gauge import Gauge
from ui.open_case import OpenCase
from ui.telling import HALF_A_SECOND

if TYPE_CHECKING:
    from ui.main_window import MainWindow

AT_ONCE = 120
"""Milliseconds within which an answer seems to be there at once."""


class Showing(QObject):
    """Hands new figures to the pages, and says where they are old."""

    def __init__(self, window: "MainWindow", case: OpenCase) -> None:
        super().__init__(window)
        self._window = window
        self.cases = 0
        self.title = self.about = ""
        case.figured.connect(self._figured)
        case.stale.connect(self._stale)
        case.undoable.connect(self._undoable)
        case.working.connect(self._working)
        case.progressed.connect(self._progressed)
        self._trials, self._share = 0, (0, 0)
        self._bar: QProgressBar | None = None
        self.gauge = Gauge()
        self.gauge.ends.clicked.connect(case.cancel)
        window.statusBar().addPermanentWidget(self.gauge)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(HALF_A_SECOND)
        self._late.timeout.connect(self._say_working)
        self._greys = QTimer(self)
        self._greys.setSingleShot(True)
        self._greys.setInterval(AT_ONCE)
        self._greys.timeout.connect(self._grey)
        window.library.counted.connect(self._counted)

    def name(self, title: str, about: str = "") -> None:
        """Say what the open case is called."""
        self.title, self.about = title, about

    def _figured(self, found: Figured) -> None:
        brief = found.case.brief
        self.name(brief.product or brief.title, brief.title if brief.product else "")
        if self._greys.isActive():
            self._grey()
        for page in self._window.pages.values():
            page.strips.clear("refused")
        self._window.say_status(found.status)
        if not found.case.offers and self._window.page.name in ("compare", "level"):
            self._window.go("quotes")
        self._window.show_steps()

    def _stale(self, is_stale: bool) -> None:
        """Grey what is old a moment later, together with the first new figures if they come as soon: painted once."""
        page = self._window.pages.get("compare")
        if page is not None:
            page.strips.clear("stale")
        if is_stale:
            self._greys.start()
        else:
            self._grey()
        self._window.show_steps()

    def _grey(self) -> None:
        """Grey what is older than the case, or no longer."""
        self._greys.stop()
        page: Any = self._window.pages.get("compare")
        if page is not None:
            page.show_stale(is_stale=self._window.work.case.is_stale)

    def _working(self, trials: int) -> None:
        """Say that a simulation goes on, if it takes over half a second, and what is shown once it was ended."""
        self._trials, self._share = trials, (0, 0)
        self._bar = None
        self.gauge.hide()
        if trials:
            self._late.start()
            return
        self._late.stop()
        page = self._window.pages.get("compare")
        if page is None:
            return
        page.strips.clear("work simulation")
        page.strips.clear("stale")
        case = self._window.work.case
        if not case.id or not (case.is_stale or case.is_ended):
            return
        if case.is_stale:
            page.strips.show_strip(
                "warning",
                say("Out of date: the case has changed since."),
                (say("Recalculate"), case.refresh),
                key="stale",
            )
        elif case.shown is not None and not case.shown.trials:
            text = say("The simulation was ended. These are the figures of the base case.")
            page.strips.show_strip("info", text, (say("Simulate"), case.refresh), key="stale")

    def _say_working(self) -> None:
        """Say it where figures wait for it, in a strip; where they are made finer only, in the status bar."""
        case, page = self._window.work.case, self._window.pages.get("compare")
        shown = Numerals().show(self._trials)
        text = counted("Simulating {n} case", "Simulating {n} cases", self._trials, n=shown)
        if page is None or (case.shown is not None and case.shown.trials and not case.is_stale):
            self.gauge.begin(text)
            self._bar = self.gauge.bar
        else:
            page.strips.clear("stale")
            act = (say("Cancel"), case.cancel)
            self._bar = page.strips.show_strip("work", text, act, key="work simulation").bar
        self._progressed(*self._share)

    def _progressed(self, done: int, of: int) -> None:
        """Show how far the simulation is."""
        self._share = done, of
        if self._bar is not None and of:
            self._bar.setRange(0, of)
            self._bar.setValue(done)

    def _undoable(self, undo: str | None, redo: str | None) -> None:
        for name, verb, request in (("undo", say("&Undo"), undo), ("redo", say("&Redo"), redo)):
            named = (request or "").replace("&", "&&")
            text = say("{verb} {request}", verb=verb, request=within(named)) if request else verb
            self._window.commands.rename(name, text)
            self._window.commands[name].setEnabled(request is not None)

    def _counted(self, number: int) -> None:
        self.cases = number
        self._window.show_steps()

    def open_offer(self, offer: str) -> None:
        """Show an offer on Quotes."""
        self._window.go("quotes")
        self._window.quotes.choose(offer)
