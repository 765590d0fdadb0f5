"""Import review: the supplier's sheet beside its lines, problems, totals and scope; accept with reasons, or leave."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QComboBox, QSplitter, QVBoxLayout, QWidget

from cdmo_desk.intake.corrections import Bounds, Corrections
from cdmo_desk.speech import counted, marked, say
from ui.forms.numerals import Numerals
from ui.page import Page
from ui.pages.review_problems import ProblemsPane
from ui.pages.review_reasons import Reasons
from ui.pages.review_right import LinesPane
from ui.pages.review_sheet import SheetPane
from ui.pages.review_sums import SumsPane
from ui.panel import button
from ui.text import tip

if TYPE_CHECKING:
    from ui.reading import Review


class ReviewPage(Page):
    """A file before it is kept. `accepted` gives the review, the reason and whether to remember; all else corrects."""

    name = "review"
    title = marked("Import review")
    accepted = Signal(object, str, bool)
    cancelled = Signal()
    corrected = Signal(object, object, object)
    afresh = Signal()
    pasted = Signal()
    changes_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.heading.setText(say("Import review"))
        self._review: Review | None = None
        self._is_going = False
        self._waiting: list[str] = []
        self.into = QComboBox()
        self.into.setAccessibleName(say("Goes into"))
        self.into.setFixedWidth(180)
        self.into.activated.connect(self._into)
        self.remember = QCheckBox(say("Remember for this supplier"))
        self.remember.setChecked(True)
        self.remember.setToolTip(say("Keep what was corrected, and read the supplier’s next file the same way"))
        self.cancel = button(say("Cancel"))
        self.cancel.setToolTip(say("Leave the case as it is; corrections are kept for a return (Esc)"))
        self.cancel.clicked.connect(self.cancelled)
        self.accept = button(say("Accept…"), "check", primary=True)
        self.accept.clicked.connect(self._accept)
        self.changes = button(say("Changes…"), "git-compare")
        self.changes.setToolTip(say("What the file changes since the revision before, and what it does to the figures"))
        self.changes.clicked.connect(lambda: self.changes_wanted.emit(self._review))
        for part in (self.into, self.remember, self.changes, self.cancel, self.accept):
            self.add_button(part)
        self.reasons = Reasons()
        self.reasons.given.connect(self._give)
        self.reasons.left.connect(self.reasons.hide)
        self.sheet, self.lines, self.problems = SheetPane(), LinesPane(), ProblemsPane()
        self.sums = SumsPane()
        self.states.addWidget(self._body())
        for corrected in (self.sheet.corrected, self.lines.corrected, self.problems.corrected):
            corrected.connect(self._correct)
        self.sheet.went.connect(self._went)
        for refused in (self.lines.refused, self.sheet.refused):
            refused.connect(self._refuse)
        for went in (self.lines.went, self.problems.went, self.sums.went):
            went.connect(self._go)
        self._keys()

    def show_review(self, review: "Review", *, waiting: list[str] | None = None) -> None:
        """Show a file; `waiting` are the names of those behind it, None where they are as before."""
        self.strips.clear("unread")
        is_other = self._review is None or self._review.reading.book is not review.reading.book
        self._review = review
        self.accept.setEnabled(not review.errors)
        words = counted("Accept {n} line…", "Accept {n} lines…", len(review.reading.quote.lines))
        if not review.warnings():
            words = words.removesuffix("…")
        self.accept.setText(words)
        tip = say("Errors stop the file: correct them first (F8).") if review.errors else say("Keep it in the case")
        self.accept.setToolTip(tip)
        self.changes.setVisible(bool(review.revision))
        self._say(review, waiting)
        self._fill_into(review)
        self.sheet.show_review(review)
        self.lines.show_review(review)
        self.problems.show_review(review)
        self.sums.show_review(review)
        if is_other:
            self.reasons.hide()
            for text in review.told:
                self.strips.show_strip("info", text, (say("Read it afresh"), self.afresh.emit), key="told")
        if self.reasons.isVisible():
            self.reasons.ask(review.warnings(), review.asked()) if review.warnings() else self.reasons.hide()
        self.strips.clear("refused")
        if review.tried.refused:
            self.strips.show_strip("error", " ".join(review.tried.refused), key="refused")

    def say_refused(self, text: str) -> None:
        """Say why the file was not accepted."""
        self.strips.show_strip("error", text, key="refused")
        self.accept.setEnabled(True)

    def _refuse(self, text: str) -> None:
        self.strips.show_strip("error", text, key="unread")

    def step_back(self) -> bool:
        """Leave the reasons, if they are asked for; says whether they were."""
        was_open = self.reasons.isVisible()
        self.reasons.hide()
        return was_open

    def look_for(self, text: str) -> None:
        """Show only the lines that contain a text."""
        self.lines.view.look_for(text)

    def landing(self) -> QWidget:
        """Return the supplier's sheet."""
        return self.sheet.grid

    def _say(self, review: "Review", waiting: list[str] | None) -> None:
        """Say what was read, and which files wait."""
        if waiting is not None:
            self._waiting = waiting
        then = say("Then: {names}.", names=", ".join(self._waiting)) if self._waiting else ""
        first = f"{review.name}: {review.says}."
        if review.revision:
            name = next((name for offer, name in review.ground.offers if offer == review.tried.offer["id"]), "")
            first = say(
                "{file} becomes revision {n} of {offer}: {what}.",
                file=review.name,
                n=review.revision,
                offer=name,
                what=review.says,
            )
        self.say(first, then)
        size = Numerals().show(review.reading.size)
        about = say("SHA-256 {hash}, {size} bytes.", hash=review.reading.quote.sha256, size=size)
        self.sentence.setToolTip(tip(f"{first}\n{about}"))

    def _fill_into(self, review: "Review") -> None:
        self.into.clear()
        self.into.addItem(say("A new offer"), "")
        for offer, name in review.ground.offers:
            self.into.addItem(say("Revises {offer}", offer=name), offer)
        self.into.setCurrentIndex(max(0, self.into.findData(review.into or "")))

    def _correct(self, corrections: Corrections) -> None:
        if self._review is not None:
            self.corrected.emit(self._review, corrections, self._review.into)

    def _into(self) -> None:
        if self._review is not None:
            self.corrected.emit(self._review, self._review.corrections, self.into.currentData() or "")

    def _accept(self) -> None:
        """Accept at once where nothing is doubtful, else ask for the reasons."""
        review = self._review
        if review is None or not self.accept.isEnabled():
            return
        if review.warnings():
            self.reasons.ask(review.warnings(), review.asked())
        else:
            self._give("")

    def _give(self, reason: str) -> None:
        if self._review is not None:
            self.accept.setEnabled(False)
            self.reasons.hide()
            self.accepted.emit(self._review, reason, self.remember.isChecked())

    def _went(self, sheet: str, row: int, _column: int) -> None:
        """Follow the cell that is gone to in the supplier's sheet."""
        if not self._is_going:
            self._is_going = True
            self.lines.select(sheet, row)
            self._is_going = False

    def _go(self, place: str) -> None:
        """Show a cell in the supplier's sheet, and its line."""
        sheet, _, cell = place.rpartition("!")
        bounds = Bounds.of(cell)
        if bounds is None or self._is_going:
            return
        self._is_going = True
        self.sheet.go(sheet, bounds.top, bounds.left)
        if self.sender() is not self.lines:
            self.lines.select(sheet, bounds.top)
        self._is_going = False

    def _keys(self) -> None:
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for key, act in (
            ("F8", lambda: self.problems.step(1)),
            ("Shift+F8", lambda: self.problems.step(-1)),
            ("Alt+R", self.problems.repair),
            ("Alt+B", self.lines.decide),
        ):
            QShortcut(QKeySequence(key), self, act, context=within)
        QShortcut(QKeySequence.StandardKey.Paste, self.sheet.grid, self.pasted.emit, context=within)

    def _body(self) -> QWidget:
        right = QSplitter(Qt.Orientation.Vertical)
        for part in (self.lines, self.problems, self.sums):
            right.addWidget(part)
        right.setSizes([270, 190, 220])
        across = QSplitter(Qt.Orientation.Horizontal)
        across.addWidget(self.sheet)
        across.addWidget(right)
        across.setSizes([780, 540])
        across.setStretchFactor(0, 3)
        across.setStretchFactor(1, 2)
        for splitter in (right, across):
            splitter.setHandleWidth(8)
            splitter.setChildrenCollapsible(False)
        body = QWidget()
        outer = QVBoxLayout(body)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        outer.addWidget(self.reasons)
        outer.addWidget(across, 1)
        return body
