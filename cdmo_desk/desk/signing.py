"""Requests over files to sign: signed, verified, computed again, registered when they were signed elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from cdmo_desk import files
from cdmo_desk.desk.cases import Cases
from cdmo_desk.desk.identities import Identities, Unlocked
from cdmo_desk.desk.papers import Papers
from cdmo_desk.problem import Refused
from cdmo_desk.speech import say

if TYPE_CHECKING:
    from cdmo_desk.document import Case
    from cdmo_desk.evaluation.results import Comparison
    from cdmo_desk.library import Library
    from cdmo_desk.library.change import Change
    from cdmo_desk.library.schema import Row
    from cdmo_desk.programme.brief import Signatory
    from cdmo_desk.reports import Edition
    from cdmo_desk.signing.contents import Contents
    from cdmo_desk.signing.fields import Field
    from cdmo_desk.signing.verdict import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """A document that was just signed: where it is, by whom, and what the signer should know."""

    path: Path
    name: str
    role: str
    fingerprint: str
    sha256: str
    left: tuple[str, ...]
    warnings: tuple[str, ...] = ()


class Signing(Identities, Cases, Papers):
    """Documents and their signatures."""

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
        """Sign a PDF as the next of its route, and keep what was signed in the library.

        A draft is made final first: computed and printed anew, with the same figures. Raises `Refused` where it was
        changed since the last signature, where its figures do not come out, or where it is another's turn.
        """
        from cdmo_desk.signing import fields, sign  # noqa: PLC0415 - loaded when asked for
        from cdmo_desk.signing.contents import contents  # noqa: PLC0415 - as above
        from cdmo_desk.signing.verify import verify  # noqa: PLC0415 - as above

        pdf = files.content(path)
        sign.plain_meaning(meaning)
        base = pdf
        with fields.reading(pdf) as reader:
            places = fields.found(reader)
            wide = float(reader.root["/Pages"]["/Kids"][0].get("/MediaBox", (0, 0, 595, 842))[2])
        found = contents(pdf)
        if found.problems:
            raise Refused(say("{name} is not signed: {says}", name=path.name, says=" ".join(found.problems)))
        route = self._route_of(found)
        is_new = not any(place.is_signed for place in places)
        if is_new and found.is_ours and found.edition.get("state") == "draft":
            base = self._made_final(path.name, found)
        elif is_new and not places:
            base = fields.prepare(pdf, self._places(found, route, wide))
        elif not is_new:
            before = verify(pdf, path.name, {}, route)
            if not before.is_unaltered:
                says = [*before.problems, *(says for signature in before.signatures for says in signature.problems)]
                raise Refused(say("{name} is not signed: {says}", name=path.name, says=" ".join(says)))
        with fields.reading(base) as reader:
            field = sign.next_field(fields.found(reader), role)
        warnings = self.note_clock()
        unlocked = self.unlock_file(p12, passphrase) if p12 is not None else self.unlock(identity, passphrase)
        self._is_theirs(route, field.number, role, unlocked.key.certificate.name)
        made = sign.sign(base, unlocked.key, sign.Signing(role=role, meaning=meaning, when=self.clock()))
        after = verify(made, path.name, {unlocked.key.certificate.fingerprint: ""}, route)
        if not after.is_unaltered:
            raise AssertionError("a signature just made does not hold")
        with self.library(create=True) as library:
            self._keep_signed(library, base, made, role, record=found.record_hash, unlocked=unlocked)
        target = output or path
        files.put(target, made)
        return Signed(
            path=target,
            name=unlocked.key.certificate.name,
            role=role,
            fingerprint=unlocked.key.certificate.fingerprint,
            sha256=sha256(made).hexdigest(),
            left=after.missing,
            warnings=(*warnings, *unlocked.warnings),
        )

    def for_signature(
        self, case: "Case", comparison: "Comparison", path: Path, edition: "Edition | None" = None
    ) -> list[str]:
        """Write the PDF of a case as it goes to signature, with empty fields; returns what it has to say about it."""
        from dataclasses import replace  # noqa: PLC0415 - loaded when asked for

        from cdmo_desk.reports import Edition  # noqa: PLC0415 - as above
        from cdmo_desk.signing.final import final  # noqa: PLC0415 - as above

        edition = edition or Edition()
        made = final(case, comparison, edition if edition.steps else replace(edition, steps=self.steps(case)))
        files.put(path, made.content)
        return list(made.notes)

    def verify(self, path: Path) -> "Verdict":
        """Return what a PDF's signatures are worth, whether what is inside belongs together, and comes out the same.

        Raises `Refused` if it cannot be read.
        """
        from cdmo_desk.signing.contents import contents  # noqa: PLC0415 - loaded when asked for
        from cdmo_desk.signing.verify import verify  # noqa: PLC0415 - as above

        pdf = files.content(path)
        known = self.known_signers()
        first = verify(pdf, path.name, known)
        found = contents(pdf)
        verdict = verify(pdf, path.name, known, self._route_of(found)) if found.is_ours else first
        names = tuple(sorted(found.files))
        case = str(found.record.get("case", ""))
        verdict = verdict.with_more(problems=found.problems, attachments=names, record=found.record_hash, case=case)
        if not found.is_ours:
            says = say("This is not a document of this program: there are no figures inside to compute again.")
            return self._known_state(pdf, verdict.with_more(doubts=(says,)))
        return self._known_state(pdf, self._computed(found, verdict))

    # Parts

    def _computed(self, found: "Contents", verdict: "Verdict") -> "Verdict":
        """Compute the case again, and compare with what is attached and printed."""
        from cdmo_desk.signing.recompute import other_pages, recompute  # noqa: PLC0415 - loaded when asked for
        from cdmo_desk.signing.verdict import Recomputed  # noqa: PLC0415 - as above

        if found.problems:
            says = say("The figures are not computed again: what is inside does not belong together.")
            return verdict.with_more(recomputed=Recomputed(is_done=False, says=says))
        if not found.is_whole:
            return self._from_library(found, verdict)
        try:
            case = found.case()
            again, comparison = recompute(found, case, self._compare)
        except (Refused, ValueError, KeyError, TypeError):
            says = say("The figures cannot be computed again: this program does not read the attached case.")
            return verdict.with_more(doubts=(says,), recomputed=Recomputed(is_done=False, says=says))
        problems: tuple[str, ...] = ()
        if again.differing:
            problems = (again.says,)
        elif again.made_with == again.computed_with:
            says = other_pages(found, case, comparison)
            problems = (says,) if says else ()
        return verdict.with_more(problems=problems, recomputed=again)

    def _from_library(self, found: "Contents", verdict: "Verdict") -> "Verdict":
        """Compute the case of this library again, where it is just the one that the document's hashes name."""
        from cdmo_desk.reports import hashes  # noqa: PLC0415 - loaded when asked for
        from cdmo_desk.signing.verdict import Recomputed  # noqa: PLC0415 - as above

        record = found.record
        says = say("The figures cannot be computed again: the whole case does not travel inside, nor is it here.")
        try:
            case = self.case(str(record["case"]))
            comparison = self.compare(case, trials=int(record["trials"]), seed=record["seed"])
            now = hashes(case, comparison)
        except (Refused, KeyError, TypeError, ValueError):
            return verdict.with_more(doubts=(says,), recomputed=Recomputed(is_done=False, says=says))
        if now.case != record["case_sha256"]:
            return verdict.with_more(doubts=(says,), recomputed=Recomputed(is_done=False, says=says))
        if now.results == record["results_sha256"]:
            says = say("Computed again from the case in this library: all results are the same.")
            return verdict.with_more(recomputed=Recomputed(is_done=True, says=says))
        says = say("Computed again from the case in this library: the results are not the same.")
        made = Recomputed(is_done=True, says=says, made_with=str(record["program"]), computed_with=comparison.version)
        return verdict.with_more(problems=(says,), recomputed=made)

    def _compare(self, case: "Case", trials: int, seed: int | None) -> "Comparison":
        return self.compare(case, trials=trials, seed=seed)

    def _made_final(self, name: str, found: "Contents") -> bytes:
        """Return the document for signature that a draft stands for; its figures must come out the same."""
        from dataclasses import replace  # noqa: PLC0415 - loaded when asked for

        from cdmo_desk.signing.final import final  # noqa: PLC0415 - as above
        from cdmo_desk.signing.recompute import edition_of, recompute  # noqa: PLC0415 - as above

        if not found.is_whole:
            says = "{name} is a draft, and its case does not travel inside. Write it for signature: report --final."
            raise Refused(say(says, name=name))
        case = found.case()
        again, comparison = recompute(found, case, self._compare)
        if again.differing or again.made_with != again.computed_with:
            raise Refused(say("{name} is a draft whose figures are old. Write it anew, then sign it.", name=name))
        edition = replace(edition_of(found.edition), steps=self.steps(case))
        return final(case, comparison, edition).content

    def _places(self, found: "Contents", route: "Sequence[Signatory]", wide: float) -> "tuple[Field, ...]":
        from cdmo_desk import reports  # noqa: PLC0415 - loaded when asked for
        from cdmo_desk.signing import fields  # noqa: PLC0415 - as above
        from cdmo_desk.signing.final import field_in  # noqa: PLC0415 - as above

        if not found.is_ours:
            return fields.usual(1, wide)
        boxes = reports.signature_boxes(route, str(found.edition.get("paper", "A4")))
        return tuple(field_in(box, place) for place, box in enumerate(boxes))

    def _route_of(self, found: "Contents") -> "Sequence[Signatory]":
        """Return who should sign, as the attached case says."""
        from cdmo_desk.signing.contents import CASE  # noqa: PLC0415 - loaded when asked for

        if CASE not in found.files:
            return ()
        try:
            return found.case().brief.route
        except Refused:
            return ()

    def _is_theirs(self, route: "Sequence[Signatory]", number: int, role: str, name: str) -> None:
        from cdmo_desk.signing.identity import same_name  # noqa: PLC0415 - loaded when asked for

        if number <= len(route) and not same_name(route[number - 1].name, name):
            says = "The route names {wanted} as {role}; {name} cannot sign there."
            raise Refused(say(says, wanted=route[number - 1].name, role=role, name=name))

    def _keep_signed(
        self, library: "Library", base: bytes, made: bytes, role: str, *, record: str, unlocked: Unlocked
    ) -> None:
        """Keep a document signed outside a case's own page, with its entry in the journal."""
        certificate = unlocked.key.certificate
        request = say("Sign a document as {role}: {name}", role=role, name=certificate.name)
        why = say("Certificate SHA-256 {fingerprint}", fingerprint=certificate.fingerprint)
        with library.change(request, None, self.who, self.clock(), why) as change:
            self.put_paper(library, change, base, made, record=record)

    def put_paper(
        self, library: "Library", change: "Change", base: bytes, made: bytes, *, record: str, case_id: str = ""
    ) -> str:
        """Keep a document as it stands now, and remember from which unsigned one it came. Returns its SHA-256."""
        from cdmo_desk.library.schema import PAPERS  # noqa: PLC0415 - loaded when asked for
        from cdmo_desk.signing import fields  # noqa: PLC0415 - as above

        rows = library.shared(PAPERS)
        with fields.reading(made) as reader:
            count = len(reader.embedded_signatures)
        first = self.first_state(rows, made) or _base_row(base, record, case_id, len(rows))
        change.put_shared(PAPERS, first)
        digest = change.put_source(made, f"signed-{sha256(made).hexdigest()[:12]}.pdf", "signed document")
        if count:
            row: Row = {"sha256": digest, "base": first["base"], "size": first["size"], "signatures": count}
            row |= {name: first[name] for name in ("record", "case_id") if name in first}
            change.put_shared(PAPERS, row | {"number": len(rows) + 1})
        return digest

    def _known_state(self, pdf: bytes, verdict: "Verdict") -> "Verdict":
        """Say what this library knows of a document."""
        from cdmo_desk.library.schema import PAPERS, SIGN_OFFS  # noqa: PLC0415 - loaded when asked for

        if not self.path.exists():
            return verdict
        with self.library(read_only=True) as library:
            rows = library.shared(PAPERS)
            first = self.first_state(rows, pdf)
            if first is None:
                return verdict
            acts = library.owned(SIGN_OFFS, str(first["case_id"])) if "case_id" in first else []
        states = sorted((row for row in rows if row["base"] == first["base"]), key=lambda row: int(row["number"]))
        verdict = verdict.with_more(doubts=_superseded(acts, {str(row["sha256"]) for row in states}))
        newest = states[-1]
        if newest["sha256"] == verdict.sha256:
            says = say("The library knows this document, and it is as it was last signed here.")
            return verdict.with_more(remarks=(*verdict.remarks, says))
        if any(row["sha256"] == verdict.sha256 for row in states):
            says = say("This is an earlier state: {n} signatures are known here.", n=newest["signatures"])
            return verdict.with_more(problems=(says,))
        if len(verdict.signatures) > int(newest["signatures"]):
            return verdict.with_more(doubts=(say("A signature was added elsewhere; register it in the library."),))
        return verdict.with_more(problems=(say("The library knows this document in another form than this."),))

    def note_clock(self) -> tuple[str, ...]:
        """Warn where the clock stands before the last entry of the journal, and record that as an event of its own."""
        from cdmo_desk.library.schema import TRIES  # noqa: PLC0415 - loaded when asked for
        from cdmo_desk.signing.stamp import moment  # noqa: PLC0415 - as above

        if not self.path.exists():
            return ()
        now = self.clock()
        with self.library() as library:
            entry = library.last()
            last = None if entry is None else entry.time
            if last is None or now >= last:
                return ()
            request = say("The clock stands before the last entry, of {last}", last=moment(last))
            with library.change(request, None, self.who, now) as change:
                row: Row = {"name": "clock", "wrong": 0, "turned_away": 0, "since": now.isoformat(), "ticks": 0}
                change.put_shared(TRIES, row)
        says = "This computer’s clock stands before the last entry of the journal, of {last}. Check the clock."
        return (say(says, last=moment(last)),)

    @staticmethod
    def first_state(rows: "Sequence[Row]", pdf: bytes) -> "Row | None":
        """Return the row of the unsigned document that a file begins with, the longest there is."""
        found = [
            row for row in rows if not row["signatures"] and sha256(pdf[: int(row["size"])]).hexdigest() == row["base"]
        ]
        return max(found, key=lambda row: int(row["size"])) if found else None


def _base_row(base: bytes, record: str, case_id: str, number: int) -> "Row":
    digest = sha256(base).hexdigest()
    row: Row = {"sha256": digest, "base": digest, "size": len(base), "signatures": 0, "number": number}
    return row | ({"record": record} if record else {}) | ({"case_id": case_id} if case_id else {})


def _superseded(acts: "Sequence[Row]", files_: set[str]) -> tuple[str, ...]:
    """Say whether a document is of an older revision than its case."""
    mine = {int(act["revision"]) for act in acts if act.get("file") in files_}
    now = 1 + sum(act["act"] == "revised" for act in acts)
    if not mine or max(mine) >= now:
        return ()
    return (say("It is superseded: it is of revision {n}, and the case is at {now}.", n=max(mine), now=now),)
