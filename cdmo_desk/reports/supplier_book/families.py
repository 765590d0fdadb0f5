"""The sheets of terms in a template: what stands on each, how often, and for which kinds of contract."""

from collections.abc import Iterator
from dataclasses import dataclass

from cdmo_desk.contract.offer import KINDS
from cdmo_desk.speech import marked


@dataclass(frozen=True, slots=True)
class Family:
    """A sheet of terms: its blocks with how often each stands on it; without kinds it is for all of them."""

    name: str
    title: str
    about: str
    blocks: tuple[tuple[str, int], ...]
    kinds: tuple[str, ...] = ()


FAMILIES = (
    Family(
        "Conditions",
        marked("Conditions of the offer"),
        marked("What holds for the whole offer: readiness, output of a batch, escalation of prices."),
        (("offer", 1), ("upfront_discount", 2), ("change_orders", 1), ("rebate", 1), ("deposit", 2)),
    ),
    Family(
        "Work",
        marked("Work with terms of its own"),
        marked("Only for work that needs more than a line of the quotation: a range, or a price due again and again."),
        (("deliverable", 6),),
    ),
    Family(
        "Labour",
        marked("Labour"),
        marked("Roles with an hourly rate and the hours expected, and what limits them."),
        (("labour", 6), ("fixed_price_conversion", 1), ("not_to_exceed", 1), ("target_cost", 1)),
        ("fee_for_service", "time_and_materials", "risk_sharing"),
    ),
    Family(
        "Batches",
        marked("Batches"),
        marked("Prices of batches in bands of the year’s number, materials passed on, and batches that fail."),
        (("per_batch", 2), ("materials_per_batch", 3), ("batch_failure", 1)),
    ),
    Family(
        "Capacity",
        marked("Capacity and commitments"),
        marked("Suites or slots that are reserved, yearly minima, and what cancelling costs."),
        (("reservation", 2), ("slots", 2), ("take_or_pay", 2), ("cancellation", 1)),
        ("fee_for_service", "risk_sharing", "dedicated_capacity", "flexible_capacity", "in_house"),
    ),
    Family(
        "Success",
        marked("Payments for success"),
        marked("Milestones, royalties and equity."),
        (("milestone", 6), ("royalty", 1), ("equity", 2)),
        ("fee_for_service", "risk_sharing"),
    ),
    Family(
        "Other costs",
        marked("Costs beside the offer"),
        marked("What the sponsor will spend around your offer, as far as you know it: freight, audits, duties."),
        (("sponsor_cost", 4),),
    ),
    Family(
        "Sites and clauses",
        marked("Sites, clauses and evidence"),
        marked("Where you would work, what the contract would say, and what proves what you can do."),
        (("site", 3), ("clause", 0), ("evidence", 0), ("risk", 3)),
    ),
)
BANDS = 4
"""How many bands of volume or money a term has room for."""


def families(kind: str | None) -> Iterator[Family]:
    """Go through the sheets for a kind of contract, all of them where none is named."""
    for family in FAMILIES:
        if kind is None or kind not in KINDS or not family.kinds or kind in family.kinds:
            yield family
