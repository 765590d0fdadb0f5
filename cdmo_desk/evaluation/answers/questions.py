"""Questions to suppliers, ranked by what the answers are worth.

What an answer is worth is the expected gain from knowing it before the choice is made: how much lower the mean present
cost of the choice would be, if the offer's cost moved with the answer and everything else stayed at its mean. The cost
moves in proportion to the one-at-a-time swing of the base case, scaled to the mean over all trials.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from cdmo_desk.contract.batches import BatchFailure
from cdmo_desk.contract.offer import Offer
from cdmo_desk.contract.services import Deliverable
from cdmo_desk.contract.sharing import Equity
from cdmo_desk.contract.sponsor import SponsorCost
from cdmo_desk.estimate import Estimate
from cdmo_desk.evaluation.answers.rehearsal import Rehearsal
from cdmo_desk.evaluation.answers.sensitivity import Swing, noted
from cdmo_desk.evaluation.cautions import SHOULD_HAVES
from cdmo_desk.evaluation.exposure import uncapped
from cdmo_desk.evaluation.levelling import ESTIMATE, OWN_OPTION, UNKNOWN
from cdmo_desk.evaluation.results import Plug
from cdmo_desk.evaluation.statistics import mean
from cdmo_desk.evaluation.valuation import value
from cdmo_desk.programme.brief import Brief
from cdmo_desk.programme.likely import likely
from cdmo_desk.programme.quantile import pert
from cdmo_desk.programme.scenario import Array

OURS = (SponsorCost, BatchFailure, Equity)  # what they come to is ours to estimate, not the supplier's
LEVELS = (np.arange(64) + 0.5) / 64
NOTHING = 0.5  # money
SMALL = 0.002  # of an offer's present cost: a swing below it is not asked about


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question to a supplier.

    `about` is `unknown_gap`, `gap`, `option` or `tbd` (`subject`: a scope item or a term's place), `estimate`
    (`subject`: an input such as `terms[3].hours`), `rate` (a line that states a rate and stands for nothing),
    `uncapped`, `clauses`, `evidence`, `expired` or `validity`. `swing` is how far present cost of the base case can
    move with the answer, `worth` what the answer is worth; None where neither can be told. `details` names what is
    missing, where that is more than one thing.
    """

    offer: str
    about: str
    subject: str
    swing: float | None = None
    worth: float | None = None
    details: tuple[str, ...] = ()


def questions(rehearsal: Rehearsal, swings: Mapping[str, tuple[Swing, ...]]) -> tuple[Question, ...]:
    """Return the questions to all suppliers, those whose answers are worth most first; unknown gaps before all.

    Questions about offers that are not ranked come last.
    """
    made: list[Question] = []
    ranked = {offer.id for offer in rehearsal.ranked}
    for offer in rehearsal.offers:
        if offer.is_ranked_kind:
            made += _about(rehearsal, offer, swings.get(offer.id, ()))
    return tuple(
        sorted(
            made,
            key=lambda found: (
                found.offer not in ranked,
                found.about != "unknown_gap",
                -(found.worth or 0.0),
                -(found.swing or 0.0),
                found.about in ("clauses", "validity"),
            ),
        )
    )


def _about(rehearsal: Rehearsal, offer: Offer, swings: tuple[Swing, ...]) -> Iterator[Question]:
    brief, gaps = rehearsal.brief, rehearsal.gaps[offer.id]
    yield from _gaps(rehearsal, offer, gaps)
    covered = {term.scope for term in offer.terms if isinstance(term, Deliverable) and term.scope in gaps}
    for number, term in enumerate(offer.terms):
        if isinstance(term, Deliverable) and term.basis == "tbd" and term.scope not in covered:
            yield Question(offer=offer.id, about="tbd", subject=offer.place(number))
    yield from _estimates(rehearsal, offer, swings)
    for line in offer.lines:
        if line.basis == "rate" and line.becomes.term is None and line.becomes.set_aside is None:
            yield Question(offer=offer.id, about="rate", subject=line.id, details=(line.description,))
    limitless = uncapped(offer)
    if limitless:
        yield Question(offer=offer.id, about="uncapped", subject="terms", details=limitless)
    yield from _papers(rehearsal, brief, offer)


