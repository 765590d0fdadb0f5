"""What the answer rests on, why not another offer, and what is still open."""

from cdmo_desk.document import Case
from cdmo_desk.evaluation.results import Comparison, OfferFigures
from cdmo_desk.problem import Problem
from cdmo_desk.sheets import measures
from cdmo_desk.sheets.cautions import offer_at
from cdmo_desk.sheets.figures import EN, Figures
from cdmo_desk.sheets.naming import criterion, keys, listed, scope_title
from cdmo_desk.speech import counted, say


def rests_on(case: Case, comparison: Comparison, figures: Figures = EN) -> tuple[str, ...]:
    """Return what the chosen offer's figures rest on: plugs, rates of exchange, inputs nobody vouches for."""
    name = measures.chosen(comparison)
    said = []
    if name is not None:
        said.append(_plugs(case, comparison, comparison.offers[name], figures))
    used = {offer.currency for offer in case.offers if offer.currency not in (None, case.brief.currency)}
    rates = [
        say("{currency} at {rate}", currency=currency, rate=figures.rate(exchange.rate))
        for currency, exchange in case.brief.fx.items()
        if currency in used
    ]
    if rates:
        own = comparison.offers[name].foreign_share if name is not None else 0.0
        share = say("; {own} of its cash is foreign", own=figures.percent(own, 0)) if own else ""
        said.append(
            say(
                "Rates of exchange: {rates} {currency}{share}.",
                rates=listed(rates),
                currency=case.brief.currency,
                share=share,
            )
        )
    if comparison.unsourced:
        said.append(counted("{n} input has no source.", "{n} inputs have no source.", len(comparison.unsourced)))
    return tuple(said)


def _plugs(case: Case, comparison: Comparison, offer: OfferFigures, figures: Figures) -> str:
    if not offer.gaps:
        return say("The offer has no gap: nothing in it is plugged.")
    names = listed([scope_title(case, item) for item in offer.gaps])
    text = counted("{n} gap in the offer: {names}", "{n} gaps in the offer: {names}", len(offer.gaps), names=names)
    value = offer.base.by_category.get("scope_gap", 0.0)
    if value:
        text += say("; plugged with {value} of ours", value=figures.money(value, comparison.currency))
    if offer.unknown_gaps:
        text += say(
            "; nobody has priced {names}", names=listed([scope_title(case, item) for item in offer.unknown_gaps])
        )
    return f"{text}."


def others(case: Case, comparison: Comparison, figures: Figures = EN) -> tuple[str, ...]:
    """Return why not the offer with the lowest stated total, and why not the runner-up."""
    name = measures.chosen(comparison)
    if name is None:
        return ()
    known = keys(case)
    said = []
    stated = {
        offer.id: value
        for offer in case.offers
        if offer.is_ranked_kind
        and (value := measures.on_paper(case, offer.id, comparison.offers[offer.id].base.stated)) is not None
    }
    cheapest = min(stated, key=lambda offer: stated[offer], default=None)
    runner_up = comparison.recommendation.runner_up
    if name == runner_up:
        runner_up = comparison.recommendation.offer
    if cheapest is not None and cheapest != name:
        found = comparison.offers[cheapest]
        more = measures.present_cost(found) - measures.present_cost(comparison.offers[name])
        text = say(
            "{name} states the least, {money}: at our volumes it asks {contract}{sign}",
            name=known[cheapest].name,
            money=figures.money(stated[cheapest], comparison.currency),
            contract=figures.amount(found.base.contract),
            sign=figures.sign,
        )
        if more > 0:
            text += say(", and its present cost is {more}{sign} higher", more=figures.amount(more), sign=figures.sign)
        said.append(f"{text}.")
    if runner_up is not None and runner_up not in (name, cheapest):
        said.append(_runner_up(comparison, name, runner_up, known[runner_up].name, figures))
    return tuple(said)


def _runner_up(comparison: Comparison, name: str, runner_up: str, called: str, figures: Figures) -> str:
    own, other = comparison.offers[name], comparison.offers[runner_up]
    more = measures.present_cost(other) - measures.present_cost(own)
    if more <= 0:
        return say(
            "{called} has a present cost {amount}{sign} lower.",
            called=called,
            amount=figures.amount(-more),
            sign=figures.sign,
        )
    text = say(
        "Next is {called}, {more} dearer in present cost", called=called, more=figures.money(more, comparison.currency)
    )
    less_cash = measures.expected_cash(own) - measures.expected_cash(other)
    if less_cash > 0:
        text += say(
            ", though it takes {less_cash}{sign} less cash", less_cash=figures.amount(less_cash), sign=figures.sign
        )
    if own.score is not None and other.score is not None and other.score > own.score:
        text += say(
            "; it scores {score} against {score2}", score=figures.number(other.score), score2=figures.number(own.score)
        )
    return f"{text}."


def open_points(case: Case, comparison: Comparison, figures: Figures = EN) -> tuple[str, ...]:
    """Return what should be settled before signing: the chosen offer's warnings first, then those of the case."""
    name = measures.chosen(comparison)
    place = next((number for number, offer in enumerate(case.offers) if offer.id == name), None)
    said = []
    if name is not None and place is not None:
        offer, figure = case.offer(name), comparison.offers[name]
        if offer.valid_until is not None:
            passed = offer.expired(case.brief.as_of)
            day = figures.date(offer.valid_until)
            said.append(
                say("The offer was valid until {day}.", day=day)
                if passed
                else say("The offer is valid until {day}.", day=day)
            )
        if figure.unscored and case.brief.criteria:
            said.append(
                say("Not scored: {names}.", names=listed([criterion(case, entry) for entry in figure.unscored]))
            )
        if figure.uncapped:
            said.append(say("Nothing limits: {uncapped}.", uncapped=", ".join(say(text) for text in figure.uncapped)))
    said += _warnings(comparison.warnings, place)
    return tuple(said)


def _warnings(warnings: tuple[Problem, ...], place: int | None) -> list[str]:
    own = sum(1 for problem in warnings if place is not None and offer_at(problem.place) == place)
    rest = len(warnings) - own
    parts = []
    if own:
        parts.append(counted("{n} warning about this offer", "{n} warnings about this offer", own))
    if rest:
        parts.append(say("{rest} about the rest", rest=rest))
    return [say("{parts}: see Warnings.", parts=listed(parts))] if parts else []
