"""Who wins where: the offer with the lowest present cost over demand and the chance of success."""

from cdmo_desk.document import Case
from cdmo_desk.evaluation.answers import Answers
from cdmo_desk.evaluation.answers.winner import WinnerMap
from cdmo_desk.sheets.figures import DASH, EN, Figures
from cdmo_desk.sheets.naming import keys
from cdmo_desk.sheets.sheet import Cell, Column, Row, Sheet
from cdmo_desk.speech import say

ROWS = 11
COLUMNS = 13


def winners(case: Case, answers: Answers, figures: Figures = EN) -> Sheet:
    """Return the winner map as a table of letters, highest chance of success first; the case's own chance is strong."""
    found = answers.at_likely.winners
    if found is None:
        return Sheet(id="winners", title=say("Who wins where"), note=say("No offer is ranked."), columns=(), rows=())
    known = keys(case)
    letters = [known[name].letter for name in found.offers]
    across = _spread(len(found.factors), COLUMNS)
    down = _with_own(_spread(len(found.chances), ROWS), found)
    rows = []
    for place in reversed(down):
        own = place == _own_row(found)
        cells = tuple(Cell(letters[found.cheapest[place][at]], None, "strong" if own else "") for at in across)
        chance = figures.percent(found.chances[place], 0)
        rows.append(Row((Cell(chance, found.chances[place], "strong" if own else ""), *cells), "chosen" if own else ""))
    return Sheet(
        id="winners",
        title=say("Who wins where"),
        note=" ".join(_notes(case, found, figures)),
        columns=(
            Column("chance", say("Succeeds"), "", "right"),
            *(Column(f"at.{at}", say("{factor} ×", factor=figures.short(found.factors[at]))) for at in across),
        ),
        rows=tuple(rows),
    )


def _notes(case: Case, found: WinnerMap, figures: Figures) -> list[str]:
    known = keys(case)
    said = [
        say(
            "The letter of the offer with the lowest expected present cost if demand is so many times the plan "
            "(columns) and the programme succeeds with such a chance (rows), all else likely. "
            "The case's own chance is {chance}.",
            chance=figures.percent(found.chance, 0),
        )
    ]
    if found.wins:
        order = sorted(range(len(found.offers)), key=lambda place: -found.wins[place])
        parts = [
            f"{known[found.offers[place]].name} {figures.percent(found.wins[place], 0)}"
            for place in order
            if found.wins[place] >= 0.005  # noqa: PLR2004 - what is not shown as 0 %
        ]
        said.append(
            say("Of the demand that the trials met at that chance, it falls to: {parts}.", parts=", ".join(parts))
        )
    return said


def mass(case: Case, answers: Answers, figures: Figures = EN) -> Sheet:
    """Return how likely each stretch of demand is, and who wins there at the case's own chance of success."""
    found = answers.at_likely.winners
    known = keys(case)
    rows = []
    if found is not None:
        row = found.cheapest[_own_row(found)]
        for place, factor in enumerate(found.factors):
            name = found.offers[row[place]]
            share = found.mass[place] if found.mass else None
            rows.append(
                Row(
                    (
                        Cell(say("{factor} ×", factor=figures.number(factor)), factor),
                        known[name].cell,
                        Cell(figures.amount(found.margins[_own_row(found)][place]), None),
                        Cell(DASH if share is None else figures.percent(share), share),
                    ),
                    "",
                    name,
                )
            )
    return Sheet(
        id="winners.mass",
        title=say("Who wins at the case's own chance of success"),
        columns=(
            Column("factor", say("Demand"), say("plan"), "right"),
            Column("offer", say("Cheapest")),
            Column("margin", say("Ahead by"), figures.unit(case.brief.currency), "right"),
            Column("mass", say("Of the trials"), "", "right"),
        ),
        rows=tuple(rows),
    )


def _own_row(found: WinnerMap) -> int:
    return min(range(len(found.chances)), key=lambda place: abs(found.chances[place] - found.chance))


def _spread(count: int, wanted: int) -> list[int]:
    if count <= wanted:
        return list(range(count))
    return sorted({round(place * (count - 1) / (wanted - 1)) for place in range(wanted)})


def _with_own(rows: list[int], found: WinnerMap) -> list[int]:
    return sorted({*rows, _own_row(found)})
