"""The flip distance: how far each assumption, price and plug must move, all else equal, to change the choice.

By the award rule's measure over the rehearsal's trials. What enters in proportion (a rate of exchange, the cost of
delay, a chance of a gate) is found in the trials as they are. Any other assumption of the brief is first tried at a few
values along the ways through the gates at likely values; where that says that the choice changes, or nearly, the place
is found in trials run anew. What moves in one offer alone is found in the trials from the start.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from math import inf

import numpy as np

from cdmo_desk.contract.batches import BatchFailure, MaterialsPerBatch
from cdmo_desk.contract.offer import Offer
from cdmo_desk.contract.services import ChangeOrders, Deliverable
from cdmo_desk.contract.sharing import Equity, Milestone, Royalty
from cdmo_desk.contract.sponsor import SponsorCost
from cdmo_desk.evaluation.answers.assumptions import MOST, Assumption, assumptions, times
from cdmo_desk.evaluation.answers.clauses import with_term
from cdmo_desk.evaluation.answers.levers import scaled
from cdmo_desk.evaluation.answers.rehearsal import Rehearsal, lead_of, runner_up, together
from cdmo_desk.evaluation.answers.root import root
from cdmo_desk.evaluation.answers.straight import shifted
from cdmo_desk.evaluation.answers.varied import paths
from cdmo_desk.evaluation.answers.walkaway import WalkAway, where
from cdmo_desk.evaluation.answers.winner import conditional
from cdmo_desk.evaluation.levelling import plugs
from cdmo_desk.evaluation.statistics import mean
from cdmo_desk.programme.brief import Brief
from cdmo_desk.programme.scenario import Array

NEAR = 2e-3  # of the lead
LINEAR = (MaterialsPerBatch, ChangeOrders, SponsorCost, BatchFailure, Milestone, Royalty, Equity)
DOUBT = 0.2  # of the lead: where a rough lead falls below it, the trials are asked
VALUES = ("ready_months", "output_per_batch")  # the inputs of an offer that are no factors
LEAST_OUTPUT = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """An input and the value of it nearest to the present one at which the recommendation changes, all else equal.

    `input` is a path of the brief (`demand`, `gates.Approval`, `fx.EUR`), or of an offer: `offers.A.batch_price`,
    `offers.A.terms[4]` (all that the term asks for), `offers.A.risks[0]` (all that the risk costs),
    `offers.A.plugs.tt`, `offers.A.deliverables`, `offers.A.ready_months`. `now` and `at` are values, or factors of
    the present ones where `factor` is set. `at` and `then` (the offer that is recommended beyond) are None where no
    value within the range that was tried (0 to 3 times; 0 to 1 for a chance; 8 quarters of slip) changes it.
    `move` is the distance relative to the present value, in parts of a year for a slip from 0.
    """

    input: str
    now: float
    at: float | None
    then: str | None
    factor: bool
    move: float | None


def flips(rehearsal: Rehearsal, walked: tuple[WalkAway, ...] = ()) -> tuple[Flip, ...]:
    """Return all flips, the nearest first, those that do not flip last; `walked` are the walk-away prices."""
    if len(rehearsal.ranked) < 2 or rehearsal.leader is None:  # noqa: PLR2004 - one offer has no rival
        return ()
    made = [flip for found in _of_brief(rehearsal) for flip in found]
    made += [_of_price(found) for found in walked if found.lever not in ("all_prices", "discount")]
    for found in together(lambda offer: list(_of_offer(rehearsal, offer)), rehearsal.ranked):
        made += found
    return tuple(sorted(made, key=lambda flip: (flip.move is None, inf if flip.move is None else abs(flip.move))))


def _of_brief(rehearsal: Rehearsal) -> list[list[Flip]]:
    here = expected(rehearsal.brief, rehearsal)
    return together(lambda found: _both_ways(rehearsal, found, here), list(assumptions(rehearsal.brief)))


def expected(brief: Brief, rehearsal: Rehearsal) -> dict[str, float]:
    """Return each ranked offer's present cost along the ways through the gates at likely values, mixed by chances."""
    ways = paths(brief)
    offers = rehearsal.ranked
    costs = conditional(brief, offers, plugs(brief, rehearsal.offers), ways, np.ones(1))[:, 0, :]
    mixed = costs @ np.array(ways.chances)
    return {offer.id: float(cost) for offer, cost in zip(offers, mixed, strict=True)}


def _both_ways(rehearsal: Rehearsal, found: Assumption, here: Mapping[str, float]) -> list[Flip]:
    """Return the flips of an assumption below and above its value now; one that says there is none, where so."""
    leader = rehearsal.leader or ""
    below = sorted((to for to in found.tried if to < found.now), reverse=True)
    above = sorted(to for to in found.tried if to > found.now)
    straight = shifted(rehearsal, found.path, found.now)
    made = []
    for tried in (below, above):
        if not tried:
            continue

        @cache
        def standing(to: float) -> dict[str, float]:
            if straight is not None and (there := straight(to)) is not None:
                return there
            return rehearsal.again(found.moved(to)).standing()

        def lead(to: float, standing: Callable[[float], dict[str, float]] = standing) -> float:
            return lead_of(leader, standing(to))

        if straight is not None:
            at = where(lead, found.now, rehearsal.lead(leader), tried[-1])
        else:
            at = _crossing(rehearsal, found, here, tried, lead)
        if at is not None:
            then = runner_up(leader, standing(at))
            made.append(_flip(found.path, found.now, at, then, factor=found.factor))
    return made or [_flip(found.path, found.now, None, None, factor=found.factor)]


