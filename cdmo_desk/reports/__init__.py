"""Paper: the PDF for approval."""

from cdmo_desk.reports.writing import write

__all__ = ["write"]
