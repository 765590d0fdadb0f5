"""What a request altered, in words: object, field, the value before and the value after, side by side."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, is_dataclass
from datetime import date
from functools import cache
from typing import Any, get_origin

from cdmo_desk.contract.dossier import Line
from cdmo_desk.contract.offer import KINDS, TERMS, Offer
from cdmo_desk.field import columns
from cdmo_desk.library import Touched
from cdmo_desk.programme.brief import Brief
from cdmo_desk.sheets.figures import DASH, EN, Figures
from cdmo_desk.speech import marked, say

MOST = 300  # letters of a value shown
DEEPEST = 12
_NAMES = ("id", "name", "title", "criterion", "for", "topic", "quarter")
_SHARES = ("fraction", "a year")
_WORDS = {
    "cases": marked("Brief"),
    "suppliers": marked("Supplier"),
    "sources": marked("File"),
    "attachments": marked("File"),
    "marks": marked("Mark"),
    "barriers": marked("Closed to undo"),
}
_CODE = re.compile(r"[a-z0-9]+(_[a-z0-9]+)+")
_APART = ("terms", "lines")


@dataclass(frozen=True, slots=True)
class Altered:
    """One value that a request altered; a whole object that came or went has no field."""

    thing: str
    field: str
    before: str
    after: str


def alterations(touched: Sequence[Touched], figures: Figures = EN) -> list[Altered]:
    """Return what was altered, in the order of brief, offers, terms, lines and the rest."""
    return [altered for row in _once(touched) for altered in _of_row(row, figures)]


def things(touched: Sequence[Touched]) -> list[str]:
    """Return what was altered by name, each once."""
    return list(dict.fromkeys(_thing(row) for row in _once(touched)))


def _once(touched: Sequence[Touched]) -> list[Touched]:
    """Leave out a file that is named again as the file of the case."""
    attached = {row.key[-1] for row in touched if row.table == "attachments"}
    return [row for row in touched if row.table != "sources" or row.key[0] not in attached]


def _of_row(row: Touched, figures: Figures) -> Iterator[Altered]:
    thing = _thing(row)
    if row.before is None or row.after is None:
        was = _summed(row.table, row.before, figures) or say("there")
        now = say("removed") if row.after is None else _summed(row.table, row.after, figures) or say("added")
        yield Altered(thing, "", DASH if row.before is None else was, now)
        return
    record, before, after = _plain(row.table, row.before), _inner(row, row.before), _inner(row, row.after)
    for path, old, new, kind in _differences(before, after, _Kind(record)):
        yield Altered(thing, path, _said(old, figures, kind), _said(new, figures, kind))


def _thing(row: Touched) -> str:
    key = [str(part) for part in row.key]
    if row.table in _WORDS:
        name = {"cases": "", "sources": (row.after or row.before or {}).get("name", "")}.get(row.table, key[-1])
        if row.table == "attachments":
            name = (row.after or row.before or {}).get("name", key[-1])
        return f"{say(_WORDS[row.table])} {name}".strip()
    if row.table == "offers":
        return say("Offer {id}", id=key[1])
    shown = row.after or row.before or {}
    if row.table == "terms":
        data = _read(shown.get("data"))
        kind = str(shown.get("type", "")).replace("_", " ")
        title = data.get("title") if isinstance(data.get("title"), str) else ""
        return say("Offer {id}", id=key[1]) + say(", term {name}", name=title or kind or key[2])
    if row.table == "lines":
        return say("Offer {id}", id=key[1]) + say(", line {name}", name=shown.get("id", key[2]))
    return " ".join([row.table.replace("_", " ").capitalize(), *key[1:]])


def _inner(row: Touched, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row as the record it keeps."""
    if row.table == "cases":
        return _read(values.get("brief"))
    if row.table == "offers":
        whole = _read(values.get("data"))
        return {name: value for name, value in whole.items() if name not in _APART}
    if row.table == "terms":
        return _read(values.get("data"))
    plain = {name: value for name, value in values.items() if name not in {"position", "case_id"}}
    for name in ("cells", "becomes", "rest"):
        if name in plain and row.table == "lines":
            plain[name] = _read(plain[name])
    plain.pop("fields", None)
    return plain


def _plain(table: str, values: Mapping[str, Any]) -> type | None:
    if table == "terms":
        return TERMS.get(str(values.get("type")))
    return {"cases": Brief, "offers": Offer, "lines": Line}.get(table)


