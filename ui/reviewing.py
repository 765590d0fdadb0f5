"""The way of a file through the window: read, shown for review, corrected, kept or left for a return."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication

from cdmo_desk.speech import counted, say
from ui import exchange
from ui.importing import Importing
from ui.telling import Telling, says

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QDialog

    from cdmo_desk.desk import Desk, Imported
    from cdmo_desk.desk.supplier_books import Answers
    from cdmo_desk.problem import Refused
    from cdmo_desk.sheets.sheet import Sheet
    from ui.main_window import MainWindow
    from ui.pages.review import ReviewPage
    from ui.reading import Review


class Reviewing(QObject):
    """Leads each file to the review page and from there into the case."""

    def __init__(self, window: "MainWindow", importing: Importing, telling: Telling) -> None:
        super().__init__(window)
        self._window = window
        self._telling = telling
        self._importing = importing
        self.dialog: QDialog | None = None
        importing.reading.connect(lambda name: telling.wait("reading", say("Reading {name}", name=name)))
        importing.ready.connect(self._show)
        importing.unreadable.connect(self._unreadable)
        importing.refused.connect(self._refused)
        importing.kept.connect(self._kept)
        importing.answered.connect(self._answered)
        importing.doubted.connect(self._ask_reason)
        importing.unfinished.connect(self._offer_return)
        importing.done.connect(self._done)

    def join(self, page: "ReviewPage") -> None:
        """Connect the page on which files are reviewed, once it is made."""
        importing = self._importing
        importing.corrected.connect(page.show_review)
        importing.corrected.connect(partial(exchange.offer, self._window, importing))
        page.accepted.connect(lambda review, why, keep: importing.accept(review, why, remember=keep))
        page.cancelled.connect(importing.skip)
        page.corrected.connect(importing.correct)
        page.afresh.connect(importing.afresh)
        page.pasted.connect(self.paste)
        page.changes_wanted.connect(self._show_changes)

    def follow(self, case_id: str) -> None:
        """Look which reviews of a case were left."""
        if case_id:
            self._importing.look(case_id)

    def paste(self) -> None:
        """Take the cells on the clipboard for a quote of the open case."""
        case_id, text = self._window.work.case.id, QGuiApplication.clipboard().text()
        if not case_id:
            self._window.page.strips.show_strip("info", say("Open a case first, then paste the cells into it."))
        elif "\t" not in text:
            words = say("The clipboard holds no cells. Copy them in a spreadsheet program, then paste them here.")
            self._window.page.strips.show_strip("info", words, key="paste")
        else:
            name = say("Pasted cells {time}.tsv", time=f"{self._window.requests.desk.clock():%Y-%m-%d %H%M%S}")
            self._importing.paste(text, case_id, name)

    def _show(self, review: "Review", waiting: list[str]) -> None:
        self._telling.done("reading")
        self._window.review.show_review(review, waiting=waiting)
        self._window.quotes.strips.clear("left")
        exchange.offer(self._window, self._importing, review)
        if self._window.page.name != "review":
            self._window.go("review")
        else:
            self._window.page.landing().setFocus(Qt.FocusReason.OtherFocusReason)

    def left(self) -> None:
        """Say on the page that was turned to that a review is under way, with the way back."""
        review = self._importing.shown
        if review is not None:
            text = say("The review of {name} is not finished.", name=review.name)
            self._window.page.strips.show_strip("info", text, (say("Go on"), self.back), key="left")

    def back(self) -> None:
        """Return to the review under way; what changed meanwhile counts."""
        self._window.page.strips.clear("left")
        if self._importing.shown is not None:
            self._window.go("review")
            self._importing.reconsider()

    def _kept(self, done: "Imported") -> None:
        lines = counted("{n} line", "{n} lines", done.lines)
        text = say("Imported {lines} into offer {offer}.", lines=lines, offer=done.offer)
        self._window.quotes.strips.show_strip("ok", text, (say("Undo"), self._window.work.undo), key="kept")
        self._window.quotes.choose(done.offer)

    def _answered(self, done: "Answers") -> None:
        taken = counted("1 answer", "{n} answers", done.prices + done.others)
        text = say("Took {taken} into {offers}.", taken=taken, offers=", ".join(done.offers))
        self._window.quotes.strips.show_strip("ok", text, (say("Undo"), self._window.work.undo), key="kept")
        self._window.quotes.choose(done.offers[0])

    def _ask_reason(self, path: "Path", doubts: "Refused") -> None:
        """Ask why answers with doubts are taken in."""
        from ui.dialogs.doubts import DoubtsDialog  # noqa: PLC0415 - seldom wanted

        self._telling.done("reading")
        dialog = DoubtsDialog(path.name, doubts.problems[1:], self._window)
        dialog.given.connect(lambda reason: self._importing.take_answers(path, reason))
        dialog.rejected.connect(self._importing.leave_answers)
        self._open(dialog)

    def _show_changes(self, review: "Review") -> None:
        """Show what a file changes since the revision before."""

        def told(desk: "Desk") -> "tuple[Sheet, ...]":
            from cdmo_desk.sheets.revisions import proposal  # noqa: PLC0415 - loaded once it is wanted

            step = desk.proposed(review.ground.case, review.tried.offer)
            offer = str(review.tried.offer["id"])
            return () if step is None else proposal(review.ground.case, offer, review.revision, step)

        def then(sheets: "tuple[Sheet, ...]") -> None:
            from ui.dialogs.changes import ChangesDialog  # noqa: PLC0415 - as above

            if sheets:
                dialog = ChangesDialog(sheets, self._window)
                self._open(dialog)

        self._window.requests.ask(told, then, key="changes")

    def _open(self, dialog: "QDialog") -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.destroyed.connect(self._gone)
        self.dialog = dialog
        dialog.open()

    def _gone(self) -> None:
        self.dialog = None

    def _unreadable(self, name: str, fault: "Refused") -> None:
        self._telling.done("reading")
        page = self._window.quotes if self._window.page.name == "review" else self._window.page
        page.strips.show_strip("error", say("{name} was not imported. {why}", name=name, why=says(fault)))

    def _refused(self, fault: "Refused") -> None:
        """Say what was refused: on the review if that is shown."""
        if self._window.page.name == "review":
            self._window.review.say_refused(says(fault))
        else:
            self._telling.refuse(fault)

    def _done(self) -> None:
        self._telling.done("reading")
        for page in self._window.pages.values():
            page.strips.clear("left")
        if self._window.page.name == "review":
            self._window.go("quotes")
        self.follow(self._window.work.case.id)

    def _offer_return(self, left: list[tuple[str, str]]) -> None:
        """Say which reviews wait, with a way back to the first."""
        case_id = self._window.work.case.id
        quotes = self._window.pages.get("quotes")
        if quotes is not None:
            quotes.strips.clear("left")
        if not left or self._window.page.name == "review":
            return
        names = ", ".join(name for name, _ in left)
        text = counted(
            "The review of {names} is not finished.", "The reviews of {names} are not finished.", len(left), names=names
        )
        act = (say("Go on"), partial(self._importing.resume, case_id, left[0][1]))
        self._window.quotes.strips.show_strip("info", text, act, key="left")
