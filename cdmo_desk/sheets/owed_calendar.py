"""Stop here, still owe: a calendar of what each contract asks after each quarter in which the programme could end."""

from cdmo_desk.document import Case
from cdmo_desk.evaluation.answers import Answers
from cdmo_desk.evaluation.results import Comparison
from cdmo_desk.sheets import measures
from cdmo_desk.sheets.figures import EN, Figures
from cdmo_desk.sheets.naming import keys
from cdmo_desk.sheets.sheet import Cell, Column, Row, Sheet
from cdmo_desk.speech import say


def owed_calendar(case: Case, comparison: Comparison, answers: Answers, figures: Figures = EN) -> Sheet:
    """Return what is still owed to each supplier if the programme ends with a quarter, base case; the most is bad."""
    known = keys(case)
    order = [name for name in measures.in_order(comparison) if case.offer(name).is_ranked_kind]
    gates = {gate.quarter: gate.name for gate in case.brief.gates_in_order()}
    found = {name: answers.at_likely.owed[name].owed for name in order}
    rows = []
    for quarter in range(case.brief.quarters - 1):
        title = figures.quarter(case.brief.start, quarter)
        gate = gates.get(quarter)
        cells = tuple(
            Cell(
                figures.amount(found[name][quarter]),
                found[name][quarter],
                "warning" if found[name][quarter] >= max(found[name][:-1]) > 0 else "",
            )
            for name in order
        )
        rows.append(Row((Cell(title, quarter), Cell(gate or ""), *cells), "chosen" if gate else ""))
    return Sheet(
        id="owed_calendar",
        title=say("Stop here, still owe"),
        note=say("No contract asks for anything after the programme ends.")
        if not any(any(owed) for owed in found.values())
        else say(
            "Supplier cash after the quarter if the programme ends with it, base case: notice, termination, cancelled "
            "slots, minima. The most of each offer is marked. The last quarter is left out: after it nothing within "
            "the horizon is owed."
        ),
        columns=(
            Column("quarter", say("Ends with")),
            Column("gate", say("Gate")),
            *(known[name].column(figures.unit(comparison.currency)) for name in order),
        ),
        rows=tuple(rows),
    )
