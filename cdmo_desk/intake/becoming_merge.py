"""What a person changed by hand outlives an import: what was made, what stands and what is new are merged."""

from collections.abc import Mapping
from typing import Any

from cdmo_desk.intake.becoming_state import KEY
from cdmo_desk.intake.terms_sheet import RECORDS

Plain = dict[str, Any]
_LISTS = {place: keys for place, _, keys in RECORDS.values()}
TYPED = "x-typed"
"""Under which a term keeps what its files said of fields that were typed over."""
REMOVED = "its term was removed by hand"
_APART = frozenset({"terms", "lines", KEY, *_LISTS, "scores"})


def merged(was: Plain, now: Mapping[str, Any], new: Plain, firm: frozenset[str]) -> Plain:
    """Return the new offer with what was changed by hand since the last import.

    `was` is what the last import made, `now` the offer as it stands, `new` what this import makes. Where both
    changed, a statement of the files counts (`firm` names those of terms sheets on the offer itself), but not
    what merely stands in their heads.
    """
    made: Plain = {}
    for name in dict.fromkeys((*now, *new)):
        if name in _APART:
            continue
        if (
            name in now
            and (now[name] == new.get(name) or now[name] != was.get(name))
            and not _restated(was, new, name, firm)
        ):
            made[name] = now[name]
        elif name in new:
            made[name] = new[name]
    made["terms"] = _terms(was, now, new)
    read = _ids(was, "lines")
    lines = new["lines"] + [line for line in now.get("lines", ()) if line["id"] not in read]
    made["lines"] = [_placed(line, {term.get("id") for term in made["terms"]}) for line in lines]
    for name, keys in _LISTS.items():
        items = _items(was.get(name, ()), now.get(name, ()), new.get(name, ()), keys)
        if items:
            made[name] = items
    scores = _fields(was.get("scores", {}), now.get("scores", {}), new.get("scores", {}))
    if scores:
        made["scores"] = scores
    return made


def _restated(was: Plain, new: Plain, name: str, firm: frozenset[str]) -> bool:
    return name in firm and new.get(name) != was.get(name)


def _ids(offer: Mapping[str, Any], name: str) -> set[str]:
    return {item["id"] for item in offer.get(name, ()) if item.get("id") is not None}


def own_terms(was: Plain, now: Mapping[str, Any]) -> list[Plain]:
    """Return the terms that no import made."""
    made = _ids(was, "terms")
    return [term for term in now.get("terms", ()) if term.get("id") not in made]


def _terms(was: Plain, now: Mapping[str, Any], new: Plain) -> list[Plain]:
    before = {term["id"]: term for term in was.get("terms", ())}
    standing = {term.get("id"): term for term in now.get("terms", ())}
    made = []
    for term in new["terms"]:
        name = term["id"]
        if name in before and name not in standing:
            continue  # removed by hand
        kept = name in before and before[name]["type"] == term["type"]
        made.append(_typed(_fields(before[name], standing[name], term), term) if kept else term)
    return _in_order([*before], [*standing], made + own_terms(was, now))


def _typed(made: Plain, new: Plain) -> Plain:
    """Return a term that no longer says of a field what it was typed over, where the files now say another value."""
    over = made.get(TYPED)
    if not isinstance(over, dict):
        return made
    kept = {name: value for name, value in over.items() if new.get(name) == value}
    return {**made, TYPED: kept} if kept else {name: value for name, value in made.items() if name != TYPED}


def _in_order(before: list[Any], standing: list[Any], terms: list[Plain]) -> list[Plain]:
    """Return terms in the order a person gave them, if one did; new ones stand last."""
    if [name for name in standing if name in before] == [name for name in before if name in standing]:
        return terms
    places = {name: place for place, name in enumerate(standing)}
    return sorted(terms, key=lambda term: places.get(term.get("id"), len(places)))


def _placed(line: Plain, terms: set[Any]) -> Plain:
    """Return a line that is set aside where the term it became was removed by hand."""
    term = line.get("becomes", {}).get("term")
    return line if term is None or term in terms else {**line, "becomes": {"set_aside": REMOVED}}


def _fields(was: Mapping[str, Any], now: Mapping[str, Any], new: Mapping[str, Any]) -> Plain:
    """Return new fields, but those that were changed by hand where the files say what they said before."""
    made: Plain = {}
    for name in dict.fromkeys((*new, *now)):
        by_hand = now.get(name) != was.get(name) and new.get(name) == was.get(name)
        source = now if by_hand else new
        if name in source:
            made[name] = source[name]
    return made


def _items(was: Any, now: Any, new: Any, keys: tuple[str, ...]) -> list[Plain]:  # noqa: ANN401 - lists of records
    before, standing = ({_key(item, keys): item for item in items} for items in (was, now))
    made = []
    for item in new:
        name = _key(item, keys)
        kept = name in before and name in standing
        made.append(_fields(before[name], standing[name], item) if kept else item)
    fresh = {_key(item, keys) for item in new}
    return made + [item for item in now if _key(item, keys) not in before and _key(item, keys) not in fresh]


def _key(item: Mapping[str, Any], keys: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(" ".join(str(item.get(key) or "").split()).casefold() for key in keys)
