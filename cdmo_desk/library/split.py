"""A case document taken apart into rows and put together again, losing nothing."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cdmo_desk.library.schema import LINE_FIELDS, LINE_NUMBERS, LINE_OBJECTS, LINE_TEXTS, Key, Row, Value
from cdmo_desk.problem import Refused, shown

Json = dict[str, Any]
_LARGEST = 2**63


@dataclass(frozen=True, slots=True)
class OfferRows:
    """An offer's own row, its terms' and its lines', in order and still without positions."""

    offer: Row
    terms: tuple[Row, ...]
    lines: tuple[Row, ...]


def storable(text: str) -> bool:
    """Tell whether SQLite can hold a text as it is; half a surrogate pair it cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def packed(value: object) -> str:
    """Write JSON as the library keeps it, key order and the way numbers are written included.

    Raises `Refused` for NaN and infinities, which no case document can hold.
    """
    try:
        whole = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    except ValueError:
        raise Refused("The document holds a number that is not finite; the library keeps plain numbers only.") from None
    return whole if storable(whole) else json.dumps(value, separators=(",", ":"))


def known_by(document: Mapping[str, Any], place: str) -> str:
    """Return the id of a brief or an offer, or raise `Refused`."""
    found = document.get("id")
    if not isinstance(found, str) or not found or not storable(found):
        raise Refused(f"{place} needs an id that is plain text, not {shown(found)}.")
    return found


def case_row(document: Json) -> Row:
    """Return the row of a case: its brief, and the envelope that stands around brief and offers."""
    brief = document.get("case")
    if not isinstance(brief, dict):
        raise Refused("The document has no case in it.")
    envelope = document | {"case": {}} | ({"offers": []} if isinstance(document.get("offers"), list) else {})
    return brief_row(brief) | {"envelope": packed(envelope)}


def brief_row(brief: Json) -> Row:
    """Return the columns that come from a brief alone."""
    row: Row = {"id": known_by(brief, "The case"), "brief": packed(brief)}
    return row | _texts_of(brief, ("title", "product", "stage"))


def with_offers(envelope: str) -> str:
    """Return an envelope that has room for offers."""
    whole = json.loads(envelope)
    return envelope if isinstance(whole.get("offers"), list) else packed(whole | {"offers": []})


def offers_of(document: Json) -> list[Json]:
    """Return the offers of a document, or raise `Refused` where they cannot be told apart."""
    offers = document.get("offers")
    if offers is None:
        return []
    if not isinstance(offers, list) or not all(isinstance(offer, dict) for offer in offers):
        raise Refused("The document's offers are not a list of offers.")
    counted = Counter(known_by(offer, "An offer") for offer in offers)
    twice = [name for name, times in counted.items() if times > 1]
    if twice:
        raise Refused(f"Two offers have the id {shown(twice[0])}; each needs its own.")
    return offers


def offer_rows(case_id: str, offer: Json) -> OfferRows:
    """Take one offer apart."""
    offer_id = known_by(offer, "An offer")
    apart = {name for name in ("terms", "lines") if _apart(offer.get(name))}
    data = packed({key: [] if key in apart else value for key, value in offer.items()})
    row: Row = {"case_id": case_id, "id": offer_id, "data": data}
    owner: Row = {"case_id": case_id, "offer_id": offer_id}
    terms = offer["terms"] if "terms" in apart else []
    lines = offer["lines"] if "lines" in apart else []
    return OfferRows(
        row | _texts_of(offer, ("supplier", "title", "kind")),
        tuple(
            owner | {"key": key, "data": packed(term)} | _texts_of(term, ("type",))
            for key, term in zip(keys(terms), terms, strict=True)
        ),
        tuple(owner | {"key": key} | line_columns(line) for key, line in zip(keys(lines), lines, strict=True)),
    )


def keys(items: Sequence[Json]) -> list[str]:
    """Name the terms or lines of an offer: by their id, or `#n` where they have none of their own."""
    names: dict[int, str] = {}
    taken: set[str] = set()
    for number, item in enumerate(items):
        name = item.get("id")
        if isinstance(name, str) and name and storable(name) and name not in taken:
            names[number] = name
            taken.add(name)
    for number in range(len(items)):
        if number not in names:
            name = f"#{number}"
            while name in taken:
                name = f"#{name}"
            names[number] = name
            taken.add(name)
    return [names[number] for number in range(len(items))]


def line_columns(line: Json) -> Row:
    """Return a line's columns; what has no column, or does not fit it, goes into `rest` as it is."""
    row: Row = {}
    rest: Json = {}
    for name, value in line.items():
        column = _column(name, value)
        if column is None:
            rest[name] = value
        else:
            row[name] = column
    if rest:
        row["rest"] = packed(rest)
    names = list(line)
    if names != _usual(names):
        row["fields"] = packed(names)
    return row


def line(row: Mapping[str, Value]) -> Json:
    """Put one line together again."""
    fields: Json = {name: row[name] for name in (*LINE_TEXTS, *LINE_NUMBERS) if name in row}
    fields |= {name: json.loads(str(row[name])) for name in LINE_OBJECTS if name in row}
    fields |= json.loads(str(row["rest"])) if "rest" in row else {}
    names = json.loads(str(row["fields"])) if "fields" in row else _usual(fields)
    return {name: fields[name] for name in names}


def document(case: Row, offers: Iterable[Row], terms: Iterable[Row], lines: Iterable[Row]) -> Json:
    """Put a case document together from its rows, which come in order of position."""
    pieces: dict[Key, Json] = {}
    for row in offers:
        pieces[(row["id"],)] = json.loads(str(row["data"]))
    for row in terms:
        pieces[(row["offer_id"],)]["terms"].append(json.loads(str(row["data"])))
    for row in lines:
        pieces[(row["offer_id"],)]["lines"].append(line(row))
    whole: Json = json.loads(str(case["envelope"]))
    whole["case"] = json.loads(str(case["brief"]))
    if isinstance(whole.get("offers"), list):
        whole["offers"] = list(pieces.values())
    return whole


def _apart(items: object) -> bool:
    """Tell whether a list is kept as rows; an empty list in an offer's data then means: look at the rows."""
    return isinstance(items, list) and all(isinstance(item, dict) for item in items)


def _column(name: str, value: object) -> Value | None:
    if name in LINE_TEXTS and isinstance(value, str) and storable(value):
        return value
    if name in LINE_OBJECTS and isinstance(value, dict):
        return packed(value)
    if name in LINE_NUMBERS and type(value) is int and -_LARGEST <= value < _LARGEST:
        return value
    return None


def _usual(names: Iterable[str]) -> list[str]:
    present = dict.fromkeys(names)
    return [name for name in LINE_FIELDS if name in present] + [name for name in present if name not in LINE_FIELDS]


def _texts_of(record: Json, names: Iterable[str]) -> Row:
    return {name: record[name] for name in names if isinstance(record.get(name), str) and storable(record[name])}
