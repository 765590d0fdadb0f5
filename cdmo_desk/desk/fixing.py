"""Weights and award rule fixed before prices are opened: what fixing writes down, and what a later change must say."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from cdmo_desk.problem import Refused
from cdmo_desk.speech import say

Json = dict[str, Any]
USUAL = "lowest_present_cost"


def rule_of(brief: Mapping[str, Any]) -> Json:
    """Return the award rule of a brief as a record, the usual one where none is stated."""
    found = brief.get("award_rule")
    return dict(found) if isinstance(found, Mapping) else {"rule": found or USUAL}


def fixed(brief: Json, *, who: str, today: date, offers: int) -> Json:
    """Return a brief whose weights and award rule are fixed; refuses where they are already, or weigh nothing."""
    rule = rule_of(brief)
    if rule.get("fixed_on"):
        raise Refused(say("Weights and award rule are fixed already, since {day}.", day=rule["fixed_on"]))
    weights = [criterion.get("weight") or 0 for criterion in brief.get("criteria") or ()]
    if rule["rule"] == "weighted" and not sum(weights):
        raise Refused(say("The award rule goes by the score, and no criterion has a weight. Type the weights first."))
    return brief | {"award_rule": rule | {"fixed_on": today.isoformat(), "fixed_by": who, "offers_then": offers}}


def kept_fixed(before: Json, after: Json, *, why: str, who: str, today: date) -> Json:
    """Return a changed brief; where it changes what was fixed it must say why, and the change is written down in it."""
    rule = rule_of(before)
    if not rule.get("fixed_on") or _fixed_part(before) == _fixed_part(after):
        return after
    if not why.strip():
        raise Refused(
            say(
                "Weights and award rule were fixed on {day}. A change needs a reason; the page Score asks for it.",
                day=rule["fixed_on"],
            )
        )
    entry = {"on": today.isoformat(), "by": who, "why": why.strip()}
    held = {name: rule[name] for name in ("fixed_on", "fixed_by", "offers_then") if name in rule}
    return after | {"award_rule": rule_of(after) | held | {"changes": [*(rule.get("changes") or ()), entry]}}


def _fixed_part(brief: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return what is fixed: the rule, the weight of price, the weights of the criteria."""
    rule = rule_of(brief)
    weights = {
        criterion.get("id"): float(criterion.get("weight") or 0)
        for criterion in brief.get("criteria") or ()
        if criterion.get("weight")
    }
    return rule["rule"], rule.get("price_weight", 0.5), rule.get("fixed_on"), weights
