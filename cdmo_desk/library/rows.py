"""Rows put and taken away within one request, each remembered as it was before and as it is after."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from cdmo_desk.library import sql
from cdmo_desk.library.schema import BY_NAME, Key, Row, Table, Value
from cdmo_desk.library.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Touched:
    """A row that a request changed: as it was and as it is, None where there was or is none."""

    table: str
    key: Key
    before: Row | None
    after: Row | None


def one(db: Database, table: Table, key: Key) -> Row | None:
    """Return a row without its empty columns and without a file's bytes."""
    found = several(db, table, sql.ONE[table.name], key)
    return found[0] if found else None


def several(db: Database, table: Table, statement: str, values: Key) -> list[Row]:
    """Return the rows a statement finds, likewise."""
    return [named(table, found) for found in db.execute(statement, values).fetchall()]


def named(table: Table, values: Sequence[Value | None]) -> Row:
    """Name a row's values, and leave out what is empty."""
    return {name: value for name, value in zip(table.described, values, strict=True) if value is not None}


class Rows:
    """The only way a row is written: what it records is what the journal says."""

    def __init__(self, transaction: Transaction) -> None:
        self.db = transaction.db
        self.transaction = transaction
        self._before: dict[tuple[str, Key], Row | None] = {}
        self._after: dict[tuple[str, Key], Row | None] = {}

    def get(self, table: Table, key: Key) -> Row | None:
        """Return a row as it stands within the request."""
        return one(self.db, table, key)

    def put(self, table: Table, row: Row, content: bytes | None = None) -> None:
        """Insert a row or change it; columns it does not name become empty."""
        key = table.key_of(row)
        now = self.get(table, key)
        if now == row:
            return
        values = [content if name == table.content else row.get(name) for name in table.columns]
        self.transaction.write(sql.PUT[table.name], values)
        self._record(table, key, now, row)

    def delete(self, table: Table, key: Key) -> None:
        """Take a row away, if it is there."""
        now = self.get(table, key)
        if now is not None:
            self.transaction.write(sql.DELETE[table.name], key)
            self._record(table, key, now, None)

    def touched(self) -> list[Touched]:
        """Return the rows that are not what they were when the request began, in the order they were first touched."""
        return [
            Touched(name, key, before, self._after[name, key])
            for (name, key), before in self._before.items()
            if before != self._after[name, key]
        ]

    def _record(self, table: Table, key: Key, before: Row | None, after: Row | None) -> None:
        self._before.setdefault((table.name, key), before)
        self._after[table.name, key] = after


def ours(touched: Touched) -> bool:
    """Tell whether a row goes with its request when that is undone; rows all cases share stay."""
    return not (BY_NAME[touched.table].shared and touched.before is None)
