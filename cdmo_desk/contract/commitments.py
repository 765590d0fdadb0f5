"""Commitments to volume: take-or-pay minima, and slots booked ahead when a programme ends."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

import numpy as np

from cdmo_desk.contract.bands import backwards
from cdmo_desk.contract.term import Flows, Leg, Outlook, Step, Supply, VolumeTerm, nothing, numbers, placed, some
from cdmo_desk.estimate import Estimate, certain
from cdmo_desk.field import Says
from cdmo_desk.programme.scenario import NEVER, Array, Index, Mask
from cdmo_desk.values import Flag, Number, Period, Positive


@dataclass(frozen=True, slots=True)
class Year:
    """A contract year as far as it is in force: its last quarter then, the minimum, the orders, each (t, 1)."""

    last: Index
    minimum: Array
    orders: Array


@dataclass(frozen=True, kw_only=True)
class TakeOrPay(VolumeTerm):
    """A yearly minimum of batches, paid for whether ordered or not."""

    type: Literal["take_or_pay"] = "take_or_pay"
    batches_per_year: Annotated[Positive, Says("Minimum", "batches a year")]
    price: Annotated[Number, Says("Price", "offer currency a batch")]
    rate: Annotated[Positive, Says("Rate", "fraction of the price")] = 1.0
    first_year: Annotated[Period, Says("First year", "year, from 0")] = 0
    last_year: Annotated[Period | None, Says("Last year", "year, from 0", "May lie beyond the horizon.")] = None
    notice_quarters: Annotated[Period, Says("Notice", "quarters")] = 0
    carry_forward: Annotated[Flag, Says("Carry forward", help="Orders above a minimum lower the next year's.")] = False
    make_up: Annotated[Flag, Says("Make-up", help="Batches paid for and not taken are credited later.")] = False

    def flows(self, outlook: Outlook, supply: Supply) -> Flows:
        """Return shortfalls (and make-up credits) in each year's last quarter in force."""
        scenario = outlook.scenario
        final = scenario.years - 1 if self.last_year is None else self.last_year
        force_until = np.where(scenario.stopped == NEVER, NEVER, scenario.stopped + self.notice_quarters)
        legs: list[Leg] = []
        carried = np.zeros((1, 1))
        bank = np.zeros((1, 1))
        for year in range(self.first_year, final + 1):
            if year >= scenario.years and not ((scenario.stopped != NEVER) & (force_until >= 4 * year)).any():
                break  # what the contract asks of a programme that goes on lies beyond the horizon
            in_force = self._year(outlook, supply, year, force_until)
            own = in_force.minimum
            excess = np.maximum(in_force.orders - own, 0.0)
            short = np.maximum(np.maximum(own - carried, 0.0) - in_force.orders, 0.0)
            credited = np.minimum(bank, excess) if self.make_up else np.zeros((1, 1))
            bank = bank - credited + short
            carried = excess - credited if self.carry_forward else np.zeros((1, 1))
            price = self.price * self.rate * self.grown(outlook, in_force.last)
            due = np.minimum(in_force.last, outlook.quarters - 1)
            legs.append(placed("take_or_pay", (short - credited) * price, due, outlook.quarters))
        return Flows(tuple(legs), self._beyond(outlook, final))

    def changes(self, stopped: int) -> Iterator[int]:
        """Give where it would end under notice."""
        yield stopped + self.notice_quarters + 1

    def _year(self, outlook: Outlook, supply: Supply, year: int, force_until: Index) -> Year:
        """Return a year as far as it is in force; one past the horizon only under notice."""
        within_force: Mask = force_until >= 4 * year
        if year >= outlook.scenario.years:
            within_force = within_force & (outlook.scenario.stopped != NEVER)
        last = np.minimum(force_until, 4 * year + 3)
        share = np.where(within_force, (last - 4 * year + 1) / 4, 0.0)
        calendar, lengths = outlook.spans.calendar, outlook.spans.lengths
        own = np.flatnonzero((calendar[0] >= 4 * year) & (calendar[0] <= 4 * year + 3))
        counted = numbers(calendar[:, own] <= last) * lengths[:, own]
        orders = (some(supply.ordered, tuple(own.tolist())) * counted).sum(axis=1, keepdims=True)
        return Year(np.maximum(last, 4 * year), self.batches_per_year * share, orders)

    def _beyond(self, outlook: Outlook, final: int) -> Array | None:
        """Return the minima of years after the horizon where the programme goes on, (t, 1)."""
        first = max(self.first_year, outlook.scenario.years)
        if final < first:
            return None
        ends = 4 * np.arange(first, final + 1)[np.newaxis, :] + 3
        price = (self.price * self.rate * self.grown(outlook, ends)).sum(axis=1, keepdims=True)
        return np.where(outlook.scenario.stopped == NEVER, self.batches_per_year * price, 0.0)

    def faults(self) -> Iterator[tuple[str, str]]:
        """Give what is wrong with it by itself."""
        yield from backwards("first_year", self.first_year, "last_year", self.last_year)


@dataclass(frozen=True, kw_only=True)
class Cancellation(VolumeTerm):
    """What slots booked ahead cost when the programme fails, by how short the notice is."""

    type: Literal["cancellation"] = "cancellation"
    binding_quarters: Annotated[Period, Says("Booked ahead", "quarters")]
    price: Annotated[Number, Says("Price", "offer currency a batch")]
    ladder: Annotated[tuple[Step, ...], Says("Ladder", help="The first step within which the notice falls.")]
    resale_rate: Annotated[Estimate, Says("Resold", "fraction")] = certain(0)

    def flows(self, outlook: Outlook, supply: Supply) -> Flows:
        """Return the fees in the quarter after the failure."""
        del supply
        stopped, quarters = outlook.scenario.stopped, outlook.quarters
        if (stopped == NEVER).all():
            return Flows((nothing("termination", quarters),))
        first, last = int(stopped.min()) + 1, int(stopped[stopped != NEVER].max()) + self.binding_quarters
        booked = np.arange(min(first, quarters), min(last + 1, quarters))[np.newaxis, :]
        at = tuple(booked[0].tolist())
        wanted = some(outlook.scenario.wanted, at) / outlook.output * outlook.share(booked)
        ahead = booked - stopped
        rates = np.zeros(ahead.shape)
        for quarter in range(1, min(self.binding_quarters, quarters) + 1):
            rates[ahead == quarter] = self._rate(45 + 90 * (quarter - 1))
        fees = wanted * (self.price * some(self.grown(outlook), at)) * rates
        owed = fees.sum(axis=1, keepdims=True) * (1 - outlook.draw("resale_rate", self.resale_rate))
        return Flows((placed("termination", owed, stopped + 1, quarters),))

    def _rate(self, notice: float) -> float:
        """Return the rate at so many days' notice."""
        steps = sorted(self.ladder, key=lambda step: step.within_days)
        return next((step.rate for step in steps if notice <= step.within_days), 0.0)

    def faults(self) -> Iterator[tuple[str, str]]:
        """Give what is wrong with its ladder."""
        if not self.ladder:
            yield "ladder", "needs at least one step"
        days = [step.within_days for step in self.ladder]
        if len(set(days)) < len(days):
            yield "ladder", "has two steps within the same days"
        if not 0 <= self.resale_rate.low <= self.resale_rate.high <= 1:
            yield "resale_rate", "must lie within 0..1"
