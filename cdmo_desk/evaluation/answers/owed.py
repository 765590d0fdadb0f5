"""Stop here, still owe: what each offer's contract asks after each quarter in which the programme could end."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from cdmo_desk.contract.offer import Offer
from cdmo_desk.evaluation.answers.varied import stopped_after
from cdmo_desk.evaluation.results import Plug
from cdmo_desk.evaluation.valuation import value
from cdmo_desk.programme.brief import Brief
from cdmo_desk.programme.scenario import Scenario, calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """An offer if the programme ends with a quarter, all else as in the base case; a figure for each quarter.

    `spent` is cash up to and including the quarter, `owed` supplier cash in the quarters after it.
    """

    spent: tuple[float, ...]
    owed: tuple[float, ...]


def owed(brief: Brief, offer: Offer, gaps: Mapping[str, Plug], scenario: Scenario | None = None) -> Owed:
    """Return what is spent and still owed, quarter by quarter; `scenario` is that of `stopped_after(brief)`."""
    stopped = stopped_after(brief) if scenario is None else scenario
    made = value(brief, offer, gaps, stopped)
    shape = (stopped.quarters, stopped.quarters)
    after = calendar(stopped.quarters) > stopped.stopped
    return Owed(
        spent=tuple(map(float, (np.broadcast_to(made.cash, shape) * ~after).sum(axis=1))),
        owed=tuple(map(float, (np.broadcast_to(made.supplier, shape) * after).sum(axis=1))),
    )
