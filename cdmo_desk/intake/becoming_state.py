"""What an offer keeps of its files: lines, rows of terms sheets and choices, from which its terms are made anew."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from cdmo_desk.intake import becoming_words as words
from cdmo_desk.intake.becoming_bands import handling_fee
from cdmo_desk.intake.phrases import plain
from cdmo_desk.intake.quote import Quote, QuoteLine, TermsRow
from cdmo_desk.money import exact
from cdmo_desk.money import plain as decimal_text

KEY = "x-intake"
_SLUG = 48
_ALIKE = 0.6
_FIGURES = ("quantity", "unit_price", "amount")
_TEXTS = ("section", "unit", "currency", "note")


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person decided about a line: its scope item, the field of a term that it sets, or why it is set aside."""

    scope: str | None = None
    set_aside: str | None = None
    term: str | None = None
    field: str | None = None

    def plain(self) -> dict[str, str]:
        """Return the choice as the offer keeps it."""
        pairs = (("scope", self.scope), ("set_aside", self.set_aside), ("term", self.term), ("field", self.field))
        return {name: value for name, value in pairs if value is not None}


@dataclass(frozen=True, slots=True)
class Source:
    """A file of an offer: what its head states, its remarks about handling fees, and how a person corrected it."""

    file: str
    sha256: str
    facts: Mapping[str, Any]
    remarks: tuple[str, ...] = ()
    corrections: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a file, with its id in the offer."""

    id: str
    file: str
    sha256: str
    line: QuoteLine


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of a terms sheet, with its file."""

    file: str
    row: TermsRow


@dataclass(frozen=True, slots=True)
class State:
    """All files of an offer, in an order that does not depend on which came first."""

    sources: tuple[Source, ...] = ()
    entries: tuple[Entry, ...] = ()
    rows: tuple[SheetRow, ...] = ()
    choices: Mapping[str, Choice] = field(default_factory=dict)

    def source(self, file: str) -> Source | None:
        """Return the file of a name."""
        return next((source for source in self.sources if source.file == file), None)


def with_quote(
    state: State, quote: Quote, taken: Iterable[str], corrections: Mapping[str, Any] = MappingProxyType({})
) -> State:
    """Return the state after a file: it takes the place of its predecessor, the same file or its earlier revision."""
    gone = {source.file for source in state.sources if _precedes(state, source, quote)}
    sources = [source for source in state.sources if source.file not in gone]
    entries = [entry for entry in state.entries if entry.file not in gone]
    rows = [row for row in state.rows if row.file not in gone]
    names = Names([*(entry.id for entry in entries), *taken])
    entries += [
        Entry(names.new(slug(line.description) or "line"), quote.file, quote.sha256, line) for line in quote.lines
    ]
    rows += [SheetRow(quote.file, row) for row in quote.terms_rows]
    sources.append(Source(quote.file, quote.sha256, _facts(quote), _remarks(quote), corrections))
    return _ordered(replace(state, sources=tuple(sources), entries=tuple(entries), rows=tuple(rows)))


def _precedes(state: State, source: Source, quote: Quote) -> bool:
    """Say whether a file is replaced by a quote: by name, by reference, or by most of its lines."""
    if source.file == quote.file:
        return True
    own = {plain(entry.line.description) for entry in state.entries if entry.file == source.file}
    new = {plain(line.description) for line in quote.lines}
    if not own or not new or source.facts.get("supplier") != quote.supplier:
        return False
    same = quote.reference is not None and source.facts.get("reference") == quote.reference
    alike = quote.supplier is not None and len(own & new) >= _ALIKE * max(len(own), len(new))
    return same or alike


def _ordered(state: State) -> State:
    priced = {entry.file for entry in state.entries}
    sources = sorted(state.sources, key=lambda source: (source.file not in priced, source.file))
    place = {source.file: number for number, source in enumerate(sources)}
    return replace(
        state,
        sources=tuple(sources),
        entries=tuple(sorted(state.entries, key=lambda entry: place.get(entry.file, 0))),
        rows=tuple(sorted(state.rows, key=lambda row: place.get(row.file, 0))),
    )


def slug(text: str) -> str:
    """Return a short id made of the words of a text."""
    name = "-".join(re.findall(r"[a-z0-9]+", plain(text)))
    return name if len(name) <= _SLUG else name[:_SLUG].rsplit("-", 1)[0]


