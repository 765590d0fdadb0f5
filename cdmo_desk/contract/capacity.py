"""Dedicated capacity: a suite or line reserved for quarters, with its price, its notice and its end."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

import numpy as np
from annotated_types import Gt

from cdmo_desk.contract.bands import at_most, backwards, positive
from cdmo_desk.contract.term import Flows, Leg, Outlook, SupplyTerm, nothing, numbers, placed, start_and_end
from cdmo_desk.estimate import Estimate, certain
from cdmo_desk.field import Says
from cdmo_desk.programme.scenario import NEVER, Array, Index, Mask
from cdmo_desk.values import Number, Period, Positive, Share


@dataclass(frozen=True, kw_only=True)
class Reservation(SupplyTerm):
    """Capacity paid for whether it is used or not, and ended only under notice."""

    type: Literal["reservation"] = "reservation"
    fee_per_quarter: Annotated[Positive, Says("Fee", "offer currency a quarter", heads=("reservation fee",))]
    batches_per_quarter: Annotated[Number, Gt(0), Says("Capacity", "batches a quarter")]
    start: Annotated[Period, Says("First quarter", "quarter")] = 0
    end: Annotated[Period | None, Says("Last quarter", "quarter", "May lie beyond the horizon.")] = None
    batch_price: Annotated[Number, Says("Batch price", "offer currency a batch", "Within the reservation.")] = 0.0
    extra_batch_price: Annotated[
        Number | None, Says("Extra batch price", "offer currency a batch", "No extra batches without it.")
    ] = None
    extra_batches_per_quarter: Annotated[Positive | None, Says("Extra batches at most", "batches a quarter")] = None
    notice_quarters: Annotated[Period, Says("Notice", "quarters")] = 0
    termination_rate: Annotated[Share, Says("Termination", "fraction of the fees still to come")] = 0.0
    termination_minimum: Annotated[Positive, Says("Termination at least", "offer currency")] = 0.0
    termination_fee: Annotated[Positive, Says("Termination fee", "offer currency", "On top, not resold.")] = 0.0
    resale_rate: Annotated[Estimate, Says("Resold", "fraction of unused capacity")] = certain(0)
    credit_rate: Annotated[Share, Says("Fee credited", "fraction", "Against the quarter's batches under it.")] = 0.0

    def supply(self, outlook: Outlook, wanted: Array) -> tuple[Array, Array, Flows]:
        """Return the batches within and above the reservation, and fees, batches, credits and termination."""
        end = outlook.quarters - 1 if self.end is None else self.end
        stopped = outlook.scenario.stopped
        fails = stopped < end
        last = np.where(fails, np.minimum(stopped + self.notice_quarters, end), end)
        spans = outlook.spans
        running = numbers((spans.calendar >= self.start) & (spans.calendar <= last))
        used = at_most(wanted, self.batches_per_quarter) * running
        ordered, grown = used, self.grown_over(outlook)
        batches = used * (self.batch_price * grown)
        if self.extra_batch_price is not None:
            most = np.inf if self.extra_batches_per_quarter is None else self.extra_batches_per_quarter
            extra = at_most(wanted - used, most) * running
            batches = batches + extra * (self.extra_batch_price * grown)
            ordered = used + extra
        fee = self.fee_per_quarter * grown * running
        resale = outlook.draw("resale_rate", self.resale_rate)
        legs = [Leg("capacity", fee, spans=spans), Leg("batches", batches, spans=spans)]
        if not self.resale_rate.high and not self.credit_rate:
            legs.append(nothing("credit", outlook.quarters))
        if self.resale_rate.high:
            unused = used * (-1 / self.batches_per_quarter)
            unused += 1.0
            legs.append(Leg("credit", unused * -resale * fee, spans=spans))
        if self.credit_rate:
            legs.append(
                Leg("credit", -np.minimum(self.credit_rate * fee, positive(batches.copy(order="F"))), spans=spans)
            )
        if fails.any():
            legs.extend(self._under_notice(outlook, fails, last, resale))
            legs.append(self._termination(outlook, fails, last, end, resale))
        else:
            legs.append(nothing("termination", outlook.quarters))
        return ordered, ordered, Flows(tuple(legs), self._beyond(outlook, end))

    def changes(self, stopped: int) -> Iterator[int]:
        """Give where it starts and ends, and where it would end under notice."""
        yield from start_and_end(self.start, self.end)
        yield stopped + self.notice_quarters + 1

    def _tail(self, outlook: Outlook, end: int) -> Index:
        """Return the quarters of the reservation from the horizon's end on, (1, n), n may be 0."""
        return np.arange(max(outlook.quarters, self.start), end + 1)[np.newaxis, :]

    def _under_notice(self, outlook: Outlook, fails: Mask, last: Index, resale: Array) -> Iterator[Leg]:
        """Give the fees under notice past the horizon, all in its last quarter, and what is resold of them."""
        end = outlook.quarters - 1 if self.end is None else self.end
        tail = self._tail(outlook, end)
        if not tail.size:
            return
        fees = self.fee_per_quarter * self.grown(outlook, tail) * numbers((tail <= last) & fails)
        fees = fees.sum(axis=1, keepdims=True)
        final = np.array([[outlook.quarters - 1]])
        yield placed("capacity", fees, final, outlook.quarters)
        yield placed("credit", -fees * resale, final, outlook.quarters)

    def _termination(self, outlook: Outlook, fails: Mask, last: Index, end: int, resale: Array) -> Leg:
        """Return what ending it costs in the quarter after the last (or the horizon's last)."""
        span = np.arange(self.start, end + 1)[np.newaxis, :]
        to_come = (self.fee_per_quarter * self.grown(outlook, span) * numbers(span > last)).sum(axis=1, keepdims=True)
        owed = np.maximum(self.termination_rate * to_come, self.termination_minimum) * (1 - resale)
        due = np.minimum(last + 1, outlook.quarters - 1)
        return placed("termination", np.where(fails, owed + self.termination_fee, 0.0), due, outlook.quarters)

    def _beyond(self, outlook: Outlook, end: int) -> Array | None:
        """Return the fees after the horizon where the programme goes on, (t, 1)."""
        tail = self._tail(outlook, end)
        if not tail.size:
            return None
        fees = (self.fee_per_quarter * self.grown(outlook, tail)).sum(axis=1, keepdims=True)
        return np.where(outlook.scenario.stopped == NEVER, fees, 0.0)

    def faults(self) -> Iterator[tuple[str, str]]:
        """Give what is wrong with it by itself."""
        yield from backwards("start", self.start, "end", self.end)
        if not 0 <= self.resale_rate.low <= self.resale_rate.high <= 1:
            yield "resale_rate", "must lie within 0..1"
