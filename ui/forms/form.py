"""A form over the declared fields of a record: plain JSON in, the one changed key out."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from cdmo_desk.field import columns
from ui.forms.editor import Editor
from ui.forms.editors import ChecksEditor, ChoiceEditor, FlagEditor, LineEditor
from ui.forms.estimate_editor import EstimateEditor
from ui.forms.field_box import FieldBox
from ui.forms.kinds import Kind, Look, kind_of
from ui.forms.numerals import Numerals
from ui.text import label

GAP = 8
SINGLE = ("text", "number", "whole", "date", "choice", "index", "flag", "texts", "estimate")
Group = tuple[str, Sequence[str]]


class Form(QWidget):
    """The fields of a record in their order, or those named. `edited` gives a field's name and its new value.

    With `least`, a width in pixels, as many fields stand side by side as there is room for. `groups` are captions with
    the names under them.
    """

    edited = Signal(str, object)
    source_wanted = Signal(str)

    def __init__(
        self,
        record: type,
        names: Sequence[str] = (),
        *,
        across: int = 4,
        looks: Mapping[str, Look] | None = None,
        origins: Sequence[str] = (),
        numerals: Numerals | None = None,
        groups: Sequence[Group] = (),
        least: int = 0,
    ) -> None:
        super().__init__()
        self.record = record
        self.numerals = numerals or Numerals()
        self.boxes: dict[str, FieldBox] = {}
        self._least = least
        self._across = 0
        self._spans: dict[str, int] = {}
        self._captions: dict[str, QLabel] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP if least else 16)
        self._grid.setVerticalSpacing(GAP)
        self._defaults = {column.name: column for column in columns(record)}
        self._by_default = {field.name: field.default for field in fields(record)}
        known = looks or {}
        self._groups = tuple(groups) or (("", tuple(names) or tuple(self._defaults)),)
        for name in (name for _caption, some in self._groups for name in some):
            kind = kind_of(self._defaults[name], known.get(name))
            if kind.name not in SINGLE:
                continue
            look = known.get(name, Look())
            self._spans[name] = look.span or (2 if kind.name == "estimate" else 1)
            self._box(name, kind, look, origin=name in origins)
        self._captions = {caption: label(caption, strong=True) for caption, _names in self._groups if caption}
        if least:
            self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.arrange(across)

    def arrange(self, across: int) -> None:
        """Lay the fields out, so many side by side."""
        if across == self._across:
            return
        for place in range(self._across):
            self._grid.setColumnStretch(place, 0)
            self._grid.setColumnMinimumWidth(place, 0)
        self._across = across
        for place in range(across):
            self._grid.setColumnStretch(place, 1)
            self._grid.setColumnMinimumWidth(place, 0 if self._least else 120)
        row = -1
        for caption, names in self._groups:
            row, place = row + 1, 0
            if caption:
                self._grid.addWidget(self._captions[caption], row, 0, 1, across)
                row += 1
            for name in (name for name in names if name in self.boxes):
                wide = min(self._spans[name], across)
                if place + wide > across:
                    row, place = row + 1, 0
                self._grid.addWidget(self.boxes[name], row, place, 1, wide)
                self._grid.setAlignment(self.boxes[name], Qt.AlignmentFlag.AlignTop)
                place += wide

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Put as many fields side by side as there is room for."""
        super().resizeEvent(event)
        if self._least:
            self.arrange(self.across_now(self.width()))

    def across_now(self, width: int) -> int:
        """Return how many fields have room side by side in a width."""
        return max(1, (width + GAP) // (self._least + GAP)) if self._least else self._across

    def span_of(self, name: str) -> int:
        """Return how many columns a field takes."""
        return self._spans[name]

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for no width where fields go where there is room."""
        found = super().minimumSizeHint()
        return QSize(self._least, found.height()) if self._least else found

    def show_plain(self, plain: Mapping[str, Any]) -> None:
        """Show a record as it stands in the document."""
        for name, box in self.boxes.items():
            value = plain.get(name)
            default = self._by_default.get(name)
            if value is None and box.editor.kind.name in ("flag", "choice") and isinstance(default, bool | str):
                value = default  # what holds where nothing is stated
            box.editor.take(value)

    def show_sources(self, sources: Mapping[str, str]) -> None:
        """Show which fields have a source, and its words."""
        for name, box in self.boxes.items():
            box.show_source(sources.get(name))

    def settle(self, name: str, value: Any) -> None:  # noqa: ANN401 - plain JSON
        """Hear that a field's value was kept."""
        self.boxes[name].editor.settle(value)

    def show_origins(self, origins: Mapping[str, tuple[str, str]]) -> None:
        """Show of fields whether a cell gave them, they were typed, or typed over what a cell says, and its words."""
        for name, box in self.boxes.items():
            box.show_origin(*origins.get(name, ("", "")))

    def refuse(self, name: str, sentence: str) -> None:
        """Hear that a field's value cannot be kept."""
        self.boxes[name].editor.refuse(sentence)

    def say_units(self, units: Mapping[str, str]) -> None:
        """Put fields into other units, such as another currency."""
        for name, unit in units.items():
            if name in self.boxes and self.boxes[name].editor.kind.unit != unit:
                self.boxes[name].say_unit(unit)

    def editor(self, name: str) -> Editor:
        """Return the editor of a field."""
        return self.boxes[name].editor

    def _box(self, name: str, kind: Kind, look: Look, *, origin: bool) -> None:
        placeholder = look.placeholder
        default = self._by_default.get(name)
        if not placeholder and isinstance(default, str | float | int) and default:
            placeholder = kind.show(default, self.numerals)
        across = 1 if self._least else 4
        editor = editor_of(kind, self.numerals, placeholder, across=across)
        box = FieldBox(editor, origin=origin, narrow=bool(self._least))
        box.editor.edited.connect(lambda value: self.edited.emit(name, value))
        box.source_wanted.connect(lambda: self.source_wanted.emit(name))
        self.boxes[name] = box


def editor_of(kind: Kind, numerals: Numerals, placeholder: str = "", *, across: int = 4) -> Editor:
    """Return the editor for a kind of value."""
    if kind.name == "texts" and kind.choices is not None:
        return ChecksEditor(kind, numerals, across)
    if kind.name in ("choice", "index"):
        return ChoiceEditor(kind, numerals, placeholder)
    if kind.name == "flag":
        return FlagEditor(kind, numerals)
    if kind.name == "estimate":
        return EstimateEditor(kind, numerals)
    return LineEditor(kind, numerals, placeholder)


def with_value(plain: Mapping[str, Any], name: str, value: Any) -> dict[str, Any]:  # noqa: ANN401 - plain JSON
    """Return a record with one key changed, or without it where there is no value; all others as they were."""
    made = dict(plain)
    if value is None:
        made.pop(name, None)
    else:
        made[name] = value
    return made
