"""The comparison for a terminal: the ranking, and what the rule gives with its reasons."""

from collections.abc import Iterator
from textwrap import wrap

from cdmo_desk.document import Case
from cdmo_desk.evaluation.results import Comparison
from cdmo_desk.sheets.decision import decision
from cdmo_desk.sheets.figures import Figures
from cdmo_desk.sheets.measures import fitting
from cdmo_desk.sheets.ranking import ranking
from cdmo_desk.sheets.sheet import plain
from cdmo_desk.sheets.text import as_text

WIDTH = 110
COLUMNS = (
    "offer", "kind", "stated", "contract", "expected", "likely", "bad", "stops", "present", "error", "cheapest",
    "score", "must", "rank",
)  # fmt: skip


def verdict(case: Case, comparison: Comparison, figures: Figures | None = None) -> Iterator[str]:
    """Give the lines of the ranking table, and of the decision in words."""
    figures = figures or fitting(comparison)
    yield as_text(ranking(case, comparison, figures).pick(*COLUMNS), 150)
    words = decision(case, comparison, figures)
    for text in words.first:
        yield from wrap(text, WIDTH)
    yield from wrap(plain(words.asks), WIDTH)
    for number, reason in enumerate(words.reasons, 1):
        yield from wrap(f"{number}. {reason.head} {reason.says}", WIDTH, subsequent_indent="   ")
    yield from wrap(words.rule, WIDTH)
