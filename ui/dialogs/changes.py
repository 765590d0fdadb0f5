"""What a file changes since the revision before: its figures side by side, and every line that is told apart."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from cdmo_desk.speech import counted, say
from ui.panel import SheetPanel

if TYPE_CHECKING:
    from cdmo_desk.sheets.sheet import Sheet

FIGURES = 150


class ChangesDialog(QDialog):
    """Two tables to look at and copy from; nothing is kept by it."""

    def __init__(self, sheets: "tuple[Sheet, ...]", parent: QWidget) -> None:
        super().__init__(parent)
        whole, lines = sheets
        self.setWindowTitle(lines.title)
        self.resize(860, 520)
        self.figures = SheetPanel(say("What it does"), say("base case, all else as it stands"), name=say("Figures"))
        self.figures.filter.hide()
        self.figures.view.columns.stretched = "file"
        self.figures.view.show_sheet(whole)
        self.figures.setFixedHeight(FIGURES)
        number = len(lines.rows)
        self.lines = SheetPanel(lines.title, counted("{n} change", "{n} changes", number), name=say("Changed lines"))
        self.lines.view.columns.stretched = "line"
        self.lines.view.empty = say("No line changed.")
        self.lines.view.show_sheet(lines)
        shut = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        shut.rejected.connect(self.reject)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 16, 16, 12)
        rows.setSpacing(8)
        rows.addWidget(self.figures)
        rows.addWidget(self.lines, 1)
        rows.addWidget(shut)
