"""What a supplier's file was taken for: its facts, lines, totals and doubts."""

from collections.abc import Iterator
from decimal import Decimal

from cdmo_desk.intake.quote import Quote, QuoteLine
from cdmo_desk.sheets.figures import DASH, EN, Figures
from cdmo_desk.sheets.sheet import Cell, Column, Row, Sheet, Tone
from cdmo_desk.sheets.sources import BASES

TONES: dict[str, Tone] = {"error": "bad", "warning": "warning", "info": "muted"}


def reading(quote: Quote, figures: Figures = EN) -> tuple[Sheet, ...]:
    """Return the sheets of a file as it was read; those without rows are left out."""
    found = (_facts(quote, figures), _lines(quote, figures), _totals(quote, figures), _terms(quote), _doubts(quote))
    return tuple(sheet for sheet in found if sheet.rows)


def _facts(quote: Quote, figures: Figures) -> Sheet:
    facts = (
        ("Supplier", quote.supplier),
        ("Reference", quote.reference),
        ("Revision", quote.revision),
        ("Date", quote.date and figures.date(quote.date)),
        ("Valid until", quote.valid_until and figures.date(quote.valid_until)),
        ("Currency", quote.currency),
        ("Payment", quote.payment_days is not None and f"{quote.payment_days} days"),
        ("Escalation", quote.escalation),
    )
    return Sheet(
        id="facts",
        title=quote.file,
        columns=(Column("fact", "Fact"), Column("value", "Read as")),
        rows=tuple(Row((Cell(name), Cell(str(value)))) for name, value in facts if value),
    )


def _lines(quote: Quote, figures: Figures) -> Sheet:
    return Sheet(
        id="lines",
        title="Lines",
        note=f"{len(quote.lines)} lines.",
        columns=(
            Column("at", "Row"),
            Column("description", "Description"),
            Column("quantity", "Quantity", "", "right"),
            Column("unit", "Unit"),
            Column("unit_price", "Unit price", "", "right"),
            Column("amount", "Amount", "", "right"),
            Column("currency", ""),
            Column("basis", "Basis"),
        ),
        rows=tuple(_by_section(quote, figures)),
    )


def _by_section(quote: Quote, figures: Figures) -> Iterator[Row]:
    last: tuple[str, str | None] | None = None
    for line in quote.lines:
        if (line.sheet, line.section) != last:
            last = (line.sheet, line.section)
            heading = f"{line.sheet}: {line.section}" if line.section else line.sheet
            yield Row((Cell(""), Cell(heading, None, "strong"), *(Cell("") for _ in range(6))), "group")
        yield Row(tuple(_line(line, figures)))


def _line(line: QuoteLine, figures: Figures) -> Iterator[Cell]:
    yield Cell(str(line.row), line.row)
    yield Cell(line.description)
    yield _exact(line.quantity, figures)
    yield Cell(line.unit or "")
    yield _exact(line.unit_price, figures)
    yield _exact(line.amount, figures)
    yield Cell(line.currency or "")
    yield Cell(BASES[line.basis])


def _exact(value: Decimal | None, figures: Figures) -> Cell:
    """Return an exact decimal with the decimals it has."""
    if value is None:
        return Cell(DASH, None, "muted")
    places = max(0, -int(value.normalize().as_tuple().exponent))
    return Cell(figures.number(float(value), places), float(value))


def _totals(quote: Quote, figures: Figures) -> Sheet:
    return Sheet(
        id="totals",
        title="Stated totals",
        columns=(
            Column("cell", "Cell"),
            Column("label", "Total"),
            Column("stated", "Stated", "", "right"),
            Column("agrees", "Agrees"),
        ),
        rows=tuple(
            Row(
                (
                    Cell(f"{total.sheet}!{total.cell}"),
                    Cell(total.label),
                    _exact(total.stated, figures),
                    Cell("yes", 1, "good") if total.agrees else Cell("no", 0, "bad"),
                )
            )
            for total in quote.totals
        ),
    )


def _terms(quote: Quote) -> Sheet:
    return Sheet(
        id="terms",
        title="Terms sheet",
        columns=(Column("row", "Row"), Column("term", "Term"), Column("field", "Field"), Column("value", "Value")),
        rows=tuple(
            Row(
                (
                    Cell(f"{row.sheet} {row.row}", row.row),
                    *(Cell(str(row.values.get(name, ""))) for name in ("term", "field", "value")),
                )
            )
            for row in quote.terms_rows
        ),
    )


def _doubts(quote: Quote) -> Sheet:
    return Sheet(
        id="doubts",
        title="Doubts",
        columns=(Column("severity", "How bad"), Column("cell", "Cell"), Column("text", "What")),
        rows=tuple(
            Row((Cell(message.severity, None, TONES[message.severity]), Cell(message.cell), Cell(message.text)))
            for message in quote.messages
        ),
    )
