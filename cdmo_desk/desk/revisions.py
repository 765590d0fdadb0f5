"""The request that tells the revisions of an offer apart."""

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from cdmo_desk.desk.answers import Asked
from cdmo_desk.problem import Refused, shown
from cdmo_desk.speech import say

if TYPE_CHECKING:
    from cdmo_desk.document import Case
    from cdmo_desk.evaluation.results import Comparison
    from cdmo_desk.intake.becoming_revisions import Revision
    from cdmo_desk.sheets.revisions import Step


class Revisions(Asked):
    """Revisions of offers, round by round."""

    def revisions(self, case: "Case", offer_id: str) -> "tuple[Revision, ...]":
        """Return the revisions of an offer, the earliest first; one that was never revised has itself alone."""
        from cdmo_desk.intake.becoming_revisions import revisions  # noqa: PLC0415 - loaded when asked for

        found = next((offer for offer in case.document["offers"] if offer["id"] == offer_id), None)
        if found is None:
            known = ", ".join(offer.id for offer in case.offers)
            raise Refused(say("The case has no offer {offer}; it has {known}.", offer=shown(offer_id), known=known))
        return revisions(found)

    def revised(self, case: "Case", offer_id: str, *, trials: int | None = None) -> "tuple[Step, ...]":
        """Return what each revision of an offer changed, all else in the case as it stands; none for a first one."""
        from cdmo_desk.evaluation.difference import difference  # noqa: PLC0415 - loaded when asked for
        from cdmo_desk.sheets.revisions import Step, changes  # noqa: PLC0415 - as above

        found = self.revisions(case, offer_id)
        if len(found) == 1:
            return ()
        compared = [_compared(case, dict(revision.offer), trials) for revision in found]
        return tuple(
            Step(
                before=one,
                after=other,
                lines=changes(one.offer.get("lines", ()), other.offer.get("lines", ())),
                moved=difference(compared[number], compared[number + 1]).offers[offer_id],
            )
            for number, (one, other) in enumerate(pairwise(found))
        )

    def proposed(self, case: "Case", offer: dict[str, Any]) -> "Step | None":
        """Return what an offer as a file would make it changes, in the base case; None where it revises nothing."""
        from cdmo_desk.evaluation.difference import difference  # noqa: PLC0415 - loaded when asked for
        from cdmo_desk.intake.becoming_revisions import revisions  # noqa: PLC0415 - as above
        from cdmo_desk.sheets.revisions import Step, changes  # noqa: PLC0415 - as above

        name = str(offer["id"])
        standing = next((found for found in case.document["offers"] if found["id"] == name), None)
        if standing is None or len(revisions(offer)) <= len(revisions(standing)):
            return None
        before, after = revisions(standing)[-1], revisions(offer)[-1]
        moved = difference(_compared(case, dict(standing), 0), _compared(case, offer, 0))
        return Step(
            before=before,
            after=after,
            lines=changes(before.offer.get("lines", ()), after.offer.get("lines", ())),
            moved=moved.offers[name],
        )


def _compared(case: "Case", offer: dict[str, Any], trials: int | None) -> "Comparison":
    """Evaluate a case with an offer as it once was."""
    from cdmo_desk import document, evaluation  # noqa: PLC0415 - loaded when asked for

    offers = [offer if known["id"] == offer["id"] else known for known in case.document["offers"]]
    return evaluation.compare(
        document.read({**case.document, "offers": offers}),
        trials=evaluation.TRIALS if trials is None else trials,
        seed=evaluation.SEED,
    )
