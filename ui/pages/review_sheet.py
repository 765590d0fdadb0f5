"""The left of the review: the supplier's sheet with how it is read, and what the colours mean."""

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QIntValidator, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from cdmo_desk.intake.corrections import NONE, Bounds, Corrections
from cdmo_desk.speech import marked, say
from ui import icons
from ui.pages.review_acts import act
from ui.pages.review_right import unread
from ui.panel import Panel, button, flat
from ui.review_cells import ground
from ui.review_grid import Grid, framed
from ui.text import label

if TYPE_CHECKING:
    from cdmo_desk.intake.taken import TakenTable
    from ui.reading import Review

LEGEND = (
    ("heading", marked("Heading")),
    ("description", marked("Description")),
    ("quantity", marked("Quantity, unit")),
    ("price", marked("Price")),
    ("amount", marked("Amount")),
    ("total", marked("Total")),
    ("state", marked("State word")),
    ("note", marked("Remark, fact")),
)
STYLES = (("", marked("as read")), ("dot", "1,234.56"), ("comma", "1.234,56"))
DATES = (("", marked("as read")), ("day", marked("day first")), ("month", marked("month first")))
SCALES = (
    ("", marked("as read")),
    ("1", marked("full units")),
    ("1000", marked("thousands")),
    ("1000000", marked("millions")),
)
CURRENCIES = ("USD", "EUR", "GBP", "CHF", "JPY", "SEK", "DKK", "NOK", "CNY", "INR", "CAD", "AUD", "SGD", "KRW", "PLN")


