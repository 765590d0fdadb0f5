"""Is the library sound? SQLite's own tests, the chain of the journal, rows against it, files against their hashes."""

import gc
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from hashlib import blake2b, sha256
from marshal import dumps, loads
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from cdmo_desk.library import journal, opening, search, shape, sql
from cdmo_desk.library.refusals import damaged
from cdmo_desk.library.schema import BY_NAME, JOURNAL, TABLES, Key, Table
from cdmo_desk.library.transaction import explaining
from cdmo_desk.problem import shown
from cdmo_desk.speech import counted, say

_SEQUENCE, _PREVIOUS, _HASH, _AFTER = map(list(JOURNAL.columns).index, ("sequence", "previous", "hash", "after"))
_RECENT = 2_000
_SHORTEST_HEAD = 16
_REST = {table.name: tuple(name for name in table.described if name not in table.key) for table in TABLES}
"""The columns of each table that its key does not name."""
_NAMES = {name: frozenset(rest) for name, rest in _REST.items()}


@dataclass(slots=True)
class Replay:
    """What going through the journal gives: the rows there should be (by digest), and every hash met."""

    rows: dict[str, dict[bytes, bytes]] = field(default_factory=dict)
    recent: dict[tuple[str, Key], Any] = field(default_factory=dict)
    hashes: set[str] = field(default_factory=set)
    spoilt: set[str] = field(default_factory=set)
    extra: set[tuple[str, Key]] = field(default_factory=set)
    compared: int = 0
    files: int = 0

    def forget(self) -> None:
        """Begin anew."""
        self.rows.clear()
        self.recent.clear()
        self.hashes.clear()

    def apply(self, after: str) -> None:
        """Take in an entry's rows; what the next entries replace anyway is not digested."""
        for table, key, row in json.loads(after):
            self.recent[table, tuple(key)] = row
        if len(self.recent) > _RECENT:
            self.settle()

    def settle(self) -> None:
        """Keep of the recent rows their digests only, by table and key: a journal's rows do not all fit in memory."""
        for (table, key), row in self.recent.items():
            of_table = self.rows.setdefault(table, {})
            if row is None:
                of_table.pop(dumps(key, 2), None)
            else:
                of_table[dumps(key, 2)] = _digest(table, key, row)
        self.recent.clear()

    def cases(self) -> set[object]:
        """Return the ids of the cases there should be, and of those added outside the program."""
        return {_key(packed)[0] for packed in self.rows.get("cases", ())} | {
            key[0] for table, key in self.extra if table == "cases"
        }


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a library that was checked: what was looked at, and what is wrong with it."""

    looked_at: str
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found: part by part, and which cases hold something that is not as the program left it."""

    parts: tuple[Part, ...]
    cases: int
    spoilt: tuple[str, ...]

    @property
    def problems(self) -> tuple[str, ...]:
        """Return all that is wrong, in one sentence each."""
        return tuple(problem for part in self.parts for problem in part.problems)


def problems(db: Database, expected_head: str | None, *, index: bool = True) -> Iterator[str]:
    """Yield in one sentence each what is wrong, as of one moment; nothing if the library is sound."""
    yield from report(db, expected_head, index=index).problems


def of_file(path: Path, expected_head: str | None) -> Report:
    """Return what is wrong and what is sound in a file too damaged to be opened; raises `Refused` if none of it reads.

    A file that no check finds fault with, though it does not open, is no sound one.
    """
    with explaining(path), closing(opening.reading(path)) as db:
        found = report(db, expected_head)
    if not found.problems:
        raise damaged(path)
    return found


def report(db: Database, expected_head: str | None, *, index: bool = True) -> Report:
    """Return what is wrong and what is sound, as of one moment; `index`: with that for finding."""
    replay = Replay()
    parts: Sequence[tuple[str, Callable[[], Iterator[str]], Callable[[], str]]] = (
        ("file", lambda: _structure(db), lambda: say("the file as SQLite sees it")),
        ("tables' shape", lambda: _shape(db), lambda: say("the shape of the tables")),
        ("journal", lambda: _chain(db, replay), lambda: _entries(len(replay.hashes))),
        ("rows", lambda: _rows(db, replay), lambda: counted("1 row", "{n} rows", replay.compared)),
        ("sources", lambda: _files(db, replay), lambda: counted("1 source file", "{n} source files", replay.files)),
        ("search index", lambda: search.faults(db), lambda: say("the search index")),
    )
    made = []
    try:
        with db.atomic(), _uncollected():
            for name, part, looked_at in parts if index else parts[:-1]:
                found: list[str] = []
                try:
                    _look(db, part, found)
                except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
                    found.append(say("The {part} cannot be read to the end: {why}.", part=name, why=error))
                made.append(Part(looked_at(), tuple(found)))
    except sqlite3.DatabaseError as error:  # a damaged index shows only when the look ends
        if db.conn.in_transaction:
            db.conn.rollback()
        says = say("The {part} cannot be read to the end: {why}.", part="file", why=error)
        if not any(says in part.problems for part in made):
            made.append(Part(say("the file as SQLite sees it"), (says,)))
    if expected_head is not None:
        made.append(_anchored(replay, expected_head))
    return Report(tuple(made), len(replay.cases()), tuple(sorted(replay.spoilt)))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let Python look for no circles among the rows: there are none, and it would look at millions of values."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _entries(number: int) -> str:
    return counted("the chain of 1 entry of the journal", "the chain of {n} entries of the journal", number)


