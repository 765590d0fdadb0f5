"""Suppliers: who offered what in all cases, how it was scored and awarded, and what a scope item cost over time."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QSplitter, QVBoxLayout, QWidget

from cdmo_desk.speech import marked, say
from ui.charts.trail import THOUSAND, Mark, Trail
from ui.empty import EmptyState
from ui.page import Page
from ui.pages.suppliers_paid import BesidePanel
from ui.panel import Panel, SheetPanel
from ui.requests import LATER, Requests
from ui.text import label

if TYPE_CHECKING:
    from cdmo_desk.desk import Desk
    from cdmo_desk.desk.across import History
    from cdmo_desk.sheets.sheet import Row, Sheet


@dataclass(frozen=True, slots=True)
class About:
    """What is shown of a supplier: its tables, and the scope items it quoted with their titles."""

    name: str
    offers: "Sheet"
    sites: "Sheet"
    items: dict[str, str]


@dataclass(frozen=True, slots=True)
class Prices:
    """What was asked for a scope item: the table, the dots, and their middle in thousands."""

    sheet: "Sheet"
    marks: tuple[Mark, ...]
    axis: str
    middle: float | None


class SuppliersPage(Page):
    """All suppliers of the library. `case_opened` gives the case of an offer that a person opened."""

    name = "suppliers"
    title = marked("Suppliers")
    case_opened = Signal(str)
    cases_wanted = Signal()

    def __init__(self, requests: Requests) -> None:
        super().__init__()
        self._requests = requests
        self._supplier = ""
        self.list = SheetPanel(say("All suppliers"), name=say("Suppliers"))
        self.list.view.chosen.connect(lambda row: self._choose(row.offer))
        self.offers = SheetPanel(say("Offers"), name=say("Offers of the supplier"))
        self.offers.view.columns.hide_at_first("kind")
        self.offers.view.opened.connect(self._open)
        self.beside = BesidePanel(requests)
        self.offers.view.chosen.connect(lambda row: self.beside.show_offer(row.offer))
        self.beside.case_opened.connect(self.case_opened)
        self.items = QComboBox()
        self.items.setAccessibleName(say("Scope item"))
        self.items.setMinimumWidth(200)
        self.items.activated.connect(lambda _place: self._ask_prices())
        self.prices = SheetPanel(say("Prices over time"), name=say("Prices over time"))
        self.prices.view.columns.hide_at_first("file")
        self.prices.view.opened.connect(self._open)
        self.prices.tools.insertWidget(1, self.items)
        self.says = label("", tone="second", wrap=True)
        self.trail = Trail(say("Prices over time"))
        self.trail.offer_chosen.connect(lambda offer: self.prices.view.select(lambda row: row.offer == offer))
        self.prices.view.chosen.connect(lambda row: self.trail.choose(row.offer))
        self.states.addWidget(QWidget())
        self.states.addWidget(self._empty())
        self.states.addWidget(self._body())
        requests.changed.connect(lambda _change: self._stale())

    def showEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        """Read anew what other pages may have changed."""
        super().showEvent(event)  # type: ignore[arg-type]
        self.refresh()

    def refresh(self) -> None:
        """Read the list anew."""
        self._requests.ask(_listed, self._show, key="suppliers", urgency=LATER)
        self.beside.refresh()

    def look_for(self, text: str) -> None:
        """Show only the suppliers whose name contains a text."""
        self.list.view.look_for(text)

    def landing(self) -> QWidget:
        """Return the list."""
        return self.list.view if self.states.currentIndex() == 2 else self.empty.primary  # noqa: PLR2004 - the list

    def _stale(self) -> None:
        if self.isVisible():
            self.refresh()

    def _show(self, sheet: "Sheet") -> None:
        self.states.setCurrentIndex(2 if sheet.rows else 1)
        self.say(sheet.note if sheet.rows else "", say("What was offered in all cases of this library."))
        self.list.view.show_sheet(sheet)
        row = self.list.view.current_row()
        if row is None:
            self.list.view.select(lambda _row: True)
        else:
            self._choose(row.offer)

    def _choose(self, name: str) -> None:
        def read(desk: "Desk") -> About:
            from cdmo_desk.sheets import across  # noqa: PLC0415 - after the first paint

            offers, sites = across.supplier(name, desk.supplier(name))
            return About(name, offers, sites, desk.supplier_items(name))

        self._requests.ask(read, self._show_about, key="supplier", urgency=LATER)

    def _show_about(self, about: About) -> None:
        self._supplier = about.name
        self.offers.say(about.name, about.offers.note)
        self.offers.view.show_sheet(about.offers)
        self.beside.show_sites(about.sites)
        row = self.offers.view.current_row()
        if row is None:
            self.offers.view.select(lambda _row: True)
        else:
            self.beside.show_offer(row.offer)
        kept = self.items.currentData()
        self.items.clear()
        for item, title in about.items.items():
            self.items.addItem(title, item)
        self.items.setCurrentIndex(max(0, self.items.findData(kept)) if about.items else -1)
        self.items.setEnabled(bool(about.items))
        self._ask_prices()

    def _ask_prices(self) -> None:
        item, supplier = self.items.currentData(), self._supplier
        title = self.items.currentText()
        if not item:
            self._requests.drop("prices")
            self.says.setText(say("Its quotes name no scope item."))
            self.prices.view.show_sheet(None)
            self.trail.show_marks((), "", None)
            return

        def read(desk: "Desk") -> Prices:
            return _priced(desk.prices(item), title, supplier)

        self._requests.ask(read, self._show_prices, key="prices", urgency=LATER)

    def _show_prices(self, found: Prices) -> None:
        self.says.setText(found.sheet.note)
        self.prices.view.show_sheet(found.sheet)
        self.trail.show_marks(found.marks, found.axis, found.middle)

    def _open(self, row: "Row") -> None:
        self.case_opened.emit(row.offer.partition("/")[0])

    def _empty(self) -> EmptyState:
        self.empty = EmptyState(
            "factory",
            say("No suppliers yet"),
            say("Suppliers appear here with the first offer of a case; their prices can then be followed over time."),
            (say("Go to the cases"), "layers", self.cases_wanted.emit),
            (),
        )
        return self.empty

    def _body(self) -> QWidget:
        about = _splitter(Qt.Orientation.Horizontal, self.offers, self.beside, sizes=(600, 400))
        chart = Panel()
        self.says.setContentsMargins(12, 10, 12, 0)
        chart.add(self.says)
        chart.add(self.trail, 1)
        lower = _splitter(Qt.Orientation.Horizontal, self.prices, chart, sizes=(600, 400))
        right = _splitter(Qt.Orientation.Vertical, about, lower, sizes=(330, 330))
        across = _splitter(Qt.Orientation.Horizontal, self.list, right, sizes=(272, 778))
        across.setStretchFactor(1, 1)
        body = QWidget()
        rows = QVBoxLayout(body)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(across)
        return body


def _listed(desk: "Desk") -> "Sheet":
    from cdmo_desk.sheets import across  # noqa: PLC0415 - after the first paint

    return across.suppliers(desk.suppliers() if desk.path.exists() else [])


def _priced(history: "History", title: str, supplier: str) -> Prices:
    """Return the table and the dots of a scope item; runs on the worker."""
    from cdmo_desk.sheets import across  # noqa: PLC0415 - as above
    from cdmo_desk.sheets.figures import EN  # noqa: PLC0415 - as above

    middle, quartiles = history.median, history.quartiles
    spread = (quartiles[0], middle, quartiles[1]) if quartiles is not None and middle is not None else None
    rows = [(price.quoted, price.value) for price in history.prices]
    sheet = across.prices(title, history.currency, rows, says=history.says(), spread=spread)
    marks = []
    for price in history.prices:
        one = price.quoted
        if price.value is None or one.setting.day is None:
            continue
        figure = f"{EN.full(price.value)} {history.currency}"
        says = f"{one.supplier}, {EN.date(one.setting.day)}\n{one.setting.title}\n{figure}"
        own = one.supplier == supplier
        marks.append(Mark(one.setting.day, price.value / THOUSAND, f"{one.setting.case}/{one.offer}", says, own))
    return Prices(sheet, tuple(marks), f"k {history.currency}", middle / THOUSAND if middle is not None else None)


def _splitter(side: Qt.Orientation, *widgets: QWidget, sizes: tuple[int, ...]) -> QSplitter:
    made = QSplitter(side)
    made.setHandleWidth(8)
    made.setChildrenCollapsible(False)
    for widget in widgets:
        made.addWidget(widget)
    made.setSizes(list(sizes))
    return made
