"""The rows of an offer's workings: what each of its terms comes to in the base case, by category."""

from dataclasses import dataclass

import numpy as np

from cdmo_desk.contract.offer import Offer
from cdmo_desk.contract.term import SPONSOR, SUPPLIER
from cdmo_desk.document import Case
from cdmo_desk.evaluation.valuation import Valuation
from cdmo_desk.programme.scenario import Array, Scenario
from cdmo_desk.speech import say

OFFERS, HOME = "offer", "case"
"""In whose money a row is reckoned."""


@dataclass(frozen=True, slots=True)
class Leg:
    """A row of the workings: what it is about, what it comes to a quarter (Q,), and its formula if it has one."""

    place: str
    title: str
    type: str
    category: str
    money: str
    scope: str
    amounts: Array

    @property
    def is_priced(self) -> bool:
        """Say whether it is priced work, which discounts and changes are reckoned on."""
        return self.type == "deliverable" and self.category == "services"

    @property
    def group(self) -> str:
        """Return whose money it is."""
        return "supplier" if self.category in SUPPLIER else "sponsor" if self.category in SPONSOR else "loss"


def legs_of(case: Case, offer: Offer, made: Valuation, scenario: Scenario) -> list[Leg]:
    """Return what an offer comes to by place and category, in the money it is reckoned in; nothing that is all zero."""
    rate = scenario.fx[offer.currency or case.brief.currency]
    titles = {offer.place(number): term for number, term in enumerate(offer.terms)}
    home = {(place, leg.category): leg.home for place, leg in offer.account(scenario).legs}
    sums: dict[tuple[str, str], Array] = {}
    for place, category, amounts in made.legs:
        row = np.broadcast_to(amounts, (1, scenario.quarters))[0]
        sums[place, category] = sums[place, category] + row if (place, category) in sums else row
    legs = []
    for (place, category), amounts in sums.items():
        is_home = home.get((place, category), True)
        term = titles.get(place)
        scope = str(getattr(term, "scope", None) or "") if term else place.removeprefix("scope.")
        scope = scope if term or place.startswith("scope.") else ""
        if amounts.any():
            legs.append(
                Leg(
                    place=place,
                    title=title_of(case, offer, place),
                    type=str(getattr(term, "type", "")) if term else place.split("[")[0].split(".")[0],
                    category=category,
                    money=HOME if is_home else OFFERS,
                    scope=scope,
                    amounts=amounts if is_home else amounts / rate[0],
                )
            )
    return sorted(legs, key=lambda leg: not leg.is_priced)  # so that what is reckoned on them is no circle


def title_of(case: Case, offer: Offer, place: str) -> str:
    """Return what stands at a place in words: a term, a plug, a risk, or what no term says."""
    for number, term in enumerate(offer.terms):
        if offer.place(number) == place:
            return term.title or place
    if place.startswith("scope."):
        item = place.removeprefix("scope.")
        title = next((found.title for found in case.brief.scope if found.id == item), item)
        return say("Plug: {item}", item=title)
    if place.startswith("risks["):
        return offer.risks[int(place[6:-1])].title or place
    return place.capitalize()
