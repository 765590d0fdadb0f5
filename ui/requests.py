"""Requests: one worker thread that owns the desk; questions go in, answers come back on the window's thread."""

import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from cdmo_desk.desk import Desk
from cdmo_desk.problem import Refused

T = TypeVar("T")
NOW, LATER, IDLE = 0, 1, 2
"""How urgent a question is: what a person waits for, what follows, and what may wait for everything else."""


@dataclass(order=True, slots=True)
class _Question:
    """A request in the queue; `key` names what it is about, so that a newer one takes its place."""

    urgency: int
    number: int
    request: Callable[[Desk], Any] = field(compare=False)
    then: Callable[[Any], None] | None = field(compare=False)
    failed: Callable[[Refused], None] | None = field(compare=False)
    key: str = field(compare=False)


@dataclass(frozen=True, slots=True)
class _Answer:
    question: _Question
    value: Any = None
    fault: BaseException | None = None
    trace: str = ""


class Requests(QObject):
    """The way to the desk. All signals and callbacks arrive on the thread this object lives in."""

    refused = Signal(object)
    """A `Refused` that nobody took: a person can put it right."""
    faulted = Signal(str, str)
    """A fault of the program: a short name, and the trace for those who mend it."""
    changed = Signal(object)
    """What a write changed."""
    busy = Signal(bool)
    """Whether anything is asked and not answered."""
    _answered = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._queue: list[_Question] = []
        self._numbers = count()
        self._newest: dict[str, int] = {}
        self._open = 0
        self._stopped = False
        self._wake = threading.Condition()
        self._answered.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._work, name="desk", daemon=True)
        self._thread.start()

    def ask(
        self,
        request: Callable[[Desk], T],
        then: Callable[[T], None] | None = None,
        failed: Callable[[Refused], None] | None = None,
        *,
        key: str = "",
        urgency: int = NOW,
    ) -> None:
        """Ask the desk. A newer question of the same key takes the place of an older one, asked or under way."""
        with self._wake:
            question = _Question(urgency, next(self._numbers), request, then, failed, key)
            if key:
                self._newest[key] = question.number
            heappush(self._queue, question)
            self._open += 1
            self._wake.notify()
        self.busy.emit(True)

    def drop(self, key: str) -> None:
        """Want no answer any more to what was asked under a key."""
        with self._wake:
            self._newest[key] = -1

    def is_wanted(self, key: str, number: int) -> bool:
        """Say whether a question is still the newest of its key."""
        return not key or self._newest.get(key) == number

    def close(self, seconds: float = 10.0) -> None:
        """Let the request under way end, drop the others, and end the thread."""
        with self._wake:
            self._stopped = True
            self._queue.clear()
            self._wake.notify()
        self._thread.join(seconds)

    def _work(self) -> None:
        """Answer one question after the other, the most urgent first; runs on the worker thread."""
        while True:
            with self._wake:
                while not self._queue and not self._stopped:
                    self._wake.wait()
                if self._stopped:
                    return
                question = heappop(self._queue)
            answer = self._answer(question)
            if self._is_stopped():
                return
            try:
                self._answered.emit(answer)
            except RuntimeError:  # the window is gone, and with it whoever asked
                return

    def _is_stopped(self) -> bool:
        return self._stopped

    def _answer(self, question: _Question) -> _Answer:
        if not self.is_wanted(question.key, question.number):
            return _Answer(question)
        try:
            return _Answer(question, question.request(self.desk))
        except Refused as fault:
            return _Answer(question, fault=fault)
        except Exception as fault:  # noqa: BLE001 - the last fence: a fault is shown in a strip and ends nothing
            return _Answer(question, fault=fault, trace=traceback.format_exc())

    def _take(self, answer: _Answer) -> None:
        """Hand an answer on, on the window's thread."""
        question = answer.question
        with self._wake:
            self._open -= 1
            still = self._open
        if not still:
            self.busy.emit(False)
        if self._stopped or not self.is_wanted(question.key, question.number):
            return
        if _is_gone(question.then) or _is_gone(question.failed):
            self._tell(answer.value)
            return
        if isinstance(answer.fault, Refused):
            if question.failed is not None:
                question.failed(answer.fault)
            else:
                self.refused.emit(answer.fault)
        elif answer.fault is not None:
            self.faulted.emit(f"{type(answer.fault).__name__}: {answer.fault}", answer.trace)
        else:
            self._tell(answer.value)
            if question.then is not None:
                question.then(answer.value)

    def _tell(self, value: object) -> None:
        """Say what a write changed: an answer that is a change, or holds one."""
        change = getattr(value, "changed", value)
        if hasattr(change, "tables") and hasattr(change, "entry") and change.tables:
            self.changed.emit(change)


def _is_gone(hears: object) -> bool:
    """Say whether what would hear an answer is a dialog or page that was closed and freed meanwhile."""
    owner = getattr(hears, "__self__", None)
    return isinstance(owner, QObject) and not isValid(owner)
