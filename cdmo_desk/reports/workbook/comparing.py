"""The sheets that compare: live totals side by side, the scope on one basis, and the simulation's figures as values."""

from collections.abc import Mapping
from dataclasses import dataclass

from cdmo_desk.contract.offer import KINDS
from cdmo_desk.document import Case
from cdmo_desk.evaluation.results import Comparison, OfferFigures, Spread
from cdmo_desk.reports.workbook.book import Book, Page
from cdmo_desk.reports.workbook.calc import NOT_ON_PAPER, Sums
from cdmo_desk.reports.workbook.quotes import Quoted
from cdmo_desk.sheets.naming import keys, years
from cdmo_desk.speech import say

FIRST = 4
MEASURES = ("stated", "corrected", "contract", "supplier", "sponsor", "cash", "loss", "cost", "present_cost", "units")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the figures of the offers stand: the sheet that compares them, and (offer, figure) to address."""

    page: Page
    found: Comparison
    ranked: list[str]
    at: dict[tuple[str, str], str]


def frozen(found: OfferFigures) -> dict[str, float | None]:
    """Return what the program computed for an offer, by the names of the workbook's figures."""
    base = found.base
    return {
        "stated": base.stated,
        "corrected": base.corrected,
        "contract": base.contract,
        "supplier": base.supplier,
        "sponsor": base.sponsor,
        "cash": base.cash,
        "loss": base.economic,
        "cost": base.cost,
        "present_cost": base.present_cost,
        "units": base.units,
    }


def words() -> dict[str, str]:
    """Return what the figures are called."""
    return {
        "stated": say("Stated in the file (offer's currency)"),
        "corrected": say("Corrected (offer's currency)"),
        "contract": say("At our volumes"),
        "supplier": say("Supplier cash"),
        "sponsor": say("Sponsor cash"),
        "cash": say("Cash"),
        "loss": say("Economic loss"),
        "cost": say("Cost"),
        "present_cost": say("Present cost"),
        "units": say("Good output"),
    }


def comparison_sheet(
    case: Case,
    found: Comparison,
    page: Page,
    sums: Mapping[str, Sums],
    quoted: Mapping[str, Quoted],
) -> Standing:
    """Write the offers side by side, and return where each of their figures stands."""
    known, names = keys(case), words()
    page.text(0, 0, say("The offers compared, base case"), "title")
    unit = found.currency
    page.text(
        2, 0, say("All in {currency} unless said otherwise; every figure is a live formula.", currency=unit), "note"
    )
    heads = [say("Offer"), say("Supplier"), say("Contract"), *(names[name] for name in MEASURES)]
    heads += [say("Cash a unit"), say("Rank by present cost"), say("More than the cheapest"), say("Unknown gaps")]
    page.heads(FIRST - 1, heads, figures_from=3)
    page.widths(18, 30, 20, *([16] * (len(MEASURES) + 4)))
    page.sheet.freeze_panes(FIRST, 1)
    ranked = [offer.id for offer in case.offers if found.offers[offer.id].ranked]
    order = [*ranked, *(offer.id for offer in case.offers if offer.id not in ranked)]
    standing = Standing(page, found, ranked, {})
    for row, name in enumerate(order, FIRST):
        offer = next(offer for offer in case.offers if offer.id == name)
        page.text(row, 0, known[name].name)
        page.text(row, 1, offer.supplier)
        page.text(row, 2, KINDS[offer.kind])
        values = frozen(found.offers[name])
        for column, measure in enumerate(MEASURES, 3):
            value = values[measure]
            formula = _formula(measure, sums[name], quoted.get(name))
            if value is not None and formula:
                style = "plain" if measure == "units" else "money"
                standing.at[name, measure] = page.formula(row, column, formula, value, style)  # type: ignore[arg-type]
        _beside(standing, row, name)
    _chart(page, order)
    return standing


def _formula(measure: str, sums: Sums, quoted: Quoted | None) -> str:
    if measure in ("stated", "corrected"):
        return getattr(quoted, measure) if quoted else ""
    if measure == "contract":
        apart = [sums.figures[name] for name in (f"category {left}" for left in NOT_ON_PAPER) if name in sums.figures]
        return "-".join([sums.figures["supplier"], *apart])
    return sums.figures[measure]


