"""Plain words and the phrases found in them, whatever the accents, signs and endings."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

from cdmo_desk.intake import words

_SIGNS = re.compile(r"[^\w%#+$€£¥]+|_")


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """Return a text in lower case, without accents, with signs as single blanks."""
    if text.isascii():
        return _SIGNS.sub(" ", text.lower()).strip()
    spread = unicodedata.normalize("NFKD", text.casefold().replace("№", "no"))
    bare = "".join(c for c in spread if not unicodedata.combining(c))
    return _SIGNS.sub(" ", bare).strip()


def levelled(text: str) -> str:
    """Return a text in lower case without accents, letter for letter as long as it was."""
    return "".join((unicodedata.normalize("NFKD", letter)[0].lower() or letter)[0] for letter in text)


_KEPT = 2000
_known: dict[int, "_Phrases"] = {}


class _Phrases:
    """A list of phrases with the words and the stems that they begin with.

    Few texts have any of these words, and to see that they have none is much quicker than to search them.
    """

    __slots__ = ("_pattern", "_stems", "_words", "listed")

    def __init__(self, phrases: Iterable[str]) -> None:
        self.listed = phrases
        self._pattern: re.Pattern[str] | None = None
        firsts = {phrase.split()[0] for phrase in phrases if phrase}
        self._words = frozenset(first for first in firsts if "*" not in first)
        self._stems = frozenset(first.split("*")[0] for first in firsts if "*" in first)

    def within(self, text: str) -> re.Pattern[str] | None:
        """Return the pattern of the phrases where a text has a word with which one of them begins."""
        own, beginnings = _words_of(text)
        if self._words.isdisjoint(own) and self._stems.isdisjoint(beginnings):
            return None
        if self._pattern is None:
            self._pattern = _compiled(tuple(self.listed))
        return self._pattern


@lru_cache(maxsize=20_000)
def _words_of(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words of a text, and all that they begin with."""
    own = plain(text).split()
    return frozenset(own), frozenset().union(*map(_beginnings, own))


@lru_cache(maxsize=20_000)
def _beginnings(word: str) -> frozenset[str]:
    return frozenset(word[:end] for end in range(len(word) + 1))


def _listed(phrases: Iterable[str]) -> _Phrases:
    """Return a list of phrases made ready, found again by the list itself: hashing long lists takes time."""
    known = _known.get(id(phrases))
    if known is not None and known.listed is phrases:
        return known
    if not isinstance(phrases, tuple | dict) or len(_known) >= _KEPT:
        return _ready(tuple(phrases))
    made = _known[id(phrases)] = _Phrases(phrases)
    return made


@cache
def _ready(phrases: tuple[str, ...]) -> _Phrases:
    return _Phrases(phrases)


@cache
def _compiled(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for any of the phrases, the longest first, between blanks."""
    longest = sorted({p for p in phrases if p}, key=len, reverse=True)
    ends = "|".join(re.escape(p).replace(r"\ \*", r"(?:\ .+)?").replace(r"\*", r"\w*") for p in longest)
    return re.compile(rf"(?<!\S)(?:{ends})(?!\S)")


def found(text: str, phrases: Iterable[str]) -> re.Match[str] | None:
    """Return the first of the phrases that a text has, as it stands in the plain text."""
    pattern = _listed(phrases).within(text)
    return pattern.search(plain(text)) if pattern is not None else None


def begins(text: str, phrases: Iterable[str]) -> bool:
    """Say whether a text begins with one of the phrases."""
    pattern = _listed(phrases).within(text)
    return pattern is not None and pattern.match(plain(text)) is not None


def whole(text: str, phrases: Iterable[str]) -> bool:
    """Say whether a text is one of the phrases and nothing else."""
    pattern = _listed(phrases).within(text)
    return pattern is not None and pattern.fullmatch(plain(text)) is not None


def language(texts: Iterable[str]) -> str:
    """Return the language that most words belong to, English where none stands out."""
    counts = dict.fromkeys(words.LANGUAGES, 0)
    names: dict[str, list[str]] = {}
    for name, stops in words.LANGUAGES.items():
        for word in set(stops):
            names.setdefault(word, []).append(name)
    for text in texts:
        for word in plain(text).split():
            for name in names.get(word, ()):
                counts[name] += 1
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] > counts["en"] else "en"
