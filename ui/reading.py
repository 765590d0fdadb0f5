"""A supplier's file under review: what it was taken for, what its lines would become, what is doubtful."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from cdmo_desk import document
from cdmo_desk.desk import Desk
from cdmo_desk.intake import repairs
from cdmo_desk.intake.becoming_revisions import revisions
from cdmo_desk.intake.cells import letters
from cdmo_desk.intake.corrections import NONE, Corrections, ask_key
from cdmo_desk.intake.profiles import applied
from cdmo_desk.sheets import Sheet
from cdmo_desk.sheets import review as sheets
from cdmo_desk.sheets.naming import keys
from cdmo_desk.sheets.profiles import remembered
from cdmo_desk.speech import counted, say

if TYPE_CHECKING:
    from pathlib import Path

    from cdmo_desk.desk.quotes import Tried
    from cdmo_desk.document import Case
    from cdmo_desk.intake.quote import Message, Quote
    from cdmo_desk.intake.reading import Reading


@dataclass(frozen=True, slots=True)
class Ground:
    """What a file is reviewed against: the case as document and read, its scope items and offers by name."""

    id: str
    plain: dict[str, Any]
    case: "Case"
    scope: Mapping[str, str]
    offers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A file before it is kept. `into` is the offer it goes into, `told` what to say of how it was read.

    `as_read` is the quote without corrections; `revision` the revision that the offer becomes, 0 if it revises none.
    """

    reading: "Reading"
    as_read: "Quote"
    revision: int
    ground: Ground
    tried: "Tried"
    into: str | None
    lines: Sheet
    rates: Sheet
    problems: Sheet
    totals: Sheet
    scope: Sheet
    facts: tuple[tuple[str, str, str, str], ...]
    says: str
    summed: str
    told: tuple[str, ...] = ()

    @property
    def messages(self) -> "tuple[Message, ...]":
        """Return the doubts about the file and about what its lines become."""
        return self.tried.messages

    @property
    def name(self) -> str:
        """Return the file's name."""
        return self.reading.path.name

    @property
    def corrections(self) -> Corrections:
        """Return what a person corrected."""
        return self.reading.corrections

    @property
    def errors(self) -> int:
        """Return how many problems stop the file."""
        return sum(message.severity == "error" for message in self.messages) + len(self.tried.refused)

    def warnings(self) -> dict[str, int]:
        """Return how many doubts of each kind ask for a reason."""
        found: dict[str, int] = {}
        for message in self.messages:
            if message.severity == "warning":
                found[message.code] = found.get(message.code, 0) + 1
        return found

    def asked(self) -> dict[str, str]:
        """Return reasons to accept doubts of a kind that are there already: the supplier is asked about all of them."""
        asks = self.corrections.asks
        kinds = {message.code for message in self.messages if message.severity == "warning"}
        open_ = {m.code for m in self.messages if m.severity == "warning" and ask_key(m) not in asks}
        return dict.fromkeys(kinds - open_, say("asked of the supplier"))

    def repairs(self, place: int) -> "tuple[repairs.Repair, ...]":
        """Return what can be done about a problem."""
        return repairs.repairs(self.messages[place], self.reading, self.ground.case.brief.currency)

    def alike(self, name: str, code: str) -> Corrections:
        """Return the corrections that do the same about all problems of a kind."""
        same = [message for message in self.messages if message.code == code]
        return repairs.all_alike(name, same, self.reading, self.ground.case.brief.currency)


def begin(desk: Desk, path: "Path", case_id: str, *, afresh: bool = False) -> Review:
    """Read a file for a case: with corrections that were left, else as the supplier's profile remembers."""
    ground = _ground(desk, case_id)
    reading = desk.examine_quote(path, ground.case.brief.as_of)
    told: list[str] = []
    as_read = reading.quote
    into: str | None = None
    left = None if afresh else desk.left(case_id, reading.quote.sha256)
    if left is not None:
        reading = reading.corrected(left[0])
        into = left[1].offer
        told.append(say("Your corrections of {time} are back.", time=left[1].time[:16].replace("T", " ")))
    elif not afresh and (found := desk.profile_of(reading)) is not None:
        profile, _ = found
        said = applied(profile, reading, ground.scope)
        if said != NONE:
            reading = reading.corrected(said)
            name = profile.supplier or profile.id
            told.append(say("Read as last time for {name}: {what}.", name=name, what=", ".join(remembered(profile))))
    into = into if into is not None else _likely(ground.case, reading.quote)
    return _made(desk, reading, ground, into, tuple(told), as_read=as_read)


