"""What shows the levelling: the matrix, the bridge of an offer, what a figure rests on, and what to ask."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSplitter, QVBoxLayout, QWidget

from cdmo_desk.sheets.asking import asked
from cdmo_desk.sheets.level import level
from cdmo_desk.sheets.sheet import Row, Sheet
from cdmo_desk.speech import counted, marked, say
from ui import icons
from ui.charts.bridge import Bridge
from ui.deeds import add_deeds
from ui.figured import Figured
from ui.pages.level_about import AboutPanel
from ui.panel import Panel, SheetPanel, flat
from ui.signs import OfferKey, Sign
from ui.text import label

if TYPE_CHECKING:
    from ui.pages.level import LevelPage
    from ui.requests import Requests

LEGEND = (
    ("hand-coins", "info", marked("at cost")),
    ("circle-check", "ok", marked("included")),
    ("circle-plus", "second", marked("optional")),
    ("circle-help", "warning", marked("TBD")),
    ("circle-dashed", "error", marked("missing")),
    ("flag", "warning", marked("high, low")),
)


class LevelBody(QWidget):
    """The matrix at the left; bridge, chosen figure and questions at the right."""

    def __init__(self, requests: "Requests", page: "LevelPage") -> None:
        super().__init__()
        self._requests, self._page = requests, page
        self._found: Figured | None = None
        self._offer = ""
        self.about = AboutPanel(requests, self._refuse)
        self.matrix = SheetPanel(say("Like for like"), name=say("Scope by offer"), by_cell=True)
        self.matrix.view.selectionModel().currentChanged.connect(self._cell_chosen)
        self.matrix.view.opened.connect(lambda _row: self.about.show_source())
        self.key = OfferKey()
        self.bridge = Bridge(say("From contract to cost"))
        self.bridge_panel = Panel(say("From contract to cost"), say("base case"))
        self.bridge_panel.tools.insertWidget(0, self.key)
        self.bridge_panel.add(self.bridge, 1)
        self.about.source_wanted.connect(self._source)
        self.about.ask_wanted.connect(self._ask)
        self.questions = SheetPanel(say("Questions to suppliers"), name=say("Questions to suppliers"))
        self.questions.view.columns.stretched = "question"
        self.questions.view.columns.hide_at_first("state")
        self.questions.view.empty = say("Nothing is missing or unclear.")
        self.questions.view.chosen.connect(self._question_chosen)
        self.questions.view.menu_made.connect(self._offer_workbook)
        copies = flat("copy", say("Copy the questions"), say("Copies the questions with their heads"))
        copies.clicked.connect(page.copy_questions)
        self.questions.tool(copies)
        self._make_actions()
        self._lay_out()

    def show_figures(self, found: Figured) -> None:
        """Lay out the levelling of a case."""
        self._found = found
        self.matrix.say(say("Like for like"), say("base case, undiscounted; tinted figures are ours"))
        self.matrix.view.show_sheet(level(found.case, found.comparison))
        self.show_questions(asked(found.case, found.comparison))
        if self._offer not in found.words:
            self._offer = found.chosen or next(iter(found.words), "")
        if not self.matrix.view.currentIndex().isValid():
            self._first_gap()
        self._show_offer()
        self._show_cell()

    def show_questions(self, sheet: Sheet) -> None:
        """Show questions: any sheet whose rows name an offer, the most important first."""
        self.questions.say(
            say("Questions to suppliers"), counted("{n}, costliest first", "{n}, costliest first", len(sheet.rows))
        )
        self.questions.view.show_sheet(sheet)

    def choose(self, offer: str) -> None:
        """Show the bridge of an offer."""
        self._offer = offer
        self._show_offer()

    # What is chosen

    def _first_gap(self) -> None:
        """Choose the first figure of ours, for that is what has to be looked at."""
        model = self.matrix.view.sheet_model
        for row in range(model.rowCount()):
            for column, cell in enumerate(model.row(row).cells):
                if cell.tone == "ours":
                    self.matrix.view.setCurrentIndex(model.index(row, column))
                    return

    def _show_offer(self) -> None:
        words = self._found.words.get(self._offer) if self._found else None
        if words is None or self._found is None:
            return
        self.key.show_letter(words.letter)
        self.bridge_panel.say(words.name.removeprefix(f"{words.letter} "), say("from contract to cost"))
        self.bridge.show_steps(words.steps, self._found.unit)

    def _cell_chosen(self) -> None:
        index = self.matrix.view.currentIndex()
        columns = self.matrix.view.sheet_model.columns
        if index.isValid() and 1 < index.column() < len(columns):
            self._offer = columns[index.column()].id
            self._show_offer()
        self._show_cell()

    def _show_cell(self) -> None:
        """Say what the chosen figure rests on."""
        view, found = self.matrix.view, self._found
        index = view.currentIndex()
        if found is None or not index.isValid() or index.column() == 0 or self._offer not in found.words:
            self.about.clear()
            return
        row = view.sheet_model.row(index.row())
        self.about.show_item(found, self._offer, row, view.sheet_model.cell(index))

    def _question_chosen(self, row: Row) -> None:
        """Show what a question is about."""
        offer, _, rest = row.offer.partition("|")
        item = rest.partition("|")[2]
        self.choose(offer)
        view = self.matrix.view
        place = next((number for number, column in enumerate(view.sheet_model.columns) if column.id == offer), -1)
        if place > 0 and item and view.select(lambda one: one.offer == item, place):
            self._show_cell()

    def _offer_workbook(self, menu: QMenu) -> None:
        """Offer the workbook of questions to the supplier of the chosen one."""
        row = self.questions.view.current_row()
        words = self._found.words.get(row.offer.partition("|")[0]) if self._found and row is not None else None
        if words is not None:
            first = menu.actions()[0]
            made = QAction(icons.icon("file-down"), say("Write the questions to {name}…", name=words.name), menu)
            made.triggered.connect(lambda _on=False, offer=words.offer: self._page.choose_folder(offer))
            menu.insertAction(first, made)
            menu.insertSeparator(first)

    def _ask(self, offer: str, item: str) -> None:
        """Choose the question about an item of an offer."""
        view = self.questions.view
        wanted = (f"{offer}|", f"|{item}")
        if view.select(lambda row: row.offer.startswith(wanted[0]) and row.offer.endswith(wanted[1])):
            view.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            says = say("Nothing about this is missing or unclear: there is nothing to ask.")
            self._page.strips.show_strip("info", says, key="asked")

    def _source(self, file: str, sheet: str, cell: str) -> None:
        from ui.source_view import SourceView  # noqa: PLC0415 - made when a cell is asked for

        case = self._found.case.brief.id if self._found else ""
        SourceView.show_cell(self._requests, case, (file, sheet, cell), self.window(), self._refuse)

    def _refuse(self, says: str) -> None:
        self._page.strips.show_strip("error", says, key="level")

    def _make_actions(self) -> None:
        deeds = (
            (say("Show in the sheet"), "Ctrl+G", "map-pin", self.about.show_source),
            (say("Ask the supplier"), "Ctrl+Shift+A", "message-circle-question", self.about.ask),
        )
        add_deeds(self.matrix.view, deeds)

    # Parts

    def _lay_out(self) -> None:
        self.matrix.add(_legend())
        across = QSplitter(Qt.Orientation.Horizontal)
        right = QSplitter(Qt.Orientation.Vertical)
        for part in (across, right):
            part.setHandleWidth(8)
            part.setChildrenCollapsible(False)
        for panel in (self.bridge_panel, self.about, self.questions):
            right.addWidget(panel)
        right.setSizes([190, 250, 190])
        for place, share in enumerate((1, 2, 2)):
            right.setStretchFactor(place, share)
        across.addWidget(self.matrix)
        across.addWidget(right)
        across.setSizes([750, 290])
        across.setStretchFactor(0, 3)
        across.setStretchFactor(1, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(across)


def _legend() -> QFrame:
    """Return what the signs of the matrix mean."""
    made = QFrame()
    made.setObjectName("panelFoot")
    row = QHBoxLayout(made)
    row.setContentsMargins(12, 5, 12, 5)
    row.setSpacing(5)
    for icon, tone, words in LEGEND:
        row.addWidget(Sign(icon, 14, tone))
        row.addWidget(label(say(words), tone="second", size="small"))
        row.addSpacing(8)
    row.addWidget(_Swatch())
    row.addWidget(label(say("plug, our figure"), tone="second", size="small"))
    row.addStretch(1)
    return made


class _Swatch(QFrame):
    """A piece of the ground on which plugs stand."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(QSize(14, 14))

    def paintEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        """Paint it in the tokens that hold now."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), icons.colour("warning_ground"))
        painter.setPen(icons.colour("border"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()
