"""Where a person works: the library's place, their account, the clock, and how a library is held while it is used."""

import getpass
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cdmo_desk.problem import Refused
from cdmo_desk.speech import say

if TYPE_CHECKING:
    from cdmo_desk.library import Library
    from cdmo_desk.library.away import Away
    from cdmo_desk.library.lease import Lease

SMALL = 32 * 2**20
"""A library in a shared folder of up to so many bytes is written back after each change, a larger one now and then."""
PAUSE = 60.0  # seconds between two such writings


def now() -> datetime:
    """Return the time with this computer's zone."""
    return datetime.now(UTC).astimezone()


def account() -> str:
    """Return the name of the computer's account."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown account"


def usual_library() -> Path:
    """Return where the library lies unless told otherwise: the platform's local data folder."""
    from platformdirs import user_data_path  # noqa: PLC0415 - most commands name a file

    return user_data_path("CDMO Desk", appauthor=False, roaming=False) / "library.sqlite"


@dataclass(slots=True)
class Holding:
    """A library held for writing: the lease on it, and the copy that is worked on where it lies far."""

    lease: "Lease"
    away: "Away | None"
    place: Path
    keeper: sqlite3.Connection | None = None
    written: float = 0.0


class Desktop:
    """What every request needs: the library's path, who asks, and a clock."""

    def __init__(
        self, library: Path | None = None, *, who: str | None = None, clock: Callable[[], datetime] = now
    ) -> None:
        self.path = library if library is not None else usual_library()
        self.who = who if who is not None else account()
        self.clock = clock
        self.read_only = False
        self._notices: list[str] = []
        self._session: Holding | None = None
        self._backed_up: date | None = None
        self._updated: Path | None = None

    @contextmanager
    def library(self, *, create: bool = False, read_only: bool = False) -> "Iterator[Library]":
        """Open the library for the length of a block; without `create` it must exist."""
        from cdmo_desk.library import Library  # noqa: PLC0415 - 0.2 s that comparing a file can do without

        if not self.path.exists() and not create:
            raise Refused(
                say("There is no library at {path}. Make one with: cdmo-desk case import FILE.json", path=self.path)
            )
        if read_only:
            with Library.open(self.place, create=False, read_only=True) as library:
                yield library
            return
        with self._holding() as holding:
            if holding.place.exists():
                self._keep_daily(holding.place)
            with Library.open(holding.place, create=create, keep=self._keep_older) as library:
                yield library
                if library.is_healed:
                    self._tell_healed()
            self._write_back(holding)

    @property
    def place(self) -> Path:
        """Return the file that is worked on: the library, or its copy where it lies far, or is older and only read."""
        if self._updated is not None and self.read_only:
            return self._updated
        return self._session.place if self._session is not None else self.path

    def begin(self) -> None:
        """Hold the library until `end`: no other program writes it meanwhile; what there is to tell is in the notices.

        Raises `Refused` where it cannot be opened for writing.
        """
        from cdmo_desk.library import Library  # noqa: PLC0415 - as above

        if self._session is not None:
            return
        holding = self._hold(window=True)
        try:
            if holding.place.exists():
                from cdmo_desk.library import held, opening  # noqa: PLC0415 - as above

                Library.open(holding.place, create=False, keep=self._keep_older).close()
                holding.keeper = opening.keeper(holding.place)
                held.hold(holding.place)
        except BaseException:
            self._let_go(holding)
            raise
        self._session = holding

    def end(self) -> None:
        """Give the library free; one worked on through a copy is written back."""
        holding, self._session = self._session, None
        if holding is not None:
            if holding.keeper is not None:
                from cdmo_desk.library import held  # noqa: PLC0415 - as above

                holding.keeper.close()
                held.release(held.identity(holding.place))
            self._let_go(holding)

    def keep_daily(self) -> None:
        """Make the day's backup if it is due; a failure is in the notices."""
        if self.place.exists() and not self.read_only:
            self._keep_daily(self.place)

    def take_notices(self) -> list[str]:
        """Return what there is to tell beside the answers, once: what was restored, that a backup failed."""
        found, self._notices = self._notices, []
        return found

    @contextmanager
    def _holding(self) -> Iterator[Holding]:
        if self.read_only:
            from cdmo_desk.library import refusals  # noqa: PLC0415 - as above

            raise refusals.read_only(self.path)
        if self._session is not None:
            yield self._session
            return
        holding = self._hold(window=False)
        try:
            yield holding
        finally:
            self._let_go(holding)

    def _hold(self, *, window: bool) -> Holding:
        from cdmo_desk.library import away, backups, lease  # noqa: PLC0415 - as above

        if self.path == usual_library():
            _make_folder(self.path.parent)
        path = self.path.resolve()
        far = away.is_far(path)
        holder = lease.Holder(self.who, lease.this_host(), self.clock().isoformat(), os.getpid(), window)
        taken = lease.take(path, holder, far=far)
        try:
            if taken.left is not None and taken.times == 1:
                self._tell_crash(taken)
            if not far:
                return Holding(taken, None, path)
            begun = away.begin(path, usual_library().parent / "working copies", is_sound=backups.is_sound)
            self._notices += begun.says
            begun.says = ()
            return Holding(taken, begun, begun.copy, written=time.monotonic())
        except BaseException:
            taken.release()
            raise

    def _let_go(self, holding: Holding) -> None:
        try:
            if holding.away is not None and holding.place.exists():
                if holding.away.is_changed():
                    holding.away.write_back()
                self._notices += holding.away.says
                holding.away.leave()
        finally:
            holding.lease.release()

    def _write_back(self, holding: Holding) -> None:
        """Write a copy back that is small, or was not written for a while; held for one request, it is anyway."""
        if holding.away is None or holding is not self._session:
            return
        if holding.place.stat().st_size <= SMALL or time.monotonic() - holding.written > PAUSE:
            holding.away.write_back()
            holding.written = time.monotonic()
            self._notices += holding.away.says
            holding.away.says = ()

    def _keep_daily(self, place: Path) -> None:
        from cdmo_desk.library import backups, opening  # noqa: PLC0415 - as above

        today = self.clock()
        if self._backed_up == today.date():
            return
        self._backed_up = today.date()
        try:
            if opening.look(place).version < opening.version():
                return  # it gets a backup of its own before it is brought up to date
            if backups.due(place, today, beside=self.path):
                backups.make(place, "daily", today, beside=self.path)
        except Refused as fault:
            self._notices.append(
                say(
                    "Today's backup of the library could not be made: {why} What you do is saved all the same.",
                    why=str(fault),
                )
            )

    def _tell_healed(self) -> None:
        """Say that the search index was damaged and is whole again."""
        self._notices.append(
            say(
                "The search index of the library was damaged and was made anew; the cases are not touched by that. "
                "See whether all else is sound with: cdmo-desk library check"
            )
        )

    def _keep_older(self, place: Path) -> None:
        """Keep a backup before a migration; without one the library is not touched."""
        from cdmo_desk.library import backups  # noqa: PLC0415 - as above

        backups.make(place, "migration", self.clock(), beside=self.path)

    def _tell_crash(self, taken: "Lease") -> None:
        """Say that a program ended while it had the library, and what of it is there."""
        from cdmo_desk.library import Library  # noqa: PLC0415 - as above

        left = taken.left
        if left is None or not self.path.exists():
            return
        last = None
        with suppress(Refused), Library.open(self.path, create=False, read_only=True) as library:
            last = library.last()
        day = left.day()
        words = {"who": left.who, "host": left.host, "since": f"{day:%Y-%m-%d %H:%M}" if day else left.since}
        text = say("CDMO Desk ended unexpectedly ({who} on {host}, begun {since}). Nothing saved was lost.", **words)
        if last is not None:
            text += " " + say(
                "The last change there is: {request} ({when}).", request=last.request, when=_minute(last.time)
            )
        self._notices.append(text)


def _minute(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        says = say(
            "The folder {folder} for the library cannot be made: {why}. Name another place with --library.",
            folder=folder,
            why=fault.strerror,
        )
        raise Refused(says) from None
