"""Cells become a quote: tables, lines, sums, facts and doubts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from cdmo_desk.intake import fact_words, words
from cdmo_desk.intake.cells import Book, Sheet, letters
from cdmo_desk.intake.corrected import decide, in_currency, say_corrected, state_facts
from cdmo_desk.intake.corrections import NONE, Corrections, typed_over
from cdmo_desk.intake.currency import named, names_us_dollars, of_format, scale_noted
from cdmo_desk.intake.doubts import doubt_currency, doubt_formulas, doubt_lines
from cdmo_desk.intake.draft import Draft, Event, Notes, Sum
from cdmo_desk.intake.drafts import Context
from cdmo_desk.intake.facts import Facts, facts_of
from cdmo_desk.intake.formula import completed
from cdmo_desk.intake.headings import PART
from cdmo_desk.intake.lines import read_table
from cdmo_desk.intake.pairs import loose_totals
from cdmo_desk.intake.phrases import begins, found, language, whole
from cdmo_desk.intake.quote import Message, Quote
from cdmo_desk.intake.styles import file_style, styles_of
from cdmo_desk.intake.table import Table
from cdmo_desk.intake.tables import tables_of
from cdmo_desk.intake.taken import Taken, taken
from cdmo_desk.intake.terms import own_formulas_kept, rows_of, speaking, terms_sheets
from cdmo_desk.intake.titles import footnotes
from cdmo_desk.intake.totals import reconcile, without_summaries

_PRICED = (*words.PRICE, "rate", "amount", "total")
_FIGURES = (
    *words.PRICE, "amounts", "figures", "angaben", "betrage", "montants", "importes", "importi", "values", "werte",
)  # fmt: skip
_REMARK = 160
_YEARS = re.compile(r"\b20\d\d\b")
_DOLLARS = frozenset({"CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "ARS", "CLP"})


@dataclass(frozen=True, slots=True)
class Understood:
    """What the cells of a file were taken for: the quote they make, and each cell's part in it."""

    quote: Quote
    taken: tuple[Taken, ...]


def interpreted(book: Book, file: str, sha256: str, as_of: date | None = None) -> Quote:
    """Return what a file's cells say as a quote."""
    return understood(completed(book), file, sha256, as_of).quote


def understood(
    book: Book, file: str, sha256: str, as_of: date | None = None, corrections: Corrections = NONE
) -> Understood:
    """Return what the cells of a file are taken for, its formulas computed, with a person's corrections applied."""
    book = own_formulas_kept(typed_over(book, corrections))
    terms = terms_sheets(book)
    priced = replace(book, sheets=tuple(s for s in book.sheets if s not in terms))
    notes = Notes()
    say_corrected(book, corrections, notes)
    doubt_formulas(priced, notes)
    spoken = language(c.text for sheet in book for c in sheet.cells.values() if c.text)
    tables = [
        table
        for sheet in priced
        for table in tables_of(sheet, corrections.of(sheet.name).areas)
        if not _is_left_out(table, notes)
    ]
    _doubt_marked(tables, notes)
    said = replace(book, sheets=speaking(book))
    facts = facts_of(said, tables, spoken, notes, corrections.dates)
    tables = [replace(t, title=None) if t.title and _names_offer(t.title, facts) else t for t in tables]
    read = without_summaries(_read_all(priced, tables, facts, notes, spoken=spoken, corrections=corrections))
    drafts = [e for events in read for e in events if isinstance(e, Draft)]
    decide(drafts, corrections, notes)
    currency = _settle_currency(drafts, tables, facts)
    _settle_dollars(read, tables, facts.currency)
    currency = in_currency(read, currency, corrections)
    state_facts(facts, corrections)
    loose = [
        Sum(None, name, cell, label, cell.number)
        for name, cell, label in loose_totals(priced, tables)
        if cell.number is not None
    ]
    totals = reconcile(read, loose, notes)
    doubt_lines(drafts, notes)
    doubt_currency(drafts, currency, notes)
    _remark_on_file(book, notes)
    if as_of is not None and facts.valid_until is not None and facts.valid_until < as_of:
        notes.warn("expired_quote", "", f"The quote was valid until {facts.valid_until.isoformat()}.")
    for sheet in priced:
        if sheet.rows and not any(t.sheet is sheet for t in tables):
            notes.skip(sheet.name, "all", "no table of prices", next(iter(sheet.rows.values()))[0].shown)
    if not drafts and not terms:
        text = "No table with prices was recognised in this file."
        notes.messages.append(Message("error", "unmapped_line", "", text))
    quote = Quote(
        file, sha256, book.kind, facts.supplier, facts.reference, facts.revision, facts.round, facts.date,
        facts.valid_until, currency, facts.payment_days, facts.escalation, tuple(d.line(currency) for d in drafts),
        totals, _ordered(notes), tuple(notes.skipped), tuple(row for sheet in terms for row in rows_of(sheet)),
    )  # fmt: skip
    return Understood(quote, taken(book, tables, read, facts, notes))


