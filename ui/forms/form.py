"""A form over the declared fields of a record: plain JSON in, the one changed key out."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from cdmo_desk.field import columns
from ui.forms.editor import Editor
from ui.forms.editors import ChecksEditor, ChoiceEditor, FlagEditor, LineEditor
from ui.forms.estimate_editor import EstimateEditor
from ui.forms.field_box import FieldBox
from ui.forms.kinds import Kind, Look, kind_of
from ui.forms.numerals import Numerals

GAP = 8
SINGLE = ("text", "number", "whole", "date", "choice", "flag", "texts", "estimate")


class Form(QWidget):
    """The fields of a record in their order, or those named. `edited` gives a field's name and its new value."""

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
    ) -> None:
        super().__init__()
        self.record = record
        self.numerals = numerals or Numerals()
        self.boxes: dict[str, FieldBox] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(GAP)
        for place in range(across):
            self._grid.setColumnStretch(place, 1)
            self._grid.setColumnMinimumWidth(place, 120)
        self._defaults = {column.name: column for column in columns(record)}
        self._by_default = {field.name: field.default for field in fields(record)}
        known = looks or {}
        row = place = 0
        for name in names or tuple(self._defaults):
            kind = kind_of(self._defaults[name], known.get(name))
            if kind.name not in SINGLE:
                continue
            look = known.get(name, Look())
            wide = min(look.span or (2 if kind.name == "estimate" else 1), across)
            if place + wide > across:
                row, place = row + 1, 0
            self._grid.addWidget(self._box(name, kind, look, origin=name in origins), row, place, 1, wide)
            self._grid.setAlignment(self.boxes[name], Qt.AlignmentFlag.AlignTop)
            place += wide

    def show_plain(self, plain: Mapping[str, Any]) -> None:
        """Show a record as it stands in the document."""
        for name, box in self.boxes.items():
            box.editor.take(plain.get(name))

    def show_sources(self, sources: Mapping[str, str]) -> None:
        """Show which fields have a source, and its words."""
        for name, box in self.boxes.items():
            box.show_source(sources.get(name))

    def settle(self, name: str, value: Any) -> None:  # noqa: ANN401 - plain JSON
        """Hear that a field's value was kept."""
        self.boxes[name].editor.settle(value)

    def refuse(self, name: str, sentence: str) -> None:
        """Hear that a field's value cannot be kept."""
        self.boxes[name].editor.refuse(sentence)

    def say_units(self, units: Mapping[str, str]) -> None:
        """Put fields into other units, such as another currency."""
        for name, unit in units.items():
            if name in self.boxes and self.boxes[name].editor.kind.unit != unit:
                self.boxes[name].editor.say_unit(unit)

    def editor(self, name: str) -> Editor:
        """Return the editor of a field."""
        return self.boxes[name].editor

    def _box(self, name: str, kind: Kind, look: Look, *, origin: bool) -> FieldBox:
        placeholder = look.placeholder
        default = self._by_default.get(name)
        if not placeholder and isinstance(default, str | float | int) and default:
            placeholder = kind.show(default, self.numerals)
        box = FieldBox(editor_of(kind, self.numerals, placeholder), origin=origin)
        box.editor.edited.connect(lambda value: self.edited.emit(name, value))
        box.source_wanted.connect(lambda: self.source_wanted.emit(name))
        self.boxes[name] = box
        return box


def editor_of(kind: Kind, numerals: Numerals, placeholder: str = "") -> Editor:
    """Return the editor for a kind of value."""
    if kind.name == "texts" and kind.choices is not None:
        return ChecksEditor(kind, numerals)
    if kind.name == "choice":
        return ChoiceEditor(kind, numerals)
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
