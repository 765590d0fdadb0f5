"""What is odd but possible: warnings that are printed and kept in the results, and assumptions without a source."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from cdmo_desk.contract.batches import BatchFailure, Slots
from cdmo_desk.contract.capacity import Reservation
from cdmo_desk.contract.commitments import TakeOrPay
from cdmo_desk.contract.offer import DEFINING, KINDS, Offer
from cdmo_desk.contract.services import Deliverable
from cdmo_desk.document import Case
from cdmo_desk.estimate import Estimate
from cdmo_desk.evaluation.results import Plug
from cdmo_desk.evaluation.scorecard import unscored
from cdmo_desk.problem import Caution
from cdmo_desk.programme.brief import Brief
from cdmo_desk.speech import marked

SHOULD_HAVES = {
    "liability_cap": marked("liability cap"),
    "exit": marked("exit and transfer-out cost"),
    "notice_period": marked("notice period"),
    "exclusivity": marked("exclusivity"),
    "ip": marked("intellectual property"),
    "audit_rights": marked("audit rights"),
    "quality_agreement": marked("quality agreement"),
    "change_control": marked("change of control"),
}


def cautions(case: Case, gaps: Mapping[str, Mapping[str, Plug]], unsourced: tuple[str, ...]) -> tuple[Caution, ...]:
    """Return all warnings of a case, those of its document first."""
    found = [Caution(problem.place, problem.says, "document") for problem in case.warnings]
    for number, offer in enumerate(case.offers):
        found += _of_offer(case.brief, offer, gaps[offer.id], f"offers[{number}]")
    if unsourced:
        says = f"{len(unsourced)} assumptions have no source"
        found.append(Caution("case.assumptions", says, "unsourced_assumptions"))
    return tuple(found)


def _of_offer(brief: Brief, offer: Offer, gaps: Mapping[str, Plug], place: str) -> Iterator[Caution]:
    name = f"{offer.supplier} ({offer.id})"
    defining = DEFINING.get(offer.kind)
    if defining is not None and not any(isinstance(term, defining) for term in offer.terms):
        wanted = " or ".join(_type_of(kind) for kind in defining)
        says = f"{name} is incomplete: {KINDS[offer.kind].lower()} needs a {wanted}"
        yield Caution(f"{place}.terms", says, "incomplete")
    for item, plug in gaps.items():
        if plug.value is None:
            says = f"{name} leaves out {item}, and nobody says what it costs: every total of it lacks that"
            yield Caution(f"{place}.terms", says, "unknown_gap")
    for number, term in enumerate(offer.terms):
        if isinstance(term, Deliverable) and term.basis == "tbd":
            says = f"{name} has not priced {term.title or term.scope or 'a deliverable'}"
            yield Caution(f"{place}.terms[{number}]", says, "tbd")
    if offer.expired(brief.as_of):
        yield Caution(f"{place}.valid_until", f"{name} was valid until {offer.valid_until}", "expired_quote")
    yield from _double_counts(brief, offer, name, place)
    yield from _commitments(offer, name, place)
    evidence = {item.for_ for item in offer.evidence}
    bare = [need for need in brief.must_haves if need in offer.capabilities and need not in evidence]
    if bare:
        says = f"{name} claims {', '.join(bare)} without evidence"
        yield Caution(f"{place}.evidence", says, "must_have_without_evidence")
    if brief.criteria and offer.is_ranked_kind and unscored(brief, offer):
        says = f"{name} has no score for {', '.join(unscored(brief, offer))}"
        yield Caution(f"{place}.scores", says, "missing_score")
    if offer.is_ranked_kind:
        topics = {clause.topic for clause in offer.clauses}
        missing = [words for topic, words in SHOULD_HAVES.items() if topic not in topics]
        if missing:
            yield Caution(f"{place}.clauses", f"{name}: no clause on {', '.join(missing)}", "missing_clause")


def _type_of(kind: type) -> str:
    words: str = kind.__dataclass_fields__["type"].default  # type: ignore[attr-defined] # every term declares its type
    return words.replace("_", " ")


def _double_counts(brief: Brief, offer: Offer, name: str, place: str) -> Iterator[Caution]:
    categories = {risk.category for risk in offer.risks}
    scarce = any(isinstance(term, Slots) and term.availability.low < 1 for term in offer.terms)
    if "capacity_shortfall" in categories and scarce:
        says = f"{name}: a risk of capacity shortfall stands beside an availability below 1"
        yield Caution(f"{place}.risks", says, "possible_double_count")
    if "quality_oversight" in categories and any(isinstance(term, BatchFailure) for term in offer.terms):
        says = f"{name}: a quality risk stands beside batch failures"
        yield Caution(f"{place}.risks", says, "possible_double_count")
    late = brief.needed_month is not None and offer.ready_months.high > brief.needed_month
    if late and any(risk.delay_months.high > 0 for risk in offer.risks):
        says = f"{name}: delay in the register stands beside supply that may be ready later than needed"
        yield Caution(f"{place}.risks", says, "possible_double_count")


def _commitments(offer: Offer, name: str, place: str) -> Iterator[Caution]:
    reserved = sum(4 * term.batches_per_quarter for term in offer.terms if isinstance(term, Reservation))
    committed = sum(term.batches_per_year for term in offer.terms if isinstance(term, TakeOrPay))
    if reserved and committed > reserved:
        says = f"{name}: take-or-pay of {committed:g} batches a year exceeds the {reserved:g} that are reserved"
        yield Caution(f"{place}.terms", says, "take_or_pay_above_capacity")


def uncertain(offer: Offer) -> tuple[str, ...]:
    """Return the paths in an offer of its estimates with a range that no cell is the source of."""
    return tuple(_uncertain(offer, ""))


def unsourced(case: Case, paths_of: Callable[[Offer], tuple[str, ...]] = uncertain) -> tuple[str, ...]:
    """Return the paths of the assumptions without a source: uncertain inputs and what the sponsor states itself.

    An assumption's path covers everything below it; `case.` may be left out.
    """
    covered = [item.path.removeprefix("case.") for item in case.brief.assumptions if item.source]
    paths = [*_of_brief(case.brief)]
    for offer in case.offers:
        paths += [f"offers.{offer.id}.{path}" for path in paths_of(offer)]
    return tuple(path for path in paths if not any(_below(path, known) for known in covered))


def _below(path: str, known: str) -> bool:
    return path == known or path.startswith((f"{known}.", f"{known}["))


def _of_brief(brief: Brief) -> Iterator[str]:
    yield "discount_rate"
    yield "demand"
    for name in (
        "net_sales",
        "gates",
        "cpi",
        "sponsor_inflation",
        "cost_of_delay_per_month",
        "shortfall_cost_per_unit",
    ):
        if getattr(brief, name):
            yield name
    if not brief.slip_quarters.is_certain:
        yield "slip_quarters"
    for currency, exchange in brief.fx.items():
        if not exchange.source:
            yield f"fx.{currency}"
    for item in brief.scope:
        if item.estimate is not None:
            yield f"scope.{item.id}.estimate"
        if not item.quantity.is_certain:
            yield f"scope.{item.id}.quantity"


def _uncertain(node: Any, path: str) -> Iterator[str]:  # noqa: ANN401 - any part of an offer
    """Give the paths of the estimates with a range, however deep, that no cell is the source of."""
    if isinstance(node, Estimate):
        if not node.is_certain:
            yield path
    elif isinstance(node, tuple):
        for number, item in enumerate(node):
            yield from _uncertain(item, f"{path}[{number}]")
    elif is_dataclass(node):
        sources = getattr(node, "sources", {})
        for field in fields(node):
            if field.name not in sources:
                yield from _uncertain(getattr(node, field.name), f"{path}.{field.name}" if path else field.name)
