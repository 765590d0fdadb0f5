"""The scorecard: what was scored, with its weights, who differs, and whether weights and rule were fixed."""

from cdmo_desk.contract.offer import Offer
from cdmo_desk.document import Case
from cdmo_desk.evaluation.results import Comparison
from cdmo_desk.sheets import measures
from cdmo_desk.sheets.figures import DASH, EN, Figures
from cdmo_desk.sheets.naming import capability, keys
from cdmo_desk.sheets.sheet import Cell, Column, Row, Sheet
from cdmo_desk.speech import counted, say

WIDE = 2.0
"""Points between two evaluators from which on they are said to differ."""


def scorecard(case: Case, comparison: Comparison, figures: Figures = EN) -> Sheet:
    """Return criteria × offers with weights, the weighted score, and the must-haves."""
    known = keys(case)
    order = measures.in_order(comparison)
    weights = sum(criterion.weight for criterion in case.brief.criteria)
    rows = []
    for criterion in case.brief.criteria:
        found = [case.offer(name).scores.get(criterion.id) for name in order]
        best = max((value for value in found if value is not None), default=None)
        cells = tuple(
            _score(case.offer(name), criterion.id, value, figures, is_best=value == best)
            for name, value in zip(order, found, strict=True)
        )
        share = criterion.weight / weights if weights else 0.0
        rows.append(Row((Cell(criterion.title), Cell(figures.share(round(share, 3)), share), *cells)))
    scores = tuple(
        Cell(figures.number(comparison.offers[name].score), comparison.offers[name].score, "strong") for name in order
    )
    must = [
        Row(
            (
                Cell(say("Must have: {name}", name=capability(case, need))),
                Cell(""),
                *(met(case.offer(name), need) for name in order),
            )
        )
        for need in case.brief.must_haves
    ]
    return Sheet(
        id="scorecard",
        title=say("Scorecard"),
        note=" ".join(part for part in _notes(case, figures) if part),
        columns=(
            Column("criterion", say("Criterion")),
            Column("weight", say("Weight"), "", "right"),
            *(known[name].column() for name in order),
        ),
        rows=tuple(rows),
        totals=(Row((Cell(say("Weighted score")), Cell(""), *scores), "sum"), *must),
    )


def spread(offer: Offer, criterion: str) -> tuple[float, float] | None:
    """Return the lowest and the highest of the evaluators' scores; None where fewer than two gave one."""
    values = [entry.value for entry in offer.evaluations if entry.criterion == criterion]
    return (min(values), max(values)) if len(values) > 1 else None


def is_wide(offer: Offer, criterion: str) -> bool:
    """Say whether evaluators differ so far that they should talk."""
    found = spread(offer, criterion)
    return found is not None and found[1] - found[0] >= WIDE


def evaluators(case: Case) -> tuple[str, ...]:
    """Return everybody who scored anything, in the order of the case."""
    return tuple(dict.fromkeys(entry.evaluator for offer in case.offers for entry in offer.evaluations))


def fixing(case: Case, figures: Figures = EN) -> str:
    """Return whether weights and award rule were fixed, when, by whom, before how many offers, and changed since."""
    rule = case.brief.rule
    if rule.fixed_on is None:
        return ""
    says = say("Weights and award rule were fixed on {day}", day=figures.date(rule.fixed_on))
    if rule.fixed_by:
        says = say("{fixed} by {who}", fixed=says, who=rule.fixed_by)
    if rule.offers_then is not None:
        says += (
            counted(", when {n} offer was in", ", when {n} offers were in", rule.offers_then)
            if rule.offers_then
            else say(", before any offer was in")
        )
    says += "."
    for change in rule.changes:
        says += " " + say(
            "Changed on {day} by {who}: {why}",
            day=figures.date(change.on),
            who=change.by or "?",
            why=_ended(change.why),
        )
    return says


def met(offer: Offer, need: str) -> Cell:
    """Return whether an offer has a must-have, and whether anything supports that."""
    if need not in offer.capabilities:
        return Cell(say("no"), 0, "bad")
    return (
        Cell(say("yes"), 1, "good") if any(item.for_ == need for item in offer.evidence) else Cell(say("claimed"), 0.5)
    )


def _score(offer: Offer, criterion: str, value: float | None, figures: Figures, *, is_best: bool) -> Cell:
    if value is None:
        return Cell(say("missing") if offer.is_ranked_kind else DASH, None, "muted")
    text = figures.short(value)
    found = spread(offer, criterion)
    if found is not None and is_wide(offer, criterion):
        text += "\n" + say("{low} to {high}", low=figures.short(found[0]), high=figures.short(found[1]))
        return Cell(text, value, "warning")
    return Cell(text, value, "strong" if is_best else "")


def _notes(case: Case, figures: Figures) -> tuple[str, ...]:
    given = len(evaluators(case))
    wide = sum(is_wide(offer, criterion.id) for offer in case.offers for criterion in case.brief.criteria)
    return (
        say("Points from 0 to 5; the best of each criterion is set in bold."),
        counted("{n} evaluator.", "{n} evaluators; a score is their mean.", given) if given else "",
        counted(
            "In {n} score they differ by two points or more; its range stands under it.",
            "In {n} scores they differ by two points or more; the range stands under each.",
            wide,
        )
        if wide
        else "",
        say("Claimed: without evidence in the file.") if case.brief.must_haves else "",
        fixing(case, figures),
    )


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
