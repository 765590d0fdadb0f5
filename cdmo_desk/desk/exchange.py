"""Requests that pass a case on and take one in: a `.cdmo` file with its sources and its history."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cdmo_desk import files
from cdmo_desk.desk.desktop import Desktop
from cdmo_desk.desk.fixing import kept_fixed
from cdmo_desk.problem import Problem, Refused, shown
from cdmo_desk.speech import counted, say

if TYPE_CHECKING:
    from cdmo_desk.library import Library
    from cdmo_desk.library.parcel import Parcel
    from cdmo_desk.sheets.sheet import Sheet

ENDING = ".cdmo"
MOST = 12  # differences said in a refusal


class Exists(Refused):
    """The library has the case already, and it differs; `case_id` is the case, `path` the file."""

    def __init__(self, case_id: str, path: Path, *problems: Problem | str) -> None:
        super().__init__(*problems)
        self.case_id, self.path = case_id, path


class Exchange(Desktop):
    """Cases in files of their own."""

    def export_parcel(self, case_id: str, path: Path) -> None:
        """Write a case with its source files, earlier revisions and history into one `.cdmo` file."""
        from cdmo_desk.library import parcel  # noqa: PLC0415 - loaded when asked for

        with self.library(read_only=True) as library:
            made = parcel.packed(library.parcel(case_id))
        files.put(path, made)

    def read_parcel(self, path: Path) -> "Parcel":
        """Read a `.cdmo` file; raises `Refused` with one sentence where it is broken, hostile or newer."""
        from cdmo_desk import document  # noqa: PLC0415 - loaded when asked for
        from cdmo_desk.library import parcel  # noqa: PLC0415 - as above

        content = files.content(path, parcel.LARGEST)
        try:
            found = parcel.opened(content)
            document.read_text(found.document)
        except Refused as fault:
            raise Refused(
                say("{path} cannot be used: {why}.", path=path, why=str(fault.problems[0]).rstrip("."))
            ) from None
        return found

    def import_parcel(self, path: Path, *, replace: bool = False, why: str = "") -> str:
        """Take a case in from a `.cdmo` file with its files and history; returns its id.

        A case the library has already becomes its next revision with `replace`, else raises `Exists` with what differs.
        """
        found = self.read_parcel(path)
        plain = json.loads(found.document)
        with self.library(create=True) as library:
            known = any(row.id == found.case_id for row in library.cases())
            if known and self._is_here(library, found, plain):
                self._notices.append(
                    say("The library holds case {id} just as {name} does.", id=shown(found.case_id), name=path.name)
                )
                return found.case_id
            if known and not replace:
                raise Exists(found.case_id, path, *_differing(library, found.case_id, path, plain))
            if known:
                before = library.load(found.case_id)["case"]
                plain["case"] = kept_fixed(before, plain["case"], why=why, who=self.who, today=self.clock().date())
            self._take_in(library, found, plain, path, why)
        return found.case_id

    def differences(self, path: Path) -> "Sheet":
        """Return how the case in a `.cdmo` file or a case document differs from that of the library."""
        from cdmo_desk.sheets import history  # noqa: PLC0415 - loaded when asked for

        plain = json.loads(self.read_parcel(path).document if path.suffix.lower() == ENDING else files.content(path))
        with self.library(read_only=True) as library:
            return history.compared(_altered(library, str(plain["case"]["id"]), plain))

    def export_files(self, case_id: str, folder: Path) -> list[Path]:
        """Write the source files of a case into a folder, under names that are safe there; nothing is overwritten."""
        if not folder.is_dir():
            raise Refused(say("{folder} is not a folder. Make it, or name another.", folder=folder))
        written = []
        with self.library(read_only=True) as library:
            library.load(case_id)
            for row in library.sources(case_id):
                path = files.inside(folder, row.name)
                files.put(path, library.source(row.sha256))
                written.append(path)
        return written

    def _is_here(self, library: "Library", found: "Parcel", plain: dict[str, Any]) -> bool:
        """Tell whether the library has all that a parcel holds."""
        from cdmo_desk.library import parcel  # noqa: PLC0415 - loaded when asked for

        if library.load(found.case_id) != plain:
            return False
        entries = {entry.hash for entry in (*library.journal(found.case_id), *library.earlier(found.case_id))}
        return all(entry.hash in entries for entry in parcel.entries_of(found.history))

    def _take_in(self, library: "Library", found: "Parcel", plain: dict[str, Any], path: Path, why: str) -> None:
        from cdmo_desk.library import parcel  # noqa: PLC0415 - loaded when asked for
        from cdmo_desk.library.schema import BY_NAME  # noqa: PLC0415 - as above

        own = {entry.hash for entry in library.journal(found.case_id)}
        with library.change(f"Import case from {path.name}", found.case_id, self.who, self.clock(), why) as change:
            change.put_case(plain)
            for file in found.files:
                change.put_source(file.content, file.name, file.kind)
            entries = parcel.entries_of(found.history)
            if any(entry.hash not in own for entry in entries):
                name = f"History of {found.case_id}, {len(entries)} entries"
                change.put_source(found.history, name, parcel.HISTORY)
            for table, rows in (found.rows or {}).items():
                for row in rows:
                    change.put_row(BY_NAME[table], row)


def _altered(library: "Library", case_id: str, plain: dict[str, Any]) -> "list[Any]":
    from cdmo_desk.library import past  # noqa: PLC0415 - loaded when asked for
    from cdmo_desk.sheets.altered import alterations  # noqa: PLC0415 - as above

    return alterations(past.compared(library.load(case_id), plain))


def _differing(library: "Library", case_id: str, path: Path, plain: dict[str, Any]) -> list[Problem | str]:
    """Say that the case is there, and how the one in the file differs."""
    found = _altered(library, case_id, plain)
    number = counted("{n} value differs", "{n} values differ", len(found))
    said: list[Problem | str] = [
        say(
            "The library has a case {id} already, and {number} in {name}. Use --replace to make the file's state its "
            "next revision (undo brings the present one back).",
            id=shown(case_id),
            number=number,
            name=path.name,
        )
    ]
    said += [
        Problem(one.thing + (f", {one.field}" if one.field else ""), f"{one.before} → {one.after}")
        for one in found[:MOST]
    ]
    if len(found) > MOST:
        said.append(say("and {n} more", n=len(found) - MOST))
    return said
