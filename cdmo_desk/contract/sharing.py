"""Shared risk: milestones, royalties, equity, deposits."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

import numpy as np

from cdmo_desk.contract.bands import ascending, backwards, marginal
from cdmo_desk.contract.term import Leg, Outlook, OwnTerm, RateTier, numbers, placed, within
from cdmo_desk.estimate import Estimate
from cdmo_desk.field import Says
from cdmo_desk.programme.scenario import by_year
from cdmo_desk.values import Name, Period, Positive


@dataclass(frozen=True, kw_only=True)
class Milestone(OwnTerm):
    """A payment when a gate is passed, or in a quarter."""

    type: Literal["milestone"] = "milestone"
    amount: Annotated[Positive, Says("Amount", "offer currency")]
    gate: Annotated[Name | None, Says("At gate")] = None
    quarter: Annotated[Period | None, Says("In quarter", "quarter")] = None

    def asks(self, outlook: Outlook) -> Leg:
        """Return the payment; it does not escalate."""
        if self.gate is None:
            due = (outlook.calendar == self.quarter) & outlook.alive
            return Leg("milestones", self.amount * numbers(due))
        quarter, passed = outlook.scenario.gate(self.gate)
        return placed("milestones", np.where(passed, self.amount, 0.0), quarter, outlook.quarters)

    def faults(self) -> Iterator[tuple[str, str]]:
        """Give what is wrong with it by itself."""
        if (self.quarter is None) == (self.gate is None):
            yield "gate", "give either a gate or a quarter"


@dataclass(frozen=True, kw_only=True)
class Royalty(OwnTerm):
    """A share of the year's net sales, with a yearly minimum and a cap over the years; case currency."""

    type: Literal["royalty"] = "royalty"
    tiers: Annotated[tuple[RateTier, ...], Says("Bands of the year's net sales", "case currency")]
    first_year: Annotated[Period, Says("First year", "year, from 0")] = 0
    last_year: Annotated[Period | None, Says("Last year", "year, from 0")] = None
    cap: Annotated[Positive | None, Says("Cap in all", "case currency")] = None
    minimum_per_year: Annotated[Positive, Says("At least", "case currency a year")] = 0.0

    def asks(self, outlook: Outlook) -> Leg:
        """Return the royalty in each year's last quarter, also if the programme died in that year."""
        years = np.arange(outlook.scenario.years)[np.newaxis, :]
        last = outlook.scenario.years - 1 if self.last_year is None else self.last_year
        tiers = sorted(self.tiers, key=lambda tier: tier.from_)
        due = marginal(by_year(outlook.scenario.sales), [t.from_ for t in tiers], [t.rate for t in tiers])
        due = np.maximum(due, self.minimum_per_year * outlook.alive[:, 3::4])
        due *= numbers((years >= self.first_year) & (years <= last))
        if self.cap is not None:
            left = np.full(due.shape[:1], self.cap)
            for year in range(due.shape[1]):
                np.minimum(due[:, year], left, out=due[:, year])
                left -= due[:, year]
        return Leg("royalties", due, home=True, at=slice(3, None, 4), quarters=outlook.quarters)

    def faults(self) -> Iterator[tuple[str, str]]:
        """Give what is wrong with it by itself."""
        yield from ascending("tiers", [tier.from_ for tier in self.tiers], from_zero=True)
        yield from backwards("first_year", self.first_year, "last_year", self.last_year)


@dataclass(frozen=True, kw_only=True)
class Equity(OwnTerm):
    """A stake given up when a gate is passed: an economic loss, in the case's currency."""

    type: Literal["equity"] = "equity"
    value: Annotated[Estimate, Says("Value of the stake", "case currency")]
    gate: Annotated[Name, Says("At gate")]

    def asks(self, outlook: Outlook) -> Leg:
        """Return the value at its gate; it does not grow."""
        quarter, passed = outlook.scenario.gate(self.gate)
        value = np.where(passed, outlook.draw("value", self.value), 0.0)
        return placed("equity", value, quarter, outlook.quarters, home=True)


@dataclass(frozen=True, kw_only=True)
class Deposit(OwnTerm):
    """An advance that is credited back while the programme lives; the rest is forfeited."""

    type: Literal["deposit"] = "deposit"
    amount: Annotated[Positive, Says("Deposit", "offer currency")]
    quarter: Annotated[Period, Says("Paid in quarter", "quarter")]
    credit_from: Annotated[Period, Says("Credited from", "quarter")]
    credit_to: Annotated[Period, Says("Credited to", "quarter")]

    def asks(self, outlook: Outlook) -> Leg:
        """Return the deposit and its credits, nothing at all if the programme is dead when it falls due."""
        paid = outlook.alive[:, self.quarter : self.quarter + 1]
        each = self.amount / (self.credit_to - self.credit_from + 1)
        back = within(outlook, self.credit_from, self.credit_to) & outlook.alive
        paid_in = numbers(outlook.calendar == self.quarter)
        return Leg("deposit", (self.amount * paid_in - each * numbers(back)) * numbers(paid))

    def faults(self) -> Iterator[tuple[str, str]]:
        """Give what is wrong with it by itself."""
        yield from backwards("credit_from", self.credit_from, "credit_to", self.credit_to)
