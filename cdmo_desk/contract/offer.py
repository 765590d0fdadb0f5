"""An offer: a sum of terms, and the fixed order in which its terms are reckoned.

1. Work: deliverables, and labour up to its conversion to a fixed price.
2. Supply: `per_batch`, `reservation` and `slots` as listed; each sees what the earlier ones have not supplied.
3. What follows supply: take-or-pay, materials, failures, cancellation, the sponsor's costs.
4. Settlements on the charges of 1 and 2: discount, change orders, cap, target cost, rebate.
5. What looks at the programme alone: milestones, royalties, equity, deposits, the fixed price.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from math import ceil, floor
from typing import Annotated, Any, Literal, get_args

import numpy as np
from pydantic import Discriminator

from cdmo_desk.contract.bands import positive
from cdmo_desk.contract.batches import BatchFailure, MaterialsPerBatch, PerBatch, Slots
from cdmo_desk.contract.capacity import Reservation
from cdmo_desk.contract.commitments import Cancellation, TakeOrPay
from cdmo_desk.contract.dossier import Actual, Clause, Evaluation, Evidence, Line, Score, Site
from cdmo_desk.contract.hours import FixedPriceConversion, Labour, NotToExceed, TargetCost
from cdmo_desk.contract.services import ChangeOrders, Deliverable, Rebate, UpfrontDiscount
from cdmo_desk.contract.sharing import Deposit, Equity, Milestone, Royalty
from cdmo_desk.contract.sponsor import Risk, SponsorCost
from cdmo_desk.contract.term import (
    Charges,
    Leg,
    Outlook,
    OwnTerm,
    SettlementTerm,
    Supply,
    SupplyTerm,
    Term,
    VolumeTerm,
    WorkTerm,
    share_after,
)
from cdmo_desk.estimate import Estimate, certain
from cdmo_desk.field import Says
from cdmo_desk.money import Currency
from cdmo_desk.programme.scenario import NEVER, Array, Scenario, calendar, grown
from cdmo_desk.programme.spans import Spans, single
from cdmo_desk.programme.spans import spans as spans_of
from cdmo_desk.values import Day, Name, Positive, Rate, Text

Kind = Literal[
    "fee_for_service", "time_and_materials", "risk_sharing", "dedicated_capacity", "flexible_capacity", "in_house"
]
KINDS = {
    "fee_for_service": "Fee for service",
    "time_and_materials": "Time and materials",
    "risk_sharing": "Risk-sharing",
    "dedicated_capacity": "Dedicated capacity",
    "flexible_capacity": "Flexible capacity",
    "in_house": "In-house",
}
DEFINING: dict[str, tuple[type[Term], ...]] = {
    "fee_for_service": (Deliverable, PerBatch),
    "time_and_materials": (Labour,),
    "risk_sharing": (Milestone, Royalty, Equity, UpfrontDiscount),
    "dedicated_capacity": (Reservation,),
    "flexible_capacity": (Slots,),
}

AnyTerm = Annotated[
    Deliverable
    | UpfrontDiscount
    | ChangeOrders
    | Labour
    | FixedPriceConversion
    | NotToExceed
    | TargetCost
    | PerBatch
    | Reservation
    | Slots
    | TakeOrPay
    | Cancellation
    | MaterialsPerBatch
    | BatchFailure
    | Rebate
    | Milestone
    | Royalty
    | Equity
    | Deposit
    | SponsorCost,
    Discriminator("type"),
]
TERMS: dict[str, type[Term]] = {
    get_args(made.__annotations__["type"])[0]: made for made in get_args(get_args(AnyTerm)[0])
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalation:
    """How an offer's prices grow each year: at a rate, or with consumer prices between a floor and a cap."""

    rate: Annotated[Rate | None, Says("Escalation", "a year")] = None
    index: Annotated[Literal["cpi"] | None, Says("Index")] = None
    floor: Annotated[Rate | None, Says("At least", "a year")] = None
    cap: Annotated[Rate | None, Says("At most", "a year")] = None

    def yearly(self, cpi: Array) -> Array:
        """Return the year's growth, (t, 1)."""
        if self.index is None:
            return np.array([[self.rate or 0.0]])
        low = -np.inf if self.floor is None else self.floor
        high = np.inf if self.cap is None else self.cap
        return np.minimum(np.maximum(cpi, low), high)

    def faults(self) -> Iterator[tuple[str, str]]:
        """Give what is wrong with it."""
        if self.rate is not None and self.index is not None:
            yield "rate", "give either a rate or an index"
        if self.floor is not None and self.cap is not None and self.floor > self.cap:
            yield "floor", f"lies above the cap ({self.floor:g} > {self.cap:g})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What an offer asks for under a scenario.

    `legs` by the term's place (or the risk's, or `offer`); supply and `units` of good output on the outlook's spans;
    `beyond` what the contract still asks after the horizon, (t, 1), in the offer's currency.
    """

    legs: tuple[tuple[str, Leg], ...]
    supply: Supply
    units: Array
    beyond: Array


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What a supplier offers."""

    id: Annotated[Name, Says("Offer")]
    supplier: Annotated[Text, Says("Supplier")]
    title: Annotated[Text, Says("Title")] = ""
    kind: Annotated[Kind, Says("Kind of contract")]
    terms: Annotated[tuple[AnyTerm, ...], Says("Terms")] = ()
    engagement: Annotated[Literal["transactional", "strategic"] | None, Says("Engagement")] = None
    round: Annotated[Literal["budgetary", "first", "best_and_final"] | None, Says("Round")] = None
    currency: Annotated[Currency | None, Says("Currency", help="By default the case's.")] = None
    payment_days: Annotated[Positive, Says("Payment", "days")] = 0.0
    valid_until: Annotated[Day | None, Says("Valid until")] = None
    ready_months: Annotated[Estimate, Says("Ready after", "months", "Before that it supplies nothing.")] = certain(0)
    output_per_batch: Annotated[Estimate, Says("Output of a batch", "units of demand", "Good output.")] = certain(1)
    escalation: Annotated[Escalation, Says("Escalation")] = Escalation()
    lines: Annotated[tuple[Line, ...], Says("Lines")] = ()
    risks: Annotated[tuple[Risk, ...], Says("Risks")] = ()
    scores: Annotated[dict[Name, Score], Says("Scores")] = field(default_factory=dict)
    evaluations: Annotated[tuple[Evaluation, ...], Says("Evaluations")] = ()
    capabilities: Annotated[tuple[Name, ...], Says("Capabilities")] = ()
    sites: Annotated[tuple[Site, ...], Says("Sites")] = ()
    evidence: Annotated[tuple[Evidence, ...], Says("Evidence")] = ()
    clauses: Annotated[tuple[Clause, ...], Says("Clauses")] = ()
    actuals: Annotated[tuple[Actual, ...], Says("Paid in the end")] = ()

    @property
    def is_ranked_kind(self) -> bool:
        """Say whether its kind is ranked: all but in-house."""
        return self.kind != "in_house"

    def outlook(self, scenario: Scenario, *, spanned: bool = False) -> Outlook:
        """Return the programme as this offer meets it; `spanned` works out only what differs between its quarters."""
        spans = self.spans(scenario) if spanned else single(scenario.quarters)
        whole = Outlook(scenario, self.id, np.zeros((1, 1)), np.ones((1, 1)), np.ones((1, 1)), spans, "offer")
        ready = self.ready(whole)
        share = share_after(ready, spans.calendar)
        output = whole.draw("output_per_batch", self.output_per_batch)
        rate = self.escalation.yearly(scenario.cpi)
        growth = grown(rate, calendar(scenario.quarters))
        return Outlook(scenario, self.id, rate, share, output, spans, "offer", growth, ready)

    def spans(self, scenario: Scenario) -> Spans:
        """Return the spans over which nothing changes in what it supplies; of single quarters where trials differ."""
        if scenario.slip.shape[0] > 1 or scenario.stopped.shape[0] > 1:
            return single(scenario.quarters)
        slip, stopped = int(scenario.slip[0, 0]), int(scenario.stopped[0, 0])
        ready = self.ready_months
        changes = {stopped + 1, *range(slip, scenario.quarters, 4)}
        changes.update(range(floor(ready.low / 3), ceil(ready.high / 3) + 1))
        for term in self.terms:
            changes.update(term.changes(stopped))
        return spans_of(scenario.quarters, changes)

    def ready(self, outlook: Outlook) -> Array:
        """Return the months after which it supplies, (t, 1)."""
        if outlook.months is not None:
            return outlook.months
        return outlook.at("offer").draw("ready_months", self.ready_months)

    def account(self, scenario: Scenario, outlook: Outlook | None = None) -> Account:
        """Return the legs of all terms, reckoned in the documented order; `outlook` saves working it out again."""
        outlook = self.outlook(scenario) if outlook is None else outlook
        legs: list[tuple[str, Leg]] = []
        beyond = np.zeros((1, 1))
        self._work(outlook, legs)
        supply, beyond = self._supply(outlook, legs)
        charges = Charges(tuple(leg for _, leg in legs), outlook.quarters)
        for place, term in self._after_supply:
            here = outlook.at(place)
            if isinstance(term, VolumeTerm):
                flows = term.flows(here, supply)
                legs.extend((place, leg) for leg in flows.legs)
                beyond = beyond if flows.beyond is None else beyond + flows.beyond
            elif isinstance(term, SettlementTerm):
                legs.append((place, term.settle(here, charges)))
            else:
                legs.append((place, term.asks(here)))
        good = supply.supplied - supply.lost if supply.lost.any() else supply.supplied
        return Account(legs=tuple(legs), supply=supply, units=good * outlook.output, beyond=beyond)

    def place(self, number: int) -> str:
        """Return the name of a term's place: its id, or its position."""
        term = self.terms[number]
        return f"terms.{term.id}" if term.id else f"terms[{number}]"

    @cached_property
    def _by_family(self) -> dict[type, list[tuple[str, Any]]]:
        """Return places and terms of families, in listed order."""
        families = (WorkTerm, SupplyTerm, FixedPriceConversion, BatchFailure)
        return {
            family: [(self.place(number), term) for number, term in enumerate(self.terms) if isinstance(term, family)]
            for family in families
        }

    @cached_property
    def _after_supply(self) -> list[tuple[str, VolumeTerm | SettlementTerm | OwnTerm]]:
        """Return places and terms of the other families, in listed order."""
        return [
            (self.place(number), term)
            for number, term in enumerate(self.terms)
            if isinstance(term, VolumeTerm | SettlementTerm | OwnTerm)
        ]

    def _of(self, family: type) -> list[tuple[str, Any]]:
        """Return places and terms of a family, in listed order."""
        return self._by_family[family]

    def _work(self, outlook: Outlook, legs: list[tuple[str, Leg]]) -> None:
        """Append the legs of the work."""
        converted = np.array([[NEVER]])
        for place, conversion in self._of(FixedPriceConversion):
            converted = conversion.starts(outlook.at(place))
        for place, term in self._of(WorkTerm):
            leg = None
            if isinstance(term, Deliverable):
                leg = term.leg(outlook.at(place))
            elif isinstance(term, Labour):
                leg = term.leg(outlook.at(place), converted)
            if leg is not None:
                legs.append((place, leg))

    def _supply(self, outlook: Outlook, legs: list[tuple[str, Leg]]) -> tuple[Supply, Array]:
        """Append the legs of the supplying terms in listed order; return their supply and what lies beyond."""
        wanted = outlook.asked
        ordered = supplied = np.zeros((1, len(outlook.spans.first)))
        beyond, first = np.zeros((1, 1)), True
        for place, term in self._of(SupplyTerm):
            open_ = wanted if first else positive(wanted - supplied)
            takes, gives, flows = term.supply(outlook.at(place), open_)
            ordered, supplied = (takes, gives) if first else (ordered + takes, supplied + gives)
            first = False
            legs.extend((place, leg) for leg in flows.legs)
            beyond = beyond if flows.beyond is None else beyond + flows.beyond
        lost = np.zeros((1, len(outlook.spans.first)))
        for place, failing in self._of(BatchFailure):
            if not failing.remade:
                lost = lost + failing.lost(outlook.at(place), supplied)
        return Supply(ordered, supplied, np.minimum(lost, supplied) if lost.any() else lost), beyond

    def counted_lines(self, home: str) -> tuple[Line, ...]:
        """Return the lines that are part of its total: priced or at cost, in its currency (`home` by default)."""
        currency = self.currency or home
        return tuple(
            line
            for line in self.lines
            if line.basis in ("priced", "pass_through") and line.currency in (None, currency)
        )

    @property
    def supplies(self) -> bool:
        """Say whether any of its terms supplies batches."""
        return bool(self._of(SupplyTerm))

    def covers(self, item: str) -> bool:
        """Say whether it covers a scope item, by a deliverable or by labour."""
        return any(
            (isinstance(term, Deliverable) and term.scope == item and term.covers)
            or (isinstance(term, Labour) and item in term.covers)
            for term in self.terms
        )

    def expired(self, as_of: date) -> bool:
        """Say whether its validity has passed on a day."""
        return self.valid_until is not None and self.valid_until < as_of
