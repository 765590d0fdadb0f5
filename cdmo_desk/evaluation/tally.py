"""What a block of trials of an offer comes to: its sums alone, without laying every leg out over the quarters."""

from dataclasses import dataclass, replace

import numpy as np

from cdmo_desk.contract.offer import Offer
from cdmo_desk.contract.term import LOSS, SUPPLIER, Leg, Outlook, Places, some
from cdmo_desk.evaluation.valuation import Valuation, commitment
from cdmo_desk.programme.brief import Brief
from cdmo_desk.programme.scenario import Array, Index, Scenario, by_year, calendar

SUPPLIED, SPONSORED, ECONOMIC = range(3)


@dataclass(slots=True, eq=False)
class Tally:
    """Sums of a block of trials as legs are added to it.

    `whole`, `present` and `after` (the gate that failed) hold (trials,) by group of categories: supplier, sponsor,
    economic; `means` each category's mean a quarter, (Q,).
    """

    quarters: int
    whole: Array
    present: Array
    after: Array
    means: dict[str, Array]

    @property
    def cash(self) -> Array:
        """Return supplier and sponsor cash, (trials,)."""
        cash: Array = self.whole[SUPPLIED] + self.whole[SPONSORED]
        return cash

    @property
    def cost(self) -> Array:
        """Return cash and economic loss, (trials,)."""
        cost: Array = self.cash + self.whole[ECONOMIC]
        return cost

    def years(self, category: str) -> Array:
        """Return a category's mean a year, (years,)."""
        years: Array = by_year(self.means[category][np.newaxis, :])[0]
        return years

    def add(self, leg: Leg, rate: Array, functionals: "Functionals") -> None:
        """Add a leg."""
        amounts = leg.asked if leg.home else leg.asked * some(rate, leg.at)
        group = SUPPLIED if leg.category in SUPPLIER else ECONOMIC if leg.category in LOSS else SPONSORED
        sums = amounts @ functionals.of(group, leg.at)
        self.whole[group] += sums[:, 0]
        self.present[group] += sums[:, 1]
        if group == SUPPLIED:
            self.after[0] += sums[:, 2]
        into = self.means.setdefault(leg.category, np.zeros(self.quarters))
        at = list(leg.at) if isinstance(leg.at, tuple) else slice(None) if leg.at is None else leg.at
        into[at] += np.full(amounts.shape[0], 1 / amounts.shape[0]) @ amounts


@dataclass(frozen=True, slots=True, eq=False)
class Functionals:
    """What quarters count for: all alike, discounted, and only after the gate that failed; (Q, 3) by group."""

    by_group: tuple[Array, Array, Array]

    def of(self, group: int, at: Places | None) -> Array:
        """Return them for some quarters, (n, 3)."""
        whole = self.by_group[group]
        return whole if at is None else whole[at] if isinstance(at, slice) else whole[list(at)]


def functionals(found: Valuation, scenario: Scenario) -> Functionals:
    """Return the functionals of a valuation; what is due after the gate is left out where that differs by trial."""
    quarters = calendar(scenario.quarters)
    after = quarters > scenario.stopped if scenario.stopped.shape[0] == 1 else np.zeros_like(quarters)
    late, prompt = (np.vstack([np.ones_like(factor), factor, after]).T.astype(np.float64) for factor in found.factors)
    return Functionals((late, prompt, prompt))


def tally(found: Valuation, scenario: Scenario, ways: Functionals) -> Tally:
    """Return the sums of a valuation's legs."""
    whole, present = np.zeros((2, 3, scenario.trials))
    made = Tally(scenario.quarters, whole, present, np.zeros((1, scenario.trials)), {})
    for _, leg in found.asked:
        made.add(leg, found.rate, ways)
    if scenario.stopped.shape[0] > 1:
        made.after[0] = commitment(found, scenario)[:, 0]
    return made


@dataclass(frozen=True, slots=True, eq=False)
class Losses:
    """What the risks that stand apart come to in each trial, before they grow: (trials,) by group and quarter."""

    by: dict[tuple[int, int], Array]

    def swapped(self, order: Index, scenario: Scenario, prompt: Array) -> "Swapped":
        """Return what they come to with the trials' risks swapped."""
        sums = np.zeros((3, scenario.trials))
        means = {}
        for (group, quarter), loss in self.by.items():
            grown = loss.take(order)
            grown *= some(scenario.growth, (quarter,))[:, 0]
            means[group, quarter] = float(grown.mean())
            sums[group - SPONSORED] += grown
            grown *= prompt[0, quarter]
            sums[2] += grown
        return Swapped(sums[0], sums[1], sums[2], means)


@dataclass(frozen=True, slots=True, eq=False)
class Swapped:
    """What risks come to: sponsor cash, economic loss and present cost, (trials,) each, and means as in `Losses`."""

    sponsor: Array
    economic: Array
    present: Array
    means: dict[tuple[int, int], float]


def losses(brief: Brief, offer: Offer, outlook: Outlook) -> tuple[Losses, list[Leg]]:
    """Return what an offer's risks come to: those that can be swapped between trials, and the legs of all else.

    Mitigation does not grow and is paid in any case: it stands among the legs.
    """
    scenario = outlook.scenario
    level = replace(outlook, scenario=replace(scenario, growth=np.ones((1, scenario.quarters))))
    apart: dict[tuple[int, int], Array] = {}
    rest: list[Leg] = []
    for number, risk in enumerate(offer.risks):
        place = f"risks[{number}]"
        if not risk.is_apart:
            rest.extend(risk.legs(outlook.at(place), brief.cost_of_delay_per_month))
            continue
        for leg in risk.legs(level.at(place), brief.cost_of_delay_per_month):
            if leg.category == "mitigation":
                rest.append(leg)
            elif leg.at and leg.asked.any():
                key = (ECONOMIC if leg.category in LOSS else SPONSORED, risk.quarter)
                sums = np.broadcast_to(leg.asked[:, 0], (scenario.trials,))
                apart[key] = apart[key] + sums if key in apart else sums
    return Losses(apart), rest
