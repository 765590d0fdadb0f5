"""A scenario: how the programme goes, for one trial or for many. All offers of a case meet the same one.

Arrays have the shape (t, n) where t is the number of trials, or 1 where a value is the same in all of them. Those of
many trials lie column by column in memory ("F"), so that what is done to them runs along the trials.
"""

from dataclasses import dataclass
from functools import cached_property
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

    def value(self, key: str, estimate: Estimate, where: Mask | None = None) -> Array:
        """Return an estimate's value, shape (t, 1); in trials that `where` does not mark, (t, 1), it may be any."""

    def happens(self, key: str, probability: float, driver: str | None) -> Mask:
        """Say in which trials a risk occurs, shape (t, 1)."""

    def failures(self, key: str, expected: Array) -> Array:
        """Return how many batches fail a year, where so many are expected; shape (t, years)."""


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """How the programme goes: gates, volumes, inflation, rates of exchange, shared quantities.

    `quarters` is Q; `stopped` (t, 1) the quarter of the first failed gate or `NEVER`, `stopped_at` (t, 1) its
    position among the gates or -1; `alive` (t, Q); `gate_quarter` and `gate_passed` (t, gates) in ascending order,
    passed with all before it; `wanted` (t, Q) demand a quarter, dead or alive; `sales` (t, Q) while alive;
    `growth` (t, Q) of the sponsor's prices; `cpi` (t, 1); `fx` currency -> (t, Q); `quantity` and `should_cost`
    scope id -> (t, 1); `slip` (t, 1) in quarters; `trials` their number, though all of these may be the same in each.
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
    trials: int = 1

    @property
    def years(self) -> int:
        """Return the number of years of the horizon."""
        return self.quarters // 4

    @property
    def succeeds(self) -> Mask:
        """Say in which trials no gate failed, shape (t, 1)."""
        succeeds: Mask = self.stopped == NEVER
        return succeeds

    @cached_property
    def demand(self) -> Array:
        """Return the good output wanted a quarter while the programme is alive, shape (t, Q)."""
        demand: Array = self.wanted * self.alive.astype(np.float64)
        return demand

    def gate(self, name: str) -> tuple[Index, Mask]:
        """Return a gate's quarter as slipped and whether it was passed with all before it, each (t, 1).

        A gate beyond the horizon is not decided in it: not passed.
        """
        place = self.gates.index(name)
        return self.gate_quarter[:, place : place + 1], self.gate_passed[:, place : place + 1]


def calendar(quarters: int) -> Index:
    """Return the quarters of a horizon, shape (1, Q)."""
    return np.arange(quarters)[np.newaxis, :]


def grown(rate: Array, quarters: Index) -> Array:
    """Return by how much what grows by a yearly rate (t, 1) has grown in quarters (1, n) or (t, n)."""
    years = quarters // 4
    if rate.shape[0] == 1 or years.shape[0] > 1:
        factor: Array = (1 + rate) ** years
        return factor
    found = empty(rate.shape[0], years.shape[1])
    by: dict[int, Array] = {}
    for place, year in enumerate(years[0].tolist()):
        if year not in by:
            by[year] = (1 + rate[:, 0]) ** year
        found[:, place] = by[year]
    return found


def empty(trials: int, columns: int) -> Array:
    """Return room for so many trials and columns, column by column in memory."""
    return np.empty((trials, columns), order="F")


def zeros(trials: int, columns: int) -> Array:
    """Return zeros for so many trials and columns, column by column in memory."""
    return np.zeros((trials, columns), order="F")


def in_quarter(amount: Array, quarter: Index, quarters: int) -> Array:
    """Put amounts (t, 1) into their quarters (t, 1); shape (t, Q). What falls outside the horizon is left out."""
    if quarter.shape[0] > 1:
        placed: Array = np.multiply(amount, calendar(quarters) == quarter, order="F")
        return placed
    found = zeros(amount.shape[0], quarters)
    if 0 <= quarter[0, 0] < quarters:
        found[:, quarter[0, 0]] = amount[:, 0]
    return found


def by_year(quarterly: Array) -> Array:
    """Add quarters up to years: (t, Q) to (t, years)."""
    total: Array = quarterly[:, 0::4] + quarterly[:, 1::4]
    total += quarterly[:, 2::4]
    total += quarterly[:, 3::4]
    return total


def per_quarter(yearly: Array) -> Array:
    """Repeat a yearly figure for each of its quarters: (t, years) to (t, Q)."""
    repeated = empty(yearly.shape[0], 4 * yearly.shape[1])
    for quarter in range(4):
        repeated[:, quarter::4] = yearly
    return repeated


def at_year_end(yearly: Array) -> Array:
    """Put yearly amounts into the last quarter of their year: (t, years) to (t, Q)."""
    placed = zeros(yearly.shape[0], 4 * yearly.shape[1])
    placed[:, 3::4] = yearly
    return placed