def _crossing(
    rehearsal: Rehearsal,
    found: Assumption,
    here: Mapping[str, float],
    tried: list[float],
    truly: Callable[[float], float],
) -> float | None:
    """Return where the lead is lost on the way through the values tried: sought roughly, found in the trials."""
    leader = rehearsal.leader or ""
    lead = rehearsal.lead(leader)
    before, at_before = found.now, lead
    for to in tried:
        costs = expected(found.moved(to), rehearsal)
        moved = {name: rehearsal.present[name] + (costs[name] - here[name]) for name in costs}
        there = rehearsal.lead(leader, moved)
        if there < DOUBT * lead:
            guess = to if there >= 0 else before + (to - before) * at_before / (at_before - there)
            return _confirmed(truly, (found.now, lead), guess, (to, tried[-1]))
        before, at_before = to, there
    return None


def _confirmed(
    truly: Callable[[float], float], start: tuple[float, float], guess: float, ends: tuple[float, ...]
) -> float | None:
    """Return where the lead is lost in the trials, near a guess or between it and an end; None where it is not."""
    now, lead = start
    at_guess = truly(guess)
    if at_guess < 0:
        return root(truly, now, lead, guess, at_guess, near=NEAR * lead)
    for end in dict.fromkeys(ends):
        at_end = truly(end)
        if at_end < 0:
            return root(truly, guess, at_guess, end, at_end, near=NEAR * lead)
    return None


def _of_price(found: WalkAway) -> Flip:
    """Return a walk-away price as a flip, none beyond three times the price."""
    path = f"offers.{found.offer}.{found.lever}"
    if found.at is None or found.at > MOST * found.now:
        return _flip(path, found.now, None, None)
    return _flip(path, found.now, found.at, found.rival if found.leads else found.offer)


def _of_offer(rehearsal: Rehearsal, offer: Offer) -> Iterator[Flip]:
    """Give the flips of what moves in one offer alone."""
    leads = rehearsal.lead(offer.id) > 0
    places = rehearsal.by_place(offer)
    own = rehearsal.present[offer.id]
    for place, path in _linear(offer, places):

        def linear(to: float, part: Array = places[place]) -> Array:
            return own + (to - 1) * part

        end = MOST if (mean(places[place], rehearsal.weights) > 0) == leads else 0.0
        yield _settled(rehearsal, offer, path, (1.0, end), linear)
    for path, now, end, moved in _other(offer, leads=leads):

        def anew(to: float, moved: Callable[[float], Offer] = moved) -> Array:
            return rehearsal.play(moved(to))

        yield _settled(rehearsal, offer, path, (now, end), anew)


def _settled(
    rehearsal: Rehearsal, offer: Offer, path: str, span: tuple[float, float], play: Callable[[float], Array]
) -> Flip:
    """Return the flip of an input of an offer between its value now and the furthest; `play` gives present costs."""
    now, end = span
    here = rehearsal.lead(offer.id)
    at = where(lambda to: rehearsal.lead(offer.id, {offer.id: play(to)}), now, here, end, NEAR)
    then = None
    if at is not None:
        then = runner_up(offer.id, rehearsal.standing({offer.id: play(at)})) if here > 0 else offer.id
    return _flip(f"offers.{offer.id}.{path}", now, at, then, factor=path not in VALUES)


def _linear(offer: Offer, places: Mapping[str, Array]) -> Iterator[tuple[str, str]]:
    """Give the places whose part of the cost can be moved by itself, and their paths."""
    for number, term in enumerate(offer.terms):
        if isinstance(term, LINEAR) and offer.place(number) in places:
            yield offer.place(number), offer.place(number)
    for place in places:
        if place.startswith("risks["):
            yield place, place
        elif place.startswith("scope."):
            yield place, f"plugs.{place.removeprefix('scope.')}"


def _other(offer: Offer, *, leads: bool) -> Iterator[tuple[str, float, float, Callable[[float], Offer]]]:
    """Give what must be evaluated anew to be moved: path, value now, furthest value, the offer with it moved."""
    if any(isinstance(term, Deliverable) and term.is_charged for term in offer.terms):
        yield "deliverables", 1.0, MOST if leads else 0.0, lambda to: _dearer_work(offer, to)
    ready, output = offer.ready_months, offer.output_per_batch
    if ready.likely > 0:
        yield (
            "ready_months",
            ready.likely,
            MOST * ready.likely if leads else 0.0,
            lambda to: replace(offer, ready_months=times(ready, to / ready.likely)),
        )
    if offer.supplies and output.likely > 0:
        yield (
            "output_per_batch",
            output.likely,
            LEAST_OUTPUT * output.likely if leads else MOST * output.likely,
            lambda to: replace(offer, output_per_batch=times(output, to / output.likely)),
        )


def _dearer_work(offer: Offer, factor: float) -> Offer:
    made = offer
    for number, term in enumerate(offer.terms):
        if isinstance(term, Deliverable) and term.is_charged:
            made = with_term(made, number, scaled(term, factor, ("unit_price",)))
    return made


def _flip(path: str, now: float, at: float | None, then: str | None, *, factor: bool = False) -> Flip:
    move = None
    if at is not None:
        move = at / now - 1 if now else at / 4
    return Flip(input=path, now=now, at=at, then=then, factor=factor, move=move)
