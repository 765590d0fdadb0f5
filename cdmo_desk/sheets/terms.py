"""The terms of an offer, one by one: what each is, what it says, and what it adds to the cost of the base case."""

from cdmo_desk.contract.hours import Labour
from cdmo_desk.contract.offer import TERMS, Offer
from cdmo_desk.contract.services import Deliverable
from cdmo_desk.contract.sponsor import SponsorCost
from cdmo_desk.contract.term import SUPPLIER, Term
from cdmo_desk.document import Case
from cdmo_desk.evaluation.results import BaseFigures, Comparison
from cdmo_desk.field import columns
from cdmo_desk.sheets.categories import TITLES
from cdmo_desk.sheets.contracts import SAYS
from cdmo_desk.sheets.figures import DASH, EN, Figures
from cdmo_desk.sheets.naming import keys, scope_title
from cdmo_desk.sheets.pricing import TERM_TITLES, reason, term_title
from cdmo_desk.sheets.sheet import Cell, Column, Row, Sheet
from cdmo_desk.speech import marked, say

GROUPS = (
    (
        marked("Work"),
        (
            "deliverable",
            "labour",
            "fixed_price_conversion",
            "not_to_exceed",
            "target_cost",
            "upfront_discount",
            "change_orders",
            "rebate",
        ),
    ),
    (
        marked("Supply"),
        (
            "per_batch",
            "reservation",
            "slots",
            "take_or_pay",
            "cancellation",
            "materials_per_batch",
            "batch_failure",
        ),
    ),
    (marked("Payments and shared risk"), ("milestone", "royalty", "equity", "deposit")),
    (marked("Around the contract"), ("sponsor_cost",)),
)
"""The types of terms as they are offered to be added."""
EXPLAINED = {
    "deliverable": marked("A piece of work at a price, once or every so many quarters."),
    "labour": marked("Hours at a rate, spread over quarters; it can cover items of the scope."),
    "fixed_price_conversion": marked("From a quarter or a gate on, a fixed price takes the place of hours."),
    "not_to_exceed": marked("A cap on hours and work at cost; the supplier bears what runs above it."),
    "target_cost": marked("Overruns and savings against a target are shared, up to a ceiling."),
    "upfront_discount": marked("A share of the priced work that the supplier gives up."),
    "change_orders": marked("By what share changes make the priced work grow; it stands on no paper."),
    "rebate": marked("A share of the year’s spend that comes back once the spend reaches a band."),
    "per_batch": marked("A price for each batch, in bands of the year’s batches."),
    "reservation": marked("A suite or line paid for each quarter, used or not, and ended only under notice."),
    "slots": marked("Places on shared lines: not all that are ordered come, and peaks cost more."),
    "take_or_pay": marked("A yearly minimum that is paid for, taken or not."),
    "cancellation": marked("What slots booked ahead cost if the programme stops, by days of notice."),
    "materials_per_batch": marked("Materials passed on with each batch supplied."),
    "batch_failure": marked("Batches that fail at our cost; they are remade, or lost."),
    "milestone": marked("A payment when a gate is passed, or in a quarter."),
    "royalty": marked("A share of the year’s net sales, with a minimum and a cap."),
    "equity": marked("A stake given up when a gate is passed: an economic loss, not cash."),
    "deposit": marked("An advance that is credited back while the programme lives."),
    "sponsor_cost": marked("What we spend around the offer: audits, people in plant, freight, duties, release."),
}


def key_of(offer: Offer, number: int) -> str:
    """Return by what a term is called in requests: its id, or `#n` where it has none."""
    return offer.terms[number].id or f"#{number}"


def type_of(term: Term) -> str:
    """Return the name of a term's type."""
    return str(term.__class__.__dict__.get("type", ""))


def settable(kind: str) -> tuple[tuple[str, str], ...]:
    """Return the fields of a type of terms that a price can set, each with its label."""
    record: type = TERMS[kind]
    return tuple(
        (column.name, say(column.says.label))
        for column in columns(record)
        if "currency" in column.says.unit and "Tier" not in str(column.type)
    )


def type_title(kind: str) -> str:
    """Return what a type of terms is called."""
    return say(TERM_TITLES.get(kind, kind))


