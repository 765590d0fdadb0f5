"""Answers that rest on the base case, each against an evaluation of the changed document."""

from copy import deepcopy
from functools import cache
from itertools import product
from typing import Any

import numpy as np
import pytest

from cdmo_desk import document
from cdmo_desk.document import Case
from cdmo_desk.estimate import Estimate
from cdmo_desk.evaluation import as_json, compare
from cdmo_desk.evaluation.answers.collected import AtLikely, at_likely
from cdmo_desk.evaluation.answers.sensitivity import Swing
from cdmo_desk.evaluation.answers.varied import paths
from cdmo_desk.evaluation.answers.winner import at_chance, winner_map
from cdmo_desk.evaluation.levelling import plugs
from cdmo_desk.evaluation.results import Comparison
from cdmo_desk.evaluation.scorecard import is_ranked
from cdmo_desk.evaluation.stability import leader
from cdmo_desk.evaluation.valuation import value
from cdmo_desk.programme.likely import likely
from cdmo_desk.programme.quantile import pert
from tests.conftest import example


@cache
def mab() -> Case:
    return document.read(example("mab-launch"))


@cache
def at_plan() -> Comparison:
    return compare(mab(), trials=0)


@cache
def answered() -> AtLikely:
    return at_likely(mab())


def altered(change: Any, name: str = "mab-launch") -> Case:
    """Return an example whose document was changed in place by a function."""
    plain = deepcopy(example(name))
    change(plain)
    return document.read(plain)


def base_present(case: Case, offer: str) -> float:
    gaps = plugs(case.brief, case.offers)[offer]
    return float(value(case.brief, case.offer(offer), gaps, likely(case.brief)).present.sum())


def swing(offer: str, name: str) -> Swing:
    return next(found for found in answered().swings[offer] if found.input == name)


def quantiles(estimate: list[float]) -> list[float]:
    low, likeliest, high = estimate
    found = Estimate(low, likeliest, high)
    return [float(value) for value in pert(found, np.array([0.1, 0.9]))]


def test_a_swing_is_the_base_case_with_that_input_at_its_quantiles() -> None:
    for place, end in enumerate(("low", "high")):
        at = quantiles([3.8, 4.2, 4.5])[place]
        case = altered(lambda plain, at=at: plain["offers"][5].update(output_per_batch=at))
        assert getattr(swing("hybrid", "hybrid.offer.output_per_batch"), end) == pytest.approx(
            base_present(case, "hybrid"), rel=1e-6
        )


def test_all_years_of_demand_swing_together() -> None:
    for place, end in enumerate(("low", "high")):

        def move(plain: dict[str, Any], place: int = place) -> None:
            plain["case"]["demand"] = [quantiles(year)[place] for year in plain["case"]["demand"]]

        assert getattr(swing("ffs", "demand"), end) == pytest.approx(base_present(altered(move), "ffs"), rel=1e-5)


def test_a_driver_swings_everywhere_at_once() -> None:
    def move(plain: dict[str, Any]) -> None:
        for term in plain["offers"][3]["terms"]:
            amount = term.get("amount")
            if isinstance(amount, dict) and amount.get("driver") == "resin price":
                term["amount"] = quantiles([amount["low"], amount["likely"], amount["high"]])[1]

    assert swing("dedicated", "driver.resin price").high == pytest.approx(
        base_present(altered(move), "dedicated"), rel=1e-5
    )


def test_a_gate_swings_between_failing_and_passing() -> None:
    found = swing("dedicated", "gates.Phase III readout")
    assert found.high == pytest.approx(at_plan().offers["dedicated"].base.present_cost, rel=1e-9)
    assert found.low == pytest.approx(at_plan().offers["dedicated"].stress["Phase III fails"].present_cost, rel=1e-9)


def test_a_rare_risk_does_not_swing_and_a_common_one_does() -> None:
    def move(plain: dict[str, Any]) -> None:
        plain["offers"][0]["risks"] = [
            {"category": "supply_chain", "title": "rare", "probability": 0.05, "cost": 1e6, "quarter": 1},
            {"category": "supply_chain", "title": "common", "probability": 0.4, "cost": 1e6, "quarter": 1},
        ]

    names = {found.input for found in at_likely(altered(move)).swings["ffs"]}
    assert "ffs.risks[0].occurs" not in names
    assert "ffs.risks[1].occurs" in names


