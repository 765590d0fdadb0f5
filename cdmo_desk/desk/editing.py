"""Offers as plain JSON, edited: a field set, a term found, copied, moved; nothing is stored here."""

from collections.abc import Iterable, Mapping
from typing import Any

from cdmo_desk.field import columns
from cdmo_desk.problem import Refused, shown
from cdmo_desk.speech import say

Json = dict[str, Any]
TYPED = "x-typed"
"""Under which a term keeps what its files said of fields that were typed over."""


def offer_of(plain: Json, offer_id: str) -> Json:
    """Return an offer of a case document."""
    for offer in plain["offers"]:
        if offer["id"] == offer_id:
            return dict(offer)
    raise Refused(say("There is no offer {name} in this case.", name=shown(offer_id)))


def key_of(items: list[Json], number: int) -> str:
    """Return by what a term is called in requests: its id, or `#n` where it has none."""
    return str(items[number].get("id") or f"#{number}")


def place_of(items: list[Json], key: str) -> int:
    """Return where the term of a key stands."""
    for number in range(len(items)):
        if key_of(items, number) == key:
            return number
    raise Refused(say("There is no term {name} in this offer any more.", name=shown(key)))


def entry_at(items: list[Json], number: int) -> Json:
    """Return a record of a list by its number."""
    if not 0 <= number < len(items):
        raise Refused(say("There is no entry {number} in this list any more.", number=number + 1))
    return dict(items[number])


def put(record: Mapping[str, Any], path: str, value: Any) -> Json:  # noqa: ANN401 - plain JSON
    """Return a record with the field of a path set, `escalation.rate`, or taken away where there is no value."""
    made = dict(record)
    name, _, rest = path.partition(".")
    if rest:
        below = put(made.get(name) or {}, rest, value)
        value = below or None
    if value is None:
        made.pop(name, None)
    else:
        made[name] = value
    return made


def put_in_term(term: Mapping[str, Any], name: str, value: Any) -> Json:  # noqa: ANN401 - plain JSON
    """Return a term with a field set; where a cell gave the field, what it said is kept beside."""
    made = put(term, name, value)
    over = dict(term.get(TYPED) or {})
    if name in (term.get("sources") or {}):
        over.setdefault(name, term.get(name))
        if over[name] == value:
            over.pop(name)
    return put(made, TYPED, over or None)


def moved(items: Iterable[Any], number: int, to: int) -> list[Any]:
    """Return items with one of them at another place."""
    made = list(items)
    made.insert(max(0, min(to, len(made) - 1)), made.pop(number))
    return made


def free_id(base: str, taken: Iterable[Any]) -> str:
    """Return an id that is not taken: the base itself, or numbered."""
    known = set(taken)
    if base not in known:
        return base
    return next(name for number in range(2, len(known) + 3) if (name := f"{base}-{number}") not in known)


def slug(text: str) -> str:
    """Return an id made of the words of a text."""
    words = "".join(sign if sign.isascii() and sign.isalnum() else " " for sign in text.casefold()).split()
    return "-".join(words)[:48].rstrip("-")


def without_term(offer: Mapping[str, Any], key: str, reason: str) -> Json:
    """Return an offer without a term; lines that became it are set aside with a reason."""
    terms = list(offer.get("terms") or ())
    number = place_of(terms, key)
    gone = terms.pop(number).get("id")
    made = {**offer, "terms": terms}
    if gone is not None and offer.get("lines"):
        made["lines"] = [
            {**line, "becomes": {"set_aside": reason}} if (line.get("becomes") or {}).get("term") == gone else line
            for line in offer["lines"]
        ]
    return made


def label_of(record: type, path: str) -> str:
    """Return what a field is called in the name of a request."""
    name, _, rest = path.partition(".")
    for column in columns(record):
        if column.name == name:
            if not rest:
                return _lowered(say(column.says.label))
            below = {"escalation": _escalation, "mitigation": _mitigation}.get(name)
            own = _lowered(say(column.says.label))
            return own if below is None else f"{own}, {label_of(below(), rest)}"
    return path.replace("_", " ")


def term_label(term: Mapping[str, Any], name: str) -> str:
    """Return what a field of a term is called."""
    from cdmo_desk.contract.offer import TERMS  # noqa: PLC0415 - numbers, which opening a window does without

    return label_of(TERMS[term["type"]], name)


def offer_label(path: str) -> str:
    """Return what a field of an offer is called."""
    from cdmo_desk.contract.offer import Offer  # noqa: PLC0415 - numbers, which opening a window does without

    return label_of(Offer, path)


def risk_label(path: str) -> str:
    """Return what a field of a risk is called."""
    from cdmo_desk.contract.sponsor import Risk  # noqa: PLC0415 - numbers, which opening a window does without

    return label_of(Risk, path)


def _escalation() -> type:
    from cdmo_desk.contract.offer import Escalation  # noqa: PLC0415 - numbers, which opening a window does without

    return Escalation


def _mitigation() -> type:
    from cdmo_desk.contract.sponsor import Mitigation  # noqa: PLC0415 - numbers, which opening a window does without

    return Mitigation


def _lowered(text: str) -> str:
    return text if text[:2].isupper() else text[:1].lower() + text[1:]
