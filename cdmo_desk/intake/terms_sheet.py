"""Terms sheets: rows of Term, Field and Value that state what no price list carries, read with all their problems."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from cdmo_desk.contract.dossier import Clause, Evaluation, Evidence, Site
from cdmo_desk.contract.offer import TERMS, Offer
from cdmo_desk.contract.sponsor import Risk
from cdmo_desk.field import Column
from cdmo_desk.intake.becoming_state import SheetRow
from cdmo_desk.intake.numbers import Style, lex, style_of
from cdmo_desk.intake.phrases import plain
from cdmo_desk.intake.quote import Message
from cdmo_desk.intake.terms_sheet_fields import (
    Cell,
    Unread,
    band_keys,
    criterion,
    key,
    named,
    number,
    plain_number,
    shape,
    subjects,
    value,
)
from cdmo_desk.problem import shown
from cdmo_desk.programme.brief import Brief

HEADS = ("no", "term", "field", "from", "value", "low", "high", "driver", "note")
RECORDS: dict[str, tuple[str, type, tuple[str, ...]]] = {
    "risk": ("risks", Risk, ("category", "title")),
    "clause": ("clauses", Clause, ("topic",)),
    "site": ("sites", Site, ("name",)),
    "evidence": ("evidence", Evidence, ("for", "says")),
    "evaluation": ("evaluations", Evaluation, ("criterion", "evaluator")),
}
OFFER, SCORE = "offer", "score"
_ASKED_ELSEWHERE = frozenset(
    {"id", "terms", "lines", "risks", "sites", "evidence", "clauses", "evaluations", "actuals"}
)
_LINE = "line:"


@dataclass(frozen=True, slots=True)
class Entry:
    """A field that a row sets: its value as plain JSON, or the line that gives it, or a range around what stands."""

    path: tuple[str, ...]
    value: Any
    line: str | None
    low: int | float | None
    high: int | float | None
    driver: str | None
    start: int | float | None
    band: tuple[str, str] | None
    source: dict[str, str]
    is_estimate: bool

    @property
    def name(self) -> str:
        """Return the field as documents write it."""
        return ".".join(self.path)


@dataclass(slots=True)
class Group:
    """The rows of one term, or of one record of the offer."""

    subject: str
    source: dict[str, str]
    entries: list[Entry] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)

    def stated(self, name: str) -> Any:  # noqa: ANN401 - plain JSON
        """Return the value that the rows state for a field, None if they state none."""
        return next((entry.value for entry in self.entries if entry.name == name), None)

    def sets(self, name: str) -> bool:
        """Say whether a row sets a field."""
        return any(entry.path[0] == name for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What terms sheets state, and what in them does not read."""

    groups: tuple[Group, ...]
    messages: tuple[Message, ...]


def address(sheet: str, cell: str) -> str:
    """Return the place of a cell for a message."""
    return f"{sheet}!{cell}" if sheet and cell else cell


def read(rows: Sequence[SheetRow], brief: Brief) -> Sheet:
    """Read the rows of terms sheets into terms; every row that does not read is a message."""
    reading = _Reading(brief, _style(rows))
    for row in rows:
        reading.take(row)
    return Sheet(tuple(group for group in reading.groups if group.entries), tuple(reading.messages))


def _style(rows: Iterable[SheetRow]) -> Style | None:
    """Return the style of numbers that all rows prove together."""
    texts = [
        cell for kept in rows for name, cell in kept.row.values.items() if name in ("from", "value", "low", "high")
    ]
    numerals = (lex(text) for text in texts if isinstance(text, str))
    return style_of(numeral for numeral in numerals if numeral is not None and not numeral.rest)


