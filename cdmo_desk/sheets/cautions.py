"""What is odd but possible, in one table, by offer, in the reader's words."""

from re import match

from cdmo_desk.contract.offer import DEFINING, KINDS, Offer
from cdmo_desk.document import Case
from cdmo_desk.evaluation.cautions import SHOULD_HAVES
from cdmo_desk.evaluation.results import Comparison
from cdmo_desk.problem import Caution, Problem
from cdmo_desk.sheets.figures import EN, Figures
from cdmo_desk.sheets.naming import capability, criterion, keys, listed, scope_title
from cdmo_desk.sheets.pricing import TERM_TITLES, term_title
from cdmo_desk.sheets.sheet import Cell, Column, Row, Sheet
from cdmo_desk.speech import counted, marked, say, within

TWICE = {
    "capacity shortfall": marked(
        "The register has a risk of capacity shortfall, and slots may not come: the same thing may count twice."
    ),
    "quality risk": marked("The register has a quality risk, and batches may fail: the same thing may count twice."),
    "delay in": marked("The register has delays, and supply may be ready later than needed: they may count twice."),
}
"""What may be counted twice, by words that tell one such warning from the others."""


def cautions(case: Case, comparison: Comparison, figures: Figures = EN) -> Sheet:
    """Return all warnings with the offer they are about and their place in the case document."""
    known = list(keys(case).values())
    rows = []
    for number, problem in enumerate(comparison.warnings, start=1):
        offer = offer_at(problem.place)
        about = known[offer].cell if offer is not None and offer < len(known) else Cell(say("Case"))
        says = in_words(case, comparison, problem, figures)
        rows.append(Row((Cell(str(number), number), about, Cell(says), Cell(problem.place, None, "muted"))))
    return Sheet(
        id="warnings",
        title=say("Warnings"),
        note="" if rows else say("None."),
        columns=(
            Column("number", say("No."), "", "right"),
            Column("offer", say("About")),
            Column("says", say("What is odd")),
            Column("place", say("Place in the case document")),
        ),
        rows=tuple(rows),
    )


def offer_at(place: str) -> int | None:
    """Return the number of the offer that a place lies in."""
    found = match(r"offers\[(\d+)\]", place)
    return int(found.group(1)) if found else None


def in_words(case: Case, comparison: Comparison, problem: Problem, figures: Figures = EN) -> str:
    """Return a warning in the reader's language, without the offer's name; as it was written where it has no code."""
    if not isinstance(problem, Caution):
        return problem.says
    if problem.code == "unsourced_assumptions":
        count = len(comparison.unsourced)
        return counted("{n} assumption has no source.", "{n} assumptions have no source.", count)
    place = offer_at(problem.place)
    if place is None or place >= len(case.offers):
        return problem.says
    return _of_offer(case, comparison, case.offers[place], problem, figures) or problem.says


def _of_offer(  # noqa: PLR0911 - one answer for each code
    case: Case, comparison: Comparison, offer: Offer, problem: Caution, figures: Figures
) -> str:
    brief, code = case.brief, problem.code
    if code == "tbd":
        return say("Not priced: {title}.", title=_term_at(offer, problem.place))
    if code == "must_have_without_evidence":
        shown = {item.for_ for item in offer.evidence}
        bare = [need for need in brief.must_haves if need in offer.capabilities and need not in shown]
        return say("Claimed without evidence: {names}.", names=listed([capability(case, need) for need in bare]))
    if code == "missing_clause":
        topics = {clause.topic for clause in offer.clauses}
        missing = [say(words) for topic, words in SHOULD_HAVES.items() if topic not in topics]
        return say("No clause on {names}.", names=listed(missing))
    if code == "missing_score":
        names = listed([criterion(case, name) for name in comparison.offers[offer.id].unscored])
        return say("Not scored: {names}.", names=names)
    if code == "unknown_gap":
        item = match(r".* leaves out (.+), and nobody says", problem.says)
        names = scope_title(case, item.group(1)) if item else ""
        return say("Left out, and nobody says what it costs: {names}. Every total lacks it.", names=names)
    if code == "expired_quote" and offer.valid_until is not None:
        return say("The offer was valid until {day}.", day=figures.date(offer.valid_until))
    if code == "possible_double_count":
        return next((say(words) for told, words in TWICE.items() if told in problem.says), "")
    if code == "incomplete":
        wanted = [say(TERM_TITLES[kind.__dict__["type"]]) for kind in DEFINING[offer.kind]]
        kind = within(say(KINDS[offer.kind]))
        return say("Incomplete: {kind} needs one of {names}.", kind=kind, names=listed(wanted))
    if code == "take_or_pay_above_capacity":
        return say("Take-or-pay asks for more batches a year than are reserved.")
    return ""


def _term_at(offer: Offer, place: str) -> str:
    found = match(r"offers\[\d+\]\.terms\[(\d+)\]", place)
    number = int(found.group(1)) if found else len(offer.terms)
    return term_title(offer.terms[number]) if number < len(offer.terms) else say("Deliverable")
