"""How each uncertain input goes with present cost in the simulation: rank correlation, as the inputs come."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from cdmo_desk.contract.offer import Offer
from cdmo_desk.estimate import Estimate
from cdmo_desk.evaluation.answers.rehearsal import Rehearsal
from cdmo_desk.evaluation.answers.sensitivity import Swing
from cdmo_desk.evaluation.statistics import Weights
from cdmo_desk.evaluation.valuation import value
from cdmo_desk.programme.scenario import Array, Draws, Mask, Scenario

FEW = 64  # trials below which a correlation says nothing


@dataclass(frozen=True, slots=True)
class Listening:
    """Draws that pass on what others answer, and keep what each input came to."""

    to: Draws
    heard: dict[str, Array] = field(default_factory=dict)

    def value(self, key: str, estimate: Estimate, where: Mask | None = None) -> Array:
        """Return an estimate's value, and keep it under its driver's name or its own."""
        del where
        found = self.to.value(key, estimate)
        self.heard[key if estimate.driver is None else f"driver.{estimate.driver}"] = found[:, 0]
        return found

    def happens(self, key: str, probability: float, driver: str | None) -> Mask:
        """Say where a risk occurs, and keep that; a driver's estimates tell more of it than its events."""
        found = self.to.happens(key, probability, driver)
        self.heard.setdefault(key if driver is None else f"driver.{driver}", found[:, 0].astype(np.float64))
        return found

    def failures(self, key: str, expected: Array) -> Array:
        """Return how many batches fail, and keep their number."""
        found = self.to.failures(key, expected)
        self.heard[key] = found.sum(axis=1)
        return found


def correlated(rehearsal: Rehearsal, offer: Offer, swings: tuple[Swing, ...]) -> tuple[Swing, ...]:
    """Return swings with the rank correlation (Spearman, by weight) of their input with the offer's present cost.

    Inputs are taken as they come, together with whatever moves with them; demand and sales as the sum of their years,
    a rate of exchange at the horizon's end, a gate as passed or not.
    """
    blocks = [_heard(rehearsal, offer, scenario) for scenario in rehearsal.scenarios]
    sizes = [scenario.trials for scenario in rehearsal.scenarios]
    present = ranks(rehearsal.present[offer.id], rehearsal.weights)
    made = []
    for swing in swings:
        if any(swing.input not in block for block in blocks):
            made.append(swing)
            continue
        heard = np.concatenate(
            [np.broadcast_to(block[swing.input], (size,)) for block, size in zip(blocks, sizes, strict=True)]
        )
        made.append(replace(swing, rank_correlation=_correlation(heard, present, rehearsal.weights)))
    return tuple(made)


def _heard(rehearsal: Rehearsal, offer: Offer, scenario: Scenario) -> Mapping[str, Array]:
    listening = Listening(scenario.draws)
    value(rehearsal.brief, offer, rehearsal.gaps[offer.id], replace(scenario, draws=listening))
    heard = listening.heard
    heard["demand"] = scenario.wanted.sum(axis=1)
    heard["net_sales"] = scenario.sales.sum(axis=1)
    heard["case.slip_quarters"] = scenario.slip[:, 0].astype(np.float64)
    heard["case.cpi"] = scenario.cpi[:, 0]
    heard["case.sponsor_inflation"] = scenario.growth[:, -1]
    for currency, rates in scenario.fx.items():
        heard[f"fx.{currency}"] = rates[:, -1]
    for place, gate in enumerate(scenario.gates):
        heard[f"gates.{gate}"] = scenario.gate_passed[:, place].astype(np.float64)
    for item, quantity in scenario.quantity.items():
        heard[f"scope.{item}.quantity"] = quantity[:, 0]
    for item, cost in scenario.should_cost.items():
        heard[f"scope.{item}.estimate"] = cost[:, 0]
    return heard


def ranks(values: Array, weights: Weights) -> Array:
    """Return the rank of each value by weight, between 0 and 1; equal values share the middle of theirs."""
    each = weights.each / weights.each.sum()
    _, place = np.unique(values, return_inverse=True)
    held = np.bincount(place, weights=each)
    middle: Array = (np.cumsum(held) - held / 2)[place]
    return middle


def _correlation(heard: Array, present: Array, weights: Weights) -> float | None:
    own = ranks(heard, weights)
    each = weights.each / weights.each.sum()
    a, b = own - own @ each, present - present @ each
    spread = float(np.sqrt((a * a @ each) * (b * b @ each)))
    if weights.size < FEW or spread < 1e-12:  # noqa: PLR2004 - an input that does not move
        return None
    return float(a * b @ each) / spread
