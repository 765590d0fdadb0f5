"""Page 1: what is asked, why, the offers, what would change the answer, what it rests on, who signs."""

from typing import Any

from reportlab.platypus import Flowable, Paragraph, Spacer, Table

from cdmo_desk.reports import charts, looks
from cdmo_desk.reports.flowing import Heading, Whole, style
from cdmo_desk.reports.panels import Panels
from cdmo_desk.reports.paper import SIDE
from cdmo_desk.reports.press import Press
from cdmo_desk.reports.tables import table
from cdmo_desk.sheets import measures
from cdmo_desk.sheets.changes import changes_sheet
from cdmo_desk.sheets.decision import Decision, decision
from cdmo_desk.sheets.naming import first_gate
from cdmo_desk.sheets.ranking import ranking
from cdmo_desk.sheets.sheet import Sheet
from cdmo_desk.speech import say

MOST_CHANGES = 6
GAP = 14.0
SMALLEST = 2.0  # how much more room is laid out at most where one page would not do


def page_one(press: Press, height: float) -> list[Flowable]:
    """Return the first page; whatever it holds, it is one page."""
    words = decision(press.case, press.comparison, press.figures)
    title = press.case.brief.title or press.case.brief.id
    made = style(looks.TITLE, spaceAfter=5, leading=looks.TITLE * 1.25)
    heading = Heading(title, press.letters.markup(title, strong=True), made, mark="decision", level=0)
    panels = Panels(press.case.brief.route, press.room + 2 * SIDE, press.letters, press.typed, press.page("inside"))
    left = height - heading.wrap(press.room, height)[1] - 12 - panels.wrap(press.room, height)[1]
    factor = press.fits.get("decision", 1.0)
    content = _content(press.wider(press.room * factor), words)
    while (need := Whole(content, factor).wrap(press.room, left)[1] / left) > 1 and factor < SMALLEST:
        factor *= max(1.02, need**0.6)  # more room breaks fewer lines, so that less than all of the need is enough
        content = _content(press.wider(press.room * factor), words)
    press.fits["decision"] = factor
    return [heading, Whole(content, factor, left), panels]


def _content(press: Press, words: Decision) -> list[Flowable]:
    """Return what stands below the title."""
    return [
        *_asks(press, words),
        *_reasons(press, words),
        *_offers(press),
        *_middle(press, words),
        *_footing(press, words),
    ]


def _heading(press: Press, text: str, above: float = 11) -> list[Flowable]:
    made = style(looks.HEADING, spaceAfter=3)
    return [Spacer(0, above), Paragraph(press.letters.markup(text, strong=True), made)]


def _plain(content: list[list[Any]], widths: list[float], **more: Any) -> Table:  # noqa: ANN401 - reportlab's own
    """Return a table without lines or padding, for laying things side by side."""
    made = Table(content, colWidths=widths, hAlign="LEFT", **more)
    made.setStyle(
        [
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 0),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("FONT", (0, 0), (-1, -1), "Inter", looks.BODY),
        ]
    )
    return made


def _asks(press: Press, words: Decision) -> list[Flowable]:
    asked = _plain([[press.sentence(words.asks, 9.75)]], [press.room - 2])
    asked.setStyle(
        [
            ("LINEBEFORE", (0, 0), (0, -1), 2.4, looks.ACCENT),
            ("LEFTPADDING", (0, 0), (-1, -1), 10),
            ("TOPPADDING", (0, 0), (-1, -1), 1),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ]
    )
    made: list[Flowable] = [asked]
    if words.first:
        said = _plain([[press.words(text)] for text in words.first], [press.room - 2])
        said.setStyle(
            [
                ("BACKGROUND", (0, 0), (-1, -1), looks.OURS),
                ("LEFTPADDING", (0, 0), (-1, -1), 10),
                ("RIGHTPADDING", (0, 0), (-1, -1), 8),
                ("TOPPADDING", (0, 0), (-1, -1), 3),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
            ]
        )
        made += [Spacer(0, 6), said]
    return made


def _reasons(press: Press, words: Decision) -> list[Flowable]:
    """Return the reasons, numbered; what the rule gives follows the first."""
    if words.offer is None:
        return []
    made = _heading(press, say("Why"))
    rows = []
    for number, reason in enumerate(words.reasons, start=1):
        says = f" {reason.says} {words.rule}" if number == 1 else f" {reason.says}"
        head = press.letters.markup(reason.head, strong=True)
        text = Paragraph(head + press.letters.markup(says), style(looks.BODY, spaceAfter=2))
        rows.append([press.words(f"{number}."), text])
    if not rows:
        rows = [
            [press.words(""), press.words(say("No figure speaks for it above the others. {rule}", rule=words.rule))]
        ]
    listed = _plain(rows, [12, press.room - 12])
    listed.setStyle([("BOTTOMPADDING", (0, 0), (-1, -1), 2.5)])
    return [*made, listed]


