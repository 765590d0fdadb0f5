"""The sponsor's side: what it spends around an offer, and the risks it runs with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

import numpy as np

from cdmo_desk.contract.term import Flows, Leg, Outlook, Supply, VolumeTerm, backwards, within
from cdmo_desk.estimate import Estimate, certain
from cdmo_desk.field import Says
from cdmo_desk.programme.scenario import in_quarter
from cdmo_desk.values import Flag, Name, Period, Share, Text

STANDING_RISKS = {
    "tech_transfer_delay": "Technology transfer delay",
    "ip_protection": "Protection of know-how",
    "supply_chain": "Supply chain",
    "quality_oversight": "Quality and oversight",
    "capacity_shortfall": "Shortfall of capacity",
}


@dataclass(frozen=True, kw_only=True)
class SponsorCost(VolumeTerm):
    """What the sponsor spends around an offer: audits, a person in plant, freight, insurance, duties, release."""

    type: Literal["sponsor_cost"] = "sponsor_cost"
    amount: Annotated[Estimate, Says("Amount", "case currency")]
    per: Annotated[Literal["once", "quarter", "batch"], Says("Per")] = "once"
    quarter: Annotated[Period, Says("Quarter", "quarter", "Where it is paid once.")] = 0
    start: Annotated[Period, Says("First quarter", "quarter")] = 0
    end: Annotated[Period | None, Says("Last quarter", "quarter", "By default the horizon's last.")] = None

    def flows(self, outlook: Outlook, supply: Supply) -> Flows:
        """Return the cost while the programme is alive, or of the batches supplied."""
        if self.per == "batch":
            times = supply.supplied
        elif self.per == "quarter":
            times = (within(outlook, self.start, self.end) & outlook.alive).astype(np.float64)
        else:
            times = ((outlook.calendar == self.quarter) & outlook.alive).astype(np.float64)
        cost = outlook.draw("amount", self.amount) * times * outlook.scenario.growth
        return Flows((Leg("sponsor", cost, home=True),))

    def faults(self) -> Iterator[tuple[str, str]]:
        """Give what is wrong with it by itself."""
        yield from backwards("start", self.start, "end", self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mitigation:
    """What would make a risk rarer or milder, and what it costs."""

    title: Annotated[Text, Says("Mitigation")] = ""
    cost: Annotated[Estimate, Says("Cost", "case currency", "In quarter 0.")] = certain(0)
    probability: Annotated[Share, Says("Probability then", "fraction")]
    residual_cost: Annotated[Estimate | None, Says("Cost then", "case currency")] = None
    residual_delay_months: Annotated[Estimate | None, Says("Delay then", "months")] = None
    adopted: Annotated[Flag, Says("Adopted")] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """An entry of the risk register."""

    category: Annotated[Name, Says("Category")]
    title: Annotated[Text, Says("Risk")] = ""
    probability: Annotated[Share, Says("Probability", "fraction")]
    cost: Annotated[Estimate, Says("Cost", "case currency")] = certain(0)
    delay_months: Annotated[Estimate, Says("Delay", "months")] = certain(0)
    quarter: Annotated[Period, Says("Quarter", "quarter")] = 0
    driver: Annotated[Name | None, Says("Driver", help="Occurs where the shared number is high.")] = None
    mitigation: Annotated[Mitigation | None, Says("Mitigation")] = None

    @property
    def adopted(self) -> Mitigation | None:
        """Return its mitigation if it is adopted."""
        return self.mitigation if self.mitigation is not None and self.mitigation.adopted else None

    def legs(self, outlook: Outlook, cost_of_delay: float) -> tuple[Leg, ...]:
        """Return events, delay (where the programme succeeds) and mitigation, all in the case's currency."""
        scenario, plan = outlook.scenario, self.adopted
        cost, delay, chance = self.cost, self.delay_months, self.probability
        if plan is not None:
            chance = plan.probability
            cost = self.cost if plan.residual_cost is None else plan.residual_cost
            delay = self.delay_months if plan.residual_delay_months is None else plan.residual_delay_months
        when = np.array([[self.quarter]])
        alive = scenario.alive[:, self.quarter : self.quarter + 1]
        occurs = scenario.draws.happens(f"{outlook.offer}.{outlook.place}.occurs", chance, self.driver) & alive
        loss = outlook.draw("cost", cost) * occurs
        late = outlook.draw("delay_months", delay) * cost_of_delay * (occurs & scenario.succeeds)
        legs = [
            Leg("risk_events", in_quarter(loss, when, outlook.quarters) * scenario.growth, home=True),
            Leg("delay", in_quarter(late, when, outlook.quarters) * scenario.growth, home=True),
        ]
        if plan is not None:
            at_once = in_quarter(outlook.draw("mitigation.cost", plan.cost), np.array([[0]]), outlook.quarters)
            legs.append(Leg("mitigation", at_once, home=True))
        return tuple(legs)
