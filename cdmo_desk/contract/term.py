"""What every term has, what a term sees of a programme, and the legs it answers with.

A term reads observables only: never the clock, the store or another term. Where one term bears on others
(a cap, a discount, a rebate) the offer hands it what the others asked for, in a fixed order (`offer.py`).
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Annotated, Any

import numpy as np
from pydantic import Field

from cdmo_desk.estimate import Estimate
from cdmo_desk.field import Says
from cdmo_desk.programme.scenario import Array, Index, Mask, Scenario, calendar, grown, zeros
from cdmo_desk.values import Flag, Name, Number, Positive, Share, Text

SUPPLIER = (
    "services",
    "materials",
    "discount",
    "change_orders",
    "labour",
    "cap_relief",
    "incentive",
    "batches",
    "capacity",
    "credit",
    "termination",
    "cancellation",
    "take_or_pay",
    "rebate",
    "milestones",
    "royalties",
    "deposit",
)
SPONSOR = ("sponsor", "batch_failure", "risk_events", "mitigation", "scope_gap")
LOSS = ("delay", "shortfall", "equity")
CATEGORIES = (*SUPPLIER, *SPONSOR, *LOSS)


Places = slice | tuple[int, ...]  # some of the horizon's quarters


@dataclass(frozen=True, slots=True)
class Leg:
    """What a term asks for under one category: undiscounted amounts `asked` (t, n) of the quarters `at`.

    `at` None means all quarters, n = Q; otherwise `quarters` says Q, and nothing is asked in the others. In the
    offer's currency, or in the case's where `home` is set.
    """

    category: str
    asked: Array
    home: bool = False
    at: Places | None = None
    quarters: int = 0

    @property
    def amounts(self) -> Array:
        """Return the amounts of all quarters, (t, Q)."""
        if self.at is None:
            return self.asked
        whole = zeros(self.asked.shape[0], self.quarters)
        whole[:, self.at] = self.asked
        return whole


def some(row: Array, at: Places | None) -> Array:
    """Return some quarters of a figure (t, Q), or of a single one (t, 1)."""
    if at is None or row.shape[1] == 1:
        return row
    if isinstance(at, slice):
        return row[:, at]
    found: Array = row.T[list(at)].T
    return found


def sum_of(legs: Iterable[Leg], quarters: int) -> Array:
    """Return the sum of legs, (t, Q)."""
    kept = list(legs)
    total = zeros(max((leg.asked.shape[0] for leg in kept), default=1), quarters)
    for leg in kept:
        if leg.at is None or isinstance(leg.at, slice):
            into = total if leg.at is None else total[:, leg.at]
            into += leg.asked
        else:
            for number, quarter in enumerate(leg.at):
                total[:, quarter] += leg.asked[:, number]
    return total


@dataclass(frozen=True, slots=True)
class Flows:
    """What a term comes to: its legs, and what it still asks for after the horizon, (t, 1), offer's currency."""

    legs: tuple[Leg, ...] = ()
    beyond: Array | None = None


@dataclass(frozen=True, slots=True)
class Supply:
    """Batches a quarter, each (t, Q): taken on, delivered, and of these lost to failures that are not remade."""

    ordered: Array
    supplied: Array
    lost: Array


@dataclass(frozen=True, slots=True)
class Charges:
    """What an offer's other terms asked for, each (t, Q) in its currency: what settlements are reckoned on."""

    priced: Array
    at_cost: Array
    labour: Array
    batches: Array

    @property
    def reimbursed(self) -> Array:
        """Return labour and pass-through deliverables: what a cap or a target is about."""
        return self.labour + self.at_cost


@dataclass(frozen=True, slots=True)
class Outlook:
    """The programme as one offer meets it.

    `rate` (t, 1) is the year's escalation and `escalated` (t, Q) what prices have grown by; `ready` (t, Q) the share of
    a quarter in which it can supply; `output` (t, 1) good output of a batch; `place` names the term for its own draws;
    `months` (t, 1) are those after which it supplies.
    """

    scenario: Scenario
    offer: str
    rate: Array
    ready: Array
    output: Array
    place: str = ""
    escalated: Array | None = None
    months: Array | None = None

    def at(self, place: str) -> "Outlook":
        """Return the outlook of the term at a place."""
        return Outlook(
            self.scenario, self.offer, self.rate, self.ready, self.output, place, self.escalated, self.months
        )

    def draw(self, name: str, estimate: Estimate) -> Array:
        """Return what an estimate of this term comes to, shape (t, 1)."""
        if estimate.is_certain:
            return np.array([[estimate.likely]])
        return self.scenario.draws.value(f"{self.offer}.{self.place}.{name}", estimate)

    def escalation(self, quarters: Index) -> Array:
        """Return by how much prices have grown in given quarters, (1, n) or (t, n), beyond the horizon too."""
        return grown(self.rate, quarters)

    @property
    def quarters(self) -> int:
        """Return Q."""
        return self.scenario.quarters

    @property
    def calendar(self) -> Index:
        """Return the quarters of the horizon, (1, Q)."""
        return calendar(self.scenario.quarters)

    @property
    def alive(self) -> Mask:
        """Return where the programme is alive, (t, Q)."""
        return self.scenario.alive

    @property
    def asked(self) -> Array:
        """Return the batches asked for a quarter, (t, Q)."""
        if self.output.shape[0] > 1:
            return np.multiply(self.scenario.demand, 1 / self.output, order="F") * self.ready
        return self.scenario.demand / self.output * self.ready


