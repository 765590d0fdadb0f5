"""What would change the answer: demand, stress tests, and how sure the lead is."""

from dataclasses import dataclass

from cdmo_desk.document import Case
from cdmo_desk.evaluation.results import Comparison
from cdmo_desk.sheets import measures
from cdmo_desk.sheets.demand import LEAST, MOST, Stretch, stretches
from cdmo_desk.sheets.figures import EN, Figures
from cdmo_desk.sheets.naming import first_gate, keys
from cdmo_desk.sheets.sheet import Cell, Column, Row, Sheet
from cdmo_desk.speech import say

AT_PLAN = 0.01  # a factor this near to 1 is the plan


@dataclass(frozen=True, slots=True)
class Change:
    """A circumstance, and the offer (its id) that would then have the lowest present cost."""

    when: str
    then: str


def changes(case: Case, comparison: Comparison, figures: Figures = EN) -> tuple[Change, ...]:
    """Return what would make another ranked offer the cheapest in the base case: demand first, then stress tests."""
    name = measures.chosen(comparison)
    if name is None or len(comparison.ranking) < 2:  # noqa: PLR2004 - one offer has no rival
        return ()
    return (*_by_demand(comparison, name, figures), *_by_stress(case, comparison, name))


def _by_demand(comparison: Comparison, name: str, figures: Figures) -> list[Change]:
    found = stretches(comparison)
    here = next((stretch for stretch in found if stretch.low <= 1 <= stretch.high and stretch.offer == name), None)
    if here is None:
        at_plan = next((stretch for stretch in found if stretch.low <= 1 <= stretch.high), None)
        return [Change(say("Base case, demand as planned"), at_plan.offer)] if at_plan else []
    below = [stretch for stretch in found if stretch.high <= here.low and stretch.offer != name]
    above = [stretch for stretch in found if stretch.low >= here.high and stretch.offer != name]
    made = [Change(_above(stretch, figures), stretch.offer) for stretch in above[:2]]
    return made + [Change(_below(stretch, figures), stretch.offer) for stretch in reversed(below[-2:])]


def _above(stretch: Stretch, figures: Figures) -> str:
    if stretch.low <= 1 + AT_PLAN:
        text = say("Demand just above plan")
        return (
            text
            if stretch.high >= MOST
            else say("{text}, up to {high} ×", text=text, high=figures.number(stretch.high))
        )
    if stretch.high >= MOST:
        return say("Demand above {low} × plan", low=figures.number(stretch.low))
    return say("Demand {low} to {high} × plan", low=figures.number(stretch.low), high=figures.number(stretch.high))


def _below(stretch: Stretch, figures: Figures) -> str:
    if stretch.high >= 1 - AT_PLAN:
        text = say("Demand just below plan")
        return (
            text if stretch.low <= LEAST else say("{text}, down to {low} ×", text=text, low=figures.number(stretch.low))
        )
    if stretch.low <= LEAST:
        return say("Demand below {high} × plan", high=figures.number(stretch.high))
    return say("Demand {low} to {high} × plan", low=figures.number(stretch.low), high=figures.number(stretch.high))


def _by_stress(case: Case, comparison: Comparison, name: str) -> list[Change]:
    made = []
    for stress in case.brief.stresses:
        costs = {
            offer: comparison.offers[offer].stress[stress.name].present_cost
            for offer in comparison.ranking
            if stress.name in comparison.offers[offer].stress
        }
        cheapest = min(costs, key=lambda offer, found=costs: found[offer], default=None)  # type: ignore[misc]
        if cheapest is not None and cheapest != name:
            made.append(Change(stress.name, cheapest))
    return made


def changes_note(case: Case, comparison: Comparison, figures: Figures = EN) -> str:
    """Return how sure the lead is, what better information would be worth, and what the table goes by."""
    if len(comparison.ranking) < 2:  # noqa: PLR2004 - one offer has no rival
        return ""
    parts = []
    known = keys(case)
    name = measures.chosen(comparison)
    often = {
        offer: risk.cheapest
        for offer in comparison.ranking
        if (risk := comparison.offers[offer].risk) is not None and risk.cheapest is not None
    }
    if often:
        most = max(often, key=lambda offer: often[offer])
        own = (
            say(", {name} in {percent}", name=known[name].name, percent=figures.percent(often[name], 0))
            if name in often and name != most
            else ""
        )
        parts.append(
            say(
                "{name} is cheapest in {percent} of cases{own}.",
                name=known[most].name,
                percent=figures.percent(often[most], 0),
                own=own,
            )
        )
        won = _where_it_stops(case, comparison, most)
        if won and most != name:
            parts.append(won)
    if comparison.evpi is not None and figures.amount(comparison.evpi) != figures.amount(0.0):
        worth = figures.money(comparison.evpi, comparison.currency)
        parts.append(say("Better information is worth up to {worth}.", worth=worth))
    return " ".join(parts)


def _where_it_stops(case: Case, comparison: Comparison, name: str) -> str:
    """Say that an offer is the cheapest where the first gate fails, if it is on average."""
    gate = first_gate(case)
    cash = {
        offer: found
        for offer in comparison.ranking
        if (found := measures.stop_cash(case, comparison.offers[offer], gate)) is not None
    }
    if gate is None or name not in cash or cash[name] > min(cash.values()):
        return ""
    return say("{name} takes the least cash if {gate} fails.", name=keys(case)[name].name, gate=gate)


def changes_sheet(case: Case, comparison: Comparison, figures: Figures = EN) -> Sheet:
    """Return what would change the answer as a table."""
    known = keys(case)
    found = changes(case, comparison, figures)
    return Sheet(
        id="changes",
        title=say("What would change the answer"),
        note="" if found else say("No stress test and no demand from none to three times the plan changes the answer."),
        columns=(Column("when", say("If, all else as in the base case")), Column("then", say("Then cheapest"))),
        rows=tuple(Row((Cell(change.when), known[change.then].cell), "", change.then) for change in found),
    )
