"""The library: one SQLite file with cases, sources and the journal of every change."""

from cdmo_desk.library.change import Change, Changed
from cdmo_desk.library.journal import Entry
from cdmo_desk.library.rows import Touched
from cdmo_desk.library.store import CaseRow, Library, SourceRow, SupplierRow

__all__ = ["CaseRow", "Change", "Changed", "Entry", "Library", "SourceRow", "SupplierRow", "Touched"]
