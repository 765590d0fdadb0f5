"""Spans: stretches of quarters over which nothing changes that bears on what an offer supplies.

What holds in one of them holds in each of its quarters, so it is worked out once. Money that moves within a span, such
as a rate of exchange, is no part of this: it is added up over the span's quarters (`added`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from cdmo_desk.programme.scenario import Array, Index, by_year, empty, per_quarter


@dataclass(frozen=True, eq=False)
class Spans:
    """The quarter with which each span starts, ascending from 0; every year starts one. Q is `quarters`.

    Figures on spans have the shape (t, n), n their number, and (t, 1) where they are the same in all.
    """

    first: tuple[int, ...]
    quarters: int

    @cached_property
    def is_single(self) -> bool:
        """Say whether each quarter is a span of its own."""
        return len(self.first) == self.quarters

    @cached_property
    def calendar(self) -> Index:
        """Return the first quarter of each, (1, n)."""
        return np.array([self.first], dtype=np.int64)

    @cached_property
    def lengths(self) -> Array:
        """Return how many quarters each has, (1, n)."""
        return np.diff(np.array([[*self.first, self.quarters]], dtype=np.float64))

    @cached_property
    def of(self) -> Index:
        """Return the span of each quarter, (Q,)."""
        return np.searchsorted(self.calendar[0], np.arange(self.quarters), side="right") - 1

    def some(self, quarterly: Array) -> Array:
        """Return a quarterly figure (t, Q) on spans, (t, n)."""
        if self.is_single or quarterly.shape[1] == 1:
            return quarterly
        found: Array = quarterly.T[self.calendar[0]].T
        return found

    def whole(self, figure: Array) -> Array:
        """Return a figure on spans in each quarter, (t, Q)."""
        if self.is_single:
            return figure
        found: Array = figure.T[self.of].T
        return found

    def by_year(self, figure: Array) -> Array:
        """Add up a figure on spans over the quarters of each year, (t, years)."""
        if self.is_single:
            return by_year(figure)
        total = empty(figure.shape[0], self.quarters // 4)
        for place, (quarter, length) in enumerate(zip(self.first, self.lengths[0].tolist(), strict=True)):
            column = figure[:, place] if length == 1 else figure[:, place] * length
            if quarter % 4:
                total[:, quarter // 4] += column
            else:
                total[:, quarter // 4] = column
        return total

    def per_span(self, yearly: Array) -> Array:
        """Return a yearly figure in each span of its year, (t, n)."""
        if self.is_single:
            return per_quarter(yearly)
        found: Array = yearly.T[self.calendar[0] // 4].T
        return found

    def added(self, quarterly: Array) -> Array:
        """Return a quarterly figure (t, Q) added up over the quarters of each span, (t, n)."""
        if self.is_single:
            return quarterly
        total = empty(quarterly.shape[0], len(self.first))
        ends = (*self.first[1:], self.quarters)
        for place, (start, end) in enumerate(zip(self.first, ends, strict=True)):
            column = total[:, place]
            column[:] = quarterly[:, start]
            for quarter in range(start + 1, end):
                column += quarterly[:, quarter]
        return total


@lru_cache(maxsize=16)
def single(quarters: int) -> Spans:
    """Return each quarter of a horizon as a span of its own."""
    return Spans(tuple(range(quarters)), quarters)


def spans(quarters: int, changes: Iterable[int]) -> Spans:
    """Return the spans of a horizon in which something changes at the start of given quarters, and of each year."""
    return Spans(tuple(sorted({*range(0, quarters, 4), *(at for at in changes if 0 <= at < quarters)})), quarters)
