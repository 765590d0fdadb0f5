"""The rows of a table become lines and sums, each with its section, basis and address."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from cdmo_desk.intake import basis as bases
from cdmo_desk.intake import words
from cdmo_desk.intake.cells import Cell, folded
from cdmo_desk.intake.columns import charging_unit
from cdmo_desk.intake.currency import named, scale_noted
from cdmo_desk.intake.draft import Draft, Event, Notes, Sum
from cdmo_desk.intake.figures import Figure, figure
from cdmo_desk.intake.headings import unit_in
from cdmo_desk.intake.numbers import Style
from cdmo_desk.intake.phrases import found, plain
from cdmo_desk.intake.rows import Kind, Row, depth, is_heading_text, kind_of, value_sum
from cdmo_desk.intake.table import Table
from cdmo_desk.intake.titles import is_remark, mark_of, raw

_REASONS: dict[Kind, str] = {
    "tax": "tax on a total",
    "gross": "total with tax",
    "information": "for information only",
    "remark": "remark",
    "headings": "repeated headings",
    "unread": "no line",
}


@dataclass(frozen=True, slots=True)
class Context:
    """What the rest of the file says about a table: number styles by column, scale, footnotes."""

    styles: dict[int, Style | None]
    scale: Decimal
    footnotes: dict[str, str]
    notes: Notes


def read_table(table: Table, context: Context) -> list[Event]:
    """Return a table's lines and sums in order."""
    return _Reader(table, context).events()


