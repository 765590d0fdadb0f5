"""Dates of the languages that quotes are read in."""

from datetime import date

import pytest

from cdmo_desk.intake.dates import day_in, later, month_first

WRITTEN = {
    "2026-09-14": date(2026, 9, 14), "2026/09/14": date(2026, 9, 14), "14.09.2026": date(2026, 9, 14),
    "14.9.26": date(2026, 9, 14), "15/09/2026": date(2026, 9, 15), "09/15/2026": date(2026, 9, 15),
    "September 14, 2026": date(2026, 9, 14), "Sept. 5th, 2026": date(2026, 9, 5), "11-Sep-2026": date(2026, 9, 11),
    "28. Februar 2027": date(2027, 2, 28), "1. März 2027": date(2027, 3, 1), "1er juin 2026": date(2026, 6, 1),
    "le 3 août 2026": date(2026, 8, 3), "15 de septiembre de 2026": date(2026, 9, 15),
    "30 settembre 2026": date(2026, 9, 30),
    "issued 11-Sep-2026, by post": date(2026, 9, 11), "2nd of May 2027": date(2027, 5, 2),
    "31 maart 2027": date(2027, 3, 31), "15 mei 2027": date(2027, 5, 15), "31 de março de 2027": date(2027, 3, 31),
    "5 października 2026 r.": date(2026, 10, 5), "den 31 mars 2027": date(2027, 3, 31),
    "15 maj 2027": date(2027, 5, 15),
    "2027年3月31日": date(2027, 3, 31), "２０２７年３月３１日まで": date(2027, 3, 31),
    "令和9年3月31日": date(2027, 3, 31),
}  # fmt: skip


@pytest.mark.parametrize(("text", "day"), WRITTEN.items())
def test_written_dates(text: str, day: date) -> None:
    found = day_in(text)
    assert found is not None
    assert found.value == day
    assert found.other is None


@pytest.mark.parametrize("text", ["", "DEV-2026-0932", "31.02.2026", "99/99/2026", "March 2027", "1,234.56"])
def test_no_date(text: str) -> None:
    assert day_in(text) is None


def test_month_and_day_may_change_places() -> None:
    found = day_in("03/04/2026")
    assert found is not None
    assert (found.value, found.other) == (date(2026, 4, 3), date(2026, 3, 4))


def test_one_date_settles_the_order() -> None:
    assert month_first(["03/04/2026", "12/31/2026"]) is True
    assert month_first(["03/04/2026", "31/12/2026"]) is False
    assert month_first(["03/04/2026"]) is None


def test_later() -> None:
    assert later(date(2026, 8, 31), months=6) == date(2027, 2, 28)
    assert later(date(2026, 10, 5), days=90) == date(2027, 1, 3)
