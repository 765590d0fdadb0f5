"""From plain JSON to a record: every problem of every field at once, in sentences, by its place."""

import marshal
from collections.abc import Iterator
from dataclasses import dataclass, is_dataclass
from functools import cache, lru_cache
from os import environ
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from cdmo_desk.contract.offer import TERMS
from cdmo_desk.estimate import Estimate
from cdmo_desk.field import columns
from cdmo_desk.problem import Problem, shown

Record = TypeVar("Record")
MOST = 64
"""Records that are kept as they were last read: the briefs and offers of a few cases."""


def record(kind: type[Record], plain: Any, place: str) -> tuple[Record | None, list[Problem], list[Problem]]:  # noqa: ANN401 - any JSON
    """Return the record (None if it cannot be read), its problems, and what is odd about it."""
    if not isinstance(plain, dict):
        return None, [Problem(place, f"must be an object, not {shown(plain)}")], []
    try:
        content = marshal.dumps(plain, 2)
    except ValueError:  # what JSON does not hold, or too deep
        return _read(kind, plain, place)
    known: Any = kind
    made, problems, odd = _kept(known, place, content)
    return made, list(problems), list(odd)


@lru_cache(maxsize=MOST)
def _kept(kind: Any, place: str, content: bytes) -> tuple[Record | None, list[Problem], list[Problem]]:  # noqa: ANN401 - a class, which is hashable
    """Read a record from its bytes, which are equal only where kinds of numbers and the order of keys are equal too.

    While one works, records are read again and again, and all but the one that was edited are as they were.
    """
    return _read(kind, marshal.loads(content), place)  # noqa: S302 - bytes made above, of JSON


def _read(kind: type[Record], plain: Any, place: str) -> tuple[Record | None, list[Problem], list[Problem]]:  # noqa: ANN401 - any JSON
    odd = list(_unknown(kind, plain, place))
    try:
        return _adapter(kind).validate_python(_stated(kind, plain)), [], odd
    except ValidationError as fault:
        return None, _problems(fault, plain, place), odd


def _adapter(kind: type[Record]) -> TypeAdapter[Record]:
    if kind not in _ADAPTERS:
        environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # nothing installed beside us has a say in documents
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


_ADAPTERS: dict[type, TypeAdapter[Any]] = {}


def path(place: str, parts: tuple[str | int, ...]) -> str:
    """Return a place such as `offers[2].terms[4].unit_price`."""
    for part in parts:
        place += f"[{part}]" if isinstance(part, int) else f".{part}" if place else str(part)
    return place


def _problems(fault: ValidationError, plain: Any, place: str) -> list[Problem]:  # noqa: ANN401 - any JSON
    found: dict[str, Problem] = {}
    for error in fault.errors(include_url=False):
        where = path(place, tuple(_walked(error["loc"], plain)))
        found.setdefault(where, Problem(where, _sentence(error["type"], error)))
    return list(found.values())


def _walked(location: tuple[str | int, ...], plain: Any) -> Iterator[str | int]:  # noqa: ANN401 - any JSON
    """Give the parts of a location that exist in the document; unions add their own, which do not."""
    node = plain
    for number, part in enumerate(location):
        last = number == len(location) - 1
        if isinstance(node, dict) and (part in node or (last and not _is_branch(part, node))):
            yield part
            node = node.get(part)
        elif isinstance(node, list) and isinstance(part, int) and part < len(node):
            yield part
            node = node[part]


def _is_branch(part: str | int, node: dict[str, Any]) -> bool:
    """Say whether a part of a location names a branch of a union, not a key."""
    return isinstance(part, int) or part == node.get("type") or not part.isidentifier() or part[0].isupper()


def _sentence(kind: str, error: Any) -> str:  # noqa: ANN401 - pydantic's ErrorDetails
    given, context = shown(error.get("input")), error.get("ctx", {})
    if kind == "missing":
        return "is missing"
    if kind == "union_tag_not_found":
        return "has no type"
    if kind == "union_tag_invalid":
        return f"is of an unknown type, {shown(context.get('tag'))}; known are {', '.join(TERMS)}"
    if kind in _SENTENCES:
        return f"{_SENTENCES[kind].format(**context)}, not {given}"
    if kind == "string_too_short":
        return "must not be empty"
    if kind in ("estimate", "currency", "decimal", "day"):
        return f"{error['msg']} ({given})"
    return f"cannot be read: {error['msg'][0].lower()}{error['msg'][1:]} ({given})"


