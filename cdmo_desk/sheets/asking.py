"""What to ask the suppliers as the offers stand, the costliest first; without a simulation."""

from collections.abc import Iterator

from cdmo_desk.contract.services import Deliverable
from cdmo_desk.document import Case
from cdmo_desk.evaluation.answers.questions import Question
from cdmo_desk.evaluation.cautions import SHOULD_HAVES
from cdmo_desk.evaluation.results import Comparison
from cdmo_desk.sheets import measures
from cdmo_desk.sheets.figures import DASH, EN, Figures
from cdmo_desk.sheets.level import level, outlying
from cdmo_desk.sheets.naming import keys, scope_title
from cdmo_desk.sheets.questions import question
from cdmo_desk.sheets.sheet import Cell, Column, Row, Sheet
from cdmo_desk.speech import marked, say

STATES = {
    "unknown_gap": marked("unknown"),
    "gap": marked("missing"),
    "tbd": marked("TBD"),
    "option": marked("optional"),
    "high": marked("high"),
    "low": marked("low"),
    "rate": marked("rate"),
    "clauses": marked("no clause"),
    "expired": marked("expired"),
    "evidence": marked("no evidence"),
}
PRICED = {
    "high": marked("What does your price for {item} include? It lies far above the others’."),
    "low": marked("Is {item} complete? Your price lies far below the others’."),
}


def asked(case: Case, comparison: Comparison, figures: Figures = EN) -> Sheet:
    """Return what to ask, by what hangs on it in the base case; what no figure hangs on comes last."""
    known = keys(case)
    found = sorted(_found(case, comparison, figures), key=lambda one: (one.swing is None, -(one.swing or 0.0)))
    return Sheet(
        id="asked",
        title=say("Questions to suppliers"),
        note="" if found else say("Nothing is missing or unclear."),
        columns=(
            Column("offer", say("To")),
            Column("question", say("Question")),
            Column("state", say("State")),
            Column("value", figures.unit(comparison.currency), "", "right"),
        ),
        rows=tuple(
            Row(
                (
                    known[one.offer].cell,
                    Cell(_words(case, one)),
                    Cell(say(STATES[one.about])),
                    Cell(DASH, None, "muted") if one.swing is None else Cell(figures.amount(one.swing), one.swing),
                ),
                "",
                f"{one.offer}|{one.about}|{one.subject}",
            )
            for one in found
        ),
    )


def _words(case: Case, one: Question) -> str:
    if one.about in PRICED:
        return say(PRICED[one.about], item=scope_title(case, one.subject))
    return question(case, one)


def _found(case: Case, comparison: Comparison, figures: Figures) -> Iterator[Question]:
    for offer in case.offers:
        if not offer.is_ranked_kind:
            continue
        gaps = comparison.offers[offer.id].gaps
        base = comparison.offers[offer.id].base
        bases = {term.scope: term.basis for term in offer.terms if isinstance(term, Deliverable) and term.scope}
        for item, plug in gaps.items():
            held = base.by_term.get(f"scope.{item}", {}).get("scope_gap")
            about = {"tbd": "tbd", "optional": "option"}.get(bases.get(item, ""), "gap")
            yield Question(
                offer=offer.id, about="unknown_gap" if plug.value is None else about, subject=item, swing=held
            )
        for number, term in enumerate(offer.terms):
            if isinstance(term, Deliverable) and term.basis == "tbd" and term.scope not in gaps:
                yield Question(offer=offer.id, about="tbd", subject=offer.place(number))
        for line in offer.lines:
            if line.basis == "rate" and line.becomes.term is None:
                yield Question(offer=offer.id, about="rate", subject=line.id, details=(line.description,))
        missing = tuple(topic for topic in SHOULD_HAVES if topic not in {clause.topic for clause in offer.clauses})
        if missing:
            yield Question(offer=offer.id, about="clauses", subject="clauses", details=missing)
        shown = {entry.for_ for entry in offer.evidence}
        bare = tuple(one for one in case.brief.must_haves if one in offer.capabilities and one not in shown)
        if bare:
            yield Question(offer=offer.id, about="evidence", subject="must_haves", details=bare)
        if offer.expired(case.brief.as_of):
            yield Question(offer=offer.id, about="expired", subject="valid_until")
    yield from _outliers(case, comparison, figures)


def _outliers(case: Case, comparison: Comparison, figures: Figures) -> Iterator[Question]:
    """Give the prices that lie far from the others, by how far."""
    order = measures.in_order(comparison)
    for row in level(case, comparison, figures).rows:
        prices = {
            name: float(cell.key)
            for name, cell in zip(order, row.cells[2:], strict=True)
            if row.offer
            and isinstance(cell.key, int | float)
            and cell.tone != "ours"
            and case.offer(name).is_ranked_kind
        }
        for name in prices if any(item.id == row.offer for item in case.brief.scope) else ():
            if outlying(name, prices):
                others = sorted(value for other, value in prices.items() if other != name)
                far = abs(prices[name] - others[len(others) // 2])
                about = "high" if prices[name] > others[len(others) // 2] else "low"
                yield Question(offer=name, about=about, subject=row.offer, swing=far)
