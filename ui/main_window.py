"""The main window: menu and tool bar, navigation, pages, status bar."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QSplitter, QStackedWidget, QWidget

from cdmo_desk.desk import Desk
from cdmo_desk.speech import counted, say
from ui import tongue
from ui.bars import make_commands, tool_bar
from ui.closing import Closing
from ui.commands import Commands
from ui.explaining import Explaining
from ui.figured import Figured
from ui.find_field import FindField
from ui.importing import ENDINGS
from ui.late_pages import NEW, SUPPLIERS, LatePages
from ui.navigation import Navigation, Step
from ui.page import Page
from ui.pages.library import LibraryPage
from ui.requests import Requests
from ui.resuming import Resuming
from ui.settings import settings
from ui.signs import Sign
from ui.text import label
from ui.theme import Theme
from ui.verifying import Verifying
from ui.work import Work

if TYPE_CHECKING:
    from ui.pages.compare import ComparePage
    from ui.pages.level import LevelPage
    from ui.pages.quotes import QuotesPage
    from ui.pages.review import ReviewPage

PROGRAM = "CDMO Desk"
NARROW = 1120
"""A window narrower than this folds its navigation: the tables need the room more."""
NEEDS_CASE = ("import_quotes", "export_case", "brief", "quotes", "score", "history")
OF_LIBRARY = ("library", NEW, SUPPLIERS)
"""Pages that no case need be open for."""
NEEDS_OFFERS = ("recalculate", "export_pdf", "export_workbook", "level", "compare", "explore", "approve")


class MainWindow(QMainWindow):
    """The one window; what a person asks of it is done by its `work`."""

    def __init__(self, desk: Desk, theme: Theme | None = None) -> None:
        super().__init__()
        self.setWindowTitle(PROGRAM)
        self.setMinimumSize(900, 600)
        self.setAcceptDrops(True)
        self.theme = theme
        self.requests = Requests(desk, self)
        self.simulation = Requests(desk, self)
        self.commands = Commands(self)
        self.library = LibraryPage(self.requests)
        self.pages: dict[str, Page] = {self.library.name: self.library}
        self.navigation = Navigation()
        self.stack = QStackedWidget()
        self.finding = FindField()
        self.work = Work(self)
        self.late = LatePages(self)
        self.verifying = Verifying(self)
        self.explaining = Explaining(self)
        self.closing = Closing(self)
        self.resuming = Resuming(self)
        self._was_folded: bool | None = None
        self._is_narrow = self._wide_fold = False
        self._lay_out()
        make_commands(self)
        self.addToolBar(tool_bar(self))
        self._restore()
        if theme is not None:
            theme.dress(self)
        self._is_new = True
        self.go("library")

    @property
    def page(self) -> Page:
        """Return the page that is shown."""
        found = self.stack.currentWidget()
        if not isinstance(found, Page):
            raise TypeError(found)
        return found

    @property
    def quotes(self) -> "QuotesPage":
        """Return the page Quotes, which is made when it is first wanted."""
        made: Any = self.late.page("quotes")
        return made  # type: ignore[no-any-return]

    @property
    def level(self) -> "LevelPage":
        """Return the page Level, likewise."""
        made: Any = self.late.page("level")
        return made  # type: ignore[no-any-return]

    @property
    def compare(self) -> "ComparePage":
        """Return the page Compare, likewise."""
        made: Any = self.late.page("compare")
        return made  # type: ignore[no-any-return]

    @property
    def review(self) -> "ReviewPage":
        """Return the page on which a file is reviewed, likewise."""
        made: Any = self.late.page("review")
        return made  # type: ignore[no-any-return]

    def go(self, name: str) -> None:
        """Show a page."""
        if name not in OF_LIBRARY and not self.work.case.id:
            return
        self.late.prepare(name)
        if name not in self.pages:
            return
        self.finding.clear()
        self._fold_for(name)
        is_left = self.stack.currentWidget() is self.pages.get("review") and name != "review"
        self.stack.setCurrentWidget(self.pages[name])
        self.show_steps()
        self.navigation.choose({"review": "quotes", NEW: "library"}.get(name, name))
        self.finding.setPlaceholderText(say("Find in library") if name == "library" else say("Find on this page"))
        self.page.landing().setFocus(Qt.FocusReason.OtherFocusReason)
        if is_left:
            self.work.reviewing.left()

    def _fold_for(self, name: str) -> None:
        """Fold the navigation while a file is reviewed, and leave it as it was before."""
        if name == "review" and self._was_folded is None:
            self._was_folded = self.navigation.is_folded
            self.navigation.fold(folded=True)
        elif name != "review" and self._was_folded is not None:
            self.navigation.fold(folded=self._was_folded)
            self._was_folded = None

    def look_for(self, text: str) -> None:
        """Show only what contains a text on the page that is shown."""
        self.page.look_for(text)

    def show_steps(self) -> None:
        """Show in the navigation where one is and how far each step is."""
        case, found = self.work.case, self.work.case.shown
        in_case = self.page.name not in OF_LIBRARY and bool(case.id)
        for name in NEEDS_CASE:
            self.commands[name].setEnabled(bool(case.id))
        for name in NEEDS_OFFERS:
            self.commands[name].setEnabled(bool(case.id and found is not None and found.case.offers))
        if not in_case:
            cases = Step("library", say("Cases"), "layers", str(self.work.showing.cases or ""))
            suppliers = Step(SUPPLIERS, say("Suppliers"), "factory")
            self.navigation.show_steps(say("Library"), self.requests.desk.path.stem, (cases, suppliers), in_case=False)
            self.setWindowTitle(f"{say('Library')} — {PROGRAM}")
            return
        self.navigation.show_steps(self.work.showing.title, self.work.showing.about, self._steps(found), in_case=True)
        self.setWindowTitle(f"{self.work.showing.title} — {PROGRAM}")

    def say_status(self, parts: tuple[str, ...]) -> None:
        """Show currency, horizon, trials and time at the right of the status bar."""
        self._status.setText("      ".join(parts))

    def say_saved(self, text: str) -> None:
        """Show at the left of the status bar that all is saved."""
        self._saved.setText(text)

    # What Qt calls

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take files that are quotes or case documents."""
        if _dropped(event):
            event.acceptProposedAction()
            self._light_drop(over=True)
            self.work.importing.expect()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802 - Qt's name
        """Forget what was dragged over."""
        super().dragLeaveEvent(event)
        self._light_drop(over=False)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Read what was dropped."""
        paths = _dropped(event)
        event.acceptProposedAction()
        self._light_drop(over=False)
        self.work.filing.take(paths)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fold the navigation in a narrow window; in a wide one it is as it was before."""
        super().resizeEvent(event)
        is_narrow = event.size().width() < NARROW
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            is_reviewing = self._was_folded is not None
            if is_narrow:
                self._wide_fold = bool(self._was_folded) if is_reviewing else self.navigation.is_folded
            is_folded = is_narrow or self._wide_fold
            if is_reviewing:
                self._was_folded = is_folded
            else:
                self.navigation.fold(folded=is_folded)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for the cases once the window has been painted."""
        super().showEvent(event)
        if self._is_new:
            self._is_new = False
            QTimer.singleShot(0, self.library.refresh)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Keep where all stands, and let the workers end."""
        kept = settings()
        kept.setValue("window/geometry", self.saveGeometry())
        is_folded = self.navigation.is_folded if self._was_folded is None else self._was_folded
        kept.setValue("window/folded", int(self._wide_fold if self._is_narrow else is_folded))
        kept.setValue("window/case", self.work.case.id or kept.value("window/case", ""))
        for name, splitter in self._splitters():
            kept.setValue(f"window/splitters/{name}", splitter.saveState())
        self.hide()
        self.work.case.close()
        self.simulation.close(0.5)
        self.requests.close()
        event.accept()

    # Parts

    def _splitters(self) -> Iterator[tuple[str, QSplitter]]:
        for page in self.pages.values():
            for number, splitter in enumerate(page.findChildren(QSplitter)):
                yield f"{page.name}{number}", splitter

    def _light_drop(self, over: bool) -> None:
        """Show on the page where files may be dropped."""
        for frame in self.page.findChildren(QFrame, "drop"):
            frame.setProperty("over", over)
            frame.style().unpolish(frame)
            frame.style().polish(frame)

    def _steps(self, found: Figured | None) -> tuple[Step, ...]:
        offers = len(found.case.offers) if found else 0
        gaps = len(found.gaps.rows) if found else 0
        state = say("calculating")
        if found is not None and not self.work.case.is_stale:
            state = say("up to date") if found.trials else say("base case")
        elif found is not None:
            state = say("out of date")
        needs = "" if offers or found is None else say("Needs an offer: import the suppliers' quotes first.")
        quoted = counted("{n} offer", "{n} offers", offers) if offers else say("no offers")
        missing = counted("{n} gap", "{n} gaps", gaps) if gaps else say("no gaps")
        return (
            Step("brief", say("Brief"), "clipboard-list"),
            Step("quotes", say("Quotes"), "file-spreadsheet", quoted),
            Step("level", say("Level"), "scale", "" if needs else missing, needs),
            Step("compare", say("Compare"), "chart-column", "" if needs else state, needs),
            Step("explore", say("Explore"), "sliders-horizontal", "" if needs else scenarios(found), needs),
            Step("score", say("Score"), "list-checks", scored(found)),
            Step("approve", say("Approve"), "signature", getattr(self.pages.get("approve"), "state", ""), needs),
            Step("history", say("History"), "history"),
        )

    def _lay_out(self) -> None:
        centre = QWidget()
        row = QHBoxLayout(centre)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addWidget(self.stack, 1)
        for page in self.pages.values():
            self.stack.addWidget(page)
        self.setCentralWidget(centre)
        self.navigation.wanted.connect(self.go)
        self._saved = label(say("All changes saved"))
        self._status = label()
        self.statusBar().setContentsMargins(12, 0, 0, 0)
        self.statusBar().addWidget(Sign("check", 14, "ok"))
        self.statusBar().addWidget(self._saved)
        self.statusBar().addPermanentWidget(self._status)
        self.statusBar().setSizeGripEnabled(False)

    def _restore(self) -> None:
        kept = settings()
        geometry = kept.value("window/geometry")
        self.resize(1280, 800)
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)
        for name, splitter in self._splitters():
            state = kept.value(f"window/splitters/{name}")
            if isinstance(state, QByteArray):
                splitter.restoreState(state)
        if str(kept.value("window/folded", "0")) == "1":
            self.fold()

    def fold(self) -> None:
        """Fold the navigation, or open it."""
        self.navigation.fold(folded=not self.navigation.is_folded)

    def choose_language(self, name: str) -> None:
        """Keep a language, and say that the next start speaks it."""
        tongue.choose(name)
        text = say("The program speaks the language you chose when it is started again.")
        self.page.strips.show_strip("info", text, key="language")

    def dress(self, name: str) -> None:
        """Wear a theme, and keep it."""
        settings().setValue("theme", name)
        if self.theme is not None:
            self.theme.choose(name)


def scenarios(found: Figured | None) -> str:
    """Return how many scenarios the case has: `5 scenarios`."""
    number = len(found.case.brief.scenarios) if found else 0
    return counted("{n} scenario", "{n} scenarios", number) if number else ""


def scored(found: Figured | None) -> str:
    """Return how many of the scores are there: `34 of 36`."""
    if found is None or not found.case.brief.criteria:
        return ""
    names = [offer.id for offer in found.case.offers if offer.is_ranked_kind]
    wanted = len(names) * len(found.case.brief.criteria)
    missing = sum(len(found.comparison.offers[name].unscored) for name in names)
    return say("{given} of {wanted}", given=wanted - missing, wanted=wanted) if wanted else ""


def _dropped(event: QDropEvent) -> list[Path]:
    """Return the files dropped that can be read."""
    urls = event.mimeData().urls() if event.mimeData().hasUrls() else []
    paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in (*ENDINGS, ".json", ".cdmo", ".pdf")]
