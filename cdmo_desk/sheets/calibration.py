"""How earlier forecasts held, as tables: the shares with their uncertainty, and each offer that was paid for."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from cdmo_desk.evaluation.calibration import Calibration, Outcome, Share
from cdmo_desk.sheets.categories import TITLES
from cdmo_desk.sheets.figures import EN, Figures
from cdmo_desk.sheets.sheet import Cell, Column, Row, Sheet, Tone
from cdmo_desk.speech import counted, marked, say

BASES = {
    "signed": marked("the revision that was signed"),
    "before": marked("the case before its first payment"),
    "today": marked("the case as it stands"),
}


def calibration(found: Calibration, figures: Figures = EN) -> tuple[Sheet, ...]:
    """Return how often P50s and P90s held, once there are enough cases, and the offers that tell it."""
    return _shares(found, figures), _offers(found, figures)


def sentences(found: Calibration, figures: Figures = EN) -> tuple[str, ...]:
    """Return the same shares in a sentence each, after how many offers they rest on."""
    lines = [_note(found)]
    for row in _shares(found, figures).rows:
        name, held, share, interval, wanted, says = (cell.text for cell in row.cells)
        lines.append(
            say(
                "{forecast}: {held} held, {share} ({interval}; should be {wanted}): {says}.",
                forecast=name,
                held=held,
                share=share,
                interval=interval,
                wanted=wanted,
                says=says,
            )
        )
    return tuple(lines)


def payments(title: str, currency: str, paid: Sequence[Mapping[str, Any]], figures: Figures = EN) -> Sheet:
    """Return what was paid on an offer."""
    total = sum(float(one["amount"]) for one in paid)
    return Sheet(
        id="payments",
        title=say("Paid on {offer}", offer=title),
        note=say("{total} so far.", total=f"{figures.full(total)} {currency}") if paid else say("Nothing entered yet."),
        columns=(
            Column("date", say("Date")),
            Column("category", say("Category")),
            Column("amount", say("Amount"), currency, "right"),
            Column("source", say("Source")),
        ),
        rows=tuple(
            Row(
                (
                    Cell(figures.date(date.fromisoformat(one["date"])), one["date"]),
                    Cell(category(str(one["category"]))),
                    _amount(float(one["amount"]), figures),
                    Cell(str(one.get("source") or ""), None, "muted"),
                ),
                "",
                str(number),
            )
            for number, one in enumerate(paid)
        ),
    )


def _amount(value: float, figures: Figures) -> Cell:
    return Cell(figures.number(value, 0 if value == round(value) else 2), value)


def category(name: str) -> str:
    """Return a category in words; one of a person's own as it was typed."""
    return say(TITLES[name]) if name in TITLES else name


def _shares(found: Calibration, figures: Figures) -> Sheet:
    half, nine = found.half, found.nine
    rows: tuple[Row, ...] = ()
    if half is not None and nine is not None:
        rows = (_share(say("P50"), half, 0.5, figures), _share(say("P90"), nine, 0.9, figures))
    return Sheet(
        id="calibration",
        title=say("How forecasts held"),
        note=_note(found),
        columns=(
            Column("forecast", say("Forecast")),
            Column("held", say("Held"), "", "right"),
            Column("share", say("Share"), "", "right"),
            Column("interval", say("95 % interval"), "", "right"),
            Column("wanted", say("Should be"), "", "right"),
            Column("says", say("So far")),
        ),
        rows=rows,
    )


def _note(found: Calibration) -> str:
    known = counted("Payments are known of {n} offer.", "Payments are known of {n} offers.", len(found.outcomes))
    if found.missing:
        more = counted(
            "{n} more is needed before shares say anything.",
            "{n} more are needed before shares say anything.",
            found.missing,
        )
        known = f"{known} {more}"
    if found.left_out:
        left = counted(
            "{n} more offer could not be judged: {which}",
            "{n} more offers could not be judged: {which}",
            len(found.left_out),
            which="; ".join(f"{name}: {why}" for name, why in found.left_out),
        )
        known = f"{known} {left}"
    return known


def _share(name: str, found: Share, wanted: float, figures: Figures) -> Row:
    low, high = figures.percent(found.low, 0), figures.percent(found.high, 0)
    tone: Tone
    if found.has(wanted):
        says, tone = say("no sign that they were off"), "good"
    elif found.high < wanted:
        says, tone = say("held too seldom: forecasts were too low"), "bad"
    else:
        says, tone = say("held too often: forecasts were too high"), "warning"
    return Row(
        (
            Cell(name),
            Cell(say("{n} of {all}", n=found.held, all=found.of), found.held),
            Cell(figures.percent(found.share, 0), found.share),
            Cell(say("{low} to {high}", low=low, high=high), found.low),
            Cell(figures.percent(wanted, 0), wanted),
            Cell(says, None, tone),
        )
    )


def _offers(found: Calibration, figures: Figures) -> Sheet:
    return Sheet(
        id="calibration.offers",
        title=say("Paid against forecast"),
        note=say(
            "Each offer's payments against the forecast of what its supplier would have invoiced by the end of the "
            "quarter of the last payment, in the offer's currency."
        ),
        columns=(
            Column("case", say("Case")),
            Column("place", say("Place in the forecast"), "", "right"),
            Column("paid", say("Paid"), "", "right"),
            Column("p50", say("P50"), "", "right"),
            Column("p90", say("P90"), "", "right"),
            Column("supplier", say("Supplier")),
            Column("basis", say("Forecast of")),
        ),
        rows=tuple(_offer(outcome, figures) for outcome in found.outcomes),
    )


def _offer(outcome: Outcome, figures: Figures) -> Row:
    held = outcome.held
    tone: Tone = "" if held.in_half else "warning" if held.in_nine else "bad"
    money = [Cell(f"{figures.full(value)} {outcome.currency}", value) for value in (held.paid, held.p50, held.p90)]
    return Row(
        (
            Cell(outcome.title),
            Cell(figures.percent(held.place, 0), held.place, tone),
            *money,
            Cell(outcome.supplier),
            Cell(say(BASES[outcome.basis]), None, "muted"),
        ),
        "",
        f"{outcome.case}/{outcome.offer}",
    )