def _beside(standing: Standing, row: int, name: str) -> None:
    """Write what follows from the totals: cash a unit, rank, distance to the cheapest, unknown gaps."""
    page, column, offer = standing.page, 3 + len(MEASURES), standing.found.offers[name]
    cash, units, present = (standing.at[name, measure] for measure in ("cash", "units", "present_cost"))
    each = offer.base.cash_per_unit
    page.formula(row, column, f'IF({units}>0,{cash}/{units},"")', "" if each is None else each)
    page.number(row, column + 3, len(offer.unknown_gaps), "plain")
    if name not in standing.ranked:
        page.text(row, column + 1, say("not ranked"), "note")
        return
    at_present = 3 + MEASURES.index("present_cost")
    span = page.range(FIRST, at_present, FIRST + len(standing.ranked) - 1, at_present)
    costs = sorted(standing.found.offers[other].base.present_cost for other in standing.ranked)
    page.formula(row, column + 1, f"RANK({present},{span},1)", 1 + costs.index(offer.base.present_cost), "plain")
    page.formula(row, column + 2, f"{present}-MIN({span})", offer.base.present_cost - costs[0])


def _chart(page: Page, order: list[str]) -> None:
    """Place a chart of supplier cash, own cash and loss under the table."""
    if not order:
        return
    chart = page.book.chart("bar", "stacked")
    names, last = words(), FIRST + len(order) - 1
    for measure, colour in (("supplier", "#4B6A88"), ("sponsor", "#C9CED4"), ("loss", "#8A5226")):
        column = 3 + MEASURES.index(measure)
        chart.add_series(
            {
                "name": names[measure],
                "categories": [page.name, FIRST, 0, last, 0],
                "values": [page.name, FIRST, column, last, column],
                "fill": {"color": colour},
                "gap": 60,
            }
        )
    chart.set_title({"name": say("Cost of the base case"), "name_font": {"size": 11}})
    chart.set_y_axis({"reverse": True})
    chart.set_x_axis({"num_format": '#,##0.0,," M"', "min": 0, "major_gridlines": {"visible": True}})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 900, "height": 120 + 34 * len(order)})
    page.sheet.insert_chart(last + 2, 0, chart)


def yearly_sheet(case: Case, found: Comparison, book: Book, sums: Mapping[str, Sums]) -> None:
    """Write cost by year, a row an offer."""
    page, known, spans = book.page("By year"), keys(case), years(case)
    page.text(0, 0, say("Cost by year, base case"), "title")
    page.text(1, 0, say("In {currency}, not discounted.", currency=found.currency), "note")
    page.heads(2, [say("Offer"), *spans, say("Total")], figures_from=1)
    page.widths(18, *([14] * (len(spans) + 1)))
    page.sheet.freeze_panes(3, 1)
    for row, offer in enumerate(case.offers, 3):
        page.text(row, 0, known[offer.id].name)
        quarters = found.offers[offer.id].base.by_quarter
        for year, formula in enumerate(sums[offer.id].years):
            page.formula(row, 1 + year, formula, sum(quarters[4 * year : 4 * year + 4]))
        across = page.range(row, 1, row, len(spans))
        page.formula(row, 1 + len(spans), f"SUM({across})", found.offers[offer.id].base.cost, "sum")


