"""All answers as finished sheets, in the order in which they are asked."""

from cdmo_desk.document import Case
from cdmo_desk.evaluation.answers import Answers
from cdmo_desk.evaluation.results import Comparison
from cdmo_desk.sheets import measures
from cdmo_desk.sheets.award_words import award_words
from cdmo_desk.sheets.between import acceptance, pairs
from cdmo_desk.sheets.figures import EN, Figures
from cdmo_desk.sheets.flips import flips
from cdmo_desk.sheets.owed_calendar import owed_calendar
from cdmo_desk.sheets.questions import questions
from cdmo_desk.sheets.reliance import reliance
from cdmo_desk.sheets.sheet import Cell, Column, Row, Sheet
from cdmo_desk.sheets.stability import stability
from cdmo_desk.sheets.tornado import tornado
from cdmo_desk.sheets.walkaway import walk_away
from cdmo_desk.sheets.winner import winners
from cdmo_desk.sheets.worth import worth
from cdmo_desk.speech import say

SWINGS = 12


def answer_sheets(case: Case, comparison: Comparison, answers: Answers, figures: Figures = EN) -> tuple[Sheet, ...]:
    """Return all answers: the rule's first, then what changes it, prices, clauses, and what stands behind them."""
    chosen = measures.chosen(comparison)
    made = [award_sheet(case, comparison, answers, figures)]
    if answers.over_trials is not None:
        made += [flips(case, answers, figures), walk_away(case, answers, figures)]
    if chosen is not None:
        made.append(tornado(case, comparison, answers, chosen, figures, most=SWINGS))
    made.append(winners(case, answers, figures))
    if answers.over_trials is not None:
        made += [worth(case, comparison, answers, figures), pairs(case, comparison, answers, figures)]
        made += [acceptance(case, answers, figures), reliance(case, answers, figures)]
    made += [owed_calendar(case, comparison, answers, figures), stability(case, answers, figures)]
    if answers.over_trials is not None:
        made.append(questions(case, comparison, answers, figures))
    return tuple(made)


def award_sheet(case: Case, comparison: Comparison, answers: Answers, figures: Figures = EN) -> Sheet:
    """Return the rule's answer, a sentence a row."""
    return Sheet(
        id="award",
        title=say("What the award rule gives, and how sure that is"),
        columns=(Column("number", say("No."), "", "right"), Column("says", say("Finding"))),
        rows=tuple(
            Row((Cell(str(number), number), Cell(text)))
            for number, text in enumerate(award_words(case, comparison, answers, figures), start=1)
        ),
    )
