"""How many batches each supplying term of an offer takes on in the base case, and at what price of the year."""

from dataclasses import dataclass

import numpy as np

from cdmo_desk.contract.batches import PerBatch
from cdmo_desk.contract.offer import Offer
from cdmo_desk.contract.term import SupplyTerm
from cdmo_desk.programme.scenario import Array, Scenario


@dataclass(frozen=True, slots=True)
class Volume:
    """What a supplying term delivers a quarter, (Q,), and the price of the year's batches where it has tiers, (Q,)."""

    place: str
    batches: Array
    price: Array | None


def volumes(offer: Offer, scenario: Scenario) -> list[Volume]:
    """Return what the supplying terms deliver, in their listed order: each sees what earlier ones have not supplied."""
    outlook, found = offer.outlook(scenario), []
    supplied = np.zeros_like(outlook.asked)
    for number, term in enumerate(offer.terms):
        if not isinstance(term, SupplyTerm):
            continue
        here = outlook.at(offer.place(number))
        _, gives, flows = term.supply(here, np.maximum(outlook.asked - supplied, 0.0))
        supplied = supplied + gives
        batches = np.broadcast_to(gives, (1, scenario.quarters))[0]
        price = None
        if isinstance(term, PerBatch):
            charged = np.broadcast_to(flows.legs[0].amounts, (1, scenario.quarters))[0]
            grown = np.broadcast_to(term.grown(here), (1, scenario.quarters))[0]
            paid = batches * grown
            price = np.where(paid > 0, charged / np.where(paid > 0, paid, 1.0), 0.0)
        found.append(Volume(offer.place(number), batches, price))
    return found
