"""One row becomes one line, or one for each step of a matrix: its figures, unit, currency and basis."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from cdmo_desk.intake import basis as bases
from cdmo_desk.intake import words
from cdmo_desk.intake.cells import folded
from cdmo_desk.intake.columns import charging_unit
from cdmo_desk.intake.corrections import RowKind
from cdmo_desk.intake.currency import named
from cdmo_desk.intake.draft import Draft, Notes
from cdmo_desk.intake.figures import Figure, figure
from cdmo_desk.intake.headings import PART, roles_of, unit_in
from cdmo_desk.intake.judging import basis_of
from cdmo_desk.intake.numbers import Style
from cdmo_desk.intake.phrases import found, plain
from cdmo_desk.intake.rows import Row, value_sum
from cdmo_desk.intake.table import Table


@dataclass(frozen=True, slots=True)
class Context:
    """What the rest of the file says about a table: number styles by column, scale, footnotes."""

    styles: dict[int, Style | None]
    scale: Decimal
    footnotes: dict[str, str]
    notes: Notes
    kinds: Mapping[int, RowKind] = field(default_factory=dict)
    is_scale_fixed: bool = False


def doubt(found_figure: Figure, place: str, notes: Notes, sheet: str) -> None:
    """Add the warning that a figure calls for."""
    if found_figure.doubt is None or found_figure.cell is None:
        return
    cell = found_figure.cell
    if found_figure.doubt == "error_value":
        notes.warn("error_value", place, f"{place} holds the error {cell.error}; the price is not known.", sheet)
    elif found_figure.doubt == "formula_without_value":
        notes.warn(
            "formula_without_value",
            place,
            f"{place} holds a formula without a stored result that cannot be computed here.",
            sheet,
        )
    elif found_figure.doubt == "ambiguous_number":
        text = f"{place} reads “{cell.text[:60]}”: more than one number is possible."
        notes.warn("ambiguous_number", place, text, sheet)


def drafts_of(row: Row, section: str | None, context: Context) -> list[Draft]:
    """Return the line or lines of a row: one for each cell of a matrix of tiers."""
    draft = _draft(row, section)
    columns = row.table.columns
    context_section = section_context(row.table, section)
    if columns.tiers or (columns.years and _is_rated(row.table, section)):
        return _matrix(row, draft, context, context_section)
    if columns.years:
        _add_years(row, draft)
    else:
        _add_prices(row, draft, context_section)
    _judge(row, draft, context, context_section)
    return [draft]


def section_context(table: Table, section: str | None) -> tuple[str, ...]:
    """Return the texts that speak for all lines of a section: its own, the table's title, the sheet's name."""
    return _different(section or "", table.title or "", table.sheet.title)


@lru_cache(maxsize=1024)
def _different(section: str, title: str, name: str) -> tuple[str, ...]:
    own = [text for text in (section, title) if text]
    return tuple(dict.fromkeys((*own, name)))


def _is_rated(table: Table, section: str | None) -> bool:
    """Say whether prices are rates by what stands above them."""
    return any(bases.of_section(text) == "rate" for text in section_context(table, section)) or any(
        found(h.text, words.HOUR_UNITS) for h in table.headings if h.column != table.columns["description"]
    )


def _draft(row: Row, section: str | None) -> Draft:
    """Make a line of a row's texts."""
    described = row.cell("description")
    label = described if described is not None and described.shown else row.label
    draft = Draft(row.table, row.number, folded(label.shown) if label else "", section, code=row.code)
    if label:
        draft.cells["description"] = label.address
    for role in row.table.columns.fields:
        cell = row.cell(role)
        if cell is not None:
            draft.cells[role] = cell.address
    draft.note = row.text("note") or None
    unit = row.text("unit")
    if not unit:
        column = charging_unit(row.table.headings, row.table.columns.roles)
        cell = next((c for c in row.cells if c.column == column), None)
        unit = cell.shown if cell else ""
        if cell:
            draft.cells["unit"] = cell.address
    draft.unit = unit if unit and not bases.dashed(unit) else None
    quantity = row.figure("quantity")
    draft.quantity = quantity.value
    draft.unit = draft.unit or quantity.unit
    if draft.unit is None and draft.quantity is not None:
        draft.unit = _unit_of_quantity(row.table)
    currency = row.text("currency")
    draft.currency = (named(currency) or None) if currency else None
    return draft


def _unit_of_quantity(table: Table) -> str | None:
    """Return the unit that stands in brackets in or under the heading of the quantities, or a time's in the title."""
    column = table.columns["quantity"]
    noted = table.units.get(column or 0, "") or (re.findall(r"[(\[]([^)\]]+)[)\]]", table.head(column)) or [""])[0]
    unit = noted.strip("[]() ")
    if unit and unit not in {"#", "-", "no", "no."} and len(unit) < 12 and not unit[0].isdigit():  # noqa: PLR2004 - a unit
        return unit
    return next(
        (u for u in re.findall(r"[(\[]([^)\]]+)[)\]]", table.title or "") if plain(u) in words.TIME_UNITS), None
    )


