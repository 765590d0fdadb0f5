"""Signatures of another program, under a company's certificate, in the empty fields; and what it adds behind them."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from asn1crypto import crl as crls  # type: ignore[import-untyped]
from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko.stamp import TextStampStyle
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from cdmo_desk.signing.description import described
from cdmo_desk.signing.identity import Key
from cdmo_desk.signing.verify import verify
from tests.signing.conftest import PEOPLE, WHEN, add

DER = serialization.Encoding.DER
DIGITAL_SIGNATURE = x509.KeyUsage(True, True, False, False, False, False, False, False, False)


class Company:
    """A company's certificate authority, a person's certificate under it, and its time-stamping service."""

    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.root = self._certificate(
            "Company CA", self.key.public_key(), x509.BasicConstraints(ca=True, path_length=1)
        )
        person = rsa.generate_private_key(65537, 2048)  # with another kind pyHanko writes the small paper as PDF 2.0
        service = rsa.generate_private_key(65537, 2048)
        store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        store.register(self.root)
        leaf = self._certificate(PEOPLE["reviewed"], person.public_key(), DIGITAL_SIGNATURE)
        self.signer = SimpleSigner(signing_cert=leaf, signing_key=_key(person), cert_registry=store)
        stamping = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        self.clock = DummyTimeStamper(
            tsa_cert=self._certificate("Clock", service.public_key(), stamping), tsa_key=_key(service)
        )

    def _certificate(self, name: str, key: Any, extension: Any) -> asn1.Certificate:
        made = (
            x509.CertificateBuilder()
            .subject_name(_name(name))
            .issuer_name(_name("Company CA"))
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(WHEN - timedelta(days=900))
            .not_valid_after(WHEN + timedelta(days=9000))
            .add_extension(extension, critical=True)
            .sign(self.key, hashes.SHA256())
        )
        return asn1.Certificate.load(made.public_bytes(DER))

    @property
    def context(self) -> ValidationContext:
        """Return what a long-term signature takes its proofs from: the authority, and that nothing was withdrawn."""
        made = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(_name("Company CA"))
            .last_update(WHEN - timedelta(days=900))
            .next_update(WHEN + timedelta(days=9000))
            .sign(self.key, hashes.SHA256())
        )
        found = crls.CertificateList.load(made.public_bytes(DER))
        return ValidationContext(trust_roots=[self.root], crls=[found], allow_fetching=False)


def _name(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _key(key: Any) -> asn1_keys.PrivateKeyInfo:
    plain = key.private_bytes(DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return asn1_keys.PrivateKeyInfo.load(plain)


@pytest.fixture(scope="module")
def company() -> Company:
    return Company()


def by_another_program(pdf: bytes, company: Company, *, timed: bool = False, styled: bool = False, **how: Any) -> bytes:
    """Return a document signed as the reviewer by pyHanko as it comes, which also notes its own visit in the file."""
    meta = PdfSignatureMetadata(field_name="2 reviewed", reason="I agree", location="Basel", **how)
    style = {"stamp_style": TextStampStyle()} if styled else {}
    signer = PdfSigner(meta, signer=company.signer, timestamper=company.clock if timed else None, **style)  # type: ignore[arg-type]
    target = BytesIO()
    signer.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), existing_fields_only=True, output=target)
    return target.getvalue()


PADES: dict[str, Any] = {"subfilter": SigSeedSubFilter.PADES}


@pytest.mark.parametrize(
    "how",
    [{}, {"styled": True}, {"md_algorithm": "sha512"}, PADES, PADES | {"timed": True}],
    ids=["detached", "with its own stamp", "sha512", "PAdES B-B", "PAdES B-T"],
)
def test_a_signature_of_another_program_is_sound(
    states: list[bytes], known: dict[str, str], company: Company, how: dict[str, Any]
) -> None:
    made = by_another_program(states[1], company, **how)
    verdict = verify(made, "signed.pdf", known)
    assert verdict.is_unaltered, (verdict.problems, [found.problems for found in verdict.signatures])
    assert [found.name for found in verdict.signatures] == [PEOPLE["prepared"], PEOPLE["reviewed"]]
    assert verdict.signatures[1].issuer == "Company CA"
    assert verdict.status == 1, "its certificate is not known here"


def test_a_signature_of_ours_follows_that_of_another_program(
    states: list[bytes], keys: dict[str, Key], known: dict[str, str], company: Company
) -> None:
    third = add(by_another_program(states[1], company), keys["approved"], "approved")
    assert verify(third, "signed.pdf", known).is_unaltered


def test_data_for_long_term_checks_behind_a_signature_is_named(
    states: list[bytes], keys: dict[str, Key], known: dict[str, str], company: Company
) -> None:
    how: dict[str, Any] = PADES | {"embed_validation_info": True, "validation_context": company.context}
    made = by_another_program(states[1], company, timed=True, **how)
    verdict = verify(made, "signed.pdf", known)
    assert not verdict.is_unaltered
    assert any("(DSS) was added" in says for says in verdict.problems)
    third = add(made, keys["approved"], "approved")
    verdict = verify(third, "signed.pdf", known)
    assert any("(DSS) was added" in says for says in verdict.signatures[2].problems)


XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="{by}"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 {attributes}>{elements}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""
TITLE = '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>'
AS_IT_WAS = XMP.format(
    by="ours", attributes='xmp:ModifyDate="2026" dc:identifier="a"', elements=TITLE.format(title="Award")
)


@pytest.mark.parametrize(
    ("by", "attributes", "elements", "is_same"),
    [
        ("theirs", 'xmp:ModifyDate="2027" dc:identifier="a"', TITLE.format(title="Award"), True),
        ("theirs", "", "<xmp:ModifyDate>2027</xmp:ModifyDate><dc:identifier>a</dc:identifier>\n" + TITLE, False),
        ("theirs", "", "<dc:identifier> a </dc:identifier>\n" + TITLE.format(title="Award"), True),
        ("ours", 'dc:identifier="b"', TITLE.format(title="Award"), False),
        ("ours", 'dc:identifier="a"', TITLE.format(title="Award to us"), False),
        ("ours", 'dc:identifier="a" xmp:Label="paid"', TITLE.format(title="Award"), False),
        ("ours", 'dc:identifier="a"', TITLE.format(title="Award") + "<broken>", False),
    ],
)
def test_a_description_is_the_same_whoever_writes_it_down(
    by: str, attributes: str, elements: str, *, is_same: bool
) -> None:
    said = described(XMP.format(by=by, attributes=attributes, elements=elements).encode())
    assert (said == described(AS_IT_WAS.encode())) is is_same


def test_a_description_with_a_document_type_is_not_read() -> None:
    assert described(b'<!DOCTYPE x [<!ENTITY e "a">]>' + AS_IT_WAS.encode()) is None


def test_a_file_that_a_reader_only_saved_anew_is_named_so(states: list[bytes], known: dict[str, str]) -> None:
    writer: Any = IncrementalPdfFileWriter(BytesIO(states[1]))
    writer._update_meta = lambda: None
    writer.update_root()
    target = BytesIO()
    writer.write(target)
    verdict = verify(target.getvalue(), "signed.pdf", known)
    assert not verdict.is_unaltered
    assert "It was only saved anew." in verdict.problems
