"""What can go wrong: the register, the stress tests, the spread of cash, and what is owed if the programme stops."""

from cdmo_desk.document import Case
from cdmo_desk.evaluation.results import Comparison, OfferFigures, RegisterEntry
from cdmo_desk.sheets import measures
from cdmo_desk.sheets.figures import DASH, EN, Figures
from cdmo_desk.sheets.measures import total
from cdmo_desk.sheets.naming import keys, last_year
from cdmo_desk.sheets.ranking import unknown_note
from cdmo_desk.sheets.sheet import Cell, Column, Row, Sheet
from cdmo_desk.speech import marked, say

CATEGORIES = {
    "tech_transfer_delay": marked("Technology transfer"),
    "ip_protection": marked("Know-how"),
    "supply_chain": marked("Supply chain"),
    "quality_oversight": marked("Quality"),
    "capacity_shortfall": marked("Capacity"),
}


def spread(case: Case, comparison: Comparison, figures: Figures = EN) -> Sheet:
    """Return how far cash can move: good, likely and bad case, the worst 5 %, what nothing limits."""
    known = keys(case)
    unit = figures.unit(comparison.currency)
    rows = []
    for name in measures.in_order(comparison):
        offer = comparison.offers[name]
        rows.append(Row((known[name].cell, *_spread_cells(offer, figures)), "", name))
    return Sheet(
        id="spread",
        title=say("Cash if the programme succeeds, and its exposure"),
        note=(
            say(
                "Good and bad case: one in ten is lower, one in ten higher. Worst 5 %: their mean. Asked "
                "after {last_year}: fees and minima, if all gates are passed. {unknown_note}",
                last_year=last_year(case),
                unknown_note=unknown_note(case, comparison),
            )
        ).strip(),
        columns=(
            Column("offer", say("Offer")),
            Column("good", say("Good case"), unit, "right"),
            Column("likely", say("Likely"), unit, "right"),
            Column("bad", say("Bad case"), unit, "right"),
            Column("worst", say("Worst 5 %"), unit, "right"),
            Column("exposure", say("Bad less likely"), unit, "right"),
            Column("budget", say("Over budget"), say("% of cases"), "right"),
            Column("beyond", say("Asked after {last_year}", last_year=last_year(case)), unit, "right"),
            Column("foreign", say("In foreign currency"), say("% of cash"), "right"),
            Column("uncapped", say("Without a limit")),
        ),
        rows=tuple(rows),
    )


def _spread_cells(offer: OfferFigures, figures: Figures) -> tuple[Cell, ...]:
    cash = offer.risk.succeeds["cash"] if offer.risk and offer.risk.succeeds else None
    beyond = offer.base.beyond_horizon
    over = offer.risk.over_budget if offer.risk else None
    exposure = cash.p90 - cash.p50 if cash else None
    return (
        total(figures, offer, cash.p10 if cash else None),
        total(figures, offer, cash.p50 if cash else None, "strong"),
        total(figures, offer, cash.p90 if cash else None),
        total(figures, offer, cash.cvar95 if cash else None),
        Cell(figures.amount(exposure), exposure),
        Cell(_percent(over, figures), over),
        Cell(figures.amount(beyond) if beyond else DASH, beyond),
        Cell(_percent(offer.foreign_share or None, figures), offer.foreign_share),
        Cell(", ".join(say(text) for text in offer.uncapped) or DASH),
    )


def _percent(share: float | None, figures: Figures) -> str:
    return DASH if share is None else figures.number(share * 100, 1)


