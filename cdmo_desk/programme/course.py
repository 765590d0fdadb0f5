"""From what was drawn, or is likely, to a scenario: slip, gates and volumes worked out in one place."""

from dataclasses import dataclass

import numpy as np

from cdmo_desk.programme.brief import Brief
from cdmo_desk.programme.scenario import NEVER, Array, Draws, Index, Mask, Scenario, calendar, grown, zeros


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What decides how a programme goes.

    `demand`, `sales` (t, stated years) a year; `slip` (t, 1) in quarters, not yet rounded; `cpi`,
    `sponsor_inflation` (t, 1); `passes` (t, gates) of each gate for itself; `fx` currency -> (t, Q).
    """

    demand: Array
    sales: Array
    slip: Array
    cpi: Array
    sponsor_inflation: Array
    passes: Mask
    fx: dict[str, Array]
    draws: Draws
    trials: int = 1


def course(brief: Brief, drawn: Course) -> Scenario:
    """Return the scenario that follows from what was drawn."""
    quarters = brief.quarters
    slip = np.floor(drawn.slip + 0.5).astype(np.int64)
    gates = brief.gates_in_order()
    gate_quarter = np.array([[gate.quarter for gate in gates]], dtype=np.int64).reshape(1, len(gates)) + slip
    stopped, stopped_at, passed = _decide(gate_quarter, drawn.passes, quarters)
    alive = calendar(quarters) <= stopped
    wanted = _slipped(_quarterly(drawn.demand, quarters), slip)
    sales = _slipped(_quarterly(drawn.sales, quarters), slip)
    return Scenario(
        quarters=quarters,
        stopped=stopped,
        stopped_at=stopped_at,
        alive=alive,
        gates=tuple(gate.name for gate in gates),
        gate_quarter=gate_quarter,
        gate_passed=passed,
        wanted=wanted,
        sales=sales * alive.astype(np.float64),
        growth=grown(drawn.sponsor_inflation, calendar(quarters)),
        cpi=drawn.cpi,
        fx={brief.currency: np.ones((1, quarters)), **_foreign(brief, drawn.fx)},
        quantity={item.id: drawn.draws.value(f"scope.{item.id}.quantity", item.quantity) for item in brief.scope},
        should_cost={
            item.id: drawn.draws.value(f"scope.{item.id}.estimate", item.estimate)
            for item in brief.scope
            if item.estimate is not None
        },
        slip=slip,
        draws=drawn.draws,
        trials=drawn.trials,
    )


def _foreign(brief: Brief, fx: dict[str, Array]) -> dict[str, Array]:
    return {currency: rates for currency, rates in fx.items() if currency != brief.currency}


def _decide(gate_quarter: Index, passes: Mask, quarters: int) -> tuple[Index, Index, Mask]:
    """Return the quarter and the position of the first failed gate, and which gates were passed with all before."""
    trials = max(gate_quarter.shape[0], passes.shape[0])
    stopped = np.full((trials, 1), NEVER, dtype=np.int64)
    stopped_at = np.full((trials, 1), -1, dtype=np.int64)
    passed = np.zeros((trials, passes.shape[1]), dtype=bool)
    for place in range(passes.shape[1]):
        quarter = gate_quarter[:, place : place + 1]
        decided = (quarter < quarters) & (stopped == NEVER)
        goes_on = passes[:, place : place + 1]
        passed[:, place : place + 1] = decided & goes_on
        fails = decided & ~goes_on
        stopped_at = np.where(fails, place, stopped_at)
        stopped = np.where(fails, quarter, stopped)
    return stopped, stopped_at, passed


def _quarterly(yearly: Array, quarters: int) -> Array:
    """Return a quarter of each year's figure in each of its quarters; years not stated are 0."""
    spread = zeros(yearly.shape[0], quarters)
    stated = yearly[:, : quarters // 4] / 4
    for quarter in range(4):
        spread[:, quarter : 4 * stated.shape[1] : 4] = stated
    return spread


def _slipped(quarterly: Array, slip: Index) -> Array:
    """Move a series later by each trial's slip; what moves past the horizon is gone."""
    quarters = quarterly.shape[1]
    moved = zeros(max(quarterly.shape[0], slip.shape[0]), quarters)
    by = sorted(set(slip[:, 0].tolist()))
    for quarters_late in (late for late in by if late < quarters):
        series = quarterly[:, : quarters - quarters_late]
        if len(by) == 1:
            moved[:, quarters_late:] = series
        else:
            moved[:, quarters_late:] += series * (slip == quarters_late)
    return moved
