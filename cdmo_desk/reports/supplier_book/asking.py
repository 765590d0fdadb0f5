"""The workbook of questions to suppliers: a sheet for each, with cells to fill and ids by which answers come back."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cdmo_desk.document import Case
from cdmo_desk.evaluation.answers.questions import Question
from cdmo_desk.evaluation.cautions import SHOULD_HAVES
from cdmo_desk.intake.answered import BETWEEN
from cdmo_desk.programme.brief import ScopeItem
from cdmo_desk.reports.workbook.book import Book
from cdmo_desk.sheets.naming import capability
from cdmo_desk.sheets.questions import question
from cdmo_desk.speech import say

HEADS = ["Question ID", "Question", "Quantity", "Unit", "Price per unit", "Answer", "Note"]
"""The words by which the sheet is read back, the same in every language."""
PRICED = ("unknown_gap", "gap", "option", "tbd")
TOP = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it stands in the workbook; `item` gives unit and quantity where a price is asked for."""

    about: str
    subject: str
    words: str
    takes_price: bool = False
    takes_quantity: bool = False
    item: ScopeItem | None = None

    def id(self, offer: str) -> str:
        """Return the id by which the answer is known."""
        return BETWEEN.join((offer, self.about, self.subject))


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a file of the offer leaves open: its place and the sentence about it."""

    file: str
    cell: str
    text: str


def asked(
    case: Case, questions: Iterable[Question], doubts: Mapping[str, Sequence[Doubt]]
) -> dict[str, tuple[Asked, ...]]:
    """Return what is asked about each offer, the costliest first; one answer may do for each row."""
    found: dict[str, list[Asked]] = {}
    for entry in questions:
        found.setdefault(entry.offer, []).extend(_rows(case, entry))
    for offer, open_ in doubts.items():
        found.setdefault(offer, []).extend(
            Asked("doubt", f"{doubt.file}:{doubt.cell}", _doubt(doubt)) for doubt in open_
        )
    return {offer: tuple(dict.fromkeys(rows)) for offer, rows in found.items() if rows}


def _doubt(doubt: Doubt) -> str:
    if not doubt.cell:
        return say("Your file {file}: {text} Please clarify.", file=doubt.file, text=doubt.text)
    return say("Your file {file}, {cell}: {text} Please clarify.", file=doubt.file, cell=doubt.cell, text=doubt.text)


def _rows(case: Case, entry: Question) -> Iterator[Asked]:
    if entry.about in PRICED:
        item = next((item for item in case.brief.scope if item.id == entry.subject), None)
        about = "price" if item is not None else "term"
        yield Asked(about, entry.subject, question(case, entry), takes_price=True, takes_quantity=True, item=item)
    elif entry.about == "rate":
        yield Asked("rate", entry.subject, question(case, entry), takes_price=True, takes_quantity=True)
    elif entry.about == "clauses":
        for topic in entry.details:
            yield Asked("clause", topic, say("What do you propose on {item}?", item=say(SHOULD_HAVES[topic])))
    elif entry.about == "evidence":
        for name in entry.details:
            yield Asked("evidence", name, say("Please send evidence for: {item}.", item=capability(case, name)))
    elif entry.about in ("expired", "validity"):
        yield Asked("valid", "valid_until", question(case, entry))
    else:
        yield Asked(entry.about, entry.subject, question(case, entry))


def asking(case: Case, found: Mapping[str, Sequence[Asked]]) -> bytes:
    """Return the workbook: a sheet for each supplier, which names no other."""
    book = Book(title=say("Questions"), subject=case.brief.title, day=case.brief.as_of)
    for number, (offer, rows) in enumerate(found.items(), start=1):
        _sheet(book, "Questions" if len(found) == 1 else f"Questions {number}", case, offer, rows)
    return book.done()


def _sheet(book: Book, name: str, case: Case, offer: str, rows: Sequence[Asked]) -> None:
    stated = next(known for known in case.offers if known.id == offer)
    page = book.page(name)
    page.widths(30, 70, 12, 14, 16, 50, 36)
    page.text(0, 0, say("Questions about your offer"), "title")
    page.text(1, 0, " · ".join(part for part in (stated.supplier, stated.title, case.brief.title) if part), "note")
    currency = stated.currency or case.brief.currency
    page.text(2, 0, say("Please fill the yellow cells and send the file back. Prices are in {code}.", code=currency))
    page.text(3, 0, say("The first questions matter most. What you leave blank stays open."), "note")
    page.heads(TOP - 1, HEADS)
    page.sheet.freeze_panes(TOP, 2)
    page.sheet.repeat_rows(TOP - 1)
    for row, entry in enumerate(rows, start=TOP):
        page.text(row, 0, entry.id(offer), "note")
        page.text(row, 1, entry.words, "wrapped")
        likely = None if entry.item is None else entry.item.quantity.likely
        if entry.takes_quantity:
            page.number(row, 2, likely, "input_any")
            page.text(row, 3, None if entry.item is None else entry.item.unit, "input_any")
        for column in (4, 5, 6) if entry.takes_price else (5, 6):
            page.text(row, column, None, "input_any")
        for column in (2, 4) if entry.takes_quantity else ():
            page.sheet.data_validation(
                row, column, row, column,
                {"validate": "decimal", "criteria": "between", "minimum": -1e15, "maximum": 1e15,
                 "error_message": say("Please enter a number, with its unit left out.")},
            )  # fmt: skip
