"""What the ranking rests on: plugs, and assumptions without a source."""

from cdmo_desk.document import Case
from cdmo_desk.evaluation.answers import Answers
from cdmo_desk.sheets.figures import EN, Figures
from cdmo_desk.sheets.naming import keys
from cdmo_desk.sheets.sheet import Cell, Column, Row, Sheet
from cdmo_desk.speech import say


def reliance(case: Case, answers: Answers, figures: Figures = EN) -> Sheet:
    """Return the share of each offer that rests on plugs and on unsourced assumptions, and its place without plugs."""
    known = keys(case)
    found = answers.over_trials.foundation if answers.over_trials else None
    rows = []
    if found is not None:
        for name, entry in found.offers.items():
            places = [order.index(name) + 1 for order in (found.without_plugs, found.doubled_plugs)]
            rows.append(
                Row(
                    (
                        known[name].cell,
                        Cell(figures.percent(entry.plugs), entry.plugs),
                        Cell(figures.percent(entry.unsourced, 0), entry.unsourced),
                        Cell(figures.percent(entry.unsourced_swing, 0), entry.unsourced_swing),
                        *(Cell(figures.number(place, 0), place) for place in places),
                    ),
                    "",
                    name,
                )
            )
    return Sheet(
        id="reliance",
        title=say("What the ranking rests on"),
        note=_note(answers),
        columns=(
            Column("offer", say("Offer")),
            Column("plugs", say("Plugs"), say("of present cost"), "right"),
            Column("unsourced", say("Terms with an estimate without a source"), say("of present cost"), "right"),
            Column("swing", say("Inputs without a source"), say("of all swings"), "right"),
            Column("without", say("Place without plugs"), "", "right"),
            Column("doubled", say("with plugs doubled"), "", "right"),
        ),
        rows=tuple(rows),
    )


def _note(answers: Answers) -> str:
    if answers.over_trials is None:
        return say("What the ranking rests on needs a simulation.")
    if answers.over_trials.foundation.leader_changes:
        return say("The recommendation changes if plugs are left out or doubled: it rests on them.")
    return say("The recommendation stays if plugs are left out or doubled.")
