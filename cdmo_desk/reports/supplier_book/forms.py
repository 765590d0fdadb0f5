"""A sheet of a template: blocks of rows that state a term each, with cells that take only what can be read."""

from typing import Any

from cdmo_desk.evaluation.cautions import SHOULD_HAVES
from cdmo_desk.programme.brief import CAPABILITIES, Brief
from cdmo_desk.reports.supplier_book.blanks import Blank, blanks, title
from cdmo_desk.reports.supplier_book.families import Family
from cdmo_desk.reports.workbook.book import Book, Page
from cdmo_desk.reports.workbook.book import Style as Look
from cdmo_desk.sheets.terms import EXPLAINED
from cdmo_desk.speech import say

HEADS = ["No", "Term", "Field", "From", "Value", "Low", "High", "Driver", "Note", "Required"]
"""The words by which the sheet is read back, the same in every language."""
FROM, VALUE, LOW, HIGH, DRIVER, NOTE, REQUIRED = range(3, 10)
TOP = 3
LIST = 255
"""Characters that the options of a validated cell may take."""


def form(book: Book, family: Family, brief: Brief | None, kind: str | None) -> None:
    """Write a family's sheet."""
    page = book.page(family.name)
    page.text(0, 0, say(family.title), "title")
    page.text(1, 0, say(family.about), "note")
    page.heads(TOP, HEADS)
    page.widths(5, 20, 26, 12, 22, 12, 12, 14, 70, 10)
    page.sheet.freeze_panes(TOP + 1, 0)
    page.sheet.repeat_rows(TOP)
    row, number = TOP + 1, 0
    for subject, times in family.blocks:
        given = _given(subject, times, brief, kind)
        for place, filled in enumerate(given, start=1):
            number += 1
            row = _block(page, row, (number, place, len(given)), subject, tuple(blanks(subject, brief, filled)))


def _given(subject: str, times: int, brief: Brief | None, kind: str | None) -> list[dict[str, str]]:
    """Return what the blocks of a subject come filled with, one for each."""
    if subject == "clause":
        return [{"topic": topic} for topic in SHOULD_HAVES]
    if subject == "evidence":
        names = brief.must_haves if brief is not None and brief.must_haves else tuple(CAPABILITIES)
        return [{"for": name} for name in names]
    return [{"kind": kind} if subject == "offer" and kind is not None else {} for _ in range(times)]


def _block(page: Page, row: int, at: tuple[int, int, int], subject: str, rows: tuple[Blank, ...]) -> int:
    """Write a block below its heading and return the row after it."""
    number, place, of = at
    words = title(subject)
    if of > 1:
        words = say("{title}, {place} of {of}", title=words, place=place, of=of)
    page.text(row, 1, words, "group")
    page.text(row, NOTE, say(EXPLAINED[subject]) if subject in EXPLAINED else None, "note")
    for offset, blank in enumerate(rows, start=1):
        _row(page, row + offset, number, subject, blank)
    return row + len(rows) + 2


def _row(page: Page, row: int, number: int, subject: str, blank: Blank) -> None:
    page.number(row, 0, number, "plain")
    page.text(row, 1, subject.replace("_", " "))
    page.text(row, 2, blank.field)
    page.text(row, NOTE, blank.note, "note")
    page.text(row, REQUIRED, blank.required)
    look: Look = "input_share" if blank.share else "input_day" if blank.shape == "day" else "input_any"
    if blank.given is None:
        page.number(row, VALUE, None, look)
    else:
        page.text(row, VALUE, blank.given.replace("_", " ") if blank.shape == "choice" else blank.given, "input_any")
    rule = _rule(blank)
    if rule is not None:
        page.sheet.data_validation(row, VALUE, row, VALUE, rule)
    if blank.shape == "bands":
        _figures(page, row, (FROM,), "input_any")
    if blank.shape == "estimate":
        _figures(page, row, (LOW, HIGH), look)
        page.number(row, DRIVER, None, "input_any")


def _figures(page: Page, row: int, columns: tuple[int, ...], look: Look) -> None:
    for column in columns:
        page.number(row, column, None, look)
        page.sheet.data_validation(row, column, row, column, _number())


def _rule(blank: Blank) -> dict[str, Any] | None:
    """Return what a value may be; none for free text and for lists of several."""
    if blank.shape in ("number", "estimate", "bands"):
        return _number()
    if blank.shape == "whole":
        return _said({"validate": "integer", "criteria": ">=", "value": 0}, say("Please enter a whole number."))
    if blank.shape == "day":
        return _said({"validate": "date", "criteria": ">", "value": 1}, say("Please enter a date."))
    if blank.options and blank.shape != "list" and len(",".join(blank.options)) <= LIST:
        return _said({"validate": "list", "source": list(blank.options)}, say("Please choose from the list."))
    return None


def _number() -> dict[str, Any]:
    words = say("Please enter a number, with its unit left out.")
    return _said({"validate": "decimal", "criteria": "between", "minimum": -1e15, "maximum": 1e15}, words)


def _said(rule: dict[str, Any], words: str) -> dict[str, Any]:
    return rule | {"error_title": say("This cell"), "error_message": words, "ignore_blank": True}
