"""Requests over suppliers' files: read, corrected, tried, and imported into an offer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cdmo_desk import files
from cdmo_desk.desk.profiles import Profiles, read_json
from cdmo_desk.desk.reviews import Reviews
from cdmo_desk.problem import Problem, Refused
from cdmo_desk.speech import counted, say

if TYPE_CHECKING:
    from cdmo_desk.document import Case
    from cdmo_desk.intake.becoming import Choice, Placed
    from cdmo_desk.intake.corrections import Corrections
    from cdmo_desk.intake.quote import Message, Quote
    from cdmo_desk.intake.reading import Reading
    from cdmo_desk.library import Changed
    from cdmo_desk.programme.brief import Brief

Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Imported:
    """What importing a file did: the offer, how its lines were placed, what was doubted and accepted."""

    case: str
    offer: str
    lines: int
    terms: int
    messages: "tuple[Message, ...]"
    changed: "Changed"


@dataclass(frozen=True, slots=True)
class Tried:
    """What importing a file would do: the offer as it would stand, and why its lines are placed so.

    `refused` says why the offer would not be whole; `own` are the ids of the file's lines in the quote's order.
    """

    offer: Plain
    is_new: bool
    messages: "tuple[Message, ...]"
    placed: "Mapping[str, Placed]"
    own: tuple[str, ...]
    refused: tuple[str, ...] = ()


class Quotes(Profiles, Reviews):
    """Suppliers' files."""

    def read_quote(self, path: Path, as_of: date | None = None, corrections: "Corrections | None" = None) -> "Quote":
        """Return what a supplier's file is taken for."""
        from cdmo_desk import intake  # noqa: PLC0415 - loaded when asked for
        from cdmo_desk.intake.corrections import NONE  # noqa: PLC0415 - loaded when asked for

        return intake.read(path, as_of=as_of, corrections=corrections or NONE)

    def examine_quote(
        self, path: Path, as_of: date | None = None, corrections: "Corrections | None" = None
    ) -> "Reading":
        """Return a supplier's file with its cells and what each was taken for, so that it can be corrected."""
        from cdmo_desk import intake  # noqa: PLC0415 - loaded when asked for
        from cdmo_desk.intake.corrections import NONE  # noqa: PLC0415 - loaded when asked for

        return intake.examine(path, as_of=as_of, corrections=corrections or NONE)

    def expect_quote(self) -> None:
        """Make ready to read a supplier's file, so that the next one is read at once."""
        from cdmo_desk.intake import workers  # noqa: PLC0415 - loaded when asked for

        workers.expect()

    def remembered(self, path: Path, case_id: str) -> "Corrections":
        """Return the corrections that the supplier's profile makes of a file; none where nothing is known."""
        from cdmo_desk import document  # noqa: PLC0415 - loaded when asked for
        from cdmo_desk.intake.corrections import NONE  # noqa: PLC0415 - loaded when asked for
        from cdmo_desk.intake.profiles import applied  # noqa: PLC0415 - loaded when asked for

        with self.library(read_only=True) as library:
            brief = document.read(library.load(case_id)).brief
        reading = self.examine_quote(path, brief.as_of)
        found = self.profile_of(reading)
        return applied(found[0], reading, {item.id: item.title for item in brief.scope}) if found else NONE

    def corrections(self, path: Path) -> "Corrections":
        """Return the corrections that a file of JSON states."""
        from cdmo_desk.intake.corrections_json import from_plain  # noqa: PLC0415 - loaded when asked for

        raw = read_json(path)
        try:
            return from_plain(raw)
        except Refused as fault:
            raise Refused(say("{path} does not state corrections:", path=path), *fault.problems) from None

    def try_quote(self, reading: "Reading", plain: Plain, case: "Case", offer_id: str | None) -> Tried:
        """Return what importing a file would do to a case, given as document and read; nothing is stored."""
        from cdmo_desk import document  # noqa: PLC0415 - loaded when asked for

        tried = _tried(reading.quote, reading.corrections, plain, case.brief, offer_id)
        try:
            document.read(_with(plain, tried.offer))
        except Refused as fault:
            return Tried(
                tried.offer, tried.is_new, tried.messages, tried.placed, tried.own, tuple(map(str, fault.problems))
            )
        return tried

    def import_quote(
        self,
        path: Path,
        case_id: str,
        *,
        offer_id: str | None,
        accept: str | None,
        quote: "Quote | None" = None,
        corrections: "Corrections | None" = None,
    ) -> Imported:
        """Read a supplier's file into an offer of a case. Without a reason in `accept`, any doubt stops it.

        `quote` is the file's reading with those corrections if it was read already. Errors always stop it.
        """
        from cdmo_desk import document, intake  # noqa: PLC0415 - loaded when asked for
        from cdmo_desk.intake.corrections import NONE  # noqa: PLC0415 - loaded when asked for

        made = files.content(path)
        said = corrections or NONE
        with self.library() as library:
            plain = library.load(case_id)
            case = document.read(plain)
            if quote is None or quote.sha256 != sha256(made).hexdigest():
                quote = intake.read(path, as_of=case.brief.as_of, corrections=said)
            tried = _tried(quote, said, plain, case.brief, offer_id)
            _check_doubts(path, tried.messages, accept)
            try:
                document.read(_with(plain, tried.offer))
            except Refused as fault:
                says = say("{name} was read, but the offer would not be whole:", name=path.name)
                raise Refused(says, *fault.problems) from None
            chosen = str(tried.offer["id"])
            request = say("Import {name} into offer {offer}", name=path.name, offer=chosen)
            with library.change(request, case_id, self.who, self.clock(), accept or "") as change:
                change.put_source(made, path.name, quote.kind)
                change.put_offer(case_id, tried.offer)
        terms = len(tried.offer.get("terms", ()))
        return Imported(case_id, chosen, len(quote.lines), terms, tried.messages, change.changed)


