"""Quotes: the offers at the left; the chosen one's facts, terms, risks, clauses, lines, files and changes."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cdmo_desk.speech import marked, say
from ui.empty import EmptyState, Way
from ui.figured import Figured
from ui.kept_splitters import restore
from ui.page import Page
from ui.panel import button

if TYPE_CHECKING:
    from ui.pages.quotes_body import QuotesBody
    from ui.pages.quotes_offers import OffersPanel
    from ui.requests import Requests


class QuotesPage(Page):
    """The offers of the open case. What shows them is made when there are some, for it loads what figures need."""

    name = "quotes"
    title = marked("Quotes")
    import_wanted = Signal()
    sample_wanted = Signal()
    template_wanted = Signal()
    undo_wanted = Signal()

    def __init__(self, requests: "Requests") -> None:
        super().__init__()
        self._requests = requests
        self._late: Figured | None = None
        self._found: Figured | None = None
        self._chosen = ""
        self.body_made: QuotesBody | None = None
        self.adds = button(say("New offer…"), "plus")
        self.adds.clicked.connect(self.add_offer)
        self.add_button(self.adds)
        self.imports = button(say("Import quotes…"), "import", primary=True)
        self.imports.clicked.connect(self.import_wanted)
        self.add_button(self.imports)
        self.states.addWidget(self._empty())
        self._holder = QWidget()
        rows = QVBoxLayout(self._holder)
        rows.setContentsMargins(0, 0, 0, 0)
        self.states.addWidget(self._holder)

    @property
    def body(self) -> "QuotesBody":
        """Return what shows the offers; it is made when it is first wanted."""
        if self.body_made is None:
            from ui.pages.quotes_body import QuotesBody  # noqa: PLC0415 - loads what figures need

            self.body_made = QuotesBody(self._requests, self)
            layout = self._holder.layout()
            if layout is not None:
                layout.addWidget(self.body_made)
            restore(self)
        return self.body_made

    @property
    def offers(self) -> "OffersPanel":
        """Return the list of the offers."""
        return self.body.offers

    def show_figures(self, found: Figured) -> None:
        """Lay out the offers, once the page is looked at."""
        self._found = found
        self.states.setCurrentIndex(1 if found.case.offers else 0)
        self.imports.setVisible(bool(found.case.offers))
        self.adds.setEnabled(True)
        self.say("", " ".join(found.quoted))
        self._late = found
        if self.isVisible():
            self.catch_up()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Show what came while the page was not looked at."""
        super().showEvent(event)
        self.catch_up()

    def look_for(self, text: str) -> None:
        """Show only the lines and terms that contain a text."""
        if self.body_made is not None:
            self.body_made.look_for(text)

    def landing(self) -> QWidget:
        """Return the list of offers."""
        return self.offers.view if self._found is not None and self._found.case.offers else self

    def choose(self, offer: str) -> None:
        """Choose an offer."""
        self._chosen = offer
        if self._late is None and self.body_made is not None:
            self.offers.choose(offer)

    def add_offer(self) -> None:
        """Ask for a new offer."""
        if self._found is not None:
            self.body.add_offer(self._found)

    @property
    def is_late(self) -> bool:
        """Return whether figures wait to be laid out."""
        return self._late is not None

    def catch_up(self) -> None:
        """Lay out what came while the page was not looked at."""
        found, self._late = self._late, None
        if found is None or not found.case.offers:
            return
        if self._chosen:
            self.offers.want(self._chosen)
            self._chosen = ""
        self.body.show_figures(found)

    def _empty(self) -> EmptyState:
        return EmptyState(
            "file-spreadsheet",
            say("Drop the suppliers’ quotes here"),
            say("Excel, OpenDocument or CSV, just as the suppliers sent them. Nothing is kept until you accept it."),
            (say("Import quotes…"), "import", self.import_wanted.emit),
            (
                Way(
                    "pen-line",
                    say("Type an offer in"),
                    say("For an offer on paper, or the own plant."),
                    say("New offer…"),
                    self.add_offer,
                ),
                Way(
                    "book-open",
                    say("Look at a finished case first"),
                    say("An antibody, seven offers, all kinds of contract."),
                    say("Open the sample"),
                    self.sample_wanted.emit,
                ),
            ),
        )
