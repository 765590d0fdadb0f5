"""Scenarios for one-at-a-time answers: one input moved in a trial, all others at their likely values."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from cdmo_desk.estimate import Estimate
from cdmo_desk.programme.brief import Brief
from cdmo_desk.programme.course import Course, course
from cdmo_desk.programme.likely import likely
from cdmo_desk.programme.quantile import normal, pert, poisson
from cdmo_desk.programme.scenario import NEVER, Array, Mask, Scenario, calendar

LOW, HIGH = 0.1, 0.9


@dataclass(frozen=True, slots=True)
class Noted:
    """Draws of the base case that note what an offer asks for: estimates, events and counts by their keys."""

    estimates: dict[str, Estimate] = field(default_factory=dict)
    events: dict[str, tuple[float, str | None]] = field(default_factory=dict)
    counts: list[str] = field(default_factory=list)

    def value(self, key: str, estimate: Estimate, where: Mask | None = None) -> Array:
        """Return the likely value."""
        del where
        if not estimate.is_certain:
            self.estimates[key] = estimate
        return np.array([[estimate.likely]])

    def happens(self, key: str, probability: float, driver: str | None) -> Mask:
        """Say that nothing happens."""
        self.events[key] = (probability, driver)
        return np.array([[False]])

    def failures(self, key: str, expected: Array) -> Array:
        """Return no failure."""
        self.counts.append(key)
        return np.zeros_like(expected)


@dataclass(frozen=True, slots=True)
class Varied:
    """Draws in which some inputs take their P10 and P90 in a trial of their own, by name; the rest stays likely.

    `rows` holds the two trials of a name: an input's key, or `driver.` and the driver's.
    """

    trials: int
    rows: Mapping[str, tuple[int, int]]

    def value(self, key: str, estimate: Estimate, where: Mask | None = None) -> Array:
        """Return the likely value, (1, 1), or (t, 1) with the two quantiles in their trials."""
        del where
        rows = self.rows.get(key if estimate.driver is None else f"driver.{estimate.driver}")
        if rows is None or estimate.is_certain:
            return np.array([[estimate.likely]])
        found = np.full((self.trials, 1), estimate.likely)
        found[list(rows), 0] = pert(estimate, np.array([LOW, HIGH]))
        return found

    def happens(self, key: str, probability: float, driver: str | None) -> Mask:
        """Say that nothing happens but in a trial of its own, where its quantile there says so."""
        rows = self.rows.get(key if driver is None else f"driver.{driver}")
        if rows is None:
            return np.array([[False]])
        found = np.zeros((self.trials, 1), dtype=bool)
        for row, level in zip(rows, (LOW, HIGH), strict=True):
            found[row] = level > 1 - probability
        return found

    def failures(self, key: str, expected: Array) -> Array:
        """Return no failure but in a trial of its own, where it returns the counts' quantiles."""
        rows = self.rows.get(key)
        if rows is None:
            return np.zeros_like(expected)
        year = np.broadcast_to(expected, (self.trials, expected.shape[1]))
        found = np.zeros_like(year)
        for row, level in zip(rows, (LOW, HIGH), strict=True):
            found[row] = poisson(year[row], np.full(year.shape[1], level))
        return found


def varied(brief: Brief, rows: Mapping[str, tuple[int, int]], trials: int) -> Scenario:
    """Return a scenario of so many trials: in each, the input whose rows name it moves, and nothing else.

    Names of the programme's own inputs: `demand`, `net_sales`, `fx.CUR`, `gates.NAME` (fails in the first of its two
    trials, passes in the second), and the keys of `case.cpi`, `case.slip_quarters`, `case.sponsor_inflation`.
    """
    draws = Varied(trials, rows)
    cpi = draws.value("case.cpi", brief.cpi) if brief.cpi else np.zeros((1, 1))
    inflation = brief.sponsor_inflation
    gates = brief.gates_in_order()
    passes = np.ones((trials, len(gates)), dtype=bool)
    for place, gate in enumerate(gates):
        if f"gates.{gate.name}" in rows:
            passes[rows[f"gates.{gate.name}"][0], place] = False
    return course(
        brief,
        Course(
            demand=_years(brief.demand, rows.get("demand"), trials),
            sales=_years(brief.net_sales, rows.get("net_sales"), trials),
            slip=draws.value("case.slip_quarters", brief.slip_quarters),
            cpi=cpi,
            sponsor_inflation=cpi if inflation is None else draws.value("case.sponsor_inflation", inflation),
            passes=passes,
            fx=_rates(brief, rows, trials),
            draws=draws,
            trials=trials,
        ),
    )


