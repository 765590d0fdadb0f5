"""Answers and differences as plain JSON: what `compare --json` holds under `answers` and `against`; see JSON.md."""

from dataclasses import fields, is_dataclass
from typing import Any

from cdmo_desk.evaluation.answers.collected import Answers
from cdmo_desk.evaluation.answers.sensitivity import Swing
from cdmo_desk.evaluation.answers.worth import Worth
from cdmo_desk.evaluation.difference import Difference, Moved, OfferMoved

BESIDE: dict[type, tuple[str, ...]] = {
    Swing: ("width",),
    Worth: ("costs", "costs_in_bad_cases"),
    Moved: ("by",),
    OfferMoved: ("state",),
    Difference: ("choice_changes",),
}  # what a record works out from its fields, and is written beside them


def plain(found: Answers | Difference) -> dict[str, Any]:
    """Return answers or a difference as plain JSON: fields by their names, tuples as lists."""
    made: dict[str, Any] = _plain(found)
    return made


def _plain(value: Any) -> Any:  # noqa: ANN401 - any part of a record
    if is_dataclass(value):
        names = [field.name for field in fields(value)] + list(BESIDE.get(type(value), ()))
        return {name: _plain(getattr(value, name)) for name in names}
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value