def _anchored(replay: Replay, expected_head: str) -> Part:
    """Look for a head noted outside; its beginning, as the name of a backup has it, is enough."""
    noted = expected_head.strip().casefold()
    known = len(noted) >= _SHORTEST_HEAD and any(own.startswith(noted) for own in (*replay.hashes, journal.GENESIS))
    says = say(
        "The journal has no entry with the hash {hash}: its end was cut off, or the file is an older copy.",
        hash=shown(expected_head, 70),
    )
    return Part(say("the head noted outside"), () if known else (says,))


def _look(db: Database, part: Callable[[], Iterator[str]], found: list[str]) -> None:
    """Collect what a part finds, up to where it breaks off; where text is broken, read it anyway to name its row."""
    usual = db.conn.text_factory
    try:
        for problem in part():
            found.append(problem)  # noqa: PERF402 - what was found before a failure stays
    except sqlite3.OperationalError as error:
        if "decode to UTF-8" not in str(error):
            raise
        db.conn.text_factory = lambda raw: raw.decode(errors="surrogateescape")
        found[:] = part()
    finally:
        db.conn.text_factory = usual


def _structure(db: Database) -> Iterator[str]:
    for (says,) in db.execute(sql.INTEGRITY_CHECK):
        if says != "ok":
            yield say("SQLite finds the file damaged: {says}.", says=says)
    for table, number, parent, _ in db.execute(sql.FOREIGN_KEY_CHECK):
        yield say(
            "{table}, row {n}: the row of {parent} it belongs to is missing.", table=table, n=number, parent=parent
        )


def _shape(db: Database) -> Iterator[str]:
    for name in shape.others(db):
        yield say("The {name} is not as the program made it.", name=name)


def _chain(db: Database, replay: Replay) -> Iterator[str]:
    """Follow the chain and, on the way, collect the rows that the entries' after-images leave."""
    replay.forget()
    last, previous = 0, journal.GENESIS
    for values in journal.records(db):
        sequence, stated, own = values[_SEQUENCE], values[_PREVIOUS], values[_HASH]
        if sequence != last + 1:
            yield say("Journal: the entries {first} to {last} are missing.", first=last + 1, last=sequence - 1)
        if stated != previous:
            yield say("Journal entry {n} does not follow the entry before it.", n=sequence)
        if journal.digest(values) != own:
            yield say("Journal entry {n} was changed: its content does not give its hash.", n=sequence)
        try:
            replay.apply(values[_AFTER])
        except (ValueError, TypeError, AttributeError):
            yield say("Journal entry {n} cannot be read.", n=sequence)
        replay.hashes.add(own)
        last, previous = sequence, own
    replay.settle()


def _rows(db: Database, replay: Replay) -> Iterator[str]:
    replay.spoilt.clear()
    replay.extra.clear()
    replay.compared = 0
    for table in TABLES:
        yield from _rows_of(db, table, replay)
    for name in replay.rows.keys() - BY_NAME.keys():
        yield from _missing(replay, name, replay.rows[name])


def _rows_of(db: Database, table: Table, replay: Replay) -> Iterator[str]:
    """Compare each row of a table with what the journal left there; the columns of the key come first."""
    name, end = table.name, len(table.key)
    known = replay.rows.get(name, {})
    wanted = set(known.values())
    for values in db.execute(sql.KEY_FIRST[name]):
        replay.compared += 1
        found = _stamp(values)
        if found in wanted:
            wanted.remove(found)
            continue
        key = tuple("" if value is None else value for value in values[:end])
        _spoil(replay, (name, key))
        if dumps(key, 2) in known:
            wanted.discard(known[dumps(key, 2)])
            yield say("{row} was changed outside the program.", row=_named((name, key)))
        else:
            replay.extra.add((name, key))
            yield say("{row} was added outside the program.", row=_named((name, key)))
    if wanted:
        yield from _missing(replay, name, [packed for packed, stamp in known.items() if stamp in wanted])


def _missing(replay: Replay, table: str, wanted: Iterable[bytes]) -> Iterator[str]:
    for packed in wanted:
        place = (table, _key(packed))
        _spoil(replay, place)
        yield say("{row} is missing: it was removed outside the program.", row=_named(place))


def _spoil(replay: Replay, place: tuple[str, Key]) -> None:
    """Note which case a row that is not sound belongs to."""
    table, key = place
    known = BY_NAME.get(table)
    if known is not None and key and (known.key[0] == "case_id" or table == "cases"):
        replay.spoilt.add(str(key[0]))


def _files(db: Database, replay: Replay) -> Iterator[str]:
    replay.files = 0
    for name, size, content in db.execute(sql.SOURCES):
        replay.files += 1
        if len(content) != size or sha256(content).hexdigest() != name:
            yield say(
                "sources {name}: the file kept is not the one that was read; its bytes give another hash.", name=name
            )


def _digest(table: str, key: Key, row: object) -> bytes:
    """Return what stands for a row of the journal, whatever one who changed it says it is."""
    rest = _REST.get(table)
    if rest is None or not isinstance(row, dict) or not _NAMES[table].issuperset(row):
        return _stamp((table, *key, repr(row)))
    return _stamp((*key, *map(row.get, rest)))


def _stamp(values: tuple[Any, ...]) -> bytes:
    # Version 2 writes equal values alike, however they came about. What is kept of a row lives as long as one check.
    return blake2b(dumps(values, 2), digest_size=32).digest()


def _key(packed: bytes) -> Key:
    """Return the key of a row that `settle` packed."""
    found: Key = loads(packed)  # noqa: S302 - packed by this process, a moment ago
    return found


def _named(place: tuple[str, Key]) -> str:
    table, key = place
    return f"{table} {' / '.join(shown(part) for part in key)}"
