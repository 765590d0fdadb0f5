"""What each clause of a contract costs us or saves us, and which change of the batch price would weigh as much."""

from cdmo_desk.document import Case
from cdmo_desk.evaluation.answers import Answers
from cdmo_desk.evaluation.answers.worth import Worth
from cdmo_desk.evaluation.results import Comparison
from cdmo_desk.sheets.figures import DASH, EN, Figures
from cdmo_desk.sheets.naming import keys
from cdmo_desk.sheets.pricing import term_title
from cdmo_desk.sheets.sheet import Cell, Column, Row, Sheet
from cdmo_desk.sheets.walkaway import signed
from cdmo_desk.speech import marked, say

PARTS = {
    "escalation": marked("Growth of prices"),
    "escalation_cap": marked("Cap on the growth of prices"),
    "escalation_floor": marked("Floor under the growth of prices"),
    "payment": marked("Days of payment"),
    "tiers": marked("{term}: lower prices from a volume on"),
    "all_units": marked("{term}: the reached price holds for all batches"),
    "make_up": marked("{term}: make-up of what was paid for"),
    "carry_forward": marked("{term}: orders above the minimum carry forward"),
    "exit": marked("{term}: notice and termination"),
    "resale": marked("{term}: resale of what is not used"),
    "credit": marked("{term}: fee credited against batches"),
    "extra": marked("{term}: right to extra batches"),
    "surge": marked("{term}: surge premium"),
    "cancelled": marked("{term}: fee for cancelled slots"),
    "royalty_cap": marked("{term}: cap"),
    "royalty_minimum": marked("{term}: yearly minimum"),
    "ceiling": marked("{term}: ceiling"),
    "handling_fee": marked("{term}: handling fee"),
}


def worth(case: Case, comparison: Comparison, answers: Answers, figures: Figures = EN) -> Sheet:
    """Return what every clause of the ranked offers is worth, each offer's weightiest first."""
    found = answers.over_trials.worths if answers.over_trials else ()
    unit = figures.unit(comparison.currency)
    rows = []
    last = ""
    for entry in found:
        if not any(figures.amount(value).strip("0.,−") for value in (entry.costs, entry.costs_in_bad_cases)):
            continue
        key = keys(case)[entry.offer]
        name = key.cell if entry.offer != last else Cell("", key.letter)
        rows.append(Row((name, *_cells(case, entry, figures)), "", entry.offer))
        last = entry.offer
    return Sheet(
        id="worth",
        title=say("What each clause is worth"),
        note=say(
            "Present cost with the clause less present cost without it: plus costs us, minus saves us. In the worst "
            "5 %: the same for the mean of the worst 5 % of cases. As a batch price: the change of all batch prices "
            "that would cost us as much. "
            "Clauses too small to be seen at this scale are left out."
        ),
        columns=(
            Column("offer", say("Offer")),
            Column("clause", say("Clause")),
            Column("costs", say("Costs us"), unit, "right"),
            Column("worst", say("In the worst 5 %"), unit, "right"),
            Column("price", say("As a batch price"), "", "right"),
        ),
        rows=tuple(rows),
    )


def _cells(case: Case, entry: Worth, figures: Figures) -> tuple[Cell, ...]:
    share = entry.batch_price
    return (
        Cell(clause_title(case, entry)),
        Cell(plus(entry.costs, figures), entry.costs, "strong"),
        Cell(plus(entry.costs_in_bad_cases, figures), entry.costs_in_bad_cases),
        Cell(DASH, None, "muted") if share is None else Cell(signed(share, figures), share),
    )


def clause_title(case: Case, entry: Worth) -> str:
    """Return what a clause is called."""
    offer = case.offer(entry.offer)
    term = next((term for number, term in enumerate(offer.terms) if offer.place(number) == entry.place), None)
    title = "" if term is None else term_title(term)
    return title if entry.part == "whole" else say(PARTS[entry.part], term=title)


def plus(value: float, figures: Figures) -> str:
    """Return money with its sign; nothing but zero where it is too little to be seen."""
    text = figures.amount(value)
    return f"+{text}" if value > 0 and text.strip("0.,") else text
