"""A strict lexer for numbers as people write them; what it does not know it does not read."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from cdmo_desk.intake.currency import MILLION, THOUSAND, TOKEN, code_of, scale_of

Style = Literal["dot", "comma"]
"""Which sign parts the decimals: 1,234.56 or 1.234,56."""

_SPACES = dict.fromkeys([0xA0, 0x3000, *range(0x2000, 0x200B), 0x202F, 0x205F], " ")
_MINUS = dict.fromkeys([0x2212, 0x2012, 0x2013, 0x2014, 0xFE63, 0x25B2, 0x25B3], "-")
_QUOTES = dict.fromkeys([0x2019, 0x2018, 0x02BC, 0xB4, 0x60], "'")
_WIDE = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_SIGNS = {**_WIDE, **_SPACES, **_MINUS, **_QUOTES}

_NUMBER = re.compile(r"(?:[0-9]+(?:[.,'][0-9]+|[ '][0-9]{3}(?![0-9]))*|[.,][0-9]+)")
_ROUND = re.compile(r"[.,:/] ?-{1,2}(?![0-9])")
_COIN = re.compile(r"(?:[SND]?[Kk]r|Rs)\.?(?![A-Za-z])\s*")
"""Names of coins that several countries have."""
_EASTERN = re.compile(r"(?![年月日]\d)[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_APPROXIMATELY = re.compile(
    r"(?:ca\.?|approx\.?|approximately|about|circa|env\.?|environ|aprox\.?|etwa|rund|~|≈|est\.?|net"
    r"|netto|ongeveer|cirka|ok\.?|cerca de|około)(?![A-Za-z])\s*",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"(?:from|starting at|ab|a partir de|à partir de|desde|da|up to|max\.?|bis zu|bis|jusqu'à|hasta|fino a"
    r"|min\.?|at least|mind\.?|vanaf|minstens|ten minste|från|>=?|<=?|≥|≤)"
    r"(?![A-Za-z])\s*",
    re.IGNORECASE,
)
_SCALE = re.compile(
    r"\s?(?:(?P<thousand>[kK]|Tsd\.?|tsd\.?|thousand|mille)|(?P<million>MM|M|Mio\.?|mio\.?|mn|Mn|mln"
    r"|[Mm]illions?|[Mm]illionen|[Mm]illones"
    r"|[Mm]ill[oó]n|[Mm]ilion[ei])|(?P<billion>bn|Mrd\.?|[Bb]illion))(?![A-Za-z0-9])"
)
_RANGE = re.compile(
    r"\s*(?:-|to|bis|à|a|al|hasta|through|tot|t/m|till|til|até|～|〜|~|\.\.\.?|…)\s*(?=[$€£A-Z ]{0,5}[0-9])"
)
_MARK = re.compile(r"\s*(?:\*+|[¹²³⁰⁴-⁹]+|\[[0-9a-z]\]|†|‡|[0-9]\))$")
_SUPERSCRIPT = re.compile(r"[¹²³⁰⁴-⁹]+$")

_BILLION = Decimal(1000000000)
_GROUP = 3


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written: what it is in each style that can read it, and what stands around it."""

    readings: tuple[tuple[Style, Decimal], ...]
    currency: str | None = None
    scale: Decimal = Decimal(1)
    percent: bool = False
    span: bool = False
    bound: bool = False
    rest: str = ""

    @property
    def ambiguous(self) -> bool:
        """Say whether the styles read it differently."""
        return len({value for _, value in self.readings}) > 1

    @property
    def style(self) -> Style | None:
        """Return the style that the number itself proves, if it proves one."""
        return self.readings[0][0] if len(self.readings) == 1 else None

    def read(self, style: Style | None) -> Decimal:
        """Return the value in a style, scaled; without one, the reading that groups thousands."""
        readings = dict(self.readings)
        value = readings[style] if style in readings else max(readings.values(), key=abs)
        return value * self.scale


