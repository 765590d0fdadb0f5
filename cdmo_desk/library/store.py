"""The library: one file with all cases, read here, and changed only by named requests that the journal keeps."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlite_utils import Database

from cdmo_desk.library import (
    across,
    checking,
    held,
    journal,
    opening,
    past,
    refusals,
    reviews,
    search,
    split,
    sql,
    undoing,
)
from cdmo_desk.library import parcel as parcels
from cdmo_desk.library.change import Change, Changed, changed, no_case
from cdmo_desk.library.journal import Entry, Request
from cdmo_desk.library.reviews import ReviewRow
from cdmo_desk.library.rows import Rows, one, several
from cdmo_desk.library.schema import CASES, LINES, OFFERS, OWNED, TERMS, Row, Table
from cdmo_desk.library.transaction import Step, explaining, no_step, writing
from cdmo_desk.problem import Refused, shown
from cdmo_desk.speech import say


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case in the list: how many offers it has, when its last request was made, and what it is marked as."""

    id: str
    title: str
    product: str
    stage: str
    offers: int
    changed: datetime | None
    marks: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A file of a case, under the name it came with; `size` in bytes."""

    sha256: str
    name: str
    size: int
    kind: str


@dataclass(frozen=True, slots=True)
class SupplierRow:
    """A supplier with the number of its offers and of the cases they stand in."""

    name: str
    offers: int
    cases: int


class Library:
    """An open library; it belongs to the thread that opened it."""

    def __init__(self, path: Path, db: Database, *, read_only: bool, step: Step) -> None:
        self.path = path
        self.read_only = read_only
        self._db = db
        self._step = step
        self.is_healed = False
        """Whether a damaged search index was made anew with a request."""
        self._file = held.hold(path)

    @classmethod
    def open(
        cls,
        path: str | Path,
        *,
        create: bool = True,
        read_only: bool = False,
        step: Step = no_step,
        keep: opening.Keep | None = None,
    ) -> "Library":
        """Open the library at `path`, made if there is none and `create`; a refused file is left as it is.

        `keep` is called with an older file before it is brought up to date.
        """
        place = Path(path).absolute()
        with explaining(place), held.turn:
            place = place.resolve()
            db = opening.opened(place, create=create, read_only=read_only, step=step, keep=keep)
            return cls(place, db, read_only=read_only, step=step)

    def close(self) -> None:
        """Close the file."""
        with held.turn:
            self._db.close()
            held.release(self._file)
            self._file = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def change(self, request: str, case: str | None, who: str, when: datetime, why: str = "") -> Iterator[Change]:
        """Make one named request: all that its block puts and removes is kept with its entry, or nothing is.

        A block that changes nothing makes no entry. Raises `Refused` where the file cannot be written.
        """
        asked = Request(request, case, who, when, why)
        with self._writing() as rows:
            change = Change(rows, case)
            yield change
            done = self._kept(rows, asked)
        change.changed = done

    def undo(self, case: str | None, who: str, when: datetime) -> Changed:
        """Take back the last request of a case that stands, as a request of its own."""
        with self._writing() as rows:
            entry = undoing.undoable(self._db, case)
            if entry is None:
                raise undoing.nothing_to_undo(self._db, case)
            undoing.take_back(rows, entry)
            asked = Request(f"Undo: {entry.request}", case, who, when, undoes=entry.sequence)
            return self._kept(rows, asked, always=True)

    def redo(self, case: str | None, who: str, when: datetime) -> Changed:
        """Bring back the last request of a case that was taken back, as a request of its own."""
        with self._writing() as rows:
            entry = undoing.redoable(self._db, case)
            if entry is None:
                raise Refused(say("There is nothing to redo."))
            undoing.bring_back(rows, entry)
            asked = Request(f"Redo: {entry.request}", case, who, when, redoes=entry.sequence)
            return self._kept(rows, asked, always=True)

    def can_undo(self, case: str | None) -> str | None:
        """Return the name of the request that undo would take back."""
        with self._reading():
            return undoing.name_of(self._db, journal.steps(self._db, case)[0])

    def can_redo(self, case: str | None) -> str | None:
        """Return the name of the request that redo would bring back."""
        with self._reading():
            return undoing.name_of(self._db, journal.steps(self._db, case)[1])

    def cases(self, containing: str = "") -> list[CaseRow]:
        """Return the cases by title: all, or those with a text in their id, title or product."""
        with self._reading():
            found = self._db.execute(sql.CASES, (containing, sql.containing(containing))).fetchall()
        return [_case_row(row) for row in found]

    def find(self, text: str) -> list[str]:
        """Return the ids of the cases that hold every word of a text in brief, offers, lines or notes; by title."""
        with self._reading(), search.looking():
            held = search.cases_with(self._db, text)
            rows = self._db.execute(sql.CASES_LIKE, (sql.containing(text),)).fetchall()
        return [name for name, like in rows if like or (held is not None and name in held)]

    def places(self, text: str, case_id: str) -> list[search.Place]:
        """Return where in a case words of a text stand, the best places first."""
        with self._reading(), search.looking():
            return search.places(self._db, text, case_id)

    def index(self) -> None:
        """Make the search index anew."""
        with self._writing() as rows:
            search.rebuild(rows.db)

    def owned(self, table: Table, case_id: str) -> list[Row]:
        """Return the rows of a table that belong to a case as a whole."""
        with self._reading():
            return several(self._db, table, sql.OWNED_BY_CASE[table.name], (case_id,))

    def shared(self, table: Table) -> list[Row]:
        """Return all rows of a table that belongs to no case."""
        with self._reading():
            return several(self._db, table, sql.ALL[table.name], ())

    def unfinished(self, case_id: str) -> list[ReviewRow]:
        """Return the reviews of files that are not finished, the oldest first."""
        with self._reading():
            return reviews.of_case(self._db, case_id)

    def reviewed(self, case_id: str, sha256: str) -> bytes | None:
        """Return the file of an unfinished review."""
        with self._reading():
            return reviews.content(self._db, case_id, sha256)

    def keep_review(self, row: ReviewRow, file: bytes) -> None:
        """Keep a review for a return; it is no part of the record."""
        with self._writing() as rows:
            reviews.keep(rows.transaction, row, file)

    def drop_review(self, case_id: str, sha256: str) -> None:
        """Forget an unfinished review."""
        with self._writing() as rows:
            reviews.drop(rows.transaction, case_id, sha256)

    def load(self, case_id: str) -> split.Json:
        """Return the case document as it was put, or raise `Refused` with the ids that come near."""
        with self._reading():
            case = one(self._db, CASES, (case_id,)) if split.storable(case_id) else None
            if case is None:
                raise no_case(self._db, case_id)
            offers = several(self._db, OFFERS, sql.OFFERS_OF_CASE, (case_id,))
            terms = several(self._db, TERMS, sql.TERMS_OF_CASE, (case_id,))
            lines = several(self._db, LINES, sql.LINES_OF_CASE, (case_id,))
        try:
            return split.document(case, offers, terms, lines)
        except (ValueError, TypeError, KeyError, AttributeError):
            raise refusals.altered(f"The case {shown(case_id)}") from None

    def document_at(self, case_id: str, sequence: int) -> split.Json | None:
        """Return a case's document as an entry of the journal left it; None where the case was not there then."""
        with self._reading():
            return past.document_at(self._db, case_id, sequence)

    def parcel(self, case_id: str) -> parcels.Parcel:
        """Return a case with all that belongs to it, to be passed on."""
        from cdmo_desk.document import text  # noqa: PLC0415 - pydantic is loaded when asked for

        whole = self.load(case_id)
        with self._reading():
            records = list(journal.records(self._db, case_id))
            signed = [sequence for sequence, _ in journal.barriers(self._db, case_id)]
            attached = [SourceRow(*row) for row in self._db.execute(sql.SOURCES_OF_CASE, (case_id,))]
            tables = [table for table in OWNED if table.travels]
            rows = {table.name: several(self._db, table, sql.OWNED_BY_CASE[table.name], (case_id,)) for table in tables}
            revisions = {sequence: past.document_at(self._db, case_id, sequence) for sequence in signed}
        return parcels.Parcel(
            case_id,
            str(whole["case"].get("title", "")),
            text(whole).encode(),
            tuple(parcels.Enclosed(file.name, file.kind, self.source(file.sha256)) for file in attached),
            {sequence: text(found).encode() for sequence, found in revisions.items() if found is not None},
            rows,
            parcels.lines_of(records),
        )

    def source(self, sha256: str) -> bytes:
        """Return the bytes of a file."""
        with self._reading():
            found = self._db.execute(sql.SOURCE, (sha256,)).fetchone()
        if found is None:
            raise Refused(say("There is no file with the SHA-256 {hash} in the library.", hash=shown(sha256, 70)))
        return bytes(found[0])

    def sources(self, case_id: str) -> list[SourceRow]:
        """Return the files of a case by name: those put with it and those its lines come from."""
        with self._reading():
            found = [SourceRow(*row) for row in self._db.execute(sql.SOURCES_OF_CASE, (case_id,))]
        return [row for row in found if row.kind != parcels.HISTORY]

    def earlier(self, case_id: str) -> list[Entry]:
        """Return the entries that a case brought along from other libraries, in the order they came."""
        with self._reading():
            found = [SourceRow(*row) for row in self._db.execute(sql.SOURCES_OF_CASE, (case_id,))]
        pieces = [parcels.entries_of(self.source(row.sha256)) for row in found if row.kind == parcels.HISTORY]
        seen: dict[str, Entry] = {entry.hash: entry for piece in sorted(pieces, key=_begun) for entry in piece}
        return list(seen.values())

    def suppliers(self) -> list[SupplierRow]:
        """Return all suppliers by name."""
        with self._reading():
            return [SupplierRow(*row) for row in self._db.execute(sql.SUPPLIERS)]

    def quoted(self, scope: str) -> list[across.Quoted]:
        """Return what every offer of every case asks for a scope item, as its lines say."""
        with self._reading():
            return across.quoted(self._db, scope)

    def offered(self, supplier: str) -> list[across.Offered]:
        """Return a supplier's offers in all cases."""
        with self._reading():
            return across.offered(self._db, supplier)

    def items(self, supplier: str) -> dict[str, str]:
        """Return the scope items a supplier quoted, each with its title."""
        with self._reading():
            return across.items(self._db, supplier)

    def paid(self) -> list[tuple[str, str]]:
        """Return case and offer wherever payments are known."""
        with self._reading():
            return [(case_id, offer_id) for case_id, offer_id in self._db.execute(sql.PAID)]

    def before_payments(self, case_id: str, offer_id: str) -> tuple[split.Json, bool] | None:
        """Return a case as it was before the first payment on an offer, and whether that was signed; else None."""
        with self._reading():
            return past.before_payments(self._db, case_id, offer_id)

    def journal(self, case: str | None = None) -> Iterator[Entry]:
        """Go through the entries, all or those of one case, in order of sequence."""
        with explaining(self.path):
            for values in journal.records(self._db, case):
                yield journal.read(values)

    def last(self) -> Entry | None:
        """Return the last entry of the journal; None where there is none yet."""
        with self._reading():
            found = self._db.execute(sql.LAST).fetchone()
        return found and journal.read(found)

    def head(self) -> str:
        """Return the hash of the last entry, which stands for the whole journal."""
        with self._reading():
            return journal.last(self._db)[1]

    def check(self, expected_head: str | None = None) -> list[str]:
        """Return what is wrong with the library in one sentence each; empty if it is sound.

        `expected_head` is a head noted earlier: it must be among the entries, else their end was cut off.
        """
        return list(checking.problems(self._db, expected_head))

    def examine(self, expected_head: str | None = None) -> checking.Report:
        """Return what is wrong with the library and what is sound, part by part."""
        return checking.report(self._db, expected_head)

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Read as of one moment, though another program may be writing."""
        with explaining(self.path), self._db.atomic():
            yield

    @contextmanager
    def _writing(self) -> Iterator[Rows]:
        if self.read_only:
            raise refusals.read_only(self.path)
        if held.identity(self.path) != self._file:
            raise refusals.moved(self.path)
        with explaining(self.path), writing(self._db, self._step) as transaction:
            yield Rows(transaction)

    def _kept(self, rows: Rows, asked: Request, *, always: bool = False) -> Changed:
        touched = rows.touched()
        self.is_healed |= not search.refresh(rows.transaction, touched)
        entry = journal.append(rows.transaction, asked, touched) if touched or always else None
        return changed(touched, entry)


def _case_row(row: Sequence[Any]) -> CaseRow:
    name, title, product, stage, offers, when, marks = row
    changed_on = datetime.fromisoformat(when) if when else None
    marked = frozenset(marks.split("\n")) - {""}
    return CaseRow(name, title or "", product or "", stage or "", offers, changed_on, marked)


def _begun(piece: list[Entry]) -> datetime:
    return piece[0].time if piece else datetime.max.replace(tzinfo=UTC)
