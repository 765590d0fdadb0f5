"""The simulation: all offers under the same sampled programmes, block by block."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from multiprocessing import cpu_count

import numpy as np

from cdmo_desk.contract.offer import Offer
from cdmo_desk.evaluation.results import Plug, RiskFigures, Stop
from cdmo_desk.evaluation.runs import Cells, Runs, Sample, cells
from cdmo_desk.evaluation.statistics import Weights, chance, mean
from cdmo_desk.evaluation.tally import ECONOMIC, losses, tally, ways_of
from cdmo_desk.evaluation.valuation import value, without_risks
from cdmo_desk.programme.brief import Brief, Stress
from cdmo_desk.programme.likely import Heard, likely
from cdmo_desk.programme.sampled import Plan, dimensions_of, plan, sampled
from cdmo_desk.programme.scenario import Array, Index, Mask, Scenario

TRIALS = 1 << 16
CORES = cpu_count() or 1
SEED = 1
KEEP = 1 << 14  # trials up to which the scenarios of a programme are kept for the next evaluation
SUCCESS = -1  # where trials stop that stop at no gate
NOWHERE = Stop(cash=None, probability=0.0, commitment=None)
REDRAWS = 3  # how often the register of risks is drawn anew in each trial


@dataclass(frozen=True, slots=True)
class Trials:
    """What each trial of an offer came to, (n,) each, and the means of its categories a year, (years,) each."""

    cash: Array
    cost: Array
    present: Array
    owed: Array
    beyond: Array
    yearly: dict[str, Array] = field(default_factory=dict)

    def flat(self) -> "Trials":
        """Return the same trials, redraw after redraw."""
        return Trials(
            self.cash.ravel(),
            self.cost.ravel(),
            self.present.ravel(),
            self.owed.ravel(),
            self.beyond.ravel(),
            self.yearly,
        )


@dataclass(frozen=True, slots=True)
class Simulation:
    """All trials of a case: what each offer came to, and at which gate (its position, or -1) each trial stopped.

    Trials do not count alike: every figure goes by `weights` (n,), every error by their repetitions (`statistics`).
    The n trials stand in the same order in `stopped_at`, `weights` and in each offer's arrays, so that a trial's
    programme is the same for all offers; n may be more than `trials`, the number that was asked for. `cells` are those
    that weigh alike and are of one repetition.
    """

    trials: int
    seed: int
    stopped_at: Index
    weights: Weights
    cells: Cells
    gates: tuple[str, ...]
    offers: dict[str, Trials]

    @property
    def succeeds(self) -> Mask:
        """Say which trials succeed, (n,)."""
        succeeds: Mask = self.stopped_at < 0
        return succeeds


@dataclass(frozen=True, slots=True)
class Meeting:
    """An offer under the scenarios of a block of trials, and the orders in which risks are swapped between them."""

    brief: Brief
    offer: Offer
    gaps: Mapping[str, Plug]
    scenario: Scenario
    swaps: list[Index]


class Unwanted(Exception):  # noqa: N818 - not an error: nobody waits for the answer any more
    """The run was ended because nobody wants it any more."""


@dataclass(frozen=True, slots=True, eq=False)
class Programme:
    """The trials of a programme, whatever the offers: its blocks, and their scenarios where these are kept.

    `dimensions` says which coordinate each input of an offer takes; it grows with the offers that are met.
    """

    brief: Brief
    trials: int
    seed: int
    run: Plan
    starts: Index
    dimensions: dict[str, int]
    stopped_at: Index
    kept: dict[int, Scenario]
    swapped: dict[int, list[Index]]

    def scenario(self, number: int) -> Scenario:
        """Return the scenario of a block; kept if the trials are few enough to keep them all."""
        if number in self.kept:
            return self.kept[number]
        scenario = sampled(self.brief, self.run.blocks[number])
        self.stopped_at[self.starts[number] : self.starts[number + 1]] = scenario.stopped_at[:, 0]
        if self.trials <= KEEP:
            self.kept[number] = scenario
        return scenario

    def swaps(self, number: int) -> list[Index]:
        """Return the orders in which the risks of a block are swapped between its trials, kept likewise."""
        if number in self.swapped:
            return self.swapped[number]
        swaps = self.run.blocks[number].swaps(REDRAWS)
        if self.trials <= KEEP:
            self.swapped[number] = swaps
        return swaps

    @property
    def weights(self) -> Weights:
        """Return what each trial counts for, redraw after redraw."""
        repetition = self.run.repetition.astype(np.uint8)
        return Weights(np.tile(self.run.weights / REDRAWS, REDRAWS), np.tile(repetition, REDRAWS))


def programme(brief: Brief, trials: int, seed: int) -> Programme:
    """Return the trials of a programme."""
    named: dict[str, int] = {}
    run = plan(brief, trials, seed, named)
    starts = np.concatenate([[0], np.cumsum([block.trials for block in run.blocks])])
    return Programme(brief, trials, seed, run, starts, named, np.empty(trials, dtype=np.int64), {}, {})


def simulate(
    brief: Brief,
    offers: tuple[Offer, ...],
    gaps: Mapping[str, Mapping[str, Plug]],
    trials: int,
    seed: int,
    *,
    wanted: Callable[[], bool] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Simulation:
    """Run the trials. The same seed and number give identical bits; an offer's figures do not depend on the others.

    Between blocks `wanted` is asked whether to go on (`Unwanted` ends the run), and `progress` hears how many trials
    of how many are done; both from this thread.
    """
    met = programme(brief, trials, seed)
    made = meet(met, offers, gaps, wanted=wanted, progress=progress)
    return together(met, made)


def together(met: Programme, made: Mapping[str, Trials]) -> Simulation:
    """Return the simulation of a programme and the trials of its offers."""
    stopped_at = np.tile(met.stopped_at, REDRAWS)
    gates = tuple(gate.name for gate in met.brief.gates_in_order())
    blocks, weights = met.run.blocks, met.weights
    path = np.repeat([block.points.path.fails for block in blocks], [block.trials for block in blocks])
    alike = cells(stopped_at, np.tile(path, REDRAWS), weights)
    return Simulation(met.trials, met.seed, stopped_at, weights, alike, gates, dict(made))


def meet(
    met: Programme,
    offers: tuple[Offer, ...],
    gaps: Mapping[str, Mapping[str, Plug]],
    *,
    wanted: Callable[[], bool] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> dict[str, Trials]:
    """Return what offers come to in each trial of a programme, as `simulate` says."""
    brief, run, starts = met.brief, met.run, met.starts
    for offer in offers:
        met.dimensions.update(dimensions(brief, offer, gaps[offer.id]))
    made = {offer.id: _room(met.trials) for offer in offers}

    def block(number: int) -> dict[str, dict[str, Array]]:
        """Fill in the trials of a block, and return each offer's part of the means of its categories a year."""
        here = slice(int(starts[number]), int(starts[number + 1]))
        scenario, swaps = met.scenario(number), met.swaps(number)
        share = float(run.weights[here].sum())
        return {
            offer.id: _fill(made[offer.id], here, share, Meeting(brief, offer, gaps[offer.id], scenario, swaps))
            for offer in offers
        }

    with ThreadPoolExecutor(max_workers=min(CORES, len(run.blocks))) as cores:
        waiting = [cores.submit(block, number) for number in range(len(run.blocks))] if offers else []
        try:
            for number, done in enumerate(waiting):  # in order: the same sums on any number of cores
                if wanted is not None and not wanted():
                    raise Unwanted
                _add(made, done.result())
                if progress is not None:
                    progress(int(starts[number + 1]), met.trials)
        finally:
            for rest in waiting:
                rest.cancel()
    return {name: room.flat() for name, room in made.items()}


