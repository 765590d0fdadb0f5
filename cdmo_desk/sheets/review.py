"""A supplier's file under review: its lines with what they become, its problems, totals, scope and facts."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from cdmo_desk.intake.codes import CODES, FACTS
from cdmo_desk.intake.corrections import line_key
from cdmo_desk.intake.quote import Message, Quote, QuoteLine
from cdmo_desk.intake.repairs import place_of
from cdmo_desk.sheets.figures import DASH, EN, Figures
from cdmo_desk.sheets.sheet import Cell, Column, Row, Sheet, Tone
from cdmo_desk.sheets.sources import BASES
from cdmo_desk.speech import counted, marked, say

Plain = Mapping[str, Any]
SEVERITIES: dict[str, Tone] = {"error": "bad", "warning": "warning", "info": "muted"}
NAMED = {"error": marked("Error"), "warning": marked("Warning"), "info": marked("Note")}
_RANK = {"error": 0, "warning": 1, "info": 2}
CHOOSE = marked("choose…")
SCOPE, FIELD, ASIDE, OPEN = range(4)
CHARGED = ("priced", "pass_through")
STATED = 2  # columns of the totals where all agree


def lines(
    quote: Quote,
    offer: Plain,
    own: Sequence[str],
    scope: Mapping[str, str],
    placed: Mapping[str, Any],
    *,
    figures: Figures = EN,
    rates: bool = False,
) -> Sheet:
    """Return the file's lines, or its rates, with what each becomes; a row is known by its line's key."""
    by_id = {line["id"]: line for line in offer.get("lines", ())}
    terms = {term.get("id"): term for term in offer.get("terms", ())}
    rows = []
    for name, line in zip(own, quote.lines, strict=False):
        if (line.basis == "rate") != rates:
            continue
        kind, becomes = became(by_id.get(name, {}), line, terms, scope)
        why = placed.get(name)
        amount = line.unit_price if rates else line.amount if line.amount is not None else line.unit_price
        rows.append(
            Row(
                (
                    Cell(str(line.row), line.row),
                    Cell(line.description),
                    Cell(line.section or ""),
                    exact(line.quantity, figures),
                    Cell(line.unit or ""),
                    exact(amount, figures) if amount is not None else Cell(say(BASES[line.basis]), None, "muted"),
                    Cell(say(BASES[line.basis])),
                    Cell(becomes, kind, "warning" if kind == OPEN else "muted" if kind == ASIDE else ""),
                    Cell(why.reason if why else "", None, "muted"),
                    Cell(figures.percent(why.score, 0) if why else DASH, why.score if why else None),
                ),
                "",
                line_key(line.sheet, line.row, line.cells),
            )
        )
    return Sheet(
        id="review.rates" if rates else "review.lines",
        title=say("Rate card") if rates else say("Lines"),
        columns=(
            Column("row", say("Row")),
            Column("description", say("Description")),
            Column("section", say("Section")),
            Column("quantity", say("Quantity"), "", "right"),
            Column("unit", say("Unit")),
            Column("amount", quote.currency or say("Amount"), "", "right"),
            Column("basis", say("Basis")),
            Column("becomes", say("Becomes")),
            Column("why", say("Because it")),
            Column("sure", say("Sure"), "", "right"),
        ),
        rows=tuple(rows),
    )


def became(made: Plain, line: QuoteLine, terms: Mapping[Any, Any], scope: Mapping[str, str]) -> tuple[int, str]:
    """Return what became of a line: its kind, and in words."""
    becomes = made.get("becomes", {})
    if becomes.get("set_aside"):
        return ASIDE, say("set aside")
    term = terms.get(becomes.get("term"))
    if term is None:
        return OPEN, say(CHOOSE)
    if becomes.get("field"):
        title = str(term.get("title") or term.get("type", "")).replace("_", " ")
        return FIELD, say("sets {field} of {term}", field=becomes["field"].replace("_", " "), term=title)
    item = made.get("scope")
    if item is None and charged(line):
        return OPEN, say(CHOOSE)
    return SCOPE, scope.get(item, item) if item is not None else say("a cost of its own")


def charged(line: QuoteLine) -> bool:
    """Say whether a line asks for money for a piece of work."""
    return line.basis in CHARGED and (line.amount or line.unit_price or Decimal(0)) > 0


def exact(value: Decimal | None, figures: Figures = EN) -> Cell:
    """Return an exact decimal with the decimals it has."""
    if value is None:
        return Cell(DASH, None, "muted")
    places = max(0, -int(value.normalize().as_tuple().exponent))
    return Cell(figures.number(float(value), places), float(value))


def problems(messages: Sequence[Message], repaired: Mapping[int, str]) -> Sheet:
    """Return the problems by kind, errors first; `repaired` has the words of what can be done, by their places."""
    by_code: dict[str, list[int]] = defaultdict(list)
    for place, message in enumerate(messages):
        by_code[message.code].append(place)
    order = sorted(by_code, key=lambda code: min(_RANK[messages[place].severity] for place in by_code[code]))
    rows: list[Row] = []
    for code in order:
        places = sorted(by_code[code], key=lambda place: _RANK[messages[place].severity])
        if len(places) > 1:
            title = f"{say(CODES.get(code, code))}: {len(places)}"
            rows.append(Row((Cell(title), Cell(""), Cell(""), Cell("")), "group", f"group {code}"))
        for place in places:
            message = messages[place]
            rows.append(
                Row(
                    (
                        Cell(say(NAMED[message.severity]), _RANK[message.severity]),
                        Cell(place_of(message)[1] or DASH),
                        Cell(message.text),
                        Cell(repaired.get(place, "")),
                    ),
                    "",
                    str(place),
                )
            )
    return Sheet(
        id="review.problems",
        title=say("Problems"),
        columns=(
            Column("severity", say("State")),
            Column("cell", say("Cell")),
            Column("text", say("What is doubtful")),
            Column("repair", say("To do")),
        ),
        rows=tuple(rows),
    )


def summed_up(messages: Sequence[Message]) -> str:
    """Return how many problems of each weight there are."""
    found = Counter(message.severity for message in messages)
    parts = (
        counted("{n} error", "{n} errors", found["error"]) if found["error"] else say("no error"),
        counted("{n} warning", "{n} warnings", found["warning"]),
        counted("{n} note", "{n} notes", found["info"]),
    )
    return ", ".join(parts)


def totals(quote: Quote, as_read: Quote | None = None, figures: Figures = EN) -> Sheet:
    """Return the stated totals against what their lines come to now, and before anything was corrected.

    What the lines come to is shown where one disagrees, what they came to before where that was something else.
    """
    before = {(total.sheet, total.cell): total for total in (as_read or quote).totals}
    sums = lines_sum(quote), lines_sum(as_read or quote)
    moved = sums[0] != sums[1] or any(
        (old := before.get((total.sheet, total.cell))) is not None and old.computed != total.computed
        for total in quote.totals
    )
    apart = moved or any(not total.agrees for total in quote.totals)
    columns = [
        Column("label", say("Stated in the file")),
        Column("stated", say("Stated"), "", "right"),
    ]
    if apart:
        columns.append(Column("lines", say("Now") if moved else say("Lines"), "", "right"))
    if moved:
        columns.append(Column("before", say("As read"), "", "right"))
    wide = len(columns)
    rows = []
    for total in quote.totals:
        old = before.get((total.sheet, total.cell))
        stated = replace(exact(total.stated, figures), tone="good" if total.agrees else "bad")
        cells = (Cell(f"{total.cell}  {total.label}".strip()), stated)
        more = (exact(total.computed, figures), exact(old.computed if old else None, figures))
        rows.append(Row((*cells, *more)[:wide], "", f"{total.sheet}!{total.cell}"))
    return Sheet(
        id="review.totals",
        title=say("Totals"),
        columns=tuple(columns),
        rows=tuple(rows),
        totals=(*_difference(quote, figures, wide), *_sums(sums, figures, wide)),
    )


def lines_sum(quote: Quote) -> Decimal:
    """Return what the lines that are charged add up to."""
    return sum((line.amount or Decimal(0) for line in quote.lines if line.basis in CHARGED), Decimal(0))


def _difference(quote: Quote, figures: Figures, wide: int) -> tuple[Row, ...]:
    """Return what the totals that disagree are apart by."""
    if not quote.totals:
        return ()
    sum_apart = sum((t.stated - t.computed for t in quote.totals if t.computed is not None), Decimal(0))
    shown = exact(sum_apart, figures)
    cells = (Cell(say("Difference")), Cell("") if wide > STATED else shown, shown, Cell(""))
    return (Row(cells[:wide], "sum"),)


def _sums(sums: tuple[Decimal, Decimal], figures: Figures, wide: int) -> tuple[Row, ...]:
    """Return what the lines add up to, as corrected and as read, where those differ."""
    if sums[0] == sums[1]:
        return ()
    now, before = (exact(value, figures) for value in sums)
    return (Row((Cell(say("Sum of the lines")), Cell(""), now, before)[:wide], "sum"),)


def scope(quote: Quote, offer: Plain, own: Sequence[str], titles: Mapping[str, str], figures: Figures = EN) -> Sheet:
    """Return what the lines become, counted and added up; what is still to be decided stands below."""
    by_id = {line["id"]: line for line in offer.get("lines", ())}
    terms = {term.get("id"): term for term in offer.get("terms", ())}
    found: dict[tuple[int, str], list[Decimal]] = defaultdict(list)
    for name, line in zip(own, quote.lines, strict=False):
        kind, words = became(by_id.get(name, {}), line, terms, titles)
        key = (kind, say("sets fields of terms") if kind == FIELD else words)
        found[key].append(line.amount or Decimal(0))
    rows = [
        Row(
            (
                Cell(str(len(sums)), len(sums)),
                Cell(words, None, "muted" if kind == ASIDE else ""),
                exact(sum(sums, Decimal(0)), figures),
            )
        )
        for (kind, words), sums in sorted(found.items(), key=lambda pair: (pair[0][0], -sum(pair[1])))
        if kind != OPEN
    ]
    still = [amount for (kind, _), sums in found.items() if kind == OPEN for amount in sums]
    last = Row(
        (
            Cell(str(len(still)), len(still)),
            Cell(say("To decide"), None, "warning" if still else ""),
            exact(sum(still, Decimal(0)), figures),
        ),
        "sum",
    )
    return Sheet(
        id="review.scope",
        title=say("Scope"),
        columns=(
            Column("n", say("Lines"), "", "right"),
            Column("becomes", say("Becomes")),
            Column("amount", quote.currency or say("Amount"), "", "right"),
        ),
        rows=tuple(rows),
        totals=(last,),
    )


def facts(quote: Quote, cells: Mapping[str, str]) -> Iterator[tuple[str, str, str, str]]:
    """Go through the facts: name, label, value as typed, and the cell that states it."""
    for name, title in FACTS.items():
        value = getattr(quote, name)
        yield name, say(title), "" if value is None else str(value), cells.get(name, "")
