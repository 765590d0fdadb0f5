"""Batches bought as they come: prices with tiers, shared slots, materials, failures."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

import numpy as np

from cdmo_desk.contract.bands import ascending, at_most, backwards, marginal, positive, reached
from cdmo_desk.contract.term import (
    Flows,
    Leg,
    Outlook,
    Supply,
    SupplyTerm,
    Tier,
    VolumeTerm,
    numbers,
    spans_within,
    start_and_end,
)
from cdmo_desk.estimate import Estimate, certain
from cdmo_desk.field import Says
from cdmo_desk.programme.scenario import Array
from cdmo_desk.values import Flag, Number, Period, Positive, Share


def _taken(outlook: Outlook, wanted: Array, most: float | None, start: int, end: int | None) -> Array:
    """Return the batches of those wanted that a term takes on in its quarters, up to so many a quarter."""
    taken = wanted if most is None else at_most(wanted, most)
    inside = spans_within(outlook, start, end)
    return taken if inside.all() else taken * numbers(inside)


def _each(amounts: Array, batches: Array) -> Array:
    """Return amounts a batch; amounts as they are where there is no batch."""
    each: Array = amounts / (batches + (batches <= 0) * (1.0 - batches))
    return each


@dataclass(frozen=True, kw_only=True)
class PerBatch(SupplyTerm):
    """Batches at a price that falls with the year's number of them."""

    type: Literal["per_batch"] = "per_batch"
    tiers: Annotated[tuple[Tier, ...], Says("Price by batches a year", "offer currency a batch")]
    all_units: Annotated[Flag, Says("For all batches", help="The reached price holds for all batches of the year.")] = (
        False
    )
    start: Annotated[Period, Says("First quarter", "quarter")] = 0
    end: Annotated[Period | None, Says("Last quarter", "quarter", "By default the horizon's last.")] = None
    batches_per_quarter: Annotated[Positive | None, Says("At most", "batches a quarter")] = None

    def supply(self, outlook: Outlook, wanted: Array) -> tuple[Array, Array, Flows]:
        """Return what it takes on and delivers, and the year's amount spread as its batches are."""
        batches = _taken(outlook, wanted, self.batches_per_quarter, self.start, self.end)
        tiers = sorted(self.tiers, key=lambda tier: tier.from_)
        starts, prices = [tier.from_ for tier in tiers], [tier.price for tier in tiers]
        if len(tiers) == 1 and tiers[0].from_ == 0:
            amounts = batches * (self.grown_over(outlook) * prices[0])
        else:
            year = outlook.spans.by_year(batches)
            average = reached(year, starts, prices) if self.all_units else _each(marginal(year, starts, prices), year)
            amounts = outlook.spans.per_span(average) * batches * self.grown_over(outlook)
        return batches, batches, Flows((Leg("batches", amounts, spans=outlook.spans),))

    def changes(self, stopped: int) -> Iterator[int]:
        """Give where it starts and ends."""
        del stopped
        yield from start_and_end(self.start, self.end)

    def faults(self) -> Iterator[tuple[str, str]]:
        """Give what is wrong with it by itself."""
        yield from ascending("tiers", [tier.from_ for tier in self.tiers], from_zero=True)
        yield from backwards("start", self.start, "end", self.end)


