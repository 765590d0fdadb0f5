"""A chart's figures as a table, to be read, sorted, filtered and copied."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from cdmo_desk.speech import say
from ui.panel import SheetPanel, button

if TYPE_CHECKING:
    from cdmo_desk.sheets.sheet import Sheet

WIDEST, HIGHEST, ROUND = 960, 560, 132


class ChartTable(QDialog):
    """The table; it can stay open beside the chart."""

    def __init__(self, sheet: "Sheet", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(sheet.title)
        rows = QVBoxLayout(self)
        rows.setSpacing(8)
        self.table = SheetPanel(sheet.title, sheet.note, name=sheet.title)
        self.table.view.show_sheet(sheet)
        rows.addWidget(self.table)
        foot = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        foot.button(QDialogButtonBox.StandardButton.Close).setText(say("Close"))
        foot.rejected.connect(self.reject)
        self.copies = button(say("Copy table"), "copy")
        self.copies.setToolTip(say("Copies all rows with their heads"))
        self.copies.clicked.connect(self.copy)
        foot.addButton(self.copies, QDialogButtonBox.ButtonRole.ActionRole)
        rows.addWidget(foot)
        wide = sum(self.table.view.columnWidth(place) for place in range(len(sheet.columns))) + 60
        self.resize(min(WIDEST, max(420, wide)), min(HIGHEST, ROUND + self.table.view.whole_height()))
        self.table.view.setFocus()

    def copy(self) -> None:
        """Copy all rows with their heads."""
        self.table.view.clearSelection()
        self.table.view.copy(heads=True)
