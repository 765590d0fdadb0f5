"""Like for like: what each offer asks for each item of the scope, and what stands in where it leaves one out."""

from cdmo_desk.contract.hours import Labour
from cdmo_desk.contract.offer import Offer
from cdmo_desk.contract.services import Deliverable
from cdmo_desk.contract.term import SUPPLIER
from cdmo_desk.document import Case
from cdmo_desk.evaluation.results import BaseFigures, Comparison, OfferFigures, Plug
from cdmo_desk.programme.brief import ScopeItem
from cdmo_desk.sheets import measures
from cdmo_desk.sheets.categories import GROUPS
from cdmo_desk.sheets.figures import DASH, EN, Figures
from cdmo_desk.sheets.naming import Key, keys
from cdmo_desk.sheets.sheet import Cell, Column, Row, RowTone, Sheet
from cdmo_desk.speech import marked, say

STATES = {
    "optional": marked("optional"),
    "excluded": marked("excluded"),
    "tbd": marked("TBD"),
    "included": marked("included"),
}
SOURCES = {
    "own option": marked("what it asks for the item as an option"),
    "estimate": marked("our own should-cost"),
    "highest other offer": marked("the highest price another offer asks"),
    "unknown": marked("nobody has priced it: nothing is added"),
}


def matrix(case: Case, comparison: Comparison, figures: Figures = EN) -> Sheet:
    """Return the matrix scope item × offer, and below it the rest of each offer, so that each column adds up."""
    known = keys(case)
    order = measures.in_order(comparison)
    rows: list[Row] = [_heading(say("Scope"), len(order))]
    for item in case.brief.scope:
        title = item.title if item.required else say("{title} (not required)", title=item.title)
        cells = tuple(_cell(case, item, name, comparison.offers[name], figures) for name in order)
        rows.append(Row((Cell(title), *cells)))
    rows.append(_heading(say("Supply and the rest of the contract"), len(order)))
    rows += _rest(case, comparison, order, figures)
    rows += _sums(comparison, order, figures)
    return Sheet(
        id="matrix",
        title=say("Like for like"),
        note=(
            say(
                "Base case, undiscounted, each item at the offer's own prices in our quantities, "
                "escalated. Tinted figures are ours: plugs for what an offer leaves out. They are part "
                "of cash, not of the contract."
            )
        ),
        columns=(
            Column("item", say("Item"), figures.unit(comparison.currency)),
            *(known[name].column() for name in order),
        ),
        rows=tuple(rows),
    )


def gaps(case: Case, comparison: Comparison, figures: Figures = EN) -> Sheet:
    """Return every scope gap with its plug and where the plug comes from."""
    known = keys(case)
    rows: list[Row] = []
    for name in measures.in_order(comparison):
        for item_id, plug in comparison.offers[name].gaps.items():
            item = next(found for found in case.brief.scope if found.id == item_id)
            rows.append(
                Row(
                    (
                        Cell(str(len(rows) + 1), len(rows) + 1),
                        known[name].cell,
                        Cell(item.title),
                        Cell(_state(case.offer(name), item) or say("missing")),
                        _plug_cell(plug, figures),
                        Cell(_source(plug, known)),
                    ),
                    "",
                    name,
                )
            )
    return Sheet(
        id="gaps",
        title=say("Gaps and what stands in for them"),
        note=say("Plugs are ours, in today's money before inflation. ")
        if rows
        else say("No offer leaves out what is required."),
        columns=(
            Column("number", say("No."), "", "right"),
            Column("offer", say("Offer")),
            Column("item", say("Item")),
            Column("state", say("What the offer says")),
            Column("plug", say("Plug"), figures.unit(comparison.currency), "right"),
            Column("source", say("Taken from")),
        ),
        rows=tuple(rows),
    )


def _heading(title: str, offers: int) -> Row:
    return Row((Cell(title), *(Cell("") for _ in range(offers))), "group")


def _cell(case: Case, item: ScopeItem, name: str, offer: OfferFigures, figures: Figures) -> Cell:
    """Return what an offer asks for an item: a price, a state word, or our plug."""
    plug = offer.gaps.get(item.id)
    state = _state(case.offer(name), item)
    if plug is not None:
        value = offer.base.by_term.get(f"scope.{item.id}", {}).get("scope_gap", plug.value)
        shown = say("unknown") if plug.value is None else figures.amount(value)
        return Cell(say("{shown}\n{state}, ours", shown=shown, state=state or say("missing")), value, "ours")
    asked = _asked(case.offer(name), item, offer.base)
    if asked is not None and state:
        return Cell(f"{figures.amount(asked)}\n{state}", asked)
    if asked is not None:
        return Cell(figures.amount(asked), asked)
    return Cell(state or DASH, None, "" if state else "muted")


