"""Requests that answer what people ask of a comparison: what moves it, what would change it, what if."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from cdmo_desk.desk.desktop import Desktop

if TYPE_CHECKING:
    from cdmo_desk.document import Case
    from cdmo_desk.evaluation.answers import Answers
    from cdmo_desk.evaluation.difference import Difference
    from cdmo_desk.evaluation.results import Comparison


class Asked(Desktop):
    """Answers, what-ifs and differences; nothing here changes a case."""

    def answers(
        self,
        case: "Case",
        *,
        trials: int | None = None,
        seed: int | None = None,
        wanted: Callable[[], bool] | None = None,
    ) -> "Answers":
        """Return the answers of a case; without trials only those that rest on the base case.

        `wanted` is asked now and then whether to go on; where it says no, `Unwanted` is raised.
        """
        from cdmo_desk import evaluation  # noqa: PLC0415 - loaded when asked for
        from cdmo_desk.evaluation import answers  # noqa: PLC0415 - as above

        return answers.answers(
            case,
            trials=answers.TRIALS if trials is None else min(trials, answers.TRIALS),
            seed=evaluation.SEED if seed is None else seed,
            wanted=wanted,
        )

    def changed(self, case: "Case", changes: Mapping[str, Any], *, scenario: str | None = None) -> "Case":
        """Return a case under one of its named scenarios and with changes, by their paths; the case stays as it is."""
        if scenario is None and not changes:
            return case
        from cdmo_desk.evaluation import answers  # noqa: PLC0415 - loaded when asked for

        found = case if scenario is None else answers.scenario(case, scenario)
        return answers.changed(found, changes) if changes else found

    def what_changed(self, before: "Comparison", after: "Comparison") -> "Difference":
        """Return what changed from one comparison to another."""
        from cdmo_desk.evaluation.difference import difference  # noqa: PLC0415 - loaded when asked for

        return difference(before, after)
