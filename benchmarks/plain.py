"""Plain Monte Carlo of the same model: pseudo-random numbers, no strata, every trial counts alike."""

from dataclasses import dataclass, field

import numpy as np

from cdmo_desk.contract.offer import Offer
from cdmo_desk.estimate import Estimate, certain
from cdmo_desk.evaluation.levelling import plugs
from cdmo_desk.evaluation.valuation import value
from cdmo_desk.programme.brief import Brief
from cdmo_desk.programme.course import Course, course
from cdmo_desk.programme.quantile import normal, pert, poisson, probability
from cdmo_desk.programme.scenario import Array, Mask, Scenario, calendar

BLOCK = 1 << 12


@dataclass(frozen=True)
class Plain:
    """Draws by a pseudo-random generator; a driver is drawn once."""

    random: np.random.Generator
    trials: int
    drivers: dict[str, Array] = field(default_factory=dict)

    def uniform(self, driver: str | None = None, columns: int = 1) -> Array:
        """Return uniform numbers, (trials, columns)."""
        if driver is None:
            return self.random.random((self.trials, columns))
        if driver not in self.drivers:
            self.drivers[driver] = self.random.random((self.trials, 1))
        return self.drivers[driver]

    def value(self, key: str, estimate: Estimate, where: Mask | None = None) -> Array:
        """Return an estimate's value."""
        del key, where
        return np.array([[estimate.likely]]) if estimate.is_certain else pert(estimate, self.uniform(estimate.driver))

    def happens(self, key: str, probability: float, driver: str | None) -> Mask:
        """Say where a risk occurs."""
        del key
        return self.uniform(driver) > 1 - probability

    def failures(self, key: str, expected: Array) -> Array:
        """Return Poisson counts."""
        del key
        mean = np.broadcast_to(expected, (self.trials, expected.shape[1]))
        return poisson(mean.copy(), self.uniform(None, expected.shape[1]))


def scenario(brief: Brief, random: np.random.Generator, trials: int) -> Scenario:
    """Return programmes drawn at random."""
    draws = Plain(random, trials)
    cpi = draws.value("", brief.cpi or certain(0))
    own = brief.sponsor_inflation
    market = random.standard_normal((trials, 1))
    return course(
        brief,
        Course(
            demand=_years(brief, draws, market, brief.demand),
            sales=_years(brief, draws, market, brief.net_sales),
            slip=draws.value("", brief.slip_quarters),
            cpi=cpi,
            sponsor_inflation=cpi if own is None else draws.value("", own),
            passes=random.random((trials, len(brief.gates))) < [gate.probability for gate in brief.gates_in_order()],
            fx=_rates(brief, random, trials),
            draws=draws,
            trials=trials,
        ),
    )


def _years(brief: Brief, draws: Plain, market: Array, years: tuple[Estimate, ...]) -> Array:
    shared, own = brief.demand_correlation**0.5, (1 - brief.demand_correlation) ** 0.5
    found = [pert(year, probability(shared * market + own * normal(draws.uniform()))) for year in years]
    return np.hstack(found) if found else np.zeros((1, 0))


def _rates(brief: Brief, random: np.random.Generator, trials: int) -> dict[str, Array]:
    time, common = (calendar(brief.quarters) + 0.5) / 4, random.standard_normal((trials, 1))
    shared, own = brief.fx_correlation**0.5, (1 - brief.fx_correlation) ** 0.5
    rates = {}
    for currency, exchange in brief.fx.items():
        deviate, swing = shared * common + own * random.standard_normal((trials, 1)), exchange.volatility
        rates[currency] = exchange.rate * np.exp(-(swing**2) * time / 2 + swing * np.sqrt(time) * deviate)
    return rates


def present_costs(brief: Brief, offers: tuple[Offer, ...], trials: int, seed: int) -> dict[str, Array]:
    """Return each offer's present cost in each trial, (trials,)."""
    gaps, random = plugs(brief, offers), np.random.default_rng(seed)
    made: dict[str, list[Array]] = {offer.id: [] for offer in offers}
    for start in range(0, trials, BLOCK):
        count = min(BLOCK, trials - start)
        met = scenario(brief, random, count)
        for offer in offers:
            present = value(brief, offer, gaps[offer.id], met).present[:, 0]
            made[offer.id].append(np.broadcast_to(present, (count,)))
    return {name: np.concatenate(blocks) for name, blocks in made.items()}