class Names:
    """Ids that are taken, and new ones beside them: numbered where a name is taken."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._next: dict[str, int] = {}

    def new(self, name: str) -> str:
        """Return a name that was not taken, and take it."""
        number, made = self._next.get(name, 2), name
        while made in self._taken:
            made = f"{name}-{number}"
            number += 1
        self._next[name] = number
        self._taken.add(made)
        return made


def _facts(quote: Quote) -> dict[str, Any]:
    facts = {
        "supplier": quote.supplier,
        "reference": quote.reference,
        "currency": quote.currency,
        "payment_days": quote.payment_days,
        "valid_until": None if quote.valid_until is None else quote.valid_until.isoformat(),
    }
    return {name: value for name, value in facts.items() if value is not None}


def _remarks(quote: Quote) -> tuple[str, ...]:
    """Return the remarks of a file that may state a handling fee."""
    return tuple(skipped.text for skipped in quote.skipped if handling_fee([skipped.text]) is not None)


def plain_line(entry: Entry) -> dict[str, Any]:
    """Return a line as it stands in a case document, without what it becomes."""
    line = entry.line
    made: dict[str, Any] = {"id": entry.id, "description": line.description, "file": entry.file, "sha256": entry.sha256}
    made |= {"sheet": line.sheet, "row": line.row, "cells": dict(line.cells), "basis": line.basis}
    made |= {name: getattr(line, name) for name in _TEXTS if getattr(line, name) is not None}
    for name in _FIGURES:
        value = getattr(line, name)
        if value is not None:
            made[name] = decimal_text(value)
    return made


def _entry(raw: Mapping[str, Any]) -> Entry:
    figures: dict[str, Any] = {name: None if raw.get(name) is None else exact(raw[name]) for name in _FIGURES}
    texts: dict[str, Any] = {name: raw.get(name) for name in _TEXTS}
    line = QuoteLine(
        sheet=raw.get("sheet") or "",
        row=raw.get("row") or 0,
        cells=dict(raw.get("cells") or {}),
        description=raw["description"],
        basis=raw.get("basis") or "priced",
        **figures,
        **texts,
    )
    return Entry(raw["id"], raw["file"], raw.get("sha256") or "", line)


def read(offer: Mapping[str, Any] | None) -> State:
    """Return the state that an offer's document keeps; lines of other origin are no part of it."""
    kept = (offer or {}).get(KEY)
    if offer is None or not isinstance(kept, dict):
        return State()
    sources = tuple(
        Source(
            raw["file"], raw["sha256"], raw.get("facts", {}), tuple(raw.get("remarks", ())), raw.get("corrections", {})
        )
        for raw in kept.get("files", ())
    )
    files = {source.file for source in sources}
    entries = tuple(_entry(raw) for raw in offer.get("lines", ()) if raw.get("file") in files)
    rows = tuple(
        SheetRow(raw["file"], TermsRow(raw["sheet"], raw["row"], raw["cells"], _read_values(raw["values"])))
        for raw in kept.get("rows", ())
    )
    choices = {name: Choice(**raw) for name, raw in kept.get("choices", {}).items()}
    return State(sources, entries, rows, choices)


def write(state: State) -> dict[str, Any]:
    """Return the state as plain JSON, lines apart: those are the offer's own."""
    made: dict[str, Any] = {
        "files": [
            {"file": s.file, "sha256": s.sha256, "facts": dict(s.facts)}
            | ({"remarks": list(s.remarks)} if s.remarks else {})
            | ({"corrections": dict(s.corrections)} if s.corrections else {})
            for s in state.sources
        ]
    }
    if state.rows:
        made["rows"] = [
            {
                "file": kept.file,
                "sheet": kept.row.sheet,
                "row": kept.row.row,
                "cells": dict(kept.row.cells),
                "values": {name: _write_value(value) for name, value in kept.row.values.items()},
            }
            for kept in state.rows
        ]
    if state.choices:
        made["choices"] = {name: choice.plain() for name, choice in state.choices.items()}
    return made


def _write_value(value: str | Decimal | bool | date) -> Any:  # noqa: ANN401 - plain JSON
    if isinstance(value, Decimal):
        return {"decimal": decimal_text(value)}
    return {"day": value.isoformat()} if isinstance(value, date) else value


def _read_values(raw: Mapping[str, Any]) -> dict[str, str | Decimal | bool | date]:
    made: dict[str, str | Decimal | bool | date] = {}
    for name, value in raw.items():
        if isinstance(value, dict):
            made[name] = Decimal(value["decimal"]) if "decimal" in value else date.fromisoformat(value["day"])
        else:
            made[name] = value
    return made


def fold(text: str) -> str:
    """Return a text with white space folded and case ignored, to compare what people typed."""
    return " ".join(text.split()).casefold()


def is_yes(text: str) -> bool | None:
    """Read yes and no in five languages; None for anything else."""
    bare = fold(text)
    return True if bare in words.YES else False if bare in words.NO else None
