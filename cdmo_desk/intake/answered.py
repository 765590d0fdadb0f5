"""A workbook of questions that a supplier answered: prices become lines, clauses and evidence records, the rest notes.

What is read is a quote like any other, so that answers are kept, traced to their cells and made anew as files are.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from cdmo_desk.intake.becoming_state import Choice
from cdmo_desk.intake.cells import Book, Cell, Sheet
from cdmo_desk.intake.phrases import plain
from cdmo_desk.intake.quote import Message, Quote, QuoteLine, TermsRow
from cdmo_desk.intake.terms_sheet import address
from cdmo_desk.intake.terms_sheet_fields import Unread, number
from cdmo_desk.programme.brief import Brief
from cdmo_desk.speech import say

HEADS = ("question id", "question", "quantity", "unit", "price per unit", "answer", "note")
_ID, _QUESTION, _QUANTITY, _UNIT, _PRICE, _ANSWER, _NOTE = HEADS
_PARTS = 3
BETWEEN = "|"
Value = str | Decimal | bool | date


@dataclass(frozen=True, slots=True)
class Given:
    """An answer: the offer and what was asked, the cells that were filled, and where they stand."""

    offer: str
    about: str
    subject: str
    sheet: str
    row: int
    values: Mapping[str, Value]
    cells: Mapping[str, str]

    def text(self, head: str) -> str:
        """Return a cell as text, nothing where it is blank."""
        value = self.values.get(head)
        if isinstance(value, Decimal):
            return f"{value:f}"
        return "" if value is None else str(value).strip()


@dataclass(frozen=True, slots=True)
class Answered:
    """The answers about one offer as a quote of their own, and what becomes of the lines that they answer."""

    quote: Quote
    decided: Mapping[int, Choice]
    choices: Mapping[str, Choice]
    prices: int
    records: int


def is_answered(book: Book) -> bool:
    """Say whether a file is a workbook of questions."""
    return any(_heads(sheet) is not None for sheet in book)


def answers_in(book: Book) -> tuple[Given, ...]:
    """Return the answers of a file; questions left blank are none."""
    return tuple(found for sheet in book for found in _of(sheet))


def _of(sheet: Sheet) -> Iterator[Given]:
    heads = _heads(sheet)
    if heads is None:
        return
    first, columns = heads
    for row, cells in sheet.rows.items():
        held = {columns[cell.column]: cell for cell in cells if cell.column in columns}
        parts = held[_ID].text.split(BETWEEN, _PARTS - 1) if _ID in held else []
        if row <= first or len(parts) != _PARTS:
            continue
        values = {head: value for head, cell in held.items() if (value := _value(cell)) is not None}
        if values.keys() & {_PRICE, _ANSWER, _NOTE} or (parts[1] == "rate" and _QUANTITY in values):
            offer, about, subject = parts
            yield Given(
                offer, about, subject, sheet.name, row, values, {head: cell.address for head, cell in held.items()}
            )


def _heads(sheet: Sheet) -> tuple[int, dict[int, str]] | None:
    for row, cells in sheet.rows.items():
        heads = {cell.column: plain(cell.text) for cell in cells if cell.text}
        if {_ID, _ANSWER} <= set(heads.values()):
            return row, {column: head for column, head in heads.items() if head in HEADS}
    return None


def _value(cell: Cell) -> Value | None:
    return cell.text or None if isinstance(cell.value, str) else cell.value


def as_quote(given: Iterable[Given], brief: Brief, offer: Mapping[str, Any], read: Quote) -> Answered:
    """Return the answers about one offer as a quote of the file that was read; what does not read is its error."""
    made = _Making(brief, offer, read.file)
    for answer in given:
        made.take(answer)
    quote = Quote(
        read.file,
        read.sha256,
        read.kind,
        lines=tuple(made.lines),
        messages=tuple(made.messages),
        terms_rows=tuple(made.rows),
    )
    return Answered(quote, made.decided, made.choices, len(made.lines), made.number)


class _Making:
    """The lines and rows made so far."""

    def __init__(self, brief: Brief, offer: Mapping[str, Any], file: str) -> None:
        self.brief, self.offer, self.file = brief, offer, file
        self.lines: list[QuoteLine] = []
        self.rows: list[TermsRow] = []
        self.messages: list[Message] = []
        self.decided: dict[int, Choice] = {}
        self.choices: dict[str, Choice] = {}
        self.number = 0

    def take(self, given: Given) -> None:
        """Take in an answer."""
        price, quantity = self._figure(given, _PRICE), self._figure(given, _QUANTITY)
        answer = given.text(_ANSWER)
        if given.about == "rate" and quantity is not None:
            self._rate(given, price, quantity)
        elif given.about in ("price", "term") and price is not None:
            self._price(given, price, quantity)
        elif given.about == "clause" and answer:
            self._record(given, "clause", {"topic": given.subject, "text": _with(answer, given.text(_NOTE))})
        elif given.about == "evidence" and answer:
            self._record(given, "evidence", {"for": given.subject, "says": _with(answer, given.text(_NOTE))})
        elif given.about == "valid" and answer:
            self._row(given, "offer", "valid_until", given.values[_ANSWER])
        elif price is not None or answer or given.text(_NOTE):
            says = _with(answer, given.text(_NOTE))
            if price is not None:
                says = _with(f"{given.text(_PRICE)} {self.offer.get('currency') or self.brief.currency}", says)
            self._record(given, "evidence", {"for": given.text(_QUESTION) or given.subject, "says": says})

    def _figure(self, given: Given, head: str) -> Decimal | None:
        cell = given.values.get(head)
        if cell is None:
            return None
        try:
            return number(cell, None)
        except Unread as fault:
            place = address(given.sheet, given.cells[head])
            self.messages.append(Message("error", "answer", place, f"{head.capitalize()} {fault}.", given.sheet))
        return None

    def _price(self, given: Given, price: Decimal, quantity: Decimal | None) -> None:
        item = next((item for item in self.brief.scope if item.id == given.subject), None)
        term = next((term for term in self.offer.get("terms", ()) if f"terms.{term.get('id')}" == given.subject), None)
        if item is None and given.about == "price":
            says = say("The case has no scope item {item} any more.", item=given.subject)
            self.messages.append(Message("error", "answer", address(given.sheet, given.cells[_ID]), says, given.sheet))
            return
        if item is not None and quantity is not None and float(quantity) == item.quantity.likely:
            quantity = None
        title = item.title if item is not None else str((term or {}).get("title") or given.subject)
        self._line(given, title, price, quantity, item.id if item is not None else None)
        done = say("answered in {file}", file=self.file)
        for line in self.offer.get("lines", ()):
            same = line.get("scope") == given.subject or (
                term is not None and line.get("becomes", {}).get("term") == term.get("id")
            )
            if same and line.get("basis") in ("tbd", "optional", "excluded") and line.get("file") != self.file:
                self.choices[line["id"]] = Choice(set_aside=done)

    def _rate(self, given: Given, price: Decimal | None, quantity: Decimal) -> None:
        """Multiply a rate that stood for nothing."""
        line = next((line for line in self.offer.get("lines", ()) if line["id"] == given.subject), None)
        stated = price if price is not None else Decimal(line["unit_price"]) if line and "unit_price" in line else None
        if line is None or stated is None:
            says = say("The offer has no line {line} with a rate any more.", line=given.subject)
            self.messages.append(Message("error", "answer", address(given.sheet, given.cells[_ID]), says, given.sheet))
            return
        self._line(given, line["description"], stated, quantity, None)
        self.choices[line["id"]] = Choice(set_aside=say("answered in {file}", file=self.file))

    def _line(self, given: Given, title: str, price: Decimal, quantity: Decimal | None, scope: str | None) -> None:
        cells = {"unit_price": given.cells.get(_PRICE, ""), "quantity": given.cells.get(_QUANTITY, "")}
        cells["description"] = given.cells.get(_QUESTION, "")
        if scope is not None:
            self.decided[len(self.lines)] = Choice(scope=scope)
        self.lines.append(
            QuoteLine(
                sheet=given.sheet,
                row=given.row,
                cells={name: cell for name, cell in cells.items() if cell},
                section=None,
                description=title,
                quantity=quantity,
                unit=given.text(_UNIT) or None,
                unit_price=price,
                amount=None if quantity is None else price * quantity,
                currency=self.offer.get("currency"),
                basis="priced",
                note=_with(given.text(_ANSWER), given.text(_NOTE)) or None,
            )
        )

    def _record(self, given: Given, term: str, fields: Mapping[str, str]) -> None:
        self.number += 1
        place = given.cells.get(_ANSWER) or given.cells[_ID]
        for name, value in {**fields, "source": f"{self.file}, {address(given.sheet, place)}"}.items():
            self._row(given, term, name, value, str(self.number))

    def _row(self, given: Given, term: str, name: str, value: Value, mark: str = "") -> None:
        place = given.cells.get(_ANSWER) or given.cells[_ID]
        values: dict[str, Value] = {"term": term, "field": name, "value": value}
        if mark:
            values["no"] = mark
        self.rows.append(TermsRow(given.sheet, given.row, dict.fromkeys((*values, "value"), place), values))


def _with(one: str, other: str) -> str:
    return f"{one} ({other})" if one and other else one or other
