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
from cdmo_desk.speech import marked, say

Words = Callable[[Case, Offer, Figures], str]
ROUNDS = {"budgetary": marked("budgetary"), "first": marked("first offer"), "best_and_final": marked("best and final")}


def contracts(case: Case, comparison: Comparison, figures: Figures = EN) -> Sheet:
    """Return the contract terms and clauses of all offers side by side."""
    known = keys(case)
    order = measures.in_order(comparison)
    offers = [case.offer(name) for name in order]
    rows = [_row(say("Contract"), [known[name].kind for name in order])]
    for title, words in TOPICS:
        found = [words(case, offer, figures) for offer in offers]
        if any(found):
            rows.append(_row(say(title), found))
    rows.append(Row((Cell(say("Who bears what")), *(Cell("") for _ in order)), "group"))
    rows += [_row(say(title), [bears(case, offer, figures) for offer in offers]) for title, bears in BEARS]
    clauses = list(dict.fromkeys(clause.topic for offer in offers for clause in offer.clauses))
    if clauses:
        rows.append(Row((Cell(say("Clauses")), *(Cell("") for _ in order)), "group"))
        rows += [
            _row(topic.replace("_", " ").capitalize(), [_clause(offer, topic) for offer in offers]) for topic in clauses
        ]
    return Sheet(
        id="contracts",
        title=say("Contract terms side by side"),
        note=say("Money in each offer's own currency. An en dash: the offer says nothing of it."),
        columns=(Column("topic", say("Topic")), *(known[name].column(figures=False) for name in order)),
        rows=tuple(rows),
    )


def _row(title: str, found: list[str]) -> Row:
    return Row((Cell(title), *(Cell(text or DASH, None, "" if text else "muted") for text in found)))


def _clause(offer: Offer, topic: str) -> str:
    return " ".join(clause.position or clause.text or "" for clause in offer.clauses if clause.topic == topic)


def _terms(kind: type[Term] | tuple[type[Term], ...], words: Callable[[Offer, Term, Figures], str]) -> Words:
    """Return the words of all terms of a kind."""

    def of_all(case: Case, offer: Offer, figures: Figures) -> str:
        del case
        return "; ".join(words(offer, term, figures) for term in offer.terms if isinstance(term, kind))

    return of_all


def _payment(case: Case, offer: Offer, figures: Figures) -> str:
    parts = [offer.currency or case.brief.currency]
    if offer.payment_days:
        parts.append(say("{payment_days} days", payment_days=figures.short(offer.payment_days)))
    return ", ".join(parts)


def _validity(case: Case, offer: Offer, figures: Figures) -> str:
    parts = [say(ROUNDS[offer.round])] if offer.round else []
    if offer.valid_until:
        passed = " (passed)" if offer.expired(case.brief.as_of) else ""
        parts.append(say("until {valid_until}{passed}", valid_until=figures.date(offer.valid_until), passed=passed))
    return ", ".join(parts)


def _ready(case: Case, offer: Offer, figures: Figures) -> str:
    del case
    return (
        say("{ready_months} months", ready_months=figures.estimate(offer.ready_months))
        if offer.ready_months.high
        else ""
    )


def _output(case: Case, offer: Offer, figures: Figures) -> str:
    if not offer.supplies:
        return ""
    return say(
        "{output_per_batch} {demand_unit} a batch",
        output_per_batch=figures.estimate(offer.output_per_batch),
        demand_unit=case.brief.demand_unit,
    )


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
        text += ", " + ", ".join(
            say("{price} from {from_}", price=figures.full(tier.price), from_=figures.short(tier.from_))
            for tier in tiers[1:]
        )
        text += say(" a year") + (say(", for all of them") if term.all_units else "")
    if term.batches_per_quarter is not None:
        text += say(
            "; at most {batches_per_quarter} a quarter", batches_per_quarter=figures.short(term.batches_per_quarter)
        )
    return text


