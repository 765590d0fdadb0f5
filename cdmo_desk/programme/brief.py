"""The brief: what the sponsor plans, what may happen, and what a complete offer covers."""

from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from annotated_types import Ge, Le

from cdmo_desk.estimate import Estimate, certain
from cdmo_desk.field import Says
from cdmo_desk.money import Currency
from cdmo_desk.values import LATEST, Day, Flag, Name, Number, Period, Positive, Rate, Share, Text

Slip = Annotated[Positive, Le(LATEST)]
Months = Annotated[Positive, Le(12 * LATEST)]
Factor = Annotated[Positive, Le(1e6)]
Volatility = Annotated[Positive, Le(10)]

STAGES = ("preclinical", "phase_1", "phase_2", "phase_3", "commercial")
SCOPE_CATEGORIES = (
    "technology_transfer",
    "formulation",
    "process_development",
    "analytical",
    "clinical_supply",
    "ppq",
    "commercial",
    "packaging",
    "stability",
    "regulatory",
    "storage",
    "specialised",
    "api",
)
CAPABILITIES = {
    "hpapi": "Highly potent compounds",
    "controlled_substances": "Controlled substances",
    "semi_solid": "Semi-solid dose",
    "solid_dose": "Solid dose",
    "sustained_release": "Sustained release",
    "sterile_fill_finish": "Sterile fill and finish",
    "biologics_2000l": "Biologics at 2,000 L",
    "cell_and_gene": "Cell and gene therapy",
    "us_fda_inspected": "Inspected by the US FDA",
    "ema_inspected": "Inspected by an EU authority",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """A decision at which the programme goes on or ends."""

    name: Annotated[Name, Says("Gate")]
    quarter: Annotated[Period, Says("Quarter", "quarter from the start", "Decided at the end of this quarter.")]
    probability: Annotated[Share, Says("Probability of success", "fraction")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeItem:
    """A piece of work that a complete offer covers."""

    id: Annotated[Name, Says("Item")]
    title: Annotated[Text, Says("Title")]
    category: Annotated[Text, Says("Category")] = ""
    unit: Annotated[Text, Says("Unit")] = ""
    quantity: Annotated[Estimate, Says("Quantity", "units", "Shared by all offers that state none.")] = certain(1)
    quarter: Annotated[Period, Says("Due in quarter", "quarter from the start")] = 0
    required: Annotated[Flag, Says("Required", help="A required item that an offer leaves out is plugged.")] = True
    estimate: Annotated[
        Estimate | None, Says("Should-cost", "case currency a unit", "The sponsor's own estimate for one unit.")
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A rate of exchange, frozen with its date and source."""

    rate: Annotated[Number, Ge(1e-9), Says("Rate", "case currency a unit")]
    volatility: Annotated[Volatility, Says("Volatility", "a year", "Standard deviation of the rate's logarithm.")] = 0.0
    date: Annotated[Day | None, Says("Date of the rate")] = None
    source: Annotated[Text | None, Says("Source of the rate")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """A criterion of the scorecard."""

    id: Annotated[Name, Says("Criterion")]
    title: Annotated[Text, Says("Title")]
    weight: Annotated[Positive, Says("Weight")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stress:
    """A what-if on the base case."""

    name: Annotated[Name, Says("Stress test")]
    demand_factor: Annotated[Factor, Says("Demand", "× plan")] = 1.0
    sales_factor: Annotated[Factor, Says("Net sales", "× plan")] = 1.0
    stop_at_gate: Annotated[Name | None, Says("Fails at gate")] = None
    fx_shift: Annotated[Rate, Says("Foreign currencies", "change", "All foreign rates × (1 + this).")] = 0.0
    slip_quarters: Annotated[Slip | None, Says("Slip", "quarters", "In place of the case's.")] = None
    cpi: Annotated[Rate | None, Says("Inflation", "a year", "In place of the case's.")] = None
    all_risks: Annotated[Flag, Says("Every risk occurs", help="Each at its likely cost and delay.")] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """A named scenario: the case with some of its inputs changed, kept beside it to compare."""

    name: Annotated[Name, Says("Scenario")]
    changes: Annotated[
        dict[Name, Any],
        Says("Changes", help="A value for each path of the case document, or {times: factor}."),
    ] = field(default_factory=dict)


RuleName = Literal["lowest_present_cost", "lowest_p90", "weighted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleChange:
    """A change of weights or award rule after they were fixed."""

    on: Annotated[Day, Says("Changed on")]
    by: Annotated[Text, Says("By")] = ""
    why: Annotated[Text, Says("Why")] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardRule:
    """The rule by which the award is made, fixed before prices are opened."""

    rule: Annotated[RuleName, Says("Rule")] = "lowest_present_cost"
    price_weight: Annotated[Share, Says("Weight of price", "fraction", "Only where the rule is weighted.")] = 0.5
    fixed_on: Annotated[Day | None, Says("Fixed on")] = None
    fixed_by: Annotated[Text | None, Says("Fixed by")] = None
    offers_then: Annotated[Period | None, Says("Offers that were in when it was fixed")] = None
    changes: Annotated[tuple[RuleChange, ...], Says("Changes since")] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """What a person decided."""

    offer: Annotated[Name, Says("Awarded offer")]
    reason: Annotated[Text, Says("Reason")] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """Where an input comes from."""

    path: Annotated[Name, Says("Input")]
    source: Annotated[Text | None, Says("Source")] = None
    date: Annotated[Day | None, Says("Date")] = None
    owner: Annotated[Text | None, Says("Owner")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """A step of the route: who signs in which role."""

    role: Annotated[Literal["prepared", "reviewed", "approved"], Says("Role")]
    name: Annotated[Name, Says("Name")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What all offers of a case share. Money in the case's currency; quarters count from `start`."""

    id: Annotated[Name, Says("Case")]
    title: Annotated[Text, Says("Title")]
    product: Annotated[Text, Says("Product")]
    modality: Annotated[Text, Says("Modality")]
    stage: Annotated[Literal["preclinical", "phase_1", "phase_2", "phase_3", "commercial"], Says("Stage")]
    currency: Annotated[Currency, Says("Currency", help="Results are in it.")]
    as_of: Annotated[Day, Says("As of", help="The day the case looks from; what is expired is judged by it.")]
    start: Annotated[Day, Says("Start", help="First day of quarter 0.")]
    horizon_years: Annotated[Period, Ge(1), Le(60), Says("Horizon", "years")]
    discount_rate: Annotated[Rate, Says("Discount rate", "a year")]
    demand: Annotated[tuple[Estimate, ...], Says("Demand", "a year", "Good output wanted; missing years are 0.")]
    budget: Annotated[Positive | None, Says("Budget", "case currency", "About cash.")] = None
    cost_of_delay_per_month: Annotated[Positive, Says("Cost of delay", "a month", "Charged only on success.")] = 0.0
    needed_month: Annotated[Months | None, Says("Supply needed in month", "months from the start")] = None
    demand_unit: Annotated[Text, Says("Unit of demand")] = "batch"
    shortfall_cost_per_unit: Annotated[Positive, Says("Cost of shortfall", "a unit of demand")] = 0.0
    net_sales: Annotated[tuple[Estimate, ...], Says("Net sales", "a year", "Missing years are 0.")] = ()
    demand_correlation: Annotated[Share, Says("Correlation of years", help="One market factor, demand and sales.")] = (
        0.7
    )
    cpi: Annotated[Estimate | None, Says("Consumer price inflation", "a year")] = None
    sponsor_inflation: Annotated[
        Estimate | None, Says("Sponsor's inflation", "a year", "By default consumer price inflation.")
    ] = None
    slip_quarters: Annotated[
        Estimate, Says("Slip of the programme", "quarters", "Gates, demand, sales and need move later by it.")
    ] = certain(0)
    fx: Annotated[dict[Currency, Exchange], Says("Rates of exchange")] = field(default_factory=dict)
    fx_correlation: Annotated[Share, Says("Correlation of currencies")] = 0.5
    gates: Annotated[tuple[Gate, ...], Says("Gates")] = ()
    scope: Annotated[tuple[ScopeItem, ...], Says("Scope")] = ()
    criteria: Annotated[tuple[Criterion, ...], Says("Criteria")] = ()
    must_haves: Annotated[tuple[Name, ...], Says("Must-haves")] = ()
    stresses: Annotated[tuple[Stress, ...], Says("Stress tests")] = ()
    scenarios: Annotated[tuple[WhatIf, ...], Says("Scenarios", help="Named what-ifs, kept side by side.")] = ()
    award_rule: Annotated[RuleName | AwardRule | None, Says("Award rule")] = None
    award: Annotated[Award | None, Says("Award")] = None
    assumptions: Annotated[tuple[Assumption, ...], Says("Sources of assumptions")] = ()
    route: Annotated[tuple[Signatory, ...], Says("Route of signatures")] = ()
    materiality: Annotated[
        Share | None,
        Says("Materiality", "of present cost", "A new revision that moves it by less needs no new signature."),
    ] = None
    capabilities: Annotated[tuple[dict[str, Any], ...], Says("Own capabilities of the catalogue")] = ()

    @property
    def quarters(self) -> int:
        """Return Q, the number of quarters of the horizon."""
        return 4 * self.horizon_years

    @property
    def rule(self) -> AwardRule:
        """Return the award rule, the lowest present cost where none is stated."""
        if isinstance(self.award_rule, AwardRule):
            return self.award_rule
        return AwardRule(rule=self.award_rule or "lowest_present_cost")

    def gates_in_order(self) -> tuple[Gate, ...]:
        """Return the gates by quarter, as listed where quarters are equal."""
        return tuple(sorted(self.gates, key=lambda gate: gate.quarter))
