"""Volume bands and handling fees, as the wording of a line or a heading states them."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from cdmo_desk.intake import becoming_words as words
from cdmo_desk.intake.numbers import normal
from cdmo_desk.intake.phrases import found, plain

_NEAR = 28
_NUMBER = r"(?<![\d.,'/])(\d{1,3})(?![\d'])(?![.,]\d)"
_ORDINAL = r"(?:st|nd|rd|th|\.|e|er|ere|eme|o|a)?"
_BATCHES = r"(?:batch|batches|charge|chargen|lot|lots|lote|lotes|lotto|lotti|slot|slots|no\.?|nr\.?|n°)"
_NOUN = (
    r"(?:(?:the|der|den|dem|le|la|les|el|los|il|i|year's|annual)\s+)?"
    rf"(?:{_BATCHES}\s+)?"
)


@dataclass(frozen=True, slots=True)
class Band:
    """A band of batches a year: the number of its first batch, and where its wording begins in the text."""

    first: int
    at: int


def _either(phrases: Iterable[str]) -> str:
    """Return a pattern for any of our own phrases, the longest first; words end where they end."""
    ends = sorted(phrases, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(p) + (r"(?!\w)" if p[-1].isalnum() else "") for p in ends) + ")"


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], int | None], ...]:
    """Return patterns with what to add to their number; None where the band starts with the first batch."""
    between = rf"{_NUMBER}\s*{_ORDINAL}\s*{_either(words.BAND_RANGE)}\s*{_NOUN}(\d{{1,3}})(?!\d)(?![.,']\d)"
    return (
        (re.compile(between), 0),
        (re.compile(rf"(?<!\w){_either(words.BAND_OVER)}\s*{_NOUN}{_NUMBER}"), 1),
        (re.compile(rf"(?<!\w){_either(words.BAND_FROM)}\s*{_NOUN}{_NUMBER}"), 0),
        (re.compile(rf"{_NUMBER}\s*{_ORDINAL}\s*(?:{_BATCHES}\s+)?{_either(words.BAND_MORE)}"), 0),
        (re.compile(rf"(?<!\w){_either(words.BAND_UP_TO)}\s*{_NOUN}{_NUMBER}"), None),
    )  # fmt: skip


@lru_cache(maxsize=20_000)
def band(text: str) -> Band | None:
    """Return the band of batches that a text states, if it states one."""
    bare = _folded(text)
    for pattern, more in _patterns():
        for match in pattern.finditer(bare):
            if _measures(bare[match.end() :]) or not _is_about_batches(bare, match):
                continue
            first = 1 if more is None else int(match[1]) + more
            return Band(max(first, 1), match.start())
    return None


def _folded(text: str) -> str:
    """Return a text in lower case without accents, each character at its place."""
    spread = (unicodedata.normalize("NFKD", c) for c in normal(text).casefold())
    return "".join(next((c for c in parts if not unicodedata.combining(c)), " ") for parts in spread)


def _measures(rest: str) -> bool:
    """Say whether a number counts litres, months or the like."""
    word = plain(rest[:12]).split(" ")[0] if plain(rest[:12]) else ""
    return word in words.BAND_MEASURES


def _is_about_batches(text: str, match: re.Match[str]) -> bool:
    """Say whether a band stands alone or near a word for batches or for a year."""
    if not re.search(r"\w", text[: match.start()] + text[match.end() :]):
        return True
    near = text[max(0, match.start() - _NEAR) : match.end() + _NEAR]
    return found(near, (*words.BATCHES, *words.YEARS)) is not None


def for_all_batches(texts: Iterable[str | None]) -> bool:
    """Say whether wording makes the reached price hold for all batches of the year."""
    return any(text and found(text, words.ALL_BATCHES) for text in texts)


@cache
def _fees() -> tuple[re.Pattern[str], ...]:
    share = r"(?P<share>\d{1,2}(?:[.,]\d{1,2})?)\s*%"
    before = "|".join(re.escape(p) for p in sorted(words.FEE_BEFORE, key=len, reverse=True))
    after = "|".join(re.escape(p) for p in sorted(words.FEE_AFTER, key=len, reverse=True))
    return (
        re.compile(rf"(?:{before})\s*(?:fee\s*)?(?:of\s*)?{share}", re.IGNORECASE),
        re.compile(rf"{share}\s*(?:{after})", re.IGNORECASE),
    )


def handling_fee(texts: Iterable[str | None]) -> Decimal | None:
    """Return the fee on top of cost that the first text with one states, as a fraction."""
    for text in texts:
        for pattern in _fees():
            match = pattern.search(normal(text)) if text else None
            if match:
                return Decimal(match["share"].replace(",", ".")) / 100
    return None


def footnotes(texts: Iterable[str | None]) -> frozenset[str]:
    """Return the marks of footnotes to which texts refer at their end or behind a word, such as `(3)`."""
    return frozenset(mark for text in texts if text for mark in re.findall(r"\(\d{1,2}\)|\[\d{1,2}\]", text))
