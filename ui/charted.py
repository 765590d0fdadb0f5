"""The records that charts are drawn from, made of a comparison."""

from cdmo_desk.document import Case
from cdmo_desk.evaluation.results import BaseFigures, Comparison, Spread
from cdmo_desk.sheets import EN, Figures, cost, measures
from cdmo_desk.sheets.categories import GROUPS
from cdmo_desk.sheets.naming import keys
from cdmo_desk.speech import say
from ui.charts.series import Bar, Curve, Part, Point, Stack, Step

MILLION = 1e6


def stacks(case: Case, comparison: Comparison, figures: Figures = EN) -> tuple[Stack, ...]:
    """Return cost by group of categories, expected where there is a simulation."""
    known = keys(case)
    made = []
    for name in _offered(case, comparison):
        found = cost.groups_of(comparison.offers[name])
        parts = tuple(
            Part(group.id, say(group.title), found[group.id] / MILLION) for group in GROUPS if found[group.id]
        )
        total = figures.millions(sum(found.values()), 1)
        made.append(Stack(name, known[name].letter, known[name].short, parts, total))
    return tuple(made)


def curves(case: Case, comparison: Comparison) -> dict[str, tuple[Curve, ...]]:
    """Return by what is counted (`cash`, `cash if it succeeds`, `present_cost` …) the chance of exceeding a sum."""
    counted = dict.fromkeys(
        name for offer in comparison.offers.values() if offer.risk is not None for name in offer.risk.exceeded
    )
    return {name: _curves(case, comparison, name) for name in counted}


def _curves(case: Case, comparison: Comparison, counted: str) -> tuple[Curve, ...]:
    known = keys(case)
    made = []
    for name in _offered(case, comparison):
        risk = comparison.offers[name].risk
        if risk is not None and counted in risk.exceeded:
            points_ = tuple((amount / MILLION, share * 100) for amount, share in risk.exceeded[counted])
            made.append(Curve(name, known[name].letter, known[name].short, points_))
    return tuple(made)


def points(case: Case, comparison: Comparison) -> dict[str, tuple[Point, ...]]:
    """Return mean and worst 5 % of present cost and of cash, of each offer in the simulation."""
    return {name: _points(case, comparison, name) for name in ("present_cost", "cash")}


def _points(case: Case, comparison: Comparison, measure: str) -> tuple[Point, ...]:
    known = keys(case)
    spreads: dict[str, Spread] = {
        name: getattr(risk, measure)
        for name in _offered(case, comparison)
        if (risk := comparison.offers[name].risk) is not None
    }
    ranked = {name for name, offer in comparison.offers.items() if offer.ranked}
    front = set(comparison.pareto) if measure == "present_cost" else _front(spreads, ranked)
    return tuple(
        Point(
            name,
            known[name].letter,
            known[name].short,
            spread.mean / MILLION,
            spread.cvar95 / MILLION,
            not comparison.offers[name].ranked,
            name in front,
        )
        for name, spread in spreads.items()
    )


def _front(spreads: dict[str, Spread], ranked: set[str]) -> set[str]:
    """Return the ranked offers to which no other is lower both in the mean and in the worst 5 %."""

    def beats(other: Spread, spread: Spread) -> bool:
        both = other.mean <= spread.mean and other.cvar95 <= spread.cvar95
        return both and (other.mean, other.cvar95) != (spread.mean, spread.cvar95)

    among = {name: spread for name, spread in spreads.items() if name in ranked}
    return {name for name, spread in among.items() if not any(beats(other, spread) for other in among.values())}


def bars(case: Case, comparison: Comparison, figures: Figures = EN) -> tuple[Bar, ...]:
    """Return in how many cases each ranked offer is the cheapest, the most frequent first."""
    known = keys(case)
    made = [
        Bar(name, known[name].letter, known[name].short, risk.cheapest * 100, figures.number(risk.cheapest * 100, 1))
        for name in comparison.ranking
        if (risk := comparison.offers[name].risk) is not None and risk.cheapest is not None
    ]
    return tuple(sorted(made, key=lambda bar: -bar.value))


def steps(base: BaseFigures, figures: Figures = EN) -> tuple[Step, ...]:
    """Return the bridge of an offer from its contract to its cost."""
    plugs = base.by_category.get("scope_gap", 0.0)
    changes = (
        (say("Changes"), base.supplier - base.contract, "step"),
        (say("Plugs"), plugs, "plug"),
        (say("Own costs"), base.sponsor - plugs, "step"),
    )
    made = [_sum(say("Our volumes"), base.contract, figures)]
    height = base.contract
    for title, amount, kind in changes:
        if abs(amount) >= 0.005 * MILLION:
            made.append(_step(title, height, amount, kind, figures))
        height += amount
    made.append(_sum(say("Cash"), base.cash, figures))
    if abs(base.economic) >= 0.005 * MILLION:
        made.append(_step(say("Loss"), base.cash, base.economic, "loss", figures))
        made.append(_sum(say("Cost"), base.cost, figures))
    return tuple(made)


def _offered(case: Case, comparison: Comparison) -> list[str]:
    """Return the offers that could be taken, in order; the own plant is a reference that would press them flat."""
    return [name for name in measures.in_order(comparison) if case.offer(name).is_ranked_kind]


def _sum(title: str, value: float, figures: Figures) -> Step:
    return Step(title, 0.0, value / MILLION, figures.millions(value), "sum")


def _step(title: str, start: float, amount: float, kind: str, figures: Figures) -> Step:
    sign = "+" if amount > 0 else ""
    return Step(title, start / MILLION, (start + amount) / MILLION, f"{sign}{figures.millions(amount)}", kind)
