"""The inputs of page Explore: groups of sliders with fields, made when they are opened or looked for."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QToolButton, QVBoxLayout, QWidget

from cdmo_desk.speech import counted, say
from ui import icons
from ui.forms.line import PAD, Line
from ui.forms.numerals import Numerals, Unread
from ui.pages.explore_slider import PlanSlider
from ui.panel import flat
from ui.rings import Ring
from ui.text import ElidedLabel

if TYPE_CHECKING:
    from cdmo_desk.sheets.movable import Movable

FIELD, RESET, MOST = 104, 22, 60


class InputRow(QWidget):
    """An input: its name, a slider, a field, the way back to the plan. `moved` gives its change, None: as planned."""

    moved = Signal(str, object)

    def __init__(self, found: "Movable", numerals: Numerals) -> None:
        super().__init__()
        self.found = found
        self._numerals = numerals
        self.value = found.now
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 2, 0)
        row.setSpacing(6)
        self.title = ElidedLabel(found.title)
        self.slider = PlanSlider(found.low, found.high, found.now)
        self._unit = "%" if found.kind == "percent" else found.unit
        self.field = Line(self._unit, right=True)
        self.field.setFixedWidth(FIELD)
        self.back = flat("rotate-ccw", say("Reset {input}", input=found.title), say("Back to the plan"))
        self.back.setIcon(icons.icon("rotate-ccw", "accent"))
        self.back.setFixedSize(RESET, RESET)
        keeps = self.back.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)
        self.back.setSizePolicy(keeps)
        self.setFixedHeight(30)
        row.addWidget(self.title, 1)
        row.addWidget(self.slider)
        row.addWidget(self.field)
        row.addWidget(self.back)
        named = f"{found.title}, {found.group}" if found.offer else found.title
        self.slider.setAccessibleName(say("{input}: slider", input=named))
        self.field.setAccessibleName(named)
        self.slider.dragged.connect(self._dragged)
        self.field.editingFinished.connect(self._typed)
        self.field.left.connect(lambda: self.show_value(self.value))
        self.back.clicked.connect(self.reset)
        self.show_value(found.now)

    def show_value(self, value: float) -> None:
        """Show a value; one away from the plan is in accent."""
        self.value = value
        is_moved = value != self.found.now
        self.slider.is_moved = is_moved
        self.slider.tell(value)
        self.slider.update()
        self.back.setVisible(is_moved)
        text = self._text(value)
        self.field.setText(text)
        self.field.say_unit(self._unit if self._has_room(f"{text} {self._unit}") else "")
        self.field.setModified(False)
        self.field.mark(wrong=False)
        self.field.setToolTip("")
        plan = say("Plan: {value}", value=self._text(self.found.now))
        self.slider.setAccessibleDescription(f"{text} {self.found.unit}. {plan}")
        for name in ("strong", "tone"):
            wanted = {"strong": "true", "tone": "accent"}[name] if is_moved else None
            if self.title.property(name) != wanted:
                self.title.setProperty(name, wanted)
                self.title.style().unpolish(self.title)
                self.title.style().polish(self.title)

    def reset(self) -> None:
        """Go back to the plan's value."""
        self.show_value(self.found.now)
        self.moved.emit(self.found.path, None)

    def _has_room(self, text: str) -> bool:
        """Return whether a figure with its unit is seen whole: one of many digits goes without its unit."""
        return self.field.fontMetrics().horizontalAdvance(text) <= FIELD - 2 * PAD - 4

    def _text(self, value: float) -> str:
        decimals = 4 if abs(value) < MOST else 2
        if self.found.kind == "percent":
            return self._numerals.show(round(value, 6), percent=True)
        return self._numerals.show(round(value, decimals))

    def _dragged(self, value: float) -> None:
        if self.found.kind == "whole":
            value = round(value)
        elif self.found.high - self.found.low > 1000:  # noqa: PLR2004 - cents say nothing here
            value = value if value == self.found.now else round(value)
        self.show_value(value)
        self._tell()

    def _typed(self) -> None:
        if not self.field.isModified():
            return
        self.field.setModified(False)
        text = self.field.text()
        try:
            value = self._numerals.share(text) if self.found.kind == "percent" else self._numerals.number(text)
        except Unread as fault:
            self._refuse(str(fault))
            return
        if self.found.kind == "whole" and not float(value).is_integer():
            self._refuse(say("Type a whole number."))
            return
        self.show_value(float(value))
        self._tell()

    def _refuse(self, sentence: str) -> None:
        """Mark what is typed as wrong; it stays as typed."""
        self.field.mark(wrong=True)
        self.field.setToolTip(sentence)
        self.field.setAccessibleDescription(sentence)

    def _tell(self) -> None:
        to = self.value
        self.moved.emit(self.found.path, None if to == self.found.now else self.found.change(to))