def _slots(offer: Offer, term: Term, figures: Figures) -> str:
    del offer
    if not isinstance(term, Slots):
        return ""
    text = say(
        "slots at {price}, {availability} of them come",
        price=figures.full(term.price),
        availability=figures.estimate(term.availability, percent=True),
    )
    if term.batches_per_quarter is not None:
        text += say(
            ", at most {batches_per_quarter} a quarter", batches_per_quarter=figures.short(term.batches_per_quarter)
        )
    if term.surge_above is not None and term.surge_rate:
        text += say(
            "; {surge_rate} more above {surge_above}",
            surge_rate=figures.share(term.surge_rate),
            surge_above=figures.short(term.surge_above),
        )
    return text


def _batches(case: Case, offer: Offer, figures: Figures) -> str:
    parts = [_terms(PerBatch, _per_batch)(case, offer, figures), _terms(Slots, _slots)(case, offer, figures)]
    return "; ".join(part for part in parts if part)


def _reservation(offer: Offer, term: Term, figures: Figures) -> str:
    del offer
    if not isinstance(term, Reservation):
        return ""
    text = say(
        "{fee_per_quarter} a quarter for {batches_per_quarter} batches, {batch_price} each",
        fee_per_quarter=figures.full(term.fee_per_quarter),
        batches_per_quarter=figures.short(term.batches_per_quarter),
        batch_price=figures.full(term.batch_price),
    )
    if term.extra_batch_price is not None:
        text += say("; extra ones {extra_batch_price}", extra_batch_price=figures.full(term.extra_batch_price))
    return text


def _take_or_pay(offer: Offer, term: Term, figures: Figures) -> str:
    del offer
    if not isinstance(term, TakeOrPay):
        return ""
    price = say("{rate} of {price}", rate=figures.share(term.rate), price=figures.full(term.price))
    text = say(
        "{batches_per_year} batches a year at {price}",
        batches_per_year=figures.short(term.batches_per_year),
        price=price,
    )
    return (
        text
        + (say(", made up later") if term.make_up else "")
        + (say(", carried forward") if term.carry_forward else "")
    )


def _ending(offer: Offer, term: Term, figures: Figures) -> str:
    del offer
    if isinstance(term, Reservation):
        text = say(
            "{notice_quarters} quarters' notice, {termination_rate} of the fees to come",
            notice_quarters=term.notice_quarters,
            termination_rate=figures.share(term.termination_rate),
        )
        fee = (
            say(" and {termination_fee}", termination_fee=figures.full(term.termination_fee))
            if term.termination_fee
            else ""
        )
        return text + fee
    if isinstance(term, TakeOrPay):
        return (
            say("minimum {notice_quarters} quarters on", notice_quarters=term.notice_quarters)
            if term.notice_quarters
            else ""
        )
    if isinstance(term, Cancellation):
        steps = ", ".join(
            say(
                "{rate} within {within_days} days",
                rate=figures.share(step.rate),
                within_days=figures.short(step.within_days),
            )
            for step in term.ladder
        )
        return say("{binding_quarters} quarters of slots: {steps}", binding_quarters=term.binding_quarters, steps=steps)
    return ""


def _limits(offer: Offer, term: Term, figures: Figures) -> str:
    del offer
    if isinstance(term, NotToExceed):
        return say("not above {amount}", amount=figures.full(term.amount))
    if isinstance(term, TargetCost):
        ceiling = say(", ceiling {ceiling}", ceiling=figures.full(term.ceiling)) if term.ceiling is not None else ""
        return say(
            "target {target}, we bear {sponsor_share} of the rest{ceiling}",
            target=figures.full(term.target),
            sponsor_share=figures.share(term.sponsor_share),
            ceiling=ceiling,
        )
    if isinstance(term, FixedPriceConversion):
        when = say("after {gate}", gate=term.gate) if term.gate else say("from quarter {quarter}", quarter=term.quarter)
        return say("fixed at {price} {when}", price=figures.full(term.price), when=when)
    return ""


def _labour(case: Case, offer: Offer, figures: Figures) -> str:
    del case
    terms = [term for term in offer.terms if isinstance(term, Labour)]
    if not terms:
        return ""
    rates = sorted({term.rate for term in terms})
    span = (
        figures.short(rates[0])
        if len(rates) == 1
        else say("{low} to {high}", low=figures.short(rates[0]), high=figures.short(rates[-1]))
    )
    low, likely, high = (sum(getattr(term.hours, name) for term in terms) for name in ("low", "likely", "high"))
    return say(
        "{likely} hours ({low} to {high}) at {span}",
        likely=figures.full(likely),
        low=figures.full(low),
        high=figures.full(high),
        span=span,
    )


