"""Requests over cases: read, made, changed, removed, exported."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cdmo_desk import files
from cdmo_desk.desk.exchange import ENDING, Exchange
from cdmo_desk.desk.fixing import kept_fixed
from cdmo_desk.problem import Refused, shown
from cdmo_desk.speech import say

if TYPE_CHECKING:
    from cdmo_desk.document import Case
    from cdmo_desk.library import Changed
    from cdmo_desk.library.store import CaseRow


class Cases(Exchange):
    """The cases of the library and of files."""

    def cases(self) -> "list[CaseRow]":
        """Return the cases of the library; none where there is no library yet."""
        if not self.path.exists():
            return []
        with self.library(read_only=True) as library:
            return library.cases()

    def document(self, case_id: str) -> dict[str, Any]:
        """Return a case's document from the library."""
        with self.library(read_only=True) as library:
            return library.load(case_id)

    def case(self, name: str) -> "Case":
        """Return a case: of a document's file or a `.cdmo`, or of the library by its id."""
        from cdmo_desk import document  # noqa: PLC0415 - loaded when asked for

        path = Path(name)
        if path.suffix.lower() == ENDING:
            return document.read_text(self.read_parcel(path).document)
        if path.suffix.lower() == ".json" or path.is_file():
            return _named(path, lambda: document.read_text(files.content(path)))
        if not self.path.exists():
            raise Refused(f"{shown(name)} is neither a file nor a case: there is no library at {self.path}.")
        return document.read(self.document(name))

    def import_case(self, path: Path, *, replace: bool = False, why: str = "") -> str:
        """Store a case document or a `.cdmo`; one of the same id only with `replace`. Returns the case's id."""
        from cdmo_desk import document  # noqa: PLC0415 - loaded when asked for

        if path.suffix.lower() == ENDING:
            return self.import_parcel(path, replace=replace, why=why)
        case = _named(path, lambda: document.read_text(files.content(path)))
        return self.store(case.document, request=f"Import case from {path.name}", replace=replace, why=why)

    def new_case(self, brief: dict[str, Any]) -> str:
        """Store a new case with a brief and no offers. Returns the case's id."""
        from cdmo_desk import document  # noqa: PLC0415 - loaded when asked for

        made = document.read({"format": document.FORMAT, "version": document.VERSION, "case": brief, "offers": []})
        return self.store(made.document, request="New case")

    def store(self, plain: dict[str, Any], *, request: str, replace: bool = False, why: str = "") -> str:
        """Store a valid case document under a named request. Returns the case's id."""
        case_id = str(plain["case"]["id"])
        with self.library(create=True) as library:
            is_here = any(row.id == case_id for row in library.cases())
            if is_here and replace:
                before, today = library.load(case_id)["case"], self.clock().date()
                plain = plain | {"case": kept_fixed(before, plain["case"], why=why, who=self.who, today=today)}
            elif is_here:
                raise Refused(
                    f"The library has a case {shown(case_id)} already. "
                    "Use --replace to put this document in its place (undo brings the old one back)."
                )
            with library.change(request, case_id, self.who, self.clock(), why) as change:
                change.put_case(plain)
        return case_id

    def put_brief(self, case_id: str, brief: dict[str, Any], *, request: str, why: str = "") -> "Changed":
        """Replace a case's brief under a named request; raises `Refused` with all problems, and nothing is changed."""
        return self._edit(case_id, request, why, brief=brief)

    def put_offer(self, case_id: str, offer: dict[str, Any], *, request: str, why: str = "") -> "Changed":
        """Replace or add an offer under a named request; raises `Refused` likewise."""
        return self._edit(case_id, request, why, offer=offer)

    def remove_offer(self, case_id: str, offer_id: str, *, request: str, why: str = "") -> "Changed":
        """Remove an offer with its terms and lines; undo brings it back."""
        with self.library() as library, library.change(request, case_id, self.who, self.clock(), why) as change:
            change.remove_offer(case_id, offer_id)
        return change.changed

    def remove_case(self, case_id: str, *, why: str = "") -> "Changed":
        """Remove a case; undo brings it back."""
        with self.library() as library, library.change("Remove case", case_id, self.who, self.clock(), why) as change:
            change.remove_case(case_id)
        return change.changed

    def _edit(
        self,
        case_id: str,
        request: str,
        why: str,
        *,
        brief: dict[str, Any] | None = None,
        offer: dict[str, Any] | None = None,
    ) -> "Changed":
        from cdmo_desk import document  # noqa: PLC0415 - loaded when asked for

        with self.library() as library:
            plain = library.load(case_id)
            if brief is not None:
                brief = kept_fixed(plain["case"], brief, why=why, who=self.who, today=self.clock().date())
            offers = {found["id"]: found for found in plain["offers"]}
            if offer is not None:
                offers[str(offer.get("id"))] = offer
            document.read(plain | {"case": brief or plain["case"], "offers": list(offers.values())})
            with library.change(request, case_id, self.who, self.clock(), why) as change:
                if brief is not None:
                    change.put_brief(case_id, brief)
                if offer is not None:
                    change.put_offer(case_id, offer)
        return change.changed

    def export_case(self, case_id: str, path: Path) -> None:
        """Write a case to a file: its document (`.json`), or with its files and history (`.cdmo`)."""
        from cdmo_desk import document  # noqa: PLC0415 - loaded when asked for

        if path.suffix.lower() == ENDING:
            self.export_parcel(case_id, path)
            return
        if path.suffix.lower() != ".json":
            raise Refused(
                say(
                    "{path} must end in .json (the case document) or .cdmo (with its files and its history).", path=path
                )
            )
        files.put(path, document.text(self.document(case_id)).encode())


def _named(path: Path, read: "Callable[[], Case]") -> "Case":
    """Read a document and name its file in what is refused."""
    try:
        return read()
    except Refused as fault:
        if any(str(path) in problem.says for problem in fault.problems):
            raise
        problems = fault.problems
        if len(problems) == 1:
            raise Refused(f"{path}: {problems[0]}") from None
        raise Refused(f"{path} is not a valid case document:", *problems) from None
