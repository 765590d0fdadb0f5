"""The committee's version: suppliers are known by letters alone, in figures, words, files and attachments."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from pathlib import PurePosixPath
from typing import Any, TypeVar

from cdmo_desk.document import Case, read, schema
from cdmo_desk.evaluation.answers import Answers
from cdmo_desk.evaluation.results import Comparison
from cdmo_desk.problem import Refused
from cdmo_desk.sheets.journal import Step
from cdmo_desk.sheets.naming import letter
from cdmo_desk.speech import say

Found = TypeVar("Found", Comparison, Answers)

SHORTEST = 4  # letters from which a word of a supplier's name is taken for its name
_GENERIC = """
pharma pharmaceutical pharmaceuticals biologics biologicals biotech biopharma bioventures biosciences life process
sciences science services service manufacturing global international group holding holdings gmbh limited company
corp corporation solutions technologies technology laboratories laboratory labs partners contract development
organisation organization plant site supply medical health therapeutics ventures industries systems quote quotation
offer proposal price prices terms budget schedule work packages package volume sheet file value devis offerte
angebot preise tarif
"""
GENERIC = frozenset(_GENERIC.split())


@dataclass(frozen=True, slots=True)
class Masked:
    """A case, its results and its journal with suppliers named by letters."""

    case: Case
    comparison: Comparison
    steps: tuple[Step, ...]
    answers: Answers


def masked(case: Case, comparison: Comparison, steps: tuple[Step, ...], answers: Answers) -> Masked:
    """Return what the committee may see. The figures stay as they are: only words change.

    Raises `Refused` where offers could no longer be told apart.
    """
    mask = _Mask(case)
    plain = mask.document(case.document)
    ids = [offer["id"] for offer in plain["offers"]]
    if len(set(ids)) < len(ids):
        raise Refused("Two offers have ids that differ by the supplier’s name only. Give them ids such as a and b.")
    hidden = tuple(mask.step(step) for step in steps)
    return Masked(read(plain), mask.results(comparison), hidden, mask.results(answers))


class _Mask:
    """The words that would tell a supplier, and what stands in their place."""

    def __init__(self, case: Case) -> None:
        offers = case.document["offers"]
        common = GENERIC | _own_words(case) | _vocabulary()
        self.names: dict[str, str] = {}
        words: dict[str, str] = {}
        for place, offer in enumerate(offers):
            name = self.names.setdefault(_folded(offer), _name(offer, letter(place)))
            told = [*_told(offer)]
            told += [part for part in re.findall(r"\w+", str(offer["supplier"])) if len(part) >= SHORTEST]
            kept = (text for text in told if text == offer["supplier"] or not _all_in(text, common))
            words |= {text.casefold(): name for text in kept if text.casefold() not in words}
            for number, file in enumerate(_files(offer), start=1):
                shown = say("file {letter}{number}", letter=letter(place), number=number)
                stem = PurePosixPath(file).stem
                for text in (file, stem) if not _all_in(stem, common) else (file,):
                    words.setdefault(text.casefold(), shown)
        self.words = {word: shown for word, shown in words.items() if word.strip()}
        parts = sorted((re.escape(word) for word in self.words), key=len, reverse=True)
        bounded = rf"(?<![^\W_])(?:{'|'.join(parts)})(?![^\W_])"
        self.pattern = re.compile(bounded, re.IGNORECASE) if parts else None

    def text(self, text: str) -> str:
        """Return a text without the words that tell a supplier."""
        if self.pattern is None:
            return text
        return self.pattern.sub(lambda found: self.words.get(found.group().casefold(), "…"), text)

    def document(self, plain: dict[str, Any]) -> dict[str, Any]:
        """Return a case document without them; what the intake keeps of files is left out."""
        made = {key: plain[key] for key in ("format", "version")}
        return made | {"case": self._walk(plain["case"]), "offers": [self._offer(offer) for offer in plain["offers"]]}

    def results(self, found: Found) -> Found:
        """Return results without them."""
        made: Found = self._results(found)
        return made

    def step(self, step: Step) -> Step:
        """Return an entry of the journal without them."""
        return replace(step, request=self.text(step.request), why=self.text(step.why))

    def _offer(self, offer: dict[str, Any]) -> dict[str, Any]:
        made: dict[str, Any] = self._walk(offer)
        made["supplier"] = self.names[_folded(offer)]
        for number, site in enumerate(made.get("sites") or (), start=1):
            site["name"] = say("Site {number}", number=number)
        for line in made.get("lines") or ():
            line.pop("sha256", None)
        return made

    def _walk(self, value: Any) -> Any:  # noqa: ANN401 - any JSON
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list):
            return [self._walk(item) for item in value]
        if isinstance(value, dict):
            return {self.text(key): self._walk(item) for key, item in value.items() if not key.startswith("x-")}
        return value

    def _results(self, value: Any) -> Any:  # noqa: ANN401 - any part of the results
        if isinstance(value, str):
            return self.text(value)
        if is_dataclass(value) and not isinstance(value, type):
            return replace(value, **{field.name: self._results(getattr(value, field.name)) for field in fields(value)})
        if isinstance(value, tuple | list):
            return type(value)(self._results(item) for item in value)
        if isinstance(value, Mapping):
            return {self._results(key): self._results(item) for key, item in value.items()}
        return value


def _folded(offer: dict[str, Any]) -> str:
    return " ".join(str(offer["supplier"]).casefold().split())


def _name(offer: dict[str, Any], letter_: str) -> str:
    if offer.get("kind") == "in_house":
        return say("In-house {letter}", letter=letter_)
    return say("Supplier {letter}", letter=letter_)


def _all_in(text: str, words: frozenset[str]) -> bool:
    """Say whether a text is made of common words alone, which tell nothing."""
    return all(word in words or word.isdigit() for word in re.findall(r"[^\W_]+", text.casefold()))


def _own_words(case: Case) -> frozenset[str]:
    """Return the words of the case itself: a supplier's name that shares one is told by its other words."""
    brief = case.brief
    texts = [brief.title, brief.product, brief.modality, *brief.must_haves, *(gate.name for gate in brief.gates)]
    texts += [word for item in brief.scope for word in (item.id, item.title)]
    texts += [word for item in brief.criteria for word in (item.id, item.title)]
    return frozenset(word for text in texts for word in re.findall(r"[^\W_]+", text.casefold()))


@cache
def _vocabulary() -> frozenset[str]:
    """Return the words of the document's own language, such as the types of terms."""
    found: set[str] = set()
    for part in _parts(schema()):
        found.update(part.get("properties") or ())
        found.update(item for item in part.get("enum") or () if isinstance(item, str))
        found.add(str(part.get("const", "")))
    return frozenset(word for text in found for word in re.findall(r"[^\W_]+", text.casefold()))


def _files(offer: dict[str, Any]) -> list[str]:
    """Return the names of an offer's files, in the order in which they come up."""
    found = [str(part["file"]) for part in _parts(offer) if isinstance(part.get("file"), str) and part["file"]]
    return list(dict.fromkeys(found))


def _told(offer: dict[str, Any]) -> Iterator[str]:
    """Give the texts that tell who a supplier is: its name, the references of its quotes, its sites."""
    yield str(offer["supplier"])
    for part in _parts(offer.get("x-intake") or {}):
        if isinstance(part.get("reference"), str):
            yield part["reference"]
    for site in offer.get("sites") or ():
        yield str(site.get("name", ""))


def _parts(value: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - any JSON
    """Give every object of a JSON value, however deep."""
    if isinstance(value, dict):
        yield value
        for item in value.values():
            yield from _parts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _parts(item)
