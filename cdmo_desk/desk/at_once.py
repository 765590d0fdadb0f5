"""What an edit shows at once: the base case, of which only what changed is reckoned again."""

from functools import cached_property
from typing import TYPE_CHECKING

from cdmo_desk.desk.desktop import Desktop

if TYPE_CHECKING:
    from cdmo_desk.document import Case
    from cdmo_desk.evaluation import Kept
    from cdmo_desk.evaluation.results import Comparison


class AtOnce(Desktop):
    """The base case while one works."""

    @cached_property
    def _kept(self) -> "Kept":
        from cdmo_desk import evaluation  # noqa: PLC0415 - loaded when asked for

        return evaluation.Kept()

    def base_case(self, case: "Case") -> "Comparison":
        """Evaluate the base case alone, without crossovers; what rests on the same is not reckoned again."""
        from cdmo_desk import evaluation  # noqa: PLC0415 - loaded when asked for

        return evaluation.compare(case, trials=0, traced=False, kept=self._kept)
