"""What an evaluation gives: figures of each offer and between offers, as plain frozen records.

All money is in the case's currency, undiscounted unless named present; quarters count from the case's start.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from cdmo_desk.problem import Caution


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """A distribution in figures, and the standard error of each (None where it cannot be told)."""

    mean: float
    sd: float
    p10: float
    p50: float
    p80: float
    p90: float
    p95: float
    cvar95: float
    errors: dict[str, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plug:
    """What stands in for a required scope item that an offer leaves out; None where nothing is known.

    `value` is its base-case value before inflation in the case's currency; `source` is `own option`, `estimate`,
    `highest other offer` or `unknown`; `other` names the offer the price was taken from.
    """

    value: float | None
    source: str
    other: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseFigures:
    """The base case of an offer.

    `contract` is supplier cash without change orders and cancellation; `cash` = supplier + sponsor;
    `cost` = cash + economic loss; `by_term` place -> category -> total, `present_by_term` place -> discounted;
    `yearly` category -> a figure a year.
    `stated` and `corrected` are the sums of the file's lines, in the offer's currency; None without lines.
    """

    contract: float
    supplier: float
    sponsor: float
    economic: float
    cash: float
    cost: float
    present_cost: float
    units: float
    beyond_horizon: float
    by_category: dict[str, float]
    by_quarter: tuple[float, ...]
    commitment: float
    by_term: dict[str, dict[str, float]]
    present_by_term: dict[str, float]
    yearly: dict[str, tuple[float, ...]]
    stated: float | None
    corrected: float | None

    @property
    def cash_per_unit(self) -> float | None:
        """Return cash per unit of good output, None without output."""
        return self.cash / self.units if self.units > 0 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class StressFigures:
    """An offer under a stress test; `commitment` is supplier cash after the gate that fails, 0 elsewhere."""

    cash: float
    cost: float
    present_cost: float
    commitment: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """What an offer comes to where the programme stops at a gate: mean cash, how likely that is, what is then owed.

    `commitment` is the mean supplier cash in the quarters after the gate. None where it never stops there.
    """

    cash: float | None
    probability: float
    commitment: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskFigures:
    """An offer in the simulation. `cheapest` and `regret` are None for offers that are not ranked."""

    cost: Spread
    cash: Spread
    present_cost: Spread
    by_category: dict[str, float]
    by_year: dict[str, tuple[float, ...]]
    succeeds: dict[str, Spread] | None
    stops: dict[str, Stop]
    over_budget: float | None
    cheapest: float | None
    regret: float | None
    beyond_horizon: float
    exceedance: tuple[tuple[float, float], ...]
    """Of cash, all trials: sums, and the chance of more."""
    exceeded: dict[str, tuple[tuple[float, float], ...]] = field(default_factory=dict)
    """The same of each measure, and of `cash if it succeeds` and `present_cost if it succeeds` where it ever does."""

    @property
    def exposure(self) -> dict[str, float] | None:
        """Return how far cash can run above its likely value if the programme succeeds; None if it never does."""
        if self.succeeds is None:
            return None
        cash = self.succeeds["cash"]
        return {"p90_less_p50": cash.p90 - cash.p50, "cvar95_less_p50": cash.cvar95 - cash.p50}


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterEntry:
    """A risk of the register: expected loss before and after its mitigation, and what the mitigation costs.

    Losses are probability × mean (cost + delay at the case's cost of delay), today's money, given success.
    """

    category: str
    title: str
    probability: float
    expected: float
    mitigation: str | None
    adopted: bool
    expected_mitigated: float | None
    mitigation_cost: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryLoss:
    """Expected loss of a category of the register before mitigation, after what is adopted, and what that costs."""

    before: float
    after: float
    mitigation_cost: float


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferFigures:
    """All figures of an offer."""

    base: BaseFigures
    gaps: dict[str, Plug]
    score: float | None
    unscored: tuple[str, ...]
    missing_must_haves: tuple[str, ...]
    ranked: bool
    stress: Mapping[str, StressFigures]
    risk: RiskFigures | None
    register: tuple[RegisterEntry, ...]
    uncapped: tuple[str, ...]
    foreign_share: float

    @property
    def unknown_gaps(self) -> tuple[str, ...]:
        """Return the scope items for which nothing is known."""
        return tuple(item for item, plug in self.gaps.items() if plug.value is None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """What the award rule gives, and how sure that is.

    `margin` is to `runner_up` in the rule's own measure (present cost, its P90, or points), positive;
    `margin_error` the standard error of the paired difference; `confidence` the share of trials in which the offer
    has the lower present cost of the two; `by_cash` the offer that ranking by expected cash gives.
    """

    rule: str
    offer: str | None
    runner_up: str | None
    margin: float | None
    margin_error: float | None
    confidence: float | None
    by_cash: str | None
    awarded: str | None
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The whole evaluation of a case.

    `ranking` holds the ranked offers, best first by the award rule's measure; `crossovers` and `jumps` go by
    "A|B" in the order of the offers; `evpi` is None without a simulation; `pareto` are the offers that no other
    beats in both mean present cost and its CVaR95.
    """

    version: str
    trials: int
    seed: int | None
    currency: str
    offers: dict[str, OfferFigures]
    ranking: tuple[str, ...]
    crossovers: dict[str, tuple[float, ...]]
    jumps: dict[str, tuple[float, ...]]
    evpi: float | None
    pareto: tuple[str, ...]
    recommendation: Recommendation
    warnings: tuple[Caution, ...]
    unsourced: tuple[str, ...]
