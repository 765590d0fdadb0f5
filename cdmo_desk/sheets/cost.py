"""Cost by category and by year, expected or in the base case."""

from cdmo_desk.document import Case
from cdmo_desk.evaluation.results import Comparison, OfferFigures
from cdmo_desk.sheets import measures
from cdmo_desk.sheets.categories import GROUPS, TITLES, grouped, grouped_years
from cdmo_desk.sheets.figures import DASH, EN, Figures
from cdmo_desk.sheets.naming import keys, years
from cdmo_desk.sheets.sheet import Cell, Column, Row, Sheet
from cdmo_desk.speech import say


def by_category(case: Case, comparison: Comparison, figures: Figures = EN, *, expected: bool = True) -> Sheet:
    """Return cost by category and offer; `expected` asks for the simulation's means where there is one."""
    known = keys(case)
    order = measures.in_order(comparison)
    amounts = {name: categories_of(comparison.offers[name], expected=expected) for name in order}
    rows = []
    for group in GROUPS:
        present = [name for name in group.categories if any(amounts[offer].get(name) for offer in order)]
        if not present:
            continue
        sums = [sum(amounts[offer].get(name, 0.0) for name in present) for offer in order]
        rows.append(Row((Cell(say(group.title)), *(_cell(value, figures) for value in sums)), "group"))
        if len(present) > 1 or TITLES[present[0]] != group.title:
            rows += [
                Row(
                    (
                        Cell(f"   {say(TITLES[name])}"),
                        *(_cell(amounts[offer].get(name, 0.0), figures) for offer in order),
                    )
                )
                for name in present
            ]
    totals = tuple(measures.total(figures, comparison.offers[offer], sum(amounts[offer].values())) for offer in order)
    unit = figures.unit(comparison.currency)
    simulated = expected and bool(comparison.trials)
    return Sheet(
        id="expected" if simulated else "base",
        title=say("Expected cost by category") if simulated else say("Cost of the base case by category"),
        note=say("Means of the simulation, undiscounted.") if simulated else say("Undiscounted."),
        columns=(Column("category", say("Category"), unit), *(known[name].column() for name in order)),
        rows=tuple(rows),
        totals=(Row((Cell(say("Cost")), *totals), "sum"),),
    )


def by_year(case: Case, comparison: Comparison, figures: Figures = EN) -> Sheet:
    """Return cost by offer and year, expected where there is a simulation."""
    known = keys(case)
    names = years(case)
    rows = []
    for offer_id in measures.in_order(comparison):
        offer = comparison.offers[offer_id]
        yearly = totals_by_year(offer, len(names))
        cells = tuple(measures.total(figures, offer, value) for value in yearly)
        rows.append(
            Row((known[offer_id].cell, *cells, measures.total(figures, offer, sum(yearly), "strong")), "", offer_id)
        )
    unit = figures.unit(comparison.currency)
    return Sheet(
        id="years",
        title=say("Expected cost by year") if comparison.trials else say("Cost of the base case by year"),
        note=say("Undiscounted."),
        columns=(
            Column("offer", say("Offer"), unit),
            *(Column(name, name, "", "right") for name in names),
            Column("total", say("Cost"), "", "right"),
        ),
        rows=tuple(rows),
    )


def categories_of(offer: OfferFigures, *, expected: bool = True) -> dict[str, float]:
    """Return an offer's cost by category, expected where asked for and simulated."""
    return dict(offer.risk.by_category if expected and offer.risk else offer.base.by_category)


def groups_of(offer: OfferFigures) -> dict[str, float]:
    """Return an offer's cost by group of categories, expected where there is a simulation."""
    return grouped(categories_of(offer))


def years_of(offer: OfferFigures, years_: int) -> dict[str, tuple[float, ...]]:
    """Return an offer's cost by group of categories and year, expected where there is a simulation."""
    return grouped_years(offer.risk.by_year if offer.risk else offer.base.yearly, years_)


def totals_by_year(offer: OfferFigures, years_: int) -> tuple[float, ...]:
    """Return an offer's cost by year."""
    grouped = years_of(offer, years_)
    return tuple(sum(values[year] for values in grouped.values()) for year in range(years_))


def _cell(value: float, figures: Figures) -> Cell:
    return Cell(figures.amount(value), value) if value else Cell(DASH, 0.0, "muted")
