"""Pages made when they are first wanted, or in a quiet moment before: for they load what forms and papers need."""

from collections.abc import Callable
from functools import partial
from importlib import import_module
from threading import RLock
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from ui.figured import Figured
from ui.kept_splitters import restore
from ui.requests import IDLE

if TYPE_CHECKING:
    from cdmo_desk.desk import Desk
    from ui.main_window import MainWindow
    from ui.page import Page

NEW = "new"
SUPPLIERS = "suppliers"
QUIET = 400  # milliseconds after the first figures, and between two pages made early
WANTED = ("compare", "quotes_body", "level_body", "brief", "score", "review")
"""Modules of pages that the worker loads once the list of cases is there, the first that is wanted first."""
_LOADING = RLock()
"""One thread at a time loads what pages need: modules that know each other must not be loaded by two."""


class LatePages(QObject):
    """Makes pages by their names, hands figures to those that are there, and opens what New case made.

    Another page joins by an entry in `makers`; `early` names those made before they are wanted: none, and pages are
    made and laid out only when they are turned to.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.makers: dict[str, Callable[[], Page]] = {"brief": self._brief, NEW: self._new, "score": self._score}
        self.makers["history"] = self._history
        self.makers["approve"] = self._approve
        self.makers["explore"] = self._explore
        self.makers |= {"quotes": self._quotes, "level": self._level}
        self.makers |= {"compare": self._compare, "review": self._review}
        self.makers[SUPPLIERS] = self._suppliers
        self.early = ["quotes", "level", "brief", "score"]
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET)
        self._quiet.timeout.connect(self._make_early)
        window.work.case.figured.connect(self._figured)
        window.requests.changed.connect(lambda _change: self._quiet.stop())
        window.library.new_wanted.connect(self.begin)
        window.library.counted.connect(self._load)
        self._is_loading = False

    def prepare(self, name: str) -> None:
        """Make a page if it is one of these and not there yet."""
        if name not in self.makers or name in self._window.pages:
            return
        with _LOADING:
            made = self.makers[name]()
        self._window.pages[name] = made
        self._window.stack.addWidget(made)
        restore(made)
        found = self._window.work.case.shown
        show: Any = getattr(made, "show_figures", None)
        if found is not None and show is not None:
            show(found)

    def page(self, name: str) -> "Page":
        """Return a page, made if it is not there yet."""
        self.prepare(name)
        return self._window.pages[name]

    def begin(self) -> None:
        """Show an empty New case page."""
        self.prepare(NEW)
        page: Any = self._window.pages[NEW]
        page.clear()
        self._window.go(NEW)

    def _load(self, _cases: int) -> None:
        """Let the worker load what pages need, whenever nothing else is asked of it."""
        if not self._is_loading:
            self._is_loading = True
            for name in WANTED:
                self._window.requests.ask(partial(_load, name), urgency=IDLE)

    def _make_early(self) -> None:
        """Make the next page before it is wanted, or lay out what came for one, so that turning to it takes no time."""
        if not self.early or not self._window.isVisible() or not self._window.work.case.id:
            return
        waiting = [name for name in self.early if name not in self._window.pages]
        late = [page for page in self._window.pages.values() if page.is_late]
        if waiting:
            self.prepare(waiting[0])
            page = self._window.pages[waiting[0]]
            page.resize(self._window.stack.size())
            page.catch_up()
            page.grab()
        elif late:
            late[0].catch_up()
        if waiting or late:
            self._quiet.start()

    def _brief(self) -> "Page":
        from ui.pages.brief import BriefPage  # noqa: PLC0415 - after the first paint

        return BriefPage(self._window.requests)

    def _score(self) -> "Page":
        from ui.pages.score import ScorePage  # noqa: PLC0415 - as above

        return ScorePage(self._window.requests)

    def _approve(self) -> "Page":
        from ui.pages.approve import ApprovePage  # noqa: PLC0415 - as above

        made = ApprovePage(self._window.requests)
        made.page_wanted.connect(self._window.go)
        made.verify_wanted.connect(self._window.verifying.choose)
        made.workbook_wanted.connect(self._window.work.filing.export_workbook)
        made.stepped.connect(self._window.show_steps)
        self._window.verifying.registered.connect(made.registered)
        return made

    def _quotes(self) -> "Page":
        from ui.pages.quotes import QuotesPage  # noqa: PLC0415 - as above

        made, work = QuotesPage(self._window.requests, self._window.simulation), self._window.work
        made.sample_wanted.connect(work.open_sample)
        made.import_wanted.connect(work.filing.choose_quotes)
        made.undo_wanted.connect(work.undo)
        return made

    def _level(self) -> "Page":
        from ui.pages.level import LevelPage  # noqa: PLC0415 - as above

        made = LevelPage(self._window.requests, self._window.simulation)
        made.import_wanted.connect(self._window.work.filing.choose_quotes)
        made.scope_wanted.connect(partial(self._window.go, "brief"))
        return made

    def _compare(self) -> "Page":
        from ui.pages.compare import ComparePage  # noqa: PLC0415 - as above

        made, work = ComparePage(self._window.simulation), self._window.work
        made.import_wanted.connect(work.filing.choose_quotes)
        made.export_wanted.connect(work.filing.export_pdf)
        made.offer_opened.connect(work.showing.open_offer)
        if work.case.is_stale:
            made.show_stale(is_stale=True)
        return made

    def _review(self) -> "Page":
        from ui.pages.review import ReviewPage  # noqa: PLC0415 - as above

        made = ReviewPage()
        self._window.work.reviewing.join(made)
        return made

    def _explore(self) -> "Page":
        from ui.pages.explore import ExplorePage  # noqa: PLC0415 - as above

        made = ExplorePage(self._window.requests, self._window.simulation)
        made.import_wanted.connect(self._window.work.filing.choose_quotes)
        made.counted.connect(self._window.show_steps)
        return made

    def _history(self) -> "Page":
        from ui.pages.history import HistoryPage  # noqa: PLC0415 - as above

        return HistoryPage(self._window.requests)

    def _suppliers(self) -> "Page":
        from ui.pages.suppliers import SuppliersPage  # noqa: PLC0415 - as above

        made = SuppliersPage(self._window.requests)
        made.case_opened.connect(self._window.work.open_case)
        made.cases_wanted.connect(partial(self._window.go, "library"))
        return made

    def _new(self) -> "Page":
        from ui.pages.brief_new import NewCasePage  # noqa: PLC0415 - as above

        made = NewCasePage(self._window.requests)
        made.created.connect(self._created)
        made.cancelled.connect(lambda: self._window.go("library"))
        return made

    def _created(self, case_id: str) -> None:
        """Open the new case where it is planned."""
        window = self._window
        window.library.refresh()

        def show(brief: dict[str, Any]) -> None:
            window.work.showing.name(str(brief["product"]), str(brief["title"]))
            window.work.case.open(case_id)
            self.prepare("brief")
            page: Any = window.pages["brief"]
            page.show_brief(brief)
            window.go("brief")

        window.requests.ask(lambda desk: desk.document(case_id)["case"], show)

    def _figured(self, found: Figured) -> None:
        for page in self._window.pages.values():
            show: Any = getattr(page, "show_figures", None)
            if show is not None:
                show(found)
        if not self._quiet.isActive():
            self._quiet.start()


def _load(name: str, _desk: "Desk") -> None:
    with _LOADING:
        import_module(f"ui.pages.{name}")
