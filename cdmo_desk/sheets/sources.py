"""Where the figures come from: files with their hashes, and lines with their cells and what each became."""

from collections.abc import Iterator, Mapping
from typing import Any

from cdmo_desk.contract.dossier import Line
from cdmo_desk.contract.offer import Offer
from cdmo_desk.document import Case
from cdmo_desk.evaluation.results import Comparison
from cdmo_desk.money import exact
from cdmo_desk.sheets import measures
from cdmo_desk.sheets.figures import DASH, EN, Figures
from cdmo_desk.sheets.inputs import field_title
from cdmo_desk.sheets.naming import keys
from cdmo_desk.sheets.pricing import term_title
from cdmo_desk.sheets.sheet import Cell, Column, Row, Sheet, Tone
from cdmo_desk.speech import counted, marked, say, within

BASES = {
    "priced": marked("priced"),
    "pass_through": marked("at cost"),
    "optional": marked("optional"),
    "included": marked("included"),
    "excluded": marked("excluded"),
    "tbd": marked("TBD"),
    "rate": marked("rate"),
}


def files(case: Case, comparison: Comparison, figures: Figures = EN) -> Sheet:
    """Return the files that lines were read from, with their SHA-256."""
    del figures
    known = keys(case)
    rows = []
    for name in measures.in_order(comparison):
        by_file: dict[tuple[str, str], int] = {}
        for line in case.offer(name).lines:
            if line.file:
                key = (line.file, line.sha256 or "")
                by_file[key] = by_file.get(key, 0) + 1
        for (file, sha256), number in by_file.items():
            rows.append(Row((known[name].cell, Cell(file), Cell(sha256 or DASH), Cell(str(number), number)), "", name))
        if not by_file:
            rows.append(
                Row((known[name].cell, Cell(say("no file: typed in"), None, "muted"), Cell(DASH), Cell(DASH)), "", name)
            )
    return Sheet(
        id="files",
        title=say("Files"),
        note=say("A file with another SHA-256 is not the one these figures were read from."),
        columns=(
            Column("offer", say("Offer")),
            Column("file", say("File")),
            Column("sha256", "SHA-256"),
            Column("lines", say("Lines"), "", "right"),
        ),
        rows=tuple(rows),
    )


def lines(case: Case, comparison: Comparison, name: str, figures: Figures = EN, *, short: bool = False) -> Sheet:
    """Return the accepted lines of an offer with their cells and what each became in the contract.

    With `short`, lines that all stand on one sheet are told by their cells alone.
    """
    offer = case.offer(name)
    key = keys(case)[name]
    base = comparison.offers[name].base
    stated = Row(
        (
            Cell(""),
            Cell(say("Stated in the files")),
            *(Cell("") for _ in range(3)),
            Cell(figures.number(base.stated, 2), base.stated),
            *(Cell("") for _ in range(3)),
        ),
        "sum",
    )
    return Sheet(
        id=f"lines.{name}",
        title=counted("{name}: {n} line", "{name}: {n} lines", len(offer.lines), name=key.name),
        note=say("{supplier}. Amounts as they stand in the file.", supplier=key.supplier),
        columns=(
            Column("cell", say("Cell")),
            Column("description", say("Description")),
            Column("quantity", say("Quantity"), "", "right"),
            Column("unit", say("Unit")),
            Column("price", say("Unit price"), "", "right"),
            Column("amount", say("Amount"), "", "right"),
            Column("currency", say("In")),
            Column("basis", say("Basis")),
            Column("becomes", say("Becomes")),
        ),
        rows=tuple(_lines(offer, figures, short=short)),
        totals=(stated,) if base.stated is not None else (),
    )


def _lines(offer: Offer, figures: Figures, *, short: bool) -> Iterator[Row]:
    """Give the lines in the file's order, each section of it under its own name."""
    section = ""
    is_single = short and len({(line.file, line.sheet) for line in offer.lines}) == 1
    for line in offer.lines:
        if line.section is not None and line.section != section:
            section = line.section
            yield Row((Cell(section), *(Cell("") for _ in range(8))), "group")
        yield _line(offer, line, figures, is_single=is_single)


def _line(offer: Offer, line: Line, figures: Figures, *, is_single: bool) -> Row:
    becomes, tone = _becomes(offer, line)
    note = f" ({line.note})" if line.note else ""
    return Row(
        (
            Cell((_cell(line.cells) if is_single else "") or _address(line), line.row),
            Cell(f"{line.description}{note}"),
            _amount(line.quantity, figures),
            Cell(line.unit or ""),
            _amount(line.unit_price, figures),
            _amount(line.amount, figures),
            Cell(line.currency or offer.currency or ""),
            Cell(say(BASES[line.basis])),
            Cell(becomes, becomes, tone),
        ),
        "",
        line.id,
    )


def _address(line: Line) -> str:
    """Return sheet and cell of a line's price, or of its row."""
    cell = _cell(line.cells) or (say("row {row}", row=line.row) if line.row is not None else "")
    return " ".join(part for part in (line.sheet, cell) if part) or DASH


def place_of_line(line: Mapping[str, Any]) -> tuple[str, str, str]:
    """Return the file, the sheet and the cell of a line's price as they stand in the case document."""
    cell = _cell(line.get("cells") or {}) or (f"A{line['row']}" if line.get("row") is not None else "")
    return str(line.get("file") or ""), str(line.get("sheet") or ""), cell


def _cell(cells: Mapping[str, str]) -> str:
    return next((cells[name] for name in ("amount", "unit_price", "description") if name in cells), "")


def _amount(text: str | None, figures: Figures) -> Cell:
    """Return a decimal as it stands, with separators; never rounded."""
    if text is None:
        return Cell(DASH, None, "muted")
    value = exact(text)
    decimals = max(0, -int(value.as_tuple().exponent)) if value.is_finite() else 0
    return Cell(figures.number(float(value), min(decimals, 6)), float(value))


def _becomes(offer: Offer, line: Line) -> tuple[str, Tone]:
    if line.becomes.set_aside:
        return say("set aside: {set_aside}", set_aside=say(line.becomes.set_aside)), "muted"
    if line.becomes.term is None:
        return say("nothing yet"), "warning"
    term = next((term for term in offer.terms if term.id == line.becomes.term), None)
    title = line.becomes.term if term is None else term_title(term)
    if not line.becomes.field:
        return title, ""
    return f"{title}, {within(field_title(type(term), line.becomes.field))}", ""
