"""What a request may do to the library: put and remove cases, briefs, offers and files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from hashlib import sha256

from sqlite_utils import Database

from cdmo_desk.library import journal, sql
from cdmo_desk.library.journal import Entry
from cdmo_desk.library.rows import Rows, Touched, several
from cdmo_desk.library.schema import (
    ATTACHMENTS,
    BARRIERS,
    CASES,
    LINES,
    MARKS,
    OFFERS,
    OWNED,
    SOURCES,
    SUPPLIERS,
    TERMS,
    Key,
    Row,
    Table,
)
from cdmo_desk.library.split import (
    Json,
    OfferRows,
    brief_row,
    case_row,
    known_by,
    offer_rows,
    offers_of,
    storable,
    with_offers,
)
from cdmo_desk.problem import Refused, shown
from cdmo_desk.speech import say


@dataclass(frozen=True, slots=True)
class Changed:
    """What a request changed: the tables, the keys of their touched rows, and its entry; None where nothing was."""

    tables: frozenset[str] = frozenset()
    ids: Mapping[str, frozenset[Key]] = field(default_factory=dict)
    entry: Entry | None = None


def changed(touched: Sequence[Touched], entry: Entry | None) -> Changed:
    """Sum up what a request touched."""
    tables = frozenset(row.table for row in touched)
    ids = {name: frozenset(row.key for row in touched if row.table == name) for name in tables}
    return Changed(tables, ids, entry)


def no_case(db: Database, case_id: str) -> Refused:
    """Say that there is no such case, and which ids come near."""
    ids = [str(found) for (found,) in db.execute(sql.CASE_IDS)]
    near = get_close_matches(case_id, ids, n=3, cutoff=0.5)
    hint = f"did you mean {' or '.join(near)}?" if near else "list the cases to see their ids."
    return Refused(f"There is no case {shown(case_id)} in the library; {hint}")


class Change:
    """A request under way; `changed` says what it changed once its block has ended."""

    def __init__(self, rows: Rows, case: str | None) -> None:
        self._rows = rows
        self._case = case
        self.changed = Changed()

    def put_case(self, document: Json) -> None:
        """Store a whole case document, in place of the case of that id if there is one."""
        row, offers = case_row(document), offers_of(document)
        case_id = self._own(str(row["id"]))
        self._unsigned(case_id)
        apart = {str(offer["id"]): offer_rows(case_id, offer) for offer in offers}
        now = self._positions(sql.POSITIONS_OF_OFFERS, case_id)
        self._rows.put(CASES, row)
        for offer_id in now.keys() - apart.keys():
            self._remove_offer(case_id, offer_id)
        for offer_id, position in _placed(list(apart), now).items():
            self._put_offer(apart[offer_id], position)

    def put_brief(self, case_id: str, brief: Json) -> None:
        """Replace a case's brief; its offers stay."""
        if known_by(brief, "The case") != case_id:
            raise Refused(f"The brief is that of {shown(brief['id'])}, not of {shown(case_id)}; an id cannot change.")
        self._unsigned(case_id)
        envelope = self._present(case_id)["envelope"]
        self._rows.put(CASES, brief_row(brief) | {"envelope": envelope})

    def put_offer(self, case_id: str, offer: Json, position: int | None = None) -> None:
        """Store an offer, in place of the one of that id; `position` counts from 0, None: where it is, or last."""
        self._unsigned(case_id)
        case = self._present(case_id)
        apart = offer_rows(case_id, offer)
        offer_id = str(apart.offer["id"])
        now = self._positions(sql.POSITIONS_OF_OFFERS, case_id)
        order = list(now)
        if position is not None and offer_id in now:
            order.remove(offer_id)
        if offer_id not in order:
            order.insert(len(order) if position is None else max(position, 0), offer_id)
        self._rows.put(CASES, case | {"envelope": with_offers(str(case["envelope"]))})
        places = _placed(order, now)
        self._put_offer(apart, places[offer_id])
        for other in now.keys() - {offer_id}:
            self._move(case_id, other, places[other])

    def remove_offer(self, case_id: str, offer_id: str) -> None:
        """Remove an offer with its terms and lines."""
        self._unsigned(case_id)
        self._present(case_id)
        if self._rows.get(OFFERS, (case_id, offer_id)) is None:
            raise Refused(f"There is no offer {shown(offer_id)} in the case {shown(case_id)}.")
        self._remove_offer(case_id, offer_id)

    def remove_case(self, case_id: str) -> None:
        """Remove a case with all its offers; its files stay, and undo brings it back."""
        self._unsigned(case_id)
        self._present(case_id)
        for offer_id in self._positions(sql.POSITIONS_OF_OFFERS, case_id):
            self._remove_offer(case_id, offer_id)
        for table in OWNED:
            for row in several(self._rows.db, table, sql.OWNED_BY_CASE[table.name], (case_id,)):
                self._rows.delete(table, table.key_of(row))
        self._rows.delete(CASES, (case_id,))

    def put_row(self, table: Table, row: Row) -> None:
        """Store a row of a table that belongs to the request's case as a whole."""
        if not table.owned:
            raise ValueError(f"{table.name} is not owned by a case")
        self._present(str(row["case_id"]))
        self._rows.put(table, row)

    def remove_row(self, table: Table, key: Key) -> None:
        """Remove a row of such a table, if it is there; its first key is the case's id."""
        self._own(str(key[0]))
        self._rows.delete(table, key)

    def get_shared(self, table: Table, key: Key) -> Row | None:
        """Return a row of a table that belongs to no case, as it stands within the request."""
        return self._rows.get(table, key)

    def put_shared(self, table: Table, row: Row) -> None:
        """Store a row of a table that belongs to no case."""
        if not table.shared:
            raise ValueError(f"{table.name} is not shared by all cases")
        self._rows.put(table, row)

    def mark(self, case_id: str, name: str, value: str | None) -> None:
        """Note a small fact about a case that is no part of its document, or forget it (None)."""
        self._present(case_id)
        if value is None:
            self._rows.delete(MARKS, (case_id, name))
        else:
            self._rows.put(MARKS, {"case_id": case_id, "name": name, "value": value})

    def close_to_undo(self, says: str) -> None:
        """Let undo stop before this request, and say why in a sentence: what came before can no longer be undone."""
        row: Row = {"sequence": journal.last(self._rows.db)[0] + 1, "says": says}
        self._rows.put(BARRIERS, row | ({} if self._case is None else {"case_id": self._case}))

    def put_source(self, content: bytes, name: str, kind: str) -> str:
        """Keep a file, for the request's case if it has one, and return its SHA-256."""
        if not storable(name) or not storable(kind):
            raise Refused(f"The file name {shown(name)} cannot be kept as text; rename the file.")
        digest = sha256(content).hexdigest()
        if self._rows.get(SOURCES, (digest,)) is None:
            row: Row = {"sha256": digest, "name": name, "kind": kind, "size": len(content)}
            self._rows.put(SOURCES, row, content)
        if self._case is not None:
            link: Row = {"case_id": self._case, "sha256": digest, "name": name, "kind": kind}
            self._rows.put(ATTACHMENTS, link)
        return digest

    def _own(self, case_id: str) -> str:
        """Hold a request to its own case, for by case it is undone."""
        if case_id != self._case:
            raise ValueError(f"a request for the case {self._case!r} cannot change the case {case_id!r}")
        return case_id

    def _unsigned(self, case_id: str) -> None:
        """Refuse an edit of a case whose revision is signed or goes to signature."""
        last = self._rows.db.execute(sql.LAST_SIGN_OFF, (case_id,)).fetchone()
        if last is not None and last[0] != "revised":
            raise Refused(say("This case is signed. Start a new revision to change it."))

    def _present(self, case_id: str) -> Row:
        found = self._rows.get(CASES, (self._own(case_id),))
        if found is None:
            raise no_case(self._rows.db, case_id)
        return found

    def _positions(self, statement: str, *owner: str) -> dict[str, int]:
        return dict(self._rows.db.execute(statement, owner).fetchall())

    def _put_offer(self, apart: OfferRows, position: int) -> None:
        offer = apart.offer
        if "supplier" in offer:
            self._rows.put(SUPPLIERS, {"name": offer["supplier"]})
        self._rows.put(OFFERS, offer | {"position": position})
        owner = (str(offer["case_id"]), str(offer["id"]))
        self._replace(TERMS, apart.terms, owner, self._positions(sql.POSITIONS_OF_TERMS, *owner))
        self._replace(LINES, apart.lines, owner, self._positions(sql.POSITIONS_OF_LINES, *owner))

    def _replace(self, table: Table, rows: Sequence[Row], owner: tuple[str, str], now: Mapping[str, int]) -> None:
        new = {str(row["key"]): row for row in rows}
        for key in now.keys() - new.keys():
            self._rows.delete(table, (*owner, key))
        for key, position in _placed(list(new), now).items():
            self._rows.put(table, new[key] | {"position": position})

    def _move(self, case_id: str, offer_id: str, position: int) -> None:
        row = self._rows.get(OFFERS, (case_id, offer_id))
        if row is not None:
            self._rows.put(OFFERS, row | {"position": position})

    def _remove_offer(self, case_id: str, offer_id: str) -> None:
        for key in self._positions(sql.POSITIONS_OF_TERMS, case_id, offer_id):
            self._rows.delete(TERMS, (case_id, offer_id, key))
        for key in self._positions(sql.POSITIONS_OF_LINES, case_id, offer_id):
            self._rows.delete(LINES, (case_id, offer_id, key))
        self._rows.delete(OFFERS, (case_id, offer_id))


def _placed(order: Sequence[str], now: Mapping[str, int]) -> dict[str, int]:
    """Give each key an ascending position, and leave as many as possible where they are."""
    places: dict[str, int] = {}
    free = 0
    for key in order:
        places[key] = max(now.get(key, 0), free)
        free = places[key] + 1
    return places
