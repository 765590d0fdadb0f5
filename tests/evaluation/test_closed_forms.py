"""Expected values that can be worked out by hand: what the simulation must give within its own error."""

from typing import Any

import numpy as np
import pytest

from cdmo_desk import document
from cdmo_desk.estimate import read
from cdmo_desk.evaluation.levelling import plugs
from cdmo_desk.evaluation.simulation import Simulation, simulate
from cdmo_desk.evaluation.statistics import chance, mean, mean_error

DEMAND = [[2, 6, 16], [8, 10, 30], [0, 12, 14]]
PRICE = 1000.0
MATERIALS = [100, 250, 700]
FEE = [10, 40, 90]
RISKS = [(0.2, [100, 900, 4000], 2), (0.4, [10, 60, 500], 7), (0.7, 350, 10)]
GATES = [("First", 3, 0.7), ("Second", 8, 0.5)]


def linear() -> dict[str, Any]:
    """Return a case that is linear in every input: no discount, escalation, tiers or caps."""
    return {
        "format": "cdmo-desk/case",
        "version": 1,
        "case": {
            "id": "linear",
            "title": "Linear",
            "product": "P",
            "modality": "M",
            "stage": "phase_3",
            "currency": "EUR",
            "as_of": "2026-01-01",
            "start": "2026-01-01",
            "horizon_years": 3,
            "discount_rate": 0.0,
            "demand": DEMAND,
            "gates": [{"name": name, "quarter": at, "probability": chance} for name, at, chance in GATES],
        },
        "offers": [
            {
                "id": "only",
                "supplier": "S",
                "kind": "fee_for_service",
                "terms": [
                    {"type": "per_batch", "tiers": [{"from": 0, "price": PRICE}]},
                    {"type": "materials_per_batch", "amount": MATERIALS},
                    {"type": "sponsor_cost", "title": "Person in plant", "amount": FEE, "per": "quarter"},
                    {"type": "batch_failure", "probability": 0.1, "cost_per_failure": [100, 300, 800]},
                ],
                "risks": [
                    {"category": "supply_chain", "probability": chance, "cost": cost, "quarter": at}
                    for chance, cost, at in RISKS
                ],
            }
        ],
    }


def alive(quarter: int) -> float:
    """Return how likely the programme is alive in a quarter."""
    return float(np.prod([chance for _, at, chance in GATES if at < quarter]))


def expected() -> float:
    batches = sum(read(DEMAND[quarter // 4]).mean / 4 * alive(quarter) for quarter in range(12))
    total = batches * (PRICE + read(MATERIALS).mean + 0.1 * read([100, 300, 800]).mean)
    total += sum(read(FEE).mean * alive(quarter) for quarter in range(12))
    return total + sum(chance * read(cost).mean * alive(at) for chance, cost, at in RISKS)


def simulated(plain: dict[str, Any], trials: int, seed: int = 1) -> Simulation:
    case = document.read(plain)
    return simulate(case.brief, case.offers, plugs(case.brief, case.offers), trials, seed)


@pytest.mark.parametrize("seed", range(3))
def test_the_mean_of_a_linear_case_is_the_analytic_one(seed: int) -> None:
    run = simulated(linear(), 1 << 16, seed)
    found = mean(run.offers["only"].cost, run.weights)
    error = mean_error(run.offers["only"].cost, run.weights)
    assert error is not None
    assert abs(found - expected()) < 4 * error + 1e-6 * expected()
    assert found == pytest.approx(expected(), rel=5e-4)
    assert np.isclose(sum(years.sum() for years in run.offers["only"].yearly.values()), found, rtol=1e-9)


def test_a_register_of_certain_costs_has_the_chances_of_its_subsets() -> None:
    plain = linear()
    plain["case"] |= {"gates": [], "demand": [0, 0, 0]}
    plain["offers"][0]["terms"] = []
    risks = [(0.5, 1.0), (0.25, 2.0), (0.1, 4.0)]
    plain["offers"][0]["risks"] = [
        {"category": "supply_chain", "probability": chance, "cost": cost, "quarter": 0} for chance, cost in risks
    ]
    run = simulated(plain, 1 << 14)
    for subset in range(8):
        exact = np.prod([p if subset >> number & 1 else 1 - p for number, (p, _) in enumerate(risks)])
        found = chance(np.isclose(run.offers["only"].cash, float(subset)), run.weights)
        assert found == pytest.approx(float(exact), abs=2e-3)


def test_a_gate_that_never_passes_leaves_no_success() -> None:
    plain = linear()
    plain["case"]["gates"][0]["probability"] = 0
    run = simulated(plain, 500)
    assert not run.succeeds.any()
    assert (run.stopped_at == 0).all()
    assert run.weights.each.sum() == pytest.approx(1.0)
