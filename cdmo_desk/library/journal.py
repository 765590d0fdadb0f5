"""The journal: every request in order, each entry bound to the one before it by its hash."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlite_utils import Database

from cdmo_desk.library import sql
from cdmo_desk.library.refusals import altered
from cdmo_desk.library.rows import Touched
from cdmo_desk.library.schema import BY_NAME, JOURNAL, Key, Row
from cdmo_desk.library.split import packed
from cdmo_desk.library.transaction import Transaction

GENESIS = "0" * 64
"""What stands for the predecessor's hash in the first entry, and for the head of an empty journal."""
_PAGE = 50
_canonical = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=repr).encode


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked: in words, for which case, by whom, when (with a zone), and why."""

    title: str
    case: str | None
    who: str
    when: datetime
    why: str = ""
    undoes: int | None = None
    redoes: int | None = None

    def __post_init__(self) -> None:
        if self.when.tzinfo is None or self.when.utcoffset() is None:
            raise ValueError("a request needs a time with its zone")
        if not self.title or not self.who:
            raise ValueError("a request needs its name and who asks")
        for name in ("title", "who", "why"):
            # An account's name may hold bytes that are no text.
            text: str = getattr(self, name)
            object.__setattr__(self, name, text.encode(errors="backslashreplace").decode())


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the journal; `before` and `after` are the JSON of the touched rows, read by `rows`."""

    sequence: int
    time: datetime
    who: str
    request: str
    case: str | None
    why: str
    undoes: int | None
    redoes: int | None
    previous: str
    hash: str
    before: str
    after: str

    def rows(self) -> list[Touched]:
        """Return every row that the request touched, as it was before and after."""
        try:
            before, after = images(self.before), images(self.after)
        except (ValueError, TypeError, KeyError):
            raise altered(f"The journal's entry {self.sequence}") from None
        return [Touched(table, key, before.get((table, key)), row) for (table, key), row in after.items()]


def images(text: str) -> dict[tuple[str, Key], Row | None]:
    """Read one side of an entry: `after` names every touched row, None where it is gone; `before` those there were."""
    return {
        (table, tuple(key)): None if row is None else dict(zip(BY_NAME[table].key, key, strict=True)) | row
        for table, key, row in json.loads(text)
    }


def append(transaction: Transaction, request: Request, touched: Sequence[Touched]) -> Entry:
    """Add an entry for a request to the end of the journal, whatever its time."""
    sequence, previous = last(transaction.db)
    fields: dict[str, str | int | None] = {
        "sequence": sequence + 1,
        "time": request.when.isoformat(),
        "who": request.who,
        "request": request.title,
        "case_id": request.case,
        "why": request.why,
        "undoes": request.undoes,
        "redoes": request.redoes,
        "previous": previous,
        "hash": "",
        "before": packed([_image(row, row.before) for row in touched if row.before is not None]),
        "after": packed([_image(row, row.after) for row in touched]),
    }
    fields["hash"] = digest([fields[name] for name in JOURNAL.columns])
    values = [fields[name] for name in JOURNAL.columns]
    transaction.write(sql.APPEND, values)
    return read(values)


def digest(values: Sequence[object]) -> str:
    """Return the hash of a row of the journal: SHA-256 over the compact JSON list of all its columns but the hash.

    They come in the order of the table, `before` and `after` as the JSON they are.
    """
    *plain, _own, before, after = values
    made = sha256()
    for text in (f"{_canonical(plain)[:-1]},", f"{before},", f"{after}]"):
        made.update(text.encode(errors="surrogateescape"))
    return made.hexdigest()


def read(values: Sequence[Any]) -> Entry:
    """Make an entry of a row of the journal."""
    sequence, time, *others = values
    try:
        return Entry(sequence, datetime.fromisoformat(time), *others)
    except (ValueError, TypeError):
        raise altered(f"The journal's entry {sequence}") from None


def entry(db: Database, sequence: int) -> Entry:
    """Return the entry with that number, or raise `Refused` if it is not as it was appended."""
    values = db.execute(sql.ENTRY, (sequence,)).fetchone()
    found = read(values)
    if digest(values) != found.hash:
        raise altered(f"The journal's entry {sequence}")
    return found


def records(db: Database, case: str | None = None) -> Iterator[Sequence[Any]]:
    """Go through the journal's rows from the first on, page by page, so that no reading stays open between."""
    sequence = -1
    while True:
        if case is None:
            page = db.execute(sql.ENTRIES, (sequence, _PAGE)).fetchall()
        else:
            page = db.execute(sql.ENTRIES_OF_CASE, (sequence, case, _PAGE)).fetchall()
        if not page:
            return
        yield from page
        sequence = page[-1][0]


def last(db: Database) -> tuple[int, str]:
    """Return number and hash of the last entry."""
    found: tuple[int, str] | None = db.execute(sql.HEAD).fetchone()
    return found or (0, GENESIS)


def steps(db: Database, case: str | None) -> tuple[list[int], list[int]]:
    """Return the requests of a case that can be undone and redone now, each list with the next one last."""
    done: list[int] = []
    undone: list[int] = []
    closed = {sequence for sequence, _ in barriers(db, case)}
    for sequence, undoes, redoes in db.execute(sql.STEPS_OF_CASE, (case,)):
        if sequence in closed:
            done.clear()
            undone.clear()
            continue
        if undoes is None and redoes is None:
            done.append(sequence)
            undone.clear()
            continue
        taken, given = (done, undone) if redoes is None else (undone, done)
        if not taken or taken[-1] != (undoes if redoes is None else redoes):
            raise altered(f"The journal's entry {sequence}")
        given.append(taken.pop())
    return done, undone


def barriers(db: Database, case: str | None) -> list[tuple[int, str]]:
    """Return the entries of a case that undo does not cross, each with the sentence that says why."""
    return [(sequence, says) for sequence, says in db.execute(sql.BARRIERS_OF_CASE, (case,))]


def _image(touched: Touched, row: Row | None) -> list[object]:
    key = BY_NAME[touched.table].key
    rest = None if row is None else {name: value for name, value in row.items() if name not in key}
    return [touched.table, list(touched.key), rest]
