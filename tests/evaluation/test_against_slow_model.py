"""The engine against a slow, plain model written from the same words, on random documents."""

from collections.abc import Iterator
from itertools import combinations, pairwise
from random import Random
from typing import Any

import numpy as np
import pytest

from cdmo_desk import document
from cdmo_desk.evaluation import as_json, compare
from cdmo_desk.evaluation.levelling import plugs
from cdmo_desk.evaluation.valuation import Valuation, commitment, value
from cdmo_desk.programme.brief import Brief
from cdmo_desk.programme.course import Course, course
from cdmo_desk.programme.likely import Likely
from cdmo_desk.programme.scenario import Array, Scenario
from tests.evaluation.random_cases import case, close_pair
from tests.evaluation.slow_model import base, present_costs, totals, walk

FIGURES = (
    "contract",
    "supplier",
    "sponsor",
    "economic",
    "cash",
    "cost",
    "present_cost",
    "units",
    "beyond_horizon",
    "commitment",
)
EXACT = 1e-6
BLOCK = 10
GRID = 150


def evaluated(plain: dict[str, Any], *, traced: bool = False) -> dict[str, Any]:
    return as_json(compare(document.read(plain), trials=0, traced=traced))


def figures(offer: dict[str, Any]) -> Iterator[tuple[str, float | None]]:
    """Give every figure of an offer with its name; what is 0 may be absent among the categories."""
    for name in FIGURES:
        yield name, offer["base"][name]
    for name, amount in offer["base"]["by_category"].items():
        yield f"category {name}", amount
    for quarter, amount in enumerate(offer["base"]["by_quarter"]):
        yield f"quarter {quarter}", amount
    for item, gap in offer["gaps"].items():
        yield f"gap {item}, {gap['source']}", gap["plug"]
    for stress, found in offer["stress"].items():
        for name in ("cash", "cost", "present_cost", "commitment"):
            yield f"{stress}, {name}", found[name]
    yield "score", offer["score"]


def differences(seed: int, plain: dict[str, Any]) -> Iterator[str]:
    """Say where the engine and the slow model differ."""
    fast = evaluated(plain)["offers"]
    for name, slow in base(plain).items():
        one, other = dict(figures(slow)), dict(figures(fast[name]))
        tolerance = EXACT * max(1.0, *(abs(figure) for figure in one.values() if figure is not None))
        for what in one | other:
            missing = 0.0 if what.startswith("category") else None
            expected, found = one.get(what, missing), other.get(what, missing)
            if expected is None or found is None:
                same = expected is found
            else:
                same = abs(found - expected) <= max(tolerance, EXACT * abs(expected))
            if not same:
                yield f"seed {seed}, {name}, {what}: expected {expected}, found {found}"
        if slow["missing_must_haves"] != fast[name]["missing_must_haves"]:
            yield f"seed {seed}, {name}, missing must-haves: {fast[name]['missing_must_haves']}"


def check(seeds: range) -> None:
    assert [line for seed in seeds for line in differences(seed, case(seed))] == []


