"""The pages behind the first: everything that an auditor follows the figures by."""

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import replace as changed
from hashlib import sha256

from reportlab.platypus import Flowable, Paragraph, Spacer, Table

from cdmo_desk.reports import charts, looks, stacks
from cdmo_desk.reports.flowing import Line, style
from cdmo_desk.reports.lettering import REGULAR
from cdmo_desk.reports.press import Press
from cdmo_desk.sheets import assumptions, bridge, cautions, contracts, cost, demand, matrix, measures, notes, risk
from cdmo_desk.sheets import ranking as ranks
from cdmo_desk.sheets import scorecard as scores
from cdmo_desk.sheets import sources as origin
from cdmo_desk.sheets.answers import award_sheet
from cdmo_desk.sheets.between import acceptance, pairs
from cdmo_desk.sheets.changes import changes_sheet
from cdmo_desk.sheets.flips import flips
from cdmo_desk.sheets.journal import accepted, journal
from cdmo_desk.sheets.naming import years
from cdmo_desk.sheets.origin_files import origin_files
from cdmo_desk.sheets.owed_calendar import owed_calendar
from cdmo_desk.sheets.questions import questions
from cdmo_desk.sheets.reliance import reliance
from cdmo_desk.sheets.sheet import Cell, Column, Row, Sheet
from cdmo_desk.sheets.stability import stability
from cdmo_desk.sheets.tornado import tornado
from cdmo_desk.sheets.walkaway import walk_away
from cdmo_desk.sheets.winner import winners
from cdmo_desk.sheets.worth import worth
from cdmo_desk.speech import say

