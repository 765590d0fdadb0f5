"""Figures of a distribution from its trials, each trial with its weight, and their error from repetitions.

Trials are not drawn one by one but by a design (`simulation`), repeated independently some times within a run. So a
standard error is the scatter of a figure between those repetitions, for any figure: never s / sqrt(n).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from cdmo_desk.evaluation.results import Spread
from cdmo_desk.programme.scenario import Array, Index, Mask

Kind = TypeVar("Kind", bound=np.generic)
Small = npt.NDArray[np.integer[Any]]

REPETITIONS = 16
FEWEST = 20 * REPETITIONS  # trials below which no error is told
PERCENTS = {"p10": 0.10, "p50": 0.50, "p80": 0.80, "p90": 0.90, "p95": 0.95}
TAIL = 0.95
SLACK = 1e-12  # a sum of weights may miss its share by rounding


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """What each trial counts for, and to which of the independent repetitions it belongs, (n,) each.

    Weights need not sum to 1: `among` leaves them as they are, and every figure divides by their sum.
    """

    each: Array
    repetition: Small

    def among(self, here: Mask | Index) -> "Weights":
        """Return the weights of some of the trials, such as those that succeed, by mask or by place."""
        return Weights(_picked(self.each, here), _picked(self.repetition, here))

    @property
    def size(self) -> int:
        """Return the number of trials."""
        return int(self.each.size)

    def repetitions(self) -> list[Index]:
        """Return the places of each repetition's trials, in their order; none left out, none empty."""
        most = int(self.repetition.max()) if self.size else -1
        found = [np.flatnonzero(self.repetition == number) for number in range(most + 1)]
        return [places for places in found if places.size]


def equal(trials: int, repetitions: int = REPETITIONS) -> Weights:
    """Return equal weights of so many trials, the repetitions in equal parts one after the other."""
    repetition = np.arange(trials) * repetitions // max(trials, 1)
    return Weights(np.full(trials, 1.0 / max(trials, 1)), repetition.astype(np.uint8))


def mean(values: Array, weights: Weights) -> float:
    """Return the mean of values (n,)."""
    return _weighed(values, weights.each) / float(weights.each.sum())


def chance(here: Mask, weights: Weights) -> float:
    """Return the probability of the trials that are marked, (n,)."""
    return float(weights.each[here].sum() / weights.each.sum())


@dataclass(frozen=True, slots=True, eq=False)
class Ordered:
    """Values in ascending order with their weights, (n,); `places` are where they stood."""

    values: Array
    weights: Weights
    places: Index

    def among(self, here: Mask) -> "Ordered":
        """Return those of the trials that a mask marks, in the order in which they stood."""
        kept = np.flatnonzero(_picked(here, self.places))
        return Ordered(_picked(self.values, kept), self.weights.among(kept), _picked(self.places, kept))

    def quantiles(self, shares: Sequence[float] | Array) -> Array:
        """Return quantiles, interpolated between order statistics, with equal weights at p (n - 1)."""
        return _between(self.values, self.weights.each, np.asarray(shares, dtype=np.float64))

    def figures(self) -> dict[str, float]:
        """Return mean, sd, percentiles and the mean of the worst 5 %."""
        return figures_of(self.values, self.weights.each)

    def spread(self) -> Spread:
        """Return the figures with the standard error of each from the repetitions."""
        errors = None
        if self.values.size >= FEWEST:
            each = self.weights.each
            parts = self.weights.repetitions()
            single = [figures_of(_picked(self.values, places), _picked(each, places)) for places in parts]
            if len(single) > 1:
                errors = {name: scatter([found[name] for found in single]) for name in single[0]}
        return Spread(**self.figures(), errors=errors)


def ordered(values: Array, weights: Weights) -> Ordered:
    """Return values (n,) in ascending order: once for all figures of them."""
    places = np.argsort(values)
    return Ordered(_picked(values, places), weights.among(places), places)


def quantiles(values: Array, shares: Sequence[float] | Array, weights: Weights) -> Array:
    """Return quantiles of values (n,)."""
    return ordered(values, weights).quantiles(shares)


