"""Why this number: what a figure of a table is, the sum that makes it, and where it comes from."""

from collections.abc import Callable
from dataclasses import dataclass

from cdmo_desk.document import Case
from cdmo_desk.evaluation.results import Comparison, OfferFigures, Spread
from cdmo_desk.sheets import measures
from cdmo_desk.sheets.bridge import why as terms_of
from cdmo_desk.sheets.categories import GROUPS
from cdmo_desk.sheets.cost import groups_of, years_of
from cdmo_desk.sheets.figures import EN, Figures
from cdmo_desk.sheets.naming import Key, first_gate, keys, years
from cdmo_desk.sheets.sheet import Row, Sheet
from cdmo_desk.speech import counted, say


@dataclass(frozen=True, slots=True)
class Part:
    """A line of the sum: its name and figure; `is_total` closes it."""

    title: str
    shown: str
    is_total: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """A figure with its error, what it is in a sentence, the sum that makes it, and the page of help about it."""

    offer: str
    shown: str
    error: str = ""
    says: str
    parts: tuple[Part, ...] = ()
    cells: tuple[str, ...] = ()
    topic: str = "figures"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    case: Case
    comparison: Comparison
    figures: Figures
    key: Key

    @property
    def offer(self) -> OfferFigures:
        return self.comparison.offers[self.key.offer]

    def money(self, value: float | None) -> str:
        return self.figures.money(value, self.comparison.currency)

    def amount(self, value: float) -> str:
        return self.figures.amount(value)

    def why(self, shown: str, says: str, parts: tuple[Part, ...] = (), error: str = "", topic: str = "figures") -> Why:
        return Why(
            offer=self.key.offer,
            shown=shown,
            error=error,
            says=says,
            parts=parts,
            cells=cells_of(self.case, self.key.offer),
            topic=topic,
        )


def why(case: Case, comparison: Comparison, sheet: Sheet, place: tuple[Row, str], figures: Figures = EN) -> Why | None:
    """Return why a cell, by its row and column, holds its figure; None where there is nothing to explain."""
    row, column = place
    known = keys(case)
    offer = row.offer or (column if column in known else "")
    if offer not in known:
        return None
    asked = _Asked(case=case, comparison=comparison, figures=figures, key=known[offer])
    if sheet.id == "years":
        return _of_year(asked, column)
    if sheet.id == "bridge":
        return _of_step(asked, sheet, row, column)
    if sheet.id == "matrix":
        return _of_item(asked, sheet, row, column)
    answer = MEASURES.get(column)
    return answer(asked) if answer is not None else None


def cells_of(case: Case, offer: str) -> tuple[str, ...]:
    """Return the cells of suppliers' sheets that an offer's terms rest on."""
    found = (
        " ".join(part for part in (line.file or "", line.sheet or "", cell) if part)
        for line in case.offer(offer).lines
        if line.becomes.term is not None
        for cell in [next((line.cells[name] for name in ("amount", "unit_price") if name in line.cells), "")]
        if cell
    )
    return tuple(dict.fromkeys(found))


def _contract(asked: _Asked) -> Why:
    sheet = terms_of(asked.case, asked.comparison, asked.key.offer, asked.figures)
    place = next(number for number, column in enumerate(sheet.columns) if column.id == "ours")
    parts = [Part(row.cells[1].text, row.cells[place].text) for row in sheet.rows if row.cells[place].key]
    parts.append(Part(say("At our volumes"), asked.amount(asked.offer.base.contract), is_total=True))
    says = say("What {name}'s contract asks in the base case, term by term.", name=asked.key.name)
    return asked.why(asked.money(asked.offer.base.contract), says, tuple(parts))


def _cash(asked: _Asked) -> Why:
    base = asked.offer.base
    parts = _summed(
        asked,
        ((say("Supplier cash"), base.supplier), (say("Own costs and plugs"), base.sponsor)),
        (say("Cash"), base.cash),
    )
    return asked.why(asked.money(base.cash), say("Cash of the base case, undiscounted: supplier and sponsor."), parts)


def _cost(asked: _Asked) -> Why:
    base = asked.offer.base
    parts = _summed(
        asked,
        (
            (say("Supplier cash"), base.supplier),
            (say("Own costs and plugs"), base.sponsor),
            (say("Economic loss"), base.economic),
        ),
        (say("Cost"), base.cost),
    )
    return asked.why(asked.money(base.cost), say("Cost of the base case, undiscounted."), parts)


