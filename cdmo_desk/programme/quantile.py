"""Quantiles of PERT distributions and Poisson counts, by inversion: each input keeps its own uniform number."""

from functools import lru_cache

import numpy as np

from cdmo_desk.estimate import Estimate
from cdmo_desk.programme.scenario import Array

NODES = 4096
_MANY = 30.0  # expected counts above which stepping through them one by one is slower than inverting


def pert(estimate: Estimate, uniform: Array) -> Array:
    """Return the estimate's quantiles at uniform numbers, any shape.

    Beta on [low, high] with alpha = 1 + 4 (likely - low) / (high - low), beta = 1 + 4 (high - likely) / (high - low);
    tabulated, within 1e-6 of the range.
    """
    if estimate.is_certain:
        return np.full_like(uniform, estimate.likely)
    width = estimate.high - estimate.low
    reached, at = _table((estimate.likely - estimate.low) / width)
    return estimate.low + width * np.interp(uniform, reached, at)


@lru_cache(maxsize=1024)
def _table(mode: float) -> tuple[Array, Array]:
    """Return probabilities and places of the beta distribution with a mode in [0, 1], dense towards both ends."""
    from scipy.special import betainc  # noqa: PLC0415 - 0.1 s that a base case can do without

    at = (1 - np.cos(np.pi * np.arange(NODES + 1) / NODES)) / 2
    return betainc(1 + 4 * mode, 1 + 4 * (1 - mode), at), at


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
    if not expected.size or expected.max() <= 0:
        return np.zeros_like(uniform)
    if expected.max() > _MANY:
        from scipy.special import pdtrik  # noqa: PLC0415 - as above

        mean = np.where(expected > 0, expected, 1.0)
        counts: Array = np.where(expected > 0, np.maximum(np.ceil(pdtrik(uniform, mean)), 0.0), 0.0)
        return counts
    chance = np.exp(-expected)
    below = chance.copy()
    counts = np.zeros_like(uniform)
    number = 0
    while True:
        more = uniform > below
        if not more.any() or number > 50 * _MANY:
            return counts
        counts += more
        number += 1
        chance = chance * expected / number
        below = below + chance
