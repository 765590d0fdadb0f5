"""Why the offer: at most three reasons, each said only where the figures support it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cdmo_desk.document import Case
from cdmo_desk.evaluation.results import Comparison, OfferFigures
from cdmo_desk.sheets import measures
from cdmo_desk.sheets.figures import Figures
from cdmo_desk.sheets.naming import Key, criterion, first_gate, keys, last_year, listed, within
from cdmo_desk.speech import say

MOST = 3
LITTLE = 0.05  # of cash: what may be owed and still be called little
BEARABLE = 0.15  # of cases: how often cash may exceed the budget and still be called bearable


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason in a few words, and the sentence with the figures that support it."""

    head: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """The chosen offer among those ranked."""

    case: Case
    comparison: Comparison
    figures: Figures
    known: dict[str, Key]
    name: str

    @property
    def offer(self) -> OfferFigures:
        """Return the chosen offer's figures."""
        return self.comparison.offers[self.name]

    @property
    def rivals(self) -> tuple[str, ...]:
        """Return the other ranked offers, best first."""
        return tuple(name for name in self.comparison.ranking if name != self.name)

    def money(self, value: float | None) -> str:
        """Return money for a sentence."""
        return self.figures.money(value, self.comparison.currency)


def reasons(case: Case, comparison: Comparison, figures: Figures) -> tuple[Reason, ...]:
    """Return the reasons for the chosen offer, the weightiest first; none where there is no offer."""
    name = measures.chosen(comparison)
    if name is None:
        return ()
    field = Field(case=case, comparison=comparison, figures=figures, known=keys(case), name=name)
    return tuple(_found(field))[:MOST]


def _found(field: Field) -> Iterator[Reason]:
    for ask in ASKED:
        reason = ask(field)
        if reason is not None:
            yield reason


def _costs_least(field: Field) -> Reason | None:
    """Say that its present cost is lower than that of every other ranked offer."""
    own = measures.present_cost(field.offer)
    others = {name: measures.present_cost(field.comparison.offers[name]) for name in field.rivals}
    if not others or not field.offer.ranked or own > min(others.values()) or field.offer.unknown_gaps:
        return None
    what = say("Expected present cost") if field.offer.risk else say("Present cost of the base case")
    says = f"{what} {field.money(own)}"
    nearest = sorted(others, key=lambda name: others[name])[:2]
    gaps = []
    for name in nearest:
        error = ""
        found = field.comparison.recommendation
        if name == found.runner_up and found.margin_error is not None and field.name == found.offer:
            error = f" {field.figures.shown_error(found.margin_error)}".rstrip().replace("±", "±\u00a0")
        gap = field.figures.amount(others[name] - own)
        gaps.append(
            say(
                "{gap}{error}{sign} below {name}",
                gap=gap,
                error=error,
                sign=field.figures.sign,
                name=field.known[name].name,
            )
        )
    return Reason(say("It costs least."), f"{says}, {listed(gaps)}.")


def _bad_case_least(field: Field) -> Reason | None:
    """Say that the rule goes by the bad case and the offer has the lowest."""
    if field.comparison.recommendation.rule != "lowest_p90" or field.offer.risk is None or not field.rivals:
        return None
    own = field.offer.risk.present_cost.p90
    others = {
        name: risk.present_cost.p90 for name in field.rivals if (risk := field.comparison.offers[name].risk) is not None
    }
    if not others or own > min(others.values()):
        return None
    nearest = min(others, key=lambda name: others[name])
    return Reason(
        say("Its bad case costs least."),
        say(
            "One case in ten costs more than {own} in present cost; with {name} it is {money}.",
            own=field.money(own),
            name=field.known[nearest].name,
            money=field.money(others[nearest]),
        ),
    )


def _most_points(field: Field) -> Reason | None:
    """Say that the rule weighs price and score and the offer leads."""
    found = field.comparison.recommendation
    if found.rule != "weighted" or found.offer != field.name or found.margin is None or found.runner_up is None:
        return None
    return Reason(
        say("It has the most points."),
        say(
            "Price and score together put it {margin} of 5 points ahead of {name}.",
            margin=field.figures.number(found.margin),
            name=field.known[found.runner_up].name,
        ),
    )


def _commits_little(field: Field) -> Reason | None:
    """Say that little is owed if the first gate fails, or the least."""
    gate = first_gate(field.case)
    own = measures.still_owed(field.case, field.offer, gate)
    cash = measures.likely_cash(field.offer) or field.offer.base.cash
    if gate is None or own is None or cash <= 0:
        return None
    others = {
        name: owed
        for name in field.rivals
        if (owed := measures.still_owed(field.case, field.comparison.offers[name], gate)) is not None
    }
    least = bool(others) and own < min(others.values())
    if not least and own > LITTLE * cash:
        return None
    if own < 1:
        says = say("If {gate} fails, nothing is still owed", gate=gate)
    else:
        share = field.figures.percent(own / cash, 0)
        says = say(
            "If {gate} fails, {own} is still owed, {share} of what success would take",
            gate=gate,
            own=field.money(own),
            share=share,
        )
    most = max(others, key=lambda name: others[name], default=None)
    if most is not None and others[most] > own:
        says += say("; with {name} it would be {money}", name=field.known[most].name, money=field.money(others[most]))
        beyond = field.comparison.offers[most].base.beyond_horizon
        if beyond >= 0.01 * others[most]:
            says += say(
                ", and {beyond} after {last_year} if all gates are passed",
                beyond=field.money(beyond),
                last_year=last_year(field.case),
            )
    return Reason(say("It commits least.") if least else say("It commits little."), f"{says}.")


