"""What the window does when it is asked: opens cases, reads files, takes back, prints."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QLineEdit, QMessageBox

from cdmo_desk.problem import Refused
from ui.figured import Figured
from ui.importing import ENDINGS, Importing
from ui.open_case import OpenCase
from ui.settings import settings

if TYPE_CHECKING:
    from cdmo_desk.desk import Desk, Imported
    from ui.main_window import MainWindow
    from ui.reading import Review

HALF_A_SECOND = 500


class Work(QObject):
    """The doing behind the window's commands and pages."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._waits: dict[str, QTimer] = {}
        self.cases = 0
        self.title = self.about = ""
        self.case = OpenCase(window.requests, window.simulation, self)
        self.importing = Importing(window.requests, self)
        self._connect()

    # Cases

    def open_case(self, case_id: str) -> None:
        """Open a case where it is compared."""
        self.title, self.about = case_id, ""
        self.case.open(case_id)
        self._window.go("compare")

    def import_case(self, path: Path) -> None:
        """Bring a case document into the library and open it."""
        self._wait("case", f"Reading {path.name}")

        def then(case_id: str) -> None:
            self._done("case")
            self._window.library.refresh()
            self.open_case(case_id)

        self._window.requests.ask(lambda desk: desk.import_case(path), then, self._refusal("case"))

    def open_sample(self) -> None:
        """Open the sample case, bringing it in if it is not there yet."""
        self._wait("sample", "Importing the sample case: its brief, then each supplier's files")

        def bring(desk: "Desk") -> str:
            from ui.shelf import sample_id  # noqa: PLC0415 - after the first paint

            known = sample_id()
            return known if any(row.id == known for row in desk.cases()) else desk.import_sample()

        def then(case_id: str) -> None:
            self._done("sample")
            self._window.library.refresh()
            self.open_case(case_id)

        self._window.requests.ask(bring, then, self._refusal("sample"))

    def undo(self) -> None:
        """Take back the last request of the case."""
        self._step(lambda desk, case_id: desk.undo(case_id))

    def redo(self) -> None:
        """Bring back what was taken back."""
        self._step(lambda desk, case_id: desk.redo(case_id))

    # Files

    def choose_case_file(self) -> None:
        """Ask for a case document."""
        name, _ = QFileDialog.getOpenFileName(self._window, "Import case", _folder(), "Case documents (*.json)")
        if name:
            _keep_folder(name)
            self.import_case(Path(name))

    def choose_quotes(self) -> None:
        """Ask for suppliers' files."""
        kinds = " ".join(f"*{ending}" for ending in ENDINGS)
        names, _ = QFileDialog.getOpenFileNames(self._window, "Import quotes", _folder(), f"Quotes ({kinds})")
        if names:
            _keep_folder(names[0])
            self.take_files([Path(name) for name in names])

    def take_files(self, paths: list[Path]) -> None:
        """Read files: case documents into the library, all others as quotes of the open case."""
        cases = [path for path in paths if path.suffix.lower() == ".json"]
        quotes = [path for path in paths if path not in cases]
        for path in cases:
            self.import_case(path)
        if quotes and not self.case.id:
            self._window.page.strips.show_strip("info", "Open a case first, then drop the quotes on it.")
        elif quotes:
            self.importing.start(quotes, self.case.id)

    def export_pdf(self) -> None:
        """Print the comparison into a PDF."""
        found = self.case.shown
        if found is None or not found.case.offers:
            return
        name, _ = QFileDialog.getSaveFileName(
            self._window, "Export PDF", str(Path(_folder()) / f"{self.case.id}.pdf"), "PDF (*.pdf)"
        )
        if name:
            _keep_folder(name)
            self.write_pdf(found, Path(name).with_suffix(".pdf"))

    def write_pdf(self, found: Figured, path: Path) -> None:
        """Write a PDF of what is shown."""
        page = self._window.page
        self._wait("pdf", f"Printing {path.name}")

        def then(_remarks: list[str]) -> None:
            self._done("pdf")
            act = ("Open folder", lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent))))
            page.strips.show_strip("ok", f"{path.name} is written.", act, key="pdf")

        self._window.requests.ask(
            lambda desk: desk.report(found.case, found.comparison, path), then, self._refusal("pdf")
        )

    def export_case(self) -> None:
        """Write the case as a document."""
        case_id = self.case.id
        name, _ = QFileDialog.getSaveFileName(
            self._window, "Export case", str(Path(_folder()) / f"{case_id}.json"), "Case documents (*.json)"
        )
        if name:
            path = Path(name).with_suffix(".json")
            page = self._window.page
            self._window.requests.ask(
                lambda desk: desk.export_case(case_id, path),
                lambda _none: page.strips.show_strip("ok", f"{path.name} is written.", key="export"),
            )

    # The window

    def copy(self, *, heads: bool) -> None:
        """Copy the page's table."""
        view = getattr(self._window.page.landing(), "copy", None)
        if callable(view):
            view(heads=heads)

    def say_saved(self) -> None:
        """Say that all is saved as one works."""
        self._window.page.strips.show_strip("ok", "All changes are saved as you work.", key="saved")

    def press_primary(self) -> None:
        """Press the primary button of the page."""
        from PySide6.QtWidgets import QPushButton  # noqa: PLC0415 - only here

        for found in self._window.page.findChildren(QPushButton):
            if found.property("primary") and found.isVisible() and found.isEnabled():
                found.click()
                return

    def leave(self) -> None:
        """Leave the find field, then the review."""
        finding: QLineEdit = self._window.finding
        if finding.text():
            finding.clear()
        elif self._window.page is self._window.review:
            self.importing.skip()

    def about_program(self) -> None:
        """Say what the program is."""
        box = QMessageBox(self._window)
        box.setWindowTitle("About CDMO Desk")
        box.setText("CDMO Desk compares what contract manufacturers' offers cost, and how far each could run away.")
        box.setInformativeText("It never uses a network: nothing leaves this computer.")
        box.open()

    # What happens

    def _connect(self) -> None:
        window = self._window
        for page in (window.library, window.quotes):
            page.sample_wanted.connect(self.open_sample)
        window.library.case_opened.connect(self.open_case)
        window.library.import_wanted.connect(self.choose_case_file)
        window.library.counted.connect(self._counted)
        for page_ in (window.quotes, window.level, window.compare):
            page_.import_wanted.connect(self.choose_quotes)
        window.compare.export_wanted.connect(self.export_pdf)
        window.compare.offer_opened.connect(self._open_offer)
        self.case.figured.connect(self._figured)
        self.case.stale.connect(self._stale)
        self.case.undoable.connect(self._undoable)
        self.case.refused.connect(lambda fault: self._say_refused(fault))
        window.requests.refused.connect(lambda fault: self._say_refused(fault))
        for requests in (window.requests, window.simulation):
            requests.faulted.connect(self._faulted)
        self.importing.reading.connect(lambda name: self._wait("reading", f"Reading {name}"))
        self.importing.ready.connect(self._review)
        self.importing.unreadable.connect(self._unreadable)
        self.importing.kept.connect(self._kept)
        self.importing.refused.connect(lambda fault: window.review.say_refused(_says(fault)))
        self.importing.done.connect(self._reviewed)
        window.review.accepted.connect(self.importing.accept)
        window.review.cancelled.connect(self.importing.skip)
        window.review.into_changed.connect(self.importing.look)

    def _figured(self, found: Figured) -> None:
        brief = found.case.brief
        self.title, self.about = brief.product or brief.title, brief.title if brief.product else ""
        self._done("simulation")
        for page in (self._window.quotes, self._window.level, self._window.compare):
            page.strips.clear("refused")
            page.show_figures(found)
        self._window.say_status(found.status)
        if not found.case.offers and self._window.page in (self._window.compare, self._window.level):
            self._window.go("quotes")
        self._window.show_steps()

    def _stale(self, is_stale: bool) -> None:
        self._window.compare.show_stale(is_stale=is_stale)
        strips = self._window.compare.strips
        strips.clear("stale")
        if is_stale:
            strips.show_strip("warning", "Out of date: the case has changed. Calculating…", key="stale")
        self._window.show_steps()

    def _undoable(self, undo: str | None, redo: str | None) -> None:
        for name, verb, request in (("undo", "&Undo", undo), ("redo", "&Redo", redo)):
            self._window.commands.rename(name, f"{verb} {_lowered(request)}" if request else verb)
            self._window.commands[name].setEnabled(request is not None)

    def _counted(self, number: int) -> None:
        self.cases = number
        self._window.show_steps()

    def _open_offer(self, offer: str) -> None:
        self._window.go("quotes")
        self._window.quotes.choose(offer)

    def _review(self, review: "Review", following: int) -> None:
        self._done("reading")
        self._window.review.show_review(review, following=following)
        self._window.go("review")

    def _kept(self, done: "Imported") -> None:
        text = f"Imported {done.lines} lines into offer {done.offer}."
        self._window.quotes.strips.show_strip("ok", text, ("Undo", self.undo), key="kept")
        self._window.quotes.choose(done.offer)

    def _reviewed(self) -> None:
        self._done("reading")
        if self._window.page is self._window.review:
            self._window.go("quotes")

    def _unreadable(self, name: str, fault: Refused) -> None:
        self._done("reading")
        page = self._window.quotes if self._window.page is self._window.review else self._window.page
        page.strips.show_strip("error", f"{name} was not imported. {_says(fault)}")

    def _step(self, request: object) -> None:
        case_id = self.case.id
        if case_id and callable(request):
            self._window.requests.ask(lambda desk: request(desk, case_id))

    def _refusal(self, key: str) -> "object":
        def failed(fault: Refused) -> None:
            self._done(key)
            self._say_refused(fault)

        return failed

    def _say_refused(self, fault: Refused) -> None:
        self._window.page.strips.show_strip("error", _says(fault), key="refused")

    def _faulted(self, name: str, trace: str) -> None:
        for key in list(self._waits):
            self._done(key)
        says = f"A fault of the program ({name}). Nothing of yours was changed by it."
        strip = self._window.page.strips.show_strip("error", says, key="fault")
        strip.setToolTip("")
        strip.setAccessibleDescription(trace[-500:])

    def _wait(self, key: str, text: str) -> None:
        """Show a strip for work that takes over half a second."""
        self._done(key)
        timer = QTimer(self)
        timer.setSingleShot(True)
        page = self._window.page
        timer.timeout.connect(lambda: page.strips.show_strip("work", text, key=f"work {key}"))
        timer.start(HALF_A_SECOND)
        self._waits[key] = timer

    def _done(self, key: str) -> None:
        timer = self._waits.pop(key, None)
        if timer is not None:
            timer.stop()
            timer.deleteLater()
        for page in self._window.pages.values():
            page.strips.clear(f"work {key}")


def _says(fault: Refused) -> str:
    return " ".join(str(problem) for problem in fault.problems)


def _lowered(request: str) -> str:
    return request[:1].lower() + request[1:]


def _folder() -> str:
    return str(settings().value("folder", str(Path.home())))


def _keep_folder(name: str) -> None:
    settings().setValue("folder", str(Path(name).parent))