@dataclass(frozen=True, kw_only=True)
class Term:
    """A clause that turns a programme into cash flows."""

    id: Annotated[Name | None, Says("Term")] = None
    title: Annotated[Text, Says("Title")] = ""
    escalates: Annotated[Flag, Says("Escalates", help="Whether the offer's escalation applies to it.")] = True
    sources: Annotated[dict[str, tuple[dict[str, Any], ...]], Says("Cells", help="Field by field.")] = field(
        default_factory=dict
    )

    def grown(self, outlook: Outlook, quarters: Index | None = None) -> Array:
        """Return the escalation of this term in given quarters (the horizon's by default), 1 if it is exempt."""
        if not self.escalates:
            return np.ones((1, outlook.quarters if quarters is None else quarters.shape[1]))
        if quarters is None:
            return outlook.escalation(outlook.calendar) if outlook.escalated is None else outlook.escalated
        return outlook.escalation(quarters)

    def faults(self) -> Iterator[tuple[str, str]]:
        """Give what is wrong with the term by itself: field and sentence."""
        yield from ()


class WorkTerm(Term):
    """A term whose charges others may cap, discount or rebate."""


class SupplyTerm(Term, ABC):
    """A term that supplies batches: it sees what earlier ones have not supplied."""

    @abstractmethod
    def supply(self, outlook: Outlook, wanted: Array) -> tuple[Array, Array, Flows]:
        """Return ordered and supplied batches (t, Q) of those wanted, and what they cost."""


class VolumeTerm(Term, ABC):
    """A term that follows what the offer supplies."""

    @abstractmethod
    def flows(self, outlook: Outlook, supply: Supply) -> Flows:
        """Return what it asks for, given the offer's supply."""


class SettlementTerm(Term, ABC):
    """A term reckoned on what the others charge."""

    @abstractmethod
    def settle(self, outlook: Outlook, charges: Charges) -> Leg:
        """Return its leg, given the offer's charges."""


class OwnTerm(Term, ABC):
    """A term that looks at the programme alone."""

    @abstractmethod
    def asks(self, outlook: Outlook) -> Leg:
        """Return its leg."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """A band of volumes or of money: from where it counts, and its price or its rate."""

    from_: Annotated[Positive, Field(alias="from"), Says("From", heads=("from", "above"))]
    price: Annotated[Number, Says("Price", "offer currency")]


@dataclass(frozen=True, slots=True, kw_only=True)
class RateTier:
    """A band of money and the rate that holds in it."""

    from_: Annotated[Positive, Field(alias="from"), Says("From", heads=("from", "above"))]
    rate: Annotated[Share, Says("Rate", "fraction")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step of a cancellation ladder."""

    within_days: Annotated[Positive, Says("Within", "days of notice")]
    rate: Annotated[Share, Says("Rate", "fraction of the price")]


def marginal(amounts: Array, starts: list[float], rates: list[float]) -> Array:
    """Return the sum over bands of each band's part of an amount times its rate; any shape."""
    total = np.zeros_like(amounts)
    for place, (start, rate) in enumerate(zip(starts, rates, strict=True)):
        band = np.maximum(amounts - start, 0.0)
        if place + 1 < len(starts):
            np.minimum(band, starts[place + 1] - start, out=band)
        band *= rate
        total += band
    return total


def reached(amounts: Array, starts: list[float], rates: list[float]) -> Array:
    """Return the rate of the highest band that starts at or below an amount, 0 below the first; any shape.

    An amount within 1e-9 of a start has reached it: a year of 8 batches may add up to 7.999999999999999.
    """
    rate = np.zeros_like(amounts)
    for start, value in zip(starts, rates, strict=True):
        rate[amounts >= start - 1e-9 * max(1.0, start)] = value
    return rate


def within(outlook: Outlook, start: int, end: int | None) -> Mask:
    """Say which quarters of the horizon lie in start..end (the horizon's last by default), (1, Q)."""
    last = outlook.quarters - 1 if end is None else end
    return (outlook.calendar >= start) & (outlook.calendar <= last)


def numbers(mask: Mask) -> Array:
    """Return 1 where a mask holds and 0 elsewhere, to multiply with."""
    return mask.astype(np.float64)


def when(mask: Mask) -> tuple[int, ...] | None:
    """Return the quarters of a mask that is the same in all trials, (1, Q); None where it is not."""
    return tuple(np.flatnonzero(mask[0]).tolist()) if mask.shape[0] == 1 else None


def charged(category: str, amount: Array, due: Mask, growth: Array, *, home: bool = False) -> Leg:
    """Return an amount (t, 1) times its growth (t, Q) in the quarters in which it is due, (t, Q)."""
    at = when(due)
    if at is None:
        return Leg(category, amount * growth * numbers(due), home)
    return Leg(category, np.multiply(amount, some(growth, at), order="F"), home, at, due.shape[1])


def ascending(name: str, starts: list[float], *, from_zero: bool) -> Iterator[tuple[str, str]]:
    """Give what is wrong with the starts of tiers, taken in ascending order."""
    if not starts:
        yield name, "needs at least one tier"
        return
    if len(set(starts)) < len(starts):
        yield name, "has two tiers that start at the same place"
    if from_zero and min(starts) != 0:
        yield name, f"must start at 0, not at {min(starts):g}"


def backwards(first: str, start: float, last: str, end: float | None) -> Iterator[tuple[str, str]]:
    """Give what is wrong with a span that ends before it starts."""
    if end is not None and end < start:
        yield last, f"ends ({end:g}) before {first} ({start:g})"
