"""The scorecard: weighted scores, what is missing of them, and the must-haves that an offer lacks."""

from cdmo_desk.contract.offer import Offer
from cdmo_desk.programme.brief import Brief

BEST = 5.0


def score(brief: Brief, offer: Offer) -> float | None:
    """Return the weighted mean of an offer's scores (0..5) over the criteria it has a score for; None without any."""
    scored = [
        (criterion.weight, offer.scores[criterion.id]) for criterion in brief.criteria if criterion.id in offer.scores
    ]
    weight = sum(weight for weight, _ in scored)
    return sum(weight * points for weight, points in scored) / weight if weight > 0 else None


def unscored(brief: Brief, offer: Offer) -> tuple[str, ...]:
    """Return the criteria an offer has no score for."""
    return tuple(criterion.id for criterion in brief.criteria if criterion.id not in offer.scores)


def missing_must_haves(brief: Brief, offer: Offer) -> tuple[str, ...]:
    """Return the must-haves that an offer's capabilities lack."""
    return tuple(need for need in brief.must_haves if need not in offer.capabilities)


def is_ranked(brief: Brief, offer: Offer) -> bool:
    """Say whether an offer is ranked: all must-haves met, and not the in-house reference."""
    return offer.is_ranked_kind and not missing_must_haves(brief, offer)
