"""Who bears volume, yield, delay, rates of exchange, price growth and overruns, read from an offer's terms."""

from collections.abc import Callable

from cdmo_desk.contract.batches import BatchFailure
from cdmo_desk.contract.capacity import Reservation
from cdmo_desk.contract.commitments import TakeOrPay
from cdmo_desk.contract.hours import Labour, NotToExceed, TargetCost
from cdmo_desk.contract.offer import Offer
from cdmo_desk.document import Case
from cdmo_desk.sheets.figures import Figures
from cdmo_desk.speech import marked, say

Bears = Callable[[Case, Offer, Figures], str]


def volume(case: Case, offer: Offer, figures: Figures) -> str:
    """Say who bears that less is needed than planned."""
    del case
    if not offer.is_ranked_kind:
        return say("we")
    reserved = sum(term.batches_per_quarter for term in offer.terms if isinstance(term, Reservation))
    least = sum(term.batches_per_year for term in offer.terms if isinstance(term, TakeOrPay))
    parts = []
    if reserved:
        parts.append(say("{reserved} batches a quarter reserved", reserved=figures.short(reserved)))
    if least:
        parts.append(say("{least} batches a year as a minimum", least=figures.short(least)))
    return say("we: {parts}", parts=", ".join(parts)) if parts else say("the supplier: no minimum")


def output(case: Case, offer: Offer, figures: Figures) -> str:
    """Say who bears that a batch yields less or fails."""
    del case, figures
    failures = [term for term in offer.terms if isinstance(term, BatchFailure)]
    if not offer.supplies:
        return ""
    if not failures:
        return say("we: price by the batch")
    remade = all(term.remade for term in failures)
    return say("we; failed batches are remade") if remade else say("we; failed batches are lost")


def delay(case: Case, offer: Offer, figures: Figures) -> str:
    """Say who bears that supply is late."""
    del figures
    if any("delay" in clause.topic.lower() or "late" in clause.topic.lower() for clause in offer.clauses):
        return say("see the clause")
    needed = case.brief.needed_month
    late = needed is not None and offer.ready_months.high > needed
    return say("we: no clause, and it may be ready late") if late else say("we: no clause")


def exchange(case: Case, offer: Offer, figures: Figures) -> str:
    """Say who bears rates of exchange."""
    del figures
    foreign = offer.currency not in (None, case.brief.currency)
    return (
        say("we: prices in {currency}", currency=offer.currency)
        if foreign
        else say("nobody: prices in {currency}", currency=case.brief.currency)
    )


def growth(case: Case, offer: Offer, figures: Figures) -> str:
    """Say who bears that prices grow."""
    del case
    found = offer.escalation
    if found.index is not None:
        floor = say(" from {floor}", floor=figures.share(found.floor)) if found.floor else ""
        cap = say(" up to {cap}", cap=figures.share(found.cap)) if found.cap is not None else say(", without limit")
        return say("we: consumer prices{floor}{cap} a year", floor=floor, cap=cap)
    return (
        say("fixed: {rate} a year", rate=figures.share(found.rate)) if found.rate else say("the supplier: prices stand")
    )


def overrun(case: Case, offer: Offer, figures: Figures) -> str:
    """Say who bears that work takes longer than quoted."""
    del case, figures
    if not any(isinstance(term, Labour) for term in offer.terms):
        return say("the supplier: fixed prices, changes apart")
    if any(isinstance(term, NotToExceed) for term in offer.terms):
        return say("we up to the cap, the supplier above it")
    if any(isinstance(term, TargetCost) for term in offer.terms):
        return say("shared around the target")
    return say("we: hours without a cap")


BEARS: tuple[tuple[str, Bears], ...] = (
    (marked("Volume"), volume),
    (marked("Yield"), output),
    (marked("Delay"), delay),
    (marked("Exchange rates"), exchange),
    (marked("Price growth"), growth),
    (marked("Overruns of work"), overrun),
)
