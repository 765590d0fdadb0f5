"""Requests that compare a case and write documents of it."""

from pathlib import Path
from typing import TYPE_CHECKING

from cdmo_desk.desk.desktop import Desktop

if TYPE_CHECKING:
    from cdmo_desk.document import Case
    from cdmo_desk.evaluation.results import Comparison


class Papers(Desktop):
    """Comparison and paper."""

    def compare(self, case: "Case", *, trials: int | None = None, seed: int | None = None) -> "Comparison":
        """Evaluate a case."""
        from cdmo_desk import evaluation  # noqa: PLC0415 - loaded when asked for

        return evaluation.compare(
            case,
            trials=evaluation.TRIALS if trials is None else trials,
            seed=evaluation.SEED if seed is None else seed,
        )

    def report(self, case: "Case", comparison: "Comparison", path: Path, *, paper: str = "A4") -> list[str]:
        """Write the PDF of a case; returns what it has to say about the document, such as glyphs it lacks."""
        from cdmo_desk import reports  # noqa: PLC0415 - loaded when asked for

        return list(reports.write(case, comparison, path, paper=paper))
