"""The results as plain JSON: the shape of `compare --json`. JSON.md says what each key holds."""

from dataclasses import asdict
from typing import Any

from cdmo_desk.evaluation.award import rankings
from cdmo_desk.evaluation.exposure import by_category
from cdmo_desk.evaluation.results import Comparison, OfferFigures, Plug, RiskFigures, Spread


def as_json(comparison: Comparison) -> dict[str, Any]:
    """Return the results as plain JSON; without a simulation `risk` and `evpi` are left out."""
    orders = rankings(comparison.offers)
    made: dict[str, Any] = {
        "version": comparison.version,
        "trials": comparison.trials,
        "currency": comparison.currency,
        "offers": {offer: _offer(figures) for offer, figures in comparison.offers.items()},
        "ranking": list(comparison.ranking),
        "rankings": {measure: list(order) for measure, order in orders.items()},
        "cash_and_cost_disagree": orders["cash"][:1] != orders["present_cost"][:1],
        "crossovers": {pair: list(found) for pair, found in comparison.crossovers.items()},
        "jumps": {pair: list(found) for pair, found in comparison.jumps.items()},
        "recommendation": asdict(comparison.recommendation),
        "warnings": [
            {"code": caution.code, "place": caution.place, "says": caution.says} for caution in comparison.warnings
        ],
        "unsourced": list(comparison.unsourced),
    }
    if comparison.seed is not None:
        made |= {"seed": comparison.seed, "evpi": comparison.evpi, "pareto": list(comparison.pareto)}
    return made


def _offer(figures: OfferFigures) -> dict[str, Any]:
    base = asdict(figures.base)
    base["by_quarter"] = list(figures.base.by_quarter)
    base["yearly"] = {name: list(years) for name, years in figures.base.yearly.items()}
    base["cash_per_unit"] = figures.base.cash_per_unit
    made: dict[str, Any] = {
        "base": base,
        "gaps": {item: _plug(plug) for item, plug in figures.gaps.items()},
        "score": figures.score,
        "unscored": list(figures.unscored),
        "missing_must_haves": list(figures.missing_must_haves),
        "ranked": figures.ranked,
        "stress": {name: asdict(stress) for name, stress in figures.stress.items()},
        "register": [asdict(entry) for entry in figures.register],
        "register_by_category": {name: asdict(loss) for name, loss in by_category(figures.register).items()},
        "uncapped": list(figures.uncapped),
        "foreign_share": figures.foreign_share,
    }
    if figures.risk is not None:
        made["risk"] = _risk(figures.risk)
    return made


def _plug(plug: Plug) -> dict[str, Any]:
    made: dict[str, Any] = {"plug": plug.value, "source": plug.source}
    return made if plug.other is None else made | {"other": plug.other}


def _risk(risk: RiskFigures) -> dict[str, Any]:
    return {
        "cost": _spread(risk.cost),
        "cash": _spread(risk.cash),
        "present_cost": _spread(risk.present_cost),
        "by_category": risk.by_category,
        "by_year": {name: list(years) for name, years in risk.by_year.items()},
        "exposure": risk.exposure,
        "succeeds": None if risk.succeeds is None else {name: _spread(found) for name, found in risk.succeeds.items()},
        "stops": {gate: asdict(stop) for gate, stop in risk.stops.items()},
        "over_budget": risk.over_budget,
        "cheapest": risk.cheapest,
        "regret": risk.regret,
        "beyond_horizon": risk.beyond_horizon,
    }


def _spread(spread: Spread) -> dict[str, Any]:
    made = asdict(spread)
    errors = made.pop("errors")
    return made if errors is None else made | {"errors": errors}