def _years(years: tuple[Estimate, ...], rows: tuple[int, int] | None, trials: int) -> Array:
    found = np.repeat(np.array([[year.likely for year in years]]), trials, axis=0)
    if rows is not None:
        for place, year in enumerate(years):
            found[list(rows), place] = pert(year, np.array([LOW, HIGH]))
    return found


def _rates(brief: Brief, rows: Mapping[str, tuple[int, int]], trials: int) -> dict[str, Array]:
    """Return the rates of exchange; a moved one goes the way of its P10 and P90 in every quarter."""
    time = (calendar(brief.quarters) + 0.5) / 4
    rates = {}
    for currency, exchange in brief.fx.items():
        found = np.full((1, brief.quarters), exchange.rate)
        pair = rows.get(f"fx.{currency}")
        if pair is not None:
            swing = exchange.volatility
            deviate = normal(np.array([[LOW], [HIGH]]))
            found = np.repeat(found, trials, axis=0)
            found[list(pair)] *= np.exp(-(swing**2) * time / 2 + swing * np.sqrt(time) * deviate)
        rates[currency] = found
    return rates


def stopped_after(brief: Brief) -> Scenario:
    """Return the base case stopped at the end of each quarter, one trial each; gates before it are passed."""
    base = likely(brief)
    stopped = np.arange(base.quarters)[:, np.newaxis]
    alive = calendar(base.quarters) <= stopped
    return replace(
        base,
        stopped=stopped,
        stopped_at=np.full_like(stopped, -1),
        alive=alive,
        gate_passed=base.gate_passed & (base.gate_quarter < stopped),
        sales=base.sales * alive,
        trials=base.quarters,
    )


@dataclass(frozen=True, slots=True)
class Paths:
    """The ways through the gates that the base case knows: which gate fails, None for success, and how likely each."""

    fails: tuple[str | None, ...]
    chances: tuple[float, ...]

    def scaled(self, gates: tuple[tuple[str, float], ...]) -> "Paths":
        """Return the same ways with other chances of the gates."""
        return Paths(self.fails, _chances(dict(gates), self.fails))


def paths(brief: Brief) -> Paths:
    """Return the ways through the gates that are decided within the horizon; the last is success."""
    base = likely(brief)
    gates = brief.gates_in_order()
    decided = [gate for gate, due in zip(gates, base.gate_quarter[0], strict=True) if due < base.quarters]
    fails = (*(gate.name for gate in decided), None)
    return Paths(fails, _chances({gate.name: gate.probability for gate in decided}, fails))


def _chances(probability: Mapping[str, float], fails: tuple[str | None, ...]) -> tuple[float, ...]:
    reached, chances = 1.0, []
    for name in fails:
        passes = 0.0 if name is None else probability[name]
        chances.append(reached * (1 - passes))
        reached *= passes
    return tuple(chances)


def along(brief: Brief, ways: Paths, demand_factors: Array) -> Scenario:
    """Return the base case along each way at each demand factor: trial = factor × ways + way."""
    count = len(ways.fails)
    repeated = np.repeat(demand_factors, count)
    plain = likely(brief, demand_factors=repeated)
    gates = plain.gates
    failing = [len(gates) if name is None else gates.index(name) for name in ways.fails]
    place = np.tile(np.array(failing), demand_factors.size)[:, np.newaxis]
    order = np.arange(len(gates))[np.newaxis, :]
    due = np.concatenate([plain.gate_quarter[0], [NEVER]])
    stopped = due[place]
    alive = calendar(plain.quarters) <= stopped
    in_horizon = plain.gate_quarter < plain.quarters
    return replace(
        plain,
        stopped=stopped,
        stopped_at=np.where(place < len(gates), place, -1),
        alive=alive,
        gate_passed=in_horizon & (order < place),
        wanted=np.broadcast_to(plain.wanted, (repeated.size, plain.quarters)),
        sales=np.broadcast_to(plain.sales, (repeated.size, plain.quarters)) * alive,
        trials=repeated.size,
    )
