"""What follows an edit: the base case at once, then simulations; of both only what changed is reckoned again."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from cdmo_desk.desk.desktop import Desktop

if TYPE_CHECKING:
    from cdmo_desk.document import Case
    from cdmo_desk.evaluation import Kept
    from cdmo_desk.evaluation.results import Comparison


class AtOnce(Desktop):
    """The base case and its simulations while one works; each has things of its own that it keeps."""

    @cached_property
    def _kept(self) -> "Kept":
        from cdmo_desk import evaluation  # noqa: PLC0415 - loaded when asked for

        return evaluation.Kept()

    @cached_property
    def _simulated(self) -> "dict[int, Kept]":
        """What is kept of simulations, by their number of trials."""
        return {}

    def base_case(self, case: "Case") -> "Comparison":
        """Evaluate the base case alone, without crossovers; what rests on the same is not reckoned again."""
        from cdmo_desk import evaluation  # noqa: PLC0415 - loaded when asked for

        return evaluation.compare(case, trials=0, traced=False, kept=self._kept)

    def simulated(
        self, case: "Case", trials: int, wanted: Callable[[], bool], progress: Callable[[int, int], None]
    ) -> "Comparison | None":
        """Compare a case with so many trials; None once it is no longer `wanted`. `progress` hears how far it is.

        For one caller at a time, beside one that asks for the base case.
        """
        from cdmo_desk import evaluation  # noqa: PLC0415 - loaded when asked for

        kept = self._simulated.setdefault(trials, evaluation.Kept())
        try:
            return evaluation.compare(case, trials=trials, kept=kept, wanted=wanted, progress=progress)
        except evaluation.Unwanted:
            return None
