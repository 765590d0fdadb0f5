"""Criteria × offers as cells to type in: title and weight of a criterion, then each offer's score."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from cdmo_desk.contract.dossier import Evaluation
from cdmo_desk.document import Case
from cdmo_desk.field import columns
from cdmo_desk.programme.brief import Criterion
from cdmo_desk.sheets.naming import keys
from cdmo_desk.speech import say
from ui.forms.kinds import Kind, kind_of
from ui.forms.layouts import Draft, Place, Texts
from ui.forms.numerals import Numerals, Unread
from ui.pages.brief_parts import unique

FIRST = 2
"""Columns before those of the offers: title and weight."""
DECIMALS = 2  # that a mean is shown with
Rows = list[Any]


class ScoreLayout:
    """A row for each criterion: its title, its weight, and a score for each offer."""

    grows = True
    widest = 0

    def __init__(self, numerals: Numerals) -> None:
        declared = {column.name: column for column in (*columns(Criterion), *columns(Evaluation))}
        self.numerals = numerals
        self.titled = kind_of(declared["title"])
        self.weighed = kind_of(declared["weight"])
        self.scored = _optional(kind_of(declared["value"]))
        self.offers: tuple[tuple[str, str], ...] = ()

    def size(self, value: Rows) -> tuple[int, int]:
        """Return the number of criteria and of columns."""
        return len(value), FIRST + len(self.offers)

    def head(self, column: int) -> str:
        """Return the head of a column."""
        if column < FIRST:
            return (self.titled.label, self.weighed.label)[column]
        return self.offers[column - FIRST][1]

    def side(self, row: int) -> str:
        """Return no head of a row."""
        del row
        return ""

    def kind(self, row: int, column: int) -> Kind:
        """Return the kind of a cell."""
        del row
        return (self.titled, self.weighed)[column] if column < FIRST else self.scored

    def text(self, value: Rows, place: Place) -> str:
        """Return what a cell shows."""
        row, column = place
        if row >= len(value):
            return ""
        if column < FIRST:
            return self.kind(row, column).show(value[row].get(("title", "weight")[column]), self.numerals)
        found = value[row]["scores"].get(self.offers[column - FIRST][0])
        return "" if found is None else self.scored.show(round(found, DECIMALS), self.numerals)

    def read(self, value: Rows, typed: Texts) -> tuple[Rows, dict[Place, Draft]]:
        """Read each cell by itself; rows below the last become new criteria."""
        made = [record | {"scores": dict(record["scores"])} for record in value]
        drafts: dict[Place, Draft] = {}
        for (row, column), text in sorted(typed.items()):
            while row >= len(made):
                made.append(fresh(made))
            try:
                found = self.kind(row, column).read(text, self.numerals)
            except Unread as fault:
                drafts[row, column] = Draft(text, str(fault), self.text(value, (row, column)))
                continue
            if column < FIRST:
                made[row][("title", "weight")[column]] = found
            else:
                _put(made[row]["scores"], self.offers[column - FIRST][0], found)
        return made, drafts


def rows_of(case: Case, evaluator: str) -> Rows:
    """Return the criteria with the scores of an evaluator, those that count where nobody is named."""
    made = []
    for criterion in case.brief.criteria:
        scores: dict[str, float | int] = {}
        for offer in case.offers:
            if evaluator:
                entry = next(
                    (e for e in offer.evaluations if (e.criterion, e.evaluator) == (criterion.id, evaluator)), None
                )
                _put(scores, offer.id, entry.value if entry else None)
            else:
                _put(scores, offer.id, offer.scores.get(criterion.id))
        made.append({"id": criterion.id, "title": criterion.title, "weight": criterion.weight, "scores": scores})
    return made


def offers_of(case: Case) -> tuple[tuple[str, str], ...]:
    """Return the offers with their names as heads of columns."""
    return tuple((key.offer, key.name) for key in keys(case).values())


def fresh(rows: Rows) -> dict[str, Any]:
    """Return a criterion to begin with."""
    key = unique("criterion", {row["id"] for row in rows}, "-")
    return {"id": key, "title": say("New criterion"), "weight": 10, "scores": {}}


def criteria_of(rows: Rows, before: list[Any]) -> list[dict[str, Any]]:
    """Return rows as criteria of the document, what else stood in them kept."""
    known = {str(entry["id"]): dict(entry) for entry in before}
    return [
        known.get(row["id"], {}) | {"id": row["id"], "title": row["title"], "weight": row["weight"]} for row in rows
    ]


def scores_changed(before: Rows, after: Rows) -> dict[tuple[str, str], float | None]:
    """Return the scores that differ by offer and criterion, None where one was taken away."""
    old = {row["id"]: row["scores"] for row in before}
    made: dict[tuple[str, str], float | None] = {}
    for row in after:
        was: Mapping[str, float] = old.get(row["id"], {})
        for offer in {*was, *row["scores"]}:
            if was.get(offer) != row["scores"].get(offer):
                made[offer, row["id"]] = row["scores"].get(offer)
    return made


def _optional(kind: Kind) -> Kind:
    return replace(kind, optional=True, unit="")


def _put(scores: dict[str, Any], offer: str, value: float | None) -> None:
    if value is None:
        scores.pop(offer, None)
    else:
        scores[offer] = int(value) if value == int(value) else value