def normal(text: str) -> str:
    """Return a text with plain digits, blanks, minus signs and apostrophes."""
    return text.strip() if text.isascii() and "`" not in text else text.translate(_SIGNS).strip()


@lru_cache(maxsize=50_000)
def lex(text: str) -> Numeral | None:
    """Read the number that a text begins with, or nothing if it begins with none."""
    bare = normal(_SUPERSCRIPT.sub("", text.strip()))
    negative = bare.startswith("(") and bare.endswith(")")
    if negative:
        bare = bare[1:-1].strip()
    found = _lead(bare)
    if found.tail.startswith("(") and found.tail.endswith(")"):
        negative = True
        found = replace(found, tail=found.tail[1:-1].strip())
    number = _NUMBER.match(found.tail)
    if number is None or len(number[0]) > 40:  # noqa: PLR2004 - longer than any amount
        return None
    readings = _readings(number[0])
    if readings is None:
        return None
    tail = found.tail[number.end() :]
    rounded = _ROUND.match(tail)
    if rounded:
        tail = tail[rounded.end() :]
        readings = _whole(readings, rounded[0][0])
    end = _trail(tail, found)
    if end is None:
        return None
    sign = -1 if negative or found.negative != end.negative else 1
    signed = tuple((style, value * sign) for style, value in readings)
    rest = _MARK.sub("", end.tail).strip()
    if rest.upper() == "CR":
        signed, rest = tuple((style, -value) for style, value in signed), ""
    return Numeral(signed, end.currency, end.scale, end.percent, bool(_RANGE.match(end.tail)), found.bound, rest)


@dataclass(frozen=True, slots=True)
class _Around:
    tail: str
    negative: bool = False
    currency: str | None = None
    scale: Decimal = Decimal(1)
    bound: bool = False
    percent: bool = False


def _lead(text: str) -> _Around:
    """Take signs, currency and such words as `ca.` from before a number."""
    around = _Around(text)
    for _ in range(5):
        tail = around.tail.lstrip()
        if tail[:1] in {"-", "+"} and not around.negative:
            around = replace(around, tail=tail[1:], negative=tail[0] == "-" or around.negative)
        elif token := TOKEN.match(tail):
            around = replace(around, tail=tail[token.end() :], currency=code_of(token), scale=scale_of(token))
        elif word := _COIN.match(tail) or _APPROXIMATELY.match(tail):
            rupees = "INR" if word[0].startswith("Rs") else around.currency
            around = replace(around, tail=tail[word.end() :], currency=rupees)
        elif word := _BOUND.match(tail):
            around = replace(around, tail=tail[word.end() :], bound=True)
        else:
            return replace(around, tail=tail)
    return around


def _trail(text: str, lead: _Around) -> _Around | None:
    """Take sign, scale, per cent and currency from behind a number; nothing if letters cling to it."""
    around = replace(lead, tail=text, negative=False)
    if re.match(r"-(?:\s*$|\s*[€$£A-Z]{1,3}\s*$)", text):
        around = replace(around, tail=text[1:], negative=lead.currency != "JPY")
    for _ in range(3):
        tail = around.tail
        if around.currency and re.match(r"\s?m(?![A-Za-z0-9])", tail):
            around = replace(around, tail=tail.lstrip()[1:], scale=around.scale * MILLION)
        elif scale := _SCALE.match(tail):
            factor = THOUSAND if scale["thousand"] else MILLION if scale["million"] else _BILLION
            around = replace(around, tail=tail[scale.end() :], scale=around.scale * factor)
        elif token := TOKEN.match(tail.lstrip()):
            rest = tail.lstrip()[token.end() :]
            around = replace(around, tail=rest, currency=code_of(token), scale=around.scale * scale_of(token))
        elif coin := _COIN.match(tail.lstrip()):
            around = replace(around, tail=tail.lstrip()[coin.end() :])
        elif percent := re.match(r"\s*%", tail):
            around = replace(around, tail=tail[percent.end() :], percent=True)
    if re.match(r"\s*-\s*$", around.tail) and around.tail[:1] == "-":
        around = replace(around, tail="", negative=True)
    clings = around.tail[:1] == text[:1] and (around.tail[:1].isalnum() or around.tail[:1] == "_")
    clings = clings and not _EASTERN.match(around.tail)
    return None if clings or re.match(r"[.,':]?[0-9]|[:][0-9]", around.tail) else around


