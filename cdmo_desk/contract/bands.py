"""Bands of volumes and of money, bounds, and what can be wrong with either as a person states them."""

from collections.abc import Iterator

import numpy as np

from cdmo_desk.programme.scenario import Array


def marginal(amounts: Array, starts: list[float], rates: list[float]) -> Array:
    """Return the sum over bands of each band's part of an amount times its rate; any shape."""
    total = np.zeros_like(amounts)
    for place, (start, rate) in enumerate(zip(starts, rates, strict=True)):
        band = np.maximum(amounts - start, 0.0)
        if place + 1 < len(starts):
            np.minimum(band, starts[place + 1] - start, out=band)
        band *= rate
        total += band
    return total


def reached(amounts: Array, starts: list[float], rates: list[float]) -> Array:
    """Return the rate of the highest band that starts at or below an amount, 0 below the first; any shape.

    An amount within 1e-9 of a start has reached it: a year of 8 batches may add up to 7.999999999999999.
    """
    rate = np.zeros_like(amounts)
    for start, value in zip(starts, rates, strict=True):
        rate[amounts >= start - 1e-9 * max(1.0, start)] = value
    return rate


def at_most(amounts: Array, most: float) -> Array:
    """Return amounts, or a bound where they exceed it; far faster than the minimum with a number."""
    return np.clip(amounts, -np.inf, most)


def positive(amounts: Array) -> Array:
    """Return amounts, or 0 where they are negative, in their place; far faster than the maximum with a number."""
    return np.clip(amounts, 0.0, np.inf, out=amounts)


def ascending(name: str, starts: list[float], *, from_zero: bool) -> Iterator[tuple[str, str]]:
    """Give what is wrong with the starts of tiers, taken in ascending order."""
    if not starts:
        yield name, "needs at least one tier"
        return
    if len(set(starts)) < len(starts):
        yield name, "has two tiers that start at the same place"
    if from_zero and min(starts) != 0:
        yield name, f"must start at 0, not at {min(starts):g}"


def backwards(first: str, start: float, last: str, end: float | None) -> Iterator[tuple[str, str]]:
    """Give what is wrong with a span that ends before it starts."""
    if end is not None and end < start:
        yield last, f"ends ({end:g}) before {first} ({start:g})"
