"""The offers of a case: a list to choose from, to put in order, to add to, to copy and to remove from."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QMenu, QTableView, QVBoxLayout, QWidget

from cdmo_desk.speech import counted, say
from ui.deeds import add_deeds
from ui.figured import Figured
from ui.pages.quotes_edits import Edits
from ui.panel import SheetPanel, flat
from ui.row_dragging import RowDragging
from ui.text import label


class OffersPanel(SheetPanel):
    """The list at the left. `picked` gives the offer chosen, `removed` the name of one that was removed."""

    picked = Signal(str)
    removed = Signal(str)
    rename_wanted = Signal()
    add_wanted = Signal()

    def __init__(self, edits: Edits) -> None:
        super().__init__(say("Offers"), name=say("Offers"))
        self._edits = edits
        self._wanted = ""
        self.view.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.view.chosen.connect(lambda row: self.picked.emit(row.offer))
        self.dragging = RowDragging(self.view)
        self.dragging.moved.connect(self._move)
        self.more = flat("ellipsis", say("What can be done with the offer"), say("More"))
        self.more.clicked.connect(self._show_menu)
        self.tool(self.more)
        self._make_actions()
        self.add(_drop_hint())

    def show_offers(self, found: Figured) -> None:
        """Show the offers of a case; one just made is chosen."""
        self.say(say("Offers"), counted("{n}, at our volumes", "{n}, at our volumes", len(found.case.offers)))
        self.view.show_sheet(found.offers)
        if self._wanted and self.choose(self._wanted):
            self._wanted = ""
        elif self.view.current_row() is None:
            self.view.select(lambda _row: True)

    def choose(self, offer: str) -> bool:
        """Choose an offer."""
        return self.view.select(lambda row: row.offer == offer)

    def want(self, offer: str) -> None:
        """Choose an offer once it is shown."""
        self._wanted = offer

    def duplicate(self) -> None:
        """Copy the chosen offer."""
        case, offer = self._edits.case, self._edits.offer
        self._edits.ask(
            lambda desk: desk.duplicate_offer(case, offer), lambda answer: self.want(str(getattr(answer, "id", "")))
        )

    def delete(self) -> None:
        """Remove the chosen offer; undo brings it back."""
        case, offer = self._edits.case, self._edits.offer
        row = self.view.current_row()
        name = "" if row is None else row.cells[0].text.split("\n", maxsplit=1)[0]
        self._edits.ask(lambda desk: desk.delete_offer(case, offer), lambda _changed: self.removed.emit(name))

    def _move(self, number: int, to: int) -> None:
        case, row = self._edits.case, self.view.sheet_model.row(number)
        self.want(row.offer)
        self._edits.ask(lambda desk: desk.move_offer(case, row.offer, to))

    def _show_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self.view.actions())
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _make_actions(self) -> None:
        deeds = (
            (say("New offer…"), "Ins", "plus", self.add_wanted.emit),
            (say("Rename and change facts"), "F2", "pen-line", self.rename_wanted.emit),
            (say("Duplicate offer"), "Ctrl+D", "copy", self.duplicate),
            *self.dragging.deeds(),
            (say("Remove offer"), "Del", "trash-2", self.delete),
        )
        add_deeds(self.view, deeds, edit=True)


def _drop_hint() -> QWidget:
    holder = QWidget()
    rows = QVBoxLayout(holder)
    rows.setContentsMargins(12, 6, 12, 8)
    drop = QFrame()
    drop.setObjectName("drop")
    inner = QVBoxLayout(drop)
    inner.setContentsMargins(8, 6, 8, 6)
    words = label(say("Drop quote files here"), tone="second")
    words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    words.setToolTip("xlsx, xlsm, xls, xlsb, ods, csv, tsv")
    inner.addWidget(words)
    rows.addWidget(drop)
    return holder
