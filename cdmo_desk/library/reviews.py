"""Unfinished reviews of files: kept beside the record for a return, never part of a case nor of the journal."""

from dataclasses import dataclass

from sqlite_utils import Database

from cdmo_desk.library import sql
from cdmo_desk.library.transaction import Transaction


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
    return [ReviewRow(*row) for row in db.execute(sql.REVIEWS_OF_CASE, (case_id,)).fetchall()]


def content(db: Database, case_id: str, sha256: str) -> bytes | None:
    """Return the file of a review."""
    found = db.execute(sql.REVIEWED, (case_id, sha256)).fetchone()
    return bytes(found[0]) if found is not None else None


def keep(transaction: Transaction, row: ReviewRow, file: bytes) -> None:
    """Keep a review, in place of the one of the same file and case."""
    values = (row.case_id, row.sha256, row.name, row.offer, row.corrections, row.time, file)
    transaction.write(sql.PUT_REVIEW, values)


def drop(transaction: Transaction, case_id: str, sha256: str) -> None:
    """Forget a review."""
    transaction.write(sql.DROP_REVIEW, (case_id, sha256))
