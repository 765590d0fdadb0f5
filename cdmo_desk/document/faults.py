"""Consistency across a case document: what refers to what, and what is odd but possible."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from cdmo_desk.contract.capacity import Reservation
from cdmo_desk.contract.commitments import TakeOrPay
from cdmo_desk.contract.hours import FixedPriceConversion, Labour, NotToExceed, TargetCost
from cdmo_desk.contract.offer import TERMS, Offer
from cdmo_desk.contract.services import Deliverable
from cdmo_desk.contract.term import Term
from cdmo_desk.document.reading import record
from cdmo_desk.estimate import Estimate
from cdmo_desk.problem import Problem, shown
from cdmo_desk.programme.brief import Brief
from cdmo_desk.values import LATEST

FASTEST = 10  # a year, of inflation
SMALLEST = 1e-6  # output of a batch: less is a slip of the pen, and divides into nonsense
ONCE = (NotToExceed, TargetCost, FixedPriceConversion)


@dataclass(frozen=True, slots=True)
class Known:
    """What a case names; None where the brief does not let us say."""

    gates: frozenset[str] | None
    scope: frozenset[str] | None
    currencies: frozenset[str] | None
    criteria: frozenset[str] | None
    quarters: int | None


def faults(
    plain: dict[str, Any], brief: Brief | None, offers: list[Offer | None]
) -> tuple[list[Problem], list[Problem]]:
    """Return what is inconsistent, and what is odd but possible."""
    raw_brief = plain.get("case")
    known = _known(raw_brief if isinstance(raw_brief, dict) else {})
    wrong: list[Problem] = []
    odd: list[Problem] = []
    if brief is not None:
        wrong += _in_brief(brief, plain)
        odd += _odd_brief(brief)
    raw_offers = plain.get("offers")
    raws = raw_offers if isinstance(raw_offers, list) else []
    wrong += _repeated((raw.get("id") if isinstance(raw, dict) else None for raw in raws), "offers", "id")
    for number, (raw, offer) in enumerate(zip(raws, offers, strict=False)):
        if isinstance(raw, dict):
            wrong += _in_offer(raw, offer, known, f"offers[{number}]")
        if offer is not None and brief is not None:
            odd += _odd_offer(offer, brief, f"offers[{number}]")
    return wrong, odd


def _known(raw: dict[str, Any]) -> Known:
    years = raw.get("horizon_years")
    fx = raw.get("fx", {})
    currency = raw.get("currency")
    return Known(
        gates=_names(raw.get("gates", []), "name"),
        scope=_names(raw.get("scope", []), "id"),
        currencies=frozenset({*fx, currency}) if isinstance(fx, dict) and isinstance(currency, str) else None,
        criteria=_names(raw.get("criteria", []), "id"),
        quarters=int(years) * 4 if isinstance(years, int | float) and 1 <= years < 10**6 else None,
    )


def _names(raw: Any, key: str) -> frozenset[str] | None:  # noqa: ANN401 - any JSON
    if raw is None:
        return frozenset()
    if not isinstance(raw, list) or not all(isinstance(item, dict) and isinstance(item.get(key), str) for item in raw):
        return None
    return frozenset(item[key] for item in raw)


def _repeated(names: Iterable[Any], place: str, key: str) -> Iterator[Problem]:
    counts = Counter(name for name in names if isinstance(name, str))
    for name, count in counts.items():
        if count > 1:
            yield Problem(place, f"{key} {shown(name)} stands {count} times; each must be unique")


def _in_brief(brief: Brief, plain: dict[str, Any]) -> Iterator[Problem]:
    yield from _repeated((gate.name for gate in brief.gates), "case.gates", "name")
    yield from _repeated((item.id for item in brief.scope), "case.scope", "id")
    yield from _repeated((criterion.id for criterion in brief.criteria), "case.criteria", "id")
    yield from _repeated((stress.name for stress in brief.stresses), "case.stresses", "name")
    yield from _repeated((found.name for found in brief.scenarios), "case.scenarios", "name")
    for number, gate in enumerate(brief.gates):
        yield from _exists(gate.quarter, brief.quarters, f"case.gates[{number}].quarter")
    for number, item in enumerate(brief.scope):
        yield from _exists(item.quarter, brief.quarters, f"case.scope[{number}].quarter")
    for place, estimate in _positive(brief):
        if estimate.low < 0:
            yield Problem(place, "must not be negative")
    for name, rate in (("cpi", brief.cpi), ("sponsor_inflation", brief.sponsor_inflation)):
        if rate is not None and not (rate.low > -1 and rate.high <= FASTEST):
            yield Problem(f"case.{name}", f"must lie above -1 and be at most {FASTEST}")
    if brief.slip_quarters.high > LATEST:
        yield Problem("case.slip_quarters", f"must be at most {LATEST} quarters")
    yield from _references(brief, plain)


def _positive(brief: Brief) -> Iterator[tuple[str, Estimate]]:
    """Give the estimates of a brief that cannot be negative, with their places."""
    yield "case.slip_quarters", brief.slip_quarters
    for name, years in (("demand", brief.demand), ("net_sales", brief.net_sales)):
        for number, year in enumerate(years):
            yield f"case.{name}[{number}]", year
    for number, item in enumerate(brief.scope):
        yield f"case.scope[{number}].quantity", item.quantity
        if item.estimate is not None:
            yield f"case.scope[{number}].estimate", item.estimate


def _references(brief: Brief, plain: dict[str, Any]) -> Iterator[Problem]:
    gates = {gate.name for gate in brief.gates}
    for number, stress in enumerate(brief.stresses):
        if stress.stop_at_gate is not None and stress.stop_at_gate not in gates:
            yield Problem(f"case.stresses[{number}].stop_at_gate", f"no gate is named {shown(stress.stop_at_gate)}")
    if brief.award is not None:
        raws = plain.get("offers")
        ids = [raw.get("id") for raw in raws if isinstance(raw, dict)] if isinstance(raws, list) else []
        if brief.award.offer not in ids:
            yield Problem("case.award.offer", f"no offer has the id {shown(brief.award.offer)}")


def _in_offer(raw: dict[str, Any], offer: Offer | None, known: Known, place: str) -> Iterator[Problem]:
    currency = raw.get("currency")
    if isinstance(currency, str) and known.currencies is not None and currency not in known.currencies:
        yield Problem(f"{place}.currency", f"the case has no rate of exchange for {shown(currency)}; add it to case.fx")
    terms = _terms(raw, offer)
    yield from _repeated((term.id for _, term in terms), f"{place}.terms", "id")
    for kind in ONCE:
        found = [number for number, term in terms if isinstance(term, kind)]
        for number in found[1:]:
            yield Problem(f"{place}.terms[{number}]", "an offer has at most one term of this type")
    kinds = {type(term) for _, term in terms}
    if NotToExceed in kinds and TargetCost in kinds:
        yield Problem(f"{place}.terms", "an offer has either a not_to_exceed or a target_cost, not both")
    for number, term in terms:
        yield from _in_term(term, known, f"{place}.terms[{number}]")
    if offer is not None:
        yield from _in_rest(offer, known, place)


def _terms(raw: dict[str, Any], offer: Offer | None) -> list[tuple[int, Term]]:
    """Return the terms that can be read, also of an offer that cannot."""
    if offer is not None:
        return list(enumerate(offer.terms))
    found: list[tuple[int, Term]] = []
    raws = raw.get("terms")
    for number, item in enumerate(raws if isinstance(raws, list) else []):
        kind = TERMS.get(item["type"]) if isinstance(item, dict) and isinstance(item.get("type"), str) else None
        term = record(kind, item, "")[0] if kind is not None else None
        if term is not None:
            found.append((number, term))
    return found


def _in_term(term: Term, known: Known, place: str) -> Iterator[Problem]:
    for name, says in term.faults():
        yield Problem(f"{place}.{name}", says)
    gate = getattr(term, "gate", None)
    if gate is not None and known.gates is not None and gate not in known.gates:
        yield Problem(f"{place}.gate", f"no gate is named {shown(gate)}")
    if known.scope is not None:
        if isinstance(term, Deliverable) and term.scope is not None and term.scope not in known.scope:
            yield Problem(f"{place}.scope", f"no scope item has the id {shown(term.scope)}")
        if isinstance(term, Labour):
            for item in term.covers:
                if item not in known.scope:
                    yield Problem(f"{place}.covers", f"no scope item has the id {shown(item)}")
    for name in ("quarter", "start"):
        yield from _exists(getattr(term, name, None), known.quarters, f"{place}.{name}")


def _exists(quarter: int | None, quarters: int | None, place: str) -> Iterator[Problem]:
    if quarter is not None and quarters is not None and quarter >= quarters:
        yield Problem(place, f"quarter {quarter} lies beyond the horizon, whose last quarter is {quarters - 1}")


def _in_rest(offer: Offer, known: Known, place: str) -> Iterator[Problem]:
    for name, says in offer.escalation.faults():
        yield Problem(f"{place}.escalation.{name}", says)
    if offer.output_per_batch.low < SMALLEST:
        yield Problem(f"{place}.output_per_batch", f"must be at least {SMALLEST:g}")
    if not 0 <= offer.ready_months.low <= offer.ready_months.high <= 12 * LATEST:
        yield Problem(f"{place}.ready_months", f"must lie within 0..{12 * LATEST}")
    for number, risk in enumerate(offer.risks):
        yield from _exists(risk.quarter, known.quarters, f"{place}.risks[{number}].quarter")
        if risk.delay_months.low < 0:
            yield Problem(f"{place}.risks[{number}].delay_months", "must not be negative")
    yield from _in_lines(offer, known, place)
    if known.criteria is not None:
        for number, evaluation in enumerate(offer.evaluations):
            if evaluation.criterion not in known.criteria:
                says = f"no criterion has the id {shown(evaluation.criterion)}"
                yield Problem(f"{place}.evaluations[{number}].criterion", says)


def _in_lines(offer: Offer, known: Known, place: str) -> Iterator[Problem]:
    yield from _repeated((line.id for line in offer.lines), f"{place}.lines", "id")
    ids = {term.id for term in offer.terms}
    for number, line in enumerate(offer.lines):
        where = f"{place}.lines[{number}]"
        becomes = line.becomes
        if (becomes.term is None) == (becomes.set_aside is None):
            yield Problem(f"{where}.becomes", "must name a term, or say why the line is set aside")
        if becomes.term is not None and becomes.term not in ids:
            yield Problem(f"{where}.becomes.term", f"no term has the id {shown(becomes.term)}")
        if line.scope is not None and known.scope is not None and line.scope not in known.scope:
            yield Problem(f"{where}.scope", f"no scope item has the id {shown(line.scope)}")


def _odd_brief(brief: Brief) -> Iterator[Problem]:
    for name, years in (("demand", brief.demand), ("net_sales", brief.net_sales)):
        if len(years) > brief.horizon_years:
            yield Problem(f"case.{name}", f"years after the horizon's {brief.horizon_years} are left out")
    if brief.currency in brief.fx and brief.fx[brief.currency].rate != 1:
        yield Problem(f"case.fx.{brief.currency}", "is the case's own currency; its rate is taken as 1")


LAST_QUARTERS = ("end", "last_quarter", "until_quarter", "credit_from", "credit_to")


def _odd_offer(offer: Offer, brief: Brief, place: str) -> Iterator[Problem]:
    for number, term in enumerate(offer.terms):
        if isinstance(term, Reservation | TakeOrPay):
            continue  # what they still ask after the horizon is reckoned
        for name in LAST_QUARTERS:
            yield from _past(getattr(term, name, None), brief.quarters, f"{place}.terms[{number}].{name}")
        for name in ("first_year", "last_year"):
            yield from _past(getattr(term, name, None), brief.horizon_years, f"{place}.terms[{number}].{name}")
        if isinstance(term, FixedPriceConversion) and term.quarter is not None:
            yield from _past(term.quarter + term.over - 1, brief.quarters, f"{place}.terms[{number}].over")
    known = {criterion.id for criterion in brief.criteria}
    for criterion in offer.scores:
        if criterion not in known:
            yield Problem(f"{place}.scores.{criterion}", "is not a criterion of the case; it is ignored")


def _past(last: int | None, length: int, place: str) -> Iterator[Problem]:
    if last is not None and last >= length:
        yield Problem(place, "runs past the horizon; what comes later is left out")
