"""What the page Approve shows of a case: made on the worker, so that the window only lays it out."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cdmo_desk.sheets.checklist import Check, checklist
from ui.paper import Paper, opened

if TYPE_CHECKING:
    from cdmo_desk.desk import Desk
    from cdmo_desk.desk.sign_off import Approval, Difference, Identity, Ready
    from cdmo_desk.document import Case
    from cdmo_desk.evaluation.results import Comparison


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOff:
    """A case on its way through its route: where it stands, its document, the checklist, who can sign here."""

    case: "Case"
    approval: "Approval"
    ready: "Ready"
    paper: Paper
    checks: tuple[Check, ...]
    identities: "tuple[Identity, ...]"
    difference: "Difference | None"


def look(desk: "Desk", case: "Case", comparison: "Comparison") -> SignOff:
    """Return all of it; a document not frozen is printed anew."""
    found = desk.approval(case.brief.id)
    ready = desk.approval_paper(case.brief.id) if found.is_frozen else desk.ready(case, comparison)
    return SignOff(
        case=case,
        approval=found,
        ready=ready,
        paper=opened(ready.content),
        checks=checklist(case, comparison),
        identities=own_identities(desk),
        difference=desk.difference(case, comparison, found),
    )


def own_identities(desk: "Desk") -> "tuple[Identity, ...]":
    """Return the identities that can sign here."""
    return tuple(known for known in desk.identities() if known.is_own)
