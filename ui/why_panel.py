"""Why this number, as a small window: the figure, what it is, the sum that makes it, and ways to what it rests on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from cdmo_desk.sheets.why import Why
from cdmo_desk.speech import counted, say
from ui.panel import line, link
from ui.text import label

WIDE = 380


class WhyPanel(QDialog):
    """`cells_wanted` gives the offer whose cells are to be shown, `topic_wanted` a page of help."""

    cells_wanted = Signal(str)
    topic_wanted = Signal(str)

    def __init__(self, found: Why, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("Why this number"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(WIDE)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 14, 16, 12)
        rows.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(label(found.shown, size="section"))
        head.addStretch(1)
        head.addWidget(label(found.error, tone="second"))
        rows.addLayout(head)
        rows.addWidget(label(found.says, tone="second", wrap=True))
        if found.parts:
            rows.addWidget(line())
            rows.addLayout(_sum(found))
        rows.addWidget(line())
        if found.cells:
            cells = link(counted("Show its {n} source cell", "Show its {n} source cells", len(found.cells)))
            cells.setToolTip(say("Opens the offer's lines, each with its cell."))
            cells.clicked.connect(lambda: self._go(self.cells_wanted.emit, found.offer))
            rows.addWidget(cells)
        topic = link(say("How this is reckoned"))
        topic.clicked.connect(lambda: self._go(self.topic_wanted.emit, found.topic))
        rows.addWidget(topic)
        rows.addStretch(1)
        self.setAccessibleDescription("; ".join(f"{part.title} {part.shown}" for part in found.parts))

    def _go(self, emit: object, value: str) -> None:
        if callable(emit):
            emit(value)
        self.close()


def _sum(found: Why) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(3)
    grid.setColumnStretch(0, 1)
    for place, part in enumerate(found.parts):
        title, figure = label(part.title, strong=part.is_total, wrap=True), label(part.shown, strong=part.is_total)
        grid.addWidget(title, place, 0)
        grid.addWidget(figure, place, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
    return grid
