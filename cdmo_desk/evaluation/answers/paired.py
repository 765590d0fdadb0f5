"""Offers held against each other alone, without the answers that ask for many what-ifs."""

from collections.abc import Callable
from dataclasses import dataclass

from cdmo_desk.document import Case
from cdmo_desk.evaluation.answers.between import Acceptance, Pair, acceptance, dominated, pairs
from cdmo_desk.evaluation.answers.rehearsal import rehearse
from cdmo_desk.evaluation.simulation import SEED


@dataclass(frozen=True, slots=True, kw_only=True)
class Paired:
    """The ranked offers over `trials` of the same programmes: any two of them, who is beaten, and the best buys."""

    trials: int
    pairs: tuple[Pair, ...]
    dominated: dict[str, tuple[str, ...]]
    acceptance: Acceptance | None


def paired(case: Case, *, trials: int, seed: int = SEED, wanted: Callable[[], bool] | None = None) -> Paired:
    """Return the ranked offers held against each other; `Unwanted` is raised where `wanted` says no."""
    rehearsal = rehearse(case.brief, case.offers, trials=trials, seed=seed, wanted=wanted)
    ranked = {offer.id: rehearsal.present[offer.id] for offer in rehearsal.ranked}
    return Paired(
        trials=rehearsal.trials,
        pairs=pairs(ranked, rehearsal.weights),
        dominated=dominated(ranked, rehearsal.weights),
        acceptance=acceptance(ranked, rehearsal.weights),
    )
