"""What the window does when it is asked: opens cases, takes back, shows new figures."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMessageBox, QPushButton

from cdmo_desk.problem import Refused
from cdmo_desk.speech import say
from ui.filing import Filing
from ui.importing import Importing
from ui.open_case import OpenCase
from ui.reviewing import Reviewing
from ui.showing import Showing
from ui.telling import Telling, says

if TYPE_CHECKING:
    from cdmo_desk.desk import Desk
    from ui.main_window import MainWindow


class Work(QObject):
    """The doing behind the window's commands and pages."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.telling = Telling(window)
        self.case = OpenCase(window.requests, window.simulation, self)
        self.filing = Filing(window)
        self.showing = Showing(window, self.case)
        self.importing = Importing(window.requests, self)
        self.reviewing = Reviewing(window, self.importing, self.telling)
        self.case.opened.connect(self.reviewing.follow)
        self._connect()

    def open_case(self, case_id: str) -> None:
        """Open a case on the page where one left it, at first where it is compared."""
        self.showing.name(case_id)
        self.case.open(case_id)
        self._window.go(self._window.resuming.page_of(case_id))

    def import_case(self, path: Path) -> None:
        """Bring a case document into the library and open it."""
        self._bring(lambda desk: desk.import_case(path), say("Reading {name}", name=path.name), self._as_revision)

    def open_sample(self) -> None:
        """Open the sample case, bringing it in if it is not there yet."""

        def bring(desk: "Desk") -> str:
            known = desk.sample_id()
            return known if any(row.id == known for row in desk.cases()) else desk.import_sample()

        self._bring(bring, say("Importing the sample case: its brief, then each supplier's files"))

    def undo(self) -> None:
        """Take back the last request of the case."""
        case_id = self.case.id
        if case_id:
            self._window.requests.ask(lambda desk: desk.undo(case_id))

    def redo(self) -> None:
        """Bring back what was taken back."""
        case_id = self.case.id
        if case_id:
            self._window.requests.ask(lambda desk: desk.redo(case_id))

    def copy(self) -> None:
        """Copy the page's table with its headers."""
        copy = getattr(self._window.page.landing(), "copy", None)
        if callable(copy):
            copy(heads=True)

    def say_saved(self) -> None:
        """Say that all is saved as one works."""
        self._window.page.strips.show_strip("ok", say("All changes are saved as you work."), key="saved")

    def press_primary(self) -> None:
        """Press the primary button of the page."""
        for found in self._window.page.findChildren(QPushButton):
            if found.property("primary") and found.isVisible() and found.isEnabled():
                found.click()
                return

    def leave(self) -> None:
        """Leave the find field, then the review, or a case not yet begun."""
        if self._window.finding.text():
            self._window.finding.clear()
        elif self._window.page.name == "review":
            if not self._window.review.step_back():
                self.importing.skip()
        elif self._window.page.name == "new":
            self._window.go("library")

    def show_backups(self) -> None:
        """Show the library's backups; one that is put back closes the case that is open."""
        from ui.dialogs.backups import BackupsDialog  # noqa: PLC0415 - seldom wanted

        dialog = BackupsDialog(self._window.requests, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.restored.connect(self._restored)
        dialog.open()

    def _restored(self) -> None:
        self.case.open("")
        self._window.go("library")
        self._window.library.refresh()

    def about_program(self) -> None:
        """Say what the program is."""
        box = QMessageBox(self._window)
        box.setWindowTitle(say("About CDMO Desk"))
        says = say("CDMO Desk compares what contract manufacturers' offers cost, and how far each could run away.")
        box.setText(says)
        box.setInformativeText(say("It never uses a network: nothing leaves this computer."))
        box.open()

    def _connect(self) -> None:
        window = self._window
        window.library.sample_wanted.connect(self.open_sample)
        window.library.case_opened.connect(self.open_case)
        window.library.import_wanted.connect(self.filing.choose_case_file)
        self.case.refused.connect(self.telling.refuse)

    def _as_revision(self, fault: Refused) -> None:
        """Say what differs where the case is there already, and offer to make the file its next revision."""
        self.telling.done("case")
        path = getattr(fault, "path", None)
        if path is None:
            self.telling.refuse(fault)
            return
        act = (say("Make it the next revision"), lambda: self._replace(path))
        self._window.page.strips.show_strip("warning", says(fault), act, key="exists")

    def _replace(self, path: Path) -> None:
        self._window.page.strips.clear("exists")
        self._bring(lambda desk: desk.import_case(path, replace=True), say("Reading {name}", name=path.name))

    def _bring(
        self, request: "Callable[[Desk], str]", says: str, failed: "Callable[[Refused], None] | None" = None
    ) -> None:
        """Bring a case in and open it."""
        self.telling.wait("case", says)

        def then(case_id: str) -> None:
            self.telling.done("case")
            self._window.library.refresh()
            self.open_case(case_id)

        self._window.requests.ask(request, then, failed or self.telling.refusal("case"))
