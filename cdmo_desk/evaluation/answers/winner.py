"""The winner map: which ranked offer is cheapest over demand × chance of success, and where the programme is likely.

At each demand factor every offer is evaluated along each way through the gates, all else as in the base case, and the
ways are mixed by their chances. Success has chance p where each gate passes with its probability to the power s, and
s is such that the product is p: gates keep their relative difficulty.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, log

import numpy as np

from cdmo_desk.contract.offer import Offer
from cdmo_desk.evaluation.answers.varied import Paths, along, paths
from cdmo_desk.evaluation.results import Plug
from cdmo_desk.evaluation.valuation import value
from cdmo_desk.programme.brief import Brief
from cdmo_desk.programme.scenario import Array

FACTORS = tuple(round(0.05 * step, 2) for step in range(61))
CHANCES = tuple(round(0.025 * step, 3) for step in range(41))


@dataclass(frozen=True, slots=True, kw_only=True)
class WinnerMap:
    """Which offer wins where.

    `cheapest[i][j]` is the position in `offers` of the offer with the lowest expected present cost at `chances[i]`
    and `factors[j]`; `margins` by how much, to the next. `chance` is the case's own chance of success. `mass[j]` is
    the share of the simulation's trials whose demand over all years is nearest to `factors[j]` times the plan's, on
    the row of the case's own chance; `wins` the share of the mass that falls to each offer. Both are empty without a
    simulation.
    """

    offers: tuple[str, ...]
    factors: tuple[float, ...]
    chances: tuple[float, ...]
    cheapest: tuple[tuple[int, ...], ...]
    margins: tuple[tuple[float, ...], ...]
    chance: float
    mass: tuple[float, ...] = ()
    wins: tuple[float, ...] = ()


def winner_map(
    brief: Brief,
    offers: Sequence[Offer],
    gaps: Mapping[str, Mapping[str, Plug]],
    *,
    factors: tuple[float, ...] = FACTORS,
    chances: tuple[float, ...] = CHANCES,
) -> WinnerMap | None:
    """Return the map of some offers, None where there are none. A case without open gates has one row, at 1."""
    if not offers:
        return None
    ways = paths(brief)
    own = ways.chances[-1]
    if len(ways.fails) == 1:
        chances = (1.0,)
    costs = conditional(brief, offers, gaps, ways, np.array(factors))
    mixed = np.stack([costs @ np.array(at_chance(brief, ways, chance).chances) for chance in chances])
    ordered = np.sort(mixed, axis=1)
    gaps_to_next = ordered[:, 1] - ordered[:, 0] if len(offers) > 1 else np.zeros_like(ordered[:, 0])
    return WinnerMap(
        offers=tuple(offer.id for offer in offers),
        factors=factors,
        chances=chances,
        cheapest=tuple(tuple(int(best) for best in row) for row in mixed.argmin(axis=1)),
        margins=tuple(tuple(float(gap) for gap in row) for row in gaps_to_next),
        chance=own,
    )


def conditional(
    brief: Brief, offers: Sequence[Offer], gaps: Mapping[str, Mapping[str, Plug]], ways: Paths, factors: Array
) -> Array:
    """Return present cost by offer, demand factor and way, all else likely, (offers, factors, ways)."""
    scenario = along(brief, ways, factors)
    trials = factors.size * len(ways.fails)
    found = [
        np.broadcast_to(value(brief, offer, gaps[offer.id], scenario).present[:, 0], (trials,)) for offer in offers
    ]
    return np.array(found).reshape(len(offers), factors.size, len(ways.fails))


def at_chance(brief: Brief, ways: Paths, chance: float) -> Paths:
    """Return the ways with success at a chance: each gate's probability to a common power.

    Where the case's own chance is 0 or 1 no power can change it, and all gates share the chance alike.
    """
    decided = [gate for gate in brief.gates_in_order() if gate.name in ways.fails]
    own = ways.chances[-1]
    if not decided:
        return ways
    if not 0 < own < 1:
        return ways.scaled(tuple((gate.name, chance ** (1 / len(decided))) for gate in decided))
    if chance <= 0:
        return ways.scaled(tuple((gate.name, 1.0 if gate.probability == 1 else 0.0) for gate in decided))
    power = log(chance) / log(own)
    return ways.scaled(tuple((gate.name, exp(power * log(gate.probability))) for gate in decided))


def with_mass(found: WinnerMap, demand_factors: Array, weights: Array) -> WinnerMap:
    """Return the map with the simulation's demand on it: each trial's demand over all years as a factor of the plan."""
    factors = np.array(found.factors)
    edges = (factors[1:] + factors[:-1]) / 2
    mass = np.bincount(np.searchsorted(edges, demand_factors), weights=weights, minlength=factors.size)
    mass = mass / mass.sum()
    row = int(np.argmin(np.abs(np.array(found.chances) - found.chance)))
    wins = np.bincount(np.array(found.cheapest[row]), weights=mass, minlength=len(found.offers))
    return replace(found, mass=tuple(map(float, mass)), wins=tuple(map(float, wins)))
