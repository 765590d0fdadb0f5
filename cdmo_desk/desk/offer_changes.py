"""Requests over what was done to an offer, and over the bytes of the files it came in."""

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from cdmo_desk.desk.desktop import Desktop
from cdmo_desk.problem import Refused, shown
from cdmo_desk.speech import say

if TYPE_CHECKING:
    from cdmo_desk.intake.reading import Reading
    from cdmo_desk.library import Entry, Touched
    from cdmo_desk.sheets.edits import Edit

PARTS = ("offers", "terms", "lines")
QUIET = ("sources", "x-typed", "terms", "lines", "x-intake", "position")
"""Keys whose change follows from another's, or is told row by row."""
MOST = 12  # rows that a request may touch and still be told value by value


class OfferChanges(Desktop):
    """The past of an offer."""

    def offer_changes(self, case_id: str, offer_id: str) -> "list[Edit]":
        """Return the requests that touched an offer, oldest first, with the values they changed."""
        from cdmo_desk.sheets.edits import Edit  # noqa: PLC0415 - loaded when asked for

        found = []
        with self.library(read_only=True) as library:
            for entry in library.journal(case_id):
                rows = _rows(entry, case_id, offer_id)
                if rows:
                    found.append(
                        Edit(
                            number=entry.sequence,
                            time=entry.time,
                            who=entry.who,
                            request=entry.request,
                            why=entry.why,
                            fields=tuple(_fields(rows)) if len(rows) <= MOST else (),
                        )
                    )
        return found

    def source_of(self, case_id: str, name: str) -> tuple[str, bytes]:
        """Return the SHA-256 and the bytes of a file of a case by its name."""
        with self.library(read_only=True) as library:
            found = next((row for row in library.sources(case_id) if row.name == name), None)
            if found is None:
                says = say("{name} is not kept in the library: its offer came without the file.", name=shown(name))
                raise Refused(says)
            return found.sha256, library.source(found.sha256)

    def source_cells(self, case_id: str, name: str) -> "Reading":
        """Return a file of a case with its cells and what each was taken for, as the library keeps it."""
        from cdmo_desk import intake  # noqa: PLC0415 - loaded when asked for

        _digest, content = self.source_of(case_id, name)
        with TemporaryDirectory(prefix="cdmo-desk-") as folder:
            path = Path(folder) / Path(name).name
            path.write_bytes(content)
            return intake.examine(path)


def _rows(entry: "Entry", case_id: str, offer_id: str) -> "list[Touched]":
    return [row for row in entry.rows() if row.table in PARTS and tuple(row.key[:2]) == (case_id, offer_id)]


def _fields(rows: "list[Touched]") -> Iterator[tuple[str, Any, Any]]:
    """Give what differs in rows that were there before and are there after."""
    for row in rows:
        if row.before is None or row.after is None:
            continue
        before, after = _content(row.before), _content(row.after)
        for name in dict.fromkeys((*before, *after)):
            if name not in QUIET and before.get(name) != after.get(name):
                yield from _apart(name, before.get(name), after.get(name))


def _content(row: Any) -> dict[str, Any]:  # noqa: ANN401 - a row of any table
    if "data" in row:
        found: dict[str, Any] = json.loads(str(row["data"]))
        return found
    return dict(row)


def _apart(name: str, before: Any, after: Any) -> Iterator[tuple[str, Any, Any]]:  # noqa: ANN401 - plain JSON
    """Give the entries of a record or list that differ, by themselves where just some do."""
    if isinstance(before, dict) and isinstance(after, dict) and "likely" not in before:
        for key in dict.fromkeys((*before, *after)):
            if before.get(key) != after.get(key):
                yield from _apart(key, before.get(key), after.get(key))
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after) and _records(before):
        for one, other in zip(before, after, strict=True):
            if one != other:
                yield from _apart(name, one, other)
    else:
        yield name, before, after


def _records(items: list[Any]) -> bool:
    return all(isinstance(item, dict) for item in items)
