"""Quantiles of PERT distributions and Poisson counts, by inversion: each input keeps its own uniform number."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np

from cdmo_desk.estimate import Estimate
from cdmo_desk.programme.scenario import Array

NODES = 2048
CELLS = 8192
EDGE = 1 / 64  # nearer to 0 or 1 a quantile may be too steep for even cells
_GAUSS_POINTS = 0.5 + np.array([-1.0, 0.0, 1.0]) * np.sqrt(0.15)
_GAUSS_WEIGHTS = np.array([5.0, 8.0, 5.0])
_MANY = 30.0  # expected counts above which stepping through them one by one is slower than inverting


@dataclass(frozen=True, slots=True)
class Table:
    """Quantiles of a beta distribution: on even probabilities, and where it is steep on the nodes it was made from.

    `even` (CELLS + 1) holds quantiles and `rise` (CELLS) their differences; `at` the nodes and `reached` their
    probabilities.
    """

    even: Array
    rise: Array
    reached: Array
    at: Array


def pert(estimate: Estimate, uniform: Array) -> Array:
    """Return the estimate's quantiles at uniform numbers, any shape.

    Beta on [low, high] with alpha = 1 + 4 (likely - low) / (high - low), beta = 1 + 4 (high - likely) / (high - low);
    tabulated, within 2e-6 of the range.
    """
    if estimate.is_certain:
        return np.full_like(uniform, estimate.likely)
    width = estimate.high - estimate.low
    table = _table((estimate.likely - estimate.low) / width)
    place = uniform * CELLS
    cell = place.astype(np.intp)
    place -= cell
    place *= table.rise.take(cell, mode="clip")
    place += table.even.take(cell, mode="clip")
    steep = np.flatnonzero(np.abs(uniform - 0.5) > 0.5 - EDGE)
    if steep.size:
        place.put(steep, np.interp(uniform.take(steep), table.reached, table.at))
    place *= width
    place += estimate.low
    return place


@lru_cache(maxsize=1024)
def _table(mode: float) -> Table:
    """Return the table of the beta distribution with a mode in [0, 1].

    With x = (1 - cos t) / 2 the density is sin(t/2)^(8 mode + 1) cos(t/2)^(9 - 8 mode) but for a factor; it is added up
    between nodes even in t, and thus dense in x towards both ends, by Gauss and Legendre's rule of three points.
    """
    sines, cosines = _logarithms()
    density = np.exp((8 * mode + 1) * sines + (9 - 8 * mode) * cosines)
    reached = np.concatenate([[0.0], np.cumsum(density @ _GAUSS_WEIGHTS)])
    reached /= reached[-1]
    at = (1 - np.cos(np.pi * np.arange(NODES + 1) / NODES)) / 2
    even = np.interp(np.arange(CELLS + 1) / CELLS, reached, at)
    return Table(even, np.diff(even), reached, at)


@lru_cache(maxsize=1)
def _logarithms() -> tuple[Array, Array]:
    """Return the logarithms of sin(t/2) and cos(t/2) between the nodes, (NODES, 3) each."""
    halves = np.pi / (2 * NODES) * (np.arange(NODES)[:, np.newaxis] + _GAUSS_POINTS)
    return np.log(np.sin(halves)), np.log(np.cos(halves))


def normal(uniform: Array) -> Array:
    """Return standard normal quantiles."""
    from scipy.special import ndtri  # noqa: PLC0415 - as above

    found: Array = ndtri(uniform)
    return found


def probability(deviate: Array) -> Array:
    """Return the standard normal distribution function."""
    from scipy.special import ndtr  # noqa: PLC0415 - as above

    found: Array = ndtr(deviate)
    return found


def poisson(expected: Array, uniform: Array) -> Array:
    """Return Poisson counts with given means at uniform numbers of the same shape."""
    counts = np.zeros_like(uniform)
    if not expected.size or expected.max() <= 0:
        return counts
    if expected.max() > _MANY:
        from scipy.special import pdtrik  # noqa: PLC0415 - as above

        mean = np.where(expected > 0, expected, 1.0)
        found: Array = np.where(expected > 0, np.maximum(np.ceil(pdtrik(uniform, mean)), 0.0), 0.0)
        return found
    order: Literal["F", "C"] = "F" if uniform.flags.f_contiguous else "C"
    chance = np.exp(-expected).ravel(order)
    here = np.flatnonzero(uniform.ravel(order) > chance)
    mean, chance, at = expected.ravel(order)[here], chance[here], uniform.ravel(order)[here]
    below, flat, number = chance.copy(), np.zeros(uniform.size), 0
    while here.size and number <= 50 * _MANY:
        number += 1
        flat[here] = number
        chance *= mean
        chance /= number
        below += chance
        more = at > below
        here, mean, chance, below, at = here[more], mean[more], chance[more], below[more], at[more]
    if order == "F":
        return flat.reshape(uniform.shape[::-1]).T
    return flat.reshape(uniform.shape)
