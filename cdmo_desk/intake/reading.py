"""A supplier's file is read in a process of its own; whatever happens there ends in a quote or one clear sentence."""

import gc
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from cdmo_desk.intake import grid_wire, kinds
from cdmo_desk.intake.cells import Book
from cdmo_desk.intake.corrections import NONE, Corrections
from cdmo_desk.intake.quote import Quote
from cdmo_desk.intake.taken import Taken
from cdmo_desk.intake.wire import sent, unpacked
from cdmo_desk.intake.workers import REMEDY, Part, asked
from cdmo_desk.problem import Refused


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
    path = Path(path)
    with _without_collecting():
        said = list(_asked(path, as_of, corrections, cells=False))[-1]
        return _quote(path, said)


def examine(path: Path, *, as_of: date | None = None, corrections: Corrections = NONE) -> Reading:
    """Return a supplier's file with its cells, so that a person can look at it and correct it; raises likewise.

    The cells are taken in while the worker still finds out what they say.
    """
    path = Path(path)
    book, said = None, {}
    with _without_collecting():
        for said in _asked(path, as_of, corrections, cells=True):
            book = grid_wire.book_received(said["book"]) if "book" in said else book
        quote = _quote(path, said)
        if book is None:
            raise _failed(path, "")
        taken = grid_wire.taken_received(said["taken"])
    return Reading(path, book, quote, taken, path.stat().st_size, as_of, corrections)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Let nothing search for garbage where all that is made is kept: it would take as long again."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _asked(path: Path, as_of: date | None, corrections: Corrections, *, cells: bool) -> Iterator[Part]:
    kinds.check_place(path)
    request = {
        "path": str(path),
        "as_of": as_of.isoformat() if as_of else None,
        "corrections": sent(corrections) if corrections != NONE else None,
        "cells": cells,
    }
    return asked(path, json.dumps(request))


def _quote(path: Path, said: Part) -> Quote:
    """Return the quote of an answer, or raise what the answer refuses."""
    if "refused" in said:
        raise Refused(*said["refused"])
    if "quote" not in said:
        raise _failed(path, said.get("failed", ""))
    quote = unpacked(said["quote"])
    if not isinstance(quote, Quote):
        raise _failed(path, "")
    return quote


def _failed(path: Path, error: str) -> Refused:
    if error == "memory":
        return kinds.refusal(path, "needs more memory than any quote does", REMEDY)
    if error == "layout":
        return kinds.refusal(
            path, "was opened, but its layout is one this program fails on", "Copy its price table into a new workbook"
        )
    return kinds.damaged(path)
