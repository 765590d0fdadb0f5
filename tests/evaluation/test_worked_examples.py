"""The public worked examples: base case, gaps, stresses, crossovers and scores exactly, risk within sampling error."""

from math import isclose
from typing import Any

import numpy as np
import pytest

from cdmo_desk import document
from cdmo_desk.evaluation import as_json, compare
from cdmo_desk.evaluation.levelling import plugs
from cdmo_desk.evaluation.simulation import simulate
from cdmo_desk.evaluation.statistics import Weights, figures, spread
from cdmo_desk.programme.scenario import Array
from tests.conftest import example, expected

NAMES = ["mab-launch", "adc-first-in-human", "tablet-certain"]


def agree(here: Any, there: Any, place: str) -> None:
    """Compare what is expected, key by key; categories that are 0 may be absent on either side."""
    if isinstance(there, dict):
        keys = set(there) | (set(here) if place.endswith("by_category") else set())
        for key in keys:
            if place.endswith("by_category"):
                agree(here.get(key, 0), there.get(key, 0), f"{place}.{key}")
            else:
                agree(here[key], there[key], f"{place}.{key}")
    elif isinstance(there, list):
        assert len(here) == len(there), place
        for number, (one, other) in enumerate(zip(here, there, strict=True)):
            agree(one, other, f"{place}[{number}]")
    elif isinstance(there, float | int) and not isinstance(there, bool):
        assert isclose(here, there, rel_tol=1e-6, abs_tol=1e-6), f"{place}: {here} is not {there}"
    else:
        assert here == there, place


@pytest.mark.parametrize("name", NAMES)
def test_base_case_agrees(name: str) -> None:
    found = as_json(compare(document.read(example(name)), trials=0))
    wanted = expected(name)

    for offer, parts in wanted["offers"].items():
        agree(found["offers"][offer], {key: part for key, part in parts.items() if key != "risk"}, offer)
        assert "risk" not in found["offers"][offer]
    agree(found["crossovers"], wanted["crossovers"], "crossovers")
    assert "evpi" not in found


def drawn(values: Array, weights: Weights, trials: int) -> dict[str, float]:
    """Return the sampling error that plain Monte Carlo of so many trials would have, by drawing from ours."""
    random = np.random.default_rng(1)
    part = trials // 8
    draws = [figures(random.choice(values, part, p=weights.each / weights.each.sum())) for _ in range(12)]
    return {name: float(np.std([draw[name] for draw in draws], ddof=1) / np.sqrt(8)) for name in draws[0]}


@pytest.mark.parametrize("name", ["mab-launch", "adc-first-in-human"])
def test_risk_agrees_within_sampling_error(name: str) -> None:
    """Both sides are samples: ours of 8,192 even trials, the expected one of 100,000 random ones."""
    case = document.read(example(name))
    wanted = expected(name)
    run = simulate(case.brief, case.offers, plugs(case.brief, case.offers), 1 << 13, 1)
    far = compared = 0
    for offer, made in run.offers.items():
        there = wanted["offers"][offer]["risk"]
        for measure, values in (("cost", made.cost), ("cash", made.cash), ("present_cost", made.present)):
            for theirs, here in (
                (there[measure], np.ones(values.size, dtype=bool)),
                (there["succeeds"][measure], run.succeeds),
            ):
                given = run.weights.among(here)
                mine = spread(values[here], given)
                assert mine.errors is not None
                share = float(given.each.sum())
                random = drawn(values[here], given, int(100_000 * share))
                for figure, value in theirs.items():
                    error = np.hypot(mine.errors[figure], random[figure]) + 1e-9 * abs(value)
                    compared += 1
                    far += abs(getattr(mine, figure) - value) > 3 * error
                    assert abs(getattr(mine, figure) - value) < 7 * error, (offer, measure, figure)
    assert far <= 0.1 * compared  # the figures of one sample move together


@pytest.mark.parametrize("name", ["mab-launch", "adc-first-in-human"])
def test_chances_agree(name: str) -> None:
    found = as_json(compare(document.read(example(name)), trials=1 << 12, traced=False))
    wanted = expected(name)
    for offer, figures_ in wanted["offers"].items():
        here, there = found["offers"][offer]["risk"], figures_["risk"]
        for gate, stop in there["stops"].items():
            assert isclose(here["stops"][gate]["probability"], stop["probability"], abs_tol=0.006)
            assert isclose(here["stops"][gate]["cash"], stop["cash"], rel_tol=0.03)
        for share in ("over_budget", "cheapest"):
            if there[share] is None:
                assert here[share] is None
            else:
                assert isclose(here[share], there[share], abs_tol=0.02), (offer, share)
    assert isclose(found["evpi"], wanted["evpi"], rel_tol=0.1)


def test_the_same_seed_gives_the_same_bits_and_another_seed_does_not() -> None:
    case = document.read(example("adc-first-in-human"))

    first = as_json(compare(case, trials=500, seed=3))

    assert as_json(compare(case, trials=500, seed=3)) == first
    assert as_json(compare(case, trials=500, seed=4))["offers"] != first["offers"]


def test_the_number_of_cores_changes_no_bit(monkeypatch: pytest.MonkeyPatch) -> None:
    case = document.read(example("adc-first-in-human"))
    made = []
    for cores in (1, 3):
        monkeypatch.setattr("cdmo_desk.evaluation.simulation.CORES", cores)
        made.append(as_json(compare(case, trials=(1 << 13) + 5)))
    assert made[0] == made[1]


def test_trials_may_be_any_number() -> None:
    case = document.read(example("adc-first-in-human"))
    for trials in (1, 2, 7, 4097):
        found = as_json(compare(case, trials=trials))
        assert found["trials"] == trials
        assert found["offers"]["open"]["risk"]["cash"]["mean"] > 0
