"""How the answer turns with demand: crossovers of any two offers, and who is cheapest over which stretch."""

from dataclasses import dataclass
from itertools import pairwise

from cdmo_desk.document import Case
from cdmo_desk.evaluation.results import Comparison
from cdmo_desk.sheets.figures import DASH, EN, Figures
from cdmo_desk.sheets.naming import keys
from cdmo_desk.sheets.sheet import Cell, Column, Row, Sheet
from cdmo_desk.speech import say

LEAST, MOST = 0.0, 3.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """From which to which demand factor an offer is the cheapest in the base case."""

    low: float
    high: float
    offer: str


def pair(comparison: Comparison, one: str, other: str) -> tuple[float, ...]:
    """Return the crossovers of two offers, in whichever order they are kept."""
    return comparison.crossovers.get(f"{one}|{other}") or comparison.crossovers.get(f"{other}|{one}") or ()


def crossovers(case: Case, comparison: Comparison, figures: Figures = EN) -> Sheet:
    """Return every demand factor at which two offers change places in present cost, base case."""
    known = keys(case)
    order = [offer.id for offer in case.offers]
    rows = []
    for place, name in enumerate(order):
        cells = [known[name].cell]
        for other_place, other in enumerate(order):
            if other_place >= place:
                cells.append(Cell(""))
                continue
            found = pair(comparison, name, other)
            jumps = comparison.jumps.get(f"{other}|{name}", ())
            words = [
                say("{factor} (jump)", factor=figures.number(factor)) if factor in jumps else figures.number(factor)
                for factor in found
            ]
            cells.append(Cell("; ".join(words) or DASH, found[0] if found else None, "" if found else "muted"))
        rows.append(Row(tuple(cells), "", name))
    return Sheet(
        id="crossovers",
        title=say("Where two offers change places"),
        note=(
            say(
                "Demand, as a multiple of the plan from 0 to 3, at which two offers have the same "
                "present cost in the base case. An en dash: they do not change places."
            )
        ),
        columns=(Column("offer", say("× plan")), *(known[name].column() for name in order[:-1])) if order else (),
        rows=tuple(Row(row.cells[:-1], row.tone, row.offer) for row in rows[1:]),
    )


def stretches(comparison: Comparison) -> tuple[Stretch, ...]:
    """Return which ranked offer is cheapest over demand from none to three times the plan, base case.

    The sign of a difference at the plan's demand is known, and it changes at each crossover: no curve is needed.
    """
    ranked = comparison.ranking
    if not ranked:
        return ()
    turns = {LEAST, MOST}
    for place, one in enumerate(ranked):
        for other in ranked[place + 1 :]:
            turns.update(factor for factor in pair(comparison, one, other) if LEAST < factor < MOST)
    made: list[Stretch] = []
    for low, high in pairwise(sorted(turns)):
        best = _cheapest(comparison, (low + high) / 2)
        if made and made[-1].offer == best:
            made[-1] = Stretch(made[-1].low, high, best)
        else:
            made.append(Stretch(low, high, best))
    return tuple(made)


def _cheapest(comparison: Comparison, factor: float) -> str:
    ranked = comparison.ranking
    for one in ranked:
        if all(one == other or _is_below(comparison, one, other, factor) for other in ranked):
            return one
    return min(ranked, key=lambda name: comparison.offers[name].base.present_cost)


def _is_below(comparison: Comparison, one: str, other: str, factor: float) -> bool:
    """Say whether an offer costs no more than another at a demand factor."""
    low, high = min(factor, 1.0), max(factor, 1.0)
    flips = sum(1 for found in pair(comparison, one, other) if low < found < high)
    ours, theirs = comparison.offers[one].base.present_cost, comparison.offers[other].base.present_cost
    below = ours <= theirs
    return below if flips % 2 == 0 else not below
