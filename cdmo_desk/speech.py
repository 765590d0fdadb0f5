"""The reader's language: words stand in English in the code, and in `resources/translations/*.po` for other languages.

`say` and `counted` translate at the moment they are called; `marked` names a text of a constant, which `say` translates
later. Values are filled in by name, so that a translator may move them. Amounts and dates come ready, from `Figures`.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from cdmo_desk import resource

LANGUAGES = {"en": "English", "de": "Deutsch"}
Known = Mapping[str | tuple[str, str], tuple[str, ...]]
_usual: list[str] = ["en", "en"]
_spoken: ContextVar[str | None] = ContextVar("spoken", default=None)


def say(text: str, /, **values: object) -> str:
    """Return a text in the reader's language with its values filled in."""
    found = _words(language()).get(text, (text,))[0]
    return found.format(**values) if values else found


def counted(one: str, many: str, number: int, /, **values: object) -> str:
    """Return the form of a text that a number asks for; `{n}` stands for the number unless `n` is given."""
    forms = _words(language()).get((one, many), (one, many))
    return forms[0 if number == 1 else -1].format(**({"n": number} | values))


def marked(text: str) -> str:
    """Return a text as it is, marked to be translated where it is said."""
    return text


def within(text: str) -> str:
    """Return a text as it stands within a sentence: it begins small in English, abbreviations and German nouns stay."""
    return text if language() == "de" or text[1:2].isupper() else text[:1].lower() + text[1:]


def language() -> str:
    """Return the language that is spoken now, such as `en`."""
    return _spoken.get() or _usual[0]


def locale() -> str:
    """Return how figures and dates are written now: the language, with the reader's country where it is known."""
    return _spoken.get() or _usual[1]


def speak(name: str, country: str = "") -> None:
    """Speak a language from now on, in a country's way of figures; English where there is no translation of it."""
    known = _known(name)
    _usual[:] = [known, f"{known}_{country}" if country else known]


@contextmanager
def speaking(name: str) -> Iterator[None]:
    """Speak a language for the length of a block, in this thread."""
    token = _spoken.set(_known(name))
    try:
        yield
    finally:
        _spoken.reset(token)


def _known(name: str) -> str:
    short = name.replace("-", "_").split("_")[0].casefold()
    return short if short in LANGUAGES else "en"


@cache
def _words(name: str) -> Known:
    """Return a language's words by the English ones, read once; all languages spoken have the two forms of English."""
    if name == "en":
        return {}
    with resource.path(f"translations/{name}.po").open(encoding="utf-8") as file:
        return dict(_entries(file))


def _entries(lines: Iterator[str]) -> Iterator[tuple[str | tuple[str, str], tuple[str, ...]]]:
    """Give the entries of a text of translations: each text, or pair of forms, with its translation."""
    parts: list[tuple[str, str]] = []
    for line in (*lines, ""):
        word, _, rest = line.strip().partition(" ")
        if word.startswith("msg"):
            parts.append((word, json.loads(rest)))
        elif word.startswith('"'):
            parts[-1] = (parts[-1][0], parts[-1][1] + json.loads(line))
        elif not word and parts:
            ids = [text for kind, text in parts if kind.startswith("msgid")]
            if ids[0]:
                made = tuple(text for kind, text in parts if kind.startswith("msgstr"))
                yield (ids[0] if len(ids) == 1 else (ids[0], ids[1])), made
            parts = []
