"""What a what-if says: who leads now, by how much, and whether that is another answer than the plan's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cdmo_desk.document import Case
from cdmo_desk.evaluation.answers import Answers
from cdmo_desk.evaluation.crossover import Polyline
from cdmo_desk.evaluation.crossover import crossings as crossed
from cdmo_desk.evaluation.results import Comparison
from cdmo_desk.sheets import measures
from cdmo_desk.sheets.figures import DASH, EN, Figures
from cdmo_desk.sheets.inputs import LEVERS, input_offer, input_title, input_value
from cdmo_desk.sheets.naming import Key, keys
from cdmo_desk.sheets.sheet import Cell, Column, Row, Sheet
from cdmo_desk.sheets.walkaway import signed
from cdmo_desk.speech import marked, say

LEADS = {
    "lowest_present_cost": marked("{offer} has the lowest present cost, {margin} below {second}."),
    "lowest_p90": marked("{offer} has the lowest present cost in a bad case, {margin} below {second}."),
    "weighted": marked("{offer} has the most points for price and score, {margin} ahead of {second}."),
}
STEP = 0.25
HIGHEST = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """Who leads by which rule, by how much to the next; `trials` is 0 at likely values."""

    rule: str
    leader: str | None
    second: str | None
    margin: float | None
    trials: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a what-if gives: the headline (whether the answer changes), the sentence, and what the plan gives.

    `turns` is None where it cannot be told yet.
    """

    turns: bool | None
    head: str
    says: str
    plan: str


def at_once(costs: Mapping[str, float]) -> Stand:
    """Return who leads by present cost at likely values."""
    order = sorted(costs, key=lambda name: costs[name])
    second = order[1] if len(order) > 1 else None
    return Stand(
        rule="lowest_present_cost",
        leader=order[0] if order else None,
        second=second,
        margin=None if second is None else costs[second] - costs[order[0]],
        trials=0,
    )


def simulated(comparison: Comparison) -> Stand:
    """Return who leads by the award rule over the trials."""
    found = comparison.recommendation
    return Stand(
        rule=found.rule, leader=found.offer, second=found.runner_up, margin=found.margin, trials=comparison.trials
    )


def verdict(case: Case, plan: Stand, now: Stand, figures: Figures = EN, *, moved: int = 0) -> Verdict:
    """Return what a what-if with so many inputs moved gives, against what the plan gives by the same measure."""
    judges = now.rule == case.brief.rule.rule
    turns = (now.leader != plan.leader) if judges else None
    head = ""
    if moved and turns is not None:
        head = say("The answer changes.") if turns else say("The answer stays.")
    basis = (
        say("At likely values.") if not now.trials else say("Over {trials} trials.", trials=figures.full(now.trials))
    )
    told = _shortly(case, plan, figures)
    return Verdict(
        turns=turns if moved else False,
        head=head,
        says=leads(case, now, figures),
        plan=f"{say('In the plan {says}', says=told)} {basis}" if moved else basis,
    )


def leads(case: Case, found: Stand, figures: Figures = EN) -> str:
    """Return in a sentence who leads."""
    known = keys(case)
    if found.leader is None:
        return say("No offer is ranked.")
    if found.second is None or found.margin is None:
        return say("{offer} is the only offer that is ranked.", offer=known[found.leader].name)
    return say(
        LEADS[found.rule],
        offer=known[found.leader].name,
        margin=_margin(case, found, figures),
        second=known[found.second].name,
    )


def _shortly(case: Case, found: Stand, figures: Figures) -> str:
    known = keys(case)
    if found.leader is None:
        return say("no offer is ranked.")
    if found.second is None or found.margin is None:
        return say("{offer} is the only one ranked.", offer=known[found.leader].name)
    return say(
        "{offer} is {margin} ahead of {second}.",
        offer=known[found.leader].name,
        margin=_margin(case, found, figures),
        second=known[found.second].name,
    )


def _margin(case: Case, found: Stand, figures: Figures) -> str:
    if found.rule == "weighted":
        return say("{points} points", points=figures.number(found.margin))
    return figures.money(found.margin, case.brief.currency)


def scenarios(
    case: Case, rows: Sequence[tuple[str, Comparison | None]], figures: Figures = EN, *, old: str | None = None
) -> Sheet:
    """Return scenarios side by side, mean present cost of each offer; `old` names one whose figures are older."""
    known = keys(case)
    ranked = [offer.id for offer in case.offers if offer.is_ranked_kind]
    ranked = [
        name
        for name in ranked
        if not any(found is not None and not found.offers[name].ranked for _title, found in rows)
    ]
    return Sheet(
        id="scenarios",
        title=say("Scenarios"),
        note=say("Mean present cost; the lowest is bold."),
        columns=(
            Column("scenario", say("Scenario")),
            *(Column(name, "", "", "right", known[name].letter) for name in ranked),
        ),
        rows=tuple(_row(title, found, ranked, figures, is_old=title == old) for title, found in rows),
    )


def _row(title: str, found: Comparison | None, ranked: list[str], figures: Figures, *, is_old: bool) -> Row:
    if found is None:
        return Row((Cell(title), *(Cell("…", None, "muted") for _ in ranked)))
    costs = {name: measures.present_cost(found.offers[name]) for name in ranked}
    best = min(costs, key=lambda name: costs[name], default=None)
    cells = (
        Cell(figures.amount(cost), cost, "muted" if is_old else "strong" if name == best else "")
        for name, cost in costs.items()
    )
    return Row((Cell(title), *cells), "")


