"""Spans of quarters: what an offer comes to on them is what it comes to quarter by quarter."""

import numpy as np
import pytest

from cdmo_desk import document
from cdmo_desk.document import Case
from cdmo_desk.evaluation.levelling import plugs
from cdmo_desk.evaluation.simulation import Simulation, simulate
from cdmo_desk.programme.sampled import programmes
from cdmo_desk.programme.scenario import by_year, per_quarter
from cdmo_desk.programme.spans import single, spans
from tests.conftest import example
from tests.evaluation import random_cases

QUARTERS = 12


def simulated(case: Case, trials: int) -> Simulation:
    return simulate(case.brief, case.offers, plugs(case.brief, case.offers), trials, 3)


def case_of(name: int | str) -> Case:
    return document.read(random_cases.case(name) if isinstance(name, int) else example(name))


@pytest.mark.parametrize("name", ["mab-launch", "adc-first-in-human", *range(40)])
def test_an_offer_comes_to_the_same_on_spans_as_quarter_by_quarter(
    name: int | str, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = case_of(name)
    found = simulated(case, 900)
    monkeypatch.setattr("cdmo_desk.contract.offer.Offer.spans", lambda _, scenario: single(scenario.quarters))
    for offer, plain in simulated(case, 900).offers.items():
        for measure in ("cash", "cost", "present", "owed", "beyond"):
            there, here = getattr(plain, measure), getattr(found.offers[offer], measure)
            assert np.allclose(here, there, rtol=1e-9, atol=1e-9 * max(np.abs(there).max(), 1.0)), (offer, measure)
        for category, years in plain.yearly.items():
            assert np.allclose(found.offers[offer].yearly[category], years, rtol=1e-9, atol=1e-6), (offer, category)


def test_most_trials_are_worked_out_on_far_fewer_spans_than_quarters() -> None:
    case = case_of("mab-launch")
    trials = 16_000
    counts = [
        len(offer.spans(block).first) * block.trials
        for block in programmes(case.brief, trials, 1)
        for offer in case.offers
    ]
    assert sum(counts) / trials / len(case.offers) < 0.7 * case.brief.quarters


def test_figures_go_to_spans_and_back() -> None:
    some = spans(QUARTERS, [2, 3, 9, 40])
    assert some.first == (0, 2, 3, 4, 8, 9)
    random = np.random.default_rng(1)
    on_spans = random.random((5, 6))
    quarterly = some.whole(on_spans)
    assert quarterly.shape == (5, QUARTERS)
    assert np.array_equal(some.some(quarterly), on_spans)
    assert np.allclose(some.by_year(on_spans), by_year(quarterly), rtol=1e-14)
    assert np.allclose(some.added(quarterly), on_spans * some.lengths, rtol=1e-14)
    yearly = random.random((5, 3))
    assert np.array_equal(some.whole(some.per_span(yearly)), per_quarter(yearly))
    assert single(QUARTERS).whole(quarterly) is quarterly
