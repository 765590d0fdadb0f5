"""What can be done with the chosen row of a table: entries of its context menu, with the keys that serve there too."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from ui import icons
from ui.edits import mark_edits

Deed = tuple[str, str, str, Callable[[], object]]
"""A title, a key or none, an icon, and what is done."""


def add_deeds(view: QWidget, deeds: Iterable[Deed], *, edit: bool = False) -> list[QAction]:
    """Give a table its deeds; keys serve while it has the keyboard. Those that edit go grey with a closed case."""
    made = []
    for title, key, icon, act in deeds:
        action = QAction(icons.icon(icon), title, view)
        if key:
            action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _on=False, act=act: act())
        view.addAction(action)
        made.append(action)
        if edit:
            mark_edits(action)
    return made
