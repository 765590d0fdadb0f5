"""Workbooks of Excel 5 to 2003, with formats, error cells and what is hidden."""

import io
from datetime import datetime
from pathlib import Path
from typing import Any

import xlrd

from cdmo_desk.intake.cells import Book, Cell, Merge, Sheet, made
from cdmo_desk.intake.kinds import protected

_LOUD = (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK)


def read(data: bytes, path: Path) -> Book:
    """Read an old workbook's cells and stored results."""
    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO())
    except xlrd.XLRDError as error:
        if "encrypted" in str(error).lower():
            raise protected(path) from error
        raise
    return Book("xls", tuple(_sheet(book, sheet) for sheet in book.sheets()))


def _sheet(book: Any, sheet: Any) -> Sheet:  # noqa: ANN401 - xlrd is untyped
    cells = [
        _cell(book, sheet, row, column)
        for row in range(sheet.nrows)
        for column in range(sheet.row_len(row))
        if sheet.cell_type(row, column) not in _LOUD
    ]
    return Sheet.of(
        sheet.name,
        cells,
        hidden=sheet.visibility != 0,
        hidden_rows=frozenset(row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden),
        hidden_columns=frozenset(column + 1 for column, info in sheet.colinfo_map.items() if info.hidden),
        merges=tuple(Merge(top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells),
    )


def _cell(book: Any, sheet: Any, row: int, column: int) -> Cell | None:  # noqa: ANN401 - xlrd is untyped
    kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
    more = _look(book, sheet.cell_xf_index(row, column))
    if kind == xlrd.XL_CELL_ERROR:
        return made(row + 1, column + 1, None, error=xlrd.error_text_from_code.get(value, "#ERROR!"), **more)
    if kind == xlrd.XL_CELL_BOOLEAN:
        return made(row + 1, column + 1, bool(value), **more)
    if kind == xlrd.XL_CELL_DATE:
        value = _day(value, book.datemode)
    return made(row + 1, column + 1, value, **more)


def _look(book: Any, style: int) -> dict[str, Any]:  # noqa: ANN401 - xlrd is untyped
    """Return a cell's number format and whether it is bold; plain where the file does not say."""
    if not 0 <= style < len(book.xf_list):
        return {}
    looks = book.xf_list[style]
    form = book.format_map[looks.format_key].format_str
    bold = looks.font_index < len(book.font_list) and book.font_list[looks.font_index].weight >= 600  # noqa: PLR2004
    return {"format": "" if form == "General" else form, "bold": bool(bold)}


def _day(value: float, mode: int) -> datetime | float:
    """Return the moment that a number stands for, or the number where it stands for none."""
    try:
        moment: datetime = xlrd.xldate.xldate_as_datetime(value, mode)
    except (xlrd.xldate.XLDateError, OverflowError, ValueError):
        return value
    return moment
