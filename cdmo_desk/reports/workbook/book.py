"""A workbook under way: its formats, and sheets written cell by cell; text is text, a formula carries its value."""

from datetime import UTC, date, datetime
from io import BytesIO
from re import compile as pattern
from typing import Any, Literal

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

LONGEST = 32_767
"""Characters that a cell of Excel holds; what is longer is cut, and says so."""

CALLED = pattern(r"([A-Z.]+)\(")
OLD = frozenset(["ABS", "AND", "COUNTIF", "IF", "INT", "MAX", "MIN", "MOD", "RANK", "SUM", "SUMIFS", "SUMPRODUCT"])
"""Functions that every Excel knows, whose formulas are written as they are."""

Style = Literal[
    "text",
    "wrapped",
    "title",
    "head",
    "right_head",
    "group",
    "note",
    "beside",
    "input",
    "input_share",
    "input_rate",
    "input_plain",
    "input_any",
    "input_day",
    "amount",
    "money",
    "share",
    "rate",
    "plain",
    "factor",
    "given",
    "given_share",
    "given_rate",
    "given_plain",
    "sum",
    "sum_text",
    "date",
    "good",
    "alarm",
]
MONEY, SHARE, RATE, PLAIN, FACTOR = "#,##0;[Red]-#,##0;0", "0.00%", "0.0000", "#,##0.######", "0.000000"
BLUE, YELLOW, GREY, HEAD_FILL, SUM_FILL = "#174F8F", "#FFF9E0", "#55606B", "#EDF0F3", "#F7F8FA"
INPUT = {"font_color": BLUE, "bg_color": YELLOW, "locked": False}
GIVEN = {"italic": True, "font_color": GREY}
LOOKS: dict[str, dict[str, Any]] = {
    "text": {},
    "wrapped": {"text_wrap": True, "valign": "top"},
    "title": {"bold": True, "font_size": 14},
    "head": {"bold": True, "bg_color": HEAD_FILL, "bottom": 1, "text_wrap": True, "valign": "top"},
    "right_head": {"bold": True, "bg_color": HEAD_FILL, "bottom": 1, "align": "right", "text_wrap": True},
    "group": {"bold": True},
    "note": {"font_color": GREY},
    "beside": {"font_color": GREY, "indent": 1},
    "input": INPUT | {"num_format": MONEY},
    "input_share": INPUT | {"num_format": SHARE},
    "input_rate": INPUT | {"num_format": RATE},
    "input_plain": INPUT | {"num_format": PLAIN},
    "input_any": INPUT | {"text_wrap": True, "valign": "top", "border": 4, "border_color": "#B9A968"},
    "input_day": INPUT | {"num_format": "yyyy-mm-dd", "align": "left"},
    "amount": {"num_format": "#,##0.00"},
    "money": {"num_format": MONEY},
    "share": {"num_format": SHARE},
    "rate": {"num_format": RATE},
    "plain": {"num_format": PLAIN},
    "factor": {"num_format": FACTOR},
    "given": GIVEN | {"num_format": MONEY},
    "given_share": GIVEN | {"num_format": SHARE},
    "given_rate": GIVEN | {"num_format": RATE},
    "given_plain": GIVEN | {"num_format": PLAIN},
    "sum": {"num_format": MONEY, "bold": True, "bg_color": SUM_FILL},
    "sum_text": {"bold": True, "bg_color": SUM_FILL},
    "date": {"num_format": "yyyy-mm-dd", "align": "left"},
    "good": {"font_color": "#18703C"},
    "alarm": {"bold": True, "font_color": "#B3261E"},
}