def _offers(press: Press) -> list[Flowable]:
    """Return the table of the offers."""
    sheet = ranking(press.case, press.comparison, press.figures)
    if not sheet.rows:
        return []
    sheet = _short(press, sheet).with_unit_in_title()
    made = _heading(press, sheet.title)
    made.append(table(sheet, press.room, press.setting(7.7)))
    if sheet.note:
        made += [Spacer(0, 2), press.words(sheet.note, 7.2, muted=True)]
    return made


def _short(press: Press, sheet: Sheet) -> Sheet:
    """Return the columns that page 1 has room for and the case has figures for."""
    gate = first_gate(press.case)
    simulated = press.comparison.trials > 0
    stops = any(measures.stop_cash(press.case, offer, gate) is not None for offer in press.comparison.offers.values())
    wanted = {
        "offer": True,
        "kind": True,
        "stated": True,
        "contract": True,
        "cash": True,
        "expected": simulated,
        "bad": simulated,
        "stops": stops,
        "beyond": any(offer.base.beyond_horizon for offer in press.comparison.offers.values()),
        "present": True,
        "measure": press.comparison.recommendation.rule != "lowest_present_cost",
        "score": bool(press.case.brief.criteria),
        "must": bool(press.case.brief.must_haves),
        "rank": True,
    }
    return sheet.pick(*(name for name, is_wanted in wanted.items() if is_wanted))


def _middle(press: Press, words: Decision) -> list[Flowable]:
    """Return the chart, and beside it what would change the answer."""
    if not press.comparison.offers:
        return []
    left = press.room * 0.475
    right = press.room - left - GAP
    return [
        _plain([[_chart(press, left), "", _changes(press, words, right)]], [left, GAP, right]),
    ]


def _chart(press: Press, wide: float) -> list[Flowable]:
    case, comparison = press.case, press.comparison
    gate = first_gate(case)
    entries = []
    for name in measures.in_order(comparison):
        offer, key = comparison.offers[name], press.keys[name]
        base = None if offer.risk else offer.base.cash
        entries.append(
            charts.Range(
                letter=key.letter,
                name=key.short,
                low=measures.good_cash(offer),
                likely=measures.likely_cash(offer) if offer.risk else base,
                high=measures.bad_cash(offer),
                stops=measures.stop_cash(case, offer, gate),
                hollow=key.letter in press.hollow,
                chosen=name == measures.chosen(comparison),
            )
        )
    title = say("Cash if it succeeds, and if {gate} fails", gate=gate) if gate else say("Cash")
    row = 16.5 if len(entries) <= 8 else 13.0  # noqa: PLR2004 - more offers, closer rows
    axis = say("Cash, {currency}", currency=press.figures.unit(comparison.currency))
    drawing = charts.ranges(entries, press.ground(wide), axis, row, case.brief.budget)
    parts = [say("Square likely, bar good to bad case (1 in 10)") if comparison.trials else say("Square base case")]
    if gate and any(entry.stops is not None for entry in entries):
        parts.append(say("ring if it fails"))
    return [*_heading(press, title), drawing, press.words(", ".join(parts), 7.2, muted=True)]


def _changes(press: Press, words: Decision, wide: float) -> list[Flowable]:
    sheet = changes_sheet(press.case, press.comparison, press.figures)
    made = _heading(press, sheet.title)
    more = len(sheet.rows) - MOST_CHANGES
    if sheet.rows:
        shown = Sheet(id=sheet.id, title="", columns=sheet.columns, rows=sheet.rows[:MOST_CHANGES])
        made.append(table(shown, wide, press.setting(7.5)))
    elif len(press.comparison.ranking) > 1:
        made.append(press.words(sheet.note))
    else:
        made.append(press.words(say("No other offer is ranked.")))
    note = words.changes_note
    if more > 0:
        note = say("{more} more on page {page}. {note}", more=more, page=press.page("changes"), note=note)
    if note:
        made += [Spacer(0, 3), press.words(note, 7.5, muted=True)]
    return made


def _footing(press: Press, words: Decision) -> list[Flowable]:
    """Return what it rests on at the left, why not another and what is open at the right."""
    if words.offer is None and not words.rests_on:
        return []
    half = (press.room - GAP) / 2
    left = [*_heading(press, say("What it rests on")), *_said(press, words.rests_on)]
    title = say("Why not another, and what is open") if words.others else say("What is open")
    right = [*_heading(press, title), *_said(press, (*words.others, *words.open_points))]
    made: list[Flowable] = [_plain([[left, "", right]], [half, GAP, half])]
    if not press.case.offers:
        return made
    pages = {name: press.page(name) for name in ("level", "inputs", "odd")}
    more = say("More: gaps on page {level}, inputs and questions on page {inputs}, warnings on page {odd}.", **pages)
    return [*made, Spacer(0, 4), press.words(more, 7.2, muted=True)]


def _said(press: Press, said: tuple[str, ...]) -> list[Flowable]:
    size = looks.SMALL + 0.4
    return [Paragraph(press.letters.markup(text), style(size, spaceAfter=1.5)) for text in said] or [
        press.words(say("Nothing."), size, muted=True)
    ]
