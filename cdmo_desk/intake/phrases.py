"""Plain words and the phrases found in them, whatever the accents, signs and endings."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache

from cdmo_desk.intake import words

_SIGNS = re.compile(r"[^\w%#+$€£¥]+|_")


@lru_cache(maxsize=200_000)
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
_MANY = 200_000
_LONGEST_STEM = 40
_NONE: frozenset[str] = frozenset()
_firsts: set[str] = set()
_stems: set[str] = set()
_known: dict[int, tuple[Iterable[str], "_Phrases"]] = {}


class _Phrases:
    """A list of phrases, ready to be looked for.

    Few texts have a word or stem with which one of them begins, and to see that is much quicker than to search them;
    those without a star are found as they stand. Patterns are made when they are first wanted.
    """

    __slots__ = ("_every", "_listed", "_literal", "_longest", "_starred", "_stems", "_words")

    def __init__(self, phrases: tuple[str, ...]) -> None:
        self._listed = phrases
        known = {phrase for phrase in phrases if phrase}
        firsts = {phrase.split()[0] for phrase in known}
        self._words = frozenset(first for first in firsts if "*" not in first)
        self._stems = frozenset(first.split("*")[0][:_LONGEST_STEM] for first in firsts if "*" in first)
        _know(self._words, self._stems)
        self._literal = frozenset(phrase for phrase in known if "*" not in phrase)
        self._longest = max((len(phrase.split()) for phrase in self._literal), default=0)
        self._every: re.Pattern[str] | None = None
        self._starred: re.Pattern[str] | None = None

    def _may_be_in(self, text: str) -> bool:
        own, beginnings = _words_of(text)
        return not (self._words.isdisjoint(own) and self._stems.isdisjoint(beginnings))

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first of the phrases that a text has."""
        if not self._may_be_in(text):
            return None
        if self._every is None:
            self._every = _compiled(self._listed)
        return self._every.search(plain(text))

    def begin(self, text: str) -> bool:
        """Say whether a text begins with one of the phrases."""
        if not self._may_be_in(text):
            return False
        words = plain(text).split()
        beginnings = (" ".join(words[:end]) for end in range(1, min(len(words), self._longest) + 1))
        return (
            any(beginning in self._literal for beginning in beginnings) or self._star().match(plain(text)) is not None
        )

    def are(self, text: str) -> bool:
        """Say whether a text is one of the phrases."""
        if not self._may_be_in(text):
            return False
        return plain(text) in self._literal or self._star().fullmatch(plain(text)) is not None

    def _star(self) -> re.Pattern[str]:
        if self._starred is None:
            self._starred = _compiled(tuple(phrase for phrase in self._listed if "*" in phrase))
        return self._starred


@lru_cache(maxsize=_MANY)
def _words_of(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return with which of the words and stems that phrases begin with the words of a text do."""
    own = plain(text).split()
    return frozenset(_firsts.intersection(own)) or _NONE, _NONE.union(*map(_stems_of, own)) or _NONE


@lru_cache(maxsize=20_000)
def _stems_of(word: str) -> frozenset[str]:
    return frozenset(_stems.intersection(word[:end] for end in range(min(len(word), _LONGEST_STEM) + 1))) or _NONE


def _know(firsts: frozenset[str], stems: frozenset[str]) -> None:
    """Take in with what more phrases begin; what was found of texts before is no longer all."""
    if not (firsts <= _firsts and stems <= _stems):
        _firsts.update(firsts)
        _stems.update(stems)
        _words_of.cache_clear()
        _stems_of.cache_clear()


def _listed(phrases: Iterable[str]) -> _Phrases:
    """Return a list of phrases made ready, found again by the list itself: hashing long lists takes time."""
    known = _known.get(id(phrases))
    if known is not None and known[0] is phrases:
        return known[1]
    made = _ready(tuple(phrases))
    if isinstance(phrases, tuple | dict) and len(_known) < _KEPT:
        _known[id(phrases)] = (phrases, made)
    return made


@cache
def _ready(phrases: tuple[str, ...]) -> _Phrases:
    return _Phrases(phrases)


@cache
def _compiled(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for any of the phrases, the longest first, between blanks; for none of none."""
    longest = sorted({p for p in phrases if p}, key=len, reverse=True)
    ends = "|".join(re.escape(p).replace(r"\ \*", r"(?:\ .+)?").replace(r"\*", r"\w*") for p in longest)
    return re.compile(rf"(?<!\S)(?:{ends})(?!\S)" if longest else r"(?!)")


def found(text: str, phrases: Iterable[str]) -> re.Match[str] | None:
    """Return the first of the phrases that a text has, as it stands in the plain text."""
    return _listed(phrases).search(text)


def begins(text: str, phrases: Iterable[str]) -> bool:
    """Say whether a text begins with one of the phrases."""
    return _listed(phrases).begin(text)


def whole(text: str, phrases: Iterable[str]) -> bool:
    """Say whether a text is one of the phrases and nothing else."""
    return _listed(phrases).are(text)


def language(texts: Iterable[str]) -> str:
    """Return the language that most words belong to, English where none stands out."""
    counts = dict.fromkeys(words.LANGUAGES, 0)
    names: dict[str, list[str]] = {}
    for name, stops in words.LANGUAGES.items():
        for word in set(stops):
            names.setdefault(word, []).append(name)
    told = Counter(texts)
    spoken = Counter(" ".join(plain(text) for text, times in told.items() if times == 1).split())
    for text, times in told.items():
        for word in plain(text).split() if times > 1 else ():
            spoken[word] += times
    for word in spoken.keys() & names.keys():
        for name in names[word]:
            counts[name] += spoken[word]
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] > counts["en"] else "en"
