"""Who bears volume, yield, delay, rates of exchange, price growth and overruns, read from an offer's terms."""

from collections.abc import Callable

from cdmo_desk.contract.batches import BatchFailure
from cdmo_desk.contract.capacity import Reservation
from cdmo_desk.contract.commitments import TakeOrPay
from cdmo_desk.contract.hours import Labour, NotToExceed, TargetCost
from cdmo_desk.contract.offer import Offer
from cdmo_desk.document import Case
from cdmo_desk.sheets.figures import Figures

Bears = Callable[[Case, Offer, Figures], str]


def volume(case: Case, offer: Offer, figures: Figures) -> str:
    """Say who bears that less is needed than planned."""
    del case
    if not offer.is_ranked_kind:
        return "we"
    reserved = sum(term.batches_per_quarter for term in offer.terms if isinstance(term, Reservation))
    least = sum(term.batches_per_year for term in offer.terms if isinstance(term, TakeOrPay))
    parts = []
    if reserved:
        parts.append(f"{figures.short(reserved)} batches a quarter reserved")
    if least:
        parts.append(f"{figures.short(least)} batches a year as a minimum")
    return f"we: {', '.join(parts)}" if parts else "the supplier: no minimum"


def output(case: Case, offer: Offer, figures: Figures) -> str:
    """Say who bears that a batch yields less or fails."""
    del case, figures
    failures = [term for term in offer.terms if isinstance(term, BatchFailure)]
    if not offer.supplies:
        return ""
    if not failures:
        return "we: price by the batch"
    return "we; failed batches are " + ("remade" if all(term.remade for term in failures) else "lost")


def delay(case: Case, offer: Offer, figures: Figures) -> str:
    """Say who bears that supply is late."""
    del figures
    if any("delay" in clause.topic.lower() or "late" in clause.topic.lower() for clause in offer.clauses):
        return "see the clause"
    needed = case.brief.needed_month
    late = needed is not None and offer.ready_months.high > needed
    return "we: no clause, and it may be ready late" if late else "we: no clause"


def exchange(case: Case, offer: Offer, figures: Figures) -> str:
    """Say who bears rates of exchange."""
    del figures
    foreign = offer.currency not in (None, case.brief.currency)
    return f"we: prices in {offer.currency}" if foreign else f"nobody: prices in {case.brief.currency}"


def growth(case: Case, offer: Offer, figures: Figures) -> str:
    """Say who bears that prices grow."""
    del case
    found = offer.escalation
    if found.index is not None:
        floor = f" from {figures.share(found.floor)}" if found.floor else ""
        cap = f" up to {figures.share(found.cap)}" if found.cap is not None else ", without limit"
        return f"we: consumer prices{floor}{cap} a year"
    return f"fixed: {figures.share(found.rate)} a year" if found.rate else "the supplier: prices stand"


def overrun(case: Case, offer: Offer, figures: Figures) -> str:
    """Say who bears that work takes longer than quoted."""
    del case, figures
    if not any(isinstance(term, Labour) for term in offer.terms):
        return "the supplier: fixed prices, changes apart"
    if any(isinstance(term, NotToExceed) for term in offer.terms):
        return "we up to the cap, the supplier above it"
    if any(isinstance(term, TargetCost) for term in offer.terms):
        return "shared around the target"
    return "we: hours without a cap"


BEARS: tuple[tuple[str, Bears], ...] = (
    ("Volume", volume),
    ("Yield", output),
    ("Delay", delay),
    ("Exchange rates", exchange),
    ("Price growth", growth),
    ("Overruns of work", overrun),
)
