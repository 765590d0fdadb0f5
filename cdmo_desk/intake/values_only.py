"""Workbooks of which only values can be read: OpenDocument and binary Excel."""

import io

import python_calamine

from cdmo_desk.intake.cells import Book, Merge, Sheet, made

_REMARK = (
    "Number formats, hidden rows, formulas and error cells cannot be read in this kind of file:"
    " check currencies and totals."
)


def read(data: bytes, kind: str) -> Book:
    """Read the values of a workbook."""
    with python_calamine.load_workbook(io.BytesIO(data)) as workbook:
        shown = python_calamine.SheetVisibleEnum.Visible
        sheets = tuple(
            _sheet(workbook.get_sheet_by_name(known.name), hidden=known.visible != shown)
            for known in workbook.sheets_metadata
            if known.typ == python_calamine.SheetTypeEnum.WorkSheet
        )
    return Book(kind, sheets, (("values_only", _REMARK),))


def _sheet(sheet: python_calamine.CalamineSheet, *, hidden: bool) -> Sheet:
    left = (sheet.start or (0, 0))[1]
    cells = (
        made(row, left + column, value)
        for row, values in enumerate(
            sheet.iter_rows(), 1
        )  # rows above the first cell come too, columns before it do not
        for column, value in enumerate(values, 1)
        if value != ""
    )
    merges = tuple(Merge(a[0] + 1, a[1] + 1, b[0] + 1, b[1] + 1) for a, b in sheet.merged_cell_ranges or ())
    return Sheet.of(sheet.name, cells, hidden=hidden, merges=merges)
