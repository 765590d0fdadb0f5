"""Requests over documents that were signed in another program: recognised, judged, registered."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cdmo_desk import files
from cdmo_desk.desk.approval import Approvals, Done
from cdmo_desk.desk.signing import Signed
from cdmo_desk.problem import Refused
from cdmo_desk.speech import say

if TYPE_CHECKING:
    from cdmo_desk.signing.route import Step
    from cdmo_desk.signing.verdict import Signature, Verdict


class Elsewhere(Approvals):
    """Files that come back signed, and files of cases that are signed where they lie."""

    def sign_file(
        self,
        path: Path,
        passphrase: str,
        *,
        role: str,
        meaning: str,
        identity: str = "",
        p12: Path | None = None,
        output: Path | None = None,
    ) -> Signed:
        """Sign a PDF as the next of its route; that of a case of this library goes on along the case's own route.

        Raises `Refused` as `sign_case` does, and where the file is not the case's document as it now stands.
        """
        given: dict[str, Any] = {"role": role, "meaning": meaning, "identity": identity, "p12": p12}
        pdf = files.content(path)
        case_id = self._case_of(pdf)
        if not case_id:
            made = super().sign_file(path, passphrase, **given, output=output)
            return replace(made, warnings=(*made.warnings, *self._not_frozen(made.path)))
        seen = self.approval_paper(case_id)
        if not seen.is_frozen or seen.file != sha256(pdf).hexdigest():
            says = (
                "{name} is not the document of case {case} as it now stands. Take that from page Approve, and sign it."
            )
            raise Refused(say(says, name=path.name, case=case_id))
        done = self.sign_case(seen, passphrase, **given)
        target = output or path
        files.put(target, self.signed_paper(done.approval.file))
        last = done.approval.acts[-1]
        return Signed(
            path=target,
            name=last.person,
            role=last.role,
            fingerprint=last.fingerprint,
            sha256=done.approval.file,
            left=tuple(_named(step) for step in done.approval.steps if step.state in ("next", "waiting")),
            warnings=(*done.warnings, say("The route of case {case} goes on with it.", case=case_id)),
        )

    def _not_frozen(self, path: Path) -> tuple[str, ...]:
        """Say so where a case of this library was signed outside its route."""
        from cdmo_desk.signing.contents import record_of  # noqa: PLC0415 - loaded when asked for

        case_id = str(record_of(files.content(path)).get("case", ""))
        with self.library(read_only=True) as library:
            is_known = any(row.id == case_id for row in library.cases())
        says = "Case {case} of this library is not frozen by it: its own route is on page Approve."
        return (say(says, case=case_id),) if is_known else ()

    def _case_of(self, pdf: bytes) -> str:
        """Return the case whose frozen document a file is, or was; empty for any other file."""
        from cdmo_desk.library.schema import PAPERS  # noqa: PLC0415 - loaded when asked for

        if not self.path.exists():
            return ""
        with self.library(read_only=True) as library:
            first = self.first_state(library.shared(PAPERS), pdf)
            known = {row.id for row in library.cases()}
        case_id = str((first or {}).get("case_id", ""))
        return case_id if case_id in known else ""

    def read_signed(self, path: Path) -> "tuple[str, Verdict, tuple[Signature, ...]]":
        """Return which case a file signed elsewhere is of, what it is worth, and the signatures to be registered."""
        from cdmo_desk.library.schema import PAPERS  # noqa: PLC0415 - loaded when asked for
        from cdmo_desk.signing.verify import verify  # noqa: PLC0415 - as above

        pdf = files.content(path)
        with self.library(read_only=True) as library:
            rows = library.shared(PAPERS)
            first = self.first_state(rows, pdf)
            if first is None or "case_id" not in first:
                raise Refused(say("{name} is no document that this library froze for signature.", name=path.name))
            case_id = str(first["case_id"])
            found = self._approval(library, case_id)
            verdict = verify(pdf, path.name, self.known_signers(), self._route(library, case_id))
            before = library.source(found.file)
        if found.frozen is None or found.frozen.record != first.get("record") or found.state == "rejected":
            raise Refused(say("{name} is of an older revision of the case, which is superseded.", name=path.name))
        if not pdf.startswith(before) or len(pdf) <= len(before):
            raise Refused(say("{name} holds no signature that is not registered here already.", name=path.name))
        if not verdict.is_unaltered:
            says = [*verdict.problems, *(says for signature in verdict.signatures for says in signature.problems)]
            raise Refused(say("{name} is not registered: {says}", name=path.name, says=" ".join(says)))
        return case_id, verdict, verdict.signatures[found.done :]

    def register_signed(self, path: Path, fingerprints: "dict[str, str] | None" = None) -> Done:
        """Register signatures made in another program on the document that this library froze.

        `fingerprints` are those that were confirmed with their owners, by themselves; signers known here need none.
        """
        from cdmo_desk.signing import fields, route  # noqa: PLC0415 - loaded when asked for
        from cdmo_desk.signing.identity import read_certificate  # noqa: PLC0415 - as above

        case_id, _, new = self.read_signed(path)
        pdf = files.content(path)
        known, confirmed = self.known_signers(), fingerprints or {}
        with fields.reading(pdf) as reader:
            certificates = [read_certificate(found.signer_cert.dump()) for found in reader.embedded_signatures]
        for signature in new:
            if signature.fingerprint not in known:
                says = "{name} is not known here. Compare the fingerprint with its owner, and confirm it: {fingerprint}"
                if signature.fingerprint not in confirmed:
                    raise Refused(say(says, name=signature.name, fingerprint=signature.fingerprint))
                mine = next(found for found in certificates if found.fingerprint == signature.fingerprint)
                self.trust(mine, confirmed[signature.fingerprint])
                known = self.known_signers()
        found = self.approval(case_id)
        acts = tuple(
            route.Act(
                number=0,
                act=route.SIGNED,
                revision=found.revision,
                time=signature.when or self.clock(),
                role=signature.role,
                person=signature.name,
                meaning=signature.meaning,
                record=found.frozen.record if found.frozen else "",
                file=sha256(pdf).hexdigest(),
                fingerprint=signature.fingerprint,
                reason=say("signed in another program"),
            )
            for signature in new
        )
        request = say("Register signatures from {name}", name=path.name)
        changed = self._add(case_id, found, request, "", acts, made=pdf)
        return Done(changed=changed, approval=self.approval(case_id))


def _named(step: "Step") -> str:
    return f"{step.person} ({step.role})" if step.person else step.role
