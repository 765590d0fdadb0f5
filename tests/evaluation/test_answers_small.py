"""Answers by hand and on random cases: small figures, bends and jumps, whatever terms there are."""

import json

import numpy as np
import pytest

from cdmo_desk import document
from cdmo_desk.evaluation.answers import plain
from cdmo_desk.evaluation.answers.assumptions import assumptions
from cdmo_desk.evaluation.answers.between import acceptance, dominated, pairs
from cdmo_desk.evaluation.answers.collected import answers
from cdmo_desk.evaluation.answers.correlation import ranks
from cdmo_desk.evaluation.answers.rehearsal import rehearse
from cdmo_desk.evaluation.answers.root import root
from cdmo_desk.evaluation.answers.straight import shifted
from cdmo_desk.evaluation.simulation import Unwanted
from cdmo_desk.evaluation.statistics import equal
from tests.conftest import example
from tests.evaluation import random_cases


def test_pairs_and_acceptance_on_a_case_that_can_be_reckoned_by_hand() -> None:
    weights = equal(1000)
    steady, wild = np.full(1000, 10.0), np.where(np.arange(1000) < 100, 60.0, 4.0)
    present = {"steady": steady, "wild": wild}
    (pair,) = pairs(present, weights)
    assert pair.mean == pytest.approx(wild.mean() - 10)
    assert pair.cheaper == pytest.approx(0.1)
    assert pair.p10 == pytest.approx(-6)
    assert pair.interval is not None
    found = acceptance(present, weights, (0.0, 0.01, 1.0))
    assert found is not None
    # wild: mean 9.6, worst 5 % 60; steady: 10 and 10: steady is the best from a worth of 0.4 / 50 = 0.008 on
    assert found.best == ("wild", "steady", "steady")
    assert found.chances["wild"][0] == pytest.approx(0.9)
    assert found.chances["steady"][2] == pytest.approx(1.0)
    assert acceptance({}, weights) is None


def test_dominated_offers_are_named_with_those_that_beat_them() -> None:
    present = {"a": np.arange(100.0), "b": np.arange(100.0) + 1, "c": np.full(100, 60.0)}
    assert dominated(present, equal(100)) == {"b": ("a",)}


def test_ranks_are_those_of_order_and_ties_share() -> None:
    assert ranks(np.array([5.0, 1.0, 3.0, 3.0]), equal(4)) == pytest.approx([0.875, 0.125, 0.5, 0.5])


def test_a_root_is_found_across_bends_and_jumps() -> None:
    assert root(lambda x: 3 - x, 0, 3, 10, -7, near=1e-9) == pytest.approx(3)
    assert root(lambda x: 3 - x if x < 2 else -x, 0, 3, 10, -10, near=1e-9) == pytest.approx(2, abs=1e-6)
    assert root(lambda x: 8 - x**3, 0, 8, 10, -992, near=1e-6) == pytest.approx(2, abs=1e-5)


@pytest.mark.parametrize("seed", [1, 4, 9, 16, 25, 36])
def test_what_enters_in_proportion_moves_as_in_trials_run_anew(seed: int) -> None:
    found = document.read(random_cases.case(seed))
    here = rehearse(found.brief, found.offers, trials=64)
    for assumption in assumptions(found.brief):
        straight = None if assumption.path.startswith("gates.") else shifted(here, assumption.path, assumption.now)
        if straight is None or len(here.ranked) < 2:
            continue
        to = 1.4 * assumption.now
        assert straight(to) == pytest.approx(here.again(assumption.moved(to)).standing(), rel=1e-9, abs=1e-3)


@pytest.mark.parametrize("seed", [2, 3, 5])
def test_any_case_has_answers(seed: int) -> None:
    found = answers(document.read(random_cases.case(seed)), trials=16)
    assert found.over_trials is not None
    json.dumps(plain(found), allow_nan=False)


def test_answers_that_nobody_wants_any_more_end() -> None:
    asked: list[bool] = []

    def wanted() -> bool:
        asked.append(True)
        return len(asked) < 5

    with pytest.raises(Unwanted):
        answers(document.read(example("mab-launch")), trials=64, wanted=wanted)
    assert len(asked) >= 5
