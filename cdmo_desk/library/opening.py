"""Opening a library file: looked at before anything is changed, created and migrated beside its place, swapped in."""

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from cdmo_desk.library import held, migrations, refusals, search, sql
from cdmo_desk.library.transaction import Step, explaining

APPLICATION_ID = 0x43444D4F
"""`CDMO` in the file's header, which tells our files from any other program's."""

Keep = Callable[[Path], object]
_MAGIC = b"SQLite format 3\0"
_HEADER_BYTES = 100
_CHECKED_AT_ONCE = 32 * 2**20


@dataclass(frozen=True, slots=True)
class Header:
    """What the first bytes of an SQLite file say."""

    application_id: int
    version: int


def version() -> int:
    """Return the library version that this program writes: how many migrations there are."""
    with closing(Database(memory=True, execute_plugins=False)) as db:
        return len(migrations.history.pending(db))


def opened(path: Path, *, create: bool, read_only: bool, step: Step, keep: Keep | None = None) -> Database:
    """Open a library, new, present or older, or raise `Refused` and leave the file as it is, byte for byte.

    `keep` is called with an older file before it is brought up to date, to keep a backup of it.
    """
    with explaining(path):
        if not held.is_held(path):
            _prepare(path, create=create, read_only=read_only, step=step, keep=keep)
        return reading(path) if read_only else _for_writing(path)


def _prepare(path: Path, *, create: bool, read_only: bool, step: Step, keep: Keep | None) -> None:
    """Make sure that a library of today stands at `path`, or raise `Refused`."""
    if not path.exists():
        if read_only or not create:
            raise refusals.not_there(path)
        _create(path, step)
    found, known = look(path).version, version()
    if found != known and read_only:
        raise refusals.older(path, found, known)
    if not read_only:
        _writable(path)
    _try_reading(path, whole=found != known)
    if found != known:
        if keep is not None:
            keep(path)
        _bring_up_to_date(path, step)


def look(path: Path) -> Header:
    """Read a file's header without SQLite, and refuse what is not a library this program knows."""
    if not path.is_file():
        raise refusals.no_file(path)
    try:
        with path.open("rb") as file:
            head = file.read(_HEADER_BYTES)
    except PermissionError:
        raise refusals.unreadable(path) from None
    if not head:
        raise refusals.empty(path)
    if not head.startswith(_MAGIC):
        raise refusals.not_sqlite(path)
    if len(head) < _HEADER_BYTES:
        raise refusals.damaged(path)
    header = Header(int.from_bytes(head[68:72], "big"), int.from_bytes(head[60:64], "big"))
    if header.application_id != APPLICATION_ID:
        raise refusals.foreign(path)
    if header.version < 1:
        raise refusals.damaged(path)
    if header.version > version():
        raise refusals.newer(path, header.version, version())
    return header


def connected(path: Path, mode: str) -> Database:
    """Connect to a file with the library's settings; `mode` is SQLite's `ro`, `rw` or `rwc`, or `immutable`."""
    ending = "mode=ro&immutable=1" if mode == "immutable" else f"mode={mode}"
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{ending}", uri=True, timeout=sql.BUSY_SECONDS, isolation_level=None
    )
    try:
        db = Database(connection, execute_plugins=False)
        for setting in sql.SETTINGS:
            db.execute(setting)
    except BaseException:
        connection.close()
        raise
    return db


def built(db: Database) -> None:
    """Bring a draft to the present shape and mark it as ours; who asks sees that it is on the disk before it counts."""
    for statement in sql.DRAFT:
        db.execute(statement)
    migrations.history.apply(db)
    with db.atomic():
        search.rebuild(db)
    for statement in sql.stamp(APPLICATION_ID, len(migrations.history.applied(db))):
        db.execute(statement)
    db.execute(sql.JOURNAL_WAL)


def _for_writing(path: Path) -> Database:
    db = connected(path, "rw")
    try:
        db.execute(sql.JOURNAL_WAL)
        # Whether the file can be written shows here, not at the first change.
        db.execute(sql.BEGIN)
        db.execute(sql.ROLLBACK)
    except BaseException:
        db.close()
        raise
    return db


