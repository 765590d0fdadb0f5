"""What shows the offers of a case once there are some, and passes what is chosen in one part to the others."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QTabBar, QToolButton, QVBoxLayout, QWidget

from cdmo_desk.sheets.edits import edits
from cdmo_desk.speech import counted, say
from ui import icons
from ui.edits import mark_edits
from ui.figured import Figured
from ui.forms.numerals import Numerals
from ui.pages.quotes_clauses import ClausesTab
from ui.pages.quotes_edits import Edits
from ui.pages.quotes_facts import FactsPanel
from ui.pages.quotes_ground import Ground
from ui.pages.quotes_lines import LinesTab
from ui.pages.quotes_new import NewOffer
from ui.pages.quotes_offers import OffersPanel
from ui.pages.quotes_revisions import RevisionsTab
from ui.pages.quotes_risks import RisksTab
from ui.pages.quotes_terms import TermsTab
from ui.panel import BESIDE_TEXT, Panel
from ui.sheet_view import SheetView

if TYPE_CHECKING:
    from ui.pages.quotes import QuotesPage
    from ui.requests import Requests

TERMS, RISKS, CLAUSES, REVISIONS = range(4)
LINES, FILES, WHY, CHANGES = range(4)


class QuotesBody(QWidget):
    """Offers, the chosen one's facts and terms, and below what they rest on."""

    def __init__(self, requests: "Requests", page: "QuotesPage", simulation: "Requests") -> None:
        super().__init__()
        self._requests, self._page = requests, page
        self._found: Figured | None = None
        self._late: set[int] = set()
        self._late_below: set[int] = set()
        self.numerals, self.ground = Numerals(), Ground()
        self.edits = Edits(requests, self._refuse)
        self.offers = OffersPanel(self.edits)
        self.facts = FactsPanel(self.edits, self.ground, self.numerals)
        self.terms = TermsTab(self.edits, self.ground, self.numerals)
        self.risks = RisksTab(self.edits, self.ground, self.numerals)
        self.clauses = ClausesTab(self.edits, self.ground, self.numerals)
        self.revisions = RevisionsTab(self.edits, self.ground, simulation)
        self.lines = LinesTab(self.edits, self.ground)
        self.files, self.why, self.changes = SheetView(say("Files")), SheetView(say("Why")), SheetView(say("Changes"))
        self.files.empty = say("No file: this offer was typed in.")
        self.why.empty = say("Nothing is charged yet.")
        self.changes.empty = say("Nothing was changed since the case was made.")
        self.why.columns.hide_at_first("number", "category")
        self.tabs, self.pages = QTabBar(), QStackedWidget()
        self.below, self.parts = QTabBar(), QStackedWidget()
        self._lay_out()
        self._connect()

    def show_figures(self, found: Figured) -> None:
        """Show the offers of a case as it stands now."""
        self._found = found
        self.edits.case = found.case.brief.id
        self.ground.brief = found.case.document["case"]
        self._page.strips.clear("quotes")
        blocked = self.offers.blockSignals(True)
        self.offers.show_offers(found)
        self.offers.blockSignals(blocked)
        row = self.offers.view.current_row()
        self._show(row.offer if row is not None else "")

    def look_for(self, text: str) -> None:
        """Show only the lines and terms that contain a text."""
        for view in (self.lines.view, self.terms.view, self.why):
            view.look_for(text)

    def add_offer(self, found: Figured) -> None:
        """Ask for a new offer."""
        self.edits.case = found.case.brief.id
        self.ground.brief = found.case.document["case"]
        NewOffer(self.edits, self.ground, self.numerals, self.offers.want, self.window()).open()

    def add(self) -> None:
        """Add to what the tab shows: a term or a risk."""
        if self.tabs.currentIndex() == RISKS:
            self.risks.add()
        elif self.tabs.currentIndex() == TERMS:
            self.terms.menu(self.adds.mapToGlobal(QPoint(0, self.adds.height())))

    # How

    def _show(self, offer: str) -> None:
        """Show an offer in all parts."""
        found = self._found
        words = found.words.get(offer) if found is not None else None
        if found is None or words is None:
            return
        self.edits.offer = offer
        plain = found.case.document["offers"]
        self.ground.offer = next((one for one in plain if one["id"] == offer), {})
        gaps = len(found.comparison.offers[offer].gaps)
        self.facts.show_offer(words, counted("{n} gap", "{n} gaps", gaps) if gaps else "")
        self._late = {TERMS, RISKS, CLAUSES, REVISIONS}
        self._late_below = {LINES, FILES, WHY}
        self._catch_up()
        titles = (
            (self.tabs, TERMS, say("Terms"), self.terms.count),
            (self.tabs, RISKS, say("Risks"), self.risks.count),
            (self.tabs, CLAUSES, say("Capabilities"), self.clauses.count),
            (self.tabs, REVISIONS, say("Revisions"), self.revisions.count),
            (self.below, LINES, say("Lines"), len(self.ground.offer.get("lines") or ())),
            (self.below, FILES, say("Files"), len(words.files.rows)),
        )
        for bar, place, title, count in titles:
            bar.setTabText(place, f"{title} {count}" if count else title)
        self._refresh_changes()

    def _catch_up(self) -> None:
        """Show the offer in the parts that are looked at; the others follow once they are."""
        found = self._found
        words = found.words.get(self.edits.offer) if found is not None else None
        if found is None or words is None:
            return
        parts: tuple[Any, ...] = (self.terms, self.risks, self.clauses, self.revisions)
        for place, part in enumerate(parts):
            if place in self._late and self.tabs.currentIndex() == place:
                self._late.discard(place)
                part.show_offer(found)
        below = self.below.currentIndex()
        if below in self._late_below:
            self._late_below.discard(below)
            if below == LINES:
                self.lines.show_offer(found)
            elif below == FILES:
                self.files.show_sheet(words.files)
            else:
                self.why.show_sheet(words.terms)

    def _refresh_changes(self) -> None:
        """Ask for what was done to the offer while that is looked at."""
        if self.below.currentIndex() != CHANGES:
            return
        case, offer = self.edits.case, self.edits.offer

        def then(found: object) -> None:
            if isinstance(found, list) and (self.edits.case, self.edits.offer) == (case, offer):
                self.changes.show_sheet(edits(found))

        self._requests.ask(lambda desk: desk.offer_changes(case, offer), then, key="offer changes")

    def _refuse(self, says: str) -> None:
        self._page.strips.show_strip("error", says, key="quotes")

    def _removed(self, name: str) -> None:
        undo = (say("Undo"), self._page.undo_wanted.emit)
        self._page.strips.show_strip("ok", say("{name} was removed.", name=name), undo, key="removed")

    def _turn(self, place: int) -> None:
        self.pages.setCurrentIndex(place)
        self.switch.setVisible(place == CLAUSES)
        self.adds.setVisible(place in (TERMS, RISKS))
        self.adds.setText(say("Add risk") if place == RISKS else say("Add term"))
        self.adds.setAccessibleName(self.adds.text())
        self._catch_up()

    def _turn_below(self, place: int) -> None:
        self.parts.setCurrentIndex(place)
        self._catch_up()
        self._refresh_changes()

    def _source(self, file: str, sheet: str, cell: str) -> None:
        """Show a cell in the supplier's sheet."""
        from ui.source_view import SourceView  # noqa: PLC0415 - made when a cell is asked for

        SourceView.show_cell(self._requests, self.edits.case, (file, sheet, cell), self.window(), self._refuse)

    def _connect(self) -> None:
        self.offers.picked.connect(self._show)
        self.offers.removed.connect(self._removed)
        self.offers.rename_wanted.connect(self.facts.rename)
        self.offers.add_wanted.connect(self._page.add_offer)
        self.terms.chosen.connect(self.lines.choose_term)
        self.lines.chosen.connect(self._show_term)
        self.terms.source_wanted.connect(self._source)
        self.lines.source_wanted.connect(self._source)
        self.revisions.import_wanted.connect(self._page.import_wanted)
        self.tabs.currentChanged.connect(self._turn)
        self.below.currentChanged.connect(self._turn_below)
        self._turn(0)

    def _show_term(self, key: str) -> None:
        self.tabs.setCurrentIndex(TERMS)
        self.terms.choose(key)

    def _lay_out(self) -> None:
        self.adds = QToolButton()
        self.adds.setProperty("flat", True)
        self.adds.setIcon(icons.icon("plus"))
        self.adds.setIconSize(BESIDE_TEXT)
        self.adds.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.adds.clicked.connect(self.add)
        mark_edits(self.adds)
        self.switch = self.clauses.switch
        middle = _tabbed(
            self.tabs,
            self.pages,
            say("Parts of the offer"),
            (
                (say("Terms"), self.terms),
                (say("Risks"), self.risks),
                (say("Capabilities"), self.clauses),
                (say("Revisions"), self.revisions),
            ),
        )
        middle.tool(self.switch)
        middle.tool(self.adds)
        lower = _tabbed(
            self.below,
            self.parts,
            say("What the offer rests on"),
            (
                (say("Lines"), self.lines),
                (say("Files"), self.files),
                (say("Stated and at our volumes"), self.why),
                (say("Changes"), self.changes),
            ),
        )
        right = QWidget()
        rows = QVBoxLayout(right)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addWidget(self.facts)
        rows.addWidget(middle, 1)
        across, down = QSplitter(Qt.Orientation.Horizontal), QSplitter(Qt.Orientation.Vertical)
        for part in (across, down):
            part.setHandleWidth(8)
            part.setChildrenCollapsible(False)
        across.addWidget(self.offers)
        across.addWidget(right)
        across.setSizes([352, 688])
        across.setStretchFactor(1, 1)
        down.addWidget(across)
        down.addWidget(lower)
        down.setSizes([430, 200])
        down.setStretchFactor(0, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(down)


def _tabbed(bar: QTabBar, pages: QStackedWidget, name: str, parts: tuple[tuple[str, QWidget], ...]) -> Panel:
    """Return a panel with tabs in its head."""
    panel = Panel()
    panel.head.show()
    panel.title.hide()
    bar.setAccessibleName(name)
    bar.setDrawBase(False)
    bar.setExpanding(False)
    for title, widget in parts:
        bar.addTab(title)
        pages.addWidget(widget)
    panel.tools.setContentsMargins(0, 0, 8, 0)
    panel.tools.insertWidget(0, bar)
    panel.add(pages, 1)
    return panel
