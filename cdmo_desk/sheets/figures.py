"""How figures, dates and estimates are written, in one place and in a locale's own way."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal, get_decimal_symbol, get_group_symbol

from cdmo_desk.estimate import Estimate
from cdmo_desk.speech import locale as spoken
from cdmo_desk.speech import say

DASH = "–"  # nothing of this kind; never used for zero
SPACE = "\u00a0"
MINUS = "−"


Scale = Literal["M", "k", ""]
MILLION = 1e6
WHOLE = 1e15  # up to here all digits of a double are its own
DIVISORS = {"M": MILLION, "k": 1e3, "": 1.0}


@dataclass(frozen=True, slots=True)
class Figures:
    """A locale's figures: two decimals in millions, none in thousands and full units, one in per cent, a true minus.

    `scale` is what amounts are shown in: `M`, `k`, or nothing for full units. An empty locale is the one spoken now.
    """

    locale: str = ""
    scale: Scale = "M"

    def number(self, value: float | None, decimals: int = 2) -> str:
        """Return a number with that many decimals; the dash where there is none."""
        if value is None or value != value:  # noqa: PLR0124 - not a number
            return DASH
        shown = round(value, decimals) + 0.0
        signs = _signs(self._way)
        if signs is not None and abs(shown) < WHOLE:
            return f"{shown:,.{decimals}f}".translate(signs)
        return format_decimal(shown, _pattern(decimals), locale=_locale(self._way)).replace("-", MINUS)

    @property
    def divisor(self) -> float:
        """Return what one of the shown amounts is in full units."""
        return DIVISORS[self.scale]

    @property
    def sign(self) -> str:
        """Return the sign of the scale as it follows a figure in a sentence."""
        return f"{SPACE}{self.scale}" if self.scale else ""

    def unit(self, currency: str) -> str:
        """Return the unit of amounts for the head of a column: `M USD`."""
        return f"{self.scale} {currency}".strip()

    def amount(self, value: float | None, decimals: int = 2) -> str:
        """Return money in the scale: `33.37`; decimals only in millions."""
        return DASH if value is None else self.number(value / self.divisor, decimals if self.scale == "M" else 0)

    def full(self, value: float | None) -> str:
        """Return money in full units: `1,450,000`."""
        return self.number(value, 0)

    def money(self, value: float | None, currency: str, decimals: int = 2) -> str:
        """Return money with its unit for a sentence: `33.37 M USD`."""
        return DASH if value is None else f"{self.amount(value, decimals)}{self.sign}{SPACE}{currency}"

    def error(self, value: float | None) -> str:
        """Return a standard error: `±0.07`; empty where there is none, or none to be seen at this scale."""
        if value is None or abs(value) < 0.0005 * self.divisor:
            return ""
        return f"±{self.amount(value)}" if abs(value) >= 0.005 * self.divisor else f"±{self.amount(value, 3)}"

    def shown_error(self, value: float | None) -> str:
        """Return a standard error beside a sum in a sentence: empty where it is below the digits of the sum."""
        return "" if value is None or abs(value) < 0.005 * self.divisor else f"±{self.amount(value)}"

    def percent(self, share: float | None, decimals: int = 1) -> str:
        """Return a share in per cent: `11.9 %`."""
        return DASH if share is None else f"{self.number(share * 100, decimals)}{SPACE}%"

    def rate(self, value: float | None) -> str:
        """Return a rate of exchange: `1.0900`."""
        return self.number(value, 4)

    def short(self, value: float | None, decimals: int = 2) -> str:
        """Return a number with as many decimals as it has, at most that many: `4`, `4.2`."""
        if value is None or value != value:  # noqa: PLR0124 - not a number
            return DASH
        text = format_decimal(round(value, decimals) + 0.0, "#,##0." + "#" * decimals, locale=_locale(self._way))
        return text.replace("-", MINUS)

    def date(self, day: dt.date | None) -> str:
        """Return a day: `20 Nov 2026`."""
        return DASH if day is None else format_date(day, f"{self._day} MMM y", locale=_locale(self._way))

    def long_date(self, day: dt.date) -> str:
        """Return a day with its month in full: `20 November 2026`."""
        return format_date(day, f"{self._day} MMMM y", locale=_locale(self._way))

    @property
    def _way(self) -> str:
        """Return the locale that figures are written in now."""
        return self.locale or spoken()

    @property
    def _day(self) -> str:
        """Return how the day of a month is written: with a stop in German."""
        return "d." if self._way.startswith("de") else "d"

    def quarter(self, start: dt.date, quarter: int) -> str:
        """Return a quarter of a programme that starts on a day: `Q4 2027`; quarters of the calendar are meant."""
        months = start.month - 1 + 3 * quarter
        return f"Q{months % 12 // 3 + 1} {start.year + months // 12}"

    def millions(self, value: float | None, decimals: int = 2) -> str:
        """Return money in millions, whatever the scale: `33.37`."""
        return DASH if value is None else self.number(value / MILLION, decimals)

    def short_millions(self, value: float | None) -> str:
        """Return an input in millions with the decimals it has: `1.45`."""
        return DASH if value is None else self.short(value / MILLION, 3)

    def estimate(self, value: Estimate, *, percent: bool = False, money: bool = False) -> str:
        """Return an estimate: `5`, or likely with its range `5 (3 to 8)`; large money in millions, with their `M`."""
        if money and value.high >= MILLION:
            return f"{self._range(value, self.short_millions)}{SPACE}M"
        return self._range(value, self.share if percent else self.full if money else self.short)

    def _range(self, value: Estimate, write: Callable[[float], str]) -> str:
        if value.is_certain:
            return write(value.likely)
        return say(
            "{likely} ({low} to {high})", likely=write(value.likely), low=write(value.low), high=write(value.high)
        )

    def share(self, value: float | None) -> str:
        """Return a share in per cent with the decimals it has: `2.5 %`."""
        return DASH if value is None else f"{self.short(value * 100)}{SPACE}%"


EN = Figures()
"""Figures in the way of the language that is spoken: English unless the reader chose another."""


@cache
def _locale(name: str) -> Locale:
    try:
        return Locale.parse(name)
    except UnknownLocaleError:
        return Locale.parse(name.split("_", maxsplit=1)[0])


@cache
def _signs(name: str) -> dict[int, str] | None:
    """Return what stands in a locale for Python's signs in numbers; None where digits are not grouped by threes."""
    locale = _locale(name)
    if locale.decimal_formats[None].grouping != (3, 3) or locale.default_numbering_system != "latn":
        return None
    return str.maketrans({",": get_group_symbol(locale), ".": get_decimal_symbol(locale), "-": MINUS})


@cache
def _pattern(decimals: int) -> str:
    return "#,##0" + ("." + "0" * decimals if decimals else "")
