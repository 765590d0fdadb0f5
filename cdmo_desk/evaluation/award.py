"""The award rule: which offer it gives, by what margin, and how sure that is. The award itself is a person's."""

from collections.abc import Callable, Mapping

from cdmo_desk.evaluation.results import OfferFigures, Recommendation
from cdmo_desk.evaluation.scorecard import BEST
from cdmo_desk.evaluation.simulation import Simulation
from cdmo_desk.evaluation.statistics import chance, mean_error
from cdmo_desk.programme.brief import Brief


def measures(brief: Brief, figures: Mapping[str, OfferFigures]) -> dict[str, float]:
    """Return the rule's measure of every ranked offer, lower is better.

    Present cost, its P90 (base-case present cost without a simulation), or minus the weighted points.
    """
    ranked = {offer: found for offer, found in figures.items() if found.ranked}
    mean = {
        offer: found.base.present_cost if found.risk is None else found.risk.present_cost.mean
        for offer, found in ranked.items()
    }
    rule = brief.rule
    if rule.rule == "lowest_p90":
        return {
            offer: found.base.present_cost if found.risk is None else found.risk.present_cost.p90
            for offer, found in ranked.items()
        }
    if rule.rule == "weighted":
        return {offer: -points(rule.price_weight, mean, offer, ranked[offer].score) for offer in ranked}
    return mean


def points(price_weight: float, mean: Mapping[str, float], offer: str, score: float | None) -> float:
    """Return price points (5 × lowest / own) and the scorecard's, weighted; an offer without scores has none."""
    own = mean[offer]
    price = BEST * min(mean.values()) / own if own > 0 else BEST
    return price_weight * price + (1 - price_weight) * (score or 0.0)


def ranking(brief: Brief, figures: Mapping[str, OfferFigures]) -> tuple[str, ...]:
    """Return the ranked offers, best first by the rule's measure."""
    measure = measures(brief, figures)
    return tuple(sorted(measure, key=lambda offer: measure[offer]))


def rankings(figures: Mapping[str, OfferFigures]) -> dict[str, tuple[str, ...]]:
    """Return the ranked offers by mean present cost, by its P90 and by cash; by the base case without trials."""
    ranked = {offer: found for offer, found in figures.items() if found.ranked}

    def order(by: Callable[[OfferFigures], float]) -> tuple[str, ...]:
        return tuple(sorted(ranked, key=lambda offer: by(ranked[offer])))

    return {
        "present_cost": order(lambda found: found.risk.present_cost.mean if found.risk else found.base.present_cost),
        "p90": order(lambda found: found.risk.present_cost.p90 if found.risk else found.base.present_cost),
        "cash": order(_cash),
    }


def recommendation(brief: Brief, figures: Mapping[str, OfferFigures], simulation: Simulation | None) -> Recommendation:
    """Return what the rule gives."""
    order = ranking(brief, figures)
    measure = measures(brief, figures)
    first = order[0] if order else None
    second = order[1] if len(order) > 1 else None
    margin = error = confidence = None
    if first is not None and second is not None:
        margin = measure[second] - measure[first]
        if simulation is not None:
            difference = simulation.offers[second].present - simulation.offers[first].present
            error = mean_error(difference, simulation.weights) if brief.rule.rule == "lowest_present_cost" else None
            confidence = chance(difference > 0, simulation.weights)
    return Recommendation(
        rule=brief.rule.rule,
        offer=first,
        runner_up=second,
        margin=margin,
        margin_error=error,
        confidence=confidence,
        by_cash=min(order, key=lambda offer: _cash(figures[offer]), default=None),
        awarded=None if brief.award is None else brief.award.offer,
        reason=None if brief.award is None else brief.award.reason,
    )


def _cash(figures: OfferFigures) -> float:
    return figures.base.cash if figures.risk is None else figures.risk.cash.mean


def pareto(figures: Mapping[str, OfferFigures]) -> tuple[str, ...]:
    """Return the ranked offers that no other beats in both mean present cost and its CVaR95."""
    points = {
        offer: (found.risk.present_cost.mean, found.risk.present_cost.cvar95)
        for offer, found in figures.items()
        if found.ranked and found.risk is not None
    }
    return tuple(
        offer
        for offer, (mean, worst) in points.items()
        if not any(
            other != offer and m <= mean and w <= worst and (m < mean or w < worst) for other, (m, w) in points.items()
        )
    )