def test_swings_come_widest_first_and_none_is_idle() -> None:
    for found in answered().swings.values():
        widths = [one.width for one in found]
        assert widths == sorted(widths, reverse=True)
        assert all(width > 0 for width in widths)


def test_a_certain_case_has_no_swings() -> None:
    found = at_likely(document.read(example("tablet-certain")))
    assert all(swings == () for swings in found.swings.values())


def test_what_is_owed_at_a_gate_is_the_commitment_of_its_stress_test() -> None:
    gate = next(gate for gate in mab().brief.gates if gate.name == "Phase III readout")
    for name, owed in answered().owed.items():
        stress = at_plan().offers[name].stress["Phase III fails"]
        assert owed.owed[gate.quarter] == pytest.approx(stress.commitment, abs=1e-6)
        assert owed.spent[gate.quarter] + owed.owed[gate.quarter] <= stress.cash + 1e-3


@pytest.mark.parametrize("quarter", [2, 13])
def test_stopping_at_any_quarter_is_a_gate_there_that_fails(quarter: int) -> None:
    def move(plain: dict[str, Any]) -> None:
        plain["case"]["gates"] = [
            gate for gate in plain["case"]["gates"] if gate["quarter"] < quarter or gate["name"] == "Phase III readout"
        ]
        if quarter < 5:
            plain["case"]["gates"] = []
            for offer in plain["offers"]:
                offer["terms"] = [term for term in offer["terms"] if "gate" not in term]
        plain["case"]["gates"].append({"name": "stop", "quarter": quarter, "probability": 0.5})
        for offer in plain["offers"]:
            offer["terms"] = [term for term in offer["terms"] if term.get("gate") != "Approval"]
        plain["case"]["stresses"] = [{"name": "stop", "stop_at_gate": "stop"}]

    case = altered(move)
    found = at_likely(case)
    for name, figures in compare(case, trials=0).offers.items():
        assert found.owed[name].owed[quarter] == pytest.approx(figures.stress["stop"].commitment, abs=1e-6)


def test_the_map_holds_the_cheapest_of_the_changed_documents() -> None:
    found = answered().winners
    assert found is not None
    for place, at in product((8, 20, 30, 40), (6, 20, 45)):
        chance, factor = found.chances[place], found.factors[at]
        costs = {name: mixed_present(name, factor, chance) for name in found.offers}
        assert min(costs, key=lambda name: costs[name]) == found.offers[found.cheapest[place][at]]
        best, second = sorted(costs.values())[:2]
        assert found.margins[place][at] == pytest.approx(second - best, rel=1e-6)


@cache
def stressed(factor: float) -> Comparison:
    def move(plain: dict[str, Any]) -> None:
        plain["case"]["stresses"] = [
            {"name": "success", "demand_factor": factor},
            {"name": "Phase III readout", "demand_factor": factor, "stop_at_gate": "Phase III readout"},
            {"name": "Approval", "demand_factor": factor, "stop_at_gate": "Approval"},
        ]

    return compare(altered(move), trials=0)


def mixed_present(offer: str, factor: float, chance: float) -> float:
    """Mix stress tests by hand: gates 0.6 and 0.9 to the power that makes their product the chance."""
    power = np.log(chance) / np.log(0.6 * 0.9)
    first, second = 0.6**power, 0.9**power
    stress = stressed(factor).offers[offer].stress
    return float(
        (1 - first) * stress["Phase III readout"].present_cost
        + first * (1 - second) * stress["Approval"].present_cost
        + first * second * stress["success"].present_cost
    )


def test_chances_of_the_ways_add_up_and_reach_what_is_asked() -> None:
    ways = paths(mab().brief)
    assert ways.fails == ("Phase III readout", "Approval", None)
    assert ways.chances == pytest.approx((0.4, 0.06, 0.54))
    for chance in (0.0, 0.3, 0.54, 1.0):
        scaled = at_chance(mab().brief, ways, chance)
        assert sum(scaled.chances) == pytest.approx(1)
        assert scaled.chances[-1] == pytest.approx(chance)


