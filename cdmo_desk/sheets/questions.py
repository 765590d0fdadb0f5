"""Questions to the suppliers, those whose answers are worth most first."""

from cdmo_desk.document import Case
from cdmo_desk.evaluation.answers import Answers
from cdmo_desk.evaluation.answers.questions import Question
from cdmo_desk.evaluation.cautions import SHOULD_HAVES
from cdmo_desk.evaluation.results import Comparison
from cdmo_desk.sheets.figures import DASH, EN, Figures
from cdmo_desk.sheets.inputs import input_title
from cdmo_desk.sheets.naming import capability, keys, listed, scope_title
from cdmo_desk.sheets.sheet import Cell, Column, Row, Sheet
from cdmo_desk.speech import marked, say

ASKS = {
    "unknown_gap": marked("What does {item} cost? Nobody has priced it, and every total leaves it out."),
    "gap": marked("What does {item} cost? Your offer leaves it out; we reckon with an estimate of ours."),
    "tbd": marked("What does {item} cost? Your offer leaves the price open."),
    "option": marked("Can {item} be part of the price? You offer it as an option."),
    "estimate": marked("{item}: what does it rest on, and can you commit to it?"),
    "rate": marked("How often does this rate apply: {item}?"),
    "uncapped": marked("What limits this: {item}?"),
    "clauses": marked("What do you propose on {item}?"),
    "evidence": marked("Please send evidence for: {item}."),
    "expired": marked("Does your offer still stand? Its validity has passed."),
    "validity": marked("Until when is your offer valid?"),
}


def questions(
    case: Case, comparison: Comparison, answers: Answers, figures: Figures = EN, *, offer: str | None = None
) -> Sheet:
    """Return the questions to all suppliers, or to that of one offer."""
    found = answers.over_trials.questions if answers.over_trials else ()
    asked = [entry for entry in found if offer is None or entry.offer == offer]
    unit = figures.unit(comparison.currency)
    return Sheet(
        id="questions" if offer is None else f"questions.{offer}",
        title=say("Questions to the suppliers"),
        note=say(
            "Moves by: how far present cost can go with the answer (for evidence: what losing the offer would cost). "
            "Worth to the choice: by how much the choice is expected to get cheaper if the answer is known before; "
            "nothing where no likely answer would change it."
        ),
        columns=(
            Column("number", say("No."), "", "right"),
            Column("offer", say("To")),
            Column("question", say("Question")),
            Column("swing", say("Moves by"), unit, "right"),
            Column("worth", say("Worth to the choice"), unit, "right"),
        ),
        rows=tuple(_row(case, number, entry, figures) for number, entry in enumerate(asked, start=1)),
    )


def _row(case: Case, number: int, entry: Question, figures: Figures) -> Row:
    return Row(
        (
            Cell(str(number), number),
            keys(case)[entry.offer].cell,
            Cell(question(case, entry)),
            _amount(entry.swing, figures),
            _amount(entry.worth, figures),
        ),
        "",
        entry.offer,
    )


def _amount(value: float | None, figures: Figures) -> Cell:
    return Cell(DASH, None, "muted") if value is None else Cell(figures.amount(value), value)


def question(case: Case, entry: Question) -> str:
    """Return a question in words."""
    return say(ASKS[entry.about], item=_item(case, entry))


def _item(case: Case, entry: Question) -> str:
    if entry.about in ("unknown_gap", "gap", "option"):
        return scope_title(case, entry.subject)
    if entry.about == "tbd":
        title = scope_title(case, entry.subject)
        return title if title != entry.subject else input_title(case, f"offers.{entry.offer}.{entry.subject}")
    if entry.about == "estimate":
        return input_title(case, f"offers.{entry.offer}.{entry.subject}")
    if entry.about == "clauses":
        return listed([say(SHOULD_HAVES[topic]) for topic in entry.details])
    if entry.about == "evidence":
        return listed([capability(case, name) for name in entry.details])
    return listed(entry.details)
