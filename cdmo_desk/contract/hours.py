"""Time and materials: labour by the hour, its conversion to a fixed price, its cap, its target cost."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

import numpy as np

from cdmo_desk.contract.bands import backwards
from cdmo_desk.contract.term import (
    Charges,
    Leg,
    Outlook,
    OwnTerm,
    SettlementTerm,
    WorkTerm,
    charged,
    numbers,
    placed,
    within,
)
from cdmo_desk.estimate import Estimate
from cdmo_desk.field import Says
from cdmo_desk.programme.scenario import NEVER, Array, Index
from cdmo_desk.values import Flag, Name, Period, Positive, Share


@dataclass(frozen=True, kw_only=True)
class Labour(WorkTerm):
    """Hours at a rate, spread evenly over its quarters."""

    type: Literal["labour"] = "labour"
    rate: Annotated[Positive, Says("Rate", "offer currency an hour")]
    hours: Annotated[Estimate, Says("Hours", "h", "In all, spread evenly over its quarters.")]
    start: Annotated[Period, Says("First quarter", "quarter")] = 0
    end: Annotated[Period | None, Says("Last quarter", "quarter", "By default the horizon's last.")] = None
    covers: Annotated[tuple[Name, ...], Says("Covers", help="Items of the scope.")] = ()
    converts: Annotated[Flag, Says("Converts", help="Whether a fixed price takes its place.")] = True

    def leg(self, outlook: Outlook, converted_from: Index) -> Leg:
        """Return its leg while the programme is alive and before its conversion in a quarter, (t, 1)."""
        end = outlook.quarters - 1 if self.end is None else self.end
        hours = outlook.draw("hours", self.hours) / (end - self.start + 1)
        due = within(outlook, self.start, end) & outlook.alive
        if self.converts:
            due = due & (outlook.calendar < converted_from)
        return charged("labour", hours * self.rate, due, self.grown(outlook))

    def faults(self) -> Iterator[tuple[str, str]]:
        """Give what is wrong with it by itself."""
        yield from backwards("start", self.start, "end", self.end)


@dataclass(frozen=True, kw_only=True)
class FixedPriceConversion(OwnTerm):
    """The turn from hours to a fixed price, in a quarter or once a gate is passed."""

    type: Literal["fixed_price_conversion"] = "fixed_price_conversion"
    price: Annotated[Positive, Says("Fixed price", "offer currency")]
    over: Annotated[Period, Says("Paid over", "quarters")]
    quarter: Annotated[Period | None, Says("From quarter", "quarter")] = None
    gate: Annotated[Name | None, Says("After gate")] = None

    def starts(self, outlook: Outlook) -> Index:
        """Return the quarter from which hours are no longer charged, (t, 1); `NEVER` if its gate is not passed."""
        if self.gate is None:
            return np.array([[NEVER if self.quarter is None else self.quarter]])
        quarter, passed = outlook.scenario.gate(self.gate)
        return np.where(passed, quarter + 1, NEVER)

    def asks(self, outlook: Outlook) -> Leg:
        """Return the instalments while the programme is alive; the price does not escalate."""
        starts = self.starts(outlook)
        due = (outlook.calendar >= starts) & (outlook.calendar < starts + self.over) & outlook.alive
        return Leg("services", numbers(due) * (self.price / self.over))

    def faults(self) -> Iterator[tuple[str, str]]:
        """Give what is wrong with it by itself."""
        if (self.quarter is None) == (self.gate is None):
            yield "quarter", "give either a quarter or a gate"
        if self.over == 0:
            yield "over", "must be at least 1 quarter"


@dataclass(frozen=True, kw_only=True)
class NotToExceed(SettlementTerm):
    """A cap on labour and pass-through deliverables together; the excess is the supplier's."""

    type: Literal["not_to_exceed"] = "not_to_exceed"
    amount: Annotated[Positive, Says("Cap", "offer currency")]

    def settle(self, outlook: Outlook, charges: Charges) -> Leg:
        """Return what the supplier bears, quarter by quarter, negative."""
        del outlook
        excess = charges.reimbursed.copy(order="F")
        for quarter in range(1, excess.shape[1]):
            excess[:, quarter] += excess[:, quarter - 1]
        excess -= self.amount
        np.maximum(excess, 0.0, out=excess)
        relief = -excess
        relief[:, 1:] += excess[:, :-1]
        return Leg("cap_relief", relief)


@dataclass(frozen=True, kw_only=True)
class TargetCost(SettlementTerm):
    """An incentive: overruns and savings against a target are shared, up to a ceiling."""

    type: Literal["target_cost"] = "target_cost"
    target: Annotated[Positive, Says("Target cost", "offer currency")]
    fee: Annotated[Positive, Says("Fee", "offer currency")] = 0.0
    sponsor_share: Annotated[Share, Says("Sponsor's share", "fraction", "Of what runs over or under the target.")]
    ceiling: Annotated[Positive | None, Says("Ceiling", "offer currency")] = None

    def settle(self, outlook: Outlook, charges: Charges) -> Leg:
        """Return the difference to actual cost in the last quarter with such a charge, nothing without one."""
        cost = charges.reimbursed
        actual = cost.sum(axis=1, keepdims=True)
        pays: Array = actual + self.fee + (1 - self.sponsor_share) * (self.target - actual)
        if self.ceiling is not None:
            pays = np.minimum(pays, self.ceiling)
        due = cost != 0
        last = outlook.quarters - 1 - np.argmax(due[:, ::-1], axis=1, keepdims=True)
        settled = np.where(due.any(axis=1, keepdims=True), pays - actual, 0.0)
        return placed("incentive", settled, last, outlook.quarters)
