"""Quotes: the offers at the left; the chosen one's facts, terms, risks, clauses, lines, files and changes."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from cdmo_desk import files
from cdmo_desk.speech import marked, say
from ui.edits import mark_edits
from ui.empty import EmptyState, Way
from ui.figured import Figured
from ui.pages.late_body import LateBodyPage
from ui.panel import button
from ui.settings import settings

if TYPE_CHECKING:
    from ui.pages.quotes_body import QuotesBody
    from ui.pages.quotes_offers import OffersPanel
    from ui.requests import Requests


class QuotesPage(LateBodyPage["QuotesBody"]):
    """The offers of the open case. `simulation` is asked for what takes long, so that edits need not wait."""

    name = "quotes"
    title = marked("Quotes")
    import_wanted = Signal()
    sample_wanted = Signal()
    undo_wanted = Signal()

    def __init__(self, requests: "Requests", simulation: "Requests | None" = None) -> None:
        super().__init__(requests)
        self._simulation = simulation or requests
        self._found: Figured | None = None
        self._chosen = ""
        self.forms = button(say("Quote template…"), "file-down")
        self.forms.setToolTip(say("Writes a workbook for suppliers to fill in; it imports without a question"))
        self.forms.clicked.connect(self.choose_template)
        self.adds = button(say("New offer…"), "plus")
        self.adds.clicked.connect(self.add_offer)
        self.imports = button(say("Import quotes…"), "import", primary=True)
        self.imports.clicked.connect(self.import_wanted)
        for made in (self.forms, self.adds, self.imports):
            self.add_button(made)
        mark_edits(self.adds, self.imports)
        self.make_states(self._empty())

    def make_body(self) -> "QuotesBody":
        """Make what shows the offers."""
        from ui.pages.quotes_body import QuotesBody  # noqa: PLC0415 - loads what figures need

        return QuotesBody(self._requests, self, self._simulation)

    @property
    def offers(self) -> "OffersPanel":
        """Return the list of the offers."""
        return self.body.offers

    def show_figures(self, found: Figured) -> None:
        """Lay out the offers, once the page is looked at."""
        self._found = found
        self.imports.setVisible(bool(found.case.offers))
        self.say(next(iter(found.quoted), ""), " ".join(found.quoted[1:]))
        self.hold(found, is_empty=not found.case.offers)

    def lay_out(self, found: Figured) -> None:
        """Lay out the offers of a case."""
        if self._chosen:
            self.offers.want(self._chosen)
            self._chosen = ""
        self.body.show_figures(found)

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

    def choose_template(self) -> None:
        """Ask where to, and write the workbook in which suppliers quote."""
        folder = Path(str(settings().value("folder", str(Path.home()))))
        case = self._found.case.brief.id if self._found is not None else ""
        name, _ = QFileDialog.getSaveFileName(
            self, say("Quote template"), str(files.inside(folder, f"quote-{case}.xlsx")), "Excel (*.xlsx)"
        )
        if name:
            settings().setValue("folder", str(Path(name).parent))
            self.write_template(Path(name).with_suffix(".xlsx"))

    def write_template(self, path: Path) -> None:
        """Write the workbook in which suppliers quote: the case's scope, a sheet for each kind of term."""
        case = self._found.case.brief.id if self._found is not None else ""

        def then(_nothing: None) -> None:
            act = (say("Open folder"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent))))
            self.strips.show_strip("ok", say("{name} is written.", name=path.name), act, key="template")

        self._requests.ask(lambda desk: desk.write_template(path, case), then)

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
