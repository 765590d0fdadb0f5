"""Why a library cannot be opened, read or written, each in one sentence with what to do about it."""

import sqlite3
from pathlib import Path

from cdmo_desk.problem import Refused

_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}
_LOCKED = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}
_FORBIDDEN = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH, sqlite3.SQLITE_CANTOPEN}


def damaged(path: Path) -> Refused:
    """Say that the file is broken."""
    return Refused(f"The library {path} is damaged and was not changed; restore it from a backup.")


def locked(path: Path) -> Refused:
    """Say that another program holds the file."""
    return Refused(f"The library {path} is in use by another program; close it there, or open it for reading only.")


def forbidden(path: Path) -> Refused:
    """Say that the file or its folder may not be written."""
    return Refused(
        f"There is no permission to write the library {path} and its folder; "
        "ask for the permission, open it for reading only, or choose another place."
    )


def unreadable(path: Path) -> Refused:
    """Say that the file may not be read."""
    return Refused(f"There is no permission to read the library {path}; ask for it, or choose another file.")


def no_folder(path: Path) -> Refused:
    """Say that there is no folder for the file."""
    return Refused(f"The folder {path.parent} does not exist; create it, or choose another place for the library.")


def not_there(path: Path) -> Refused:
    """Say that there is no such file."""
    return Refused(f"There is no library at {path}; choose another file, or let the program create one there.")


def moved(path: Path) -> Refused:
    """Say that the file vanished or was replaced while it was open."""
    return Refused(
        f"The library {path} was moved, deleted or replaced while it was open, and nothing was written; "
        "put it back and open it again."
    )


def no_file(path: Path) -> Refused:
    """Say that the path leads to a folder or a device."""
    return Refused(f"{path} is not a file, so it is no library; name a file.")


def empty(path: Path) -> Refused:
    """Say that the file holds nothing; the program itself never leaves such a file."""
    return Refused(
        f"The file {path} is empty (0 bytes), so it is no library of this program, or no longer one; "
        "restore a backup, or delete the file to start anew."
    )


def not_sqlite(path: Path) -> Refused:
    """Say that the file is of another kind."""
    return Refused(f"The file {path} is not a library of CDMO Desk; choose another file.")


def foreign(path: Path) -> Refused:
    """Say that the file is another program's database."""
    return Refused(f"The file {path} is a database of another program, not a library; choose another file.")


def newer(path: Path, version: int, known: int) -> Refused:
    """Say that a later version of the program wrote the file."""
    return Refused(
        f"The library {path} was written by a newer version of CDMO Desk (library version {version}, "
        f"this program knows {known}); install the newer program."
    )


def older(path: Path, version: int, known: int) -> Refused:
    """Say that the file must first be brought up to date, which reading alone cannot do."""
    return Refused(
        f"The library {path} is of an older version ({version}, now {known}); "
        "open it once for writing, so that it is brought up to date."
    )


def altered(what: str) -> Refused:
    """Say that something in the library no longer reads as the program wrote it."""
    return Refused(f"{what} cannot be read, for it was changed outside the program; check the library.")


def read_only(path: Path) -> Refused:
    """Say that a change was asked of a library opened for reading."""
    return Refused(f"The library {path} is open for reading only; open it for writing to change it.")


def explained(path: Path, error: sqlite3.Error | OSError) -> Refused | None:
    """Return the sentence for a failure of disk, lock or file; None for a fault of the program."""
    if isinstance(error, PermissionError):
        return forbidden(path)
    if isinstance(error, OSError):
        return Refused(f"The library {path} cannot be reached ({error.strerror or error}); nothing was changed.")
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK)
    kind = code & 0xFF
    if code == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
        return Refused("The request names a case or a file that is not in the library; nothing was changed.")
    if "decode to UTF-8" in str(error):
        return damaged(path)
    if kind == sqlite3.SQLITE_FULL:
        return Refused(f"The disk with the library {path} is full; nothing was changed. Make room and try again.")
    if kind == sqlite3.SQLITE_IOERR:
        return Refused(f"The disk with the library {path} cannot be read or written; nothing was changed ({error}).")
    for codes, sentence in ((_DAMAGED, damaged), (_LOCKED, locked), (_FORBIDDEN, forbidden)):
        if kind in codes:
            return sentence(path)
    return None
