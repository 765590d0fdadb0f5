"""Random valid case documents: every term with every field, round and arbitrary figures."""

from typing import Any

from tests.evaluation.random_terms import TermMaker
from tests.evaluation.slow_model import present_costs

KINDS = (
    "fee_for_service",
    "time_and_materials",
    "risk_sharing",
    "dedicated_capacity",
    "flexible_capacity",
    "in_house",
)
THEMES = (
    (
        "deliverable",
        "upfront_discount",
        "change_orders",
        "labour",
        "per_batch",
        "reservation",
        "slots",
        "take_or_pay",
        "cancellation",
        "materials_per_batch",
        "batch_failure",
        "rebate",
        "milestone",
        "royalty",
        "equity",
        "deposit",
        "sponsor_cost",
    ),
    ("take_or_pay", "take_or_pay", "per_batch", "slots"),
    ("reservation", "reservation", "take_or_pay", "sponsor_cost"),
    ("cancellation", "slots", "per_batch", "materials_per_batch"),
    ("labour", "labour", "deliverable"),
    ("deliverable", "rebate", "per_batch", "reservation", "change_orders", "upfront_discount"),
    ("milestone", "royalty", "equity", "deposit"),
)


FOLLOWING = (
    ("per_batch",),
    ("per_batch", "rebate"),
    ("reservation", "per_batch"),
    ("slots", "per_batch", "take_or_pay"),
    ("reservation", "slots", "rebate"),
)


def case(seed: int) -> dict[str, Any]:
    """Give the random case document of a seed."""
    return Maker(seed).document()


def close_pair(seed: int) -> dict[str, Any]:
    """Give a random case document of a seed whose two offers are close at some demand factor."""
    return PairMaker(seed).document()


