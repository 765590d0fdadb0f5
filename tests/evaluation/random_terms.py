"""Random terms: every type, with every field present and absent, round and arbitrary figures."""

from collections.abc import Callable
from random import Random
from typing import Any

FOREIGN = ("USD", "CHF", "JPY")
BASES = ("priced", "priced", "pass_through", "optional", "excluded", "tbd", "included")


class TermMaker:
    """Draws terms; its horizon, gates and scope are what they may name."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311 - nothing secret
        self.round = self.random.random() < 0.5
        self.horizon = self.random.randint(1, 8)
        self.size = 4 * self.horizon
        self.gates = [f"gate {place}" for place in range(self.random.choice([0, 0, 1, 1, 2, 3, 4]))]
        self.scope = [f"item {place}" for place in range(self.random.randint(0, 5))]
        self.foreign = [name for name in FOREIGN if self.chance(0.5)]

    def chance(self, probability: float) -> bool:
        """Say yes with a probability."""
        return self.random.random() < probability

    def number(self, low: float, high: float, step: float = 1.0) -> float:
        """Draw a number, on whole steps where the document is a round one."""
        value = self.random.uniform(low, high)
        return max(low, min(high, round(value / step) * step)) if self.round else value

    def share(self) -> float:
        """Draw a fraction, often an end of its range."""
        return self.random.choice([0.0, 1.0, self.random.random(), self.random.random(), 0.5, 0.25])

    def rate(self) -> float:
        """Draw a yearly rate."""
        return self.random.choice([0.0, 0.02, 0.05, -0.02, self.random.uniform(-0.05, 0.12)])

    def quarter(self, beyond: int = 0) -> int:
        """Draw a quarter of the horizon, or somewhat beyond."""
        return self.random.randint(0, self.size - 1 + beyond)

    def estimate(self, likely: float, low: float = 0.0, high: float = float("inf")) -> Any:
        """Put a likely value into any form of an estimate."""
        below = max(low, likely - abs(likely) * self.random.choice([0.0, 0.2, 0.5]))
        above = min(high, likely + abs(likely) * self.random.choice([0.0, 0.3, 1.0]))
        form = self.random.randrange(4)
        if form == 0:
            return likely
        if form == 1:
            return [below, likely, above]
        found = {"low": below, "likely": likely, "high": above}
        return found if form == 2 else {**found, "driver": self.random.choice(["resin", "freight"])}

    def money(self, high: float = 1000.0) -> Any:
        """Draw an estimate of money."""
        return self.estimate(self.number(0.0, high))

    def some(self, **choices: Callable[[], Any]) -> dict[str, Any]:
        """Keep some of the optional fields."""
        return {name: draw() for name, draw in choices.items() if self.chance(0.5)}

    def span(self, beyond: int = 0) -> dict[str, int]:
        """Draw a start and an end, each of them perhaps left out."""
        found = {}
        if self.chance(0.6):
            found["start"] = self.quarter()
        if self.chance(0.6):
            low = found.get("start", 0)
            found["end"] = self.random.randint(low, max(low, self.size - 1 + (beyond if self.chance(0.5) else 0)))
        return found

    def year_span(self, beyond: int = 0) -> dict[str, int]:
        """Draw a first and a last year, each of them perhaps left out."""
        found = {}
        if self.chance(0.6):
            found["first_year"] = self.random.randrange(self.horizon)
        if self.chance(0.6):
            low = found.get("first_year", 0)
            found["last_year"] = self.random.randint(low, max(low, self.horizon - 1 + beyond))
        return found

    def tiers(self, value: str, draw: Callable[[], float], step: float, *, above: bool = False) -> list[dict[str, Any]]:
        """Draw tiers that start at 0 (or above), in ascending order or not."""
        starts = [self.number(0.0, step, step / 4) if above else 0.0]
        for _ in range(self.random.randint(0, 3)):
            starts.append(starts[-1] + self.number(step / 4, step, step / 4))
        found = [{"from": start, value: draw()} for start in starts]
        if self.chance(0.3):
            self.random.shuffle(found)
        return found

    def at(self) -> dict[str, Any]:
        """Draw a gate or a quarter."""
        if self.gates and self.chance(0.6):
            return {"gate": self.random.choice(self.gates)}
        return {"quarter": self.quarter()}

    def deliverable(self) -> dict[str, Any]:
        """Draw a deliverable."""
        found = {
            "type": "deliverable",
            "title": "Deliverable",
            "unit_price": self.money(),
            "quarter": self.quarter(),
            **self.some(
                basis=lambda: self.random.choice(BASES),
                quantity=lambda: self.estimate(self.number(0, 6)),
                handling_fee=lambda: self.number(0, 0.3, 0.05),
            ),
        }
        if self.scope and self.chance(0.7):
            found["scope"] = self.random.choice(self.scope)
        if self.chance(0.4):
            found["every"] = self.random.randint(1, 6)
            if self.chance(0.6):
                found["last_quarter"] = self.random.randint(found["quarter"], self.size + 3)
        return found

    def upfront_discount(self) -> dict[str, Any]:
        """Draw an upfront discount."""
        return {"type": "upfront_discount", "rate": self.share(), **self.some(until_quarter=self.quarter)}

    def change_orders(self) -> dict[str, Any]:
        """Draw change orders."""
        return {"type": "change_orders", "rate": self.estimate(self.random.uniform(0, 0.5))}

    def labour(self) -> dict[str, Any]:
        """Draw hours at a rate."""
        return {
            "type": "labour",
            "title": "Labour",
            "rate": self.number(0, 20),
            "hours": self.estimate(self.number(0, 200, 10)),
            "covers": [name for name in self.scope if self.chance(0.3)],
            **self.span(beyond=6),
            **self.some(converts=lambda: self.chance(0.5)),
        }

    def fixed_price_conversion(self) -> dict[str, Any]:
        """Draw a conversion of labour to a fixed price."""
        over = self.random.randint(1, 6)
        return {"type": "fixed_price_conversion", "price": self.number(0, 1000), "over": over, **self.at()}

    def not_to_exceed(self) -> dict[str, Any]:
        """Draw a cap."""
        return {"type": "not_to_exceed", "amount": self.number(0, 4000, 100)}

    def target_cost(self) -> dict[str, Any]:
        """Draw an incentive on the cost."""
        return {
            "type": "target_cost",
            "target": self.number(0, 4000, 100),
            "fee": self.number(0, 400),
            "sponsor_share": self.share(),
            **self.some(ceiling=lambda: self.number(0, 5000, 100)),
        }

    def per_batch(self) -> dict[str, Any]:
        """Draw batches at a year's tiers."""
        return {
            "type": "per_batch",
            "tiers": self.tiers("price", lambda: self.number(0, 300), 4.0),
            **self.span(),
            **self.some(
                title=lambda: "Batch",
                all_units=lambda: self.chance(0.7),
                batches_per_quarter=lambda: self.number(0.5, 5, 0.5),
            ),
        }

    def reservation(self) -> dict[str, Any]:
        """Draw a reservation."""
        found = {
            "type": "reservation",
            "fee_per_quarter": self.number(0, 500),
            "batches_per_quarter": self.number(0.5, 5, 0.5),
            **self.span(beyond=10),
            **self.some(
                title=lambda: "Suite",
                batch_price=lambda: self.number(0, 100),
                extra_batch_price=lambda: self.number(0, 300),
                notice_quarters=lambda: self.random.randint(0, 8),
                termination_rate=self.share,
                termination_minimum=lambda: self.number(0, 1000),
                termination_fee=lambda: self.number(0, 500),
                resale_rate=lambda: self.estimate(self.share(), high=1.0),
                credit_rate=self.share,
            ),
        }
        if "extra_batch_price" in found and self.chance(0.5):
            found["extra_batches_per_quarter"] = self.number(0, 3, 0.5)
        return found

    def slots(self) -> dict[str, Any]:
        """Draw slots."""
        found = {
            "type": "slots",
            "price": self.number(0, 300),
            **self.span(),
            **self.some(
                title=lambda: "Slot",
                batches_per_quarter=lambda: self.number(0.5, 5, 0.5),
                availability=lambda: self.estimate(self.share(), high=1.0),
            ),
        }
        if self.chance(0.5):
            found |= {"surge_above": self.number(0, 4, 0.5), "surge_rate": self.number(0, 0.5, 0.05)}
        if self.chance(0.5):
            found |= {"cancelled": self.estimate(self.share(), high=1.0), "cancellation_rate": self.share()}
        return found

    def take_or_pay(self) -> dict[str, Any]:
        """Draw a minimum to be taken or paid."""
        return {
            "type": "take_or_pay",
            "batches_per_year": self.number(0, self.random.choice([4, 10, 20])),
            "price": self.number(0, 300),
            **self.year_span(beyond=3),
            **self.some(
                rate=lambda: self.number(0, 1.25, 0.25),
                notice_quarters=lambda: self.random.randint(0, 9),
                carry_forward=lambda: self.chance(0.7),
                make_up=lambda: self.chance(0.7),
            ),
        }

    def cancellation(self) -> dict[str, Any]:
        """Draw a ladder of cancellation."""
        ladder = [
            {"within_days": days, "rate": self.share()}
            for days in (30, 45, 90, 135, 180, 270, self.random.uniform(1, 400))
            if self.chance(0.4)
        ]
        return {
            "type": "cancellation",
            "binding_quarters": self.random.randint(0, 6),
            "price": self.number(0, 300),
            "ladder": ladder or [{"within_days": 90, "rate": 0.5}],
            **self.some(resale_rate=lambda: self.estimate(self.share(), high=1.0)),
        }

    def materials_per_batch(self) -> dict[str, Any]:
        """Draw materials."""
        return {
            "type": "materials_per_batch",
            "amount": self.money(50),
            **self.some(handling_fee=lambda: self.number(0, 0.3, 0.05)),
        }

    def batch_failure(self) -> dict[str, Any]:
        """Draw failures of batches."""
        return {
            "type": "batch_failure",
            "probability": self.share(),
            "cost_per_failure": self.money(100),
            **self.some(remade=lambda: self.chance(0.5)),
        }

    def rebate(self) -> dict[str, Any]:
        """Draw a rebate."""
        step = self.random.choice([100.0, 1000.0])
        return {"type": "rebate", "tiers": self.tiers("rate", self.share, step, above=self.chance(0.7))}

    def milestone(self) -> dict[str, Any]:
        """Draw a milestone."""
        return {"type": "milestone", "amount": self.number(0, 2000), **self.at(), **self.some(title=lambda: "Reached")}

    def royalty(self) -> dict[str, Any]:
        """Draw a royalty."""
        return {
            "type": "royalty",
            "tiers": self.tiers("rate", self.share, 300.0),
            **self.year_span(beyond=2),
            **self.some(cap=lambda: self.number(0, 1000), minimum_per_year=lambda: self.number(0, 200)),
        }

    def equity(self) -> dict[str, Any]:
        """Draw a stake given up."""
        return {"type": "equity", "value": self.money(), "gate": self.random.choice(self.gates)}

    def deposit(self) -> dict[str, Any]:
        """Draw a deposit."""
        start = self.quarter()
        return {
            "type": "deposit",
            "amount": self.number(0, 1000),
            "quarter": self.random.randint(0, start),
            "credit_from": start,
            "credit_to": self.random.randint(start, self.size + 3),
        }

    def sponsor_cost(self) -> dict[str, Any]:
        """Draw what the sponsor spends beside the offer."""
        found: dict[str, Any] = {"type": "sponsor_cost", "title": "Audit", "amount": self.money(200)}
        found |= self.some(per=lambda: self.random.choice(["once", "quarter", "batch"]))
        if found.get("per", "once") == "once":
            found |= self.some(quarter=self.quarter)
        if found.get("per") == "quarter":
            found |= self.span()
        return found
