"""Sheets written on the spot with the lines they state, and the files made of them."""

# ruff: noqa: E501 - a row of a sheet reads best in one line

import csv
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import openpyxl
from openpyxl.styles import Font

FIELDS = (
    "sheet",
    "row",
    "section",
    "description",
    "quantity",
    "unit",
    "unit_price",
    "amount",
    "currency",
    "basis",
    "note",
)


@dataclass
class Page:
    """One sheet as it grows row by row, with the lines that should be read from it."""

    name: str
    currency: str | None = "EUR"
    section: str | None = None
    rows: list[tuple[Any, ...]] = field(default_factory=list)
    truth: list[dict[str, Any]] = field(default_factory=list)
    merges: list[str] = field(default_factory=list)
    formats: dict[str, str] = field(default_factory=dict)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[str] = field(default_factory=list)
    bold: list[int] = field(default_factory=list)

    def add(self, *cells: Any) -> int:
        """Add a row that is no line; return its number."""
        self.rows.append(cells)
        return len(self.rows)

    def line(self, *cells: Any, d: str, **more: Any) -> None:
        """Add a row that is one line."""
        self.add(*cells)
        self.also(d=d, **more)

    def also(
        self, *, d: str, q: Any = None, u: str | None = None, p: Any = None, a: Any = None, b: str = "priced", n: str | None = None, c: str | None = None,
        s: str | None = "",
    ) -> None:  # fmt: skip
        """State a line that stands in the last row."""
        values = (self.name, len(self.rows), self.section if s == "" else s, d, q, u, p, a, c or self.currency, b, n)
        self.truth.append(dict(zip(FIELDS, values, strict=True)))


@dataclass(frozen=True)
class Layout:
    """A file, the lines and facts it states, and the doubts it must raise; all other doubts are false alarms."""

    name: str
    pages: tuple[Page, ...]
    facts: dict[str, Any]
    totals: int
    warns: frozenset[str] = frozenset()
    write: Callable[[Path, tuple[Page, ...]], Path] | None = None
    mismatched: int = 0

    def written(self, folder: Path) -> Path:
        """Write the file into a folder."""
        return (self.write or workbook)(folder / self.name, self.pages)

    @property
    def truth(self) -> list[dict[str, Any]]:
        """Return all lines."""
        return [line for page in self.pages for line in page.truth]


def workbook(path: Path, pages: tuple[Page, ...]) -> Path:
    """Write an xlsx file."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for page in pages:
        sheet = book.create_sheet(page.name)
        for number, cells in enumerate(page.rows, 1):
            for column, value in enumerate(cells, 1):
                if value is not None:
                    cell = sheet.cell(number, column, value)
                    cell.font = Font(bold=number in page.bold)
                    form = page.formats.get(cell.column_letter)
                    if form and not isinstance(value, str | date):
                        cell.number_format = form
        for block in page.merges:
            sheet.merge_cells(block)
        for row in page.hidden_rows:
            sheet.row_dimensions[row].hidden = True
        for column_name in page.hidden_columns:
            sheet.column_dimensions[column_name].hidden = True
    target = path.with_suffix(".xlsx")
    book.save(target)
    book.close()
    return target


def delimited(delimiter: str, encoding: str, suffix: str = ".csv") -> Callable[[Path, tuple[Page, ...]], Path]:
    """Return a writer of delimited text."""

    def write(path: Path, pages: tuple[Page, ...]) -> Path:
        text = io.StringIO(newline="")
        width = max(len(row) for row in pages[0].rows)
        for row in pages[0].rows:
            csv.writer(text, delimiter=delimiter).writerow(
                ["" if v is None else v for v in row] + [""] * (width - len(row))
            )
        target = path.with_suffix(suffix)
        target.write_bytes(text.getvalue().encode(encoding))
        return target

    return write


def open_document(path: Path, pages: tuple[Page, ...]) -> Path:
    """Write a small ods file."""
    tables = "".join(
        f'<table:table table:name="{escape(p.name)}">{"".join(_ods_row(r) for r in p.rows)}</table:table>'
        for p in pages
    )
    spaces = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    body = f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{spaces} office:version="1.2"><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>'
    manifest = (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    target = path.with_suffix(".ods")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", body)
    return target


def _ods_row(row: tuple[Any, ...]) -> str:
    return f"<table:table-row>{''.join(_ods_cell(v) for v in row) or '<table:table-cell/>'}</table:table-row>"


def _ods_cell(value: Any) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, (int, float)):
        return f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'
    return f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'