def again(desk: Desk, review: Review, corrections: Corrections, into: str | None) -> Review:
    """Understand the cells of a file anew with other corrections, for the case as it stands; no file is read."""
    reading, ground = review.reading, review.ground
    if desk.document(ground.id) != ground.plain:
        ground = _ground(desk, ground.id)
    if corrections != reading.corrections:
        reading = reading.corrected(corrections)
    return _made(desk, reading, ground, into, (), as_read=review.as_read)


def _ground(desk: Desk, case_id: str) -> Ground:
    plain = desk.document(case_id)
    case = document.read(plain)
    offers = tuple((key.offer, key.name) for key in keys(case).values())
    return Ground(case_id, plain, case, {item.id: item.title for item in case.brief.scope}, offers)


def _likely(case: "Case", quote: "Quote") -> str | None:
    """Return the one offer that a file seems to belong to: it has lines of that file, or the supplier's name."""
    held = [offer.id for offer in case.offers if any(line.file == quote.file for line in offer.lines)]
    first = (quote.supplier or "").casefold().split()[:1]
    named = [offer.id for offer in case.offers if first and offer.supplier.casefold().split()[:1] == first]
    found = held or named
    return found[0] if len(found) == 1 else ""


def _made(
    desk: Desk, reading: "Reading", ground: Ground, into: str | None, told: tuple[str, ...], *, as_read: "Quote"
) -> Review:
    tried = desk.try_quote(reading, ground.plain, ground.case, into or _free(ground, reading.quote))
    quote = reading.quote
    offer, own, placed = tried.offer, tried.own, tried.placed
    made = Review(
        reading=reading,
        as_read=as_read,
        revision=_revision(ground, offer),
        ground=ground,
        tried=tried,
        into=into,
        lines=sheets.lines(quote, offer, own, ground.scope, placed),
        rates=sheets.lines(quote, offer, own, ground.scope, placed, rates=True),
        problems=Sheet(id="problems", title="", columns=(), rows=()),
        totals=sheets.totals(quote, as_read),
        scope=sheets.scope(quote, offer, own, ground.scope),
        facts=tuple(sheets.facts(quote, _fact_cells(reading))),
        says=_says(quote),
        summed=sheets.summed_up(tried.messages),
        told=told,
    )
    first = {place: _to_do(made, place) for place in range(len(tried.messages))}
    return replace(made, problems=sheets.problems(tried.messages, first))


def _to_do(review: Review, place: int) -> str:
    """Return what is done about a problem, or could be."""
    message = review.messages[place]
    if ask_key(message) in review.corrections.asks:
        return say("Asked of the supplier")
    found = review.repairs(place)
    if found:
        return found[0].says
    return say("Ask the supplier…") if message.severity == "warning" else ""


def _revision(ground: Ground, offer: dict[str, Any]) -> int:
    """Return which revision a file makes of its offer; 0 where it takes the place of no earlier one."""
    standing = next((found for found in ground.plain["offers"] if found["id"] == offer["id"]), None)
    number = len(revisions(offer))
    return number if standing is not None and number > len(revisions(standing)) else 0


def _free(ground: Ground, quote: "Quote") -> str:
    """Return an id for a new offer that no offer of the case has."""
    words = "".join(letter if letter.isalnum() else " " for letter in (quote.supplier or "offer").casefold()).split()
    base = words[0] if words else "offer"
    taken = {offer for offer, _ in ground.offers}
    return next(
        name
        for number in range(1, len(taken) + 2)
        if (name := base if number == 1 else f"{base}-{number}") not in taken
    )


def _fact_cells(reading: "Reading") -> dict[str, str]:
    """Return where each fact stands, sheet and cell."""
    return {
        name: f"{taken.sheet}!{letters(column)}{row}"
        for taken in reading.taken
        for (row, column), name in taken.facts.items()
    }


def _says(quote: "Quote") -> str:
    parts = []
    if quote.lines:
        parts.append(counted("{n} line", "{n} lines", len(quote.lines)))
    if quote.terms_rows:
        parts.append(counted("{n} row of terms", "{n} rows of terms", len(quote.terms_rows)))
    if quote.totals:
        agreed = sum(total.agrees for total in quote.totals)
        many = counted("{n} stated total", "{n} stated totals", len(quote.totals))
        parts.append(say("{agreed} of {many} agree", agreed=agreed, many=many))
    return ", ".join(parts)
