"""Lines become terms: an offer takes in a supplier's quote or terms sheet, each line counted exactly once.

The offer keeps its lines, the rows of its terms sheets and the choices made; its terms are made from all of them
anew whenever a file comes in. So files may come in any order, and coming twice changes nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from cdmo_desk.contract.offer import Offer
from cdmo_desk.field import columns
from cdmo_desk.intake.becoming_draft import make
from cdmo_desk.intake.becoming_merge import merged, own_terms
from cdmo_desk.intake.becoming_revisions import carried, kept
from cdmo_desk.intake.becoming_setting import setting
from cdmo_desk.intake.becoming_state import KEY, Choice, State, read, with_quote, write
from cdmo_desk.intake.becoming_terms import Made, Placed
from cdmo_desk.intake.quote import Message, Quote
from cdmo_desk.programme.brief import Brief

__all__ = ["Accepted", "Choice", "Placed", "accept", "chosen"]

Plain = dict[str, Any]
_SINGLE = ("per_batch", "materials_per_batch")


@dataclass(frozen=True, slots=True)
class Accepted:
    """An offer with a file taken in.

    `offer` is its plain JSON, valid in its case unless a message of code `offer` is an error;
    `placed` says of each line by its id why it became what it did.
    """

    offer: Plain
    messages: tuple[Message, ...]
    placed: Mapping[str, Placed]


def accept(
    quote: Quote,
    brief: Brief,
    offer: Plain | None,
    *,
    offer_id: str,
    choices: Mapping[str, Choice] | None = None,
    decided: Mapping[int, Choice] | None = None,
    corrections: Mapping[str, Any] = MappingProxyType({}),
) -> Accepted:
    """Return the offer with a quote's lines and terms taken in; None makes a new offer.

    `offer` is plain JSON as it stands in the case document and is not changed. `choices` are decisions
    about lines by their ids, `decided` by the lines' places in the quote; both are kept with the offer, as are
    the `corrections` by which the quote was read, as plain JSON.
    What was changed by hand since the last import stays.
    """
    now: Plain = {"id": offer_id} if offer is None else _without_foreign(offer, read(offer), quote.file)
    before = read(now)
    was = make(before, brief, offer_id) if before.sources else Made({})
    others = own_terms(was.offer, now)
    foreign = [line["id"] for line in now.get("lines", ()) if line.get("file") not in {s.file for s in before.sources}]
    after = with_quote(before, quote, foreign, corrections)
    if choices or decided:
        own = [entry.id for entry in after.entries if entry.file == quote.file]
        by_place = {own[place]: choice for place, choice in (decided or {}).items()}
        after = replace(after, choices={**after.choices, **(choices or {}), **by_place})
    made = make(after, brief, offer_id, {term["id"] for term in others if term.get("id") is not None})
    whole = setting(merged(was.offer, now, made.offer, frozenset(made.firm)), after)
    whole[KEY] = write(after) | kept(now, before, after, quote)
    messages = (*made.messages, *_currencies(whole, made.offer, quote), *_doubles(others, made.offer["terms"]))
    return Accepted(_ordered(whole), messages, made.placed)


def chosen(offer: Plain, brief: Brief, choices: Mapping[str, Choice], edited: Mapping[str, Plain]) -> Plain:
    """Return an offer whose terms are made anew after a person decided about lines of its files, by their ids.

    `edited` are lines with fields that a person set, such as their basis; what was changed by hand stays.
    """
    before = read(offer)
    was = make(before, brief, offer["id"])
    others = own_terms(was.offer, offer)
    lines = [{**line, **edited.get(line["id"], {})} for line in offer["lines"]]
    now = {**offer, "lines": lines}
    standing = {name: choice for name, choice in {**before.choices, **choices}.items() if choice.plain()}
    after = replace(read(now), choices=standing)
    made = make(after, brief, offer["id"], {term["id"] for term in others if term.get("id") is not None})
    whole = setting(merged(was.offer, now, made.offer, frozenset(made.firm)), after)
    whole[KEY] = write(after) | carried(offer)
    return _ordered(whole)


def _without_foreign(offer: Plain, state: State, file: str) -> Plain:
    """Return an offer without lines that another road brought in from the same file, and without their terms."""
    if state.source(file) is not None:
        return offer
    gone = [line for line in offer.get("lines", ()) if line.get("file") == file]
    if not gone:
        return offer
    terms = {line.get("becomes", {}).get("term") for line in gone}
    kept = [line for line in offer["lines"] if line.get("file") != file]
    terms -= {line.get("becomes", {}).get("term") for line in kept}
    return {
        **offer,
        "lines": kept,
        "terms": [term for term in offer.get("terms", ()) if term.get("id") is None or term["id"] not in terms],
    }


def _currencies(whole: Plain, made: Plain, quote: Quote) -> tuple[Message, ...]:
    """Say where the offer's currency is not that of its file: its prices would be taken for others."""
    stated, read_as = whole.get("currency"), made.get("currency")
    if not quote.lines or stated is None or read_as is None or stated == read_as:
        return ()
    says = f"The offer is in {stated} and the quote in {read_as}; correct the one, or ask for the other in {stated}."
    return (Message("error", "offer", "", says),)


def _doubles(others: list[Plain], terms: list[Plain]) -> Iterator[Message]:
    """Name the terms entered by hand that ask for what the files ask for, too: both count."""
    for other in others:
        for term in terms:
            if other.get("type") == term["type"] and (term["type"] in _SINGLE or _covers_alike(other, term)):
                names = [made.get("title") or made.get("id") or made["type"] for made in (other, term)]
                says = (
                    f"“{names[0]}” was there before, and the files state “{names[1]}”: both count; remove one of them."
                )
                yield Message("warning", "stated_twice", "", says)
                break


def _covers_alike(one: Plain, other: Plain) -> bool:
    """Say whether two deliverables charge for the same scope item."""
    charged = all(made.get("basis", "priced") in ("priced", "pass_through") for made in (one, other))
    return charged and one.get("scope") is not None and one.get("scope") == other.get("scope")


def _ordered(offer: Plain) -> Plain:
    """Return an offer with its fields in declared order, others last."""
    declared = [column.name for column in columns(Offer)]
    known = [name for name in declared if name in offer and name not in ("terms", "lines")]
    known += [name for name in ("terms", "lines") if name in offer]
    return {name: offer[name] for name in (*known, *(name for name in offer if name not in known))}
