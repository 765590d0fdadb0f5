"""Opening the library when the program starts: a sentence and a choice where it does not open."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton, QWidget

from cdmo_desk.desk import Desk
from cdmo_desk.problem import Refused
from cdmo_desk.speech import marked, say

OFFERS = {
    "read": marked("Open for reading only"),
    "restore": marked("Restore the newest backup"),
    "free": marked("Take it over"),
    "create": marked("Begin a new library there"),
    "choose": marked("Choose another…"),
}


def open_library(desk: Desk, parent: QWidget | None = None) -> bool:
    """Hold the library for this window; where it does not open, ask what to do. False: the person gave up."""
    while True:
        try:
            desk.begin()
        except Refused as fault:
            if not _solved(desk, fault, parent):
                return False
            if desk.read_only:
                return True
        else:
            return True


def _solved(desk: Desk, fault: Refused, parent: QWidget | None) -> bool:
    """Ask, and do what was chosen; its own refusal is asked about in turn."""
    chosen = ask(fault, parent)
    while chosen:
        try:
            return act(desk, chosen, parent)
        except Refused as again:
            chosen = ask(again, parent)
    return False


def ask(fault: Refused, parent: QWidget | None = None) -> str:
    """Show why the library does not open and return what was chosen; empty to end the program."""
    box = asking(fault, parent)
    box.exec()
    return chosen_in(box)


def asking(fault: Refused, parent: QWidget | None = None) -> QMessageBox:
    """Make the question: the sentence, and a button for each thing that can be done."""
    from PySide6.QtCore import Qt  # noqa: PLC0415 - beside its use

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


def act(desk: Desk, chosen: str, parent: QWidget | None = None) -> bool:
    """Do what was chosen; False where nothing was."""
    if chosen == "read":
        desk.cases()  # shows whether it can be read
        desk.read_only = True
    elif chosen == "restore":
        desk.restore(desk.newest_backup())
    elif chosen == "free":
        desk.free()
    elif chosen == "choose":
        name, _ = QFileDialog.getSaveFileName(
            parent,
            say("Choose a library, or name a new one"),
            str(desk.path),
            "*.sqlite",
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if not name:
            return False
        desk.path = Path(name)
    return True