@dataclass(frozen=True, kw_only=True)
class Slots(SupplyTerm):
    """Slots on shared lines: not all that are ordered come, and many at once cost more."""

    type: Literal["slots"] = "slots"
    price: Annotated[Number, Says("Price", "offer currency a batch")]
    batches_per_quarter: Annotated[Positive | None, Says("At most", "batches a quarter")] = None
    availability: Annotated[Estimate, Says("Availability", "fraction", "The share of ordered slots that come.")] = (
        certain(1)
    )
    surge_above: Annotated[Positive | None, Says("Surge above", "batches a quarter")] = None
    surge_rate: Annotated[Positive, Says("Surge premium", "fraction")] = 0.0
    cancelled: Annotated[Estimate, Says("Cancelled", "fraction of supplied batches")] = certain(0)
    cancellation_rate: Annotated[Share, Says("Cancellation fee", "fraction of the price")] = 0.0
    start: Annotated[Period, Says("First quarter", "quarter")] = 0
    end: Annotated[Period | None, Says("Last quarter", "quarter", "By default the horizon's last.")] = None

    def supply(self, outlook: Outlook, wanted: Array) -> tuple[Array, Array, Flows]:
        """Return what it takes on, the share that comes, and what both cost."""
        ordered = _taken(outlook, wanted, self.batches_per_quarter, self.start, self.end)
        supplied = ordered * outlook.draw("availability", self.availability)
        price = self.price * self.grown_over(outlook)
        priced = supplied * price
        batches = priced
        if self.surge_above is not None and self.surge_rate:
            surge = positive(supplied - self.surge_above)
            batches = priced + surge * (self.surge_rate * price)
        legs = [Leg("batches", batches, spans=outlook.spans)]
        if self.cancellation_rate:
            fee = outlook.draw("cancelled", self.cancelled) * self.cancellation_rate
            legs.append(Leg("cancellation", fee * priced, spans=outlook.spans))
        return ordered, supplied, Flows(tuple(legs))

    def changes(self, stopped: int) -> Iterator[int]:
        """Give where they start and end."""
        del stopped
        yield from start_and_end(self.start, self.end)

    def faults(self) -> Iterator[tuple[str, str]]:
        """Give what is wrong with it by itself."""
        yield from backwards("start", self.start, "end", self.end)
        for name, estimate in (("availability", self.availability), ("cancelled", self.cancelled)):
            if not 0 <= estimate.low <= estimate.high <= 1:
                yield name, "must lie within 0..1"


@dataclass(frozen=True, kw_only=True)
class MaterialsPerBatch(VolumeTerm):
    """Materials passed on with each batch supplied."""

    type: Literal["materials_per_batch"] = "materials_per_batch"
    amount: Annotated[Estimate, Says("Materials", "offer currency a batch")]
    handling_fee: Annotated[Positive, Says("Handling fee", "fraction")] = 0.0

    def flows(self, outlook: Outlook, supply: Supply) -> Flows:
        """Return the materials of the batches supplied."""
        each = outlook.draw("amount", self.amount) * (1 + self.handling_fee)
        return Flows((Leg("materials", supply.supplied * each * self.grown_over(outlook), spans=outlook.spans),))


@dataclass(frozen=True, kw_only=True)
class BatchFailure(VolumeTerm):
    """Batches that fail, at the sponsor's cost; remade, or lost."""

    type: Literal["batch_failure"] = "batch_failure"
    probability: Annotated[Share, Says("Failure rate", "fraction of batches")]
    cost_per_failure: Annotated[Estimate, Says("Cost of a failure", "case currency", "To the sponsor.")]
    remade: Annotated[Flag, Says("Remade", help="Whether the supplier makes the output good.")] = True

    def failed(self, outlook: Outlook, supplied: Array) -> Array:
        """Return failures a quarter, the year's spread as its supply, on spans."""
        year = outlook.spans.by_year(supplied)
        failures = outlook.scenario.draws.failures(f"{outlook.offer}.{outlook.place}.failures", year * self.probability)
        return outlook.spans.per_span(_each(failures, year)) * supplied

    def flows(self, outlook: Outlook, supply: Supply) -> Flows:
        """Return what failures cost the sponsor."""
        each = outlook.draw("cost_per_failure", self.cost_per_failure)
        cost = self.failed(outlook, supply.supplied) * each * outlook.spans.some(outlook.scenario.growth)
        return Flows((Leg("batch_failure", cost, home=True, spans=outlook.spans),))

    def lost(self, outlook: Outlook, supplied: Array) -> Array:
        """Return the batches a quarter that are lost for good, at most what was supplied, on spans."""
        if self.remade:
            return np.zeros_like(supplied)
        return np.minimum(self.failed(outlook, supplied), supplied)
