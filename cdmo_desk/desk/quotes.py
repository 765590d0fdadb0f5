"""Requests over suppliers' files: read, and imported into an offer."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cdmo_desk import files
from cdmo_desk.desk.desktop import Desktop
from cdmo_desk.problem import Problem, Refused

if TYPE_CHECKING:
    from cdmo_desk.intake.quote import Message, Quote
    from cdmo_desk.library import Changed


@dataclass(frozen=True, slots=True)
class Imported:
    """What importing a file did: the offer, how its lines were placed, what was doubted and accepted."""

    case: str
    offer: str
    lines: int
    terms: int
    messages: "tuple[Message, ...]"
    changed: "Changed"


class Quotes(Desktop):
    """Suppliers' files."""

    def read_quote(self, path: Path, as_of: date | None = None) -> "Quote":
        """Return what a supplier's file is taken for."""
        from cdmo_desk import intake  # noqa: PLC0415 - loaded when asked for

        return intake.read(path, as_of=as_of)

    def import_quote(
        self, path: Path, case_id: str, *, offer_id: str | None, accept: str | None, quote: "Quote | None" = None
    ) -> Imported:
        """Read a supplier's file into an offer of a case. Without a reason in `accept`, any doubt stops it.

        `quote` is the file's reading if it was read already.
        """
        from cdmo_desk import document, intake  # noqa: PLC0415 - loaded when asked for
        from cdmo_desk.intake.becoming import accept as become  # noqa: PLC0415 - loaded when asked for

        made = files.content(path)
        with self.library() as library:
            plain = library.load(case_id)
            case = document.read(plain)
            if quote is None or quote.sha256 != sha256(made).hexdigest():
                quote = intake.read(path, as_of=case.brief.as_of)
            chosen = offer_id or _offer_of(quote, plain) or _new_id(quote, plain)
            offers = {offer["id"]: offer for offer in plain["offers"]}
            accepted = become(quote, case.brief, offers.get(chosen), offer_id=chosen)
            messages = (*quote.messages, *accepted.messages)
            doubts = [message for message in messages if message.severity != "info"]
            if doubts and accept is None:
                raise Refused(*_doubts(path, doubts))
            offers[chosen] = accepted.offer
            try:
                document.read(plain | {"offers": list(offers.values())})
            except Refused as fault:
                raise Refused(f"{path.name} was read, but the offer would not be whole:", *fault.problems) from None
            with library.change(
                f"Import {path.name} into offer {chosen}", case_id, self.who, self.clock(), accept or ""
            ) as change:
                change.put_source(made, path.name, quote.kind)
                change.put_offer(case_id, accepted.offer)
        offer = accepted.offer
        terms = len(offer.get("terms", ()))
        return Imported(case_id, chosen, len(quote.lines), terms, messages, change.changed)


def _offer_of(quote: "Quote", plain: dict[str, Any]) -> str | None:
    """Return the offer whose lines came from the same supplier and reference, if there is just one."""
    found = [
        offer["id"]
        for offer in plain["offers"]
        if quote.supplier
        and offer.get("supplier", "").casefold() == quote.supplier.casefold()
        and quote.reference in (None, offer.get("title"))
    ]
    return found[0] if len(found) == 1 else None


def _new_id(quote: "Quote", plain: dict[str, Any]) -> str:
    """Return an id for a new offer, from the supplier's name."""
    words = "".join(letter if letter.isalnum() else " " for letter in (quote.supplier or "offer").casefold()).split()
    base = words[0] if words else "offer"
    taken = {offer["id"] for offer in plain["offers"]}
    names = (base if number == 1 else f"{base}-{number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def _doubts(path: Path, doubts: "list[Message]") -> Iterator[Problem | str]:
    count = "1 doubt" if len(doubts) == 1 else f"{len(doubts)} doubts"
    yield f"{path.name} leaves {count}. Correct the file, or say why they are accepted with --accept REASON."
    for doubt in doubts:
        yield Problem(doubt.cell, f"{doubt.text} ({doubt.severity}, {doubt.code})")
