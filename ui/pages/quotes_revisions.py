"""The revisions of an offer: each with its figures and what it conceded, below what the chosen one changed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QTableView, QVBoxLayout, QWidget

from cdmo_desk.intake.becoming_revisions import revisions
from cdmo_desk.sheets.revisions import revision_sheets
from cdmo_desk.speech import say
from ui.edits import mark_edits
from ui.figured import Figured
from ui.panel import button
from ui.requests import LATER
from ui.sheet_view import SheetView
from ui.text import label, tip

if TYPE_CHECKING:
    from cdmo_desk.desk import Desk
    from cdmo_desk.problem import Refused
    from cdmo_desk.sheets.sheet import Row, Sheet
    from ui.pages.quotes_edits import Edits
    from ui.pages.quotes_ground import Ground
    from ui.requests import Requests

TRIALS = 8_192
SINGLE, WORKING, SEVERAL = range(3)


class RevisionsTab(QWidget):
    """Asks for the figures of each revision once it is looked at; `import_wanted` asks for the supplier's next file."""

    import_wanted = Signal()

    def __init__(self, edits: "Edits", ground: "Ground", simulation: "Requests") -> None:
        super().__init__()
        self._edits, self._ground, self._simulation = edits, ground, simulation
        self._sheets: tuple[Sheet, ...] = ()
        self.whole, self.lines = SheetView(say("Revisions")), SheetView(say("What the revision changes"))
        self.whole.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.whole.columns.stretched = "file"
        self.whole.columns.hide_at_first("date")
        self.lines.columns.stretched = "line"
        self.whole.chosen.connect(self._choose)
        self.says = label(strong=True)
        self.states = QStackedWidget()
        self.states.addWidget(self._single())
        self.waits = label(say("The figures of each revision are calculated…"), tone="second")
        self.waits.setMargin(12)
        self.waits.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.states.addWidget(self.waits)
        self.states.addWidget(self._several())
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.states)

    @property
    def count(self) -> int:
        """Return how many revisions the offer has."""
        return len(revisions(self._ground.offer)) if self._ground.offer else 0

    def show_offer(self, found: Figured) -> None:
        """Show the revisions of the offer that is edited."""
        case, offer = found.case, self._edits.offer
        self._simulation.drop("revisions")
        if self.count < 2:  # noqa: PLR2004 - two make a step
            self._sheets = ()
            self.states.setCurrentIndex(SINGLE)
            return
        if not self._sheets or self._sheets[0].id != f"revisions.{offer}":
            self.states.setCurrentIndex(WORKING)

        def told(desk: "Desk") -> "tuple[Sheet, ...]":
            return revision_sheets(case, offer, desk.revised(case, offer, trials=TRIALS))

        def then(sheets: "tuple[Sheet, ...]") -> None:
            if self._edits.offer == offer:
                self.show_sheets(sheets)

        self._simulation.ask(told, then, self._refused, key="revisions", urgency=LATER)

    def show_sheets(self, sheets: "tuple[Sheet, ...]") -> None:
        """Show the revisions, and what the last of them changed."""
        is_other = not self._sheets or self._sheets[0].id != sheets[0].id
        self._sheets = sheets
        self.states.setCurrentIndex(SEVERAL)
        self.whole.setToolTip(tip(sheets[0].note))
        self.whole.show_sheet(sheets[0])
        last = sheets[0].rows[-1].offer
        row = self.whole.current_row()
        if is_other or row is None:
            self.whole.select(lambda one: one.offer == last)
            row = self.whole.current_row()
        if row is not None:
            self._choose(row)

    def _choose(self, row: "Row") -> None:
        """Show the lines that a revision changed."""
        number = int(row.offer) if row.offer.isdecimal() else 1
        first = number < 2  # noqa: PLR2004 - the second revision is the first that changed something
        sheet = None if first or number > len(self._sheets) else self._sheets[number - 1]
        self.says.setText(say("This is the first revision.") if sheet is None else sheet.title)
        self.lines.setVisible(sheet is not None)
        if sheet is not None:
            self.lines.empty = say("No line changed.")
            self.lines.show_sheet(sheet)

    def _refused(self, fault: "Refused") -> None:
        self.waits.setText(str(fault))
        self.states.setCurrentIndex(WORKING)

    def _single(self) -> QWidget:
        made = QWidget()
        rows = QVBoxLayout(made)
        rows.setContentsMargins(12, 12, 12, 12)
        rows.setSpacing(8)
        words = say(
            "This offer was never revised. When the supplier sends the next file, import it: it becomes the next "
            "revision, and this shows line by line what changed and what it does to the figures."
        )
        rows.addWidget(label(words, tone="second", wrap=True))
        imports = button(say("Import the next revision…"), "import")
        imports.clicked.connect(self.import_wanted)
        mark_edits(imports)
        rows.addWidget(imports)
        rows.addStretch(1)
        return made

    def _several(self) -> QWidget:
        upper, lower = QWidget(), QWidget()
        for holder in (upper, lower):
            rows = QVBoxLayout(holder)
            rows.setContentsMargins(0, 0, 0, 0)
            rows.setSpacing(0)
        above, below = upper.layout(), lower.layout()
        if above is not None and below is not None:
            above.addWidget(self.whole)
            self.says.setContentsMargins(12, 6, 12, 4)
            below.addWidget(self.says)
            below.addWidget(self.lines)
            below.setAlignment(self.says, Qt.AlignmentFlag.AlignTop)
        down = QSplitter(Qt.Orientation.Vertical)
        down.setProperty("inner", "true")
        down.setHandleWidth(1)
        down.setChildrenCollapsible(False)
        down.addWidget(upper)
        down.addWidget(lower)
        down.setSizes([150, 170])
        return down
