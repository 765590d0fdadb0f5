"""How a text says a thing is charged: at cost, as an option, included, excluded, still open, or by a rate."""

import re
from functools import lru_cache

from cdmo_desk.intake import words
from cdmo_desk.intake.phrases import found, plain

_STATES = ("optional", "excluded", "pass_through", "included", "tbd")
_DASHES = frozenset({"-", "–", "—", "--", "---", "−", "./.", ".-", "./", "-.-", "–.–"})
_MARKED = frozenset({"x", "✓", "✔", "yes", "ja", "oui", "si", "y", "j"})
_OPTIONAL = frozenset({"opt", "o"})
_ASIDE = re.compile(r"[(\[]([^)\]]*)[)\]]|(?:[-–—:,;]\s*)([^-–—:,;()]*)$")
_BEFORE = 2


def dashed(text: str) -> bool:
    """Say whether a cell holds only a dash."""
    return text.strip() in _DASHES


_NOT = [[word] for word in ("not", "no", "non", "nicht", "nao", "ikke", "inte", "niet", "nie", "ej")]


@lru_cache(maxsize=20_000)
def state_of(text: str, among: tuple[str, ...] = _STATES) -> str | None:
    """Return the basis that a text names first, the longest wording where two begin together."""
    best: tuple[int, int, str] | None = None
    for basis in among:
        match = found(text, words.BASIS[basis])
        if match and not _negated(match, basis):
            turned = basis == "included" and match.string[: match.start()].split()[-1:] in _NOT
            key = (match.start(), -len(match[0]), "excluded" if turned else basis)
            best = min(best, key) if best else key
    return best[2] if best else None


def _negated(match: re.Match[str], basis: str) -> bool:
    """Say whether the words before a wording turn it round: `excluding pass-through costs`."""
    if basis in {"included", "excluded", "tbd"}:
        return False
    before = match.string[: match.start()].split()[-_BEFORE:]
    return any(word in words.NEGATED for word in before)


def price_state(text: str) -> str | None:
    """Return what a price cell without a number says."""
    if dashed(text):
        return "included"
    if plain(text) in _MARKED or text.strip() in _MARKED:
        return "included"
    if text.strip() in {"?", "??", "???", "...", "…"}:
        return "tbd"
    return state_of(text)


def declared(text: str, heading: str = "") -> str | None:
    """Return the basis that a cell of a basis column states, `yes` under the heading `Optional` included."""
    if plain(text) in _MARKED or text.strip() in _MARKED:
        about = "optional" if plain(heading) in _OPTIONAL else None
        return about or state_of(heading, ("optional", "pass_through", "excluded"))
    if plain(text) in {"no", "nein", "non", "n"} and found(
        heading, ("in total", "included in total", "in scope", "included", "im total")
    ):
        return "excluded" if found(heading, ("in scope",)) else "optional"
    return (
        state_of(text)
        or ("rate" if plain(text) == "rate" or found(text, words.BASIS["rate"]) else None)
        or ("priced" if found(text, words.BASIS["priced"]) else None)
    )


@lru_cache(maxsize=5000)
def of_section(text: str) -> str | None:
    """Return the basis that a section's heading gives to its lines."""
    known = state_of(text, ("optional", "pass_through"))
    rates = found(text, words.BASIS["rate"])
    if rates and known != "optional":
        return "rate"
    if known:
        return known
    bare = re.sub(r"^\W*(?:[A-Z]|\d+(?:\.\d+)*)[.)]?\s+", "", text)
    match = found(bare, words.BASIS["excluded"])
    if match and match.start() == 0:
        return "excluded"
    match = found(bare, words.BASIS["included"])
    return "included" if match and match.start() == 0 else None


@lru_cache(maxsize=20_000)
def of_description(text: str, *, priced: bool) -> str | None:
    """Return the basis that a description states; without a price also what stands in brackets or behind a dash."""
    known = state_of(text, ("optional", "pass_through"))
    if known == "optional" and not _says_optional(text):
        known = state_of(text, ("pass_through",))
    if known or priced:
        return known
    for match in _ASIDE.finditer(text):
        known = state_of(match[1] or match[2] or "")
        if known:
            return known
    return None


def _says_optional(text: str) -> bool:
    """Say whether `option` stands where it marks the line, not where it is what the line is about."""
    bare = plain(text)
    for match in _ASIDE.finditer(text):
        if found(match[1] or match[2] or "", words.BASIS["optional"]):
            return True
    begins = found(bare, words.BASIS["optional"])
    return begins is not None and (
        begins.start() == 0 or begins.end() == len(bare) or begins[0] not in {"option", "options"}
    )


def of_note(text: str, *, priced: bool) -> str | None:
    """Return the basis that a remark on a line states."""
    if priced:
        return state_of(text, ("optional", "pass_through"))
    return state_of(text)
