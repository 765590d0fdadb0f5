"""Requests over the library as a whole: its soundness, its journal, undo and redo."""

from typing import TYPE_CHECKING

from cdmo_desk.desk.backups import Backups

if TYPE_CHECKING:
    from cdmo_desk.library import Changed, Entry


class Store(Backups):
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
