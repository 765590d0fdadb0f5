"""What can be done with a table, as its context menu shows it."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from cdmo_desk.speech import say

if TYPE_CHECKING:
    from ui.sheet_view import SheetView


def menu_of(view: "SheetView") -> QMenu:
    """Return the context menu of a table."""
    menu = QMenu(view)
    copy = menu.addAction(say("Copy"), view.copy)
    copy.setShortcut(QKeySequence.StandardKey.Copy)
    with_heads = menu.addAction(say("Copy with headers"), lambda: view.copy(heads=True))
    with_heads.setShortcut(QKeySequence("Ctrl+Shift+C"))
    menu.addSeparator()
    filters = QAction(say("Filter row"), menu, checkable=True, checked=view.filters.is_open)
    filters.toggled.connect(view.filters.open)
    menu.addAction(filters)
    unsorted = menu.addAction(say("Order as given"), lambda: view.sort(-1))
    unsorted.setEnabled(view.head.isSortIndicatorShown())
    menu.addMenu(view.columns.menu(menu))
    return menu
