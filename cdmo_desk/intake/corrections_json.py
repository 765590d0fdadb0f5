"""Corrections as plain JSON: written for keeping, read back strictly, each fault named by its place."""

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, cast, get_args

from cdmo_desk.intake.corrections import (
    FACTS,
    ROLES,
    ROW_KINDS,
    Area,
    Bounds,
    Corrections,
    DateOrder,
    Decision,
    RowKind,
    SheetCorrections,
)
from cdmo_desk.intake.numbers import Style
from cdmo_desk.intake.quote import Basis
from cdmo_desk.problem import Problem, Refused, shown
from cdmo_desk.speech import say

Plain = dict[str, Any]
_STYLES: tuple[str, ...] = get_args(Style)
_COLUMN = 16_384


def as_plain(corrections: Corrections) -> Plain:
    """Return corrections as plain JSON, without what is as recognised."""
    made: Plain = {
        "currency": corrections.currency,
        "dates": corrections.dates,
        "facts": dict(corrections.facts),
        "sheets": {name: _sheet(of) for name, of in corrections.sheets.items()},
        "lines": {
            key: _filled({name: getattr(of, name) for name in Decision.__slots__})
            for key, of in corrections.lines.items()
        },
        "asks": dict(corrections.asks),
    }
    return _filled(made)


def _sheet(of: SheetCorrections) -> Plain:
    return _filled(
        {
            "ignored": of.ignored,
            "numbers": of.numbers,
            "scale": None if of.scale is None else f"{of.scale:f}",
            "tables": [_area(area) for area in of.areas],
            "rows": {str(row): kind for row, kind in of.kinds.items()},
            "values": dict(of.values),
        }
    )


def _area(area: Area) -> Plain:
    return {"heading": area.heading} | _filled(
        {
            "range": area.range,
            "columns": dict(area.roles),
            "numbers": dict(area.numbers),
            "scale": None if area.scale is None else f"{area.scale:f}",
            "ignored": area.ignored or None,
        }
    )


def _filled(plain: Plain) -> Plain:
    return {name: value for name, value in plain.items() if value is not None and value not in ({}, [])}


def from_plain(raw: object) -> Corrections:
    """Return the corrections that plain JSON states; raises `Refused` with every fault at its place."""
    reader = _Reader()
    found = reader.corrections(raw)
    if reader.problems:
        raise Refused(*reader.problems)
    return found


