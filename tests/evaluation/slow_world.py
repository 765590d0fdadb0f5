"""The certain world that all offers meet, and what any term may ask of it."""

from dataclasses import dataclass
from math import floor
from typing import Any


@dataclass(frozen=True)
class World:
    """One course of events, shared by all offers."""

    quarters: int
    failed: int | None
    passed: dict[str, int]
    demand: list[float]
    sales: list[float]
    cpi: float
    inflation: float
    rates: dict[str, float]

    def alive(self, quarter: int) -> bool:
        """Say whether the programme lives in a quarter."""
        return self.failed is None or quarter <= self.failed

    def grown(self, quarter: int) -> float:
        """Give the sponsor's inflation up to a quarter."""
        return float((1.0 + self.inflation) ** (quarter // 4))


def likely(estimate: Any) -> float:
    """Give the likely value of an estimate in any of its forms."""
    if isinstance(estimate, dict):
        return float(estimate["likely"])
    if isinstance(estimate, list):
        return float(estimate[1])
    return float(estimate)


def ascending(tiers: list[dict[str, Any]], key: str = "from") -> list[dict[str, Any]]:
    """Put tiers in ascending order."""
    return sorted(tiers, key=lambda tier: float(tier[key]))


def reached(tiers: list[dict[str, Any]], amount: float, value: str) -> float:
    """Give the value of the band that an amount reaches (but for the last digits of a double), 0 below the first."""
    found = 0.0
    for tier in ascending(tiers):
        if amount >= tier["from"] - 1e-9 * max(1.0, tier["from"]):
            found = float(tier[value])
    return found


def marginal(tiers: list[dict[str, Any]], amount: float, value: str) -> float:
    """Charge each part of an amount at its own band."""
    ordered = ascending(tiers)
    total = 0.0
    for place, tier in enumerate(ordered):
        top = ordered[place + 1]["from"] if place + 1 < len(ordered) else float("inf")
        total += max(0.0, min(amount, top) - tier["from"]) * tier[value]
    return total


def yearly_escalation(offer: dict[str, Any], cpi: float) -> float:
    """Give the yearly rate by which an offer's prices rise."""
    rule = offer.get("escalation") or {}
    if "index" in rule:
        rate = cpi
        if rule.get("floor") is not None:
            rate = max(rate, rule["floor"])
        if rule.get("cap") is not None:
            rate = min(rate, rule["cap"])
        return float(rate)
    return float(rule.get("rate") or 0.0)


def occurrences(term: dict[str, Any], quarters: int) -> list[int]:
    """List the quarters within the horizon in which a deliverable falls due."""
    first = term["quarter"]
    last = quarters - 1 if term.get("last_quarter") is None else min(term["last_quarter"], quarters - 1)
    dates = [first] if first < quarters else []
    if term.get("every"):
        dates += list(range(first + term["every"], last + 1, term["every"]))
    return dates


def each_price(case: dict[str, Any], offer: dict[str, Any], term: dict[str, Any], quarter: int, cpi: float) -> float:
    """Give what one occurrence of a deliverable costs in a quarter, in the offer's currency."""
    if term.get("quantity") is not None:
        quantity = likely(term["quantity"])
    else:
        items = {item["id"]: item for item in case.get("scope", [])}
        item = items.get(term.get("scope"), {})
        quantity = likely(item.get("quantity", 1))
    amount = quantity * likely(term["unit_price"])
    if term.get("escalates", True):
        amount *= (1.0 + yearly_escalation(offer, cpi)) ** (quarter // 4)
    if term.get("basis") == "pass_through":
        amount *= 1.0 + term.get("handling_fee", 0.0)
    return amount


def world_of(case: dict[str, Any], stress: dict[str, Any]) -> World:
    """Lay out the certain world of a case under a stress ({} is the base case)."""
    size = 4 * case["horizon_years"]
    slip = slip_of(case, stress)
    failed = None
    passed: dict[str, int] = {}
    for gate in sorted(case.get("gates", []), key=lambda gate: int(gate["quarter"])):
        at = gate["quarter"] + slip
        if at >= size:
            break
        if gate["name"] == stress.get("stop_at_gate"):
            failed = at
            break
        passed[gate["name"]] = at
    cpi = likely(stress["cpi"] if stress.get("cpi") is not None else case.get("cpi") or 0)
    inflation = cpi if case.get("sponsor_inflation") is None else likely(case["sponsor_inflation"])
    shift = 1.0 + (stress.get("fx_shift") or 0.0)
    rates = {name: entry["rate"] * shift for name, entry in case.get("fx", {}).items()}
    rates[case["currency"]] = 1.0
    return World(
        quarters=size,
        failed=failed,
        passed=passed,
        demand=quarterly(case["demand"], size, slip, factor(stress, "demand_factor")),
        sales=quarterly(case.get("net_sales") or [], size, slip, factor(stress, "sales_factor")),
        cpi=cpi,
        inflation=inflation,
        rates=rates,
    )


def factor(stress: dict[str, Any], name: str) -> float:
    """Give a factor of a stress, 1 if it names none."""
    value = stress.get(name)
    return 1.0 if value is None else float(value)


def slip_of(case: dict[str, Any], stress: dict[str, Any]) -> int:
    """Give the whole quarters by which the programme slips, half up."""
    slip = stress.get("slip_quarters")
    return floor(likely(case.get("slip_quarters") or 0 if slip is None else slip) + 0.5)


def quarterly(years: list[Any], size: int, slip: int, times: float) -> list[float]:
    """Spread yearly values over quarters, later by the slip."""
    values = []
    for quarter in range(size):
        year = (quarter - slip) // 4
        known = quarter >= slip and year < len(years)
        values.append(likely(years[year]) / 4.0 * times if known else 0.0)
    return values
