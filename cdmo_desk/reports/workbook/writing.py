"""Write the workbook of a case: whole or not at all; the same case gives the same bytes."""

from pathlib import Path

from cdmo_desk import files
from cdmo_desk.document import Case
from cdmo_desk.evaluation.results import Comparison
from cdmo_desk.reports.workbook.book import Book
from cdmo_desk.reports.workbook.calc import workings
from cdmo_desk.reports.workbook.checks import checks
from cdmo_desk.reports.workbook.comparing import comparison_sheet, levelling_sheet, simulation_sheet, yearly_sheet
from cdmo_desk.reports.workbook.front import Logged, change_log, read_me
from cdmo_desk.reports.workbook.inputs import Given, InputPage, assumptions, offer_rates, rates, scope
from cdmo_desk.reports.workbook.quotes import quotes
from cdmo_desk.reports.writing import fingerprint
from cdmo_desk.sheets.naming import keys
from cdmo_desk.speech import say


def export(case: Case, comparison: Comparison, path: Path, *, log: tuple[Logged, ...] = ()) -> None:
    """Write the workbook of a case; raises `Refused` where the file cannot be written."""
    files.put(path, content(case, comparison, log=log))


def content(case: Case, comparison: Comparison, *, log: tuple[Logged, ...] = (), digest: str = "") -> bytes:
    """Return the workbook of a case as a file's bytes; `log` is the case's journal, oldest first.

    `digest` is the case's fingerprint where it is at hand.
    """
    brief, known = case.brief, keys(case)
    book = Book(title=brief.title or brief.id, subject=say("Comparison of offers"), day=brief.as_of)
    read_me(case, comparison, book, digest or fingerprint(case))
    compared = book.page("Comparison")
    pages = {
        "Assumptions": InputPage(book, "Assumptions", say("Assumptions")),
        "FX": InputPage(book, "FX", say("Rates of exchange")),
        "Scope": InputPage(book, "Scope", say("Scope")),
        "Terms": InputPage(book, "Terms", say("Terms, figure by figure")),
    }
    fields = assumptions(case, pages["Assumptions"], book)
    of_offers = offer_rates(case, pages["Assumptions"])
    exchange = rates(case, pages["FX"], book)
    quantities, estimates = scope(case, pages["Scope"])
    given = Given(fields, exchange, quantities, estimates)
    quoted = quotes(case, book)
    sums = {
        offer.id: workings(
            case,
            offer,
            known[offer.id],
            comparison.offers[offer.id],
            book=book,
            given=given,
            rates=of_offers[offer.id],
            page=pages["Terms"],
            quoted=quoted.get(offer.id),
        )
        for offer in case.offers
    }
    standing = comparison_sheet(case, comparison, compared, sums, quoted)
    yearly_sheet(case, comparison, book, sums)
    levelling_sheet(case, comparison, book, sums)
    simulation_sheet(case, comparison, book)
    checks(case, standing, "+".join(page.edits for page in pages.values()))
    change_log(book, log)
    return book.done()
