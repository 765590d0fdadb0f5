"""The way to the pages Brief and New case: both are made when they are first wanted, for they load what forms need."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from ui.figured import Figured

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from ui.page import Page

NAMES = ("brief", "new")
NEW = "new"
QUIET = 400  # milliseconds after the first figures


class BriefEntry(QObject):
    """Makes the two pages, hands figures to the one, and opens what the other made."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._early = QTimer(self)
        self._early.setSingleShot(True)
        self._early.setInterval(QUIET)
        self._early.timeout.connect(self._make_early)
        window.work.case.figured.connect(self._figured)
        window.library.new_wanted.connect(self.begin)

    def prepare(self, name: str) -> None:
        """Make a page if it is one of these and not there yet."""
        if name not in NAMES or name in self._window.pages:
            return
        made = self._brief() if name == "brief" else self._new()
        self._window.pages[name] = made
        self._window.stack.addWidget(made)

    def begin(self) -> None:
        """Show an empty New case page."""
        self.prepare(NEW)
        page: Any = self._window.pages[NEW]
        page.clear()
        self._window.go(NEW)

    def _make_early(self) -> None:
        """Make the page Brief before it is wanted, so that turning to it takes no time."""
        if self._window.isVisible() and self._window.work.case.id and "brief" not in self._window.pages:
            self.prepare("brief")
            page = self._window.pages["brief"]
            page.resize(self._window.stack.size())
            page.grab()

    def _brief(self) -> "Page":
        from ui.pages.brief import BriefPage  # noqa: PLC0415 - after the first paint

        made = BriefPage(self._window.requests)
        found = self._window.work.case.shown
        if found is not None:
            made.show_figures(found)
        return made

    def _new(self) -> "Page":
        from ui.pages.brief_new import NewCasePage  # noqa: PLC0415 - after the first paint

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
        page: Any = self._window.pages.get("brief")
        if page is not None:
            page.show_figures(found)
        elif not self._early.isActive():
            self._early.start()
