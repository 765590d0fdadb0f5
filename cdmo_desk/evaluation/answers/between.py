"""Between offers: the paired difference of any two, who is dominated, and the best buy at each price of risk."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from cdmo_desk.evaluation.statistics import Weights, chance, figures, mean_error, quantiles
from cdmo_desk.programme.scenario import Array

WORTHS = tuple(round(0.05 * step, 2) for step in range(41))
SURE = 1.959964  # standard errors on either side of a mean that hold it in 95 of 100 runs
TAIL = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Present cost of `other` less that of `one`, trial by trial: positive where `one` is cheaper.

    `interval` holds the mean in 95 of 100 runs (None where no error can be told); `p10` and `p90` say how far the
    difference itself moves; `cheaper` is the chance that `one` costs less.
    """

    one: str
    other: str
    mean: float
    error: float | None
    interval: tuple[float, float] | None
    p10: float
    p90: float
    cheaper: float


def pairs(present: Mapping[str, Array], weights: Weights) -> tuple[Pair, ...]:
    """Return every two offers, each pair once, in their order."""
    return tuple(_pair(one, other, present, weights) for one, other in combinations(present, 2))


def _pair(one: str, other: str, present: Mapping[str, Array], weights: Weights) -> Pair:
    difference = present[other] - present[one]
    middle = figures(difference, weights)["mean"]
    error = mean_error(difference, weights)
    low, high = quantiles(difference, (0.1, 0.9), weights)
    return Pair(
        one=one,
        other=other,
        mean=middle,
        error=error,
        interval=None if error is None else (middle - SURE * error, middle + SURE * error),
        p10=float(low),
        p90=float(high),
        cheaper=chance(difference > 0, weights),
    )


def dominated(present: Mapping[str, Array], weights: Weights) -> dict[str, tuple[str, ...]]:
    """Return the offers that others beat in mean present cost and in its worst 5 % (CVaR95), with those others."""
    at = {name: figures(costs, weights) for name, costs in present.items()}
    found = {}
    for name, own in at.items():
        better = tuple(
            rival
            for rival, their in at.items()
            if rival != name
            and their["mean"] <= own["mean"]
            and their["cvar95"] <= own["cvar95"]
            and (their["mean"] < own["mean"] or their["cvar95"] < own["cvar95"])
        )
        if better:
            found[name] = better
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """The best buy at each worth of bad-case relief.

    At a worth w an offer is charged its mean present cost + w × the mean of its worst 5 % (CVaR95): w is what one less
    in the bad case is worth in the mean. `best[k]` has the lowest charge at `worths[k]`; `chances[offer][k]` is the
    share of trials in which the offer's own part of that charge, x + w × (P95 + max(x − P95, 0) / 0.05), is the
    lowest (its mean over trials is the charge); ties count for each.
    """

    worths: tuple[float, ...]
    best: tuple[str, ...]
    chances: dict[str, tuple[float, ...]]


def acceptance(present: Mapping[str, Array], weights: Weights, worths: tuple[float, ...] = WORTHS) -> Acceptance | None:
    """Return the acceptance curves of the ranked offers, None without any."""
    if not present:
        return None
    names = tuple(present)
    costs = np.array([present[name] for name in names])
    edge = np.array([[quantiles(row, (TAIL,), weights)[0]] for row in costs])
    part = edge + np.maximum(costs - edge, 0.0) / (1 - TAIL)
    share = weights.each / weights.each.sum()
    best = []
    chances: dict[str, list[float]] = {name: [] for name in names}
    mean, tail = costs @ share, np.array([figures(row, weights)["cvar95"] for row in costs])
    for worth in worths:
        charge = costs + worth * part
        lowest = charge.min(axis=0)
        best.append(names[int((mean + worth * tail).argmin())])
        for name, row in zip(names, charge, strict=True):
            chances[name].append(float(share[row == lowest].sum()))
    return Acceptance(worths=worths, best=tuple(best), chances={name: tuple(row) for name, row in chances.items()})
