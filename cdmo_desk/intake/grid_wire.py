"""Cells and what they were taken for, as compact JSON between the process that parses and the one that shows."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from cdmo_desk.intake.cells import Book, Cell, Merge, Sheet, Value, folded
from cdmo_desk.intake.taken import Column, Taken, TakenTable

Plain = dict[str, Any]
_BOLD, _COMPUTED = 1, 2
_FORMULA = 300
_LEAST = 3  # row, column and value


def book_sent(book: Book) -> Plain:
    """Return a book as plain JSON; a cell is a short list, number formats are numbered."""
    forms: dict[str, int] = {}
    sheets = [_sheet_sent(sheet, forms) for sheet in book.sheets]
    return {"kind": book.kind, "sheets": sheets, "forms": list(forms), "remarks": book.remarks}


def _sheet_sent(sheet: Sheet, forms: dict[str, int]) -> Plain:
    return {
        "name": sheet.name,
        "cells": [_cell_sent(cell, forms) for cell in sheet.cells.values()],
        "hidden": sheet.hidden,
        "rows": sorted(sheet.hidden_rows),
        "columns": sorted(sheet.hidden_columns),
        "merges": [[m.top, m.left, m.bottom, m.right] for m in sheet.merges],
        "after_file": sheet.after_file,
    }


def _cell_sent(cell: Cell, forms: dict[str, int]) -> list[Any]:
    made = [
        cell.row,
        cell.column,
        _value_sent(cell.value),
        forms.setdefault(cell.format, len(forms)),
        _BOLD * cell.bold + _COMPUTED * cell.computed,
        cell.formula[:_FORMULA],
        cell.error,
    ]
    while len(made) > _LEAST and made[-1] in ("", 0):
        made.pop()
    return made


def _value_sent(value: Value) -> Any:  # noqa: ANN401 - plain JSON
    if isinstance(value, Decimal):
        return f"#{value:f}"
    if isinstance(value, date):
        return f"@{value.isoformat()}"
    return f"'{value}" if isinstance(value, str) else value


def book_received(raw: Plain) -> Book:
    """Return the book that was sent."""
    forms = raw["forms"]
    sheets = tuple(
        Sheet.of(
            one["name"],
            (_cell_received(cell, forms) for cell in one["cells"]),
            hidden=one["hidden"],
            hidden_rows=frozenset(one["rows"]),
            hidden_columns=frozenset(one["columns"]),
            merges=tuple(Merge(*bounds) for bounds in one["merges"]),
            after_file=one["after_file"],
        )
        for one in raw["sheets"]
    )
    return Book(raw["kind"], sheets, tuple((code, text) for code, text in raw["remarks"]))


def _cell_received(raw: list[Any], forms: list[str]) -> Cell:
    row, column, value, form, flags, formula, error = raw + [0, 0, "", ""][len(raw) - 3 :]
    stored: Value = value or None if isinstance(value, str) else value
    if isinstance(stored, str):
        sign, rest = stored[0], stored[1:]
        stored = Decimal(rest) if sign == "#" else date.fromisoformat(rest) if sign == "@" else rest
    text = folded(stored) if isinstance(stored, str) else ""
    return Cell(
        row,
        column,
        stored,
        text,
        forms[form],
        formula,
        error,
        computed=bool(flags & _COMPUTED),
        bold=bool(flags & _BOLD),
    )


def taken_sent(taken: tuple[Taken, ...]) -> list[Plain]:
    """Return what sheets were taken for as plain JSON; roles and kinds are numbered."""
    return [
        {
            "sheet": one.sheet,
            "tables": [
                [
                    t.heading,
                    t.last,
                    t.bottom,
                    t.left,
                    t.right,
                    t.title,
                    [[c.column, c.role, c.heading] for c in t.columns],
                ]
                for t in one.tables
            ],
            "kinds": list(one.kinds.items()),
            "reasons": list(one.reasons.items()),
            "roles": (roles := sorted(set(one.cells.values()))),
            "cells": list(_flat(one, {role: place for place, role in enumerate(roles)})),
            "facts": [[*place, name] for place, name in one.facts.items()],
        }
        for one in taken
    ]


def _flat(one: Taken, numbers: dict[str, int]) -> Iterator[int]:
    """Go through row, column and role of every cell, one after the other."""
    for (row, column), role in one.cells.items():
        yield row
        yield column
        yield numbers[role]


def taken_received(raw: list[Plain]) -> tuple[Taken, ...]:
    """Return what was sent."""
    return tuple(
        Taken(
            one["sheet"],
            tuple(_table_received(table) for table in one["tables"]),
            dict(one["kinds"]),
            dict(one["reasons"]),
            {
                (row, column): one["roles"][role]
                for row, column, role in zip(one["cells"][::3], one["cells"][1::3], one["cells"][2::3], strict=True)
            },
            {(row, column): name for row, column, name in one["facts"]},
        )
        for one in raw
    )


def _table_received(raw: list[Any]) -> TakenTable:
    heading, last, bottom, left, right, title, columns = raw
    return TakenTable(heading, last, bottom, left, right, title, tuple(Column(*column) for column in columns))
