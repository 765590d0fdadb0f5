"""Unfinished reviews of files: kept beside the record for a return, never part of a case nor of the journal."""

from dataclasses import dataclass

from sqlite_utils import Database

from cdmo_desk.library.transaction import Transaction

_COLUMNS = '"case_id", "sha256", "name", "offer", "corrections", "time"'
_OF_CASE = f"SELECT {_COLUMNS} FROM reviews WHERE case_id = ? ORDER BY time, name"  # noqa: S608 - declared names
_CONTENT = "SELECT bytes FROM reviews WHERE case_id = ? AND sha256 = ?"
_PUT = (
    f"INSERT INTO reviews ({_COLUMNS}, bytes) VALUES (?, ?, ?, ?, ?, ?, ?) "  # noqa: S608 - declared names
    "ON CONFLICT (case_id, sha256) DO UPDATE SET name = excluded.name, offer = excluded.offer, "
    "corrections = excluded.corrections, time = excluded.time"
)
_DROP = "DELETE FROM reviews WHERE case_id = ? AND sha256 = ?"


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A review that is not finished: the file, the offer it was going into, and the corrections as JSON."""

    case_id: str
    sha256: str
    name: str
    offer: str
    corrections: str
    time: str


def of_case(db: Database, case_id: str) -> list[ReviewRow]:
    """Return the unfinished reviews of a case, the oldest first."""
    return [ReviewRow(*row) for row in db.execute(_OF_CASE, (case_id,)).fetchall()]


def content(db: Database, case_id: str, sha256: str) -> bytes | None:
    """Return the file of a review."""
    found = db.execute(_CONTENT, (case_id, sha256)).fetchone()
    return bytes(found[0]) if found is not None else None


def keep(transaction: Transaction, row: ReviewRow, file: bytes) -> None:
    """Keep a review, in place of the one of the same file and case."""
    values = (row.case_id, row.sha256, row.name, row.offer, row.corrections, row.time, file)
    transaction.write(_PUT, values)


def drop(transaction: Transaction, case_id: str, sha256: str) -> None:
    """Forget a review."""
    transaction.write(_DROP, (case_id, sha256))
