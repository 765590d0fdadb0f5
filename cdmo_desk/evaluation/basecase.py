"""The base case and its stresses in figures: one trial of the same code that simulates thousands."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property

import numpy as np

from cdmo_desk.contract.dossier import Line
from cdmo_desk.contract.offer import Offer
from cdmo_desk.contract.term import SUPPLIER
from cdmo_desk.evaluation.results import BaseFigures, Plug, StressFigures
from cdmo_desk.evaluation.valuation import commitment, discount, value
from cdmo_desk.money import exact
from cdmo_desk.programme.brief import Brief, Stress
from cdmo_desk.programme.likely import stressed
from cdmo_desk.programme.scenario import Scenario, by_year

NOT_ON_PAPER = ("change_orders", "cancellation")


def base_figures(brief: Brief, offer: Offer, gaps: Mapping[str, Plug], scenario: Scenario) -> BaseFigures:
    """Return the base case of an offer; `scenario` is that of `likely(brief)`."""
    made = value(brief, offer, gaps, scenario)
    by_category = {name: float(amounts.sum()) for name, amounts in made.by_category().items()}
    by_term: dict[str, dict[str, float]] = {}
    present_by_term: dict[str, float] = {}
    now, later = discount(brief), discount(brief, offer.payment_days)
    for place, category, amounts in made.legs:
        at_place = by_term.setdefault(place, {})
        at_place[category] = at_place.get(category, 0.0) + float(amounts.sum())
        factors = later if category in SUPPLIER else now
        present_by_term[place] = present_by_term.get(place, 0.0) + float((amounts * factors).sum())
    supplier, sponsor = float(made.supplier.sum()), float(made.sponsor.sum())
    economic = float(made.economic.sum())
    stated, corrected = _on_paper(brief, offer)
    return BaseFigures(
        contract=supplier - sum(by_category.get(name, 0.0) for name in NOT_ON_PAPER),
        supplier=supplier,
        sponsor=sponsor,
        economic=economic,
        cash=supplier + sponsor,
        cost=supplier + sponsor + economic,
        present_cost=float(made.present.sum()),
        units=float(made.units.sum()),
        beyond_horizon=float(made.beyond.sum()),
        by_category={name: amount for name, amount in sorted(by_category.items()) if amount != 0},
        by_quarter=tuple(float(amount) for amount in made.cost[0]),
        commitment=0.0,
        by_term=by_term,
        present_by_term=present_by_term,
        yearly={
            name: tuple(float(amount) for amount in by_year(np.broadcast_to(amounts, (1, scenario.quarters)))[0])
            for name, amounts in sorted(made.by_category().items())
            if amounts.any()
        },
        stated=stated,
        corrected=corrected,
    )


def stress_figures(
    brief: Brief, offer: Offer, gaps: Mapping[str, Plug], stresses: tuple[Stress, ...]
) -> tuple[StressFigures, ...]:
    """Return an offer's figures under each of some stress tests on the base case."""
    if not stresses:
        return ()
    scenario = stressed(brief, stresses)
    made = value(brief, offer, gaps, scenario)
    columns = made.cash.sum(axis=1), made.cost.sum(axis=1), made.present[:, 0], commitment(made, scenario)[:, 0]
    cash, cost, present, owed = (np.broadcast_to(column, (len(stresses),)).tolist() for column in columns)
    return tuple(
        StressFigures(cash=cash[place], cost=cost[place], present_cost=present[place], commitment=owed[place])
        for place in range(len(stresses))
    )


class Stresses(Mapping[str, StressFigures]):
    """An offer's figures under each stress test, reckoned when they are first asked for."""

    def __init__(self, brief: Brief, offer: Offer, gaps: Mapping[str, Plug]) -> None:
        self._on = brief, offer, gaps
        self._tests = {stress.name: stress for stress in brief.stresses}

    def __getitem__(self, name: str) -> StressFigures:
        """Return the figures under a test."""
        return self._made[name]

    @cached_property
    def _made(self) -> dict[str, StressFigures]:
        return dict(zip(self._tests, stress_figures(*self._on, tuple(self._tests.values())), strict=True))

    def __contains__(self, name: object) -> bool:
        """Say whether there is a test of this name, without reckoning it."""
        return name in self._tests

    def __iter__(self) -> Iterator[str]:
        """Go through the names of the tests."""
        return iter(self._tests)

    def __len__(self) -> int:
        """Return the number of tests."""
        return len(self._tests)


def _on_paper(brief: Brief, offer: Offer) -> tuple[float | None, float | None]:
    """Return the sum of the accepted lines as stated and as corrected, offer's currency; None without lines."""
    if not offer.lines:
        return None, None
    counted = offer.counted_lines(brief.currency)
    return float(sum((_stated(line) for line in counted), Decimal())), float(
        sum((_corrected(line) for line in counted), Decimal())
    )


def _stated(line: Line) -> Decimal:
    return exact(line.amount) if line.amount is not None else Decimal()


def _corrected(line: Line) -> Decimal:
    """Return quantity × unit price where both stand, the amount elsewhere."""
    if line.quantity is not None and line.unit_price is not None:
        return exact(line.quantity) * exact(line.unit_price)
    return _stated(line)