HEAD = 30.0  # a heading's height
MOST_FLIPS, MOST_SWINGS = 12, 12
ALWAYS = ("inputs", "odd", "trail", "how")


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its mark, its title, what it holds, whether it lies on its side."""

    mark: str
    title: str
    content: Callable[[Press], list[Flowable]]
    wide: bool = False


def sections(press: Press) -> tuple[Section, ...]:
    """Return the sections that the case has something for."""
    found = [
        Section("offers", say("The offers in figures"), offers),
        Section("bridge.all", say("From what is stated to what it costs"), bridges),
        Section("level", say("Like for like"), levelled),
        Section("costs", say("Cost by category and by year"), costs),
        Section("risks", say("Risk"), risks),
        Section("turns", say("What would change the answer"), turns),
        Section("levers", say("What moves the cost, and what clauses are worth"), levers),
    ]
    if press.case.brief.criteria or press.case.brief.must_haves:
        found.append(Section("scores", say("Scorecard"), scored))
    found += [
        Section("terms", say("The contracts side by side"), terms, wide=len(press.case.offers) > 3),  # noqa: PLR2004
        Section("inputs", say("Assumptions"), inputs),
        Section("odd", say("Warnings"), odd),
        Section("origins", say("Sources"), origins),
        Section("trail", say("Audit extract and what is inside"), trail),
        Section("how", say("Method and words"), how),
    ]
    return tuple(found) if press.case.offers else tuple(part for part in found if part.mark in ALWAYS)


def contents(press: Press) -> list[Flowable]:
    """Return the table of contents."""
    entries = []
    for section in sections(press):
        text = press.letters.markup(section.title)
        words = Paragraph(f'<a href="#{section.mark}">{text}</a>', style(looks.BODY))
        entries.append([words, Line(press.page(section.mark), looks.BODY, right=True)])
    half = -(-len(entries) // 2)
    blank: list[Flowable | str] = ["", ""]
    rows = [
        [*entries[place], "", *(entries[place + half] if place + half < len(entries) else blank)]
        for place in range(half)
    ]
    gap, page = 22.0, 24.0
    room = (press.room - gap) / 2 - page
    made = Table(rows, colWidths=[room, page, gap, room, page], hAlign="LEFT")
    made.setStyle(
        [
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 2.6),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2.6),
            ("LINEBELOW", (0, 0), (1, -1), 0.5, looks.HAIRLINE),
            ("LINEBELOW", (3, 0), (4, len(entries) - half - 1), 0.5, looks.HAIRLINE),
            ("FONT", (0, 0), (-1, -1), REGULAR, looks.BODY),
        ]
    )
    heading = style(looks.HEADING, spaceAfter=4)
    return [Paragraph(press.letters.markup(say("Contents"), strong=True), heading), made, Spacer(0, 18)]


def offers(press: Press) -> list[Flowable]:
    """Return the whole ranking in two tables."""
    sheet = ranks.ranking(press.case, press.comparison, press.figures)
    simulated = press.comparison.trials > 0
    costs_ = ["offer", "supplier", "stated", "contract", "cash"]
    costs_ += ["expected", "present", "error"] if simulated else ["present"]
    costs_ += ["unit", "rank"]
    exposed = ["offer", "likely", "bad", "stops", "owed", "beyond", "cheapest", "budget", "score", "must"]
    if not simulated:
        exposed = ["offer", "stops", "owed", "beyond", "score", "must"]
    first = changed(sheet.pick(*costs_), id="ranking.cost", title=say("What they cost"))
    second = changed(sheet.pick(*exposed), id="ranking.risk", title=say("How far they can move"), note="")
    return [*press.sheet(first), *press.sheet(second)]


def bridges(press: Press) -> list[Flowable]:
    """Return the bridge of all offers, then term by term."""
    case, comparison, figures = press.case, press.comparison, press.figures
    sheet = bridge.bridge(case, comparison, figures)
    made = press.sheet(changed(sheet, title=say("Every step, numbered")))
    for name in measures.in_order(comparison):
        why = bridge.why(case, comparison, name, figures)
        title = say(
            "Step 2 for {letter} {supplier}", letter=press.keys[name].letter, supplier=press.keys[name].supplier
        )
        if not case.offer(name).lines:
            why = changed(why.pick("number", "term", "category", "ours", "reason"), id=why.id)
        made += press.sheet(changed(why, title=title), size=7.2)
    return made


def levelled(press: Press) -> list[Flowable]:
    """Return the matrix and the plugs."""
    case, comparison, figures = press.case, press.comparison, press.figures
    sheet = matrix.matrix(case, comparison, figures)
    return [
        *press.sheet(changed(sheet, title=say("Item by item")), whole=True),
        *press.sheet(matrix.gaps(case, comparison, figures)),
    ]


def costs(press: Press) -> list[Flowable]:
    """Return cost by category and by year."""
    case, comparison, figures = press.case, press.comparison, press.figures
    unit = figures.unit(comparison.currency)
    order = measures.in_order(comparison)
    bars = [
        stacks.Stack(
            letter=press.keys[name].letter,
            name=press.keys[name].short,
            groups=cost.groups_of(comparison.offers[name]),
            hollow=press.keys[name].letter in press.hollow,
            total=measures.total(
                figures, comparison.offers[name], sum(cost.groups_of(comparison.offers[name]).values())
            ).text,
        )
        for name in order
    ]
    word = say("Expected cost") if comparison.trials else say("Cost of the base case")
    chart = stacks.stacks(bars, press.ground(), f"{word}, {unit}")
    made = press.heading("chart.categories", say("{word} by category", word=word), chart.height + HEAD)
    made.append(chart)
    names = years(case)
    panels = [
        stacks.Years(
            letter=press.keys[name].letter,
            name=press.keys[name].short,
            groups=cost.years_of(comparison.offers[name], len(names)),
            hollow=press.keys[name].letter in press.hollow,
        )
        for name in order
    ]
    yearly = cost.by_year(case, comparison, figures)
    chart = stacks.years(panels, names, press.ground(), unit)
    made += press.heading(
        "chart.years",
        say("{title}, in {unit}, colours as by category", title=yearly.title, unit=unit),
        chart.height + HEAD,
    )
    table = press.sheet(cost.by_category(case, comparison, figures), size=7.1, dense=True, whole=True)
    return [*made, chart, *press.sheet(yearly), *table]


def risks(press: Press) -> list[Flowable]:
    """Return spread, chances, stress tests, what is owed, and the register."""
    case, comparison, figures = press.case, press.comparison, press.figures
    made: list[Flowable] = []
    if comparison.trials:
        made += press.sheet(risk.spread(case, comparison, figures))
        made += press.heading(
            "chart.exceedance", say("Chance that cash exceeds an amount, success and failure together"), 190
        )
        made.append(_curves(press))
        made.append(press.words(say("The offer that is asked for is drawn thicker."), looks.SMALL, muted=True))
        made += press.sheet(risk.present_spread(case, comparison, figures))
    else:
        made.append(
            press.words(say("No simulation was run: there are no risk figures, only stress tests on the base case."))
        )
    if case.brief.stresses:
        made += press.sheet(risk.stress(case, comparison, figures))
        made += press.sheet(risk.stress(case, comparison, figures, measure="cash"))
    if case.brief.gates:
        made += press.sheet(risk.commitment(case, comparison, figures))
    made += press.sheet(owed_calendar(case, comparison, press.answers, figures), size=7.1, dense=True, whole=True)
    register = risk.register(case, comparison, figures)
    if register.rows:
        made += press.sheet(register, size=7.1, dense=True)
    return made


def _curves(press: Press) -> Flowable:
    comparison = press.comparison
    curves = [
        charts.Curve(
            letter=press.keys[name].letter,
            points=found.exceedance,
            hollow=press.keys[name].letter in press.hollow,
            chosen=name == measures.chosen(comparison),
        )
        for name in measures.in_order(comparison)
        if (found := comparison.offers[name].risk) is not None
    ]
    axis = say("Cash, {currency}", currency=press.figures.unit(comparison.currency))
    return charts.exceedance(curves, press.ground(), axis, press.case.brief.budget)


def turns(press: Press) -> list[Flowable]:
    """Return who is cheapest over demand, the changes and the crossovers."""
    case, comparison, figures = press.case, press.comparison, press.figures
    made = press.sheet(award_sheet(case, comparison, press.answers, figures), widths=(1.0, 24.0))
    found = demand.stretches(comparison)
    if len(comparison.ranking) > 1:
        made += press.heading("chart.demand", say("Lowest present cost over demand, base case"), 110)
        named = {name: (key.letter, key.short) for name, key in press.keys.items()}
        made.append(charts.strip(found, named, press.ground(), say("Demand, × plan")))
        made += press.sheet(
            changed(changes_sheet(case, comparison, figures), title=say("Circumstances that change it"))
        )
    if len(case.offers) > 1:
        made += press.sheet(demand.crossovers(case, comparison, figures))
    made += press.sheet(winners(case, press.answers, figures), size=7.1, dense=True)
    if press.answers.over_trials is not None:
        made += press.sheet(flips(case, press.answers, figures, most=MOST_FLIPS), size=7.1, dense=True)
        made += press.sheet(pairs(case, comparison, press.answers, figures), size=7.1, dense=True)
        made += press.sheet(acceptance(case, press.answers, figures), size=7.1, dense=True)
    return made


def levers(press: Press) -> list[Flowable]:
    """Return what moves the cost of the first two, where prices tie, and what each clause is worth."""
    case, comparison, figures, answers = press.case, press.comparison, press.figures, press.answers
    made: list[Flowable] = []
    for name in measures.in_order(comparison)[:2]:
        made += press.sheet(tornado(case, comparison, answers, name, figures, most=MOST_SWINGS), size=7.1, dense=True)
    if answers.over_trials is not None:
        made += press.sheet(walk_away(case, answers, figures), size=7.1, dense=True)
        made += press.sheet(worth(case, comparison, answers, figures), size=7.1, dense=True)
    return made


def scored(press: Press) -> list[Flowable]:
    """Return the scorecard."""
    sheet = scores.scorecard(press.case, press.comparison, press.figures)
    return [
        *press.sheet(changed(sheet, title=say("Criteria and must-haves"))),
        *press.sheet(stability(press.case, press.answers, press.figures)),
    ]


def terms(press: Press) -> list[Flowable]:
    """Return the contracts side by side."""
    sheet = contracts.contracts(press.case, press.comparison, press.figures)
    shares = (0.7, *(1.0 for _ in sheet.columns[1:]))
    return press.sheet(changed(sheet, title=say("Terms in words")), size=6.9, widths=shares)


def inputs(press: Press) -> list[Flowable]:
    """Return the assumptions, how much rests on them, and what to ask the suppliers."""
    case, comparison, figures = press.case, press.comparison, press.figures
    sheet = changed(assumptions.assumptions(case, comparison, figures), title=say("Inputs with their source"))
    made = press.sheet(sheet, size=7.1, widths=(2.45, 2.35, 1.05, 2.05, 1.15, 0.85), dense=True)
    if press.answers.over_trials is not None:
        made += press.sheet(reliance(case, press.answers, figures), size=7.1, dense=True)
        made += press.sheet(questions(case, comparison, press.answers, figures), size=7.1, dense=True)
    return made


def odd(press: Press) -> list[Flowable]:
    """Return the warnings."""
    found = cautions.cautions(press.case, press.comparison, press.figures)
    return [
        *press.sheet(changed(found, title=say("What is odd")), size=7.2),
        *press.sheet(accepted(press.steps, press.figures), size=7.2),
    ]


def trail(press: Press) -> list[Flowable]:
    """Return who did what to the case, the hashes it is known by, and the files that travel inside."""
    return [
        *press.sheet(journal(press.steps, press.figures), size=7.1, dense=True),
        *press.sheet(inside(press), size=7.1, widths=(1.0, 1.5, 3.6)),
    ]


def inside(press: Press) -> Sheet:
    """Return the hashes of case, results and record, and the attached files with theirs."""
    found = press.hashes
    known = ((say("Case"), found.case), (say("Results"), found.results), (say("Record"), found.record))
    rows = [Row((Cell(title), Cell(""), Cell(hash_))) for title, hash_ in known]
    if press.inside:
        rows.append(Row((Cell(say("Attached files")), Cell(""), Cell("")), "group"))
    rows += [Row((Cell(file.name), Cell(file.says), Cell(sha256(file.content).hexdigest()))) for file in press.inside]
    return Sheet(
        id="inside",
        title=say("What this document is about, and what is inside"),
        note=say(
            "The record’s SHA-256 is that of two lines, the case’s and the results’: who signs it signs both. The case "
            "document and its results are written in one way only, so that anybody can make these hashes again."
        ),
        columns=(Column("what", say("What")), Column("says", say("Content")), Column("sha256", "SHA-256")),
        rows=tuple(rows),
    )


def origins(press: Press) -> list[Flowable]:
    """Return files with their hashes, and lines with their cells."""
    case, comparison, figures = press.case, press.comparison, press.figures
    made = press.sheet(origin_files(case, comparison, figures), size=6.6, widths=(1.1, 2.35, 5.6, 0.55))
    for name in measures.in_order(comparison):
        if case.offer(name).lines:
            made += press.sheet(origin.lines(case, comparison, name, figures), size=6.9, dense=True, divided=True)
    return made


def how(press: Press) -> list[Flowable]:
    """Return the method and the words."""
    made = press.heading("method", say("Method"))
    for text in notes.method(press.case, press.comparison, press.figures):
        made.append(Paragraph(press.letters.markup(text), style(looks.BODY, spaceAfter=4)))
    sheet: Sheet = notes.glossary(press.figures)
    return [*made, *press.sheet(sheet, widths=(1.0, 3.4))]
