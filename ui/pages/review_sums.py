"""The sums of the review: stated totals against the lines, and what the lines become, one behind the other."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar

from cdmo_desk.speech import say
from ui.panel import Panel
from ui.sheet_view import SheetView

if TYPE_CHECKING:
    from ui.reading import Review

TOTALS, SCOPE = range(2)


class SumsPane(Panel):
    """Two tables with their whole figures. `went` gives a total's cell."""

    went = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.head.show()
        self.title.hide()
        self.totals, self.scope = SheetView(say("Totals of the file")), SheetView(say("What the lines become"))
        self.totals.empty = say("The file states no total.")
        self.totals.columns.stretched = "label"
        self.totals.chosen.connect(lambda row: self.went.emit(row.offer) if row.offer else None)
        self.scope.empty = say("No line was found.")
        self.scope.columns.stretched = "becomes"
        self.tabs, self.pages = QTabBar(), QStackedWidget()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(say("Totals and scope"))
        for title, view in ((say("Totals"), self.totals), (say("Scope"), self.scope)):
            self.tabs.addTab(title)
            self.pages.addWidget(view)
        self.tabs.currentChanged.connect(self.pages.setCurrentIndex)
        self.tools.setContentsMargins(0, 0, 8, 0)
        self.tools.insertWidget(0, self.tabs)
        self.add(self.pages, 1)

    def show_review(self, review: "Review") -> None:
        """Show the totals of a file, and what its lines become."""
        stated = review.reading.quote.totals
        agreed = sum(total.agrees for total in stated)
        words = say("Totals: {agreed} of {all} agree", agreed=agreed, all=len(stated)) if stated else say("Totals")
        self.tabs.setTabText(TOTALS, words)
        for view, sheet in ((self.totals, review.totals), (self.scope, review.scope)):
            view.show_sheet(sheet)
            QTimer.singleShot(0, view.columns, view.columns.fit)  # once its scroll bar is there
