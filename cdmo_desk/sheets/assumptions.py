"""What the figures rest on: inputs with their value, source, owner and date; what nobody vouches for says so."""

from collections.abc import Iterator
from dataclasses import fields

from cdmo_desk.contract.offer import Offer
from cdmo_desk.contract.sponsor import Risk
from cdmo_desk.contract.term import Term
from cdmo_desk.document import Case
from cdmo_desk.estimate import Estimate
from cdmo_desk.evaluation.results import Comparison
from cdmo_desk.field import columns as fields_of
from cdmo_desk.programme.brief import Assumption, Brief
from cdmo_desk.sheets.figures import DASH, EN, Figures
from cdmo_desk.sheets.naming import keys, within, years
from cdmo_desk.sheets.pricing import term_title
from cdmo_desk.sheets.sheet import Cell, Column, Row, Sheet
from cdmo_desk.speech import marked, say

UNSOURCED = marked("assumption, unsourced")


def assumptions(case: Case, comparison: Comparison, figures: Figures = EN) -> Sheet:
    """Return every input that is uncertain or weighs on the result."""
    rows = [Row((Cell(say("The case")), *_blank(5)), "group")]
    rows += [
        _row(_assumption(case, (path,)), title, value=value, unit=unit, figures=figures)
        for path, title, value, unit in _of_brief(case, figures)
    ]
    for number, offer in enumerate(case.offers):
        found = list(_of_offer(offer, figures))
        if not found:
            continue
        rows.append(Row((Cell(f"{keys(case)[offer.id].name}: {offer.title or offer.supplier}"), *_blank(5)), "group"))
        for path, title, value, unit, cells in found:
            paths = (
                f"offers.{offer.id}.{path}",
                f"offers[{number}].{path}",
            )
            vouched = _assumption(case, paths)
            rows.append(_row(vouched, title, value=value, unit=unit, figures=figures, cells=cells))
    return Sheet(
        id="assumptions",
        title=say("Assumptions"),
        note=(
            say(
                "Likely value, in brackets low to high. {number} uncertain inputs have no source and are marked.",
                number=len(comparison.unsourced),
            )
        ),
        columns=(
            Column("input", say("Input")),
            Column("value", say("Value"), "", "right"),
            Column("unit", say("Unit")),
            Column("source", say("Source")),
            Column("owner", say("Owner")),
            Column("date", say("Date")),
        ),
        rows=tuple(rows),
    )


def _blank(number: int) -> tuple[Cell, ...]:
    return tuple(Cell("") for _ in range(number))


def _row(found: Assumption | None, title: str, *, value: str, unit: str, figures: Figures, cells: str = "") -> Row:
    source, tone = cells, ""
    if found and found.source:
        source = found.source
    elif not cells:
        source, tone = say(UNSOURCED), "warning"
    return Row(
        (
            Cell(title),
            Cell(value),
            Cell(unit, None, "muted"),
            Cell(source, source, tone),  # type: ignore[arg-type] # one of two tones
            Cell((found.owner if found else None) or DASH),
            Cell(figures.date(found.date if found else None)),
        )
    )


def _assumption(case: Case, paths: tuple[str, ...]) -> Assumption | None:
    """Return what is said of an input; a path covers everything below it."""
    for found in case.brief.assumptions:
        known = found.path.removeprefix("case.")
        if any(path == known or path.startswith((f"{known}.", f"{known}[")) for path in paths):
            return found
    return None


def _of_brief(case: Case, figures: Figures) -> Iterator[tuple[str, str, str, str]]:
    brief = case.brief
    yield "discount_rate", say("Discount rate"), figures.share(brief.discount_rate), say("a year")
    if brief.budget is not None:
        yield "budget", say("Budget"), figures.full(brief.budget), brief.currency
    for gate in brief.gates_in_order():
        when = figures.quarter(brief.start, gate.quarter)
        yield (
            "gates",
            say("{name}, {when}, passes with", name=gate.name, when=when),
            figures.share(gate.probability),
            "",
        )
    if not brief.slip_quarters.is_certain or brief.slip_quarters.likely:
        yield "slip_quarters", say("Slip of the programme"), figures.estimate(brief.slip_quarters), say("quarters")
    for year, demand in zip(years(case), brief.demand, strict=False):
        yield "demand", say("Demand {year}", year=year), figures.estimate(demand), brief.demand_unit
    for year, sales in zip(years(case), brief.net_sales, strict=False):
        if sales.high:
            yield "net_sales", say("Net sales {year}", year=year), figures.estimate(sales, money=True), brief.currency
    yield from _rates(brief, figures)
    for item in brief.scope:
        if item.estimate is not None:
            each = figures.estimate(item.estimate, money=True)
            yield (
                f"scope.{item.id}.estimate",
                say("Should-cost: {title}", title=item.title),
                each,
                say("{currency} a {unit}", currency=brief.currency, unit=item.unit),
            )
        if not item.quantity.is_certain:
            yield (
                f"scope.{item.id}.quantity",
                say("Quantity: {title}", title=item.title),
                figures.estimate(item.quantity),
                item.unit,
            )