def dimensions(brief: Brief, offer: Offer, gaps: Mapping[str, Plug]) -> dict[str, int]:
    """Return which coordinate of the points each input of an offer takes."""
    heard = Heard()
    base = likely(brief)
    for gate in (None, *brief.gates_in_order()[:1]):
        scenario = base if gate is None else likely(brief, Stress(name=gate.name, stop_at_gate=gate.name))
        value(brief, offer, gaps, replace(scenario, draws=heard))
    return dimensions_of(heard.names)


def _add(made: Mapping[str, Trials], sums: Mapping[str, Mapping[str, Array]]) -> None:
    for offer, categories in sums.items():
        into = made[offer].yearly
        for category, amounts in categories.items():
            into[category] = into[category] + amounts if category in into else amounts


def _fill(into: Trials, here: slice, share: float, meeting: Meeting) -> dict[str, Array]:
    """Put a block of an offer's trials in their place, and return its part of the means of its categories a year.

    All but the register of risks is the same in each redraw.
    """
    brief, offer, scenario = meeting.brief, meeting.offer, meeting.scenario
    outlook = offer.outlook(scenario, spanned=True)
    found = without_risks(brief, offer, meeting.gaps, scenario, outlook)
    ways = ways_of(found, scenario)
    apart, rest = losses(brief, offer, outlook)
    common = tally(found, scenario, ways)
    for leg in rest:
        common.add(leg, ways)
    into.owed[:, here] = common.after
    into.beyond[:, here] = found.beyond[:, 0]
    cash, cost, present = common.cash, common.cost, common.present
    for again, order in enumerate(meeting.swaps):
        swapped = apart.swapped(order, scenario, found.factors[1])
        np.add(cash, swapped.sponsor, out=into.cash[again, here])
        np.add(cost, swapped.sponsor + swapped.economic, out=into.cost[again, here])
        np.add(present, swapped.present, out=into.present[again, here])
        for (group, quarter), amount in swapped.means.items():
            category = "delay" if group == ECONOMIC else "risk_events"
            by_year = common.means.setdefault(category, np.zeros(scenario.years))
            by_year[quarter // 4] += amount / len(meeting.swaps)
    return {category: years * share for category, years in common.means.items()}


def _room(trials: int) -> Trials:
    cash, cost, present, owed, beyond = np.empty((5, REDRAWS, trials))
    return Trials(cash, cost, present, owed, beyond)


@dataclass(frozen=True, slots=True)
class Contest:
    """Ranked offers against each other: how often each is cheapest, mean regret, and what knowing would be worth."""

    cheapest: dict[str, float]
    regret: dict[str, float]
    evpi: float | None


def contest(simulation: Simulation, ranked: tuple[str, ...]) -> Contest:
    """Return the contest by present cost; a tie counts for each."""
    if not ranked:
        return Contest({}, {}, None)
    present = np.array([simulation.offers[offer].present for offer in ranked])
    weights = simulation.weights
    lowest = present.min(axis=0)
    cheapest = {offer: chance(row == lowest, weights) for offer, row in zip(ranked, present, strict=True)}
    regret = {offer: mean(row - lowest, weights) for offer, row in zip(ranked, present, strict=True)}
    return Contest(cheapest, regret, min(mean(row, weights) for row in present) - mean(lowest, weights))


def risk_figures(brief: Brief, simulation: Simulation, offer: str) -> RiskFigures:
    """Return the figures of an offer's trials by itself; `against` adds what other offers make of it."""
    made, stops = simulation.offers[offer], set(simulation.cells.stops)
    samples = {
        name: Sample(values, simulation.cells)
        for name, values in (("cost", made.cost), ("cash", made.cash), ("present_cost", made.present))
    }
    whole = {name: sample.runs() for name, sample in samples.items()}
    given = {name: sample.runs(SUCCESS) for name, sample in samples.items()} if SUCCESS in stops else {}
    spreads = {name: samples[name].spread(runs) for name, runs in whole.items()}
    exceeded = {name: _exceedance(runs) for name, runs in whole.items()}
    yearly = {
        name: tuple(float(amount) for amount in years) for name, years in sorted(made.yearly.items()) if np.any(years)
    }
    return RiskFigures(
        cost=spreads["cost"],
        cash=spreads["cash"],
        present_cost=spreads["present_cost"],
        by_category={name: sum(years) for name, years in yearly.items()},
        by_year=yearly,
        succeeds={name: samples[name].spread(runs, SUCCESS) for name, runs in given.items()} if given else None,
        stops={
            gate: _stop(made, simulation, samples["cash"], place) if place in stops else NOWHERE
            for place, gate in enumerate(simulation.gates)
        },
        over_budget=None if brief.budget is None else whole["cash"].above(brief.budget),
        cheapest=None,
        regret=None,
        beyond_horizon=mean(made.beyond, simulation.weights),
        exceedance=exceeded["cash"],
        exceeded=exceeded | {f"{name} if it succeeds": _exceedance(runs) for name, runs in given.items()},
    )


def against(contest: Contest, offer: str, figures: RiskFigures) -> RiskFigures:
    """Return an offer's figures with how it does against the others."""
    return replace(figures, cheapest=contest.cheapest.get(offer), regret=contest.regret.get(offer))


def _stop(made: Trials, simulation: Simulation, cash: Sample, gate: int) -> Stop:
    """Return what an offer comes to in the trials that stop at a gate."""
    runs, alike, weights = cash.runs(gate), simulation.cells, simulation.weights
    places = alike.order[alike.span(alike.some(gate))]
    return Stop(
        cash=runs.mean,
        probability=runs.weight / float(weights.each.sum()),
        commitment=mean(made.owed.take(places), weights.among(places)),
    )


def _exceedance(sums: Runs) -> tuple[tuple[float, float], ...]:
    """Return points of the exceedance curve: sums, and the chance of more."""
    shares = np.linspace(0.0, 1.0, 101)
    return tuple((float(at), float(1 - share)) for at, share in zip(sums.quantiles(shares), shares, strict=True))
