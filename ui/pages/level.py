"""Level: scope × offers like for like; the bridge of the chosen offer; what the chosen figure rests on; questions."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cdmo_desk.speech import marked, say
from ui.empty import EmptyState
from ui.figured import Figured
from ui.kept_splitters import restore
from ui.page import Page
from ui.panel import button

if TYPE_CHECKING:
    from ui.pages.level_body import LevelBody
    from ui.requests import Requests


class LevelPage(Page):
    """The levelling of the open case. What shows it is made when there are offers, for it loads what figures need."""

    name = "level"
    title = marked("Level")
    import_wanted = Signal()
    scope_wanted = Signal()

    def __init__(self, requests: "Requests") -> None:
        super().__init__()
        self._requests = requests
        self._late: Figured | None = None
        self.body_made: LevelBody | None = None
        self.scope = button(say("Scope items…"), "list-checks")
        self.scope.clicked.connect(self.scope_wanted)
        self.add_button(self.scope)
        self.asks = button(say("Copy questions"), "message-circle-question", primary=True)
        self.asks.setToolTip(say("Copies the questions with their heads, to be pasted into a sheet or a letter"))
        self.asks.clicked.connect(self.copy_questions)
        self.add_button(self.asks)
        self.states.addWidget(self._empty())
        self._holder = QWidget()
        rows = QVBoxLayout(self._holder)
        rows.setContentsMargins(0, 0, 0, 0)
        self.states.addWidget(self._holder)

    @property
    def body(self) -> "LevelBody":
        """Return what shows the levelling; it is made when it is first wanted."""
        if self.body_made is None:
            from ui.pages.level_body import LevelBody  # noqa: PLC0415 - loads what figures need

            self.body_made = LevelBody(self._requests, self)
            layout = self._holder.layout()
            if layout is not None:
                layout.addWidget(self.body_made)
            restore(self)
        return self.body_made

    def show_figures(self, found: Figured) -> None:
        """Lay out the levelling, once the page is looked at."""
        has_offers = bool(found.case.offers)
        self.states.setCurrentIndex(1 if has_offers else 0)
        for part in (self.scope, self.asks):
            part.setVisible(has_offers)
        if not has_offers:
            self.say("", say("Nothing to level yet."))
            return
        self.say(found.levelled[0], " ".join(found.levelled[1:]))
        self._late = found
        if self.isVisible():
            self.catch_up()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Show what came while the page was not looked at."""
        super().showEvent(event)
        self.catch_up()

    def look_for(self, text: str) -> None:
        """Show only the items and questions that contain a text."""
        if self.body_made is not None:
            self.body.matrix.view.look_for(text)
            self.body.questions.view.look_for(text)

    def landing(self) -> QWidget:
        """Return the matrix."""
        return self.body.matrix.view if self.states.currentIndex() == 1 else self

    def choose(self, offer: str) -> None:
        """Show the bridge of an offer."""
        self.body.choose(offer)

    def copy_questions(self) -> None:
        """Copy the questions with their heads."""
        view = self.body.questions.view
        view.clearSelection()
        view.copy(heads=True)
        self.strips.show_strip(
            "ok", say("The questions are copied: paste them into a sheet or a letter."), key="copied"
        )

    @property
    def is_late(self) -> bool:
        """Return whether figures wait to be laid out."""
        return self._late is not None

    def catch_up(self) -> None:
        """Lay out what came while the page was not looked at."""
        found, self._late = self._late, None
        if found is not None:
            self.body.show_figures(found)

    def _empty(self) -> EmptyState:
        return EmptyState(
            "scale",
            say("Nothing to level yet"),
            say("Once offers are in, this page shows side by side what each covers, and what it leaves out."),
            (say("Import quotes…"), "import", self.import_wanted.emit),
            (),
        )
