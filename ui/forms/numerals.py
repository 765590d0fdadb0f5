"""Numbers and dates as people type them: the locale's separators read and written, what is doubtful named."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from PySide6.QtCore import QDate, QLocale

from cdmo_desk.speech import say

MINUS = "−"
SPACES = "    '’"
FACTORS = {"k": 1e3, "m": 1e6, "mio": 1e6, "bn": 1e9, "mrd": 1e9}
LONGEST = 12  # decimals that a figure is shown with at most
CENTURY = 100
LIKE_GROUP = 3  # digits after a separator that could be a group of thousands


class Unread(ValueError):  # noqa: N818 - an answer to a person
    """A text that cannot be read as what its field holds; says so in a sentence."""


def usual_locale() -> QLocale:
    """Return the locale of the system; English where it has none."""
    found = QLocale()
    return QLocale("en_GB") if found.language() == QLocale.Language.C else found


@dataclass(frozen=True, slots=True)
class Numerals:
    """How figures and dates are read and written in a locale."""

    locale: QLocale = field(default_factory=usual_locale)

    @property
    def point(self) -> str:
        """Return the sign before decimals."""
        return self.locale.decimalPoint()

    @property
    def _is_german(self) -> bool:
        return self.locale.language() == QLocale.Language.German

    @property
    def group(self) -> str:
        """Return the sign between thousands."""
        return self.locale.groupSeparator()

    def number(self, text: str, *, money: bool = False) -> float | int:
        """Read a number: `1,500`, `12.5 M`, `−3`; raises `Unread` where it could mean two things, or nothing."""
        shown = text.strip()
        plain = shown.replace(MINUS, "-")
        factor = 1.0
        match = re.fullmatch(r"(.*?[\d.,])\s*(k|mio|mrd|m|bn)\.?", plain, re.IGNORECASE)
        if match:
            plain, factor = match.group(1), FACTORS[match.group(2).lower()]
        for sign in SPACES:
            plain = plain.replace(sign, "")
        other = "," if self.point == "." else "."
        whole, dot, decimals = plain.partition(self.point)
        if not re.fullmatch(r"-?\d{1,3}(?:[.,]\d{3})+|-?\d*", whole) or not re.fullmatch(r"\d*", decimals):
            raise Unread(self._why_not(shown, plain, other))
        if (
            money
            and factor == 1.0
            and dot
            and len(decimals) == LIKE_GROUP
            and other not in whole
            and len(whole) <= LIKE_GROUP
        ):
            joined = whole + decimals
            if whole.strip("-0"):
                tail = decimals.rstrip("0")
                either = f"{whole}{self.point}{tail}" if tail else whole
                raise Unread(
                    say(
                        "{shown} is {either} or {other}? Type {joined} or {either}.",
                        shown=shown,
                        either=either,
                        other=self.show(int(joined)),
                        joined=joined,
                    )
                )
        digits = whole.replace(other, "")
        if digits in ("", "-") and not decimals:
            raise Unread(say("{shown} is not a number.", shown=shown))
        value = float(f"{digits or '0'}.{decimals or '0'}") * factor
        return int(value) if value.is_integer() else round(value, LONGEST)

    def share(self, text: str) -> float | int:
        """Read a share typed in per cent, with or without the sign."""
        value = self.number(text.strip().removesuffix("%").strip()) / 100
        value = round(value, LONGEST)
        return int(value) if float(value).is_integer() else value

    def show(self, value: float, *, percent: bool = False) -> str:
        """Write a number with as many decimals as it has."""
        shown = round(float(value) * (100 if percent else 1), LONGEST - 2)
        text = f"{shown:.{LONGEST - 2}f}".rstrip("0").rstrip(".")
        decimals = len(text.partition(".")[2])
        return self.locale.toString(shown + 0.0, "f", decimals).replace("-", MINUS)

    def fixed(self, value: float, decimals: int) -> str:
        """Write a number with so many decimals."""
        return self.locale.toString(round(float(value), decimals) + 0.0, "f", decimals).replace("-", MINUS)

    def date(self, text: str) -> str:
        """Read a date, `30 Apr 2027`, `30.4.2027` or `2027-04-30`; returns it as documents write it."""
        shown = text.strip()
        match = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", shown)
        if match:
            return _day(shown, *(int(part) for part in match.groups()))
        match = re.fullmatch(r"(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{2}|\d{4})", shown)
        if match:
            first, second, year = (int(part) for part in match.groups())
            pattern = self.locale.dateFormat(QLocale.FormatType.ShortFormat)
            if "." not in shown and pattern.find("M") < pattern.find("d"):
                first, second = second, first
            return _day(shown, year + 2000 if year < CENTURY else year, second, first)
        for pattern in ("d MMM yyyy", "d MMMM yyyy", "d. MMM yyyy", "d. MMMM yyyy", "MMM d, yyyy"):
            for locale in (self.locale, QLocale("en_GB")):
                for candidate in (shown, re.sub(r"(?<=[^\W\d])\.? (?=\d{4}$)", ". ", shown)):
                    found = locale.toDate(candidate, pattern)
                    if found.isValid():
                        return found.toString("yyyy-MM-dd")
        raise Unread(
            say("{shown} is not a date. Type it as {day}.", shown=shown, day=self.show_date(date(2027, 4, 30)))
        )

    def show_date(self, value: Any) -> str:  # noqa: ANN401 - JSON or a date
        """Write a date in words, `30 Apr 2027`."""
        found = QDate.fromString(str(value), "yyyy-MM-dd")
        return (
            self.locale.toString(found, "d. MMM yyyy" if self._is_german else "d MMM yyyy")
            if found.isValid()
            else str(value)
        )

    def _why_not(self, shown: str, plain: str, other: str) -> str:
        if re.fullmatch(rf"-?\d+\{other}\d+", plain):
            return _follow(self.point, plain.replace(other, self.point))
        return say("{shown} is not a number.", shown=shown)


def _follow(point: str, text: str) -> str:
    if point == ",":
        return say("Decimals follow a comma here: type {text}.", text=text)
    return say("Decimals follow a point here: type {text}.", text=text)


def _day(shown: str, year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        raise Unread(say("{shown} is not a day of the calendar.", shown=shown)) from None
