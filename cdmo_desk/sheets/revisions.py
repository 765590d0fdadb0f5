"""The revisions of an offer: what changed line by line, what it does to the figures, and what each round conceded."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from cdmo_desk.document import Case
from cdmo_desk.evaluation.difference import OfferMoved
from cdmo_desk.intake.becoming_revisions import Revision
from cdmo_desk.intake.phrases import plain
from cdmo_desk.money import exact
from cdmo_desk.sheets.figures import DASH, EN, Figures
from cdmo_desk.sheets.review import exact as decimal_cell
from cdmo_desk.sheets.sheet import Cell, Column, Row, Sheet
from cdmo_desk.sheets.sources import BASES
from cdmo_desk.speech import marked, say

Line = Mapping[str, Any]
KINDS = {
    "added": marked("added"),
    "gone": marked("gone"),
    "price": marked("price"),
    "quantity": marked("quantity"),
    "basis": marked("basis"),
    "passed": marked("moved into pass-through"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A line that one revision states otherwise than the one before: by kind, as it was and as it is."""

    kind: str
    description: str
    before: str | None
    after: str | None
    amount_before: Decimal | None
    amount_after: Decimal | None

    @property
    def by(self) -> Decimal | None:
        """Return by how much its amount moved, a line that is added or gone with its whole amount."""
        if self.amount_before is None and self.amount_after is None:
            return None
        return (self.amount_after or Decimal()) - (self.amount_before or Decimal())


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """From one revision to the next: the lines that changed, and what the change does to the offer's figures."""

    before: Revision
    after: Revision
    lines: tuple[Changed, ...]
    moved: OfferMoved

    @property
    def concession(self) -> float | None:
        """Return what the contract got cheaper by, negative where it got dearer."""
        return None if self.moved.contract.by is None else -self.moved.contract.by


def changes(before: Sequence[Line], after: Sequence[Line]) -> tuple[Changed, ...]:
    """Return the lines that changed, in the order of the later revision, those that are gone last."""
    left = list(before)
    found: list[Changed] = []
    for line in after:
        old = _match(line, left)
        if old is None:
            found.append(_change("added", None, line, None, _total(line)))
            continue
        left.remove(old)
        found += _differences(old, line)
    return (*found, *(_change("gone", line, None, _total(line), None) for line in left))


def _match(line: Line, left: Sequence[Line]) -> Line | None:
    """Return the line of the earlier revision that a line follows: worded alike, of the same section if there is."""
    alike = [other for other in left if plain(other["description"]) == plain(line["description"])]
    return next((other for other in alike if other.get("section") == line.get("section")), alike[0] if alike else None)


def _differences(old: Line, new: Line) -> Iterator[Changed]:
    """Give how a line differs; its amount stands with the first difference only."""
    kinds: list[tuple[str, str | None, str | None]] = []
    was, now = old.get("basis", "priced"), new.get("basis", "priced")
    if was != now:
        kinds.append(("passed" if now == "pass_through" else "basis", was, now))
    price = _unit_price(old), _unit_price(new)
    if price[0] != price[1]:
        kinds.append(("price", _written(price[0]), _written(price[1])))
    quantity = _figure(old, "quantity"), _figure(new, "quantity")
    if quantity[0] != quantity[1]:
        kinds.append(("quantity", _written(quantity[0]), _written(quantity[1])))
    for place, (kind, one, other) in enumerate(kinds):
        amounts = (_total(old), _total(new)) if place == 0 else (None, None)
        yield Changed(
            kind=kind,
            description=new["description"],
            before=one,
            after=other,
            amount_before=amounts[0],
            amount_after=amounts[1],
        )


def _change(kind: str, old: Line | None, new: Line | None, was: Decimal | None, now: Decimal | None) -> Changed:
    line: Line = new or old or {}
    return Changed(
        kind=kind,
        description=line["description"],
        before=None if old is None else old.get("basis", "priced"),
        after=None if new is None else new.get("basis", "priced"),
        amount_before=was,
        amount_after=now,
    )


def _figure(line: Line, name: str) -> Decimal | None:
    value = line.get(name)
    return None if value is None else exact(value).normalize()


