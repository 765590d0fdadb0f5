"""Across cases as tables: suppliers and their offers, and what a scope item was asked for over time."""

from collections.abc import Sequence
from statistics import mean
from typing import TYPE_CHECKING

from cdmo_desk.contract.offer import KINDS
from cdmo_desk.library import SupplierRow
from cdmo_desk.library.across import Offered, Quoted
from cdmo_desk.sheets.figures import DASH, EN, Figures
from cdmo_desk.sheets.sheet import Cell, Column, Row, Sheet
from cdmo_desk.speech import counted, say

if TYPE_CHECKING:
    from datetime import date


def suppliers(found: Sequence[SupplierRow]) -> Sheet:
    """Return all suppliers with how many offers they made, and in how many cases."""
    return Sheet(
        id="suppliers",
        title=say("Suppliers"),
        note=counted("{n} supplier.", "{n} suppliers.", len(found)),
        columns=(
            Column("supplier", say("Supplier")),
            Column("offers", say("Offers"), "", "right"),
            Column("cases", say("Cases"), "", "right"),
        ),
        rows=tuple(
            Row((Cell(row.name), Cell(str(row.offers), row.offers), Cell(str(row.cases), row.cases)), "", row.name)
            for row in found
        ),
    )


def supplier(name: str, found: Sequence[Offered], figures: Figures = EN) -> tuple[Sheet, ...]:
    """Return a supplier's offers with score and award, and its sites and evidence."""
    return _offers(name, found, figures), _sites(found, figures)


def prices(
    item: str,
    currency: str,
    found: Sequence[tuple[Quoted, float | None]],
    *,
    says: str,
    spread: tuple[float, float, float] | None,
    figures: Figures = EN,
) -> Sheet:
    """Return what was asked for a scope item over time: each quote in its own currency and in one, with its source."""
    rows = []
    for quoted, value in found:
        own = f"{figures.full(float(quoted.amount))} {quoted.currency}"
        rows.append(
            Row(
                (
                    _day(quoted.setting.day, figures),
                    Cell(quoted.supplier),
                    Cell(quoted.setting.title),
                    Cell(own, float(quoted.amount)),
                    Cell(figures.full(value), value, "muted" if value is None else ""),
                    Cell(", ".join(quoted.files) or DASH, None, "muted"),
                ),
                "",
                f"{quoted.setting.case}/{quoted.offer}",
            )
        )
    return Sheet(
        id="prices",
        title=say("Prices of {item}", item=item),
        note=_note(currency, says, spread, figures) if found else say("No earlier quote for it."),
        columns=(
            Column("day", say("As of")),
            Column("supplier", say("Supplier")),
            Column("case", say("Case")),
            Column("quoted", say("Quoted"), "", "right"),
            Column("value", say("In one currency"), currency, "right"),
            Column("file", say("File")),
        ),
        rows=tuple(rows),
    )


def earlier(says: str, middle: float, currency: str, *, is_outlier: bool | None, figures: Figures = EN) -> str:
    """Say what earlier quotes of a scope item come to, and whether a price lies far outside them."""
    text = say("{says}: {middle} {currency}", says=says, middle=figures.full(middle), currency=currency)
    return f"{text[:1].upper()}{text[1:]}" + (say("; this price lies far outside them") if is_outlier else "")


def _note(currency: str, says: str, spread: tuple[float, float, float] | None, figures: Figures) -> str:
    end = say("As quoted then, not adjusted for inflation or quantity.")
    if spread is None:
        return f"{says[:1].upper()}{says[1:]}. {end}"
    low, middle, high = (figures.full(value) for value in spread)
    words = say(
        "{middle} {currency}, the middle half from {low} to {high}",
        middle=middle,
        low=low,
        high=high,
        currency=currency,
    )
    return f"{says[:1].upper()}{says[1:]}: {words}. {end}"


def _offers(name: str, found: Sequence[Offered], figures: Figures) -> Sheet:
    decided = [one for one in found if one.is_awarded is not None]
    won = sum(bool(one.is_awarded) for one in decided)
    cases = len({one.setting.case for one in decided})
    rate = ""
    if cases:
        rate = " " + say("Awarded in {won} of {n} cases decided.", won=won, n=cases)
    rows = []
    for one in found:
        scores = [value for value in (one.record.get("scores") or {}).values() if isinstance(value, int | float)]
        score = mean(scores) if scores else None
        state = {True: say("awarded"), False: say("not awarded"), None: say("open")}[one.is_awarded]
        rows.append(
            Row(
                (
                    _day(one.setting.day, figures),
                    Cell(one.setting.title),
                    Cell(one.title or one.offer),
                    Cell(say(KINDS[one.kind]) if one.kind in KINDS else one.kind),
                    Cell(figures.number(score, 1), score),
                    Cell(state, None, "good" if one.is_awarded else "muted"),
                ),
                "",
                f"{one.setting.case}/{one.offer}",
            )
        )
    return Sheet(
        id="supplier",
        title=name,
        note=counted("{n} offer.", "{n} offers.", len(found)) + rate,
        columns=(
            Column("day", say("As of")),
            Column("case", say("Case")),
            Column("offer", say("Offer")),
            Column("kind", say("Contract")),
            Column("score", say("Mean score"), say("of 5"), "right"),
            Column("award", say("Award")),
        ),
        rows=tuple(rows),
    )


def _sites(found: Sequence[Offered], figures: Figures) -> Sheet:
    rows: dict[tuple[str, ...], Row] = {}
    for one in found:
        for site in one.record.get("sites") or ():
            about = ", ".join(str(site[key]) for key in ("country", "region", "role") if site.get(key))
            key = ("site", str(site.get("name")), about)
            rows[key] = Row((Cell(say("Site")), Cell(key[1]), Cell(about), Cell(""), _day(one.setting.day, figures)))
        for proof in one.record.get("evidence") or ():
            said = [str(proof.get(key) or "") for key in ("for", "says", "source")]
            rows["evidence", *said] = Row(
                (Cell(say("Evidence")), *(Cell(text) for text in said), _day(one.setting.day, figures))
            )
    return Sheet(
        id="supplier.sites",
        title=say("Sites and evidence"),
        note="" if rows else say("None stated in any offer."),
        columns=(
            Column("what", say("What")),
            Column("name", say("Of")),
            Column("says", say("Says")),
            Column("source", say("Source")),
            Column("day", say("Last stated")),
        ),
        rows=tuple(rows.values()),
    )


def _day(day: "date | None", figures: Figures) -> Cell:
    return Cell(figures.date(day), day.isoformat() if day else None)
