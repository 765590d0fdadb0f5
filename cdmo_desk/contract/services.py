"""Priced work: deliverables, the discount on them, the changes they grow by, the rebate they earn."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

import numpy as np

from cdmo_desk.contract.bands import ascending, backwards, reached
from cdmo_desk.contract.term import Charges, Leg, Outlook, RateTier, SettlementTerm, WorkTerm, charged
from cdmo_desk.estimate import Estimate
from cdmo_desk.field import Says
from cdmo_desk.programme.scenario import Array, Mask
from cdmo_desk.values import Name, Period, Positive, Share

Basis = Literal["priced", "pass_through", "optional", "excluded", "tbd", "included"]


@dataclass(frozen=True, kw_only=True)
class Deliverable(WorkTerm):
    """A piece of work at a price: quantity × unit price in its quarter, and every so often after it."""

    type: Literal["deliverable"] = "deliverable"
    unit_price: Annotated[
        Estimate | None, Says("Unit price", "offer currency a unit", "Unknown where the basis is not a price.")
    ] = None
    quarter: Annotated[Period, Says("Quarter", "quarter from the start", "When it falls due.")]
    scope: Annotated[Name | None, Says("Scope item", help="The item of the scope that it covers.")] = None
    basis: Annotated[Basis, Says("Basis", help="What the supplier says of the price.")] = "priced"
    quantity: Annotated[Estimate | None, Says("Quantity", "units", "By default the scope item's.")] = None
    every: Annotated[Period | None, Says("Every", "quarters", "Falls due again so often.")] = None
    last_quarter: Annotated[Period | None, Says("Last quarter", "quarter", "By default the horizon's last.")] = None
    handling_fee: Annotated[Positive, Says("Handling fee", "fraction", "On top of what is passed through.")] = 0.0

    @property
    def is_charged(self) -> bool:
        """Say whether it costs anything as the offer stands."""
        return self.basis in ("priced", "pass_through")

    @property
    def covers(self) -> bool:
        """Say whether it covers its scope item."""
        return self.is_charged or self.basis == "included"

    def asks(self, outlook: Outlook) -> Array:
        """Return what it would cost if it were bought in a programme that goes on, (t, Q), whatever its basis."""
        return self._charge(outlook, np.ones((1, outlook.quarters), dtype=bool)).amounts

    def _charge(self, outlook: Outlook, alive: Mask) -> Leg:
        """Return its leg in the quarters in which it falls due and a programme is alive."""
        amount = self.amount(outlook)
        if self.basis == "pass_through":
            amount = amount * (1 + self.handling_fee)
        due = np.zeros((1, outlook.quarters), dtype=bool)
        due[0, self.due(outlook.quarters)] = True
        category = "materials" if self.basis == "pass_through" else "services"
        return charged(category, amount, due & alive, self.grown(outlook))

    def amount(self, outlook: Outlook) -> Array:
        """Return quantity × unit price, (t, 1); 0 without a price, which only an uncharged basis may lack."""
        if self.quantity is not None:
            quantity = outlook.draw("quantity", self.quantity)
        elif self.scope is not None:
            quantity = outlook.scenario.quantity[self.scope]
        else:
            quantity = np.ones((1, 1))
        price = np.zeros((1, 1)) if self.unit_price is None else outlook.draw("unit_price", self.unit_price)
        return quantity * price

    def due(self, quarters: int) -> list[int]:
        """Return the quarters of the horizon in which it falls due."""
        last = quarters - 1 if self.last_quarter is None else min(self.last_quarter, quarters - 1)
        if not self.every:
            return [self.quarter] if self.quarter < quarters else []
        return list(range(self.quarter, last + 1, self.every))

    def leg(self, outlook: Outlook) -> Leg | None:
        """Return its leg while the programme is alive, none where nothing is charged."""
        return self._charge(outlook, outlook.alive) if self.is_charged else None

    def faults(self) -> Iterator[tuple[str, str]]:
        """Give what is wrong with it by itself."""
        yield from backwards("quarter", self.quarter, "last_quarter", self.last_quarter)
        if self.unit_price is None and (self.is_charged or self.basis == "optional"):
            yield "unit_price", "is missing"
        if self.every == 0:
            yield "every", "must be at least 1 quarter"


@dataclass(frozen=True, kw_only=True)
class UpfrontDiscount(SettlementTerm):
    """A share of the priced deliverables that the supplier gives up."""

    type: Literal["upfront_discount"] = "upfront_discount"
    rate: Annotated[Share, Says("Discount", "fraction")]
    until_quarter: Annotated[Period | None, Says("Until quarter", "quarter", "That quarter included.")] = None

    def settle(self, outlook: Outlook, charges: Charges) -> Leg:
        """Return the negative leg."""
        until = outlook.quarters if self.until_quarter is None else self.until_quarter + 1
        at = slice(0, min(until, outlook.quarters))
        return Leg("discount", -self.rate * charges.priced[:, at], at=at, quarters=outlook.quarters)


@dataclass(frozen=True, kw_only=True)
class ChangeOrders(SettlementTerm):
    """By what share changes make the priced deliverables grow."""

    type: Literal["change_orders"] = "change_orders"
    rate: Annotated[Estimate, Says("Growth by changes", "fraction")]

    def settle(self, outlook: Outlook, charges: Charges) -> Leg:
        """Return the share of what is charged, before any discount."""
        return Leg("change_orders", outlook.draw("rate", self.rate) * charges.priced)


@dataclass(frozen=True, kw_only=True)
class Rebate(SettlementTerm):
    """A share of the year's spend that comes back once the spend reaches a band."""

    type: Literal["rebate"] = "rebate"
    tiers: Annotated[tuple[RateTier, ...], Says("Bands of the year's spend")]

    def settle(self, outlook: Outlook, charges: Charges) -> Leg:
        """Return the negative leg in each year's last quarter, also if the programme died in that year."""
        spend = charges.yearly_spend
        tiers = sorted(self.tiers, key=lambda tier: tier.from_)
        rate = reached(spend, [tier.from_ for tier in tiers], [tier.rate for tier in tiers])
        return Leg("rebate", -rate * spend, at=slice(3, None, 4), quarters=outlook.quarters)

    def faults(self) -> Iterator[tuple[str, str]]:
        """Give what is wrong with its bands."""
        yield from ascending("tiers", [tier.from_ for tier in self.tiers], from_zero=False)
