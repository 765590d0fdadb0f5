"""What each clause of a contract is worth: present cost with it and without it, and as a share of the batch price."""

from collections.abc import Mapping
from dataclasses import dataclass

from cdmo_desk.contract.offer import Offer
from cdmo_desk.evaluation.answers.clauses import Clause, clauses
from cdmo_desk.evaluation.answers.levers import batch_price, with_batch_price
from cdmo_desk.evaluation.answers.rehearsal import Rehearsal, together
from cdmo_desk.evaluation.statistics import figures, mean
from cdmo_desk.programme.scenario import Array

NOTHING = 0.5  # money


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """A clause, and present cost of its offer with and without it; what it costs us is the difference of the two.

    `place` is the term's (`terms[3]`), or `offer`; `part` is `whole`, or names the part of the term that is struck
    out. `batch_price` is the change of the batch price, as a share of it, that costs as much as the clause does in
    the mean; None where the offer has no batch price.
    """

    offer: str
    place: str
    part: str
    mean: float
    mean_without: float
    cvar95: float
    cvar95_without: float
    batch_price: float | None

    @property
    def costs(self) -> float:
        """Return what the clause costs us in the mean; negative where it saves."""
        return self.mean - self.mean_without

    @property
    def costs_in_bad_cases(self) -> float:
        """Return what the clause costs us in the worst 5 % of cases; negative where it saves."""
        return self.cvar95 - self.cvar95_without


def worths(rehearsal: Rehearsal) -> tuple[Worth, ...]:
    """Return every clause of the ranked offers that moves anything, each offer's weightiest first."""
    asked = [(offer, found) for offer in rehearsal.ranked for found in clauses(offer)]
    wanted = tuple({offer.id: offer for offer, _ in asked}.values())
    places = dict(zip((o.id for o in wanted), together(rehearsal.by_place, wanted), strict=True))
    slopes = dict(zip((o.id for o in wanted), together(lambda o: _slope(rehearsal, o), wanted), strict=True))
    made = together(lambda pair: _worth(rehearsal, *pair, places[pair[0].id], slopes[pair[0].id]), asked)
    order = {offer.id: number for number, offer in enumerate(wanted)}
    moving = [found for found in made if abs(found.costs) > NOTHING or abs(found.costs_in_bad_cases) > NOTHING]
    return tuple(sorted(moving, key=lambda found: (order[found.offer], -abs(found.costs))))


def _slope(rehearsal: Rehearsal, offer: Offer) -> float | None:
    """Return what the mean present cost rises by if all batch prices double."""
    if not batch_price(offer):
        return None
    doubled = rehearsal.play(with_batch_price(offer, 2.0))
    return mean(doubled - rehearsal.present[offer.id], rehearsal.weights)


def _worth(
    rehearsal: Rehearsal, offer: Offer, clause: Clause, places: Mapping[str, Array], slope: float | None
) -> Worth:
    whole = rehearsal.present[offer.id]
    # a gap that a struck-out term leaves open is not asked about: such a term covers no item of the scope
    without = whole - places.get(clause.place, 0.0) if clause.alone else rehearsal.play(clause.without)
    here, there = figures(whole, rehearsal.weights), figures(without, rehearsal.weights)
    return Worth(
        offer=offer.id,
        place=clause.place,
        part=clause.part,
        mean=here["mean"],
        mean_without=there["mean"],
        cvar95=here["cvar95"],
        cvar95_without=there["cvar95"],
        batch_price=(here["mean"] - there["mean"]) / slope if slope else None,
    )
