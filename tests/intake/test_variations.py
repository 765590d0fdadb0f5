"""The same quote arranged otherwise says the same: moved, columns in another order, other headings, more blanks."""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

from cdmo_desk.intake import interpret, tables
from cdmo_desk.intake.cells import Book, Cell, Merge, Sheet
from cdmo_desk.intake.corrections import NONE
from cdmo_desk.intake.currency import of_format, scale_of_format
from cdmo_desk.intake.headings import roles_of
from cdmo_desk.intake.phrases import plain
from cdmo_desk.intake.quote import Quote
from cdmo_desk.intake.table import Table
from cdmo_desk.intake.worker import opened
from tests.intake.test_quotes import FILES

FIELDS = ("section", "description", "quantity", "unit", "unit_price", "amount", "currency", "basis", "note")
OTHERS = {
    "number": ("Pos.", "Ref", "N°", "Line no"),
    "description": ("Leistung", "Description of work", "Concepto", "Prestazione", "Désignation", "Activity"),
    "quantity": ("Menge", "Quantity", "Cantidad", "Qté", "Q.tà", "No. of units"),
    "unit": ("Einheit", "UoM", "Unidad", "Unité", "U.M."),
    "unit_price": ("Einzelpreis", "Unit price", "Precio unitario", "Prix unitaire", "Prezzo unitario"),
    "amount": ("Gesamtpreis", "Line total", "Importe", "Montant", "Importo"),
    "note": ("Bemerkungen", "Remarks", "Observaciones", "Remarques", "Osservazioni"),
}
SIGNS = {"de": (".", ","), "fr": ("\u202f", ","), "ch": ("'", "."), "en": (",", ".")}
Change = Callable[[Sheet, random.Random], Sheet]


def said(book: Book) -> tuple[object, ...]:
    """Return what a book says, wherever it stands."""
    quote: Quote = interpret.understood(book, "quote", "", None, NONE).quote
    lines = sorted(tuple(_plain(getattr(line, name)) for name in FIELDS) for line in quote.lines)
    sums = sorted((total.label, _plain(total.stated), total.agrees) for total in quote.totals)
    codes = {message.code for message in quote.messages if message.severity != "info"} - {"formula_without_value"}
    return lines, sums, codes, quote.supplier, quote.reference, quote.currency, quote.valid_until


def _plain(value: object) -> str:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def of_cells(sheet: Sheet, cells: Iterator[Cell]) -> Sheet:
    places = {(cell.row, cell.column): replace(cell, formula="=" if cell.formula else "") for cell in cells}
    return replace(sheet, cells=dict(sorted(places.items())))


def moved(sheet: Sheet, chance: random.Random) -> Sheet:
    """Let a sheet begin further down and to the right."""
    down, right = chance.randint(1, 9), chance.randint(1, 6)
    cells = (replace(c, row=c.row + down, column=c.column + right) for c in sheet.cells.values())
    return replace(
        of_cells(sheet, cells),
        merges=tuple(Merge(m.top + down, m.left + right, m.bottom + down, m.right + right) for m in sheet.merges),
        hidden_rows=frozenset(row + down for row in sheet.hidden_rows),
        hidden_columns=frozenset(column + right for column in sheet.hidden_columns),
    )


def loosened(sheet: Sheet, chance: random.Random) -> Sheet:
    """Put blank rows between some of a sheet's rows, but not around headings."""
    near = {row for t in tables.tables_of(sheet) for row in range(t.first - 3, t.last + 1)}
    rows = sorted({row for row, _ in sheet.cells} - near)
    gaps = chance.sample(rows, min(3, len(rows)))

    def lower(row: int) -> int:
        return row + sum(gap < row for gap in gaps)

    return replace(
        of_cells(sheet, (replace(c, row=lower(c.row)) for c in sheet.cells.values())),
        merges=tuple(Merge(lower(m.top), m.left, lower(m.bottom), m.right) for m in sheet.merges),
        hidden_rows=frozenset(lower(row) for row in sheet.hidden_rows),
    )


