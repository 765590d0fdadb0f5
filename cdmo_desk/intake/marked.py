"""Tables that a person marked: heads where recognition found none, and columns that hold what the person said."""

from collections.abc import Sequence
from dataclasses import replace

from cdmo_desk.intake.cells import Cell, Sheet, number_of
from cdmo_desk.intake.corrections import Area, Bounds
from cdmo_desk.intake.headings import Heading
from cdmo_desk.intake.table import Columns

_NEAR = 3
_LAST_COLUMN = 16_384


def cells_of_head(sheet: Sheet, area: Area) -> tuple[Cell, ...]:
    """Return the cells of a marked table's row of headings."""
    bounds = area.bounds or Bounds(area.heading, 1, area.heading, _LAST_COLUMN)
    return tuple(c for c in sheet.rows.get(area.heading, ()) if bounds.left <= c.column <= bounds.right)


def headless(sheet: Sheet, area: Area) -> tuple[Heading, ...]:
    """Return empty headings for the filled columns of a table that was marked without any."""
    bounds = area.bounds
    if bounds is None:
        return ()
    filled = {
        cell.column
        for row, cells in sheet.rows.items()
        if bounds.top <= row <= bounds.bottom
        for cell in cells
        if bounds.left <= cell.column <= bounds.right
    }
    return tuple(Heading(column, "") for column in sorted(filled))


def displaced(area: Area, first: int, last: int, columns: tuple[int, int]) -> bool:
    """Say whether a marked table takes the place of a head that was recognised in rows `first` to `last`."""
    bounds = area.bounds
    if bounds is not None:
        across = columns[0] <= bounds.right and bounds.left <= columns[1]
        return across and bounds.top <= last and first <= bounds.bottom
    return first <= area.heading <= last or 0 < area.heading - last <= _NEAR or 0 < first - area.heading <= _NEAR


def as_said(columns: Columns, headings: Sequence[Heading], area: Area | None) -> tuple[Columns, tuple[Heading, ...]]:
    """Return what each column holds with a person's word before recognition's."""
    if area is None or not area.roles:
        return columns, tuple(headings)
    said = {number_of(name): role for name, role in area.roles.items()}
    known = {heading.column for heading in headings}
    every = sorted(
        (*headings, *(Heading(column, "") for column in said if column not in known)), key=lambda found: found.column
    )
    roles = {role: column for role, column in columns.roles.items() if column not in said and role not in said.values()}
    for column, role in said.items():
        if role not in {"year", "tier"}:
            roles[f"ignored {column}" if role == "ignored" else role] = column
    years, tiers = (
        tuple(h for h in every if said.get(h.column, name if h in before else "") == name)
        for name, before in (("year", columns.years), ("tier", columns.tiers))
    )
    if {"amount", "unit_price"} & set(said.values()):  # a guess at steps was made for want of prices
        years, tiers = (tuple(h for h in steps if h.column in said or len(steps) > 1) for steps in (years, tiers))
    return Columns(roles, years, tiers), tuple(every)


def with_area(areas: Sequence[Area], first: int, columns: tuple[int, int]) -> Area | None:
    """Return what a person said about the table whose headings begin in a row and span columns."""
    for area in areas:
        bounds = area.bounds
        if area.heading == first and (bounds is None or (columns[0] <= bounds.right and bounds.left <= columns[1])):
            return area
    return None


def trimmed(area: Area, headings: Sequence[Heading]) -> tuple[Heading, ...]:
    """Return the headings that lie within a marked table's columns."""
    bounds = area.bounds
    if bounds is None:
        return tuple(headings)
    return tuple(replace(h) for h in headings if bounds.left <= h.column <= bounds.right)
