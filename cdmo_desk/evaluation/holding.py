"""How far one criterion's weight can move before another offer leads the scorecard, the other weights kept."""

from math import inf, sqrt

from cdmo_desk.contract.offer import Offer
from cdmo_desk.evaluation.scorecard import is_ranked, score
from cdmo_desk.programme.brief import Brief

TINY = 1e-12
Line = tuple[float, float, float, float]
"""A score as a function of one weight w: (a + b w) / (c + d w)."""


def holding(brief: Brief, offers: tuple[Offer, ...]) -> dict[str, tuple[float, float]]:
    """Return for each criterion the lowest and highest share of the weights at which the leader stays the leader.

    The share is that of all weights; the leader is the ranked offer with the highest score. Empty where nobody leads.
    """
    scored = [offer for offer in offers if is_ranked(brief, offer) and score(brief, offer) is not None]
    if len(scored) < 2:  # noqa: PLR2004 - a leader needs somebody to lead
        return {}
    leader = max(scored, key=lambda offer: score(brief, offer) or 0.0)
    made = {}
    for criterion in brief.criteria:
        others = sum(other.weight for other in brief.criteria if other.id != criterion.id)
        low, high = 0.0, inf
        for rival in scored:
            if rival is leader:
                continue
            for root in _equal(_line(brief, leader, criterion.id), _line(brief, rival, criterion.id)):
                if root <= criterion.weight:
                    low = max(low, root)
                if root >= criterion.weight:
                    high = min(high, root)
        made[criterion.id] = _share(low, others), _share(high, others)
    return made


def _line(brief: Brief, offer: Offer, criterion: str) -> Line:
    """Return an offer's score by the weight of a criterion."""
    points = weight = 0.0
    for other in brief.criteria:
        if other.id != criterion and other.id in offer.scores:
            points += other.weight * offer.scores[other.id]
            weight += other.weight
    has_it = criterion in offer.scores
    return points, offer.scores[criterion] if has_it else 0.0, weight, 1.0 if has_it else 0.0


def _equal(one: Line, other: Line) -> list[float]:
    """Return the weights from 0 at which two scores cross: where (a + b w)(C + D w) − (A + B w)(c + d w) is 0."""
    a, b, c, d = one
    e, f, g, h = other
    square, linear, constant = b * h - f * d, a * h + b * g - e * d - f * c, a * g - e * c
    if abs(square) < TINY:
        roots = [] if abs(linear) < TINY else [-constant / linear]
    else:
        inside = linear * linear - 4 * square * constant
        roots = [] if inside <= 0 else [(-linear + sign * sqrt(inside)) / (2 * square) for sign in (-1, 1)]
    return [root for root in roots if root >= 0]


def _share(weight: float, others: float) -> float:
    if weight == inf:
        return 1.0
    return weight / (weight + others) if weight + others > 0 else 0.0
