"""What a single line suggests: a deliverable, a tier of the batch price, materials per batch, or nothing to count."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from cdmo_desk.intake import becoming_words as words
from cdmo_desk.intake.becoming_bands import band, footnotes, handling_fee
from cdmo_desk.intake.becoming_scope import Seen, kinds, seek
from cdmo_desk.intake.becoming_state import Choice, Entry
from cdmo_desk.intake.phrases import found, plain
from cdmo_desk.intake.quote import QuoteLine
from cdmo_desk.programme.brief import Brief, ScopeItem

HOURLY = "hourly rate for work by the hour; hours are not stated"
SETS = "the term whose field it set was removed"
NO_QUANTITY = "a price without a quantity, and no scope item that would give one"

Place = Literal["deliverable", "tier", "materials", "aside"]
Number = int | float


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a line seems to be: its place, its fields as plain JSON, and the reason in words."""

    place: Place
    reason: str
    score: float
    scope: str | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    first: int | None = None
    known: bool = True
    near: tuple[ScopeItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """What a line is read in: the brief, the offer's currency, and the remarks of its file."""

    brief: Brief
    currency: str | None
    remarks: tuple[str, ...] = ()

    @property
    def has_demand(self) -> bool:
        """Say whether batches follow a demand."""
        return any(year.high > 0 for year in self.brief.demand)


def suggest(entry: Entry, setting: Setting, choice: Choice | None) -> Suggestion:
    """Return what a line becomes, by a person's choice first, then by its unit, wording and section."""
    line = entry.line
    if choice is not None and choice.set_aside is not None:
        return Suggestion("aside", choice.set_aside, 1.0)
    if choice is not None and choice.term is not None:
        return Suggestion("aside", SETS, 1.0)
    if line.currency is not None and setting.currency is not None and line.currency != setting.currency:
        return Suggestion("aside", f"is in {line.currency}, and the offer in {setting.currency}", 1.0, known=False)
    if line.basis == "rate" and _is_hourly(line):
        return Suggestion("aside", HOURLY, 0.9)
    charged = line.basis in ("priced", "pass_through", "rate") and price(line) is not None
    seen = seek(setting.brief, line.description, line.section, by_section=charged and line.basis != "rate")
    chosen = choice.scope if choice is not None else None
    if chosen is None and setting.has_demand:
        batches = _per_batch(line, setting, seen)
        if batches is not None:
            return batches
    return _deliverable(line, setting, seen, chosen)


def price(line: QuoteLine) -> Decimal | None:
    """Return a line's unit price, else its amount."""
    return line.unit_price if line.unit_price is not None else line.amount


def number(value: Decimal) -> Number:
    """Return an exact figure as a number of a document."""
    return int(value) if value == value.to_integral_value() else float(value)


def _unit(line: QuoteLine) -> str:
    """Return the unit in plain words, without `per`."""
    bare = plain(line.unit or "")
    for word in words.PER:
        if bare.startswith(f"{word} "):
            return bare.removeprefix(f"{word} ")
    return bare


def _is_hourly(line: QuoteLine) -> bool:
    return _unit(line) in words.HOUR_UNITS


def _per_batch(line: QuoteLine, setting: Setting, seen: Seen) -> Suggestion | None:
    """Return a tier or materials, where a line is a price that every batch pays."""
    each = line.unit_price
    banded = band(line.note or "") or band(line.description)
    if each is None and banded is not None and line.quantity is None:
        each = line.amount
    if each is None or (_unit(line) and _unit(line) not in words.BATCH_UNITS):
        return None
    if not _unit(line) and banded is None:
        return None
    if line.basis == "pass_through" or (line.basis == "rate" and _at_cost(line)):
        return _materials(line, setting, each)
    if line.basis not in ("priced", "rate") or (seen.match is not None and seen.match.score >= 0.8):  # noqa: PLR2004
        return None
    if not _is_supply(line.description) or each <= 0:
        return None
    says = "is the price of a batch" if banded is None else "is the price of a batch in a volume band"
    cells = {"tiers": line.cells.get("unit_price") or line.cells.get("amount") or ""}
    first = None if banded is None else banded.first
    title = line.description if banded is None or band(line.description) is None else _before_band(line.description)
    return Suggestion("tier", says, 0.85, None, {"price": number(each), "title": title}, cells, first)


def _at_cost(line: QuoteLine) -> bool:
    return found(line.description, words.MATERIALS) is not None


def _is_supply(description: str) -> bool:
    """Say whether a line is a batch made for use, and not a trial, a validation, a reserve or a service around it."""
    said = kinds(description)
    if any(kind in ("engineering_batch", "ppq_batch", "ppq_documents", "reference_standard") for kind in said):
        return False
    bare = found(description, words.BATCHES)
    return bare is not None and found(description, words.NOT_SUPPLY) is None


def _before_band(description: str) -> str:
    """Return a description without the band at its end, or as it is."""
    stated = band(description)
    head = description[: stated.at] if stated is not None else description
    for sign in (",", "(", ":", ";", " - ", " – "):
        cut = head.rfind(sign)
        if cut > 4:  # noqa: PLR2004 - something to call it by must be left
            return head[:cut].strip(" ,(:;-–")
    return description


def _materials(line: QuoteLine, setting: Setting, each: Decimal) -> Suggestion | None:
    if found(line.description, words.MATERIALS) is None:
        return None
    fields: dict[str, Any] = {"amount": number(each), "title": line.description}
    fields |= _fee(line, setting)
    cells = {"amount": line.cells.get("unit_price") or line.cells.get("amount") or ""}
    return Suggestion("materials", "is materials passed on with every batch", 0.85, None, fields, cells)


def _fee(line: QuoteLine, setting: Setting) -> dict[str, Number]:
    """Return the handling fee that a line, its section, a footnote or a remark of the file states."""
    marks = footnotes([line.section, line.description])
    noted = [remark for remark in setting.remarks if any(remark.lstrip().startswith(mark) for mark in marks)]
    fee = handling_fee([line.note, line.description, line.unit, line.section, *noted, *setting.remarks])
    return {} if not fee else {"handling_fee": number(fee)}


def _deliverable(line: QuoteLine, setting: Setting, seen: Seen, chosen: str | None) -> Suggestion:
    """Return the deliverable that a line is, in its scope item's quarter."""
    item = next((known for known in setting.brief.scope if known.id == chosen), None)
    reason, score = ("was chosen by hand", 1.0) if item is not None else ("nothing is known about it", 0.0)
    if item is None and seen.match is not None:
        item, reason, score = seen.match.item, seen.match.reason, seen.match.score
    if item is None and kinds(line.description):
        reason, score = f"is {kinds(line.description)[0].replace('_', ' ')}, which no scope item asks for", 0.5
    elif item is None and line.basis == "pass_through" and found(line.description, words.MATERIALS):
        reason, score = "is materials at cost, of no scope item of its own", 0.5
    if line.basis == "rate" and item is None:
        return Suggestion("aside", NO_QUANTITY, 0.6)
    fields: dict[str, Any] = {"title": line.description, "quarter": item.quarter if item is not None else 0}
    cells: dict[str, str] = {}
    if item is not None:
        fields["scope"] = item.id
    basis = _basis(line)
    if basis != "priced":
        fields["basis"] = basis
    if basis in ("priced", "pass_through", "optional"):
        _price(line, fields, cells)
    if basis == "pass_through":
        fields |= _fee(line, setting)
    known = item is not None or score > 0 or basis not in ("priced", "pass_through") or not _is_work(line)
    scope = item.id if item is not None else None
    return Suggestion("deliverable", reason, score, scope, fields, cells, known=known, near=seen.near)


def _basis(line: QuoteLine) -> str:
    """Return the basis of the deliverable: without a figure, a price is still to be determined."""
    if line.basis in ("priced", "rate", "pass_through", "optional") and price(line) is None:
        return "tbd"
    return "priced" if line.basis == "rate" else line.basis


def _is_work(line: QuoteLine) -> bool:
    """Say whether a line is a piece of work, and not a credit."""
    figure = price(line)
    return figure is not None and figure > 0


def _price(line: QuoteLine, fields: dict[str, Any], cells: dict[str, str]) -> None:
    """Put quantity and unit price: as stated, corrected where the amount does not multiply, or 1 × the amount."""
    if line.quantity is not None and line.unit_price is not None:
        fields |= {"quantity": number(line.quantity), "unit_price": number(line.unit_price)}
        cells |= {"quantity": line.cells.get("quantity", ""), "unit_price": line.cells.get("unit_price", "")}
    elif line.amount is not None:
        each = _each(line)
        fields |= {"quantity": number(each[0]), "unit_price": number(each[1])}
        cells["unit_price"] = line.cells.get("amount", "")
    elif line.unit_price is not None:
        fields["unit_price"] = number(line.unit_price)
        cells["unit_price"] = line.cells.get("unit_price", "")


def _each(line: QuoteLine) -> tuple[Decimal, Decimal]:
    """Return a quantity and the price of one that give the amount exactly, 1 × the amount where none do."""
    amount = line.amount if line.amount is not None else Decimal()
    if line.quantity and line.unit_price is None:
        share = amount / line.quantity
        if share * line.quantity == amount:
            return line.quantity, share
    return Decimal(1), amount
