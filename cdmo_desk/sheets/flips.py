"""How far each assumption, price and plug must move, all else equal, before another offer is recommended."""

from cdmo_desk.document import Case
from cdmo_desk.evaluation.answers import Answers
from cdmo_desk.evaluation.answers.flips import Flip
from cdmo_desk.sheets.figures import DASH, EN, Figures
from cdmo_desk.sheets.inputs import input_offer, input_title, input_value, whose
from cdmo_desk.sheets.naming import keys
from cdmo_desk.sheets.sheet import Cell, Column, Row, Sheet
from cdmo_desk.sheets.walkaway import signed
from cdmo_desk.speech import counted, say


def flips(case: Case, answers: Answers, figures: Figures = EN, *, most: int | None = None) -> Sheet:
    """Return what would change the recommendation, the nearest first; what does not is counted in the note."""
    over = answers.over_trials
    found = over.flips if over else ()
    moving = [flip for flip in found if flip.at is not None][:most]
    still = [flip for flip in found if flip.at is None]
    return Sheet(
        id="flips",
        title=say("How far each input must move to change the answer"),
        note=_note(case, still, figures) if over and found else say("Nothing to tell: fewer than two offers compete."),
        columns=(
            Column("offer", say("Of")),
            Column("input", say("Input")),
            Column("now", say("Now"), "", "right"),
            Column("at", say("Turns at"), "", "right"),
            Column("move", say("Moved by"), "", "right"),
            Column("then", say("Then best")),
        ),
        rows=tuple(_row(case, flip, figures) for flip in moving),
    )


def _row(case: Case, flip: Flip, figures: Figures) -> Row:
    key = input_offer(case, flip.input)
    then = keys(case).get(flip.then or "")
    return Row(
        (
            Cell(say("Programme")) if key is None else key.cell,
            Cell(input_title(case, flip.input)),
            Cell(input_value(case, flip.input, flip.now, figures, factor=flip.factor), flip.now),
            Cell(input_value(case, flip.input, flip.at, figures, factor=flip.factor), flip.at, "strong"),
            Cell(moved(flip, figures), None if flip.move is None else abs(flip.move)),
            then.cell if then else Cell(DASH, None, "muted"),
        ),
        "",
        flip.then or "",
    )


def moved(flip: Flip, figures: Figures) -> str:
    """Return in words how far an input moves."""
    if flip.at is None:
        return DASH
    if flip.input.startswith("gates."):
        return say("{points} points", points=figures.number((flip.at - flip.now) * 100, 0))
    return signed(flip.move, figures) if flip.now else figures.short(flip.at - flip.now)


def _note(case: Case, still: list[Flip], figures: Figures) -> str:
    del figures
    said = [
        say(
            "By the award rule over the trials of the answers, one input at a time, nearest first. "
            "A factor moves all years of a plan, the whole range of an estimate or all that a term asks for."
        )
    ]
    shared = [input_title(case, flip.input) for flip in still if whose(case, flip.input)[0] is None]
    if shared:
        said.append(
            say(
                "None of these changes the answer from nothing to three times its value: {names}.",
                names="; ".join(shared),
            )
        )
    own = len(still) - len(shared)
    if own:
        said.append(
            counted("Nor does one input of an offer.", "Nor do {n} inputs of single offers.", own)
            if shared
            else counted("One input of an offer does not.", "{n} inputs of single offers do not.", own)
        )
    return " ".join(said)
