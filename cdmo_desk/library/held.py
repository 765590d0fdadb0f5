"""Which libraries this process has open: a file read or closed beside SQLite would lose SQLite's own locks on it."""

from collections import Counter
from pathlib import Path
from threading import Lock

Identity = tuple[int, int, str]

turn = Lock()
"""Held while a library is looked at, opened or closed, so that no other thread comes between."""

_held: Counter[Identity] = Counter()


def identity(path: Path) -> Identity | None:
    """Return what tells a file from others, one later of its name or its number included; None for no file."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino, str(path.resolve())


def is_held(path: Path) -> bool:
    """Tell whether this process has the file open as a library."""
    found = identity(path)
    return found is not None and _held[found] > 0


def hold(path: Path) -> Identity | None:
    """Note that the file is open."""
    found = identity(path)
    if found is not None:
        _held[found] += 1
    return found


def release(file: Identity | None) -> None:
    """Note that the file was closed once."""
    if file is not None:
        _held[file] -= 1
