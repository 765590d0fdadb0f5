"""How far the weight of each criterion can move before another offer leads the scorecard."""

from cdmo_desk.document import Case
from cdmo_desk.evaluation.answers import Answers
from cdmo_desk.evaluation.stability import Stability
from cdmo_desk.sheets.figures import EN, Figures
from cdmo_desk.sheets.naming import criterion, keys
from cdmo_desk.sheets.sheet import Cell, Column, Row, Sheet
from cdmo_desk.speech import say


def stability(case: Case, answers: Answers, figures: Figures = EN) -> Sheet:
    """Return the range of each weight in which the leader by score stays the leader."""
    return Sheet(
        id="stability",
        title=say("How far each weight can move"),
        note=say("Weights as shares of all weights, one moved at a time. Within its range the leader by score stays.")
        if answers.at_likely.stability
        else say("No ranked offer has a score."),
        columns=(
            Column("criterion", say("Criterion")),
            Column("weight", say("Weight"), "", "right"),
            Column("low", say("Holds from"), "", "right"),
            Column("then_low", say("Below it leads")),
            Column("high", say("Holds to"), "", "right"),
            Column("then_high", say("Above it leads")),
        ),
        rows=tuple(_row(case, entry, figures) for entry in answers.at_likely.stability),
    )


def _row(case: Case, entry: Stability, figures: Figures) -> Row:
    known = keys(case)
    low = Cell(figures.percent(entry.share_low)) if entry.share_low is not None else Cell(say("nothing"), 0, "muted")
    high = Cell(figures.percent(entry.share_high)) if entry.share_high is not None else Cell(say("all"), 1, "muted")
    nobody = Cell(say("nobody else"), None, "muted")
    return Row(
        (
            Cell(criterion(case, entry.criterion)),
            Cell(figures.percent(entry.share), entry.share),
            low,
            known[entry.then_low].cell if entry.then_low else nobody,
            high,
            known[entry.then_high].cell if entry.then_high else nobody,
        )
    )