class Maker(TermMaker):
    """Draws one document."""

    def document(self) -> dict[str, Any]:
        """Draw the whole document."""
        brief = self.brief()
        offers = [self.offer(f"offer {place}") for place in range(self.random.randint(2, 4))]
        return {"format": "cdmo-desk/case", "version": 1, "case": brief, "offers": offers}

    def brief(self) -> dict[str, Any]:
        """Draw what all offers share."""
        years = self.horizon if self.chance(0.6) else self.random.randint(0, self.horizon)
        criteria = [
            {"id": f"criterion {place}", "title": "Criterion", "weight": self.number(0, 30)} for place in range(3)
        ]
        return {
            "id": "random",
            "title": "Random case",
            "product": "Product",
            "modality": "small molecule",
            "stage": "phase_2",
            "currency": "EUR",
            "as_of": "2026-11-20",
            "start": "2027-01-01",
            "horizon_years": self.horizon,
            "discount_rate": self.random.choice([0.0, 0.08, 0.12, self.random.uniform(-0.02, 0.3)]),
            "demand": [
                self.estimate(self.random.choice([0.0, self.number(0, 40, 4), self.number(0, 40, 4)]))
                for _ in range(years)
            ],
            "criteria": criteria,
            "must_haves": ["hpapi", "solid_dose"] if self.chance(0.5) else [],
            "fx": {name: {"rate": self.number(0.25, 2.0, 0.25), **self.volatility()} for name in self.foreign},
            "gates": self.gate_list(),
            "scope": [self.item(name) for name in self.scope],
            "stresses": self.stresses(),
            **self.some(
                budget=lambda: self.number(0, 1e6),
                cost_of_delay_per_month=lambda: self.number(0, 500),
                needed_month=lambda: self.number(0, 3 * self.size + 6, 3 if self.chance(0.5) else 1),
                shortfall_cost_per_unit=lambda: self.number(0, 300),
                net_sales=lambda: [self.money(1000) for _ in range(self.random.randint(0, self.horizon))],
                demand_correlation=self.share,
                cpi=lambda: self.estimate(self.rate(), low=-0.1),
                sponsor_inflation=lambda: self.estimate(self.rate(), low=-0.1),
                slip_quarters=lambda: self.estimate(self.random.choice([0, 0.5, 1, 2, 2.49, 3.5, 5])),
                fx_correlation=self.share,
            ),
        }

    def volatility(self) -> dict[str, float]:
        """Draw how far a currency moves, or leave it out."""
        return self.some(volatility=lambda: self.random.uniform(0.0, 0.2))

    def gate_list(self) -> list[dict[str, Any]]:
        """Draw gates in quarters of their own, in ascending order or not."""
        quarters = self.random.sample(range(self.size), min(len(self.gates), self.size))
        if self.chance(0.7):
            quarters.sort()
        if self.gates and self.chance(0.15):
            quarters[-1] = self.size - 1
            quarters = list(dict.fromkeys(quarters))
        self.gates = self.gates[: len(quarters)]
        return [
            {"name": name, "quarter": quarter, "probability": self.share()}
            for name, quarter in zip(self.gates, quarters, strict=True)
        ]

    def item(self, name: str) -> dict[str, Any]:
        """Draw an item of the scope."""
        return {
            "id": name,
            "title": "Item",
            "category": "analytical",
            "unit": "piece",
            **self.some(
                quantity=lambda: self.estimate(self.number(0, 5)),
                quarter=self.quarter,
                required=lambda: self.chance(0.6),
                estimate=self.money,
            ),
        }

    def stresses(self) -> list[dict[str, Any]]:
        """Draw a stop at each gate, and combinations of all kinds."""
        found: list[dict[str, Any]] = [{"name": f"stop at {name}", "stop_at_gate": name} for name in self.gates]
        for place in range(self.random.randint(1, 4)):
            stress: dict[str, Any] = {"name": f"stress {place}"}
            stress |= self.some(
                demand_factor=lambda: self.random.choice([0, 0.5, 1.5, 2, 3]),
                sales_factor=lambda: self.random.choice([0, 0.5, 1.5, 2]),
                fx_shift=lambda: self.random.choice([0.15, -0.2]),
                slip_quarters=lambda: self.random.choice([0, 1, 2, 0.5, 6, self.size]),
                cpi=self.rate,
                all_risks=lambda: self.chance(0.7),
            )
            if self.gates and self.chance(0.5):
                stress["stop_at_gate"] = self.random.choice(self.gates)
            found.append(stress)
        return found

    def escalation(self) -> dict[str, Any]:
        """Draw a rule of escalation."""
        form = self.random.randrange(4)
        if form == 0:
            return {}
        if form == 1:
            return {"rate": self.rate()}
        floor = self.random.choice([-0.01, 0.0, 0.02])
        return {
            "index": "cpi",
            **self.some(floor=lambda: floor, cap=lambda: floor + self.random.choice([0.0, 0.01, 0.03])),
        }

    def offer(self, name: str) -> dict[str, Any]:
        """Draw an offer of any kind, with terms of any kind."""
        return {
            "id": name,
            "supplier": "Supplier",
            "title": "Offer",
            "kind": self.random.choice(KINDS),
            "terms": self.terms(),
            **self.some(
                currency=lambda: self.random.choice(["EUR", *self.foreign]),
                payment_days=lambda: self.random.choice([0, 30, 45, 73]),
                ready_months=lambda: self.estimate(self.number(0, self.random.choice([6, 12, 3 * self.size + 3]))),
                output_per_batch=lambda: self.estimate(self.number(0.5, 5, 0.5), low=0.1),
                escalation=self.escalation,
                risks=lambda: [self.risk() for _ in range(self.random.randint(0, 3))],
                scores=lambda: {f"criterion {place}": self.number(0, 5) for place in range(3) if self.chance(0.8)},
                capabilities=lambda: ["hpapi"] if self.chance(0.7) else ["hpapi", "solid_dose"],
            ),
        }

    def risk(self) -> dict[str, Any]:
        """Draw a risk, with or without a mitigation."""
        return {
            "category": "supply_chain",
            "title": "Risk",
            "probability": self.share(),
            "cost": self.money(),
            "delay_months": self.estimate(self.number(0, 6)),
            "quarter": self.quarter(),
            **self.some(
                driver=lambda: "resin",
                mitigation=lambda: {
                    "title": "Mitigation",
                    "cost": self.number(0, 200),
                    "probability": self.share(),
                    "adopted": self.chance(0.7),
                    **self.some(
                        residual_cost=self.money, residual_delay_months=lambda: self.estimate(self.number(0, 3))
                    ),
                },
            ),
        }

    def terms(self) -> list[dict[str, Any]]:
        """Draw the terms of an offer, of all kinds or of a few that bear on each other, in any order."""
        kinds = [name for name in self.random.choice(THEMES) if name != "equity" or self.gates]
        found = [getattr(self, self.random.choice(kinds))() for _ in range(self.random.randint(1, 8))]
        if self.chance(0.3):
            found += [self.deliverable() for _ in range(2)]
        if self.chance(0.3):
            found.append(self.random.choice([self.not_to_exceed, self.target_cost])())
        if self.chance(0.3):
            found.append(self.fixed_price_conversion())
        if not any(term["type"] in {"per_batch", "reservation", "slots"} for term in found) and self.chance(0.6):
            found.append(self.per_batch())
        self.random.shuffle(found)
        for term in found:
            if self.chance(0.15):
                term["escalates"] = self.chance(0.3)
        return found


class PairMaker(Maker):
    """Draws two offers that differ in how they supply alone."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.horizon = self.random.randint(1, 3)
        self.size = 4 * self.horizon
        self.scope = []

    def document(self) -> dict[str, Any]:
        """Draw the document; both offers cost about the same at some demand factor."""
        brief = self.brief()
        for name in ("slip_quarters", "needed_month"):
            brief.pop(name, None)
        brief |= {"demand": [self.number(4, 40, 4) for _ in range(self.horizon)], "stresses": []}
        offers = [self.offer(name) for name in ("one", "other")]
        for offer in offers:
            offer.pop("ready_months", None)
            offer.pop("risks", None)
        plain = {"format": "cdmo-desk/case", "version": 1, "case": brief, "offers": offers}
        costs = present_costs(plain, self.random.choice([0.5, 1.0, 2.0, self.random.uniform(0.0, 3.0)]))
        cheaper = min(offers, key=lambda offer: costs[offer["id"]])
        rate = 1.0 if cheaper.get("currency", "EUR") == "EUR" else brief["fx"][cheaper["currency"]]["rate"]
        amount = abs(costs["one"] - costs["other"]) / rate * self.random.choice([1.0, 1.05, 0.95, 1.3, 0.7])
        cheaper["terms"].append({"type": "milestone", "quarter": 0, "amount": amount})
        return plain

    def terms(self) -> list[dict[str, Any]]:
        """Draw terms that follow demand."""
        kinds = self.random.choice(FOLLOWING)
        return [getattr(self, self.random.choice(kinds))() for _ in range(self.random.randint(1, 4))]
