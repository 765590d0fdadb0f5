"""The ranking: all offers with their headline figures, ranked ones first."""

from collections.abc import Callable

from cdmo_desk.document import Case
from cdmo_desk.evaluation import award
from cdmo_desk.evaluation.results import Comparison, OfferFigures
from cdmo_desk.sheets import measures
from cdmo_desk.sheets.figures import DASH, EN, Figures
from cdmo_desk.sheets.measures import total
from cdmo_desk.sheets.naming import Key, capability, criterion, first_gate, keys, last_year, listed, scope_title
from cdmo_desk.sheets.sheet import Cell, Column, Row, RowTone, Sheet
from cdmo_desk.speech import marked, say

RULES = {
    "lowest_present_cost": marked("lowest present cost"),
    "lowest_p90": marked("lowest present cost in a bad case"),
    "weighted": marked("most points for price and score"),
}


def ranking(case: Case, comparison: Comparison, figures: Figures = EN) -> Sheet:
    """Return the table of the offers."""
    unit = figures.unit(comparison.currency)
    known = keys(case)
    gate = first_gate(case)
    order = measures.in_order(comparison)
    columns = _columns(case, comparison, gate, unit)
    rows = tuple(_row(case, comparison, known[name], comparison.offers[name], figures) for name in order)
    return Sheet(
        id="ranking",
        title=say("The offers, by {measure}", measure=_measure(comparison)),
        note=_note(case, comparison),
        columns=columns,
        rows=rows,
    )


def _measure(comparison: Comparison) -> str:
    if comparison.recommendation.rule == "weighted":
        return say("points")
    if comparison.recommendation.rule == "lowest_p90" and comparison.trials:
        return say("present cost in a bad case")
    return say("expected present cost") if comparison.trials else say("present cost of the base case")


def _columns(case: Case, comparison: Comparison, gate: str | None, unit: str) -> tuple[Column, ...]:
    fails = say("{gate} fails", gate=gate) if gate else say("If it stops")
    return (
        Column("offer", say("Offer")),
        Column("supplier", say("Supplier")),
        Column("title", say("Title")),
        Column("kind", say("Contract")),
        Column("stated", say("Stated"), unit, "right"),
        Column("contract", say("At our volumes"), unit, "right"),
        Column("cash", say("Cash, base case"), unit, "right"),
        Column("cost", say("Cost, base case"), unit, "right"),
        Column("expected", say("Expected cash"), unit, "right"),
        Column("likely", say("If it succeeds"), unit, "right"),
        Column("bad", say("Bad case (1 in 10)"), unit, "right"),
        Column("stops", fails, unit, "right"),
        Column("owed", say("Still owed"), unit, "right"),
        Column("beyond", say("Asked after {last_year}", last_year=last_year(case)), unit, "right"),
        Column("present", say("Present cost"), unit, "right"),
        Column("error", say("Error"), unit, "right"),
        Column("worst", say("Worst 5 %"), unit, "right"),
        _measured(comparison, unit),
        Column(
            "unit",
            say("Cash a unit"),
            say("k {currency} a {unit}", currency=comparison.currency, unit=case.brief.demand_unit),
            "right",
        ),
        Column("cheapest", say("Cheapest in"), say("% of cases"), "right"),
        Column("budget", say("Over budget in"), say("% of cases"), "right"),
        Column("score", say("Score"), say("of 5"), "right"),
        Column("must", say("Must-haves")),
        Column("rank", say("Rank"), "", "right"),
    )


def _measured(comparison: Comparison, unit: str) -> Column:
    """Return the column of what the award rule goes by."""
    if comparison.recommendation.rule == "weighted":
        return Column("measure", say("Points"), say("of 5"), "right")
    bad = comparison.recommendation.rule == "lowest_p90" and comparison.trials > 0
    return Column("measure", say("Present cost, bad case") if bad else say("Present cost"), unit, "right")


def _measured_cell(case: Case, comparison: Comparison, name: str, figures: Figures) -> Cell:
    found = award.measures(case.brief, comparison.offers).get(name)
    if found is None:
        return Cell(DASH, None, "muted")
    if comparison.recommendation.rule == "weighted":
        return Cell(figures.number(-found), -found, "strong")
    return total(figures, comparison.offers[name], found, "strong")


def _row(case: Case, comparison: Comparison, key: Key, offer: OfferFigures, figures: Figures) -> Row:
    base, risk = offer.base, offer.risk
    gate = first_gate(case)

    def money(value: float | None) -> Cell:
        return total(figures, offer, value)

    stated = measures.on_paper(case, key.offer, base.stated)
    owed = measures.still_owed(case, offer, gate)
    rank = comparison.ranking.index(key.offer) + 1 if key.offer in comparison.ranking else None
    cells = (
        key.cell,
        Cell(key.supplier),
        Cell(key.title),
        Cell(key.kind),
        _plain(figures.millions, stated),
        money(base.contract),
        money(base.cash),
        money(base.cost),
        money(risk.cash.mean if risk else None),
        money(measures.likely_cash(offer)),
        money(measures.bad_cash(offer)),
        money(measures.stop_cash(case, offer, gate)),
        _plain(figures.millions, owed),
        _plain(figures.millions, base.beyond_horizon),
        total(figures, offer, measures.present_cost(offer), "strong"),
        Cell(figures.error(measures.present_error(offer)), measures.present_error(offer), "muted"),
        money(risk.present_cost.cvar95 if risk else None),
        _measured_cell(case, comparison, key.offer, figures),
        _plain(lambda value: figures.number(value / 1e3, 1), base.cash_per_unit),
        _plain(lambda value: figures.number(value * 100, 1), risk.cheapest if risk else None),
        _plain(lambda value: figures.number(value * 100, 1), risk.over_budget if risk else None),
        _plain(figures.number, offer.score),
        must_haves(case, key.offer, offer),
        Cell(str(rank), rank) if rank else Cell(DASH, None, "muted"),
    )
    tone: RowTone = "chosen" if key.offer == measures.chosen(comparison) else ""
    return Row(cells, tone, key.offer)


def must_haves(case: Case, name: str, offer: OfferFigures) -> Cell:
    """Return whether an offer meets what it must have."""
    if not case.offer(name).is_ranked_kind:
        return Cell(say("reference"), "reference", "muted")
    if offer.missing_must_haves:
        missing = listed([capability(case, item) for item in offer.missing_must_haves])
        return Cell(say("lacks: {missing}", missing=missing), missing, "bad")
    return Cell(say("met"), "met", "good") if case.brief.must_haves else Cell(DASH, None, "muted")


def _plain(write: Callable[[float], str], value: float | None) -> Cell:
    return Cell(DASH, None, "muted") if value is None else Cell(write(value), value)


def _note(case: Case, comparison: Comparison) -> str:
    parts = [unknown_note(case, comparison)]
    missing = {name for offer in comparison.offers.values() for name in offer.unscored if offer.ranked}
    if missing and case.brief.criteria:
        parts.append(
            say("Scores are missing for {names}.", names=listed(sorted(criterion(case, name) for name in missing)))
        )
    return " ".join(part for part in parts if part)


def unknown_note(case: Case, comparison: Comparison) -> str:
    """Return what the totals leave out because nothing is known of it, empty if nothing."""
    known = keys(case)
    parts = [
        f"{known[name].name}: {listed([scope_title(case, item) for item in offer.unknown_gaps])}"
        for name, offer in comparison.offers.items()
        if offer.unknown_gaps
    ]
    if not parts:
        return ""
    return say("Totals with > leave out what nobody has priced. {parts}.", parts="; ".join(parts))
