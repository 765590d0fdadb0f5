"""The commands of the window: what each is called, its key, its icon, and in which menu it stands."""

from collections.abc import Callable, Iterable

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from ui import icons
from ui.text import tip

Act = Callable[[], object]


class Commands:
    """Makes commands and keeps them by name; the same command serves menu, tool bar and key."""

    def __init__(self, window: QMainWindow) -> None:
        self._window = window
        self._kept: dict[str, QAction] = {}

    def __getitem__(self, name: str) -> QAction:
        """Return a command."""
        return self._kept[name]

    def make(
        self,
        name: str,
        title: str,
        act: Act,
        *,
        key: str | QKeySequence.StandardKey = "",
        icon: str = "",
        checkable: bool = False,
    ) -> QAction:
        """Make a command that does something when it is called."""
        made = QAction(title, self._window)
        if icon:
            made.setIcon(icons.icon(icon))
        if key:
            made.setShortcuts(QKeySequence.keyBindings(key)) if isinstance(key, QKeySequence.StandardKey) else (
                made.setShortcut(QKeySequence(key))
            )
        made.setCheckable(checkable)
        made.triggered.connect(lambda _checked=False: act())
        self._window.addAction(made)
        self._kept[name] = made
        self._explain(made)
        return made

    def choice(self, names: Iterable[tuple[str, str]], chosen: str, act: Callable[[str], object]) -> list[QAction]:
        """Make commands of which one is chosen."""
        group = QActionGroup(self._window)
        made = []
        for name, title in names:
            action = QAction(title, self._window, checkable=True, checked=name == chosen)
            action.triggered.connect(lambda _checked=False, name=name: act(name))
            group.addAction(action)
            made.append(action)
        return made

    def menu(self, title: str, names: Iterable[str]) -> QMenu:
        """Add a menu of commands to the menu bar; an empty name is a line between them."""
        menu = self._window.menuBar().addMenu(title)
        for name in names:
            if name:
                menu.addAction(self._kept[name])
            else:
                menu.addSeparator()
        return menu

    def rename(self, name: str, title: str) -> None:
        """Change what a command is called."""
        self._kept[name].setText(title)
        self._explain(self._kept[name])

    def _explain(self, action: QAction) -> None:
        """Say a command's name and key in its tool tip."""
        plain = action.text().replace("&", "").rstrip("…")
        key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(tip(f"{plain} ({key})" if key else plain))
