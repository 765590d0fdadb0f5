"""Backups: whole copies beside the library, verified once written, thinned with age, looked into, put back.

A backup's name says when, why, and the journal's head it holds, so that a library cut short since can be told.
"""

import os
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from secrets import token_hex

from cdmo_desk.library import checking, journal, opening, refusals, sql
from cdmo_desk.library.store import CaseRow, Library
from cdmo_desk.library.transaction import Step, explaining, no_step
from cdmo_desk.problem import Refused
from cdmo_desk.speech import say

DAYS, WEEKS, MONTHS = 7, 4, 12
LAST_DAY = 10
REASONS = ("daily", "migration", "signoff", "hand")
_NAME = re.compile(r"(?P<when>\d{4}-\d\d-\d\dT\d{6}Z) (?P<reason>[a-z]+) (?P<head>[0-9a-f]{16})\.sqlite")
_WHEN = "%Y-%m-%dT%H%M%SZ"
_HEAD = 16


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup: its file, when it was written (UTC), why, and the beginning of the head it holds."""

    path: Path
    when: datetime
    reason: str
    head: str


@dataclass(frozen=True, slots=True)
class Inside:
    """What a library file holds, looked at without changing it; `problems` says what is wrong with it."""

    path: Path
    cases: tuple[CaseRow, ...]
    entries: int
    last: datetime | None
    who: str
    head: str
    problems: tuple[str, ...]


def folder(library: Path) -> Path:
    """Return where a library's backups lie."""
    return library.with_name(f"{library.stem} backups")


def listed(library: Path) -> list[Backup]:
    """Return a library's backups, the newest first."""
    found = []
    with suppress(OSError):
        for path in folder(library).iterdir():
            named = _NAME.fullmatch(path.name)
            if named:
                when = datetime.strptime(named["when"], _WHEN).replace(tzinfo=UTC)
                found.append(Backup(path, when, named["reason"], named["head"]))
    return sorted(found, key=lambda backup: (backup.when, backup.path.name), reverse=True)


def make(library: Path, reason: str, when: datetime, *, beside: Path | None = None, step: Step = no_step) -> Backup:
    """Write a backup of a library, verify it, and thin the older ones; raises `Refused`, and then there is none new.

    It comes to lie beside the library, or beside another file that the library is a copy of.
    """
    home = beside or library
    place = folder(home)
    with explaining(place):
        place.mkdir(exist_ok=True)
        draft = place / f".{token_hex(8)}.draft"
        try:
            step("backup copy")
            head = _copied(library, draft)
            step("backup flush")
            _flush(draft)
            named = place / f"{when.astimezone(UTC).strftime(_WHEN)} {reason} {head[:_HEAD]}.sqlite"
            step("backup rename")
            draft.replace(named)
            _flush(place)
        finally:
            _remove(draft)
    made = Backup(named, when.astimezone(UTC).replace(microsecond=0), reason, head[:_HEAD])
    for old in thinned(listed(home)):
        if old.path != named:
            with suppress(OSError):
                old.path.unlink()
    return made


def due(library: Path, today: datetime, *, beside: Path | None = None) -> bool:
    """Tell whether a library has no backup of this day, by the clock's own zone, though it changed since the last."""
    found = listed(beside or library)
    zone = today.tzinfo
    if any(backup.when.astimezone(zone).date() == today.date() for backup in found):
        return False
    with explaining(library), closing(opening.reading(library)) as db:
        sequence, head = journal.last(db)
    return sequence > 0 and not (found and found[0].head == head[:_HEAD])


def thinned(backups: Sequence[Backup]) -> list[Backup]:
    """Return the backups to be removed: all but the newest of seven days, of four weeks and of twelve months.

    Of the last day all are kept, up to ten.
    """
    newest = sorted(backups, key=lambda backup: (backup.when, backup.path.name), reverse=True)
    kept = {backup.path for backup in newest[:LAST_DAY] if backup.when.date() == newest[0].when.date()}
    for name, many in ((_day, DAYS), (_week, WEEKS), (_month, MONTHS)):
        kept |= _newest_of_each(newest, name, many)
    return [backup for backup in newest if backup.path not in kept]


def look_inside(path: Path) -> Inside:
    """Say what a library file holds and whether it is sound; raises `Refused` where it is no library of ours."""
    with Library.open(path, create=False, read_only=True) as library:
        last = library.last()
        cases = tuple(library.cases())
        problems = tuple(library.check())
    if last is None:
        return Inside(path, cases, 0, None, "", journal.GENESIS, problems)
    return Inside(path, cases, last.sequence, last.time, last.who, last.hash, problems)


