"""Results, answers and a difference as one JSON object."""

from typing import TYPE_CHECKING, Any

from cdmo_desk.desk import Desk

if TYPE_CHECKING:
    from cdmo_desk.evaluation.answers import Answers
    from cdmo_desk.evaluation.results import Comparison


def as_one(
    desk: Desk, comparison: "Comparison", before: "Comparison | None", asked: "Answers | None"
) -> dict[str, Any]:
    """Return the results as JSON, with `answers` and `against` where they were asked for."""
    from cdmo_desk import evaluation  # noqa: PLC0415 - loaded when asked for

    made = evaluation.as_json(comparison)
    if before is not None or asked is not None:
        from cdmo_desk.evaluation.answers import plain  # noqa: PLC0415 - loaded when asked for

        if asked is not None:
            made["answers"] = plain(asked)
        if before is not None:
            made["against"] = plain(desk.what_changed(before, comparison))
    return made