def _bearable(field: Field) -> Reason | None:
    """Say that cash rarely exceeds the budget, or that the base case stays within it."""
    budget = field.case.brief.budget
    if budget is None:
        return None
    if field.offer.risk is None:
        if field.offer.base.cash > budget or field.offer.unknown_gaps:
            return None
        left = field.money(budget - field.offer.base.cash)
        return Reason(
            say("It stays within the budget."),
            say("Cash of the base case leaves {left} of {budget}.", left=left, budget=field.money(budget)),
        )
    over = field.offer.risk.over_budget
    if over is None or over > BEARABLE or field.offer.unknown_gaps:
        return None
    return Reason(
        say("Its bad cases are bearable."),
        say(
            "Cash exceeds the budget in {over} of cases; {_worst}.",
            over=field.figures.percent(over),
            _worst=_worst(field),
        ),
    )


def _worst(field: Field) -> str:
    """Say how its worst cases stand among those of the others."""
    own = field.offer.risk.present_cost.cvar95 if field.offer.risk else 0.0
    milder = {
        name: risk.present_cost.cvar95
        for name in field.rivals
        if (risk := field.comparison.offers[name].risk) is not None and risk.present_cost.cvar95 < own
    }
    if not field.rivals:
        return say("its worst 5 % cost {own} in present cost", own=field.money(own))
    if not milder:
        return say("no ranked offer's worst 5 % are milder ({own} in present cost)", own=field.money(own))
    shown = sorted(milder, key=lambda name: milder[name])
    if len(shown) == 1:
        theirs = field.figures.amount(milder[shown[0]], 1)
        return say(
            "only {name}’s worst 5 % are milder ({theirs} against {own}{sign} in present cost)",
            name=field.known[shown[0]].name,
            theirs=theirs,
            own=field.figures.amount(own, 1),
            sign=field.figures.sign,
        )
    return say(
        "its worst 5 % cost {own}{sign} in present cost, those of {name} {amount}{sign}",
        own=field.figures.amount(own, 1),
        sign=field.figures.sign,
        name=field.known[shown[0]].name,
        amount=field.figures.amount(milder[shown[0]], 1),
    )


def _likeliest(field: Field) -> Reason | None:
    """Say that it is the cheapest in more cases than any other."""
    own = field.offer.risk.cheapest if field.offer.risk else None
    others = [risk.cheapest or 0.0 for name in field.rivals if (risk := field.comparison.offers[name].risk) is not None]
    if own is None or not others or own <= max(others):
        return None
    return Reason(
        say("It is cheapest most often."),
        say("It has the lowest present cost in {own} of cases.", own=field.figures.percent(own, 0)),
    )


def _scores_highest(field: Field) -> Reason | None:
    """Say that no other ranked offer scores as high."""
    own = field.offer.score
    others = [score for name in field.rivals if (score := field.comparison.offers[name].score) is not None]
    if own is None or not others or own <= max(others):
        return None
    best = [
        entry.id
        for entry in field.case.brief.criteria
        if field.case.offer(field.name).scores.get(entry.id, -1)
        > max((field.case.offer(name).scores.get(entry.id, -1) for name in field.rivals), default=-1)
    ]
    ahead = say(", ahead in {lower}", lower=within(criterion(field.case, best[0]))) if best else ""
    return Reason(
        say("It scores highest."),
        say(
            "{own} of 5 points{ahead}; the next has {number}.",
            own=field.figures.number(own),
            ahead=ahead,
            number=field.figures.number(max(others)),
        ),
    )


def _in_time(field: Field) -> Reason | None:
    """Say that it can supply before supply is needed, in every case."""
    needed, ready = field.case.brief.needed_month, field.case.offer(field.name).ready_months
    if needed is None or ready.high > needed:
        return None
    return Reason(
        say("It is ready in time."),
        say(
            "Supply after {ready} months; it is needed in month {needed}.",
            ready=field.figures.estimate(ready),
            needed=field.figures.short(needed),
        ),
    )


def _complete(field: Field) -> Reason | None:
    """Say that it covers the whole scope."""
    if field.offer.gaps or not any(item.required for item in field.case.brief.scope):
        return None
    return Reason(say("It is complete."), say("It covers every item of the required scope; nothing in it is plugged."))


def _at_home(field: Field) -> Reason | None:
    """Say that its prices are in the case's own currency while others' are not."""
    others = [field.comparison.offers[name].foreign_share for name in field.rivals]
    if field.offer.foreign_share > 0 or not any(others):
        return None
    return Reason(
        say("It carries no currency risk."),
        say("All its prices are in {currency}.", currency=field.comparison.currency),
    )


ASKED: tuple[Callable[[Field], Reason | None], ...] = (
    _bad_case_least,
    _most_points,
    _costs_least,
    _commits_little,
    _bearable,
    _likeliest,
    _scores_highest,
    _in_time,
    _complete,
    _at_home,
)
