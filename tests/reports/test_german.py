"""German: every word that paper and sheets say has its translation, and the paper speaks it."""

from collections.abc import Iterator
from pathlib import Path
from re import findall
from typing import Any

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po

from cdmo_desk import resource
from cdmo_desk.contract.offer import KINDS, TERMS
from cdmo_desk.evaluation.answers import answers
from cdmo_desk.field import columns
from cdmo_desk.programme.brief import CAPABILITIES
from cdmo_desk.reports import Edition, write
from cdmo_desk.speech import say, speaking
from tests.reports.test_pdf import pages
from tests.sheets.samples import sample

ROOT = Path(__file__).parents[2] / "cdmo_desk"
KEYWORDS = {"say": None, "counted": (1, 2), "marked": None}
Message = str | tuple[str, ...]


def placeholders(text: str) -> set[str]:
    """Return the names of the values that a text takes."""
    return set(findall(r"\{(\w+)\}", text))


def said(folder: str) -> Iterator[Message]:
    """Give every text that a package's modules say."""
    for path in sorted((ROOT / folder).rglob("*.py")):
        with path.open("rb") as file:
            for _, message, _, _ in extract("python", file, keywords=KEYWORDS):
                yield message if isinstance(message, str) else tuple(part for part in message if part)


def known() -> dict[Message, Any]:
    """Return the translations."""
    with resource.path("translations/de.po").open("rb") as file:
        return {
            message.id if isinstance(message.id, str) else tuple(message.id): message.string
            for message in read_po(file, locale="de")
            if message.id
        }


@pytest.mark.parametrize("folder", ["reports", "sheets"])
def test_every_word_has_its_german(folder: str) -> None:
    found = known()
    messages = set(said(folder))
    assert len(messages) > 100, "the extraction finds them"
    assert sorted(str(message) for message in messages if message not in found) == []


def test_the_names_of_kinds_capabilities_and_fields_have_their_german() -> None:
    found = known()
    labels = {*KINDS.values(), *CAPABILITIES.values()}
    kinds: list[type] = [*TERMS.values()]
    for kind in kinds:
        for column in columns(kind):
            labels |= {column.says.label, column.says.unit}
    assert sorted(label for label in labels - {""} if label not in found) == []


def test_translations_take_the_same_values_and_are_not_empty() -> None:
    for message, translation in known().items():
        many = message if isinstance(message, str) else message[-1]
        german = (translation,) if isinstance(translation, str) else tuple(translation)
        assert all(german), message
        assert placeholders(german[-1]) == placeholders(many), message
        assert {text[:1] == " " for text in german} == {many[:1] == " "}, message
        assert {text[-1:] == " " for text in german} == {many[-1:] == " "}, message


def test_the_paper_speaks_german(tmp_path: Path) -> None:
    case, comparison = sample()
    path = tmp_path / "case.pdf"
    with speaking("en"):
        write(case, comparison, path, Edition(language="de"), answers(case, trials=0))
        assert say("Sources") == "Sources", "the language goes back to what it was"
    found = pages(path)
    for words in (
        "Vergabeentscheid",
        "Beantragt wird die Vergabe von Tablet T-1",
        "Es kostet am wenigsten.",
        "Die Angebote, nach: erwarteter Barwert der Kosten",
        "Unterschriften",
        "Seite 1 von",
        "20. November 2026",
        "ENTWURF",
    ):
        assert words in found[0], words
    text = " ".join(found)
    for words in ("Vergleichsbasis", "Wer was trägt", "Annahme ohne Quelle", "Protokollauszug", "Verwendete Begriffe"):
        assert words in text, words
    for words in ("Assumptions", "Present cost", "Warnings", "Signatures", "Draft", " months", "Over budget"):
        assert words not in text, words
