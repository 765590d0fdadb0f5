"""The laws of terms, on random documents: they hold for every offer, whatever its terms."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cdmo_desk import document
from cdmo_desk.contract.offer import Offer
from cdmo_desk.contract.term import SupplyTerm
from cdmo_desk.document import Case
from cdmo_desk.evaluation import as_json, compare
from cdmo_desk.evaluation.levelling import plugs
from cdmo_desk.evaluation.valuation import Valuation, value
from cdmo_desk.programme.brief import Stress
from cdmo_desk.programme.likely import likely
from cdmo_desk.programme.sampled import programmes
from cdmo_desk.programme.scenario import Scenario
from tests.evaluation import random_cases

few = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
documents = st.integers(0, 10_000).map(random_cases.case)

ADDITIVE = {"deliverable", "labour", "milestone", "royalty", "equity", "deposit"}


def valued(case: Case, offer: Offer, scenario: Scenario) -> Valuation:
    return value(case.brief, offer, plugs(case.brief, case.offers)[offer.id], scenario)


def every_offer(plain: dict[str, Any], law: Callable[[Case, Offer, Scenario], None]) -> None:
    """Try a law on each offer in the base case and in sampled trials."""
    case = document.read(plain)
    for scenario in (likely(case.brief), *programmes(case.brief, 16, 7)):
        for offer in case.offers:
            law(case, offer, scenario)


def totals(found: Valuation) -> dict[str, float]:
    return {category: float(amounts.sum()) for category, amounts in found.by_category().items()}


def same(one: dict[str, float], other: dict[str, float]) -> bool:
    scale = max((abs(amount) for amount in (*one.values(), *other.values())), default=0.0)
    return all(abs(one.get(key, 0.0) - other.get(key, 0.0)) <= 1e-9 * scale + 1e-9 for key in one.keys() | other.keys())


@few
@given(documents)
def test_terms_add(plain: dict[str, Any]) -> None:
    """An offer of independent terms comes to the sum of what each comes to alone."""

    def law(case: Case, offer: Offer, scenario: Scenario) -> None:
        kept = tuple(term for term in offer.terms if getattr(term, "type", "") in ADDITIVE)
        whole = replace(offer, terms=kept).account(scenario)
        for number, term in enumerate(kept):
            # The same place, so that an uncertain term draws the same numbers alone and in company.
            alone = replace(offer, terms=(replace(term, id=term.id or f"t{number}"),)).account(scenario)
            named = tuple(replace(one, id=one.id or f"t{place}") for place, one in enumerate(kept))
            together = replace(offer, terms=named).account(scenario)
            place = f"terms.{named[number].id}"
            mine = sum(float(leg.amounts.sum()) for where, leg in together.legs if where == place)
            assert np.isclose(mine, sum(float(leg.amounts.sum()) for _, leg in alone.legs), rtol=1e-9, atol=1e-6)
        assert len(whole.legs) <= len(kept)
        del case

    every_offer(plain, law)


@few
@given(documents, st.floats(1, 365))
def test_payment_days_move_present_cost_only(plain: dict[str, Any], days: float) -> None:
    def law(case: Case, offer: Offer, scenario: Scenario) -> None:
        before = valued(case, replace(offer, payment_days=0.0), scenario)
        after = valued(case, replace(offer, payment_days=days), scenario)
        assert np.array_equal(before.cost, after.cost)
        expected = before.supplier.sum(axis=1) != 0
        if case.brief.discount_rate > 0 and (before.supplier >= 0).all():
            falls = after.present[:, 0] < before.present[:, 0]
            assert falls[np.broadcast_to(expected, falls.shape)].all()

    every_offer(plain, law)


@few
@given(documents, st.floats(0, 3e6))
def test_a_cap_holds_in_every_quarter(plain: dict[str, Any], cap: float) -> None:
    for offer in plain["offers"]:
        offer["terms"] = [term for term in offer["terms"] if term["type"] not in ("not_to_exceed", "target_cost")]
        offer["terms"].append({"type": "not_to_exceed", "amount": cap})
        for term in offer["terms"]:
            if term["type"] == "deliverable":
                term["basis"] = "pass_through"
                term["unit_price"] = 1000

    def law(case: Case, offer: Offer, scenario: Scenario) -> None:
        del case
        legs = offer.account(scenario).legs
        zero = np.zeros((1, scenario.quarters))
        charged = sum((leg.amounts for _, leg in legs if leg.category == "labour"), zero)
        passed = {place for place, leg in legs if place.startswith("terms") and leg.category == "materials"}
        deliverables = {
            offer.place(number) for number, term in enumerate(offer.terms) if getattr(term, "type", "") == "deliverable"
        }
        for place, leg in legs:
            if leg.category == "cap_relief" or (place in passed & deliverables):
                charged = charged + leg.amounts
        assert (np.cumsum(charged, axis=1) <= cap * (1 + 1e-9) + 1e-6).all()

    every_offer(plain, law)


@few
@given(documents)
def test_no_demand_means_no_charge_for_batches(plain: dict[str, Any]) -> None:
    plain["case"]["demand"] = []

    def law(case: Case, offer: Offer, scenario: Scenario) -> None:
        found = totals(valued(case, offer, scenario))
        assert not any(
            found.get(category, 0.0) for category in ("batches", "cancellation", "batch_failure", "shortfall")
        )

    every_offer(plain, law)


@few
@given(documents, st.randoms(use_true_random=False))
def test_neighbours_matter_only_in_the_documented_order(plain: dict[str, Any], random: Any) -> None:
    """Shuffling terms changes nothing as long as those that supply batches keep their order."""

    def law(case: Case, offer: Offer, scenario: Scenario) -> None:
        named = tuple(replace(term, id=f"t{number}") for number, term in enumerate(offer.terms))
        supplying = [term for term in named if isinstance(term, SupplyTerm)]
        shuffled = list(named)
        random.shuffle(shuffled)
        places = [number for number, term in enumerate(shuffled) if isinstance(term, SupplyTerm)]
        for number, term in zip(places, supplying, strict=True):
            shuffled[number] = term
        one = valued(case, replace(offer, terms=named), scenario)
        other = valued(case, replace(offer, terms=tuple(shuffled)), scenario)
        assert same(totals(one), totals(other))
        assert np.allclose(one.present, other.present, rtol=1e-9)

    every_offer(plain, law)


@few
@given(documents)
def test_a_stress_that_changes_nothing_changes_nothing(plain: dict[str, Any]) -> None:
    case = document.read(plain)
    for offer in case.offers:
        base = valued(case, offer, likely(case.brief))
        stressed = valued(case, offer, likely(case.brief, Stress(name="Nothing")))
        assert np.array_equal(base.cost, stressed.cost)
        assert np.array_equal(base.present, stressed.present)


@few
@given(documents)
def test_one_trial_and_many_are_the_same_code(plain: dict[str, Any]) -> None:
    case = document.read(plain)
    factors = np.array([0.5, 1.0, 1.0, 2.0])
    for offer in case.offers:
        base = valued(case, offer, likely(case.brief))
        many = valued(case, offer, likely(case.brief, demand_factors=factors))
        for row in (1, 2):
            at = min(row, many.cost.shape[0] - 1)
            assert np.allclose(many.cost[at], base.cost[0], rtol=1e-12)
        doubled = valued(case, offer, likely(case.brief, Stress(name="Twice", demand_factor=2.0)))
        assert np.allclose(many.present[-1], doubled.present[0], rtol=1e-12)


@few
@given(documents, st.randoms(use_true_random=False))
@pytest.mark.soak
def test_renaming_and_reordering_offers_changes_no_figure(plain: dict[str, Any], random: Any) -> None:
    first = as_json(compare(document.read(plain), trials=32))
    other = deepcopy(plain)
    random.shuffle(other["offers"])
    for offer in other["offers"]:
        offer["supplier"], offer["title"] = "Somebody else", "Another name"
    second = as_json(compare(document.read(other), trials=32))

    for offer, figures in first["offers"].items():
        for part in ("base", "stress", "risk"):
            assert second["offers"][offer][part] == figures[part]
        assert {item: gap["plug"] for item, gap in figures["gaps"].items()} == {
            item: gap["plug"] for item, gap in second["offers"][offer]["gaps"].items()
        }

    names = {offer["id"]: f"renamed {number}" for number, offer in enumerate(other["offers"])}
    for offer in other["offers"]:
        offer["id"] = names[offer["id"]]
    other["case"].pop("award", None)
    third = as_json(compare(document.read(other), trials=0))
    for offer, figures in first["offers"].items():
        assert third["offers"][names[offer]]["base"] == figures["base"]
        assert third["offers"][names[offer]]["stress"] == figures["stress"]


@pytest.mark.parametrize("seed", range(12))
def test_means_over_gates_add_up_to_the_mean(seed: int) -> None:
    """The chances of stopping and of success sum to one, and conditional means to the mean."""
    found = as_json(compare(document.read(random_cases.case(seed)), trials=400))
    for figures in found["offers"].values():
        risk = figures["risk"]
        stops = risk["stops"].values()
        success = 1 - sum(stop["probability"] for stop in stops)
        mean = sum(stop["probability"] * (stop["cash"] or 0.0) for stop in stops)
        mean += success * (risk["succeeds"]["cash"]["mean"] if risk["succeeds"] else 0.0)
        assert np.isclose(mean, risk["cash"]["mean"], rtol=1e-9)
        assert np.isclose(sum(risk["by_category"].values()), risk["cost"]["mean"], rtol=1e-9)
