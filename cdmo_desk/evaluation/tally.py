"""What a block of trials of an offer comes to: its sums alone, without laying every leg out over the quarters."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from cdmo_desk.contract.offer import Offer
from cdmo_desk.contract.term import LOSS, SUPPLIER, Leg, Outlook, some
from cdmo_desk.evaluation.valuation import Valuation, commitment
from cdmo_desk.programme.brief import Brief
from cdmo_desk.programme.scenario import NEVER, Array, Index, Scenario, calendar
from cdmo_desk.programme.spans import Spans

SUPPLIED, SPONSORED, ECONOMIC = range(3)
WHOLE, PRESENT, AFTER = range(3)
GROUPS = {**dict.fromkeys(SUPPLIER, SUPPLIED), **dict.fromkeys(LOSS, ECONOMIC)}


@dataclass(slots=True, eq=False)
class Tally:
    """Sums of a block of trials as legs are added to it.

    `sums` holds (3, trials) by group of categories: supplier, sponsor, economic; in all, discounted, and after the gate
    that failed. `means` are each category's mean a year, (years,).
    """

    sums: tuple[Array, Array, Array]
    means: dict[str, Array]

    @property
    def cash(self) -> Array:
        """Return supplier and sponsor cash, (trials,)."""
        cash: Array = self.sums[SUPPLIED][WHOLE] + self.sums[SPONSORED][WHOLE]
        return cash

    @property
    def cost(self) -> Array:
        """Return cash and economic loss, (trials,)."""
        cost: Array = self.cash + self.sums[ECONOMIC][WHOLE]
        return cost

    @property
    def present(self) -> Array:
        """Return present cost, (trials,)."""
        present: Array = sum(sums[PRESENT] for sums in self.sums)
        return present

    @property
    def after(self) -> Array:
        """Return what is invoiced after the gate that failed, (trials,)."""
        after: Array = self.sums[SUPPLIED][AFTER]
        return after

    def add(self, leg: Leg, ways: "Ways") -> None:
        """Add a leg."""
        group, asked = GROUPS.get(leg.category, SPONSORED), leg.asked
        if leg.spans is None:
            amounts = asked if leg.home else asked * some(ways.rate, leg.at)
            counts, at = ways.counts[group], leg.at
            if at is not None:
                counts = counts[at] if isinstance(at, slice) else counts[list(at)]
            self._sum(group, amounts, counts)
            by_quarter = amounts.sum(axis=0) / amounts.shape[0]
            years = ways.years if at is None else ways.years[at] if isinstance(at, slice) else ways.years[list(at)]
        elif leg.home or ways.is_same:
            counts = ways.on_spans[group if leg.home else group + 3]
            self._sum(group, asked, counts)
            by_quarter, years = asked.sum(axis=0) / asked.shape[0] * counts[:, 0], ways.span_years
        else:
            rated, discounted = ways.rates_on_spans
            amounts = asked * rated
            into = self.sums[group]
            into[WHOLE] += amounts.sum(axis=1)
            into[PRESENT] += (asked * discounted).sum(axis=1) * ways.late[group]
            if ways.first_after < len(ways.spans.first):
                into[AFTER] += amounts[:, ways.first_after :].sum(axis=1)
            by_quarter, years = amounts.sum(axis=0) / amounts.shape[0], ways.span_years
        np.add.at(self.means.setdefault(leg.category, np.zeros(ways.years[-1] + 1)), years, by_quarter)

    def _sum(self, group: int, amounts: Array, counts: Array) -> None:
        """Add amounts (t, n) by what each counts for, (n, 2 or 3)."""
        into = self.sums[group][: counts.shape[1]]
        into += counts.T * amounts.T if amounts.shape[1] == 1 else counts.T @ amounts.T


@dataclass(frozen=True, eq=False)
class Ways:
    """What quarters count for in the sums of a valuation, by group of categories, and on its spans.

    `stopped` is the quarter of the gate that failed where it is the same in all trials, `NEVER` elsewhere.
    """

    found: Valuation
    stopped: int

    @property
    def rate(self) -> Array:
        """Return what turns the offer's currency into the case's, (t, Q)."""
        return self.found.rate

    @property
    def is_same(self) -> bool:
        """Say whether the rate of exchange is the same in all trials."""
        return len(self.rate) == 1

    @property
    def spans(self) -> Spans:
        """Return the spans of what is supplied."""
        return self.found.spans

    @cached_property
    def years(self) -> Index:
        """Return the year of each quarter, (Q,)."""
        years: Index = calendar(self.found.quarters)[0] // 4
        return years

    @cached_property
    def span_years(self) -> Index:
        """Return the year of each span, (n,)."""
        years: Index = self.spans.calendar[0] // 4
        return years

    @cached_property
    def counts(self) -> tuple[Array, Array, Array]:
        """Return what each quarter counts for by group, (Q, 2 or 3): once, discounted, and after the gate."""
        quarters = calendar(self.found.quarters)[0]
        after = [quarters > self.stopped] if self.stopped < quarters[-1] else []
        late, prompt = (
            np.asfortranarray(np.vstack([np.ones(quarters.size), factor[0], *after]).T) for factor in self.found.factors
        )
        return late, prompt, prompt

    @cached_property
    def on_spans(self) -> tuple[Array, ...]:
        """Return the same on spans, (n, 2 or 3) by group: in the case's currency, then in the offer's if `is_same`."""
        abroad = [counts * self.rate.T for counts in self.counts] if self.is_same else []
        return tuple(self.spans.added(counts.T).T for counts in (*self.counts, *abroad))

    @cached_property
    def rates_on_spans(self) -> tuple[Array, Array]:
        """Return the rate added up over each span, and so discounted as what is paid at once, (t, n) each."""
        return self.spans.added(self.rate), self.spans.added(self.rate * self.found.factors[1])

    @cached_property
    def late(self) -> tuple[float, float, float]:
        """Return by group the discount for paying later than at once."""
        late, prompt = self.found.factors
        return float(late[0, 0] / prompt[0, 0]), 1.0, 1.0

    @cached_property
    def first_after(self) -> int:
        """Return the place of the first span after the gate that failed."""
        return int(np.searchsorted(self.spans.calendar[0], self.stopped, side="right"))


def ways_of(found: Valuation, scenario: Scenario) -> Ways:
    """Return the ways of a valuation."""
    return Ways(found, int(scenario.stopped[0, 0]) if scenario.stopped.shape[0] == 1 else NEVER)


def tally(found: Valuation, scenario: Scenario, ways: Ways) -> Tally:
    """Return the sums of a valuation's legs."""
    supplied, sponsored, economic = np.zeros((3, 3, scenario.trials))
    made = Tally((supplied, sponsored, economic), {})
    for _, leg in found.asked:
        made.add(leg, ways)
    if scenario.stopped.shape[0] > 1:
        supplied[AFTER] += commitment(found, scenario)[:, 0]
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
            grown = loss.take(order, mode="clip")
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
