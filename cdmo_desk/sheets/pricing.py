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
from cdmo_desk.speech import marked, say

TERM_TITLES = {
    "deliverable": marked("Deliverable"),
    "upfront_discount": marked("Discount on the work"),
    "change_orders": marked("Change orders"),
    "labour": marked("Labour"),
    "fixed_price_conversion": marked("Conversion to a fixed price"),
    "not_to_exceed": marked("Not to exceed"),
    "target_cost": marked("Target cost"),
    "per_batch": marked("Batch price"),
    "reservation": marked("Reservation"),
    "slots": marked("Slots"),
    "take_or_pay": marked("Take-or-pay minimum"),
    "cancellation": marked("Cancellation of booked slots"),
    "materials_per_batch": marked("Materials a batch"),
    "batch_failure": marked("Failed batches"),
    "rebate": marked("Rebate"),
    "milestone": marked("Milestone"),
    "royalty": marked("Royalty"),
    "equity": marked("Equity"),
    "deposit": marked("Deposit"),
    "sponsor_cost": marked("Own costs"),
}


def term_title(term: Term) -> str:
    """Return what a term is called."""
    known = TERM_TITLES.get(term.__class__.__dict__.get("type", ""))
    return term.title or (say(known) if known else term.id or say("Term"))


def reason(case: Case, offer: Offer, term: Term, figures: Figures) -> str:
    """Return why a term costs what it does at our volumes."""
    if isinstance(term, Deliverable):
        return _deliverable(case, offer, term, figures)
    if isinstance(term, Labour):
        hours = say("{likely} hours", likely=figures.full(term.hours.likely))
        return _join(
            say(
                "{hours} spread over quarters {start} to {_last}",
                hours=hours,
                start=term.start,
                _last=_last(case, term.end),
            ),
            _grows(offer, term),
        )
    if isinstance(term, PerBatch | Slots | MaterialsPerBatch):
        return _join(say("For the batches of the demand plan"), _grows(offer, term))
    fixed: dict[type[Term], str] = {
        Reservation: say("Fees of every quarter reserved, and the batches in it"),
        TakeOrPay: say("Minima above what the plan orders"),
        Cancellation: say("Nothing in the base case: no gate fails"),
        FixedPriceConversion: say("Replaces labour once its gate is passed"),
        NotToExceed: say("What the supplier bears above the cap"),
        TargetCost: say("Share of what runs over or under the target"),
        UpfrontDiscount: say("On the priced work"),
        ChangeOrders: say("Growth by changes, on no paper"),
        Rebate: say("On each year's spend"),
        Milestone: say("Falls due as the programme passes"),
        Royalty: say("On the sales plan"),
        Equity: say("Value given up, not cash"),
        Deposit: say("Paid ahead and credited back"),
    }
    return fixed.get(type(term), "")


def _deliverable(case: Case, offer: Offer, term: Deliverable, figures: Figures) -> str:
    if not term.is_charged:
        return {
            "optional": say("An option, not bought"),
            "excluded": say("Excluded by the supplier"),
            "tbd": say("To be determined: no price"),
            "included": say("Included in other prices"),
        }[term.basis]
    parts = []
    item = next((found for found in case.brief.scope if found.id == term.scope), None)
    if term.quantity is None and item is not None and item.quantity.likely != 1:
        parts.append(say("our quantity, {likely} × {unit}", likely=figures.short(item.quantity.likely), unit=item.unit))
    times = len(term.due(case.brief.quarters))
    if times > 1:
        parts.append(say("falls due {times} times", times=times))
    if term.quarter >= 4:  # noqa: PLR2004 - prices grow from the second year
        parts.append(_grows(offer, term))
    if term.basis == "pass_through" and term.handling_fee:
        parts.append(say("handling {handling_fee}", handling_fee=figures.share(term.handling_fee)))
    return _join(*parts) or say("As quoted")


def _grows(offer: Offer, term: Term) -> str:
    escalation = offer.escalation
    if not term.escalates or (escalation.index is None and not escalation.rate):
        return ""
    return say("escalated")


def _last(case: Case, end: int | None) -> int:
    return case.brief.quarters - 1 if end is None else end


def _join(*parts: str) -> str:
    text = ", ".join(part for part in parts if part)
    return text[:1].upper() + text[1:]
