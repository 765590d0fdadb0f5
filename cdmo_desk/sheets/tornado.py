"""What moves the cost of an offer: each uncertain input on its own, the widest swing first."""

from cdmo_desk.document import Case
from cdmo_desk.evaluation.answers import Answers
from cdmo_desk.evaluation.answers.sensitivity import Swing
from cdmo_desk.evaluation.results import Comparison
from cdmo_desk.sheets.figures import DASH, EN, Figures
from cdmo_desk.sheets.inputs import input_title, input_value
from cdmo_desk.sheets.naming import keys
from cdmo_desk.sheets.sheet import Cell, Column, Row, Sheet
from cdmo_desk.speech import say


def tornado(
    case: Case, comparison: Comparison, answers: Answers, offer: str, figures: Figures = EN, *, most: int | None = None
) -> Sheet:
    """Return the swings of an offer's present cost, the widest `most` of them."""
    found = answers.at_likely.swings[offer][:most]
    unit = figures.unit(comparison.currency)
    base = comparison.offers[offer].base.present_cost
    return Sheet(
        id=f"tornado.{offer}",
        title=say("What moves the cost of {offer}", offer=keys(case)[offer].name),
        note=say(
            "Present cost in the base case, {base}, if one input moves and all else stays likely: from its low value "
            "(one in ten is lower) to its high one (one in ten is higher). A gate fails or passes. Goes with cost: "
            "rank correlation with present cost over the trials, from −1 to 1, as inputs come together.",
            base=figures.money(base, comparison.currency),
        ),
        columns=(
            Column("input", say("Input")),
            Column("from", say("From"), "", "right"),
            Column("to", say("To"), "", "right"),
            Column("low", say("Cost at low"), unit, "right"),
            Column("high", say("Cost at high"), unit, "right"),
            Column("width", say("Swing"), unit, "right"),
            Column("correlation", say("Goes with cost"), "", "right"),
        ),
        rows=tuple(_row(case, swing, figures) for swing in found),
    )


def _row(case: Case, swing: Swing, figures: Figures) -> Row:
    low, high = ends(case, swing, figures)
    correlation = swing.rank_correlation
    return Row(
        (
            Cell(input_title(case, swing.input)),
            Cell(low, swing.values[0] if swing.values else None),
            Cell(high, swing.values[1] if swing.values else None),
            Cell(figures.amount(swing.low), swing.low),
            Cell(figures.amount(swing.high), swing.high),
            Cell(figures.amount(swing.width), swing.width, "strong"),
            Cell(DASH if correlation is None else figures.number(correlation), correlation),
        )
    )


def ends(case: Case, swing: Swing, figures: Figures) -> tuple[str, str]:
    """Return in words where an input swings from and to."""
    if swing.input.startswith("gates."):
        return say("fails"), say("passes")
    if ".risks[" in swing.input and swing.input.endswith(".occurs"):
        return say("does not happen"), say("happens")
    if swing.values is None:
        return say("low"), say("high")
    return input_value(case, swing.input, swing.values[0], figures), input_value(
        case, swing.input, swing.values[1], figures
    )
