"""A grid as a field: it takes the document's list, and hands on a new one; its wrong cells are named under it."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from cdmo_desk.speech import say, within
from ui.forms.editor import Editor
from ui.forms.grid import Grid
from ui.forms.kinds import Kind
from ui.forms.layouts import Layout
from ui.forms.numerals import Numerals

SHOWN = 3


class GridEditor(Editor):
    """Edits a list in a grid; `done` gives the new list and the name of what was done."""

    done = Signal(object, str)

    def __init__(self, kind: Kind, layout: Layout, numerals: Numerals) -> None:
        super().__init__(kind, numerals)
        lowered = within(kind.label)
        self.grid = Grid(layout, lowered, kind.label)
        self.refused = ""
        frame = QFrame()
        frame.setObjectName("panel")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.grid)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(frame)
        self.setFocusProxy(self.grid)
        self.grid.grid.changed.connect(self._changed)
        self.grid.grid.drafted.connect(self._judge)

    @property
    def layout_(self) -> Layout:
        """Return how the list lies in cells."""
        return self.grid.grid.layout_

    def take(self, value: Any) -> None:  # noqa: ANN401 - plain JSON
        """Show what the document holds."""
        found = list(value or [])
        if self._is_filled and found == self.plain:
            return
        self._is_filled = True
        self._sent.clear()
        self.refused = ""
        self.plain = found
        self.fill(found)

    def settle(self, value: Any) -> None:  # noqa: ANN401 - plain JSON
        """Hear that a list was kept."""
        self.refused = ""
        if value in self._sent:
            self._sent.remove(value)
        self.plain = value
        self._judge()

    def refuse(self, sentence: str) -> None:
        """Hear that the list cannot be kept: it stays as it was typed, but rows added or removed go back."""
        self._sent.clear()
        if len(self.grid.grid.value) != len(self.plain or []):
            self.fill(self.plain)
        self.refused = sentence
        self._judge()

    def fill(self, value: Any) -> None:  # noqa: ANN401 - plain JSON
        """Show a list, without touching a cell that is edited."""
        self.grid.grid.show(list(value or []))

    def close_edits(self, closed: bool) -> None:
        """Let the grid be read and copied only, or edited again."""
        self.grid.close_edits(closed)

    def name(self, text: str) -> None:
        """Name the grid."""
        self.grid.setAccessibleName(text)

    def add(self, record: dict[str, Any], request: str) -> None:
        """Add a record, and put the keyboard on it."""
        self.grid.grid.put([*self.grid.grid.value, record], request)
        self.grid.setFocus()
        self.grid.choose(self.grid.grid.rowCount() - 1, 0)

    def _changed(self, value: list[Any], request: str) -> None:
        self.refused = ""
        self._sent.append(value)
        self.done.emit(value, request)

    def _judge(self) -> None:
        wrongs = self.grid.grid.wrongs()
        if self.refused:
            wrongs.insert(0, self.refused)
        more = " " + say("And {n} more.", n=len(wrongs) - SHOWN) if len(wrongs) > SHOWN else ""
        sentence = " ".join(wrongs[:SHOWN]) + more
        if sentence != self.wrong:
            self.judge(sentence)
