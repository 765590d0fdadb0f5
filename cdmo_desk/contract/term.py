"""What every term has, what a term sees of a programme, and the legs it answers with.

A term reads observables only: never the clock, the store or another term. Where one term bears on others
(a cap, a discount, a rebate) the offer hands it what the others asked for, in a fixed order (`offer.py`).
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Any

import numpy as np
from pydantic import Field

from cdmo_desk.estimate import Estimate
from cdmo_desk.field import Says
from cdmo_desk.programme.scenario import Array, Index, Mask, Scenario, by_year, calendar, grown, in_quarter, zeros
from cdmo_desk.programme.spans import Spans
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

    `at` None means all quarters, n = Q; otherwise `quarters` says Q, and nothing is asked in the others. With `spans`
    n is their number, and an amount is asked in each quarter of its span. In the offer's currency, or in the case's
    where `home` is set.
    """

    category: str
    asked: Array
    home: bool = False
    at: Places | None = None
    quarters: int = 0
    spans: Spans | None = None

    @property
    def amounts(self) -> Array:
        """Return the amounts of all quarters, (t, Q)."""
        if self.spans is not None:
            return self.spans.whole(self.asked)
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
    if at and at[-1] - at[0] == len(at) - 1:
        return row[:, at[0] : at[-1] + 1]
    found: Array = row.T[list(at)].T
    return found


def sum_of(legs: Iterable[Leg], quarters: int) -> Array:
    """Return the sum of legs, (t, Q)."""
    kept = list(legs)
    total = zeros(max((leg.asked.shape[0] for leg in kept), default=1), quarters)
    for leg in kept:
        if leg.at is None or isinstance(leg.at, slice):
            into = total if leg.at is None else total[:, leg.at]
            into += leg.asked if leg.spans is None else leg.amounts
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


@dataclass(frozen=True, eq=False)
class Charges:
    """What an offer's other terms asked for, in its currency: what settlements are reckoned on."""

    legs: tuple[Leg, ...]
    quarters: int

    @cached_property
    def priced(self) -> Array:
        """Return priced deliverables, (t, Q)."""
        return self._of("services")

    @cached_property
    def reimbursed(self) -> Array:
        """Return labour and pass-through deliverables: what a cap or a target is about, (t, Q)."""
        return self._of("labour", "materials")

    @property
    def yearly_spend(self) -> Array:
        """Return priced deliverables and batches of each year, (t, years)."""
        spend = by_year(self.priced)
        for leg in self.legs:
            if leg.category == "batches":
                spend = spend + (by_year(leg.amounts) if leg.spans is None else leg.spans.by_year(leg.asked))
        return spend

    def _of(self, *categories: str) -> Array:
        return sum_of((leg for leg in self.legs if leg.category in categories), self.quarters)


@dataclass(frozen=True, slots=True)
class Outlook:
    """The programme as one offer meets it.

    `rate` (t, 1) is the year's escalation and `escalated` (t, Q) what prices have grown by; `ready` the share of a
    quarter in which it can supply, on the `spans` of what it supplies; `output` (t, 1) good output of a batch; `place`
    names the term for its own draws; `months` (t, 1) are those after which it supplies.
    """

    scenario: Scenario
    offer: str
    rate: Array
    ready: Array
    output: Array
    spans: Spans
    place: str = ""
    escalated: Array | None = None
    months: Array | None = None

    def at(self, place: str) -> "Outlook":
        """Return the outlook of the term at a place."""
        return Outlook(
            self.scenario,
            self.offer,
            self.rate,
            self.ready,
            self.output,
            self.spans,
            place,
            self.escalated,
            self.months,
        )

    def draw(self, name: str, estimate: Estimate, where: Mask | None = None) -> Array:
        """Return what an estimate of this term comes to, shape (t, 1); anything in trials that `where` leaves out."""
        if estimate.is_certain:
            return np.array([[estimate.likely]])
        return self.scenario.draws.value(f"{self.offer}.{self.place}.{name}", estimate, where)

    def escalation(self, quarters: Index) -> Array:
        """Return by how much prices have grown in given quarters, (1, n) or (t, n), beyond the horizon too."""
        return grown(self.rate, quarters)

    def share(self, quarters: Index) -> Array:
        """Return the share of given quarters (1, n) in which it can supply, (t, n)."""
        return np.ones((1, 1)) if self.months is None else share_after(self.months, quarters)

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
        """Return the batches asked for a quarter, on spans."""
        demand = self.spans.some(self.scenario.demand)
        if self.output.shape[0] > 1:
            return np.multiply(demand, 1 / self.output, order="F") * self.ready
        return demand / self.output * self.ready


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

    def grown_over(self, outlook: Outlook) -> Array:
        """Return the escalation of this term on the offer's spans."""
        return outlook.spans.some(self.grown(outlook))

    def changes(self, stopped: int) -> Iterator[int]:
        """Give the quarters with which its supply, or what it asks for it, may change; `stopped` as in `Scenario`."""
        del stopped
        yield from ()

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


def share_after(months: Array, quarters: Index) -> Array:
    """Return the share of quarters (1, n) that lies after some months (t, 1) from the start, (t, n)."""
    share: Array = np.subtract(quarters + 1.0, months / 3, order="F")
    return np.clip(share, 0.0, 1.0, out=share)


def within(outlook: Outlook, start: int, end: int | None) -> Mask:
    """Say which quarters of the horizon lie in start..end (the horizon's last by default), (1, Q)."""
    last = outlook.quarters - 1 if end is None else end
    return (outlook.calendar >= start) & (outlook.calendar <= last)


def spans_within(outlook: Outlook, start: int, end: int | None) -> Mask:
    """Say which of an offer's spans lie in start..end, of which it must be that they start and end spans, (1, n)."""
    last = outlook.quarters - 1 if end is None else end
    return (outlook.spans.calendar >= start) & (outlook.spans.calendar <= last)


def start_and_end(start: int, end: int | None) -> Iterator[int]:
    """Give the quarters with which a stretch starts, and with which what follows it starts."""
    yield start
    if end is not None:
        yield end + 1


def numbers(mask: Mask) -> Array:
    """Return 1 where a mask holds and 0 elsewhere, to multiply with."""
    return mask.astype(np.float64)


def when(mask: Mask) -> tuple[int, ...] | None:
    """Return the quarters of a mask that is the same in all trials, (1, Q); None where it is not."""
    return tuple(np.flatnonzero(mask[0]).tolist()) if mask.shape[0] == 1 else None


def placed(category: str, amount: Array, quarter: Index, quarters: int, *, home: bool = False) -> Leg:
    """Return an amount (t, 1) in its quarter (t, 1); nothing where that lies outside the horizon."""
    if quarter.shape[0] > 1:
        return Leg(category, in_quarter(amount, quarter, quarters), home)
    at = int(quarter[0, 0])
    if 0 <= at < quarters:
        return Leg(category, amount, home, (at,), quarters)
    return nothing(category, quarters)


def nothing(category: str, quarters: int) -> Leg:
    """Return a leg that asks for nothing."""
    return Leg(category, zeros(1, 0), at=(), quarters=quarters)


def charged(category: str, amount: Array, due: Mask, growth: Array, *, home: bool = False) -> Leg:
    """Return an amount (t, 1) times its growth (t, Q) in the quarters in which it is due, (t, Q)."""
    at = when(due)
    if at is None:
        return Leg(category, amount * growth * numbers(due), home)
    return Leg(category, np.multiply(amount, some(growth, at), order="F"), home, at, due.shape[1])
