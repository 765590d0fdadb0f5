"""What kind of value a field holds, read from its declared type; and how such a value is read and written as text."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Le
from pydantic import StringConstraints

from cdmo_desk.estimate import Estimate
from cdmo_desk.field import Column
from cdmo_desk.speech import say
from ui.forms.estimates import read_parts, show_parts
from ui.forms.numerals import Numerals, Unread

Choices = tuple[tuple[str, str], ...]
PERCENT = ("fraction", "change")
NUMERIC = ("number", "whole", "estimate")
CHOSEN = {"text": "choice", "whole": "index"}
"""What a field with choices of a page's own is: one of several texts, or one of several numbers with names."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a page says of a field beyond its declaration: its unit here, whether it reads in per cent, its choices."""

    unit: str | None = None
    label: str | None = None
    percent: bool | None = None
    choices: Callable[[], Choices] | None = None
    placeholder: str = ""
    span: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """The kind of a field: its name, whether it may be empty, its range and choices, and how its figures read."""

    name: str
    label: str
    unit: str = ""
    help: str = ""
    optional: bool = False
    least: float | None = None
    most: float | None = None
    choices: Callable[[], Choices] | None = None
    percent: bool = False
    money: bool = False
    named: bool = False

    def read(self, text: str, numerals: Numerals) -> Any:  # noqa: ANN401 - plain JSON
        """Read what was typed; None where it is empty and may be. Raises `Unread` with a sentence."""
        typed = text.strip()
        if not typed and self.name not in ("text", "texts"):
            if self.optional:
                return None
            raise Unread(say("{field} is missing.", field=self.label))
        if self.name in ("number", "whole"):
            return self._ranged(self._figure(typed, numerals), numerals)
        if self.name == "estimate":
            return read_parts(typed, lambda part: self._ranged(self._figure(part, numerals), numerals))
        if self.name == "date":
            return numerals.date(typed)
        if self.name in ("choice", "index"):
            key = self._chosen(typed)
            return key if self.name == "choice" else int(key)
        if self.name == "flag":
            return self._flag(typed)
        if self.name == "texts":
            return [part.strip() for part in typed.split(",") if part.strip()]
        if not typed and self.named and not self.optional:
            raise Unread(say("{field} is missing.", field=self.label))
        return typed or (None if self.optional else "")

    def show(self, value: Any, numerals: Numerals) -> str:  # noqa: ANN401 - plain JSON
        """Write a value as it would be typed."""
        if value is None:
            return ""
        if self.name in ("number", "whole") and isinstance(value, int | float):
            return numerals.show(value, percent=self.percent)
        if self.name == "estimate":
            return show_parts(value, lambda part: numerals.show(part, percent=self.percent))
        if self.name == "date":
            return numerals.show_date(value)
        if self.name in ("choice", "index"):
            return next((title for key, title in self._choices() if key == str(value)), str(value))
        if self.name == "flag":
            return say("yes") if value else say("no")
        if self.name == "texts":
            return ", ".join(str(part) for part in value)
        return str(value)

    def figure(self, text: str, numerals: Numerals) -> float | int:
        """Read one figure of the kind, such as the low of an estimate, and see that it is within the range."""
        return self._ranged(self._figure(text.strip(), numerals), numerals)

    def _figure(self, typed: str, numerals: Numerals) -> float | int:
        if self.percent:
            return numerals.share(typed)
        if typed.endswith("%"):
            raise Unread(say("{typed}: this is not a share. Type a number.", typed=typed))
        value = numerals.number(typed, money=self.money)
        if self.name == "whole" and not isinstance(value, int):
            raise Unread(say("{typed} is not a whole number.", typed=typed))
        return value

    def _ranged(self, value: float, numerals: Numerals) -> float | int:
        sign = " %" if self.percent else ""
        if self.least is not None and value < self.least:
            least = numerals.show(self.least, percent=self.percent) + sign
            raise Unread(say("{field} is at least {least}.", field=self.label, least=least))
        if self.most is not None and value > self.most:
            most = numerals.show(self.most, percent=self.percent) + sign
            raise Unread(say("{field} is at most {most}.", field=self.label, most=most))
        return value

    def _choices(self) -> Choices:
        return self.choices() if self.choices is not None else ()

    def _chosen(self, typed: str) -> str:
        for key, title in self._choices():
            if typed.casefold() in (key.casefold(), title.casefold()):
                return key
        titles = ", ".join(title for _key, title in self._choices())
        raise Unread(say("{typed} is not one of {titles}.", typed=typed, titles=titles))

    def _flag(self, typed: str) -> bool:
        if typed.casefold() in ("yes", "true", "1", "x", "ja", "wahr"):
            return True
        if typed.casefold() in ("no", "false", "0", "nein", "falsch"):
            return False
        raise Unread(say("{typed} is neither yes nor no.", typed=typed))


