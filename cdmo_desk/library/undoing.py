"""Undo and redo: the journal's own entries applied backwards and forwards, as requests of their own."""

from sqlite_utils import Database

from cdmo_desk.library import journal, sql
from cdmo_desk.library.journal import Entry
from cdmo_desk.library.rows import Rows, Touched, ours
from cdmo_desk.library.schema import BY_NAME, Row
from cdmo_desk.problem import Refused, shown
from cdmo_desk.speech import say


def undoable(db: Database, case: str | None) -> Entry | None:
    """Return the request of a case that undo would take back."""
    done, _ = journal.steps(db, case)
    return journal.entry(db, done[-1]) if done else None


def redoable(db: Database, case: str | None) -> Entry | None:
    """Return the request of a case that redo would bring back."""
    _, undone = journal.steps(db, case)
    return journal.entry(db, undone[-1]) if undone else None


def nothing_to_undo(db: Database, case: str | None) -> Refused:
    """Say why nothing can be undone: what closed the case to undo, or that there is nothing."""
    closed = journal.barriers(db, case)
    return Refused(closed[-1][1] if closed else say("There is nothing to undo."))


def name_of(db: Database, sequences: list[int]) -> str | None:
    """Return the name of the request that stands last, if any."""
    if not sequences:
        return None
    (name,) = db.execute(sql.REQUEST, (sequences[-1],)).fetchone()
    return str(name)


def take_back(rows: Rows, entry: Entry) -> None:
    """Put every row of an entry back as it was before; refuse if one is no longer as the entry left it."""
    for row in reversed(entry.rows()):
        if ours(row):
            _turn(rows, entry, row, row.after, row.before)


def bring_back(rows: Rows, entry: Entry) -> None:
    """Put every row of an entry as it was after; refuse if one is no longer as the entry found it."""
    for row in entry.rows():
        if ours(row):
            _turn(rows, entry, row, row.before, row.after)


def _turn(rows: Rows, entry: Entry, row: Touched, expected: Row | None, wanted: Row | None) -> None:
    table = BY_NAME[row.table]
    if rows.get(table, row.key) != expected:
        raise Refused(
            say(
                "{request} cannot be undone or redone: {row} is no longer as that request left it; check the library.",
                request=shown(entry.request),
                row=f"{row.table} {' / '.join(map(str, row.key))}",
            )
        )
    if wanted is None:
        rows.delete(table, row.key)
    else:
        rows.put(table, wanted)
