"""Where a case stands on its way through the route of signatures: a view of the steps that its library keeps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from cdmo_desk.problem import Refused
from cdmo_desk.signing.fields import ROLES
from cdmo_desk.signing.identity import same_name
from cdmo_desk.speech import say

if TYPE_CHECKING:
    from cdmo_desk.programme.brief import Signatory

FROZEN, SIGNED, TYPED, REJECTED, REVISED, CLOCK = "frozen", "signed", "typed", "rejected", "revised", "clock"
State = Literal["open", "frozen", "approved", "rejected"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Something that was done on the way: what, by whom, when, and to which file."""

    number: int
    act: str
    revision: int
    time: datetime
    role: str = ""
    person: str = ""
    meaning: str = ""
    reason: str = ""
    record: str = ""
    file: str = ""
    fingerprint: str = ""
    decision: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step of the route: whose it is, and what became of it: `signed`, `typed`, `rejected`, `next` or `waiting`."""

    number: int
    role: str
    person: str
    state: str
    act: Act | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A document of a revision as it last stood; `state` is `current`, `superseded` or `rejected`."""

    revision: int
    file: str
    time: datetime
    signatures: int
    state: str
    is_typed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """The sign-off of a case: its revision, how far it is, the steps of its route, and its documents, newest first."""

    case: str
    revision: int
    state: State
    steps: tuple[Step, ...]
    papers: tuple[Paper, ...]
    acts: tuple[Act, ...]

    @property
    def is_frozen(self) -> bool:
        """Say whether the case takes no edits."""
        return self.state != "open"

    @property
    def next(self) -> Step | None:
        """Return whose turn it is; None where nothing is left to sign."""
        return next((step for step in self.steps if step.state == "next"), None)

    @property
    def done(self) -> int:
        """Return how many steps are signed."""
        return sum(step.state in (SIGNED, TYPED) for step in self.steps)

    @property
    def frozen(self) -> Act | None:
        """Return the act that froze this revision."""
        return next((act for act in reversed(self.acts) if act.act == FROZEN and act.revision == self.revision), None)

    @property
    def file(self) -> str:
        """Return the SHA-256 of this revision's document as it stands, empty where there is none."""
        return next((paper.file for paper in self.papers if paper.revision == self.revision), "")

    @property
    def last_signed(self) -> Act | None:
        """Return the act that froze the last revision that somebody signed."""
        signed = {act.revision for act in self.acts if act.act in (SIGNED, TYPED)}
        return next((act for act in reversed(self.acts) if act.act == FROZEN and act.revision in signed), None)


def approval(case: str, route: "Sequence[Signatory]", acts: Sequence[Act]) -> Approval:
    """Return where a case stands."""
    revision = 1 + sum(act.act == REVISED for act in acts)
    mine = [act for act in acts if act.revision == revision and act.act != REVISED]
    entries: list[tuple[str, str]] = [(entry.role, entry.name) for entry in route] or [(role, "") for role in ROLES]
    done = [act for act in mine if act.act in (SIGNED, TYPED)]
    rejected = next((act for act in mine if act.act == REJECTED), None)
    steps = []
    for place, (role, person) in enumerate(entries):
        act = done[place] if place < len(done) else None
        state = "waiting"
        if act is not None:
            state = act.act
        elif place == len(done):
            act, state = (rejected, REJECTED) if rejected else (None, "next")
        steps.append(
            Step(number=place + 1, role=role, person=person or (act.person if act else ""), state=state, act=act)
        )
    whole: State = "frozen" if mine else "open"
    if rejected:
        whole = "rejected"
    elif len(done) >= len(entries):
        whole = "approved"
    return Approval(
        case=case, revision=revision, state=whole, steps=tuple(steps), papers=_papers(acts, revision), acts=tuple(acts)
    )


def may(found: Approval, role: str, person: str) -> Step:
    """Return the step that a person may sign now, or raise `Refused`."""
    if found.state == "rejected":
        raise Refused(say("This revision was rejected. Start a new revision, and sign that."))
    step = found.next
    if step is None:
        raise Refused(say("Every step of the route is signed; nothing is left to sign."))
    if step.role != role:
        says = "Next in the route is “{next}”, by {person}; “{role}” comes after it."
        raise Refused(say(says, next=step.role, person=step.person or say("anyone"), role=role))
    if step.person and not same_name(step.person, person):
        raise Refused(
            say(
                "The route names {wanted} as {role}; {person} cannot sign there.",
                wanted=step.person,
                role=role,
                person=person,
            )
        )
    return step


def as_row(case: str, act: Act) -> dict[str, str | int]:
    """Return an act as the library keeps it."""
    row: dict[str, str | int] = {"case_id": case, "number": act.number, "act": act.act, "revision": act.revision}
    row["time"] = act.time.isoformat()
    names = ("role", "person", "meaning", "reason", "record", "file", "fingerprint", "decision")
    return row | {name: getattr(act, name) for name in names if getattr(act, name)}


def read(row: "Mapping[str, str | int]") -> Act:
    """Read an act as the library keeps it."""
    names = ("act", "role", "person", "meaning", "reason", "record", "file", "fingerprint", "decision")
    texts = {name: str(row[name]) for name in names if name in row}
    time = datetime.fromisoformat(str(row["time"]))
    return Act(number=int(row["number"]), revision=int(row["revision"]), time=time, **texts)


def _papers(acts: Sequence[Act], revision: int) -> tuple[Paper, ...]:
    found: dict[int, Paper] = {}
    for act in acts:
        before = found.get(act.revision)
        if act.act == REJECTED and before:
            found[act.revision] = _paper(before.file, act, before.signatures, REJECTED, is_typed=before.is_typed)
        elif act.file:
            count = (before.signatures if before else 0) + (act.act in (SIGNED, TYPED))
            state = "current" if act.revision == revision else "superseded"
            typed = act.act == TYPED or bool(before and before.is_typed)
            found[act.revision] = _paper(act.file, act, count, state, is_typed=typed)
    return tuple(found[number] for number in sorted(found, reverse=True))


def _paper(file: str, act: Act, signatures: int, state: str, *, is_typed: bool) -> Paper:
    return Paper(revision=act.revision, file=file, time=act.time, signatures=signatures, state=state, is_typed=is_typed)
