"""The rows of a blank form: one for each field of a term, with what a supplier needs to know to fill it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from cdmo_desk.contract.offer import TERMS, Offer
from cdmo_desk.field import Column
from cdmo_desk.intake.phrases import plain
from cdmo_desk.intake.terms_sheet import OFFER, RECORDS
from cdmo_desk.intake.terms_sheet_fields import bare, key, named, shape
from cdmo_desk.intake.terms_sheet_form import GIVEN, NO, YES
from cdmo_desk.programme.brief import CAPABILITIES, Brief
from cdmo_desk.reports.supplier_book.families import BANDS
from cdmo_desk.sheets.pricing import TERM_TITLES
from cdmo_desk.speech import marked, say

IN_QUOTATION = frozenset({"id", "supplier", "title", "currency", "payment_days", "valid_until"})
"""Fields of the offer that the head of the quotation states."""
_OURS = frozenset({"id", "sources"})
TITLES = {
    OFFER: marked("The offer"),
    "site": marked("Site"),
    "clause": marked("Clause"),
    "evidence": marked("Evidence"),
    "risk": marked("Risk"),
}


@dataclass(frozen=True, slots=True)
class Blank:
    """A row of a form: the words of its field, how it is filled, and what it came filled with."""

    field: str
    shape: str
    required: str
    note: str
    options: tuple[str, ...] = ()
    share: bool = False
    given: str | None = None


def title(subject: str) -> str:
    """Return what a term or record is called."""
    return say(TERM_TITLES.get(subject) or TITLES[subject])


def record_of(subject: str) -> type:
    """Return the record that a block of a form states."""
    if subject == OFFER:
        return Offer
    return RECORDS[subject][1] if subject in RECORDS else TERMS[subject]


def blanks(subject: str, brief: Brief | None, given: Mapping[str, str]) -> Iterator[Blank]:
    """Go through the rows of a block, required fields first; `given` are fields that come filled."""
    known = named(record_of(subject))
    paths = [path for path in dict.fromkeys(known.values()) if _is_asked(subject, path)]
    for path in sorted(paths, key=lambda found: not _is_required(subject, found)):
        yield from _rows(subject, path, known, brief, given)


def _is_asked(subject: str, path: tuple[Column, ...]) -> bool:
    first = key(path[0])
    return first not in (IN_QUOTATION if subject == OFFER else _OURS)


def _is_required(subject: str, path: tuple[Column, ...]) -> bool:
    return subject != OFFER and len(path) == 1 and path[0].required


def _rows(
    subject: str,
    path: tuple[Column, ...],
    known: Mapping[str, tuple[Column, ...]],
    brief: Brief | None,
    given: Mapping[str, str],
) -> Iterator[Blank]:
    last, name = path[-1], ".".join(key(column) for column in path)
    kind = shape(last)
    needed = YES if _is_required(subject, path) else NO
    filled = given.get(name)
    options = _options(last, brief)
    for number in range(BANDS if kind == "bands" else 1):
        yield Blank(
            _words(path, known),
            kind,
            GIVEN if filled is not None else needed if number == 0 else NO,
            _note(last, kind, options),
            options,
            last.says.unit.startswith("fraction") or _is_rate(last),
            filled,
        )


def _is_rate(column: Column) -> bool:
    """Say whether a band states a share, not a price."""
    return shape(column) == "bands" and any(key(part) == "rate" for part in _parts(column))


def _parts(column: Column) -> tuple[Column, ...]:
    from cdmo_desk.field import columns  # noqa: PLC0415 - bands only

    return columns(bare(get_args(bare(column.type))[0]))


def _words(path: tuple[Column, ...], known: Mapping[str, tuple[Column, ...]]) -> str:
    """Return the label of a field where it names just this one, else its name in documents."""
    label = " ".join(column.says.label for column in path)
    words = label[:1] + label[1:].lower() if len(path) > 1 else label
    return words if known.get(plain(words)) == path else ".".join(key(column) for column in path)


def _note(column: Column, kind: str, options: tuple[str, ...]) -> str:
    says = column.says
    parts = [says.unit, says.help]
    if kind == "bands":
        start, stated = _parts(column)
        parts.append(
            say(
                "One row for each band: {start} in From, {stated} in Value.",
                start=_unit(start),
                stated=_unit(stated),
            )
        )
    if kind == "list":
        parts.append(say("Several with commas between: {names}.", names=", ".join(options)) if options else "")
    if kind == "estimate":
        parts.append(say("A figure that is not certain may have Low and High."))
    return " · ".join(part for part in parts if part)


def _unit(column: Column) -> str:
    unit = column.says.unit
    return f"{column.says.label} ({unit})" if unit else column.says.label


def _options(column: Column, brief: Brief | None) -> tuple[str, ...]:
    kind: Any = bare(column.type)
    if shape(column) == "choice":
        return tuple(option.replace("_", " ") for option in get_args(kind))
    if shape(column) == "flag":
        return ("yes", "no")
    if column.name == "capabilities":
        return tuple(CAPABILITIES)
    if brief is None:
        return ()
    if column.name in ("scope", "covers"):
        return tuple(item.id for item in brief.scope)
    return tuple(gate.name for gate in brief.gates) if column.name == "gate" else ()
