"""The contracts side by side in words: what each offer charges by, what it binds to, and who bears what."""

from collections.abc import Callable, Iterator

from cdmo_desk.contract.batches import BatchFailure, MaterialsPerBatch, PerBatch, Slots
from cdmo_desk.contract.capacity import Reservation
from cdmo_desk.contract.commitments import Cancellation, TakeOrPay
from cdmo_desk.contract.hours import FixedPriceConversion, Labour, NotToExceed, TargetCost
from cdmo_desk.contract.offer import Offer
from cdmo_desk.contract.services import ChangeOrders, Rebate, UpfrontDiscount
from cdmo_desk.contract.sharing import Deposit, Equity, Milestone, Royalty
from cdmo_desk.contract.term import Term
from cdmo_desk.document import Case
from cdmo_desk.evaluation.results import Comparison
from cdmo_desk.sheets import measures
from cdmo_desk.sheets.bearing import BEARS
from cdmo_desk.sheets.figures import DASH, EN, Figures
from cdmo_desk.sheets.naming import keys, listed
from cdmo_desk.sheets.sheet import Cell, Column, Row, Sheet

Words = Callable[[Case, Offer, Figures], str]
ROUNDS = {"budgetary": "budgetary", "first": "first offer", "best_and_final": "best and final"}


def contracts(case: Case, comparison: Comparison, figures: Figures = EN) -> Sheet:
    """Return the contract terms and clauses of all offers side by side."""
    known = keys(case)
    order = measures.in_order(comparison)
    offers = [case.offer(name) for name in order]
    rows = [_row("Contract", [known[name].kind for name in order])]
    for title, words in TOPICS:
        found = [words(case, offer, figures) for offer in offers]
        if any(found):
            rows.append(_row(title, found))
    rows.append(Row((Cell("Who bears what"), *(Cell("") for _ in order)), "group"))
    rows += [_row(title, [bears(case, offer, figures) for offer in offers]) for title, bears in BEARS]
    clauses = list(dict.fromkeys(clause.topic for offer in offers for clause in offer.clauses))
    if clauses:
        rows.append(Row((Cell("Clauses"), *(Cell("") for _ in order)), "group"))
        rows += [
            _row(topic.replace("_", " ").capitalize(), [_clause(offer, topic) for offer in offers]) for topic in clauses
        ]
    return Sheet(
        id="contracts",
        title="Contract terms side by side",
        note="Money in each offer's own currency. An en dash: the offer says nothing of it.",
        columns=(Column("topic", "Topic"), *(known[name].column(figures=False) for name in order)),
        rows=tuple(rows),
    )


def _row(title: str, found: list[str]) -> Row:
    return Row((Cell(title), *(Cell(text or DASH, None, "" if text else "muted") for text in found)))


def _clause(offer: Offer, topic: str) -> str:
    return " ".join(clause.position or clause.text or "" for clause in offer.clauses if clause.topic == topic)


def _terms(kind: type[Term] | tuple[type[Term], ...], words: Callable[[Offer, Term, Figures], str]) -> Words:
    """Return the words of all terms of a kind."""

    def say(case: Case, offer: Offer, figures: Figures) -> str:
        del case
        return "; ".join(words(offer, term, figures) for term in offer.terms if isinstance(term, kind))

    return say


def _payment(case: Case, offer: Offer, figures: Figures) -> str:
    parts = [offer.currency or case.brief.currency]
    if offer.payment_days:
        parts.append(f"{figures.short(offer.payment_days)} days")
    return ", ".join(parts)


def _validity(case: Case, offer: Offer, figures: Figures) -> str:
    parts = [ROUNDS[offer.round]] if offer.round else []
    if offer.valid_until:
        passed = " (passed)" if offer.expired(case.brief.as_of) else ""
        parts.append(f"until {figures.date(offer.valid_until)}{passed}")
    return ", ".join(parts)


def _ready(case: Case, offer: Offer, figures: Figures) -> str:
    del case
    return f"{figures.estimate(offer.ready_months)} months" if offer.ready_months.high else ""


def _output(case: Case, offer: Offer, figures: Figures) -> str:
    if not offer.supplies:
        return ""
    return f"{figures.estimate(offer.output_per_batch)} {case.brief.demand_unit} a batch"


