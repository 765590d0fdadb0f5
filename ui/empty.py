"""Empty states: what belongs here, the button that brings it, and other ways to it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.panel import Panel, button, line
from ui.signs import Sign
from ui.text import label

WIDTH, EDGE = 600, 9


@dataclass(frozen=True, slots=True)
class Way:
    """One way to fill an empty page: its icon, title, sentence, and the button with what it does."""

    icon: str
    title: str
    says: str
    button: str
    act: Callable[[], object]


class EmptyState(Panel):
    """A page with nothing on it yet."""

    def __init__(
        self, icon: str, title: str, says: str, primary: tuple[str, str, Callable[[], object]], ways: tuple[Way, ...]
    ) -> None:
        super().__init__()
        drop = QFrame()
        drop.setObjectName("drop")
        outer = QVBoxLayout(drop)
        frame = QVBoxLayout()
        frame.setContentsMargins(15, 15, 15, 15)
        frame.addWidget(drop)
        self.rows.addLayout(frame)
        column = QWidget()
        column.setFixedWidth(WIDTH)
        rows = QVBoxLayout(column)
        rows.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        rows.setSpacing(8)
        rows.addWidget(Sign(icon, 40, "accent"), 0, Qt.AlignmentFlag.AlignHCenter)
        head = label(title, size="title")
        rows.addWidget(head, 0, Qt.AlignmentFlag.AlignHCenter)
        words = label(says, tone="second", wrap=True)
        words.setMinimumHeight(words.heightForWidth(WIDTH - 2 * EDGE))
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        rows.addWidget(words)
        self.primary: QPushButton = button(primary[0], primary[1], primary=True)
        self.primary.clicked.connect(lambda: primary[2]())  # noqa: PLW0108 - without Qt's flag
        rows.addWidget(self.primary, 0, Qt.AlignmentFlag.AlignHCenter)
        rows.addSpacing(8)
        for way in ways:
            rows.addWidget(line())
            rows.addLayout(self._way(way))
        if ways:
            rows.addWidget(line())
        outer.addStretch(2)
        outer.addWidget(column, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)

    def _way(self, way: Way) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 6, 0, 6)
        row.setSpacing(12)
        row.addWidget(Sign(way.icon, 20, "second"))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(way.title, strong=True))
        words.addWidget(label(way.says, tone="second"))
        row.addLayout(words, 1)
        act = button(way.button)
        act.clicked.connect(lambda: way.act())  # noqa: PLW0108 - without Qt's flag
        row.addWidget(act)
        return row
