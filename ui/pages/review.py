"""Import review: what a file was read as, beside its problems; accept with a reason, or leave the case as it is."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QLineEdit, QSplitter, QVBoxLayout, QWidget

from ui.page import Page
from ui.panel import Panel, SheetPanel, button
from ui.text import label

if TYPE_CHECKING:
    from ui.reading import Review

NEW = "A new offer"


class ReviewPage(Page):
    """A file before it is kept. `accepted` gives the review, the offer's id or nothing, and the reason."""

    name = "review"
    title = "Import"
    accepted = Signal(object, str, str)
    cancelled = Signal()
    into_changed = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self._review: Review | None = None
        self.cancel = button("Cancel")
        self.cancel.setToolTip("Leave the case as it is (Esc)")
        self.cancel.clicked.connect(self.cancelled)
        self.accept = button("Accept", "check", primary=True)
        self.accept.clicked.connect(self._accept)
        self.add_button(self.cancel)
        self.add_button(self.accept)
        self.lines = SheetPanel("Lines", "as read, and what each becomes", name="Lines of the file")
        self.lines.view.columns.hide_at_first("currency")
        self.problems = SheetPanel("Problems", name="Problems of the file")
        self.problems.view.empty = "Nothing is doubtful."
        self.facts = QFormLayout()
        self.into = QComboBox()
        self.into.setAccessibleName("Goes into")
        self.into.activated.connect(self._into)
        self.reason = QLineEdit()
        self.reason.setAccessibleName("Why the doubts are accepted")
        self.reason.setPlaceholderText("Why the doubts are accepted")
        self.reason.textChanged.connect(self._allow)
        self.reason.returnPressed.connect(self._accept)
        self.states.addWidget(self._body())

    def show_review(self, review: "Review", *, following: int = 0) -> None:
        """Show a file; `following` files wait behind it."""
        self._review = review
        waiting = f" {following} more to review." if following else ""
        self.say(f"{review.title}: {review.says}{waiting}", review.comes_to)
        while self.facts.rowCount():
            self.facts.removeRow(0)
        for title, value in review.facts:
            self.facts.addRow(label(title, tone="second"), label(value, wrap=True))
        self.into.clear()
        self.into.addItem(NEW, "")
        for offer, name in review.offers:
            self.into.addItem(name, offer)
        self.into.setCurrentIndex(max(0, self.into.findData(review.into)))
        self.lines.view.show_sheet(review.lines)
        self.lines.view.select(lambda row: row.tone != "group")
        self.problems.say("Problems", "" if review.problems.rows else "none")
        self.problems.view.show_sheet(review.problems)
        self.strips.clear("refused")
        if review.refused:
            self.strips.show_strip("error", " ".join(review.refused), key="refused")
        self.reason.clear()
        self.reason.setEnabled(bool(review.doubts))
        self._allow()

    def say_refused(self, text: str) -> None:
        """Say why the file was not accepted."""
        self.strips.show_strip("error", text, key="refused")
        self.accept.setEnabled(True)

    def look_for(self, text: str) -> None:
        """Show only the lines that contain a text."""
        self.lines.view.look_for(text)

    def landing(self) -> QWidget:
        """Return the table of lines."""
        return self.lines.view

    def _allow(self) -> None:
        found = self._review
        needs_reason = bool(found and found.doubts and not self.reason.text().strip())
        self.accept.setEnabled(found is not None and not found.refused and not needs_reason)
        self.accept.setToolTip("Say first why the doubts are accepted" if needs_reason else "Keep it in the case")

    def _accept(self) -> None:
        if self._review is not None and self.accept.isEnabled():
            self.accept.setEnabled(False)
            self.accepted.emit(self._review, self.into.currentData() or "", self.reason.text().strip())

    def _into(self) -> None:
        if self._review is not None:
            self.into_changed.emit(self._review, self.into.currentData() or "")

    def _body(self) -> QWidget:
        about = Panel("Read as")
        holder = QWidget()
        self.facts.setContentsMargins(12, 8, 12, 8)
        self.facts.setHorizontalSpacing(16)
        self.facts.setVerticalSpacing(4)
        self.facts.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        holder.setLayout(self.facts)
        about.add(holder)
        about.rows.addStretch(1)
        decide = Panel("Keep it")
        form = QWidget()
        rows = QVBoxLayout(form)
        rows.setContentsMargins(12, 8, 12, 12)
        rows.setSpacing(2)
        for title, field in (("Goes into", self.into), ("Why the doubts are accepted", self.reason)):
            words = label(title, tone="second")
            words.setBuddy(field)
            rows.addWidget(words)
            rows.addWidget(field)
            rows.addSpacing(6)
        decide.add(form)
        decide.rows.addStretch(1)
        lower = QSplitter(Qt.Orientation.Horizontal)
        for part in (about, self.problems, decide):
            lower.addWidget(part)
        lower.setSizes([280, 480, 280])
        down = QSplitter(Qt.Orientation.Vertical)
        down.addWidget(self.lines)
        down.addWidget(lower)
        down.setSizes([420, 230])
        for splitter in (lower, down):
            splitter.setHandleWidth(8)
            splitter.setChildrenCollapsible(False)
        body = QWidget()
        outer = QHBoxLayout(body)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(down)
        return body
