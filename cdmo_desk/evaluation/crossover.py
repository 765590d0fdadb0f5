"""Crossovers: the demand factors at which the cheaper of two offers changes.

An offer's base-case present cost is piecewise linear in the demand factor, with jumps where a band of prices is
reached. It is traced once per offer as a polyline, exact between its nodes; two polylines give all crossovers.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from cdmo_desk.contract.batches import PerBatch
from cdmo_desk.contract.offer import Offer
from cdmo_desk.contract.services import Deliverable, Rebate
from cdmo_desk.contract.term import SupplyTerm, VolumeTerm
from cdmo_desk.evaluation.results import Plug
from cdmo_desk.evaluation.valuation import value
from cdmo_desk.programme.brief import Brief
from cdmo_desk.programme.likely import likely
from cdmo_desk.programme.scenario import Array, Mask, by_year

HIGHEST = 3.0
STEP = 0.01
NARROWEST = 1e-9  # a jump is a segment this narrow
STRAIGHT = 1e-11  # relative to the largest value
JUMP = 1e-7  # likewise
FINE_STEP = 0.0025  # where bands hold for a whole year's volume or spend
NOTHING = np.zeros(0)
PROBES = np.array([0.381966, 0.5, 0.70711])
CLOSER = (np.arange(15) + 0.618034) / 15  # where few intervals are left, to come near to a jump in few steps
FEW = 64


@dataclass(frozen=True, slots=True, eq=False)
class Polyline:
    """A function on [0, 3] by its nodes: factors and present costs, both ascending in factor, (n,)."""

    factors: Array
    costs: Array


def trace(at: Callable[[Array], Array], step: float = STEP, known: Array = NOTHING) -> Polyline:
    """Trace a piecewise linear function with jumps on [0, 3]; `at` takes factors (n,) and returns values (n,).

    A dip is found if it is wider than about a third of `step`, or starts or ends at a factor that is `known`.
    """
    even = np.linspace(0.0, HIGHEST, round(HIGHEST / step) + 1)
    nodes = _united(even, known[(known > 0) & (known < HIGHEST)])
    values = at(nodes)
    scale = float(np.abs(values).max()) or 1.0
    done_x, done_y = [nodes], [values]
    left, right, low, high = nodes[:-1], nodes[1:], values[:-1], values[1:]
    turn = 0
    while left.size:
        width, probes = right - left, PROBES if left.size > FEW else CLOSER
        inside = left[:, np.newaxis] + width[:, np.newaxis] * probes
        found = at(inside.ravel()).reshape(inside.shape)
        straight = low[:, np.newaxis] + (high - low)[:, np.newaxis] * probes
        bent = (np.abs(found - straight) > STRAIGHT * scale).any(axis=1) & (width > NARROWEST)
        left, right, low, high = left[bent], right[bent], low[bent], high[bent]
        inside, found = inside[bent], found[bent]
        if turn % 2 == 0 and left.size:
            kinks = _kinks(left=left, right=right, low=low, high=high, inside=inside, found=found)
            inside = np.concatenate([inside, kinks[:, np.newaxis]], axis=1)
            found = np.concatenate([found, at(kinks)[:, np.newaxis]], axis=1)
        done_x.append(inside.ravel())
        done_y.append(found.ravel())
        left, right, low, high = _between(np.column_stack([left, inside, right]), np.column_stack([low, found, high]))
        turn += 1
    factors = np.concatenate(done_x)
    order = np.argsort(factors, kind="stable")
    order = order[np.diff(factors[order], prepend=-1.0) > 0]
    return Polyline(factors[order], np.concatenate(done_y)[order])


def _united(one: Array, other: Array) -> Array:
    """Return the numbers of both, none of them negative, each once and ascending (NumPy's own is slow to load)."""
    found = np.sort(np.concatenate([one, other]))
    return found[np.diff(found, prepend=-1.0) > 0]


def _between(points: Array, values: Array) -> tuple[Array, Array, Array, Array]:
    """Return the intervals between known points of each row: their ends, then the values at these."""
    order = np.argsort(points, axis=1, kind="stable")
    points, values = np.take_along_axis(points, order, axis=1), np.take_along_axis(values, order, axis=1)
    wide = points[:, 1:] > points[:, :-1]
    return points[:, :-1][wide], points[:, 1:][wide], values[:, :-1][wide], values[:, 1:][wide]


def _kinks(*, left: Array, right: Array, low: Array, high: Array, inside: Array, found: Array) -> Array:
    """Return where the slopes from both ends of intervals meet, or their middle where they do not."""
    middle = (left + right) / 2
    first = (found[:, 0] - low) / (inside[:, 0] - left)
    last = (high - found[:, -1]) / (right - inside[:, -1])
    with np.errstate(divide="ignore", invalid="ignore"):
        kink = (high - low + first * left - last * right) / (first - last)
    margin = 1e-4 * (right - left)
    usable: Mask = np.isfinite(kink) & (kink > left + margin) & (kink < right - margin)
    return np.where(usable, kink, middle)


def crossings(one: Polyline, other: Polyline) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return the factors at which the difference changes sign, and those of them at which it jumps.

    A stretch over which both are equal holds none, and neither does a touch.
    """
    factors = _united(one.factors, other.factors)
    here = np.interp(factors, one.factors, one.costs)
    there = np.interp(factors, other.factors, other.costs)
    difference = here - there
    scale = max(float(np.abs(here).max()), float(np.abs(there).max())) or 1.0
    signs = np.where(np.abs(difference) <= STRAIGHT * scale, 0, np.sign(difference))
    roots: list[float] = []
    jumps: list[float] = []
    decided = np.flatnonzero(signs)
    turns = (signs[decided[1:]] != signs[decided[:-1]]) & (np.diff(decided) <= 2)  # noqa: PLR2004 - more are a stretch
    for before, after in zip(decided[:-1][turns], decided[1:][turns], strict=True):
        start, end = difference[before], difference[after]
        if after - before == 2:  # noqa: PLR2004 - it is zero at the node between
            root = float(factors[before + 1])
        else:
            root = float(factors[before] - start * (factors[after] - factors[before]) / (end - start))
        roots.append(root)
        if factors[after] - factors[before] <= 2 * NARROWEST and abs(end - start) > JUMP * scale:
            jumps.append(root)
    return tuple(roots), tuple(jumps)


Crossings = tuple[tuple[float, ...], tuple[float, ...]]


def crossovers(
    lines: Mapping[str, Polyline], cross: Callable[[str, Polyline, Polyline], Crossings]
) -> tuple[dict[str, tuple[float, ...]], dict[str, tuple[float, ...]]]:
    """Return crossovers and jumps of every two offers, "A|B" in their order; `cross` returns those of two lines."""
    found: dict[str, tuple[float, ...]] = {}
    jumps: dict[str, tuple[float, ...]] = {}
    for one, other in combinations(lines, 2):
        key = f"{one}|{other}"
        found[key], jumping = cross(key, lines[one], lines[other])
        if jumping:
            jumps[key] = jumping
    return found, jumps


def line(brief: Brief, offer: Offer, gaps: Mapping[str, Plug]) -> Polyline:
    """Return an offer's base-case present cost over the demand factor."""
    return trace(_present_cost(brief, offer, gaps), *_bands(brief, offer))


def _bands(brief: Brief, offer: Offer) -> tuple[float, Array]:
    """Return how finely to trace an offer, and the factors at which a year's batches reach one of its bands."""
    all_units = [term for term in offer.terms if isinstance(term, PerBatch) and term.all_units and len(term.tiers) > 1]
    rebates = [term for term in offer.terms if isinstance(term, Rebate) and len(term.tiers) > 1]
    if not all_units and not rebates:
        return STEP, NOTHING
    asked = by_year(offer.outlook(likely(brief)).asked)
    starts = np.array([tier.from_ for term in all_units for tier in term.tiers])
    reached = starts[:, np.newaxis] / asked[asked > 0]
    return FINE_STEP, reached.ravel()


def _present_cost(brief: Brief, offer: Offer, gaps: Mapping[str, Plug]) -> Callable[[Array], Array]:
    """Return present cost by demand factor: what does not follow demand is worked out once."""
    moves = _follows_demand(offer)
    base = likely(brief)
    rest = value(brief, offer, gaps, base).present - value(brief, moves, {}, base).present

    def at(factors: Array) -> Array:
        present = value(brief, moves, {}, likely(brief, demand_factors=factors)).present + rest
        return np.broadcast_to(present[:, 0], factors.shape).copy()

    return at


def _follows_demand(offer: Offer) -> Offer:
    """Return an offer with those of its terms alone that follow demand, or that such a term is reckoned on."""
    kept: tuple[type, ...] = (SupplyTerm, VolumeTerm)
    if any(isinstance(term, Rebate) for term in offer.terms):
        kept = (*kept, Rebate, Deliverable)
    return replace(offer, terms=tuple(term for term in offer.terms if isinstance(term, kept)), risks=())
