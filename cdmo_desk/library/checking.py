"""Is the library sound? SQLite's own tests, the chain of the journal, rows against it, files against their hashes."""

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from sqlite_utils import Database

from cdmo_desk.library import journal, migrations, search, sql
from cdmo_desk.library.rows import named
from cdmo_desk.library.schema import JOURNAL, TABLES, Key
from cdmo_desk.problem import shown

_SEQUENCE, _PREVIOUS, _HASH, _AFTER = map(list(JOURNAL.columns).index, ("sequence", "previous", "hash", "after"))
_RECENT = 20_000


@dataclass(slots=True)
class Replay:
    """What going through the journal gives: the rows there should be (by digest), and every hash met."""

    rows: dict[tuple[str, Key], bytes] = field(default_factory=dict)
    recent: dict[tuple[str, Key], Any] = field(default_factory=dict)
    hashes: set[str] = field(default_factory=set)

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
        """Keep of the recent rows their digests only: a journal's rows do not all fit in memory."""
        for place, row in self.recent.items():
            if row is None:
                self.rows.pop(place, None)
            else:
                self.rows[place] = _digest(row)
        self.recent.clear()


def problems(db: Database, expected_head: str | None) -> Iterator[str]:
    """Yield in one sentence each what is wrong, as of one moment; nothing if the library is sound."""
    replay = Replay()
    parts: Sequence[tuple[str, Callable[[], Iterator[str]]]] = (
        ("file", lambda: _structure(db)),
        ("tables' shape", lambda: _shape(db)),
        ("journal", lambda: _chain(db, replay)),
        ("rows", lambda: _rows(db, replay)),
        ("sources", lambda: _files(db)),
        ("search index", lambda: search.faults(db)),
    )
    with db.atomic():
        for name, part in parts:
            try:
                yield from _found(db, part)
            except sqlite3.DatabaseError as error:
                yield f"The {name} cannot be read to the end: {error}."
    if expected_head is not None and expected_head not in replay.hashes | {journal.GENESIS}:
        yield (
            f"The journal has no entry with the hash {shown(expected_head, 70)}: "
            "its end was cut off, or the file is an older copy."
        )


def _found(db: Database, part: Callable[[], Iterator[str]]) -> list[str]:
    """Collect what a part finds; where text is broken, read it anyway, so that its row can be named."""
    usual = db.conn.text_factory
    try:
        return list(part())
    except sqlite3.OperationalError as error:
        if "decode to UTF-8" not in str(error):
            raise
        db.conn.text_factory = lambda raw: raw.decode(errors="surrogateescape")
        return list(part())
    finally:
        db.conn.text_factory = usual


def _structure(db: Database) -> Iterator[str]:
    for (says,) in db.execute(sql.INTEGRITY_CHECK):
        if says != "ok":
            yield f"SQLite finds the file damaged: {says}."
    for table, number, parent, _ in db.execute(sql.FOREIGN_KEY_CHECK):
        yield f"{table}, row {number}: the row of {parent} it belongs to is missing."


def _shape(db: Database) -> Iterator[str]:
    with closing(Database(memory=True, execute_plugins=False)) as fresh:
        migrations.history.apply(fresh)
        wanted = dict(fresh.execute(sql.SHAPE).fetchall())
    found = dict(db.execute(sql.SHAPE).fetchall())
    for name in sorted(wanted.keys() | found.keys()):
        if wanted.get(name) != found.get(name):
            yield f"The {name} is not as the program made it."


def _chain(db: Database, replay: Replay) -> Iterator[str]:
    """Follow the chain and, on the way, collect the rows that the entries' after-images leave."""
    replay.forget()
    last, previous = 0, journal.GENESIS
    for values in journal.records(db):
        sequence, stated, own = values[_SEQUENCE], values[_PREVIOUS], values[_HASH]
        if sequence != last + 1:
            yield f"Journal: the entries {last + 1} to {sequence - 1} are missing."
        if stated != previous:
            yield f"Journal entry {sequence} does not follow the entry before it."
        if journal.digest(values) != own:
            yield f"Journal entry {sequence} was changed: its content does not give its hash."
        try:
            replay.apply(values[_AFTER])
        except (ValueError, TypeError, AttributeError):
            yield f"Journal entry {sequence} cannot be read."
        replay.hashes.add(own)
        last, previous = sequence, own
    replay.settle()


def _rows(db: Database, replay: Replay) -> Iterator[str]:
    wanted = dict(replay.rows)
    for table in TABLES:
        for values in db.execute(sql.ALL[table.name]):
            row = named(table, values)
            place = (table.name, tuple(row.pop(name, "") for name in table.key))
            expected = wanted.pop(place, None)
            if expected is None:
                yield f"{_named(place)} was added outside the program."
            elif _digest(row) != expected:
                yield f"{_named(place)} was changed outside the program."
    for place in wanted:
        yield f"{_named(place)} is missing: it was removed outside the program."


def _files(db: Database) -> Iterator[str]:
    for name, size, content in db.execute(sql.SOURCES):
        if len(content) != size or sha256(content).hexdigest() != name:
            yield f"sources {name}: the file kept is not the one that was read; its bytes give another hash."


def _digest(row: object) -> bytes:
    """Return what stands for a row without its key, whatever a journal someone changed says it is."""
    columns = sorted(row.items()) if isinstance(row, dict) else row
    return sha256(repr(columns).encode(errors="surrogateescape")).digest()


def _named(place: tuple[str, Key]) -> str:
    table, key = place
    return f"{table} {' / '.join(shown(part) for part in key)}"