def _summed(table: str, values: Mapping[str, Any] | None, figures: Figures) -> str:
    """Return an object that came or went in a few words; none where its name says all."""
    if values is None:
        return ""
    if table == "lines":
        amount = values.get("amount") or values.get("unit_price") or ""
        asked = f"{_said(amount, figures, _Kind())} {values.get('currency', '')}".strip(f"{DASH} ")
        return _joined([values.get("description"), asked])
    if table == "offers":
        kind = KINDS.get(str(values.get("kind")))
        return _joined([values.get("supplier"), values.get("title"), say(kind) if kind else ""])
    if table == "cases":
        return _cut(" · ".join(str(values[name]) for name in ("title", "product") if values.get(name)))
    if table == "terms":
        data = _read(values.get("data"))
        kept = {name: value for name, value in data.items() if name not in ("type", "id", "title", "sources")}
        return _cut(_said(kept, figures, _Kind(_plain(table, values)))) if kept else ""
    if table == "barriers":
        return _cut(str(values.get("says", "")))
    if table == "marks":
        return _cut(str(values.get("value", "")))
    return ""


def _joined(parts: Sequence[object]) -> str:
    return _cut(" · ".join(str(part) for part in parts if part))


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a value is: the record it is one of (or whose values it names by key), and whether it is a share."""

    record: Any = None
    keyed: bool = False
    share: bool = False

    def field(self, name: str) -> "tuple[str, _Kind]":
        """Return what a field is called, and what it is."""
        if self.keyed:
            return name, _Kind(self.record)
        for column in columns(self.record) if self.record is not None else ():
            if column.name in (name, f"{name}_"):
                records = _records(column.type)
                kind = _Kind(
                    records[0] if len(records) == 1 else None, _is_keyed(column.type), column.says.unit in _SHARES
                )
                return say(column.says.label), kind
        return name.replace("_", " ").capitalize(), _Kind()


def _differences(
    before: object, after: object, kind: _Kind, path: str = "", depth: int = 0
) -> Iterator[tuple[str, object, object, _Kind]]:
    """Yield every value that differs, with the words that lead to it; `None` stands for none there."""
    if before == after and type(before) is type(after):
        return
    if depth < DEEPEST and isinstance(before, dict) and isinstance(after, dict) and not _is_estimate(before, after):
        for name in dict.fromkeys([*before, *after]):
            if name.startswith("x-"):  # notes of the program to itself
                continue
            label, inner = kind.field(name)
            where = f"{path}, {label}" if path else label
            yield from _differences(before.get(name), after.get(name), inner, where, depth + 1)
        return
    if depth < DEEPEST and _by_name(before) is not None and _by_name(after) is not None:
        old, new = _by_name(before) or {}, _by_name(after) or {}
        if list(old) != list(new) and old.keys() == new.keys():
            yield path, list(old), list(new), _Kind()
        for name in dict.fromkeys([*old, *new]):
            yield from _differences(old.get(name), new.get(name), kind, f"{path} {name}".strip(), depth + 1)
        return
    yield path, before, after, kind


def _is_estimate(*values: dict[str, Any]) -> bool:
    return any("likely" in value for value in values)


def _by_name(value: object) -> dict[str, Any] | None:
    """Return a list of objects by the names they go by; None where it is none, or two go by the same."""
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        return None
    for name in _NAMES:
        found = {str(item[name]): item for item in value if name in item}
        if len(found) == len(value):
            return found
    return None


def _said(value: object, figures: Figures, kind: _Kind) -> str:
    """Return a value in words."""
    if value is None or value in ("", [], {}):
        return DASH
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    if isinstance(value, int | float):
        return figures.share(value) if kind.share else figures.short(value, 6)
    if isinstance(value, str):
        return _cut(_text(value, figures))
    if isinstance(value, list):
        return _cut(", ".join(_said(item, figures, kind) for item in value))
    if isinstance(value, dict):
        return _cut(_object(value, figures, kind))
    return _cut(str(value))


def _object(value: dict[str, Any], figures: Figures, kind: _Kind) -> str:
    if "likely" in value:
        likely, low, high = (_said(value.get(name), figures, kind) for name in ("likely", "low", "high"))
        if low == high == DASH:
            return likely
        return say("{likely} ({low} to {high})", likely=likely, low=low, high=high)
    named = [(*kind.field(name), inner) for name, inner in value.items() if not name.startswith("x-")]
    return ", ".join(f"{label} {_said(inner, figures, within)}" for label, within, inner in named)


def _text(value: str, figures: Figures) -> str:
    if _CODE.fullmatch(value):
        return value.replace("_", " ")
    try:
        return figures.date(date.fromisoformat(value)) if len(value) == len("2026-11-22") else value
    except ValueError:
        return value


def _cut(text: str) -> str:
    return text if len(text) <= MOST else f"{text[: MOST - 1]}…"


def _is_keyed(hint: Any) -> bool:  # noqa: ANN401 - any type
    """Tell whether a type is a mapping of names to records."""
    return get_origin(hint) is dict or any(get_origin(inner) is dict for inner in getattr(hint, "__args__", ()))


@cache
def _records(hint: Any) -> list[Any]:  # noqa: ANN401 - any type
    """Return the records that a type is made of."""
    if isinstance(hint, type) and is_dataclass(hint):
        return [hint]
    return [record for inner in getattr(hint, "__args__", ()) for record in _records(inner)]


def _read(text: object) -> dict[str, Any]:
    try:
        found = json.loads(str(text))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
