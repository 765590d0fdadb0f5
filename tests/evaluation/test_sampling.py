"""How trials are sampled: paths with known chances, even points, honest errors, the same bits whatever the cores."""

from copy import deepcopy
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from scipy.special import betaincinv

from cdmo_desk import document
from cdmo_desk.document import Case
from cdmo_desk.estimate import Estimate
from cdmo_desk.evaluation import Kept, Unwanted, as_json, compare
from cdmo_desk.evaluation.levelling import plugs
from cdmo_desk.evaluation.simulation import Simulation, simulate
from cdmo_desk.evaluation.statistics import Weights, figures, mean, mean_error, spread
from cdmo_desk.programme.design import FEWEST, REPETITIONS, paths
from cdmo_desk.programme.quantile import pert
from cdmo_desk.programme.sampled import dimensions_of, plan
from cdmo_desk.programme.sobol import coordinate
from tests.conftest import example
from tests.evaluation import random_cases


def launch() -> Case:
    return document.read(example("mab-launch"))


def few_offers() -> Case:
    """Return the launch with its first three offers, where more of them would only cost time."""
    case = launch()
    return replace(case, offers=case.offers[:3])


def simulated(case: Case, trials: int, seed: int = 1) -> Simulation:
    return simulate(case.brief, case.offers, plugs(case.brief, case.offers), trials, seed)


@pytest.mark.parametrize("mode", [0.0, 0.03, 0.2, 0.5, 0.9, 1.0])
def test_quantiles_are_those_of_the_beta_distribution(mode: float) -> None:
    tails = np.logspace(-9, -2, 200)
    uniform = np.concatenate([tails, np.linspace(0.01, 0.99, 20_001), 1 - tails])
    exact = betaincinv(1 + 4 * mode, 5 - 4 * mode, uniform)
    assert np.abs(pert(Estimate(0.0, mode, 1.0), uniform) - exact).max() < 2e-6


@pytest.mark.parametrize("dimension", [0, 1, 17, 700, 4000])
def test_each_repetition_of_a_coordinate_has_one_point_in_each_equal_part(dimension: int) -> None:
    bits, repetitions = 10, 4
    made = coordinate(dimension, "some input", repetitions, bits)
    number, split = np.arange(1 << bits), bits // 2
    drawn = []
    for repetition in range(repetitions):
        low = (repetition << split) + (number & ((1 << split) - 1))
        drawn.append(made.at(low, (repetition << (bits - split)) + (number >> split)))
        assert np.array_equal(np.sort((drawn[-1] * (1 << bits)).astype(int)), number)
    assert not np.array_equal(drawn[0], drawn[1])


def test_two_coordinates_of_the_programme_fill_the_square_evenly() -> None:
    bits = 12
    number = np.arange(1 << bits)
    places = number & 63, number >> 6
    one, other = (coordinate(dimension, str(dimension), 1, bits).at(*places) for dimension in (0, 1))
    for across in range(bits + 1):
        boxes = (one * 2**across).astype(int) * 2 ** (bits - across) + (other * 2 ** (bits - across)).astype(int)
        assert np.bincount(boxes, minlength=1 << bits).max() <= 1  # each of 4,096 boxes of any shape holds one point


@pytest.mark.parametrize("trials", [1, 2, 3, 50, FEWEST - 1, FEWEST, 1000, 4097, 65_536])
@pytest.mark.parametrize("seed", range(4))
def test_any_number_of_trials_is_shared_out_and_weighs_one(trials: int, seed: int) -> None:
    brief = document.read(random_cases.case(seed)).brief
    found = plan(brief, trials, seed)
    assert found.weights.size == found.repetition.size == trials == sum(block.trials for block in found.blocks)
    assert np.isclose(found.weights.sum(), 1.0, rtol=1e-12)
    if trials >= FEWEST:
        chances = {path.fails: path.chance for path in paths(brief, trials, seed)}
        assert np.isclose(sum(chances.values()), 1.0, rtol=1e-12)
        assert set(found.repetition) == set(range(REPETITIONS))


def test_the_chance_of_each_path_is_exact() -> None:
    found = as_json(compare(launch(), trials=1000, traced=False))["offers"]["ffs"]["risk"]["stops"]
    assert found["Phase III readout"]["probability"] == pytest.approx(0.4, rel=1e-12)
    assert found["Approval"]["probability"] == pytest.approx(0.06, rel=1e-12)


def test_the_number_of_cores_changes_no_bit(monkeypatch: pytest.MonkeyPatch) -> None:
    case, made = few_offers(), []
    for cores in (1, 2, 5):
        monkeypatch.setattr("cdmo_desk.evaluation.simulation.CORES", cores)
        monkeypatch.setattr("cdmo_desk.evaluation.comparison.CORES", cores)
        made.append(as_json(compare(case, trials=3001, traced=False)))
    assert made[0] == made[1] == made[2]


def test_an_offer_does_not_depend_on_the_others_or_their_order() -> None:
    case = launch()
    whole = simulated(case, 2000)
    alone = replace(case, offers=case.offers[4:1:-1])
    gaps = plugs(case.brief, case.offers)
    part = simulate(case.brief, alone.offers, gaps, 2000, 1)
    for offer in alone.offers:
        assert np.array_equal(part.offers[offer.id].present, whole.offers[offer.id].present)