class SheetPane(Panel):
    """The supplier's sheet. `corrected` gives the corrections that a person's deed makes."""

    corrected = Signal(object)
    refused = Signal(str)
    went = Signal(str, int, int)

    def __init__(self) -> None:
        super().__init__(say("Supplier’s sheet"), say("coloured by what each cell was taken for"))
        self._review: Review | None = None
        self._name = ""
        self._table: TakenTable | None = None
        self.grid = Grid()
        self.table = button(say("This is the table"))
        self.table.setToolTip(say("Take the chosen block for a table, its first row for the headings (M)"))
        self.table.clicked.connect(self.grid.mark)
        self.smaller = flat("zoom-out", say("Smaller"), say("Smaller"))
        self.larger = flat("zoom-in", say("Larger"), say("Larger"))
        self.smaller.clicked.connect(lambda: self._zoom(1 / 1.15))
        self.larger.clicked.connect(lambda: self._zoom(1.15))
        self.out = button(say("Leave out…"))
        self.out.setToolTip(say("Leave the sheet or a table out, or take it in again"))
        self.out.clicked.connect(self._show_menu)
        for tool in (self.out, self.table, self.smaller, self.larger):
            self.tool(tool)
        self.sheet = framed_box(say("Sheet"))
        self.heading = QLineEdit()
        self.heading.setValidator(QIntValidator(1, 1 << 20, self.heading))
        self.heading.setPlaceholderText(say("none"))
        self.heading.setFixedWidth(64)
        framed(self.heading, say("Row of headings"))
        self.numbers, self.dates, self.scale, self.currency = (
            framed_box(name) for name in (say("Numbers"), say("Dates"), say("Prices in"), say("Currency"))
        )
        for box, choices in ((self.numbers, STYLES), (self.dates, DATES), (self.scale, SCALES)):
            for key, words in choices:
                box.addItem(say(words) if words[0].isalpha() else words, key)
        self.currency.addItem(say("as read"), "")
        for code in CURRENCIES:
            self.currency.addItem(code, code)
        self.add(self._settings())
        self.add(self.grid, 1)
        self.add(_legend())
        self._connect()

    def show_review(self, review: "Review") -> None:
        """Show a file: the sheet shown before, else the first with a table."""
        is_other = self._review is None or self._review.reading.book is not review.reading.book
        self._review = review
        names = [sheet.name for sheet in review.reading.book.sheets]
        if is_other:
            self.sheet.blockSignals(True)
            self.sheet.clear()
            for sheet in review.reading.book.sheets:
                self.sheet.addItem(sheet.name, sheet.name)
            self.sheet.blockSignals(False)
            tables = [taken.sheet for taken in review.reading.taken if taken.tables]
            self._name = (tables or names)[0]
        for place, sheet in enumerate(review.reading.book.sheets):
            said = review.corrections.of(sheet.name).ignored
            is_out = sheet.hidden if said is None else said
            self.sheet.setItemText(place, say("{name} (left out)", name=sheet.name) if is_out else sheet.name)
        self._show(is_other=is_other)

    def go(self, sheet: str, row: int, column: int) -> None:
        """Go to a cell of any sheet."""
        if self._review is None or not sheet:
            return
        if sheet != self._name:
            self._name = sheet
            self._show(is_other=True)
        self.grid.go(row, column)

    def _show(self, *, is_other: bool) -> None:
        review = self._review
        if review is None:
            return
        self.sheet.setCurrentIndex(max(0, self.sheet.findData(self._name)))
        self.grid.rows_model.show(review, self._name)
        index = self.grid.currentIndex()
        self._settle(index.row() + 1 if index.isValid() and not is_other else 1, index.column() + 1)
        if is_other:
            self.grid.fit()
            first = self._table
            if first is not None:
                self.grid.go(first.heading + 1 or first.last + 1, max(1, first.left))
                self.grid.verticalScrollBar().setValue(0)

    def _settle(self, row: int, column: int) -> None:
        """Show how the table at a place is read."""
        review, taken = self._review, self.grid.rows_model.taken
        if review is None or taken is None:
            return
        self._table = taken.table_at(row, column or None) if taken.tables else None
        table, said = self._table, review.corrections.of(self._name)
        roles = {} if table is None else {c.column: c.role for c in table.columns}
        self.grid.head.show_roles(roles)
        scale = said.scale
        area = said.area(table.heading) if table is not None else None
        if area is not None and area.scale is not None:
            scale = area.scale
        pairs = (
            (self.numbers, said.numbers or ""),
            (self.dates, review.corrections.dates or ""),
            (self.scale, "" if scale is None else f"{scale.normalize():f}"),
            (self.currency, review.corrections.currency or ""),
        )
        for box, key in pairs:
            place = box.findData(key)
            if place < 0:
                box.addItem(key, key)
                place = box.count() - 1
            box.setCurrentIndex(place)
        found = review.reading.quote.currency
        self.currency.setItemText(0, say("{code}, as read", code=found) if found else say("not known"))
        self.heading.setText(str(table.heading) if table is not None and table.heading else "")

    def _connect(self) -> None:
        self.grid.went.connect(self._went)
        self.grid.said.connect(self._say_rows)
        self.grid.marked.connect(self._mark)
        self.grid.restored.connect(self._restore)
        self.grid.stated.connect(self._state)
        self.grid.head.said.connect(self._say_role)
        self.grid.rows_model.typed.connect(lambda cell, text: self._do(self._now().with_value(self._name, cell, text)))
        self.sheet.activated.connect(self._choose_sheet)
        self.heading.editingFinished.connect(self._typed_head)
        self.numbers.activated.connect(
            lambda _: self._do(self._now().with_sheet(self._name, numbers=self.numbers.currentData() or None))
        )
        self.scale.activated.connect(
            lambda _: self._do(
                self._now().with_sheet(
                    self._name, scale=Decimal(str(self.scale.currentData())) if self.scale.currentData() else None
                )
            )
        )
        self.dates.activated.connect(lambda _: self._put(dates=self.dates.currentData() or None))
        self.currency.activated.connect(lambda _: self._put(currency=self.currency.currentData() or None))

    def leave_out(self) -> None:
        """Leave the sheet out, or take it in again."""
        if self._review is not None and self.grid.rows_model.sheet is not None:
            out = not self._is_out()
            is_as_read = out == self.grid.rows_model.sheet.hidden
            self._do(self._now().with_sheet(self._name, ignored=None if is_as_read else out))

    def menu(self) -> QMenu:
        """Return what can be left out, and what can be taken in again."""
        menu = QMenu(self)
        menu.addAction(say("Take the sheet in again") if self._is_out() else say("Leave the sheet out"), self.leave_out)
        menu.addSeparator()
        tables = self._taken_tables()
        for area in self._now().of(self._name).areas:
            if area.ignored:
                words = say("Take the table at row {row} in again", row=area.heading)
                act(menu, words, self._leave_table, area.heading, ignored=False)
        for table in tables:
            if table.heading:
                words = say("Leave the table at row {row} out", row=table.heading)
                act(menu, words, self._leave_table, table.heading, ignored=True)
        return menu

    def _show_menu(self) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.out.mapToGlobal(QPoint(0, self.out.height())))

    def _leave_table(self, heading: int, *, ignored: bool) -> None:
        self._do(self._now().with_area(self._name, heading, ignored=ignored))

    def _taken_tables(self) -> "tuple[TakenTable, ...]":
        taken, areas = self.grid.rows_model.taken, self._now().of(self._name).areas
        out = {area.heading for area in areas if area.ignored}
        return tuple(table for table in taken.tables if table.heading not in out) if taken is not None else ()

    def _is_out(self) -> bool:
        """Say whether the sheet is left out."""
        sheet, said = self.grid.rows_model.sheet, self._now().of(self._name).ignored
        return (sheet is not None and sheet.hidden) if said is None else said

    def _state(self, fact: str) -> None:
        """Take the chosen cell for a fact."""
        from cdmo_desk.intake.stating import in_cell  # noqa: PLC0415 - loaded with the first review

        index = self.grid.currentIndex()
        cell = self.grid.rows_model.cell(index.row() + 1, index.column() + 1)
        if self._review is None or cell is None:
            return
        text = in_cell(cell, fact, month_first=self._now().dates == "month")
        if text is None:
            self.refused.emit(unread(fact, cell.text))
        else:
            self._put(facts={**self._now().facts, fact: text})

    def _now(self) -> Corrections:
        return self._review.corrections if self._review is not None else NONE

    def _do(self, corrections: Corrections) -> None:
        self.corrected.emit(corrections)

    def _put(self, **changed: object) -> None:
        from dataclasses import replace  # noqa: PLC0415 - small

        self._do(replace(self._now(), **changed))  # type: ignore[arg-type]

    def _choose_sheet(self) -> None:
        self._name = str(self.sheet.currentData())
        self._show(is_other=True)

    def _went(self, row: int, column: int) -> None:
        taken = self.grid.rows_model.taken
        if taken is not None and len(taken.tables) > 1:
            self._settle(row, column)
        self.went.emit(self._name, row, column)

    def _say_rows(self, rows: list[int], kind: str) -> None:
        if kind == "heading":
            self._head(rows[0])
        else:
            self._do(self._now().with_kinds(self._name, dict.fromkeys(rows, kind or None)))  # type: ignore[arg-type]

    def _typed_head(self) -> None:
        if self.heading.text().isdecimal() and self._table is not None:
            self._head(int(self.heading.text()))

    def _head(self, row: int) -> None:
        """Take a row for the headings, in the place of the table's row of headings so far."""
        if self._table is not None and self._table.heading == row:
            return
        self._do(self._now().with_area(self._name, row))

    def _mark(self, top: int, left: int, bottom: int, right: int) -> None:
        self._do(self._now().with_area(self._name, top, range=str(Bounds(top, left, bottom, right))))

    def _restore(self, cells: list[str]) -> None:
        made = self._now()
        for cell in cells:
            made = made.with_value(self._name, cell, None)
        self._do(made)

    def _say_role(self, column: int, role: str) -> None:
        if self._table is None:
            return
        letters = self.grid.rows_model.address(1, column)[:-1]
        area = self._now().of(self._name).area(self._table.heading)
        roles = {**(area.roles if area is not None else {}), letters: role or "ignored"}
        if area is None and self._table.heading == 0:
            return
        self._do(self._now().with_area(self._name, self._table.heading, roles=roles))

    def _zoom(self, factor: float) -> None:
        self.grid.zoom = min(2.5, max(0.5, self.grid.zoom * factor))
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * self.grid.zoom)
        self.grid.setFont(font)
        self.grid.side.setDefaultSectionSize(int(20 * self.grid.zoom))
        self.grid.fit()

    def _settings(self) -> QWidget:
        bar = QFrame()
        bar.setObjectName("settings")
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 4, 12, 6)
        row.setSpacing(8)
        pairs = (
            (say("Sheet"), self.sheet, 2),
            (say("Heading row"), self.heading, 0),
            (say("Numbers"), self.numbers, 2),
            (say("Currency"), self.currency, 2),
            (say("Dates"), self.dates, 2),
            (say("Prices in"), self.scale, 2),
        )
        for title, field, stretch in pairs:
            column = QVBoxLayout()
            column.setSpacing(1)
            words = label(title, tone="second", size="small")
            words.setBuddy(field)
            column.addWidget(words)
            column.addWidget(field)
            row.addLayout(column, stretch)
        return bar


class _Swatch(QWidget):
    """A small square in the colour of what a cell was taken for."""

    def __init__(self, role: str) -> None:
        super().__init__()
        self._role = role
        self.setFixedSize(QSize(12, 12))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the square."""
        del event
        painter = QPainter(self)
        painter.setPen(icons.colour("edge"))
        painter.setBrush(ground(self._role))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


def _legend() -> QFrame:
    bar = QFrame()
    bar.setObjectName("panelFoot")
    row = QHBoxLayout(bar)
    row.setContentsMargins(12, 5, 12, 5)
    row.setSpacing(5)
    for role, words in LEGEND:
        row.addWidget(_Swatch(role))
        row.addWidget(label(say(words), size="small", tone="second"))
        row.addSpacing(5)
    row.addStretch(1)
    return bar


def framed_box(name: str) -> QComboBox:
    """Return a box with a name."""
    box = QComboBox()
    box.setAccessibleName(name)
    box.setMinimumContentsLength(4)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box
