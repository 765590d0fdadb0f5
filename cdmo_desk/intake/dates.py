"""Dates as quotes write them, in the languages they are read in."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from cdmo_desk.intake.numbers import normal
from cdmo_desk.intake.phrases import plain

_MONTHS = (
    (
        "january",
        "jan",
        "januar",
        "janner",
        "janvier",
        "janv",
        "enero",
        "ene",
        "gennaio",
        "gen",
        "januari",
        "janeiro",
        "stycznia",
        "styczen",
    ),
    (
        "february",
        "feb",
        "februar",
        "feber",
        "fevrier",
        "fevr",
        "fev",
        "febrero",
        "febbraio",
        "febb",
        "februari",
        "fevereiro",
        "lutego",
        "luty",
        "februar",
    ),
    ("march", "mar", "marz", "mrz", "mars", "marzo", "maart", "mrt", "marco", "marca", "marzec", "marts"),
    ("april", "apr", "avril", "avr", "abril", "abr", "aprile", "kwietnia", "kwiecien"),
    ("may", "mai", "mayo", "maggio", "mag", "mei", "maio", "maja", "maj"),
    ("june", "jun", "juni", "juin", "junio", "giugno", "giu", "junho", "czerwca", "czerwiec"),
    ("july", "jul", "juli", "juillet", "juil", "julio", "luglio", "lug", "julho", "lipca", "lipiec"),
    ("august", "aug", "aout", "agosto", "ago", "augustus", "augusti", "sierpnia", "sierpien"),
    (
        "september",
        "sep",
        "sept",
        "septembre",
        "septiembre",
        "setiembre",
        "settembre",
        "set",
        "setembro",
        "wrzesnia",
        "wrzesien",
    ),
    (
        "october",
        "oct",
        "oktober",
        "okt",
        "octobre",
        "octubre",
        "ottobre",
        "ott",
        "outubro",
        "out",
        "pazdziernika",
        "pazdziernik",
    ),
    ("november", "nov", "novembre", "noviembre", "novembro", "listopada", "listopad"),
    (
        "december",
        "dec",
        "dezember",
        "dez",
        "decembre",
        "diciembre",
        "dic",
        "dicembre",
        "dezembro",
        "grudnia",
        "grudzien",
    ),
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_NAMES = "|".join(sorted(_MONTH, key=len, reverse=True))
_ISO = re.compile(r"(?<!\d)(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)")
_NUMERIC = re.compile(r"(?<![\d.])(?P<a>\d{1,2})(?P<sep>[./-]) ?(?P<b>\d{1,2})(?P=sep) ?(?P<y>\d{4}|\d{2})(?![\d])")
_DAY_FIRST = re.compile(
    rf"(?<!\w)(?P<d>\d{{1,2}})(?: ?(?:st|nd|rd|th|er|o|a))?(?: (?:of|de|di))? (?P<m>{_NAMES})(?: (?:of|de"
    rf"|del|di))? (?P<y>\d{{4}}|\d{{2}})(?!\w)"
)
_MONTH_FIRST = re.compile(rf"(?<!\w)(?P<m>{_NAMES}) (?P<d>\d{{1,2}})(?:st|nd|rd|th)? (?P<y>\d{{4}})(?!\w)")
_EASTERN = re.compile(
    r"(?:(?P<era>令和|平成|R|H)\s?(?P<n>\d{1,2}|元)|(?<!\d)(?P<y>\d{4}))\s?[年년]\s?(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日일]"
)
_ERAS = {"令和": 2018, "R": 2018, "平成": 1988, "H": 1988}
_DIGIT = re.compile(r"\d")
_CENTURY = 2000
_SHORT = 100
_MONTHS_OF_YEAR = 12


@dataclass(frozen=True, slots=True)
class Day:
    """A date found in a text; `other` is what it is if month and day change places."""

    value: date
    other: date | None = None
    dotted: bool = False


@lru_cache(maxsize=50_000)
def day_in(text: str) -> Day | None:
    """Return the first date that a text has."""
    bare = normal(text)
    if _DIGIT.search(bare) is None:
        return None
    if match := _EASTERN.search(bare):
        return _day(match["y"] or str(_ERAS[match["era"]] + int(match["n"].replace("元", "1"))), match["m"], match["d"])
    if match := _ISO.search(bare):
        return _day(match["y"], match["m"], match["d"])
    if match := _NUMERIC.search(bare):
        return _numeric(match)
    words = plain(bare)
    if match := _DAY_FIRST.search(words) or _MONTH_FIRST.search(words):
        return _day(match["y"], str(_MONTH[match["m"]]), match["d"])
    return None


def month_first(texts: Iterable[str]) -> bool | None:
    """Say whether the dates of some texts put the month before the day; nothing where none proves it."""
    proofs = set()
    for text in texts:
        for match in _NUMERIC.finditer(normal(text)):
            first, second = int(match["a"]), int(match["b"])
            if match["sep"] == "." or (first > _MONTHS_OF_YEAR) != (second > _MONTHS_OF_YEAR):
                proofs.add(second > _MONTHS_OF_YEAR)
    return proofs.pop() if len(proofs) == 1 else None


def _numeric(match: re.Match[str]) -> Day | None:
    first, second = int(match["a"]), int(match["b"])
    dotted = match["sep"] == "."
    if second > _MONTHS_OF_YEAR:
        return _day(match["y"], match["a"], match["b"])
    day = _day(match["y"], match["b"], match["a"])
    if day is None or dotted or first > _MONTHS_OF_YEAR or first == second:
        return day
    swapped = _day(match["y"], match["a"], match["b"])
    return Day(day.value, swapped.value if swapped else None)


def _day(year: str, month: str, day: str) -> Day | None:
    number = int(year)
    try:
        return Day(date(number + _CENTURY if number < _SHORT else number, int(month), int(day)))
    except ValueError:
        return None


def later(day: date, days: int = 0, months: int = 0) -> date:
    """Return the day that many days or months later, the month's last where it has no such day."""
    if days:
        return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))
    index = day.year * _MONTHS_OF_YEAR + day.month - 1 + months
    year, month = index // _MONTHS_OF_YEAR, index % _MONTHS_OF_YEAR + 1
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, last)
        except ValueError:
            continue
    return day
