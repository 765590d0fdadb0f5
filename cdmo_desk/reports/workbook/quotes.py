"""The sheet of quotes: one row a line of a supplier's file, with its cell, and its amount reckoned anew."""

from dataclasses import dataclass

from cdmo_desk.contract.dossier import Line
from cdmo_desk.contract.offer import Offer
from cdmo_desk.document import Case
from cdmo_desk.money import exact
from cdmo_desk.reports.workbook.book import Book, Page
from cdmo_desk.sheets.naming import keys
from cdmo_desk.speech import say

FIRST = 3
COLUMNS = 17
QUANTITY, PRICE, AMOUNT, REWORKED, OFF, COUNTED = 8, 10, 11, 12, 13, 16


@dataclass(frozen=True, slots=True)
class Quoted:
    """Where the figures of an offer's lines stand: (line, field) to address, and the formulas of its sums."""

    cells: dict[tuple[str, str], str]
    stated: str
    corrected: str


def quotes(case: Case, book: Book) -> dict[str, Quoted]:
    """Write the lines of all offers, and return where their figures stand; exact decimals as Excel's numbers."""
    page = book.page("Quotes")
    page.text(0, 0, say("Quotes, line by line"), "title")
    note = say(
        "As accepted from the suppliers' files, in the offer's currency. Only lines that count are part of a sum."
    )
    page.text(1, 0, note, "note")
    heads = [
        *(say("Offer"), say("Supplier"), say("File"), say("Sheet"), say("Cell"), say("Section"), say("Line")),
        *(say("Basis"), say("Quantity"), say("Unit"), say("Unit price"), say("Amount as stated")),
        *(say("Quantity × price"), say("Difference"), say("Scope item"), say("Becomes"), say("Counts")),
    ]
    known, row = keys(case), FIRST
    spans: dict[str, tuple[int, int]] = {}
    cells: dict[str, dict[tuple[str, str], str]] = {}
    for offer in case.offers:
        first, cells[offer.id] = row, {}
        counted = {id(line) for line in offer.counted_lines(case.brief.currency)}
        for line in offer.lines:
            page.text(row, 0, known[offer.id].name)
            page.text(row, 1, offer.supplier)
            _words(page, row, line)
            cells[offer.id] |= _figures(page, row, line)
            page.number(row, COUNTED, 1 if id(line) in counted else 0, "plain")
            row += 1
        spans[offer.id] = (first, row - 1)
    if row == FIRST:
        page.heads(FIRST - 1, heads, figures_from=None)
    else:
        page.sheet.add_table(
            FIRST - 1,
            0,
            row - 1,
            COLUMNS - 1,
            {
                "name": "quotes",
                "style": "Table Style Light 1",
                "columns": [{"header": head, "header_format": book.look("head")} for head in heads],
            },
        )
    page.widths(14, 22, 26, 16, 9, 20, 46, 12, 10, 12, 13, 15, 15, 12, 20, 26, 8)
    page.sheet.freeze_panes(FIRST, 1)
    return {
        offer.id: Quoted(
            cells[offer.id],
            *(
                _sum(page.range(*_at(spans[offer.id], part)), page.range(*_at(spans[offer.id], COUNTED)))
                for part in (AMOUNT, REWORKED)
            ),
        )
        for offer in case.offers
        if offer.lines
    }


def _at(span: tuple[int, int], column: int) -> tuple[int, int, int, int]:
    return span[0], column, span[1], column


def _sum(amounts: str, counts: str) -> str:
    return f"SUMIFS({amounts},{counts},1)"


def _words(page: Page, row: int, line: Line) -> None:
    becomes = line.becomes
    if becomes.set_aside:
        became = say("set aside: {reason}", reason=becomes.set_aside)
    elif becomes.term:
        became = becomes.term if not becomes.field else f"{becomes.term}, {becomes.field}"
    else:
        became = ""
    cell = line.cells.get("amount") or line.cells.get("unit_price") or next(iter(line.cells.values()), "")
    for column, words in (
        *((2, line.file), (3, line.sheet), (4, cell), (5, line.section), (6, line.description), (7, line.basis)),
        *((9, line.unit), (14, line.scope), (15, became)),
    ):
        page.text(row, column, words)


def _figures(page: Page, row: int, line: Line) -> dict[tuple[str, str], str]:
    """Write the figures of a line, and return where they stand."""
    made = {}
    for name, column, value in (
        ("quantity", QUANTITY, line.quantity),
        ("unit_price", PRICE, line.unit_price),
        ("amount", AMOUNT, line.amount),
    ):
        if value is not None:
            made[line.id, name] = page.number(row, column, float(exact(value)), "input_plain")
    stated = float(exact(line.amount)) if line.amount is not None else 0.0
    if line.quantity is not None and line.unit_price is not None:
        again = float(exact(line.quantity) * exact(line.unit_price))
        times = f"{made[line.id, 'quantity']}*{made[line.id, 'unit_price']}"
        reworked = page.formula(row, REWORKED, times, again, "plain")
        if line.amount is not None:
            page.formula(row, OFF, f"{reworked}-{made[line.id, 'amount']}", again - stated, "plain")
    elif line.amount is not None:
        page.formula(row, REWORKED, made[line.id, "amount"], stated, "plain")
    return made


def linked(offer: Offer, quoted: Quoted | None, term: str | None, field: str, value: float) -> tuple[str, str]:
    """Return the address of the line's cell that gives a term's field its value, and the cell's place in the file.

    Both are empty where no line gives it: the value was typed, or made of several lines.
    """
    if quoted is None or term is None:
        return "", ""
    for line in offer.lines:
        if line.becomes.term != term or (line.becomes.field or field) != field:
            continue
        names = ("quantity",) if field in ("quantity", "hours") else ("unit_price", "amount")
        for name in names:
            number = getattr(line, name)
            if number is not None and float(exact(number)) == value:
                place = " ".join(part for part in (line.file, line.sheet, line.cells.get(name)) if part)
                return quoted.cells[line.id, name], place
    return "", ""
