"""A library in a synced or network folder is worked on through a copy on this computer, and written back whole.

SQLite's locks and logs do not hold across such folders: half a write can be synced, two computers can write at once.
"""

import json
import shutil
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

import psutil

from cdmo_desk.library import journal, opening, refusals, sql
from cdmo_desk.library.lease import this_host
from cdmo_desk.library.transaction import Step, explaining, no_step
from cdmo_desk.speech import say

_NETWORK = {"nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "9p", "afs", "ncpfs", "davfs", "webdav", "afpfs"}
_NETWORK_FUSE = ("fuse.sshfs", "fuse.rclone", "fuse.davfs", "fuse.gvfsd", "fuse.google", "fuse.onedrive", "fuse.s3fs")
_SYNCED = (
    *("onedrive", "dropbox", "google drive", "googledrive", "icloud drive", "mobile documents", "nextcloud"),
    *("owncloud", "syncthing", "box sync", "seafile", "sharepoint"),
)
_MARKS = (".stfolder", ".dropbox", ".nextcloudsync.log", ".owncloudsync.log", ".seafile-data")


def is_far(path: Path) -> bool:
    """Tell whether a file lies in a folder that is synced to, or shared with, other computers."""
    folders = [path.parent, *path.parent.parents]
    names = [folder.name.casefold() for folder in folders]
    if any(name == known or name.startswith(f"{known} ") for name in names for known in _SYNCED):
        return True
    if any((folder / mark).exists() for folder in folders[:-1] for mark in _MARKS):
        return True
    return str(path).startswith("\\\\") or _on_network(path)


@dataclass(slots=True)
class Away:
    """A library's own file, the copy that is worked on, and hash and head that file had when both were the same."""

    original: Path
    copy: Path
    seen: str
    head: str = ""
    says: tuple[str, ...] = ()

    def is_changed(self) -> bool:
        """Tell whether the copy holds what the file does not."""
        return _head(self.copy) != self.head

    def write_back(self, step: Step = no_step) -> None:
        """Write the copy whole into the file's place, unless somebody else changed that meanwhile."""
        with explaining(self.original):
            draft = self.original.with_name(f".{token_hex(8)}.sqlite")
            try:
                step("back copy")
                _snapshot(self.copy, draft)
                if self.original.exists() and _hash(self.original) != self.seen:
                    self.says += (_conflict(self, draft),)
                    return
                made = _hash(draft)
                step("back rename")
                draft.replace(self.original)
                opening.to_disk(self.original.parent)
                self.seen, self.head = made, _head(self.original)
                self._note()
            finally:
                for ending in ("", "-journal"):
                    with suppress(FileNotFoundError):
                        Path(f"{draft}{ending}").unlink()

    def leave(self) -> None:
        """Forget the copy, which has been written back."""
        for ending in ("", "-wal", "-shm", "-journal", ".json"):
            with suppress(FileNotFoundError):
                Path(f"{self.copy}{ending}").unlink()

    def _note(self) -> None:
        text = json.dumps({"original": str(self.original), "seen": self.seen, "head": self.head})
        draft = Path(f"{self.copy}.json.new")
        draft.write_text(text, encoding="utf-8")
        draft.replace(f"{self.copy}.json")


def begin(original: Path, folder: Path, *, is_sound: Callable[[Path], bool]) -> Away:
    """Copy a library to this computer; a copy left by a crash is first written back, or kept aside and named."""
    with explaining(original):
        folder.mkdir(parents=True, exist_ok=True)
        copy = folder / f"{sha256(str(original).encode(errors='replace')).hexdigest()[:16]}.sqlite"
        away = Away(original, copy, "")
        noted = _noted(copy)
        if noted is not None and copy.exists() and is_sound(copy):
            away.seen, away.head = noted
            if away.is_changed():
                away.write_back()
                if not away.says:
                    away.says = (
                        say("What was not yet written to {path} when the program ended is there now.", path=original),
                    )
        away.leave()
        if original.exists():
            opening.look(original)
            away.seen = _hash(original)
            shutil.copyfile(original, copy)
            log = Path(f"{original}-wal")
            if log.exists():  # worked on directly by a program that died
                shutil.copyfile(log, f"{copy}-wal")
            away.head = _head(copy)
        away._note()  # noqa: SLF001 - its own module
        return away


def _snapshot(copy: Path, draft: Path) -> None:
    """Write a library as one file without a log beside it."""
    with closing(opening.connected(draft, "rwc")) as new, closing(opening.reading(copy)) as old:
        old.conn.backup(new.conn)
        new.execute(sql.JOURNAL_DELETE)
        if new.execute(sql.QUICK_CHECK).fetchone() != ("ok",):
            raise refusals.damaged(copy)
    opening.to_disk(draft)


def _conflict(away: Away, draft: Path) -> str:
    """Keep this computer's state beside the file that another changed, and say so."""
    first = aside = away.original.with_stem(f"{away.original.stem} (from {this_host()})")
    number = 1
    while aside.exists():
        number += 1
        aside = first.with_stem(f"{first.stem} {number}")
    draft.replace(aside)
    return say(
        "The library {path} was changed from another computer meanwhile; it was left as it is, and what was done here "
        "is kept in {aside}. Open that file, export the cases you need, and import them.",
        path=away.original,
        aside=aside,
    )


def _head(path: Path) -> str:
    """Return the head of a library's journal; empty where it is of another version and so unchanged by us."""
    if opening.look(path).version != opening.version():
        return ""
    with closing(opening.reading(path)) as db:
        return journal.last(db)[1]


def _noted(copy: Path) -> tuple[str, str] | None:
    try:
        found = json.loads(Path(f"{copy}.json").read_text("utf-8"))
        return str(found["seen"]), str(found["head"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        digest = sha256()
        while piece := file.read(2**20):
            digest.update(piece)
    return digest.hexdigest()


def _on_network(path: Path) -> bool:
    """Look up on what kind of disk a path lies."""
    best, kind, options = "", "", ""
    try:
        places = psutil.disk_partitions(all=True)
    except (OSError, RuntimeError):
        return False
    for place in places:
        mount = place.mountpoint
        inside = path.is_relative_to(mount)
        if inside and len(mount) >= len(best):
            best, kind, options = mount, place.fstype.casefold(), place.opts.casefold()
    return kind in _NETWORK or kind.startswith(_NETWORK_FUSE) or "remote" in options.split(",")
