"""The base case and its stresses as scenarios: estimates at their likely values, all gates passed but a named one."""

from dataclasses import dataclass, field

import numpy as np

from cdmo_desk.estimate import Estimate
from cdmo_desk.programme.brief import Brief, Stress
from cdmo_desk.programme.course import Course, course
from cdmo_desk.programme.scenario import Array, Mask, Scenario

BASE = Stress(name="Base case")


@dataclass(frozen=True, slots=True)
class Likely:
    """Draws of the base case: likely values, no failure, no risk unless all are asked for, trial by trial."""

    all_risks: tuple[bool, ...] = (False,)

    def value(self, key: str, estimate: Estimate, where: Mask | None = None) -> Array:
        """Return the likely value, shape (1, 1)."""
        del key, where
        return np.array([[estimate.likely]])

    def happens(self, key: str, probability: float, driver: str | None) -> Mask:
        """Say whether risks occur, shape (t, 1)."""
        del key, probability, driver
        return np.array(self.all_risks)[:, np.newaxis]

    def failures(self, key: str, expected: Array) -> Array:
        """Return no failure."""
        del key
        return np.zeros_like(expected)


@dataclass(frozen=True, slots=True)
class Heard:
    """Draws of the base case that note the names of the inputs that a simulation would draw by themselves."""

    names: set[str] = field(default_factory=set)

    def value(self, key: str, estimate: Estimate, where: Mask | None = None) -> Array:
        """Return the likely value, shape (1, 1)."""
        del where
        if not estimate.is_certain and estimate.driver is None:
            self.names.add(key)
        return np.array([[estimate.likely]])

    def happens(self, key: str, probability: float, driver: str | None) -> Mask:
        """Say that nothing happens, shape (1, 1)."""
        del probability
        if driver is None:
            self.names.add(key)
        return np.array([[False]])

    def failures(self, key: str, expected: Array) -> Array:
        """Return no failure."""
        self.names.update(f"{key}.{year}" for year in range(expected.shape[1]))
        return np.zeros_like(expected)


def likely(brief: Brief, stress: Stress = BASE, demand_factors: Array | None = None) -> Scenario:
    """Return the base case under a stress; one trial, or one for each of `demand_factors`, shape (t,)."""
    return _likely(
        brief, (stress,), np.array([stress.demand_factor]) * (1.0 if demand_factors is None else demand_factors)
    )


def stressed(brief: Brief, stresses: tuple[Stress, ...]) -> Scenario:
    """Return the base case under several stresses, each a trial of its own."""
    return _likely(brief, stresses, np.array([stress.demand_factor for stress in stresses]))


def _likely(brief: Brief, stresses: tuple[Stress, ...], demand_factors: Array) -> Scenario:
    """Return the base case under stresses and demand factors: of either one, or as many as of the other."""
    gates = brief.gates_in_order()
    slip, cpi = brief.slip_quarters.likely, brief.cpi.likely if brief.cpi else 0.0
    prices = _column([cpi if stress.cpi is None else stress.cpi for stress in stresses])
    shift = _column([1 + stress.fx_shift for stress in stresses])
    quarters = np.ones((1, brief.quarters))
    return course(
        brief,
        Course(
            demand=np.array([[year.likely for year in brief.demand]]) * demand_factors[:, np.newaxis],
            sales=np.array([[year.likely for year in brief.net_sales]])
            * _column([stress.sales_factor for stress in stresses]),
            slip=_column([slip if stress.slip_quarters is None else stress.slip_quarters for stress in stresses]),
            cpi=prices,
            sponsor_inflation=_column([brief.sponsor_inflation.likely]) if brief.sponsor_inflation else prices,
            passes=_alike(
                np.array(
                    [[gate.name != stress.stop_at_gate for gate in gates] for stress in stresses], dtype=bool
                ).reshape(len(stresses), len(gates))
            ),
            fx={currency: exchange.rate * shift * quarters for currency, exchange in brief.fx.items()},
            draws=Likely(tuple(stress.all_risks for stress in stresses)),
            trials=max(len(stresses), demand_factors.size),
        ),
    )


def _column(values: list[float]) -> Array:
    """Return values as a column, a single one where all are alike."""
    alike = len(set(values)) == 1
    return np.array([values[:1] if alike else values], dtype=np.float64).T


def _alike(rows: Mask) -> Mask:
    """Return a single row where all are alike."""
    return rows[:1] if (rows == rows[:1]).all() else rows
