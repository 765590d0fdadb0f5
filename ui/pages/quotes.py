"""Quotes: the offers at the left; the chosen one's facts, terms, lines and files."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QSplitter, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from ui.empty import EmptyState, Way
from ui.figured import Figured, OfferWords
from ui.page import Page
from ui.panel import Panel, SheetPanel, button
from ui.sheet_view import SheetView
from ui.signs import OfferKey
from ui.text import label

if TYPE_CHECKING:
    from cdmo_desk.sheets.sheet import Row

TABS = ("Lines", "Files", "Contract")


class QuotesPage(Page):
    """The offers of the open case."""

    name = "quotes"
    title = "Quotes"
    import_wanted = Signal()
    sample_wanted = Signal()
    remove_wanted = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._found: Figured | None = None
        self.imports = button("Import quotes…", "import", primary=True)
        self.imports.clicked.connect(self.import_wanted)
        self.add_button(self.imports)
        self.offers = SheetPanel("Offers", name="Offers")
        self.offers.view.chosen.connect(self._choose)
        self.about = Panel(" ")
        self.key = OfferKey()
        self.about.tools.insertWidget(0, self.key)
        self.facts = QGridLayout()
        self.terms = SheetPanel("Terms", "what each is stated at, and comes to at our volumes", name="Terms")
        self.terms.view.columns.hide_at_first("number", "category")
        self.tabs = QTabBar()
        self.pages = QStackedWidget()
        self.lines, self.files, self.clauses = (SheetView(name) for name in TABS)
        self.lines.columns.hide_at_first("currency")
        self.lines.empty = "No lines: this offer was typed in, or came without its file."
        self.states.addWidget(self._empty())
        self.states.addWidget(self._body())

    def show_figures(self, found: Figured) -> None:
        """Lay out the offers."""
        self._found = found
        self.states.setCurrentIndex(1 if found.case.offers else 0)
        self.imports.setVisible(bool(found.case.offers))
        self.say("", " ".join(found.quoted))
        if not found.case.offers:
            return
        self.offers.say("Offers", f"{len(found.case.offers)}, at our volumes")
        self.offers.view.show_sheet(found.offers)
        row = self.offers.view.current_row()
        if row is None:
            self.offers.view.select(lambda _row: True)
        else:
            self._choose(row)

    def look_for(self, text: str) -> None:
        """Show only the lines and terms that contain a text."""
        for view in (self.lines, self.terms.view):
            view.look_for(text)

    def landing(self) -> QWidget:
        """Return the list of offers."""
        return self.offers.view

    def choose(self, offer: str) -> None:
        """Choose an offer."""
        self.offers.view.select(lambda row: row.offer == offer)

    def _choose(self, row: "Row") -> None:
        words = self._found.words.get(row.offer) if self._found else None
        if words is not None:
            self._show(words)

    def _show(self, words: OfferWords) -> None:
        self.key.show_letter(words.letter)
        self.about.say(words.supplier, words.title)
        while self.facts.count():
            old = self.facts.takeAt(0)
            widget = old.widget() if old is not None else None
            if widget is not None:
                widget.deleteLater()
        half = (len(words.facts) + 1) // 2
        for place, (title, value) in enumerate(words.facts):
            self.facts.addWidget(_fact(title, value), place // half, place % half)
        for column in range(half):
            self.facts.setColumnStretch(column, 1)
        self.terms.view.show_sheet(words.terms)
        for place, (view, sheet) in enumerate(
            ((self.lines, words.lines), (self.files, words.files), (self.clauses, words.clauses))
        ):
            view.show_sheet(sheet)
            self.tabs.setTabText(place, f"{TABS[place]} {len(sheet.rows)}" if place < 2 else TABS[place])  # noqa: PLR2004

    def _empty(self) -> EmptyState:
        return EmptyState(
            "file-spreadsheet",
            "Drop the suppliers’ quotes here",
            "Excel, OpenDocument or CSV, just as the suppliers sent them. Nothing is kept until you accept it.",
            ("Import quotes…", "import", self.import_wanted.emit),
            (
                Way(
                    "book-open",
                    "Look at a finished case first",
                    "An antibody, seven offers, all kinds of contract.",
                    "Open the sample",
                    self.sample_wanted.emit,
                ),
            ),
        )

    def _body(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.offers)
        self.offers.add(_drop_hint())
        holder = QWidget()
        self.facts.setContentsMargins(12, 6, 12, 8)
        self.facts.setHorizontalSpacing(16)
        self.facts.setVerticalSpacing(6)
        holder.setLayout(self.facts)
        self.about.add(holder)
        right = QWidget()
        rows = QVBoxLayout(right)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addWidget(self.about)
        rows.addWidget(self.terms, 1)
        across, down = QSplitter(Qt.Orientation.Horizontal), QSplitter(Qt.Orientation.Vertical)
        for part in (across, down):
            part.setHandleWidth(8)
            part.setChildrenCollapsible(False)
        across.addWidget(left)
        across.addWidget(right)
        across.setSizes([376, 664])
        across.setStretchFactor(1, 1)
        down.addWidget(across)
        down.addWidget(self._lower())
        down.setSizes([440, 220])
        body = QWidget()
        outer = QVBoxLayout(body)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(down)
        return body

    def _lower(self) -> Panel:
        panel = Panel()
        panel.head.show()
        panel.title.hide()
        self.tabs.setAccessibleName("What the offer rests on")
        self.tabs.setDrawBase(False)
        for name, view in zip(TABS, (self.lines, self.files, self.clauses), strict=True):
            self.tabs.addTab(name)
            self.pages.addWidget(view)
        self.tabs.currentChanged.connect(self.pages.setCurrentIndex)
        panel.tools.setContentsMargins(0, 0, 8, 0)
        panel.tools.insertWidget(0, self.tabs)
        panel.add(self.pages, 1)
        return panel


def _fact(title: str, value: str) -> QWidget:
    made = QWidget()
    rows = QVBoxLayout(made)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(0)
    rows.addWidget(label(title, tone="second", size="small"))
    rows.addWidget(label(value))
    return made


def _drop_hint() -> QWidget:
    holder = QWidget()
    rows = QVBoxLayout(holder)
    rows.setContentsMargins(12, 8, 12, 12)
    drop = QFrame()
    drop.setObjectName("drop")
    inner = QVBoxLayout(drop)
    inner.setContentsMargins(8, 10, 8, 10)
    for text, size in (("Drop quote files here", ""), ("xlsx, xlsm, xls, xlsb, ods, csv, tsv", "small")):
        words = label(text, tone="second", size=size)
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        inner.addWidget(words)
    rows.addWidget(drop)
    return holder
