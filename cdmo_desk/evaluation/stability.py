"""How far each weight of the scorecard can move before another offer leads."""

from dataclasses import dataclass, replace
from math import sqrt

from cdmo_desk.contract.offer import Offer
from cdmo_desk.evaluation.scorecard import is_ranked, score
from cdmo_desk.programme.brief import Brief, Criterion

CLOSE = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Stability:
    """A criterion and the range of its weight, all other weights as they are, in which the leader by score leads.

    `low` and `high` are weights in the case's own unit; None where no weight from 0 (or however large) changes the
    leader. `then_low` and `then_high` lead just beyond. `share_low` and `share_high` are the same bounds as shares of
    all weights.
    """

    criterion: str
    weight: float
    low: float | None
    then_low: str | None
    high: float | None
    then_high: str | None
    share: float
    share_low: float | None
    share_high: float | None


def leader(brief: Brief, offers: tuple[Offer, ...]) -> str | None:
    """Return the ranked offer with the highest weighted score, the first listed of equals; None without scores."""
    scored = {
        offer.id: points for offer in offers if is_ranked(brief, offer) and (points := score(brief, offer)) is not None
    }
    return max(scored, key=lambda name: scored[name], default=None)


def stability(brief: Brief, offers: tuple[Offer, ...]) -> tuple[Stability, ...]:
    """Return the range of every criterion; none where there is no leader, or nobody to lead."""
    scored = [offer for offer in offers if is_ranked(brief, offer) and score(brief, offer) is not None]
    if len(scored) < 2:  # noqa: PLR2004 - a leader needs somebody to lead
        return ()
    return tuple(_range(brief, offers, place) for place in range(len(brief.criteria)))


def _range(brief: Brief, offers: tuple[Offer, ...], place: int) -> Stability:
    criterion = brief.criteria[place]
    first = leader(brief, offers)
    roots = sorted(_roots(brief, offers, criterion, first))
    low = high = then_low = then_high = None
    for root in (root for root in reversed(roots) if root < criterion.weight):
        then = leader(_weighted(brief, place, max(root - _step(root), 0.0)), offers)
        if then != first:
            low, then_low = root, then
            break
    for root in (root for root in roots if root >= criterion.weight):
        then = leader(_weighted(brief, place, root + _step(root)), offers)
        if then != first:
            high, then_high = root, then
            break
    rest = sum(other.weight for number, other in enumerate(brief.criteria) if number != place)
    return Stability(
        criterion=criterion.id,
        weight=criterion.weight,
        low=low,
        then_low=then_low,
        high=high,
        then_high=then_high,
        share=_share(criterion.weight, rest) or 0.0,
        share_low=_share(low, rest),
        share_high=_share(high, rest),
    )


def _step(root: float) -> float:
    return 1e-6 * max(root, 1.0)


def _share(weight: float | None, rest: float) -> float | None:
    return None if weight is None or weight + rest == 0 else weight / (weight + rest)


def _weighted(brief: Brief, place: int, weight: float) -> Brief:
    criteria = list(brief.criteria)
    criteria[place] = replace(criteria[place], weight=weight)
    return replace(brief, criteria=tuple(criteria))


def _roots(brief: Brief, offers: tuple[Offer, ...], criterion: Criterion, first: str | None) -> list[float]:
    """Return the weights at which another ranked offer scores as much as the leader.

    A score is (A + w s) / (W + w), A and W over an offer's other scored criteria: a constant where it has none here.
    """
    lines = {offer.id: _line(brief, offer, criterion) for offer in offers if is_ranked(brief, offer)}
    if first is None or first not in lines:
        return []
    a, s, b, t = lines.pop(first)
    found: list[float] = []
    for c, u, d, v in lines.values():
        # (a + s w) / (b + t w) = (c + u w) / (d + v w)
        found += _quadratic(s * v - u * t, a * v + s * d - c * t - u * b, a * d - c * b)
    return [root for root in found if root >= 0]


def _line(brief: Brief, offer: Offer, criterion: Criterion) -> tuple[float, float, float, float]:
    others = [
        (entry.weight, offer.scores[entry.id])
        for entry in brief.criteria
        if entry.id in offer.scores and entry.id != criterion.id
    ]
    own = offer.scores.get(criterion.id)
    sums = sum(weight * points for weight, points in others), sum(weight for weight, _ in others)
    return sums[0], own or 0.0, sums[1], 0.0 if own is None else 1.0


def _quadratic(second: float, first: float, constant: float) -> list[float]:
    if abs(second) < CLOSE:
        return [] if abs(first) < CLOSE else [-constant / first]
    inside = first * first - 4 * second * constant
    if inside < 0:
        return []
    return [(-first - sqrt(inside)) / (2 * second), (-first + sqrt(inside)) / (2 * second)]
