"""Where one left: the page of each case that was looked at last, and the case that was open when the window closed."""

from time import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.settings import settings

if TYPE_CHECKING:
    from cdmo_desk.desk import Desk
    from ui.main_window import MainWindow

FIRST = "compare"
PAGES = ("brief", "quotes", "level", "compare", "explore", "score", "approve", "history")
CASE, PAGE, TIME = "last/case", "last/page", "last/time"


class Resuming(QObject):
    """Keeps it in the settings of this computer, and goes back there."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        window.stack.currentChanged.connect(lambda _place: self._note())

    def page_of(self, case_id: str) -> str:
        """Return the page of a case that was looked at last."""
        kept = str(settings().value(f"{PAGE}/{case_id}", FIRST))
        return kept if kept in PAGES else FIRST

    def resume(self) -> None:
        """Open the case that was open when the window was closed, if the library still has it."""
        case_id = str(settings().value(CASE, ""))

        def is_there(desk: "Desk") -> bool:
            return any(row.id == case_id for row in desk.cases())

        def then(found: bool) -> None:
            if found and not self._window.work.case.id:
                self._window.work.open_case(case_id)

        if case_id:
            self._window.requests.ask(is_there, then)

    def _note(self) -> None:
        if not self._window.isVisible():
            return  # being made, or closed
        case_id, name = self._window.work.case.id, self._window.page.name
        kept = settings()  # once: each one that goes writes the file
        if case_id and name in PAGES:
            kept.setValue(f"{PAGE}/{case_id}", name)
            kept.setValue(f"{TIME}/{case_id}", time())
        if name != "review":
            kept.setValue(CASE, case_id if name in PAGES else "")


def last_opened(case_id: str) -> float:
    """Return when a case was looked at last on this computer, in seconds since 1970; 0 where never."""
    return float(str(settings().value(f"{TIME}/{case_id}", 0)))
