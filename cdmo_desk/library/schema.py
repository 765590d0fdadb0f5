"""What the tables of a library are called, what they hold, and what a row of each is known by.

To add a table: append a migration `mNNN_what` to `migrations.py` (never edit an earlier one) that creates it `STRICT`
with the same columns and key, declare it here as a `Table`, and append it to `TABLES`. All else follows: it is read and
written by `Rows`, kept in the journal, undone, and checked. Rows with a `case_id` that are `owned` go when their case
is removed and come back when that is undone; those that also say `travels` go into a `.cdmo` and come out of one as
they are, so nothing may rest on them that another could make up. A file's bytes belong into `sources`, once, by hash;
what is attached to a case (`put_source`) always travels.
A later column of a table is added by a migration likewise and may be empty: rows of before stay as they were recorded.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

Value = str | int
Row = dict[str, Value]
"""A row without its empty columns: what is not named is NULL, so that a later column changes no older row."""
Key = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns with their SQLite types, its key, and the column (if any) that keeps a file's bytes.

    Rows of a `shared` table belong to no case: they are added, and never taken away by an undo. Rows of an `owned` one
    belong to a case as a whole: they go with it; if it also `travels`, into a `.cdmo` too.
    """

    name: str
    key: tuple[str, ...]
    columns: Mapping[str, str]
    content: str | None = None
    shared: bool = False
    owned: bool = False
    travels: bool = False

    described: tuple[str, ...] = field(init=False, compare=False)
    """The columns that the journal records: all but a file's bytes."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "described", tuple(name for name in self.columns if name != self.content))

    def key_of(self, row: Mapping[str, Value]) -> Key:
        """Return what a row of this table is known by."""
        return tuple(row[name] for name in self.key)


def _texts(*names: str, **others: str) -> Mapping[str, str]:
    return MappingProxyType(dict.fromkeys(names, "TEXT") | others)


SUPPLIERS = Table("suppliers", ("name",), _texts("name"), shared=True)
SOURCES = Table(
    "sources",
    ("sha256",),
    _texts("sha256", "name", "kind", size="INTEGER", bytes="BLOB"),
    content="bytes",
    shared=True,
)
CASES = Table("cases", ("id",), _texts("id", "title", "product", "stage", "envelope", "brief"))
OFFERS = Table(
    "offers",
    ("case_id", "id"),
    _texts("case_id", "id", "supplier", "title", "kind", "data", position="INTEGER"),
)
TERMS = Table(
    "terms",
    ("case_id", "offer_id", "key"),
    _texts("case_id", "offer_id", "key", "type", "data", position="INTEGER"),
)
LINE_TEXTS = (
    *("id", "file", "sha256", "sheet", "section", "description", "quantity", "unit", "unit_price", "amount"),
    *("currency", "basis", "note", "scope"),
)
LINE_OBJECTS = ("cells", "becomes")
LINE_NUMBERS = ("row",)
LINE_FIELDS = (
    *("id", "file", "sha256", "sheet", "row", "cells", "section", "description", "quantity", "unit"),
    *("unit_price", "amount", "currency", "basis", "note", "scope", "becomes"),
)
LINES = Table(
    "lines",
    ("case_id", "offer_id", "key"),
    _texts(
        *("case_id", "offer_id", "key", *LINE_TEXTS, *LINE_OBJECTS, "rest", "fields"),
        position="INTEGER",
        row="INTEGER",
    ),
)
ATTACHMENTS = Table("attachments", ("case_id", "sha256"), _texts("case_id", "sha256", "name", "kind"), owned=True)
MARKS = Table("marks", ("case_id", "name"), _texts("case_id", "name", "value"), owned=True)
"""Small facts about a case that are no part of its document, such as that it is archived."""
BARRIERS = Table(
    "barriers", ("sequence",), MappingProxyType({"sequence": "INTEGER", "case_id": "TEXT", "says": "TEXT"})
)
"""Entries of the journal that undo does not cross, each with the sentence that says why."""
IDENTITIES = Table(
    "identities",
    ("fingerprint",),
    _texts("fingerprint", "name", "origin", "certificate", "sealed"),
    shared=True,
)
"""Who may sign or is known to sign: the certificate as base64; `sealed` names the source that holds the sealed key."""
TRIES = Table(
    "tries",
    ("name",),
    _texts("name", "since", wrong="INTEGER", turned_away="INTEGER", ticks="INTEGER"),
    shared=True,
)
"""Wrong tries of a passphrase since the last right one, and when the last was, by clock and by the computer's ticks."""
SIGN_OFFS = Table(
    "sign_offs",
    ("case_id", "number"),
    _texts(
        *("case_id", "act", "role", "person", "meaning", "reason", "time", "record", "file", "fingerprint", "decision"),
        number="INTEGER",
        revision="INTEGER",
    ),
    owned=True,
)
"""The steps of sign-off in order: frozen, signed, typed, rejected, revised."""
PAPERS = Table(
    "papers",
    ("sha256",),
    _texts("sha256", "base", "record", "case_id", size="INTEGER", signatures="INTEGER", number="INTEGER"),
    shared=True,
)
"""Documents as they were after each signature; `base` is the SHA-256 of the first `size` bytes, not yet signed."""
PROFILES = Table("profiles", ("id",), _texts("id", "data"), shared=True)
"""How a supplier's files are read, as JSON; one that was forgotten keeps its id alone."""

TABLES = (
    *(SUPPLIERS, SOURCES, CASES, OFFERS, TERMS, LINES, ATTACHMENTS, MARKS, BARRIERS),
    *(IDENTITIES, TRIES, SIGN_OFFS, PAPERS, PROFILES),
)
OWNED = tuple(table for table in TABLES if table.owned)
BY_NAME: Mapping[str, Table] = MappingProxyType({table.name: table for table in TABLES})

JOURNAL = Table(
    "journal",
    ("sequence",),
    MappingProxyType(
        {
            "sequence": "INTEGER",
            "time": "TEXT",
            "who": "TEXT",
            "request": "TEXT",
            "case_id": "TEXT",
            "why": "TEXT",
            "undoes": "INTEGER",
            "redoes": "INTEGER",
            "previous": "TEXT",
            "hash": "TEXT",
            "before": "TEXT",
            "after": "TEXT",
        }
    ),
)

WORDS = Table(
    "words",
    ("id",),
    MappingProxyType(
        {"id": "INTEGER", "case_id": "TEXT", "offer_id": "TEXT", "names": "TEXT", "lines": "TEXT", "notes": "TEXT"}
    ),
)
"""What a case, or an offer of it, is found by; made of the other tables, so no part of the journal."""

REVIEWS = Table(
    "reviews",
    ("case_id", "sha256"),
    _texts("case_id", "sha256", "name", "offer", "corrections", "time", bytes="BLOB"),
    content="bytes",
)
"""Reviews of files that are not finished: no part of the record, and so not of the journal either."""
