"""F1: why a figure is what it is where one is chosen, else the page of help about what is shown."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from ui.sheet_view import SheetView

if TYPE_CHECKING:
    from cdmo_desk.sheets.why import Why
    from ui.help import HelpWindow
    from ui.main_window import MainWindow
    from ui.why_panel import WhyPanel


class Explaining(QObject):
    """Answers F1."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window

    def explain(self) -> "WhyPanel | HelpWindow":
        """Say why the chosen figure is what it is, or help with the page."""
        found = self.why()
        return self.show_why(found) if found is not None else self.help(self._window.page.name)

    def why(self) -> "Why | None":
        """Return what is known of the chosen figure."""
        view = QApplication.focusWidget()
        shown = self._window.work.case.shown
        if not isinstance(view, SheetView) or shown is None or not view.currentIndex().isValid():
            return None
        sheet, row = view.sheet_model.sheet, view.current_row()
        if sheet is None or row is None or self._window.page.name == "library":
            return None
        from cdmo_desk.sheets.why import why  # noqa: PLC0415 - asked for seldom

        column = view.sheet_model.columns[view.currentIndex().column()].id
        return why(shown.case, shown.comparison, sheet, (row, column))

    def show_why(self, found: "Why") -> "WhyPanel":
        """Show why a figure is what it is."""
        from ui.why_panel import WhyPanel  # noqa: PLC0415 - as above

        panel = WhyPanel(found, self._window)
        panel.cells_wanted.connect(self._window.work.showing.open_offer)
        panel.topic_wanted.connect(self.help)
        panel.open()
        return panel

    def help(self, topic: str) -> "HelpWindow":
        """Show a page of help."""
        from ui.help import HelpWindow  # noqa: PLC0415 - as above

        made = HelpWindow(self._window)
        made.show_topic(topic)
        made.open()
        return made

    def keys(self) -> "HelpWindow":
        """Show all keys on one page."""
        return self.help("keys")
