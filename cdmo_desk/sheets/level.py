"""Like for like on the page Level: the matrix with our estimates, outliers and shares; what one figure rests on."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from statistics import median

from cdmo_desk.contract.dossier import Line
from cdmo_desk.contract.hours import Labour
from cdmo_desk.contract.offer import Offer
from cdmo_desk.contract.services import Deliverable
from cdmo_desk.document import Case
from cdmo_desk.evaluation.levelling import ESTIMATE, HIGHEST_OTHER, OWN_OPTION, candidates
from cdmo_desk.evaluation.results import Comparison, Plug
from cdmo_desk.programme.brief import ScopeItem
from cdmo_desk.sheets import measures
from cdmo_desk.sheets.figures import DASH, EN, Figures
from cdmo_desk.sheets.matrix import matrix
from cdmo_desk.sheets.naming import keys
from cdmo_desk.sheets.pricing import term_title
from cdmo_desk.sheets.sheet import Cell, Column, Row, Sheet
from cdmo_desk.sheets.sources import BASES
from cdmo_desk.speech import marked, say

OUTLYING = 1.5  # times the median of the other prices, or that part of it
FEWEST = 3  # prices of which one can lie far from the others
PLUGS = {
    OWN_OPTION: marked("Own option"),
    ESTIMATE: marked("Our should-cost"),
    HIGHEST_OTHER: marked("Highest other offer"),
}
SHARE = "share"
"""The row that says how much of each total rests on plugs."""


@dataclass(frozen=True, slots=True)
class Origin:
    """A line that a figure comes from: its words and its place, file, sheet and cell."""

    words: str
    place: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Standing:
    """What could stand in for a gap: its name and figure, whether it holds, and the offer it was taken from."""

    source: str
    words: str
    figure: str
    holds: bool
    other: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """What is known of an item in an offer: facts by title, lines of the files, and what could stand in for it."""

    facts: tuple[tuple[str, str], ...]
    origins: tuple[Origin, ...]
    plugs: tuple[Standing, ...]
    is_gap: bool


def level(case: Case, comparison: Comparison, figures: Figures = EN) -> Sheet:
    """Return the matrix as it is worked on: our estimate beside each item, outliers named, shares of plugs below."""
    made = matrix(case, comparison, figures)
    items = {_title(item): item for item in case.brief.scope}
    rows = []
    for row in made.rows:
        item = items.get(row.cells[0].text) if not row.tone else None
        rows.append(_plain(row) if item is None else _item(case, comparison, row, item, figures))
    order = measures.in_order(comparison)
    rows.append(_shares(comparison, order, figures))
    first, *others = made.columns
    own = Column("estimate", say("Ours"), "", "right")
    return replace(made, id="level", columns=(first, own, *others), rows=tuple(rows))


def _plain(row: Row) -> Row:
    return replace(row, cells=(row.cells[0], Cell(""), *row.cells[1:]))


def _title(item: ScopeItem) -> str:
    return item.title if item.required else f"{item.title} (not required)"


def _item(case: Case, comparison: Comparison, row: Row, item: ScopeItem, figures: Figures) -> Row:
    """Return the row of an item with its quantity, our estimate and the outliers."""
    order = measures.in_order(comparison)
    prices = {
        name: float(cell.key)
        for name, cell in zip(order, row.cells[1:], strict=True)
        if isinstance(cell.key, int | float) and cell.tone != "ours" and case.offer(name).is_ranked_kind
    }
    cells = [_outlier(name, prices, cell) for name, cell in zip(order, row.cells[1:], strict=True)]
    amount = f"{figures.short(item.quantity.likely)} {item.unit}" if item.quantity.likely != 1 else item.unit
    parts = [amount, "" if item.required else say("not required")]
    if item.quarter:
        parts.append(figures.quarter(case.brief.start, item.quarter))
    below = ", ".join(part for part in parts if part)
    own = Cell(DASH, None, "muted")
    if item.estimate is not None:
        value = item.quantity.likely * item.estimate.likely
        own = Cell(figures.amount(value), value, "muted")
    return Row((Cell(f"{item.title}\n{below}", item.title), own, *cells), row.tone, item.id)


def _outlier(name: str, prices: dict[str, float], cell: Cell) -> Cell:
    if name not in prices or "\n" in cell.text:
        return cell
    found = outlying(name, prices)
    return cell if not found else replace(cell, text=f"{cell.text}\n{found}")


def outlying(name: str, prices: dict[str, float]) -> str:
    """Say whether a price lies far above or below the median of the others; empty where it does not."""
    others = [value for other, value in prices.items() if other != name and value > 0]
    if len(others) + 1 < FEWEST:
        return ""
    middle = median(others)
    if prices[name] > OUTLYING * middle:
        return say("high")
    return say("low") if prices[name] * OUTLYING < middle else ""


def _shares(comparison: Comparison, order: tuple[str, ...], figures: Figures) -> Row:
    """Return how much of each offer's cost rests on plugs."""
    cells = []
    for name in order:
        base = comparison.offers[name].base
        share = base.by_category.get("scope_gap", 0.0) / base.cost if base.cost else 0.0
        unknown = comparison.offers[name].unknown_gaps
        text = figures.percent(share) if share or not unknown else DASH
        cells.append(Cell(f"{text}*" if unknown else text, share, "muted"))
    return Row((Cell(say("Share of cost on plugs")), Cell(""), *cells), "", SHARE)


