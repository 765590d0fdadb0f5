"""Identities: a name, a key and its certificate; made here, brought along as PKCS#12, or known by certificate alone."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_hex
from typing import TYPE_CHECKING
from unicodedata import normalize

from cdmo_desk.problem import Refused, shown
from cdmo_desk.signing.seal import WrongPassphraseError, seal, unseal
from cdmo_desk.speech import say

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization.pkcs12 import PKCS12KeyAndCertificates
    from pyhanko.sign.signers import SimpleSigner

YEARS = 3
LONGEST = 64
"""Characters that the name of a certificate's owner has at most (X.520)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """What a certificate says; `fingerprint` is its SHA-256, `vouches_for_itself` that nobody else does."""

    name: str
    fingerprint: str
    issuer: str
    valid_from: datetime
    valid_until: datetime
    vouches_for_itself: bool
    der: bytes

    def is_valid_at(self, when: datetime) -> bool:
        """Say whether a time is within its validity."""
        return self.valid_from <= when <= self.valid_until


@dataclass(frozen=True, slots=True)
class Made:
    """A new identity: its certificate, and its PKCS#12 sealed under the passphrase."""

    certificate: Certificate
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Key:
    """A key ready to sign, with its certificate."""

    certificate: Certificate
    signer: "SimpleSigner"


def plain_name(name: str) -> str:
    """Return a person's name as it is kept: composed letters, single spaces; raises `Refused` for what is no name."""
    found = " ".join(normalize("NFKC", name).split())
    if not found or len(found) > LONGEST or not found.isprintable():
        says = say(
            "{name} is no name for an identity. Give 1 to {most} printable characters.", name=shown(name), most=LONGEST
        )
        raise Refused(says)
    return found


def same_name(one: str, other: str) -> bool:
    """Say whether two names are of the same person as far as letters tell."""
    return name_key(one) == name_key(other)


def name_key(name: str) -> str:
    """Return what a name is compared by."""
    return " ".join(normalize("NFKC", name).casefold().split())


def make(name: str, passphrase: str, when: datetime, *, kind: str = "ec") -> Made:
    """Make a key (`ec`: P-256, `rsa`: 3072 bits) and its own certificate, sealed under a passphrase."""
    from cryptography import x509  # noqa: PLC0415 - loaded when asked for
    from cryptography.hazmat.primitives.asymmetric import ec, rsa  # noqa: PLC0415 - as above
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415 - as above
    from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12  # noqa: PLC0415 - as above
    from cryptography.x509.oid import NameOID  # noqa: PLC0415 - as above

    name = plain_name(name)
    key = ec.generate_private_key(ec.SECP256R1()) if kind == "ec" else rsa.generate_private_key(65537, 3072)
    owner = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    start = when.replace(microsecond=0)
    usage = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign", "encipher_only"), False
    )
    built = (
        x509.CertificateBuilder()
        .subject_name(owner)
        .issuer_name(owner)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start - timedelta(minutes=5))
        .not_valid_after(start + timedelta(days=365 * YEARS + 1))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(digital_signature=True, content_commitment=True, decipher_only=False, **usage), critical=True
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, SHA256())
    )
    inner = token_hex(32)
    bundle = pkcs12.serialize_key_and_certificates(
        name.encode(), key, built, None, BestAvailableEncryption(inner.encode())
    )
    certificate = _read(built)
    secret = inner.encode() + bundle
    return Made(certificate, seal(secret, passphrase, _about(name, certificate)))


def unlock(name: str, certificate: Certificate, sealed: bytes, passphrase: str) -> Key:
    """Return the key of an identity made here; raises `WrongPassphraseError`, also where the parts are not of one."""
    secret = unseal(sealed, passphrase, _about(name, certificate))
    key = _load(secret[64:], secret[:64].decode())
    if key.certificate.fingerprint != certificate.fingerprint:
        raise WrongPassphraseError
    return key