def stresses(case: Case, comparison: Comparison, figures: Figures = EN) -> Sheet:
    """Return present cost of each offer under every stress test, likely values; the lowest is bold."""
    known = keys(case)
    order = [name for name in measures.in_order(comparison) if comparison.offers[name].ranked]
    rows = [(say("Base case"), {name: comparison.offers[name].base.present_cost for name in order})]
    rows += [
        (stress.name, {name: comparison.offers[name].stress[stress.name].present_cost for name in order})
        for stress in case.brief.stresses
    ]
    made = []
    for title, costs in rows:
        best = min(costs, key=lambda name: costs[name], default="")
        cells = (Cell(figures.amount(cost), cost, "strong" if name == best else "") for name, cost in costs.items())
        made.append(Row((Cell(title), *cells), "", best))
    return Sheet(
        id="stresses",
        title=say("Stress tests"),
        note=say("Present cost at likely values; the lowest is bold."),
        columns=(
            Column("stress", say("Stress test")),
            *(known[name].column(figures.unit(comparison.currency)) for name in order),
        ),
        rows=tuple(made),
    )


def at(line: Polyline, factor: float) -> float:
    """Return an offer's present cost at a demand factor."""
    place = int(line.factors.searchsorted(factor))
    if place < line.factors.size and line.factors[place] == factor:
        return float(line.costs[place])
    left, right = max(0, place - 1), min(place, line.factors.size - 1)
    span = float(line.factors[right] - line.factors[left])
    share = (factor - float(line.factors[left])) / span if span else 0.0
    return float(line.costs[left]) * (1 - share) + float(line.costs[right]) * share


def zeros(leader: Polyline, other: Polyline) -> tuple[float, ...]:
    """Return the demand factors at which an offer crosses the leader."""
    return crossed(leader, other)[0]


def crossings(case: Case, lines: Mapping[str, Polyline], leader: str, figures: Figures = EN) -> Sheet:
    """Return present cost less the leader's over demand, and in bold where an offer crosses the leader."""
    known = keys(case)
    others = [name for name in lines if name != leader]
    marks = {name: zeros(lines[leader], lines[name]) for name in others}
    even = [round(STEP * step, 2) for step in range(round(HIGHEST / STEP) + 1)]
    rows = []
    for factor in sorted({*even, *(root for roots in marks.values() for root in roots)}):
        cells = []
        for name in others:
            crosses = factor in marks[name]
            gap = 0.0 if crosses else at(lines[name], factor) - at(lines[leader], factor)
            cells.append(Cell(figures.amount(gap), gap, "strong" if crosses else ""))
        rows.append(Row((Cell(say("{factor} ×", factor=figures.number(factor)), factor), *cells)))
    return Sheet(
        id="crossings",
        title=say("Crossovers"),
        note=say(
            "Present cost less that of {offer} if demand is so many times the plan, all gates passed; bold where both "
            "cost the same.",
            offer=known[leader].name,
        )
        if leader in known
        else DASH,
        columns=(
            Column("factor", say("Demand"), say("× plan"), "right"),
            *(known[name].column(figures.unit(case.brief.currency)) for name in others),
        ),
        rows=tuple(rows),
    )


def closest(case: Case, answers: Answers, figures: Figures = EN, *, most: int = 8) -> Sheet:
    """Return the nearest changes of the answer as a short list: if this lies beyond that, then another is best."""
    over = answers.over_trials
    known = keys(case)
    rows = []
    for flip in [flip for flip in (over.flips if over else ()) if flip.at is not None][:most]:
        whose = input_offer(case, flip.input)
        title = input_title(case, flip.input)
        if whose is not None:
            title = f"{whose.letter} {title}"
        value = input_value(case, flip.input, flip.at, figures, factor=flip.factor)
        words = marked("above {value}") if (flip.at or 0.0) > flip.now else marked("below {value}")
        then = known.get(flip.then or "")
        cells = (Cell(title), Cell(say(words, value=value), flip.at, "strong"))
        rows.append(Row((*cells, _letter(then) if then else Cell(DASH, None, "muted")), "", flip.then or ""))
    return Sheet(
        id="flips.short",
        title=say("What would change the answer"),
        columns=(Column("if", say("If")), Column("at", say("Turns at"), "", "right"), Column("then", say("Then best"))),
        rows=tuple(rows),
    )


def _letter(key: Key) -> Cell:
    """Return the cell of an offer where there is room for its letter only."""
    return Cell(f"{key.letter} ", key.letter, "offer")


def ties(case: Case, answers: Answers, figures: Figures = EN) -> Sheet:
    """Return the walk-away prices in short: those that exist, under the letter of their offer."""
    known = keys(case)
    rows = []
    for entry in answers.over_trials.walk_away if answers.over_trials else ():
        if entry.at is None or entry.lever == "all_prices":
            continue
        name = f"offers.{entry.offer}.{entry.lever}"
        cells = (
            _letter(known[entry.offer]),
            Cell(say(LEVERS[entry.lever])),
            Cell(input_value(case, name, entry.now, figures), entry.now),
            Cell(input_value(case, name, entry.at, figures), entry.at, "strong"),
            Cell(signed(entry.change, figures), entry.change),
        )
        rows.append(Row(cells, "", entry.offer))
    return Sheet(
        id="walk_away.short",
        title=say("Walk-away prices"),
        columns=(
            Column("offer", ""),
            Column("lever", say("Lever")),
            Column("now", say("Now"), "", "right"),
            Column("at", say("Ties at"), "", "right"),
            Column("change", say("Change"), "", "right"),
        ),
        rows=tuple(rows),
    )