def test_gates_that_are_sure_share_a_chance_alike() -> None:
    def move(plain: dict[str, Any]) -> None:
        for gate in plain["case"]["gates"]:
            gate["probability"] = 1

    brief = altered(move).brief
    scaled = at_chance(brief, paths(brief), 0.25)
    assert scaled.chances == pytest.approx((0.5, 0.25, 0.25))


def test_a_case_without_gates_has_one_row() -> None:
    case = document.read(example("tablet-certain"))
    ranked = [offer for offer in case.offers if is_ranked(case.brief, offer)]
    found = winner_map(case.brief, ranked, plugs(case.brief, case.offers))
    assert found is not None
    if not case.brief.gates:
        assert found.chances == (1.0,)
    assert winner_map(case.brief, [], {}) is None


def test_weights_hold_exactly_within_their_range() -> None:
    first = leader(mab().brief, mab().offers)
    ends = 0
    for place, entry in enumerate(answered().stability):
        for end, then, step in ((entry.high, entry.then_high, 1), (entry.low, entry.then_low, -1)):
            if end is None:
                continue
            ends += 1
            for weight, expected in ((end * (1 - step * 1e-4), first), (end * (1 + step * 1e-4), then)):

                def move(plain: dict[str, Any], place: int = place, weight: float = weight) -> None:
                    plain["case"]["criteria"][place]["weight"] = weight

                case = altered(move)
                assert leader(case.brief, case.offers) == expected
    assert ends >= 2


def test_no_weight_at_all_changes_an_open_end() -> None:
    for place, entry in enumerate(answered().stability):
        if entry.high is None:
            case = altered(lambda plain, place=place: plain["case"]["criteria"][place].update(weight=1e7))
            assert leader(case.brief, case.offers) == leader(mab().brief, mab().offers)
        if entry.low is None:
            case = altered(lambda plain, place=place: plain["case"]["criteria"][place].update(weight=0))
            assert leader(case.brief, case.offers) == leader(mab().brief, mab().offers)


def test_missing_scores_bend_a_score_and_the_range_still_holds() -> None:
    def move(plain: dict[str, Any]) -> None:
        plain["case"]["criteria"] = [{"id": "a", "title": "A", "weight": 3}, {"id": "b", "title": "B", "weight": 1}]
        for offer in plain["offers"]:
            offer["scores"] = {"a": 2}
        plain["offers"][0]["scores"] = {"a": 1, "b": 5}
        plain["offers"][1]["scores"] = {"a": 3, "b": 2}

    found = at_likely(altered(move)).stability
    # 0: (3 + 5w) / (3 + w), 1: (9 + 2w) / (3 + w): equal at w = 2
    assert found[1].high == pytest.approx(2)
    assert found[1].then_high == "ffs"


def test_register_by_category_adds_up_and_counts_what_is_adopted() -> None:
    def move(plain: dict[str, Any]) -> None:
        plan = {"title": "stock", "cost": 10000, "probability": 0.1, "adopted": True}
        plain["offers"][0]["risks"] = [
            {"category": "supply_chain", "probability": 0.5, "cost": 100000, "quarter": 0, "mitigation": plan},
            {"category": "supply_chain", "probability": 0.2, "cost": 100000, "quarter": 0},
            {"category": "ip_protection", "probability": 0.1, "cost": 50000, "quarter": 0},
        ]

    found = as_json(compare(altered(move), trials=0))["offers"]["ffs"]["register_by_category"]
    assert found["supply_chain"] == {
        "before": pytest.approx(70000),
        "after": pytest.approx(30000),
        "mitigation_cost": 10000,
    }
    assert found["ip_protection"]["after"] == pytest.approx(5000)


def test_rankings_by_cost_and_cash_are_told_apart() -> None:
    found = as_json(at_plan())
    assert found["cash_and_cost_disagree"] is True
    assert found["rankings"]["cash"][0] == "dedicated"
    assert found["rankings"]["present_cost"][0] == "hybrid"
