"""Assumptions that enter present cost in proportion: moved in the trials as they are, without running them anew."""

from collections.abc import Callable, Mapping

import numpy as np

from cdmo_desk.contract.offer import Offer
from cdmo_desk.contract.term import SUPPLIER
from cdmo_desk.evaluation.answers.rehearsal import Rehearsal
from cdmo_desk.evaluation.exposure import HOME_CATEGORIES
from cdmo_desk.evaluation.levelling import ESTIMATE, HIGHEST_OTHER, OWN_OPTION
from cdmo_desk.evaluation.results import Plug
from cdmo_desk.programme.scenario import Array

CATEGORIES = {"cost_of_delay_per_month": "delay", "shortfall_cost_per_unit": "shortfall"}

Standing = Callable[[float], dict[str, float] | None]


def shifted(rehearsal: Rehearsal, path: str, now: float) -> Standing | None:
    """Return how offers stand with an assumption at another value, or None where that must be run anew.

    The answer is None, too, at a value for which no trial was made: a chance of a gate that nobody took.
    """
    if path.startswith("gates."):
        return _gate(rehearsal, path.removeprefix("gates."))
    parts = {offer.id: _part(rehearsal, offer, path) for offer in rehearsal.ranked}
    if any(part is None for part in parts.values()):
        return None
    held = {name: part for name, part in parts.items() if part is not None}

    def standing(to: float) -> dict[str, float]:
        return rehearsal.standing(
            {name: rehearsal.present[name] + (to / now - 1) * part for name, part in held.items()}
        )

    return standing


def _part(rehearsal: Rehearsal, offer: Offer, path: str) -> Array | None:
    """Return the part of an offer's present cost that moves in proportion to an assumption, (n,); None if none does."""
    legs = rehearsal.legs(offer)
    nothing = np.zeros_like(rehearsal.present[offer.id])
    if path in CATEGORIES:
        return sum((costs for (_, category), costs in legs.items() if category == CATEGORIES[path]), nothing)
    gaps = rehearsal.gaps[offer.id]
    if path.startswith("scope.") and path.endswith(".estimate"):
        item = path.removeprefix("scope.").removesuffix(".estimate")
        own = item in gaps and gaps[item].source == ESTIMATE
        return sum((costs for (place, _), costs in legs.items() if own and place == f"scope.{item}"), nothing)
    if path.startswith("fx."):
        currency = path.removeprefix("fx.")
        return sum(
            (costs for key, costs in legs.items() if _is_in(rehearsal, offer, key, currency)),
            nothing,
        )
    return None


def _is_in(rehearsal: Rehearsal, offer: Offer, key: tuple[str, str], currency: str) -> bool:
    """Say whether a leg is in a currency: the offer's own, or that of the price a plug was taken from."""
    place, category = key
    if category in SUPPLIER:
        return category not in HOME_CATEGORIES and offer.currency == currency
    plug = rehearsal.gaps[offer.id].get(place.removeprefix("scope.")) if place.startswith("scope.") else None
    return plug is not None and _plugged_in(rehearsal, offer, plug) == currency


def _plugged_in(rehearsal: Rehearsal, offer: Offer, plug: Plug) -> str | None:
    if plug.source == OWN_OPTION:
        return offer.currency
    if plug.source == HIGHEST_OTHER and plug.other is not None:
        return rehearsal.offer(plug.other).currency
    return None


def _gate(rehearsal: Rehearsal, name: str) -> Standing:
    gates = rehearsal.brief.gates_in_order()

    def standing(to: float) -> dict[str, float] | None:
        moved = {gate.name: to if gate.name == name else gate.probability for gate in gates}
        found = rehearsal.reweighted(_chances([moved[gate.name] for gate in gates]))
        return None if found is None else found.standing()

    return standing


def _chances(probabilities: list[float]) -> Mapping[int, float]:
    reached, chances = 1.0, {}
    for place, passes in enumerate(probabilities):
        chances[place] = reached * (1 - passes)
        reached *= passes
    return chances | {-1: reached}
