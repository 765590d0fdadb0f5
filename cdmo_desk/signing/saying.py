"""A verdict in sentences, the same on the command line and in the window."""

from cdmo_desk.signing.stamp import ROLES, moment
from cdmo_desk.signing.verdict import KNOWN, OTHER_KEY, Signature, Verdict
from cdmo_desk.speech import counted, marked, say, within

SIGNERS = {
    KNOWN: marked("known here"),
    OTHER_KEY: marked("not the certificate known here"),
    "unknown": marked("not known here"),
}
COVERS = {
    "whole file": marked("covers the whole file"),
    "its revision": marked("covers all that was there then"),
    "part": marked("does not cover the file"),
}


def headline(verdict: Verdict) -> str:
    """Return the answer in one sentence."""
    count = len(verdict.signatures)
    if not count:
        return say("{name} is not signed.", name=verdict.file)
    if not verdict.is_unaltered:
        return say("{name} is not as it was signed.", name=verdict.file)
    signed = counted("1 signature", "{n} signatures", count)
    if verdict.status == 0:
        return say("{name} is unaltered; {signed}, all known here.", name=verdict.file, signed=signed)
    return say(
        "{name} is unaltered since it was signed ({signed}), but not all is well.", name=verdict.file, signed=signed
    )


def lines(verdict: Verdict) -> list[str]:
    """Return all that was found, a sentence a line."""
    made = [headline(verdict)]
    for signature in verdict.signatures:
        made += [f"  {line}" for line in of_signature(signature)]
    made += [f"  ! {says}" for says in (*verdict.problems, *verdict.doubts)]
    if verdict.recomputed is not None:
        made.append(f"  {verdict.recomputed.says}")
        made += [
            f"    {figure.place}: {figure.attached!r} → {figure.computed!r}"
            for figure in verdict.recomputed.differing[:10]
        ]
    made += [f"  {says}" for says in verdict.remarks]
    if verdict.record:
        made.append("  " + say("Record SHA-256 {record}", record=verdict.record))
    made.append("  " + say("File SHA-256 {file}", file=verdict.sha256))
    return made


def of_signature(signature: Signature) -> list[str]:
    """Return what a signature says, and what it is worth."""
    when = moment(signature.when) if signature.when else say("no time")
    made = [
        say("{role}: {name}, {when}", role=_role(signature), name=signature.name, when=when),
        f"  “{signature.meaning}”" if signature.meaning else "",
        "  "
        + say(
            "{covers}; certificate {fingerprint}…, {signer}",
            covers=say(COVERS[signature.covers]),
            fingerprint=signature.fingerprint[:16].upper(),
            signer=say(SIGNERS[signature.signer]),
        ),
    ]
    return [line for line in made if line] + [f"  ! {says}" for says in signature.problems]


def _role(signature: Signature) -> str:
    return within(say(ROLES[signature.role])) if signature.role in ROLES else signature.role
