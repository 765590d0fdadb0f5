"""The template: a workbook in which a supplier states an offer so that it is read without a question."""

from datetime import date

from cdmo_desk.programme.brief import Brief
from cdmo_desk.reports.supplier_book.families import families
from cdmo_desk.reports.supplier_book.forms import form
from cdmo_desk.reports.supplier_book.quotation import quotation
from cdmo_desk.reports.workbook.book import Book
from cdmo_desk.speech import say

PLAIN_DAY = date(2026, 1, 1)
"""The day that a template without a case bears: the same template gives the same bytes."""


def template(brief: Brief | None, kind: str | None = None) -> bytes:
    """Return the template for a case, or for any; `kind` leaves only the sheets of a kind of contract."""
    day = brief.as_of if brief is not None else PLAIN_DAY
    book = Book(title=say("Template for quotations"), subject=brief.title if brief is not None else "", day=day)
    _instructions(book, brief, [(family.name, say(family.about)) for family in families(kind)])
    quotation(book, brief)
    for family in families(kind):
        form(book, family, brief, kind)
    return book.done()


def _instructions(book: Book, brief: Brief | None, sheets: list[tuple[str, str]]) -> None:
    page = book.page("Instructions")
    page.widths(24, 100)
    page.text(0, 0, say("How to fill this workbook"), "title")
    if brief is not None and brief.title:
        page.text(1, 0, brief.title, "note")
    steps = (
        say("Fill only the yellow cells. All others are locked; there is no password."),
        say("Start on the sheet Quotation: your name, your number and date, and what each line costs."),
        say("Choose a basis for each line. Choose excluded for what you do not offer; leave nothing open by accident."),
        say("Add what else you offer in the blank lines below. Write figures as numbers, in full, without units."),
        say("Use the other sheets only as far as they apply. A block that stays blank says nothing."),
        say("In a block that you begin, fill every row marked yes in the column Required."),
        say("A figure that is not certain may have a range: your best figure in Value, the ends in Low and High."),
        say("Figures that hang together may name the same driver, in any word of yours."),
        say("Shares are per cent. Quarters count from 0, the first quarter of the programme; years do likewise."),
        say("Send the file back as it is: sheets and columns are read by their heads."),
    )
    for row, step in enumerate(steps, start=3):
        page.number(row, 0, row - 2, "plain")
        page.text(row, 1, step, "wrapped")
    row = len(steps) + 5
    page.text(row - 1, 0, say("Sheets"), "group")
    for offset, (name, about) in enumerate((("Quotation", say("The lines of your offer.")), *sheets)):
        page.text(row + offset, 0, name)
        page.text(row + offset, 1, about, "wrapped")
    row += len(sheets) + 3
    if brief is not None and brief.gates:
        page.text(row - 1, 0, say("Gates of the programme"), "group")
        for offset, gate in enumerate(brief.gates):
            page.text(row + offset, 0, gate.name)
            page.text(row + offset, 1, say("Quarter {quarter}", quarter=gate.quarter))
