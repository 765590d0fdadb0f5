"""Numbers of every style: none read wrongly, none read in silence where two readings are possible."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdmo_desk.intake.numbers import lex, style_of

NB, NARROW, THIN = "\u00a0", "\u202f", "\u2009"

SURE = {
    "0": "0", "7": "7", "1234": "1234", "12.5": "12.5", "12,5": "12.5", "0.125": "0.125", "0,125": "0.125",
    "1,234.56": "1234.56", "1.234,56": "1234.56", "1.234.567": "1234567", "1,234,567": "1234567",
    "1.234.567,89": "1234567.89", "1,234,567.89": "1234567.89", "1 234,56": "1234.56", "1 234.56": "1234.56",
    f"1{NB}234,56": "1234.56", f"1{NARROW}234{NARROW}567,5": "1234567.5", f"1{THIN}234": "1234",
    "1'234.56": "1234.56", "1’234.50": "1234.5", "1'234'567": "1234567", "1’234.–": "1234", "290.–": "290",
    "290.-": "290", "1'280'000.--": "1280000", "185.000,- €": "185000", "12,50,000": "1250000",
    "12,50,000.75": "1250000.75", "(5.00)": "-5", "(1,234.50)": "-1234.5", "($500)": "-500", "5-": "-5",
    "1.234,50-": "-1234.5", "−5": "-5", "–5": "-5", "-5": "-5", "+5": "5", "- € 9.400,00": "-9400",
    "€ 1.234,50": "1234.5", "1.234,50 €": "1234.5", "EUR 1.234,50": "1234.5", "1,234.50 USD": "1234.5",
    "US$ 99.90": "99.9", "-$500": "-500", "$-500": "-500", "£12.40": "12.4", "CHF 12.40": "12.4", "Fr. 5.50": "5.5",
    "k€ 185": "185000", "185 k€": "185000", "TEUR 185": "185000", "185 TEUR": "185000", "kUSD 1.5": "1500",
    "$1.2M": "1200000", "1,2 Mio. €": "1200000", "£1.2m": "1200000", "USD 850k": "850000", "1.5k": "1500",
    "１２３": "123", "１,２３４.５": "1234.5", "ca. 500": "500", "approx. 1,250.50": "1250.5", "100 CR": "-100",
    "USD (500.00)": "-500",
    "€ 46.500,-": "46500", "kr 1 500,00": "1500", "1.500,- kr.": "1500", "1 500:-": "1500", "1.500:-": "1500",
    "Rs. 12,50,000/-": "1250000", "Rs 1,85,000.00": "185000", "¥1,250,000-": "1250000", "1,250,000円": "1250000",
    "125万円": "1250000", "▲1,250,000": "-1250000", "2,5 mln zł": "2500000", "R$ 1.234,56": "1234.56",
}  # fmt: skip

DOUBTED = ("1.234", "1,234", "€ 1.500", "12,500 USD", "-1.234")

REFUSED = (
    "", "abc", "TBD", "1_000", "1e5", "1E5", "NaN", "Infinity", "inf", "0x10", "١٢٣", "१२३", "12:30", "14.09.2026",
    "1.2.3", "1,2,3", "1,23,4", "1.23.456", "--5",  "12,3456,789.0x", "½", "5a6",
)  # fmt: skip


@pytest.mark.parametrize(("text", "value"), SURE.items())
def test_sure_numbers(text: str, value: str) -> None:
    numeral = lex(text)
    assert numeral is not None
    assert not numeral.ambiguous
    assert numeral.read(None) == Decimal(value)
    assert numeral.rest == ""


@pytest.mark.parametrize("text", DOUBTED)
def test_two_styles_read_it_differently(text: str) -> None:
    numeral = lex(text)
    assert numeral is not None
    assert numeral.ambiguous
    assert numeral.style is None
    assert abs(numeral.read("dot")) != abs(numeral.read("comma"))


@pytest.mark.parametrize("text", REFUSED)
def test_no_number(text: str) -> None:
    assert lex(text) is None


@pytest.mark.parametrize("text", ["10 - 20", "€ 10,000 – 15,000", "1.000 bis 2.000", "5 to 6"])
def test_spans(text: str) -> None:
    numeral = lex(text)
    assert numeral is not None
    assert numeral.span


def test_percent_currency_and_unit() -> None:
    percent, price = lex("12,5 %"), lex("EUR 310/hour")
    assert percent is not None
    assert percent.percent
    assert price is not None
    assert (price.currency, price.rest) == ("EUR", "/hour")


def test_one_number_settles_a_column() -> None:
    column = [n for n in map(lex, ("1.234", "2.500", "12,50")) if n]
    assert style_of(column) == "comma"
    assert column[0].read(style_of(column)) == 1234
    assert style_of(column[:2]) is None


@given(st.decimals(min_value=0, max_value=10**12, places=2, allow_nan=False))
def test_written_numbers_come_back(value: Decimal) -> None:
    english = f"{value:,.2f}"
    german = english.translate(str.maketrans(",.", ".,"))
    swiss = english.replace(",", "'")
    for text in (english, german, swiss, f"({english})", f"{german}-"):
        numeral = lex(text)
        assert numeral is not None
        assert abs(numeral.read(None)) == value


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    numeral = lex(text)
    assert numeral is None or numeral.readings
