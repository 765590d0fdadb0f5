"""How a cell of a terms sheet is read through the declared type of the field that it sets."""

from collections.abc import Iterable
from dataclasses import is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from cdmo_desk.contract.offer import TERMS
from cdmo_desk.estimate import Estimate
from cdmo_desk.field import Column, columns
from cdmo_desk.intake.becoming_state import fold, is_yes, slug
from cdmo_desk.intake.dates import day_in
from cdmo_desk.intake.numbers import Style, lex
from cdmo_desk.intake.phrases import plain
from cdmo_desk.problem import shown
from cdmo_desk.programme.brief import CAPABILITIES, Brief

Cell = str | Decimal | bool | date
Shape = Literal["estimate", "bands", "list", "flag", "number", "whole", "day", "choice", "text", "record", "other"]
_BAND = 2
_SHAPES: dict[Any, Shape] = {
    bool: "flag",
    float: "number",
    int: "whole",
    date: "day",
    str: "text",
    Estimate: "estimate",
}


class Unread(Exception):  # noqa: N818 - an answer to a person, not a fault of the program
    """A cell that does not read as its field asks; its text says why."""


def bare(hint: Any) -> Any:  # noqa: ANN401 - any annotation
    """Return a type without its notes and without None."""
    if get_origin(hint) is Annotated:
        return bare(get_args(hint)[0])
    if get_origin(hint) in (Union, UnionType):
        kinds = [part for part in get_args(hint) if part is not type(None)]
        return bare(kinds[0]) if len(kinds) == 1 else Any
    return hint


def shape(column: Column) -> Shape:
    """Return how the cells of a field are laid out."""
    kind = bare(column.type)
    if kind in _SHAPES:
        return _SHAPES[kind]
    if get_origin(kind) is Literal:
        return "choice"
    if get_origin(kind) is tuple:
        part: type = bare(get_args(kind)[0])
        banded = is_dataclass(part) and len(columns(part)) == _BAND
        return "bands" if banded else "list" if part is str else "other"
    return "record" if is_dataclass(kind) else "other"


def key(column: Column) -> str:
    """Return the name of a field in documents."""
    hints = get_args(column.type)[1:] if get_origin(column.type) is Annotated else ()
    return next((note.alias for note in hints if isinstance(note, FieldInfo) and note.alias), column.name)


def _label(column: Column) -> str:
    return column.says.label


@cache
def named(record: type) -> dict[str, tuple[Column, ...]]:
    """Return the fields of a record by the words that may name them: name, label, and those of records within it."""
    found: dict[str, tuple[Column, ...]] = {}
    own = [column for column in columns(record) if shape(column) != "other" and key(column) != "type"]
    for read in (key, _label):
        for column in own:
            if shape(column) != "record":
                found.setdefault(plain(read(column)), (column,))
    for column in own:
        if shape(column) != "record":
            continue
        for words, inner in named(bare(column.type)).items():
            for outer in (key(column), column.says.label):
                found.setdefault(f"{plain(outer)} {words}", (column, *inner))
    for column in own:
        for head in column.says.heads:
            found.setdefault(plain(head), (column,))
    return found


@cache
def subjects() -> dict[str, str]:
    """Return the names of terms by the words that may name them."""
    return {plain(name): name for name in TERMS}


def band_keys(column: Column) -> tuple[str, str]:
    """Return the two names of a band: where it starts, and what it states."""
    first, second = columns(bare(get_args(bare(column.type))[0]))
    return key(first), key(second)


def number(value: Cell, style: Style | None) -> Decimal:
    """Read a number, a percentage as a fraction; raise `Unread` otherwise."""
    if isinstance(value, Decimal):
        return value
    if not isinstance(value, str):
        raise Unread(f"must be a number, not {shown(str(value))}")
    numeral = lex(value)
    if numeral is None or numeral.rest or numeral.span or numeral.bound:
        raise Unread(f"must be a number, not {shown(value)}")
    if style is None and numeral.ambiguous:
        one, other = (f"{reading:f}" for reading in sorted({reading for _, reading in numeral.readings}))
        raise Unread(f"{shown(value)} could be {one} or {other}; write it without separators")
    read = numeral.read(style)
    return read / 100 if numeral.percent else read


