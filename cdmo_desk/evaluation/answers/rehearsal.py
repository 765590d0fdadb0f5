"""The rehearsal: a case's trials kept, so that an offer or a brief with something changed meets the same programmes."""

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from cdmo_desk.contract.offer import Offer
from cdmo_desk.contract.term import SUPPLIER
from cdmo_desk.evaluation.award import points
from cdmo_desk.evaluation.levelling import plugs
from cdmo_desk.evaluation.results import Plug
from cdmo_desk.evaluation.scorecard import is_ranked, score
from cdmo_desk.evaluation.simulation import CORES, SEED
from cdmo_desk.evaluation.statistics import Weights, equal, figures, mean
from cdmo_desk.evaluation.valuation import Valuation, discount, value
from cdmo_desk.programme.brief import Brief
from cdmo_desk.programme.sampled import Sampled, sampled
from cdmo_desk.programme.scenario import Array, Scenario

TRIALS = 1 << 12
BLOCK = 1 << 11

Gaps = Mapping[str, Mapping[str, Plug]]
Asked = TypeVar("Asked")
Answered = TypeVar("Answered")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rehearsal:
    """A case with some trials of its programme; all present costs of it are (n,), in the order of the trials."""

    brief: Brief
    offers: tuple[Offer, ...]
    gaps: Gaps
    scenarios: tuple[Scenario, ...]
    weights: Weights
    present: dict[str, Array]
    trials: int
    seed: int

    @property
    def ranked(self) -> tuple[Offer, ...]:
        """Return the offers that are ranked, as listed."""
        return tuple(offer for offer in self.offers if is_ranked(self.brief, offer))

    def offer(self, name: str) -> Offer:
        """Return an offer by its id."""
        return next(offer for offer in self.offers if offer.id == name)

    def play(self, offer: Offer, gaps: Mapping[str, Plug] | None = None) -> Array:
        """Return the present cost of an offer, changed or not, in each trial, (n,)."""
        own = self.gaps[offer.id] if gaps is None else gaps
        return np.concatenate([_present(self.brief, offer, own, scenario) for scenario in self.scenarios])

    def again(self, brief: Brief) -> "Rehearsal":
        """Return the rehearsal of the ranked offers with another brief, by the same random numbers."""
        return rehearse(brief, self.offers, trials=self.trials, seed=self.seed, only_ranked=True)

    def standing(self, instead: Mapping[str, Array] | None = None) -> dict[str, float]:
        """Return the rule's measure of every ranked offer, lower is better; some present costs may be replaced."""
        found = {**self.present, **(instead or {})}
        rule = self.brief.rule
        if rule.rule == "lowest_p90":
            return {offer.id: figures(found[offer.id], self.weights)["p90"] for offer in self.ranked}
        means = {offer.id: mean(found[offer.id], self.weights) for offer in self.ranked}
        if rule.rule == "weighted":
            return {
                offer.id: -points(rule.price_weight, means, offer.id, score(self.brief, offer)) for offer in self.ranked
            }
        return means

    def order(self, instead: Mapping[str, Array] | None = None) -> tuple[str, ...]:
        """Return the ranked offers, best first, with some present costs replaced."""
        found = self.standing(instead)
        return tuple(sorted(found, key=lambda name: found[name]))

    @property
    def leader(self) -> str | None:
        """Return the offer that the award rule gives."""
        return next(iter(self.order()), None)

    def lead(self, name: str, instead: Mapping[str, Array] | None = None) -> float:
        """Return by how much an offer leads all other ranked ones in the rule's measure, negative where it does not."""
        found = self.standing(instead)
        return min(other for rival, other in found.items() if rival != name) - found[name]


def rehearse(
    brief: Brief, offers: tuple[Offer, ...], *, trials: int = TRIALS, seed: int = SEED, only_ranked: bool = False
) -> Rehearsal:
    """Return a case's rehearsal; the same seed and trials give the same programmes for a changed brief, too."""
    gaps = plugs(brief, offers)
    scenarios, weights = _programmes(brief, trials, seed)
    wanted = tuple(offer for offer in offers if not only_ranked or is_ranked(brief, offer))
    found = together(
        lambda offer: np.concatenate([_present(brief, offer, gaps[offer.id], scenario) for scenario in scenarios]),
        wanted,
    )
    present = {offer.id: costs for offer, costs in zip(wanted, found, strict=True)}
    return Rehearsal(
        brief=brief,
        offers=offers,
        gaps=gaps,
        scenarios=scenarios,
        weights=weights,
        present=present,
        trials=trials,
        seed=seed,
    )


def _programmes(brief: Brief, trials: int, seed: int) -> tuple[tuple[Scenario, ...], Weights]:
    blocks = range(-(-trials // BLOCK))
    scenarios = tuple(
        sampled(brief, Sampled(seed, block, min((block + 1) * BLOCK, trials) - block * BLOCK)) for block in blocks
    )
    return scenarios, equal(trials)


def _present(brief: Brief, offer: Offer, gaps: Mapping[str, Plug], scenario: Scenario) -> Array:
    found = value(brief, offer, gaps, scenario).present[:, 0]
    return np.broadcast_to(found, scenario.stopped.shape[:1])


def by_place(rehearsal: Rehearsal, offer: Offer) -> dict[str, Array]:
    """Return what each place of an offer (a term, a risk, a gap) adds to its present cost in each trial, (n,)."""
    blocks = [
        _places(rehearsal.brief, offer, value(rehearsal.brief, offer, rehearsal.gaps[offer.id], scenario), scenario)
        for scenario in rehearsal.scenarios
    ]
    return {place: np.concatenate([block[place] for block in blocks]) for place in blocks[0]}


def _places(brief: Brief, offer: Offer, found: Valuation, scenario: Scenario) -> dict[str, Array]:
    late, prompt = discount(brief, offer.payment_days)[0], discount(brief)[0]
    sums: dict[str, Array] = {}
    for place, category, amounts in found.legs:
        present = amounts @ (late if category in SUPPLIER else prompt)
        sums[place] = sums.get(place, np.zeros(scenario.stopped.shape[0])) + present
    return sums


def together(ask: Callable[[Asked], Answered], over: Iterable[Asked]) -> list[Answered]:
    """Return the answers to a question over many things, in their order, on all cores."""
    with ThreadPoolExecutor(max_workers=CORES) as cores:
        return list(cores.map(ask, over))