def _written(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


def _unit_price(line: Line) -> Decimal | None:
    """Return the price of one unit; of a line that states its amount alone, the amount."""
    price = _figure(line, "unit_price")
    return price if price is not None else _figure(line, "amount")


def _total(line: Line) -> Decimal | None:
    """Return what a line asks for, none where it is no part of the total."""
    if line.get("basis", "priced") not in ("priced", "pass_through"):
        return None
    amount, price = _figure(line, "amount"), _figure(line, "unit_price")
    if amount is not None or price is None:
        return amount
    quantity = _figure(line, "quantity")
    return price if quantity is None else price * quantity


def plain_steps(steps: Sequence[Step]) -> list[dict[str, Any]]:
    """Return the steps as plain JSON: figures in case currency, amounts of lines as exact text in the offer's."""
    return [
        {
            "before": _plain_revision(step.before),
            "after": _plain_revision(step.after),
            "concession": step.concession,
            "moved": {
                name: {"before": moved.before, "after": moved.after, "by": moved.by}
                for name in ("contract", "cash", "mean", "p90", "rank")
                for moved in (getattr(step.moved, name),)
            },
            "lines": [
                {
                    "kind": line.kind,
                    "description": line.description,
                    "before": line.before,
                    "after": line.after,
                    "by": None if line.by is None else f"{line.by:f}",
                }
                for line in step.lines
            ],
        }
        for step in steps
    ]


def _plain_revision(revision: Revision) -> dict[str, Any]:
    return {"file": revision.file, "sha256": revision.sha256} | dict(revision.stated)


def revision_sheets(case: Case, offer_id: str, steps: Sequence[Step], figures: Figures = EN) -> tuple[Sheet, ...]:
    """Return the revisions of an offer with their figures, and a sheet of changed lines for each step."""
    offer = next(found for found in case.offers if found.id == offer_id)
    code = offer.currency or case.brief.currency
    unit = figures.unit(case.brief.currency)
    rows = [_revision(1, steps[0].before, steps[0], figures, later=False)] if steps else []
    rows += [_revision(number, step.after, step, figures, later=True) for number, step in enumerate(steps, start=2)]
    whole = Sheet(
        id=f"revisions.{offer_id}",
        title=say("Revisions of {offer}", offer=offer.title or offer.supplier or offer.id),
        note=say("Conceded: by how much the contract got cheaper with this revision; it got dearer where negative."),
        columns=(
            Column("number", say("No."), "", "right"),
            Column("file", say("File")),
            Column("round", say("Round")),
            Column("date", say("Date")),
            Column("contract", say("Contract"), unit, "right"),
            Column("conceded", say("Conceded"), unit, "right"),
            Column("cash", say("Cash"), unit, "right"),
            Column("mean", say("Mean"), unit, "right"),
            Column("p90", say("P90"), unit, "right"),
            Column("rank", say("Rank"), "", "right"),
        ),
        rows=tuple(rows),
    )
    return whole, *(_lines(offer_id, number, step, code, figures) for number, step in enumerate(steps, start=2))


def proposal(case: Case, offer_id: str, number: int, step: Step, figures: Figures = EN) -> tuple[Sheet, Sheet]:
    """Return what a file would make of an offer, its revision `number`: figures of the base case, and lines."""
    offer = next(found for found in case.offers if found.id == offer_id)
    whole = revision_sheets(case, offer_id, (step,), figures)[0]
    kept = [place for place, column in enumerate(whole.columns) if column.id != "p90"]
    earlier, later = (
        Row((Cell(str(place), place), *(row.cells[at] for at in kept[1:])), "", str(place))
        for place, row in zip((number - 1, number), whole.rows, strict=True)
    )
    columns = tuple(
        replace(whole.columns[at], title=say("Present cost")) if whole.columns[at].id == "mean" else whole.columns[at]
        for at in kept
    )
    lines = _lines(offer_id, number, step, offer.currency or case.brief.currency, figures)
    return replace(whole, id="revisions.proposed", columns=columns, rows=(earlier, later)), lines


def _revision(number: int, revision: Revision, step: Step, figures: Figures, *, later: bool) -> Row:
    moved = step.moved
    ends = {
        name: getattr(moved, name).after if later else getattr(moved, name).before
        for name in ("contract", "cash", "mean", "p90", "rank")
    }
    rank = ends["rank"]
    return Row(
        (
            Cell(str(number), number),
            Cell(revision.file or DASH),
            Cell(
                " ".join(part for part in (revision.stated.get("round"), revision.stated.get("revision")) if part)
                or DASH
            ),
            _day(revision.stated.get("date"), figures),
            _amount(ends["contract"], figures),
            _amount(step.concession if later else None, figures),
            _amount(ends["cash"], figures),
            _amount(ends["mean"], figures),
            _amount(ends["p90"], figures),
            Cell(DASH) if rank is None else Cell(f"{rank:.0f}", rank),
        ),
        "",
        f"{number}",
    )


def _amount(value: float | None, figures: Figures) -> Cell:
    return Cell(DASH, None, "muted") if value is None else Cell(figures.amount(value), value)


def _lines(offer_id: str, number: int, step: Step, unit: str, figures: Figures) -> Sheet:
    return Sheet(
        id=f"revisions.{offer_id}.{number}",
        title=say("What revision {number} changes", number=number),
        note="" if step.lines else say("No line changed."),
        columns=(
            Column("what", say("What")),
            Column("line", say("Line")),
            Column("before", say("Before"), "", "right"),
            Column("after", say("After"), "", "right"),
            Column("by", say("Moves by"), unit, "right"),
        ),
        rows=tuple(
            Row(
                (
                    Cell(say(KINDS[line.kind])),
                    Cell(line.description),
                    _said(line, line.before, figures),
                    _said(line, line.after, figures),
                    Cell(DASH, None, "muted")
                    if line.by is None
                    else Cell(figures.full(float(line.by)), float(line.by)),
                )
            )
            for line in step.lines
        ),
    )


def _said(line: Changed, value: str | None, figures: Figures) -> Cell:
    """Return how something was before or after: a figure with the decimals it has, or a basis in words."""
    if value is None:
        return Cell(DASH, None, "muted")
    if line.kind not in ("price", "quantity"):
        return Cell(say(BASES.get(value, value)))
    return decimal_cell(Decimal(value), figures)


def _day(value: str | None, figures: Figures) -> Cell:
    return Cell(figures.date(date.fromisoformat(value)), value) if value else Cell(DASH, None, "muted")