def present_spread(case: Case, comparison: Comparison, figures: Figures = EN) -> Sheet:
    """Return the distribution of present cost over success and failure, with the error of its mean."""
    known = keys(case)
    unit = figures.unit(comparison.currency)
    rows = []
    for name in measures.in_order(comparison):
        offer = comparison.offers[name]
        if offer.risk is None:
            continue
        found = offer.risk.present_cost
        cells = (
            total(figures, offer, found.mean, "strong"),
            Cell(figures.error(measures.present_error(offer)), measures.present_error(offer), "muted"),
            *(total(figures, offer, value) for value in (found.p10, found.p50, found.p90, found.p95, found.cvar95)),
            Cell(_percent(offer.risk.cheapest, figures), offer.risk.cheapest),
            Cell(figures.amount(offer.risk.regret), offer.risk.regret),
            Cell(say("yes") if name in comparison.pareto else DASH, None, "" if name in comparison.pareto else "muted"),
        )
        rows.append(Row((known[name].cell, *cells), "", name))
    return Sheet(
        id="present",
        title=say("Present cost over success and failure"),
        note=(
            say(
                "Regret: what is lost on average against the offer that turns out cheapest. Unbeaten: no "
                "other ranked offer is lower in both mean and worst 5 %."
            )
        ),
        columns=(
            Column("offer", say("Offer")),
            Column("mean", say("Expected"), unit, "right"),
            Column("error", say("Error"), unit, "right"),
            Column("p10", say("1 in 10 below"), unit, "right"),
            Column("p50", say("Middle"), unit, "right"),
            Column("p90", say("1 in 10 above"), unit, "right"),
            Column("p95", say("1 in 20 above"), unit, "right"),
            Column("worst", say("Worst 5 %"), unit, "right"),
            Column("cheapest", say("Cheapest in"), say("% of cases"), "right"),
            Column("regret", say("Regret"), unit, "right"),
            Column("unbeaten", say("Unbeaten")),
        ),
        rows=tuple(rows),
    )


def stress(case: Case, comparison: Comparison, figures: Figures = EN, *, measure: str = "present_cost") -> Sheet:
    """Return the stress tests by offer: present cost, or `cash`. The lowest ranked offer of each row is strong."""
    known = keys(case)
    order = measures.in_order(comparison)
    cases: list[tuple[str, dict[str, float]]] = [
        (say("Base case"), {name: getattr(comparison.offers[name].base, measure) for name in order})
    ]
    for test in case.brief.stresses:
        found = {name: comparison.offers[name].stress.get(test.name) for name in order}
        values = {name: getattr(figure, measure) for name, figure in found.items() if figure is not None}
        cases += [(test.name, values)]
    rows = []
    for title, values in cases:
        ranked = {name: values[name] for name in comparison.ranking if name in values}
        lowest = min(ranked, key=lambda name, found=ranked: found[name], default="")  # type: ignore[misc]
        cells = tuple(
            total(figures, comparison.offers[name], values.get(name), "strong" if name == lowest else "")
            for name in order
        )
        rows.append(Row((Cell(title), *cells)))
    words = {"present_cost": say("present cost"), "cash": say("cash")}[measure]
    return Sheet(
        id=f"stress.{measure}",
        title=say("Stress tests: {words}", words=words),
        note=say("Each on the base case. The lowest among the ranked offers is set in bold."),
        columns=(
            Column("stress", say("If"), figures.unit(comparison.currency)),
            *(known[name].column() for name in order),
        ),
        rows=tuple(rows),
    )


def commitment(case: Case, comparison: Comparison, figures: Figures = EN) -> Sheet:
    """Return what each offer has cost and what is still owed if the programme stops at a gate."""
    known = keys(case)
    order = measures.in_order(comparison)
    rows = []
    for gate in case.brief.gates_in_order():
        chance = next(
            (
                offer.risk.stops[gate.name].probability
                for offer in comparison.offers.values()
                if offer.risk and gate.name in offer.risk.stops
            ),
            None,
        )
        said = say(", {chance} of cases", chance=figures.percent(chance)) if chance is not None else ""
        due = figures.quarter(case.brief.start, gate.quarter)
        rows.append(
            Row(
                (
                    Cell(say("{name} fails ({due}{said})", name=gate.name, due=due, said=said)),
                    *(Cell("") for _ in order),
                ),
                "group",
            )
        )
        cash = [measures.stop_cash(case, comparison.offers[name], gate.name) for name in order]
        owed = [measures.still_owed(case, comparison.offers[name], gate.name) for name in order]
        rows.append(
            Row(
                (
                    Cell(say("Cash in all")),
                    *(total(figures, comparison.offers[name], v) for name, v in zip(order, cash, strict=True)),
                )
            )
        )
        rows.append(Row((Cell(say("of it still owed after the gate")), *(Cell(figures.amount(v), v) for v in owed))))
    beyond = [comparison.offers[name].base.beyond_horizon for name in order]
    if any(beyond):
        rows.append(Row((Cell(say("If all gates are passed")), *(Cell("") for _ in order)), "group"))
        rows.append(
            Row(
                (
                    Cell(say("Asked after {last_year}", last_year=last_year(case))),
                    *(Cell(figures.amount(v) if v else DASH, v) for v in beyond),
                )
            )
        )
    unit = figures.unit(comparison.currency)
    return Sheet(
        id="commitment",
        title=say("What is still owed if the programme stops"),
        note=say("Supplier cash after the gate: notice, termination, cancelled slots, minima.")
        + (say(" Means of the simulation.") if comparison.trials else say(" From the stress tests.")),
        columns=(Column("gate", say("At the gate"), unit), *(known[name].column() for name in order)),
        rows=tuple(rows),
    )


