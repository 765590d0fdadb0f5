"""Importing quotes: files are read one after the other on the worker, reviewed, and kept only when accepted."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTemporaryDir, QTimer, Signal

from cdmo_desk.problem import Refused
from ui.requests import LATER, Requests

if TYPE_CHECKING:
    from cdmo_desk.desk import Desk, Imported
    from cdmo_desk.desk.supplier_books import Answers
    from cdmo_desk.intake.corrections import Corrections
    from ui.reading import Review

ENDINGS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv")
PAUSE = 800  # milliseconds after a correction until it is kept for a return


class Importing(QObject):
    """The files on their way into a case. `ready` gives a review and the names of the files that wait behind it."""

    reading = Signal(str)
    ready = Signal(object, list)
    corrected = Signal(object)
    unreadable = Signal(str, object)
    kept = Signal(object)
    answered = Signal(object)
    refused = Signal(object)
    doubted = Signal(object, object)
    """Answers that leave doubts: the file, and the doubts."""
    unfinished = Signal(list)
    done = Signal()

    def __init__(self, requests: Requests, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._requests = requests
        self._waiting: list[Path] = []
        self._case = ""
        self.shown: Review | None = None
        self._folders: list[QTemporaryDir] = []
        self._saving = QTimer(self)
        self._saving.setSingleShot(True)
        self._saving.setInterval(PAUSE)
        self._saving.timeout.connect(self.save)

    @property
    def waiting(self) -> list[str]:
        """Return the names of the files behind the one under review."""
        return [path.name for path in self._waiting[1:]]

    def start(self, paths: list[Path], case_id: str) -> None:
        """Read files for a case."""
        is_idle = not self._waiting
        self._case = case_id
        self._waiting += [path for path in paths if path not in self._waiting]
        if is_idle:
            self._next()
        elif self.shown is not None:
            self.ready.emit(self.shown, self.waiting)

    def expect(self) -> None:
        """Make ready for a file that is about to come."""
        self._requests.ask(lambda desk: desk.expect_quote(), None, self.refused.emit, key="expect", urgency=LATER)

    def paste(self, text: str, case_id: str, name: str) -> None:
        """Take cells from the clipboard for a quote."""
        path = self._folder() / name
        path.write_bytes(text.encode("utf-8"))
        self.start([path], case_id)

    def resume(self, case_id: str, sha256: str) -> None:
        """Go on with a review that was left."""
        folder = self._folder()
        self._requests.ask(
            lambda desk: desk.reviewed_file(case_id, sha256, folder),
            lambda path: self.start([path], case_id),
            self.refused.emit,
        )

    def look(self, case_id: str) -> None:
        """Ask which reviews of a case were left."""

        def left(desk: "Desk") -> list[tuple[str, str]]:
            return [(row.name, row.sha256) for row in desk.unfinished(case_id)]

        self._requests.ask(left, self.unfinished.emit, key="unfinished", urgency=LATER)

    def correct(self, review: "Review", corrections: "Corrections", into: str | None) -> None:
        """Understand a file anew; a newer correction takes the place of one under way."""

        def correct(desk: "Desk") -> "Review":
            from ui.reading import again  # noqa: PLC0415 - loads what reading needs, on the worker

            return again(desk, review, corrections, into)

        def then(found: "Review") -> None:
            self.shown = found
            self._saving.start()
            self.corrected.emit(found)

        self._requests.ask(correct, then, self.refused.emit, key="review")

    def reconsider(self) -> None:
        """Understand the file under review again, for its case may be another now."""
        if self.shown is not None:
            self.correct(self.shown, self.shown.corrections, self.shown.into)

    def afresh(self) -> None:
        """Read the file under review as if nothing were remembered."""
        if self._waiting:
            self._read(self._waiting[0], afresh=True)

    def accept(self, review: "Review", reason: str, *, remember: bool) -> None:
        """Keep a file in the case, and how it was read if wanted."""
        self._saving.stop()

        def keep(desk: "Desk") -> "Imported":
            done = desk.import_quote(
                review.reading.path,
                review.ground.id,
                offer_id=review.tried.offer["id"],
                accept=reason or None,
                quote=review.reading.quote,
                corrections=review.corrections,
            )
            desk.drop_review(review.ground.id, review.reading.quote.sha256)
            if remember:
                desk.learn_profile(review.reading, dict(review.ground.scope))
            return done

        def then(done: "Imported") -> None:
            self.kept.emit(done)
            self._finish()

        self._requests.ask(keep, then, self.refused.emit)

    def save(self) -> None:
        """Keep the review under way for a return, if anything was corrected; else forget it."""
        review = self.shown
        if review is None:
            return

        def save(desk: "Desk") -> None:
            from cdmo_desk.intake.corrections import NONE  # noqa: PLC0415 - as above

            if review.corrections != NONE:
                desk.keep_review(review.ground.id, review.reading, review.into or "")
            else:
                desk.drop_review(review.ground.id, review.reading.quote.sha256)

        self._requests.ask(save, None, self.refused.emit, key="save review", urgency=LATER)

    def skip(self) -> None:
        """Leave the file under review, its corrections kept, and go on with the next."""
        self._saving.stop()
        self.save()
        self._finish()

    def discard(self, case_id: str, sha256: str) -> None:
        """Forget a review that was left."""
        self._requests.ask(lambda desk: desk.drop_review(case_id, sha256), lambda _none: self.look(case_id))

    def _folder(self) -> Path:
        """Return a folder of its own for a file that came without one; it goes with the window."""
        made = QTemporaryDir()
        self._folders.append(made)
        return Path(made.path())

    def _next(self) -> None:
        if self._waiting:
            self._read(self._waiting[0])
        else:
            self.done.emit()

    def _finish(self) -> None:
        self.shown = None
        self._waiting = self._waiting[1:]
        self._next()

    def _read(self, path: Path, *, afresh: bool = False) -> None:
        self.reading.emit(path.name)
        case_id, others = self._case, self.waiting

        def read(desk: "Desk") -> "Review | Answers":
            from cdmo_desk.intake.answered import is_answered  # noqa: PLC0415 - as above
            from ui.reading import begin  # noqa: PLC0415 - as above

            found = begin(desk, path, case_id, afresh=afresh)
            if others:
                desk.expect_quote()
            return desk.import_answers(path, case_id) if is_answered(found.reading.book) else found

        def then(found: "Review | Answers") -> None:
            from cdmo_desk.desk.supplier_books import Answers  # noqa: PLC0415 - as above

            if isinstance(found, Answers):
                self.answered.emit(found)
                self._finish()
                return
            self.shown = found
            self.ready.emit(found, self.waiting)

        self._requests.ask(read, then, partial(self._failed, path), key="review")

    def take_answers(self, path: Path, reason: str) -> None:
        """Take in answers whose doubts are accepted for a reason."""
        case_id = self._case

        def then(found: "Answers") -> None:
            self.answered.emit(found)
            self._finish()

        self._requests.ask(
            lambda desk: desk.import_answers(path, case_id, accept=reason), then, partial(self._failed, path)
        )

    def leave_answers(self) -> None:
        """Leave answers out, and go on with the next file."""
        self._finish()

    def _failed(self, path: Path, fault: Refused) -> None:
        from cdmo_desk.desk.supplier_books import Doubted  # noqa: PLC0415 - as above

        if isinstance(fault, Doubted):
            self.doubted.emit(path, fault)
        else:
            self.unreadable.emit(path.name, fault)
            self._finish()
