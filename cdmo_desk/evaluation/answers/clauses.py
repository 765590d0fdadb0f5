"""The clauses of an offer, and the offer without each: what can be asked for, or given away, at the table."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from cdmo_desk.contract.batches import BatchFailure, MaterialsPerBatch, PerBatch, Slots
from cdmo_desk.contract.capacity import Reservation
from cdmo_desk.contract.commitments import Cancellation, TakeOrPay
from cdmo_desk.contract.hours import FixedPriceConversion, NotToExceed, TargetCost
from cdmo_desk.contract.offer import AnyTerm, Escalation, Offer
from cdmo_desk.contract.services import ChangeOrders, Deliverable, Rebate, UpfrontDiscount
from cdmo_desk.contract.sharing import Deposit, Equity, Milestone, Royalty
from cdmo_desk.estimate import certain

ALONE = (
    UpfrontDiscount,
    ChangeOrders,
    NotToExceed,
    TargetCost,
    TakeOrPay,
    Cancellation,
    Rebate,
    Milestone,
    Royalty,
    Equity,
    Deposit,
)  # terms that no other term looks at: without one, the offer costs less by what it asks for


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of an offer: its place (a term's, or `offer`), which part of it, and the offer without that.

    `part` is `whole` for a term as such. `alone` says that the term bears on nothing else.
    """

    place: str
    part: str
    without: Offer
    alone: bool = False


def clauses(offer: Offer) -> Iterator[Clause]:
    """Give the clauses of an offer: of its whole first, then term by term."""
    yield from _of_whole(offer)
    for number, term in enumerate(offer.terms):
        place = offer.place(number)
        if isinstance(term, ALONE):
            yield Clause(place, "whole", with_term(offer, number, nothing(term)), alone=True)
        elif isinstance(term, FixedPriceConversion | BatchFailure):
            yield Clause(place, "whole", with_term(offer, number, nothing(term)))
        for part, changed in _parts(term):
            yield Clause(place, part, with_term(offer, number, changed))


def with_term(offer: Offer, number: int, term: AnyTerm) -> Offer:
    """Return an offer with another term in the place of one."""
    return replace(offer, terms=(*offer.terms[:number], term, *offer.terms[number + 1 :]))


def nothing(term: AnyTerm) -> AnyTerm:
    """Return a term that asks for nothing, to keep a place, so that the other terms keep their random numbers."""
    return Milestone(id=term.id, amount=0.0, quarter=0)


def _of_whole(offer: Offer) -> Iterator[Clause]:
    grows = offer.escalation
    if grows.rate or grows.index is not None:
        yield Clause("offer", "escalation", replace(offer, escalation=Escalation()))
    if grows.cap is not None:
        yield Clause("offer", "escalation_cap", replace(offer, escalation=replace(grows, cap=None)))
    if grows.floor is not None:
        yield Clause("offer", "escalation_floor", replace(offer, escalation=replace(grows, floor=None)))
    if offer.payment_days:
        yield Clause("offer", "payment", replace(offer, payment_days=0.0))


def _parts(term: AnyTerm) -> Iterator[tuple[str, AnyTerm]]:
    """Give the parts of a term that could be struck out, each with the term without it."""
    if isinstance(term, PerBatch):
        yield from _of_prices(term)
    elif isinstance(term, Reservation):
        yield from _of_reservation(term)
    elif isinstance(term, TargetCost) and term.ceiling is not None:
        yield "ceiling", replace(term, ceiling=None)
    elif isinstance(term, Cancellation) and term.resale_rate.high:
        yield "resale", replace(term, resale_rate=certain(0))
    elif isinstance(term, MaterialsPerBatch | Deliverable) and term.handling_fee:
        yield "handling_fee", replace(term, handling_fee=0.0)
    for part, name, struck in STRUCK.get(type(term), ()):
        if getattr(term, name):
            yield part, replace(term, **{name: struck})


STRUCK: dict[type, tuple[tuple[str, str, Any], ...]] = {
    Slots: (("surge", "surge_rate", 0.0), ("cancelled", "cancellation_rate", 0.0)),
    TakeOrPay: (("make_up", "make_up", False), ("carry_forward", "carry_forward", False)),
    Royalty: (("royalty_cap", "cap", None), ("royalty_minimum", "minimum_per_year", 0.0)),
}  # part, field, and what the field is without the part


def _of_prices(term: PerBatch) -> Iterator[tuple[str, AnyTerm]]:
    if len(term.tiers) > 1:
        first = min(term.tiers, key=lambda tier: tier.from_)
        yield "tiers", replace(term, tiers=(first,))
        if term.all_units:
            yield "all_units", replace(term, all_units=False)


def _of_reservation(term: Reservation) -> Iterator[tuple[str, AnyTerm]]:
    if term.notice_quarters or term.termination_rate or term.termination_minimum or term.termination_fee:
        free = replace(term, notice_quarters=0, termination_rate=0.0, termination_minimum=0.0, termination_fee=0.0)
        yield "exit", free
    if term.resale_rate.high:
        yield "resale", replace(term, resale_rate=certain(0))
    if term.credit_rate:
        yield "credit", replace(term, credit_rate=0.0)
    if term.extra_batch_price is not None:
        yield "extra", replace(term, extra_batch_price=None)