def kind_of(column: Column, look: Look | None = None) -> Kind:
    """Return the kind of a declared field, as a page looks at it."""
    look = look or Look()
    says = column.says
    found = _typed(column.type, Kind(name="other", label=say(look.label or says.label), help=say(says.help)))
    percent = look.percent
    part = says.unit.removeprefix("fraction").strip() if says.unit.startswith("fraction ") else ""
    if percent is None:
        is_share = says.unit in PERCENT or bool(part)
        percent = is_share and found.name in ("number", "estimate")
        percent = percent or (found.name == "number" and (_is_rate(found) or _is_share(found)))
    unit = look.unit if look.unit is not None else says.unit
    if percent:
        usual = "%" if part or says.unit in ("", *PERCENT) else f"% {say(says.unit)}"
        unit = look.unit if look.unit is not None else usual
    if part:
        found = replace(found, help=f"{say(part[:1].upper() + part[1:])}. {found.help}".strip())
    return replace(
        found,
        unit=say(unit),
        percent=percent,
        choices=look.choices or found.choices,
        name=CHOSEN.get(found.name, found.name) if look.choices is not None else found.name,
        optional=found.optional or (not column.required and found.name not in ("choice", "flag")),
        money=_is_money(unit),
    )


def with_unit(kind: Kind, unit: str) -> Kind:
    """Return a kind in another unit."""
    return replace(kind, unit=unit, money=_is_money(unit))


def words(key: str) -> str:
    """Return an id in words: `phase_2` is Phase 2."""
    return key.replace("_", " ").capitalize()


def _typed(hint: Any, kind: Kind) -> Kind:  # noqa: ANN401 - any annotation
    origin = get_origin(hint)
    if origin is Annotated:
        base, *notes = get_args(hint)
        kind = _typed(base, kind)
        for note in notes:
            if isinstance(note, Ge):
                kind = replace(kind, least=float(note.ge))  # type: ignore[arg-type]
            elif isinstance(note, Le):
                kind = replace(kind, most=float(note.le))  # type: ignore[arg-type]
            elif isinstance(note, StringConstraints) and note.min_length:
                kind = replace(kind, named=True)
        return kind
    if origin in (Union, UnionType):
        parts = [part for part in get_args(hint) if part is not type(None)]
        optional = len(parts) < len(get_args(hint))
        return replace(_typed(parts[0], kind) if len(parts) == 1 else kind, optional=optional)
    if origin is Literal:
        pairs = tuple((str(part), say(words(str(part)))) for part in get_args(hint))
        return replace(kind, name="choice", choices=lambda: pairs)
    if origin is tuple and get_args(hint):
        inner = _typed(get_args(hint)[0], kind).name
        return replace(kind, name={"text": "texts", "estimate": "years"}.get(inner, "records"))
    names = {bool: "flag", date: "date", int: "whole", float: "number", str: "text", Estimate: "estimate"}
    return replace(kind, name=names.get(hint, "other"))


def _is_share(kind: Kind) -> bool:
    return kind.least == 0 and kind.most == 1


def _is_rate(kind: Kind) -> bool:
    return kind.least is not None and -1 < kind.least < 0


def _is_money(unit: str) -> bool:
    code = unit.split(" ", maxsplit=1)[0]
    return len(code) == 3 and code.isupper() and code.isalpha()  # noqa: PLR2004 - ISO 4217
