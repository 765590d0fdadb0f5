"""A case of the library in a few figures, those of its base case."""

from dataclasses import dataclass

from cdmo_desk.desk import Desk
from cdmo_desk.sheets import EN, Figures, measures
from cdmo_desk.sheets.naming import keys, years
from cdmo_desk.sheets.ranking import RULES
from cdmo_desk.speech import counted, say
from ui.charts.series import Bar


@dataclass(frozen=True, slots=True)
class CaseWords:
    """A case in a few figures."""

    title: str
    facts: tuple[tuple[str, str], ...]
    bars: tuple[Bar, ...]
    axis: str


def case_words(desk: Desk, case_id: str, figures: Figures = EN) -> CaseWords:
    """Return a case in a few figures, those of its base case."""
    case = desk.case(case_id)
    brief = case.brief
    span = years(case)
    rule = brief.rule
    fixed = say(", fixed {date}", date=figures.date(rule.fixed_on)) if rule.fixed_on else ""
    lines = sum(len(offer.lines) for offer in case.offers)
    facts = (
        (say("Decision"), brief.title),
        (say("Horizon"), say("{first} to {last}", first=span[0], last=span[-1])),
        (say("Budget"), figures.money(brief.budget, brief.currency, 1)),
        (say("Award rule"), f"{say(RULES[rule.rule])}{fixed}"),
        (say("Offers"), f"{len(case.offers)}, {counted('{n} line', '{n} lines', lines)}"),
        (say("As of"), figures.date(brief.as_of)),
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
        brief.product or brief.title,
        facts,
        bars,
        say("Present cost of the base case, M {currency}", currency=comparison.currency),
    )
