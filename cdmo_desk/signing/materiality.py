"""Does a new revision need signing again? What was decided then, what would be now, and the difference in words."""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cdmo_desk.speech import say

if TYPE_CHECKING:
    from cdmo_desk.document import Case
    from cdmo_desk.evaluation.results import Comparison


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Whether the decision has to be signed again, and why, in sentences."""

    needs_signing: bool
    says: tuple[str, ...]


def decision(comparison: "Comparison") -> str:
    """Return what is decided, as the library keeps it beside the signed document."""
    made = {
        "offer": chosen(comparison),
        "currency": comparison.currency,
        "trials": comparison.trials,
        "present_cost": {name: cost(comparison, name) for name in comparison.offers},
    }
    return json.dumps(made, ensure_ascii=False, separators=(",", ":"))


def chosen(comparison: "Comparison") -> str | None:
    """Return the offer that is asked for: what a person decided, else what the rule gives."""
    return comparison.recommendation.awarded or comparison.recommendation.offer


def cost(comparison: "Comparison", offer: str) -> float:
    """Return an offer's mean present cost, or that of the base case without a simulation."""
    figures = comparison.offers[offer]
    return figures.base.present_cost if figures.risk is None else figures.risk.present_cost.mean


def difference(before: str, case: "Case", comparison: "Comparison") -> Difference:
    """Return what a new revision does to the decision that was signed."""
    from cdmo_desk.sheets.figures import Figures  # noqa: PLC0415 - as above
    from cdmo_desk.sheets.measures import fitting  # noqa: PLC0415 - loaded when asked for
    from cdmo_desk.speech import language  # noqa: PLC0415 - as above

    figures = fitting(comparison, Figures(language()))
    then: dict[str, Any] = json.loads(before)
    limit = case.brief.materiality
    now = chosen(comparison)
    names = _names(case)
    if now != then["offer"]:
        old, new = (names.get(offer or "", offer or say("no offer")) for offer in (then["offer"], now))
        says = say("The recommended offer changes from {old} to {new}.", old=old, new=new)
        return Difference(needs_signing=True, says=(says, say("It needs signing again.")))
    if now is None or then["currency"] != comparison.currency or now not in then["present_cost"]:
        return Difference(needs_signing=True, says=(say("It needs signing again: the two cannot be compared."),))
    old_cost, new_cost = float(then["present_cost"][now]), cost(comparison, now)
    moved = abs(new_cost - old_cost) / abs(old_cost) if old_cost else float(new_cost != old_cost)
    same = say("The recommended offer stays {offer}.", offer=names.get(now, now))
    says = say(
        "Its expected present cost goes from {old} to {new}, by {share}.",
        old=figures.money(old_cost, comparison.currency),
        new=figures.money(new_cost, comparison.currency),
        share=figures.percent(moved),
    )
    if limit is None:
        rule = say("The case names no materiality, so that every new revision needs signing again.")
        return Difference(needs_signing=True, says=(same, says, rule))
    needs = moved > limit
    rule = (
        say("That is more than the {limit} from which on a revision needs signing again.", limit=figures.percent(limit))
        if needs
        else say("That is within {limit}: the signatures of the last revision stand.", limit=figures.percent(limit))
    )
    return Difference(needs_signing=needs, says=(same, says, rule))


def _names(case: "Case") -> dict[str, str]:
    from cdmo_desk.sheets.naming import keys  # noqa: PLC0415 - loaded when asked for

    return {name: f"{key.letter} {key.short}" for name, key in keys(case).items()}
