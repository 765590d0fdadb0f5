"""Verify: are the signatures sound, does each cover what it should, and was nothing changed since."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta
from hashlib import sha256
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from cdmo_desk.problem import Refused
from cdmo_desk.signing import der, fields, seams
from cdmo_desk.signing.identity import Certificate, read_certificate, same_name
from cdmo_desk.signing.stamp import moment
from cdmo_desk.signing.verdict import KNOWN, OTHER_KEY, UNKNOWN, Signature, Verdict
from cdmo_desk.speech import say

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

    from cdmo_desk.programme.brief import Signatory

WHOLE, REVISION, PART = "whole file", "its revision", "part"


def verify(pdf: bytes, name: str, known: Mapping[str, str], route: "Sequence[Signatory]" = ()) -> Verdict:
    """Return what the signatures of a document are worth; `known` names the signers by fingerprint.

    `route` says who should sign, where the case names people. Raises `Refused` if the file cannot be read.
    """
    with _quiet(), fields.reading(pdf) as reader:
        try:
            return _verdict(pdf, name, reader, known, route)
        except Refused:
            raise
        except Exception as fault:  # noqa: BLE001 - whatever a broken file makes the parser say, it cannot be read
            raise Refused(
                say(
                    "The signatures of {name} are damaged and cannot be read ({kind}).",
                    name=name,
                    kind=type(fault).__name__,
                )
            ) from None


def _verdict(
    pdf: bytes, name: str, reader: "PdfFileReader", known: Mapping[str, str], route: "Sequence[Signatory]"
) -> Verdict:
    found = sorted(reader.embedded_signatures, key=lambda signature: signature.signed_revision)
    places = fields.found(reader)
    problems: list[str] = []
    if not found:
        problems.append(say("The document is not signed."))
    signatures = [_signature(pdf, reader, found, place, known) for place in range(len(found))]
    if found and found[-1].signed_revision != reader.total_revisions - 1:
        problems.append(say("The document was changed after the last signature."))
        problems += _changed(reader, found[-1].signed_revision + 1, reader.total_revisions - 1)
    if any(after.is_signed and not before.is_signed for before, after in pairwise(places)):
        problems.append(say("A signature is missing in between: the route was not kept."))
    doubts = [says for signature in signatures for says in _doubts(signature)]
    problems += _route(signatures, route)
    missing = _missing(places, route)
    if found and missing and route:
        doubts.append(say("Not yet signed: {who}.", who=", ".join(missing)))
    return Verdict(
        file=name,
        sha256=sha256(pdf).hexdigest(),
        signatures=tuple(signatures),
        missing=missing,
        problems=tuple(problems),
        doubts=tuple(doubts),
        remarks=_remarks(signatures),
    )


def _signature(
    pdf: bytes,
    reader: "PdfFileReader",
    found: "Sequence[EmbeddedPdfSignature]",
    place: int,
    known: Mapping[str, str],
) -> Signature:
    signature = found[place]
    certificate = read_certificate(signature.signer_cert.dump())
    match = fields.NAME.fullmatch(signature.field_name)
    number, role = (int(match.group(1)), match.group(2)) if match else (place + 1, signature.field_name)
    seam = seams.seam(pdf, signature)
    problems = list(seam.problems)
    last = place == len(found) - 1
    if last and seam.end != len(pdf) and not problems:
        problems.append(say("It does not cover the whole file: something was added behind it."))
    if place and not problems:
        if signature.signed_revision != found[place - 1].signed_revision + 1:
            problems.append(say("Between this signature and the one before, the file was changed."))
            problems += _changed(reader, found[place - 1].signed_revision + 1, signature.signed_revision - 1)
        else:
            problems += seams.added(reader, signature.signed_revision, signature.field_name)
    problems += _cryptography(signature, certificate)
    return Signature(
        number=number,
        role=role,
        field=signature.field_name,
        name=certificate.name,
        meaning=str(signature.sig_object.get("/Reason", "")),
        when=signature.self_reported_timestamp,
        fingerprint=certificate.fingerprint,
        issuer=certificate.issuer,
        vouches_for_itself=certificate.vouches_for_itself,
        signer=_known(certificate, known),
        covers=PART if seam.problems else WHOLE if seam.end == len(pdf) else REVISION,
        problems=tuple(dict.fromkeys(problems)),
    )


def _changed(reader: "PdfFileReader", first: int, last: int) -> tuple[str, ...]:
    """Return what was changed, in words; nothing where the changes are such that nobody can say."""
    try:
        return seams.changed(reader, first, last)
    except Exception:  # noqa: BLE001 - that the file was changed is said already
        return ()


def _cryptography(signature: "EmbeddedPdfSignature", certificate: Certificate) -> list[str]:
    """Return what is wrong with the signature itself: digest, key, form, time within the certificate's validity."""
    from pyhanko.sign.validation import validate_pdf_signature  # noqa: PLC0415 - takes a second to load
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415 - as above

    if signature.sig_object_type != "/Sig":
        return [say("It is a time stamp, which this document should not hold.")]
    context = ValidationContext(trust_roots=[signature.signer_cert], allow_fetching=False)
    try:
        status = validate_pdf_signature(signature, context, skip_diff=True)
    except Exception:  # noqa: BLE001 - whatever is wrong with it, it is not sound
        return [say("It cannot be checked: it is broken, or made in a way this program does not know.")]
    if not (status.intact and status.valid):
        return [say("What it covers was changed since it was signed, or it was made for another document.")]
    problems = _shape(signature)
    when = signature.self_reported_timestamp
    if when is None:
        problems.append(say("It does not say when it was made."))
    elif not certificate.valid_from - timedelta(days=1) <= when <= certificate.valid_until:
        problems.append(say("It was made when its certificate was not valid."))
    return problems


