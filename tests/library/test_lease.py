"""One program writes a library at a time: the lock decides, and says who; one left by a crash never blocks."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from cdmo_desk.desk import Desk
from cdmo_desk.library import Library, away, lease
from cdmo_desk.library.lease import Holder
from cdmo_desk.problem import Refused
from tests.library.documents import NOON, case, offer

ROOT = Path(__file__).parents[2]
BEN = Holder("Ben", "lab-7", NOON.isoformat(), 1)
CODE = """
import sys, time
from pathlib import Path
from cdmo_desk.library import lease
from cdmo_desk.problem import Refused
try:
    holder = lease.Holder("Cid", lease.this_host(), "2026-11-20T12:00:00+00:00", 7, True)
    lease.take(Path(sys.argv[1]), holder, patience=0)
except Refused as fault:
    print("refused", fault, flush=True)
else:
    print("taken", flush=True)
    sys.stdin.readline()
"""


def other(path: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", CODE, str(path)]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def word(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline()


def fill(path: Path) -> None:
    with Library.open(path) as library, library.change("Import", "mab", "Ann", NOON) as change:
        change.put_case(case("mab", offer("A")))


def test_of_several_that_come_at_once_one_gets_it_and_the_others_hear_who(path: Path) -> None:
    come_at_once(path, 3)


@pytest.mark.soak
def test_of_many_that_come_at_once_again_and_again_one_gets_it(path: Path) -> None:
    for _ in range(10):
        come_at_once(path, 6)


def come_at_once(path: Path, count: int) -> None:
    """Let so many programs want the library at once: one has it, the others hear who that is."""
    processes = [other(path) for _ in range(count)]
    words = [word(process) for process in processes]
    assert [said.split()[0] for said in sorted(words)] == ["refused"] * (count - 1) + ["taken"], words
    assert all("in the window of Cid" in said or "in use" in said for said in words if said[0] == "r")
    for process in processes:
        process.communicate("\n")


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is of POSIX")
def test_one_left_by_a_crash_never_blocks_and_is_told(path: Path) -> None:
    fill(path)
    process = other(path)
    assert word(process) == "taken\n"
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert lease.beside(path).exists()
    desk = Desk(path, who="Ann", clock=lambda: NOON)
    desk.begin()
    (told, *_) = desk.take_notices()
    assert "ended unexpectedly (Cid" in told
    assert "Nothing saved was lost" in told
    assert "Import (2026-11-20 12:00)" in told
    desk.end()
    assert not lease.beside(path).exists()
    desk.begin()
    assert desk.take_notices() == []
    desk.end()


def test_while_the_window_has_it_others_read_and_are_told_where_they_wanted_to_write(path: Path) -> None:
    fill(path)
    process = other(path)
    assert word(process) == "taken\n"
    desk = Desk(path, who="Ann", clock=lambda: NOON)
    assert [row.id for row in desk.cases()] == ["mab"]
    with pytest.raises(
        Refused, match=r"open in the window of Cid on .* since 2026-11-20 12:00; it can be read"
    ) as said:
        desk.remove_case("mab")
    assert getattr(said.value, "offers", ()) == ("read", "choose")
    with pytest.raises(Refused, match="in the window of Cid"):
        desk.begin()
    process.communicate("\n")
    desk.remove_case("mab")
    assert desk.cases() == []


def test_a_session_works_reads_and_ends(path: Path) -> None:
    fill(path)
    desk = Desk(path, who="Ann", clock=lambda: NOON)
    desk.begin()
    desk.begin()
    assert "Ann" in lease.beside(path).read_text()
    desk.remove_case("mab")
    desk.undo("mab")
    assert desk.check() == []
    desk.end()
    desk.end()
    assert not lease.beside(path).exists()


def test_opened_for_reading_only_it_is_not_written(path: Path) -> None:
    fill(path)
    desk = Desk(path)
    desk.read_only = True
    before = path.read_bytes()
    with pytest.raises(Refused, match="reading only"):
        desk.remove_case("mab")
    assert [row.id for row in desk.cases()] == ["mab"]
    assert path.read_bytes() == before


@pytest.fixture
def far(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a library in a synced folder; copies of it go into this test's own place."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    folder = tmp_path / "Dropbox" / "team"
    folder.mkdir(parents=True)
    fill(folder / "library.sqlite")
    return folder / "library.sqlite"


def test_folders_that_are_synced_are_known(tmp_path: Path) -> None:
    for name in ("OneDrive", "OneDrive - Acme", "Google Drive", "Nextcloud"):
        assert away.is_far(tmp_path / name / "sub" / "library.sqlite")
    (tmp_path / "plain" / "deep").mkdir(parents=True)
    assert not away.is_far(tmp_path / "plain" / "deep" / "library.sqlite")
    (tmp_path / "plain" / ".stfolder").mkdir()
    assert away.is_far(tmp_path / "plain" / "deep" / "library.sqlite")


def names(path: Path) -> list[str]:
    return sorted(found.name for found in path.parent.iterdir() if not found.is_dir())


def test_a_far_library_is_worked_on_here_and_written_back_whole(far: Path, tmp_path: Path) -> None:
    desk = Desk(far, who="Ann", clock=lambda: NOON)
    desk.begin()
    assert desk.place != far
    desk.remove_case("mab")
    with Library.open(far, read_only=True) as library:
        assert library.cases() == []
    assert names(far) == ["library.sqlite", "library.sqlite.open"]
    desk.undo("mab")
    desk.end()
    assert names(far) == ["library.sqlite"]
    assert far.read_bytes()[18] == 1  # no log beside it that a sync could part from it
    assert list((tmp_path / "data" / "CDMO Desk" / "working copies").iterdir()) == []
    with Library.open(far, read_only=True) as library:
        assert library.check() == []
        assert [row.id for row in library.cases()] == ["mab"]


def test_another_computer_that_has_it_is_named_and_can_be_overridden(far: Path) -> None:
    other_place = lease.take(far, BEN)
    content = lease.beside(far).read_text()
    other_place.release()
    lease.beside(far).write_text(content)
    desk = Desk(far, who="Ann", clock=lambda: NOON)
    with pytest.raises(Refused, match=r"another computer \(Ben on lab-7, since 2026-11-20 12:00\).*library free"):
        desk.begin()
    assert [row.id for row in desk.cases()] == ["mab"]
    assert desk.free()
    desk.begin()
    desk.end()
    assert not desk.free()


def test_changes_made_there_meanwhile_are_kept_and_ours_beside_them(far: Path) -> None:
    desk = Desk(far, who="Ann", clock=lambda: NOON)
    desk.begin()
    with Library.open(far) as library, library.change("Import", "tab", "Ben", NOON) as change:
        change.put_case(case("tab", offer("B")))
    desk.remove_case("mab")
    desk.end()
    told = " ".join(desk.take_notices())
    assert "changed from another computer meanwhile" in told
    with Library.open(far, read_only=True) as library:
        assert [row.id for row in library.cases()] == ["mab", "tab"]
    (ours,) = [name for name in names(far) if "from" in name][:1]
    assert ours in told
    with Library.open(far.with_name(ours), read_only=True) as library:
        assert library.cases() == []
        assert library.check() == []


def test_what_a_crash_kept_from_being_written_back_is_written_then(far: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(far, who="Ann", clock=lambda: NOON)
    desk.begin()
    monkeypatch.setattr(away.Away, "write_back", lambda *_: None)
    desk.remove_case("mab")
    session = desk._session
    assert session is not None
    session.lease.release()  # as the system does when a process dies
    monkeypatch.undo()
    monkeypatch.setenv("XDG_DATA_HOME", str(far.parents[2] / "data"))
    again = Desk(far, who="Ann", clock=lambda: NOON + timedelta(hours=1))
    again.begin()
    assert "is there now" in " ".join(again.take_notices())
    with Library.open(far, read_only=True) as library:
        assert library.cases() == []
    again.end()
