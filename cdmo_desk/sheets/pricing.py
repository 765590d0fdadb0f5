"""Why a term costs what it does at our volumes, in a few words."""

from cdmo_desk.contract.batches import MaterialsPerBatch, PerBatch, Slots
from cdmo_desk.contract.capacity import Reservation
from cdmo_desk.contract.commitments import Cancellation, TakeOrPay
from cdmo_desk.contract.hours import FixedPriceConversion, Labour, NotToExceed, TargetCost
from cdmo_desk.contract.offer import Offer
from cdmo_desk.contract.services import ChangeOrders, Deliverable, Rebate, UpfrontDiscount
from cdmo_desk.contract.sharing import Deposit, Equity, Milestone, Royalty
from cdmo_desk.contract.term import Term
from cdmo_desk.document import Case
from cdmo_desk.sheets.figures import Figures

TERM_TITLES = {
    "deliverable": "Deliverable",
    "upfront_discount": "Discount on the work",
    "change_orders": "Change orders",
    "labour": "Labour",
    "fixed_price_conversion": "Conversion to a fixed price",
    "not_to_exceed": "Not to exceed",
    "target_cost": "Target cost",
    "per_batch": "Batch price",
    "reservation": "Reservation",
    "slots": "Slots",
    "take_or_pay": "Take-or-pay minimum",
    "cancellation": "Cancellation of booked slots",
    "materials_per_batch": "Materials a batch",
    "batch_failure": "Failed batches",
    "rebate": "Rebate",
    "milestone": "Milestone",
    "royalty": "Royalty",
    "equity": "Equity",
    "deposit": "Deposit",
    "sponsor_cost": "Own costs",
}


def term_title(term: Term) -> str:
    """Return what a term is called."""
    return term.title or TERM_TITLES.get(term.__class__.__dict__.get("type", ""), term.id or "Term")


def reason(case: Case, offer: Offer, term: Term, figures: Figures) -> str:
    """Return why a term costs what it does at our volumes."""
    if isinstance(term, Deliverable):
        return _deliverable(case, offer, term, figures)
    if isinstance(term, Labour):
        hours = f"{figures.full(term.hours.likely)} hours"
        return _join(f"{hours} spread over quarters {term.start} to {_last(case, term.end)}", _grows(offer, term))
    if isinstance(term, PerBatch | Slots | MaterialsPerBatch):
        return _join("For the batches of the demand plan", _grows(offer, term))
    fixed: dict[type[Term], str] = {
        Reservation: "Fees of every quarter reserved, and the batches in it",
        TakeOrPay: "Minima above what the plan orders",
        Cancellation: "Nothing in the base case: no gate fails",
        FixedPriceConversion: "Replaces labour once its gate is passed",
        NotToExceed: "What the supplier bears above the cap",
        TargetCost: "Share of what runs over or under the target",
        UpfrontDiscount: "On the priced work",
        ChangeOrders: "Growth by changes, on no paper",
        Rebate: "On each year's spend",
        Milestone: "Falls due as the programme passes",
        Royalty: "On the sales plan",
        Equity: "Value given up, not cash",
        Deposit: "Paid ahead and credited back",
    }
    return fixed.get(type(term), "")


def _deliverable(case: Case, offer: Offer, term: Deliverable, figures: Figures) -> str:
    if not term.is_charged:
        return {
            "optional": "An option, not bought",
            "excluded": "Excluded by the supplier",
            "tbd": "To be determined: no price",
            "included": "Included in other prices",
        }[term.basis]
    parts = []
    item = next((found for found in case.brief.scope if found.id == term.scope), None)
    if term.quantity is None and item is not None and item.quantity.likely != 1:
        parts.append(f"our quantity, {figures.short(item.quantity.likely)} × {item.unit}")
    times = len(term.due(case.brief.quarters))
    if times > 1:
        parts.append(f"falls due {times} times")
    if term.quarter >= 4:  # noqa: PLR2004 - prices grow from the second year
        parts.append(_grows(offer, term))
    if term.basis == "pass_through" and term.handling_fee:
        parts.append(f"handling {figures.share(term.handling_fee)}")
    return _join(*parts) or "As quoted"


def _grows(offer: Offer, term: Term) -> str:
    escalation = offer.escalation
    if not term.escalates or (escalation.index is None and not escalation.rate):
        return ""
    return "escalated"


def _last(case: Case, end: int | None) -> int:
    return case.brief.quarters - 1 if end is None else end


def _join(*parts: str) -> str:
    text = ", ".join(part for part in parts if part)
    return text[:1].upper() + text[1:]
