"""What the chosen figure of the matrix rests on: what the offer says, its lines, what stands in, our should-cost."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from cdmo_desk.desk import Desk
from cdmo_desk.field import columns
from cdmo_desk.problem import Refused
from cdmo_desk.programme.brief import ScopeItem
from cdmo_desk.sheets.level import About, Origin, Standing, about
from cdmo_desk.sheets.sheet import Cell, Row
from cdmo_desk.speech import say
from ui.edits import mark_edits
from ui.figured import Figured
from ui.forms.estimate_editor import EstimateEditor
from ui.forms.field_box import FieldBox
from ui.forms.kinds import Look, kind_of
from ui.forms.numerals import Numerals
from ui.pages.level_earlier import EarlierQuotes
from ui.pages.quotes_origins import place_words
from ui.panel import Panel, button, link
from ui.rings import Ring
from ui.signs import OfferKey, Sign
from ui.text import ElidedLabel, label

if TYPE_CHECKING:
    from ui.requests import Requests

MOST = 6  # lines that are named as the origin of a figure
ESTIMATE = next(column for column in columns(ScopeItem) if column.name == "estimate")


class AboutPanel(Panel):
    """Explains one figure. `source_wanted` gives a file, a sheet and a cell, `ask_wanted` an offer and an item."""

    source_wanted = Signal(str, str, str)
    ask_wanted = Signal(str, str)

    def __init__(self, requests: "Requests", refuse: Callable[[str], object]) -> None:
        super().__init__(say("Chosen figure"))
        self._requests, self._refuse = requests, refuse
        self._offer = self._item = self._case = ""
        self._origins: tuple[Origin, ...] = ()
        self.key = OfferKey()
        self.tools.insertWidget(0, self.key)
        self.facts = QGridLayout()
        self.facts.setContentsMargins(12, 8, 12, 4)
        self.facts.setHorizontalSpacing(12)
        self.facts.setVerticalSpacing(4)
        self.facts.setColumnStretch(1, 1)
        kind = kind_of(ESTIMATE, Look(label=say("Our should-cost of a unit"), unit=""))
        self.estimate = FieldBox(EstimateEditor(kind, Numerals()), narrow=True)
        self.estimate.editor.edited.connect(self._set_estimate)
        self.why = QLineEdit()
        self.why.setPlaceholderText(say("what the figure rests on, for the journal"))
        self.why.setAccessibleName(say("Why the should-cost changes"))
        mark_edits(self.why)
        self.own = QWidget()
        own = QVBoxLayout(self.own)
        own.setContentsMargins(12, 0, 12, 6)
        own.setSpacing(4)
        own.addWidget(self.why)
        own.addWidget(self.estimate)
        inside = self._inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addLayout(self.facts)
        self.earlier = EarlierQuotes(requests)
        rows.addWidget(self.earlier)
        rows.addWidget(self.own)
        rows.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        area.setAccessibleName(say("What the figure rests on"))
        Ring(area)
        area.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        self.add(area, 1)
        self.add(self._foot())
        self.clear()

    def clear(self) -> None:
        """Say what can be chosen."""
        self._offer = self._item = ""
        self._origins = ()
        self.say(say("Chosen figure"))
        self.key.hide()
        self.own.hide()
        self.earlier.hide()
        self.foot.hide()
        self._empty_facts()
        self.facts.addWidget(
            label(say("Choose a figure to see where it comes from."), tone="second", wrap=True), 0, 0, 1, 2
        )

    def show_item(self, found: Figured, offer: str, row: Row, cell: Cell) -> None:
        """Explain a cell of the matrix."""
        words = found.words[offer]
        title = row.cells[0].text.partition("\n")[0]
        self._case, self._offer = found.case.brief.id, offer
        item = next((one for one in found.case.brief.scope if one.id == row.offer), None)
        self._item = item.id if item is not None else ""
        self.key.show_letter(words.letter)
        self.key.show()
        self.say(title, words.name)
        self._empty_facts()
        self._fact(say("Figure"), _figure(cell, found.unit))
        made = about(found.case, found.comparison, offer, self._item) if item is not None else None
        self._origins = made.origins if made is not None else ()
        if made is not None:
            self._tell(made)
        self.earlier.show_item(self._case, self._item, offer)
        self.own.setVisible(item is not None and offer in found.words)
        if item is not None:
            unit = say("{currency} a {unit}", currency=found.case.brief.currency, unit=item.unit)
            self.estimate.say_unit(unit)
            plain = found.case.document["case"].get("scope") or ()
            self.estimate.editor.take(next((one.get("estimate") for one in plain if one["id"] == item.id), None))
        self.foot.setVisible(item is not None)
        self.sheet.setEnabled(bool(self._origins))
        self.asks.setEnabled(made is not None)
        self._give_height()

    def show_source(self) -> None:
        """Ask for the cell of the chosen figure."""
        if self._origins:
            self.source_wanted.emit(*self._origins[0].place)
        elif self._item:
            self._refuse(say("No line of a file stands behind this figure: there is no cell to show."))

    def ask(self) -> None:
        """Ask for the question about the chosen figure."""
        if self._item:
            self.ask_wanted.emit(self._offer, self._item)

    # How

    def _tell(self, made: About) -> None:
        for title, value in made.facts:
            self._fact(title, value)
        for number, origin in enumerate(made.origins[:MOST]):
            self._link(say("In the file") if number == 0 else "", origin)
        if len(made.origins) > MOST:
            self._fact("", say("and {n} more lines", n=len(made.origins) - MOST))
        for number, plug in enumerate(made.plugs):
            self._plug(say("Plug, in this order") if number == 0 else "", plug)
        if made.is_gap and not made.plugs:
            self._fact(say("Plug"), say("unknown: type our should-cost below, and it stands in"))

    def _set_estimate(self, value: Any) -> None:  # noqa: ANN401 - plain JSON
        """Set our should-cost of a unit of the item, in the brief."""
        case, item, why = self._case, self._item, self.why.text().strip()
        editor = self.estimate.editor

        def write(desk: Desk) -> object:
            brief = desk.document(case)["case"]
            scope = [dict(one) for one in brief.get("scope") or ()]
            title = item
            for one in scope:
                if one["id"] == item:
                    title = str(one.get("title") or item)
                    one["estimate"] = value
                    if value is None:
                        one.pop("estimate")
            request = say("Set should-cost of {item}", item=title)
            return desk.put_brief(case, brief | {"scope": scope}, request=request, why=why)

        def kept(_changed: object) -> None:
            if self._item == item:
                editor.settle(value)
                self.why.clear()

        def refused(fault: Refused) -> None:
            if self._item == item:
                editor.refuse(" ".join(f"{problem.says}." for problem in fault.problems))

        self._requests.ask(write, kept, refused)

    def _give_height(self) -> None:
        """Let what scrolls be as high as what is in it now, and not as high as what was there before."""
        for place in range(self.facts.count()):
            made = self.facts.itemAt(place)
            widget = made.widget() if made is not None else None
            if widget is not None:
                widget.show()
        self.facts.invalidate()
        self._inside.updateGeometry()

    def _empty_facts(self) -> None:
        while self.facts.count():
            old = self.facts.takeAt(0)
            widget = old.widget() if old is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _fact(self, title: str, value: str) -> None:
        row = self.facts.rowCount()
        name = label(title, tone="second")
        name.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.facts.addWidget(name, row, 0)
        self.facts.addWidget(label(value, wrap=True), row, 1)

    def _link(self, title: str, origin: Origin) -> None:
        row = self.facts.rowCount()
        self.facts.addWidget(label(title, tone="second"), row, 0)
        holder = QWidget()
        parts = QHBoxLayout(holder)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(2)
        file, sheet, cell = origin.place
        shows = link(cell or say("row"))
        shows.setToolTip(place_words(file, sheet, cell))
        shows.setAccessibleName(say("Show {place} in the sheet", place=place_words(file, sheet, cell)))
        shows.clicked.connect(partial(self.source_wanted.emit, file, sheet, cell))
        parts.addWidget(shows)
        parts.addWidget(ElidedLabel(origin.words), 1)
        self.facts.addWidget(holder, row, 1)

    def _plug(self, title: str, plug: Standing) -> None:
        row = self.facts.rowCount()
        self.facts.addWidget(label(title, tone="second"), row, 0)
        holder = QWidget()
        parts = QHBoxLayout(holder)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(6)
        parts.addWidget(Sign("circle-check" if plug.holds else "minus", 14, "ok" if plug.holds else "second"))
        words = ElidedLabel(plug.words)
        words.setProperty("strong" if plug.holds else "tone", "true" if plug.holds else "second")
        parts.addWidget(words, 1)
        parts.addWidget(label(plug.figure, strong=plug.holds, tone="" if plug.holds else "second"))
        holder.setAccessibleName(
            say("{words}, {figure}, holds", words=plug.words, figure=plug.figure)
            if plug.holds
            else say("{words}, {figure}, would follow", words=plug.words, figure=plug.figure)
        )
        self.facts.addWidget(holder, row, 1)

    def _foot(self) -> QFrame:
        self.foot = QFrame()
        self.foot.setObjectName("panelFoot")
        row = QHBoxLayout(self.foot)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(8)
        row.addStretch(1)
        self.asks = button(say("Ask supplier"), "message-circle-question")
        self.asks.clicked.connect(self.ask)
        self.sheet = button(say("Show in sheet"), "map-pin")
        self.sheet.clicked.connect(self.show_source)
        row.addWidget(self.asks)
        row.addWidget(self.sheet)
        return self.foot


def _figure(cell: Cell, unit: str) -> str:
    first, _, second = cell.text.partition("\n")
    said = f"{first} {unit}" if isinstance(cell.key, int | float) and "%" not in first else first
    return f"{said}, {second.removesuffix(say(', ours'))}" if second else said
