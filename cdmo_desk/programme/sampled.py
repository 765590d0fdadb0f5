"""Sampled scenarios: plain random numbers, one stream for each input, the same for all offers of a case."""

from dataclasses import dataclass, field
from hashlib import blake2b

import numpy as np

from cdmo_desk.estimate import Estimate, certain
from cdmo_desk.programme.brief import Brief
from cdmo_desk.programme.course import Course, course
from cdmo_desk.programme.quantile import normal, pert, poisson, probability
from cdmo_desk.programme.scenario import Array, Mask, Scenario, calendar

SMALLEST = 2.0**-54  # a quantile at 0 would be infinite


@dataclass(frozen=True, slots=True)
class Sampled:
    """Draws of one block of trials. A stream is named by seed, block and key, so order never matters."""

    seed: int
    block: int
    trials: int
    drawn: dict[str, Array] = field(default_factory=dict, repr=False)

    def uniform(self, key: str, columns: int = 1) -> Array:
        """Return the uniform numbers of a key in (0, 1), shape (trials, columns)."""
        if key not in self.drawn:
            name = blake2b(f"{self.seed}|{self.block}|{key}".encode(), digest_size=16).digest()
            stream = np.random.Generator(np.random.Philox(key=int.from_bytes(name, "little")))
            self.drawn[key] = np.maximum(stream.random((self.trials, columns)), SMALLEST)
        return self.drawn[key]

    def value(self, key: str, estimate: Estimate) -> Array:
        """Return an estimate's quantile at its driver's number, or at its own."""
        if estimate.is_certain:
            return np.array([[estimate.likely]])
        name = key if estimate.driver is None else f"driver.{estimate.driver}"
        return pert(estimate, self.uniform(name))

    def happens(self, key: str, probability: float, driver: str | None) -> Mask:
        """Say where a risk occurs: high numbers bring the event."""
        happens: Mask = self.uniform(key if driver is None else f"driver.{driver}") > 1 - probability
        return happens

    def failures(self, key: str, expected: Array) -> Array:
        """Return Poisson counts with the expected means."""
        years = expected.shape[1]
        return poisson(np.broadcast_to(expected, (self.trials, years)), self.uniform(key, years))


def sampled(brief: Brief, draws: Sampled) -> Scenario:
    """Return the scenarios of a block of trials."""
    cpi = draws.value("case.cpi", brief.cpi or certain(0))
    inflation = brief.sponsor_inflation
    gates = brief.gates_in_order()
    passes = np.ones((draws.trials, len(gates)), dtype=bool)
    for place, gate in enumerate(gates):
        passes[:, place : place + 1] = draws.uniform(f"case.gates.{gate.name}") < gate.probability
    return course(
        brief,
        Course(
            demand=_years(brief, draws, "demand", brief.demand),
            sales=_years(brief, draws, "net_sales", brief.net_sales),
            slip=draws.value("case.slip_quarters", brief.slip_quarters),
            cpi=cpi,
            sponsor_inflation=cpi if inflation is None else draws.value("case.sponsor_inflation", inflation),
            passes=passes,
            fx=_exchange(brief, draws),
            draws=draws,
        ),
    )


def _years(brief: Brief, draws: Sampled, name: str, years: tuple[Estimate, ...]) -> Array:
    """Return yearly figures that share one market factor, (trials, years)."""
    if not years:
        return np.zeros((1, 0))
    shared, own = np.sqrt(brief.demand_correlation), np.sqrt(1 - brief.demand_correlation)
    market = normal(draws.uniform("case.market"))
    single = normal(draws.uniform(f"case.{name}", len(years)))
    at = probability(shared * market + own * single)
    return np.column_stack([pert(year, at[:, number]) for number, year in enumerate(years)])


def _exchange(brief: Brief, draws: Sampled) -> dict[str, Array]:
    """Return the rates of exchange, each currency a lognormal walk that shares a factor with the others."""
    time = (calendar(brief.quarters) + 0.5) / 4
    shared, own = np.sqrt(brief.fx_correlation), np.sqrt(1 - brief.fx_correlation)
    rates: dict[str, Array] = {}
    for currency, exchange in brief.fx.items():
        if exchange.volatility == 0:
            rates[currency] = np.full((1, brief.quarters), exchange.rate)
            continue
        deviate = shared * normal(draws.uniform("case.fx")) + own * normal(draws.uniform(f"case.fx.{currency}"))
        swing = exchange.volatility
        rates[currency] = exchange.rate * np.exp(-(swing**2) * time / 2 + swing * np.sqrt(time) * deviate)
    return rates
