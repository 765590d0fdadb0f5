"""A chart with its twin: the same figures as a table, at the press of a button, to look at and to copy."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QWidget

from cdmo_desk.speech import say
from ui.charts.chart import Chart
from ui.panel import Panel, flat
from ui.sheet_view import SheetView

if TYPE_CHECKING:
    from cdmo_desk.sheets.sheet import Row, Sheet


class TwinPanel(Panel):
    """A panel with a chart, or its table; without a chart the table alone."""

    offer_chosen = Signal(str)

    def __init__(self, title: str, phrase: str, chart: Chart | None = None) -> None:
        super().__init__(title, phrase)
        self.chart = chart
        self.view = SheetView(title)
        self.view.chosen.connect(self._row_chosen)
        if chart is not None:
            self.swap = flat("columns-3", say("{chart} as a table", chart=title), say("Show as table"))
            self.swap.setCheckable(True)
            self.tool(self.swap)
            self.add(chart, 1)
            self._actions(chart)
            chart.offer_chosen.connect(self.offer_chosen)
            self.swap.toggled.connect(self._swap)
        self.add(self.view, 1)
        if chart is not None:
            self.view.hide()

    def show_sheet(self, sheet: "Sheet | None", *, says_note: bool = False) -> None:
        """Show the table; its note is the tool tip of the head, and its phrase where that is asked for."""
        self.view.show_sheet(sheet)
        if sheet is not None and sheet.note:
            self.head.setToolTip(sheet.note)
            self.view.setAccessibleDescription(sheet.note)
            if says_note:
                self.phrase.say(sheet.note)

    def show_stale(self, *, is_stale: bool) -> None:
        """Show that the figures are older than the inputs."""
        if self.view.cells.is_stale != is_stale:
            self.view.cells.is_stale = is_stale
            self.view.viewport().update()
        if self.chart is not None and self.chart.is_stale != is_stale:
            self.chart.is_stale = is_stale
            self.chart.update()

    def landing(self) -> QWidget:
        """Return what takes the keyboard."""
        return self.view if self.chart is None or self.swap.isChecked() else self.chart

    def _row_chosen(self, row: "Row") -> None:
        if row.offer:
            self.offer_chosen.emit(row.offer)

    def _swap(self, is_table: bool) -> None:
        if self.chart is not None:
            self.chart.setVisible(not is_table)
            self.view.setVisible(is_table)

    def _actions(self, chart: Chart) -> None:
        """Give the chart its context menu."""
        chart.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        table = QAction(say("Show as table"), chart)
        table.triggered.connect(lambda: self.swap.setChecked(True))
        picture = QAction(say("Copy picture"), chart)
        picture.setShortcut(QKeySequence.StandardKey.Copy)
        picture.triggered.connect(lambda: QGuiApplication.clipboard().setPixmap(chart.grab()))
        data = QAction(say("Copy data"), chart)
        data.setShortcut(QKeySequence("Ctrl+Shift+C"))
        data.triggered.connect(lambda: self.view.copy(heads=True))
        for action in (table, picture, data):
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            chart.addAction(action)