def test_inputs_of_an_offer_never_share_a_coordinate() -> None:
    names = [f"offer.terms[{number}].amount" for number in range(1500)]
    found = dimensions_of(reversed(names))
    assert len(set(found.values())) == len(names)
    assert found == dimensions_of(names)


def edited(plain: dict[str, Any], number: int) -> Case:
    """Return the case with another price of an item: of the highest other offer it plugs the gaps of the rest."""
    plain = deepcopy(plain)
    for term in plain["offers"][number]["terms"]:
        if term.get("scope") == "engineering" and "unit_price" in term:
            term["unit_price"] = 5_000_000.0
    return document.read(plain)


@pytest.mark.parametrize("number", [0, 1, 3])
def test_what_is_kept_gives_the_same_bits_as_reckoning_anew(number: int) -> None:
    plain = example("mab-launch")
    kept = Kept()
    compare(document.read(plain), trials=700, kept=kept, traced=False)
    after = edited(plain, number)
    again = as_json(compare(after, trials=700, kept=kept, traced=number == 0))
    assert again == as_json(compare(after, trials=700, traced=number == 0))
    if number == 1:
        other = as_json(compare(document.read(plain), trials=900, seed=2, kept=kept, traced=False))
        assert other == as_json(compare(document.read(plain), trials=900, seed=2, traced=False))


def test_only_what_an_edit_bears_on_is_reckoned_anew() -> None:
    case, kept = launch(), Kept()
    compare(case, trials=500, kept=kept, traced=False)
    before = {name: made for name, (_, made) in kept.trials.held.items()}
    first = replace(case.offers[0], payment_days=77.0)
    compare(replace(case, offers=(first, *case.offers[1:])), trials=500, kept=kept, traced=False)
    after = {name: made for name, (_, made) in kept.trials.held.items()}
    assert [name for name in before if after[name] is not before[name]] == [first.id]
    compare(replace(case, offers=case.offers[1:]), trials=500, kept=kept, traced=False)
    assert first.id not in kept.trials.held


def test_a_run_that_nobody_wants_ends_and_can_be_started_again() -> None:
    case, kept = few_offers(), Kept()
    asked = []

    def twice() -> bool:
        asked.append(1)
        return len(asked) <= 2

    with pytest.raises(Unwanted):
        compare(case, trials=40_000, kept=kept, wanted=twice)
    done: list[tuple[int, int]] = []
    found = compare(
        case, trials=1000, kept=kept, traced=False, wanted=lambda: True, progress=lambda *at: done.append(at)
    )
    assert as_json(found) == as_json(compare(case, trials=1000, traced=False))
    assert done == sorted(done)
    assert done[-1] == (1000, 1000)


def test_weighted_figures_are_those_of_repeated_values() -> None:
    random = np.random.default_rng(5)
    values, times = random.normal(size=4000), random.integers(1, 4, size=4000)
    weights = Weights(times / times.sum(), np.zeros(4000, dtype=np.uint8))
    repeated = figures(np.repeat(values, times))
    for name, found in figures(values, weights).items():
        assert found == pytest.approx(repeated[name], abs=2e-3), name
    whole = np.sort(values)
    equal = figures(values)
    assert equal["p90"] == pytest.approx(np.quantile(values, 0.9), abs=1e-12)
    assert equal["cvar95"] == pytest.approx(whole[3800:].mean(), abs=1e-12)


def honesty(seeds: int, trials: int) -> dict[str, float]:
    """Return the scatter of figures over seeds to the error that a run tells of itself, mean over offers."""
    case = launch()
    case = replace(case, offers=case.offers[:4])
    runs = [simulated(case, trials, seed) for seed in range(seeds)]
    ratios: dict[str, list[float]] = {}
    for offer in case.offers:
        spreads = [spread(run.offers[offer.id].present, run.weights) for run in runs]
        for name in ("mean", "p50", "p90", "cvar95"):
            told = np.sqrt(np.mean([made.errors[name] ** 2 for made in spreads if made.errors]))
            ratios.setdefault(name, []).append(float(np.std([getattr(made, name) for made in spreads], ddof=1) / told))
    return {name: float(np.mean(found)) for name, found in ratios.items()}


def test_errors_are_honest() -> None:
    for name, ratio in honesty(seeds=14, trials=1200).items():
        assert 0.7 < ratio < 1.4, (name, ratio)


@pytest.mark.soak
def test_errors_are_honest_for_long() -> None:
    for name, ratio in honesty(seeds=40, trials=1 << 14).items():
        assert 0.8 < ratio < 1.25, (name, ratio)


def test_it_is_far_more_even_than_plain_monte_carlo() -> None:
    run, gains = simulated(launch(), 1 << 13), []
    for made in run.offers.values():
        error = mean_error(made.present, run.weights)
        assert error is not None
        gains.append(figures(made.present, run.weights)["sd"] / np.sqrt(1 << 13) / error)
    assert np.exp(np.mean(np.log(gains))) > 15


def test_means_given_a_path_add_up_to_the_mean() -> None:
    run = simulated(launch(), 3000)
    for made in run.offers.values():
        total = 0.0
        for place in (-1, 0, 1):
            here = run.stopped_at == place
            total += float(run.weights.each[here].sum()) * mean(made.cost[here], run.weights.among(here))
        assert total == pytest.approx(mean(made.cost, run.weights), rel=1e-12)
