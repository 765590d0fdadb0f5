"""What moves the cost: one-at-a-time swings of base-case present cost over each uncertain input's P10 to P90."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from cdmo_desk.contract.offer import Offer
from cdmo_desk.evaluation.answers.varied import HIGH, LOW, Noted, paths, varied
from cdmo_desk.evaluation.results import Plug
from cdmo_desk.evaluation.valuation import value
from cdmo_desk.programme.brief import Brief
from cdmo_desk.programme.likely import likely
from cdmo_desk.programme.quantile import pert

NOTHING = 0.005  # money: a swing below it is none


@dataclass(frozen=True, slots=True, kw_only=True)
class Swing:
    """An uncertain input and what present cost of the base case is at its P10 and at its P90, all else likely.

    `input` is `demand`, `net_sales`, `fx.EUR`, `gates.NAME` (fails, passes), `driver.NAME`, or the key of an
    estimate: `case.cpi`, `scope.tt.quantity`, `OFFER.terms[2].rate`. `values` are the input's own P10 and P90, None
    where it has no single value (demand of all years, a driver, a count). `rank_correlation` with present cost in
    the simulation is None without one.
    """

    input: str
    values: tuple[float, float] | None
    low: float
    high: float
    rank_correlation: float | None = None

    @property
    def width(self) -> float:
        """Return how far present cost moves."""
        return abs(self.high - self.low)


def noted(brief: Brief, offer: Offer, gaps: Mapping[str, Plug]) -> Noted:
    """Return what an offer asks of the draws."""
    found = Noted()
    value(brief, offer, gaps, replace(likely(brief), draws=found))
    return found


def inputs(brief: Brief, found: Noted) -> tuple[str, ...]:
    """Return the names of all uncertain inputs that may move an offer, each driver once."""
    names: list[str] = []
    if any(not year.is_certain for year in brief.demand):
        names.append("demand")
    if any(not year.is_certain for year in brief.net_sales):
        names.append("net_sales")
    names += [f"gates.{name}" for name in paths(brief).fails if name is not None and _uncertain_gate(brief, name)]
    names += [f"fx.{currency}" for currency, exchange in brief.fx.items() if exchange.volatility > 0]
    own = {
        "case.slip_quarters": brief.slip_quarters,
        "case.cpi": brief.cpi,
        "case.sponsor_inflation": brief.sponsor_inflation,
    }
    shared = {f"scope.{item.id}.quantity": item.quantity for item in brief.scope}
    shared |= {f"scope.{item.id}.estimate": item.estimate for item in brief.scope if item.estimate is not None}
    for key, estimate in (own | shared | found.estimates).items():
        if estimate is not None and not estimate.is_certain:
            names.append(key if estimate.driver is None else f"driver.{estimate.driver}")
    for key, (probability, driver) in found.events.items():
        if 0 < probability < 1:
            names.append(key if driver is None else f"driver.{driver}")
    names += found.counts
    return tuple(dict.fromkeys(names))


def _uncertain_gate(brief: Brief, name: str) -> bool:
    return next(0 < gate.probability < 1 for gate in brief.gates if gate.name == name)


def swings(brief: Brief, offer: Offer, gaps: Mapping[str, Plug]) -> tuple[Swing, ...]:
    """Return the swings of an offer, the widest first; what moves nothing is left out."""
    found = noted(brief, offer, gaps)
    names = inputs(brief, found)
    rows = {name: (2 * place + 1, 2 * place + 2) for place, name in enumerate(names)}
    scenario = varied(brief, rows, 2 * len(names) + 1)
    present = value(brief, offer, gaps, scenario).present[:, 0]
    present = np.broadcast_to(present, (2 * len(names) + 1,))
    known = _estimates(brief, found)
    made = [
        Swing(input=name, values=_values(brief, name, known), low=float(present[low]), high=float(present[high]))
        for name, (low, high) in rows.items()
    ]
    base = float(present[0])
    moving = [swing for swing in made if max(abs(swing.low - base), abs(swing.high - base)) > NOTHING]
    return tuple(sorted(moving, key=lambda swing: -swing.width))


def _estimates(brief: Brief, found: Noted) -> dict[str, tuple[float, float]]:
    own = {
        "case.slip_quarters": brief.slip_quarters,
        "case.cpi": brief.cpi,
        "case.sponsor_inflation": brief.sponsor_inflation,
    }
    known = found.estimates | {key: estimate for key, estimate in own.items() if estimate is not None}
    known |= {f"scope.{item.id}.quantity": item.quantity for item in brief.scope}
    known |= {f"scope.{item.id}.estimate": item.estimate for item in brief.scope if item.estimate is not None}
    at = np.array([LOW, HIGH])
    ends = {key: pert(estimate, at) for key, estimate in known.items() if estimate.driver is None}
    return {key: (float(low), float(high)) for key, (low, high) in ends.items()}


def _values(brief: Brief, name: str, known: Mapping[str, tuple[float, float]]) -> tuple[float, float] | None:
    if name == "case.slip_quarters":
        low, high = known[name]
        return float(np.floor(low + 0.5)), float(np.floor(high + 0.5))
    if name in known:
        return known[name]
    if name.startswith("fx.") and name[3:] in brief.fx:
        rates = varied(brief, {name: (0, 1)}, 2).fx.get(name[3:])
        return None if rates is None else (float(rates[0, -1]), float(rates[1, -1]))
    return None
