"""Compute the attached case again and say which figures come out the same, on paper and in the attached results."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from math import isclose
from typing import TYPE_CHECKING, Any

from cdmo_desk.signing.contents import Contents, differing_page, page_texts
from cdmo_desk.signing.verdict import Figure, Recomputed
from cdmo_desk.speech import counted, language, say

if TYPE_CHECKING:
    from cdmo_desk.document import Case
    from cdmo_desk.evaluation.results import Comparison
    from cdmo_desk.reports import Edition

SAME = 1e-9
MOST = 50
"""Differing figures that are listed."""
_OURS = {"version"}


def recompute(
    found: Contents, case: "Case", compare: "Callable[[Case, int, int | None], Comparison]"
) -> tuple[Recomputed, "Comparison"]:
    """Return what differs between the attached results and those computed now, with the attached trials and seed."""
    from cdmo_desk.evaluation import as_json  # noqa: PLC0415 - loaded when asked for
    from cdmo_desk.sheets.figures import Figures  # noqa: PLC0415 - as above

    attached = found.results()
    trials, seed = int(attached["trials"]), attached.get("seed")
    comparison = compare(case, trials, None if seed is None else int(seed))
    computed = json.loads(json.dumps(as_json(comparison)))
    leaves = list(_leaves(attached, computed, ""))
    differing = tuple(figure for figure, is_same in leaves if not is_same)
    count = Figures(language()).full(len(leaves))
    made_with, now = str(attached.get("version", "")), comparison.version
    if differing:
        says = counted(
            "1 of {of} figures does not come out the same: made with version {then}, computed with {now}.",
            "{n} of {of} figures do not come out the same: made with version {then}, computed with {now}.",
            len(differing),
            of=count,
            then=made_with,
            now=now,
        )
    else:
        says = say("All {n} attached figures come out the same with version {now}.", n=count, now=now)
    return (
        Recomputed(
            is_done=True,
            says=says,
            figures=len(leaves),
            made_with=made_with,
            computed_with=now,
            differing=differing[:MOST],
        ),
        comparison,
    )


def other_pages(found: Contents, case: "Case", comparison: "Comparison") -> str:
    """Say on which page figures are printed that are not those computed; nothing if there is none."""
    from cdmo_desk import reports  # noqa: PLC0415 - loaded when asked for
    from cdmo_desk.speech import speaking  # noqa: PLC0415 - as above

    edition = edition_of(found.edition)
    made = reports.make(case, comparison, edition)
    with speaking(edition.language):
        until = "" if "steps" in found.edition else say("Audit extract")
    page = differing_page(found.pages, page_texts(made.content), until, found.record_hash[:16])
    return "" if page is None else say("Page {page} shows other figures than those attached.", page=page)


def edition_of(plain: dict[str, Any]) -> "Edition":
    """Return how a document was made, as its record keeps it, with the journal that it prints."""
    from cdmo_desk.reports import Edition, TypedSignOff  # noqa: PLC0415 - loaded when asked for
    from cdmo_desk.sheets.journal import Step  # noqa: PLC0415 - as above

    names = ("paper", "language", "state", "travel", "committee", "made_by", "revision")
    typed = {
        int(entry["place"]): TypedSignOff(name=entry["name"], meaning=entry["meaning"], at=entry["at"])
        for entry in plain.get("typed") or ()
    }
    steps = tuple(
        Step(**(entry | {"time": datetime.fromisoformat(entry["time"])})) for entry in plain.get("steps") or ()
    )
    return Edition(**{name: plain[name] for name in names if name in plain}, typed=typed, steps=steps)


def _leaves(attached: Any, computed: Any, place: str) -> Iterator[tuple[Figure, bool]]:  # noqa: ANN401 - any JSON
    """Go through all figures, each with its place, as attached and as computed."""
    if isinstance(attached, dict) and isinstance(computed, dict):
        for key in sorted(attached.keys() | computed.keys()):
            if place or key not in _OURS:
                yield from _leaves(attached.get(key), computed.get(key), f"{place}.{key}" if place else key)
    elif isinstance(attached, list) and isinstance(computed, list) and len(attached) == len(computed):
        for number, pair in enumerate(zip(attached, computed, strict=True)):
            yield from _leaves(*pair, f"{place}[{number}]")
    else:
        yield Figure(place=place, attached=attached, computed=computed), _same(attached, computed)


def _same(one: Any, other: Any) -> bool:  # noqa: ANN401 - any JSON
    if isinstance(one, (int, float)) and isinstance(other, (int, float)) and not isinstance(one, bool):
        return isclose(one, other, rel_tol=SAME, abs_tol=SAME)
    return bool(one == other)
