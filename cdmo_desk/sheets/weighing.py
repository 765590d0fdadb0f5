"""The weights of the scorecard: what share each has, and between which shares the leader stays the leader."""

from cdmo_desk.document import Case
from cdmo_desk.evaluation.stability import stability
from cdmo_desk.sheets.figures import DASH, EN, Figures
from cdmo_desk.sheets.sheet import Cell, Column, Row, Sheet
from cdmo_desk.speech import say

NEAR = 0.05
"""A share of the weights so near its limit that it is pointed out."""


def weights(case: Case, figures: Figures = EN) -> Sheet:
    """Return the criteria with their share of the weights and the range in which the leader stays."""
    total = sum(criterion.weight for criterion in case.brief.criteria)
    ranges = {found.criterion: found for found in stability(case.brief, case.offers)}
    rows = []
    for criterion in case.brief.criteria:
        share = criterion.weight / total if total else 0.0
        found = ranges.get(criterion.id)
        cell = Cell(DASH, None, "muted")
        if found is not None:
            low = 0.0 if found.share_low is None else found.share_low
            high = 1.0 if found.share_high is None else found.share_high
            is_near = (low > 0 and share - low < NEAR) or (high < 1 and high - share < NEAR)
            text = say("{low} to {high}", low=figures.number(low * 100, 0), high=figures.number(high * 100, 0))
            cell = Cell(text, high - low, "warning" if is_near else "")
        rows.append(Row((Cell(criterion.title), Cell(figures.number(share * 100, 1), share), cell)))
    return Sheet(
        id="weights",
        title=say("Weights"),
        note=say("The leader stays while a weight is within its range, the others keeping their proportions."),
        columns=(
            Column("criterion", say("Criterion")),
            Column("share", say("Share"), "%", "right"),
            Column("holds", say("Leader stays"), "%", "right"),
        ),
        rows=tuple(rows),
        totals=(),
    )
