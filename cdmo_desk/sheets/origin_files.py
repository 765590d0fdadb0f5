"""The files behind each offer: quotes, terms sheets and the revisions they took the place of, with their hashes."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from cdmo_desk.document import Case
from cdmo_desk.evaluation.results import Comparison
from cdmo_desk.intake.becoming_revisions import revisions
from cdmo_desk.intake.becoming_state import KEY
from cdmo_desk.sheets import measures
from cdmo_desk.sheets.figures import DASH, EN, Figures
from cdmo_desk.sheets.naming import keys
from cdmo_desk.sheets.sheet import Cell, Column, Row, Sheet
from cdmo_desk.speech import say

Plain = Mapping[str, Any]


def origin_files(case: Case, comparison: Comparison, figures: Figures = EN) -> Sheet:
    """Return every file an offer came from, the replaced ones first, then what stands: quotes and terms sheets.

    Below a file's name stands what it is, and what its head says of its revision.
    """
    known = keys(case)
    offers = {offer["id"]: offer for offer in case.document["offers"]}
    rows = []
    for name in measures.in_order(comparison):
        found = [*_files(offers[name], figures)]
        rows += [Row((known[name].cell, *cells), "", name) for cells in found]
        if not found:
            none = Cell(say("no file: typed in"), None, "muted")
            rows.append(Row((known[name].cell, none, *(Cell(DASH, None, "muted") for _ in range(2))), "", name))
    return Sheet(
        id="files",
        title=say("Files"),
        note=say(
            "A file with another SHA-256 is not the one these figures were read from. Replaced: a later revision took "
            "its place, and no figure comes from it."
        ),
        columns=(
            Column("offer", say("Offer")),
            Column("file", say("File")),
            Column("sha256", "SHA-256"),
            Column("lines", say("Lines"), "", "right"),
        ),
        rows=tuple(rows),
    )


def _files(offer: Plain, figures: Figures) -> Iterator[tuple[Cell, ...]]:
    """Give the cells of each file: those replaced, those kept with the offer, and those its lines name besides."""
    counts: dict[tuple[str, str], int] = {}
    for line in offer.get("lines") or ():
        if line.get("file"):
            key = (str(line["file"]), str(line.get("sha256") or ""))
            counts[key] = counts.get(key, 0) + 1
    *earlier, standing = revisions(offer)
    for old in earlier:
        number = len(old.offer.get("lines") or ())
        yield _cells((old.file, old.sha256), say("replaced"), _stated(old.stated, {}, figures), number)
    kept = (offer.get(KEY) or {}).get("files") or ()
    for source in kept:
        key = (str(source["file"]), str(source["sha256"]))
        stated = standing.stated if key[1] == standing.sha256 else {}
        what = say("quote") if key in counts else say("terms sheet")
        yield _cells(key, what, _stated(stated, source.get("facts") or {}, figures), counts.pop(key, 0))
    for key, number in counts.items():
        yield _cells(key, say("quote"), "", number)


def _cells(key: tuple[str, str], what: str, stated: str, lines: int) -> tuple[Cell, ...]:
    file, digest = key
    number = Cell(str(lines), lines) if lines else Cell(DASH, None, "muted")
    return Cell("\n".join((file, ", ".join(part for part in (what, stated) if part)))), Cell(digest or DASH), number


def _stated(stated: Plain, facts: Plain, figures: Figures) -> str:
    """Return what a file's head says of itself: its reference, its revision, its day."""
    parts = [str(facts.get("reference") or ""), str(stated.get("round") or "")]
    if stated.get("revision"):
        parts.append(say("revision {n}", n=stated["revision"]))
    if stated.get("date"):
        parts.append(figures.date(date.fromisoformat(str(stated["date"]))))
    return ", ".join(part for part in parts if part)