def _sites(case: Case, offer: Offer, figures: Figures) -> str:
    del case, figures
    return "; ".join(", ".join(part for part in (site.name, site.country) if part) for site in offer.sites)


def _per_batch(offer: Offer, term: Term, figures: Figures) -> str:
    del offer
    if not isinstance(term, PerBatch):
        return ""
    tiers = sorted(term.tiers, key=lambda tier: tier.from_)
    text = figures.full(tiers[0].price)
    if len(tiers) > 1:
        text += ", " + ", ".join(f"{figures.full(tier.price)} from {figures.short(tier.from_)}" for tier in tiers[1:])
        text += " a year" + (", for all of them" if term.all_units else "")
    if term.batches_per_quarter is not None:
        text += f"; at most {figures.short(term.batches_per_quarter)} a quarter"
    return text


def _slots(offer: Offer, term: Term, figures: Figures) -> str:
    del offer
    if not isinstance(term, Slots):
        return ""
    text = f"slots at {figures.full(term.price)}, {figures.estimate(term.availability, percent=True)} of them come"
    if term.batches_per_quarter is not None:
        text += f", at most {figures.short(term.batches_per_quarter)} a quarter"
    if term.surge_above is not None and term.surge_rate:
        text += f"; {figures.share(term.surge_rate)} more above {figures.short(term.surge_above)}"
    return text


def _batches(case: Case, offer: Offer, figures: Figures) -> str:
    parts = [_terms(PerBatch, _per_batch)(case, offer, figures), _terms(Slots, _slots)(case, offer, figures)]
    return "; ".join(part for part in parts if part)


def _reservation(offer: Offer, term: Term, figures: Figures) -> str:
    del offer
    if not isinstance(term, Reservation):
        return ""
    text = (
        f"{figures.full(term.fee_per_quarter)} a quarter for {figures.short(term.batches_per_quarter)} batches, "
        f"{figures.full(term.batch_price)} each"
    )
    if term.extra_batch_price is not None:
        text += f"; extra ones {figures.full(term.extra_batch_price)}"
    return text


def _take_or_pay(offer: Offer, term: Term, figures: Figures) -> str:
    del offer
    if not isinstance(term, TakeOrPay):
        return ""
    price = f"{figures.share(term.rate)} of {figures.full(term.price)}"
    text = f"{figures.short(term.batches_per_year)} batches a year at {price}"
    return text + (", made up later" if term.make_up else "") + (", carried forward" if term.carry_forward else "")


def _ending(offer: Offer, term: Term, figures: Figures) -> str:
    del offer
    if isinstance(term, Reservation):
        text = f"{term.notice_quarters} quarters' notice, {figures.share(term.termination_rate)} of the fees to come"
        fee = f" and {figures.full(term.termination_fee)}" if term.termination_fee else ""
        return text + fee
    if isinstance(term, TakeOrPay):
        return f"minimum {term.notice_quarters} quarters on" if term.notice_quarters else ""
    if isinstance(term, Cancellation):
        steps = ", ".join(
            f"{figures.share(step.rate)} within {figures.short(step.within_days)} days" for step in term.ladder
        )
        return f"{term.binding_quarters} quarters of slots: {steps}"
    return ""


def _limits(offer: Offer, term: Term, figures: Figures) -> str:
    del offer
    if isinstance(term, NotToExceed):
        return f"not above {figures.full(term.amount)}"
    if isinstance(term, TargetCost):
        ceiling = f", ceiling {figures.full(term.ceiling)}" if term.ceiling is not None else ""
        return f"target {figures.full(term.target)}, we bear {figures.share(term.sponsor_share)} of the rest{ceiling}"
    if isinstance(term, FixedPriceConversion):
        when = f"after {term.gate}" if term.gate else f"from quarter {term.quarter}"
        return f"fixed at {figures.full(term.price)} {when}"
    return ""


def _labour(case: Case, offer: Offer, figures: Figures) -> str:
    del case
    terms = [term for term in offer.terms if isinstance(term, Labour)]
    if not terms:
        return ""
    rates = sorted({term.rate for term in terms})
    span = figures.short(rates[0]) if len(rates) == 1 else f"{figures.short(rates[0])} to {figures.short(rates[-1])}"
    low, likely, high = (sum(getattr(term.hours, name) for term in terms) for name in ("low", "likely", "high"))
    return f"{figures.full(likely)} hours ({figures.full(low)} to {figures.full(high)}) at {span}"


