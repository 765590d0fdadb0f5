"""Opening the library once the window has been painted: a sentence and a choice where it does not open."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton, QWidget

from cdmo_desk.problem import Refused
from cdmo_desk.speech import marked, say

if TYPE_CHECKING:
    from cdmo_desk.desk import Desk
    from ui.main_window import MainWindow

OFFERS = {
    "read": marked("Open for reading only"),
    "restore": marked("Restore the newest backup"),
    "free": marked("Take it over"),
    "create": marked("Begin a new library there"),
    "choose": marked("Choose another…"),
}


class Opening(QObject):
    """Holds the library for a window. `held` says that it is open, for writing or for reading only."""

    held = Signal()

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.box: QMessageBox | None = None

    def begin(self) -> None:
        """Open the library, and ask what to do where it does not open."""
        self._window.requests.ask(lambda desk: desk.begin(), lambda _none: self._held(), self.ask_what_to_do)

    def ask_what_to_do(self, fault: Refused) -> None:
        """Show why the library does not open, and what can be done."""
        box = self.box = asking(fault, self._window)
        box.finished.connect(lambda _code: self.act(chosen_in(box)))
        box.open()

    def act(self, chosen: str) -> None:
        """Do what was chosen; with nothing chosen the program ends."""
        if chosen == "choose":
            self._choose()
        elif chosen:
            again = self._held if chosen == "read" else self.begin
            self._window.requests.ask(lambda desk: do(desk, chosen), lambda _none: again(), self.ask_what_to_do)
        else:
            self._window.close()

    def _choose(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self._window,
            say("Choose a library, or name a new one"),
            str(self._window.requests.desk.path),
            "*.sqlite",
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if not name:
            self._window.close()
            return
        self._window.requests.desk.path = Path(name)
        self.begin()

    def _held(self) -> None:
        self._window.library.strips.clear("refused")
        self._window.library.refresh()
        self._window.show_steps()
        self.held.emit()


def do(desk: "Desk", chosen: str) -> None:
    """Do to the library what was chosen."""
    if chosen == "read":
        desk.look_only()
    elif chosen == "restore":
        desk.restore(desk.newest_backup())
    elif chosen == "free":
        desk.free()


def asking(fault: Refused, parent: QWidget | None = None) -> QMessageBox:
    """Make the question: the sentence, and a button for each thing that can be done."""
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(say("The library does not open"))
    box.setText(str(fault.problems[0]))
    for name in getattr(fault, "offers", ("choose",)):
        made = box.addButton(say(OFFERS[name]), QMessageBox.ButtonRole.AcceptRole)
        made.setObjectName(name)
    quits = box.addButton(say("Quit"), QMessageBox.ButtonRole.RejectRole)
    box.setEscapeButton(quits)
    return box


def chosen_in(box: QMessageBox) -> str:
    """Return the name of what was chosen."""
    pressed = box.clickedButton()
    return pressed.objectName() if isinstance(pressed, QPushButton) else ""
