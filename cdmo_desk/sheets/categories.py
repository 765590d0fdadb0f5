"""The categories of cost in words, and the eight groups in which charts and tables show them."""

from collections.abc import Mapping
from dataclasses import dataclass

TITLES = {
    "services": "Services",
    "labour": "Labour",
    "incentive": "Incentive",
    "batches": "Batches",
    "materials": "Materials",
    "capacity": "Capacity",
    "take_or_pay": "Take-or-pay",
    "termination": "Termination",
    "cancellation": "Cancelled slots",
    "deposit": "Deposit",
    "milestones": "Milestones",
    "royalties": "Royalties",
    "discount": "Discount",
    "cap_relief": "Above the cap",
    "credit": "Credits",
    "rebate": "Rebate",
    "sponsor": "Own costs",
    "mitigation": "Mitigation",
    "scope_gap": "Plugs for gaps",
    "change_orders": "Change orders",
    "batch_failure": "Failed batches",
    "risk_events": "Risks",
    "delay": "Delay",
    "shortfall": "Shortfall",
    "equity": "Equity",
}


@dataclass(frozen=True, slots=True)
class Group:
    """Categories shown as one; the credits stand left of zero."""

    id: str
    title: str
    categories: tuple[str, ...]


GROUPS = (
    Group("services", "Services and labour", ("services", "labour", "incentive")),
    Group("batches", "Batches", ("batches",)),
    Group("materials", "Materials", ("materials",)),
    Group("capacity", "Capacity", ("capacity", "take_or_pay", "termination", "cancellation", "deposit")),
    Group("success", "Milestones, royalties", ("milestones", "royalties")),
    Group("own", "Own costs, plugs", ("sponsor", "mitigation", "scope_gap")),
    Group("events", "Changes, failures, risks", ("change_orders", "batch_failure", "risk_events")),
    Group("loss", "Delay, shortfall, equity", ("delay", "shortfall", "equity")),
    Group("credits", "Credits", ("discount", "cap_relief", "credit", "rebate")),
)


def grouped(by_category: Mapping[str, float]) -> dict[str, float]:
    """Return the sum of each group, those of nothing included."""
    return {group.id: sum(by_category.get(name, 0.0) for name in group.categories) for group in GROUPS}


def grouped_years(by_year: Mapping[str, tuple[float, ...]], years: int) -> dict[str, tuple[float, ...]]:
    """Return each group's sum a year."""
    return {
        group.id: tuple(
            sum(by_year[name][year] for name in group.categories if name in by_year and year < len(by_year[name]))
            for year in range(years)
        )
        for group in GROUPS
    }
