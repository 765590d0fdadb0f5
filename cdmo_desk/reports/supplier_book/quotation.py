"""The sheet of a template on which a supplier quotes: who they are, and a line for each item of the scope."""

from xlsxwriter.utility import xl_rowcol_to_cell

from cdmo_desk.programme.brief import Brief, ScopeItem
from cdmo_desk.reports.workbook.book import Book, Page
from cdmo_desk.reports.workbook.book import Style as Look
from cdmo_desk.speech import say

FACTS: tuple[tuple[str, Look], ...] = (
    ("Supplier", "input_any"),
    ("Quotation no.", "input_any"),
    ("Revision", "input_any"),
    ("Date", "input_day"),
    ("Valid until", "input_day"),
    ("Currency", "input_any"),
    ("Payment terms", "input_any"),
)
HEADS = ["Item", "Description", "Basis", "Quantity", "Unit", "Unit price", "Amount", "Remarks"]
"""The words by which the sheet is read back, the same in every language."""
BASES = ["priced", "pass-through", "optional", "included", "excluded", "to be determined"]
CHARGED = ("priced", "pass-through")
BLANKS = 15
TOP = 11


def quotation(book: Book, brief: Brief | None) -> None:
    """Write the sheet."""
    page = book.page("Quotation")
    page.text(0, 0, say("Quotation"), "title")
    for row, (label, look) in enumerate(FACTS, start=2):
        page.text(row, 0, label, "group")
        page.text(row, 1, None, look)
    _validate_facts(page, brief)
    page.heads(TOP, HEADS)
    page.widths(24, 46, 17, 11, 16, 14, 16, 40)
    page.sheet.freeze_panes(TOP + 1, 2)
    items = list(brief.scope) if brief is not None else []
    row = TOP
    for number, item in enumerate([*items, *(None for _ in range(BLANKS))], start=1):
        row = TOP + number
        _line(page, row, number, item)
    first, last = xl_rowcol_to_cell(TOP + 1, 6), xl_rowcol_to_cell(row, 6)
    page.text(row + 1, 1, "Total", "sum_text")
    for column in (2, 3, 4, 5):
        page.text(row + 1, column, None, "sum_text")
    bases = f"C{TOP + 2}:C{row + 1}"
    sums = "+".join(f'SUMIF({bases},"{basis}",{first}:{last})' for basis in CHARGED)
    page.formula(row + 1, 6, sums, 0.0, "sum")


def _validate_facts(page: Page, brief: Brief | None) -> None:
    for row in (5, 6):
        page.sheet.data_validation(
            row, 1, row, 1,
            {"validate": "date", "criteria": ">", "value": 1, "error_message": say("Please enter a date.")},
        )  # fmt: skip
    known = [brief.currency, *sorted(brief.fx)] if brief is not None else ["EUR", "USD", "GBP", "CHF"]
    page.sheet.data_validation(
        7, 1, 7, 1,
        {"validate": "list", "source": list(dict.fromkeys(known)), "error_type": "warning",
         "error_message": say("Please use the three letters of a currency.")},
    )  # fmt: skip
    page.sheet.data_validation(
        8, 1, 8, 1,
        {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": 365,
         "error_message": say("Please enter a whole number.")},
    )  # fmt: skip


def _line(page: Page, row: int, number: int, item: ScopeItem | None) -> None:
    page.text(row, 0, f"S{number}" if item is not None else str(number))
    if item is None:
        page.text(row, 1, None, "input_any")
    else:
        page.text(row, 1, item.title, "wrapped")
    page.text(row, 2, None, "input_any")
    page.number(row, 3, None if item is None else item.quantity.likely, "input_any")
    page.text(row, 4, None if item is None else item.unit, "input_any")
    page.number(row, 5, None, "input_any")
    quantity, price = xl_rowcol_to_cell(row, 3), xl_rowcol_to_cell(row, 5)
    page.formula(row, 6, f'IF(OR({quantity}="",{price}=""),"",{quantity}*{price})', "", "amount")
    page.text(row, 7, None, "input_any")
    page.sheet.data_validation(
        row, 2, row, 2, {"validate": "list", "source": BASES, "error_message": say("Please choose from the list.")}
    )
    for column in (3, 5):
        words = say("Please enter a number, with its unit left out.")
        page.sheet.data_validation(
            row, column, row, column,
            {"validate": "decimal", "criteria": "between", "minimum": -1e15, "maximum": 1e15, "error_message": words},
        )  # fmt: skip