def is_sound(path: Path) -> bool:
    """Tell whether a library file opens and SQLite finds it whole."""
    try:
        opening.look(path)
        with closing(opening.connected(path, "rw")) as db:
            return bool(db.execute(sql.QUICK_CHECK).fetchone() == ("ok",))
    except (Refused, sqlite3.Error):
        return False


def newest_sound(library: Path) -> Backup | None:
    """Return the newest backup that opens and is sound."""
    for backup in listed(library):
        with suppress(Refused):
            if not look_inside(backup.path).problems:
                return backup
    return None


def restore(source: Path, library: Path, when: datetime, *, step: Step = no_step) -> Path | None:
    """Put a backup in a library's place, verified; returns where the library it replaced is kept, if there was one."""
    with explaining(library):
        draft = library.with_name(f".{token_hex(8)}.restoring")
        try:
            step("restore copy")
            shutil.copyfile(source, draft)
            _flush(draft)
            _verified(draft, source)
            aside = _kept_aside(library, when, step) if library.exists() else None
            step("restore rename")
            draft.replace(library)
            _flush(library.parent)
        finally:
            _remove(draft)
    return aside


def _copied(library: Path, draft: Path) -> str:
    """Copy a library through SQLite, as of one moment, check the copy, and return its head.

    Of an older version SQLite's own look is all there is before it is brought up to date.
    """
    is_of_today = opening.look(library).version == opening.version()
    with closing(opening.connected(draft, "rwc")) as copy:
        with closing(opening.reading(library)) as source:
            source.conn.backup(copy.conn)
        # One file without a log beside it can be copied and sent like any other.
        copy.execute(sql.JOURNAL_DELETE)
        if not is_of_today and copy.execute(sql.INTEGRITY_CHECK).fetchone() != ("ok",):
            raise refusals.damaged(library)
        problems = next(iter(checking.problems(copy, None, index=False)), None) if is_of_today else None
        if problems is not None:
            raise Refused(say("The backup was not kept, for the library is not sound: {problem}", problem=problems))
        return journal.last(copy)[1]


def _verified(draft: Path, source: Path) -> None:
    """Refuse a backup that is not sound; one of an older version is brought up to date when it is opened."""
    header = opening.look(draft)
    with closing(opening.connected(draft, "ro")) as db:
        if header.version == opening.version():
            problem = next(iter(checking.problems(db, None, index=False)), None)
        elif db.execute(sql.INTEGRITY_CHECK).fetchone() != ("ok",):
            raise refusals.damaged(source)
        else:
            problem = None
    if problem is not None:
        raise Refused(
            say("The backup {path} is not sound and was not restored: {problem}", path=source, problem=problem)
        )


def _kept_aside(library: Path, when: datetime, step: Step) -> Path:
    """Give the library that is replaced a second name beside it, with its log where it still has one."""
    aside = _free(library.with_name(f"{library.stem} replaced {when.astimezone(UTC).strftime(_WHEN)}{library.suffix}"))
    with suppress(sqlite3.Error, Refused), closing(opening.connected(library, "rw")) as db:
        db.execute(sql.JOURNAL_DELETE)
    step("restore aside")
    try:
        os.link(library, aside)
    except OSError:  # a file system without links
        shutil.copyfile(library, aside)
        _flush(aside)
    for ending in ("-wal", "-journal"):
        log = Path(f"{library}{ending}")
        if log.exists():  # of a library too damaged to take it in
            step("restore log")
            log.replace(f"{aside}{ending}")
    with suppress(FileNotFoundError):
        Path(f"{library}-shm").unlink()
    return aside


def _free(path: Path) -> Path:
    number, found = 2, path
    while found.exists():
        found = path.with_stem(f"{path.stem} {number}")
        number += 1
    return found


def _newest_of_each(newest: Iterable[Backup], name: Callable[[date], object], many: int) -> set[Path]:
    kept: dict[object, Path] = {}
    for backup in newest:
        kept.setdefault(name(backup.when.date()), backup.path)
    return set(list(kept.values())[:many])


def _day(day: date) -> object:
    return day


def _week(day: date) -> object:
    return tuple(day.isocalendar())[:2]


def _month(day: date) -> object:
    return day.year, day.month


def _flush(path: Path) -> None:
    opening.to_disk(path)


def _remove(path: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        with suppress(FileNotFoundError):
            Path(f"{path}{ending}").unlink()
