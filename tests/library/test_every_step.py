"""Whatever step of a request fails, once or from then on, nothing is half done and nothing said to be done is lost."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

from cdmo_desk.desk import Desk
from cdmo_desk.library import Library, away, backups, parcel
from cdmo_desk.library.schema import SIGN_OFFS
from cdmo_desk.library.transaction import Transaction
from cdmo_desk.problem import Refused
from tests.conftest import example
from tests.library.documents import NOON, case, offer

resource = pytest.importorskip("resource", reason="limits of POSIX")

CALLS = ((os, "fsync"), (os, "replace"), (os, "rename"), (os, "link"), (shutil, "copyfile"), (Transaction, "write"))
FULL = OSError(28, "No space left on device")
BROKEN = OSError(5, "Input/output error")
FORBIDDEN = PermissionError(13, "Permission denied")


class Steps:
    """The steps of a request at the gates to disk: each statement, flush, rename, link and copy; one of them fails."""

    def __init__(self, fault: OSError, at: int, *, for_good: bool) -> None:
        self.fault, self.at, self.for_good = fault, at, for_good
        self.taken = 0

    def take(self, statement: bool) -> None:
        """Take a step, or fail."""
        self.taken += 1
        if self.taken == self.at or (self.for_good and self.taken > self.at):
            raise _of_sqlite() if statement else self.fault


def _of_sqlite() -> sqlite3.OperationalError:
    made = sqlite3.OperationalError("disk I/O error")
    made.sqlite_errorcode = sqlite3.SQLITE_IOERR
    return made


@contextmanager
def failing(steps: Steps) -> Iterator[None]:
    """Let every gate to the disk take its steps."""
    with pytest.MonkeyPatch.context() as patch:
        for place, name in CALLS:
            patch.setattr(place, name, _counted(getattr(place, name), steps, statement=place is Transaction))
        yield


def _counted(act: Callable[..., object], steps: Steps, *, statement: bool) -> Callable[..., object]:
    def counted(*given: object, **named: object) -> object:
        steps.take(statement)
        return act(*given, **named)

    return counted


class Work:
    """A library with a case to work on, the files a request may touch, and what must hold whatever happens."""

    def __init__(self, folder: Path) -> None:
        self.desk = Desk(folder / "library.sqlite", who="Ann", clock=lambda: NOON)
        self.target = folder / "out.cdmo"
        self.parcel = folder / "other.cdmo"

    def lay(self) -> None:
        """Make the files: a library with a backup and a later edit, an export of before it, another's case."""
        with self.desk.library(create=True) as library, library.change("Import", "mab", "Ann", NOON) as change:
            change.put_source(b"bytes" * 500, "offer.csv", "csv")
            change.put_case(case("mab", offer("A"), offer("B", supplier="Zeta")))
        self.desk.export_parcel("mab", self.target)
        self.desk.backup()
        put_title(self, "Later")
        other = Desk(self.parcel.with_suffix(".sqlite"), who="Ben", clock=lambda: NOON)
        other.store(example("tablet-certain"), request="Import")
        other.export_parcel("tablet-certain", self.parcel)

    def state(self) -> dict[str, object]:
        """Return what a person would find: cases, steps of sign-off, the exported file; all of it sound."""
        with Library.open(self.desk.path, create=False) as library:
            assert library.check() == []
            documents = {row.id: library.load(row.id) for row in library.cases()}
            acts = [row["act"] for row in library.owned(SIGN_OFFS, "mab")]
            head = library.head()
        for backup in backups.listed(self.desk.path):
            assert backups.look_inside(backup.path).problems == ()
        assert parcel.opened(self.target.read_bytes()).case_id == "mab"
        left = [found for found in self.desk.path.parent.rglob(".*") if found.is_file()]
        assert not left
        return {"cases": documents, "acts": acts, "head": head, "out": self.target.read_bytes()}


def put_title(work: Work, title: str) -> None:
    with work.desk.library() as library, library.change("Edit", "mab", "Ann", NOON) as change:
        change.put_brief("mab", case("mab", title=title)["case"])


def edit(work: Work) -> None:
    put_title(work, "Edited")


def export(work: Work) -> None:
    work.desk.export_parcel("mab", work.target)


def take_in(work: Work) -> None:
    work.desk.import_parcel(work.parcel)


def reject(work: Work) -> None:
    work.desk.reject("mab", "Not yet")


def back_up(work: Work) -> None:
    work.desk.backup()


def restore(work: Work) -> None:
    work.desk.restore(backups.listed(work.desk.path)[0].path)


def undo(work: Work) -> None:
    work.desk.undo("mab")


