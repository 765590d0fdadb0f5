"""A field is described once, on the record that has it; forms, tables, paper and schema read it from there."""

from collections.abc import Iterator
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, get_args, get_origin, get_type_hints

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic_core import CoreSchema


@dataclass(frozen=True, slots=True)
class Says:
    """What a field says of itself.

    `label` names it to people, `unit` stands beside its value, `help` explains it in a sentence,
    `heads` are further words by which a heading of a sheet may call it.
    """

    label: str
    unit: str = ""
    help: str = ""
    heads: tuple[str, ...] = ()

    def __get_pydantic_json_schema__(self, schema: "CoreSchema", handler: "GetJsonSchemaHandler") -> dict[str, Any]:
        """Carry the words into the JSON Schema."""
        made = dict(handler(schema))
        made["title"] = self.label
        words = " ".join(part for part in (self.help, f"Unit: {self.unit}." if self.unit else "") if part)
        if words:
            made["description"] = words
        return made


@dataclass(frozen=True, slots=True)
class Column:
    """A field of a record: its name, its words, its type without them, and whether it must be given."""

    name: str
    says: Says
    type: Any
    required: bool


@cache
def columns(record: type) -> tuple[Column, ...]:
    """Return the fields of a record in declared order. A field without `Says` is labelled by its name."""
    if not is_dataclass(record):
        raise TypeError(record)
    hints = get_type_hints(record, include_extras=True)
    return tuple(_columns(record, hints))


def _columns(record: Any, hints: dict[str, Any]) -> Iterator[Column]:  # noqa: ANN401 - any dataclass
    for field in fields(record):
        hint = hints[field.name]
        says = Says(field.name.replace("_", " ").capitalize())
        kept: list[Any] = []
        if get_origin(hint) is Annotated:
            base, *notes = get_args(hint)
            says = next((note for note in notes if isinstance(note, Says)), says)
            kept = [note for note in notes if not isinstance(note, Says)]
            hint = Annotated[(base, *kept)] if kept else base
        required = field.default is MISSING and field.default_factory is MISSING
        yield Column(field.name, says, hint, required)
