"""The first and the last sheet: what the workbook is, and who changed what in the case."""

from dataclasses import dataclass
from datetime import datetime

from cdmo_desk.document import Case
from cdmo_desk.evaluation.results import Comparison
from cdmo_desk.reports.workbook.book import Book
from cdmo_desk.speech import say


@dataclass(frozen=True, slots=True)
class Logged:
    """An entry of the journal as the workbook prints it."""

    sequence: int
    time: datetime
    who: str
    request: str
    why: str


def read_me(case: Case, found: Comparison, book: Book, fingerprint: str) -> None:
    """Write what the workbook is, what its colours mean and which record it comes from."""
    page, brief = book.page("Read me"), case.brief
    page.widths(26, 100)
    page.text(0, 0, brief.title or brief.id, "title")
    rows = [
        (say("Case"), brief.id),
        (say("Product"), brief.product),
        (say("As of"), brief.as_of.isoformat()),
        (say("Currency"), found.currency),
        (say("Program"), f"CDMO Desk {found.version}"),
        (
            say("Simulation"),
            say("{trials} trials, seed {seed}", trials=found.trials, seed=found.seed) if found.trials else say("none"),
        ),
        (say("Case document, SHA-256"), fingerprint),
    ]
    row = 2
    for label, value in rows:
        page.text(row, 0, label, "note")
        page.text(row, 1, value)
        row += 1
    row += 1
    for name, says in (
        ("Comparison", say("The offers side by side: from the supplier's own total to cost.")),
        ("By year", say("Cost by year.")),
        ("Levelling", say("What each offer asks for each item of the scope, and our plugs.")),
        ("Assumptions", say("Rates of the programme and of each offer's prices.")),
        ("FX", say("Rates of exchange, frozen with date and source.")),
        ("Scope", say("Shared quantities and our should-costs.")),
        ("Terms", say("Every figure of every term, with the cell of the supplier's file where it stands in one.")),
        ("Quotes", say("Every line of the suppliers' files.")),
        ("Calc …", say("The workings of an offer, a column a quarter.")),
        ("Scenarios", say("The simulation and the stress tests, as values.")),
        ("Checks", say("Every total against the program's figure at export.")),
        ("Change log", say("Who changed what in the case, when and why.")),
    ):
        page.text(row, 0, name)
        page.text(row, 1, says, "wrapped")
        row += 1
    row += 1
    page.text(row, 0, say("Colours"), "group")
    page.number(row + 1, 0, 1234, "input")
    page.text(row + 1, 1, say("An input: blue on yellow. It may be edited; sheets are protected without a password."))
    page.number(row + 2, 0, 1234, "money")
    page.text(row + 2, 1, say("A live formula."))
    page.number(row + 3, 0, 1234, "given")
    page.text(row + 3, 1, say("A value of the program: it does not follow edits."))
    page.text(
        row + 5,
        0,
        say(
            "Live are: price × quantity, escalation, exchange, discount, plugs and all sums. What depends on a whole "
            "year or on chance (bands, minima, rebates, royalties, settlements, risks, shortfall, supply) is a value."
        ),
    )


def change_log(book: Book, log: tuple[Logged, ...]) -> None:
    """Write the journal of the case, oldest first."""
    page = book.page("Change log")
    page.text(0, 0, say("Change log"), "title")
    if not log:
        page.text(1, 0, say("None: the workbook was written from a case document, not from a library."), "note")
    page.heads(2, [say("No."), say("Time"), say("Who"), say("What"), say("Why")])
    page.widths(8, 26, 22, 60, 60)
    page.sheet.freeze_panes(3, 0)
    for row, entry in enumerate(log, 3):
        page.number(row, 0, entry.sequence, "plain")
        page.text(row, 1, entry.time.isoformat(sep=" ", timespec="seconds"))
        page.text(row, 2, entry.who)
        page.text(row, 3, entry.request)
        page.text(row, 4, entry.why)