def _tried(quote: "Quote", corrections: "Corrections", plain: Plain, brief: "Brief", offer_id: str | None) -> Tried:
    """Return the offer of a case with a file taken in."""
    from cdmo_desk.intake.becoming import accept as become  # noqa: PLC0415 - loaded when asked for
    from cdmo_desk.intake.corrections_json import as_plain  # noqa: PLC0415 - loaded when asked for

    chosen = offer_id or _offer_of(quote, plain) or _new_id(quote, plain)
    before = next((offer for offer in plain["offers"] if offer["id"] == chosen), None)
    decided = dict(_decided(quote, corrections))
    accepted = become(quote, brief, before, offer_id=chosen, decided=decided, corrections=as_plain(corrections))
    own = tuple(line["id"] for line in accepted.offer.get("lines", ()) if line.get("file") == quote.file)
    return Tried(accepted.offer, before is None, (*quote.messages, *accepted.messages), accepted.placed, own)


def _decided(quote: "Quote", corrections: "Corrections") -> "Iterator[tuple[int, Choice]]":
    """Go through the lines about which a person decided, by their places in the quote."""
    from cdmo_desk.intake.becoming import Choice  # noqa: PLC0415 - loaded when asked for
    from cdmo_desk.intake.corrections import line_key  # noqa: PLC0415 - loaded when asked for

    for place, line in enumerate(quote.lines):
        made = corrections.lines.get(line_key(line.sheet, line.row, line.cells))
        if made is not None and (made.scope or made.set_aside or made.term):
            yield place, Choice(made.scope, made.set_aside, made.term, made.field)


def _with(plain: Plain, offer: Plain) -> Plain:
    """Return a case document with an offer in it."""
    offers = {known["id"]: known for known in plain["offers"]} | {offer["id"]: offer}
    return plain | {"offers": list(offers.values())}


def _offer_of(quote: "Quote", plain: Plain) -> str | None:
    """Return the offer whose lines came from the same supplier and reference, if there is just one."""
    found = [
        offer["id"]
        for offer in plain["offers"]
        if quote.supplier
        and offer.get("supplier", "").casefold() == quote.supplier.casefold()
        and quote.reference in (None, offer.get("title"))
    ]
    return found[0] if len(found) == 1 else None


def _new_id(quote: "Quote", plain: Plain) -> str:
    """Return an id for a new offer, from the supplier's name."""
    words = "".join(letter if letter.isalnum() else " " for letter in (quote.supplier or "offer").casefold()).split()
    base = words[0] if words else "offer"
    taken = {offer["id"] for offer in plain["offers"]}
    names = (base if number == 1 else f"{base}-{number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def _check_doubts(path: Path, messages: "tuple[Message, ...]", accept: str | None) -> None:
    """Refuse a file with an error, or with a doubt that nobody gave a reason to accept."""
    errors = [message for message in messages if message.severity == "error"]
    if errors:
        count = counted("1 error", "{n} errors", len(errors))
        says = say(
            "{name} has {count}, which cannot be accepted. Correct the file or its reading.",
            name=path.name,
            count=count,
        )
        raise Refused(says, *_listed(errors))
    doubts = [message for message in messages if message.severity == "warning"]
    if doubts and not (accept or "").strip():
        count = counted("1 doubt", "{n} doubts", len(doubts))
        says = say(
            "{name} leaves {count}. Correct the file, or say why they are accepted with --accept REASON.",
            name=path.name,
            count=count,
        )
        raise Refused(says, *_listed(doubts))


def _listed(messages: "list[Message]") -> Iterator[Problem]:
    for doubt in messages:
        yield Problem(doubt.cell, f"{doubt.text} ({doubt.severity}, {doubt.code})")
