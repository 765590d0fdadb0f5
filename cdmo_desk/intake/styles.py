"""Which sign parts the decimals of each column: proven by the column, else by the file."""

from collections.abc import Iterable, Sequence

from cdmo_desk.intake.cells import Book, Cell, number_of
from cdmo_desk.intake.numbers import Numeral, Style, grouping_of, lex, style_of
from cdmo_desk.intake.table import Table


def styles_of(
    table: Table, file_style: Style | None, language: str, for_sheet: Style | None = None
) -> dict[int, Style | None]:
    """Return the style of each column of prices and quantities; `for_sheet` is what a person said of the sheet."""
    columns = table.columns.money | {c for c in (table.columns["quantity"],) if c}
    cells: dict[int, list[Cell]] = {column: [] for column in columns}
    for _, row in table.rows():
        for cell in row:
            if cell.column in cells and cell.text:
                cells[cell.column].append(cell)
    together = style_of(_numerals(c for column in cells.values() for c in column))
    prices = _numerals(c for column in table.columns.money for c in cells[column])
    round_ones = grouping_of(prices, language)
    said = {number_of(name): style for name, style in table.area.numbers.items()} if table.area is not None else {}
    return {
        column: said.get(column)
        or for_sheet
        or style_of(_numerals(found))
        or together
        or file_style
        or (round_ones if column in table.columns.money else None)
        for column, found in cells.items()
    }


def file_style(book: Book, tables: Sequence[Table]) -> Style | None:
    """Return the style that the numbers in all tables prove together."""
    places = {(t.sheet.name, column) for t in tables for column in t.columns.money | {t.columns["quantity"] or 0}}
    return style_of(
        _numerals(c for sheet in book for c in sheet.cells.values() if c.text and (sheet.name, c.column) in places)
    )


def _numerals(cells: Iterable[Cell]) -> list[Numeral]:
    return [n for n in (lex(cell.text) for cell in cells) if n is not None and not n.percent and len(n.rest) < 12]  # noqa: PLR2004 - a unit