def _add_years(row: Row, draft: Draft) -> None:
    """Let a line cost the sum of its years, as stated in a column of its own or added up."""
    years = [row.figures[h.column] for h in row.table.columns.years if h.column in row.figures]
    stated = row.figure("amount")
    draft.amount = stated.value if stated.value is not None else value_sum(years)
    draft.yearly = True
    draft.quantity = None
    filled = [f for f in years if f.cell]
    if filled and filled[0].cell and "amount" not in draft.cells:
        first, last = filled[0].cell, filled[-1].cell
        draft.cells["amount"] = first.address if last is first or last is None else f"{first.address}:{last.address}"
    draft.step = max((f.step for f in years), default=Decimal(0))
    draft.currency = draft.currency or next((f.currency for f in [*years, stated] if f.currency), None)


def _add_prices(row: Row, draft: Draft, above: tuple[str, ...]) -> None:
    """Let a line cost what its price cells say; a price without quantity and amount is a rate."""
    price, amount = row.figure("unit_price"), row.figure("amount")
    draft.unit_price, draft.amount = price.value, amount.value
    draft.step = amount.step
    if (
        amount.value is not None
        and price.value is None
        and draft.quantity is None
        and _is_rate(row, draft, amount, above)
    ):
        draft.unit_price, draft.amount = amount.value, None
        draft.cells["unit_price"] = draft.cells.pop("amount", draft.place)
    column = row.table.columns["unit_price"] or row.table.columns["amount"]
    draft.unit = draft.unit or price.unit or (amount.unit if draft.unit_price is not None else None)
    if draft.unit is None and price.value is not None and draft.amount is not None:
        spoken = unit_in(row.table.head(row.table.columns["unit_price"]))
        draft.unit = spoken if spoken and plain(spoken) in words.TIME_UNITS else None
    if draft.unit is None and draft.unit_price is not None and draft.amount is None:
        draft.unit = unit_in(row.table.head(column)) or next(
            (u for u in (unit_in(text) for text in above[:2]) if u), None
        )
    if not row.table.columns["amount"] and draft.unit_price is not None and draft.quantity is not None:
        draft.amount, draft.multiplied = draft.unit_price * draft.quantity, True
    draft.currency = draft.currency or amount.currency or price.currency
    cell = row.cell("less")
    if cell is not None:
        taken = figure(cell, None, Decimal(1), quantity=True)
        draft.discount = taken.value


def _is_rate(row: Row, draft: Draft, amount: Figure, above: tuple[str, ...]) -> bool:
    """Say whether the one price of a line is a rate."""
    head = row.table.head(row.table.columns["amount"])
    if found(draft.description, words.CREDIT) or (amount.value or 0) < 0:
        return False
    if row.table.columns["quantity"] is None and row.table.columns["unit_price"] is None:
        if unit_in(head) or amount.unit:
            return True
        unit = plain(draft.unit or "")
        per = plain(row.table.head(row.table.columns["unit"])) in words.PER
        if unit in words.TIME_UNITS or (unit and per):
            return True
        if re.match(r"(?:per|pro|je|par|por|/)\s", (draft.unit or "").strip().lower()):
            return True
    elif amount.unit and draft.unit is None:
        return True
    if roles_of(head).get("amount", 0) > PART:
        above = tuple(text for text in above if text != row.table.sheet.title)
    return any(bases.of_section(text) == "rate" for text in above) or bases.declared(row.text("basis")) == "rate"


def _matrix(row: Row, draft: Draft, context: Context, above: tuple[str, ...]) -> list[Draft]:
    """Return a line for each step of volume (or year of a rate card) that has a price."""
    lines = []
    steps = (*row.table.columns.tiers, *row.table.columns.years)
    heads = [h.text for h in row.table.headings if h not in steps]
    spoken = (*heads, *above[:2], *(row.table.head(h.column) for h in steps))
    unit = draft.unit or next((u for u in map(unit_in, spoken) if u), None)
    for heading in steps:
        found_figure = row.figures.get(heading.column)
        if found_figure is None or found_figure.cell is None or found_figure.dashed:
            continue
        line = _draft(row, draft.section)
        line.unit = unit_in(heading.own) if not draft.unit and heading.roles.get("unit_price") else unit
        line.quantity = None
        line.unit_price, line.step = found_figure.value, found_figure.step
        line.currency = line.currency or found_figure.currency or named(heading.text)
        line.cells["unit_price"] = found_figure.cell.address
        line.cells.pop("quantity", None)
        line.note = folded(heading.own)
        line.basis = "rate" if found_figure.value is not None else (found_figure.state or "tbd")
        doubt(found_figure, found_figure.cell.address, context.notes, line.sheet)
        lines.append(line)
    return lines


def _judge(row: Row, draft: Draft, context: Context, above: tuple[str, ...]) -> None:
    """Give a line its basis, and say what is doubtful about its figures."""
    notes = context.notes
    for found_figure in (*row.money, row.figure("quantity")):
        if found_figure.cell is not None and found_figure.doubt is not None:
            doubt(found_figure, found_figure.cell.address, notes, draft.sheet)
    draft.basis = basis_of(row, draft, context.footnotes, above)
    if draft.basis != "tbd":
        return
    broken = any(f.doubt for f in row.money)
    said = any(f.state for f in row.money) or bool(draft.note and bases.of_note(draft.note, priced=False) == "tbd")
    if not said and not broken and bases.declared(row.text("basis")) != "tbd":
        notes.warn("missing_price", draft.place, f"“{draft.description[:60]}” has no price.", draft.sheet)
