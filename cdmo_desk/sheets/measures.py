"""What is compared between offers: the headline figure, the order, and how a total is written."""

from dataclasses import replace

from cdmo_desk.document import Case
from cdmo_desk.evaluation.results import Comparison, OfferFigures
from cdmo_desk.sheets.figures import DASH, EN, Figures
from cdmo_desk.sheets.sheet import Cell, Tone

AT_LEAST = ">\u00a0"


SMALL_MILLIONS, SMALL_THOUSANDS = 2e6, 2e4  # the largest amount below which a smaller scale says more


def fitting(comparison: Comparison, figures: Figures = EN) -> Figures:
    """Return figures in the scale that fits a comparison: two decimals of millions would hide what is small."""
    amounts = [max(offer.base.cost, offer.base.cash) for offer in comparison.offers.values()]
    largest = max(amounts, default=SMALL_MILLIONS)
    return replace(figures, scale="M" if largest >= SMALL_MILLIONS else "k" if largest >= SMALL_THOUSANDS else "")


def present_cost(offer: OfferFigures) -> float:
    """Return the expected present cost, that of the base case without a simulation."""
    return offer.risk.present_cost.mean if offer.risk else offer.base.present_cost


def present_error(offer: OfferFigures) -> float | None:
    """Return the standard error of the expected present cost."""
    return _error(offer.risk.present_cost.errors) if offer.risk else None


def expected_cash(offer: OfferFigures) -> float:
    """Return expected cash, that of the base case without a simulation."""
    return offer.risk.cash.mean if offer.risk else offer.base.cash


def likely_cash(offer: OfferFigures) -> float | None:
    """Return the median of cash if the programme succeeds."""
    return offer.risk.succeeds["cash"].p50 if offer.risk and offer.risk.succeeds else None


def good_cash(offer: OfferFigures) -> float | None:
    """Return what cash stays below in one success of ten."""
    return offer.risk.succeeds["cash"].p10 if offer.risk and offer.risk.succeeds else None


def bad_cash(offer: OfferFigures) -> float | None:
    """Return what cash exceeds in one success of ten."""
    return offer.risk.succeeds["cash"].p90 if offer.risk and offer.risk.succeeds else None


def stop_cash(case: Case, offer: OfferFigures, gate: str | None) -> float | None:
    """Return cash if the programme stops at a gate: the mean of the simulation, else that of a stress test."""
    if gate is None:
        return None
    if offer.risk:
        stop = offer.risk.stops.get(gate)
        return stop.cash if stop else None
    stress = stop_stress(case, gate)
    return offer.stress[stress].cash if stress is not None and stress in offer.stress else None


def still_owed(case: Case, offer: OfferFigures, gate: str | None) -> float | None:
    """Return what is still owed to the supplier if the programme stops at a gate."""
    if gate is None:
        return None
    if offer.risk:
        stop = offer.risk.stops.get(gate)
        return stop.commitment if stop else None
    stress = stop_stress(case, gate)
    return offer.stress[stress].commitment if stress is not None and stress in offer.stress else None


def stop_stress(case: Case, gate: str) -> str | None:
    """Return the stress test in which nothing but that gate fails."""
    for stress in case.brief.stresses:
        plain = stress.demand_factor == stress.sales_factor == 1 and stress.fx_shift == 0 and not stress.all_risks
        if stress.stop_at_gate == gate and plain and stress.cpi is None and stress.slip_quarters is None:
            return stress.name
    return None


def in_order(comparison: Comparison) -> tuple[str, ...]:
    """Return all offers: the ranked ones as ranked, then the others by present cost."""
    others = [name for name in comparison.offers if name not in comparison.ranking]
    others.sort(key=lambda name: present_cost(comparison.offers[name]))
    return (*comparison.ranking, *others)


def chosen(comparison: Comparison) -> str | None:
    """Return the offer that was awarded, or else the one that the rule gives."""
    return comparison.recommendation.awarded or comparison.recommendation.offer


def on_paper(case: Case, name: str, value: float | None) -> float | None:
    """Return a sum of lines, which is in the offer's currency, in that of the case."""
    if value is None:
        return None
    offer = case.offer(name)
    if offer.currency in (None, case.brief.currency):
        return value
    exchange = case.brief.fx.get(offer.currency or "")
    return value * exchange.rate if exchange else None


def total(figures: Figures, offer: OfferFigures, value: float | None, tone: Tone = "") -> Cell:
    """Return a total in millions; where a gap has no known price it says that there is more to come."""
    if value is None:
        return Cell(DASH, None, "muted")
    text = figures.amount(value)
    return Cell(AT_LEAST + text, value, "warning") if offer.unknown_gaps else Cell(text, value, tone)


def _error(errors: dict[str, float] | None) -> float | None:
    return errors.get("mean") if errors else None
