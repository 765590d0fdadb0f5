"""The earlier revisions of an offer: what it was before a file took the place of its predecessor, kept with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cdmo_desk.intake.becoming_state import KEY, State
from cdmo_desk.intake.quote import Quote

Plain = dict[str, Any]
REVISIONS, STATED = "revisions", "stated"
_LINE = ("id", "description", "becomes", "section", "quantity", "unit", "unit_price", "amount", "currency", "basis")


@dataclass(frozen=True, slots=True)
class Revision:
    """An offer as one revision of its quote made it: the file, what its head says of itself, the offer's document."""

    file: str
    sha256: str
    stated: Mapping[str, str]
    offer: Mapping[str, Any]


def kept(now: Mapping[str, Any], before: State, after: State, quote: Quote) -> Plain:
    """Return what an offer keeps of its revisions once a file came in, beside its state."""
    own = now.get(KEY) or {}
    earlier = list(own.get(REVISIONS, ()))
    stated = dict(own.get(STATED, {}))
    staying = {source.sha256 for source in after.sources}
    priced = {entry.file for entry in before.entries}
    for source in before.sources:
        if quote.lines and source.file in priced and source.sha256 not in staying:
            said = stated.pop(source.sha256, {})
            record = {"file": source.file, "sha256": source.sha256, STATED: said, "offer": _compact(now)}
            earlier.append(record)
    said = {"revision": quote.revision, "round": quote.round, "date": quote.date and quote.date.isoformat()}
    said = {name: value for name, value in said.items() if value}
    if quote.lines and said:
        stated[quote.sha256] = said
    made = {REVISIONS: earlier, STATED: stated}
    return {name: value for name, value in made.items() if value}


def carried(offer: Mapping[str, Any]) -> Plain:
    """Return what an offer keeps of its revisions, as it stands."""
    own = offer.get(KEY) or {}
    return {name: own[name] for name in (REVISIONS, STATED) if name in own}


def _compact(offer: Mapping[str, Any]) -> Plain:
    """Return an offer without what its files and its cells say, which the files themselves still do."""
    made = {name: value for name, value in offer.items() if not name.startswith("x-")}
    made["terms"] = [
        {name: value for name, value in term.items() if name != "sources" and not name.startswith("x-")}
        for term in offer.get("terms", ())
    ]
    made["lines"] = [
        {name: line[name] for name in (*_LINE, "scope", "note") if name in line} for line in offer.get("lines", ())
    ]
    return made


def revisions(offer: Mapping[str, Any]) -> tuple[Revision, ...]:
    """Return the revisions of an offer, the earliest first and what stands last."""
    own = offer.get(KEY) or {}
    found = [Revision(raw["file"], raw["sha256"], raw.get(STATED, {}), raw["offer"]) for raw in own.get(REVISIONS, ())]
    lined = {line.get("file") for line in offer.get("lines", ())}
    files = [source for source in own.get("files", ()) if source["file"] in lined]
    standing = next((s for s in files if s["sha256"] in own.get(STATED, {})), files[0] if files else None)
    file, digest = (standing["file"], standing["sha256"]) if standing is not None else ("", "")
    return (*found, Revision(file, digest, own.get(STATED, {}).get(digest, {}), offer))