def reading(path: Path) -> Database:
    """Open a library file to read it as it stands."""
    try:
        db = connected(path, "ro")
        try:
            db.execute(sql.SHAPE).fetchall()
        except BaseException:
            db.close()
            raise
    except sqlite3.OperationalError as error:
        # In a folder that cannot be written a file nobody writes is read as it stands.
        if error.sqlite_errorcode & 0xFF not in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}:
            raise
        return connected(path, "immutable")
    return db


def copied(path: Path, place: Path) -> None:
    """Copy a library as it stands to another place, without changing it."""
    look(path)
    with explaining(path), closing(reading(path)) as old, closing(connected(place, "rwc")) as new:
        old.conn.backup(new.conn)


def keeper(path: Path) -> sqlite3.Connection:
    """Return a connection that keeps a library open between requests; any thread may close it."""
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=sql.BUSY_SECONDS, check_same_thread=False
    )
    connection.execute(sql.SHAPE).fetchall()
    return connection


def _writable(path: Path) -> None:
    try:
        with path.open("r+b"):
            pass
    except PermissionError:
        raise refusals.forbidden(path) from None


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def _try_reading(path: Path, *, whole: bool) -> None:
    """Look for damage without changing the file; a large one is sampled, for `check` reads all of it."""
    unfinished = _beside(path, "-journal").exists()
    waiting = _beside(path, "-wal").exists()
    db = connected(path, "rw" if unfinished else "ro" if waiting else "immutable")
    with closing(db):
        # Broken text is for `check` to name.
        db.conn.text_factory = bytes
        try:
            db.execute(sql.SHAPE).fetchall()
            small = path.stat().st_size <= _CHECKED_AT_ONCE
            if (whole or small) and db.execute(sql.QUICK_CHECK).fetchone() != (b"ok",):
                raise refusals.damaged(path)
            for statement in () if whole else (sql.LAST, *sql.ALL.values()):
                db.execute(statement).fetchone()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_ERROR:
                raise refusals.damaged(path) from error
            raise


def _create(path: Path, step: Step) -> None:
    """Build a new library beside its place, whole, so that nothing half made ever stands there."""
    if not path.parent.is_dir():
        raise refusals.no_folder(path)
    step("create")
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.", suffix=".new")
    os.close(handle)
    new = Path(name)
    try:
        with closing(connected(new, "rw")) as db:
            built(db)
        to_disk(new)
        step("place")
        _placed(new, path)
        to_disk(path.parent)
    finally:
        _remove(new)


def _placed(new: Path, path: Path) -> None:
    """Give a new file its name, unless another program was quicker; that one's library is then used."""
    try:
        os.link(new, path)
    except FileExistsError:
        return
    except OSError:  # a file system without links
        if not path.exists():
            new.replace(path)


def _bring_up_to_date(path: Path, step: Step) -> None:
    """Migrate a copy while nobody else has the file, check it, and swap it in."""
    copy = _beside(path, ".migrating")
    _remove(copy)
    try:
        with _alone(path) as old:
            step("copy")
            with closing(connected(copy, "rwc")) as new:
                old.conn.backup(new.conn)
                step("migrate")
                built(new)
                sound = new.execute(sql.QUICK_CHECK).fetchone() == ("ok",)
                if not sound or new.execute(sql.FOREIGN_KEY_CHECK).fetchall():
                    raise refusals.damaged(path)
            copy.chmod(path.stat().st_mode)
            to_disk(copy)
            # A log left beside the swapped file would be read into the new one.
            old.execute(sql.JOURNAL_DELETE)
            step("swap")
            if os.name == "nt":
                old.close()
            copy.replace(path)
            to_disk(path.parent)
    finally:
        _remove(copy)


@contextmanager
def _alone(path: Path) -> Iterator[Database]:
    """Hold a file so that no other program can read or write it."""
    with closing(connected(path, "rw")) as db:
        db.execute(sql.LOCK_ALONE)
        db.execute(sql.BEGIN)
        db.execute(sql.COMMIT)
        yield db


def to_disk(path: Path) -> None:
    """See that a file or a folder is on the disk."""
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remove(path: Path) -> None:
    for file in (path, _beside(path, "-wal"), _beside(path, "-shm"), _beside(path, "-journal")):
        with suppress(FileNotFoundError):
            file.unlink()