def plain_number(value: Decimal) -> int | float:
    """Return a number as a document holds it."""
    return int(value) if value == value.to_integral_value() else float(value)


def value(column: Column, cell: Cell, brief: Brief, style: Style | None) -> Any:  # noqa: ANN401 - plain JSON
    """Read the value of a field that is no estimate and no list of bands; raise `Unread` if it cannot."""
    kind = shape(column)
    if kind in ("number", "whole"):
        return _number(kind, cell, style)
    if kind == "flag":
        return _flag(cell)
    if kind == "day":
        return _day(cell)
    if kind == "choice":
        return _choice(get_args(bare(column.type)), cell)
    text = _text(cell)
    if kind == "list":
        return [_reference(column.name, part, brief) for part in _parts(text)]
    return _reference(column.name, text, brief)


def _number(kind: Shape, cell: Cell, style: Style | None) -> int | float:
    read = number(cell, style)
    if kind == "whole" and read != read.to_integral_value():
        raise Unread(f"must be a whole number, not {read:f}")
    return plain_number(read)


def _flag(cell: Cell) -> bool:
    if isinstance(cell, bool):
        return cell
    answer = is_yes(f"{cell:f}" if isinstance(cell, Decimal) else str(cell))
    if answer is None:
        raise Unread(f"must be yes or no, not {shown(str(cell))}")
    return answer


def _day(cell: Cell) -> str:
    if isinstance(cell, date):
        return cell.isoformat()
    day = day_in(cell) if isinstance(cell, str) else None
    if day is None:
        raise Unread(f"must be a date such as 2027-03-31, not {shown(str(cell))}")
    if day.other is not None:
        raise Unread(f"{shown(str(cell))} could be {day.value} or {day.other}; write it YYYY-MM-DD")
    return day.value.isoformat()


def _choice(options: Iterable[str], cell: Cell) -> str:
    wanted = plain(str(cell))
    known = tuple(options)
    for option in known:
        if plain(option) == wanted:
            return option
    raise Unread(f"must be one of {', '.join(known)}, not {shown(str(cell))}")


def _text(cell: Cell) -> str:
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return cell.strip() if isinstance(cell, str) else str(cell)


def _parts(text: str) -> list[str]:
    return [
        part.strip()
        for line in text.splitlines()
        for piece in line.split(";")
        for part in piece.split(",")
        if part.strip()
    ]


def _reference(name: str, text: str, brief: Brief) -> str:
    """Return what a text names in the brief, by id or by title; other texts as they are."""
    if name in ("scope", "covers"):
        return _one_of({item.id: item.title for item in brief.scope}, text, "scope item")
    if name == "gate":
        return _one_of({gate.name: gate.name for gate in brief.gates}, text, "gate")
    if name == "criterion":
        return criterion(brief, text)
    if name == "capabilities":
        known = {code: label for code, label in CAPABILITIES.items() if fold(text) in (code, fold(label))}
        return next(iter(known), slug(text).replace("-", "_") if " " in text else text)
    return text.upper() if name == "currency" else text


def criterion(brief: Brief, text: str) -> str:
    """Return the id of the criterion that a text names; raise `Unread` if none does."""
    return _one_of({known.id: known.title for known in brief.criteria}, text, "criterion")


def _one_of(known: dict[str, str], text: str, what: str) -> str:
    if text in known:
        return text
    for code, title in known.items():
        if plain(text) in (plain(code), plain(title)):
            return code
    raise Unread(f"no {what} is called {shown(text)}; the case has {', '.join(known) or 'none'}")
