"""What was paid in the end against what had been forecast: how often earlier P50s and P90s held."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from math import sqrt

import numpy as np

from cdmo_desk.contract.dossier import Actual
from cdmo_desk.contract.offer import Offer
from cdmo_desk.contract.term import LOSS, SPONSOR, SUPPLIER
from cdmo_desk.evaluation.simulation import SEED, dimensions, programme
from cdmo_desk.evaluation.statistics import Weights, chance, ordered
from cdmo_desk.evaluation.valuation import without_risks
from cdmo_desk.money import exact
from cdmo_desk.programme.brief import Brief
from cdmo_desk.programme.scenario import Array, Scenario

FEWEST = 10
"""Offers with payments from which a share says something."""
TRIALS = 1 << 12
_ROUNDING = 1e-9  # what a certain contract comes to is no less than itself
_NORMAL = 1.959963984540054  # the quantile of a two-sided interval of 95 %


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What was paid on an offer up to a quarter's end, against the forecast of just that; all in its currency.

    `place` is the share of the forecast's trials in which no more had been asked.
    """

    paid: float
    p50: float
    p90: float
    place: float
    quarter: int

    @property
    def in_half(self) -> bool:
        """Say whether no more than the P50 was paid."""
        return self.paid <= self.p50 + _ROUNDING * abs(self.p50)

    @property
    def in_nine(self) -> bool:
        """Say whether no more than the P90 was paid."""
        return self.paid <= self.p90 + _ROUNDING * abs(self.p90)


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many of how many held, and Wilson's interval of 95 % for the share."""

    held: int
    of: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """Return the share itself."""
        return self.held / self.of

    def has(self, wanted: float) -> bool:
        """Tell whether the share that good forecasts would have lies within the interval."""
        return self.low <= wanted <= self.high


@dataclass(frozen=True, slots=True)
class Outcome:
    """An offer that was paid for: what was forecast and paid. `basis`: `signed`, `before` or `today`.

    The forecast is that of the last revision signed before the first payment was entered; where none was, that of the
    case just before; where the case came with its payments, that of the case as it stands.
    """

    case: str
    title: str
    offer: str
    supplier: str
    currency: str
    basis: str
    held: Held


@dataclass(frozen=True, slots=True)
class Calibration:
    """How earlier forecasts held; `left_out` says of which offers nothing can be told, and why."""

    outcomes: tuple[Outcome, ...]
    left_out: tuple[tuple[str, str], ...] = ()

    @property
    def half(self) -> Share | None:
        """Return how many were paid no more than their P50; None while there are too few."""
        return share([outcome.held.in_half for outcome in self.outcomes])

    @property
    def nine(self) -> Share | None:
        """Return how many were paid no more than their P90; None while there are too few."""
        return share([outcome.held.in_nine for outcome in self.outcomes])

    @property
    def missing(self) -> int:
        """Return how many more are needed until a share says something."""
        return max(0, FEWEST - len(self.outcomes))


def held(brief: Brief, offer: Offer, paid: Sequence[Actual], *, trials: int = TRIALS, seed: int = SEED) -> Held | None:
    """Compare payments with the forecast that a case made; None where none fall into its horizon.

    What the sponsor spends elsewhere is left out. Payments count in the quarter in which they were invoiced.
    """
    counted = [payment for payment in paid if payment.category not in (*SPONSOR, *LOSS)]
    if not counted:
        return None
    invoiced = max(payment.date for payment in counted) - timedelta(days=offer.payment_days)
    quarter = min(_quarter(brief.start, invoiced), brief.quarters - 1)
    if quarter < 0:
        return None
    asked, weights = _asked(brief, offer, quarter, trials, seed)
    total = float(sum(map(_amount, counted)))
    p50, p90 = (float(value) for value in ordered(asked, weights).quantiles((0.5, 0.9)))
    return Held(
        paid=total, p50=p50, p90=p90, place=chance(asked <= total + _ROUNDING * total, weights), quarter=quarter
    )


def share(found: Sequence[bool]) -> Share | None:
    """Return how many held; None while there are too few to say."""
    if len(found) < FEWEST:
        return None
    low, high = wilson(sum(found), len(found))
    return Share(held=sum(found), of=len(found), low=low, high=high)


def wilson(held: int, of: int) -> tuple[float, float]:
    """Return the interval of 95 % for a share that was met so many times (Wilson 1927)."""
    rate, square = held / of, _NORMAL**2 / of
    middle = (rate + square / 2) / (1 + square)
    reach = _NORMAL * sqrt(rate * (1 - rate) / of + square / (4 * of)) / (1 + square)
    return max(0.0, middle - reach), min(1.0, middle + reach)


def _amount(payment: Actual) -> Decimal:
    return exact(payment.amount) if isinstance(payment.amount, str) else Decimal(repr(payment.amount))


def _quarter(start: date, day: date) -> int:
    return ((day.year - start.year) * 12 + day.month - start.month - (day.day < start.day)) // 3


def _asked(brief: Brief, offer: Offer, quarter: int, trials: int, seed: int) -> tuple[Array, Weights]:
    """Return what the supplier asks up to a quarter's end in each trial, (n,), in the offer's currency."""
    met = programme(brief, trials, seed)
    met.dimensions.update(dimensions(brief, offer, {}))
    sums = [_invoiced(brief, offer, met.scenario(number), quarter) for number in range(len(met.run.blocks))]
    return np.concatenate(sums), Weights(met.run.weights, met.run.repetition)


def _invoiced(brief: Brief, offer: Offer, scenario: Scenario, quarter: int) -> Array:
    found = without_risks(brief, offer, {}, scenario, offer.outlook(scenario))
    total = np.zeros((scenario.trials, found.quarters))
    for _place, leg in found.asked:
        if leg.category in SUPPLIER:
            total = total + (leg.amounts / found.rate if leg.home else leg.amounts)
    sums: Array = total[:, : quarter + 1].sum(axis=1)
    return sums
