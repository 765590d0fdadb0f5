"""The worker: answers come back on the window's thread, newer questions replace older ones, faults end nothing."""

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from cdmo_desk.desk import Desk
from cdmo_desk.problem import Refused
from tests.conftest import EXAMPLES
from ui.constants import hold_constants
from ui.requests import LATER, NOW, Requests


@pytest.fixture
def requests(tmp_path: Path, qapp: object) -> Iterator[Requests]:
    del qapp
    made = Requests(Desk(tmp_path / "library.sqlite", who="Tester"))
    yield made
    made.close()


def test_constants_are_held() -> None:
    if sys.version_info < (3, 12):
        assert sys.getrefcount(None) > 1 << 50
        assert sys.getrefcount(True) > 1 << 50
    hold_constants()


def test_answers_come_back_on_the_windows_thread(qtbot: QtBot, requests: Requests) -> None:
    found: list[object] = []
    here = threading.get_ident()

    def then(value: int) -> None:
        found.extend([value, threading.get_ident()])

    requests.ask(lambda _desk: threading.get_ident(), then)
    qtbot.waitUntil(lambda: bool(found))
    assert found[0] != here
    assert found[1] == here


def test_a_refusal_goes_to_who_asked_or_to_all(qtbot: QtBot, requests: Requests) -> None:
    found: list[Refused] = []

    def refuse(_desk: Desk) -> None:
        raise Refused("not like this")

    requests.ask(refuse, failed=found.append)
    qtbot.waitUntil(lambda: bool(found))
    assert str(found[0]) == "not like this"
    with qtbot.waitSignal(requests.refused):
        requests.ask(refuse)


def test_a_fault_is_told_and_the_worker_goes_on(qtbot: QtBot, requests: Requests) -> None:
    def fail(_desk: Desk) -> None:
        raise ZeroDivisionError("oh")

    with qtbot.waitSignal(requests.faulted) as told:
        requests.ask(fail)
    assert told.args is not None
    assert told.args[0] == "ZeroDivisionError: oh"
    found: list[int] = []
    requests.ask(lambda _desk: 1, found.append)
    qtbot.waitUntil(lambda: found == [1])


def test_a_newer_question_replaces_an_older_one(qtbot: QtBot, requests: Requests) -> None:
    go, ran, found = threading.Event(), list[int](), list[int]()

    def ask(number: int) -> None:
        def request(_desk: Desk) -> int:
            go.wait(5)
            ran.append(number)
            return number

        requests.ask(request, found.append, key="figures")

    for number in range(5):
        ask(number)
    go.set()
    qtbot.waitUntil(lambda: found == [4])
    qtbot.wait(20)
    assert found == [4]
    assert set(ran) <= {0, 4}


def test_urgent_questions_go_first(qtbot: QtBot, requests: Requests) -> None:
    go, found = threading.Event(), list[str]()
    requests.ask(lambda _desk: go.wait(5))
    requests.ask(lambda _desk: "later", found.append, urgency=LATER)
    requests.ask(lambda _desk: "now", found.append, urgency=NOW)
    go.set()
    qtbot.waitUntil(lambda: found == ["now", "later"])


def test_dropped_questions_are_not_answered(qtbot: QtBot, requests: Requests) -> None:
    go, found = threading.Event(), list[int]()
    requests.ask(lambda _desk: int(go.wait(5)), found.append, key="one")
    requests.drop("one")
    with qtbot.waitSignal(requests.busy, check_params_cb=lambda busy: not busy):
        go.set()
    assert found == []


def test_a_write_says_what_it_changed(qtbot: QtBot, requests: Requests) -> None:
    path = EXAMPLES / "tablet-certain.json"
    done: list[str] = []
    requests.ask(lambda desk: desk.import_case(path), done.append)
    qtbot.waitUntil(lambda: bool(done))
    with qtbot.waitSignal(requests.changed) as told:
        requests.ask(lambda desk: desk.undo(done[0]))
    assert told.args is not None
    assert "cases" in told.args[0].tables


def test_closing_waits_for_the_request_under_way_and_drops_the_rest(tmp_path: Path, qapp: object) -> None:
    del qapp
    made = Requests(Desk(tmp_path / "library.sqlite"))
    begun, go, ran = threading.Event(), threading.Event(), list[int]()

    def slow(_desk: Desk) -> None:
        begun.set()
        go.wait(5)
        ran.append(1)

    made.ask(slow)
    made.ask(lambda _desk: ran.append(2))
    begun.wait(5)
    threading.Timer(0.05, go.set).start()
    made.close()
    assert ran == [1]
    assert not made._thread.is_alive()


class Hears(QObject):
    """Hears answers."""

    def hear(self, answer: object) -> None:
        """Note that one came."""
        del answer
        self.setObjectName("heard")


def test_who_is_gone_hears_no_answer(qtbot: QtBot, requests: Requests) -> None:
    gone, there = Hears(), Hears()
    faults: list[str] = []
    requests.faulted.connect(lambda says, _trace: faults.append(says))
    requests.ask(lambda desk: desk.cases(), gone.hear)
    requests.ask(lambda desk: desk.cases(), there.hear)
    delete(gone)
    qtbot.waitUntil(lambda: there.objectName() == "heard", timeout=60_000)
    assert not faults