def _shape(signature: "EmbeddedPdfSignature") -> list[str]:
    """Refuse what could be put into a signature without breaking it."""
    data, info = signature.signed_data, signature.signer_info
    content = signature.pkcs7_content
    whole = seams.der_length(content)
    unsigned = info["unsigned_attrs"]
    kinds = {attribute["type"].native for attribute in unsigned} if unsigned.native else set()
    algorithms = {entry["algorithm"].native for entry in data["digest_algorithms"]}
    mine = signature.signer_cert
    sound = (
        kinds <= {"signature_time_stamp_token"}
        and data["version"].native == "v1"
        and info["version"].native == "v1"
        and info["sid"].name == "issuer_and_serial_number"
        and info["sid"].chosen["serial_number"].native == mine.serial_number
        and info["sid"].chosen["issuer"].dump() == mine.issuer.dump()
        and all(_is_bare(entry) for entry in (*data["digest_algorithms"], info["digest_algorithm"]))
        and (info["signature_algorithm"]["algorithm"].native == "rsassa_pss" or _is_bare(info["signature_algorithm"]))
        and algorithms == {info["digest_algorithm"]["algorithm"].native}
        and info["digest_algorithm"]["algorithm"].native in ("sha256", "sha384", "sha512")
        and data["crls"].native is None
        and whole is not None
        and der.is_canonical(content[:whole])
    )
    return [] if sound else [say("Its form was changed, or is one that hides changes.")]


def _is_bare(algorithm: Any) -> bool:  # noqa: ANN401 - of a library without types
    """Say whether an algorithm is named without parameters, in either of the two ways of leaving them out."""
    return algorithm["parameters"].dump() in (b"", b"\x05\0")


def _known(certificate: Certificate, known: Mapping[str, str]) -> str:
    if certificate.fingerprint in known:
        return KNOWN
    return OTHER_KEY if any(same_name(name, certificate.name) for name in known.values()) else UNKNOWN


def _doubts(signature: Signature) -> list[str]:
    if signature.signer == OTHER_KEY:
        says = "{name} is known here with another certificate than the one that signed. Ask {name} for the fingerprint."
        return [say(says, name=signature.name)]
    if signature.signer == UNKNOWN:
        return [say("The signer {name} is not known here.", name=signature.name)]
    return []


def _route(signatures: Sequence[Signature], route: "Sequence[Signatory]") -> list[str]:
    """Return where somebody signed in another's place."""
    problems = []
    for signature in signatures:
        if not 1 <= signature.number <= len(route):
            if route:
                problems.append(say("{name} signed, whom the route does not name.", name=signature.name))
            continue
        wanted = route[signature.number - 1]
        if wanted.role != signature.role or not same_name(wanted.name, signature.name):
            says = "{name} signed as {role}, where the route names {wanted} as {wanted_role}."
            problems.append(
                say(says, name=signature.name, role=signature.role, wanted=wanted.name, wanted_role=wanted.role)
            )
    return problems


def _missing(places: Sequence[fields.Field], route: "Sequence[Signatory]") -> tuple[str, ...]:
    missing = []
    for place in places:
        if not place.is_signed:
            name = route[place.number - 1].name if place.number <= len(route) else ""
            missing.append(f"{name} ({place.role})" if name else place.role)
    return tuple(missing)


def _remarks(signatures: Sequence[Signature]) -> tuple[str, ...]:
    """Say what the signatures do not prove."""
    remarks = []
    times = [signature.when for signature in signatures if signature.when]
    if times:
        remarks.append(say("Times are those of the signers’ computers; no time-stamping service is used."))
    for before, after in pairwise(times):
        if after < before:
            says = "The signature of {after} says it is older than the one before it, of {before}: a clock was wrong."
            remarks.append(say(says, after=moment(after), before=moment(before)))
    if any(signature.vouches_for_itself for signature in signatures):
        remarks.append(
            say("A certificate made in the program vouches for itself: compare fingerprints with its owner.")
        )
    return tuple(remarks)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the parser's own words out of the window and the command line."""
    logger = logging.getLogger("pyhanko")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    certificates = logging.getLogger("pyhanko_certvalidator")
    before = certificates.level
    certificates.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)
        certificates.setLevel(before)