def levelling_sheet(case: Case, found: Comparison, book: Book, sums: Mapping[str, Sums]) -> None:
    """Write the scope on one basis: what each offer charges for each item, and what stands in elsewhere."""
    page, known = book.page("Levelling"), keys(case)
    page.text(0, 0, say("Like for like: scope item by offer"), "title")
    note = say(
        "Base case, in {currency}. A plug of ours is marked; an item covered without a price of its own is blank.",
        currency=found.currency,
    )
    page.text(1, 0, note, "note")
    heads = [say("Scope item"), say("Required")]
    for offer in case.offers:
        heads += [known[offer.id].name, say("Basis")]
    page.heads(2, heads, figures_from=2)
    page.widths(44, 10, *([14, 20] * len(case.offers)))
    page.sheet.freeze_panes(3, 1)
    totals: dict[str, float] = {}
    row = 3
    for item in case.brief.scope:
        page.text(row, 0, item.title)
        page.text(row, 1, say("yes") if item.required else say("no"))
        for place, offer in enumerate(case.offers):
            figures, formula = found.offers[offer.id], sums[offer.id].scope.get(item.id)
            plug = figures.gaps.get(item.id)
            if formula:
                amount = _amount(figures, offer.id, case, item.id)
                page.formula(row, 2 + 2 * place, formula, amount)
                totals[offer.id] = totals.get(offer.id, 0.0) + amount
            if plug is not None:
                source = (
                    say("unknown, nothing added") if plug.value is None else say("plug: {source}", source=plug.source)
                )
                page.text(row, 3 + 2 * place, source, "alarm" if plug.value is None else "note")
            elif formula:
                page.text(row, 3 + 2 * place, say("charged"), "note")
            elif offer.covers(item.id):
                page.text(row, 3 + 2 * place, say("covered"), "note")
        row += 1
    page.text(row, 0, say("Sum"), "sum_text")
    page.text(row, 1, None, "sum_text")
    for place, offer in enumerate(case.offers):
        if case.brief.scope:
            span = page.range(3, 2 + 2 * place, row - 1, 2 + 2 * place)
            page.formula(row, 2 + 2 * place, f"SUM({span})", totals.get(offer.id, 0.0), "sum")
        page.text(row, 3 + 2 * place, None, "sum_text")


def _amount(figures: OfferFigures, offer_id: str, case: Case, item: str) -> float:
    """Return what an offer's terms for a scope item, and its plug, come to in the base case."""
    offer = next(offer for offer in case.offers if offer.id == offer_id)
    places = [offer.place(number) for number, term in enumerate(offer.terms) if getattr(term, "scope", None) == item]
    return sum(sum(figures.base.by_term.get(place, {}).values()) for place in (*places, f"scope.{item}"))


def simulation_sheet(case: Case, found: Comparison, book: Book) -> None:
    """Write the simulation's figures, the stress tests and what is owed, all as values."""
    page, known = book.page("Scenarios"), keys(case)
    page.text(0, 0, say("What may happen"), "title")
    says = (
        say(
            "Values of the program: {trials} trials, seed {seed}. They do not follow edits.",
            trials=found.trials,
            seed=found.seed,
        )
        if found.trials
        else say("Values of the program. There was no simulation, only the base case and its stress tests.")
    )
    page.text(1, 0, says, "note")
    heads = [
        say("Offer"),
        say("Measure"),
        say("Mean"),
        say("Standard error"),
        "P10",
        "P50",
        "P80",
        "P90",
        "P95",
        "CVaR95",
    ]
    page.heads(2, heads, figures_from=2)
    page.widths(20, 34, *([14] * 8))
    page.sheet.freeze_panes(3, 2)
    row = 3
    for offer in case.offers:
        risk = found.offers[offer.id].risk
        if risk is None:
            continue
        spreads = [
            (say("Cash"), risk.cash),
            (say("Cost"), risk.cost),
            (say("Present cost"), risk.present_cost),
            *((say("Cash, if it succeeds"), part) for part in _success(risk.succeeds)),
        ]
        for name, spread in spreads:
            page.text(row, 0, known[offer.id].name)
            page.text(row, 1, name)
            _spread(page, row, spread)
            row += 1
        for gate, stop in risk.stops.items():
            page.text(row, 0, known[offer.id].name)
            page.text(row, 1, say("Cash, if it stops at {gate}", gate=gate))
            page.number(row, 2, stop.cash, "given")
            row += 1
    row += 1
    page.heads(
        row, [say("Offer"), say("Stress test"), say("Cash"), say("Cost"), say("Present cost"), say("Still owed")]
    )
    for offer in case.offers:
        for name, stress in found.offers[offer.id].stress.items():
            row += 1
            page.text(row, 0, known[offer.id].name)
            page.text(row, 1, name)
            for column, value in enumerate((stress.cash, stress.cost, stress.present_cost, stress.commitment), 2):
                page.number(row, column, value, "given")


def _success(found: dict[str, Spread] | None) -> list[Spread]:
    return [found["cash"]] if found else []


def _spread(page: Page, row: int, found: Spread) -> None:
    error = (found.errors or {}).get("mean")
    for column, value in enumerate(
        (found.mean, error, found.p10, found.p50, found.p80, found.p90, found.p95, found.cvar95), 2
    ):
        page.number(row, column, value, "given")
