"""What the ranking rests on: plugs that stand in for prices, and assumptions without a source."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from cdmo_desk.contract.offer import Offer
from cdmo_desk.evaluation.answers.rehearsal import Rehearsal
from cdmo_desk.evaluation.answers.sensitivity import Swing, noted
from cdmo_desk.evaluation.levelling import ESTIMATE
from cdmo_desk.evaluation.statistics import mean
from cdmo_desk.programme.scenario import Array


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliance:
    """How much of an offer's mean present cost rests on plugs, and on estimates of ours or its own without a source.

    `unsourced` is the share that terms, risks and plugs with such an estimate ask for; `unsourced_swing` the share of
    all one-at-a-time swings (`Swing.width`, gates left out) that comes from inputs without a source.
    """

    plugs: float
    unsourced: float
    unsourced_swing: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Foundation:
    """What the ranking of a case rests on: each offer's reliance, and the order with plugs at nothing, and doubled."""

    offers: dict[str, Reliance]
    without_plugs: tuple[str, ...]
    doubled_plugs: tuple[str, ...]
    leader_changes: bool


def foundation(rehearsal: Rehearsal, swings: Mapping[str, tuple[Swing, ...]], unsourced: tuple[str, ...]) -> Foundation:
    """Return what the ranking rests on; `unsourced` are the paths of assumptions without a source."""
    offers: dict[str, Reliance] = {}
    plugged: dict[str, Array] = {}
    for offer in rehearsal.ranked:
        places = {place: costs for place, costs in rehearsal.by_place(offer).items() if costs.any()}
        bare = _bare_places(rehearsal, offer, unsourced)
        zero = np.zeros_like(rehearsal.present[offer.id])
        plugged[offer.id] = sum((costs for place, costs in places.items() if place.startswith("scope.")), zero)
        whole = mean(rehearsal.present[offer.id], rehearsal.weights)
        sizes = {place: abs(mean(costs, rehearsal.weights)) for place, costs in places.items()}
        offers[offer.id] = Reliance(
            plugs=mean(plugged[offer.id], rehearsal.weights) / whole if whole else 0.0,
            unsourced=_share(sizes, {place for place in places if place in bare}),
            unsourced_swing=_swing(rehearsal, offer, swings.get(offer.id, ()), unsourced),
        )
    without = rehearsal.order({name: rehearsal.present[name] - costs for name, costs in plugged.items()})
    doubled = rehearsal.order({name: rehearsal.present[name] + costs for name, costs in plugged.items()})
    first = rehearsal.leader
    return Foundation(
        offers=offers,
        without_plugs=without,
        doubled_plugs=doubled,
        leader_changes=bool(without) and (without[0] != first or doubled[0] != first),
    )


def _share(sizes: Mapping[str, float], of: set[str]) -> float:
    total = sum(sizes.values())
    return sum(sizes[place] for place in of) / total if total else 0.0


def _bare_places(rehearsal: Rehearsal, offer: Offer, unsourced: tuple[str, ...]) -> set[str]:
    """Return the places of an offer that hold an estimate without a source, plugs by our own estimates included."""
    own = f"offers.{offer.id}."
    found = {
        _place(offer, path.removeprefix(own))
        for path in unsourced
        if path.startswith(own) and path.removeprefix(own).startswith(("terms[", "risks["))
    }
    for item, plug in rehearsal.gaps[offer.id].items():
        if plug.source == ESTIMATE and f"scope.{item}.estimate" in unsourced:
            found.add(f"scope.{item}")
    return found


def _place(offer: Offer, path: str) -> str:
    """Return the place of a term or a risk from a path below an offer: `terms[3].rate` is at `terms[3]` or its id."""
    kind, number = path.split("]", 1)[0].split("[")
    return offer.place(int(number)) if kind == "terms" else f"{kind}[{number}]"


def _swing(rehearsal: Rehearsal, offer: Offer, found: tuple[Swing, ...], unsourced: tuple[str, ...]) -> float:
    moving = [swing for swing in found if not swing.input.startswith("gates.")]
    total = sum(swing.width for swing in moving)
    bare = _bare_inputs(rehearsal, offer, unsourced)
    return sum(swing.width for swing in moving if swing.input in bare) / total if total else 0.0


def _bare_inputs(rehearsal: Rehearsal, offer: Offer, unsourced: tuple[str, ...]) -> set[str]:
    """Return the inputs without a source by the names that swings give them."""
    names = {path for path in unsourced if not path.startswith("offers.")}
    names |= {f"case.{name}" for name in ("cpi", "slip_quarters", "sponsor_inflation") if name in names}
    places = {
        _place(offer, rest) + rest[rest.index("]") + 1 :] if rest.startswith(("terms[", "risks[")) else f"offer.{rest}"
        for path in unsourced
        if path.startswith(f"offers.{offer.id}.")
        for rest in [path.removeprefix(f"offers.{offer.id}.")]
    }
    asked = noted(rehearsal.brief, offer, rehearsal.gaps[offer.id])
    for key, estimate in asked.estimates.items():
        if key.removeprefix(f"{offer.id}.") in places:
            names.add(key if estimate.driver is None else f"driver.{estimate.driver}")
    for key, (_, driver) in asked.events.items():
        risk = key.removeprefix(f"{offer.id}.").removesuffix(".occurs")
        if any(place.startswith(f"{risk}.") for place in places):
            names.add(key if driver is None else f"driver.{driver}")
    return names
