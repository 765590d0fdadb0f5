"""What the chosen cell of the page Score rests on, shown in the form beside it."""

from typing import Any

from cdmo_desk.document import Case
from cdmo_desk.sheets.naming import capability, keys
from cdmo_desk.sheets.sheet import Row
from cdmo_desk.speech import say
from ui.forms.grid import Grid
from ui.pages.score_detail import Detail
from ui.pages.score_grid import FIRST, ScoreLayout
from ui.sheet_view import SheetView


class Looking:
    """Follows the chosen cell. `place` is its offer and topic, `who` the evaluator whose note is shown."""

    def __init__(self, detail: Detail, grid: Grid, layout: ScoreLayout, views: dict[str, SheetView]) -> None:
        self._detail, self._grid, self._layout, self._views = detail, grid, layout, views
        self.place = ("", "")
        self.who = ""

    def look(self, case: Case, name: str, evaluator: str) -> None:
        """Show what the chosen cell of a table rests on."""
        if name == "evaluations":
            self._at_score(case, evaluator)
            return
        view = self._views[name]
        row, column = view.current_row(), view.currentIndex().column()
        if name == "sites":
            self._at_sites(case, row)
        elif row is None or column < 1:
            self._detail.explain("", "", say("Choose an offer's cell to type what it says."))
        else:
            self._at_topic(case, name, row, view.sheet_model.columns[column].id)

    def _at_score(self, case: Case, evaluator: str) -> None:
        index = self._grid.currentIndex()
        row, column = index.row(), index.column() - FIRST
        if not 0 <= column < len(self._layout.offers) or not 0 <= row < len(case.brief.criteria):
            self._detail.explain("", "", say("Choose a score above to see who gave it, and to note why."))
            return
        criterion, (offer, title) = case.brief.criteria[row], self._layout.offers[column]
        self._views["evaluations"].select(
            lambda line: (
                line.offer == offer
                and line.cells[0].key == criterion.id
                and (not evaluator or line.cells[2].text == evaluator)
            )
        )
        plain = plain_offer(case, offer)
        self.place, self.who = (offer, criterion.id), evaluator
        if not evaluator:
            self._detail.show_record("evidence", (title, criterion.title), _entry(plain, "evidence", criterion.id))
            return
        given = [entry for entry in plain.get("evaluations") or () if entry["criterion"] == criterion.id]
        entry = next((entry for entry in given if entry["evaluator"] == evaluator), None)
        if entry is None:
            hint = say("{who} has not scored this yet. Type the score first.", who=evaluator)
            self._detail.explain(title, criterion.title, hint)
        else:
            heads = (title, say("{topic}, {who}", topic=criterion.title, who=evaluator))
            self._detail.show_record("note", heads, entry)

    def _at_sites(self, case: Case, row: Row | None) -> None:
        if row is None or not row.offer:
            self._detail.explain("", "", say("Choose an offer to name its sites."))
            return
        self.place = (row.offer, "")
        name = keys(case)[row.offer].name
        self._detail.show_sites((name, say("sites")), plain_offer(case, row.offer).get("sites") or [])

    def _at_topic(self, case: Case, name: str, row: Row, offer: str) -> None:
        topic = str(row.cells[0].key)
        plain = plain_offer(case, offer)
        self.place = (offer, topic)
        heads = (keys(case)[offer].name, row.cells[0].text)
        if name == "clauses":
            self._detail.show_record("clause", heads, _entry(plain, "clauses", topic))
        elif name == "must_haves":
            has = topic in (plain.get("capabilities") or ())
            heads = (heads[0], capability(case, topic))
            self._detail.show_record("evidence", heads, _entry(plain, "evidence", topic), claim=has)
        else:
            self._detail.show_record("evidence", heads, _entry(plain, "evidence", topic))


def plain_offer(case: Case, offer: str) -> dict[str, Any]:
    """Return an offer as it stands in the document."""
    found: dict[str, Any] = next(entry for entry in case.document["offers"] if entry["id"] == offer)
    return found


def _entry(plain: dict[str, Any], name: str, topic: str) -> dict[str, Any]:
    """Return the first record of an offer on a topic; an empty one where there is none."""
    key = {"evidence": "for", "clauses": "topic"}[name]
    return next((dict(entry) for entry in plain.get(name) or () if entry.get(key) == topic), {})
