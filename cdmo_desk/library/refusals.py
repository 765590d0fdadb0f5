"""Why a library cannot be opened, read or written, each in one sentence with what to do about it."""

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from cdmo_desk.library import shape
from cdmo_desk.problem import Refused
from cdmo_desk.speech import marked, say

if TYPE_CHECKING:
    from cdmo_desk.library.lease import Holder

_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}
_LOCKED = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}
_FORBIDDEN = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH, sqlite3.SQLITE_CANTOPEN}


class Unopened(Refused):
    """A library cannot be opened as asked; `offers` names what can be done instead.

    `read`: open it for reading only; `restore`: restore a backup; `choose`: choose another file; `create`: begin a new
    one there; `free`: take it from the one who has it.
    """

    def __init__(self, says: str, *offers: str) -> None:
        super().__init__(says)
        self.offers = offers


class Damaged(Unopened):
    """The file is broken: what is still sound in it can be told, but nobody works on it."""


def damaged(path: Path) -> Refused:
    """Say that the file is broken."""
    says = say("The library {path} is damaged and was not changed; restore it from a backup.", path=path)
    return Damaged(says, "restore", "choose")


def locked(path: Path) -> Refused:
    """Say that another program holds the file."""
    says = say(
        "The library {path} is in use by another program; close it there, or open it for reading only.", path=path
    )
    return Unopened(says, "read", "choose")


def held(path: Path, holder: "Holder | None", *, far: bool = False) -> Refused:
    """Say who has a library open for writing, and since when; `far`: on another computer."""
    if holder is None:
        return locked(path)
    day = holder.day()
    since = f"{day:%Y-%m-%d %H:%M}" if day else holder.since
    words = {"path": path, "who": holder.who, "host": holder.host, "since": since}
    if far:
        says = say(
            "The library {path} is open on another computer ({who} on {host}, since {since}); ask for it to be closed "
            "there, or open it for reading only. If that computer no longer runs it, free it with: "
            "cdmo-desk library free",
            **words,
        )
        return Unopened(says, "read", "free", "choose")
    place = say("in the window") if holder.window else say("by another command")
    says = say(
        "The library {path} is open {place} of {who} on {host} since {since}; it can be read meanwhile, and written "
        "once it is closed there.",
        place=place,
        **words,
    )
    return Unopened(says, "read", "choose")


def forbidden(path: Path) -> Refused:
    """Say that the file or its folder may not be written."""
    says = say(
        "There is no permission to write the library {path} and its folder; "
        "ask for the permission, open it for reading only, or choose another place.",
        path=path,
    )
    return Unopened(says, "read", "choose")


def unreadable(path: Path) -> Refused:
    """Say that the file may not be read."""
    says = say("There is no permission to read the library {path}; ask for it, or choose another file.", path=path)
    return Unopened(says, "choose")


def no_folder(path: Path) -> Refused:
    """Say that there is no folder for the file."""
    says = say(
        "The folder {folder} does not exist; create it, or choose another place for the library.", folder=path.parent
    )
    return Unopened(says, "choose")


def not_there(path: Path) -> Refused:
    """Say that there is no such file."""
    says = say(
        "There is no library at {path}; choose another file, or let the program create one there.",
        path=path,
    )
    return Unopened(says, "restore", "create", "choose")


def moved(path: Path) -> Refused:
    """Say that the file vanished or was replaced while it was open."""
    says = say(
        "The library {path} was moved, deleted or replaced while it was open, and nothing was written; "
        "put it back and open it again.",
        path=path,
    )
    return Unopened(says, "restore", "choose")


def no_file(path: Path) -> Refused:
    """Say that the path leads to a folder or a device."""
    return Unopened(say("{path} is not a file, so it is no library; name a file.", path=path), "choose")


def empty(path: Path) -> Refused:
    """Say that the file holds nothing; the program itself never leaves such a file."""
    says = say(
        "The file {path} is empty (0 bytes), so it is no library of this program, or no longer one; "
        "restore a backup, or delete the file to start anew.",
        path=path,
    )
    return Unopened(says, "restore", "choose")


def not_sqlite(path: Path) -> Refused:
    """Say that the file is of another kind."""
    return Unopened(say("The file {path} is not a library of CDMO Desk; choose another file.", path=path), "choose")


def foreign(path: Path) -> Refused:
    """Say that the file is another program's database."""
    says = say("The file {path} is a database of another program, not a library; choose another file.", path=path)
    return Unopened(says, "choose")


def newer(path: Path, version: int, known: int) -> Refused:
    """Say that a later version of the program wrote the file."""
    says = say(
        "The library {path} was written by a newer version of CDMO Desk (library version {version}, "
        "this program knows {known}); install the newer program.",
        path=path,
        version=version,
        known=known,
    )
    return Unopened(says, "choose")


def older(path: Path, version: int, known: int) -> Refused:
    """Say that the file must first be brought up to date, which reading alone cannot do."""
    says = say(
        "The library {path} is of an older version ({version}, now {known}); "
        "open it once for writing, so that it is brought up to date (cdmo-desk library update; a backup is kept).",
        path=path,
        version=version,
        known=known,
    )
    return Unopened(says, "choose")


def altered(what: str) -> Refused:
    """Say that something in the library no longer reads as the program wrote it."""
    return Refused(say("{what} cannot be read, for it was changed outside the program; check the library.", what=what))


def read_only(path: Path) -> Refused:
    """Say that a change was asked of a library opened for reading."""
    return Refused(say("The library {path} is open for reading only; open it for writing to change it.", path=path))


def explained(path: Path, error: sqlite3.Error | OSError | UnicodeDecodeError) -> Refused | None:
    """Return the sentence for a failure of disk, lock or file; None for a fault of the program."""
    kind = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF
    if "decode to UTF-8" in str(error):
        return damaged(path)
    if isinstance(error, UnicodeDecodeError) or kind == sqlite3.SQLITE_ERROR:  # SQLite quotes broken names as they are
        return damaged(path) if shape.is_spoilt(path) else None
    return unreached(path, error) if isinstance(error, OSError) else _by_sqlite(path, error)


def unreached(path: Path, error: OSError) -> Refused:
    """Say that the system does not let the file be reached, and why."""
    if isinstance(error, PermissionError):
        return forbidden(path)
    why = error.strerror or error
    return Refused(say("The library {path} cannot be reached ({why}); nothing was changed.", path=path, why=why))


def _by_sqlite(path: Path, error: sqlite3.Error) -> Refused | None:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK)
    kind = code & 0xFF
    if code == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
        return Refused(say("The request names a case or a file that is not in the library; nothing was changed."))
    if kind == sqlite3.SQLITE_FULL:
        says = say("The disk with the library {path} is full; nothing was changed. Make room and try again.", path=path)
        return Refused(says)
    if kind == sqlite3.SQLITE_IOERR:
        says = marked("The disk with the library {path} cannot be read or written; nothing was changed ({why}).")
        return Refused(say(says, path=path, why=error))
    for codes, sentence in ((_DAMAGED, damaged), (_LOCKED, locked), (_FORBIDDEN, forbidden)):
        if kind in codes:
            return sentence(path)
    return None
