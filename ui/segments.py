"""A switch of view: joined buttons, one of which is down."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget


class Segments(QWidget):
    """Joined buttons; `switched` gives the id of the one that is down."""

    switched = Signal(str)

    def __init__(self, name: str, choices: dict[str, str], *, dense: bool = False) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._group = QButtonGroup(self)
        self._ids = list(choices)
        self.setAccessibleName(name)
        for number, title in enumerate(choices.values()):
            part = QToolButton()
            part.setText(title)
            part.setCheckable(True)
            part.setProperty("segment", True)
            part.setProperty("dense", dense)
            part.setAccessibleName(f"{name}: {title}")
            part.setChecked(number == 0)
            self._group.addButton(part, number)
            row.addWidget(part)
        self._group.idToggled.connect(self._toggled)

    @property
    def current(self) -> str:
        """Return the id of the button that is down."""
        return self._ids[self._group.checkedId()]

    @property
    def choices(self) -> tuple[str, ...]:
        """Return the ids of all buttons."""
        return tuple(self._ids)

    def choose(self, key: str) -> None:
        """Put a button down."""
        self._group.button(self._ids.index(key)).setChecked(True)

    def _toggled(self, number: int, is_down: bool) -> None:
        if is_down:
            self.switched.emit(self._ids[number])
