"""Sheets of terms come back as they stand; workbooks keep what formats and hidden sheets say."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from cdmo_desk.intake.worker import parse
from tests.intake import languages
from tests.intake.layouts import Page, delimited, workbook


def test_a_sheet_of_terms(tmp_path: Path) -> None:
    p = Page("Terms")
    p.add("Supplier", "Kestrel Biologics Ltd")
    p.add("Reference", "KB-12")
    p.add()
    p.add("No", "TERM", "Field", "Value", "From", "Low", "High", "Note", "Other")
    p.add(1, "Batches", "price", 450000, date(2027, 1, 1), 400000, 500000, "per batch", "unknown")
    p.add(2, "Batches", "escalates", True)
    p.add()
    p.add(3, "Royalty", "rate", 0.035, None, None, None, "of net sales")
    quote = parse(workbook(tmp_path / "terms", (p,)))
    assert quote.lines == ()
    assert quote.messages == ()
    assert (quote.supplier, quote.reference) == ("Kestrel Biologics Ltd", "KB-12")
    first, second, third = quote.terms_rows
    assert first.values == {
        "no": Decimal(1), "term": "Batches", "field": "price", "value": Decimal(450000), "from": date(2027, 1, 1),
        "low": Decimal(400000), "high": Decimal(500000), "note": "per batch",
    }  # fmt: skip
    assert first.cells["value"] == "D5"
    assert second.values["value"] is True
    assert (third.row, third.values["value"]) == (8, Decimal("0.035"))


def test_terms_in_a_csv(tmp_path: Path) -> None:
    p = Page("terms")
    p.add("Term", "Field", "Value")
    p.add("Batches", "price", "450000.50")
    p.add("Batches", "tiers", "1.5 | 2")
    p.add("Cap", "share", "-0.5")
    quote = parse(delimited(",", "utf-8")(tmp_path / "terms", (p,)))
    assert [row.values["value"] for row in quote.terms_rows] == [Decimal("450000.50"), "1.5 | 2", Decimal("-0.5")]


def test_terms_beside_prices(tmp_path: Path) -> None:
    terms = Page("Terms")
    terms.add("Term", "Field", "Value")
    terms.add("Batches", "price", 5)
    flat = languages.flat_english()
    quote = parse(workbook(tmp_path / "both", (*flat.pages, terms)))
    assert len(quote.lines) == 6
    assert len(quote.terms_rows) == 1


def test_validity_is_judged_by_a_day(tmp_path: Path) -> None:
    path = languages.german_csv().written(tmp_path)
    assert "expired_quote" not in {m.code for m in parse(path).messages}
    assert "expired_quote" in {m.code for m in parse(path, date(2027, 1, 1)).messages}
    assert "expired_quote" not in {m.code for m in parse(path, date(2026, 12, 31)).messages}


def test_hidden_sheets_are_named_and_not_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for name, state in (("Offer", "visible"), ("Costs", "hidden")):
        sheet = book.create_sheet(name)
        sheet.append(("Item", "Price (EUR)"))
        sheet.append((f"Line of {name}", 5000))
        sheet.sheet_state = state
    book.remove(book.worksheets[0])
    path = tmp_path / "hidden.xlsx"
    book.save(path)
    book.close()
    quote = parse(path)
    assert [line.description for line in quote.lines] == ["Line of Offer"]
    assert any(m.code == "hidden_sheets" and "Costs" in m.text for m in quote.messages)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "utf-16-le"])
def test_encodings(encoding: str, tmp_path: Path) -> None:
    p = Page("x")
    p.add("Désignation", "Qté", "P.U. HT (€)", "Montant HT (€)")
    p.add("Étude de préformulation à façon", "2", "1 500,50", "3 001,00")
    quote = parse(delimited(";", encoding)(tmp_path / "x", (p,)))
    assert [(q.description, q.amount, q.currency) for q in quote.lines] == [
        ("Étude de préformulation à façon", Decimal(3001), "EUR")
    ]


def test_an_empty_table_is_an_error_not_a_silence(tmp_path: Path) -> None:
    p = Page("x")
    p.add("Dear all,", "see below")
    p.add("no prices", "here")
    quote = parse(workbook(tmp_path / "x", (p,)))
    assert [m.severity for m in quote.messages] == ["error"]
