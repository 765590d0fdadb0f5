"""Requests that compare a case and write documents of it."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cdmo_desk.desk.desktop import Desktop

if TYPE_CHECKING:
    from cdmo_desk.document import Case
    from cdmo_desk.evaluation.answers import Answers
    from cdmo_desk.evaluation.results import Comparison
    from cdmo_desk.reports import Edition
    from cdmo_desk.sheets.journal import Step


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

    def report(
        self,
        case: "Case",
        comparison: "Comparison",
        path: Path,
        edition: "Edition | None" = None,
        answers: "Answers | None" = None,
    ) -> list[str]:
        """Write the PDF of a case; returns what it has to say about the document, such as glyphs it lacks.

        `answers` are those of the comparison's trials and seed where they are at hand; else they are reckoned.
        The journal of a case that lies in the library as it is printed stands in it, unless the edition brings one.
        """
        from cdmo_desk import reports  # noqa: PLC0415 - loaded when asked for

        edition = edition or reports.Edition()
        if not edition.steps:
            edition = replace(edition, steps=self.steps(case))
        return list(reports.write(case, comparison, path, edition, answers))

    def steps(self, case: "Case") -> "tuple[Step, ...]":
        """Return the journal of a case for its document; nothing if the library does not hold it just so."""
        from cdmo_desk.sheets.journal import Step  # noqa: PLC0415 - loaded when asked for

        if not self.path.exists():
            return ()
        with self.library(read_only=True) as library:
            case_id = case.brief.id
            if all(row.id != case_id for row in library.cases()) or library.load(case_id) != case.document:
                return ()
            return tuple(
                Step(
                    number=entry.sequence,
                    time=entry.time,
                    who=entry.who,
                    request=entry.request,
                    why=entry.why,
                    hash=entry.hash,
                )
                for entry in library.journal(case_id)
            )
