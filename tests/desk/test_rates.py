"""Rates of exchange from the table that came with the program, with the day they were published."""

from datetime import date
from pathlib import Path

import pytest

from cdmo_desk.desk import Desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(Path(tmp_path_factory.mktemp("rates")) / "library.sqlite")


def test_a_published_rate_comes_with_day_and_source(desk: Desk) -> None:
    # 28 March 2014: 1 EUR = 1.3759 USD by the European Central Bank
    assert desk.suggested_rate("EUR", "USD", date(2014, 3, 28)) == {
        "rate": 1.3759,
        "date": "2014-03-28",
        "source": "ECB reference rate, 2014-03-28",
    }
    back = desk.suggested_rate("USD", "EUR", date(2014, 3, 28))
    assert back is not None
    assert back["rate"] == pytest.approx(1 / 1.3759, rel=1e-5)


def test_a_sunday_takes_the_friday_before(desk: Desk) -> None:
    found = desk.suggested_rate("CHF", "USD", date(2014, 3, 30))
    assert found is not None
    assert found["date"] == "2014-03-28"


def test_a_day_after_the_table_takes_its_last(desk: Desk) -> None:
    found = desk.suggested_rate("GBP", "EUR", date(2099, 1, 1))
    assert found is not None
    assert found["date"] < "2099"


@pytest.mark.parametrize(
    ("code", "currency", "day"),
    [
        ("XYZ", "EUR", date(2020, 1, 2)),
        ("EUR", "EUR", date(2020, 1, 2)),
        ("USD", "EUR", date(1990, 1, 2)),
        ("HRK", "EUR", date(2025, 1, 2)),
    ],
)
def test_what_is_not_published_is_not_suggested(desk: Desk, code: str, currency: str, day: date) -> None:
    assert desk.suggested_rate(code, currency, day) is None
