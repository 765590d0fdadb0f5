"""Choices in a menu: where there is no room for joined buttons."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu


class Chooser(QObject):
    """One of several, in a menu; `switched` gives the id of the one that is chosen."""

    switched = Signal(str)

    def __init__(self, menu: QMenu, title: str, choices: dict[str, str]) -> None:
        super().__init__(menu)
        self.current = next(iter(choices))
        self._actions: dict[str, QAction] = {}
        menu.addSection(title)
        group = QActionGroup(self)
        for name, words in choices.items():
            action = QAction(words, menu, checkable=True, checked=name == self.current)
            action.triggered.connect(lambda _checked=False, name=name: self.choose(name))
            group.addAction(action)
            menu.addAction(action)
            self._actions[name] = action

    def choose(self, name: str) -> None:
        """Choose one."""
        self._actions[name].setChecked(True)
        if name != self.current:
            self.current = name
            self.switched.emit(name)