@pytest.fixture
def _no_crossovers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the search for crossovers out: it takes most of the time and has tests of its own."""
    monkeypatch.setattr("cdmo_desk.evaluation.comparison.crossovers", lambda *_: ({}, {}))


@pytest.mark.usefixtures("_no_crossovers")
@pytest.mark.parametrize("first", range(0, 150, BLOCK))
def test_agrees_with_the_slow_model(first: int) -> None:
    check(range(first, first + BLOCK))


@pytest.mark.soak
@pytest.mark.usefixtures("_no_crossovers")
@pytest.mark.parametrize("first", range(1000, 4000, 100))
def test_agrees_with_the_slow_model_for_long(first: int) -> None:
    check(range(first, first + 100))


def courses(plain: dict[str, Any], random: Random) -> list[dict[str, Any]]:
    """Draw stresses of which each is to be a trial of one scenario."""
    gates = [gate["name"] for gate in plain["case"]["gates"]]
    choices = {
        "stop_at_gate": [*gates, None],
        "slip_quarters": [0, 1, 2, 3, 6, 40],
        "cpi": [0.0, 0.03, -0.02, 0.08],
        "demand_factor": [0.0, 0.5, 1.0, 2.0, 3.0],
        "sales_factor": [0.0, 1.0, 2.0],
        "fx_shift": [0.0, 0.1, -0.2],
    }
    return [{name: random.choice(values) for name, values in choices.items()} for _ in range(8)]


def stacked(brief: Brief, stresses: list[dict[str, Any]]) -> Scenario:
    """Lay stresses as trials into one scenario."""

    def column(name: str, times: float = 1.0, plus: float = 0.0) -> Array:
        return np.array([[stress[name] * times + plus] for stress in stresses], dtype=np.float64)

    own = brief.sponsor_inflation
    gates = [[gate.name != stress["stop_at_gate"] for gate in brief.gates_in_order()] for stress in stresses]
    return course(
        brief,
        Course(
            demand=column("demand_factor") * np.array([[year.likely for year in brief.demand]]),
            sales=column("sales_factor") * np.array([[year.likely for year in brief.net_sales]]),
            slip=column("slip_quarters"),
            cpi=column("cpi"),
            sponsor_inflation=column("cpi") if own is None else np.array([[own.likely]]),
            passes=np.array(gates, dtype=bool).reshape(len(stresses), len(brief.gates)),
            fx={
                currency: np.repeat(column("fx_shift", exchange.rate, exchange.rate), brief.quarters, axis=1)
                for currency, exchange in brief.fx.items()
            },
            draws=Likely(),
        ),
    )


def rows(made: Valuation, scenario: Scenario) -> dict[str, Array]:
    """Give the figures of a valuation, each (t, n)."""
    return {
        "supplier": made.supplier,
        "sponsor": made.sponsor,
        "economic": made.economic,
        "present_cost": made.present,
        "units": made.units,
        "beyond_horizon": made.beyond,
        "commitment": commitment(made, scenario),
    }


@pytest.mark.parametrize("seed", range(500, 530))
def test_many_trials_at_once_are_each_as_the_slow_model_says(seed: int) -> None:
    plain = case(seed)
    read = document.read(plain)
    stresses = courses(plain, Random(seed))  # noqa: S311 - nothing secret
    scenario = stacked(read.brief, stresses)
    gaps = plugs(read.brief, read.offers)
    for offer, raw in zip(read.offers, plain["offers"], strict=True):
        made = rows(value(read.brief, offer, gaps[offer.id], scenario), scenario)
        for trial, stress in enumerate(stresses):
            slow = totals(walk(plain, raw, stress))
            tolerance = EXACT * max([1.0, *(abs(amount) for amount in slow["by_category"].values())])
            for name, amounts in made.items():
                found = float(np.broadcast_to(amounts, (len(stresses), amounts.shape[1]))[trial].sum())
                assert abs(found - slow[name]) <= max(tolerance, EXACT * abs(slow[name])), (offer.id, stress, name)


def sides(plain: dict[str, Any], one: str, other: str, factor: float) -> float:
    """Give the difference of two offers' present costs at a demand factor, 0 where they are equal."""
    costs = present_costs(plain, factor)
    difference = costs[one] - costs[other]
    return 0.0 if abs(difference) <= 1e-9 * max(abs(costs[one]), abs(costs[other])) else difference


def check_crossovers(plain: dict[str, Any]) -> int:
    """Check that the difference changes sign at every crossover, and on a grid nowhere else."""
    found = evaluated(plain, traced=True)["crossovers"]
    for one, other in combinations([offer["id"] for offer in plain["offers"]], 2):
        roots = found[f"{one}|{other}"]
        assert roots == sorted(roots)
        for root in roots:
            before, after = (sides(plain, one, other, max(0.0, root + step)) for step in (-EXACT, EXACT))
            assert before * after < 0, (one, other, root)
        grid = [3.0 * place / GRID for place in range(GRID + 1)]
        signs = [(factor, sides(plain, one, other, factor)) for factor in grid]
        for (left, before), (right, after) in pairwise((factor, side) for factor, side in signs if side):
            between = sum(left < root < right for root in roots)
            assert between % 2 == (before * after < 0), (one, other, left, right, roots)
    return sum(len(roots) for roots in found.values())


def test_crossovers_are_where_the_slow_model_changes_sides() -> None:
    assert sum(check_crossovers(close_pair(seed)) for seed in range(12)) > 8


@pytest.mark.soak
@pytest.mark.parametrize("first", range(100, 400, 25))
def test_crossovers_for_long(first: int) -> None:
    for seed in range(first, first + 25):
        check_crossovers(close_pair(seed))
