"""Requests over reviews that are not finished: kept for a return, beside the record."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

from cdmo_desk import files
from cdmo_desk.desk.desktop import Desktop
from cdmo_desk.problem import Refused
from cdmo_desk.speech import say

if TYPE_CHECKING:
    from cdmo_desk.intake.corrections import Corrections
    from cdmo_desk.intake.reading import Reading
    from cdmo_desk.library.reviews import ReviewRow


class Reviews(Desktop):
    """Reviews of files that a person left."""

    def unfinished(self, case_id: str) -> "list[ReviewRow]":
        """Return the reviews of a case that were left, the oldest first."""
        with self.library(read_only=True) as library:
            return library.unfinished(case_id)

    def keep_review(self, case_id: str, reading: "Reading", into: str) -> None:
        """Keep a review with its file and corrections for a return."""
        from cdmo_desk.intake.corrections_json import as_plain  # noqa: PLC0415 - loaded when asked for
        from cdmo_desk.library.reviews import ReviewRow  # noqa: PLC0415 - loaded when asked for

        text = json.dumps(as_plain(reading.corrections), ensure_ascii=False)
        time = self.clock().isoformat(timespec="seconds")
        row = ReviewRow(case_id, reading.quote.sha256, reading.path.name, into, text, time)
        content = files.content(reading.path)
        with self.library() as library:
            library.keep_review(row, content)

    def left(self, case_id: str, sha256: str) -> "tuple[Corrections, ReviewRow] | None":
        """Return the corrections of a file whose review was left, if there is one."""
        from cdmo_desk.intake.corrections_json import from_plain  # noqa: PLC0415 - loaded when asked for

        row = next((row for row in self.unfinished(case_id) if row.sha256 == sha256), None)
        return (from_plain(json.loads(row.corrections)), row) if row is not None else None

    def drop_review(self, case_id: str, sha256: str) -> None:
        """Forget a review, if it was kept."""
        with self.library() as library:
            if any(row.sha256 == sha256 for row in library.unfinished(case_id)):
                library.drop_review(case_id, sha256)

    def reviewed_file(self, case_id: str, sha256: str, folder: Path) -> Path:
        """Write the file of a review that was left into a folder, under its own name."""
        with self.library(read_only=True) as library:
            row = next((row for row in library.unfinished(case_id) if row.sha256 == sha256), None)
            content = library.reviewed(case_id, sha256)
        if row is None or content is None:
            raise Refused(say("This review is no longer kept; import the file again."))
        path = folder / (Path(row.name).name or "quote")
        files.put(path, content)
        return path
