"""The one gate to the file: a transaction that holds a request's writes together, and readings of one moment."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from cdmo_desk.library import refusals, sql

Step = Callable[[str], None]
"""Called with a name before each write; tests fail there, the program does nothing."""


def no_step(_name: str) -> None:
    """Do nothing."""


class Transaction:
    """What one request writes, between BEGIN IMMEDIATE and COMMIT."""

    def __init__(self, db: Database, step: Step) -> None:
        self.db = db
        self._step = step
        self._failed = False

    def write(self, statement: str, values: Sequence[str | int | bytes | None] = ()) -> None:
        """Run one statement; once one has failed, nothing of the transaction can be committed any more."""
        try:
            self._step(statement)
            self.db.execute(statement, values)
        except BaseException:
            self._failed = True
            raise

    @contextmanager
    def attempt(self, passes: Callable[[sqlite3.Error], bool]) -> Iterator[Callable[[], bool]]:
        """Hold writes that can be done without: a failure that `passes` undoes them alone.

        Gives what says afterwards whether they were made.
        """
        made, failed = True, self._failed
        self.write(sql.MARK)
        try:
            yield lambda: made
            self.write(sql.KEEP_MARK)
        except sqlite3.Error as error:
            if not passes(error):
                raise
            self.db.execute(sql.BACK_TO_MARK)
            self.db.execute(sql.KEEP_MARK)
            made, self._failed = False, failed

    def commit(self) -> None:
        """Make all writes last, or raise."""
        if self._failed:
            raise RuntimeError("a failed write was passed over; the whole request is undone")
        self.write(sql.COMMIT)


@contextmanager
def writing(db: Database, step: Step) -> Iterator[Transaction]:
    """Hold a request's writes together: all of them last when the block ends, none when it fails."""
    if db.conn.in_transaction:
        raise RuntimeError("a request is already under way")
    transaction = Transaction(db, step)
    transaction.write(sql.BEGIN)
    try:
        # Rows then come and go in any order within a request.
        transaction.write(sql.LATE_FOREIGN_KEYS)
        yield transaction
        transaction.commit()
    except BaseException:
        db.rollback()
        raise


@contextmanager
def explaining(path: Path) -> Iterator[None]:
    """Turn failures of disk, lock or file into `Refused`; let faults of the program through."""
    try:
        yield
    except (sqlite3.Error, OSError, UnicodeDecodeError) as error:
        refused = refusals.explained(path, error)
        if refused is None:
            raise
        raise refused from error
