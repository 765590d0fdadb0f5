"""The scorecard: what was scored, with its weights, and who differs."""

from cdmo_desk.contract.offer import Offer
from cdmo_desk.document import Case
from cdmo_desk.evaluation.results import Comparison
from cdmo_desk.sheets import measures
from cdmo_desk.sheets.figures import DASH, EN, Figures
from cdmo_desk.sheets.naming import capability, keys
from cdmo_desk.sheets.sheet import Cell, Column, Row, Sheet


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
            Cell(figures.short(value), value, "strong" if value == best else "")
            if value is not None
            else Cell("missing" if case.offer(name).is_ranked_kind else DASH, None, "muted")
            for name, value in zip(order, found, strict=True)
        )
        share = criterion.weight / weights if weights else 0.0
        rows.append(Row((Cell(criterion.title), Cell(figures.share(round(share, 3)), share), *cells)))
    scores = tuple(
        Cell(figures.number(comparison.offers[name].score), comparison.offers[name].score, "strong") for name in order
    )
    must = [
        Row((Cell(f"Must have: {capability(case, need)}"), Cell(""), *(_met(case.offer(name), need) for name in order)))
        for need in case.brief.must_haves
    ]
    return Sheet(
        id="scorecard",
        title="Scorecard",
        note="Points from 0 to 5; the best of each criterion is set in bold. " + _spread_note(case),
        columns=(
            Column("criterion", "Criterion"),
            Column("weight", "Weight", "", "right"),
            *(known[name].column() for name in order),
        ),
        rows=tuple(rows),
        totals=(Row((Cell("Weighted score"), Cell(""), *scores), "sum"), *must),
    )


def _met(offer: Offer, need: str) -> Cell:
    if need not in offer.capabilities:
        return Cell("no", 0, "bad")
    evidence = any(item.for_ == need for item in offer.evidence)
    return Cell("yes", 1, "good") if evidence else Cell("claimed", 0.5)


def _spread_note(case: Case) -> str:
    evaluators = {entry.evaluator for offer in case.offers for entry in offer.evaluations}
    claims = "Claimed: without evidence in the file." if case.brief.must_haves else ""
    return f"{len(evaluators)} evaluators. {claims}" if evaluators else claims
