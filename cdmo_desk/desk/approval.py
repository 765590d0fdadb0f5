"""Requests of sign-off: where a case stands, frozen for signature, signed, typed, rejected, begun anew."""

from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cdmo_desk.desk.backups import Backups
from cdmo_desk.desk.signing import Signing
from cdmo_desk.problem import Refused
from cdmo_desk.speech import say

if TYPE_CHECKING:
    from cdmo_desk.document import Case
    from cdmo_desk.evaluation.results import Comparison
    from cdmo_desk.library import Changed, Library
    from cdmo_desk.library.change import Change
    from cdmo_desk.reports import Edition, TypedSignOff
    from cdmo_desk.signing.materiality import Difference
    from cdmo_desk.signing.route import Act, Approval


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """What is about to be signed, as it was shown: the case, its results, the very bytes, and how far the route was."""

    case: str
    case_sha256: str
    record: str
    content: bytes
    file: str
    decision: str
    acts: int
    revision: int
    is_frozen: bool
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A step that was just made: what it changed, where the case stands now, and what the person should know."""

    changed: "Changed"
    approval: "Approval"
    warnings: tuple[str, ...] = ()


class Approvals(Signing, Backups):
    """The route of a case."""

    def approval(self, case_id: str) -> "Approval":
        """Return where a case stands on its way through its route."""
        with self.library(read_only=True) as library:
            return self._approval(library, case_id)

    def standings(self) -> "dict[str, Approval]":
        """Return where the cases of the library stand whose sign-off was begun."""
        if not self.path.exists():
            return {}
        from cdmo_desk.library.schema import SIGN_OFFS  # noqa: PLC0415 - loaded when asked for

        with self.library(read_only=True) as library:
            begun = [row.id for row in library.cases() if library.owned(SIGN_OFFS, row.id)]
            return {case_id: self._approval(library, case_id) for case_id in begun}

    def approval_paper(self, case_id: str, edition: "Edition | None" = None) -> "Ready":
        """Return the document of a case as it would be signed now, or as it stands where it is frozen."""
        from cdmo_desk import document  # noqa: PLC0415 - loaded when asked for

        with self.library(read_only=True) as library:
            found = self._approval(library, case_id)
            case = document.read(library.load(case_id))
            content = library.source(found.file) if found.file else b""
        frozen = found.frozen
        if frozen is not None and content:
            return Ready(
                case=case_id,
                case_sha256=_case_hash(case),
                record=frozen.record,
                content=content,
                file=sha256(content).hexdigest(),
                decision=frozen.decision,
                acts=len(found.acts),
                revision=found.revision,
                is_frozen=True,
            )
        return self._ready(case, self.compare(case), found, edition)

    def ready(self, case: "Case", comparison: "Comparison", edition: "Edition | None" = None) -> "Ready":
        """Return the document for signature of a case not yet frozen, from results that are at hand."""
        return self._ready(case, comparison, self.approval(case.brief.id), edition)

    def sign_case(
        self, seen: Ready, passphrase: str, *, role: str, meaning: str, identity: str = "", p12: Path | None = None
    ) -> Done:
        """Sign what was shown, as the next of the route; the first signature freezes the case.

        Raises `Refused` if the case or its sign-off changed since it was shown, or where it is another's turn.
        """
        from cdmo_desk.signing import fields, route, sign  # noqa: PLC0415 - loaded when asked for
        from cdmo_desk.signing.verify import verify  # noqa: PLC0415 - as above

        meaning = sign.plain_meaning(meaning)
        with self.library(read_only=True) as library:
            found = self._unchanged(library, seen)
            brief_route = self._route(library, seen.case)
        if found.next is None or found.next.role != role:
            route.may(found, role, "")
        with fields.reading(seen.content) as reader:
            places = fields.found(reader)
        sign.next_field(places, role)
        if any(place.is_signed for place in places):
            before = verify(seen.content, seen.case, {}, brief_route)
            if not before.is_unaltered:
                raise Refused(say("The document was changed since it was last signed; nothing is signed."))
        warnings = self.note_clock()
        unlocked = self.unlock_file(p12, passphrase) if p12 is not None else self.unlock(identity, passphrase)
        certificate = unlocked.key.certificate
        step = route.may(found, role, certificate.name)
        when = self.clock()
        made = sign.sign(seen.content, unlocked.key, sign.Signing(role=role, meaning=meaning, when=when))
        done = route.Act(
            number=0,
            act=route.SIGNED,
            revision=seen.revision,
            time=when,
            role=step.role,
            person=certificate.name,
            meaning=meaning,
            record=seen.record,
            file=sha256(made).hexdigest(),
            fingerprint=certificate.fingerprint,
        )
        request = say("Sign as {role}: {name}", role=role, name=certificate.name)
        changed = self._step(seen, request, meaning, (done,), made)
        return Done(changed=changed, approval=self.approval(seen.case), warnings=(*warnings, *unlocked.warnings))

    def type_off(self, seen: Ready, *, role: str, name: str, meaning: str) -> Done:
        """Record a typed sign-off, and print it as such: no certificate, no digital signature.

        Where the document carries a digital signature nothing can be printed into it any more.
        """
        from cdmo_desk import document  # noqa: PLC0415 - loaded when asked for
        from cdmo_desk.signing import route, sign  # noqa: PLC0415 - as above
        from cdmo_desk.signing.final import final  # noqa: PLC0415 - as above
        from cdmo_desk.signing.identity import plain_name  # noqa: PLC0415 - as above

        meaning, name = sign.plain_meaning(meaning), plain_name(name)
        with self.library(read_only=True) as library:
            found = self._unchanged(library, seen)
            case = document.read(library.load(seen.case))
        step = route.may(found, role, name)
        if any(other.state == route.SIGNED for other in found.steps):
            says = "The document carries a digital signature; a typed sign-off cannot be printed into it any more."
            raise Refused(say(says))
        when = self.clock()
        done = route.Act(
            number=0,
            act=route.TYPED,
            revision=seen.revision,
            time=when,
            role=step.role,
            person=name,
            meaning=meaning,
            record=seen.record,
        )
        typed = _typed(found) | {step.number - 1: _as_typed(done)}
        edition = replace(self._edition(seen.content, found, case), typed=typed)
        made = final(case, self._same_results(case, seen), edition)
        done = replace(done, file=sha256(made.content).hexdigest())
        request = say("Sign off as {role} without a certificate: {name}", role=role, name=name)
        changed = self._step(seen, request, meaning, (done,), made.content)
        return Done(changed=changed, approval=self.approval(seen.case), warnings=made.notes)

    def reject(self, case_id: str, reason: str) -> Done:
        """Reject the revision where it stands in the route; it goes no further."""
        from cdmo_desk.signing import route  # noqa: PLC0415 - loaded when asked for

        reason = " ".join(reason.split())
        if not reason:
            raise Refused(say("Say why it is rejected; the reason stands in the audit trail."))
        found = self.approval(case_id)
        step = found.next
        if found.state == "rejected" or step is None:
            raise Refused(say("There is nothing to reject: every step is signed, or it is rejected already."))
        done = route.Act(
            number=0,
            act=route.REJECTED,
            revision=found.revision,
            time=self.clock(),
            role=step.role,
            person=step.person or self.who,
            reason=reason,
        )
        request = say("Reject as {role}: {name}", role=step.role, name=done.person)
        changed = self._add(case_id, found, request, reason, (done,))
        return Done(changed=changed, approval=self.approval(case_id))

    def new_revision(self, case_id: str, why: str = "") -> Done:
        """Open a signed or rejected case to edits again, as its next revision; the old document is superseded."""
        from cdmo_desk.signing import route  # noqa: PLC0415 - loaded when asked for

        found = self.approval(case_id)
        if not found.is_frozen:
            raise Refused(say("Revision {n} is open to edits already.", n=found.revision))
        done = route.Act(
            number=0, act=route.REVISED, revision=found.revision, time=self.clock(), person=self.who, reason=why
        )
        request = say("Start revision {n}", n=found.revision + 1)
        changed = self._add(case_id, found, request, why, (done,))
        return Done(changed=changed, approval=self.approval(case_id))

    def difference(self, case: "Case", comparison: "Comparison", found: "Approval") -> "Difference | None":
        """Return what an open revision does to the decision that was last signed; None where none was."""
        from cdmo_desk.signing.materiality import difference  # noqa: PLC0415 - loaded when asked for

        before = found.last_signed
        if before is None or before.revision == found.revision or not before.decision:
            return None
        return difference(before.decision, case, comparison)

    def signed_paper(self, file: str) -> bytes:
        """Return a document of the library by its SHA-256."""
        with self.library(read_only=True) as library:
            return library.source(file)

    def freeze(self, seen: Ready) -> Done:
        """Freeze a case for signature without signing: its document can then be signed in another program too."""
        if seen.is_frozen:
            raise Refused(say("The case is frozen for signature already."))
        with self.library(read_only=True) as library:
            self._unchanged(library, seen)
        changed = self._step(seen, say("Freeze for signature"), "", (), b"")
        return Done(changed=changed, approval=self.approval(seen.case))

    # Parts

    def _approval(self, library: "Library", case_id: str) -> "Approval":
        from cdmo_desk.library.schema import SIGN_OFFS  # noqa: PLC0415 - loaded when asked for
        from cdmo_desk.signing.route import approval, read  # noqa: PLC0415 - as above

        acts = [read(row) for row in library.owned(SIGN_OFFS, case_id)]
        return approval(case_id, self._route(library, case_id), acts)

    def _route(self, library: "Library", case_id: str) -> "Any":  # noqa: ANN401 - a tuple of signatories
        from cdmo_desk.document.reading import record  # noqa: PLC0415 - loaded when asked for
        from cdmo_desk.programme.brief import Brief  # noqa: PLC0415 - as above

        brief, _, _ = record(Brief, library.load(case_id)["case"], "case")
        return () if brief is None else brief.route

    def _ready(self, case: "Case", comparison: "Comparison", found: "Approval", edition: "Edition | None") -> Ready:
        from cdmo_desk import reports  # noqa: PLC0415 - loaded when asked for
        from cdmo_desk.signing.final import final  # noqa: PLC0415 - as above
        from cdmo_desk.signing.materiality import decision  # noqa: PLC0415 - as above

        edition = edition or reports.Edition()
        edition = replace(edition, revision=say("revision {n}", n=found.revision), steps=self.steps(case))
        made = final(case, comparison, edition)
        return Ready(
            case=case.brief.id,
            case_sha256=made.case_sha256,
            record=made.record,
            content=made.content,
            file=sha256(made.content).hexdigest(),
            decision=decision(comparison),
            acts=len(found.acts),
            revision=found.revision,
            is_frozen=False,
            notes=made.notes,
        )

    def _unchanged(self, library: "Library", seen: Ready) -> "Approval":
        """Refuse if case or sign-off are not as they were shown."""
        from cdmo_desk import document  # noqa: PLC0415 - loaded when asked for

        found = self._approval(library, seen.case)
        now = _case_hash(document.read(library.load(seen.case)))
        if now != seen.case_sha256 or len(found.acts) != seen.acts:
            raise Refused(say("The case has changed since it was shown. Look at it again, then sign."))
        return found

    def _step(self, seen: Ready, request: str, why: str, acts: "tuple[Act, ...]", made: bytes) -> "Changed":
        """Add steps to a case as it was shown, freezing it first where it is open."""
        from cdmo_desk.signing import route  # noqa: PLC0415 - loaded when asked for

        if not seen.is_frozen:
            freeze = route.Act(
                number=0,
                act=route.FROZEN,
                revision=seen.revision,
                time=acts[0].time if acts else self.clock(),
                person=self.who,
                record=seen.record,
                file=seen.file,
                decision=seen.decision,
            )
            acts = (freeze, *acts)
        with self.library() as library:
            found = self._unchanged(library, seen)
        return self._add(seen.case, found, request, why, acts, made=made, base=seen)

    def _add(
        self,
        case_id: str,
        found: "Approval",
        request: str,
        why: str,
        acts: "tuple[Act, ...]",
        *,
        made: bytes = b"",
        base: Ready | None = None,
    ) -> "Changed":
        """Add steps to the sign-off in one request, with the document they made; undo stops there."""
        from cdmo_desk.library.schema import SIGN_OFFS  # noqa: PLC0415 - loaded when asked for
        from cdmo_desk.signing.route import as_row  # noqa: PLC0415 - as above

        with self.library() as library, library.change(request, case_id, self.who, self.clock(), why) as change:
            if base is not None:
                self._unchanged(library, base)
            if len(library.owned(SIGN_OFFS, case_id)) != len(found.acts):
                raise Refused(say("The case has changed since it was shown. Look at it again, then sign."))
            change.close_to_undo(say("What was signed or rejected cannot be undone. Start a new revision."))
            for place, act in enumerate(acts, start=len(found.acts) + 1):
                change.put_row(SIGN_OFFS, as_row(case_id, replace(act, number=place)))
            self._put_papers(library, change, found, base, made)
        self.keep_signed()
        return change.changed

    def _put_papers(
        self, library: "Library", change: "Change", found: "Approval", base: Ready | None, made: bytes
    ) -> None:
        record = base.record if base else found.frozen.record if found.frozen else ""
        if base is not None and not base.is_frozen:
            self.put_paper(library, change, base.content, base.content, record=record, case_id=base.case)
        if made:
            first = base.content if base else made
            self.put_paper(library, change, first, made, record=record, case_id=found.case)

    def _same_results(self, case: "Case", seen: Ready) -> "Comparison":
        """Return the results that were shown, computed again."""
        from cdmo_desk.signing.contents import contents  # noqa: PLC0415 - loaded when asked for

        record = contents(seen.content).record
        return self.compare(case, trials=int(record["trials"]), seed=record["seed"])

    def _edition(self, content: bytes, found: "Approval", case: "Case") -> "Edition":
        from cdmo_desk.signing.contents import contents  # noqa: PLC0415 - loaded when asked for
        from cdmo_desk.signing.recompute import edition_of  # noqa: PLC0415 - as above

        edition = edition_of(contents(content).edition)
        return replace(edition, steps=self.steps(case), revision=say("revision {n}", n=found.revision))


def _case_hash(case: "Case") -> str:
    from cdmo_desk.reports.record import fingerprint  # noqa: PLC0415 - loaded when asked for

    return fingerprint(case)


def _typed(found: "Approval") -> "dict[int, TypedSignOff]":
    from cdmo_desk.signing.route import TYPED  # noqa: PLC0415 - loaded when asked for

    return {step.number - 1: _as_typed(step.act) for step in found.steps if step.act and step.state == TYPED}


def _as_typed(act: "Act") -> "TypedSignOff":
    from cdmo_desk.reports import TypedSignOff  # noqa: PLC0415 - loaded when asked for
    from cdmo_desk.signing.stamp import moment  # noqa: PLC0415 - as above

    return TypedSignOff(name=act.person, meaning=act.meaning, at=moment(act.time))
