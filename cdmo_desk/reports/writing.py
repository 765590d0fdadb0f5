"""Write the PDF of a case: whole or not at all."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from pathlib import Path

from cdmo_desk import files
from cdmo_desk.document import Case
from cdmo_desk.evaluation import SEED
from cdmo_desk.evaluation import answers as asked
from cdmo_desk.evaluation.answers import Answers
from cdmo_desk.evaluation.results import Comparison
from cdmo_desk.reports.archive import archived
from cdmo_desk.reports.committee import masked
from cdmo_desk.reports.document import Imprint, render
from cdmo_desk.reports.edition import Edition, State
from cdmo_desk.reports.lettering import Lettering
from cdmo_desk.reports.paper import SIDE, paper_size
from cdmo_desk.reports.press import Press
from cdmo_desk.reports.record import Hashes, attachments, fingerprint, texts
from cdmo_desk.sheets.figures import Figures
from cdmo_desk.sheets.measures import fitting
from cdmo_desk.speech import marked, say, speaking

__all__ = ["Made", "fingerprint", "make", "trials_of", "write"]

STATES: dict[State, str] = {"draft": marked("Draft, not signed"), "final": marked("For signature")}
USUAL = Edition()


@dataclass(frozen=True, slots=True)
class Made:
    """A document: its bytes, the hashes of what it is about, and what its reader should know."""

    content: bytes
    hashes: Hashes
    notes: tuple[str, ...]


def write(
    case: Case, comparison: Comparison, path: Path, edition: Edition = USUAL, answers: Answers | None = None
) -> tuple[str, ...]:
    """Write the PDF of a case, and return what its reader should know, such as characters that no font has.

    Raises `Refused` where the file cannot be written.
    """
    made = make(case, comparison, edition, answers)
    files.put(Path(path), made.content)
    return made.notes


def make(case: Case, comparison: Comparison, edition: Edition = USUAL, answers: Answers | None = None) -> Made:
    """Return the PDF of a case. The same case, results and edition give the same bytes.

    `answers` are those of the case with the comparison's seed and trials (`trials_of`), reckoned here if not at hand.
    """
    if answers is None:
        answers = asked.answers(case, trials=trials_of(comparison), seed=comparison.seed or SEED)
    with speaking(edition.language):
        written = texts(case, comparison)
        found = written.hashes
        steps = edition.steps
        if edition.committee:
            shown = masked(case, comparison, steps, answers)
            case, comparison, steps, answers = shown.case, shown.comparison, shown.steps, shown.answers
            written = texts(case, comparison)
        figures = fitting(comparison, Figures(edition.language))
        imprint = _imprint(case, comparison, figures, edition, found)
        inside = attachments(case, comparison, replace(edition, steps=steps), found, written)
        press = Press(
            case=case,
            comparison=comparison,
            figures=figures,
            answers=answers,
            letters=Lettering(),
            room=imprint.paper[0] - 2 * SIDE,
            hashes=found,
            steps=steps,
            inside=inside,
            typed=edition.typed,
        )
        content = archived(
            render(press, imprint),
            inside,
            title=imprint.title,
            language=edition.language,
            program=f"CDMO Desk {comparison.version}",
            record=found.record,
            at=steps[-1].time if steps else datetime.combine(case.brief.as_of, time(), UTC),
        )
    return Made(content, found, press.letters.notes)


def trials_of(comparison: Comparison) -> int:
    """Return how many trials the answers in the document rest on: the comparison's, at most what answers need."""
    return min(comparison.trials, asked.TRIALS)


def _imprint(case: Case, comparison: Comparison, figures: Figures, edition: Edition, found: Hashes) -> Imprint:
    brief = case.brief
    simulated = say("{trials} trials, seed {seed}", trials=figures.full(comparison.trials), seed=comparison.seed)
    named = say("Case {id}", id=brief.id)
    numbered = f"{named}, {edition.revision}" if edition.revision else named
    heading = [edition.made_by, say("Sourcing decision")]
    if edition.committee:
        heading.append(say("suppliers by letter"))
    foot = [
        f"CDMO Desk {comparison.version}",
        simulated if comparison.trials else say("no simulation"),
        say("case SHA-256 {hash}…", hash=found.case[:16]),
        say("record {hash}…", hash=found.record[:16]),
    ]
    return Imprint(
        paper=paper_size(edition.paper),
        title=brief.title or brief.id,
        author=edition.made_by,
        language=edition.language,
        left="   ".join(part for part in heading if part),
        right="   ".join([numbered, say(STATES[edition.state]), figures.long_date(brief.as_of)]),
        foot="   ".join(foot),
        state=edition.state,
    )
