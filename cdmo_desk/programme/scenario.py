"""A scenario: how the programme goes, for one trial or for many. All offers of a case meet the same one.

Arrays have the shape (t, n) where t is the number of trials, or 1 where a value is the same in all of them.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from cdmo_desk.estimate import Estimate

Array = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Index = npt.NDArray[np.int64]

NEVER = 1_000_000  # a quarter after every horizon


class Draws(Protocol):
    """What an uncertain input comes to in each trial. Keys name inputs; the same key gives the same draw."""

    def value(self, key: str, estimate: Estimate) -> Array:
        """Return an estimate's value, shape (t, 1)."""

    def happens(self, key: str, probability: float, driver: str | None) -> Mask:
        """Say in which trials a risk occurs, shape (t, 1)."""

    def failures(self, key: str, expected: Array) -> Array:
        """Return how many batches fail a year, where so many are expected; shape (t, years)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """How the programme goes: gates, volumes, inflation, rates of exchange, shared quantities.

    `quarters` is Q; `stopped` (t, 1) the quarter of the first failed gate or `NEVER`, `stopped_at` (t, 1) its
    position among the gates or -1; `alive` (t, Q); `gate_quarter` and `gate_passed` (t, gates) in ascending order,
    passed with all before it; `wanted` (t, Q) demand a quarter, dead or alive; `sales` (t, Q) while alive;
    `growth` (t, Q) of the sponsor's prices; `cpi` (t, 1); `fx` currency -> (t, Q); `quantity` and `should_cost`
    scope id -> (t, 1); `slip` (t, 1) in quarters.
    """

    quarters: int
    stopped: Index
    stopped_at: Index
    alive: Mask
    gates: tuple[str, ...]
    gate_quarter: Index
    gate_passed: Mask
    wanted: Array
    sales: Array
    growth: Array
    cpi: Array
    fx: dict[str, Array]
    quantity: dict[str, Array]
    should_cost: dict[str, Array]
    slip: Index
    draws: Draws

    @property
    def years(self) -> int:
        """Return the number of years of the horizon."""
        return self.quarters // 4

    @property
    def succeeds(self) -> Mask:
        """Say in which trials no gate failed, shape (t, 1)."""
        succeeds: Mask = self.stopped == NEVER
        return succeeds

    @property
    def demand(self) -> Array:
        """Return the good output wanted a quarter while the programme is alive, shape (t, Q)."""
        return self.wanted * self.alive

    def gate(self, name: str) -> tuple[Index, Mask]:
        """Return a gate's quarter as slipped and whether it was passed with all before it, each (t, 1).

        A gate beyond the horizon is not decided in it: not passed.
        """
        place = self.gates.index(name)
        return self.gate_quarter[:, place : place + 1], self.gate_passed[:, place : place + 1]


def calendar(quarters: int) -> Index:
    """Return the quarters of a horizon, shape (1, Q)."""
    return np.arange(quarters)[np.newaxis, :]


def in_quarter(amount: Array, quarter: Index, quarters: int) -> Array:
    """Put amounts (t, 1) into their quarters (t, 1); shape (t, Q). What falls outside the horizon is left out."""
    return np.where(calendar(quarters) == quarter, amount, 0.0)


def by_year(quarterly: Array) -> Array:
    """Add quarters up to years: (t, Q) to (t, years)."""
    total: Array = quarterly[:, 0::4] + quarterly[:, 1::4] + quarterly[:, 2::4] + quarterly[:, 3::4]
    return total


def per_quarter(yearly: Array) -> Array:
    """Repeat a yearly figure for each of its quarters: (t, years) to (t, Q)."""
    return np.repeat(yearly, 4, axis=1)


def at_year_end(yearly: Array) -> Array:
    """Put yearly amounts into the last quarter of their year: (t, years) to (t, Q)."""
    trials, years = yearly.shape
    placed = np.zeros((trials, years, 4))
    placed[:, :, 3] = yearly
    return placed.reshape(trials, 4 * years)
