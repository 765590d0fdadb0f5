"""Risk exposure that needs no simulation: the register's expected loss, terms without a cap, foreign currency."""

from collections.abc import Iterator

from cdmo_desk.contract.hours import Labour, NotToExceed, TargetCost
from cdmo_desk.contract.offer import Offer
from cdmo_desk.contract.sharing import Royalty
from cdmo_desk.contract.sponsor import Risk
from cdmo_desk.contract.term import SUPPLIER
from cdmo_desk.evaluation.results import CategoryLoss, RegisterEntry
from cdmo_desk.evaluation.valuation import Valuation
from cdmo_desk.programme.brief import Brief

HOME_CATEGORIES = ("royalties",)  # supplier cash that is in the case's currency already


def register(brief: Brief, offer: Offer) -> tuple[RegisterEntry, ...]:
    """Return the register with expected losses, before and after each mitigation."""
    return tuple(_entry(risk, brief.cost_of_delay_per_month) for risk in offer.risks)


def _entry(risk: Risk, cost_of_delay: float) -> RegisterEntry:
    plan = risk.mitigation
    loss = risk.cost.mean + risk.delay_months.mean * cost_of_delay
    mitigated = None
    if plan is not None:
        cost = risk.cost if plan.residual_cost is None else plan.residual_cost
        delay = risk.delay_months if plan.residual_delay_months is None else plan.residual_delay_months
        mitigated = plan.probability * (cost.mean + delay.mean * cost_of_delay)
    return RegisterEntry(
        category=risk.category,
        title=risk.title,
        probability=risk.probability,
        expected=risk.probability * loss,
        mitigation=None if plan is None else plan.title,
        adopted=risk.adopted is not None,
        expected_mitigated=mitigated,
        mitigation_cost=None if plan is None else plan.cost.mean,
    )


def by_category(register: tuple[RegisterEntry, ...]) -> dict[str, CategoryLoss]:
    """Return the register's expected losses by category, in the order in which categories occur."""
    found: dict[str, CategoryLoss] = {}
    for entry in register:
        so_far = found.get(entry.category, CategoryLoss(before=0.0, after=0.0, mitigation_cost=0.0))
        mitigated = entry.adopted and entry.expected_mitigated is not None
        found[entry.category] = CategoryLoss(
            before=so_far.before + entry.expected,
            after=so_far.after + (entry.expected_mitigated or 0.0 if mitigated else entry.expected),
            mitigation_cost=so_far.mitigation_cost + ((entry.mitigation_cost or 0.0) if mitigated else 0.0),
        )
    return found


def uncapped(offer: Offer) -> tuple[str, ...]:
    """Return in words the terms of an offer that nothing limits."""
    return tuple(_uncapped(offer))


def _uncapped(offer: Offer) -> Iterator[str]:
    capped = any(
        isinstance(term, NotToExceed) or (isinstance(term, TargetCost) and term.ceiling is not None)
        for term in offer.terms
    )
    if not capped and any(isinstance(term, Labour) for term in offer.terms):
        yield "hours without a cap"
    if any(isinstance(term, Royalty) and term.cap is None for term in offer.terms):
        yield "royalty without a cap"
    if offer.escalation.index is not None and offer.escalation.cap is None:
        yield "index escalation without a cap"


def foreign_share(brief: Brief, offer: Offer, base: Valuation) -> float:
    """Return the share of base-case cash that is in a foreign currency."""
    if offer.currency in (None, brief.currency):
        return 0.0
    foreign = sum(
        float(amounts.sum())
        for _, category, amounts in base.legs
        if category in SUPPLIER and category not in HOME_CATEGORIES
    )
    cash = float(base.cash.sum())
    return foreign / cash if cash else 0.0
