"""What the tests of signing share: cheap seals, three people with keys, a small document signed by them."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from cdmo_desk.signing import fields, identity, seal, sign
from cdmo_desk.signing.identity import Key

PASSPHRASE = "correct horse battery"  # noqa: S105 - of nobody
WHEN = datetime(2026, 11, 20, 14, 52, 7, tzinfo=UTC)
PEOPLE = {"prepared": "Marta Lindqvist", "reviewed": "Jonas Weber", "approved": "Priya Raman 薬"}
CHEAP = seal.Cost(2**4, 8, 1)


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a try cost nothing."""
    monkeypatch.setattr(seal, "COST", CHEAP)


def key_of(name: str, kind: str = "ec") -> Key:
    """Return a new key of a person."""
    seal_then, seal.COST = seal.COST, CHEAP
    made = identity.make(name, PASSPHRASE, WHEN, kind=kind)
    key = identity.unlock(made.certificate.name, made.certificate, made.sealed, PASSPHRASE)
    seal.COST = seal_then
    return key


def paper(words: str = "Award to Castell, 33.37 M USD") -> bytes:
    """Return a small document of one page, not signed, with a field for each role."""
    target = BytesIO()
    canvas = Canvas(target, pagesize=(595, 842), invariant=1)
    canvas.drawString(60, 700, words)
    canvas.showPage()
    canvas.save()
    return fields.prepare(target.getvalue(), fields.usual(1, 595))


def add(pdf: bytes, key: Key, role: str, when: datetime = WHEN) -> bytes:
    """Return a document with one more signature."""
    return sign.sign(pdf, key, sign.Signing(role=role, meaning=sign.MEANINGS[role], when=when))


@pytest.fixture(scope="session")
def keys() -> dict[str, Key]:
    """Return a key for each role; the last one RSA, which takes long to sign with."""
    return {role: key_of(name, "rsa" if role == "approved" else "ec") for role, name in PEOPLE.items()}


@pytest.fixture(scope="session")
def known(keys: dict[str, Key]) -> dict[str, str]:
    """Return the three as known signers."""
    return {key.certificate.fingerprint: key.certificate.name for key in keys.values()}


@pytest.fixture(scope="session")
def states(keys: dict[str, Key]) -> list[bytes]:
    """Return a document not signed, and as it was after each of three signatures."""
    made = [paper()]
    for role, key in keys.items():
        made.append(add(made[-1], key, role))
    return made
