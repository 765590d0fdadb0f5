"""What a case holds: the brief in a few facts, and its offers."""

from cdmo_desk.contract.offer import KINDS
from cdmo_desk.document import Case
from cdmo_desk.sheets.figures import DASH, EN, Figures
from cdmo_desk.sheets.naming import keys
from cdmo_desk.sheets.sheet import Cell, Column, Row, Sheet


def contents(case: Case, figures: Figures = EN) -> tuple[Sheet, ...]:
    """Return the brief's facts and the list of offers."""
    return _brief(case, figures), _offers(case, figures)


def _brief(case: Case, figures: Figures) -> Sheet:
    brief = case.brief
    budget = DASH if brief.budget is None else figures.money(brief.budget, brief.currency)
    facts = (
        ("Case", brief.id),
        ("Product", " · ".join(part for part in (brief.product, brief.modality, brief.stage) if part)),
        ("Horizon", f"{brief.horizon_years} years from {figures.date(brief.start)}"),
        ("Demand", f"{', '.join(figures.estimate(year) for year in brief.demand) or DASH} {brief.demand_unit} a year"),
        ("Gates", ", ".join(f"{gate.name} {figures.percent(gate.probability, 0)}" for gate in brief.gates) or DASH),
        ("Budget", budget),
        ("Discount rate", figures.share(brief.discount_rate)),
        ("Must-haves", ", ".join(brief.must_haves) or DASH),
        ("Scope", f"{len(brief.scope)} items, {sum(item.required for item in brief.scope)} required"),
    )
    return Sheet(
        id="brief",
        title=brief.title,
        columns=(Column("fact", "Fact"), Column("value", "Value")),
        rows=tuple(Row((Cell(name), Cell(value))) for name, value in facts),
    )


def _offers(case: Case, figures: Figures) -> Sheet:
    known = keys(case)
    return Sheet(
        id="offers",
        title="Offers",
        note="" if case.offers else "No offers yet. Import a quote with: cdmo-desk quote import FILE --case ID",
        columns=(
            Column("offer", "Offer"),
            Column("id", "Id"),
            Column("kind", "Contract"),
            Column("currency", "Currency"),
            Column("terms", "Terms", "", "right"),
            Column("lines", "Lines", "", "right"),
            Column("valid", "Valid until"),
        ),
        rows=tuple(
            Row(
                (
                    known[offer.id].cell,
                    Cell(offer.id),
                    Cell(KINDS[offer.kind]),
                    Cell(offer.currency or case.brief.currency),
                    Cell(str(len(offer.terms)), len(offer.terms)),
                    Cell(str(len(offer.lines)), len(offer.lines)),
                    Cell(figures.date(offer.valid_until)),
                ),
                "",
                offer.id,
            )
            for offer in case.offers
        ),
    )
