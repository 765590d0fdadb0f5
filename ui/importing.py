"""Importing quotes: files are read one after the other on the worker, reviewed, and kept only when accepted."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cdmo_desk.problem import Refused
from ui.requests import Requests

if TYPE_CHECKING:
    from cdmo_desk.desk import Desk, Imported
    from ui.reading import Review

ENDINGS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv")


class Importing(QObject):
    """The files on their way into a case."""

    reading = Signal(str)
    ready = Signal(object, int)
    unreadable = Signal(str, object)
    kept = Signal(object)
    refused = Signal(object)
    done = Signal()

    def __init__(self, requests: Requests, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._requests = requests
        self._waiting: list[Path] = []
        self._case = ""

    def start(self, paths: list[Path], case_id: str) -> None:
        """Read files for a case."""
        is_idle = not self._waiting
        self._case = case_id
        self._waiting += paths
        if is_idle:
            self._next()

    def look(self, review: "Review", into: str) -> None:
        """Try a file on another offer of the case."""
        self._read(review.path, into, review)

    def accept(self, review: "Review", into: str, reason: str) -> None:
        """Keep a file in the case."""

        def keep(desk: "Desk") -> "Imported":
            return desk.import_quote(
                review.path, review.case, offer_id=into or None, accept=reason or None, quote=review.quote
            )

        def then(done: "Imported") -> None:
            self.kept.emit(done)
            self._finish()

        self._requests.ask(keep, then, self.refused.emit)

    def skip(self) -> None:
        """Leave the file under review, and go on with the next."""
        self._finish()

    def _next(self) -> None:
        if self._waiting:
            self._read(self._waiting[0], None, None)
        else:
            self.done.emit()

    def _finish(self) -> None:
        self._waiting = self._waiting[1:]
        self._next()

    def _read(self, path: Path, into: str | None, before: "Review | None") -> None:
        self.reading.emit(path.name)
        case_id = self._case

        def read(desk: "Desk") -> "Review":
            from ui.reading import review  # noqa: PLC0415 - loads what reading needs, on the worker

            return review(desk, path, case_id, into, before.quote if before else None)

        def failed(fault: Refused) -> None:
            self.unreadable.emit(path.name, fault)
            self._finish()

        self._requests.ask(read, lambda found: self.ready.emit(found, len(self._waiting) - 1), failed, key="review")
