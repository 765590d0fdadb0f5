"""The right of the review: lines with what they become, problems, totals and scope; each a table with its deeds."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QScrollArea,
    QStackedWidget,
    QTabBar,
    QWidget,
)

from cdmo_desk.intake.codes import FACTS
from cdmo_desk.intake.corrections import Corrections
from cdmo_desk.speech import counted, marked, say
from ui.pages.review_acts import act
from ui.panel import Panel, link
from ui.sheet_view import SheetView
from ui.text import ElidedLabel, label

if TYPE_CHECKING:
    from cdmo_desk.sheets.sheet import Row
    from ui.reading import Review

OPEN = "warning"  # how a line that is to be decided is meant
FILTERS = (("", marked("All lines")), ("open", marked("To decide")), ("said", marked("Decided by hand")))
NOT_OURS = marked("not part of our scope")
COUNTED = marked("counted elsewhere")


class LinesPane(Panel):
    """Lines, rates, facts. `corrected` gives corrections, `went` the chosen line's cell, `refused` a sentence."""

    corrected = Signal(object)
    refused = Signal(str)
    went = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.head.show()
        self.title.hide()
        self._review: Review | None = None
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setAccessibleName(say("What the file holds"))
        self.view, self.rates = SheetView(say("Lines of the file")), SheetView(say("Rate card"))
        for view in (self.view, self.rates):
            view.columns.hide_at_first("section", "quantity", "unit", "basis", "why", "sure")
            view.chosen.connect(self._chose)
            view.opened.connect(lambda _row: self.decide())
            view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            view.customContextMenuRequested.connect(lambda place, view=view: self.decide(view.mapToGlobal(place)))
        self.fields: dict[str, QLineEdit] = {}
        self.pages = QStackedWidget()
        self._form = QFormLayout()
        for page in (self.view, self.rates, self._facts()):
            self.pages.addWidget(page)
            self.tabs.addTab("")
        self.tabs.currentChanged.connect(self.pages.setCurrentIndex)
        self.shown = QComboBox()
        self.shown.setAccessibleName(say("Which lines"))
        for key, words in FILTERS:
            self.shown.addItem(say(words), key)
        self.shown.activated.connect(lambda _place: self._show_lines())
        self.tools.setContentsMargins(0, 0, 8, 0)
        self.tools.insertWidget(0, self.tabs)
        self.tool(self.shown)
        self.add(self.pages, 1)
        foot = QFrame()
        foot.setObjectName("panelFoot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(12, 4, 12, 4)
        self.count = label(tone="second")
        self.why = ElidedLabel()
        self.why.setProperty("tone", "second")
        self.change = link(say("Change…"))
        self.change.setToolTip(say("Say what the chosen line becomes (Enter)"))
        self.change.clicked.connect(lambda: self.decide())  # noqa: PLW0108 - without Qt's flag
        row.addWidget(self.count)
        row.addWidget(self.why, 1)
        row.addWidget(self.change)
        self.add(foot)

    def show_review(self, review: "Review") -> None:
        """Show the lines of a file."""
        self._review = review
        self._show_lines()
        self.rates.show_sheet(review.rates)
        self.tabs.setTabText(0, say("Lines {n}", n=len(review.lines.rows)))
        self.tabs.setTabText(1, say("Rate card {n}", n=len(review.rates.rows)))
        self.tabs.setTabVisible(1, bool(review.rates.rows))
        known = sum(bool(value) for _, _, value, _ in review.facts)
        self.tabs.setTabText(2, say("Facts {n}", n=known))
        still = sum(row.cells[7].tone == OPEN for row in review.lines.rows)
        self.count.setText(say("{done} decided, {open} to decide", done=len(review.lines.rows) - still, open=still))
        for name, _, value, cell in review.facts:
            field = self.fields[name]
            if not field.hasFocus() or field.text() != value:
                field.setText(value)
            field.setToolTip(say("From {cell}", cell=cell) if cell else say("Not found in the file; type it."))
            field.setProperty("cell", cell)

    def select(self, sheet: str, row: int) -> None:
        """Choose the first line of a row of the supplier's sheet."""
        if self._review is None:
            return
        keys = [line_key for line_key, where in _places(self._review).items() if where == (sheet, row)]
        if keys and (now := self.view.current_row()) is not None and now.offer in keys:
            return
        for view in (self.view, self.rates):
            view.blockSignals(True)
            view.select(lambda found: found.offer in keys)
            view.blockSignals(False)
        self._say_why()

    def decide(self, place: QPoint | None = None) -> None:
        """Ask what the chosen line becomes."""
        view = self.view if self.pages.currentWidget() is self.view else self.rates
        menu = self.menu(view)
        if menu is None:
            return
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        rect = view.visualRect(view.currentIndex())
        menu.popup(place or view.viewport().mapToGlobal(rect.bottomLeft()))

    def menu(self, view: SheetView) -> QMenu | None:
        """Return what the chosen lines can become."""
        from cdmo_desk.sheets.sources import BASES  # noqa: PLC0415 - loads what a review has loaded

        review = self._review
        keys = self._chosen(view)
        if review is None or not keys:
            return None
        menu = QMenu(self)
        title = counted("This line becomes", "{n} lines become", len(keys))
        menu.addSection(title)
        now = {review.corrections.lines.get(key) for key in keys}
        chosen = next((made.scope for made in now if made is not None), None) if len(now) == 1 else None
        for item, words in review.ground.scope.items():
            action = act(menu, words, self._say, keys, scope=item, set_aside=None)
            action.setCheckable(True)
            action.setChecked(item == chosen)
        menu.addSeparator()
        self._add_fields(menu, keys)
        aside = menu.addMenu(say("Set aside"))
        for reason in (NOT_OURS, COUNTED):
            act(aside, say(reason), self._say, keys, scope=None, set_aside=say(reason))
        basis = menu.addMenu(say("Basis"))
        for key, words in BASES.items():
            act(basis, say(words), self._say, keys, basis=key)
        menu.addSeparator()
        menu.addAction(
            say("As recognised"), lambda: self._say(keys, scope=None, set_aside=None, basis=None, term=None, field=None)
        )
        return menu

    def _add_fields(self, menu: QMenu, keys: list[str]) -> None:
        """Offer the fields of the offer's terms that a price can set; one line sets one field."""
        from cdmo_desk.sheets.terms import settable, type_title  # noqa: PLC0415 - loads what a review has loaded

        fields = menu.addMenu(say("Sets a field of"))
        terms = self._review.tried.offer.get("terms") or () if self._review is not None else ()
        for term in terms:
            found = settable(str(term["type"])) if term.get("id") and term["type"] != "deliverable" else ()
            if found:
                below = fields.addMenu(str(term.get("title") or type_title(str(term["type"]))).replace("&", "&&"))
                for name, title in found:
                    act(below, title, self._say, keys, term=str(term["id"]), field=name, scope=None, set_aside=None)
        fields.setEnabled(len(keys) == 1 and not fields.isEmpty())
        if fields.isEmpty():
            fields.setTitle(say("Sets a field of (the offer has no other terms yet)"))

    def _chosen(self, view: SheetView) -> list[str]:
        rows = sorted({index.row() for index in view.selectionModel().selectedIndexes()})
        return [view.sheet_model.row(number).offer for number in rows]

    def _say(self, keys: list[str], **changed: object) -> None:
        if self._review is None:
            return
        made: Corrections = self._review.corrections
        for key in keys:
            made = made.with_line(key, **changed)
        self.corrected.emit(made)

    def _show_lines(self) -> None:
        review = self._review
        if review is None:
            return
        from dataclasses import replace  # noqa: PLC0415 - small

        wanted = self.shown.currentData()
        rows = review.lines.rows
        if wanted == "open":
            rows = tuple(row for row in rows if row.cells[7].tone == OPEN)
        elif wanted == "said":
            rows = tuple(row for row in rows if row.offer in review.corrections.lines)
        self.view.empty = say("No line is to be decided.") if wanted == "open" else say("No line was found.")
        self.view.show_sheet(replace(review.lines, rows=rows))
        self._say_why()

    def _chose(self, row: "Row") -> None:
        self._say_why()
        if self._review is not None:
            sheet, number = _places(self._review).get(row.offer, ("", 0))
            if sheet:
                key = row.offer.rpartition("!")[2].rpartition(">")[2]
                self.went.emit(f"{sheet}!{key if not key.isdecimal() else f'A{number}'}")

    def _say_why(self) -> None:
        view = self.view if self.pages.currentWidget() is not self.rates else self.rates
        row = view.current_row()
        text = ""
        if row is not None and row.cells[8].text:
            text = say(
                "Row {row} {why}, sure {sure}.", row=row.cells[0].text, why=row.cells[8].text, sure=row.cells[9].text
            )
        self.why.say(text)
        self.change.setEnabled(row is not None)

    def _facts(self) -> QWidget:
        holder = QWidget()
        self._form.setContentsMargins(12, 8, 12, 8)
        self._form.setVerticalSpacing(4)
        holder.setLayout(self._form)
        for name, title in FACTS.items():
            field = QLineEdit()
            field.setAccessibleName(say(title))
            field.editingFinished.connect(lambda name=name: self._state(name))
            words = label(say(title), tone="second")
            words.setBuddy(field)
            self._form.addRow(words, field)
            self.fields[name] = field
        area = QScrollArea()
        area.setWidget(holder)
        area.setWidgetResizable(True)
        area.setAccessibleName(say("Facts of the file"))
        return area

    def _state(self, name: str) -> None:
        """Take what was typed for a fact."""
        review = self._review
        if review is None:
            return
        from dataclasses import replace  # noqa: PLC0415 - small

        from cdmo_desk.intake.stating import in_text  # noqa: PLC0415 - loaded with the first review

        typed = self.fields[name].text().strip()
        was = next((value for known, _, value, _ in review.facts if known == name), "")
        if typed == was:
            return
        text = in_text(typed, name, month_first=review.corrections.dates == "month")
        if text is None:
            self.fields[name].setText(was)
            self.refused.emit(unread(name, typed))
        elif text != was:
            self.corrected.emit(replace(review.corrections, facts={**review.corrections.facts, name: text}))
        else:
            self.fields[name].setText(was)


def unread(name: str, text: str) -> str:
    """Return what is wrong where a text does not read as a fact."""
    if name == "payment_days":
        return say("“{text}” has no number of days: type one, such as 45.", text=text)
    return say("“{text}” is no date: type one, such as 2026-11-30.", text=text)


def _places(review: "Review") -> dict[str, tuple[str, int]]:
    """Return sheet and row of each line by its key."""
    from cdmo_desk.intake.corrections import line_key  # noqa: PLC0415 - loaded with the first review

    return {line_key(line.sheet, line.row, line.cells): (line.sheet, line.row) for line in review.reading.quote.lines}
