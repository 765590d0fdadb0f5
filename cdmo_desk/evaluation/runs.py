"""Figures of a simulation's trials, which weigh alike if they were sampled under the same path through the gates.

So values need not carry their weights along while they are put in order: each path's values are a run of their own,
ascending, and what counts below a value is told from where it would stand in each run. Trials of equal value count in
the order of the runs. The figures are those of `statistics`, which takes any weights.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil
from typing import Literal

import numpy as np

from cdmo_desk.evaluation.results import Spread
from cdmo_desk.evaluation.statistics import FEWEST, PERCENTS, SLACK, TAIL, Weights, figures_of, scatter
from cdmo_desk.programme.scenario import Array, Index

FEW = 1 << 14  # values up to which merging is faster than finding places in runs
_STEPS = np.arange(1, 16)
_PERCENTS = np.array(list(PERCENTS.values()))


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """Where trials stand that stop at one gate, were sampled under one path, and are of one repetition.

    `order` (n,) are the places of the trials, by gate, path and repetition, a cell's from one of `ends` to the next;
    `stops` (-1 at none), `path`, `repetition` and `each`, what one trial counts for, go by cell. A path whose gate lies
    behind the horizon stops at none.
    """

    order: Index
    ends: tuple[int, ...]
    stops: tuple[int, ...]
    path: tuple[int, ...]
    repetition: tuple[int, ...]
    each: tuple[float, ...]

    def some(self, stop: int | None = None, repetition: int | None = None) -> list[int]:
        """Return the cells of a gate or of all, of a repetition or of all."""
        return [
            number
            for number, found in enumerate(zip(self.stops, self.repetition, strict=True))
            if stop in (None, found[0]) and repetition in (None, found[1])
        ]

    def runs(self, stop: int | None = None) -> list[list[int]]:
        """Return the cells of a gate or of all, those together that differ by repetition only."""
        key = zip(self.stops, self.path, strict=True)
        found = [list(cells) for _, cells in groupby(range(len(self.each)), list(key).__getitem__)]
        return [cells for cells in found if stop in (None, self.stops[cells[0]])]

    def span(self, cells: list[int]) -> slice:
        """Return where the trials of neighbouring cells stand in `order`."""
        return slice(self.ends[cells[0]], self.ends[cells[-1] + 1])


def cells(stops: Index, path: Index, weights: Weights) -> Cells:
    """Return the cells of trials, by the gates at which they stop and the paths they were sampled under, (n,) each."""
    paths = int(path.max()) + 2
    key = ((stops + 1) * paths + path + 1) * 256 + weights.repetition
    order = np.argsort(key.astype(np.min_scalar_type(key.max())), kind="stable")
    found = key.take(order)
    starts = np.flatnonzero(np.diff(found, prepend=-1))
    kind = found[starts] // 256
    return Cells(
        order,
        (*starts.tolist(), stops.size),
        tuple((kind // paths - 1).tolist()),
        tuple((kind % paths - 1).tolist()),
        tuple((found[starts] % 256).tolist()),
        tuple(weights.each[order[starts]].tolist()),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Runs:
    """Values in ascending runs, what one value of each run counts for, and all of them in one ascending row."""

    runs: tuple[Array, ...]
    each: Array
    whole: Array

    @property
    def weight(self) -> float:
        """Return what all of them count for."""
        return float(self.each @ [run.size for run in self.runs])

    @property
    def mean(self) -> float:
        """Return the mean."""
        return float(self.each @ [run.sum() for run in self.runs]) / self.weight

    def above(self, limit: float) -> float:
        """Return the chance of more than a limit."""
        return float(self.each @ [run.size - run.searchsorted(limit, side="right") for run in self.runs]) / self.weight

    def figures(self) -> dict[str, float]:
        """Return mean, sd, percentiles and the mean of the worst 5 %."""
        middle = self.mean
        away = [run - middle for run in self.runs]
        squares = float(self.each @ [np.einsum("i,i", part, part) for part in away])
        if len(self.runs) == 1:
            points, before = self._even(_PERCENTS), ceil((TAIL - SLACK) * self.whole.size)
            worst = float(self.whole[min(before, self.whole.size - 1) :].mean())
        else:
            wanted, tail = self._wanted(_PERCENTS), (TAIL - SLACK) * self.weight
            places = self._places(np.append(wanted, tail))
            points, worst = self._between(wanted, places[:-1]), self._worst(tail, self.whole[places[-1:]])
        return {
            "mean": middle,
            "sd": float(np.sqrt(squares / self.weight)),
            **dict(zip(PERCENTS, points.tolist(), strict=True)),
            "cvar95": worst,
        }

    def quantiles(self, shares: Sequence[float] | Array) -> Array:
        """Return quantiles, interpolated between values that stand in the middle of their weight."""
        shares = np.asarray(shares, dtype=np.float64)
        if len(self.runs) == 1:
            return self._even(shares)
        wanted = self._wanted(shares)
        return self._between(wanted, self._places(wanted))

    def _even(self, shares: Array) -> Array:
        """Return quantiles of values that all count alike."""
        last = self.whole.size - 1
        at = shares * last
        below = np.minimum(at.astype(np.int64), max(last - 1, 0))
        low, high = self.whole[below], self.whole[np.minimum(below + 1, last)]
        found: Array = low + (at - below) * (high - low)
        return found

    def _wanted(self, shares: Array) -> Array:
        """Return what counts up to some shares of the way from the middle of the first value to that of the last."""
        numbers = range(len(self.runs))
        first = min(numbers, key=lambda number: self.runs[number][0])
        last = max(reversed(numbers), key=lambda number: self.runs[number][-1])
        start, end = self.each[first] / 2, self.weight - self.each[last] / 2
        wanted: Array = start + shares * (end - start)
        return wanted

    def _between(self, wanted: Array, places: Index) -> Array:
        """Return the values up to which so much counts, near the values at some places."""
        here = self.whole[places]
        left, right = self._ranks(here, "left"), self._ranks(here, "right")
        begins, ends = self._middles(left, right)
        after = wanted > ends
        beside = np.where(after, right.sum(axis=0), left.sum(axis=0) - 1)
        other = self.whole[np.clip(beside, 0, self.whole.size - 1)]
        begun, ended = self._middles(self._ranks(other, "left"), self._ranks(other, "right"))
        low, high = np.where(after, ends, ended), np.where(after, begun, begins)
        part = np.clip((wanted - low) / np.where(high > low, high - low, 1.0), 0.0, 1.0)
        lower, upper = np.where(after, here, other), np.where(after, other, here)
        found: Array = np.where(after | (wanted < begins), lower + part * (upper - lower), here)
        return found

    def _ranks(self, at: Array, side: Literal["left", "right"]) -> Index:
        """Return where values would stand in each run, (runs, n)."""
        return np.array([run.searchsorted(at, side=side) for run in self.runs])

    def _middles(self, left: Index, right: Index) -> tuple[Array, Array]:
        """Return the middle of the weight of the first and of the last of equal values, (n,) each, from their ranks."""
        there = right > left
        first, last = there.argmax(axis=0), len(self.runs) - 1 - there[::-1].argmax(axis=0)
        return self.each @ left + self.each[first] / 2, self.each @ right - self.each[last] / 2

    def _places(self, wanted: Array) -> Index:
        """Return the first places in the whole row up to whose values so much counts, in steps of a sixteenth."""
        last = self.whole.size - 1
        found = np.zeros(wanted.size, dtype=np.int64)
        for bits in range(4 * ((last.bit_length() + 3) // 4) - 4, -1, -4):
            grid = np.minimum(found[:, np.newaxis] + ((_STEPS << bits) - 1), last)
            counted = (self.each @ self._ranks(self.whole[grid.ravel()], "right")).reshape(grid.shape)
            found += (counted < wanted[:, np.newaxis]).sum(axis=1) << bits
        return np.minimum(found, last)

    def _worst(self, before: float, at: Array) -> float:
        """Return the mean of the values before which so much counts, at least of the last; `at` is where they begin."""
        left, right = self._ranks(at, "left")[:, 0], self._ranks(at, "right")[:, 0]
        until, rest = float(self.each @ left), right - left
        for number, each in enumerate(self.each.tolist()):
            passed = min(int(rest[number]), max(0, ceil((before - until) / each)))
            rest[number] -= passed
            until += each * passed
        sizes = np.array([run.size for run in self.runs]) - right + rest
        if not sizes.any():
            return float(self.whole[-1])
        sums = [run[end:].sum() for run, end in zip(self.runs, right, strict=True)]
        return float(self.each @ sums + at[0] * (self.each @ rest)) / float(self.each @ sizes)


class Sample:
    """The values of all trials of a simulation, (n,), in order within each cell and within each run of cells."""

    __slots__ = ("_by_cell", "_by_run", "_cells")

    def __init__(self, values: Array, cells: Cells) -> None:
        """Put the values in order."""
        self._cells = cells
        self._by_cell = values.take(cells.order, mode="clip")
        self._by_run = self._by_cell.copy()
        for number in range(len(cells.each)):
            self._by_cell[cells.span([number])].sort()
        for run in cells.runs():
            self._by_run[cells.span(run)].sort()

    def runs(self, stop: int | None = None) -> Runs:
        """Return the values of all trials, or of those that stop at a gate (-1: at none)."""
        found = self._cells.runs(stop)
        return _runs(
            [self._by_run[self._cells.span(run)] for run in found], [self._cells.each[run[0]] for run in found]
        )

    def spread(self, runs: Runs, stop: int | None = None) -> Spread:
        """Return the figures of such runs with the standard error of each from the repetitions."""
        errors, repetitions = None, sorted({self._cells.repetition[number] for number in self._cells.some(stop)})
        if runs.whole.size >= FEWEST and len(repetitions) > 1:
            single = [self._repetition(self._cells.some(stop, number)) for number in repetitions]
            errors = {name: scatter([found[name] for found in single]) for name in single[0]}
        return Spread(**runs.figures(), errors=errors)

    def _repetition(self, numbers: list[int]) -> dict[str, float]:
        """Return the figures of some cells."""
        runs = [self._by_cell[self._cells.span([number])] for number in numbers]
        each = [self._cells.each[number] for number in numbers]
        few = len(runs) > 1 and sum(run.size for run in runs) <= FEW
        return _merged(runs, each) if few else _runs(runs, each).figures()


def _runs(runs: list[Array], each: list[float]) -> Runs:
    return Runs(tuple(runs), np.array(each), runs[0] if len(runs) == 1 else np.sort(np.concatenate(runs)))


def _merged(runs: list[Array], each: list[float]) -> dict[str, float]:
    """Return the figures of few values by merging their runs, which a stable sort finds for itself."""
    values = np.concatenate(runs)
    order = np.argsort(values, kind="stable")
    counted = np.repeat(each, [run.size for run in runs])
    return figures_of(values.take(order, mode="clip"), counted.take(order, mode="clip"))
