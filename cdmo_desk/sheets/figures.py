"""How figures, dates and estimates are written, in one place and in a locale's own way."""

import datetime as dt
from dataclasses import dataclass
from functools import cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

from cdmo_desk.estimate import Estimate

DASH = "–"  # nothing of this kind; never used for zero
SPACE = "\u00a0"
MINUS = "−"
MILLION = 1e6


@dataclass(frozen=True, slots=True)
class Figures:
    """A locale's figures: two decimals in millions, none in full units, one in per cent, a true minus."""

    locale: str = "en"

    def number(self, value: float | None, decimals: int = 2) -> str:
        """Return a number with that many decimals; the dash where there is none."""
        if value is None or value != value:  # noqa: PLR0124 - not a number
            return DASH
        shown = round(value, decimals) + 0.0
        return format_decimal(shown, _pattern(decimals), locale=_locale(self.locale)).replace("-", MINUS)

    def millions(self, value: float | None, decimals: int = 2) -> str:
        """Return money in millions: `33.37`."""
        return DASH if value is None else self.number(value / MILLION, decimals)

    def full(self, value: float | None) -> str:
        """Return money in full units: `1,450,000`."""
        return self.number(value, 0)

    def money(self, value: float | None, currency: str, decimals: int = 2) -> str:
        """Return money in millions with its unit for a sentence: `33.37 M USD`."""
        return DASH if value is None else f"{self.millions(value, decimals)}{SPACE}M{SPACE}{currency}"

    def error(self, value: float | None) -> str:
        """Return a standard error in millions: `±0.07`; empty where there is none."""
        if value is None:
            return ""
        return f"±{self.millions(value)}" if abs(value) >= 0.005 * MILLION else f"±{self.millions(value, 3)}"

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
        text = format_decimal(round(value, decimals) + 0.0, "#,##0." + "#" * decimals, locale=_locale(self.locale))
        return text.replace("-", MINUS)

    def date(self, day: dt.date | None) -> str:
        """Return a day: `20 Nov 2026`."""
        return DASH if day is None else format_date(day, "d MMM y", locale=_locale(self.locale))

    def long_date(self, day: dt.date) -> str:
        """Return a day with its month in full: `20 November 2026`."""
        return format_date(day, "d MMMM y", locale=_locale(self.locale))

    def quarter(self, start: dt.date, quarter: int) -> str:
        """Return a quarter of a programme that starts on a day: `Q4 2027`; quarters of the calendar are meant."""
        months = start.month - 1 + 3 * quarter
        return f"Q{months % 12 // 3 + 1} {start.year + months // 12}"

    def estimate(self, value: Estimate, *, percent: bool = False, millions: bool = False) -> str:
        """Return an estimate: `5`, or likely with its range `5 (3 to 8)`."""
        write = self.share if percent else self.millions if millions else self.short
        if value.is_certain:
            return write(value.likely)
        return f"{write(value.likely)} ({write(value.low)} to {write(value.high)})"

    def share(self, value: float | None) -> str:
        """Return a share in per cent with the decimals it has: `2.5 %`."""
        return DASH if value is None else f"{self.short(value * 100)}{SPACE}%"


EN = Figures("en")


@cache
def _locale(name: str) -> Locale:
    return Locale.parse(name)


@cache
def _pattern(decimals: int) -> str:
    return "#,##0" + ("." + "0" * decimals if decimals else "")