class _Reading:
    """The rows read so far."""

    def __init__(self, brief: Brief, style: Style | None) -> None:
        self.brief = brief
        self.style = style
        self.groups: list[Group] = []
        self.messages: list[Message] = []
        self._numbered: dict[tuple[str, str, str], Group] = {}
        self._last: Group | None = None
        self._place = ("", "")

    def take(self, kept: SheetRow) -> None:
        """Read one row, or say what is wrong with it."""
        row = kept.row
        if not any(_filled(row.values.get(head)) for head in HEADS[1:8]):
            return
        if self._place != (kept.file, row.sheet):
            self._place, self._last = (kept.file, row.sheet), None
        try:
            at = "term"
            subject = self._subject(row.values.get("term"))
            at = "field"
            columns = _columns(subject, row.values.get("field"), self.brief)
            group = self._group(kept, subject, columns)
            at = "value"
            group.broken.add(_path(columns)[0])
            group.entries.append(self._entry(kept, columns))
            group.broken.discard(_path(columns)[0])
        except _At as fault:
            self._say(kept, fault.head, str(fault))
        except Unread as fault:
            self._say(kept, at, str(fault))

    def _say(self, kept: SheetRow, head: str, says: str) -> None:
        row = kept.row
        cell = row.cells.get(head) or next(iter(row.cells.values()), f"A{row.row}")
        name = row.values.get("field") if head not in ("term", "field", "no") else None
        text = f"{name}: {says}." if isinstance(name, str) else f"{says[0].upper()}{says[1:]}."
        self.messages.append(Message("error", "terms_sheet", address(row.sheet, cell), text))

    def _subject(self, cell: Cell | None) -> str:
        """Return what a row is about; an empty cell goes on with the row above."""
        if not _filled(cell):
            if self._last is None:
                raise Unread("no term is named here; write one, such as take_or_pay, or offer, risk or score")
            return self._last.subject
        words = plain(str(cell))
        known = {plain(name): name for name in (OFFER, SCORE, "scores", "risks", "clauses", "sites", *RECORDS)}
        found = subjects().get(words) or known.get(words)
        if found is None:
            names = ", ".join((*TERMS, OFFER, *RECORDS, SCORE))
            raise Unread(f"no term is called {shown(str(cell))}; known are {names}")
        singular = {"scores": SCORE, "risks": "risk", "clauses": "clause", "sites": "site"}
        return singular.get(found, found)

    def _group(self, kept: SheetRow, subject: str, columns: tuple[Column | str, ...]) -> Group:
        """Return the group that a row belongs to: by its number, else after the row above."""
        stated = kept.row.values.get("no")
        mark = plain(str(stated)) if _filled(stated) and stated is not None else ""
        source = {"file": kept.file, "sheet": kept.row.sheet, "cell": kept.row.cells.get("term", "")}
        if mark:
            place = (kept.file, kept.row.sheet, mark)
            group = self._numbered.setdefault(place, Group(subject, source))
            if group.subject != subject:
                raise _At("no", f"number {stated} stands for {group.subject} and for {subject}; give each term its own")
            if group not in self.groups:
                self.groups.append(group)
        else:
            last = self._last
            again = last is not None and not _repeats(columns) and any(e.path == _path(columns) for e in last.entries)
            whole = subject in (OFFER, SCORE)
            group = (
                last
                if last is not None and last.subject == subject and (whole or not again)
                else Group(subject, source)
            )
            if group is not last:
                self.groups.append(group)
        self._last = group
        return group

    def _entry(self, kept: SheetRow, columns: tuple[Column | str, ...]) -> Entry:
        row, last = kept.row, columns[-1]
        source = {
            "file": kept.file,
            "sheet": row.sheet,
            "cell": row.cells.get("value", "") or row.cells.get("field", ""),
        }
        cell = row.values.get("value")
        line = _line(cell)
        made: Any = None
        kind = "number" if isinstance(last, str) else shape(last)
        band = None if isinstance(last, str) or kind != "bands" else band_keys(last)
        if kind == "estimate":
            low, high, driver = self._range(row.values)
            if line is None and _filled(cell):
                made = self._likely(cell, low, high)
            elif line is None and low is None and driver is None:
                raise Unread("has no value")
            return Entry(_path(columns), made, line, low, high, driver, None, band, source, is_estimate=True)
        self._no_range(row.values)
        if line is None:
            if not _filled(cell) or cell is None:
                raise Unread("has no value")
            if isinstance(last, str) or kind == "bands":
                made = plain_number(number(cell, self.style))
            else:
                made = value(last, cell, self.brief, self.style)
        start = self._start(row.values) if band is not None else None
        return Entry(_path(columns), made, line, None, None, None, start, band, source, is_estimate=False)

    def _likely(self, cell: Cell | None, low: float | None, high: float | None) -> int | float:
        likely = plain_number(number(cell if cell is not None else "", self.style))
        check_range(low, likely, high)
        return likely

    def _range(self, values: Any) -> tuple[int | float | None, int | float | None, str | None]:  # noqa: ANN401 - cells
        ends = [self._at(values, head) for head in ("low", "high")]
        if (ends[0] is None) != (ends[1] is None):
            missing = "low" if ends[0] is None else "high"
            raise _At(missing, f"a range needs both low and high; {missing} is missing")
        if ends[0] is not None and ends[1] is not None and ends[0] > ends[1]:
            raise _At("low", f"low {ends[0]:g} lies above high {ends[1]:g}")
        driver = values.get("driver")
        return ends[0], ends[1], str(driver).strip() if _filled(driver) else None

    def _at(self, values: Any, head: str) -> int | float | None:  # noqa: ANN401 - cells
        cell = values.get(head)
        if not _filled(cell):
            return None
        try:
            return plain_number(number(cell, self.style))
        except Unread as fault:
            raise _At(head, str(fault)) from None

    def _no_range(self, values: Any) -> None:  # noqa: ANN401 - cells
        for head in ("low", "high"):
            if _filled(values.get(head)):
                raise _At(head, "takes one value and no range")

    def _start(self, values: Any) -> int | float:  # noqa: ANN401 - cells
        start = self._at(values, "from")
        if start is None:
            raise _At("from", "a band needs where it starts, in From")
        return start