class Group(QWidget):
    """Inputs under a caption that folds; rows are made when they are first shown."""

    moved = Signal(str, object)

    def __init__(
        self, title: str, found: "list[Movable]", numerals: Numerals, *, is_open: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.found = found
        self.rows: dict[str, InputRow] = {}
        self._numerals = numerals
        self._title = title
        self._values: dict[str, float] = {}
        self.is_open = is_open
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        self.caption = QToolButton()
        self.caption.setProperty("flat", True)
        self.caption.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.caption.setAccessibleName(title)
        self.caption.setFixedHeight(28)
        self.caption.clicked.connect(self._fold)
        font = self.caption.font()
        font.setWeight(font.Weight.DemiBold)
        self.caption.setFont(font)
        lines.addWidget(self.caption)
        self._lines = lines
        self._find = ""
        self._lay_out()

    def show_values(self, values: Mapping[str, float]) -> None:
        """Show the values that are moved; all others are as planned."""
        paths = {found.path for found in self.found}
        self._values = {path: value for path, value in values.items() if path in paths}
        for path, row in self.rows.items():
            value = self._values.get(path, row.found.now)
            if row.value != value:
                row.show_value(value)
        self._caption()

    def look_for(self, text: str) -> bool:
        """Show only inputs that contain a text, opened; say whether there are any."""
        self._find = text.casefold()
        self._lay_out()
        return not self.isHidden()

    def unfold(self) -> None:
        """Show all inputs."""
        self.is_open = True
        self._lay_out()

    def _fold(self) -> None:
        self.is_open = not self.is_open
        self._lay_out()

    def _lay_out(self) -> None:
        hits = [
            found
            for found in self.found
            if self._find in found.title.casefold() or self._find in found.group.casefold()
        ]
        is_open = bool(self._find) or self.is_open
        for found in hits if is_open else ():
            if found.path not in self.rows:
                self._make(found)
        paths = {found.path for found in hits} if is_open else set()
        for path, row in self.rows.items():
            row.setVisible(path in paths)
        self.setVisible(bool(hits))
        self.caption.setIcon(icons.icon("chevron-down" if is_open else "arrow-right", "second"))
        self._caption()

    def _make(self, found: "Movable") -> None:
        row = InputRow(found, self._numerals)
        if found.path in self._values:
            row.show_value(self._values[found.path])
        row.moved.connect(self.moved)
        self.rows[found.path] = row
        place = 1 + sum(other.path in self.rows for other in self.found[: self.found.index(found)])
        self._lines.insertWidget(place, row)

    def _caption(self) -> None:
        count = len(self._values)
        self.caption.setText(f"{self._title}  ({count})" if count else self._title)


class Inputs(QWidget):
    """All inputs of a case under a field to find them with. `moved` gives a path and its change."""

    moved = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.groups: dict[str, Group] = {}
        self._found: tuple[Movable, ...] = ()
        self._numerals = Numerals()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 12, 4)
        self.finding = QLineEdit()
        self.finding.setPlaceholderText(say("Find an input"))
        self.finding.setAccessibleName(say("Find an input"))
        self.finding.setClearButtonEnabled(True)
        self.finding.textChanged.connect(self.look_for)
        head.addWidget(self.finding)
        rows.addLayout(head)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName(say("Inputs"))
        Ring(self.area)
        rows.addWidget(self.area, 1)

    def show_inputs(self, found: "tuple[Movable, ...]", changes: Mapping[str, Any]) -> None:
        """Show what can be moved; the same inputs stay as they are."""
        if found != self._found:
            self._found = found
            self._renew()
        self.show_changes(changes)

    def show_changes(self, changes: Mapping[str, Any]) -> None:
        """Show changes on the sliders and fields."""
        values = {found.path: found.value(changes[found.path]) for found in self._found if found.path in changes}
        for group in self.groups.values():
            group.show_values(values)

    def row(self, path: str) -> InputRow:
        """Return the row of an input, made if it was not yet."""
        for group in self.groups.values():
            for found in group.found:
                if found.path == path:
                    if path not in group.rows:
                        group.unfold()
                    return group.rows[path]
        raise KeyError(path)

    def look_for(self, text: str) -> None:
        """Show only inputs that contain a text."""
        hits = [group.look_for(text.strip()) for group in self.groups.values()]
        if text and not any(hits):
            self.finding.setToolTip(say("No input contains {text}.", text=text))
        else:
            self.finding.setToolTip("")

    def _renew(self) -> None:
        body = QWidget()
        lines = QVBoxLayout(body)
        lines.setContentsMargins(0, 0, 4, 8)
        lines.setSpacing(2)
        folded = {name for name, group in self.groups.items() if not group.is_open}
        known = set(self.groups)
        self.groups = {}
        by_group: dict[str, list[Movable]] = {}
        for found in self._found:
            by_group.setdefault(found.group, []).append(found)
        for title, inputs in by_group.items():
            at_first = not inputs[0].offer and not inputs[0].path.startswith("case.scope")
            is_open = title not in folded if title in known else at_first
            group = Group(title, inputs, self._numerals, is_open=is_open, parent=body)
            group.moved.connect(self.moved)
            self.groups[title] = group
            lines.addWidget(group)
        lines.addStretch(1)
        self.area.setWidget(body)
        self.area.viewport().setAutoFillBackground(False)
        body.setAutoFillBackground(False)
        if self.finding.text():
            self.look_for(self.finding.text())


def says_count(changes: Mapping[str, Any]) -> str:
    """Return how many inputs are changed."""
    return counted("{n} input changed", "{n} inputs changed", len(changes)) if changes else say("as planned")
