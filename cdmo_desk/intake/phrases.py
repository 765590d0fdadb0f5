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
_known: dict[int, tuple[Iterable[str], re.Pattern[str]]] = {}


def _pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of a list of phrases, found again by the list itself: hashing long lists takes time."""
    known = _known.get(id(phrases))
    if known is not None and known[0] is phrases:
        return known[1]
    pattern = _compiled(tuple(phrases))
    if isinstance(phrases, tuple | dict) and len(_known) < _KEPT:
        _known[id(phrases)] = (phrases, pattern)
    return pattern


@cache
def _compiled(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for any of the phrases, the longest first, between blanks."""
    longest = sorted({p for p in phrases if p}, key=len, reverse=True)
    ends = "|".join(re.escape(p).replace(r"\ \*", r"(?:\ .+)?").replace(r"\*", r"\w*") for p in longest)
    return re.compile(rf"(?<!\S)(?:{ends})(?!\S)")


def found(text: str, phrases: Iterable[str]) -> re.Match[str] | None:
    """Return the first of the phrases that a text has, as it stands in the plain text."""
    return _pattern(phrases).search(plain(text))


def begins(text: str, phrases: Iterable[str]) -> bool:
    """Say whether a text begins with one of the phrases."""
    return _pattern(phrases).match(plain(text)) is not None


def whole(text: str, phrases: Iterable[str]) -> bool:
    """Say whether a text is one of the phrases and nothing else."""
    return _pattern(phrases).fullmatch(plain(text)) is not None


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
