"""The reader's language: words stand in English in the code, and in `resources/translations/*.po` for other languages.

`say` and `counted` translate at the moment they are called; `marked` names a text of a constant, which `say` translates
later. Values are filled in by name, so that a translator may move them. Amounts and dates come ready, from `Figures`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations

from cdmo_desk import resource

LANGUAGES = {"en": "English", "de": "Deutsch"}
_usual: list[str] = ["en"]
_spoken: ContextVar[str | None] = ContextVar("spoken", default=None)


def say(text: str, /, **values: object) -> str:
    """Return a text in the reader's language with its values filled in."""
    found = _translations(language()).gettext(text)
    return found.format(**values) if values else found


def counted(one: str, many: str, number: int, /, **values: object) -> str:
    """Return the form of a text that a number asks for; `{n}` stands for the number unless `n` is given."""
    found = _translations(language()).ngettext(one, many, number)
    return found.format(**({"n": number} | values))


def marked(text: str) -> str:
    """Return a text as it is, marked to be translated where it is said."""
    return text


def language() -> str:
    """Return the language that is spoken now, such as `en`."""
    return _spoken.get() or _usual[0]


def speak(name: str) -> None:
    """Speak a language from now on; English where there is no translation of it."""
    _usual[0] = _known(name)


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
def _translations(name: str) -> NullTranslations:
    """Return a language's translations, made ready from its text file once."""
    if name == "en":
        return NullTranslations()
    from io import BytesIO  # noqa: PLC0415 - English needs none of these

    from babel.messages.mofile import write_mo  # noqa: PLC0415 - as above
    from babel.messages.pofile import read_po  # noqa: PLC0415 - as above

    made = BytesIO()
    with resource.path(f"translations/{name}.po").open(encoding="utf-8") as file:
        write_mo(made, read_po(file, locale=name))
    made.seek(0)
    return GNUTranslations(made)
