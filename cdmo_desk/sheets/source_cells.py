"""A supplier's sheet as a grid of texts: what stands in each cell, and what it was taken for."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from re import fullmatch

from cdmo_desk.intake.cells import Cell, Sheet, letters, number_of
from cdmo_desk.intake.reading import Reading
from cdmo_desk.sheets.figures import EN, Figures

MOST_ROWS, MOST_COLUMNS = 20_000, 256


@dataclass(frozen=True, slots=True)
class SourceSheet:
    """A sheet: its name, how many rows and columns it fills, its texts and what they were taken for, from 0."""

    name: str
    rows: int
    columns: int
    texts: Mapping[tuple[int, int], str]
    figures: frozenset[tuple[int, int]]
    roles: Mapping[tuple[int, int], str]

    def head(self, column: int) -> str:
        """Return the letters of a column."""
        return letters(column + 1)


def source_sheets(reading: Reading, figures: Figures = EN) -> tuple[SourceSheet, ...]:
    """Return the sheets of a file that are shown."""
    taken = {one.sheet: one.cells for one in reading.taken}
    return tuple(_sheet(sheet, taken.get(sheet.name, {}), figures) for sheet in reading.book)


def place_of(address: str) -> tuple[int, int] | None:
    """Return row and column, from 0, of an address such as `E19`; of a range its first cell."""
    found = fullmatch(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})(?::.*)?", address.strip())
    return (int(found.group(2)) - 1, number_of(found.group(1)) - 1) if found else None


def _sheet(sheet: Sheet, roles: Mapping[tuple[int, int], str], figures: Figures) -> SourceSheet:
    cells = {
        (row - 1, column - 1): cell
        for (row, column), cell in sheet.cells.items()
        if row <= MOST_ROWS and column <= MOST_COLUMNS
    }
    texts = {place: text for place, cell in cells.items() if (text := _text(cell, figures))}
    return SourceSheet(
        name=sheet.name,
        rows=max((row for row, _column in texts), default=-1) + 1,
        columns=max((column for _row, column in texts), default=-1) + 1,
        texts=texts,
        figures=frozenset(place for place in texts if cells[place].number is not None),
        roles={(row - 1, column - 1): role for (row, column), role in roles.items()},
    )


def _text(cell: Cell, figures: Figures) -> str:
    if cell.error:
        return cell.error
    if cell.number is not None:
        value: Decimal = cell.number
        if "%" in cell.format:
            return figures.share(float(value))
        places = max(0, -int(value.normalize().as_tuple().exponent))
        return figures.number(float(value), min(places, 6))
    return cell.shown
