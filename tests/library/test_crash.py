"""A program that dies while it writes loses nothing it had said was done, and leaves nothing half done."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cdmo_desk.library import Library, backups, opening, parcel
from cdmo_desk.library.schema import SIGN_OFFS
from tests.library.documents import NOON
from tests.library.writer import number_of, numbered

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="fork and SIGKILL are of POSIX")


Kill = Callable[["Writers", Path, int], None]


class Writers:
    """Writers one after the other, each to be killed."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process

    def hear(self) -> list[int | str | None]:
        """Wait for the next line."""
        assert self.process.stdout is not None
        heard: list[int | str | None] = json.loads(self.process.stdout.readline())
        return heard

    def killed(self, path: Path, first: int, words: int, after: float, work: str = "write") -> list[int | str | None]:
        """Let a writer make requests, kill it so many seconds after so many words, and return its last word."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps([str(path), first, work]) + "\n")
        self.process.stdin.flush()
        (born,) = self.hear()
        assert isinstance(born, int)
        last: list[int | str | None] = [0, None, "0" * 64]
        for _ in range(words):
            last = self.hear()
        time.sleep(after)
        os.kill(born, signal.SIGKILL)
        while (heard := self.hear()) != [-1]:
            last = heard
        return last


@pytest.fixture(scope="module")
def writers() -> Iterator[Writers]:
    command = [sys.executable, "-m", "tests.library.writer"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Writers(process)


def kill_and_look(writers: Writers, path: Path, times: int, chance: random.Random) -> int:
    """Kill a writer so many times; after each, see that all it said was done is there, whole."""
    made = least = 0
    for _ in range(times):
        words = chance.randint(1, 4)
        least += words - 1  # the first word is the greeting
        number, state, head = writers.killed(path, made + 1, words, chance.uniform(0.0, 0.04))
        with Library.open(path) as library:
            assert library.check(str(head)) == []
            made = sum(1 for _ in library.journal())
            assert isinstance(number, int)
            assert number <= made <= number + 1
            assert made >= least
            if made > 0:
                found = number_of(library.load("mab"))
                assert found == state or made == number + 1 or state is None
    return made


def test_killed_at_any_moment(writers: Writers, path: Path) -> None:
    made = kill_and_look(writers, path, 6, random.Random(7))  # noqa: S311 - moments, not secrets
    print(f"6 kills, {made} requests")  # noqa: T201 - the count belongs to the result
    assert made >= 6


@pytest.mark.soak
def test_killed_at_any_of_five_hundred_moments(writers: Writers, tmp_path: Path) -> None:
    chance = random.Random(8)  # noqa: S311 - moments, not secrets
    made = sum(kill_and_look(writers, tmp_path / f"{number}.sqlite", 50, chance) for number in range(10))
    print(f"500 kills, {made} requests")  # noqa: T201 - the count belongs to the result


def test_killed_while_it_creates_the_library_leaves_none_or_a_whole_one(writers: Writers, tmp_path: Path) -> None:
    chance = random.Random(9)  # noqa: S311 - moments, not secrets
    for number in range(3):
        path = tmp_path / f"{number}.sqlite"
        last = writers.killed(path, 1, 0, chance.uniform(0.0, 0.08))
        with Library.open(path) as library:
            assert library.check(str(last[2])) == []


def moments(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - moments, not secrets


def kill_exports(writers: Writers, path: Path, times: int) -> None:
    chance, made, exported = moments(21), 0, 0
    for _ in range(times):
        number, state, _ = writers.killed(path, made + 1, chance.randint(1, 3), chance.uniform(0.0, 0.06), "export")
        assert isinstance(number, int)
        with Library.open(path) as library:
            assert library.check() == []
            made = number_of(library.load("mab")) if library.cases() else 0
        assert number <= made <= number + 1
        sent = path.with_suffix(".cdmo")
        if sent.exists():
            inside = number_of(json.loads(parcel.opened(sent.read_bytes()).document))
            exported = exported if state is None else number  # a writer's first word says what was before it
            assert exported <= inside <= made
        else:
            assert state is None


def kill_backups(writers: Writers, path: Path, times: int) -> None:
    chance, made = moments(22), 0
    for _ in range(times):
        number, _, head = writers.killed(path, made + 1, chance.randint(1, 2), chance.uniform(0.0, 0.15), "back_up")
        assert isinstance(number, int)
        found = backups.listed(path)
        assert not head or str(head) in {backup.head for backup in found}
        for backup in found[:2]:
            assert backups.look_inside(backup.path).problems == ()
        with Library.open(path) as library:
            assert library.check() == []
            made = sum(1 for _ in library.journal())
        assert number <= made <= number + 1


def kill_restores(writers: Writers, path: Path, times: int) -> None:
    chance = moments(23)
    titles = ("1", "2")
    for name, title in zip(("one.sqlite", "two.sqlite", path.name), (*titles, "1"), strict=True):
        with Library.open(path.with_name(name)) as library, library.change("Import", "mab", "Ann", NOON) as change:
            change.put_case(numbered(int(title)))
    for _ in range(times):
        writers.killed(path, 1, 1, chance.uniform(0.0, 0.15), "put_back")
        with Library.open(path, create=False) as library:
            assert library.check() == []
            assert number_of(library.load("mab")) in (1, 2)


def kill_migrations(writers: Writers, path: Path, times: int) -> None:
    chance, first = moments(24), 1
    with Library.open(path) as library, library.change("Import", "mab", "Ann", NOON) as change:
        change.put_case(numbered(1))
    known = opening.version()
    seen = set()
    for _ in range(times):
        last, *_ = writers.killed(path, first, chance.randint(1, 2), chance.uniform(0.0, 0.08), "migrate")
        assert isinstance(last, int)
        for number in range(first, last + 2):
            copy = path.with_name(f"{number}.sqlite")
            if not copy.exists() or copy.stat().st_size < path.stat().st_size:
                continue  # still being made for the test
            version = int.from_bytes(copy.read_bytes()[60:64], "big")
            seen.add(version)
            assert version == known + 1 or number == last + 1
            assert version in (known, known + 1)
            with opening.connected(copy, "rw") as db:
                assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
                assert db.execute("SELECT count(*) FROM lines").fetchone() == (80,)
            if version == known:
                with Library.open(copy) as library:
                    assert library.check() == []
        first = last + 2
    assert known + 1 in seen


def kill_sign_offs(writers: Writers, path: Path, times: int) -> None:
    chance, made = moments(26), 0
    with Library.open(path) as library, library.change("Import", "mab", "Ann", NOON) as change:
        change.put_case(numbered(1))
    for _ in range(times):
        number, *_ = writers.killed(path, made + 1, chance.randint(1, 3), chance.uniform(0.0, 0.1), "sign_off")
        assert isinstance(number, int)
        with Library.open(path) as library:
            assert library.check() == []
            steps = library.owned(SIGN_OFFS, "mab")
            assert library.can_undo("mab") is None or not steps
            entries = sum(1 for _ in library.journal())
        made = len(steps)
        assert [step["act"] for step in steps] == ["revised" if at % 2 else "rejected" for at in range(made)]
        assert number <= made <= number + 1
        assert entries == made + 1


KILLS = (kill_exports, kill_backups, kill_restores, kill_migrations, kill_sign_offs)


@pytest.mark.parametrize("kill", KILLS)
def test_killed_while_it_exports_backs_up_restores_or_migrates(writers: Writers, path: Path, kill: Kill) -> None:
    kill(writers, path, 3)


@pytest.mark.soak
@pytest.mark.parametrize("kill", KILLS)
def test_killed_five_hundred_times(writers: Writers, path: Path, kill: Kill) -> None:
    kill(writers, path, 500)
    print(f"{kill.__name__}: 500 kills, nothing lost, nothing half done")  # noqa: T201 - as above


def cut(path: Path, folder: Path, times: int) -> None:
    """Cut or garble the log after acknowledged requests: what was acknowledged by then is all there."""
    chance = moments(25)
    with Library.open(path) as library:
        sizes = []
        for number in range(1, 9):
            with library.change("Import", "mab", "Ann", NOON) as change:
                change.put_case(numbered(number))
            sizes.append(Path(f"{path}-wal").stat().st_size)
        log, main = Path(f"{path}-wal").read_bytes(), path.read_bytes()
    whole = len(log)
    assert sizes == sorted(sizes)
    for number in range(times):
        place = chance.randrange(sizes[0], whole + 1)
        acknowledged = sum(size <= place for size in sizes)
        crashed = folder / f"{number}.sqlite"
        crashed.write_bytes(main)
        rest = b"" if number % 2 else chance.randbytes(whole - place)
        Path(f"{crashed}-wal").write_bytes(log[:place] + rest)
        with Library.open(crashed) as library:
            assert number_of(library.load("mab")) == acknowledged
            assert library.check() == []
        crashed.unlink()


def test_a_cut_log_loses_nothing_acknowledged(path: Path, tmp_path: Path) -> None:
    cut(path, tmp_path, 8)


@pytest.mark.soak
def test_five_hundred_cuts_of_the_log_lose_nothing_acknowledged(path: Path, tmp_path: Path) -> None:
    cut(path, tmp_path, 500)
    print("500 cuts of the log, nothing acknowledged lost")  # noqa: T201 - as above


FILL = """
import resource, signal, sys
from pathlib import Path
from cdmo_desk.desk import Desk
from cdmo_desk.problem import Refused
from tests.library.documents import NOON, case, offer
limit = int(sys.argv[2])
if limit:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
desk, made = Desk(Path(sys.argv[1]), who="Ann"), 0
try:
    for number in range(10_000):
        with desk.library(create=True) as library, library.change("Keep", "mab", "Ann", NOON) as change:
            change.put_source(bytes([number % 256, number // 256]) * 20_000, f"{number}.bin", "bin")
            change.put_case(case("mab", offer("A"), title=str(number)))
        made = number + 1
except Refused as fault:
    print(made, str(fault).replace(chr(10), " "))
try:
    desk.export_parcel("mab", Path(sys.argv[1]).with_name("out.cdmo"))
except Refused as fault:
    print(fault)
"""


def fill(place: Path, limit: int) -> None:
    """Write until the disk is full; it is said in a sentence, all acknowledged stays, no file is left half."""
    command = [sys.executable, "-c", FILL, str(place), str(limit)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-800:]
    said, *rest = done.stdout.splitlines()
    made = int(said.split()[0])
    assert made > 3
    assert str(place) in said
    assert "full" in said or "cannot be written" in said or "cannot be read or written" in said
    with Library.open(place, read_only=True) as library:
        assert library.load("mab")["case"]["title"] == str(made - 1)
        assert len(library.sources("mab")) == made
        assert library.check() == []
    out = place.with_name("out.cdmo")
    assert out.exists() != bool(rest)
    assert not [found for found in place.parent.iterdir() if found.name.startswith(".")]


def test_a_full_disk_loses_nothing_acknowledged(path: Path) -> None:
    fill(path, 300_000)


@pytest.mark.soak
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="mounting needs root")
def test_a_full_file_system_loses_nothing_acknowledged(tmp_path: Path) -> None:
    mounted = ["mount", "-t", "tmpfs", "-o", "size=1000k", "tmpfs", str(tmp_path)]
    if subprocess.run(mounted, capture_output=True, check=False).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        fill(tmp_path / "library.sqlite", 0)
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)  # noqa: S607 - where umount lies differs
