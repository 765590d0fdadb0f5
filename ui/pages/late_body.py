"""A page whose body is made when there is something to show, and filled when it is looked at."""

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.kept_splitters import restore
from ui.page import Page

if TYPE_CHECKING:
    from ui.figured import Figured
    from ui.requests import Requests


Body = TypeVar("Body", bound=QWidget)


class LateBodyPage(Page, Generic[Body]):
    """A page of two states: empty, and its body, which loads what figures need and so is made late."""

    def __init__(self, requests: "Requests") -> None:
        super().__init__()
        self._requests = requests
        self._late: Figured | None = None
        self.body_made: Body | None = None

    @property
    def body(self) -> Body:
        """Return what shows the figures; it is made when it is first wanted."""
        if self.body_made is None:
            self.body_made = self.make_body()
            self._rows.addWidget(self.body_made)
            restore(self)
        return self.body_made

    def make_body(self) -> Body:
        """Make what shows the figures."""
        raise NotImplementedError

    def lay_out(self, found: "Figured") -> None:
        """Lay out figures in the body."""
        raise NotImplementedError

    def hold(self, found: "Figured", *, is_empty: bool) -> None:
        """Keep figures, and lay them out at once if the page is seen."""
        self.states.setCurrentIndex(0 if is_empty else 1)
        self._late = None if is_empty else found
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
        if found is not None:
            self.lay_out(found)

    def make_states(self, empty: QWidget) -> None:
        """Put the empty state first and the place of the body behind it."""
        holder = QWidget()
        self._rows = QVBoxLayout(holder)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self.states.addWidget(empty)
        self.states.addWidget(holder)
