"""Sampled scenarios: scrambled Sobol points under each path through the gates, the same for all offers of a case.

Each input has a coordinate of its own, found by its name. The programme's inputs take the first, which fill space most
evenly, by kind; those of an offer and the drivers take coordinates that their names are hashed to, so that an input
keeps its numbers whatever other offers or terms there are.
"""

from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

import numpy as np

from cdmo_desk.estimate import Estimate, certain
from cdmo_desk.programme import design
from cdmo_desk.programme.brief import Brief
from cdmo_desk.programme.course import Course, course
from cdmo_desk.programme.design import Path
from cdmo_desk.programme.quantile import normal, pert, poisson, probability
from cdmo_desk.programme.scenario import Array, Index, Mask, Scenario, calendar
from cdmo_desk.programme.sobol import DIMENSIONS, LONGEST, Coordinate, coordinate

BLOCK = 1 << 13  # trials whose arrays on spans still fit the cache of a core
SMALL = 1 << 10  # trials of one slip below which they are valued along with those of others
OWN = 512  # the first coordinate that is not the programme's
DRIVERS = 3072  # the first that is a driver's


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """The points of one path: every coordinate of them, made when first asked for and then kept."""

    seed: int
    path: Path
    dimensions: Mapping[str, int]
    made: dict[tuple[int, str], Coordinate] = field(default_factory=dict, repr=False)

    @property
    def bits(self) -> int:
        """Return the bits of the number of a point."""
        return min(max(1, (max(self.path.counts) - 1).bit_length()), LONGEST)

    def coordinate(self, name: str) -> Coordinate:
        """Return an input's coordinate."""
        key = self._dimension(name), name
        if key not in self.made:
            scramble = f"{self.seed}|{self.path.fails}|{name}"
            self.made[key] = coordinate(key[0], scramble, len(self.path.counts), self.bits)
        return self.made[key]

    def _dimension(self, name: str) -> int:
        if name in self.dimensions:
            return self.dimensions[name]
        if name.startswith("driver."):
            return DRIVERS + _hash(name) % (DIMENSIONS - DRIVERS)
        return OWN + _hash(name) % (DRIVERS - OWN)


