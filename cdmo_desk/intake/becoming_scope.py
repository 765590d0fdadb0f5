"""Which item of the scope a line is about, told by its wording and its section."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from cdmo_desk.intake import becoming_words as words
from cdmo_desk.intake.phrases import found, plain
from cdmo_desk.programme.brief import Brief, ScopeItem

CLEAR = 85.0
DOUBTFUL = 65.0
MARGIN = 5.0


@dataclass(frozen=True, slots=True)
class Match:
    """An item of the scope that a line seems to cover, why, and how surely (0..1)."""

    item: ScopeItem
    reason: str
    score: float


@dataclass(frozen=True, slots=True)
class Seen:
    """What wording says of a line: a clear match, else items that come near it."""

    match: Match | None = None
    near: tuple[ScopeItem, ...] = ()


@lru_cache(maxsize=20_000)
def kinds(text: str) -> tuple[str, ...]:
    """Return the kinds of work that a text names, the most special first."""
    return tuple(name for name, phrases in words.WORK.items() if found(text, phrases))


def _kinds_of_item(item: ScopeItem) -> tuple[str, ...]:
    """Return the kind of work of an item: by its title, else by its category."""
    return kinds(item.title)[:1] or words.CATEGORY_WORK.get(item.category, ())


def seek(brief: Brief, description: str, section: str | None, *, by_section: bool) -> Seen:
    """Return the item that a line covers if that is clear; by its section only where that is asked for."""
    own = _by_wording(brief.scope, description)
    if own.match is not None or not by_section or not section or kinds(description):
        return own
    whole = _by_wording(brief.scope, section)
    if whole.match is None or len(_named(brief.scope, section)) > 1:
        return own
    says = f"stands in the section “{section}”, which is about “{whole.match.item.title}”"
    return Seen(Match(whole.match.item, says, round(whole.match.score * 0.7, 2)))


def _named(scope: Sequence[ScopeItem], text: str) -> frozenset[str]:
    """Return the items whose kind of work a text names anywhere."""
    said = kinds(text)
    return frozenset(item.id for item in scope if any(kind in said for kind in _kinds_of_item(item)))


def _by_wording(scope: Sequence[ScopeItem], text: str) -> Seen:
    bare = plain(text)
    for item in scope:
        if bare and bare in (plain(item.title), plain(item.id)):
            return Seen(Match(item, f"is called like the scope item “{item.title}”", 1.0))
    said = kinds(text)[:1]
    if said:
        return _of_kind([item for item in scope if said[0] in _kinds_of_item(item)], bare, said[0])
    within = [item for item in scope if _tokens(item.title) and _tokens(item.title) <= _tokens(text)]
    if len(within) == 1:
        return Seen(Match(within[0], f"has all words of the scope item “{within[0].title}”", 0.85))
    likeness = sorted(
        ((fuzz.token_sort_ratio(bare, plain(item.title)), item) for item in scope), key=_first, reverse=True
    )
    if likeness and likeness[0][0] >= CLEAR and (len(likeness) == 1 or likeness[0][0] - likeness[1][0] >= MARGIN):
        return _like(*likeness[0])
    return Seen(near=tuple(item for score, item in likeness if score >= DOUBTFUL))


def _first(pair: tuple[float, ScopeItem]) -> float:
    return pair[0]


def _of_kind(items: list[ScopeItem], bare: str, kind: str) -> Seen:
    """Return the item of a kind of work; of several, the one whose title stands out in likeness."""
    if len(items) == 1:
        return Seen(Match(items[0], _is_kind(kind, items[0]), 0.9))
    likeness = sorted(
        ((fuzz.token_set_ratio(bare, plain(item.title)), item) for item in items), key=_first, reverse=True
    )
    if likeness and likeness[0][0] - likeness[1][0] >= MARGIN:
        return Seen(Match(likeness[0][1], _is_kind(kind, likeness[0][1]), 0.8))
    return Seen(near=tuple(items))


def _is_kind(kind: str, item: ScopeItem) -> str:
    return f"is {kind.replace('_', ' ')}, as the scope item “{item.title}” is"


def _like(score: float, item: ScopeItem) -> Seen:
    return Seen(Match(item, f"is worded like the scope item “{item.title}”", round(score / 100, 2)))


@lru_cache(maxsize=20_000)
def _tokens(text: str) -> frozenset[str]:
    return frozenset(word for word in plain(text).split() if len(word) > 2 and word not in words.STOPS)  # noqa: PLR2004
