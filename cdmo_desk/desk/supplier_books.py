"""Requests over workbooks that go to suppliers and come back: the template, questions and their answers."""

from pathlib import Path

from cdmo_desk import files
from cdmo_desk.desk.cases import Cases
from cdmo_desk.problem import Refused, shown
from cdmo_desk.speech import say


class SupplierBooks(Cases):
    """Workbooks for suppliers."""

    def write_template(self, path: Path, case_id: str | None = None, kind: str | None = None) -> None:
        """Write the workbook in which suppliers quote: for a case of the library or a case document, or for any."""
        from cdmo_desk.contract.offer import KINDS  # noqa: PLC0415 - as below
        from cdmo_desk.reports.supplier_book import template  # noqa: PLC0415 - loaded when asked for

        check_ending(path)
        if kind is not None and kind not in KINDS:
            raise Refused(
                say("{kind} is no kind of contract; known are {kinds}.", kind=shown(kind), kinds=", ".join(KINDS))
            )
        files.put(path, template(self.case(case_id).brief if case_id is not None else None, kind))


def check_ending(path: Path) -> None:
    """Refuse a path that is not that of a workbook."""
    if path.suffix.lower() != ".xlsx":
        raise Refused(say("{path} must end in .xlsx; it is written for Excel.", path=path))
