"""A supplier's file is read in a process of its own; whatever happens there ends in a quote or one clear sentence."""

import json
import os
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from cdmo_desk.intake import grid_wire, kinds
from cdmo_desk.intake.cells import Book
from cdmo_desk.intake.corrections import NONE, Corrections
from cdmo_desk.intake.memory import resident
from cdmo_desk.intake.quote import Quote
from cdmo_desk.intake.taken import Taken
from cdmo_desk.intake.wire import received, sent
from cdmo_desk.intake.worker import MEMORY_LIMIT
from cdmo_desk.problem import Refused

TIME_LIMIT = 30.0
_LOOK = 0.05
_REMEDY = "Save only the sheets with prices in a new workbook and import that"


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as it was read: its cells, what each was taken for, the quote they make, what a person corrected.

    Its cells are plain values, so that they can be understood again anywhere, without the file.
    """

    path: Path
    book: Book
    quote: Quote
    taken: tuple[Taken, ...]
    size: int
    as_of: date | None = None
    corrections: Corrections = NONE

    def corrected(self, corrections: Corrections) -> "Reading":
        """Return the same cells understood with other corrections."""
        from cdmo_desk.intake.interpret import understood  # noqa: PLC0415 - only what is corrected needs the rules

        found = understood(self.book, self.path.name, self.quote.sha256, self.as_of, corrections)
        return replace(self, quote=found.quote, taken=found.taken, corrections=corrections)


def read(path: Path, *, as_of: date | None = None, corrections: Corrections = NONE) -> Quote:
    """Return what a supplier's file says; raises `Refused` where it cannot be read.

    `as_of` is the day by which the offer's validity is judged; without it nothing is said about that.
    """
    return _quote(Path(path), _asked(Path(path), as_of, corrections, cells=False))


def examine(path: Path, *, as_of: date | None = None, corrections: Corrections = NONE) -> Reading:
    """Return a supplier's file with its cells, so that a person can look at it and correct it; raises likewise."""
    path = Path(path)
    said = _asked(path, as_of, corrections, cells=True)
    quote = _quote(path, said)
    book, taken = grid_wire.book_received(said["book"]), grid_wire.taken_received(said["taken"])
    return Reading(path, book, quote, taken, path.stat().st_size, as_of, corrections)


def _asked(path: Path, as_of: date | None, corrections: Corrections, *, cells: bool) -> dict[str, Any]:
    kinds.check_place(path)
    request = {
        "path": str(path),
        "as_of": as_of.isoformat() if as_of else None,
        "corrections": sent(corrections) if corrections != NONE else None,
        "cells": cells,
    }
    return _answer(path, json.dumps(request))


def _quote(path: Path, said: dict[str, Any]) -> Quote:
    """Return the quote of an answer, or raise what the answer refuses."""
    if "refused" in said:
        raise Refused(*said["refused"])
    if "quote" not in said:
        raise _failed(path, said.get("failed", ""))
    quote = received(said["quote"])
    if not isinstance(quote, Quote):
        raise _failed(path, "")
    return quote


def _failed(path: Path, error: str) -> Refused:
    if error == "memory":
        return kinds.refusal(path, "needs more memory than any quote does", _REMEDY)
    if error == "layout":
        return kinds.refusal(
            path, "was opened, but its layout is one this program fails on", "Copy its price table into a new workbook"
        )
    return kinds.damaged(path)


def command() -> list[str]:
    """Return the command that starts the worker, from a checkout, a wheel or a bundle."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "intake-worker"]
    return [sys.executable, "-m", "cdmo_desk.intake.worker"]


def _answer(path: Path, request: str) -> dict[str, Any]:
    """Ask the worker, and end it when it takes too long or grows too big."""
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    with subprocess.Popen(  # noqa: S603 - our own interpreter and module
        command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_surroundings(),
        creationflags=hidden,
    ) as worker:
        try:
            output = _watched(path, worker, request.encode("utf-8"))
        finally:
            with suppress(OSError):
                worker.kill()
    if worker.returncode != 0 or not output:
        raise kinds.refusal(path, "makes the reader of such files fail", _REMEDY)
    try:
        said = json.loads(output)
    except ValueError as error:
        raise kinds.damaged(path) from error
    return said if isinstance(said, dict) else {}


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


def _watched(path: Path, worker: subprocess.Popen[bytes], request: bytes) -> bytes:
    """Return what the worker writes, looking after its time and memory meanwhile."""
    deadline = time.monotonic() + TIME_LIMIT
    asked: bytes | None = request
    while True:
        try:
            return worker.communicate(asked, timeout=_LOOK)[0]
        except subprocess.TimeoutExpired:
            asked = None
        except BrokenPipeError:
            return b""
        if time.monotonic() > deadline:
            raise kinds.refusal(path, f"takes longer than {TIME_LIMIT:.0f} seconds to read", _REMEDY)
        if resident(worker.pid) > MEMORY_LIMIT:
            raise kinds.refusal(path, "needs more memory than any quote does", _REMEDY)
