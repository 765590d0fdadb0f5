"""States as icon and word: which drawing and which colour a word of a sheet is shown with."""

from dataclasses import dataclass
from functools import cache, lru_cache

from cdmo_desk.speech import counted, language, say, speaking


@dataclass(frozen=True, slots=True)
class State:
    """The icon of a state and the token of its colour."""

    icon: str
    tone: str


STATES = {
    "priced": State("check", "text"),
    "rate": State("check", "text"),
    "at cost": State("hand-coins", "info"),
    "included": State("circle-check", "ok"),
    "in labour": State("circle-check", "ok"),
    "optional": State("circle-plus", "second"),
    "excluded": State("circle-slash", "second"),
    "tbd": State("circle-help", "warning"),
    "unknown": State("circle-help", "warning"),
    "missing": State("circle-dashed", "error"),
    "high": State("flag", "warning"),
    "low": State("flag", "warning"),
    "no clause": State("circle-help", "warning"),
    "no evidence": State("circle-help", "warning"),
    "expired": State("triangle-alert", "warning"),
    "adopted": State("circle-check", "ok"),
    "not quoted": State("minus", "second"),
    "error": State("circle-alert", "error"),
    "warning": State("triangle-alert", "warning"),
    "info": State("info", "info"),
    "met": State("circle-check", "ok"),
    "reference": State("house", "second"),
    "not ranked": State("minus", "second"),
    "complete": State("circle-check", "ok"),
    "draft": State("circle-dashed", "second"),
    "for signature": State("signature", "accent"),
    "approved": State("badge-check", "ok"),
    "rejected": State("circle-x", "error"),
    "out of date": State("history", "warning"),
    "calculating": State("hourglass", "second"),
}
TONES = {"good": State("circle-check", "ok"), "warning": State("", "warning"), "bad": State("circle-x", "error")}


def state(text: str, tone: str = "") -> State | None:
    """Return how a cell's text is shown as a state: by its first words, else by its tone."""
    return _state(text, tone, language())


@lru_cache(maxsize=2048)
def _state(text: str, tone: str, spoken: str) -> State | None:
    word = text.split(",", 1)[0].split("(", 1)[0].strip().casefold()
    found = _known(spoken).get(word)
    if found is not None:
        return found
    first, _, rest = word.partition(" ")
    if first.isdigit() and rest in _gaps(spoken):
        return State("circle-dashed", "warning")
    return TONES.get(tone)


@cache
def _known(spoken: str) -> dict[str, State]:
    """Return the states by their words in a language, small or large as sheets write them."""
    made = dict(STATES)
    with speaking(spoken):
        for word, found in STATES.items():
            made |= {say(way).casefold(): found for way in (word, word.capitalize(), word.upper())}
    return made


@cache
def _gaps(spoken: str) -> frozenset[str]:
    with speaking(spoken):
        return frozenset(counted("{n} gap", "{n} gaps", number).partition(" ")[2].casefold() for number in (1, 2))
