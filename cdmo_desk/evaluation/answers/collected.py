"""All answers of a case in one record: those that rest on the base case, and those that rest on its trials."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from cdmo_desk.document import Case
from cdmo_desk.evaluation.answers.between import Acceptance, Pair, acceptance, dominated, pairs
from cdmo_desk.evaluation.answers.correlation import correlated
from cdmo_desk.evaluation.answers.flips import Flip, flips
from cdmo_desk.evaluation.answers.owed import Owed, owed
from cdmo_desk.evaluation.answers.questions import Question, questions
from cdmo_desk.evaluation.answers.rehearsal import TRIALS, Rehearsal, rehearse
from cdmo_desk.evaluation.answers.reliance import Foundation, foundation
from cdmo_desk.evaluation.answers.sensitivity import Swing, swings
from cdmo_desk.evaluation.answers.varied import stopped_after
from cdmo_desk.evaluation.answers.walkaway import WalkAway, walk_away
from cdmo_desk.evaluation.answers.winner import WinnerMap, winner_map, with_mass
from cdmo_desk.evaluation.answers.worth import Worth, worths
from cdmo_desk.evaluation.cautions import unsourced
from cdmo_desk.evaluation.levelling import plugs
from cdmo_desk.evaluation.scorecard import is_ranked
from cdmo_desk.evaluation.simulation import SEED
from cdmo_desk.evaluation.stability import Stability, stability
from cdmo_desk.programme.scenario import Array


@dataclass(frozen=True, slots=True, kw_only=True)
class AtLikely:
    """Answers that rest on the base case: swings and what is owed by offer, the winner map, the scorecard's weights."""

    swings: dict[str, tuple[Swing, ...]]
    owed: dict[str, Owed]
    winners: WinnerMap | None
    stability: tuple[Stability, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OverTrials:
    """Answers that rest on `trials` of the programme with `seed`, the same for every question.

    `leader` is the offer that the award rule gives over these trials, by `lead` in the rule's measure (present cost,
    its P90, or points).
    """

    trials: int
    seed: int
    leader: str | None
    lead: float | None
    pairs: tuple[Pair, ...]
    dominated: dict[str, tuple[str, ...]]
    acceptance: Acceptance | None
    worths: tuple[Worth, ...]
    walk_away: tuple[WalkAway, ...]
    flips: tuple[Flip, ...]
    foundation: Foundation
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The answers of a case; without trials those that need them are None."""

    at_likely: AtLikely
    over_trials: OverTrials | None


def answers(case: Case, *, trials: int = TRIALS, seed: int = SEED, wanted: Callable[[], bool] | None = None) -> Answers:
    """Return the answers of a case; with trials, swings carry rank correlations and the winner map its mass.

    `wanted` is asked now and then whether to go on, and `Unwanted` is raised where it says no.
    """
    found = at_likely(case)
    if trials <= 0:
        return Answers(at_likely=found, over_trials=None)
    rehearsal = rehearse(case.brief, case.offers, trials=trials, seed=seed, wanted=wanted)
    return Answers(at_likely=heard(rehearsal, found), over_trials=over_trials(case, rehearsal, found))


def at_likely(case: Case) -> AtLikely:
    """Return the answers that rest on the base case."""
    brief, offers = case.brief, case.offers
    gaps = plugs(brief, offers)
    stopped = stopped_after(brief)
    ranked = [offer for offer in offers if is_ranked(brief, offer)]
    return AtLikely(
        swings={offer.id: swings(brief, offer, gaps[offer.id]) for offer in offers},
        owed={offer.id: owed(brief, offer, gaps[offer.id], stopped) for offer in offers},
        winners=winner_map(brief, ranked, gaps),
        stability=stability(brief, offers),
    )


def heard(rehearsal: Rehearsal, found: AtLikely) -> AtLikely:
    """Return base-case answers with what the trials add to them: rank correlations, and the mass on the map."""
    winners = found.winners
    return AtLikely(
        swings={offer.id: correlated(rehearsal, offer, found.swings[offer.id]) for offer in rehearsal.offers},
        owed=found.owed,
        winners=None if winners is None else with_mass(winners, demand_factors(rehearsal), rehearsal.weights.each),
        stability=found.stability,
    )


def over_trials(case: Case, rehearsal: Rehearsal, found: AtLikely) -> OverTrials:
    """Return the answers that rest on the trials."""
    ranked = {offer.id: rehearsal.present[offer.id] for offer in rehearsal.ranked}
    walked = walk_away(rehearsal)
    leader = rehearsal.leader
    return OverTrials(
        trials=rehearsal.trials,
        seed=rehearsal.seed,
        leader=leader,
        lead=rehearsal.lead(leader) if leader is not None and len(ranked) > 1 else None,
        pairs=pairs(ranked, rehearsal.weights),
        dominated=dominated(ranked, rehearsal.weights),
        acceptance=acceptance(ranked, rehearsal.weights),
        worths=worths(rehearsal),
        walk_away=walked,
        flips=flips(rehearsal, walked),
        foundation=foundation(rehearsal, found.swings, unsourced(case)),
        questions=questions(rehearsal, found.swings),
    )


def demand_factors(rehearsal: Rehearsal) -> Array:
    """Return each trial's demand over all stated years as a factor of the plan's, 1 where nothing is wanted."""
    # what is wanted past the horizon by a slip is gone from the trial, not from the plan
    wanted = np.concatenate(
        [np.broadcast_to(scenario.wanted.sum(axis=1), (scenario.trials,)) for scenario in rehearsal.scenarios]
    )
    planned = sum(year.likely for year in rehearsal.brief.demand[: rehearsal.brief.horizon_years])
    return wanted / planned if planned > 0 else np.ones_like(wanted)
