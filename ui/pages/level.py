"""Level: scope × offers like for like; the bridge of the chosen offer; where the chosen figure comes from."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QSplitter, QVBoxLayout, QWidget

from ui.charts.bridge import Bridge
from ui.empty import EmptyState
from ui.figured import Figured
from ui.page import Page
from ui.panel import Panel, SheetPanel
from ui.text import label

if TYPE_CHECKING:
    from cdmo_desk.sheets.sheet import Row

MOST = 6  # lines named as the origin of a figure


class LevelPage(Page):
    """The levelling of the open case."""

    name = "level"
    title = "Level"
    import_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._found: Figured | None = None
        self._offer = ""
        self.matrix = SheetPanel("Like for like", name="Scope by offer", by_cell=True)
        self.matrix.view.selectionModel().currentChanged.connect(self._cell_chosen)
        self.bridge = Bridge("From contract to cost")
        self.bridge_panel = Panel("From contract to cost", "base case")
        self.bridge_panel.add(self.bridge, 1)
        self.origin = Panel("Chosen figure")
        self.facts = QFormLayout()
        self.gaps = SheetPanel("Gaps", "and what stands in for them", name="Gaps and plugs")
        self.gaps.view.columns.hide_at_first("number", "state", "source")
        self.gaps.view.chosen.connect(self._gap_chosen)
        self.states.addWidget(self._empty())
        self.states.addWidget(self._body())

    def show_figures(self, found: Figured) -> None:
        """Lay out the levelling."""
        self._found = found
        self.states.setCurrentIndex(1 if found.case.offers else 0)
        if not found.case.offers:
            self.say("", "Nothing to level yet.")
            return
        self.say(found.levelled[0], " ".join(found.levelled[1:]))
        self.matrix.say("Like for like", "base case, undiscounted; tinted figures are ours")
        self.matrix.view.show_sheet(found.matrix)
        self.gaps.view.show_sheet(found.gaps)
        if self._offer not in found.words:
            self._offer = found.chosen or next(iter(found.words), "")
        self._show_offer()
        self._show_cell()

    def look_for(self, text: str) -> None:
        """Show only the items that contain a text."""
        self.matrix.view.look_for(text)

    def landing(self) -> QWidget:
        """Return the matrix."""
        return self.matrix.view

    def choose(self, offer: str) -> None:
        """Show the bridge of an offer."""
        self._offer = offer
        self._show_offer()

    def _show_offer(self) -> None:
        words = self._found.words.get(self._offer) if self._found else None
        if words is None or self._found is None:
            return
        self.bridge_panel.say(words.name, "from contract to cost")
        self.bridge.show_steps(words.steps, self._found.unit)

    def _cell_chosen(self) -> None:
        index = self.matrix.view.currentIndex()
        columns = self.matrix.view.sheet_model.columns
        if index.isValid() and 0 < index.column() < len(columns):
            self._offer = columns[index.column()].id
            self._show_offer()
        self._show_cell()

    def _gap_chosen(self, row: "Row") -> None:
        if row.offer:
            self.choose(row.offer)

    def _show_cell(self) -> None:
        """Say where the chosen figure comes from."""
        while self.facts.rowCount():
            self.facts.removeRow(0)
        view, found = self.matrix.view, self._found
        index = view.currentIndex()
        words = found.words.get(self._offer) if found else None
        if found is None or words is None or not index.isValid() or index.column() == 0:
            self.facts.addRow(label("Choose a figure to see where it comes from.", tone="second", wrap=True))
            return
        row, cell = view.sheet_model.row(index.row()), view.sheet_model.cell(index)
        title = row.cells[0].text
        first, _, second = cell.text.partition("\n")
        self.origin.say(title, words.name)
        self._fact("Figure", f"{first} {found.unit}" if cell.key is not None else first)
        if second:
            self._fact("State", second)
        for gap in found.gaps.rows:
            if gap.offer == self._offer and title.startswith(gap.cells[2].text):
                self._fact("The offer says", gap.cells[3].text)
                self._fact("Plug, today's money", f"{gap.cells[4].text} {found.unit}")
                self._fact("Taken from", gap.cells[5].text)
        item = dict(found.items).get(title, "")
        for number, place in enumerate(words.origins.get(item, ())[:MOST]):
            self._fact("In the file" if number == 0 else "", place)

    def _fact(self, title: str, value: str) -> None:
        self.facts.addRow(label(title, tone="second"), label(value, wrap=True))

    def _empty(self) -> EmptyState:
        return EmptyState(
            "scale",
            "Nothing to level yet",
            "Once offers are in, this page shows side by side what each covers, and what it leaves out.",
            ("Import quotes…", "import", self.import_wanted.emit),
            (),
        )

    def _body(self) -> QWidget:
        across = QSplitter(Qt.Orientation.Horizontal)
        across.setHandleWidth(8)
        across.setChildrenCollapsible(False)
        across.addWidget(self.matrix)
        right = QSplitter(Qt.Orientation.Vertical)
        right.setHandleWidth(8)
        right.setChildrenCollapsible(False)
        right.addWidget(self.bridge_panel)
        holder = QWidget()
        self.facts.setContentsMargins(12, 8, 12, 8)
        self.facts.setHorizontalSpacing(16)
        self.facts.setVerticalSpacing(4)
        self.facts.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        holder.setLayout(self.facts)
        self.origin.add(holder)
        self.origin.rows.addStretch(1)
        right.addWidget(self.origin)
        right.addWidget(self.gaps)
        right.setSizes([240, 170, 240])
        across.addWidget(right)
        across.setSizes([738, 302])
        across.setStretchFactor(0, 1)
        body = QWidget()
        rows = QVBoxLayout(body)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(across)
        return body
