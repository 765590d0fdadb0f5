"""Requests over backups: made, listed, looked into, put back; and a library brought up to date or freed."""

from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import TYPE_CHECKING
from weakref import finalize

from cdmo_desk.desk.desktop import Desktop
from cdmo_desk.problem import Refused
from cdmo_desk.speech import say

if TYPE_CHECKING:
    from cdmo_desk.library.backups import Backup, Inside


class Backups(Desktop):
    """The library's backups, and what can be done where it does not open."""

    def backup(self, reason: str = "hand") -> "Backup":
        """Write a backup and verify it; `reason` is `hand`, `signoff`, `daily` or `migration`."""
        from cdmo_desk.library import backups  # noqa: PLC0415 - loaded when asked for

        if not self.path.exists():
            raise Refused(say("There is no library at {path}, so there is nothing to back up.", path=self.path))
        return backups.make(self.place, reason, self.clock(), beside=self.path)

    def keep_signed(self) -> None:
        """Write the backup of a sign-off that was just made; a failure is in the notices, for what was signed stays."""
        try:
            self.backup("signoff")
        except Refused as fault:
            self._notices.append(
                say(
                    "What was signed is kept, but no backup of the library could be made: {why} Make one with: "
                    "cdmo-desk library backup",
                    why=str(fault),
                )
            )

    def backups(self) -> "list[Backup]":
        """Return the backups of the library, the newest first."""
        from cdmo_desk.library import backups  # noqa: PLC0415 - loaded when asked for

        return backups.listed(self.path)

    def look_inside(self, path: Path) -> "Inside":
        """Say what a backup, or any library file, holds and whether it is sound."""
        from cdmo_desk.library import backups  # noqa: PLC0415 - loaded when asked for

        return backups.look_inside(path)

    def newest_backup(self) -> Path:
        """Return the newest backup that is sound, or raise `Refused`."""
        from cdmo_desk.library import backups  # noqa: PLC0415 - loaded when asked for

        found = backups.newest_sound(self.path)
        if found is None:
            place = backups.folder(self.path)
            raise Refused(
                say("There is no sound backup in {folder}. Name a file to restore with --from FILE.", folder=place)
            )
        return found.path

    def restore(self, source: Path) -> Path | None:
        """Put a backup in the library's place; returns where the replaced library is kept, if there was one."""
        from cdmo_desk.library import backups, lease  # noqa: PLC0415 - loaded when asked for

        if not source.is_file():
            raise Refused(say("{path} does not exist. List the backups with: library restore --list", path=source))
        if source.resolve() == self.path.resolve():
            raise Refused(say("{path} is the library itself. Name a backup.", path=source))
        held = self._session is not None
        self.end()
        holder = lease.Holder(self.who, lease.this_host(), self.clock().isoformat(), 0)
        with lease.taken(self.path.resolve(), holder):
            aside = backups.restore(source, self.path.resolve(), self.clock())
        self.read_only = False
        if held:
            self.begin()
        return aside

    def update(self) -> bool:
        """Bring an older library up to date after a backup; say whether it was older."""
        from cdmo_desk.library import opening  # noqa: PLC0415 - loaded when asked for

        if not self.path.exists():
            raise Refused(say("There is no library at {path}.", path=self.path))
        older = opening.look(self.path).version < opening.version()
        with self.library():
            return older

    def look_only(self) -> None:
        """Read the library from now on and write nothing; an older one is read through a copy brought up to date."""
        from cdmo_desk.library import Library, opening  # noqa: PLC0415 - loaded when asked for

        self._updated = None
        if self.path.exists() and opening.look(self.path).version < opening.version():
            folder = mkdtemp(prefix="cdmo-desk-")
            finalize(self, rmtree, folder, ignore_errors=True)
            copy = Path(folder) / self.path.name
            opening.copied(self.path, copy)
            Library.open(copy, create=False).close()
            self._updated = copy
            self._notices.append(
                say("The library is of an older version. It is shown through an updated copy, and stays as it is.")
            )
        was, self.read_only = self.read_only, True
        try:
            with self.library(read_only=True) as library:
                library.cases()
        except Refused:
            self.read_only, self._updated = was, None
            raise

    def free(self) -> bool:
        """Free a library that a program on another computer left held; say whether there was anything to free."""
        from cdmo_desk.library import lease  # noqa: PLC0415 - loaded when asked for

        return lease.forget(self.path.resolve())