def register(case: Case, comparison: Comparison, figures: Figures = EN) -> Sheet:
    """Return the risks of all offers, what each is expected to cost, before and after its mitigation."""
    known = keys(case)
    unit = f"k {comparison.currency}"
    rows = []
    for name in measures.in_order(comparison):
        entries = comparison.offers[name].register
        for place, entry in enumerate(entries):
            cell = known[name].cell if place == 0 else Cell("", known[name].letter)
            rows.append(Row((cell, *_register_cells(entry, figures)), "", name))
        if entries:
            rows.append(Row(_register_sum(entries, figures), "sum", name))
    return Sheet(
        id="register",
        title=say("Risk register"),
        note=(
            say(
                "Expected loss: probability × (cost + delay at our cost of delay), if the programme "
                "succeeds, in today's money. Gain: loss avoided less what the mitigation costs."
            )
        ),
        columns=(
            Column("offer", say("Offer")),
            Column("category", say("Category")),
            Column("risk", say("Risk")),
            Column("probability", say("Probability"), "%", "right"),
            Column("before", say("Expected loss"), unit, "right"),
            Column("mitigation", say("Mitigation")),
            Column("after", say("Loss then"), unit, "right"),
            Column("cost", say("Its cost"), unit, "right"),
            Column("gain", say("Gain"), unit, "right"),
        ),
        rows=tuple(rows),
    )


def _register_cells(entry: RegisterEntry, figures: Figures) -> tuple[Cell, ...]:
    def thousands(value: float | None) -> Cell:
        return Cell(DASH, None, "muted") if value is None else Cell(figures.number(value / 1e3, 0), value)

    state = ""
    if entry.mitigation is not None:
        name = entry.mitigation or say("Mitigation")
        state = say("{name} (adopted)", name=name) if entry.adopted else say("{name} (not adopted)", name=name)
    gain = None
    if entry.expected_mitigated is not None:
        gain = entry.expected - entry.expected_mitigated - (entry.mitigation_cost or 0.0)
    return (
        Cell(_category(entry.category)),
        Cell(entry.title),
        Cell(figures.short(entry.probability * 100), entry.probability),
        thousands(entry.expected),
        Cell(state or DASH, None, "" if state else "muted"),
        thousands(entry.expected_mitigated),
        thousands(entry.mitigation_cost),
        thousands(gain),
    )


def _register_sum(entries: tuple[RegisterEntry, ...], figures: Figures) -> tuple[Cell, ...]:
    before = sum(entry.expected for entry in entries)
    after = sum(
        entry.expected_mitigated if entry.adopted and entry.expected_mitigated is not None else entry.expected
        for entry in entries
    )
    cost = sum(entry.mitigation_cost or 0.0 for entry in entries if entry.adopted)
    gain = before - after - cost
    shown = [Cell(figures.number(value / 1e3, 0), value) for value in (before, after, cost, gain)]
    return (
        Cell(""),
        Cell(""),
        Cell(say("All, mitigated as adopted")),
        Cell(""),
        shown[0],
        Cell(""),
        *(shown[1:] if any(entry.adopted for entry in entries) else (Cell(DASH, None, "muted"),) * 3),
    )


def _category(name: str) -> str:
    return say(CATEGORIES[name]) if name in CATEGORIES else name.replace("_", " ").capitalize()
