"""The library in words: the list of its cases, and one of them in a few figures."""

from dataclasses import dataclass

from cdmo_desk.desk import Desk
from cdmo_desk.sheets import EN, Cell, Column, Figures, Row, Sheet, measures
from cdmo_desk.sheets.figures import DASH
from cdmo_desk.sheets.naming import counted, keys, years
from cdmo_desk.sheets.ranking import RULES
from ui.charts.series import Bar

STAGES = {
    "preclinical": "preclinical",
    "phase_1": "Phase I",
    "phase_2": "Phase II",
    "phase_3": "Phase III",
    "commercial": "commercial",
}


@dataclass(frozen=True, slots=True)
class CaseWords:
    """A case in a few figures."""

    title: str
    facts: tuple[tuple[str, str], ...]
    bars: tuple[Bar, ...]
    axis: str


def cases(desk: Desk, figures: Figures = EN) -> Sheet:
    """Return the list of the cases, the last changed first."""
    found = sorted(desk.cases(), key=lambda row: row.changed.timestamp() if row.changed else 0.0, reverse=True)
    sample = _sample_of(desk)
    rows = []
    for row in found:
        about = ", ".join(part for part in (row.product, STAGES.get(row.stage, row.stage)) if part)
        if row.id == sample:
            about += ", sample case"
        when = f"{figures.date(row.changed.date())}\n{row.changed:%H:%M}" if row.changed else DASH
        rows.append(
            Row(
                (
                    Cell(f"{row.title or row.id}\n{about}", (row.title or row.id).casefold(), "strong"),
                    Cell(str(row.offers), row.offers),
                    Cell(when, row.changed.timestamp() if row.changed else None),
                ),
                "",
                row.id,
            )
        )
    offers = sum(row.offers for row in found)
    return Sheet(
        id="cases",
        title="Cases",
        note=f"{counted(len(found), 'case', 'cases')}, {counted(offers, 'offer', 'offers')}." if found else "",
        columns=(Column("case", "Case"), Column("offers", "Offers", "", "right"), Column("changed", "Changed")),
        rows=tuple(rows),
    )


def case_words(desk: Desk, case_id: str, figures: Figures = EN) -> CaseWords:
    """Return a case in a few figures, those of its base case."""
    case = desk.case(case_id)
    brief = case.brief
    span = years(case)
    rule = brief.rule
    fixed = f", fixed {figures.date(rule.fixed_on)}" if rule.fixed_on else ""
    lines = sum(len(offer.lines) for offer in case.offers)
    facts = (
        ("Decision", brief.title),
        ("Horizon", f"{span[0]} to {span[-1]}"),
        ("Budget", figures.money(brief.budget, brief.currency, 1)),
        ("Award rule", f"{RULES[rule.rule]}{fixed}"),
        ("Offers", f"{len(case.offers)}, {counted(lines, 'line', 'lines')}"),
        ("As of", figures.date(brief.as_of)),
    )
    if not case.offers:
        return CaseWords(brief.product or brief.title, facts, (), "")
    comparison = desk.compare(case, trials=0)
    known = keys(case)
    bars = tuple(
        Bar(
            name,
            known[name].letter,
            known[name].short,
            measures.present_cost(comparison.offers[name]) / 1e6,
            figures.millions(measures.present_cost(comparison.offers[name])),
        )
        for name in measures.in_order(comparison)
    )
    return CaseWords(
        brief.product or brief.title, facts, bars, f"Present cost of the base case, M {comparison.currency}"
    )


def _sample_of(desk: Desk) -> str:
    """Return the id of the sample case, empty where it did not come with the program."""
    try:
        return desk.sample_id()
    except OSError:
        return ""
