"""What the library has to tell beside its answers, as strips: what was restored, that a backup failed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from cdmo_desk.speech import say
from ui.requests import IDLE

if TYPE_CHECKING:
    from cdmo_desk.desk import Desk
    from ui.main_window import MainWindow

HOUR = 3_600_000


class Notices(QObject):
    """Asks for notices after each change, and for the day's backup at the start and once an hour."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        window.requests.changed.connect(lambda _change: self._ask(_taken))
        self._timer = QTimer(self)
        self._timer.setInterval(HOUR)
        self._timer.timeout.connect(lambda: self._ask(_kept))

    def begin(self) -> None:
        """Ask for the day's backup now and once an hour; say if the library is open for reading only."""
        window = self._window
        self._timer.start()
        self._ask(_kept)
        if window.requests.desk.read_only:
            text = say("The library is open for reading only: what you change is not kept.")
            window.library.strips.show_strip("warning", text, key="read only")

    def _ask(self, request: object) -> None:
        if callable(request):
            # A long library takes its time to be copied and checked: nobody waits for the worker of the figures.
            self._window.simulation.ask(request, self._show, urgency=IDLE)

    def _show(self, found: list[str]) -> None:
        for text in found:
            self._window.page.strips.show_strip("warning", text)


def _kept(desk: "Desk") -> list[str]:
    desk.keep_daily()
    return desk.take_notices()


def _taken(desk: "Desk") -> list[str]:
    return desk.take_notices()
