"""The lines of an offer's files: what each became, and what a person makes of the chosen one."""

from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QInputDialog, QMenu, QPushButton, QVBoxLayout, QWidget

from cdmo_desk.sheets.sources import place_of_line
from cdmo_desk.sheets.terms import settable
from cdmo_desk.speech import say
from ui import icons
from ui.deeds import add_deeds
from ui.edits import mark_edits
from ui.figured import Figured
from ui.forms.editors import Choice
from ui.pages.quotes_edits import Edits
from ui.pages.quotes_ground import BASES, Ground
from ui.panel import link
from ui.sheet_view import SheetView
from ui.text import label

MONEY = ("currency",)


class LinesTab(QWidget):
    """Lines with their cells. `chosen` gives the key of the term that a line became, `source_wanted` its cell."""

    chosen = Signal(str)
    source_wanted = Signal(str, str, str)

    def __init__(self, edits: Edits, ground: Ground) -> None:
        super().__init__()
        self._edits, self._ground = edits, ground
        self._line: dict[str, Any] = {}
        self.view = SheetView(say("Lines"))
        self.view.columns.hide_at_first("currency")
        self.view.empty = say("No lines: this offer was typed in, or came without its file.")
        self.view.chosen.connect(lambda row: self._choose(row.offer, tell=True))
        self.view.opened.connect(lambda _row: self.show_source())
        self.bar = QFrame()
        self.bar.setObjectName("panelFoot")
        row = QHBoxLayout(self.bar)
        row.setContentsMargins(12, 3, 12, 3)
        row.setSpacing(8)
        self.place = link("")
        self.place.clicked.connect(self.show_source)
        row.addWidget(self.place)
        row.addStretch(1)
        self.basis, self.scope = Choice(), Choice()
        self.becomes = QPushButton()
        self.becomes.clicked.connect(self._ask_becomes)
        for title, box in ((say("Basis"), self.basis), (say("Scope item"), self.scope)):
            words = label(title, tone="second")
            words.setBuddy(box)
            box.setAccessibleName(say("{field} of the line", field=title))
            row.addWidget(words)
            row.addWidget(box)
        self.basis.setMinimumContentsLength(12)
        self.scope.setMinimumContentsLength(18)
        words = label(say("Becomes"), tone="second")
        words.setBuddy(self.becomes)
        row.addWidget(words)
        row.addWidget(self.becomes)
        mark_edits(self.basis, self.scope, self.becomes)
        self.basis.activated.connect(lambda _at: self._set_basis(str(self.basis.currentData())))
        self.scope.activated.connect(lambda _at: self._set_scope(self.scope.currentData()))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.view, 1)
        rows.addWidget(self.bar)
        add_deeds(self.view, ((say("Show in the sheet"), "Ctrl+G", "map-pin", self.show_source),))

    def show_offer(self, found: Figured) -> None:
        """Show the lines of the offer that is edited."""
        self.view.show_sheet(found.words[self._edits.offer].lines)
        row = self.view.current_row()
        self._choose(row.offer if row is not None else "", tell=False)

    def choose_term(self, term: str) -> None:
        """Choose the first line that became a term, unless one of them is chosen."""
        if (self._line.get("becomes") or {}).get("term") == term:
            return
        lines = self._ground.offer.get("lines") or ()
        name = next((str(line["id"]) for line in lines if (line.get("becomes") or {}).get("term") == term), "")
        blocked = self.view.blockSignals(True)
        if not name or not self.view.select(lambda row: row.offer == name):
            self.view.setCurrentIndex(QModelIndex())
        self.view.blockSignals(blocked)
        self._choose(name, tell=False)

    def show_source(self) -> None:
        """Ask for the cell of the chosen line."""
        if self._line.get("file"):
            self.source_wanted.emit(*place_of_line(self._line))

    def _choose(self, line_id: str, *, tell: bool) -> None:
        lines = self._ground.offer.get("lines") or ()
        self._line = dict(next((line for line in lines if line["id"] == line_id), {}))
        self.bar.setEnabled(bool(self._line))
        if not self._line:
            self.place.setText(say("No line chosen"))
            return
        _file, sheet, cell = place_of_line(self._line)
        self.place.setText(f"{sheet} {cell}".strip() or say("No cell"))
        self.place.setEnabled(bool(self._line.get("file")))
        self.place.setAccessibleName(say("Show {place} in the sheet", place=self.place.text()))
        bases = [(key, say(title)) for key, title in BASES]
        self.basis.offer((*bases, ("rate", say("Rate"))), self._line.get("basis") or "priced", empty=False)
        self.scope.offer(self._ground.scope(), self._line.get("scope"), empty=True, none=say("none, or as worded"))
        self.becomes.setText(self._short())
        self.becomes.setAccessibleName(say("What the line becomes: {words}", words=self._short()))
        term = (self._line.get("becomes") or {}).get("term")
        if tell and term:
            self.chosen.emit(str(term))

    def _short(self) -> str:
        becomes = self._line.get("becomes") or {}
        if becomes.get("field"):
            return say("Sets a field…")
        return say("A deliverable…") if becomes.get("term") else say("Set aside…")

    # Edits

    def _set_basis(self, basis: str) -> None:
        case, offer, line = self._edits.case, self._edits.offer, str(self._line["id"])
        self._edits.ask(lambda desk: desk.set_line_basis(case, offer, line, basis))

    def _set_scope(self, scope: str | None) -> None:
        case, offer, line = self._edits.case, self._edits.offer, str(self._line["id"])
        self._edits.ask(lambda desk: desk.set_line_scope(case, offer, line, scope))

    def _set_field(self, term: str, name: str) -> None:
        case, offer, line = self._edits.case, self._edits.offer, str(self._line["id"])
        self._edits.ask(lambda desk: desk.set_line_field(case, offer, line, term, name))

    def _free(self) -> None:
        case, offer, line = self._edits.case, self._edits.offer, str(self._line["id"])
        self._edits.ask(lambda desk: desk.free_line(case, offer, line))

    def _ask_aside(self) -> None:
        """Ask why a line is set aside."""
        dialog = QInputDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(say("Set line aside"))
        dialog.setLabelText(say("Why does it not count?"))
        dialog.setOkButtonText(say("Set aside"))
        case, offer, line = self._edits.case, self._edits.offer, str(self._line["id"])
        dialog.textValueSelected.connect(
            lambda why: self._edits.ask(lambda desk: desk.set_line_aside(case, offer, line, why))
        )
        dialog.open()

    def _ask_becomes(self) -> None:
        """Offer what a line can become."""
        menu = self.becoming()
        menu.popup(self.becomes.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def becoming(self) -> QMenu:
        """Return what the chosen line can become."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(icons.icon("package"), say("As its wording suggests"), self._free)
        fields = menu.addMenu(icons.icon("corner-down-right"), say("Set a field of"))
        for term in self._ground.offer.get("terms") or ():
            names = settable(str(term["type"])) if term.get("id") else ()
            if names:
                below = fields.addMenu(str(term.get("title") or term["id"]).replace("&", "&&"))
                for name, title in names:
                    below.addAction(title, partial(self._set_field, str(term["id"]), name))
        menu.addAction(icons.icon("archive"), say("Set aside…"), self._ask_aside)
        return menu
