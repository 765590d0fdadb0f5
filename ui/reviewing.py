"""The way of a file through the window: read, shown for review, kept or left."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.importing import Importing
from ui.telling import Telling, says

if TYPE_CHECKING:
    from cdmo_desk.desk import Imported
    from cdmo_desk.problem import Refused
    from ui.main_window import MainWindow
    from ui.reading import Review


class Reviewing(QObject):
    """Leads each file to the review page and from there into the case."""

    def __init__(self, window: "MainWindow", importing: Importing, telling: Telling) -> None:
        super().__init__(window)
        self._window = window
        self._telling = telling
        importing.reading.connect(lambda name: telling.wait("reading", f"Reading {name}"))
        importing.ready.connect(self._show)
        importing.unreadable.connect(self._unreadable)
        importing.kept.connect(self._kept)
        importing.refused.connect(lambda fault: window.review.say_refused(says(fault)))
        importing.done.connect(self._done)
        window.review.accepted.connect(importing.accept)
        window.review.cancelled.connect(importing.skip)
        window.review.into_changed.connect(importing.look)

    def _show(self, review: "Review", following: int) -> None:
        self._telling.done("reading")
        self._window.review.show_review(review, following=following)
        self._window.go("review")

    def _kept(self, done: "Imported") -> None:
        text = f"Imported {done.lines} lines into offer {done.offer}."
        self._window.quotes.strips.show_strip("ok", text, ("Undo", self._window.work.undo), key="kept")
        self._window.quotes.choose(done.offer)

    def _unreadable(self, name: str, fault: "Refused") -> None:
        self._telling.done("reading")
        page = self._window.quotes if self._window.page is self._window.review else self._window.page
        page.strips.show_strip("error", f"{name} was not imported. {says(fault)}")

    def _done(self) -> None:
        self._telling.done("reading")
        if self._window.page is self._window.review:
            self._window.go("quotes")