def _papers(rehearsal: Rehearsal, brief: Brief, offer: Offer) -> Iterator[Question]:
    """Give what is asked about beside money: evidence, clauses, validity."""
    shown = {item.for_ for item in offer.evidence}
    bare = tuple(need for need in brief.must_haves if need in offer.capabilities and need not in shown)
    if bare:
        worth = None
        if offer.id == rehearsal.leader and len(rehearsal.ranked) > 1 and brief.rule.rule == "lowest_present_cost":
            worth = rehearsal.lead(offer.id)
        yield Question(offer=offer.id, about="evidence", subject="must_haves", swing=worth, details=bare)
    if offer.expired(brief.as_of):
        yield Question(offer=offer.id, about="expired", subject="valid_until")
    elif offer.valid_until is None:
        yield Question(offer=offer.id, about="validity", subject="valid_until")
    topics = {clause.topic for clause in offer.clauses}
    missing = tuple(topic for topic in SHOULD_HAVES if topic not in topics)
    if missing:
        yield Question(offer=offer.id, about="clauses", subject="clauses", details=missing)


def _gaps(rehearsal: Rehearsal, offer: Offer, gaps: Mapping[str, Plug]) -> Iterator[Question]:
    places = rehearsal.by_place(offer) if gaps else {}
    tbd = {term.scope for term in offer.terms if isinstance(term, Deliverable) and term.basis == "tbd"}
    for item, plug in gaps.items():
        if plug.source == UNKNOWN:
            yield Question(offer=offer.id, about="unknown_gap", subject=item)
            continue
        held = places.get(f"scope.{item}")
        size = 0.0 if held is None else mean(held, rehearsal.weights)
        if plug.source == OWN_OPTION:
            yield Question(offer=offer.id, about="option", subject=item, swing=size)
            continue
        estimate = next(found.estimate for found in rehearsal.brief.scope if found.id == item)
        swing = worth = None
        if plug.source == ESTIMATE and estimate is not None and estimate.mean > 0:
            moved = size * (pert(estimate, LEVELS) / estimate.mean - 1)
            swing = size * float(np.diff(pert(estimate, np.array([0.1, 0.9])))[0]) / estimate.mean
            worth = _worth(rehearsal, offer, moved)
        about = "tbd" if item in tbd else "gap"
        yield Question(offer=offer.id, about=about, subject=item, swing=swing, worth=worth)


def _estimates(rehearsal: Rehearsal, offer: Offer, swings: tuple[Swing, ...]) -> Iterator[Question]:
    """Give the offer's own uncertain inputs that move its cost enough to be asked about."""
    brief = rehearsal.brief
    base = float(value(brief, offer, rehearsal.gaps[offer.id], likely(brief)).present.sum())
    held = mean(rehearsal.present[offer.id], rehearsal.weights)
    ratio = held / base if base else 0.0
    known = noted(brief, offer, rehearsal.gaps[offer.id]).estimates
    ours = tuple(
        f"{offer.id}.{offer.place(number)}." for number, term in enumerate(offer.terms) if isinstance(term, OURS)
    )
    for swing in swings:
        estimate = known.get(swing.input)
        if estimate is None or swing.width < SMALL * abs(base) or swing.input.startswith((*ours, f"{offer.id}.risks[")):
            continue
        yield Question(
            offer=offer.id,
            about="estimate",
            subject=swing.input.removeprefix(f"{offer.id}.").removeprefix("offer."),
            swing=swing.width * abs(ratio),
            worth=_worth(rehearsal, offer, _moved(swing, estimate) * ratio),
        )


def _moved(swing: Swing, estimate: Estimate) -> Array:
    """Return by how much present cost moves from its mean at the levels of an estimate, straight between its ends."""
    low, high = pert(estimate, np.array([0.1, 0.9]))
    moved: Array = (pert(estimate, LEVELS) - estimate.mean) * (swing.high - swing.low) / (high - low)
    return moved


def _worth(rehearsal: Rehearsal, offer: Offer, moved: Array) -> float | None:
    """Return what knowing an offer's move before choosing is worth, None for an offer that is not ranked."""
    means = {other.id: mean(rehearsal.present[other.id], rehearsal.weights) for other in rehearsal.ranked}
    if offer.id not in means or len(means) < 2:  # noqa: PLR2004 - one offer has no rival
        return None
    others = min(cost for name, cost in means.items() if name != offer.id)
    own = means[offer.id] + (moved - moved.mean())
    gained = min(others, means[offer.id]) - float(np.minimum(own, others).mean())
    return gained if gained > NOTHING else 0.0
