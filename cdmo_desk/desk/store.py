"""Requests over the library as a whole: its soundness, its journal, undo and redo."""

from typing import TYPE_CHECKING

from cdmo_desk.desk.across import Across
from cdmo_desk.desk.backups import Backups
from cdmo_desk.problem import Refused

if TYPE_CHECKING:
    from cdmo_desk.library import Changed, Entry
    from cdmo_desk.library.checking import Report
    from cdmo_desk.sheets.history import Past, Sought


class Store(Across, Backups):
    """The library: is it sound, what was done, take it back."""

    def check(self, expected_head: str | None = None) -> list[str]:
        """Return what is wrong with the library; nothing if it is sound."""
        with self.library(read_only=True) as library:
            return library.check(expected_head)

    def audit(self, case_id: str) -> "list[Entry]":
        """Return the journal of a case."""
        with self.library(read_only=True) as library:
            found = list(library.journal(case_id))
            if not found:
                library.load(case_id)
            return found

    def history(self, case_id: str, wanted: "Sought | None" = None) -> "list[Past]":
        """Return what was done to a case, here and in libraries it came from, oldest first; all, or what is sought."""
        from cdmo_desk.sheets.history import Past, Sought, sought  # noqa: PLC0415 - loaded when asked for

        with self.library(read_only=True) as library:
            here = list(library.journal(case_id))
            if not here:
                library.load(case_id)
            own = {entry.hash for entry in here}
            earlier = [Past(entry, elsewhere=True) for entry in library.earlier(case_id) if entry.hash not in own]
        return sought([*earlier, *map(Past, here)], wanted or Sought())

    def examine(self, expected_head: str | None = None) -> "Report":
        """Return what is wrong with the library and what is sound, also of one too damaged to be worked on."""
        from cdmo_desk.library import checking, refusals  # noqa: PLC0415 - loaded when asked for

        try:
            with self.library(read_only=True) as library:
                return library.examine(expected_head)
        except refusals.Damaged:
            return checking.of_file(self.place, expected_head)

    def index(self) -> None:
        """Make the search index anew."""
        with self.library() as library:
            library.index()

    def find(self, text: str) -> list[str]:
        """Return the ids of the cases that hold every word of a text, by title."""
        from cdmo_desk.library.search import Damaged  # noqa: PLC0415 - loaded when asked for

        if not self.path.exists():
            return []
        try:
            with self.library(read_only=True) as library:
                return library.find(text)
        except Damaged as damaged:
            try:
                self.index()
            except Refused:
                raise damaged from None
        self._tell_healed()
        with self.library(read_only=True) as library:
            return library.find(text)

    def undo(self, case_id: str) -> "Changed":
        """Take back the last request of a case."""
        with self.library() as library:
            return library.undo(case_id, self.who, self.clock())

    def redo(self, case_id: str) -> "Changed":
        """Bring back the last request of a case that was taken back."""
        with self.library() as library:
            return library.redo(case_id, self.who, self.clock())

    def undoable(self, case_id: str) -> tuple[str | None, str | None]:
        """Return the names of the requests that undo and redo would act on, None where there is none."""
        with self.library(read_only=True) as library:
            return library.can_undo(case_id), library.can_redo(case_id)