def figures(values: Array, weights: Weights | None = None) -> dict[str, float]:
    """Return mean, sd, percentiles and the mean of the worst 5 %, of values (n,).

    Percentiles interpolate between order statistics (with equal weights at position p (n - 1)); CVaR95 is the mean
    of the trials before which lie 95 % of the weight (with equal weights from position ceil(0.95 n) on).
    """
    return ordered(values, equal(values.size) if weights is None else weights).figures()


def spread(values: Array, weights: Weights | None = None) -> Spread:
    """Return the figures of values (n,) with the standard error of each from the repetitions."""
    return ordered(values, equal(values.size) if weights is None else weights).spread()


def error(weights: Weights, figure: Callable[[Index], float]) -> float | None:
    """Return the standard error of any figure; `figure` takes the places of a repetition's trials.

    None where there are too few trials to tell. For the chance that one offer is cheaper than another, say:
    `error(weights, lambda here: chance(one[here] < other[here], weights.among(here)))`.
    """
    if weights.size < FEWEST:
        return None
    single = [figure(places) for places in weights.repetitions()]
    return scatter(single) if len(single) > 1 else None


def mean_error(values: Array, weights: Weights | None = None) -> float | None:
    """Return the standard error of the mean of values (n,)."""
    weights = equal(values.size) if weights is None else weights
    each = weights.each
    return error(weights, lambda here: _weighed(values[here], each[here]) / float(each[here].sum()))


def scatter(single: Sequence[float]) -> float:
    """Return the standard error of the mean of independent repetitions of a figure."""
    return float(np.std(single, ddof=1) / np.sqrt(len(single)))


def _picked(values: npt.NDArray[Kind], here: Mask | Index) -> npt.NDArray[Kind]:
    """Return values by mask or by place, far faster by place than by brackets."""
    return values[here] if here.dtype == np.bool_ else values.take(here, mode="clip")


def _weighed(values: Array, weights: Array) -> float:
    """Return the sum of values times weights, on one core: no faster on two, and far slower where both are busy."""
    return float(np.einsum("i,i", values, weights))


def figures_of(ascending: Array, weights: Array) -> dict[str, float]:
    """Return the figures of ascending values and their weights."""
    until = np.cumsum(weights)
    total = float(until[-1])
    middle = _weighed(ascending, weights) / total
    away = ascending - middle
    away *= away
    sd = float(np.sqrt(_weighed(away, weights) / total))
    first = int(np.searchsorted(until, (TAIL - SLACK) * total))
    if first + 1 < ascending.size and until[first] - weights[first] < (TAIL - SLACK) * total:
        first += 1
    worst = slice(min(first, ascending.size - 1), None)
    points = _between(ascending, weights, np.array(list(PERCENTS.values())), until)
    return {
        "mean": middle,
        "sd": sd,
        **{name: float(point) for name, point in zip(PERCENTS, points, strict=True)},
        "cvar95": _weighed(ascending[worst], weights[worst]) / float(weights[worst].sum()),
    }


def _between(ascending: Array, weights: Array, shares: Array, until: Array | None = None) -> Array:
    """Return quantiles of ascending values, each placed in the middle of its weight, the first at 0, the last at 1.

    `until` is the sum of the weights up to each, if it is at hand.
    """
    if ascending.size == 1:
        return np.full(shares.shape, ascending[0])
    until = np.cumsum(weights) if until is None else until
    start, end = weights[0] / 2, until[-1] - weights[-1] / 2
    wanted = start + shares * (end - start)
    above = np.minimum(np.searchsorted(until, wanted), ascending.size - 1)
    above += until[above] - weights[above] / 2 < wanted  # its middle may lie before, that of the next cannot
    above = np.clip(above, 1, ascending.size - 1)
    low = until[above - 1] - weights[above - 1] / 2
    high = until[above] - weights[above] / 2
    part = np.clip((wanted - low) / np.where(high > low, high - low, 1.0), 0.0, 1.0)
    found: Array = ascending[above - 1] + part * (ascending[above] - ascending[above - 1])
    return found
