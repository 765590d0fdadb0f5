"""The rehearsal: a case's trials kept, so that an offer or a brief with something changed meets the same programmes."""

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import TypeVar

import numpy as np

from cdmo_desk.contract.offer import Offer
from cdmo_desk.contract.term import SUPPLIER
from cdmo_desk.evaluation.answers.joined import joined
from cdmo_desk.evaluation.award import points
from cdmo_desk.evaluation.levelling import plugs
from cdmo_desk.evaluation.results import Plug
from cdmo_desk.evaluation.scorecard import is_ranked, score
from cdmo_desk.evaluation.simulation import CORES, SEED, Unwanted, dimensions
from cdmo_desk.evaluation.statistics import Weights, figures, mean
from cdmo_desk.evaluation.valuation import Valuation, discount, value
from cdmo_desk.programme.brief import Brief
from cdmo_desk.programme.sampled import Plan, Points, plan, sampled
from cdmo_desk.programme.scenario import Array, Index, Scenario

TRIALS = 1 << 11
BLOCK = 1 << 12

Gaps = Mapping[str, Mapping[str, Plug]]
Asked = TypeVar("Asked")
Answered = TypeVar("Answered")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rehearsal:
    """A case with some trials of its programme; all present costs of it are (n,), in the order of the trials.

    `fails` is the position of the gate that fails in each trial, -1 where none does; `kept` what was worked out once;
    `wanted` is asked before each play whether to go on, which raises `Unwanted` where it says no.
    """

    brief: Brief
    offers: tuple[Offer, ...]
    gaps: Gaps
    scenarios: tuple[Scenario, ...]
    weights: Weights
    fails: Index
    present: dict[str, Array]
    trials: int
    seed: int
    places: Mapping[str, int] = field(default_factory=dict, repr=False)
    points: Mapping[int, Points] = field(default_factory=dict, repr=False)
    kept: dict[str, dict[tuple[str, str], Array]] = field(default_factory=dict, repr=False)
    wanted: Callable[[], bool] | None = field(default=None, repr=False)

    @property
    def ranked(self) -> tuple[Offer, ...]:
        """Return the offers that are ranked, as listed."""
        return tuple(offer for offer in self.offers if is_ranked(self.brief, offer))

    def offer(self, name: str) -> Offer:
        """Return an offer by its id."""
        return next(offer for offer in self.offers if offer.id == name)

    def play(self, offer: Offer, gaps: Mapping[str, Plug] | None = None) -> Array:
        """Return the present cost of an offer, changed or not, in each trial, (n,)."""
        go_on(self.wanted)
        own = self.gaps[offer.id] if gaps is None else gaps
        return np.concatenate([_present(self.brief, offer, own, scenario) for scenario in self.scenarios])

    def again(self, brief: Brief) -> "Rehearsal":
        """Return the rehearsal of the ranked offers with another brief, by the same random numbers."""
        return rehearse(brief, self.offers, trials=self.trials, seed=self.seed, like=self, wanted=self.wanted)

    def legs(self, offer: Offer) -> dict[tuple[str, str], Array]:
        """Return what each place of an offer adds to its present cost under each category, (n,) each."""
        if offer.id not in self.kept:
            self.kept[offer.id] = _legs(self, offer)
        return self.kept[offer.id]

    def by_place(self, offer: Offer) -> dict[str, Array]:
        """Return what each place of an offer (a term, a risk, a gap) adds to its present cost, (n,) each."""
        sums: dict[str, Array] = {}
        for (place, _), present in self.legs(offer).items():
            sums[place] = sums[place] + present if place in sums else present
        return sums

    def reweighted(self, chances: Mapping[int, float]) -> "Rehearsal | None":
        """Return the rehearsal with other chances of the ways through the gates, by the gate that fails (-1: none).

        None where a way has a chance now that no trial took.
        """
        each = self.weights.each.copy()
        for fails, chance in chances.items():
            here = self.fails == fails
            held = float(self.weights.each[here].sum())
            if held > 0:
                each[here] *= chance / held
            elif chance > 0:
                return None
        return replace(self, weights=Weights(each, self.weights.repetition))

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
        return lead_of(name, self.standing(instead))