REQUESTS = {
    "edit": edit,
    "export": export,
    "take in": take_in,
    "reject": reject,
    "back up": back_up,
    "restore": restore,
    "undo": undo,
}


def answer(act: Callable[[], object]) -> str:
    """Return the sentence with which a request is refused; empty where it is done."""
    try:
        act()
    except Refused as fault:
        return str(fault)
    return ""


def through_all_steps(
    folder: Path, request: Callable[[Work], None], fault: OSError, *, for_good: bool, every: int = 1
) -> int:
    """Let a request fail at its first step, a later one, and so on, until it is done; each on the same files."""
    first = folder / "0"
    first.mkdir()
    Work(first).lay()
    before = Work(first).state()
    places: list[object] = []
    for at in count(1, every):
        work = Work(Path(shutil.copytree(first, folder / str(at))))
        steps = Steps(fault, at, for_good=for_good)
        with failing(steps):
            said = answer(lambda work=work: request(work))  # type: ignore[misc]
        told = work.desk.take_notices()
        now = work.state()
        if steps.taken < at:
            assert not said
            assert not told
            assert now != before or request is back_up
            assert all(place in (before, now) for place in places), "neither as before nor done"
            return at
        assert said or told or now != before
        assert not said or request is restore or now == before
        places.append(now)
    raise AssertionError


@pytest.mark.parametrize("request_", REQUESTS.values(), ids=REQUESTS)
def test_a_request_that_fails_at_any_step_from_then_on(tmp_path: Path, request_: Callable[[Work], None]) -> None:
    every = 6 if request_ in (edit, take_in) else 2
    assert through_all_steps(tmp_path, request_, FULL, for_good=True, every=every) >= 3


@pytest.mark.soak
@pytest.mark.parametrize("fault", [FULL, BROKEN, FORBIDDEN], ids=["full", "broken", "forbidden"])
@pytest.mark.parametrize("for_good", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("request_", REQUESTS.values(), ids=REQUESTS)
def test_a_request_that_fails_at_any_step_in_any_way(
    tmp_path: Path, request_: Callable[[Work], None], fault: OSError, for_good: bool
) -> None:
    assert through_all_steps(tmp_path, request_, fault, for_good=for_good) >= 3


def test_a_sign_off_whose_backup_fails_is_kept_and_told(tmp_path: Path) -> None:
    work = Work(tmp_path)
    work.lay()
    shutil.rmtree(backups.folder(work.desk.path))
    backups.folder(work.desk.path).write_text("in the way")
    work.desk.reject("mab", "Not yet")
    assert any("is kept, but no backup" in told for told in work.desk.take_notices())
    assert work.desk.approval("mab").state == "rejected"


@contextmanager
def room(size: int) -> Iterator[None]:
    """Let no file grow beyond a size; Python ignores the signal that would end it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("name", ["export", "reject", "back up", "restore", "take in"])
def test_a_disk_that_is_full_at_any_size(tmp_path: Path, name: str) -> None:
    work = Work(tmp_path)
    work.lay()
    whole = work.desk.path.stat().st_size
    before = work.state()
    refused = 0
    for size in (0, 1, 512, 4096, 30_000, whole // 2, whole - 4096):
        with room(size):
            said = answer(lambda: REQUESTS[name](work))
        assert not said or str(tmp_path) in said
        refused += bool(said)
        now = work.state()
        if name in ("export", "reject", "back up"):
            assert now["cases"] == before["cases"]
        if not said:
            break
    assert refused >= 1
    work.desk.take_notices()
    assert work.desk.check() == []


def test_a_far_library_that_cannot_be_written_back_keeps_its_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(away, "is_far", lambda _path: True)
    monkeypatch.setattr("cdmo_desk.desk.desktop.usual_library", lambda: tmp_path / "own" / "library.sqlite")
    far = tmp_path / "far"
    far.mkdir()
    work = Work(far)
    work.lay()
    before = work.desk.path.read_bytes()
    for at in count(1, 3):
        steps = Steps(FULL, at, for_good=True)
        title = f"Title {at}"
        with failing(steps):
            said = answer(lambda title=title: put_title(work, title))  # type: ignore[misc]
        assert not said or str(tmp_path) in said
        with Library.open(work.desk.path, read_only=True) as library:
            assert library.check() == []
        if steps.taken < at:
            break
        # The next start finds the copy: what was done there is written back, or nothing was.
        with work.desk.library() as library:
            assert library.load("mab")["case"]["title"] in {"Later", *(f"Title {one}" for one in range(at + 1))}
        work.desk.take_notices()
    assert at > 6
    assert work.desk.document("mab")["case"]["title"] == title
    assert work.desk.path.read_bytes() != before