def _names_offer(title: str, facts: Facts) -> bool:
    """Say whether a title is of the offer, not of one table: its supplier, or a document by its reference."""
    named_document = found(title, fact_words.DOCUMENT) is not None and facts.reference is not None
    return title == facts.supplier or (named_document and f" {facts.reference} " in f" {title} ")


def _doubt_marked(tables: Sequence[Table], notes: Notes) -> None:
    """Name the tables that a person marked and that have no column of prices yet."""
    for table in tables:
        if table.area is not None and not table.columns.money:
            cell = f"{letters(table.left)}{table.first}"
            text = "No column of this table is taken for prices; say which one holds them."
            notes.messages.append(Message("error", "no_price_column", cell, text, table.sheet.name))


def _is_left_out(table: Table, notes: Notes) -> bool:
    """Say whether a table is none of prices: as a person said, else by its words."""
    if table.area is None:
        return _is_schedule(table, notes)
    if table.area.ignored:
        span = f"{table.first}:{table.bottom}"
        notes.skip(table.sheet.name, span, "table left out by hand", table.title or table.head(table.left))
    return table.area.ignored


def _is_schedule(table: Table, notes: Notes) -> bool:
    """Say whether a table only says when what is paid, or the like: its amounts are priced elsewhere."""
    heads = " ".join(h.text for h in table.headings)
    schedule = (
        found(table.title or "", words.SCHEDULE)
        or found(table.sheet.title, words.SCHEDULE)
        or _is_assumptions(table)
        or found(heads, ("due", "fallig*", "invoice date", "exigible", "scadenza"))
    )
    if schedule:
        notes.skip(
            table.sheet.name, f"{table.first}:{table.bottom}", "schedule of payments or dates", table.title or heads
        )
    return bool(schedule)


def _is_assumptions(table: Table) -> bool:
    """Say whether a table lists what the prices rest on, by its title or its first heading, and names no price."""
    first, *others = (h.own for h in table.headings if h.own)
    stated = whole(first, words.ASSUMPTIONS) or begins(table.title or table.sheet.title, words.ASSUMPTIONS)
    texts = (table.title or "", *others)
    priced = any(h.roles.get("unit_price", 0) > PART for h in table.headings)
    return stated and not priced and not any(named(t) or found(t, _PRICED) for t in texts)


def _read_all(
    book: Book, tables: Sequence[Table], facts: Facts, notes: Notes, *, spoken: str, corrections: Corrections
) -> list[list[Event]]:
    style = file_style(book, tables)
    marks = {sheet.name: footnotes(sheet) for sheet in book}
    general = scale_noted(facts.stated_currency) if facts.stated_currency else Decimal(1)
    read = []
    for table in tables:
        said = corrections.of(table.sheet.name)
        scale = _scale_above(table)
        fixed = said.scale if table.area is None or table.area.scale is None else table.area.scale
        context = Context(
            styles_of(table, style, spoken, said.numbers),
            fixed or (scale if scale != 1 else general),
            marks[table.sheet.name],
            notes,
            said.kinds,
            is_scale_fixed=fixed is not None,
        )
        read.append(read_table(table, context))
    return read