def _reductions(offer: Offer, term: Term, figures: Figures) -> str:
    del offer
    if isinstance(term, UpfrontDiscount):
        return f"{figures.share(term.rate)} off the work"
    if isinstance(term, Rebate):
        tiers = ", ".join(
            f"{figures.share(tier.rate)} from {figures.short_millions(tier.from_)} M" for tier in term.tiers
        )
        return f"rebate {tiers} a year"
    if isinstance(term, Deposit):
        return f"deposit {figures.full(term.amount)}, credited back"
    return ""


def _success(offer: Offer, term: Term, figures: Figures) -> str:
    del offer
    if isinstance(term, Milestone):
        return f"{figures.short_millions(term.amount)} M at {term.gate or f'quarter {term.quarter}'}"
    if isinstance(term, Royalty):
        rates = listed([figures.share(tier.rate) for tier in sorted(term.tiers, key=lambda tier: tier.from_)])
        cap = f", at most {figures.short_millions(term.cap)} M" if term.cap is not None else ", without a cap"
        return f"royalty of {rates}{cap}"
    if isinstance(term, Equity):
        return f"equity worth {figures.estimate(term.value, money=True)} at {term.gate}"
    return ""


def _materials(offer: Offer, term: Term, figures: Figures) -> str:
    del offer
    if not isinstance(term, MaterialsPerBatch):
        return ""
    fee = f", handling {figures.share(term.handling_fee)}" if term.handling_fee else ""
    return f"{figures.full(term.amount.likely)} a batch at cost{fee}"


def _failures(offer: Offer, term: Term, figures: Figures) -> str:
    del offer
    if not isinstance(term, BatchFailure):
        return ""
    return f"{figures.share(term.probability)} fail, {'remade' if term.remade else 'lost'}"


def _changes(offer: Offer, term: Term, figures: Figures) -> str:
    del offer
    return f"{figures.estimate(term.rate, percent=True)} of the work" if isinstance(term, ChangeOrders) else ""


def _joined(kinds: tuple[type[Term], ...], words: Callable[[Offer, Term, Figures], str]) -> Words:
    """Return the words of all terms of some kinds, those that say nothing left out."""

    def say(case: Case, offer: Offer, figures: Figures) -> str:
        del case
        found: Iterator[str] = (words(offer, term, figures) for term in offer.terms if isinstance(term, kinds))
        return "; ".join(text for text in found if text)

    return say


TOPICS: tuple[tuple[str, Words], ...] = (
    ("Currency, payment", _payment),
    ("Offer", _validity),
    ("Ready after", _ready),
    ("Output", _output),
    ("Sites", _sites),
    ("Hours", _labour),
    ("Limits on hours", _joined((NotToExceed, TargetCost, FixedPriceConversion), _limits)),
    ("Batch price", _batches),
    ("Materials", _terms(MaterialsPerBatch, _materials)),
    ("Reserved capacity", _terms(Reservation, _reservation)),
    ("Minimum", _terms(TakeOrPay, _take_or_pay)),
    ("If it ends early", _joined((Reservation, TakeOrPay, Cancellation), _ending)),
    ("Discounts, deposit", _joined((UpfrontDiscount, Rebate, Deposit), _reductions)),
    ("On success", _joined((Milestone, Royalty, Equity), _success)),
    ("Growth by changes", _terms(ChangeOrders, _changes)),
    ("Failed batches", _terms(BatchFailure, _failures)),
)


SAYS: dict[type[Term], Callable[[Offer, Term, Figures], str]] = {
    PerBatch: _per_batch,
    Slots: _slots,
    Reservation: _reservation,
    TakeOrPay: _take_or_pay,
    Cancellation: _ending,
    NotToExceed: _limits,
    TargetCost: _limits,
    FixedPriceConversion: _limits,
    UpfrontDiscount: _reductions,
    Rebate: _reductions,
    Deposit: _reductions,
    Milestone: _success,
    Royalty: _success,
    Equity: _success,
    MaterialsPerBatch: _materials,
    BatchFailure: _failures,
    ChangeOrders: _changes,
}
"""What a single term says, by its type; deliverables, labour and own costs are said elsewhere."""