def _readings(run: str) -> tuple[tuple[Style, Decimal], ...] | None:
    """Return what a run of digits and separators is in each style, or nothing if it is no number."""
    signs = re.sub(r"[0-9]", "", run)
    if not signs:
        return (("dot", Decimal(run)), ("comma", Decimal(run)))
    kinds = set(signs)
    if kinds <= {" ", "'"}:
        value = _grouped(re.split(r"[ ']", run), indian=False)
        return None if value is None else (("dot", value), ("comma", value))
    last = signs[-1]
    if last in " '":
        return None
    style: Style = "dot" if last == "." else "comma"
    other: Style = "comma" if last == "." else "dot"
    if len(kinds) > 1:
        whole, decimals = run.rsplit(last, 1)
        mixed = last in whole or len(set(whole) - set("0123456789")) != 1
        value = None if mixed else _grouped(re.split(r"[ '.,]", whole), indian="," in whole)
        return None if value is None else ((style, value + _fraction(decimals)),)
    parts = run.split(last)
    if len(parts) > 2:  # noqa: PLR2004 - more than one separator of one kind can only group
        value = _grouped(parts, indian=last == ",")
        return None if value is None else ((other, value),)
    decimal = Decimal(parts[0] or "0") + _fraction(parts[1])
    grouped = _grouped(parts)
    if grouped is None or parts[0] in {"", "0"} or parts[0].startswith("0"):
        return ((style, decimal),)
    return ((style, decimal), (other, grouped))


def _fraction(digits: str) -> Decimal:
    return Decimal(int(digits)).scaleb(-len(digits)) if digits else Decimal(0)


def _whole(readings: tuple[tuple[Style, Decimal], ...], mark: str) -> tuple[tuple[Style, Decimal], ...]:
    """Return the readings of a number written `1.200,-` or `290.–`: a whole one, its mark parting the decimals.

    That of `1 200:-` or `1,200/-` parts none.
    """
    value = max((value for _, value in readings), key=abs)
    grouped_by_dot = mark in ":/" or (len({value for _, value in readings}) > 1 and mark == ".")
    return (
        (("comma", value),)
        if mark == ","
        else (("dot", value),)
        if not grouped_by_dot
        else (("dot", value), ("comma", value))
    )


def _grouped(parts: list[str], *, indian: bool = True) -> Decimal | None:
    """Return the number that groups of digits make, by threes or in the Indian way."""
    first, *middle, last = parts
    if not first or len(first) > _GROUP or len(last) != _GROUP:
        return None
    by_threes = all(len(part) == _GROUP for part in middle)
    by_twos = indian and bool(middle) and len(first) < _GROUP and all(len(part) == _GROUP - 1 for part in middle)
    return Decimal("".join(parts)) if by_threes or by_twos else None


def grouping_of(numerals: Sequence[Numeral], language: str) -> Style | None:
    """Return the style in which several prices of three digits behind their sign are round, if it is the language's."""
    unsure = [n for n in numerals if n.ambiguous]
    grouped = {max(n.readings, key=lambda reading: abs(reading[1]))[0] for n in unsure}
    usual: Style = "dot" if language == "en" else "comma"
    proven = {n.style for n in numerals if n.style is not None}
    return usual if len(unsure) >= _GROUP and grouped == {usual} >= proven else None


def style_of(numerals: Iterable[Numeral]) -> Style | None:
    """Return the style that a column's numbers prove together, if they prove one."""
    proven = {n.style for n in numerals if n.style is not None}
    return proven.pop() if len(proven) == 1 else None
