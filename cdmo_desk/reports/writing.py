"""Write the PDF of a case: whole or not at all."""

from contextlib import suppress
from hashlib import sha256
from os import fsync
from pathlib import Path
from secrets import token_hex

from cdmo_desk.document import Case, text
from cdmo_desk.evaluation.results import Comparison
from cdmo_desk.problem import Refused
from cdmo_desk.reports.document import Imprint, paper_size, render
from cdmo_desk.sheets.figures import Figures
from cdmo_desk.sheets.measures import fitting


def write(
    case: Case,
    comparison: Comparison,
    path: Path,
    *,
    paper: str = "A4",
    made_by: str = "",
    revision: str = "",
    locale: str = "en",
) -> tuple[str, ...]:
    """Write the PDF of a case, and return what its reader should know, such as characters that no font has.

    `made_by` names the company or person at the head of each page, `revision` the case's revision in words.
    The same case, comparison and words give the same bytes. Raises `Refused` where the file cannot be written.
    """
    figures = fitting(comparison, Figures(locale))
    numbered = f"Case {case.brief.id}, {revision}" if revision else f"Case {case.brief.id}"
    imprint = _imprint(case, comparison, figures, made_by=made_by, numbered=numbered, paper=paper)
    content, notes = render(case, comparison, figures, imprint)
    _keep(content, Path(path))
    return notes


def _imprint(
    case: Case, comparison: Comparison, figures: Figures, *, made_by: str, numbered: str, paper: str
) -> Imprint:
    brief = case.brief
    trials = (
        f"{figures.full(comparison.trials)} trials, seed {comparison.seed}" if comparison.trials else "no simulation"
    )
    return Imprint(
        paper=paper_size(paper),
        title=brief.title or brief.id,
        author=made_by,
        language=figures.locale,
        left="   ".join(part for part in (made_by, "Sourcing decision") if part),
        right=f"{numbered}   Draft, not signed   {figures.long_date(brief.as_of)}",
        foot=f"CDMO Desk {comparison.version}   {trials}   case SHA-256 {fingerprint(case)[:16]}…",
        draft=True,
    )


def fingerprint(case: Case) -> str:
    """Return the SHA-256 of a case document as the program writes it."""
    return sha256(text(case.document).encode("utf-8", "surrogatepass")).hexdigest()


def _keep(content: bytes, path: Path) -> None:
    """Put the file in its place in one step; what stood there stays until then."""
    if path.is_dir():
        raise Refused(f"{path} is a folder. Name a file in it.")
    made: Path | None = None
    try:
        made = path.with_name(f".{token_hex(8)}.pdf")
        with made.open("xb") as target:
            target.write(content)
            target.flush()
            fsync(target.fileno())
        made.replace(path)
    except OSError as fault:
        if made is not None:
            with suppress(OSError):
                made.unlink()
        reason = fault.strerror or type(fault).__name__
        raise Refused(f"{path} cannot be written: {reason}. Choose another folder, or close the file.") from None