def _present(asked: _Asked) -> Why:
    offer, rate = asked.offer, asked.figures.share(asked.case.brief.discount_rate)
    risk = offer.risk
    if risk is None:
        base = offer.base
        rows = (
            (say("Supplier cash"), base.supplier),
            (say("Own costs and plugs"), base.sponsor),
            (say("Economic loss"), base.economic),
            (say("Discounting at {rate}", rate=rate), base.present_cost - base.cost),
        )
        parts = _summed(asked, rows, (say("Present cost"), base.present_cost))
        says = say("Present cost of {name} in the base case.", name=asked.key.name)
        return asked.why(asked.money(base.present_cost), says, parts)
    found = groups_of(offer)
    rows_ = [(group.title, found[group.id]) for group in GROUPS if found[group.id]]
    rows_.append((say("Discounting at {rate}", rate=rate), risk.present_cost.mean - sum(found.values())))
    parts = _summed(asked, tuple(rows_), (say("Present cost"), risk.present_cost.mean))
    says = say(
        "Present cost of {name}, mean of {n} simulated cases.",
        name=asked.key.name,
        n=asked.figures.full(asked.comparison.trials),
    )
    return asked.why(
        asked.money(risk.present_cost.mean),
        says,
        parts,
        asked.figures.error(measures.present_error(offer)),
        "simulation",
    )


def _spread(asked: _Asked, spread: Spread | None, name: str, says: str) -> Why | None:
    """Return a figure of a distribution among its neighbours."""
    if spread is None:
        return None
    titles = (
        ("p10", say("1 in 10 stays below")),
        ("p50", say("Likely (half of the cases)")),
        ("mean", say("Mean")),
        ("p90", say("Bad case (1 in 10 exceeds it)")),
        ("cvar95", say("Mean of the worst 5 %")),
    )
    parts = tuple(Part(title, asked.amount(getattr(spread, key)), is_total=key == name) for key, title in titles)
    error = asked.figures.error((spread.errors or {}).get(name))
    return asked.why(asked.money(getattr(spread, name)), says, parts, error, "simulation")


def _succeeds(asked: _Asked, name: str) -> Why | None:
    risk = asked.offer.risk
    spread = (risk.succeeds or {}).get("cash") if risk else None
    return _spread(asked, spread, name, say("Cash of {name} where all gates are passed.", name=asked.key.name))


def _worst(asked: _Asked) -> Why | None:
    risk = asked.offer.risk
    says = say("Mean present cost of {name} over its worst 5 % of cases.", name=asked.key.name)
    return _spread(asked, risk.present_cost if risk else None, "cvar95", says)


def _expected(asked: _Asked) -> Why | None:
    risk = asked.offer.risk
    says = say("Cash of {name} over all cases, those that stop at a gate included.", name=asked.key.name)
    return _spread(asked, risk.cash if risk else None, "mean", says)


def _stops(asked: _Asked) -> Why | None:
    gate = first_gate(asked.case)
    value = measures.stop_cash(asked.case, asked.offer, gate)
    if gate is None or value is None:
        return None
    owed = measures.still_owed(asked.case, asked.offer, gate) or 0.0
    parts = _summed(
        asked,
        ((say("Until {gate}", gate=gate), value - owed), (say("Still owed after it"), owed)),
        (say("Cash"), value),
    )
    return asked.why(asked.money(value), say("Mean cash where {gate} fails.", gate=gate), parts, topic="simulation")


def _owed(asked: _Asked) -> Why | None:
    gate = first_gate(asked.case)
    value = measures.still_owed(asked.case, asked.offer, gate)
    if gate is None or value is None:
        return None
    says = say("Supplier cash in the quarters after {gate}, where it fails.", gate=gate)
    return asked.why(asked.money(value), says, topic="simulation")


def _cheapest(asked: _Asked) -> Why | None:
    risk = asked.offer.risk
    if risk is None or risk.cheapest is None:
        return None
    order = sorted(asked.comparison.ranking, key=lambda name: -(_chance(asked, name)))
    parts = tuple(
        Part(keys(asked.case)[name].name, asked.figures.percent(_chance(asked, name)), is_total=name == asked.key.offer)
        for name in order
    )
    says = say("In so many cases {name} has the lowest present cost of all ranked offers.", name=asked.key.name)
    return asked.why(asked.figures.percent(risk.cheapest), says, parts, topic="simulation")


def _chance(asked: _Asked, name: str) -> float:
    risk = asked.comparison.offers[name].risk
    return (risk.cheapest or 0.0) if risk else 0.0


def _budget(asked: _Asked) -> Why | None:
    risk, budget = asked.offer.risk, asked.case.brief.budget
    if risk is None or risk.over_budget is None or budget is None:
        return None
    says = say("In so many cases cash exceeds the budget of {budget}.", budget=asked.money(budget))
    return asked.why(asked.figures.percent(risk.over_budget), says, topic="simulation")


