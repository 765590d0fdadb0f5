"""Workbooks of today's Excel, read once for formulas and stored results alike."""

import io
from collections.abc import Iterator
from typing import Any

import openpyxl
from openpyxl.worksheet import _reader

from cdmo_desk.intake.cells import Book, Cell, Merge, Sheet, made

_VALUE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}v"


class _Formula(str):
    """A formula that keeps the result stored beside it."""

    __slots__ = ("result",)
    result: Any


class _Parser(_reader.WorkSheetParser):
    """Reads a formula together with its stored result: one pass instead of two."""

    def parse_formula(self, element: Any) -> _Formula:  # noqa: ANN401 - an XML element
        formula: Any = super().parse_formula(element)  # type: ignore[no-untyped-call]
        text = getattr(formula, "text", formula)
        both = _Formula(text if isinstance(text, str) else "=")
        both.result = self._result(element.get("t", "n"), element.findtext(_VALUE))
        return both

    def _result(self, kind: str, stored: str | None) -> object:
        """Return a stored result as its kind, `_Error` texts included."""
        if not stored:
            return "" if kind == "str" else None
        if kind == "n":
            return _reader._cast_number(stored)  # type: ignore[attr-defined]  # noqa: SLF001 - as openpyxl reads numbers
        if kind == "b":
            return stored == "1"
        if kind == "s":
            return self.shared_strings[int(stored)]
        return stored


def read(data: bytes, kind: str) -> Book:
    """Read a workbook's cells; macros are never run and links never followed."""
    _reader.WorkSheetParser = _Parser  # type: ignore[misc]
    workbook = openpyxl.load_workbook(io.BytesIO(data), keep_links=False, rich_text=False)
    try:
        sheets = tuple(_sheet(ws) for ws in workbook.worksheets)
    finally:
        workbook.close()
    remarks = (("macros", "The workbook holds macros; they were not run."),) if kind == "xlsm" else ()
    return Book(kind, sheets, remarks)


def _sheet(ws: Any) -> Sheet:  # noqa: ANN401 - openpyxl's worksheet
    merges = tuple(Merge(m.min_row, m.min_col, m.max_row, m.max_col) for m in ws.merged_cells.ranges)
    rows = frozenset(row for row, seen in ws.row_dimensions.items() if seen.hidden)
    return Sheet.of(
        ws.title,
        (_cell(cell, ws.parent.epoch) for cell in ws._cells.values()),  # noqa: SLF001 - only cells that exist
        hidden=ws.sheet_state != "visible",
        hidden_rows=rows,
        hidden_columns=frozenset(_hidden(ws)),
        merges=merges,
    )


def _hidden(ws: Any) -> Iterator[int]:  # noqa: ANN401 - openpyxl's worksheet
    for seen in ws.column_dimensions.values():
        if seen.hidden:
            yield from range(seen.min or 1, (seen.max or seen.min or 1) + 1)


def _cell(cell: Any, epoch: Any) -> Cell | None:  # noqa: ANN401 - openpyxl's cell
    value = cell.value
    if value is None:
        return None
    form = cell.number_format if cell.has_style else ""
    bold = bool(cell.has_style and cell.font.b)
    if isinstance(value, _Formula):
        return _formula(cell, value, epoch, form, bold=bold)
    if cell.data_type == "e":
        return made(cell.row, cell.column, None, error=str(value), format=form, bold=bold)
    return made(cell.row, cell.column, value, format=form if form != "General" else "", bold=bold)


def _formula(cell: Any, value: _Formula, epoch: Any, form: str, *, bold: bool) -> Cell | None:  # noqa: ANN401
    result = value.result
    more = {"formula": str(value), "format": form if form != "General" else "", "bold": bold}
    if (isinstance(result, str) and result.startswith("#") and result.rstrip("!?").isupper()) or result in {
        "#N/A",
        "#DIV/0!",
    }:
        return made(cell.row, cell.column, None, error=str(result), **more)
    if isinstance(result, (int, float)) and not isinstance(result, bool) and cell.is_date:
        from openpyxl.utils.datetime import from_excel  # noqa: PLC0415 - rarely needed

        result = from_excel(result, epoch)
    return made(cell.row, cell.column, result, computed=result is None, **more)
