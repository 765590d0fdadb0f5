"""The simulation: all offers under the same sampled programmes, block by block."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import cpu_count

import numpy as np

from cdmo_desk.contract.offer import Offer
from cdmo_desk.evaluation.results import Plug, RiskFigures, Stop
from cdmo_desk.evaluation.statistics import Weights, chance, mean, quantiles, spread
from cdmo_desk.evaluation.valuation import Valuation, commitment, value
from cdmo_desk.programme.brief import Brief
from cdmo_desk.programme.sampled import plan, sampled
from cdmo_desk.programme.scenario import Array, Index, Mask, Scenario, by_year

TRIALS = 1 << 16
CORES = cpu_count() or 1
SEED = 1


@dataclass(frozen=True, slots=True)
class Trials:
    """What each trial of an offer came to, (n,) each, and the means of its categories a year, (years,) each."""

    cash: Array
    cost: Array
    present: Array
    owed: Array
    beyond: Array
    yearly: dict[str, Array] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Simulation:
    """All trials of a case: what each offer came to, and at which gate (its position, or -1) each trial stopped.

    Trials do not count alike: every figure goes by `weights` (n,), every error by their repetitions (`statistics`).
    The n trials stand in the same order in `stopped_at`, `weights` and in each offer's arrays, so that a trial's
    programme is the same for all offers; n may be more than `trials`, the number that was asked for.
    """

    trials: int
    seed: int
    stopped_at: Index
    weights: Weights
    gates: tuple[str, ...]
    offers: dict[str, Trials]

    @property
    def succeeds(self) -> Mask:
        """Say which trials succeed, (n,)."""
        succeeds: Mask = self.stopped_at < 0
        return succeeds


def simulate(
    brief: Brief, offers: tuple[Offer, ...], gaps: Mapping[str, Mapping[str, Plug]], trials: int, seed: int
) -> Simulation:
    """Run the trials. The same seed and number give identical bits; an offer's figures do not depend on the others."""
    blocks = plan(brief, trials, seed)
    starts = np.concatenate([[0], np.cumsum([block.trials for block in blocks.blocks])])
    made = {offer.id: _room(trials) for offer in offers}
    stopped_at = np.empty(trials, dtype=np.int64)

    def run(number: int) -> dict[str, dict[str, Array]]:
        """Fill in the trials of a block, and return each offer's part of the means of its categories a year."""
        here = slice(starts[number], starts[number + 1])
        scenario = sampled(brief, blocks.blocks[number])
        stopped_at[here] = scenario.stopped_at[:, 0]
        return {
            offer.id: _fill(
                made[offer.id], here, value(brief, offer, gaps[offer.id], scenario), scenario, blocks.weights[here]
            )
            for offer in offers
        }

    with ThreadPoolExecutor(max_workers=min(CORES, len(blocks.blocks))) as cores:
        for sums in cores.map(run, range(len(blocks.blocks))):  # in order: the same sums on any number of cores
            for offer, categories in sums.items():
                into = made[offer].yearly
                for category, amounts in categories.items():
                    into[category] = into[category] + amounts if category in into else amounts
    gates = tuple(gate.name for gate in brief.gates_in_order())
    return Simulation(trials, seed, stopped_at, Weights(blocks.weights, blocks.repetition), gates, made)


def _fill(into: Trials, here: slice, found: Valuation, scenario: Scenario, weights: Array) -> dict[str, Array]:
    """Put a block of an offer's trials in their place, and return its part of the means of its categories a year."""
    whole = np.ones(scenario.quarters)
    cash = (found.supplier + found.sponsor) @ whole
    into.cash[here] = cash
    into.cost[here] = cash + found.economic @ whole
    into.present[here] = found.present[:, 0]
    into.owed[here] = commitment(found, scenario)[:, 0]
    into.beyond[here] = found.beyond[:, 0]
    share = float(weights.sum())
    return {
        category: by_year(amounts.mean(axis=0, keepdims=True))[0] * share
        for category, amounts in found.by_category().items()
    }


def _room(trials: int) -> Trials:
    cash, cost, present, owed, beyond = np.empty((5, trials))
    return Trials(cash, cost, present, owed, beyond)


@dataclass(frozen=True, slots=True)
class Contest:
    """Ranked offers against each other: how often each is cheapest, mean regret, and what knowing would be worth."""

    cheapest: dict[str, float]
    regret: dict[str, float]
    evpi: float | None


def contest(simulation: Simulation, ranked: tuple[str, ...]) -> Contest:
    """Return the contest by present cost; a tie counts for each."""
    if not ranked:
        return Contest({}, {}, None)
    present = np.array([simulation.offers[offer].present for offer in ranked])
    weights = simulation.weights
    lowest = present.min(axis=0)
    cheapest = {offer: chance(row == lowest, weights) for offer, row in zip(ranked, present, strict=True)}
    regret = {offer: mean(row - lowest, weights) for offer, row in zip(ranked, present, strict=True)}
    return Contest(cheapest, regret, min(mean(row, weights) for row in present) - mean(lowest, weights))


def risk_figures(brief: Brief, simulation: Simulation, offer: str, against: Contest) -> RiskFigures:
    """Return the figures of an offer's trials."""
    made, weights, success = simulation.offers[offer], simulation.weights, simulation.succeeds
    given = weights.among(success)
    yearly = {
        name: tuple(float(amount) for amount in years) for name, years in sorted(made.yearly.items()) if np.any(years)
    }
    return RiskFigures(
        cost=spread(made.cost, weights),
        cash=spread(made.cash, weights),
        present_cost=spread(made.present, weights),
        by_category={name: sum(years) for name, years in yearly.items()},
        by_year=yearly,
        succeeds=(
            {
                "cost": spread(made.cost[success], given),
                "cash": spread(made.cash[success], given),
                "present_cost": spread(made.present[success], given),
            }
            if success.any()
            else None
        ),
        stops={
            gate: _stop(made, simulation.stopped_at == place, weights) for place, gate in enumerate(simulation.gates)
        },
        over_budget=None if brief.budget is None else chance(made.cash > brief.budget, weights),
        cheapest=against.cheapest.get(offer),
        regret=against.regret.get(offer),
        beyond_horizon=mean(made.beyond, weights),
        exceedance=_exceedance(made.cash, weights),
    )


def _stop(made: Trials, here: Mask, weights: Weights) -> Stop:
    if not here.any():
        return Stop(cash=None, probability=0.0, commitment=None)
    given = weights.among(here)
    return Stop(
        cash=mean(made.cash[here], given),
        probability=chance(here, weights),
        commitment=mean(made.owed[here], given),
    )


def _exceedance(cash: Array, weights: Weights) -> tuple[tuple[float, float], ...]:
    """Return points of the exceedance curve: cash, and the chance of more."""
    shares = np.linspace(0.0, 1.0, 101)
    found = quantiles(cash, shares, weights)
    return tuple((float(at), float(1 - share)) for at, share in zip(found, shares, strict=True))