def _asked(offer: Offer, item: ScopeItem, base: BaseFigures) -> float | None:
    """Return what the offer's charged deliverables for an item come to."""
    found = [
        sum(amount for category, amount in base.by_term.get(offer.place(number), {}).items() if category in SUPPLIER)
        for number, term in enumerate(offer.terms)
        if isinstance(term, Deliverable) and term.scope == item.id and term.is_charged
    ]
    return sum(found) if found else None


def _state(offer: Offer, item: ScopeItem) -> str:
    """Return the word for what an offer says of an item, empty where it simply has a price or says nothing."""
    bases = [term.basis for term in offer.terms if isinstance(term, Deliverable) and term.scope == item.id]
    if "priced" in bases:
        return ""
    if "pass_through" in bases:
        return say("at cost")
    if "included" in bases:
        return say("included")
    if any(isinstance(term, Labour) and item.id in term.covers for term in offer.terms):
        return say("in labour")
    return next((say(STATES[basis]) for basis in ("optional", "tbd", "excluded") if basis in bases), "")


def _rest(case: Case, comparison: Comparison, order: tuple[str, ...], figures: Figures) -> list[Row]:
    """Return what stands in the contract beside the scope, by group of categories."""
    rows = []
    titles = {"services": say("Labour and other work")}
    for group in GROUPS:
        values = [_outside(case, name, comparison.offers[name].base, group.categories) for name in order]
        if any(abs(value) >= 0.5 for value in values):  # noqa: PLR2004 - half a unit of money
            cells = tuple(Cell(figures.amount(value) if value else DASH, value) for value in values)
            rows.append(Row((Cell(titles.get(group.id, say(group.title))), *cells)))
    return rows


def _outside(case: Case, name: str, base: BaseFigures, categories: tuple[str, ...]) -> float:
    """Return supplier cash of some categories that no row of the scope shows."""
    offer = case.offer(name)
    items = {item.id for item in case.brief.scope}
    shown = {
        offer.place(number)
        for number, term in enumerate(offer.terms)
        if isinstance(term, Deliverable) and term.scope in items
    }
    kept = [category for category in categories if category in SUPPLIER and category not in _LATER]
    return sum(
        amount
        for place, at_place in base.by_term.items()
        if place not in shown
        for category, amount in at_place.items()
        if category in kept
    )


_LATER = ("change_orders", "cancellation")


def _sums(comparison: Comparison, order: tuple[str, ...], figures: Figures) -> list[Row]:
    offers = [comparison.offers[name] for name in order]

    def row(title: str, values: list[float], tone: RowTone) -> Row:
        cells = [
            measures.total(figures, offer, value) if tone == "sum" else Cell(figures.amount(value), value)
            for offer, value in zip(offers, values, strict=True)
        ]
        return Row((Cell(title), *cells), tone)

    return [
        row(say("At our volumes"), [offer.base.contract for offer in offers], "sum"),
        row(say("Change orders, cancelled slots"), [offer.base.supplier - offer.base.contract for offer in offers], ""),
        row(say("Supplier cash"), [offer.base.supplier for offer in offers], "sum"),
        row(say("Plugs, as tinted above"), [_plugs(offer) for offer in offers], ""),
        row(say("Own costs"), [offer.base.sponsor - _plugs(offer) for offer in offers], ""),
        row(say("Cash"), [offer.base.cash for offer in offers], "sum"),
        row(say("Delay, shortfall, equity"), [offer.base.economic for offer in offers], ""),
        row(say("Cost"), [offer.base.cost for offer in offers], "sum"),
    ]


def _plugs(offer: OfferFigures) -> float:
    return offer.base.by_category.get("scope_gap", 0.0)


def _plug_cell(plug: Plug, figures: Figures) -> Cell:
    return Cell(say("unknown"), None, "warning") if plug.value is None else Cell(figures.amount(plug.value), plug.value)


def _source(plug: Plug, known: dict[str, Key]) -> str:
    words = say(SOURCES[plug.source]) if plug.source in SOURCES else plug.source
    return f"{words}, {known[plug.other].name}" if plug.other in known else words
