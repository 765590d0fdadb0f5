"""The right of page Explore: charts and tables of the what-if, all at a glance or one at a time."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from cdmo_desk.speech import say
from ui.charts.crossings import Crossings
from ui.charts.tornado import Tornado
from ui.charts.winner_map import WinnerMap
from ui.forms.editors import Choice
from ui.pages.explore_panel import TwinPanel
from ui.segments import Segments

if TYPE_CHECKING:
    from cdmo_desk.sheets.sheet import Sheet
    from ui.explored import Explored

OVERVIEW = ("tornado", "crossings", "winners", "scenarios", "ties")
ON_TRIALS = ("ties", "walk_away", "worth", "flips")

WITH_NOTES = ("walk_away", "worth", "flips", "stresses", "owed")


class Side(QWidget):
    """Panels by their names; the segments say which are shown."""

    def __init__(self) -> None:
        super().__init__()
        self.found: Explored | None = None
        self.offer = ""
        self.tornado, self.crossings, self.winners = (
            Tornado(say("What moves the cost")),
            Crossings(say("Crossovers")),
            WinnerMap(say("Who wins")),
        )
        self.panels = {
            "tornado": TwinPanel(
                say("What moves the cost"), say("all gates pass; P10 to P90 of one input at a time"), self.tornado
            ),
            "crossings": TwinPanel(say("Crossovers"), "", self.crossings),
            "winners": TwinPanel(say("Who wins"), say("lowest present cost, mean over the gates"), self.winners),
            "scenarios": TwinPanel(say("Scenarios"), ""),
            "ties": TwinPanel(say("Walk-away prices"), say("at which the offer ties with the best")),
            "walk_away": TwinPanel(say("Walk-away prices"), ""),
            "worth": TwinPanel(say("What each clause is worth"), ""),
            "flips": TwinPanel(say("How far each input must move to change the answer"), ""),
            "stresses": TwinPanel(say("Stress tests"), ""),
            "owed": TwinPanel(say("Stop here, still owe"), ""),
        }
        self.whose = Choice()
        self.whose.setAccessibleName(say("Offer whose cost is moved"))
        self.whose.activated.connect(lambda _place: self.choose(str(self.whose.currentData())))
        self.panels["tornado"].tools.insertWidget(2, self.whose)
        titles = {
            "overview": say("Overview"),
            "tornado": say("Drivers"),
            "crossings": say("Crossovers"),
            "winners": say("Who wins"),
            "walk_away": say("Walk-away"),
            "worth": say("Clauses"),
            "flips": say("Turns"),
            "stresses": say("Stress"),
            "owed": say("Still owed"),
        }
        self.segments = Segments(say("What is shown"), titles, dense=True)
        self.segments.switched.connect(self.show_only)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addWidget(self.segments, 0, Qt.AlignmentFlag.AlignLeft)
        rows.addWidget(self._panes(), 1)
        for name in ("crossings", "winners", "ties", "walk_away", "worth", "stresses"):
            self.panels[name].offer_chosen.connect(self.choose)
        self.show_only("overview")

    def show_only(self, name: str) -> None:
        """Show one panel, or those at a glance."""
        shown = OVERVIEW if name == "overview" else (name,)
        for key, panel in self.panels.items():
            panel.setVisible(key in shown)
        for splitter in (self._right, self._upper, self._lower):
            parts = [part for place in range(splitter.count()) if (part := splitter.widget(place)) is not None]
            splitter.setVisible(any(not part.isHidden() for part in parts))

    def show_explored(self, found: "Explored") -> None:
        """Show answers; those that rest on trials stay as they were until there are new ones."""
        self.found = found
        sheets = found.sheets
        pairs = [(offer, name) for offer, _letter, name in found.offers]
        if self.offer not in dict(pairs):
            self.offer = found.leader
        self.whose.offer(tuple(pairs), self.offer, empty=False)
        leader = next((entry for entry in found.offers if entry[0] == found.leader), ("", "", ""))
        self.crossings.show_gaps(found.gaps, leader, found.unit)
        self.panels["crossings"].phrase.say(say("all gates pass; below 0 is cheaper than {offer}", offer=leader[2]))
        self._toggles()
        if found.won is None or found.won.mass or not self.winners.is_stale or self.winners.is_empty:
            self.winners.show_map(found.won)
        for name in ("crossings", "winners", "stresses", "owed", *ON_TRIALS):
            if name in sheets:
                self.panels[name].show_sheet(sheets[name], says_note=name in WITH_NOTES)
        self._drivers()

    def show_scenarios(self, sheet: "Sheet", chosen: str) -> None:
        """Show scenarios side by side, the one that is shown now lit."""
        self.panels["scenarios"].show_sheet(sheet)
        self.panels["scenarios"].view.select(lambda row: row.cells[0].text == chosen)

    def show_stale(self, *, is_stale: bool, but: tuple[str, ...] = ()) -> None:
        """Show that the answers are older than the inputs."""
        for name, panel in self.panels.items():
            if name != "scenarios" and name not in but:
                panel.show_stale(is_stale=is_stale)

    def choose(self, offer: str) -> None:
        """Show what moves the cost of an offer, and light it elsewhere."""
        if self.found is None or offer not in self.found.drivers:
            return
        self.offer = offer
        place = self.whose.findData(offer)
        if place >= 0:
            self.whose.setCurrentIndex(place)
        self.crossings.choose(offer)
        self._drivers()

    def _drivers(self) -> None:
        if self.found is None or self.offer not in self.found.drivers:
            self.tornado.show_swings((), 0.0, "")
            self.panels["tornado"].show_sheet(None)
            return
        own = self.found.drivers[self.offer]
        letter = next(letter for offer, letter, _name in self.found.offers if offer == self.offer)
        axis = say("Present cost of {offer}, {unit}", offer=letter, unit=self.found.unit)
        self.tornado.show_swings(own.swings, own.base, axis)
        self.panels["tornado"].show_sheet(own.sheet)

    def _toggles(self) -> None:
        """Offer in the chart's menu to leave offers out."""
        wanted = {gap.offer: gap.name for gap in self.crossings.gaps}
        here = {str(action.data()): action for action in self.crossings.actions() if action.data()}
        for offer, action in here.items():
            if offer not in wanted:
                self.crossings.removeAction(action)
                self.crossings.hidden.discard(offer)
        for offer, name in wanted.items():
            if offer not in here:
                action = QAction(say("Show {offer}", offer=name), self.crossings, checkable=True, checked=True)
                action.setData(offer)
                action.toggled.connect(partial(self._toggle, offer))
                self.crossings.addAction(action)

    def _toggle(self, offer: str, is_shown: bool) -> None:
        (self.crossings.hidden.discard if is_shown else self.crossings.hidden.add)(offer)
        self.crossings.update()

    def _panes(self) -> QSplitter:
        down = QSplitter(Qt.Orientation.Vertical)
        self._upper, self._lower, self._right = QSplitter(), QSplitter(), QSplitter(Qt.Orientation.Vertical)
        for splitter in (down, self._upper, self._lower, self._right):
            splitter.setHandleWidth(8)
            splitter.setChildrenCollapsible(False)
        self._upper.addWidget(self.panels["tornado"])
        self._upper.addWidget(self.panels["crossings"])
        self._right.addWidget(self.panels["scenarios"])
        self._right.addWidget(self.panels["ties"])
        self._lower.addWidget(self.panels["winners"])
        self._lower.addWidget(self._right)
        down.addWidget(self._upper)
        down.addWidget(self._lower)
        for name in WITH_NOTES:
            down.addWidget(self.panels[name])
        self._down = down
        return down

    def give_room(self) -> None:
        """Share the room as at first: a little more below than above, and for tables than for the map."""
        for splitter in (self._upper, self._lower):
            left = splitter.width() * (50 if splitter is self._upper else 44) // 100
            splitter.setSizes([max(1, left), max(1, splitter.width() - left)])
        high = max(1, self._down.height())
        self._down.setSizes([high * 42 // 100, high * 58 // 100, *(high for _ in WITH_NOTES)])
        self._right.setSizes([high * 26 // 100, high * 32 // 100])