def about(case: Case, comparison: Comparison, offer_id: str, item_id: str, figures: Figures = EN) -> About:
    """Return what a figure of the matrix rests on."""
    offer = case.offer(offer_id)
    item = next(found for found in case.brief.scope if found.id == item_id)
    plug = comparison.offers[offer_id].gaps.get(item_id)
    facts = list(_facts(case, offer, item, comparison, figures))
    standing = tuple(_standing(case, found, number, figures) for number, found in enumerate(_could(case, offer, item)))
    return About(tuple(facts), tuple(_origins(offer, item)), standing if plug is not None else (), plug is not None)


def _could(case: Case, offer: Offer, item: ScopeItem) -> tuple[Plug, ...]:
    return candidates(case.brief, item, offer, case.offers)


def _facts(
    case: Case, offer: Offer, item: ScopeItem, comparison: Comparison, figures: Figures
) -> Iterator[tuple[str, str]]:
    currency = comparison.currency
    plug = comparison.offers[offer.id].gaps.get(item.id)
    for term in offer.terms:
        if isinstance(term, Deliverable) and term.scope == item.id:
            basis = BASES[term.basis]
            yield say("The offer says"), f"{term_title(term)}, {basis}"
        elif isinstance(term, Labour) and item.id in term.covers:
            yield say("The offer says"), say("covered by {hours}", hours=term_title(term))
    if plug is not None:
        base = comparison.offers[offer.id].base
        held = base.by_term.get(f"scope.{item.id}", {}).get("scope_gap")
        if held is not None:
            when = say("In {quarter}", quarter=figures.quarter(case.brief.start, item.quarter))
            yield when, figures.money(held, currency)
        else:
            yield say("Counts"), say("nothing: nobody has priced it")
    if item.estimate is not None:
        yield (
            say("Our should-cost"),
            say(
                "{estimate} {currency} a {unit}",
                estimate=figures.estimate(item.estimate, money=True),
                currency=currency,
                unit=item.unit,
            ),
        )


def _standing(case: Case, plug: Plug, number: int, figures: Figures) -> Standing:
    words = say(PLUGS[plug.source])
    other = plug.other or ""
    if other:
        words = f"{words}, {keys(case)[other].name}"
    return Standing(plug.source, words, figures.money(plug.value, case.brief.currency), number == 0, other)


def _origins(offer: Offer, item: ScopeItem) -> Iterator[Origin]:
    """Give the lines from which the terms for an item were made."""
    terms = {
        term.id
        for term in offer.terms
        if term.id
        and (
            (isinstance(term, Deliverable) and term.scope == item.id)
            or (isinstance(term, Labour) and item.id in term.covers)
        )
    }
    for line in offer.lines:
        if line.becomes.term in terms and line.file:
            yield Origin(line.description, _place(line))


def _place(line: Line) -> tuple[str, str, str]:
    cell = next((line.cells[name] for name in ("amount", "unit_price", "description") if name in line.cells), "")
    return line.file or "", line.sheet or "", cell
