"""Files that a person names: case documents and quotes to read, PDF and case documents to write."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from cdmo_desk import files
from cdmo_desk.speech import marked, say
from ui.edits import CLOSED
from ui.importing import ENDINGS
from ui.settings import settings

if TYPE_CHECKING:
    from ui.figured import Figured
    from ui.main_window import MainWindow
    from ui.page import Page

CASES = marked("Cases (*.cdmo *.json)")
CASE_ENDINGS = (".json", ".cdmo")


class Filing(QObject):
    """The doing behind the commands that have to do with files."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window

    def choose_case_file(self) -> None:
        """Ask for a case document."""
        name, _ = QFileDialog.getOpenFileName(self._window, say("Import case"), _folder(), say(CASES))
        if name:
            _keep_folder(name)
            self._window.work.import_case(Path(name))

    def choose_quotes(self) -> None:
        """Ask for suppliers' files."""
        self._window.work.importing.expect()
        kinds = " ".join(f"*{ending}" for ending in ENDINGS)
        wanted = say("Quotes ({kinds})", kinds=kinds)
        names, _ = QFileDialog.getOpenFileNames(self._window, say("Import quotes"), _folder(), wanted)
        if names:
            _keep_folder(names[0])
            self.take([Path(name) for name in names])

    def take(self, paths: list[Path]) -> None:
        """Read files: case documents into the library, PDFs to be verified, all others as quotes of the open case."""
        signed = [path for path in paths if path.suffix.lower() == ".pdf"]
        quotes = [path for path in paths if path.suffix.lower() not in (*CASE_ENDINGS, ".pdf")]
        for path in signed[:1]:
            self._window.verifying.verify(path)
        for path in paths:
            if path not in (*quotes, *signed):
                self._window.work.import_case(path)
        case_id = self._window.work.case.id
        if quotes and not case_id:
            self._window.page.strips.show_strip("info", say("Open a case first, then drop the quotes on it."))
        elif quotes and self._window.closing.reason:
            page, act = self._window.page, (say("Start a new revision…"), self._window.closing.ask_revision)
            page.strips.show_strip("warning", self._window.closing.reason, act, key=CLOSED)
        elif quotes:
            self._window.work.importing.start(quotes, case_id)

    def export_pdf(self) -> None:
        """Ask where to, and print the comparison into a PDF."""
        found = self._window.work.case.shown
        if found is None or not found.case.offers:
            return
        if self._window.work.case.is_stale or not found.trials:
            text = say("The figures are not ready yet. Export once they are calculated.")
            self._window.page.strips.show_strip("info", text, key="pdf")
            return
        name = self._ask_where(say("Export PDF"), f"{self._window.work.case.id}.pdf", "PDF (*.pdf)")
        if name:
            self.write_pdf(found, Path(name).with_suffix(".pdf"))

    def write_pdf(self, found: "Figured", path: Path) -> None:
        """Write a PDF of what is shown."""
        page, telling = self._window.page, self._window.work.telling
        telling.wait("pdf", say("Printing {name}", name=path.name))

        def then(remarks: list[str]) -> None:
            telling.done("pdf")
            self._say_written(page, path, "pdf")
            if remarks:
                page.strips.show_strip("info", " ".join(remarks), key="pdf remarks")

        self._window.requests.ask(
            lambda desk: desk.report(found.case, found.comparison, path), then, telling.refusal("pdf")
        )

    def export_workbook(self) -> None:
        """Ask where to, and write the comparison as a workbook with live formulas."""
        found = self._window.work.case.shown
        if found is None or not found.case.offers:
            return
        if self._window.work.case.is_stale or not found.trials:
            text = say("The figures are not ready yet. Export once they are calculated.")
            self._window.page.strips.show_strip("info", text, key="workbook")
            return
        name = self._ask_where(say("Export workbook"), f"{self._window.work.case.id}.xlsx", "Excel (*.xlsx)")
        if name:
            self.write_workbook(found, Path(name).with_suffix(".xlsx"))

    def write_workbook(self, found: "Figured", path: Path) -> None:
        """Write a workbook of what is shown; edits need not wait for it."""
        page, telling = self._window.page, self._window.work.telling
        telling.wait("workbook", say("Writing {name}", name=path.name))

        def then(_nothing: None) -> None:
            telling.done("workbook")
            self._say_written(page, path, "workbook")

        self._window.simulation.ask(
            lambda desk: desk.export_workbook(found.case, found.comparison, path), then, telling.refusal("workbook")
        )

    def _say_written(self, page: "Page", path: Path, key: str) -> None:
        """Say that a file is written, with the way to its folder."""
        act = (say("Open folder"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent))))
        page.strips.show_strip("ok", say("{name} is written.", name=path.name), act, key=key)

    def export_case(self) -> None:
        """Ask where to, and write the case as a document."""
        case_id = self._window.work.case.id
        name = self._ask_where(say("Export case"), files.inside(Path(), f"{case_id}.cdmo").name, say(CASES))
        if not name:
            return
        path, page = _with_ending(Path(name)), self._window.page

        def then(_nothing: object) -> None:
            page.strips.show_strip("ok", say("{name} is written.", name=path.name), key="export")

        self._window.requests.ask(lambda desk: desk.export_case(case_id, path), then)

    def _ask_where(self, title: str, name: str, kind: str) -> str:
        chosen, _ = QFileDialog.getSaveFileName(self._window, title, str(Path(_folder()) / name), kind)
        if chosen:
            _keep_folder(chosen)
        return chosen


def _with_ending(path: Path) -> Path:
    """Return a path that ends as a case does."""
    return path if path.suffix.lower() in CASE_ENDINGS else path.with_name(path.name + ".cdmo")


def _folder() -> str:
    return str(settings().value("folder", str(Path.home())))


def _keep_folder(name: str) -> None:
    settings().setValue("folder", str(Path(name).parent))
