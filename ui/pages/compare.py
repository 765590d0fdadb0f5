"""Compare: what the rule gives and whether cash agrees, the ranking, what the cost is made of, how far it can run."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QScrollArea, QSplitter, QStackedWidget, QToolButton, QWidget

from cdmo_desk.speech import marked, say
from ui.charts.bars import Bars
from ui.charts.curves import Curves
from ui.charts.points import Points
from ui.charts.stacks import Stacks
from ui.chooser import Chooser
from ui.empty import EmptyState
from ui.figured import Figured
from ui.page import Page
from ui.pages.compare_between import Between
from ui.panel import Panel, SheetPanel, button, flat
from ui.requests import Requests
from ui.segments import Segments
from ui.settings import settings
from ui.sheet_view import SheetView

if TYPE_CHECKING:
    from cdmo_desk.sheets.sheet import Row

LOWER, FRAMES = 154, 3
"""What the lower charts need to be read; a window lower than that scrolls."""
MANY = 9
"""Rows of a ranking that are all in sight; one of more scrolls."""
AT_FIRST_HIDDEN = ("supplier", "title", "kind", "expected", "beyond", "unit", "measure")


class ComparePage(Page):
    """The comparison of the open case."""

    name = "compare"
    title = marked("Compare")
    export_wanted = Signal()
    import_wanted = Signal()
    offer_opened = Signal(str)

    def __init__(self, simulation: Requests) -> None:
        super().__init__()
        self._is_first = True
        self.between = Between(simulation)
        self.between.offer_chosen.connect(self.choose)
        self.between.offer_pointed.connect(self.point)
        self.view = Segments(say("What is shown"), {"overview": say("Overview"), "between": say("Between offers")})
        self.view.switched.connect(self._turn)
        self.export = button(say("Export PDF…"), "file-down", primary=True)
        self.export.clicked.connect(self.export_wanted)
        self.add_button(self.export)
        self.ranking = SheetPanel("", name=say("Ranking of the offers"))
        self.insert_tool(self.view)
        self.insert_tool(self.ranking.filter)
        self.insert_tool(self.ranking.chooser)
        self.ranking.filter.toggled.connect(lambda _open: QTimer.singleShot(0, self, self._give_room))
        self.ranking.view.columns.hide_at_first(*AT_FIRST_HIDDEN)
        self.ranking.view.columns.stretched = "offer"
        self.ranking.view.chosen.connect(self._row_chosen)
        self.ranking.view.opened.connect(lambda row: self.offer_opened.emit(row.offer))
        self.stacks = Stacks(say("Cost by category"))
        self.years = SheetView(say("Cost by year"))
        self.curves = Curves(say("Chance of exceeding a sum"))
        self.points = Points(say("Cost against risk"))
        self.bars = Bars(say("Chance of being cheapest"))
        self.owed = SheetPanel(
            say("Still owed"), say("if the programme stops"), name=say("Still owed if the programme stops")
        )
        self.charts = (self.stacks, self.curves, self.points, self.bars)
        for chart in self.charts:
            chart.offer_chosen.connect(self.choose)
            chart.offer_pointed.connect(self.point)
        self.ranking.view.pointed.connect(self.point)
        self._found: Figured | None = None
        self._late: Figured | None = None
        self.states.addWidget(self._empty())
        self.states.addWidget(self._body())

    def show_figures(self, found: Figured) -> None:
        """Lay out a comparison."""
        self.states.setCurrentIndex(1 if found.case.offers else 0)
        self.export.setEnabled(bool(found.case.offers))
        if not found.case.offers:
            self.say("", say("Nothing to compare yet."))
            return
        self.say(found.verdict[0], " ".join(found.verdict[1:]))
        self._late = found
        if self.isVisible():
            self.catch_up()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Show what came while the page was not looked at."""
        super().showEvent(event)
        self.catch_up()

    @property
    def is_late(self) -> bool:
        """Return whether figures wait to be laid out."""
        return self._late is not None

    def catch_up(self) -> None:
        """Lay out what came while the page was not looked at."""
        found, self._late = self._late, None
        if found is None or not found.case.offers:
            return
        is_first, self._found = self._found is None, found
        self.ranking.view.show_sheet(found.ranking)
        self._give_room()
        said = say("mean of all cases") if found.trials else say("base case")
        self.cost.say(say("Cost"), f"{found.span}, {found.unit}, {said}")
        self.stacks.show_stacks(found.stacks, found.unit)
        self.years.show_sheet(found.by_year)
        self._show_curves()
        self._show_points()
        self.bars.show_bars(found.bars, say("% of cases, present cost"))
        self.owed.view.show_sheet(found.owed)
        self.between.follow(found)
        if self.ranking.view.current_row() is None:
            self.choose(found.chosen)
        if is_first and self.isVisible():
            self.ranking.view.setFocus()

    def _show_curves(self) -> None:
        """Draw the sums and the cases that are chosen."""
        found = self._found
        if found is None:
            return
        is_cash, is_given = self.sums.current == "cash", self.cases.current == "succeeds"
        counted = self.sums.current + (" if it succeeds" if is_given else "")
        about = {"span": found.span, "unit": found.unit}
        axis = say("Cash {span}, {unit}", **about) if is_cash else say("Present cost {span}, {unit}", **about)
        self.curves.spread(is_spread=self.drawn.current == "spread")
        cash, present = say("cash"), say("present cost")
        drawn = say("spread") if self.curves.is_spread else say("of more")
        self.sums_panel.say(self.sums_panel.title.text(), f"{drawn}, {cash if is_cash else present}")
        self.curves.waits_for = say("No case of the simulation succeeds.") if found.trials else say("Calculating…")
        self.curves.show_curves(
            found.curves.get(counted, ()),
            axis,
            found.budget if is_cash else None,
        )

    def _show_points(self) -> None:
        """Draw the offers by the sums that are chosen."""
        found = self._found
        if found is None:
            return
        is_cash = self.measure.current == "cash"
        unit = found.unit
        across = say("Mean cash, {unit}", unit=unit) if is_cash else say("Mean present cost, {unit}", unit=unit)
        self.points.show_points(
            found.points.get(self.measure.current, ()),
            across,
            say("Worst 5 %, {unit}", unit=found.unit),
        )

    def _turn(self, which: str) -> None:
        """Show charts of each offer, or offers held against each other."""
        self.below.setCurrentIndex(0 if which == "overview" else 1)
        self.between.look()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Let the ranking stay whole."""
        super().resizeEvent(event)
        if self._found is not None:
            QTimer.singleShot(0, self, self._give_room)

    def _give_room(self) -> None:
        """Let no row of a usual ranking be out of sight; later a person says how high it is."""
        view = self.ranking.view
        whole = view.whole_height() + FRAMES
        if view.head.length() > view.viewport().width():
            whole += view.horizontalScrollBar().sizeHint().height()
        hidden = max(0, view.sheet_model.rowCount() - MANY) * view.verticalHeader().defaultSectionSize()
        self.ranking.setMaximumHeight(whole)
        self.ranking.setMinimumHeight(whole - hidden)
        is_first = self._is_first and settings().value("window/splitters/compare0") is None
        self._is_first = False
        if is_first or self.down.sizes()[0] > whole:
            self.down.setSizes([whole - hidden, max(1, self.down.height() - whole + hidden)])

    def show_stale(self, *, is_stale: bool) -> None:
        """Show that the figures are older than the case."""
        for chart in self.charts:
            chart.is_stale = is_stale
            chart.update()
        for view in (self.ranking.view, self.years, self.owed.view):
            view.cells.is_stale = is_stale
            view.viewport().update()
        if is_stale:
            self.between.show_stale(is_stale=True)

    def choose(self, offer: str) -> None:
        """Light the same offer everywhere."""
        self.ranking.view.select(lambda row: row.offer == offer)
        for chart in self.charts:
            chart.choose(offer)
        self.between.choose(offer)

    def point(self, offer: str) -> None:
        """Light the offer under the mouse everywhere while it is there."""
        for chart in self.charts:
            chart.point(offer)
        self.between.point(offer)
        for view in (self.ranking.view, self.owed.view):
            view.light(offer)

    def look_for(self, text: str) -> None:
        """Show only the offers that contain a text."""
        self.ranking.view.look_for(text)

    def landing(self) -> QWidget:
        """Return the ranking."""
        return self.ranking.view

    def _row_chosen(self, row: "Row") -> None:
        for chart in self.charts:
            chart.choose(row.offer)
        self.between.choose(row.offer)

    def _empty(self) -> EmptyState:
        return EmptyState(
            "chart-column",
            say("Nothing to compare yet"),
            say("Two offers are enough. Their files are read as the suppliers sent them."),
            (say("Import quotes…"), "import", self.import_wanted.emit),
            (),
        )

    def _body(self) -> QWidget:
        self.down = _splitter(vertical=True)
        self.down.addWidget(self.ranking)
        overview, upper, lower = _splitter(vertical=True), _splitter(), _splitter()
        overview.addWidget(upper)
        overview.addWidget(lower)
        upper.addWidget(self._cost())
        upper.addWidget(self._sums())
        lower.addWidget(self._risk())
        lower.addWidget(_around(say("Chance of being cheapest"), "", self.bars))
        lower.addWidget(self.owed)
        lower.setMinimumHeight(LOWER)
        lower.setSizes([380, 320, 348])
        upper.setSizes([540, 508])
        overview.setSizes([206, 172])
        self.below = QStackedWidget()
        self.below.addWidget(overview)
        self.below.addWidget(self.between)
        self.down.addWidget(self.below)
        self.down.setStretchFactor(0, 0)
        self.down.setStretchFactor(1, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self.down)
        return scroll

    def _sums(self) -> Panel:
        """Return the curves with what they count: sums, cases, and how they are drawn."""
        panel = self.sums_panel = Panel(say("Chance of a sum"))
        self.cases = Segments(say("Cases"), {"all": say("All cases"), "succeeds": say("If it succeeds")})
        self.cases.switched.connect(lambda _which: self._show_curves())
        panel.tool(self.cases)
        more = flat(
            "sliders-horizontal", say("What the chart of sums shows"), say("Cash or present cost, chance or spread")
        )
        menu = QMenu(more)
        self.sums = Chooser(menu, say("Sums"), {"cash": say("Cash"), "present_cost": say("Present cost")})
        self.drawn = Chooser(menu, say("Drawn"), {"more": say("Chance of more"), "spread": say("Spread")})
        self.sums.switched.connect(lambda _which: self._show_curves())
        self.drawn.switched.connect(lambda _which: self._show_curves())
        more.setMenu(menu)
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        panel.tool(more)
        panel.add(self.curves, 1)
        return panel

    def _risk(self) -> Panel:
        """Return the points with the sums they stand for."""
        panel = Panel(say("Cost against risk"), say("lower left is better"))
        self.measure = Segments(say("Sums"), {"present_cost": say("Present cost"), "cash": say("Cash")})
        self.measure.switched.connect(lambda _which: self._show_points())
        panel.tool(self.measure)
        panel.add(self.points, 1)
        return panel

    def _cost(self) -> Panel:
        panel = self.cost = Panel(say("Cost"))
        switch = Segments(say("Cost"), {"category": say("Category"), "year": say("Year")})
        panel.tool(switch)
        panel.add(self.stacks, 1)
        panel.add(self.years, 1)
        self.years.hide()

        def show(which: str) -> None:
            self.stacks.setVisible(which == "category")
            self.years.setVisible(which == "year")

        switch.switched.connect(show)
        return panel


def _around(title: str, phrase: str, widget: QWidget) -> Panel:
    panel = Panel(title, phrase)
    panel.add(widget, 1)
    return panel


def _splitter(*, vertical: bool = False) -> QSplitter:
    made = QSplitter(Qt.Orientation.Vertical if vertical else Qt.Orientation.Horizontal)
    made.setHandleWidth(8)
    made.setChildrenCollapsible(False)
    return made
