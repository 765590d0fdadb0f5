"""What is kept from one evaluation to the next, so that an edit reckons anew only what rests on it.

Everything is kept with all that it rested on, and used again only where that is equal: an offer's figures rest on the
brief, the offer and its plugs (which other offers' prices may set), its trials on the number of trials and the seed
besides. So an evaluation with a `Kept` gives the same bits as one without.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import Generic, TypeVar

from cdmo_desk.contract.offer import Offer
from cdmo_desk.evaluation.crossover import Crossings, Polyline
from cdmo_desk.evaluation.results import OfferFigures, Plug, RiskFigures
from cdmo_desk.evaluation.simulation import Programme, Trials
from cdmo_desk.programme.brief import Brief

Made = TypeVar("Made")


@dataclass(slots=True)
class Shelf(Generic[Made]):
    """Things made of an offer, the last for each."""

    held: dict[str, tuple[object, Made]] = field(default_factory=dict)

    def get(self, name: str, rests_on: object, make: Callable[[], Made]) -> Made:
        """Return what is held under a name if it rests on what it should; make it otherwise, and hold that."""
        found = self.held.get(name)
        if found is not None and found[0] == rests_on:
            return found[1]
        made = make()
        self.held[name] = (rests_on, made)
        return made

    def knows(self, name: str, rests_on: object) -> bool:
        """Say whether what is held under a name rests on what it should."""
        found = self.held.get(name)
        return found is not None and found[0] == rests_on

    def forget(self, but: set[str]) -> None:
        """Forget all but some names: offers that are gone."""
        for name in set(self.held) - but:
            del self.held[name]


@dataclass(slots=True)
class Kept:
    """The parts of the last evaluation of a case, offer by offer; for one evaluation at a time."""

    figures: Shelf[OfferFigures] = field(default_factory=Shelf)
    lines: Shelf[Polyline] = field(default_factory=Shelf)
    trials: Shelf[Trials] = field(default_factory=Shelf)
    risks: Shelf[RiskFigures] = field(default_factory=Shelf)
    crossings: Shelf[Crossings] = field(default_factory=Shelf)
    uncertain: Shelf[tuple[str, ...]] = field(default_factory=Shelf)
    programme: Shelf[Programme] = field(default_factory=Shelf)

    def forget(self, offers: tuple[Offer, ...]) -> None:
        """Forget the offers that a case no longer has."""
        names = {offer.id for offer in offers}
        for shelf in (self.figures, self.lines, self.trials, self.risks, self.uncertain):
            shelf.forget(names)
        self.crossings.forget({f"{one}|{other}" for one, other in combinations((offer.id for offer in offers), 2)})


def rests_on(brief: Brief, offer: Offer, gaps: Mapping[str, Plug], *more: object) -> object:
    """Return all that an offer's figures rest on, to compare."""
    return (brief, offer, dict(gaps), *more)
