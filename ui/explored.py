"""What page Explore shows of a what-if: tables and charts of its answers, made on the worker."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cdmo_desk.speech import say
from ui.charts.crossings import Gap
from ui.charts.tornado import Swung
from ui.charts.winner_map import Won

if TYPE_CHECKING:
    from cdmo_desk.document import Case
    from cdmo_desk.evaluation.answers import Answers
    from cdmo_desk.evaluation.crossover import Polyline
    from cdmo_desk.evaluation.results import Comparison
    from cdmo_desk.sheets.sheet import Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Drivers:
    """What moves the cost of an offer, as a chart and as a table."""

    swings: tuple[Swung, ...]
    base: float
    sheet: "Sheet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Explored:
    """The answers of a what-if. Without trials, what rests on them is None and stays as it was, greyed."""

    offers: tuple[tuple[str, str, str], ...]
    """The ranked offers in order: id, letter and name."""
    leader: str
    unit: str
    currency: str
    drivers: Mapping[str, Drivers]
    gaps: tuple[Gap, ...]
    won: Won | None
    sheets: Mapping[str, "Sheet"]
    trials: int


def explored(case: "Case", comparison: "Comparison", answers: "Answers", lines: "Mapping[str, Polyline]") -> Explored:
    """Return the answers in tables and charts, in the scale that fits the case."""
    from cdmo_desk.sheets import exploring, measures  # noqa: PLC0415 - numbers, on the worker
    from cdmo_desk.sheets.flips import flips  # noqa: PLC0415 - as above
    from cdmo_desk.sheets.naming import keys  # noqa: PLC0415 - as above
    from cdmo_desk.sheets.owed_calendar import owed_calendar  # noqa: PLC0415 - as above
    from cdmo_desk.sheets.walkaway import walk_away  # noqa: PLC0415 - as above
    from cdmo_desk.sheets.winner import winners  # noqa: PLC0415 - as above
    from cdmo_desk.sheets.worth import worth  # noqa: PLC0415 - as above

    figures = measures.fitting(comparison)
    known = keys(case)
    ranked = [name for name in measures.in_order(comparison) if comparison.offers[name].ranked]
    leader = comparison.recommendation.offer or next(iter(ranked), "")
    sheets = {
        "winners": winners(case, answers, figures),
        "stresses": exploring.stresses(case, comparison, figures),
        "owed": owed_calendar(case, comparison, answers, figures),
    }
    gaps: tuple[Gap, ...] = ()
    if leader in lines:
        sheets["crossings"] = exploring.crossings(case, lines, leader, figures)
        gaps = tuple(_gap(known[name].letter, known[name].name, name, lines, leader, figures.divisor)
                     for name in lines if name != leader)  # fmt: skip
    over = answers.over_trials
    if over is not None:
        sheets |= {
            "flips": flips(case, answers, figures),
            "closest": exploring.closest(case, answers, figures),
            "ties": exploring.ties(case, answers, figures),
            "walk_away": walk_away(case, answers, figures),
            "worth": worth(case, comparison, answers, figures),
        }
    return Explored(
        offers=tuple((name, known[name].letter, known[name].name) for name in ranked),
        leader=leader,
        unit=figures.unit(comparison.currency),
        currency=comparison.currency,
        drivers={name: _drivers(case, comparison, answers, name) for name in ranked},
        gaps=gaps,
        won=_won(case, answers),
        sheets=sheets,
        trials=0 if over is None else over.trials,
    )


def _gap(letter: str, name: str, offer: str, lines: "Mapping[str, Polyline]", leader: str, divisor: float) -> Gap:  # noqa: PLR0917 - a line's ends
    from cdmo_desk.sheets.exploring import at, zeros  # noqa: PLC0415 - numbers, on the worker

    own, other = lines[offer], lines[leader]
    factors = sorted({*map(float, own.factors), *map(float, other.factors)})
    points = tuple((factor, (at(own, factor) - at(other, factor)) / divisor) for factor in factors)
    return Gap(offer, letter, name, points, zeros(other, own))


def _drivers(case: "Case", comparison: "Comparison", answers: "Answers", offer: str) -> Drivers:
    from cdmo_desk.sheets import measures  # noqa: PLC0415 - numbers, on the worker
    from cdmo_desk.sheets.inputs import input_title  # noqa: PLC0415 - as above
    from cdmo_desk.sheets.tornado import ends, tornado  # noqa: PLC0415 - as above

    figures = measures.fitting(comparison)
    made = []
    for swing in answers.at_likely.swings[offer]:
        low, high = ends(case, swing, figures)
        title = input_title(case, swing.input)
        says = say(
            "{input}: {low_cost} at {low}, {high_cost} at {high}",
            input=title,
            low=low,
            high=high,
            low_cost=figures.amount(swing.low),
            high_cost=figures.amount(swing.high),
        )
        made.append(Swung(title, low, high, swing.low / figures.divisor, swing.high / figures.divisor, says))
    base = comparison.offers[offer].base.present_cost / figures.divisor
    return Drivers(swings=tuple(made), base=base, sheet=tornado(case, comparison, answers, offer, figures))


def _won(case: "Case", answers: "Answers") -> Won | None:
    from cdmo_desk.sheets.figures import EN  # noqa: PLC0415 - numbers, on the worker
    from cdmo_desk.sheets.naming import keys  # noqa: PLC0415 - as above

    found = answers.at_likely.winners
    if found is None:
        return None
    known, currency = keys(case), case.brief.currency
    return Won(
        offers=tuple((name, known[name].letter, known[name].name) for name in found.offers),
        factors=found.factors,
        chances=found.chances,
        cheapest=found.cheapest,
        margins=tuple(tuple(EN.money(gap, currency) for gap in row) for row in found.margins),
        chance=found.chance,
        mass=found.mass,
    )