def simple(sheet: Sheet) -> tuple[Table, ...]:
    """Return a sheet's tables, if they are of one row of headings each and in the same columns."""
    found = tables.tables_of(sheet)
    steps = any(t.columns.tiers or t.columns.years or t.first != t.last for t in found)
    return () if steps or sheet.merges or len({(t.left, t.right) for t in found}) > 1 else found


def reordered(sheet: Sheet, chance: random.Random) -> Sheet:
    """Put quantity, unit, prices and remarks in another order behind number and description."""
    cells = dict(sheet.cells)
    for table in () if sheet.hidden_columns else simple(sheet):
        money = table.columns.money
        roles = {column: role.split(" ")[0] for role, column in table.columns.roles.items()}
        columns = [h.column for h in table.headings if h.own]
        first = [c for c in columns if roles.get(c) in {"number", "description", "section"}]
        others = [c for c in columns if c not in first]
        target = dict(zip([*first, *chance.sample(others, len(others))], columns, strict=True))
        rows = {
            table.first,
            *table.repeats,
            *(
                row
                for row, mine in table.rows()
                if len(mine) > 2 or (len(mine) > 1 and not money.isdisjoint(c.column for c in mine))
            ),
        }
        mine = [cells.pop(place) for place in list(cells) if place[0] in rows and place[1] in target]
        cells |= {(c.row, target[c.column]): replace(c, column=target[c.column]) for c in mine}
    return of_cells(sheet, iter(cells.values()))


def reworded(sheet: Sheet, chance: random.Random) -> Sheet:
    """Call the columns otherwise, in any language, where their headings say nothing else."""
    cells = dict(sheet.cells)
    for table in simple(sheet):
        for role, column in table.columns.roles.items():
            heading = next((h for h in table.headings if h.column == column), None)
            if role not in OTHERS or heading is None or roles_of(heading.own).get(role, 0) <= 2 or "(" in heading.own:
                continue
            name = chance.choice(OTHERS[role])
            for row in (table.first, *table.repeats):
                cell = cells.get((row, column))
                if cell is not None and plain(cell.text) == plain(heading.own):
                    cells[row, column] = replace(cell, value=name, text=name)
    return of_cells(sheet, iter(cells.values()))


def spelled(sheet: Sheet, chance: random.Random) -> Sheet:
    """Write the prices as texts, as one country does, with their currency."""
    group, comma = SIGNS[chance.choice(list(SIGNS))]
    cells = dict(sheet.cells)
    for table in simple(sheet):
        money = {table.columns["unit_price"], table.columns["amount"]}
        for cell in [c for _, row in table.rows() for c in row if c.column in money and c.number is not None]:
            if "%" in cell.format or (cell.format and scale_of_format(cell.format) is not None):
                continue
            written = f"{cell.number:,.4f}" if cell.number != round(cell.number or 0, 2) else f"{cell.number:,.2f}"
            text = written.replace(",", "\0").replace(".", comma).replace("\0", group)
            code = of_format(cell.format) if cell.format else None
            text = f"{code} {text}" if code else text
            cells[cell.row, cell.column] = Cell(cell.row, cell.column, text, text, bold=cell.bold)
    return of_cells(sheet, iter(cells.values()))


@pytest.mark.parametrize("change", [moved, loosened, reordered, reworded, spelled], ids=lambda change: change.__name__)
def test_the_same_said_otherwise(change: Change) -> None:
    for place, path in enumerate(FILES):
        if path.suffix == ".tsv" or (path.stem, change) in EXCEPTIONS:
            continue
        book, _ = opened(path)
        chance = random.Random(place)  # noqa: S311 - the same variations each time
        other = replace(book, sheets=tuple(s if s.hidden else change(s, chance) for s in book.sheets))
        assert said(other) == said(book), path.name


EXCEPTIONS = {
    ("harrow-aseptic-quote-HA4471", spelled),  # its quantities are texts in English, so that no other style fits
    ("maple-river-biologics-MRB-26-77", reworded),  # the heading of its rates names their unit
    ("tanager-labs-quote-5106", reworded),
    ("orion-cmc-consulting-tm-offer", reworded),
}
