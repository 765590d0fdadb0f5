"""Figures are written in one way, in the locale's own signs."""

import datetime as dt
from dataclasses import replace

import pytest

from cdmo_desk.estimate import Estimate, certain
from cdmo_desk.sheets.figures import DASH, EN, Figures
from cdmo_desk.sheets.measures import fitting
from tests.sheets.samples import sample

DE = Figures("de")


@pytest.mark.parametrize(
    ("value", "english", "german"),
    [
        (33369414.0, "33.37", "33,37"),
        (-1444924.9, "−1.44", "−1,44"),
        (0.0, "0.00", "0,00"),
        (-0.001, "0.00", "0,00"),
        (1234567890.0, "1,234.57", "1.234,57"),
        (None, DASH, DASH),
    ],
)
def test_millions_have_two_decimals_and_a_true_minus(value: float | None, english: str, german: str) -> None:
    assert EN.millions(value) == english
    assert DE.millions(value) == german


def test_an_unknown_is_a_dash_and_never_zero() -> None:
    assert EN.millions(None) == EN.percent(None) == EN.rate(None) == EN.money(None, "USD") == DASH
    assert EN.number(float("nan")) == DASH


def test_shares_rates_and_errors() -> None:
    assert EN.percent(0.119) == "11.9\u00a0%"
    assert EN.rate(1.09) == "1.0900"
    assert EN.error(72000) == "±0.07"
    assert EN.error(1200) == "±0.001"
    assert EN.error(None) == ""


def test_dates_and_quarters() -> None:
    assert EN.date(dt.date(2026, 11, 20)) == "20 Nov 2026"
    assert EN.quarter(dt.date(2027, 1, 1), 0) == "Q1 2027"
    assert EN.quarter(dt.date(2027, 4, 1), 3) == "Q1 2028"


def test_an_estimate_shows_its_range_only_where_it_has_one() -> None:
    assert EN.estimate(certain(5)) == "5"
    assert EN.estimate(Estimate(3, 5, 8)) == "5 (3 to 8)"
    assert EN.estimate(Estimate(0.01, 0.02, 0.05), percent=True) == "2\u00a0% (1\u00a0% to 5\u00a0%)"


@pytest.mark.parametrize(("factor", "scale", "shown"), [(1.0, "M", "M USD"), (0.02, "k", "k USD"), (0.0001, "", "USD")])
def test_the_scale_fits_what_a_case_is_about(factor: float, scale: str, shown: str) -> None:
    _, comparison = sample(0)
    offers = {
        name: replace(offer, base=replace(offer.base, cost=offer.base.cost * factor, cash=offer.base.cash * factor))
        for name, offer in comparison.offers.items()
    }
    figures = fitting(replace(comparison, offers=offers))
    assert figures.scale == scale
    assert figures.unit("USD") == shown


def test_amounts_follow_the_scale() -> None:
    assert Figures("en", "k").amount(1234567.0) == "1,235"
    assert Figures("en", "").money(1234.4, "USD") == "1,234\u00a0USD"
    assert Figures("en", "k").money(1234567.0, "USD", 1) == "1,235\u00a0k\u00a0USD"
