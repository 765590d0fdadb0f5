"""The sponsor's side: what it spends around an offer, and the risks it runs with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from cdmo_desk.contract.bands import backwards
from cdmo_desk.contract.term import (
    Flows,
    Leg,
    Outlook,
    Supply,
    VolumeTerm,
    charged,
    nothing,
    numbers,
    some,
    spans_within,
    start_and_end,
)
from cdmo_desk.estimate import Estimate, certain
from cdmo_desk.field import Says
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
        amount, growth = outlook.draw("amount", self.amount), outlook.scenario.growth
        if self.per == "once":
            due = (outlook.calendar == self.quarter) & outlook.alive
            return Flows((charged("sponsor", amount, due, growth, home=True),))
        spans = outlook.spans
        times = supply.supplied
        if self.per == "quarter":
            times = numbers(spans_within(outlook, self.start, self.end) & (spans.calendar <= outlook.scenario.stopped))
        return Flows((Leg("sponsor", amount * spans.some(growth) * times, home=True, spans=spans),))

    def changes(self, stopped: int) -> Iterator[int]:
        """Give where it starts and ends if it is paid each quarter."""
        del stopped
        yield from start_and_end(self.start, self.end) if self.per == "quarter" else ()

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

    @property
    def is_apart(self) -> bool:
        """Say whether it is independent of all else in a trial: neither it nor its cost or delay has a driver."""
        plan = self.adopted
        kept = [self.cost, self.delay_months, *([plan.residual_cost, plan.residual_delay_months] if plan else [])]
        return self.driver is None and all(part is None or part.driver is None for part in kept)

    def legs(self, outlook: Outlook, cost_of_delay: float) -> tuple[Leg, ...]:
        """Return events, delay (where the programme succeeds) and mitigation, all in the case's currency."""
        scenario, plan = outlook.scenario, self.adopted
        cost, delay, chance = self.cost, self.delay_months, self.probability
        if plan is not None:
            chance = plan.probability
            cost = self.cost if plan.residual_cost is None else plan.residual_cost
            delay = self.delay_months if plan.residual_delay_months is None else plan.residual_delay_months
        at = (self.quarter,) if self.quarter < outlook.quarters else ()
        growth = some(scenario.growth, at)
        alive = some(numbers(scenario.alive), at)
        occurs = scenario.draws.happens(f"{outlook.offer}.{outlook.place}.occurs", chance, self.driver)
        grown = numbers(occurs) * growth * alive
        loss = outlook.draw("cost", cost, occurs) * grown
        legs = [Leg("risk_events", loss, home=True, at=at, quarters=outlook.quarters)]
        if delay.high and cost_of_delay:
            late = outlook.draw("delay_months", delay, occurs & scenario.succeeds) * cost_of_delay
            late = late * (grown * scenario.succeeds)
            legs.append(Leg("delay", late, home=True, at=at, quarters=outlook.quarters))
        else:
            legs.append(nothing("delay", outlook.quarters))
        if plan is not None:
            at_once = outlook.draw("mitigation.cost", plan.cost)
            legs.append(Leg("mitigation", at_once, home=True, at=(0,), quarters=outlook.quarters))
        return tuple(legs)
