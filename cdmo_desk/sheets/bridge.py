"""The bridge: from what the supplier's file states to what the offer costs, every step numbered and explained."""

from decimal import Decimal

from cdmo_desk.contract.dossier import Line
from cdmo_desk.contract.offer import Offer
from cdmo_desk.contract.term import SUPPLIER
from cdmo_desk.document import Case
from cdmo_desk.evaluation.results import BaseFigures, Comparison
from cdmo_desk.money import exact
from cdmo_desk.sheets import measures
from cdmo_desk.sheets.categories import TITLES
from cdmo_desk.sheets.figures import DASH, EN, Figures
from cdmo_desk.sheets.naming import keys
from cdmo_desk.sheets.pricing import reason, term_title
from cdmo_desk.sheets.ranking import unknown_note
from cdmo_desk.sheets.sheet import Cell, Column, Row, RowTone, Sheet
from cdmo_desk.speech import marked, say

NOT_ON_PAPER = ("change_orders", "cancellation")
STEPS: tuple[tuple[str, str, RowTone], ...] = (
    ("stated", marked("Stated in the files"), "sum"),
    ("arithmetic", marked("1  Arithmetic corrected: quantity × unit price"), ""),
    ("volumes", marked("2  Our volumes, dates and escalation, our rates of exchange"), ""),
    ("contract", marked("At our volumes"), "sum"),
    ("changes", marked("3  Change orders, cancelled slots: on no paper"), ""),
    ("supplier", marked("Supplier cash"), "sum"),
    ("plugs", marked("4  Plugs for gaps (ours)"), ""),
    ("own", marked("5  Own costs around the contract"), ""),
    ("cash", marked("Cash"), "sum"),
    ("losses", marked("6  Delay, shortfall, equity given up"), ""),
    ("cost", marked("Cost"), "sum"),
    ("discount", marked("7  Discounted to the start"), ""),
    ("present", marked("Present cost"), "sum"),
)


def bridge(case: Case, comparison: Comparison, figures: Figures = EN) -> Sheet:
    """Return the bridge of all offers side by side, base case."""
    known = keys(case)
    unit = figures.unit(comparison.currency)
    order = measures.in_order(comparison)
    steps = {name: _steps(case, name, comparison.offers[name].base) for name in order}
    rows = []
    for step, title, tone in STEPS:
        cells = [Cell(say(title))]
        for name in order:
            value = steps[name][step]
            if tone == "sum" and step != "stated":
                cells.append(measures.total(figures, comparison.offers[name], value))
            else:
                cells.append(Cell(figures.amount(value), value, "muted" if value is None else ""))
        rows.append(Row(tuple(cells), tone))
    note = (
        say("Base case: every estimate at its likely value, all gates passed, no risk occurs. Each column adds up. ")
        + unknown_note(case, comparison)
    ).strip()
    return Sheet(
        id="bridge",
        title=say("From what is stated to what it costs"),
        note=note,
        columns=(Column("step", say("Step"), unit), *(known[name].column() for name in order)),
        rows=tuple(rows),
    )


def _steps(case: Case, name: str, base: BaseFigures) -> dict[str, float | None]:
    stated = measures.on_paper(case, name, base.stated)
    corrected = measures.on_paper(case, name, base.corrected)
    plugs = base.by_category.get("scope_gap", 0.0)
    return {
        "stated": stated,
        "arithmetic": None if stated is None or corrected is None else corrected - stated,
        "volumes": None if corrected is None else base.contract - corrected,
        "contract": base.contract,
        "changes": base.supplier - base.contract,
        "supplier": base.supplier,
        "plugs": plugs,
        "own": base.sponsor - plugs,
        "cash": base.cash,
        "losses": base.economic,
        "cost": base.cost,
        "discount": base.present_cost - base.cost,
        "present": base.present_cost,
    }


