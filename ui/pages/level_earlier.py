"""What other cases were asked for a scope item: their median, and a way to let it stand in, with its source."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cdmo_desk.speech import say
from ui.edits import mark_edits
from ui.panel import link
from ui.requests import LATER, Requests
from ui.text import label

if TYPE_CHECKING:
    from cdmo_desk.desk import Desk


class EarlierQuotes(QWidget):
    """A sentence on earlier quotes; hidden where there are none."""

    def __init__(self, requests: Requests) -> None:
        super().__init__()
        self._requests = requests
        self._case = self._item = ""
        self.says = label("", wrap=True)
        self.takes = link(say("Take the median as our should-cost"))
        self.takes.clicked.connect(self.take)
        mark_edits(self.takes)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 0, 12, 6)
        rows.setSpacing(2)
        rows.addWidget(label(say("Earlier quotes"), tone="second"))
        rows.addWidget(self.says)
        rows.addWidget(self.takes)
        self.hide()

    def show_item(self, case_id: str, item: str, offer: str) -> None:
        """Ask for the earlier quotes of a scope item, and show them once they are there."""
        self._case, self._item = case_id, item
        self.hide()
        if not item:
            self._requests.drop("earlier quotes")
            return

        def read(desk: "Desk") -> str:
            from cdmo_desk.sheets import across  # noqa: PLC0415 - after the first paint

            found, is_outlier = desk.earlier(case_id, item, offer)
            if found.median is None:
                return ""
            return across.earlier(found.says(), found.median, found.currency, is_outlier=is_outlier)

        self._requests.ask(read, self._show, key="earlier quotes", urgency=LATER)

    def take(self) -> None:
        """Make the median our should-cost of a unit, with where it comes from."""
        case_id, item = self._case, self._item
        self._requests.ask(lambda desk: desk.take_plug(case_id, item))

    def _show(self, says: str) -> None:
        self.says.setText(says)
        self.setVisible(bool(says))