def terms(case: Case, comparison: Comparison, name: str, figures: Figures = EN) -> Sheet:
    """Return the terms of an offer in their order with what each adds to the cost of the base case."""
    offer, base = case.offer(name), comparison.offers[name].base
    unit = figures.unit(comparison.currency)
    rows = tuple(_row(case, offer, number, base, figures) for number in range(len(offer.terms)))
    supplier = sum(_parts(base, offer.place(number))[0] for number in range(len(offer.terms)))
    cost = sum(sum(_parts(base, offer.place(number))) for number in range(len(offer.terms)))
    present = sum(base.present_by_term.get(offer.place(number), 0.0) for number in range(len(offer.terms)))
    total = (
        Cell(""),
        Cell(say("All terms")),
        Cell(""),
        Cell(figures.amount(supplier), supplier),
        Cell(figures.amount(cost), cost),
        Cell(figures.amount(present), present),
    )
    return Sheet(
        id=f"terms.{name}",
        title=say("{name}: terms", name=keys(case)[name].name),
        note=say("Base case. Plugs for gaps, risks and late supply come on top."),
        columns=(
            Column("number", say("No."), "", "right"),
            Column("term", say("Term")),
            Column("type", say("Type")),
            Column("supplier", say("Supplier cash, {unit}", unit=unit), "", "right"),
            Column("cost", say("Cost, {unit}", unit=unit), "", "right"),
            Column("present", say("Present, {unit}", unit=unit), "", "right"),
        ),
        rows=rows,
        totals=(Row(total, "sum"),) if rows else (),
    )


def _row(case: Case, offer: Offer, number: int, base: BaseFigures, figures: Figures) -> Row:
    term, place = offer.terms[number], offer.place(number)
    supplier, around = _parts(base, place)
    present = base.present_by_term.get(place)
    says = summary(case, offer, term, figures)
    is_silent = place not in base.by_term
    kind = type_title(type_of(term))
    below = ": ".join(part for part in (kind if kind != term_title(term) else "", says) if part) or kind
    return Row(
        (
            Cell(str(number + 1), number),
            Cell(f"{term_title(term)}\n{below}", term_title(term)),
            Cell(type_title(type_of(term)), None, "muted"),
            _amount(supplier, figures, is_silent=is_silent),
            _amount(supplier + around, figures, is_silent=is_silent),
            _amount(present or 0.0, figures, is_silent=is_silent),
        ),
        "",
        key_of(offer, number),
    )


def _amount(value: float, figures: Figures, *, is_silent: bool) -> Cell:
    return Cell(DASH, 0.0, "muted") if is_silent else Cell(figures.amount(value), value)


def _parts(base: BaseFigures, place: str) -> tuple[float, float]:
    """Return what a term adds to supplier cash, and to what the sponsor spends or loses."""
    found = base.by_term.get(place, {})
    supplier = sum(amount for category, amount in found.items() if category in SUPPLIER)
    return supplier, sum(found.values()) - supplier


def adds(case: Case, comparison: Comparison, name: str, number: int, figures: Figures = EN) -> tuple[str, str, str]:
    """Return what a term adds to cost in the base case, why, and the parts of it where there are several."""
    offer, base = case.offer(name), comparison.offers[name].base
    term, place = offer.terms[number], offer.place(number)
    found = base.by_term.get(place)
    why = reason(case, offer, term, figures)
    why = f"{why}." if why else ""
    if found is None:
        return say("Adds nothing in the base case"), why, ""
    total = sum(found.values())
    currency = comparison.currency
    present = figures.money(base.present_by_term.get(place, 0.0), currency)
    says = say("Adds {cost} to cost, {present} discounted", cost=figures.money(total, currency), present=present)
    parts = ", ".join(f"{say(TITLES[category])} {figures.amount(amount)}" for category, amount in found.items())
    return says, why, parts if len(found) > 1 else ""


def summary(case: Case, offer: Offer, term: Term, figures: Figures = EN) -> str:
    """Return in a line what a term says; money in the offer's own currency."""
    if isinstance(term, Deliverable):
        return _deliverable(case, term, figures)
    if isinstance(term, Labour):
        hours = say(
            "{hours} hours at {rate}", hours=figures.estimate(term.hours, money=True), rate=figures.full(term.rate)
        )
        covers = ", ".join(scope_title(case, item) for item in term.covers)
        return f"{hours}; {say('covers {items}', items=covers)}" if covers else hours
    if isinstance(term, SponsorCost):
        per = {"once": say("once"), "quarter": say("a quarter"), "batch": say("a batch")}[term.per]
        return f"{figures.estimate(term.amount, money=True)} {per}"
    words = SAYS.get(type(term))
    text = words(offer, term, figures) if words else ""
    return text[:1].upper() + text[1:]


def _deliverable(case: Case, term: Deliverable, figures: Figures) -> str:
    when = figures.quarter(case.brief.start, term.quarter)
    if term.every:
        when = say("from {quarter}, every {n} quarters", quarter=when, n=term.every)
    item = scope_title(case, term.scope) if term.scope else ""
    parts = []
    if term.unit_price is not None:
        price = figures.estimate(term.unit_price, money=True)
        each = "" if term.quantity is None else figures.estimate(term.quantity)
        parts.append(price if each in ("", "1") else f"{each} × {price}")
    if term.basis != "priced":
        bases = {
            "pass_through": say("at cost"),
            "optional": say("optional"),
            "excluded": say("excluded"),
            "tbd": say("TBD"),
            "included": say("included"),
        }
        parts.append(bases[term.basis])
    parts += [when] if term.is_charged else []
    parts += [item] if item and item.casefold() != term.title.casefold() else []
    return ", ".join(parts)
