"""Figures of trials that weigh alike by way are those of any weighted trials, however values tie."""

import numpy as np
import pytest

from cdmo_desk.evaluation import runs
from cdmo_desk.evaluation.statistics import FEWEST, PERCENTS, Weights, ordered, quantiles, spread
from cdmo_desk.programme.scenario import Array, Index

CHANCES = {-1: 0.2, 0: 0.5, 3: 0.3}
WAYS = list(CHANCES)


def drawn(trials: int, seed: int, *, even: bool = False) -> tuple[Array, Index, Weights]:
    """Return values, the way that each trial went, and weights: all alike, or by way."""
    random = np.random.default_rng(seed)
    way = random.choice(WAYS, trials, p=(0.6, 0.3, 0.1))
    each = {one: 1 / trials if even else CHANCES[one] / max(1, int((way == one).sum())) for one in WAYS}
    weights = np.array([each[int(one)] for one in way])
    return (
        50.0 * way + random.gamma(2.0, 100.0, trials),
        way,
        Weights(weights, (np.arange(trials) % 8).astype(np.uint8)),
    )


@pytest.mark.parametrize("even", [False, True])
@pytest.mark.parametrize("trials", [1, 2, 3, 19, 20, 21, 400, 4096])
def test_figures_are_those_of_weighted_values(trials: int, even: bool) -> None:
    for seed in range(4):
        values, way, weights = drawn(trials, seed, even=even)
        sample = runs.Sample(values, runs.cells(way, way, weights))
        whole = sample.runs()
        expected = spread(values, weights)
        found = sample.spread(whole)
        names = ("mean", "sd", *PERCENTS, "cvar95")
        assert [getattr(found, name) for name in names] == pytest.approx(
            [getattr(expected, name) for name in names], rel=1e-12, abs=1e-9
        )
        assert (found.errors is None) == (trials < FEWEST)
        if expected.errors is not None:
            assert found.errors == pytest.approx(expected.errors, rel=1e-9)
        shares = np.linspace(0, 1, 101)
        assert whole.quantiles(shares) == pytest.approx(quantiles(values, shares, weights), rel=1e-12)
        for one in set(way.tolist()):
            own, here = sample.runs(one), way == one
            part = ordered(values, weights).among(here).spread()
            assert own.figures() == pytest.approx({name: getattr(part, name) for name in names}, rel=1e-12, abs=1e-9)
            assert own.weight == pytest.approx(weights.each[here].sum())


def test_ties_between_ways_count_in_the_order_of_the_ways() -> None:
    """Of two ways with the values 1, 2 and 2, 3, half the weight lies below the 2 of the second."""
    way = np.array([0, 0, 1, 1])
    weights = Weights(np.array([0.1, 0.1, 0.4, 0.4]), np.zeros(4, dtype=np.uint8))
    whole = runs.Sample(np.array([1.0, 2.0, 2.0, 3.0]), runs.cells(way, way, weights)).runs()
    at = [(0.15 - 0.05) / 0.75, (0.4 - 0.05) / 0.75, (0.6 - 0.05) / 0.75]
    assert whole.quantiles([0.0, *at, 1.0]) == pytest.approx([1.0, 2.0, 2.0, 2.5, 3.0])
    assert whole.above(1.0) == pytest.approx(0.9)
    assert whole.above(2.0) == pytest.approx(0.4)


def test_whole_numbers_that_tie_give_the_mean_and_middle_values_of_weighted_ones() -> None:
    """Ties may stand in any order, so only what does not hang on it is compared."""
    for seed in range(4):
        values, way, weights = drawn(3000, seed)
        values = np.floor(values / 40)
        found = runs.Sample(values, runs.cells(way, way, weights)).runs().figures()
        expected = ordered(values, weights).figures()
        heaviest = weights.each.max()
        for name in PERCENTS:
            assert found[name] == expected[name]
        assert found["mean"] == pytest.approx(expected["mean"], rel=1e-12)
        assert found["cvar95"] == pytest.approx(expected["cvar95"], rel=heaviest / 0.05)


def test_cells_hold_every_trial_once_and_more_ways_than_a_byte_tells() -> None:
    way = np.arange(-1, 399).repeat(2)
    weights = Weights(np.full(800, 1 / 800), np.tile(np.array([0, 1], dtype=np.uint8), 400))
    found = runs.cells(way, way, weights)
    assert sorted(found.order.tolist()) == list(range(800))
    assert found.stops == found.path == tuple(way.tolist())
    assert found.span(found.some(398)) == slice(798, 800)
    assert found.some(5, 1) == [13]


def test_what_does_not_stop_may_have_been_sampled_under_several_paths() -> None:
    """A gate that slips behind the horizon stops nothing, but its trials keep the weight of their path."""
    values, path, weights = drawn(3000, 1)
    stops = np.where((path == 3) & (np.arange(3000) % 2 == 0), -1, path)
    sample = runs.Sample(values, runs.cells(stops, path, weights))
    given = sample.runs(-1)
    expected = ordered(values, weights).among(stops == -1)
    assert len(given.runs) == 2
    assert given.figures() == pytest.approx(expected.figures(), rel=1e-12)
    errors = sample.spread(given, -1).errors
    assert errors == pytest.approx(expected.spread().errors or {}, rel=1e-9)