def _scale_above(table: Table) -> Decimal:
    """Return the scale that a remark above a table, or alone right under its headings, notes for its prices."""
    for row, cells in table.sheet.rows.items():
        if row > table.last + 1:
            break
        if row >= table.first and len(cells) > 1:
            continue
        for cell in cells:
            if cell.text and len(cell.text) < _REMARK and _notes_scale(cell.text):
                return scale_noted(cell.text)
    return Decimal(1)


def _notes_scale(text: str) -> bool:
    """Say whether a remark notes the scale of prices, and is itself no price."""
    figures = any(letter.isdigit() for letter in _YEARS.sub("", text).replace("000", ""))
    return not figures and scale_noted(text) != 1 and bool(named(text) or _speaks_of_prices(text))


def _speaks_of_prices(text: str) -> bool:
    return found(text, _FIGURES) is not None


def _settle_currency(drafts: Sequence[Draft], tables: Sequence[Table], facts: Facts) -> str | None:
    """Give each line its currency, the nearest statement first, and return that of the file."""
    for draft in drafts:
        draft.currency = draft.currency or _currency_near(draft)
    stated = facts.currency
    if stated is None:
        known = [d.currency for d in drafts if d.currency]
        stated = max(dict.fromkeys(known), key=known.count) if known else None
    if stated is None:
        stated = next((c for c in (_mentioned(table.sheet) for table in tables) if c), None)
    for draft in drafts:
        draft.currency = draft.currency or stated
    return stated


def _settle_dollars(read: Sequence[list[Event]], tables: Sequence[Table], stated: str | None) -> None:
    """Take the dollars of a file in another country's dollars for those, unless it names US dollars too."""
    if stated in _DOLLARS and not any(names_us_dollars(text) for text in _texts(tables)):
        for event in (e for events in read for e in events):
            event.currency = stated if event.currency == "USD" else event.currency


def _texts(tables: Sequence[Table]) -> Iterator[str]:
    """Go through the texts of the sheets that have tables."""
    for sheet in {id(t.sheet): t.sheet for t in tables}.values():
        yield from (c.text or c.format for c in sheet.cells.values())


def _currency_near(draft: Draft) -> str | None:
    """Return the currency that a line's headings, formats, section or title name."""
    table = draft.table
    if table.named_currency:
        return table.named_currency
    cells = (table.sheet.at(draft.row, column) for column in table.columns.money_in_order)
    code = next((c for c in (of_format(cell.format) for cell in cells if cell is not None and cell.format) if c), None)
    return code or next((c for c in (named(t) for t in (draft.section, table.title) if t) if c), None)


def _mentioned(sheet: Sheet) -> str | None:
    """Return the currency of a sheet's totals or headings, where nothing better says it."""
    for cell in sheet.cells.values():
        if cell.text and len(cell.text) < 60 and found(cell.text, words.TOTAL) and named(cell.text):  # noqa: PLR2004 - a label
            return named(cell.text)
    names = [named(c.text) for c in sheet.cells.values() if c.text and named(c.text)]
    return names[0] if names and len(set(names)) == 1 else None


def _remark_on_file(book: Book, notes: Notes) -> None:
    """Add what the file's reader has to say, and which sheets are hidden."""
    for code, text in book.remarks:
        notes.messages.append(Message("info", code, "", text))
    hidden = [s.name for s in book.sheets if s.hidden and s.cells]
    if hidden:
        text = f"Hidden sheets were not read: {', '.join(hidden)}."
        notes.messages.append(Message("info", "hidden_sheets", "", text))


def _ordered(notes: Notes) -> tuple[Message, ...]:
    order = {"error": 0, "warning": 1, "info": 2}
    return tuple(sorted(notes.messages, key=lambda m: order[m.severity]))
