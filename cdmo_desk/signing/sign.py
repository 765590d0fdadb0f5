"""Sign: PAdES B-B, the first signature certifying the document, each later one added behind it."""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from cdmo_desk.problem import Refused
from cdmo_desk.signing.fields import Field, found, reading
from cdmo_desk.signing.identity import Key
from cdmo_desk.signing.stamp import Stamp, drawn, moment
from cdmo_desk.speech import say

if TYPE_CHECKING:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.signers import PdfSigner

MEANINGS = {
    "prepared": "I prepared this comparison",
    "reviewed": "I reviewed the figures and agree",
    "approved": "I approve the award",
}
LONGEST = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """What is to be said by a signature."""

    role: str
    meaning: str
    when: datetime


def sign(pdf: bytes, key: Key, signing: Signing) -> bytes:
    """Return the document with one more signature in the next empty field of its role.

    Raises `Refused` out of the route's order, where the role is signed, or where the certificate is not valid then.
    """
    from pyhanko.pdf_utils.layout import (  # noqa: PLC0415 - takes a second to load
        AxisAlignment,
        Margins,
        SimpleBoxLayoutRule,
    )
    from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter  # noqa: PLC0415 - as above
    from pyhanko.sign.signers import PdfSignatureMetadata  # noqa: PLC0415 - as above
    from pyhanko.stamp import StaticStampStyle  # noqa: PLC0415 - as above

    with reading(pdf) as reader:
        fields = found(reader)
    field = next_field(fields, signing.role)
    certificate = key.certificate
    if not certificate.is_valid_at(signing.when):
        until, start = moment(certificate.valid_until), moment(certificate.valid_from)
        says = "The certificate of {name} is valid from {start} to {until}, not now. Check this computer’s clock."
        raise Refused(say(says, name=certificate.name, start=start, until=until))
    meta = PdfSignatureMetadata(
        field_name=field.name,
        md_algorithm="sha256",
        reason=plain_meaning(signing.meaning),
        name=certificate.name,
        certify=not any(other.is_signed for other in fields),
        subfilter=SigSeedSubFilter.PADES,
        docmdp_permissions=MDPPerm.FILL_FORMS,
    )
    left, low, right, high = field.box
    stamp = Stamp(
        name=certificate.name,
        role=signing.role,
        meaning=plain_meaning(signing.meaning),
        when=signing.when,
        fingerprint=certificate.fingerprint,
    )
    with TemporaryDirectory(prefix="cdmo-desk-") as folder:
        path = Path(folder) / "stamp.pdf"
        path.write_bytes(drawn(stamp, right - left, high - low))
        whole = SimpleBoxLayoutRule(AxisAlignment.ALIGN_MID, AxisAlignment.ALIGN_MID, margins=Margins(0, 0, 0, 0))
        style = StaticStampStyle.from_pdf_file(str(path), border_width=0, background_layout=whole)
        signer = _signer(meta, key, style, signing.when)
        target = BytesIO()
        signer.sign_pdf(_writer(pdf), existing_fields_only=True, output=target)
    return target.getvalue()


def next_field(fields: tuple[Field, ...], role: str) -> Field:
    """Return the field that is next in the route, if it is of that role; raises `Refused`."""
    empty = [field for field in fields if not field.is_signed]
    if not empty:
        raise Refused(say("Every signature of this document is there already; nothing is left to sign."))
    if empty[0].role != role:
        says = "Next in the route of this document is the signature “{next}”, not “{role}”."
        raise Refused(say(says, next=empty[0].role, role=role))
    return empty[0]


def plain_meaning(meaning: str) -> str:
    """Return the meaning of a signature in one line; raises `Refused` for none, or one too long."""
    found_words = " ".join(meaning.split())
    if not found_words or len(found_words) > LONGEST:
        raise Refused(say("Say what the signature means, in 1 to {most} characters.", most=LONGEST))
    return found_words


def _signer(meta: Any, key: Key, style: Any, when: datetime) -> "PdfSigner":  # noqa: ANN401 - of a library loaded late
    from pyhanko.sign.signers import PdfSigner  # noqa: PLC0415 - takes a second to load

    class AtATime(PdfSigner):
        """Signs at the time of the desk's clock."""

        def init_signing_session(self, pdf_out: Any, existing_fields_only: bool = False) -> Any:  # noqa: ANN401
            """Begin signing."""
            session = super().init_signing_session(pdf_out, existing_fields_only)
            session.system_time = when
            return session

    return AtATime(meta, signer=key.signer, stamp_style=style)


def _writer(pdf: bytes) -> "IncrementalPdfFileWriter":
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415 - takes a second to load

    class Behind(IncrementalPdfFileWriter):
        """Adds the signature behind the document, and changes nothing else of it: no date, no version."""

        def _update_meta(self) -> None:
            """Leave what the document says of itself."""

        def ensure_output_version(self, version: Any) -> None:  # noqa: ANN401 - pyHanko's own
            """Leave the version: PDF/A-3 is PDF 1.7."""

    return Behind(BytesIO(pdf))
