"""Is the library sound? SQLite's own tests, the chain of the journal, rows against it, files against their hashes."""

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import sha256
from marshal import dumps
from typing import Any

from sqlite_utils import Database

from cdmo_desk.library import journal, migrations, search, sql
from cdmo_desk.library.schema import BY_NAME, JOURNAL, TABLES, Key
from cdmo_desk.problem import shown
from cdmo_desk.speech import counted, say

_SEQUENCE, _PREVIOUS, _HASH, _AFTER = map(list(JOURNAL.columns).index, ("sequence", "previous", "hash", "after"))
_RECENT = 20_000
_SHORTEST_HEAD = 16


@dataclass(slots=True)
class Replay:
    """What going through the journal gives: the rows there should be (by digest), and every hash met."""

    rows: dict[tuple[str, Key], bytes] = field(default_factory=dict)
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
        """Keep of the recent rows their digests only: a journal's rows do not all fit in memory."""
        for place, row in self.recent.items():
            if row is None:
                self.rows.pop(place, None)
            else:
                self.rows[place] = _digest(place, row)
        self.recent.clear()


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
        with db.atomic():
            for name, part, looked_at in parts if index else parts[:-1]:
                try:
                    found = _found(db, part)
                except sqlite3.DatabaseError as error:
                    found = [say("The {part} cannot be read to the end: {why}.", part=name, why=error)]
                made.append(Part(looked_at(), tuple(found)))
    except sqlite3.DatabaseError as error:  # a damaged index shows only when the look ends
        if db.conn.in_transaction:
            db.conn.rollback()
        says = say("The {part} cannot be read to the end: {why}.", part="file", why=error)
        made.append(Part(say("the file as SQLite sees it"), (says,)))
    if expected_head is not None:
        made.append(_anchored(replay, expected_head))
    cases = {key[0] for table, key in (*replay.rows, *replay.extra) if table == "cases"}
    return Report(tuple(made), len(cases), tuple(sorted(replay.spoilt)))


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
            yield say("SQLite finds the file damaged: {says}.", says=says)
    for table, number, parent, _ in db.execute(sql.FOREIGN_KEY_CHECK):
        yield say(
            "{table}, row {n}: the row of {parent} it belongs to is missing.", table=table, n=number, parent=parent
        )


def _shape(db: Database) -> Iterator[str]:
    with closing(Database(memory=True, execute_plugins=False)) as fresh:
        migrations.history.apply(fresh)
        wanted = dict(fresh.execute(sql.SHAPE).fetchall())
    found = dict(db.execute(sql.SHAPE).fetchall())
    for name in sorted(wanted.keys() | found.keys()):
        if wanted.get(name) != found.get(name):
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
    wanted = dict(replay.rows)
    replay.spoilt.clear()
    replay.compared = 0
    for table in TABLES:
        keys = [table.described.index(name) for name in table.key]
        rest = [place for place in range(len(table.described)) if place not in keys]
        for values in db.execute(sql.ALL[table.name]):
            place = (table.name, tuple("" if values[at] is None else values[at] for at in keys))
            expected = wanted.pop(place, None)
            replay.compared += 1
            if expected is not None and _stamp([values[at] for at in rest]) == expected:
                continue
            _spoil(replay, place)
            if expected is None:
                replay.extra.add(place)
                yield say("{row} was added outside the program.", row=_named(place))
            else:
                yield say("{row} was changed outside the program.", row=_named(place))
    for place in wanted:
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


def _digest(place: tuple[str, Key], row: object) -> bytes:
    """Return what stands for a row of the journal without its key, whatever one who changed it says it is."""
    table = BY_NAME.get(place[0])
    if table is None or not isinstance(row, dict) or not row.keys() <= table.columns.keys():
        return _stamp([place[0], repr(row)])
    return _stamp([row.get(name) for name in table.described if name not in table.key])


def _stamp(values: list[Any]) -> bytes:
    # Version 2 writes equal values alike, however they came about.
    return sha256(dumps(values, 2)).digest()


def _named(place: tuple[str, Key]) -> str:
    table, key = place
    return f"{table} {' / '.join(shown(part) for part in key)}"
