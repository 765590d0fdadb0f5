"""A deliberately slow and plain model of what offers cost in a certain world, to hold the engine against."""

from typing import Any

from tests.evaluation.slow_terms import SUPPLYING, Walk
from tests.evaluation.slow_world import each_price, likely, occurrences, slip_of, world_of

SPONSOR = ("sponsor", "scope_gap", "risk_events", "mitigation", "batch_failure")
LOSS = ("shortfall", "delay", "equity")
UNSTATED = ("change_orders", "cancellation")


def gaps_of(document: dict[str, Any], offer: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Find what an offer leaves out and what fills it."""
    case = document["case"]
    found = {}
    for item in case.get("scope", []):
        if not item.get("required", True) or covers(offer, item["id"]):
            continue
        own = price_of(case, offer, item["id"], ("optional",))
        others = [
            price_of(case, other, item["id"], ("priced", "pass_through"))
            for other in document["offers"]
            if other["id"] != offer["id"] and other["kind"] != "in_house"
        ]
        known = [price for price in others if price is not None]
        if own is not None:
            found[item["id"]] = {"plug": own, "source": "own option"}
        elif item.get("estimate") is not None:
            plug = likely(item["estimate"]) * likely(item.get("quantity", 1))
            found[item["id"]] = {"plug": plug, "source": "estimate"}
        elif known:
            found[item["id"]] = {"plug": max(known), "source": "highest other offer"}
        else:
            found[item["id"]] = {"plug": None, "source": "unknown"}
    return found


def covers(offer: dict[str, Any], item: str) -> bool:
    """Say whether an offer covers a scope item."""
    for term in offer["terms"]:
        if term["type"] == "deliverable" and term.get("scope") == item:
            if term.get("basis", "priced") in {"priced", "pass_through", "included"}:
                return True
        elif term["type"] == "labour" and item in term.get("covers", []):
            return True
    return False


def price_of(case: dict[str, Any], offer: dict[str, Any], item: str, bases: tuple[str, ...]) -> float | None:
    """Sum the base-case value, in the case's currency, of an offer's deliverables for a scope item."""
    world = world_of(case, {})
    rate = world.rates[offer.get("currency", case["currency"])]
    amounts = [
        sum(each_price(case, offer, term, quarter, world.cpi) for quarter in occurrences(term, world.quarters)) * rate
        for term in offer["terms"]
        if term["type"] == "deliverable" and term.get("scope") == item and term.get("basis", "priced") in bases
    ]
    return sum(amounts) if amounts else None


def walk(document: dict[str, Any], offer: dict[str, Any], stress: dict[str, Any]) -> Walk:
    """Walk one offer through the world of a stress, with everything around its terms."""
    case = document["case"]
    world = world_of(case, stress)
    path = Walk(case, offer, world)
    path.run()
    fill_gaps(document, path)
    fall_short(path)
    come_late(path, slip_of(case, stress))
    run_risks(path, happen=bool(stress.get("all_risks")))
    return path


def fill_gaps(document: dict[str, Any], path: Walk) -> None:
    """Book the plugs of an offer's scope gaps."""
    items = {item["id"]: item for item in path.case.get("scope", [])}
    for name, gap in gaps_of(document, path.offer).items():
        quarter = items[name].get("quarter") or 0
        if gap["plug"] is not None and path.world.alive(quarter):
            growth = path.world.grown(quarter) if gap["source"] == "estimate" else 1.0
            path.put("scope_gap", quarter, gap["plug"] * growth)


def fall_short(path: Walk) -> None:
    """Book what unmet demand costs."""
    if not any(term["type"] in SUPPLYING for term in path.offer["terms"]):
        return
    each = path.case.get("shortfall_cost_per_unit") or 0.0
    for quarter in range(path.world.quarters):
        if not path.world.alive(quarter):
            continue
        wanted = path.world.demand[quarter]
        if path.case.get("needed_month") is not None:
            wanted *= path.share[quarter]
        missing = max(0.0, wanted - path.supplied[quarter] * path.output)
        path.put("shortfall", quarter, missing * each * path.world.grown(quarter))


def come_late(path: Walk, slip: int) -> None:
    """Book what a later launch costs."""
    needed = path.case.get("needed_month")
    if needed is None or path.world.failed is not None:
        return
    needed = needed + 3 * slip
    quarter = min(int(needed // 3), path.world.quarters - 1)
    months = max(0.0, likely(path.offer.get("ready_months") or 0) - needed)
    each = path.case.get("cost_of_delay_per_month") or 0.0
    path.put("delay", quarter, months * each * path.world.grown(quarter))


def run_risks(path: Walk, *, happen: bool) -> None:
    """Book adopted mitigations and, if risks happen, what they cost."""
    for risk in path.offer.get("risks", []):
        mitigation = risk.get("mitigation") or {}
        adopted = bool(mitigation.get("adopted"))
        cost, delay = likely(risk["cost"]), likely(risk.get("delay_months") or 0)
        if adopted:
            path.put("mitigation", 0, likely(mitigation["cost"]))
            if mitigation.get("residual_cost") is not None:
                cost = likely(mitigation["residual_cost"])
            if mitigation.get("residual_delay_months") is not None:
                delay = likely(mitigation["residual_delay_months"])
        quarter = risk.get("quarter") or 0
        if not happen or not path.world.alive(quarter):
            continue
        path.put("risk_events", quarter, cost * path.world.grown(quarter))
        if path.world.failed is None:
            each = path.case.get("cost_of_delay_per_month") or 0.0
            path.put("delay", quarter, delay * each * path.world.grown(quarter))


def totals(path: Walk) -> dict[str, Any]:
    """Add up a walk."""
    size = path.world.quarters
    by_category = {name: sum(flow) for name, flow in path.flows.items()}
    sponsor = sum(by_category.get(name, 0.0) for name in SPONSOR)
    economic = sum(by_category.get(name, 0.0) for name in LOSS)
    supplier_names = [name for name in by_category if name not in SPONSOR + LOSS]
    supplier = sum(by_category[name] for name in supplier_names)
    present = 0.0
    for name, flow in path.flows.items():
        late = (path.offer.get("payment_days") or 0) / 365.0 if name in supplier_names else 0.0
        for quarter in range(size):
            present += flow[quarter] * (1.0 + path.case["discount_rate"]) ** -((quarter + 0.5) / 4.0 + late)
    commitment = 0.0
    if path.world.failed is not None:
        commitment = sum(sum(path.flows[name][path.world.failed + 1 :]) for name in supplier_names)
    return {
        "contract": supplier - sum(by_category.get(name, 0.0) for name in UNSTATED),
        "supplier": supplier,
        "sponsor": sponsor,
        "economic": economic,
        "cash": supplier + sponsor,
        "cost": supplier + sponsor + economic,
        "present_cost": present,
        "units": sum(path.supplied) * path.output,
        "beyond_horizon": path.beyond,
        "by_category": by_category,
        "by_quarter": [sum(flow[quarter] for flow in path.flows.values()) for quarter in range(size)],
        "commitment": commitment,
    }


def score_of(case: dict[str, Any], offer: dict[str, Any]) -> float | None:
    """Weigh an offer's scores."""
    scores = offer.get("scores") or {}
    weighed = [(item["weight"], scores[item["id"]]) for item in case.get("criteria", []) if item["id"] in scores]
    total = sum(weight for weight, _ in weighed)
    return sum(weight * score for weight, score in weighed) / total if total else None


def base(document: dict[str, Any]) -> dict[str, Any]:
    """Give the base case, gaps, score, missing must-haves and stresses of each offer."""
    case = document["case"]
    results = {}
    for offer in document["offers"]:
        capabilities = offer.get("capabilities") or []
        stresses = {}
        for stress in case.get("stresses", []):
            figures = totals(walk(document, offer, stress))
            stresses[stress["name"]] = {name: figures[name] for name in ("cash", "cost", "present_cost", "commitment")}
        results[offer["id"]] = {
            "base": totals(walk(document, offer, {})),
            "gaps": gaps_of(document, offer),
            "score": score_of(case, offer),
            "missing_must_haves": [name for name in case.get("must_haves", []) if name not in capabilities],
            "stress": stresses,
        }
    return results


def present_costs(document: dict[str, Any], times: float) -> dict[str, float]:
    """Give each offer's base-case present cost at a demand factor."""
    return {
        offer["id"]: float(totals(walk(document, offer, {"demand_factor": times}))["present_cost"])
        for offer in document["offers"]
    }