def unlock_file(content: bytes, passphrase: str) -> Key:
    """Return the key of a .p12 or .pfx file; raises `WrongPassphraseError` or `Refused`."""
    from cryptography.hazmat.primitives.serialization import pkcs12  # noqa: PLC0415 - loaded when asked for

    try:
        bundle = pkcs12.load_pkcs12(content, passphrase.encode(errors="surrogatepass"))
    except ValueError as fault:
        if "asn" in str(fault).casefold() or "parse" in str(fault).casefold():
            raise Refused(say("This is no PKCS#12 file. Name a .p12 or .pfx file.")) from None
        raise WrongPassphraseError from None
    _check_use(bundle)
    return _load(content, passphrase)


def read_certificate(content: bytes) -> Certificate:
    """Return the certificate of a PEM or DER file; raises `Refused`."""
    from cryptography import x509  # noqa: PLC0415 - loaded when asked for

    try:
        found = (
            x509.load_pem_x509_certificate(content)
            if b"-----BEGIN" in content
            else x509.load_der_x509_certificate(content)
        )
        return _read(found)
    except (ValueError, TypeError):
        says = say("This is no certificate. Name a .cer, .crt, .pem or .der file, or a PDF signed with it.")
        raise Refused(says) from None


def as_pem(certificate: Certificate) -> bytes:
    """Return a certificate as PEM text, to be handed on."""
    from ssl import DER_cert_to_PEM_cert  # noqa: PLC0415 - loaded when asked for

    return DER_cert_to_PEM_cert(certificate.der).encode()


def in_groups(fingerprint: str) -> str:
    """Return a fingerprint so that two people can read it to each other."""
    upper = fingerprint.upper()
    return " ".join(upper[start : start + 4] for start in range(0, len(upper), 4))


def same_fingerprint(one: str, other: str) -> bool:
    """Say whether two fingerprints are the same, however they are grouped."""
    return _bare(one) == _bare(other) != ""


def _bare(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign not in " :-\t\n\u00a0")


def _about(name: str, certificate: Certificate) -> str:
    return f"cdmo-desk identity\n{name}\n{certificate.fingerprint}"


def _check_use(bundle: "PKCS12KeyAndCertificates") -> None:
    """Refuse a bundle without key or certificate, or whose certificate is not for signing."""
    from cryptography.x509 import ExtensionNotFound, KeyUsage  # noqa: PLC0415 - loaded when asked for

    if bundle.key is None or bundle.cert is None:
        raise Refused(say("This file holds no key with its certificate, so nothing can be signed with it."))
    try:
        usage = bundle.cert.certificate.extensions.get_extension_for_class(KeyUsage).value
    except ExtensionNotFound:
        return
    if not (usage.digital_signature or usage.content_commitment):
        raise Refused(say("The certificate in this file is not for signing. Ask for one that is."))


def _load(content: bytes, passphrase: str) -> Key:
    from pyhanko.sign.signers import SimpleSigner  # noqa: PLC0415 - takes a second to load

    signer = SimpleSigner.load_pkcs12_data(
        content, other_certs=[], passphrase=passphrase.encode(errors="surrogatepass")
    )
    return Key(read_certificate(signer.signing_cert.dump()), signer)


def _read(found: "x509.Certificate") -> Certificate:
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415 - loaded when asked for
    from cryptography.hazmat.primitives.serialization import Encoding  # noqa: PLC0415 - as above
    from cryptography.x509.oid import NameOID  # noqa: PLC0415 - as above

    def called(owner: "x509.Name") -> str:
        names = owner.get_attributes_for_oid(NameOID.COMMON_NAME)
        return str(names[0].value) if names else owner.rfc4514_string()

    return Certificate(
        name=called(found.subject),
        fingerprint=found.fingerprint(SHA256()).hex(),
        issuer=called(found.issuer),
        valid_from=found.not_valid_before_utc,
        valid_until=found.not_valid_after_utc,
        vouches_for_itself=found.issuer == found.subject,
        der=found.public_bytes(Encoding.DER),
    )
