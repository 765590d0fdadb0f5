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
    """Draws of the base case: likely values, no failure, no risk unless all of them are asked for."""

    all_risks: bool = False

    def value(self, key: str, estimate: Estimate, where: Mask | None = None) -> Array:
        """Return the likely value, shape (1, 1)."""
        del key, where
        return np.array([[estimate.likely]])

    def happens(self, key: str, probability: float, driver: str | None) -> Mask:
        """Say whether risks occur, shape (1, 1)."""
        del key, probability, driver
        return np.array([[self.all_risks]])

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
    factors = np.array([1.0]) if demand_factors is None else demand_factors
    demand = np.array([[year.likely for year in brief.demand]]) * stress.demand_factor
    sales = np.array([[year.likely for year in brief.net_sales]]) * stress.sales_factor
    draws = Likely(all_risks=stress.all_risks)
    cpi = _single(brief.cpi.likely if brief.cpi else 0.0) if stress.cpi is None else _single(stress.cpi)
    slip = brief.slip_quarters.likely if stress.slip_quarters is None else stress.slip_quarters
    gates = brief.gates_in_order()
    return course(
        brief,
        Course(
            demand=demand * factors[:, np.newaxis],
            sales=sales,
            slip=_single(slip),
            cpi=cpi,
            sponsor_inflation=_single(brief.sponsor_inflation.likely) if brief.sponsor_inflation else cpi,
            passes=np.array([[gate.name != stress.stop_at_gate for gate in gates]], dtype=bool).reshape(1, len(gates)),
            fx={
                currency: np.full((1, brief.quarters), exchange.rate * (1 + stress.fx_shift))
                for currency, exchange in brief.fx.items()
            },
            draws=draws,
        ),
    )


def _single(value: float) -> Array:
    return np.array([[float(value)]])
