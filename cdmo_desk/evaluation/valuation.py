"""One offer under one scenario: the only place where currencies meet and money is discounted."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from cdmo_desk.contract.bands import positive
from cdmo_desk.contract.offer import Account, Offer
from cdmo_desk.contract.term import LOSS, SPONSOR, SUPPLIER, Leg, Outlook, numbers, some, sum_of
from cdmo_desk.evaluation.levelling import gap_legs
from cdmo_desk.evaluation.results import Plug
from cdmo_desk.programme.brief import Brief
from cdmo_desk.programme.scenario import Array, Scenario, calendar, in_quarter
from cdmo_desk.programme.spans import Spans


@dataclass(frozen=True, kw_only=True)
class Valuation:
    """What an offer comes to in a scenario, all in the case's currency but `asked`.

    `asked` place and leg as the terms ask for it, `rate` what turns the offer's currency into the case's, (t, Q);
    `factors` the discount factors of supplier cash and of all else, (1, Q) each; `good` output a quarter on `spans`;
    `beyond` the horizon (t, 1). Amounts are worked out of these when they are asked for.
    """

    asked: tuple[tuple[str, Leg], ...]
    rate: Array
    factors: tuple[Array, Array]
    good: Array
    spans: Spans
    beyond: Array

    @property
    def units(self) -> Array:
        """Return units of good output, (t, Q)."""
        return self.spans.whole(self.good)

    @property
    def quarters(self) -> int:
        """Return Q."""
        return int(self.rate.shape[1])

    @cached_property
    def legs(self) -> tuple[tuple[str, str, Array], ...]:
        """Return place, category and undiscounted amounts of each leg, (t, Q)."""
        return tuple(
            (place, leg.category, leg.amounts if leg.home else leg.amounts * self.rate) for place, leg in self.asked
        )

    @cached_property
    def supplier(self) -> Array:
        """Return what is invoiced, (t, Q)."""
        return self._group(SUPPLIER)

    @cached_property
    def sponsor(self) -> Array:
        """Return what the sponsor spends around it, (t, Q)."""
        return self._group(SPONSOR)

    @cached_property
    def economic(self) -> Array:
        """Return economic loss, (t, Q)."""
        return self._group(LOSS)

    @cached_property
    def present(self) -> Array:
        """Return discounted cost, (t, 1)."""
        late, prompt = self.factors
        present: Array = self.supplier @ late.T + (self.sponsor + self.economic) @ prompt.T
        return present

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

    def _group(self, categories: tuple[str, ...]) -> Array:
        home = [leg for _, leg in self.asked if leg.home and leg.category in categories]
        foreign = [leg for _, leg in self.asked if not leg.home and leg.category in categories]
        total = sum_of(home, self.quarters)
        return total + sum_of(foreign, self.quarters) * self.rate if foreign else total


def value(brief: Brief, offer: Offer, gaps: Mapping[str, Plug], scenario: Scenario) -> Valuation:
    """Return an offer's valuation: its terms, its gaps, its risks, shortfall and lateness."""
    outlook = offer.outlook(scenario)
    found = without_risks(brief, offer, gaps, scenario, outlook)
    return replace(found, asked=(*found.asked, *risk_legs(brief, offer, outlook)))


def without_risks(
    brief: Brief, offer: Offer, gaps: Mapping[str, Plug], scenario: Scenario, outlook: Outlook
) -> Valuation:
    """Return an offer's valuation but for its register of risks."""
    account = offer.account(scenario, outlook)
    rate = scenario.fx[offer.currency or brief.currency]
    return Valuation(
        asked=(*account.legs, *gap_legs(brief, gaps, scenario), *_around(brief, offer, account, scenario, outlook)),
        rate=rate,
        factors=(discount(brief, offer.payment_days), discount(brief)),
        good=account.units,
        spans=outlook.spans,
        beyond=account.beyond * rate[:, -1:],
    )


def risk_legs(brief: Brief, offer: Offer, outlook: Outlook) -> list[tuple[str, Leg]]:
    """Return what the register of risks comes to, in the case's currency."""
    return [
        (f"risks[{number}]", leg)
        for number, risk in enumerate(offer.risks)
        for leg in risk.legs(outlook.at(f"risks[{number}]"), brief.cost_of_delay_per_month)
    ]


def discount(brief: Brief, payment_days: float = 0.0) -> Array:
    """Return the discount factors of the horizon's quarters, (1, Q), for money due in the middle of each."""
    years = (calendar(brief.quarters) + 0.5) / 4 + payment_days / 365
    factors: Array = (1 + brief.discount_rate) ** -years
    return factors


def commitment(valuation: Valuation, scenario: Scenario) -> Array:
    """Return the supplier cash in the quarters after the gate that failed, (t, 1); 0 where none did."""
    if scenario.succeeds.all():
        return np.zeros((1, 1))
    after = numbers(calendar(scenario.quarters) > scenario.stopped)
    owed: Array = (valuation.supplier * after).sum(axis=1, keepdims=True)
    return owed


def _around(
    brief: Brief, offer: Offer, account: Account, scenario: Scenario, outlook: Outlook
) -> list[tuple[str, Leg]]:
    """Return what no term says: shortfall and lateness, in the case's currency."""
    legs = []
    spans = outlook.spans
    demand = spans.some(scenario.demand)
    if brief.needed_month is not None:
        demand = demand * outlook.ready
        needed = brief.needed_month + 3 * scenario.slip
        late = np.maximum(offer.ready(outlook) - needed, 0.0) * brief.cost_of_delay_per_month
        late = late * numbers(scenario.succeeds)
        quarter = np.minimum(np.floor(needed / 3).astype(np.int64), scenario.quarters - 1)
        if quarter.shape[0] == 1:
            at = (int(quarter[0, 0]),)
            leg = Leg("delay", late * some(scenario.growth, at), home=True, at=at, quarters=scenario.quarters)
        else:
            leg = Leg("delay", in_quarter(late, quarter, scenario.quarters) * scenario.growth, home=True)
        legs.append(("lateness", leg))
    if offer.supplies and brief.shortfall_cost_per_unit:
        unmet = positive(demand - account.units)
        unmet = unmet * (spans.some(scenario.growth) * brief.shortfall_cost_per_unit)
        legs.append(("shortfall", Leg("shortfall", unmet, home=True, spans=spans)))
    return legs
