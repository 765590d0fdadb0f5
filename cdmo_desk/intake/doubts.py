"""What is doubtful about lines once they are read: products, doubles, hidden rows, absurd prices, currencies."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from statistics import median

from cdmo_desk.intake import words
from cdmo_desk.intake.cells import Book
from cdmo_desk.intake.draft import Draft, Notes
from cdmo_desk.intake.phrases import plain

_CENT = Decimal("0.005")
_ABSURD = 1000
_PEERS = 5
_DEAREST_HOUR = 20_000
_PACKS = (10, 100, 1000, 10000, 1000000)


def doubt_lines(drafts: Sequence[Draft], notes: Notes) -> None:
    """Add what is doubtful about the lines to the notes."""
    for draft in drafts:
        _check_product(draft, notes)
    _check_doubles(drafts, notes)
    _check_hidden(drafts, notes)
    _check_outliers(drafts, notes)


def _check_product(draft: Draft, notes: Notes) -> None:
    """Compare quantity × price with the amount, beyond what rounding explains."""
    quantity, price, amount = draft.quantity, draft.unit_price, draft.amount
    if quantity is None or price is None or amount is None or draft.multiplied:
        return
    product = quantity * price
    candidates = [product]
    if draft.discount:
        share = draft.discount if abs(draft.discount) < 1 else draft.discount / 100
        candidates += [product * (1 - abs(share)), product - abs(draft.discount)]
    decimals = max(2, -int(price.as_tuple().exponent)) if isinstance(price.as_tuple().exponent, int) else 2
    slack = _CENT * 2 + abs(quantity) * Decimal(1).scaleb(-decimals) / 2 + draft.step * (abs(quantity) + 1) / 2
    if amount == amount.to_integral_value() and not draft.step:
        slack += Decimal("0.5") if product != product.to_integral_value() else 0
    if any(abs(c - amount) <= slack for c in candidates) or _priced_by_pack(draft, product, amount):
        return
    notes.warn(
        "line_mismatch",
        draft.place,
        f"“{draft.description[:60]}”: {quantity:f} × {price:f} is {product:f}, but {amount:f} is stated.",
        draft.sheet,
    )


def _priced_by_pack(draft: Draft, product: Decimal, amount: Decimal) -> bool:
    """Say whether the price is stated for a pack: per 100, per 1,000."""
    head = draft.table.head(draft.table.columns["unit_price"])
    for pack in _PACKS:
        texts = (str(pack), f"{pack:,}", f"{pack:,}".replace(",", "."), f"{pack:,}".replace(",", " "))
        if (
            any(t in f"{head} {draft.unit or ''} {draft.note or ''}" for t in texts)
            and abs(product - amount * pack) <= pack
        ):
            return True
    return False


def _check_doubles(drafts: Sequence[Draft], notes: Notes) -> None:
    """Find lines that say the same twice: description, quantity and price."""
    seen: dict[tuple[object, ...], Draft] = {}
    for draft in drafts:
        price = draft.unit_price if draft.unit_price is not None else draft.amount
        if price is None or price == 0:
            continue
        key = (
            plain(draft.description),
            draft.quantity,
            price,
            draft.amount,
            draft.note if draft.basis == "rate" else "",
            draft.unit,
        )
        if key in seen:
            first = seen[key]
            notes.warn(
                "duplicate_line",
                draft.place,
                f"“{draft.description[:60]}” stands twice, in rows {first.row} and {draft.row}, at the same price.",
                draft.sheet,
            )
        seen.setdefault(key, draft)


def _check_hidden(drafts: Sequence[Draft], notes: Notes) -> None:
    """Name the lines that the supplier's file hides, sheet by sheet."""
    hidden: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.row in draft.table.sheet.hidden_rows:
            hidden[draft.sheet].append(draft)
    for sheet, lines in hidden.items():
        rows = ", ".join(str(row) for row in sorted({d.row for d in lines})[:20])
        text = f"Sheet “{sheet}” hides rows with lines: {rows}. They are counted."
        notes.warn("hidden_rows", lines[0].place, text, sheet)


def _check_outliers(drafts: Sequence[Draft], notes: Notes) -> None:
    """Find prices that cannot be meant: a thousand times their like, or an hour dearer than any."""
    by_unit: dict[tuple[str, str], list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.unit_price and draft.unit:
            by_unit[draft.basis if draft.basis == "rate" else "", plain(draft.unit)].append(draft)
    for (_, unit), group in by_unit.items():
        middle = median(abs(d.unit_price or Decimal(0)) for d in group)
        for draft in group:
            price = abs(draft.unit_price or Decimal(0))
            hour = unit in words.TIME_UNITS and price > _DEAREST_HOUR * (
                1 if "h" in unit or unit.startswith("std") or unit in {"hora", "horas", "ora", "ore"} else 5
            )
            if hour or (len(group) >= _PEERS and middle and (price >= middle * _ABSURD or price * _ABSURD <= middle)):
                notes.warn(
                    "outlier_price",
                    draft.place,
                    f"“{draft.description[:60]}”: {price:f} is far from what the like of it costs here.",
                    draft.sheet,
                )


def doubt_currency(drafts: Sequence[Draft], currency: str | None, notes: Notes) -> None:
    """Say where no currency is stated, or several are."""
    priced = [d for d in drafts if d.amount is not None or d.unit_price is not None]
    known = list(dict.fromkeys(c for c in (d.currency or currency for d in priced) if c))
    if (
        priced
        and any((d.currency or currency) is None for d in priced)
        and not any(m.code == "unknown_currency" for m in notes.messages)
    ):
        text = "Nothing in the file says which currency the prices are in."
        notes.warn("unknown_currency", priced[0].place, text, priced[0].sheet)
    if len(known) > 1:
        other = next(d for d in priced if (d.currency or currency) != known[0])
        text = f"The lines are in several currencies: {', '.join(known)}."
        notes.warn("mixed_currency", other.place, text, other.sheet)


def doubt_formulas(book: Book, notes: Notes) -> None:
    """Name the sheets whose formulas had no stored results."""
    for sheet in book:
        computed = [
            c
            for _, c in sorted(sheet.cells.items())
            if c.computed and c.value is not None and c.column not in sheet.hidden_columns
        ]
        if computed:
            first = computed[0].address
            notes.warn(
                "formula_without_value",
                first,
                f"{len(computed)} formulas on sheet “{sheet.name}” had no stored result and were computed here.",
                sheet.name,
            )
