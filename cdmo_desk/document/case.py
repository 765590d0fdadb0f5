"""Read, write and describe case documents. The plain JSON is kept as it was: what is read is a view of it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from cdmo_desk.contract.offer import Offer
from cdmo_desk.document.faults import faults
from cdmo_desk.document.reading import record
from cdmo_desk.problem import Problem, Refused, refuse, shown
from cdmo_desk.programme.brief import Brief

FORMAT = "cdmo-desk/case"
VERSION = 1


@dataclass(frozen=True, slots=True)
class Case:
    """A case as it was read: the brief, its offers, what is odd but possible, and the document itself."""

    brief: Brief
    offers: tuple[Offer, ...]
    warnings: tuple[Problem, ...]
    document: dict[str, Any]

    def offer(self, offer_id: str) -> Offer:
        """Return an offer by its id; raises `KeyError`."""
        for offer in self.offers:
            if offer.id == offer_id:
                return offer
        raise KeyError(offer_id)


def read_text(content: str | bytes) -> Case:
    """Read a case document from JSON text. Raises `Refused` with all problems named by their place."""
    try:
        if isinstance(content, bytes):
            content = content.decode("utf-8-sig")
        plain = json.loads(content, object_pairs_hook=_object, parse_constant=_constant)
    except UnicodeDecodeError:
        raise Refused("This is not a case document: its text is not UTF-8.") from None
    except json.JSONDecodeError as fault:
        says = f"This is not JSON: {fault.msg} in line {fault.lineno}, column {fault.colno}."
        raise Refused(says) from None
    except (RecursionError, ValueError) as fault:
        says = (
            str(fault) if isinstance(fault, _UnreadableError) else "it is nested too deeply or holds a number too long"
        )
        raise Refused(f"This is not a case document: {says}.") from None
    return read(plain)


def read(plain: Any) -> Case:  # noqa: ANN401 - any JSON
    """Read a case document from plain JSON. Raises `Refused` with all problems named by their place."""
    if not isinstance(plain, dict) or plain.get("format") != FORMAT:
        found = shown(plain.get("format")) if isinstance(plain, dict) else "no object"
        raise Refused(f"This is not a case document: its format is {found}, not {FORMAT!r}.")
    _current(plain.get("version"))
    brief, problems, odd = record(Brief, plain.get("case"), "case")
    raw_offers = plain.get("offers", [])
    offers: list[Offer | None] = []
    if isinstance(raw_offers, list):
        for number, raw in enumerate(raw_offers):
            offer, wrong, strange = record(Offer, raw, f"offers[{number}]")
            offers.append(offer)
            problems += wrong
            odd += strange
    else:
        problems.append(Problem("offers", "must be a list"))
    wrong, strange = faults(plain, brief, offers)
    refuse(problems + wrong)
    if brief is None or None in offers:
        raise AssertionError("a record is missing without a problem")
    extra = [key for key in plain if key not in ("format", "version", "case", "offers") and not key.startswith("x-")]
    odd += [Problem(key, "is not a known key; it is kept and ignored") for key in extra]
    return Case(brief, tuple(offer for offer in offers if offer is not None), tuple(odd + strange), plain)


def text(document: dict[str, Any]) -> str:
    """Write a document as JSON text, readable and always the same for the same document."""
    return json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def schema() -> dict[str, Any]:
    """Return the JSON Schema of case documents."""
    made = _adapter().json_schema(by_alias=True, ref_template="#/$defs/{model}")
    definitions = made.pop("$defs", {})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "CDMO Desk case document",
        "type": "object",
        "required": ["format", "version", "case", "offers"],
        "properties": {
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "case": made["properties"]["case"],
            "offers": made["properties"]["offers"],
        },
        "$defs": definitions,
    }


@dataclass(frozen=True)
class _Whole:
    case: Brief
    offers: tuple[Offer, ...]


@cache
def _adapter() -> TypeAdapter[_Whole]:
    return TypeAdapter(_Whole)


def _current(version: object) -> None:
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise Refused(f"version: must be a whole number from 1, not {shown(version)}.")
    if version > VERSION:
        raise Refused(
            f"This case document has version {version}, and this program reads up to version {VERSION}. "
            "Open it with a newer CDMO Desk."
        )


class _UnreadableError(ValueError):
    """JSON that Python would take and we do not."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        twice = next(_twice(pairs))
        raise _UnreadableError(f"the key {shown(twice)} stands twice in one object")
    return made


def _twice(pairs: list[tuple[str, Any]]) -> Iterator[str]:
    seen: set[str] = set()
    for key, _ in pairs:
        if key in seen:
            yield key
        seen.add(key)


def _constant(name: str) -> None:
    raise _UnreadableError(f"{name} is not a number")