def rehearse(
    brief: Brief,
    offers: tuple[Offer, ...],
    *,
    trials: int = TRIALS,
    seed: int = SEED,
    like: Rehearsal | None = None,
    wanted: Callable[[], bool] | None = None,
) -> Rehearsal:
    """Return a case's rehearsal; the same seed and trials give the same programmes for a changed brief, too.

    `like` is a rehearsal by the same random numbers: they are taken from there, and only ranked offers are played.
    `wanted` is asked now and then whether to go on.
    """
    go_on(wanted)
    gaps = plugs(brief, offers)
    places: dict[str, int] = {} if like is None else dict(like.places)
    for offer in offers if like is None else ():
        places |= dimensions(brief, offer, gaps[offer.id])
    found = plan(brief, trials, seed, places)
    if like is not None:
        _reuse(found, like)
    single = together(lambda block: sampled(brief, block), found.blocks)
    scenarios = tuple(joined(single[start:end]) for start, end in _groups([scenario.trials for scenario in single]))
    played = tuple(offer for offer in offers if like is None or is_ranked(brief, offer))
    asked = [(offer, scenario) for offer in played for scenario in scenarios]
    blocks = together(lambda pair: _present(brief, pair[0], gaps[pair[0].id], pair[1]), asked)
    count = len(scenarios)
    return Rehearsal(
        brief=brief,
        offers=offers,
        gaps=gaps,
        scenarios=scenarios,
        weights=Weights(found.weights, found.repetition.astype(np.uint8)),
        fails=np.concatenate([np.full(block.trials, block.points.path.fails) for block in found.blocks]),
        present={
            offer.id: np.concatenate(blocks[place * count : (place + 1) * count]) for place, offer in enumerate(played)
        },
        trials=trials,
        seed=seed,
        wanted=wanted,
        places=places,
        points={block.points.path.fails: block.points for block in found.blocks},
    )


def _reuse(found: Plan, like: Rehearsal) -> None:
    """Take the coordinates that another rehearsal has made of the same points."""
    for block in found.blocks:
        known = like.points.get(block.points.path.fails)
        if known is not None and known.path.counts == block.points.path.counts:
            block.points.made.update(known.made)


def _groups(sizes: list[int]) -> list[tuple[int, int]]:
    """Return from where to where blocks are joined, so that each has at most `BLOCK` trials unless one has more."""
    groups, start = [], 0
    for place in range(1, len(sizes) + 1):
        if place == len(sizes) or sum(sizes[start : place + 1]) > BLOCK:
            groups.append((start, place))
            start = place
    return groups


def _present(brief: Brief, offer: Offer, gaps: Mapping[str, Plug], scenario: Scenario) -> Array:
    found = value(brief, offer, gaps, scenario).present[:, 0]
    return np.broadcast_to(found, (scenario.trials,))


def _legs(rehearsal: Rehearsal, offer: Offer) -> dict[tuple[str, str], Array]:
    brief, gaps = rehearsal.brief, rehearsal.gaps[offer.id]
    blocks = [_discounted(brief, offer, value(brief, offer, gaps, block), block) for block in rehearsal.scenarios]
    return {key: np.concatenate([block[key] for block in blocks]) for key in blocks[0]}


def _discounted(brief: Brief, offer: Offer, found: Valuation, scenario: Scenario) -> dict[tuple[str, str], Array]:
    late, prompt = discount(brief, offer.payment_days)[0], discount(brief)[0]
    sums: dict[tuple[str, str], Array] = {}
    for place, category, amounts in found.legs:
        present = np.broadcast_to(amounts @ (late if category in SUPPLIER else prompt), (scenario.trials,))
        key = place, category
        sums[key] = sums[key] + present if key in sums else present
    return sums


def lead_of(name: str, standing: Mapping[str, float]) -> float:
    """Return by how much an offer leads in a measure that is better where lower."""
    return standing[runner_up(name, standing)] - standing[name]


def runner_up(name: str, standing: Mapping[str, float]) -> str:
    """Return the best of the other offers."""
    return min((rival for rival in standing if rival != name), key=lambda rival: standing[rival])


def go_on(wanted: Callable[[], bool] | None) -> None:
    """Raise `Unwanted` where nobody wants the answer any more."""
    if wanted is not None and not wanted():
        raise Unwanted


def together(ask: Callable[[Asked], Answered], over: Iterable[Asked]) -> list[Answered]:
    """Return the answers to a question over many things, in their order, on all cores."""
    with ThreadPoolExecutor(max_workers=CORES) as cores:
        return list(cores.map(ask, over))
