"""The form of one type of term, made from its declared fields; its bands and ladders as grids under it."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from cdmo_desk.contract.offer import TERMS
from cdmo_desk.contract.term import RateTier, Step, Tier
from cdmo_desk.field import Column, columns
from cdmo_desk.speech import marked, say
from ui.forms.editor import Editor
from ui.forms.form import Form, Group
from ui.forms.grid_box import GridBox
from ui.forms.grid_editor import GridEditor
from ui.forms.kinds import kind_of
from ui.forms.layouts import Records
from ui.forms.numerals import Numerals
from ui.pages.quotes_ground import Ground
from ui.rings import Ring

NOT_EDITED = ("type", "id", "sources")
ESCALATING = (
    "deliverable",
    "labour",
    "per_batch",
    "slots",
    "reservation",
    "take_or_pay",
    "materials_per_batch",
    "cancellation",
)
"""The types that the offer's escalation applies to; of others the form does not ask."""
GROUPS: dict[str, tuple[Group, ...]] = {
    "reservation": (
        (
            marked("Capacity"),
            (
                "fee_per_quarter",
                "start",
                "end",
                "batches_per_quarter",
                "batch_price",
                "extra_batch_price",
                "extra_batches_per_quarter",
                "credit_rate",
            ),
        ),
        (
            marked("If the programme stops"),
            ("notice_quarters", "termination_rate", "termination_minimum", "termination_fee"),
        ),
        (marked("Unused capacity"), ("resale_rate",)),
    ),
    "slots": (
        (marked("Slots"), ("price", "batches_per_quarter", "start", "end", "availability")),
        (marked("Peaks and cancelled slots"), ("surge_above", "surge_rate", "cancelled", "cancellation_rate")),
    ),
}
GRIDS: dict[type, tuple[str, ...]] = {
    Tier: ("from", "price"),
    RateTier: ("from", "rate"),
    Step: ("within_days", "rate"),
}
NARROW = 11  # letters that a field has room for at least


class TermForm(QScrollArea):
    """Edits a term. `edited` gives a field and its value, `origin_wanted` a field whose origin is asked for."""

    edited = Signal(str, object)
    origin_wanted = Signal(str)

    def __init__(self, kind: str, ground: Ground, numerals: Numerals) -> None:
        super().__init__()
        self.record: type = TERMS[kind]
        self._ground = ground
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(say("Term"))
        Ring(self)
        record_kind: type = self.record
        declared = {column.name: column for column in columns(record_kind)}
        self.grids: dict[str, GridBox] = {}
        names = [name for name in declared if name not in (*NOT_EDITED, "title", "escalates")]
        for name in names:
            record = _row_of(declared[name])
            if record is not None:
                self.grids[name] = self._grid(declared[name], record, numerals)
        groups = self._groups(kind, [name for name in names if name not in self.grids])
        least = self.fontMetrics().horizontalAdvance("0" * NARROW) + 24
        self.form = Form(self.record, looks=ground.looks(self.record), numerals=numerals, groups=groups, least=least)
        self.form.edited.connect(self.edited)
        self.form.source_wanted.connect(self.origin_wanted)
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(12, 8, 12, 8)
        rows.setSpacing(8)
        for box in self.grids.values():
            rows.addWidget(box)
        rows.addWidget(self.form)
        rows.addStretch(1)
        self.setWidget(inside)
        self.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)

    @property
    def required(self) -> tuple[str, ...]:
        """Return the fields without which the term says nothing."""
        return tuple(column.name for column in columns(self.record) if column.required)

    def label_of(self, name: str) -> str:
        """Return what a field is called."""
        return next(say(column.says.label) for column in columns(self.record) if column.name == name)

    def show_plain(self, term: Mapping[str, Any]) -> None:
        """Show a term as it stands in the document."""
        self.form.say_units(self._ground.units(self.record))
        self.form.show_plain(term)
        for name, box in self.grids.items():
            layout = box.editor.layout_
            if isinstance(layout, Records):
                layout.say_unit("price", self._ground.currency)
            box.editor.take(term.get(name))

    def show_origins(self, origins: Mapping[str, tuple[str, str]]) -> None:
        """Show where each value comes from."""
        self.form.show_origins(origins)
        for name, box in self.grids.items():
            kind, words = origins.get(name, ("", ""))
            box.origin.setVisible(bool(kind))
            if kind:
                box.origin.show_origin(kind, words)

    def editor(self, name: str) -> Editor:
        """Return the editor of a field."""
        return self.grids[name].editor if name in self.grids else self.form.editor(name)

    def has(self, name: str) -> bool:
        """Say whether a field can be edited here."""
        return name in self.grids or name in self.form.boxes

    def names(self) -> tuple[str, ...]:
        """Return all fields that can be edited."""
        return (*self.form.boxes, *self.grids)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Scroll rather than ask for room."""
        return QSize(180, 80)

    def _groups(self, kind: str, names: Sequence[str]) -> tuple[Group, ...]:
        known = tuple((say(caption), some) for caption, some in GROUPS.get(kind, ()))
        told = {name for _caption, some in known for name in some}
        rest = [name for name in names if name not in told]
        last = ["title", *(["escalates"] if kind in ESCALATING else [])]
        if not known:
            return (("", (*rest, *last)),)
        return (*known, (say("More"), (*rest, *last)))

    def _grid(self, column: Column, record: type, numerals: Numerals) -> GridBox:
        keys = GRIDS[record]
        declared = [known.name for known in columns(record)]
        looks = {known.name: self._ground.look(known) for known in columns(record)}
        layout = Records(record, declared, lambda _rows: dict.fromkeys(keys, 0), looks=looks, numerals=numerals)
        layout.names = keys
        editor = GridEditor(kind_of(column), layout, numerals)
        box = GridBox(editor, adds=say("Add row"))
        editor.done.connect(lambda value, _request: self.edited.emit(column.name, value))
        box.source_wanted.connect(lambda: self.origin_wanted.emit(column.name))
        box.add_wanted.connect(lambda: editor.add(_next(editor.grid.grid.value, keys), say("Add row")))
        return box


def _row_of(column: Column) -> type | None:
    """Return the record of a field's rows, if it holds rows."""
    return next((record for record in GRIDS if f".{record.__name__}," in str(column.type)), None)


def _next(rows: list[Any], keys: Sequence[str]) -> dict[str, Any]:
    """Return a further row: it starts above the last, at its price."""
    if not rows:
        return dict.fromkeys(keys, 0)
    last = max(rows, key=lambda row: row.get(keys[0]) or 0)
    start = last.get(keys[0]) or 0
    return {**last, keys[0]: start * 2 if start else 1}
