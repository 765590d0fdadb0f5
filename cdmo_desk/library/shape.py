"""The shape of the tables: what a library of today has, and what stands in a file."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from functools import cache
from pathlib import Path

from sqlite_utils import Database

from cdmo_desk.library import migrations, sql


@cache
def wanted(version: int) -> Mapping[str, str | None]:
    """Return what each table, index and trigger of a library of that many migrations is called and made by."""
    with closing(Database(memory=True, execute_plugins=False)) as fresh:
        later = [migration.name for migration in migrations.history.pending(fresh)][version:]
        migrations.history.apply(fresh, stop_before=later[:1])
        return dict(fresh.execute(sql.SHAPE).fetchall())


def others(db: Database) -> list[str]:
    """Return the names of what is not as the program made it, or was made by another."""
    (version,) = db.execute(sql.VERSION).fetchone()
    known, found = wanted(version), dict(db.execute(sql.SHAPE).fetchall())
    return [name for name in sorted(known.keys() | found.keys()) if known.get(name) != found.get(name)]


def is_spoilt(path: Path) -> bool:
    """Tell whether what a library of this version must have cannot be read in a file, or was made otherwise."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            (version,) = connection.execute(sql.VERSION).fetchone()
            found = dict(connection.execute(sql.SHAPE).fetchall())
    except (sqlite3.Error, UnicodeDecodeError):
        return True
    return any(found.get(name) != made for name, made in wanted(version).items())
