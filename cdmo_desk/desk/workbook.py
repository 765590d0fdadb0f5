"""The request that writes a case as a workbook."""

from pathlib import Path
from typing import TYPE_CHECKING

from cdmo_desk.desk.desktop import Desktop
from cdmo_desk.problem import Refused

if TYPE_CHECKING:
    from cdmo_desk.document import Case
    from cdmo_desk.evaluation.results import Comparison
    from cdmo_desk.reports.workbook import Logged


class Workbooks(Desktop):
    """Workbooks with live formulas."""

    def export_workbook(self, case: "Case", comparison: "Comparison", path: Path) -> None:
        """Write the workbook of a case to a file that ends in .xlsx; with the journal if the library has the case."""
        from cdmo_desk.reports import workbook  # noqa: PLC0415 - loaded when asked for

        if path.suffix.lower() != ".xlsx":
            raise Refused(f"{path} must end in .xlsx; a workbook is exported for Excel.")
        workbook.export(case, comparison, path, log=self.log(case))

    def log(self, case: "Case") -> "tuple[Logged, ...]":
        """Return the journal of a case as it stands in the library; empty where the document is not the library's."""
        from cdmo_desk.reports.workbook import Logged  # noqa: PLC0415 - loaded when asked for

        if not self.path.exists():
            return ()
        with self.library(read_only=True) as library:
            known = any(row.id == case.brief.id for row in library.cases())
            if not known or library.load(case.brief.id) != case.document:
                return ()
            return tuple(
                Logged(entry.sequence, entry.time, entry.who, entry.request, entry.why or "")
                for entry in library.journal(case.brief.id)
            )
