"""The award rule's answer in plain sentences: what it gives, how sure that is, what would change it, what is open."""

from cdmo_desk.document import Case
from cdmo_desk.evaluation.answers import Answers
from cdmo_desk.evaluation.answers.collected import OverTrials
from cdmo_desk.evaluation.award import rankings
from cdmo_desk.evaluation.results import Comparison
from cdmo_desk.sheets import measures
from cdmo_desk.sheets.figures import EN, Figures
from cdmo_desk.sheets.flips import moved
from cdmo_desk.sheets.inputs import input_offer, input_title, input_value
from cdmo_desk.sheets.naming import Key, keys, listed, scope_title
from cdmo_desk.sheets.ranking import RULES
from cdmo_desk.speech import counted, marked, say

MOST = 3  # of what would change it
SURE = 3  # errors from zero, from which on a lead is no accident of the trials

SAYS = {
    "lowest_present_cost": marked("By lowest present cost the rule gives {offer}"),
    "lowest_p90": marked("By lowest present cost in a bad case the rule gives {offer}"),
    "weighted": marked("By points for price and score the rule gives {offer}"),
}


def award_words(case: Case, comparison: Comparison, answers: Answers, figures: Figures = EN) -> tuple[str, ...]:
    """Return the rule's answer in sentences: disagreement first, then margin, changes, tail, unknowns, foundation."""
    found = comparison.recommendation
    known = keys(case)
    if found.offer is None:
        return (say("No offer is ranked: the award rule, {rule}, gives none.", rule=say(RULES[found.rule])),)
    said = [*_disagreement(comparison, known), _margin(comparison, known, figures)]
    over = answers.over_trials
    if over is not None and over.leader not in (None, found.offer):
        said.append(
            say(
                "Over the {trials} trials of the answers {other} leads: the two are too close to tell apart.",
                trials=figures.full(over.trials),
                other=known[over.leader or ""].name,
            )
        )
    if over is not None:
        said += _changes(case, over, figures)
    said += _tail(comparison, known, figures)
    said += _unknown(case, comparison, known, figures)
    if over is not None:
        said += _foundation(over, known, figures)
    return tuple(said)


def _disagreement(comparison: Comparison, known: dict[str, Key]) -> list[str]:
    orders = rankings(comparison.offers)
    by_cost, by_cash, by_p90 = (orders[name][:1] for name in ("present_cost", "cash", "p90"))
    if by_cash != by_cost:
        return [
            say(
                "Cash and cost disagree: {cash} takes the least cash, {cost} has the lowest present cost.",
                cash=known[by_cash[0]].name,
                cost=known[by_cost[0]].name,
            )
        ]
    if by_p90 != by_cost:
        return [
            say(
                "Average and bad case disagree: {cost} costs least on average, {bad} in a bad case (one in ten).",
                bad=known[by_p90[0]].name,
                cost=known[by_cost[0]].name,
            )
        ]
    return []


def _margin(comparison: Comparison, known: dict[str, Key], figures: Figures) -> str:
    found = comparison.recommendation
    text = say(SAYS[found.rule], offer=known[found.offer or ""].name)
    if found.runner_up is None or found.margin is None:
        return say("{rule}, the only offer that is ranked.", rule=text)
    margin = (
        figures.number(found.margin) if found.rule == "weighted" else figures.money(found.margin, comparison.currency)
    )
    points = say(" points") if found.rule == "weighted" else ""
    text = say(
        "{rule}, {margin} ahead of {second}", rule=text, margin=margin + points, second=known[found.runner_up].name
    )
    if found.confidence is not None:
        text += say("; it is the cheaper of the two in {chance} of cases", chance=figures.percent(found.confidence, 0))
    if found.margin_error:
        text += (
            say("; the lead is no accident of the trials")
            if found.margin > SURE * found.margin_error
            else say("; the lead is within the error of the trials")
        )
    return f"{text}."


def _changes(case: Case, over: OverTrials, figures: Figures) -> list[str]:
    near = [flip for flip in over.flips if flip.at is not None][:MOST]
    if not near:
        return [say("No single assumption, price or plug changes it within three times its value.")]
    known = keys(case)
    parts = []
    for flip in near:
        whose = input_offer(case, flip.input)
        title = input_title(case, flip.input)
        if whose is not None:
            title = say("{input} of {offer}", input=title, offer=whose.name)
        parts.append(
            say(
                "{input} at {value} ({move}): then {offer}",
                input=title,
                value=input_value(case, flip.input, flip.at, figures, factor=flip.factor),
                move=moved(flip, figures),
                offer=known[flip.then or ""].name,
            )
        )
    return [say("What would change it soonest: {parts}.", parts="; ".join(parts))]


def _tail(comparison: Comparison, known: dict[str, Key], figures: Figures) -> list[str]:
    name = comparison.recommendation.offer or ""
    risk = comparison.offers[name].risk
    if risk is None:
        return [say("No simulation was run: nothing is said of bad cases.")]
    mildest = min(
        comparison.ranking,
        key=lambda other: found.present_cost.cvar95 if (found := comparison.offers[other].risk) else 0.0,
    )
    worst = figures.money(risk.present_cost.cvar95, comparison.currency)
    own = say("Its worst 5 % of cases cost {worst} in present cost", worst=worst)
    milder = comparison.offers[mildest].risk
    if mildest == name or milder is None:
        return [say("{own}, no ranked offer's less.", own=own)]
    return [
        say(
            "{own}; those of {other} {less} less.",
            own=own,
            other=known[mildest].name,
            less=figures.money(risk.present_cost.cvar95 - milder.present_cost.cvar95, comparison.currency),
        )
    ]


def _unknown(case: Case, comparison: Comparison, known: dict[str, Key], figures: Figures) -> list[str]:
    said = []
    for name in comparison.ranking:
        gaps = comparison.offers[name].unknown_gaps
        if gaps:
            items = listed([scope_title(case, item) for item in gaps])
            said.append(say("Nobody has priced {items} of {offer}.", items=items, offer=known[name].name))
    if comparison.evpi is not None and len(comparison.ranking) > 1:
        said.append(
            say(
                "Knowing everything before the choice would be worth {worth}.",
                worth=figures.money(comparison.evpi, comparison.currency),
            )
        )
    score = measures.chosen(comparison)
    if score is not None and comparison.offers[score].unscored:
        said.append(
            counted(
                "One criterion of {offer} has no score.",
                "{n} criteria of {offer} have no score.",
                len(comparison.offers[score].unscored),
                offer=known[score].name,
            )
        )
    return said


def _foundation(over: OverTrials, known: dict[str, Key], figures: Figures) -> list[str]:
    if over.leader is None:
        return []
    own = over.foundation.offers[over.leader]
    text = say(
        "Plugs make up {plugs} of the present cost of {offer}; {share} of what moves it has no source.",
        plugs=figures.percent(own.plugs),
        offer=known[over.leader].name,
        share=figures.percent(own.unsourced_swing, 0),
    )
    if over.foundation.leader_changes:
        return [text, say("The choice changes if plugs are left out or doubled.")]
    return [text, say("The choice stays if plugs are left out or doubled.")]
