"""Write the PDF of a case: whole or not at all."""

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from cdmo_desk import files
from cdmo_desk.document import Case, text
from cdmo_desk.evaluation.results import Comparison
from cdmo_desk.reports.document import Imprint, State, render
from cdmo_desk.reports.panels import TypedSignOff
from cdmo_desk.reports.paper import paper_size
from cdmo_desk.sheets.figures import Figures
from cdmo_desk.sheets.measures import fitting

STATES: dict[State, str] = {"draft": "Draft, not signed", "final": "For signature"}


def write(
    case: Case,
    comparison: Comparison,
    path: Path,
    *,
    paper: str = "A4",
    made_by: str = "",
    revision: str = "",
    locale: str = "en",
    state: State = "draft",
    typed: Mapping[int, TypedSignOff] | None = None,
) -> tuple[str, ...]:
    """Write the PDF of a case, and return what its reader should know, such as characters that no font has.

    `made_by` names the company or person at the head of each page, `revision` the case's revision in words.
    The same case, comparison and words give the same bytes. Raises `Refused` where the file cannot be written.
    """
    figures = fitting(comparison, Figures(locale))
    numbered = f"Case {case.brief.id}, {revision}" if revision else f"Case {case.brief.id}"
    imprint = _imprint(case, comparison, figures, made_by=made_by, numbered=numbered, paper=paper, state=state)
    imprint = replace(imprint, typed=typed or {})
    content, notes = render(case, comparison, figures, imprint)
    files.put(Path(path), content)
    return notes


def _imprint(
    case: Case, comparison: Comparison, figures: Figures, *, made_by: str, numbered: str, paper: str, state: State
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
        right=f"{numbered}   {STATES[state]}   {figures.long_date(brief.as_of)}",
        foot=f"CDMO Desk {comparison.version}   {trials}   case SHA-256 {fingerprint(case)[:16]}…",
        state=state,
    )


def fingerprint(case: Case) -> str:
    """Return the SHA-256 of a case document as the program writes it."""
    return sha256(text(case.document).encode("utf-8", "surrogatepass")).hexdigest()