@dataclass(frozen=True, slots=True, eq=False)
class Sampled:
    """Draws of a block of trials: points of one path, by repetition and number.

    `slip` is the slip in whole quarters where it is the same for all of them.
    """

    points: Points
    low: Index
    high: Index
    slip: int | None = None
    drawn: dict[str, Array] = field(default_factory=dict, repr=False)

    @property
    def trials(self) -> int:
        """Return the number of trials."""
        return int(self.low.size)

    def swaps(self, count: int) -> list[Index]:
        """Return orders of the trials in which each takes the place of another of its repetition, (trials,) each.

        The first leaves all as they are. What is independent of the rest of a trial may be swapped between trials.
        """
        whole = np.arange(self.trials)
        repetition = self.low >> (self.points.bits // 2)
        ends = np.append(np.flatnonzero(np.diff(repetition)) + 1, self.trials)
        random = np.random.default_rng(
            [self.points.seed, self.points.path.fails + 1, int(self.low[0]), int(self.high[0])]
        )
        found = [whole]
        for _ in range(count - 1):
            order = np.empty_like(whole)
            start = 0
            for end in ends.tolist():
                order[start:end] = start + random.permutation(end - start)
                start = end
            found.append(order)
        return found

    def uniform(self, key: str, columns: int = 0) -> Array:
        """Return the uniform numbers of an input in (0, 1): (trials, 1), or one column for each of its years."""
        if not columns:
            found = self._column(key)[:, np.newaxis]
        else:
            found = np.empty((self.trials, columns), order="F")
            for number in range(columns):
                found[:, number] = self._column(f"{key}.{number}")
        return found

    def _column(self, name: str) -> Array:
        shared = name.startswith("driver.")
        if shared and name in self.drawn:
            return self.drawn[name]
        found = self.points.coordinate(name).at(self.low, self.high)
        if shared:
            self.drawn[name] = found
        return found

    def value(self, key: str, estimate: Estimate, where: Mask | None = None) -> Array:
        """Return an estimate's quantile at its driver's number, or at its own."""
        if estimate.is_certain:
            return np.array([[estimate.likely]])
        if estimate.driver is not None:
            return pert(estimate, self.uniform(f"driver.{estimate.driver}"))
        if where is None:
            return pert(estimate, self.uniform(key))
        here = np.flatnonzero(where)
        found = np.zeros((self.trials, 1))
        found.put(here, pert(estimate, self.points.coordinate(key).at(self.low.take(here), self.high.take(here))))
        return found

    def happens(self, key: str, probability: float, driver: str | None) -> Mask:
        """Say where a risk occurs: high numbers bring the event."""
        happens: Mask = self.uniform(key if driver is None else f"driver.{driver}") > 1 - probability
        return happens

    def failures(self, key: str, expected: Array) -> Array:
        """Return Poisson counts with the expected means."""
        years = expected.shape[1]
        mean = np.empty((self.trials, years), order="F")
        mean[:] = expected
        return poisson(mean, self.uniform(key, years))


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """All blocks of a simulation in their order, and what their trials count for, (n,) each."""

    blocks: tuple[Sampled, ...]
    weights: Array
    repetition: Index


def plan(brief: Brief, trials: int, seed: int, dimensions: dict[str, int] | None = None) -> Plan:
    """Return the blocks of a simulation: each of one path, and most of one slip, so that a calendar is worked out once.

    `dimensions` say which coordinate an input takes whose name alone would not tell (`dimensions_of`); more may be
    put there later.
    """
    first = {name: number % OWN for number, name in enumerate(programme_inputs(brief))}
    places = ChainMap(first, {} if dimensions is None else dimensions)
    blocks: list[Sampled] = []
    weights, repetitions = [], []
    for path in design.paths(brief, trials, seed):
        points = Points(seed, path, places)
        repetition = np.repeat(np.arange(len(path.counts)), path.counts)
        number = np.concatenate([np.arange(count) for count in path.counts])
        split = points.bits // 2
        low = (repetition << split) + (number & ((1 << split) - 1))
        high = (repetition << (points.bits - split)) + (number >> split)
        slip = _whole(Sampled(points, low, high).value("case.slip_quarters", brief.slip_quarters))
        order = np.argsort(slip, kind="stable") if slip.size > 1 else np.arange(path.trials)
        for here, same in _runs(slip[order] if slip.size > 1 else np.repeat(slip, path.trials)):
            blocks.append(Sampled(points, low[order[here]], high[order[here]], same))
        weights.append(np.full(path.trials, path.weight))
        repetitions.append(repetition[order])
    return Plan(tuple(blocks), np.concatenate(weights), np.concatenate(repetitions))


def programmes(brief: Brief, trials: int, seed: int) -> Iterator[Scenario]:
    """Give the scenarios of a simulation block by block, in the order of `plan`."""
    for block in plan(brief, trials, seed).blocks:
        yield sampled(brief, block)


def _whole(slip: Array) -> Index:
    """Return slips in whole quarters, half up, (n,)."""
    whole: Index = np.floor(slip[:, 0] + 0.5).astype(np.int64)
    return whole


def _runs(ascending: Index) -> Iterator[tuple[slice, int | None]]:
    """Give stretches of at most a block: of one slip where there are enough of it, of several otherwise."""
    ends = np.append(np.flatnonzero(np.diff(ascending)) + 1, ascending.size)
    start = mixed = 0
    for end in ends:
        if end - start >= SMALL:
            yield from _blocks(mixed, start, None)
            yield from _blocks(start, int(end), int(ascending[start]))
            mixed = int(end)
        start = int(end)
    only = ascending.size and ascending[mixed if mixed < ascending.size else 0] == ascending[-1]
    yield from _blocks(mixed, ascending.size, int(ascending[-1]) if only else None)


def _blocks(start: int, end: int, slip: int | None) -> Iterator[tuple[slice, int | None]]:
    """Give a stretch in equal blocks, none if it is empty."""
    count = -(-(end - start) // BLOCK)
    for number in range(count):
        here = slice(start + (end - start) * number // count, start + (end - start) * (number + 1) // count)
        yield here, slip


def programme_inputs(brief: Brief) -> list[str]:
    """Return the names of the programme's inputs: by kind, what moves most first."""
    years = range(max(len(brief.demand), len(brief.net_sales)))
    return [
        "case.market",
        "case.slip_quarters",
        "case.cpi",
        "case.fx",
        *(f"case.demand.{year}" for year in years),
        *(f"case.net_sales.{year}" for year in years),
        "case.sponsor_inflation",
        *(f"case.fx.{currency}" for currency in sorted(brief.fx)),
        *(f"scope.{item.id}.{name}" for item in brief.scope for name in ("quantity", "estimate")),
    ]


def dimensions_of(inputs: Iterable[str]) -> dict[str, int]:
    """Return the coordinates of an offer's inputs: by their names, and where two meet, the next that is free."""
    found: dict[str, int] = {}
    taken: set[int] = set()
    for name in sorted(inputs):
        place = _hash(name) % (DRIVERS - OWN)
        while place in taken and len(taken) < DRIVERS - OWN:
            place = (place + 1) % (DRIVERS - OWN)
        taken.add(place)
        found[name] = OWN + place
    return found


def _hash(name: str) -> int:
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "little")


def sampled(brief: Brief, draws: Sampled) -> Scenario:
    """Return the scenarios of a block of trials."""
    cpi = draws.value("case.cpi", brief.cpi or certain(0))
    inflation = brief.sponsor_inflation
    passes = np.arange(len(brief.gates))[np.newaxis, :] != draws.points.path.fails
    if draws.slip is None:
        slip = draws.value("case.slip_quarters", brief.slip_quarters)
    else:
        slip = np.array([[float(draws.slip)]])
    return course(
        brief,
        Course(
            demand=_years(brief, draws, "demand", brief.demand),
            sales=_years(brief, draws, "net_sales", brief.net_sales),
            slip=slip,
            cpi=cpi,
            sponsor_inflation=cpi if inflation is None else draws.value("case.sponsor_inflation", inflation),
            passes=passes,
            fx=_exchange(brief, draws),
            draws=draws,
            trials=draws.trials,
        ),
    )


def _years(brief: Brief, draws: Sampled, name: str, years: tuple[Estimate, ...]) -> Array:
    """Return yearly figures that share one market factor, (trials, years)."""
    if not years:
        return np.zeros((1, 0))
    if all(year.is_certain for year in years):
        return np.array([[year.likely for year in years]])
    shared, own = np.sqrt(brief.demand_correlation), np.sqrt(1 - brief.demand_correlation)
    market = normal(draws.uniform("case.market"))
    found = np.empty((draws.trials, len(years)), order="F")
    for number, year in enumerate(years):
        if year.is_certain:
            found[:, number] = year.likely
            continue
        single = normal(draws.uniform(f"case.{name}.{number}"))
        found[:, number : number + 1] = pert(year, probability(shared * market + own * single))
    return found


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
        rate = np.multiply(deviate, swing * np.sqrt(time), order="F")
        rate += np.log(exchange.rate) - swing**2 * time / 2
        rates[currency] = np.exp(rate, out=rate)
    return rates
