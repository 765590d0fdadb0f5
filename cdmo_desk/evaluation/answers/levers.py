"""What can be moved in an offer, and the offer with it moved: prices as a supplier would change them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from cdmo_desk.contract.batches import PerBatch, Slots
from cdmo_desk.contract.capacity import Reservation
from cdmo_desk.contract.hours import Labour
from cdmo_desk.contract.offer import AnyTerm, Offer
from cdmo_desk.contract.services import Deliverable, Rebate, UpfrontDiscount
from cdmo_desk.contract.term import RateTier, Tier
from cdmo_desk.estimate import Estimate
from cdmo_desk.field import columns

HIGHEST = 10.0  # times its present value: as far as a price is moved


@dataclass(frozen=True, slots=True)
class Lever:
    """Something of an offer that can be moved: its name, its value now, how far it can go, and the offer with it moved.

    Names: `batch_price` (all prices a batch in proportion), `fee` (reservation fees), `rate` (all hourly rates),
    `discount` (on priced work, a share), `all_prices` (every amount in the offer's currency, as a factor).
    `falls` says that a lower value is cheaper for us.
    """

    name: str
    now: float
    least: float
    most: float
    falls: bool
    moved: Callable[[float], Offer]


def levers(offer: Offer) -> Iterator[Lever]:
    """Give what can be moved in an offer."""
    price = batch_price(offer)
    if price:
        yield Lever("batch_price", price, 0.0, HIGHEST * price, True, lambda to: with_batch_price(offer, to / price))
    fee = sum(term.fee_per_quarter for term in offer.terms if isinstance(term, Reservation))
    if fee:
        yield Lever("fee", fee, 0.0, HIGHEST * fee, True, lambda to: _with_fee(offer, to / fee))
    rate = hourly_rate(offer)
    if rate:
        yield Lever("rate", rate, 0.0, HIGHEST * rate, True, lambda to: _with_rate(offer, to / rate))
    if any(isinstance(term, Deliverable) and term.basis == "priced" for term in offer.terms):
        now = sum(term.rate for term in offer.terms if isinstance(term, UpfrontDiscount))
        if now <= 1:
            yield Lever("discount", now, 0.0, 1.0, False, lambda to: _with_discount(offer, to))
    if offer.is_ranked_kind:
        yield Lever("all_prices", 1.0, 0.0, HIGHEST, True, lambda to: with_all_prices(offer, to))


def batch_price(offer: Offer) -> float | None:
    """Return the price of a batch as it is first met: of the first supplying term that has one, its first band."""
    for term in offer.terms:
        found = None
        if isinstance(term, PerBatch):
            found = min(term.tiers, key=lambda tier: tier.from_).price
        elif isinstance(term, Slots):
            found = term.price
        elif isinstance(term, Reservation):
            found = term.batch_price or term.extra_batch_price
        if found:
            return found
    return None


def with_batch_price(offer: Offer, factor: float) -> Offer:
    """Return the offer with all prices a batch in proportion; take-or-pay and cancellation stay as written."""

    def moved(term: AnyTerm) -> AnyTerm:
        if isinstance(term, PerBatch):
            return replace(term, tiers=tuple(replace(tier, price=tier.price * factor) for tier in term.tiers))
        if isinstance(term, Slots):
            return replace(term, price=term.price * factor)
        if isinstance(term, Reservation):
            extra = term.extra_batch_price
            return replace(
                term,
                batch_price=term.batch_price * factor,
                extra_batch_price=None if extra is None else extra * factor,
            )
        return term

    return _each(offer, moved)


def hourly_rate(offer: Offer) -> float | None:
    """Return the hourly rate, the mean over its likely hours."""
    labour = [term for term in offer.terms if isinstance(term, Labour)]
    hours = sum(term.hours.likely for term in labour)
    return sum(term.rate * term.hours.likely for term in labour) / hours if hours > 0 else None


def _with_fee(offer: Offer, factor: float) -> Offer:
    return _each(
        offer,
        lambda term: (
            replace(term, fee_per_quarter=term.fee_per_quarter * factor) if isinstance(term, Reservation) else term
        ),
    )


def _with_rate(offer: Offer, factor: float) -> Offer:
    return _each(offer, lambda term: replace(term, rate=term.rate * factor) if isinstance(term, Labour) else term)


def _with_discount(offer: Offer, rate: float) -> Offer:
    """Return the offer with another discount on priced work: its own moved in proportion, or one more term."""
    now = sum(term.rate for term in offer.terms if isinstance(term, UpfrontDiscount))
    if now == 0:
        return replace(offer, terms=(*offer.terms, UpfrontDiscount(rate=rate)))
    return _each(
        offer,
        lambda term: replace(term, rate=term.rate * rate / now) if isinstance(term, UpfrontDiscount) else term,
    )


def with_all_prices(offer: Offer, factor: float) -> Offer:
    """Return the offer with every amount in its currency in proportion, and the bands of its rebates with them."""
    return _each(offer, lambda term: scaled(term, factor, prices(term)))


def prices(term: AnyTerm) -> tuple[str, ...]:
    """Return the fields of a term that are amounts in the offer's currency."""
    kind: type = type(term)
    named = [
        column.name
        for column in columns(kind)
        if "offer currency" in column.says.unit and getattr(term, column.name) is not None
    ]
    if isinstance(term, Rebate):
        named.append("tiers")
    return tuple(named)


def scaled(term: AnyTerm, factor: float, names: tuple[str, ...]) -> AnyTerm:
    """Return a term with some of its fields times a factor."""
    return replace(term, **{name: _times(getattr(term, name), factor) for name in names})


def _times(value: Any, factor: float) -> Any:  # noqa: ANN401 - any field of a term
    if isinstance(value, Estimate):
        return Estimate(value.low * factor, value.likely * factor, value.high * factor, value.driver)
    if isinstance(value, tuple):
        return tuple(_times(item, factor) for item in value)
    if isinstance(value, Tier):
        return replace(value, price=value.price * factor)
    if isinstance(value, RateTier):  # of a rebate: a year's spend
        return replace(value, from_=value.from_ * factor)
    return value * factor


def _each(offer: Offer, moved: Callable[[AnyTerm], AnyTerm]) -> Offer:
    return replace(offer, terms=tuple(moved(term) for term in offer.terms))
