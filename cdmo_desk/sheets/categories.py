"""The categories of cost in words, and the eight groups in which charts and tables show them."""

from collections.abc import Mapping
from dataclasses import dataclass

from cdmo_desk.speech import marked

TITLES = {
    "services": marked("Services"),
    "labour": marked("Labour"),
    "incentive": marked("Incentive"),
    "batches": marked("Batches"),
    "materials": marked("Materials"),
    "capacity": marked("Capacity"),
    "take_or_pay": marked("Take-or-pay"),
    "termination": marked("Termination"),
    "cancellation": marked("Cancelled slots"),
    "deposit": marked("Deposit"),
    "milestones": marked("Milestones"),
    "royalties": marked("Royalties"),
    "discount": marked("Discount"),
    "cap_relief": marked("Above the cap"),
    "credit": marked("Credits"),
    "rebate": marked("Rebate"),
    "sponsor": marked("Own costs"),
    "mitigation": marked("Mitigation"),
    "scope_gap": marked("Plugs for gaps"),
    "change_orders": marked("Change orders"),
    "batch_failure": marked("Failed batches"),
    "risk_events": marked("Risks"),
    "delay": marked("Delay"),
    "shortfall": marked("Shortfall"),
    "equity": marked("Equity"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """Categories shown as one; the credits stand left of zero."""

    id: str
    title: str
    categories: tuple[str, ...]


GROUPS = (
    Group("services", marked("Services and labour"), ("services", "labour", "incentive")),
    Group("batches", marked("Batches"), ("batches",)),
    Group("materials", marked("Materials"), ("materials",)),
    Group("capacity", marked("Capacity"), ("capacity", "take_or_pay", "termination", "cancellation", "deposit")),
    Group("success", marked("Milestones, royalties"), ("milestones", "royalties")),
    Group("own", marked("Own costs, plugs"), ("sponsor", "mitigation", "scope_gap")),
    Group("events", marked("Changes, failures, risks"), ("change_orders", "batch_failure", "risk_events")),
    Group("loss", marked("Delay, shortfall, equity"), ("delay", "shortfall", "equity")),
    Group("credits", marked("Credits"), ("discount", "cap_relief", "credit", "rebate")),
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
