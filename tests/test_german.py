"""German: every word that the program says has its translation, and no translation says something else."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path
from re import findall
from typing import Any, Literal, get_args, get_origin

import pytest
from babel.messages.pofile import read_po

from cdmo_desk import resource, speech
from cdmo_desk.contract.dossier import Line
from cdmo_desk.contract.offer import KINDS, TERMS, Offer
from cdmo_desk.contract.sponsor import Risk
from cdmo_desk.field import Column, columns
from cdmo_desk.programme.brief import (
    CAPABILITIES,
    SCOPE_CATEGORIES,
    Assumption,
    AwardRule,
    Brief,
    Criterion,
    Exchange,
    Gate,
    ScopeItem,
    Stress,
)
from cdmo_desk.speech import counted, say, speak, speaking, within

ROOT = Path(__file__).parents[1]
SAID = ("say", "marked", "counted")
RECORDS = (Brief, AwardRule, Criterion, Exchange, Gate, ScopeItem, Stress, Assumption, Offer, Risk, Line)
Message = str | tuple[str, ...]


def placeholders(text: str) -> set[str]:
    """Return the names of the values that a text takes."""
    return set(findall(r"\{(\w+)\}", text))


def texts(node: ast.expr) -> Iterator[str]:
    """Give the texts that an expression may be."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from texts(node.body)
        yield from texts(node.orelse)


def said(folder: str) -> Iterator[Message]:
    """Give every text that a package's modules say."""
    for path in sorted((ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAID and node.args:
                if node.func.id == "counted":
                    pair = tuple(text for part in node.args[:2] for text in texts(part))
                    yield from [pair] if len(pair) == 2 else []
                else:
                    yield from texts(node.args[0])


def known() -> dict[Message, Any]:
    """Return the translations, read by another reader than the program's."""
    with resource.path("translations/de.po").open("rb") as file:
        return {
            message.id if isinstance(message.id, str) else tuple(message.id): message.string
            for message in read_po(file, locale="de")
            if message.id
        }


def choices(hint: Any) -> Iterator[str]:
    """Give the words of what may be chosen."""
    for part in get_args(hint):
        if get_origin(hint) is Literal:
            yield str(part).replace("_", " ").capitalize()
        elif not isinstance(part, str | int | float):
            yield from choices(part)


def words_of(column: Column) -> Iterator[str]:
    """Give the words of a declared field."""
    says = column.says
    yield from (says.label, says.help, *choices(column.type))
    if says.unit.startswith("fraction "):
        part = says.unit.removeprefix("fraction").strip()
        yield part[:1].upper() + part[1:]
    else:
        yield says.unit


@pytest.mark.parametrize("folder", ["cdmo_desk", "ui"])
def test_every_word_has_its_german(folder: str) -> None:
    found = known()
    messages = set(said(folder))
    assert len(messages) > 600, "the extraction finds them"
    assert sorted(str(message) for message in messages if message not in found) == []


def test_fields_choices_and_catalogues_have_their_german() -> None:
    records: Iterable[type] = (*TERMS.values(), *RECORDS)
    words = {word for record in records for column in columns(record) for word in words_of(column)}
    words |= {*KINDS.values(), *CAPABILITIES.values()}
    words |= {category.replace("_", " ").capitalize() for category in SCOPE_CATEGORIES}
    assert len(words) > 200
    assert sorted(words - {""} - set(known())) == []


def test_translations_take_the_same_values_and_are_not_empty() -> None:
    for message, translation in known().items():
        many = message if isinstance(message, str) else message[-1]
        german = (translation,) if isinstance(translation, str) else tuple(translation)
        assert all(german), message
        assert len(german) == (1 if isinstance(message, str) else 2), message
        assert placeholders(german[-1]) == placeholders(many), message
        assert {text[:1] == " " for text in german} == {many[:1] == " "}, message
        assert {text[-1:] == " " for text in german} == {many[-1:] == " "}, message


def test_nothing_is_translated_twice() -> None:
    text = resource.path("translations/de.po").read_text("utf-8")
    entries = findall(r"(?m)^msgid (.*\n(?:\".*\n)*)", text)
    assert sorted(entry for entry in set(entries) if entries.count(entry) > 1) == []


def test_commands_of_a_menu_have_keys_of_their_own() -> None:
    german = [say_german(text) for text in MENUS]
    assert all("&" in text for text in german)
    keys = [text[text.index("&") + 1].casefold() for text in german]
    assert len(set(keys)) == len(keys)


MENUS = ("&File", "&Edit", "&View", "&Help")


def say_german(text: str) -> str:
    """Return a text in German."""
    with speaking("de"):
        return say(text)


def test_every_topic_of_help_is_in_german() -> None:
    folders = (resource.path(f"help/{spoken}") for spoken in ("en", "de"))
    english, german = (sorted(path.name for path in folder.glob("*.md")) for folder in folders)
    assert german == english
    for name in english:
        one, other = (resource.path(f"help/{spoken}/{name}").read_text("utf-8") for spoken in ("en", "de"))
        assert other != one, name
        assert other.count("\n- ") == one.count("\n- "), name
        assert other.count("\n| ") == one.count("\n| "), name


def test_the_program_reads_what_babel_reads() -> None:
    for message, translation in known().items():
        with speaking("de"):
            if isinstance(message, str):
                assert say(message) == translation
            else:
                values = dict.fromkeys(placeholders(message[-1]) | placeholders(message[0]), "7")
                assert counted(message[0], message[1], 2, **values) == translation[1].format(**values)


def test_a_language_is_spoken_with_its_country() -> None:
    try:
        speak("de", "CH")
        assert (speech.language(), speech.locale()) == ("de", "de_CH")
        with speaking("en"):
            assert speech.locale() == "en"
        speak("fr", "CH")
        assert speech.locale() == "en_CH"
    finally:
        speak("en")


def test_nouns_stay_large_within_a_german_sentence() -> None:
    assert within("Net sales") == "net sales"
    assert within("CPI floor") == "CPI floor"
    with speaking("de"):
        assert within("Nettoumsatz") == "Nettoumsatz"
        assert say("") == ""
