"""One offer under one scenario: the only place where currencies meet and money is discounted."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from cdmo_desk.contract.offer import Account, Offer
from cdmo_desk.contract.term import LOSS, SPONSOR, SUPPLIER, Leg
from cdmo_desk.evaluation.levelling import gap_legs
from cdmo_desk.evaluation.results import Plug
from cdmo_desk.programme.brief import Brief
from cdmo_desk.programme.scenario import Array, Scenario, calendar, in_quarter


@dataclass(frozen=True, slots=True, kw_only=True)
class Valuation:
    """What an offer comes to in a scenario, all in the case's currency.

    `legs` place, category and undiscounted amounts (t, Q); `supplier`, `sponsor` and `economic` their sums (t, Q);
    `present` discounted cost (t, 1); `units` of good output (t, Q); `beyond` the horizon (t, 1).
    """

    legs: tuple[tuple[str, str, Array], ...]
    supplier: Array
    sponsor: Array
    economic: Array
    present: Array
    units: Array
    beyond: Array

    @property
    def cash(self) -> Array:
        """Return supplier and sponsor cash, (t, Q)."""
        return self.supplier + self.sponsor

    @property
    def cost(self) -> Array:
        """Return cash and economic loss, (t, Q)."""
        return self.supplier + self.sponsor + self.economic

    def by_category(self) -> dict[str, Array]:
        """Return the categories that occur, (t, Q) each."""
        sums: dict[str, Array] = {}
        for _, category, amounts in self.legs:
            sums[category] = sums[category] + amounts if category in sums else amounts
        return sums


def value(brief: Brief, offer: Offer, gaps: Mapping[str, Plug], scenario: Scenario) -> Valuation:
    """Return an offer's valuation: its terms, its gaps, its risks, shortfall and lateness."""
    account = offer.account(scenario)
    rate = scenario.fx[offer.currency or brief.currency]
    legs = [*account.legs, *gap_legs(brief, gaps, scenario), *_around(brief, offer, account, scenario)]
    converted = tuple((place, leg.category, leg.amounts if leg.home else leg.amounts * rate) for place, leg in legs)
    supplier = _group(converted, SUPPLIER, scenario)
    sponsor = _group(converted, SPONSOR, scenario)
    economic = _group(converted, LOSS, scenario)
    present = supplier @ discount(brief, offer.payment_days).T + (sponsor + economic) @ discount(brief).T
    return Valuation(
        legs=converted,
        supplier=supplier,
        sponsor=sponsor,
        economic=economic,
        present=present,
        units=account.units,
        beyond=account.beyond * rate[:, -1:],
    )


def discount(brief: Brief, payment_days: float = 0.0) -> Array:
    """Return the discount factors of the horizon's quarters, (1, Q), for money due in the middle of each."""
    years = (calendar(brief.quarters) + 0.5) / 4 + payment_days / 365
    factors: Array = (1 + brief.discount_rate) ** -years
    return factors


def commitment(valuation: Valuation, scenario: Scenario) -> Array:
    """Return the supplier cash in the quarters after the gate that failed, (t, 1); 0 where none did."""
    if scenario.succeeds.all():
        return np.zeros((1, 1))
    after = calendar(scenario.quarters) > scenario.stopped
    owed: Array = (valuation.supplier * after) @ np.ones((scenario.quarters, 1))
    return owed


def _group(legs: tuple[tuple[str, str, Array], ...], categories: tuple[str, ...], scenario: Scenario) -> Array:
    total = np.zeros((scenario.alive.shape[0], scenario.quarters))
    for _, category, amounts in legs:
        if category in categories:
            total = total + amounts
    return total


def _around(brief: Brief, offer: Offer, account: Account, scenario: Scenario) -> list[tuple[str, Leg]]:
    """Return what no term says: risks, shortfall and lateness, in the case's currency."""
    outlook = offer.outlook(scenario)
    legs = [
        (f"risks[{number}]", leg)
        for number, risk in enumerate(offer.risks)
        for leg in risk.legs(outlook.at(f"risks[{number}]"), brief.cost_of_delay_per_month)
    ]
    demand = scenario.demand
    if brief.needed_month is not None:
        demand = demand * outlook.ready
        needed = brief.needed_month + 3 * scenario.slip
        late = np.maximum(offer.ready(outlook) - needed, 0.0) * brief.cost_of_delay_per_month
        quarter = np.minimum(np.floor(needed / 3).astype(np.int64), scenario.quarters - 1)
        charged = in_quarter(np.where(scenario.succeeds, late, 0.0), quarter, scenario.quarters)
        legs.append(("lateness", Leg("delay", charged * scenario.growth, home=True)))
    if offer.supplies and brief.shortfall_cost_per_unit:
        unmet = np.maximum(demand - account.units, 0.0)
        legs.append(("shortfall", Leg("shortfall", unmet * brief.shortfall_cost_per_unit * scenario.growth, home=True)))
    return legs