class Leaf(Worksheet):  # type: ignore[misc] # a library without types
    """A sheet that looks for newer functions only in formulas that call any."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        """Return a formula without its sign of equality; thirty patterns for each cost a third of the workbook."""
        if formula.startswith("=") and OLD.issuperset(CALLED.findall(formula)):
            return formula[1:]
        prepared: str = super()._prepare_formula(formula, expand_future_functions)
        return prepared


class Book:
    """A workbook in memory. The same cells give the same bytes: its time is that of the case, not of the clock."""

    def __init__(self, *, title: str, subject: str, day: date) -> None:
        self._bytes = BytesIO()
        self._book = Workbook(
            self._bytes,
            {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
        )
        created = datetime(day.year, day.month, day.day, tzinfo=UTC).replace(tzinfo=None)
        self._book.set_properties({"title": title, "subject": subject, "created": created})
        self._book.set_calc_mode("auto")
        self._formats: dict[str, Format] = {}

    def page(self, name: str, *, protected: bool = True) -> "Page":
        """Add a sheet; `name` is ours, never a supplier's text."""
        sheet = self._book.add_worksheet(name, Leaf)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_paper(9)
        sheet.set_footer("&L&A&RPage &P of &N")
        if protected:
            sheet.protect(
                "",
                {"format_columns": True, "format_rows": True, "sort": True, "autofilter": True},
            )
        return Page(self, sheet, name)

    def name(self, name: str, ref: str) -> None:
        """Give a cell a name, for readers of formulas."""
        self._book.define_name(name, f"={ref}")

    def look(self, style: Style) -> Format:
        """Return a format, made once."""
        if style not in self._formats:
            self._formats[style] = self._book.add_format({"font_name": "Calibri", "font_size": 10} | LOOKS[style])
        return self._formats[style]

    def chart(self, kind: str, subtype: str = "") -> Chart:
        """Return a native chart that is not placed yet."""
        return self._book.add_chart({"type": kind} | ({"subtype": subtype} if subtype else {}))

    def done(self) -> bytes:
        """Return the finished file."""
        self._book.close()
        return self._bytes.getvalue()


class Page:
    """A sheet of the workbook; rows and columns count from 0."""

    def __init__(self, book: Book, sheet: Worksheet, name: str) -> None:
        self.book, self.sheet, self.name = book, sheet, name

    def text(self, row: int, column: int, words: str | None, style: Style = "text") -> None:
        """Write text, whatever it looks like; nothing where there is none."""
        if words:
            shown = words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"
            self.sheet.write_string(row, column, shown, self.book.look(style))
        elif style not in ("text", "note"):
            self.sheet.write_blank(row, column, None, self.book.look(style))

    def number(self, row: int, column: int, value: float | None, style: Style = "money") -> str:
        """Write a number and return its address; a blank of that style where there is none."""
        if value is None:
            self.sheet.write_blank(row, column, None, self.book.look(style))
        else:
            self.sheet.write_number(row, column, value, self.book.look(style))
        return self.ref(row, column)

    def formula(self, row: int, column: int, formula: str, value: float | str, style: Style = "money") -> str:
        """Write a formula (without its sign of equality) with the value it has now, and return its address."""
        self.sheet.write_formula(row, column, f"={formula}", self.book.look(style), value)
        return self.ref(row, column)

    def day(self, row: int, column: int, day: date | None) -> None:
        """Write a date."""
        if day is not None:
            at = datetime(day.year, day.month, day.day, tzinfo=UTC).replace(tzinfo=None)
            self.sheet.write_datetime(row, column, at, self.book.look("date"))

    def heads(self, row: int, words: list[str], *, figures_from: int | None = None) -> None:
        """Write the heads of columns; those of figures stand right."""
        for column, head in enumerate(words):
            right = figures_from is not None and column >= figures_from
            self.text(row, column, head, "right_head" if right else "head")

    def widths(self, *widths: float) -> None:
        """Set the widths of the first columns, in characters."""
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)

    def ref(self, row: int, column: int) -> str:
        """Return a cell's absolute address with its sheet: `'Calc A'!$C$5`."""
        return f"'{self.name}'!{xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)}"

    def range(self, row: int, column: int, last_row: int, last_column: int) -> str:
        """Return an absolute range with its sheet."""
        last = xl_rowcol_to_cell(last_row, last_column, row_abs=True, col_abs=True)
        return f"{self.ref(row, column)}:{last}"
