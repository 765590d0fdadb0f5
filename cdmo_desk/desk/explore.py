"""Requests of page Explore: what an input moves, and named scenarios."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from cdmo_desk.desk.answers import Asked
from cdmo_desk.desk.score import Scores
from cdmo_desk.problem import Refused, shown
from cdmo_desk.speech import say

if TYPE_CHECKING:
    from cdmo_desk.document import Case
    from cdmo_desk.evaluation import Kept
    from cdmo_desk.evaluation.answers import Answers
    from cdmo_desk.evaluation.answers.paired import Paired
    from cdmo_desk.evaluation.crossover import Polyline
    from cdmo_desk.evaluation.results import Comparison
    from cdmo_desk.library import Changed

Json = dict[str, Any]


class Explores(Asked, Scores):
    """What-ifs: nothing alters a case but the keeping of a scenario."""

    @cached_property
    def _explored(self) -> "Kept":
        from cdmo_desk import evaluation  # noqa: PLC0415 - loaded when asked for

        return evaluation.Kept()

    def standing(self, case: "Case") -> dict[str, float]:
        """Return each ranked offer's present cost at likely values, mixed over the gates: at once."""
        from cdmo_desk.evaluation.answers.standing import standing  # noqa: PLC0415 - loaded when asked for

        return standing(case)

    def explored(self, case: "Case", trials: int, wanted: Callable[[], bool]) -> "Comparison | None":
        """Return a what-if simulated, None where nobody wants it any more; one at a time."""
        from cdmo_desk import evaluation  # noqa: PLC0415 - loaded when asked for

        try:
            return evaluation.compare(case, trials=trials, traced=False, kept=self._explored, wanted=wanted)
        except evaluation.Unwanted:
            return None

    def answers_while(self, case: "Case", trials: int | None, wanted: Callable[[], bool]) -> "Answers | None":
        """Return the answers of a case, None where nobody wants them any more."""
        from cdmo_desk import evaluation  # noqa: PLC0415 - loaded when asked for

        try:
            return self.answers(case, trials=trials, wanted=wanted)
        except evaluation.Unwanted:
            return None

    def paired(self, case: "Case", trials: int, wanted: Callable[[], bool]) -> "Paired | None":
        """Return the ranked offers held against each other, None where nobody wants them any more."""
        from cdmo_desk import evaluation  # noqa: PLC0415 - loaded when asked for
        from cdmo_desk.evaluation.answers.paired import paired  # noqa: PLC0415 - as above

        try:
            return paired(case, trials=trials, wanted=wanted)
        except evaluation.Unwanted:
            return None

    def lines_of(self, case: "Case") -> "dict[str, Polyline]":
        """Return each ranked offer's base-case present cost over the demand factor."""
        from cdmo_desk.evaluation.crossover import line  # noqa: PLC0415 - loaded when asked for
        from cdmo_desk.evaluation.levelling import plugs  # noqa: PLC0415 - as above
        from cdmo_desk.evaluation.scorecard import is_ranked  # noqa: PLC0415 - as above

        gaps = plugs(case.brief, case.offers)
        return {
            offer.id: line(case.brief, offer, gaps[offer.id]) for offer in case.offers if is_ranked(case.brief, offer)
        }

    def save_scenario(self, case_id: str, name: str, changes: Mapping[str, Any], *, replace: bool = False) -> "Changed":
        """Keep changes as a named scenario of the case; one of that name is replaced only where that is asked for."""
        named = " ".join(name.split())
        if not named:
            raise Refused(say("A scenario needs a name."))
        if not changes:
            raise Refused(say("Nothing is changed yet. Move an input first."))

        def edit(plain: Json) -> Json:
            from cdmo_desk import document  # noqa: PLC0415 - loaded when asked for

            kept = dict(changes)
            known = list(plain["case"].get("scenarios") or ())
            place = next((at for at, found in enumerate(known) if found["name"] == named), None)
            made = {"name": named, "changes": kept}
            self.changed(document.read(plain), kept)
            if place is None:
                known.append(made)
            elif replace:
                known[place] = made
            else:
                raise Refused(
                    say("There is a scenario {name} already. Choose another name, or replace it.", name=shown(named))
                )
            return plain | {"case": plain["case"] | {"scenarios": known}}

        return self._rewrite(case_id, say("Save scenario {name}", name=named), "", edit)

    def delete_scenario(self, case_id: str, name: str) -> "Changed":
        """Delete a named scenario of the case."""

        def edit(plain: Json) -> Json:
            known = list(plain["case"].get("scenarios") or ())
            kept = [found for found in known if found["name"] != name]
            if len(kept) == len(known):
                raise Refused(say("The case has no scenario {name} any more.", name=shown(name)))
            return plain | {"case": plain["case"] | {"scenarios": kept}}

        return self._rewrite(case_id, say("Delete scenario {name}", name=name), "", edit)