def why(case: Case, comparison: Comparison, name: str, figures: Figures = EN) -> Sheet:
    """Return why what an offer states and what it asks at our volumes differ, term by term."""
    offer, base = case.offer(name), comparison.offers[name].base
    paper, aside = _paper(case, offer)
    rows: list[Row] = []
    for place, term in enumerate(offer.terms):
        ours = _asked(base, offer.place(place))
        stated = paper.pop(term.id or "", None)
        if ours is None and stated is None:
            continue
        categories = ", ".join(
            say(TITLES[category]) for category in base.by_term.get(offer.place(place), {}) if category in SUPPLIER
        )
        says = reason(case, offer, term, figures)
        number = len(rows) + 1
        rows.append(
            _adjustment(
                figures,
                term_title(term),
                number=number,
                category=categories,
                stated=stated,
                ours=ours or 0.0,
                says=says,
            )
        )
    for title, amount, says in [*aside, *((id_, amount, say("No term of this name")) for id_, amount in paper.items())]:
        rows.append(_adjustment(figures, title, number=len(rows) + 1, stated=amount, ours=0.0, says=says))
    corrected = measures.on_paper(case, name, base.corrected)
    total = _adjustment(figures, say("At our volumes"), stated=corrected, ours=base.contract)
    return Sheet(
        id=f"why.{name}",
        title=keys(case)[name].name,
        note=_note(case, offer, figures),
        columns=(
            Column("number", say("No."), "", "right"),
            Column("term", say("Term")),
            Column("category", say("Category")),
            Column("stated", say("Stated"), figures.unit(comparison.currency), "right"),
            Column("ours", say("At our volumes"), figures.unit(comparison.currency), "right"),
            Column("difference", say("Difference"), figures.unit(comparison.currency), "right"),
            Column("reason", say("Why")),
        ),
        rows=tuple(rows),
        totals=(Row(total.cells, "sum"),),
    )


def _adjustment(
    figures: Figures,
    title: str,
    *,
    number: int | None = None,
    category: str = "",
    stated: float | None,
    ours: float,
    says: str = "",
) -> Row:
    difference = None if stated is None else ours - stated
    return Row(
        (
            Cell("" if number is None else str(number), number),
            Cell(title),
            Cell(category, category, "muted"),
            Cell(figures.amount(stated), stated, "muted" if stated is None else ""),
            Cell(figures.amount(ours), ours),
            Cell(figures.amount(difference) if difference is not None else DASH, difference, "muted"),
            Cell(says),
        )
    )


def _asked(base: BaseFigures, place: str) -> float | None:
    found = base.by_term.get(place, {})
    amounts = [found[name] for name in found if name in SUPPLIER and name not in NOT_ON_PAPER]
    return sum(amounts) if amounts else None


def _paper(case: Case, offer: Offer) -> tuple[dict[str, float], list[tuple[str, float, str]]]:
    """Return what lines state by the term they become, and the lines that became none."""
    by_term: dict[str, float] = {}
    aside: dict[str, list[tuple[str, float]]] = {}
    for line in offer.counted_lines(case.brief.currency):
        amount = measures.on_paper(case, offer.id, float(_corrected(line))) or 0.0
        if line.becomes.term is not None:
            by_term[line.becomes.term] = by_term.get(line.becomes.term, 0.0) + amount
        else:
            reason_given = line.becomes.set_aside or say("no reason given")
            aside.setdefault(reason_given, []).append((line.description, amount))
    return by_term, [_set_aside(reason_given, found) for reason_given, found in aside.items()]


def _set_aside(reason_given: str, found: list[tuple[str, float]]) -> tuple[str, float, str]:
    """Return the lines set aside for a reason as one."""
    title = found[0][0] if len(found) == 1 else say("{number} lines", number=len(found))
    return title, sum(amount for _, amount in found), say("Set aside: {reason_given}", reason_given=reason_given)


def _corrected(line: Line) -> Decimal:
    if line.quantity is not None and line.unit_price is not None:
        return exact(line.quantity) * exact(line.unit_price)
    return exact(line.amount) if line.amount is not None else Decimal()


def _note(case: Case, offer: Offer, figures: Figures) -> str:
    parts = []
    if not offer.lines:
        parts.append(say("No lines of a file were accepted for this offer: it states nothing that could be compared."))
    if offer.currency not in (None, case.brief.currency):
        rate = case.brief.fx[offer.currency or ""].rate
        parts.append(
            say(
                "{currency} at {rate} {own}.",
                currency=offer.currency,
                rate=figures.rate(rate),
                own=case.brief.currency,
            )
        )
    return " ".join(parts)
