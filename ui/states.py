"""States as icon and word: which drawing and which colour a word of a sheet is shown with."""

from dataclasses import dataclass
from functools import lru_cache


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
    "out of date": State("history", "warning"),
    "calculating": State("hourglass", "second"),
}
TONES = {"good": State("circle-check", "ok"), "warning": State("", "warning"), "bad": State("circle-x", "error")}


@lru_cache(maxsize=2048)
def state(text: str, tone: str = "") -> State | None:
    """Return how a cell's text is shown as a state: by its first words, else by its tone."""
    word = text.split(",", 1)[0].split("(", 1)[0].strip().casefold()
    found = STATES.get(word)
    if found is not None:
        return found
    first, _, rest = word.partition(" ")
    if first.isdigit() and rest in {"gap", "gaps"}:
        return State("circle-dashed", "warning")
    return TONES.get(tone)
