"""The public worked examples: base case, gaps, stresses, crossovers and scores exactly, risk within sampling error."""

from math import isclose
from typing import Any

import pytest

from cdmo_desk import document
from cdmo_desk.evaluation import as_json, compare
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

    for offer, figures in wanted["offers"].items():
        agree(found["offers"][offer], {key: part for key, part in figures.items() if key != "risk"}, offer)
        assert "risk" not in found["offers"][offer]
    agree(found["crossovers"], wanted["crossovers"], "crossovers")
    assert "evpi" not in found


@pytest.mark.parametrize("name", ["mab-launch", "adc-first-in-human"])
def test_risk_agrees_within_sampling_error(name: str) -> None:
    """Both sides are samples: ours of 8,192 trials, the expected one of 100,000."""
    found = as_json(compare(document.read(example(name)), trials=1 << 13))
    wanted = expected(name)
    far = 0
    compared = 0
    for offer, figures in wanted["offers"].items():
        here, there = found["offers"][offer]["risk"], figures["risk"]
        for measure in ("cost", "cash", "present_cost"):
            for mine, theirs in (
                (here[measure], there[measure]),
                (here["succeeds"][measure], there["succeeds"][measure]),
            ):
                for figure, value in theirs.items():
                    error = max(mine["errors"][figure], 1e-4 * abs(value)) * (1 + 8192 / 100_000) ** 0.5
                    compared += 1
                    far += abs(mine[figure] - value) > 3 * error
                    assert abs(mine[figure] - value) < 6.5 * error, (offer, measure, figure)
        for gate, stop in there["stops"].items():
            assert isclose(here["stops"][gate]["probability"], stop["probability"], abs_tol=0.02)
            assert isclose(here["stops"][gate]["cash"], stop["cash"], rel_tol=0.05)
        for share in ("over_budget", "cheapest"):
            if there[share] is None:
                assert here[share] is None
            else:
                assert isclose(here[share], there[share], abs_tol=0.025), (offer, share)
    assert far <= 0.08 * compared  # the figures of one sample move together
    assert isclose(found["evpi"], wanted["evpi"], rel_tol=0.15)


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