class _Reader:
    """Goes down a table's rows, keeping the section it is in."""

    def __init__(self, table: Table, context: Context) -> None:
        self._table = table
        self._context = context
        self._scales = {c: self._scale(c) for c in table.columns.money}
        self._rows = [self._row(number, cells) for number, cells in table.rows()]
        codes = [row.code for row in self._rows if row.stated and row.code]
        self._coded = len(codes) * 2 >= sum(1 for row in self._rows if row.stated) and bool(codes)
        depths = sorted(depth(code) for code in codes)
        self._level = depths[len(depths) // 2] if depths else 0
        self._section = table.title
        self._ranks: list[tuple[int, str]] = []
        self._pending: Row | None = None
        self._events: list[Event] = []
        self._after_total = self._after_tax = False
        self._previous = 0
        self._bounded = self._finds_bounds()

    def _scale(self, column: int) -> Decimal:
        own = scale_noted(self._table.head(column))
        named_here = named(self._table.head(column)) is not None
        return own if own != 1 or (named_here and self._context.scale == 1) else self._context.scale

    def _row(self, number: int, cells: Sequence[Cell]) -> Row:
        quantity = self._table.columns["quantity"]
        figures = {}
        for cell in cells:
            if cell.column == quantity:
                figures[cell.column] = figure(cell, self._context.styles.get(cell.column), Decimal(1), quantity=True)
            elif cell.column in self._scales:
                figures[cell.column] = figure(cell, self._context.styles.get(cell.column), self._scales[cell.column])
        return Row(self._table, number, tuple(cells), figures)

    def _finds_bounds(self) -> bool:
        """Say whether the first lone text that may be a section follows a blank row, a sum or the headings."""
        starts = 0
        before, total = self._table.last, True
        for row in self._rows:
            lone = not row.stated and row.label is not None and len(row.cells) == 1
            starts += lone and (row.number > before + 1 or total)
            total = row.priced and kind_of(row, after_total=False, after_tax=False, coded=self._coded) == "total"
            before = row.number
        return starts > 0

    def events(self) -> list[Event]:
        """Return what the rows say, one after the other."""
        for place, row in enumerate(self._rows):
            kind = kind_of(row, after_total=self._after_total, after_tax=self._after_tax, coded=self._coded)
            if kind == "text":
                self._take_text(row, place)
            elif kind in {"line", "numbers"}:
                self._take_line(row, place, kind)
            elif kind in {"total", "carried", "part"}:
                self._take_sum(row, kind)
            else:
                self._skip(row, _REASONS[kind])
                self._after_tax = self._after_tax or kind == "tax"
            self._previous = row.number
        if self._pending is not None:
            self._skip(self._pending, "text without lines below it")
        return self._events

    def _skip(self, row: Row, reason: str) -> None:
        text = row.label.text if row.label else row.cells[0].shown
        span = row.cells[0].address if len(row.cells) == 1 else f"{row.cells[0].address}:{row.cells[-1].address}"
        self._context.notes.skip(self._table.sheet.name, span, reason, text)

    def _take_text(self, row: Row, place: int) -> None:
        """Keep a lone text as the coming section, or take it for a line whose price is missing, or a remark."""
        follows_line = (
            self._previous == row.number - 1
            and bool(self._events)
            and isinstance(self._events[-1], Draft)
            and self._pending is None
        )
        if self._is_part_of_line(row):
            self._skip(row, "part of the line above")
        elif is_heading_text(
            row, coded=self._coded, level=self._level, follows_line=follows_line, bounded=self._bounded
        ) or self._has_parts(row, place):
            if self._pending is not None and self._pending_rank(self._pending) >= self._pending_rank(row):
                self._skip(self._pending, "text without lines below it")
            elif self._pending is not None:
                self._enter(self._pending)
            self._pending = row
        elif self._is_unpriced_line(row, place):
            self._line(row)
        else:
            self._skip(row, "remark")

    def _pending_rank(self, row: Row) -> int:
        return depth(row.code) if row.code else 0

    def _has_parts(self, row: Row, place: int) -> bool:
        """Say whether the rows after this one are numbered below it."""
        following = self._rows[place + 1].code if place + 1 < len(self._rows) else ""
        return bool(row.code) and following.startswith(row.code.rstrip(".") + ".")

    def _is_part_of_line(self, row: Row) -> bool:
        last = self._events[-1] if self._events else None
        if not isinstance(last, Draft) or self._pending is not None:
            return False
        if row.code and last.code and last.code != row.code and row.code.startswith(last.code.rstrip(".") + "."):
            return last.amount is not None
        return False

    def _is_unpriced_line(self, row: Row, place: int) -> bool:
        """Say whether a text without any figure is a line all the same: numbered as the lines are, or between them."""
        if row.label is None or is_remark(row.label.text) or row.cell("description") is None:
            return False
        if bases.of_section(self._section or "") == "excluded" and row.code:
            return True
        later = any(r.stated for r in self._rows[place + 1 :])
        if row.code and self._coded:
            return depth(row.code) == self._level and (later or not self._after_total)
        return later and not self._coded

    def _enter(self, row: Row) -> None:
        """Begin the section that a row heads."""
        label = row.label
        if label is None:
            return
        self._section = raw(label)

    def _take_line(self, row: Row, place: int, kind: Kind) -> None:
        if kind == "numbers":
            self._take_numbers(row)
            return
        if self._is_head_of(row, place):
            self._take_sum(row, "head")
            self._pending = row
            return
        self._line(row)

    def _line(self, row: Row) -> None:
        if self._pending is not None:
            self._enter(self._pending)
            self._pending = None
        self._after_total = False
        self._events.extend(drafts_of(row, self._own_section(row), self._context))

    def _own_section(self, row: Row) -> str | None:
        """Return the section: from its own column, filled down, where the table has one."""
        column = self._table.columns["section"]
        if column is None:
            return self._section
        cell = row.cell("section")
        if cell is not None and cell.shown:
            self._section = raw(cell) if cell.text else cell.shown
        return self._section

    def _take_numbers(self, row: Row) -> None:
        """Take a number without a name for the sum of what stands above it, or doubt it."""
        figures = [f for f in row.money if f.value is not None]
        lines = [e for e in self._events if isinstance(e, Draft)]
        if len(figures) == 1 and figures[0].value is not None and figures[0].cell is not None and not row.code:
            for start in range(len(lines)):
                if (
                    sum((d.amount or Decimal(0) for d in lines[start:]), Decimal(0)) == figures[0].value
                    and len(lines) - start > 1
                ):
                    self._add_sum(figures[0], "", "total", row)
                    return
        self._skip(row, "numbers without a name")
        if figures:
            cell = figures[0].cell
            self._context.notes.warn(
                "unmapped_line", _at(cell, row), f"Row {row.number} has a price but no description; it is not counted."
            )

    def _is_head_of(self, row: Row, place: int) -> bool:
        """Say whether a row states the sum of the lines below it, as a section's own heading."""
        amount = row.figure("amount").value
        if amount is None or row.figure("unit_price").value is not None or row.figure("quantity").value is not None:
            return False
        below = self._rows[place + 1 :]
        parts = row.code and below and below[0].code.startswith(row.code.rstrip(".") + ".")
        looks = row.label is not None and (
            row.label.bold or (row.label.row, row.label.column) in self._table.sheet.merged
        )
        total, count = Decimal(0), 0
        for other in below:
            value = other.figure("amount").value
            heads = parts and not other.code.startswith(row.code.rstrip(".") + ".")
            if heads or kind_of(other, after_total=False, after_tax=False, coded=self._coded) in {"total", "carried"}:
                break
            if value is not None:
                total, count = total + value, count + 1
                if total == amount and count > 1 and (parts or looks or not row.code):
                    return bool(parts or looks)
        return bool(parts) and count > 0 and (total == amount or count > 1)

    def _take_sum(self, row: Row, kind: Kind | str) -> None:
        """Keep a stated sum; sums of single years are left out."""
        columns = self._table.columns
        label = row.label.text if row.label else ""
        amounts = [f for f in [row.figure("amount")] if f.value is not None]
        steps = [f for f in row.money if f.value is not None]
        if self._pending is not None and kind != "head":
            self._skip(self._pending, "text without lines below it")
            self._pending = None
        self._after_total = True
        self._after_tax = False
        if columns.tiers or (columns.years and not amounts and len(steps) > 1):
            self._skip(row, "sums of single years")
            return
        best = amounts or steps
        if not best:
            self._skip(row, "total without a number")
            for broken in row.money:
                self._doubt(broken, row)
            return
        self._add_sum(best[-1], label, kind, row)
        self._doubt(best[-1], row)

    def _doubt(self, broken: Figure, row: Row) -> None:
        doubt(broken, _at(broken.cell, row), self._context.notes)

    def _add_sum(self, found_sum: Figure, label: str, kind: Kind | str, row: Row) -> None:
        if found_sum.cell is None or found_sum.value is None:
            return
        currency = found_sum.currency or named(self._table.head(found_sum.cell.column)) or named(label)
        self._events.append(
            Sum(
                self._table,
                self._table.sheet.name,
                found_sum.cell,
                label,
                found_sum.value,
                kind,
                currency,
                found_sum.step,
                self._section,
            )  # type: ignore[arg-type]
        )
        self._after_total = row.number > 0


def _at(cell: Cell | None, row: Row) -> str:
    return cell.address if cell else f"A{row.number}"


def doubt(found_figure: Figure, place: str, notes: Notes) -> None:
    """Add the warning that a figure calls for."""
    if found_figure.doubt is None or found_figure.cell is None:
        return
    cell = found_figure.cell
    if found_figure.doubt == "error_value":
        notes.warn("error_value", place, f"{place} holds the error {cell.error}; the price is not known.")
    elif found_figure.doubt == "formula_without_value":
        notes.warn(
            "formula_without_value",
            place,
            f"{place} holds a formula without a stored result that cannot be computed here.",
        )
    elif found_figure.doubt == "ambiguous_number":
        notes.warn("ambiguous_number", place, f"{place} reads “{cell.text[:60]}”: more than one number is possible.")


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
    own = [t for t in (section, table.title) if t]
    return tuple(dict.fromkeys((*own, table.sheet.name)))


def _is_rated(table: Table, section: str | None) -> bool:
    """Say whether prices are rates by what stands above them."""
    return any(bases.of_section(text) == "rate" for text in section_context(table, section)) or any(
        found(h.text, words.HOUR_UNITS) for h in table.headings
    )


def _draft(row: Row, section: str | None) -> Draft:
    """Make a line of a row's texts."""
    described = row.cell("description")
    label = described if described is not None and described.shown else row.label
    draft = Draft(row.table, row.number, folded(label.shown) if label else "", section, code=row.code)
    if label:
        draft.cells["description"] = label.address
    for role in ("quantity", "unit", "unit_price", "amount", "currency", "basis", "note", "section"):
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
    currency = row.text("currency")
    draft.currency = (named(currency) or None) if currency else None
    return draft


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
    if draft.unit is None and draft.unit_price is not None and draft.amount is None:
        draft.unit = unit_in(row.table.head(column)) or next(
            (u for u in (unit_in(text) for text in above[:2]) if u), None
        )
    if not row.table.columns["amount"] and draft.unit_price is not None and draft.quantity is not None:
        draft.amount, draft.multiplied = draft.unit_price * draft.quantity, True
    draft.currency = draft.currency or amount.currency or price.currency
    less = next((c for r, c in row.table.columns.roles.items() if r == "less"), None)
    cell = next((c for c in row.cells if c.column == less), None)
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
        if unit in words.TIME_UNITS or re.match(r"(?:per|pro|je|par|por|/)\s", (draft.unit or "").strip().lower()):
            return True
    elif amount.unit and draft.unit is None:
        return True
    return any(bases.of_section(text) == "rate" for text in above) or bases.declared(row.text("basis")) == "rate"


def _matrix(row: Row, draft: Draft, context: Context, above: tuple[str, ...]) -> list[Draft]:
    """Return a line for each step of volume (or year of a rate card) that has a price."""
    lines = []
    unit = draft.unit or next(
        (u for u in (unit_in(text) for text in (*(h.text for h in row.table.headings), *above[:2])) if u), None
    )
    for heading in (*row.table.columns.tiers, *row.table.columns.years):
        found_figure = row.figures.get(heading.column)
        if found_figure is None or found_figure.cell is None or bases.dashed(found_figure.cell.text):
            continue
        line = _draft(row, draft.section)
        line.unit = unit
        line.quantity = None
        line.unit_price, line.step = found_figure.value, found_figure.step
        line.currency = line.currency or found_figure.currency or named(heading.text)
        line.cells["unit_price"] = found_figure.cell.address
        line.cells.pop("quantity", None)
        line.note = folded(heading.own)
        line.basis = "rate" if found_figure.value is not None else (found_figure.state or "tbd")
        if any(bases.of_section(text) == "optional" for text in above):
            line.basis = "optional" if line.basis == "rate" and False else line.basis  # noqa: SIM223
        doubt(found_figure, found_figure.cell.address, context.notes)
        lines.append(line)
    return lines


def _judge(row: Row, draft: Draft, context: Context, above: tuple[str, ...]) -> None:
    """Give a line its basis, and say what is doubtful about its figures."""
    notes = context.notes
    figures = [*row.money, row.figure("quantity")]
    for found_figure in figures:
        if found_figure.cell is not None:
            doubt(found_figure, found_figure.cell.address, notes)
    amount = row.figure("amount")
    says = (
        amount.value is None
        and amount.state not in {None, "optional"}
        and amount.cell is not None
        and not bases.dashed(amount.cell.text)
    )
    priced = draft.amount is not None or (draft.unit_price is not None and not says)
    draft.basis = (_basis_of_priced if priced else _basis_of_unpriced)(row, draft, context, above)
    broken = any(f.doubt for f in row.money)
    said = any(f.state for f in row.money) or bool(draft.note and bases.of_note(draft.note, priced=False) == "tbd")
    if draft.basis == "tbd" and not said and not broken and bases.declared(row.text("basis")) != "tbd":
        notes.warn("missing_price", draft.place, f"“{draft.description[:60]}” has no price.")


def _footnote(draft: Draft, row: Row, context: Context) -> str:
    """Return the text of the footnote that a line's description or price refers to."""
    texts = [draft.description, *(f.cell.text for f in row.money if f.cell is not None and f.cell.text)]
    marks = (mark_of(text) for text in texts)
    return next((context.footnotes[m] for m in marks if m and m in context.footnotes), "")


def _basis_of_priced(row: Row, draft: Draft, context: Context, above: tuple[str, ...]) -> str:
    """Return the basis of a line with a number: what its own cells say before what stands above it."""
    head = row.table.head(row.table.columns["basis"])
    own = bases.declared(row.text("basis"), head) if row.text("basis") else None
    rate = draft.amount is None and draft.quantity is None
    states = [f.state for f in row.money if f.state in {"optional", "pass_through"}]
    speaks = [
        *states,
        own,
        bases.of_description(draft.description, priced=True),
        bases.of_note(draft.note or "", priced=True),
        bases.state_of(_footnote(draft, row, context), ("optional", "pass_through")),
        *(bases.of_section(text) for text in above),
    ]
    if "optional" in speaks:
        return "optional"
    if rate:
        return "rate"
    if "pass_through" in speaks and own != "priced":
        return "pass_through"
    if own == "pass_through":
        return own
    return "included" if draft.amount == 0 and not draft.unit_price else "priced"


def _basis_of_unpriced(row: Row, draft: Draft, context: Context, above: tuple[str, ...]) -> str:
    """Return the basis of a line without a number: what its price cell says, then the cells beside it, then the section."""
    states = [f.state for f in reversed(row.money) if f.state]
    clear = [s for s in states if s != "included"] or states
    quantity = row.figure("quantity").state
    own = bases.declared(row.text("basis"), row.table.head(row.table.columns["basis"])) if row.text("basis") else None
    said = [
        *clear,
        quantity if quantity != "optional" else None,
        own if own not in {"priced", "rate", "optional"} else None,
        bases.of_note(draft.note or "", priced=False),
        bases.of_description(draft.description, priced=False),
        bases.state_of(_footnote(draft, row, context), ("pass_through", "included", "excluded", "tbd")),
    ]
    known = next((s for s in said if s), None)
    dashes = [f for f in row.money if f.cell is not None and bases.dashed(f.cell.text)]
    if known == "optional":
        return "tbd"
    if known and not (known == "included" and dashes and own in {"tbd", "excluded", "pass_through"}):
        return known
    if known and own:
        return own
    if not any(f.doubt for f in row.money):
        general = next(
            (s for s in (bases.of_section(text) for text in above) if s in {"pass_through", "excluded", "included"}),
            None,
        )
        if general:
            return general
    return "tbd"
