"""Walk-away prices: at which price each offer ties with the best of the others."""

from cdmo_desk.document import Case
from cdmo_desk.evaluation.answers import Answers
from cdmo_desk.evaluation.answers.walkaway import WalkAway
from cdmo_desk.sheets.figures import DASH, EN, Figures
from cdmo_desk.sheets.inputs import LEVERS, input_value
from cdmo_desk.sheets.naming import keys
from cdmo_desk.sheets.sheet import Cell, Column, Row, Sheet
from cdmo_desk.speech import say


def walk_away(case: Case, answers: Answers, figures: Figures = EN) -> Sheet:
    """Return the walk-away prices of every ranked offer."""
    found = answers.over_trials.walk_away if answers.over_trials else ()
    return Sheet(
        id="walk_away",
        title=say("Walk-away prices"),
        note=say(
            "Where the offer ties with the best of the others by the award rule, all else as it is. Prices a batch "
            "move in proportion; take-or-pay and cancellation stay as written. All prices together: a factor on "
            "everything in the offer's currency."
        )
        if found
        else say("Walk-away prices need a simulation and two ranked offers."),
        columns=(
            Column("offer", say("Offer")),
            Column("lever", say("Lever")),
            Column("now", say("Now"), "", "right"),
            Column("at", say("Ties at"), "", "right"),
            Column("change", say("Change"), "", "right"),
            Column("rival", say("Ties with")),
            Column("means", say("Then")),
        ),
        rows=tuple(_row(case, entry, figures) for entry in found),
    )


def _row(case: Case, entry: WalkAway, figures: Figures) -> Row:
    known = keys(case)
    name = f"offers.{entry.offer}.{entry.lever}"
    factor = entry.lever == "all_prices"
    now = input_value(case, name, entry.now, figures, factor=factor)
    if entry.at is None:
        words = say("never loses by it") if entry.leads else say("never wins by it")
        at, rival = Cell(DASH, None, "muted"), Cell(DASH, None, "muted")
    else:
        words = _beyond(entry)
        at = Cell(input_value(case, name, entry.at, figures, factor=factor), entry.at, "strong")
        rival = known[entry.rival].cell if entry.rival else Cell(DASH, None, "muted")
    return Row(
        (
            known[entry.offer].cell,
            Cell(say(LEVERS[entry.lever])),
            Cell(now, entry.now),
            at,
            Cell(signed(entry.change, figures), entry.change),
            rival,
            Cell(words, None, "muted" if entry.at is None else ""),
        ),
        "chosen" if entry.leads else "",
        entry.offer,
    )


def _beyond(entry: WalkAway) -> str:
    """Return what happens beyond the tie: on the far side of it from the value now."""
    above = entry.at is not None and entry.at > entry.now
    if entry.leads:
        return say("loses above") if above else say("loses below")
    return say("wins above") if above else say("wins below")


def signed(share: float | None, figures: Figures) -> str:
    """Return a relative change with its sign: `+20.3 %`, `−17.5 %`."""
    if share is None:
        return DASH
    text = figures.percent(share)
    return f"+{text}" if round(share, 3) > 0 else text
