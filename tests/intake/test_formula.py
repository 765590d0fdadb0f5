"""Formulas without stored results are computed as a spreadsheet program would, and nothing else is."""

from decimal import Decimal

import pytest

from cdmo_desk.intake.cells import Book, Cell, Sheet, Value, made
from cdmo_desk.intake.formula import completed


def computed(formula: str) -> Cell:
    values = {"A1": 2, "A2": 3.5, "A3": 10, "A4": "text", "B1": 100, "B2": 200, "B3": 0.1, "C1": True}
    cells = [made(int(name[1]), ord(name[0]) - 64, value) for name, value in values.items()]
    asked = made(9, 9, None, formula=formula, computed=True)
    hidden = Sheet.of("Rates & co", [made(4, 3, 215)])
    book = completed(Book("xlsx", (Sheet.of("Offer", [*cells, asked]), hidden)))
    return book.sheets[0].cells[9, 9]


KNOWN: dict[str, Value] = {
    "=A1*B1": Decimal(200), "=A1+A2*A3": Decimal(37), "=(A1+A2)*A3": Decimal(55), "=-A1^2": Decimal(4),
    "=2^3^2": Decimal(64),
    "=A3*6%": Decimal("0.6"), "=B3+0.2": Decimal("0.3"), "=10/4": Decimal("2.5"), "=SUM(A1:B3)": Decimal("315.6"),
    "=SUM(A1:A4;B1)": Decimal("115.5"), "=ROUND(A2*1.333,2)": Decimal("4.67"), "=ROUND(-2.5,0)": Decimal(-3),
    "=ROUNDUP(2.01,0)": Decimal(3), "=ROUNDDOWN(2.99,0)": Decimal(2), "=ROUND(1234,-2)": Decimal(1200),
    "=PRODUCT(A1:A3)": Decimal(70), "=MIN(A1:A3)": Decimal(2), "=MAX(A1:A3,12)": Decimal(12),
    "=AVERAGE(B1:B2)": Decimal(150),
    "=ABS(-A3)": Decimal(10), "=SUMPRODUCT(A1:A3,B1:B3)": Decimal(901),
    "=SUMPRODUCT(A1:A2*B1:B2)": Decimal(900),
    "=SUBTOTAL(9,A1:A3)": Decimal("15.5"),
    '=IF(A1>1,"yes","no")': "yes", "=IF(A1=5,1/0,7)": Decimal(7),
    '=A4&" "&A1': "text 2", "='Rates & co'!C4*2": Decimal(430),
    "=$A$1+A$2": Decimal("5.5"), "=IFERROR(1/0,5)": Decimal(5),
    '=IF(Z99="","blank","full")': "blank", "=A1<>A2": True, "=+A1": Decimal(2), "=INT(A2)": Decimal(3),
}  # fmt: skip


@pytest.mark.parametrize(("formula", "value"), KNOWN.items())
def test_known_formulas(formula: str, value: Value) -> None:
    assert computed(formula).value == value
    assert computed(formula).computed


@pytest.mark.parametrize(
    "formula",
    ["=VLOOKUP(A1,A1:B3,2)", "=I9+1", "=1+", "=A1:A3", "=[1]Other!A1", '=HYPERLINK("x")', "=foo", "=A1(2)",
     "=" + "(" * 9000, "="],
)  # fmt: skip
def test_unknown_formulas_have_no_value(formula: str) -> None:
    cell = computed(formula)
    assert cell.value is None
    assert cell.error == ""


@pytest.mark.parametrize(("formula", "error"), [("=1/0", "#DIV/0!"), ("=Nowhere!A1", "#REF!"), ("=A4*2", "#VALUE!")])
def test_errors_are_errors(formula: str, error: str) -> None:
    assert computed(formula).error == error


def test_a_circle_has_no_value() -> None:
    sheet = Sheet.of(
        "S", [made(1, 1, None, formula="=A2", computed=True), made(2, 1, None, formula="=A1", computed=True)]
    )
    assert all(cell.value is None for cell in completed(Book("xlsx", (sheet,))).sheets[0].cells.values())
