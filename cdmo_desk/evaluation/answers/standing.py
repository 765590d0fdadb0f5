"""Who leads at likely values: each ranked offer's present cost along the ways through the gates, mixed by chances."""

import numpy as np

from cdmo_desk.document import Case
from cdmo_desk.evaluation.answers.varied import paths
from cdmo_desk.evaluation.answers.winner import conditional
from cdmo_desk.evaluation.levelling import plugs
from cdmo_desk.evaluation.scorecard import is_ranked


def standing(case: Case) -> dict[str, float]:
    """Return the present cost of each ranked offer, all but the gates likely; fast enough to follow a slider."""
    brief = case.brief
    offers = [offer for offer in case.offers if is_ranked(brief, offer)]
    if not offers:
        return {}
    ways = paths(brief)
    costs = conditional(brief, offers, plugs(brief, case.offers), ways, np.ones(1))[:, 0, :]
    mixed = costs @ np.array(ways.chances)
    return {offer.id: float(cost) for offer, cost in zip(offers, mixed, strict=True)}