def _rates(brief: Brief, figures: Figures) -> Iterator[tuple[str, str, str, str]]:
    if brief.demand or brief.net_sales:
        yield "demand_correlation", say("Correlation of years"), figures.number(brief.demand_correlation, 2), ""
    for name, title in (("cpi", say("Consumer prices")), ("sponsor_inflation", say("Our own prices"))):
        rate = getattr(brief, name)
        if rate is not None:
            yield name, title, figures.estimate(rate, percent=True), say("a year")
    for currency, exchange in brief.fx.items():
        moves = (
            say(", moves {volatility} a year", volatility=figures.share(exchange.volatility))
            if exchange.volatility
            else ""
        )
        yield (
            f"fx.{currency}",
            say("{currency} in {own}", currency=currency, own=brief.currency),
            f"{figures.rate(exchange.rate)}{moves}",
            "",
        )
    if brief.cost_of_delay_per_month:
        late = figures.full(brief.cost_of_delay_per_month)
        yield "cost_of_delay_per_month", say("Cost of delay"), late, say("{currency} a month", currency=brief.currency)
    if brief.needed_month is not None:
        yield "needed_month", say("Supply needed in month"), figures.short(brief.needed_month), say("from the start")
    if brief.shortfall_cost_per_unit:
        short = figures.full(brief.shortfall_cost_per_unit)
        yield (
            "shortfall_cost_per_unit",
            say("Cost of shortfall"),
            short,
            say("{currency} a {unit}", currency=brief.currency, unit=brief.demand_unit),
        )


def _of_offer(offer: Offer, figures: Figures) -> Iterator[tuple[str, str, str, str, str]]:
    """Give an offer's uncertain inputs: path, title, value, unit, cells."""
    if not offer.ready_months.is_certain:
        yield "ready_months", say("Ready after"), figures.estimate(offer.ready_months), say("months"), ""
    if not offer.output_per_batch.is_certain:
        yield "output_per_batch", say("Output of a batch"), figures.estimate(offer.output_per_batch), "", ""
    for number, term in enumerate(offer.terms):
        for name, title, unit, value in _estimates(term):
            shown = _shown(value, unit, figures)
            called = term_title(term)
            called = called if title.lower() in called.lower() else f"{called}: {within(title)}"
            yield (
                f"terms[{number}].{name}",
                called,
                shown,
                _unit(unit, offer),
                _cells(term, name),
            )
    for number, risk in enumerate(offer.risks):
        yield (
            f"risks[{number}]",
            say("Risk: {title}", title=risk.title or risk.category),
            _risk(risk, figures),
            "",
            "",
        )


def _estimates(record: Term) -> Iterator[tuple[str, str, str, Estimate]]:
    kind: type = type(record)
    said = {column.name: column.says for column in fields_of(kind)}
    for field in fields(record):
        value = getattr(record, field.name)
        if isinstance(value, Estimate) and not value.is_certain:
            says = said[field.name]
            yield field.name, say(says.label), says.unit, value


def _shown(value: Estimate, unit: str, figures: Figures) -> str:
    shares = unit.startswith("fraction")
    text = figures.estimate(value, percent=shares, money="currency" in unit)
    driver = say(", with {driver}", driver=value.driver) if value.driver else ""
    return f"{text}{driver}"


def _unit(unit: str, offer: Offer) -> str:
    """Return a unit with the currency that is meant; the case's own goes without saying."""
    named = say(unit).replace(say("offer currency"), offer.currency or "").replace(say("case currency"), "")
    return named.removeprefix(say("fraction")).strip()


def _risk(risk: Risk, figures: Figures) -> str:
    parts = [figures.share(risk.probability)]
    if risk.cost.high:
        parts.append(figures.estimate(risk.cost, money=True))
    if risk.delay_months.high:
        parts.append(say("{delay_months} months", delay_months=figures.estimate(risk.delay_months)))
    return ", ".join(parts)


def _cells(term: Term, name: str) -> str:
    """Return the cells that a field was read from."""
    found = [
        " ".join(str(source[part]) for part in ("file", "sheet", "cell") if source.get(part))
        for source in term.sources.get(name, ())
    ]
    return "; ".join(found)
