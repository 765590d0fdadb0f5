"""A program that dies while it writes loses nothing it had said was done, and leaves nothing half done."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cdmo_desk.library import Library
from tests.library.writer import number_of

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="fork and SIGKILL are of POSIX")


class Writers:
    """Writers one after the other, each to be killed."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process

    def hear(self) -> list[int | str | None]:
        """Wait for the next line."""
        assert self.process.stdout is not None
        heard: list[int | str | None] = json.loads(self.process.stdout.readline())
        return heard

    def killed(self, path: Path, first: int, words: int, after: float) -> list[int | str | None]:
        """Let a writer make requests, kill it so many seconds after so many words, and return its last word."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps([str(path), first]) + "\n")
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
    made = 0
    for _ in range(times):
        number, state, head = writers.killed(path, made + 1, chance.randint(1, 4), chance.uniform(0.0, 0.04))
        with Library.open(path) as library:
            assert library.check(str(head)) == []
            made = sum(1 for _ in library.journal())
            assert isinstance(number, int)
            assert number <= made <= number + 1
            if made > 0:
                found = number_of(library.load("mab"))
                assert found == state or made == number + 1 or state is None
    return made


def test_killed_at_any_moment(writers: Writers, path: Path) -> None:
    made = kill_and_look(writers, path, 20, random.Random(7))  # noqa: S311 - moments, not secrets
    print(f"20 kills, {made} requests")  # noqa: T201 - the count belongs to the result
    assert made > 20


@pytest.mark.soak
def test_killed_at_any_of_five_hundred_moments(writers: Writers, tmp_path: Path) -> None:
    chance = random.Random(8)  # noqa: S311 - moments, not secrets
    made = sum(kill_and_look(writers, tmp_path / f"{number}.sqlite", 50, chance) for number in range(10))
    print(f"500 kills, {made} requests")  # noqa: T201 - the count belongs to the result


def test_killed_while_it_creates_the_library_leaves_none_or_a_whole_one(writers: Writers, tmp_path: Path) -> None:
    chance = random.Random(9)  # noqa: S311 - moments, not secrets
    for number in range(6):
        path = tmp_path / f"{number}.sqlite"
        last = writers.killed(path, 1, 0, chance.uniform(0.0, 0.08))
        with Library.open(path) as library:
            assert library.check(str(last[2])) == []
