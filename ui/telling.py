"""What the window tells of its work: that it goes on, that it was refused, that the program is at fault."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from cdmo_desk.problem import Refused
from cdmo_desk.speech import say

if TYPE_CHECKING:
    from ui.main_window import MainWindow

HALF_A_SECOND = 500
MOST = 5  # problems said at once


class Telling(QObject):
    """Strips on the page that is shown."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._waits: dict[str, QTimer] = {}
        for requests in (window.requests, window.simulation):
            requests.refused.connect(self.refuse)
            requests.faulted.connect(self.fault)

    def wait(self, key: str, text: str) -> None:
        """Show that something goes on, if it takes over half a second."""
        self.done(key)
        page = self._window.page
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(lambda: page.strips.show_strip("work", text, key=f"work {key}"))
        timer.start(HALF_A_SECOND)
        self._waits[key] = timer

    def done(self, key: str) -> None:
        """Take away what was shown of something that has ended."""
        timer = self._waits.pop(key, None)
        if timer is not None:
            timer.stop()
            timer.deleteLater()
        for page in self._window.pages.values():
            page.strips.clear(f"work {key}")

    def refusal(self, key: str) -> Callable[[Refused], None]:
        """Return what to do where something is refused: it has ended, and is said."""

        def failed(fault: Refused) -> None:
            self.done(key)
            self.refuse(fault)

        return failed

    def refuse(self, fault: Refused) -> None:
        """Say what a person can put right."""
        self._window.page.strips.show_strip("error", says(fault), key="refused")

    def fault(self, name: str, trace: str) -> None:
        """Say that the program is at fault, and that nothing was lost."""
        for key in list(self._waits):
            self.done(key)
        text = say("A fault of the program ({name}). Nothing of yours was changed by it.", name=name)
        strip = self._window.page.strips.show_strip("error", text, key="fault")
        strip.setAccessibleDescription(trace[-500:])


def says(fault: Refused) -> str:
    """Return the first problems in one text, and how many more there are."""
    found = " ".join(str(problem) for problem in fault.problems[:MOST])
    more = len(fault.problems) - MOST
    return f"{found} {say('And {n} more.', n=more)}" if more > 0 else found