class _At(Unread):
    """A problem in another cell than the one being read."""

    def __init__(self, head: str, says: str) -> None:
        self.head = head
        super().__init__(says)


def check_range(low: float | None, likely: float, high: float | None) -> None:
    """Raise `Unread` if a likely value does not lie within its range."""
    if low is not None and likely < low:
        raise _At("low", f"low {low:g} lies above the likely value {likely:g}")
    if high is not None and likely > high:
        raise _At("high", f"high {high:g} lies below the likely value {likely:g}")


def _filled(cell: Cell | None) -> bool:
    return cell is not None and not (isinstance(cell, str) and not cell.strip())


def _line(cell: Cell | None) -> str | None:
    """Return the line that a value points to."""
    if isinstance(cell, str) and cell.strip().casefold().startswith(_LINE):
        return cell.strip()[len(_LINE) :].strip()
    return None


def _columns(subject: str, cell: Cell | None, brief: Brief) -> tuple[Column | str, ...]:
    """Return the field that a row names, with those it lies in."""
    if not _filled(cell):
        raise Unread("no field is named here")
    text = str(cell)
    if subject == SCORE:
        return ("scores", criterion(brief, text))
    record = Offer if subject == OFFER else RECORDS[subject][1] if subject in RECORDS else TERMS[subject]
    known = named(record)
    found = known.get(plain(text))
    if found is None or (subject == OFFER and found[0].name in _ASKED_ELSEWHERE):
        own = (".".join(key(c) for c in path) for path in dict.fromkeys(known.values()))
        names = ", ".join(name for name in own if subject != OFFER or name not in _ASKED_ELSEWHERE)
        raise Unread(f"{subject} has no field {shown(text)}; it has {names}")
    return found


def _path(columns: tuple[Column | str, ...]) -> tuple[str, ...]:
    return tuple(column if isinstance(column, str) else key(column) for column in columns)


def _repeats(columns: tuple[Column | str, ...]) -> bool:
    return not isinstance(columns[-1], str) and shape(columns[-1]) == "bands"


def lines_named(groups: Iterable[Group]) -> Iterator[tuple[Group, Entry]]:
    """Give the fields that take their value from a line."""
    for group in groups:
        for entry in group.entries:
            if entry.line is not None:
                yield group, entry


def estimate(likely: float, entry: Entry) -> Any:  # noqa: ANN401 - plain JSON
    """Return an estimate as a document holds it: a likely value with the range and driver of its row."""
    if entry.driver is not None:
        low, high = (likely if end is None else end for end in (entry.low, entry.high))
        return {"low": low, "likely": likely, "high": high, "driver": entry.driver}
    return likely if entry.low is None or entry.high is None else [entry.low, likely, entry.high]
