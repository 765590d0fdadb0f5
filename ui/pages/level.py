"""Level: scope × offers like for like; the bridge of the chosen offer; what the chosen figure rests on; questions."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from cdmo_desk.speech import counted, marked, say
from ui.empty import EmptyState
from ui.figured import Figured
from ui.pages.late_body import LateBodyPage
from ui.panel import button
from ui.settings import settings

if TYPE_CHECKING:
    from cdmo_desk.desk import Desk
    from cdmo_desk.problem import Refused
    from ui.pages.level_body import LevelBody
    from ui.requests import Requests

Written = dict[Path, tuple[str, int]]


class LevelPage(LateBodyPage["LevelBody"]):
    """The levelling of the open case. `simulation` is asked for what takes long, so that edits need not wait."""

    name = "level"
    title = marked("Level")
    import_wanted = Signal()
    scope_wanted = Signal()

    def __init__(self, requests: "Requests", simulation: "Requests | None" = None) -> None:
        super().__init__(requests)
        self._simulation = simulation or requests
        self._case = ""
        self.scope = button(say("Scope items…"), "list-checks")
        self.scope.clicked.connect(self.scope_wanted)
        self.add_button(self.scope)
        self.asks = button(say("Questions…"), "message-circle-question", primary=True)
        self.asks.setToolTip(
            say("Writes a workbook of questions for each supplier; dropped on the window, its answers come in")
        )
        self.asks.clicked.connect(lambda: self.choose_folder())  # noqa: PLW0108 - without Qt's flag
        self.add_button(self.asks)
        self.make_states(self._empty())

    def make_body(self) -> "LevelBody":
        """Make what shows the levelling."""
        from ui.pages.level_body import LevelBody  # noqa: PLC0415 - loads what figures need

        return LevelBody(self._requests, self)

    def show_figures(self, found: Figured) -> None:
        """Lay out the levelling, once the page is looked at."""
        has_offers = bool(found.case.offers)
        self._case = found.case.brief.id
        for part in (self.scope, self.asks):
            part.setVisible(has_offers)
        if has_offers:
            self.say(found.levelled[0], " ".join(found.levelled[1:]))
        else:
            self.say("", say("Nothing to level yet."))
        self.hold(found, is_empty=not has_offers)

    def lay_out(self, found: Figured) -> None:
        """Lay out the levelling of a case."""
        self.body.show_figures(found)

    def look_for(self, text: str) -> None:
        """Show only the items and questions that contain a text."""
        if self.body_made is not None:
            self.body.matrix.view.look_for(text)
            self.body.questions.view.look_for(text)

    def landing(self) -> QWidget:
        """Return the matrix."""
        return self.body.matrix.view if self.states.currentIndex() == 1 else self

    def choose(self, offer: str) -> None:
        """Show the bridge of an offer."""
        self.body.choose(offer)

    def copy_questions(self) -> None:
        """Copy the questions with their heads."""
        view = self.body.questions.view
        view.clearSelection()
        view.copy(heads=True)
        self.strips.show_strip(
            "ok", say("The questions are copied: paste them into a sheet or a letter."), key="copied"
        )

    def choose_folder(self, offer: str | None = None) -> None:
        """Ask where to, and write the questions to all suppliers, or to that of one offer."""
        kept = str(settings().value("folder", str(Path.home())))
        name = QFileDialog.getExistingDirectory(self, say("Folder for the questions"), kept)
        if name:
            settings().setValue("folder", name)
            self.write_questions(Path(name), offer)

    def write_questions(self, folder: Path, offer: str | None = None) -> None:
        """Write a workbook for each supplier into a new folder, so that none that came back is written over."""
        case = self._case
        self.strips.show_strip("work", say("Writing the questions"), key="questions")

        def write(desk: "Desk") -> Written:
            target = _free(folder, say("Questions {day}", day=desk.clock().date().isoformat()))
            return desk.write_questions(target, case, offer)

        self._simulation.ask(write, self._written, self._refused)

    def _written(self, found: Written) -> None:
        number = sum(asked for _offer, asked in found.values())
        text = say(
            "{questions} are written into {workbooks}. Drop the answers on the window when they come.",
            questions=counted("{n} question", "{n} questions", number),
            workbooks=counted("one workbook", "{n} workbooks", len(found)),
        )
        folder = str(next(iter(found)).parent)
        act = (say("Open folder"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(folder)))
        self.strips.show_strip("info", text, act, key="questions")

    def _refused(self, fault: "Refused") -> None:
        self.strips.show_strip("error", str(fault), key="questions")

    def _empty(self) -> EmptyState:
        return EmptyState(
            "scale",
            say("Nothing to level yet"),
            say("Once offers are in, this page shows side by side what each covers, and what it leaves out."),
            (say("Import quotes…"), "import", self.import_wanted.emit),
            (),
        )


def _free(folder: Path, name: str) -> Path:
    """Return a folder within another that is not there yet."""
    number, made = 1, folder / name
    while made.exists():
        number += 1
        made = folder / f"{name} ({number})"
    return made
