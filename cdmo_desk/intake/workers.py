"""The processes in which files are parsed, one a file: started, ahead where one is expected, watched and ended."""

import atexit
import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from cdmo_desk.intake import kinds
from cdmo_desk.intake.memory import resident
from cdmo_desk.intake.worker import MEMORY_LIMIT

TIME_LIMIT = 30.0
REMEDY = "Save only the sheets with prices in a new workbook and import that"
_LOOK = 0.05
_lock = threading.Lock()
_waiting: list[subprocess.Popen[bytes]] = []

Part = dict[str, Any]


def command() -> list[str]:
    """Return the command that starts the worker, from a checkout, a wheel or a bundle."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "intake-worker"]
    return [sys.executable, "-m", "cdmo_desk.intake.worker"]


def expect() -> None:
    """Start a worker ahead, so that the next file is read at once; one that waits already is enough."""
    with _lock:
        if not _waiting:
            _waiting.append(_started("--ahead"))


def dismiss() -> None:
    """End the worker that waits, if one does."""
    with _lock:
        while _waiting:
            _end(_waiting.pop())


atexit.register(dismiss)


def asked(path: Path, request: str) -> Iterator[Part]:
    """Go through the parts of a worker's answer; it is ended when it takes too long or grows too big."""
    worker = _ready()
    try:
        yield from _watched(path, worker, request)
    finally:
        _end(worker)


def _ready() -> subprocess.Popen[bytes]:
    """Return the worker that waits, or a new one."""
    with _lock:
        while _waiting:
            worker = _waiting.pop()
            if worker.poll() is None:
                return worker
            _end(worker)
    return _started()


def _started(*options: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own interpreter and module
        [*command(), *options],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_surroundings(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _end(worker: subprocess.Popen[bytes]) -> None:
    with suppress(OSError):
        worker.kill()
    worker.wait()
    for pipe in (worker.stdin, worker.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()


def _surroundings() -> dict[str, str]:
    """Return the worker's environment: as ours, able to find the program, with few threads."""
    home = str(Path(__file__).resolve().parents[2])
    paths = [home, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(paths),
        "OPENBLAS_NUM_THREADS": "1",
        "PYTHONIOENCODING": "utf-8",
    }


def _watched(path: Path, worker: subprocess.Popen[bytes], request: str) -> Iterator[Part]:
    """Go through the lines that the worker writes, looking after its time and memory meanwhile."""
    deadline = time.monotonic() + TIME_LIMIT
    lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_exchanged, args=(worker, request, lines), daemon=True).start()
    complete = False
    while True:
        if time.monotonic() > deadline:
            raise kinds.refusal(path, f"takes longer than {TIME_LIMIT:.0f} seconds to read", REMEDY)
        try:
            line = lines.get(timeout=_LOOK)
        except queue.Empty:
            if resident(worker.pid) > MEMORY_LIMIT:
                raise kinds.refusal(path, "needs more memory than any quote does", REMEDY) from None
            continue
        if not line:
            break
        part = _part(path, line)
        complete = complete or bool(part.keys() & {"quote", "refused", "failed"})
        yield part
    if not complete or worker.wait() != 0:
        raise kinds.refusal(path, "makes the reader of such files fail", REMEDY)


def _exchanged(worker: subprocess.Popen[bytes], request: str, lines: "queue.SimpleQueue[bytes]") -> None:
    """Send the request, and hand on each line of the answer; an empty one at its end, however it ends."""
    try:
        if worker.stdin is not None and worker.stdout is not None:
            worker.stdin.write(request.encode("utf-8") + b"\n")
            worker.stdin.close()
            for line in worker.stdout:
                lines.put(line)
    except (OSError, ValueError):
        pass
    finally:
        lines.put(b"")


def _part(path: Path, line: bytes) -> Part:
    try:
        part = json.loads(line)
    except ValueError as error:
        raise kinds.damaged(path) from error
    if not isinstance(part, dict):
        raise kinds.damaged(path)
    return part
