"""The walk-away price: what an offer's price, fee, rate or discount must be to win, or to stop winning."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from cdmo_desk.contract.offer import Offer
from cdmo_desk.evaluation.answers.levers import Lever, levers
from cdmo_desk.evaluation.answers.rehearsal import Rehearsal, lead_of, runner_up, together
from cdmo_desk.evaluation.answers.root import root

NEAR = 1e-6  # of the lead, or of the measure itself


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkAway:
    """A price of an offer and where the offer ties with the best of the others, all else as it is.

    `lever` is `batch_price`, `fee`, `rate`, `discount` or `all_prices`; `at` is None where no value does; `change` is
    relative to `now` (None for a discount or where there is no tie); `rival` is the offer it ties with. `leads` says
    that the offer leads now: then beyond `at` it stops winning; otherwise beyond it, it wins.
    """

    offer: str
    lever: str
    leads: bool
    now: float
    at: float | None
    change: float | None
    rival: str | None


def walk_away(rehearsal: Rehearsal) -> tuple[WalkAway, ...]:
    """Return the walk-away prices of every ranked offer; none where fewer than two are ranked."""
    if len(rehearsal.ranked) < 2:  # noqa: PLR2004 - one offer has no rival
        return ()
    asked = [(offer, lever) for offer in rehearsal.ranked for lever in levers(offer)]
    return tuple(together(lambda pair: _walk_away(rehearsal, *pair), asked))


def _walk_away(rehearsal: Rehearsal, offer: Offer, lever: Lever) -> WalkAway:
    @cache
    def standing(at: float) -> dict[str, float]:
        return rehearsal.standing({offer.id: rehearsal.play(lever.moved(at))})

    def lead(at: float) -> float:
        return lead_of(offer.id, standing(at))

    here = rehearsal.lead(offer.id)
    leads = rehearsal.leader == offer.id
    cheaper = lever.least if lever.falls else lever.most
    dearer = lever.most if lever.falls else lever.least
    tie = where(lead, lever.now, here, dearer if leads else cheaper)
    rival = None if tie is None else runner_up(offer.id, standing(tie))
    return WalkAway(
        offer=offer.id,
        lever=lever.name,
        leads=leads,
        now=lever.now,
        at=tie,
        change=None if tie is None or lever.name == "discount" else tie / lever.now - 1,
        rival=rival,
    )


def where(lead: Callable[[float], float], now: float, here: float, furthest: float, near: float = NEAR) -> float | None:
    """Return where a lead changes its sign between a value now and the furthest one; None where it does not.

    `near` is how close to zero that is to be, as a share of the lead now.
    """
    if furthest == now or here == 0:
        return now if here == 0 else None
    end = lead(furthest)
    if (end > 0) == (here > 0):
        return None
    return root(lead, now, here, furthest, end, near=near * abs(here))