class _Reader:
    """Reads what is well formed, and keeps a problem for all else."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def corrections(self, raw: object) -> Corrections:
        """Read a whole document."""
        top = self._object(raw, "corrections", ("currency", "dates", "facts", "sheets", "lines", "asks"))
        sheets = self._entries(top, "sheets", "sheets")
        lines = self._entries(top, "lines", "lines")
        facts = self._entries(top, "facts", "facts")
        asks = self._entries(top, "asks", "asks")
        return Corrections(
            {name: self._sheet(value, f"sheets.{name}") for name, value in sheets.items()},
            self._text(top.get("currency"), "currency"),
            cast("DateOrder | None", self._one(top.get("dates"), get_args(DateOrder), "dates")),
            {
                self._known(name, FACTS, "facts"): self._text(value, f"facts.{name}") or ""
                for name, value in facts.items()
            },
            {key: self._decision(value, f"lines.{key}") for key, value in lines.items()},
            {key: self._text(value, f"asks.{key}") or "" for key, value in asks.items()},
        )

    def _sheet(self, raw: object, place: str) -> SheetCorrections:
        made = self._object(raw, place, ("ignored", "numbers", "scale", "tables", "rows", "values"))
        tables = made.get("tables", [])
        if not isinstance(tables, list):
            self._wrong(f"{place}.tables", say("must be a list"))
            tables = []
        rows = self._entries(made, "rows", f"{place}.rows")
        values = self._entries(made, "values", f"{place}.values")
        return SheetCorrections(
            self._flag(made.get("ignored"), f"{place}.ignored"),
            tuple(self._area(area, f"{place}.tables[{number}]") for number, area in enumerate(tables)),
            self._style(made.get("numbers"), f"{place}.numbers"),
            self._scale(made.get("scale"), f"{place}.scale"),
            {
                self._row(row, f"{place}.rows"): cast("RowKind", self._one(kind, ROW_KINDS, f"{place}.rows.{row}"))
                for row, kind in rows.items()
            },
            {
                self._cell(cell, f"{place}.values"): self._text(text, f"{place}.values.{cell}") or ""
                for cell, text in values.items()
            },
        )

    def _area(self, raw: object, place: str) -> Area:
        made = self._object(raw, place, ("heading", "range", "columns", "numbers", "scale", "ignored"))
        marked = self._text(made.get("range"), f"{place}.range")
        if marked is not None and Bounds.of(marked) is None:
            self._wrong(f"{place}.range", say("must be a range such as A10:H52, not {text}", text=shown(marked)))
            marked = None
        columns = self._entries(made, "columns", f"{place}.columns")
        numbers = self._entries(made, "numbers", f"{place}.numbers")
        return Area(
            self._row(made.get("heading"), f"{place}.heading", least=0),
            marked,
            {name.upper(): self._one(role, ROLES, f"{place}.columns.{name}") or "" for name, role in columns.items()},
            {name.upper(): self._style(of, f"{place}.numbers.{name}") or "dot" for name, of in numbers.items()},
            self._scale(made.get("scale"), f"{place}.scale"),
            self._flag(made.get("ignored"), f"{place}.ignored") or False,
        )

    def _decision(self, raw: object, place: str) -> Decision:
        made = self._object(raw, place, Decision.__slots__)
        return Decision(
            cast("Basis | None", self._one(made.get("basis"), get_args(Basis), f"{place}.basis")),
            *(self._text(made.get(name), f"{place}.{name}") for name in Decision.__slots__[1:]),
        )

    def _wrong(self, place: str, says: str) -> None:
        self.problems.append(Problem(place, f"{says}."))

    def _object(self, raw: object, place: str, known: tuple[str, ...]) -> Plain:
        if not isinstance(raw, dict):
            self._wrong(place, say("must be an object"))
            return {}
        for name in raw.keys() - set(known):
            self._wrong(f"{place}.{name}", say("is not known here; known are {names}", names=", ".join(known)))
        return raw

    def _entries(self, made: Plain, name: str, place: str) -> Mapping[str, object]:
        found = made.get(name, {})
        if isinstance(found, dict):
            return found
        self._wrong(place, say("must be an object"))
        return {}

    def _typed(self, raw: object, place: str, is_right: Callable[[object], bool], says: str) -> object | None:
        if raw is None or is_right(raw):
            return raw
        self._wrong(place, says)
        return None

    def _text(self, raw: object, place: str) -> str | None:
        return cast("str | None", self._typed(raw, place, lambda found: isinstance(found, str), say("must be a text")))

    def _flag(self, raw: object, place: str) -> bool | None:
        says = say("must be true or false")
        return cast("bool | None", self._typed(raw, place, lambda found: isinstance(found, bool), says))

    def _one(self, raw: object, known: tuple[str, ...], place: str) -> str | None:
        says = say("must be one of {names}", names=", ".join(known))
        return cast("str | None", self._typed(raw, place, lambda found: found in known, says))

    def _known(self, name: str, known: tuple[str, ...], place: str) -> str:
        self._one(name, known, f"{place}.{name}")
        return name

    def _style(self, raw: object, place: str) -> Style | None:
        return cast("Style | None", self._one(raw, _STYLES, place))

    def _row(self, raw: object, place: str, least: int = 1) -> int:
        text = str(raw) if isinstance(raw, (str, int)) and not isinstance(raw, bool) else ""
        if text.isdecimal() and least <= int(text) <= 1 << 20:
            return int(text)
        self._wrong(place, say("must be the number of a row, not {text}", text=shown(raw)))
        return 0

    def _cell(self, raw: str, place: str) -> str:
        bounds = Bounds.of(raw)
        if bounds is None or ":" in raw or bounds.right > _COLUMN:
            self._wrong(place, say("must name cells such as E12, not {text}", text=shown(raw)))
        return raw.upper()

    def _scale(self, raw: object, place: str) -> Decimal | None:
        if raw is None:
            return None
        try:
            made = Decimal(str(raw))
        except InvalidOperation:
            made = Decimal(0)
        if isinstance(raw, bool) or not made.is_finite() or made <= 0:
            self._wrong(place, say("must be a number such as 1000, not {text}", text=shown(raw)))
            return None
        return made
