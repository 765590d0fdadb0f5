"""How the open case shows in the window: its figures on the pages, its edits by name, its age."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from cdmo_desk.speech import counted, say, within
from ui.figured import Figured
from ui.forms.numerals import Numerals
from ui.open_case import OpenCase
from ui.telling import HALF_A_SECOND

if TYPE_CHECKING:
    from ui.main_window import MainWindow


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
        self._trials = 0
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(HALF_A_SECOND)
        self._late.timeout.connect(self._say_working)
        window.library.counted.connect(self._counted)
        window.compare.offer_opened.connect(self.open_offer)

    def name(self, title: str, about: str = "") -> None:
        """Say what the open case is called."""
        self.title, self.about = title, about

    def _figured(self, found: Figured) -> None:
        brief = found.case.brief
        self.name(brief.product or brief.title, brief.title if brief.product else "")
        for page in (self._window.quotes, self._window.level, self._window.compare):
            page.strips.clear("refused")
            page.show_figures(found)
        self._window.say_status(found.status)
        if not found.case.offers and self._window.page in (self._window.compare, self._window.level):
            self._window.go("quotes")
        self._window.show_steps()

    def _stale(self, is_stale: bool) -> None:
        self._window.compare.show_stale(is_stale=is_stale)
        self._window.compare.strips.clear("stale")
        self._window.show_steps()

    def _working(self, trials: int) -> None:
        """Say that a simulation goes on, if it takes over half a second."""
        self._trials = trials
        if trials:
            self._late.start()
            return
        self._late.stop()
        strips = self._window.compare.strips
        strips.clear("work simulation")
        strips.clear("stale")
        case = self._window.work.case
        if case.is_stale and case.id:
            again = (say("Recalculate"), case.refresh)
            strips.show_strip("warning", say("Out of date: the case has changed since."), again, key="stale")

    def _say_working(self) -> None:
        case, strips = self._window.work.case, self._window.compare.strips
        text = counted("Simulating {n} case", "Simulating {n} cases", self._trials, n=Numerals().show(self._trials))
        strips.clear("stale")
        strips.show_strip("work", text, (say("Cancel"), case.cancel), key="work simulation")

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
