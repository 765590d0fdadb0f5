"""Editors of single values: a line, a choice, a flag, checks of a catalogue."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout

from cdmo_desk.speech import say
from ui.forms.editor import Editor
from ui.forms.kinds import NUMERIC, Choices, Kind
from ui.forms.line import Line
from ui.forms.numerals import Numerals


class LineEditor(Editor):
    """A text, number, share or date on one line."""

    def __init__(self, kind: Kind, numerals: Numerals, placeholder: str = "") -> None:
        super().__init__(kind, numerals)
        self.line = Line(kind.unit, right=kind.name in NUMERIC)
        self.line.setPlaceholderText(placeholder)
        self.line.editingFinished.connect(self._finished)
        self.line.left.connect(self.leave)
        self.setFocusProxy(self.line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line)

    def read(self) -> Any:  # noqa: ANN401 - plain JSON
        """Read the line."""
        return self.kind.read(self.line.text(), self.numerals)

    def fill(self, value: Any) -> None:  # noqa: ANN401 - plain JSON
        """Write the line."""
        shown = self.kind.show(value, self.numerals)
        if shown != self.line.text():
            self.line.setText(shown)
            self.line.setCursorPosition(0 if self.kind.name == "text" else len(shown))
        self.line.setModified(False)

    def is_dirty(self) -> bool:
        """Say whether something was typed since."""
        return self.line.isModified()

    def typed(self) -> tuple[str, ...]:
        """Return what stands in the line."""
        return (self.line.text(),)

    def show_typed(self, texts: tuple[str, ...]) -> None:
        """Put a text into the line."""
        self.line.setText(texts[0])

    def mark(self, *, wrong: bool) -> None:
        """Frame the line."""
        self.line.mark(wrong=wrong)

    def name(self, text: str) -> None:
        """Name the line."""
        self.line.setAccessibleName(text)

    def say_unit(self, unit: str) -> None:
        """Show another unit in the line."""
        super().say_unit(unit)
        self.line.say_unit(unit)

    def _finished(self) -> None:
        if self.line.isModified():
            self.line.setModified(False)
            self.commit()


class Choice(QComboBox):
    """A choice that the wheel does not change while the page scrolls under it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Let the page scroll."""
        event.ignore()

    def offer(self, pairs: Choices, value: object, *, empty: bool, none: str = "–") -> None:
        """Show what can be chosen, and what is; `none` is what choosing nothing is called."""
        keys = [(None, none)] if empty else []
        wanted: list[tuple[str | None, str]] = [*keys, *pairs]
        if value is not None and all(key != value for key, _title in pairs):
            wanted.append((str(value), str(value)))
        if [(self.itemData(place), self.itemText(place)) for place in range(self.count())] != wanted:
            self.clear()
            for key, title in wanted:
                self.addItem(title, key)
        self.setCurrentIndex(next((place for place, (key, _title) in enumerate(wanted) if key == value), -1))


class ChoiceEditor(Editor):
    """One of several."""

    def __init__(self, kind: Kind, numerals: Numerals, placeholder: str = "") -> None:
        super().__init__(kind, numerals)
        self._none = placeholder or "–"
        self.box = Choice()
        self.box.activated.connect(lambda _place: self.commit())
        self.setFocusProxy(self.box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.box)

    def read(self) -> Any:  # noqa: ANN401 - plain JSON
        """Return what is chosen."""
        chosen = self.box.currentData()
        return int(chosen) if self.kind.name == "index" and chosen is not None else chosen

    def fill(self, value: Any) -> None:  # noqa: ANN401 - plain JSON
        """Choose a value."""
        pairs = self.kind.choices() if self.kind.choices is not None else ()
        shown = str(value) if self.kind.name == "index" and value is not None else value
        self.box.offer(pairs, shown, empty=self.kind.optional, none=self._none)

    def name(self, text: str) -> None:
        """Name the choice."""
        self.box.setAccessibleName(text)


class FlagEditor(Editor):
    """Yes or no."""

    def __init__(self, kind: Kind, numerals: Numerals) -> None:
        super().__init__(kind, numerals)
        self.box = QCheckBox(say("Yes"))
        self.box.clicked.connect(lambda _on: self.commit())
        self.setFocusProxy(self.box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.box)

    def read(self) -> bool:
        """Say whether it is ticked."""
        return self.box.isChecked()

    def fill(self, value: Any) -> None:  # noqa: ANN401 - plain JSON
        """Tick it or not."""
        self.box.setChecked(bool(value))

    def name(self, text: str) -> None:
        """Name the box."""
        self.box.setAccessibleName(text)


class ChecksEditor(Editor):
    """Several of a catalogue, ticked; what is chosen and not in the catalogue is shown too."""

    def __init__(self, kind: Kind, numerals: Numerals, across: int = 4) -> None:
        super().__init__(kind, numerals)
        self._across = across
        self.boxes: dict[str, QCheckBox] = {}
        self._name = ""
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 2, 0, 0)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        rows.addLayout(self._grid)
        for column in range(across):
            self._grid.setColumnStretch(column, 1)

    def read(self) -> Any:  # noqa: ANN401 - plain JSON
        """Return what is ticked: what was before in its order, then what is new."""
        before = [key for key in self.plain or [] if key in self.boxes and self.boxes[key].isChecked()]
        return before + [key for key, box in self.boxes.items() if box.isChecked() and key not in before]

    def fill(self, value: Any) -> None:  # noqa: ANN401 - plain JSON
        """Tick what is chosen."""
        chosen = list(value or [])
        pairs = dict(self.kind.choices() if self.kind.choices is not None else ())
        pairs |= {key: key for key in chosen if key not in pairs}
        for key, title in pairs.items():
            if key not in self.boxes:
                box = QCheckBox(title.replace("&", "&&"))
                box.setAccessibleName(f"{self._name}: {title}" if self._name else title)
                box.clicked.connect(lambda _on: self.commit())
                place = len(self.boxes)
                self._grid.addWidget(box, place // self._across, place % self._across)
                self.boxes[key] = box
            self.boxes[key].setChecked(key in chosen)

    def name(self, text: str) -> None:
        """Name the boxes."""
        self._name = text
        for box in self.boxes.values():
            box.setAccessibleName(f"{text}: {box.text()}")
