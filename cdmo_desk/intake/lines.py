"""The rows of a table become lines and sums, each with its section, basis and address."""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate, takewhile

from cdmo_desk.intake import basis as bases
from cdmo_desk.intake import words
from cdmo_desk.intake.cells import Cell
from cdmo_desk.intake.corrections import RowKind
from cdmo_desk.intake.currency import named, scale_noted
from cdmo_desk.intake.draft import Draft, Event, Sum, SumKind
from cdmo_desk.intake.drafts import Context, doubt, drafts_of
from cdmo_desk.intake.figures import Figure, figure, proven
from cdmo_desk.intake.numbering import Numbering, depth
from cdmo_desk.intake.phrases import begins, found, plain
from cdmo_desk.intake.rows import Kind, Row, is_heading_text, kind_of
from cdmo_desk.intake.table import Table
from cdmo_desk.intake.titles import is_remark, raw

_ONE = Decimal(1)
_MOST_PARTS = 300
_REASONS: dict[Kind, str] = {
    "tax": "tax on a total",
    "gross": "total with tax",
    "information": "for information only",
    "remark": "remark",
    "headings": "repeated headings",
    "unread": "no line",
}
_SEVERAL = re.compile(
    r"\b(?:lines?|items?|rows?|pos\.?|positions?|positionen|zeilen?|lignes?|postes?|l[ií]neas?|partidas?|posiciones"
    r"|righe|riga|voci|nos?\.?|nr\.?)\s*\d+(?:\.\d+)*\s*(?:-|–|to|bis|à|a|al|through)\s*\d",
    re.IGNORECASE,
)
_SAID: dict[RowKind, str] = {"tax": "tax, by hand", "note": "remark, by hand", "ignored": "left out by hand"}


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
        stated = [row for row in self._rows if row.stated]
        codes = [row.code for row in self._rows if row.code]
        self._numbering = Numbering([row.code for row in stated if row.code], codes, len(stated))
        self._coded = self._numbering.coded
        self._section = table.title
        self._ranks: list[tuple[int, str]] = []
        self._pending: Row | None = None
        self._events: list[Event] = []
        self._after_total = self._after_tax = False
        self._previous = 0
        self._bounded = not table.columns.tiers and self._finds_bounds()

    def _scale(self, column: int) -> Decimal:
        if self._context.is_scale_fixed:
            return self._context.scale
        own = scale_noted(self._table.head(column))
        named_here = named(self._table.head(column)) is not None
        return own if own != 1 or (named_here and self._context.scale == 1) else self._context.scale

    def _row(self, number: int, cells: Sequence[Cell]) -> Row:
        quantity, styles = self._table.columns["quantity"], self._context.styles
        figures = {}
        for cell in cells:
            column = cell.column
            if column == quantity:
                figures[column] = figure(cell, styles.get(column), _ONE, quantity=True)
            elif column in self._scales:
                figures[column] = figure(cell, styles.get(column), self._scales[column])
        return Row(self._table, number, tuple(cells), self._proven(figures))

    def _proven(self, figures: dict[int, Figure]) -> dict[int, Figure]:
        """Return a row's figures, what two styles read differently settled by quantity × price where they prove it."""
        if any(f.other is not None for f in figures.values()):
            columns = [self._table.columns[role] for role in ("quantity", "unit_price", "amount")]
            held = [(column, figures[column]) for column in columns if column in figures]
            if len(held) == len(columns):
                sure = proven(*(known for _, known in held))
                return figures | {column: known for (column, _), known in zip(held, sure, strict=True) if column}
        return figures

    def _finds_bounds(self) -> bool:
        """Say whether most lone texts that may be sections follow a blank row or a sum, not a line."""
        starts = others = 0
        before, last = self._table.last, None
        for row in self._rows:
            label = row.label
            alone = not row.stated and len(row.cells) == 1
            if alone and label is not None and not bases.of_section(label.text):
                total = self._is_sum(last) if last is not None else not self._table.columns["quantity"]
                apart = total or (row.number > before + 1 and before > self._table.last)
                starts += apart
                others += not apart and before > self._table.last
            before, last = row.number, row
        return starts > others or (starts == others > 0 and not self._table.columns["quantity"])

    def _is_sum(self, row: Row) -> bool:
        return row.priced and kind_of(row, after_total=False, after_tax=False, coded=self._coded) == "total"

    def events(self) -> list[Event]:
        """Return what the rows say, one after the other."""
        for place, row in enumerate(self._rows):
            said = self._context.kinds.get(row.number)
            if said is not None:
                self._take_as_said(row, said)
                self._previous = row.number
                continue
            kind = kind_of(row, after_total=self._after_total, after_tax=self._after_tax, coded=self._coded)
            if kind == "text" or (row.code and not row.priced and self._heads_with_dashes(row)):
                self._take_text(row, place)
            elif kind in {"line", "numbers"}:
                self._take_line(row, place, kind)
            elif kind == "part" and not self._sums_some(row):
                self._line(row)
            elif kind in {"total", "carried", "part"}:
                self._take_sum(row, kind)
            else:
                self._skip(row, _REASONS[kind])
                self._after_tax = self._after_tax or kind == "tax"
            self._previous = row.number
        if self._pending is not None:
            self._skip(self._pending, "text without lines below it")
        return self._events

    def _heads_with_dashes(self, row: Row) -> bool:
        """Say whether a row has nothing but dashes where lines have figures, and the number of a section."""
        return self._coded and self._numbering.heads(row.code) and row.only_dashes

    def _take_as_said(self, row: Row, kind: RowKind) -> None:
        """Take a row for what a person said it is."""
        if kind == "line":
            known = len(self._events)
            self._line(row)
            for event in self._events[known:]:
                if isinstance(event, Draft):
                    event.decided = True
        elif kind == "section":
            self._pending = None
            self._enter(row)
        elif kind == "total":
            self._take_sum(row, "total")
        else:
            self._skip(row, _SAID[kind])

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
        if self._is_sum_beside(row):
            return
        if self._is_part_of_line(row):
            self._skip(row, "part of the line above")
        elif is_heading_text(row, self._numbering, follows_line=follows_line, bounded=self._bounded) or self._has_parts(
            row, place
        ):
            if self._pending is not None and self._pending_rank(self._pending) >= self._pending_rank(row):
                self._skip(self._pending, "text without lines below it")
            elif self._pending is not None:
                self._enter(self._pending)
            self._pending = row
        elif self._is_unpriced_line(row, place):
            self._line(row)
        else:
            self._skip(row, "remark")

    def _is_sum_beside(self, row: Row) -> bool:
        """Take the one number of a total's row for the sum where it stands beside the column of prices."""
        label = row.label.text if row.label else ""
        numbers = [c for c in row.cells if c.number is not None and "%" not in c.format]
        if len(numbers) != 1 or row.code or not begins(label, words.TOTAL) or found(label, words.GROSS):
            return False
        prices = sorted(self._table.columns.money)
        scale = self._scales[prices[-1]] if prices else Decimal(1)
        if prices and numbers[0].column > prices[-1]:
            self._add_sum(figure(numbers[0], None, scale), label, "total", row)
            return True
        return False

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
            return depth(row.code) == self._numbering.level and (later or not self._after_total)
        return later and not self._coded

    def _enter(self, row: Row) -> None:
        """Begin the section that a row heads."""
        label = row.label
        if label is None:
            return
        self._section = raw(label)
        self._context.notes.sections.append((self._table.sheet.name, row.number))

    def _take_line(self, row: Row, place: int, kind: Kind) -> None:
        if kind == "numbers":
            self._take_numbers(row)
            return
        if self._repeats_sum(row):
            self._take_sum(row, "total")
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

    def _repeats_sum(self, row: Row) -> bool:
        """Say whether a row without quantity, price or number states the sum of the lines before it, and names them."""
        stated = row.figure("amount").value
        if stated is None or row.label is None or row.code or row.text("unit") or not self._table.columns["quantity"]:
            return False
        if row.figure("unit_price").value is not None or row.figure("quantity").value is not None:
            return False
        label, section = plain(row.label.text), plain(self._section or "")
        names = _SEVERAL.search(row.label.text) or (section and f"{label} ".startswith(f"{section} "))
        if not names and not self._coded:
            return False
        since = takewhile(lambda event: isinstance(event, Draft), reversed(self._events))
        counted = [e.amount for e in since if isinstance(e, Draft) and e.basis in {"priced", "pass_through"}]
        amounts = [amount for amount in counted if amount is not None]
        return len(amounts) > 1 and sum(amounts) == stated

    def _sums_some(self, row: Row) -> bool:
        """Say whether a row states the sum of the lines of one basis above it, and is no line itself."""
        amounts: dict[str, Decimal] = {}
        for draft in self._events:
            if isinstance(draft, Draft) and draft.amount is not None:
                amounts[draft.basis] = amounts.get(draft.basis, Decimal(0)) + draft.amount
        stated = row.money[-1].value if row.money else None
        return stated is not None and any(abs(amount - stated) <= 1 for amount in amounts.values())

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
            sums = accumulate((d.amount or Decimal(0) for d in reversed(lines)), initial=Decimal(0))
            if any(total == figures[0].value for count, total in enumerate(sums) if count > 1):
                self._add_sum(figures[0], "", "total", row)
                return
        self._skip(row, "numbers without a name")
        if figures:
            cell = figures[0].cell
            self._context.notes.warn(
                "unmapped_line",
                _at(cell, row),
                f"Row {row.number} has a price but no description; it is not counted.",
                self._table.sheet.name,
            )

    def _is_head_of(self, row: Row, place: int) -> bool:
        """Say whether a row states the sum of the lines below it, as a section's own heading."""
        amount = row.figure("amount").value
        if amount is None or row.figure("unit_price").value is not None or row.figure("quantity").value is not None:
            return False
        below = self._rows[place + 1 : place + 1 + _MOST_PARTS]
        parts = row.code and below and below[0].code.startswith(row.code.rstrip(".") + ".")
        looks = row.label is not None and (
            row.label.bold or (row.label.row, row.label.column) in self._table.sheet.merged
        )
        columns = self._table.columns
        apart = bool(columns["unit_price"] and columns["quantity"] and columns["amount"])
        if place == 0 and self._heads_all(row, below, amount):
            return True
        if not parts and not looks and not apart:
            return False
        if looks and self._heads_all(row, below, amount):
            return True
        total, count = Decimal(0), 0
        for other in below:
            value = other.figure("amount").value
            if not parts and not looks and other.figure("unit_price").value is None:
                break
            heads = parts and not other.code.startswith(row.code.rstrip(".") + ".")
            if heads or kind_of(other, after_total=False, after_tax=False, coded=self._coded) in {"total", "carried"}:
                break
            if value is not None:
                total, count = total + value, count + 1
                if total == amount and (parts or looks or count > 1):
                    return True
        return bool(parts) and count > 0 and (total == amount or count > 1)

    def _heads_all(self, row: Row, below: Sequence[Row], amount: Decimal) -> bool:
        """Say whether a row states the sum of all rows below it that are numbered as deep as it is."""
        peers = [r.figure("amount").value or Decimal(0) for r in below if row.code and depth(r.code) == depth(row.code)]
        return len(peers) > 1 and sum(peers) == amount

    def _take_sum(self, row: Row, kind: SumKind) -> None:
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
        doubt(broken, _at(broken.cell, row), self._context.notes, self._table.sheet.name)

    def _add_sum(self, found_sum: Figure, label: str, kind: SumKind, row: Row) -> None:
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
            )
        )
        self._after_total = row.number > 0


def _at(cell: Cell | None, row: Row) -> str:
    return cell.address if cell else f"A{row.number}"
