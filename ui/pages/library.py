"""Library: the cases, and the chosen one in a few figures."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from cdmo_desk.speech import marked, say
from ui.charts.bars import Bars
from ui.empty import EmptyState, Way
from ui.page import Page
from ui.panel import Panel, SheetPanel, button
from ui.requests import LATER, Requests
from ui.resuming import last_opened
from ui.settings import settings
from ui.shelving import ARCHIVED, Shelving
from ui.text import label

if TYPE_CHECKING:
    from cdmo_desk.desk import Desk
    from cdmo_desk.sheets.sheet import Row, Sheet
    from ui.case_words import CaseWords


class LibraryPage(Page):
    """The list of the cases. `case_opened` gives the case that a person opened."""

    name = "library"
    title = marked("Cases")
    case_opened = Signal(str)
    counted = Signal(int)
    import_wanted = Signal()
    sample_wanted = Signal()
    new_wanted = Signal()

    def __init__(self, requests: Requests) -> None:
        super().__init__()
        self._requests = requests
        self._all: Sheet | None = None
        self._sought, self._found = "", list[str]()
        self.imports = button(say("Import case…"), "folder-open")
        self.imports.clicked.connect(self.import_wanted)
        self.add_button(self.imports)
        self.begins = button(say("New case…"), "file-plus", primary=True)
        self.begins.clicked.connect(self.new_wanted)
        self.add_button(self.begins)
        self.list = SheetPanel(say("All cases"), say("recent first"), name=say("Cases"))
        self.list.view.columns.stretched = "case"
        self._nothing = self.list.view.empty
        self.list.view.chosen.connect(self._choose)
        self.list.view.opened.connect(lambda row: self.case_opened.emit(row.offer))
        self.shelving = Shelving(self.list.view, requests)
        self.shelving.made.connect(self._made)
        self.archive = QCheckBox(say("With the archive"))
        self.archive.toggled.connect(lambda _on: self._narrow(self._found))
        self.list.tools.insertWidget(2, self.archive)
        self.about = Panel(say("Case"))
        self.facts = QFormLayout()
        self.bars = Bars(say("Present cost of the offers"))
        self.opens = button(say("Open"), "arrow-right")
        self.opens.clicked.connect(self._open)
        waiting = QWidget()
        self.states.addWidget(waiting)
        self.states.addWidget(self._empty())
        self.states.addWidget(self._body())
        requests.changed.connect(lambda _change: self.refresh())

    def refresh(self) -> None:
        """Read the list anew."""

        def listed(desk: "Desk") -> "Sheet":
            from ui.shelf import cases, marks  # noqa: PLC0415 - after the first paint

            self.shelving.marks = marks(desk)
            return cases(desk)

        self._requests.ask(listed, self._show, key="cases", urgency=LATER)

    def look_for(self, text: str) -> None:
        """Show only the cases that hold all words of a text in brief, offers, lines or notes."""
        self._sought = text
        self._requests.ask(lambda desk: desk.find(text), self._narrow, key="found cases")

    def _narrow(self, found: list[str]) -> None:
        """Show the cases that were found, or all where nothing is looked for."""
        sheet, self._found = self._all, found
        if sheet is not None:
            kept = set(found)
            rows = tuple(row for row in sheet.rows if not self._sought or row.offer in kept)
            if not self.archive.isChecked():
                rows = tuple(row for row in rows if not self.shelving.has(row.offer, ARCHIVED))
            self.list.view.empty = say("No case holds these words.") if self._sought else self._nothing
            self.list.view.show_sheet(replace(sheet, rows=rows))

    def landing(self) -> QWidget:
        """Return the list."""
        return self.list.view if self.states.currentIndex() == 2 else self.empty.primary  # noqa: PLR2004 - the list

    def choose(self, case_id: str) -> None:
        """Choose a case in the list."""
        self.list.view.select(lambda row: row.offer == case_id)

    def _show(self, sheet: "Sheet") -> None:
        number = len(sheet.rows)
        sheet = replace(sheet, rows=tuple(sorted(sheet.rows, key=_recent, reverse=True)))
        self.counted.emit(number)
        self.states.setCurrentIndex(2 if number else 1)
        self.imports.setVisible(bool(number))
        self.begins.setVisible(bool(number))
        self.say("", sheet.note)
        self._all = sheet
        self.archive.setVisible(self.shelving.any(ARCHIVED))
        self._narrow(self._found)
        if self._sought:
            self.look_for(self._sought)
        if number and self.list.view.current_row() is None:
            last = str(settings().value("window/case", ""))
            if not self.list.view.select(lambda row: row.offer == last):
                self.list.view.select(lambda _row: True)
        focus = self.window().focusWidget()
        if self.isVisible() and not self.isAncestorOf(focus):
            self.landing().setFocus()

    def _choose(self, row: "Row") -> None:
        case_id = row.offer

        def summed(desk: "Desk") -> "CaseWords":
            from ui.case_words import case_words  # noqa: PLC0415 - as above

            return case_words(desk, case_id)

        self._requests.ask(summed, self._show_case, key="chosen case", urgency=LATER)

    def _show_case(self, words: "CaseWords") -> None:
        while self.facts.rowCount():
            self.facts.removeRow(0)
        for title, value in words.facts:
            self.facts.addRow(label(title, tone="second"), label(value, wrap=True))
        self.bars.show_bars(words.bars, words.axis)
        self.about.say(words.title)
        self.bars.setMaximumHeight(28 * len(words.bars) + 52)
        self.bars.setVisible(bool(words.bars))

    def _made(self, case_id: str, opens: bool) -> None:
        """Show a copy in the list, or open a case begun from another."""
        self.refresh()
        if opens:
            self.case_opened.emit(case_id)
        else:
            self.choose(case_id)

    def _open(self) -> None:
        row = self.list.view.current_row()
        if row is not None:
            self.case_opened.emit(row.offer)

    def _empty(self) -> EmptyState:
        self.empty = EmptyState(
            "layers",
            say("No cases yet"),
            say(
                "A case holds one sourcing decision: what you need, the suppliers' offers, and how they compare. "
                "All stays on this computer."
            ),
            (say("New case…"), "file-plus", self.new_wanted.emit),
            (
                Way(
                    "folder-open",
                    say("Go on with a case from elsewhere"),
                    say("A case document that a colleague exported."),
                    say("Import case…"),
                    self.import_wanted.emit,
                ),
                Way(
                    "book-open",
                    say("Look at a finished case first"),
                    say("The sample: an antibody, seven offers, all kinds of contract."),
                    say("Open the sample"),
                    self.sample_wanted.emit,
                ),
            ),
        )
        return self.empty

    def _body(self) -> QWidget:
        across = QSplitter(Qt.Orientation.Horizontal)
        across.setHandleWidth(8)
        across.setChildrenCollapsible(False)
        across.addWidget(self.list)
        holder = QWidget()
        self.facts.setContentsMargins(12, 10, 12, 10)
        self.facts.setHorizontalSpacing(16)
        self.facts.setVerticalSpacing(6)
        self.facts.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        holder.setLayout(self.facts)
        self.about.add(holder)
        self.about.add(self.bars)
        foot = QFrame()
        foot.setObjectName("panelFoot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(8, 8, 8, 8)
        row.addStretch(1)
        row.addWidget(self.opens)
        self.about.rows.addStretch()
        self.about.add(foot)
        across.addWidget(self.about)
        across.setSizes([700, 340])
        across.setStretchFactor(0, 1)
        body = QWidget()
        rows = QVBoxLayout(body)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(across)
        return body


def _recent(row: "Row") -> float:
    """Return when a case was last changed, or looked at here if that was later."""
    changed = row.cells[-1].key
    return max(changed if isinstance(changed, int | float) else 0.0, last_opened(row.offer))
