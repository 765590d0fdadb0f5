"""A kill while a document is signed: the file is the one before or the one after, and the journal is truthful."""

import os
import random
import shutil
import signal
import time
from hashlib import sha256
from pathlib import Path

import pytest

from cdmo_desk.desk import Desk
from cdmo_desk.signing import seal
from cdmo_desk.signing.verify import verify
from tests.signing.approval.conftest import CASE, PEOPLE, ready
from tests.signing.conftest import CHEAP, PASSPHRASE, WHEN

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is killed that shares what is loaded")


@pytest.fixture(scope="module")
def frozen(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a library whose case is frozen, and its document for signature."""
    folder = tmp_path_factory.mktemp("frozen")
    shutil.copy(made, folder / "library.sqlite")
    desk = Desk(folder / "library.sqlite", who="tester", clock=lambda: WHEN)
    done = desk.freeze(ready(desk))
    (folder / "paper.pdf").write_bytes(desk.signed_paper(done.approval.file))
    return folder


def sign_all(folder: Path, told: int) -> None:
    """Sign the document as each person of the route, and tell each signature once it was acknowledged."""
    seal.COST = CHEAP
    desk = Desk(folder / "library.sqlite", who="tester", clock=lambda: WHEN)
    for role, name in PEOPLE.items():
        desk.sign_file(folder / "paper.pdf", PASSPHRASE, role=role, meaning="I agree", identity=name)
        os.write(told, b".")


def killed(folder: Path, after: float | None) -> tuple[int, float]:
    """Sign in another process, killed after a time; returns the signatures acknowledged, and how long it ran."""
    reading, writing = os.pipe()
    start = time.monotonic()
    child = os.fork()
    if not child:
        try:
            sign_all(folder, writing)
        finally:
            os._exit(0)
    os.close(writing)
    if after is not None:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as pipe:
        return len(pipe.read()), time.monotonic() - start


def sound(folder: Path, acknowledged: int) -> int:
    """Check a folder after a kill, and return how many signatures the route has."""
    desk = Desk(folder / "library.sqlite", who="tester", clock=lambda: WHEN)
    assert desk.check() == []
    found = desk.approval(CASE)
    assert acknowledged <= found.done <= min(acknowledged + 1, len(PEOPLE))
    pdf = (folder / "paper.pdf").read_bytes()
    kept = [act.file for act in found.acts if act.file]
    place = kept.index(sha256(pdf).hexdigest())
    assert place in (found.done, found.done - 1), "the file is the newest, or the one before"
    verdict = verify(pdf, "paper.pdf", desk.known_signers())
    assert [one.name for one in verdict.signatures] == list(PEOPLE.values())[:place]
    assert verdict.is_unaltered or not place
    said = [entry.request for entry in desk.audit(CASE)]
    assert [one for one in said if one.startswith("Sign as")] == [
        f"Sign as {role}: {name}" for role, name in list(PEOPLE.items())[: found.done]
    ]
    newest = verify(desk.signed_paper(found.file), "paper.pdf", desk.known_signers())
    assert len(newest.signatures) == found.done
    return found.done


def kill_often(frozen: Path, folder: Path, times: int) -> list[int]:
    """Kill the signing of copies at random moments; returns how many signatures each was left with."""
    shutil.copytree(frozen, folder / "whole")
    acknowledged, whole = killed(folder / "whole", None)
    assert sound(folder / "whole", acknowledged) == acknowledged == len(PEOPLE)
    draws = random.Random(20261122)  # noqa: S311 - the same moments each time, as far as a computer keeps time
    left = []
    for number in range(times):
        place = folder / str(number)
        shutil.copytree(frozen, place)
        acknowledged, _ = killed(place, draws.uniform(0.0, whole))
        left.append(sound(place, acknowledged))
        shutil.rmtree(place)
    return left


def test_a_kill_leaves_a_signed_file_or_the_one_before(frozen: Path, tmp_path: Path) -> None:
    assert len(kill_often(frozen, tmp_path, 2)) == 2


@pytest.mark.soak
@pytest.mark.parametrize("times", [40, 500])
def test_many_kills_leave_a_signed_file_or_the_one_before(frozen: Path, tmp_path: Path, times: int) -> None:
    left = kill_often(frozen, tmp_path, times)
    assert len(set(left)) > 1, "kills came at different moments"
    print({count: left.count(count) for count in sorted(set(left))})  # noqa: T201 - a soak run says its counts
