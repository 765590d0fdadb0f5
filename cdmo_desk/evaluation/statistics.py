"""Figures of a distribution from its trials, each trial with its weight, and their error from repetitions.

Trials are not drawn one by one but by a design (`simulation`), repeated independently some times within a run. So a
standard error is the scatter of a figure between those repetitions, for any figure: never s / sqrt(n).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from cdmo_desk.evaluation.results import Spread
from cdmo_desk.programme.scenario import Array, Index, Mask

REPETITIONS = 16
FEWEST = 20 * REPETITIONS  # trials below which no error is told
PERCENTS = {"p10": 0.10, "p50": 0.50, "p80": 0.80, "p90": 0.90, "p95": 0.95}
TAIL = 0.95
_SLACK = 1e-12  # a sum of weights may miss its share by rounding


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """What each trial counts for, and to which of the independent repetitions it belongs, (n,) each.

    Weights need not sum to 1: `among` leaves them as they are, and every figure divides by their sum.
    """

    each: Array
    repetition: Index

    def among(self, here: Mask | Index) -> "Weights":
        """Return the weights of some of the trials, such as those that succeed, by mask or by place."""
        return Weights(self.each[here], self.repetition[here])

    @property
    def size(self) -> int:
        """Return the number of trials."""
        return int(self.each.size)

    def repetitions(self) -> list[Index]:
        """Return the places of each repetition's trials, in their order; none left out, none empty."""
        order = np.argsort(self.repetition, kind="stable")
        ends = np.flatnonzero(np.diff(self.repetition[order])) + 1
        return [np.asarray(places) for places in np.split(order, ends)] if order.size else []


def equal(trials: int, repetitions: int = REPETITIONS) -> Weights:
    """Return equal weights of so many trials, the repetitions in equal parts one after the other."""
    return Weights(np.full(trials, 1.0 / max(trials, 1)), np.arange(trials) * repetitions // max(trials, 1))


def mean(values: Array, weights: Weights) -> float:
    """Return the mean of values (n,)."""
    return float(values @ weights.each / weights.each.sum())


def chance(here: Mask, weights: Weights) -> float:
    """Return the probability of the trials that are marked, (n,)."""
    return float(weights.each[here].sum() / weights.each.sum())


def quantiles(values: Array, shares: Sequence[float] | Array, weights: Weights) -> Array:
    """Return quantiles of values (n,): interpolated between order statistics, with equal weights at p (n - 1)."""
    order = np.argsort(values)
    return _between(values[order], weights.each[order], np.asarray(shares, dtype=np.float64))


def figures(values: Array, weights: Weights | None = None) -> dict[str, float]:
    """Return mean, sd, percentiles and the mean of the worst 5 %, of values (n,).

    Percentiles interpolate between order statistics (with equal weights at position p (n - 1)); CVaR95 is the mean
    of the trials before which lie 95 % of the weight (with equal weights from position ceil(0.95 n) on).
    """
    weights = equal(values.size) if weights is None else weights
    order = np.argsort(values)
    return _figures(values[order], weights.each[order])


def spread(values: Array, weights: Weights | None = None) -> Spread:
    """Return the figures of values (n,) with the standard error of each from the repetitions."""
    weights = equal(values.size) if weights is None else weights
    order = np.argsort(values)
    ordered = Weights(weights.each[order], weights.repetition[order])
    values = values[order]
    errors = None
    if values.size >= FEWEST:
        single = [_figures(values[places], ordered.each[places]) for places in ordered.repetitions()]
        if len(single) > 1:
            errors = {name: scatter([found[name] for found in single]) for name in single[0]}
    return Spread(**_figures(values, ordered.each), errors=errors)


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
    return error(weights, lambda here: float(values[here] @ each[here] / each[here].sum()))


def scatter(single: Sequence[float]) -> float:
    """Return the standard error of the mean of independent repetitions of a figure."""
    return float(np.std(single, ddof=1) / np.sqrt(len(single)))


def _figures(ordered: Array, weights: Array) -> dict[str, float]:
    """Return the figures of ascending values and their weights."""
    total = float(weights.sum())
    middle = float(ordered @ weights) / total
    away = ordered - middle
    before = np.cumsum(weights) - weights
    worst = slice(min(int(np.searchsorted(before, (TAIL - _SLACK) * total)), ordered.size - 1), None)
    points = _between(ordered, weights, np.array(list(PERCENTS.values())))
    return {
        "mean": middle,
        "sd": float(np.sqrt((away * away) @ weights / total)),
        **{name: float(point) for name, point in zip(PERCENTS, points, strict=True)},
        "cvar95": float(ordered[worst] @ weights[worst] / weights[worst].sum()),
    }


def _between(ordered: Array, weights: Array, shares: Array) -> Array:
    """Return quantiles of ascending values, each placed in the middle of its weight, the first at 0, the last at 1."""
    if ordered.size == 1:
        return np.full(shares.shape, ordered[0])
    middle = np.cumsum(weights) - weights / 2
    return np.interp(shares * (middle[-1] - middle[0]) + middle[0], middle, ordered)
