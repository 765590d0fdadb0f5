"""Like for like: what a required scope item costs where an offer leaves it out."""

from collections.abc import Iterator, Mapping

import numpy as np

from cdmo_desk.contract.offer import Offer
from cdmo_desk.contract.services import Deliverable
from cdmo_desk.contract.term import Leg, charged
from cdmo_desk.evaluation.results import Plug
from cdmo_desk.programme.brief import Brief, ScopeItem
from cdmo_desk.programme.likely import likely
from cdmo_desk.programme.scenario import Scenario, calendar

OWN_OPTION = "own option"
ESTIMATE = "estimate"
HIGHEST_OTHER = "highest other offer"
UNKNOWN = "unknown"


def plugs(brief: Brief, offers: tuple[Offer, ...]) -> dict[str, dict[str, Plug]]:
    """Return the scope gaps of every offer with what stands in for them: offer id -> scope id -> plug."""
    base = likely(brief)
    return {
        offer.id: {
            item.id: _plug(brief, item, offer, offers, base)
            for item in brief.scope
            if item.required and not offer.covers(item.id)
        }
        for offer in offers
    }


def _plug(brief: Brief, item: ScopeItem, offer: Offer, offers: tuple[Offer, ...], base: Scenario) -> Plug:
    return next(_candidates(brief, item, offer, offers, base), Plug(value=None, source=UNKNOWN))


def candidates(brief: Brief, item: ScopeItem, offer: Offer, offers: tuple[Offer, ...]) -> tuple[Plug, ...]:
    """Return all that could stand in for an item of an offer, in the order in which it is taken: the first holds."""
    return tuple(_candidates(brief, item, offer, offers, likely(brief)))


def _candidates(
    brief: Brief, item: ScopeItem, offer: Offer, offers: tuple[Offer, ...], base: Scenario
) -> Iterator[Plug]:
    option = _asked(brief, item, offer, base, optional=True)
    if option is not None:
        yield Plug(value=option, source=OWN_OPTION)
    if item.estimate is not None:
        yield Plug(value=item.quantity.likely * item.estimate.likely, source=ESTIMATE)
    asked = {
        other.id: value
        for other in offers
        if other.id != offer.id and other.is_ranked_kind
        for value in [_asked(brief, item, other, base, optional=False)]
        if value is not None
    }
    if asked:
        highest = max(asked, key=lambda name: asked[name])
        yield Plug(value=asked[highest], source=HIGHEST_OTHER, other=highest)


def _asked(brief: Brief, item: ScopeItem, offer: Offer, base: Scenario, *, optional: bool) -> float | None:
    """Return the base-case value that an offer asks for a scope item, in the case's currency; None if it asks none."""
    outlook = offer.outlook(base)
    rate = base.fx[offer.currency or brief.currency]
    found = [
        float((term.asks(outlook.at(offer.place(number))) * rate).sum())
        for number, term in enumerate(offer.terms)
        if isinstance(term, Deliverable)
        and term.scope == item.id
        and (term.basis == "optional" if optional else term.is_charged)
    ]
    return sum(found) if found else None


def gap_legs(brief: Brief, gaps: Mapping[str, Plug], scenario: Scenario) -> list[tuple[str, Leg]]:
    """Return what the gaps cost in their quarters while the programme is alive, in the case's currency."""
    legs: list[tuple[str, Leg]] = []
    for item in brief.scope:
        plug = gaps.get(item.id)
        if plug is None or plug.value is None:
            continue
        due = (calendar(scenario.quarters) == item.quarter) & scenario.alive
        if plug.source == ESTIMATE:
            amount = scenario.should_cost[item.id] * scenario.quantity[item.id]
            leg = charged("scope_gap", amount, due, scenario.growth, home=True)
        else:
            leg = charged("scope_gap", np.array([[plug.value]]), due, np.ones((1, scenario.quarters)), home=True)
        legs.append((f"scope.{item.id}", leg))
    return legs
