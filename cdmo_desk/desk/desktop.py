"""Where a person works: the library's place, their account, the clock."""

import getpass
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cdmo_desk.problem import Refused

if TYPE_CHECKING:
    from cdmo_desk.library import Library


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


class Desktop:
    """What every request needs: the library's path, who asks, and a clock."""

    def __init__(
        self, library: Path | None = None, *, who: str | None = None, clock: Callable[[], datetime] = now
    ) -> None:
        self.path = library if library is not None else usual_library()
        self.who = who if who is not None else account()
        self.clock = clock

    @contextmanager
    def library(self, *, create: bool = False, read_only: bool = False) -> "Iterator[Library]":
        """Open the library for the length of a block; without `create` it must exist."""
        from cdmo_desk.library import Library  # noqa: PLC0415 - 0.2 s that comparing a file can do without

        if not self.path.exists() and not create:
            raise Refused(f"There is no library at {self.path}. Make one with: cdmo-desk case import FILE.json")
        if create and self.path == usual_library():
            _make_folder(self.path.parent)
        with Library.open(self.path, create=create, read_only=read_only) as library:
            yield library


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        says = (
            f"The folder {folder} for the library cannot be made: {fault.strerror}. Name another place with --library."
        )
        raise Refused(says) from None