def _reductions(offer: Offer, term: Term, figures: Figures) -> str:
    del offer
    if isinstance(term, UpfrontDiscount):
        return say("{rate} off the work", rate=figures.share(term.rate))
    if isinstance(term, Rebate):
        tiers = ", ".join(
            say("{rate} from {from_} M", rate=figures.share(tier.rate), from_=figures.short_millions(tier.from_))
            for tier in term.tiers
        )
        return say("rebate {tiers} a year", tiers=tiers)
    if isinstance(term, Deposit):
        return say("deposit {amount}, credited back", amount=figures.full(term.amount))
    return ""


def _success(offer: Offer, term: Term, figures: Figures) -> str:
    del offer
    if isinstance(term, Milestone):
        return say(
            "{amount} M at {when}",
            amount=figures.short_millions(term.amount),
            when=term.gate or say("quarter {quarter}", quarter=term.quarter),
        )
    if isinstance(term, Royalty):
        rates = listed([figures.share(tier.rate) for tier in sorted(term.tiers, key=lambda tier: tier.from_)])
        cap = (
            say(", at most {cap} M", cap=figures.short_millions(term.cap))
            if term.cap is not None
            else say(", without a cap")
        )
        return say("royalty of {rates}{cap}", rates=rates, cap=cap)
    if isinstance(term, Equity):
        return say("equity worth {value} at {gate}", value=figures.estimate(term.value, money=True), gate=term.gate)
    return ""


def _materials(offer: Offer, term: Term, figures: Figures) -> str:
    del offer
    if not isinstance(term, MaterialsPerBatch):
        return ""
    fee = say(", handling {handling_fee}", handling_fee=figures.share(term.handling_fee)) if term.handling_fee else ""
    return say("{likely} a batch at cost{fee}", likely=figures.full(term.amount.likely), fee=fee)


def _failures(offer: Offer, term: Term, figures: Figures) -> str:
    del offer
    if not isinstance(term, BatchFailure):
        return ""
    share = figures.share(term.probability)
    return say("{share} fail, remade", share=share) if term.remade else say("{share} fail, lost", share=share)


def _changes(offer: Offer, term: Term, figures: Figures) -> str:
    del offer
    return (
        say("{rate} of the work", rate=figures.estimate(term.rate, percent=True))
        if isinstance(term, ChangeOrders)
        else ""
    )


def _joined(kinds: tuple[type[Term], ...], words: Callable[[Offer, Term, Figures], str]) -> Words:
    """Return the words of all terms of some kinds, those that say nothing left out."""

    def of_all(case: Case, offer: Offer, figures: Figures) -> str:
        del case
        found: Iterator[str] = (words(offer, term, figures) for term in offer.terms if isinstance(term, kinds))
        return "; ".join(text for text in found if text)

    return of_all


TOPICS: tuple[tuple[str, Words], ...] = (
    (marked("Currency, payment"), _payment),
    (marked("Offer"), _validity),
    (marked("Ready after"), _ready),
    (marked("Output"), _output),
    (marked("Sites"), _sites),
    (marked("Hours"), _labour),
    (marked("Limits on hours"), _joined((NotToExceed, TargetCost, FixedPriceConversion), _limits)),
    (marked("Batch price"), _batches),
    (marked("Materials"), _terms(MaterialsPerBatch, _materials)),
    (marked("Reserved capacity"), _terms(Reservation, _reservation)),
    (marked("Minimum"), _terms(TakeOrPay, _take_or_pay)),
    (marked("If it ends early"), _joined((Reservation, TakeOrPay, Cancellation), _ending)),
    (marked("Discounts, deposit"), _joined((UpfrontDiscount, Rebate, Deposit), _reductions)),
    (marked("On success"), _joined((Milestone, Royalty, Equity), _success)),
    (marked("Growth by changes"), _terms(ChangeOrders, _changes)),
    (marked("Failed batches"), _terms(BatchFailure, _failures)),
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
