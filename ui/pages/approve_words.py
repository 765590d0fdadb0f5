"""The sentences of the page Approve."""

from cdmo_desk.desk.sign_off import Approval, moment
from cdmo_desk.speech import say
from ui.signing_state import SignOff


def sentences(shown: SignOff) -> tuple[str, str]:
    """Return what the page says at its head."""
    found = shown.approval
    if found.state == "approved":
        return say("Revision {n} is approved: every step of the route is signed.", n=found.revision), ""
    if found.state == "rejected":
        act = next((step.act for step in found.steps if step.state == "rejected"), None)
        says = say("Revision {n} is rejected by {name}.", n=found.revision, name=act.person if act else "")
        return says, act.reason if act else ""
    if found.state == "frozen":
        act = found.frozen
        when = moment(act.time) if act else ""
        return (
            say("Frozen for signature on {when}.", when=when),
            say("Signing alters nothing in it. To edit, start a new revision."),
        )
    first = say("Revision {n} is open. The first signature freezes it.", n=found.revision)
    second = " ".join(shown.difference.says) if shown.difference else say("What you see is what is signed.")
    return first, second


def done(found: Approval) -> str:
    """Return what to say once a step was made."""
    if found.state == "approved":
        return say("Signed. Every step of the route is signed now.")
    if found.state == "rejected":
        return say("Rejected. The reason stands in the audit trail.")
    if found.state == "open":
        return say("Revision {n} is open to edits.", n=found.revision)
    step = found.next
    if step is None:
        return say("Signed.")
    return say("Signed. Next is “{role}”, by {person}.", role=step.role, person=step.person or say("anybody"))


def state(found: Approval | None) -> str:
    """Return the word of the navigation: `1 of 3`."""
    if found is None or (found.state == "open" and not found.done):
        return ""
    if found.state == "rejected":
        return say("rejected")
    return say("{done} of {of}", done=found.done, of=len(found.steps))


def file_name(shown: SignOff) -> str:
    """Return what the document is called where it is saved."""
    found = shown.approval
    return f"{found.case}-revision-{found.revision}{'' if found.is_frozen else '-draft'}.pdf"
