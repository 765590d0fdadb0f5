"""A signed or rejected case takes no edits: said on each of its pages, with the way to a new revision."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cdmo_desk.speech import marked, say
from ui.edits import CLOSED, PAGES, all_parts, keep
from ui.requests import LATER

if TYPE_CHECKING:
    from cdmo_desk.desk.sign_off import Approval, Done
    from cdmo_desk.problem import Refused
    from ui.dialogs.signing import Reason
    from ui.main_window import MainWindow

STATES = {
    "approved": marked("Revision {n} was signed on {day} and takes no edits."),
    "frozen": marked("Revision {n} is frozen for signature since {day} and takes no edits."),
    "rejected": marked("Revision {n} was rejected on {day} and takes no edits."),
}


class Closing(QObject):
    """Knows whether the open case takes edits, and asks for a new revision."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.reason = ""
        self.dialog: Reason | None = None
        window.work.case.opened.connect(self._opened)
        window.requests.changed.connect(lambda _change: self.look())
        window.stack.currentChanged.connect(lambda _place: self._tell())

    def look(self) -> None:
        """Ask where the open case stands."""
        case = self._window.work.case.id
        if case:
            self._window.requests.ask(
                lambda desk: desk.approval(case), self._show, self._unknown, key="closed", urgency=LATER
            )

    def ask_revision(self) -> None:
        """Ask why a new revision is begun, and begin it."""
        from ui.dialogs.signing import Reason  # noqa: PLC0415 - seldom wanted

        says = say("The case can be edited again. What was signed is kept, and shown as superseded.")
        case = self._window.work.case.id
        if not self.reason or not case:
            return
        self.dialog = Reason(
            say("New revision"), says, say("Start a new revision"), partial(self._revise, case), self._window
        )
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.destroyed.connect(self._gone)
        self.dialog.open()

    def _opened(self, _case: str) -> None:
        self._close("")
        self.look()

    def _unknown(self, _fault: "Refused") -> None:
        self._close("")

    def _show(self, found: "Approval") -> None:
        if found.case == self._window.work.case.id:
            self._close(_sentence(found))

    def _close(self, reason: str) -> None:
        """Close the pages to edits for a reason, or open them where there is none."""
        if reason == self.reason:
            return
        self.reason = reason
        hint = say("{why} Start a new revision to edit it.", why=reason) if reason else ""
        self._window.setProperty(CLOSED, hint)
        for part in all_parts(self._window):
            keep(part)
        self._window.commands["revise"].setEnabled(bool(reason))
        self._window.show_steps()
        for name in PAGES:
            page = self._window.pages.get(name)
            if page is not None:
                page.strips.clear(CLOSED)
        self._tell()

    def _tell(self) -> None:
        """Say on the page that is shown why it cannot be edited."""
        page = self._window.page
        if self.reason and page.name in PAGES:
            page.strips.show_strip("info", self.reason, (say("Start a new revision…"), self.ask_revision), key=CLOSED)

    def _revise(self, case: str, why: str) -> None:
        def then(_done: "Done") -> None:
            if self.dialog is not None:
                self.dialog.accept()

        def refused(fault: "Refused") -> None:
            if self.dialog is not None:
                self.dialog.refuse(str(fault))

        self._window.requests.ask(lambda desk: desk.new_revision(case, why), then, refused)

    def _gone(self) -> None:
        self.dialog = None


def _sentence(found: "Approval") -> str:
    """Return why a case takes no edits; empty where it does."""
    if found.state not in STATES:
        return ""
    from cdmo_desk.sheets.figures import EN  # noqa: PLC0415 - after the first paint

    mine = [act for act in found.acts if act.revision == found.revision]
    return say(STATES[found.state], n=found.revision, day=EN.date(mine[-1].time.date()))