_SENTENCES = {
    "float_type": "must be a number",
    "int_type": "must be a whole number",
    "int_from_float": "must be a whole number",
    "bool_type": "must be true or false",
    "string_type": "must be a text",
    "date_type": "must be a date written YYYY-MM-DD",
    "dict_type": "must be an object",
    "dataclass_type": "must be an object",
    "dataclass_exact_type": "must be an object",
    "tuple_type": "must be a list",
    "list_type": "must be a list",
    "finite_number": "must be a finite number",
    "greater_than": "must be above {gt:g}",
    "greater_than_equal": "must be at least {ge:g}",
    "less_than_equal": "must be at most {le:g}",
    "literal_error": "must be {expected}",
}


@dataclass(frozen=True, slots=True)
class Shape:
    """What a key of a record may hold: which records, whether under names of their own, and whether it must stand."""

    records: tuple[type, ...]
    keyed: bool
    required: bool

    def record(self, plain: Any) -> type | None:  # noqa: ANN401 - any JSON
        """Return the record that a JSON value stands for, or None where that is not ours to say."""
        if not self.records or not isinstance(plain, dict):
            return None
        if len(self.records) > 1:
            return TERMS.get(plain["type"]) if isinstance(plain.get("type"), str) else None
        return self.records[0]

    def below(self, plain: Any, place: str) -> Iterator[tuple[Any, str]]:  # noqa: ANN401 - any JSON
        """Give the values that may be records, with their places."""
        if isinstance(plain, list):
            for number, item in enumerate(plain):
                yield item, f"{place}[{number}]"
        elif isinstance(plain, dict) and self.keyed:
            for key, item in plain.items():
                yield item, f"{place}.{key}"
        else:
            yield plain, place


@cache
def _shapes(kind: type) -> dict[str, Shape]:
    """Return the keys of a record and what each may hold."""
    return {
        _key(column.name, column.type): Shape(
            tuple(found for found in _records(column.type) if found is not Estimate),
            get_origin(_bare(column.type)) is dict,
            column.required,
        )
        for column in columns(kind)
    }


def _key(name: str, hint: Any) -> str:  # noqa: ANN401 - any annotation
    if get_origin(hint) is Annotated:
        for note in get_args(hint)[1:]:
            if isinstance(note, FieldInfo) and note.alias:
                return note.alias
    return name


def _bare(hint: Any) -> Any:  # noqa: ANN401 - any annotation
    return get_args(hint)[0] if get_origin(hint) is Annotated else hint


def _records(hint: Any) -> tuple[type, ...]:  # noqa: ANN401 - any annotation
    """Return the records that a type may hold, however deep in unions and tuples."""
    if get_origin(hint) is Annotated:
        return _records(get_args(hint)[0])
    if get_origin(hint) in (Union, UnionType, tuple):
        return tuple(found for part in get_args(hint) for found in _records(part))
    if get_origin(hint) is dict:
        return _records(get_args(hint)[1])
    return (hint,) if isinstance(hint, type) and is_dataclass(hint) else ()


def _unknown(kind: type, plain: dict[str, Any], place: str) -> Iterator[Problem]:
    """Give the keys nobody declares, however deep; those that start with x- are anybody's."""
    shapes = _shapes(kind)
    for key, value in plain.items():
        shape = shapes.get(key)
        if shape is None:
            if not key.startswith("x-"):
                yield Problem(path(place, (key,)), "is not a known field; it is kept and ignored")
        elif shape.records:
            for item, where in shape.below(value, path(place, (key,))):
                below = shape.record(item)
                if below is not None:
                    yield from _unknown(below, item, where)


def _stated(kind: type, plain: dict[str, Any]) -> dict[str, Any]:
    """Return an object without the optional fields that are null: null says as much as nothing."""
    shapes = _shapes(kind)
    made: dict[str, Any] = {}
    for key, value in plain.items():
        shape = shapes.get(key)
        if shape is not None and (value is not None or shape.required):
            made[key] = _stated_below(shape, value)
    return made


def _stated_below(shape: Shape, value: Any) -> Any:  # noqa: ANN401 - any JSON
    if not shape.records:
        return value
    if isinstance(value, list):
        return [_stated_item(shape, item) for item in value]
    if isinstance(value, dict) and shape.keyed:
        return {key: _stated_item(shape, item) for key, item in value.items()}
    return _stated_item(shape, value)


def _stated_item(shape: Shape, value: Any) -> Any:  # noqa: ANN401 - any JSON
    below = shape.record(value)
    return value if below is None else _stated(below, value)
