"""Who has a library open for writing: a file beside it that is locked by the system and says who, where, since when.

The lock decides, not the file: one left by a program that died never blocks, and tells what happened.
"""

import json
import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from threading import Lock

from cdmo_desk.library import refusals

PATIENCE = 0.5
_TURN = 0.02
_MARK = 2**30  # the byte that is locked, far behind what is written
_ours: dict[Path, "Lease"] = {}
_gate = Lock()


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has, or had, a library open for writing."""

    who: str
    host: str
    since: str
    pid: int
    window: bool = False

    def day(self) -> datetime | None:
        """Return since when; None where that cannot be read."""
        try:
            return datetime.fromisoformat(self.since)
        except ValueError:
            return None


class Lease:
    """A library held for writing by this process; `left` is whoever died with it before."""

    def __init__(self, path: Path, handle: int, left: Holder | None) -> None:
        self.path = path
        self.left = left
        self._handle = handle
        self.times = 1

    def release(self) -> None:
        """Give the library free once all who took it here have done so."""
        with _gate:
            self.times -= 1
            if self.times:
                return
            _ours.pop(self.path, None)
            if sys.platform == "win32":
                os.close(self._handle)
                with suppress(OSError):
                    beside(self.path).unlink()
                return
            with suppress(OSError):
                beside(self.path).unlink()
            os.close(self._handle)


def beside(path: Path) -> Path:
    """Return the file that says who has a library open."""
    return path.with_name(path.name + ".open")


def take(path: Path, holder: Holder, *, far: bool = False, patience: float = PATIENCE) -> Lease:
    """Hold a library for writing, or raise `Refused` that names who holds it.

    `far`: it lies where other computers write too and locks may not reach; then the file itself counts.
    """
    with _gate:
        mine = _ours.get(path)
        if mine is not None:
            mine.times += 1
            return mine
        until = time.monotonic() + patience
        while True:
            handle = _locked(path)
            if handle is not None:
                break
            if time.monotonic() >= until:
                raise refusals.held(path, held_by(path))
            time.sleep(_TURN)
        left = _read(handle)
        if far and left is not None and left.host != holder.host:
            os.close(handle)
            raise refusals.held(path, left, far=True)
        try:
            _note(handle, holder)
        except OSError as fault:
            if far:  # there the note is what holds
                os.close(handle)
                raise refusals.unreached(path, fault) from None
        found = _ours[path] = Lease(path, handle, left)
        return found


@contextmanager
def taken(path: Path, holder: Holder, *, far: bool = False) -> Iterator[Lease]:
    """Hold a library for the length of a block."""
    lease = take(path, holder, far=far)
    try:
        yield lease
    finally:
        lease.release()


def held_by(path: Path) -> Holder | None:
    """Return who a library's file says has it open; it may have died since."""
    try:
        return _parsed(beside(path).read_bytes())
    except OSError:
        return None


def forget(path: Path) -> bool:
    """Remove what a program on another computer left; False where there is nothing, or this computer holds it."""
    handle = _locked(path, make=False)
    if handle is None:
        return False
    if sys.platform == "win32":  # an open file cannot be removed there
        os.close(handle)
    with suppress(OSError):
        beside(path).unlink()
    if sys.platform != "win32":
        os.close(handle)
    return True


def this_host() -> str:
    """Return this computer's name."""
    return socket.gethostname() or "this computer"


def _locked(path: Path, *, make: bool = True) -> int | None:
    """Open the file and lock it; None where another program has it."""
    place = beside(path)
    flags = os.O_RDWR | (os.O_CREAT if make else 0) | getattr(os, "O_CLOEXEC", 0)
    try:
        handle = os.open(place, flags, 0o666)
    except FileNotFoundError:
        if not make:
            return None
        raise refusals.no_folder(path) from None
    except PermissionError:
        if make and sys.platform == "win32":
            return None  # about to be deleted by its holder
        raise refusals.forbidden(path) from None
    except OSError as fault:
        raise refusals.unreached(path, fault) from None
    try:
        _lock(handle)
        # The holder before may have removed the file between our opening and locking it.
        if os.fstat(handle).st_ino != place.stat().st_ino:
            raise BlockingIOError
    except OSError:
        os.close(handle)
        return None
    return handle


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - of Windows alone

        os.lseek(handle, _MARK, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl  # noqa: PLC0415 - of POSIX alone

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _note(handle: int, holder: Holder) -> None:
    """Write down who holds the library; where the disk is full the lock holds without."""
    os.ftruncate(handle, 0)
    os.lseek(handle, 0, os.SEEK_SET)
    os.write(handle, json.dumps(asdict(holder)).encode())
    os.fsync(handle)


def _read(handle: int) -> Holder | None:
    os.lseek(handle, 0, os.SEEK_SET)
    return _parsed(os.read(handle, 4096))


def _parsed(content: bytes) -> Holder | None:
    try:
        found = json.loads(content)
        return Holder(
            str(found["who"]), str(found["host"]), str(found["since"]), int(found["pid"]), bool(found["window"])
        )
    except (ValueError, TypeError, KeyError):
        return None
