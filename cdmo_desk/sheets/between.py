"""Between offers: paired differences, and which offer is the best buy at each worth of bad-case relief."""

from cdmo_desk.document import Case
from cdmo_desk.evaluation.answers import Answers, OverTrials
from cdmo_desk.evaluation.answers.paired import Paired
from cdmo_desk.evaluation.results import Comparison
from cdmo_desk.sheets.figures import DASH, EN, Figures
from cdmo_desk.sheets.naming import keys, listed
from cdmo_desk.sheets.sheet import Cell, Column, Row, Sheet
from cdmo_desk.speech import say

ROWS = (0, 1, 2, 4, 6, 10, 15, 20, 30, 40)


def pairs(case: Case, comparison: Comparison, answers: Answers, figures: Figures = EN) -> Sheet:
    """Return by how much one offer costs less than another in the same programmes, with the interval of that."""
    return pairs_of(case, comparison.currency, answers.over_trials, figures)


def pairs_of(case: Case, currency: str, found: Paired | OverTrials | None, figures: Figures = EN) -> Sheet:
    """Return the same of offers that were held against each other alone."""
    known = keys(case)
    unit = figures.unit(currency)
    rows = []
    for pair in found.pairs if found else ():
        swap = pair.mean < 0
        cheap, dear = (pair.other, pair.one) if swap else (pair.one, pair.other)
        sign = -1 if swap else 1
        ends = sorted(sign * value for value in pair.interval) if pair.interval else None
        spread = sorted((sign * pair.p10, sign * pair.p90))
        chance = 1 - pair.cheaper if swap else pair.cheaper
        rows.append(
            Row(
                (
                    known[cheap].cell,
                    known[dear].cell,
                    Cell(figures.amount(abs(pair.mean)), abs(pair.mean), "strong"),
                    Cell(_span(ends, figures), None),
                    Cell(_span(spread, figures), None),
                    Cell(figures.percent(chance, 0), chance),
                ),
                "",
                cheap,
            )
        )
    beaten = found.dominated if found else {}
    said = [
        say(
            "{offer} is beaten in both mean and worst 5 % by {others}.",
            offer=known[name].name,
            others=listed([known[other].name for other in others]),
        )
        for name, others in beaten.items()
    ]
    return Sheet(
        id="pairs",
        title=say("Any two offers in the same programmes"),
        note=" ".join(
            [
                say(
                    "Present cost. The mean lies within its interval in 95 of 100 runs. In eight of ten programmes the "
                    "difference itself lies within the next."
                ),
                *said,
            ]
        ),
        columns=(
            Column("cheap", say("Costs less")),
            Column("dear", say("than")),
            Column("mean", say("by"), unit, "right"),
            Column("interval", say("Interval of the mean"), unit, "right"),
            Column("spread", say("Eight in ten"), unit, "right"),
            Column("chance", say("Cheaper of the two in"), "", "right"),
        ),
        rows=tuple(rows),
    )


def _span(ends: list[float] | None, figures: Figures) -> str:
    return DASH if ends is None else say("{low} to {high}", low=figures.amount(ends[0]), high=figures.amount(ends[1]))


def acceptance(case: Case, answers: Answers, figures: Figures = EN) -> Sheet:
    """Return how likely each offer is the best buy, by what one less in the bad case is worth."""
    return acceptance_of(case, answers.over_trials, figures)


def acceptance_of(case: Case, over: Paired | OverTrials | None, figures: Figures = EN) -> Sheet:
    """Return the same of offers that were held against each other alone."""
    known = keys(case)
    found = over.acceptance if over else None
    rows = []
    names = tuple(found.chances) if found else ()
    if found is not None:
        for place in ROWS:
            if place < len(found.worths):
                best = found.best[place]
                cells = tuple(
                    Cell(
                        figures.percent(found.chances[name][place], 0),
                        found.chances[name][place],
                        "strong" if name == best else "",
                    )
                    for name in names
                )
                rows.append(Row((Cell(figures.number(found.worths[place]), found.worths[place]), *cells), "", best))
    return Sheet(
        id="acceptance",
        title=say("The best buy, by what bad-case relief is worth"),
        note=say(
            "Worth: what we would pay on average for one less in the mean of the worst 5 %. At 0 only the mean counts. "
            "The share of trials in which an offer is the best buy; bold: the best on the whole."
        ),
        columns=(Column("worth", say("Worth"), "", "right"), *(known[name].column() for name in names)),
        rows=tuple(rows),
    )