def _score(asked: _Asked) -> Why | None:
    if asked.offer.score is None:
        return None
    scores = asked.case.offer(asked.key.offer).scores
    scored = [criterion for criterion in asked.case.brief.criteria if criterion.id in scores]
    total = sum(criterion.weight for criterion in scored) or 1.0
    parts = [
        Part(
            say(
                "{criterion}, {share} of {points}",
                criterion=found.title,
                share=asked.figures.share(found.weight / total),
                points=asked.figures.short(scores[found.id]),
            ),
            asked.figures.number(found.weight * scores[found.id] / total),
        )
        for found in scored
    ]
    parts.append(Part(say("Score"), asked.figures.number(asked.offer.score), is_total=True))
    says = say("Points from 0 to 5, weighted over the criteria that are scored.")
    return asked.why(asked.figures.number(asked.offer.score), says, tuple(parts), topic="score")


def _stated(asked: _Asked) -> Why | None:
    value = measures.on_paper(asked.case, asked.key.offer, asked.offer.base.stated)
    if value is None:
        return None
    lines = asked.case.offer(asked.key.offer).counted_lines(asked.case.brief.currency)
    says = counted(
        "The sum of {n} line of the supplier's files, as it stands there.",
        "The sum of {n} lines of the supplier's files, as they stand there.",
        len(list(lines)),
    )
    return asked.why(asked.money(value), says)


def _of_year(asked: _Asked, column: str) -> Why | None:
    names = years(asked.case)
    found = years_of(asked.offer, len(names))
    if column not in names and column != "total":
        return None
    place = names.index(column) if column in names else None
    amounts = {name: values[place] if place is not None else sum(values) for name, values in found.items()}
    rows = tuple((group.title, amounts[group.id]) for group in GROUPS if amounts.get(group.id))
    total = sum(amounts.values())
    what = say("all years") if place is None else column
    says = say("Cost of {name} in {when}, undiscounted.", name=asked.key.name, when=what)
    return asked.why(asked.money(total), says, _summed(asked, rows, (say("Cost"), total)))


def _of_step(asked: _Asked, sheet: Sheet, row: Row, column: str) -> Why | None:
    """Return a step of the bridge as the sum of all steps down to it."""
    place = next(number for number, found in enumerate(sheet.columns) if found.id == column)
    parts = []
    for other in sheet.rows:
        parts.append(Part(other.cells[0].text, other.cells[place].text, is_total=other.tone == "sum"))
        if other is row or other.cells == row.cells:
            break
    says = say("{step}: base case, each column adds up.", step=row.cells[0].text.lstrip("0123456789 "))
    return asked.why(row.cells[place].text, says, tuple(parts))


def _of_item(asked: _Asked, sheet: Sheet, row: Row, column: str) -> Why | None:
    place = next(number for number, found in enumerate(sheet.columns) if found.id == column)
    cell = row.cells[place]
    if not cell.text or row.tone == "group":
        return None
    lines = asked.case.offer(asked.key.offer).lines
    item = next((found for found in asked.case.brief.scope if row.cells[0].text.startswith(found.title)), None)
    parts: tuple[Part, ...] = ()
    if item is not None:
        terms = {term.id for term in asked.case.offer(asked.key.offer).terms if getattr(term, "scope", None) == item.id}
        parts = tuple(
            Part(line.description, f"{line.amount or line.unit_price or ''} {line.currency or ''}".strip())
            for line in lines
            if line.becomes.term in terms
        )
    says = say(
        "{item} in the offer of {name}: {cell}.",
        item=row.cells[0].text,
        name=asked.key.name,
        cell=cell.text.replace("\n", ", "),
    )
    return asked.why(cell.text.split("\n")[0], says, parts, topic="level")


def _summed(asked: _Asked, rows: tuple[tuple[str, float], ...], total: tuple[str, float]) -> tuple[Part, ...]:
    made = [Part(title, asked.amount(value)) for title, value in rows]
    return (*made, Part(total[0], asked.amount(total[1]), is_total=True))


MEASURES: dict[str, Callable[[_Asked], Why | None]] = {
    "stated": _stated,
    "contract": _contract,
    "cash": _cash,
    "cost": _cost,
    "expected": _expected,
    "likely": lambda asked: _succeeds(asked, "p50"),
    "bad": lambda asked: _succeeds(asked, "p90"),
    "stops": _stops,
    "owed": _owed,
    "present": _present,
    "error": _present,
    "worst": _worst,
    "cheapest": _cheapest,
    "budget": _budget,
    "score": _score,
}
"""The columns of the ranking that can be explained."""
