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

RULES = {
    "lowest_present_cost": "lowest present cost",
    "lowest_p90": "lowest present cost in a bad case",
    "weighted": "most points for price and score",
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
        title=f"The offers, by {_measure(comparison)}",
        note=_note(case, comparison),
        columns=columns,
        rows=rows,
    )


def _measure(comparison: Comparison) -> str:
    if comparison.recommendation.rule == "weighted":
        return "points"
    if comparison.recommendation.rule == "lowest_p90" and comparison.trials:
        return "present cost in a bad case"
    return "expected present cost" if comparison.trials else "present cost of the base case"


def _columns(case: Case, comparison: Comparison, gate: str | None, unit: str) -> tuple[Column, ...]:
    fails = f"{gate} fails" if gate else "If it stops"
    return (
        Column("offer", "Offer"),
        Column("supplier", "Supplier"),
        Column("title", "Title"),
        Column("kind", "Contract"),
        Column("stated", "Stated", unit, "right"),
        Column("contract", "At our volumes", unit, "right"),
        Column("cash", "Cash, base case", unit, "right"),
        Column("expected", "Expected cash", unit, "right"),
        Column("likely", "If it succeeds", unit, "right"),
        Column("bad", "Bad case (1 in 10)", unit, "right"),
        Column("stops", fails, unit, "right"),
        Column("owed", "Still owed", unit, "right"),
        Column("beyond", f"Asked after {last_year(case)}", unit, "right"),
        Column("present", "Present cost", unit, "right"),
        Column("error", "Error", unit, "right"),
        _measured(comparison, unit),
        Column("unit", "Cash a unit", f"k {comparison.currency} a {case.brief.demand_unit}", "right"),
        Column("cheapest", "Cheapest in", "% of cases", "right"),
        Column("budget", "Over budget in", "% of cases", "right"),
        Column("score", "Score", "of 5", "right"),
        Column("must", "Must-haves"),
        Column("rank", "Rank", "", "right"),
    )


def _measured(comparison: Comparison, unit: str) -> Column:
    """Return the column of what the award rule goes by."""
    if comparison.recommendation.rule == "weighted":
        return Column("measure", "Points", "of 5", "right")
    bad = comparison.recommendation.rule == "lowest_p90" and comparison.trials > 0
    return Column("measure", "Present cost, bad case" if bad else "Present cost", unit, "right")


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
        money(risk.cash.mean if risk else None),
        money(measures.likely_cash(offer)),
        money(measures.bad_cash(offer)),
        money(measures.stop_cash(case, offer, gate)),
        _plain(figures.millions, owed),
        _plain(figures.millions, base.beyond_horizon),
        total(figures, offer, measures.present_cost(offer), "strong"),
        Cell(figures.error(measures.present_error(offer)), measures.present_error(offer), "muted"),
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
        return Cell("reference", "reference", "muted")
    if offer.missing_must_haves:
        missing = listed([capability(case, item) for item in offer.missing_must_haves])
        return Cell(f"lacks: {missing}", missing, "bad")
    return Cell("met", "met", "good") if case.brief.must_haves else Cell(DASH, None, "muted")


def _plain(write: Callable[[float], str], value: float | None) -> Cell:
    return Cell(DASH, None, "muted") if value is None else Cell(write(value), value)


def _note(case: Case, comparison: Comparison) -> str:
    parts = [unknown_note(case, comparison)]
    missing = {name for offer in comparison.offers.values() for name in offer.unscored if offer.ranked}
    if missing and case.brief.criteria:
        parts.append(f"Scores are missing for {listed(sorted(criterion(case, name) for name in missing))}.")
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
    return f"Totals with > leave out what nobody has priced. {'; '.join(parts)}."
