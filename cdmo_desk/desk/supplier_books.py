"""Requests over workbooks that go to suppliers and come back: the template, questions and their answers."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from cdmo_desk import files
from cdmo_desk.desk.cases import Cases
from cdmo_desk.desk.quotes import Quotes
from cdmo_desk.desk.revisions import Revisions
from cdmo_desk.problem import Problem, Refused, shown
from cdmo_desk.speech import counted, say

if TYPE_CHECKING:
    from cdmo_desk.document import Case
    from cdmo_desk.intake.answered import Given
    from cdmo_desk.intake.quote import Message
    from cdmo_desk.intake.reading import Reading
    from cdmo_desk.library import Changed
    from cdmo_desk.reports.supplier_book import Doubt

Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answers:
    """What taking in answers did: prices that became lines, other answers, and what is doubted of each offer."""

    case: str
    offers: tuple[str, ...]
    prices: int
    others: int
    messages: "tuple[Message, ...]"
    changed: "Changed"


@dataclass(slots=True)
class _Taken:
    offers: list[Plain] = field(default_factory=list)
    messages: "list[Message]" = field(default_factory=list)
    prices: int = 0
    others: int = 0


class SupplierBooks(Revisions, Cases, Quotes):
    """Workbooks for suppliers."""

    def write_template(self, path: Path, case_id: str | None = None, kind: str | None = None) -> None:
        """Write the workbook in which suppliers quote: for a case of the library or a case document, or for any."""
        from cdmo_desk.contract.offer import KINDS  # noqa: PLC0415 - as below
        from cdmo_desk.reports.supplier_book import template  # noqa: PLC0415 - loaded when asked for

        check_ending(path)
        if kind is not None and kind not in KINDS:
            raise Refused(
                say("{kind} is no kind of contract; known are {kinds}.", kind=shown(kind), kinds=", ".join(KINDS))
            )
        files.put(path, template(self.case(case_id).brief if case_id is not None else None, kind))

    def write_questions(
        self, path: Path, name: str, offer_id: str | None = None, *, trials: int | None = None
    ) -> dict[Path, tuple[str, int]]:
        """Write the questions to the suppliers of a case; returns what was written: its offers and how many.

        A path that ends in .xlsx is one workbook, a sheet for each supplier; any other is a folder, a file for each.
        """
        from cdmo_desk.reports.supplier_book import asked, asking  # noqa: PLC0415 - loaded when asked for

        case = self.case(name)
        if offer_id is not None and offer_id not in {offer.id for offer in case.offers}:
            known = ", ".join(offer.id for offer in case.offers)
            raise Refused(say("The case has no offer {offer}; it has {known}.", offer=shown(offer_id), known=known))
        over = self.answers(case, trials=trials).over_trials
        doubts = {o.id: tuple(self._doubts(case, o.id)) for o in case.offers if o.is_ranked_kind}
        found = asked(case, over.questions if over is not None else (), doubts)
        found = {offer: rows for offer, rows in found.items() if offer_id in (None, offer)}
        if not found:
            raise Refused(say("There is nothing to ask about: no gap, no doubt, no missing clause or evidence."))
        if path.suffix.lower() == ".xlsx":
            files.put(path, asking(case, found))
            return {path: (", ".join(found), sum(map(len, found.values())))}
        path.mkdir(parents=True, exist_ok=True)
        written: dict[Path, tuple[str, int]] = {}
        for offer, rows in found.items():
            target = files.inside(path, f"questions-{offer}.xlsx")
            files.put(target, asking(case, {offer: rows}))
            written[target] = (offer, len(rows))
        return written

    def _doubts(self, case: "Case", offer_id: str) -> "Iterator[Doubt]":
        """Give what a person wants asked of an offer's files, then what else they leave open as they were corrected.

        Files that the library does not keep leave nothing open.
        """
        from cdmo_desk.intake.becoming_state import read  # noqa: PLC0415 - loaded when asked for
        from cdmo_desk.intake.corrections import ask_key  # noqa: PLC0415 - as above
        from cdmo_desk.intake.corrections_json import from_plain  # noqa: PLC0415 - as above
        from cdmo_desk.reports.supplier_book import Doubt  # noqa: PLC0415 - loaded when asked for

        plain = next(offer for offer in case.document["offers"] if offer["id"] == offer_id)
        if not self.path.exists():
            return
        with self.library(read_only=True) as library, TemporaryDirectory() as folder:
            kept = {row.sha256 for row in library.sources(case.brief.id)} if _holds(library, case) else set()
            for source in read(plain).sources:
                if source.sha256 not in kept:
                    continue
                copy = files.inside(Path(folder), source.file)
                copy.write_bytes(library.source(source.sha256))
                said = from_plain(dict(source.corrections))
                for key, words in said.asks.items():
                    yield Doubt(source.file, key.partition(" ")[2], words)
                for message in self.read_quote(copy, case.brief.as_of, said).messages:
                    is_open = message.severity != "info" and ask_key(message) not in said.asks
                    if is_open and message.code not in ("missing_price", "expired_quote"):
                        yield Doubt(source.file, message.cell, message.text)

    def import_answers(self, path: Path, case_id: str, *, accept: str | None = None) -> Answers:
        """Take in a workbook of questions that was answered, as one request; any doubt needs a reason in `accept`."""
        reading = self.examine_quote(path)
        made = files.content(path)
        with self.library() as library:
            plain = library.load(case_id)
            taken = _taken(reading, plain)
            _check(path, taken.messages, accept)
            request = say("Take in the answers of {name}", name=path.name)
            with library.change(request, case_id, self.who, self.clock(), accept or "") as change:
                change.put_source(made, path.name, reading.quote.kind)
                for offer in taken.offers:
                    change.put_offer(case_id, offer)
        names = tuple(str(offer["id"]) for offer in taken.offers)
        return Answers(case_id, names, taken.prices, taken.others, tuple(taken.messages), change.changed)


def _holds(library: Any, case: "Case") -> bool:  # noqa: ANN401 - the library, open
    return any(row.id == case.brief.id for row in library.cases())


def _taken(reading: "Reading", plain: Plain) -> _Taken:
    """Return the offers of a case with the answers of a file taken in."""
    from cdmo_desk import document  # noqa: PLC0415 - loaded when asked for
    from cdmo_desk.intake.answered import answers_in, as_quote, is_answered  # noqa: PLC0415 - as above
    from cdmo_desk.intake.becoming import accept as become  # noqa: PLC0415 - as above

    name, case = reading.path.name, document.read(plain)
    if not is_answered(reading.book):
        raise Refused(say("{name} is no workbook of questions; import quotes with quote import.", name=name))
    given = answers_in(reading.book)
    if not given:
        raise Refused(say("{name} has no answer filled in.", name=name))
    offers = {offer["id"]: offer for offer in plain["offers"]}
    _check_offers(name, given, offers)
    made, after = _Taken(), dict(offers)
    for offer_id in dict.fromkeys(answer.offer for answer in given):
        own = [answer for answer in given if answer.offer == offer_id]
        found = as_quote(own, case.brief, offers[offer_id], reading.quote)
        accepted = become(
            found.quote, case.brief, offers[offer_id], offer_id=offer_id, decided=found.decided, choices=found.choices
        )
        made.messages += [*found.quote.messages, *accepted.messages]
        made.offers.append(accepted.offer)
        made.prices += found.prices
        made.others += found.records
        after[offer_id] = accepted.offer
    if not any(message.severity == "error" for message in made.messages):
        document.read(plain | {"offers": list(after.values())})
    return made


def _check_offers(name: str, given: "tuple[Given, ...]", offers: dict[str, Plain]) -> None:
    """Refuse answers about offers that the case does not have."""
    strange = sorted({answer.offer for answer in given} - offers.keys())
    if strange:
        raise Refused(
            say(
                "{name} answers about {strange}, and the case has no such offer; it has {known}.",
                name=name,
                strange=", ".join(strange),
                known=", ".join(offers),
            )
        )


class Doubted(Refused):
    """Answers that were read and leave doubts, which a reason lets in."""


def _check(path: Path, messages: "list[Message]", accept: str | None) -> None:
    """Refuse what does not read, and doubts that nobody gave a reason to accept."""
    errors = [message for message in messages if message.severity == "error"]
    doubts = [message for message in messages if message.severity == "warning"]
    if errors:
        count = counted("1 answer", "{n} answers", len(errors))
        says = say("{name} has {count} that cannot be read. Correct the file.", name=path.name, count=count)
        raise Refused(says, *(Problem(message.cell, message.text) for message in errors))
    if doubts and not (accept or "").strip():
        count = counted("1 doubt", "{n} doubts", len(doubts))
        says = say(
            "{name} leaves {count}. Say why they are accepted with --accept REASON.", name=path.name, count=count
        )
        raise Doubted(says, *(Problem(message.cell, message.text) for message in doubts))


def check_ending(path: Path) -> None:
    """Refuse a path that is not that of a workbook."""
    if path.suffix.lower() != ".xlsx":
        raise Refused(say("{path} must end in .xlsx; it is written for Excel.", path=path))
