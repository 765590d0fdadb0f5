"""Nobody signs as somebody else; wrong tries lock for a while, whatever the clock says; trust needs a fingerprint."""

import json
import shutil
import sqlite3
from base64 import b64encode
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cdmo_desk.desk import Desk
from cdmo_desk.desk.lockout import FIRST, LIMIT, Tries
from cdmo_desk.problem import Refused
from cdmo_desk.signing import identity, seal
from cdmo_desk.signing.seal import WrongPassphraseError
from tests.signing.conftest import CHEAP, PASSPHRASE, WHEN, add, key_of, paper

MARTA, JONAS = "Marta Lindqvist", "Jonas Weber"


class Clock:
    """A clock and a running time that the test moves."""

    def __init__(self) -> None:
        self.now = WHEN
        self.run = 1000.0

    def pass_by(self, seconds: float) -> None:
        """Let time go by."""
        self.now += timedelta(seconds=seconds)
        self.run += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a library with the identities of two people, made once."""
    kept, seal.COST = seal.COST, CHEAP
    path = tmp_path_factory.mktemp("people") / "library.sqlite"
    made = at(path, Clock())
    made.new_identity(MARTA, PASSPHRASE)
    made.new_identity(JONAS, "another passphrase")
    seal.COST = kept
    return path


@pytest.fixture
def desk(people: Path, tmp_path: Path, clock: Clock) -> Desk:
    """Return a desk over a copy of it."""
    shutil.copy(people, tmp_path / "library.sqlite")
    return at(tmp_path / "library.sqlite", clock)


def at(path: Path, clock: Clock) -> Desk:
    """Return a desk, as after a start of the program."""
    made = Desk(path, who="tester", clock=lambda: clock.now)
    made.ticks = lambda: clock.run
    return made


def behind_the_back(path: Path, *statements: tuple[str, tuple[object, ...]]) -> None:
    """Change a library outside the program."""
    with sqlite3.connect(path) as db:
        for statement, values in statements:
            db.execute(statement, values)
    db.close()


def test_an_identity_signs_with_its_passphrase(desk: Desk) -> None:
    unlocked = desk.unlock("  marta   LINDQVIST ", PASSPHRASE)
    assert unlocked.key.certificate.name == MARTA
    assert unlocked.warnings == ()
    assert desk.check() == []


@pytest.mark.parametrize("passphrase", ["", " ", "wrong wrong", PASSPHRASE.upper(), "another passphrase"])
def test_another_passphrase_opens_nothing(desk: Desk, passphrase: str) -> None:
    with pytest.raises(Refused, match="passphrase is wrong"):
        desk.unlock(MARTA, passphrase)


def test_swapped_keys_open_nothing(desk: Desk) -> None:
    """Jonas puts his own sealed key into Marta's row, and the hash with it."""
    behind_the_back(
        desk.path,
        (
            "UPDATE identities SET sealed = (SELECT sealed FROM identities WHERE name = ?) WHERE name = ?",
            (JONAS, MARTA),
        ),
    )
    with pytest.raises(Refused, match="not sound"):
        desk.unlock(MARTA, "another passphrase")


def test_swapped_keys_open_nothing_even_where_the_library_is_believed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The seal itself names its owner and certificate."""
    monkeypatch.setattr(Desk, "_sound", lambda _self: None)
    behind_the_back(
        desk.path,
        (
            "UPDATE identities SET sealed = (SELECT sealed FROM identities WHERE name = ?) WHERE name = ?",
            (JONAS, MARTA),
        ),
    )
    with pytest.raises(Refused, match="passphrase is wrong"):
        desk.unlock(MARTA, "another passphrase")


def test_a_swapped_certificate_signs_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = key_of(MARTA).certificate
    behind_the_back(
        desk.path,
        ("UPDATE identities SET certificate = ? WHERE name = ?", (b64encode(mine.der).decode(), MARTA)),
    )
    with pytest.raises(Refused, match="not sound"):
        desk.unlock(MARTA, PASSPHRASE)
    monkeypatch.setattr(Desk, "_sound", lambda _self: None)
    with pytest.raises(Refused, match="passphrase is wrong"):
        desk.unlock(MARTA, PASSPHRASE)


def test_a_renamed_identity_signs_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    behind_the_back(desk.path, ("UPDATE identities SET name = ? WHERE name = ?", ("Priya Raman", JONAS)))
    with pytest.raises(Refused, match="not sound"):
        desk.unlock("Priya Raman", "another passphrase")
    monkeypatch.setattr(Desk, "_sound", lambda _self: None)
    with pytest.raises(Refused, match="passphrase is wrong"):
        desk.unlock("Priya Raman", "another passphrase")


def test_a_changed_seal_is_not_opened(desk: Desk) -> None:
    behind_the_back(desk.path, ("UPDATE sources SET bytes = ? WHERE kind = 'sealed key'", (b"{}",)))
    with pytest.raises(Refused, match="not sound"):
        desk.unlock(MARTA, PASSPHRASE)


@pytest.mark.parametrize("name", [MARTA, "marta lindqvist", "Marta\u00a0 Lindqvist", "Ｍarta Lindqvist"])
def test_there_is_no_second_identity_of_a_name(desk: Desk, name: str) -> None:
    with pytest.raises(Refused, match="each person has one"):
        desk.new_identity(name, PASSPHRASE)
    certificate = key_of(MARTA).certificate
    with pytest.raises(Refused, match="each person has one"):
        desk.trust(certificate, certificate.fingerprint)
    assert len(desk.identities()) == 2


def test_a_name_is_free_again_once_its_certificate_has_ended(desk: Desk, clock: Clock) -> None:
    clock.pass_by(3600 * 24 * 365 * 3 + 3600 * 48)
    desk.new_identity(MARTA, PASSPHRASE)
    assert [known.name for known in desk.identities()].count(MARTA) == 2
    assert desk.unlock(MARTA, PASSPHRASE).key.certificate.valid_until > clock.now


@pytest.mark.parametrize("name", ["", "  ", "x" * 65, "a\nb\x00c"])
def test_a_name_is_a_name(desk: Desk, name: str) -> None:
    with pytest.raises(Refused, match="is no name"):
        desk.new_identity(name, PASSPHRASE)


@pytest.mark.parametrize("passphrase", ["", "short", " " * 12])
def test_a_passphrase_is_worth_something(desk: Desk, passphrase: str) -> None:
    with pytest.raises(Refused, match="at least 8"):
        desk.new_identity("Priya Raman", passphrase)


def test_a_try_costs_a_quarter_of_a_second_at_least_by_its_figures() -> None:
    """Not timed here: scrypt's own figures, 128 MiB twice over, which took 0.3 s and more on all computers tried."""
    assert seal.Cost() == seal.Cost(2**17, 8, 2)


def test_a_seal_says_how_it_was_made_and_no_more() -> None:
    made = json.loads(seal.seal(b"secret", PASSPHRASE, "about", CHEAP))
    assert made.keys() == {"kdf", "n", "r", "p", "salt", "nonce", "sealed"}
    assert seal.unseal(json.dumps(made).encode(), PASSPHRASE, "about") == b"secret"
    with pytest.raises(WrongPassphraseError):
        seal.unseal(json.dumps(made).encode(), PASSPHRASE, "about another")
    for broken in (
        b"",
        b"[]",
        b"{}",
        json.dumps(made | {"salt": "?"}).encode(),
        json.dumps(made | {"n": 2**60}).encode(),
    ):
        with pytest.raises(Refused):
            seal.unseal(broken, PASSPHRASE, "about")


# Lock-out


def lock(desk: Desk) -> None:
    for _ in range(LIMIT):
        with pytest.raises(Refused, match="passphrase is wrong"):
            desk.unlock(MARTA, "wrong wrong")


def test_five_wrong_tries_lock_even_the_right_one_out(desk: Desk, clock: Clock) -> None:
    lock(desk)
    with pytest.raises(Refused, match="locked; try again in 5 minutes"):
        desk.unlock(MARTA, PASSPHRASE)
    assert desk.unlock(JONAS, "another passphrase").key.certificate.name == JONAS
    clock.pass_by(FIRST - 1)
    with pytest.raises(Refused, match="locked; try again in 1 minute"):
        desk.unlock(MARTA, PASSPHRASE)
    clock.pass_by(2)
    warnings = desk.unlock(MARTA, PASSPHRASE).warnings
    assert "7 failed tries" in warnings[0]
    assert desk.unlock(MARTA, PASSPHRASE).warnings == ()


def test_each_further_wrong_try_doubles_the_wait(desk: Desk, clock: Clock) -> None:
    lock(desk)
    clock.pass_by(FIRST + 1)
    with pytest.raises(Refused, match="locked; try again in 10 minutes"):
        desk.unlock(MARTA, "wrong again")
    clock.pass_by(FIRST + 1)
    with pytest.raises(Refused, match="locked; try again in 5 minutes"):
        desk.unlock(MARTA, PASSPHRASE)


@pytest.mark.parametrize("jump", [timedelta(hours=5), timedelta(days=400), timedelta(hours=-5), timedelta(days=-20000)])
def test_setting_the_clock_opens_nothing(desk: Desk, clock: Clock, jump: timedelta) -> None:
    lock(desk)
    clock.now += jump
    with pytest.raises(Refused, match="locked"):
        desk.unlock(MARTA, PASSPHRASE)
    clock.pass_by(FIRST + 1)
    assert desk.unlock(MARTA, PASSPHRASE).key.certificate.name == MARTA


def test_a_restart_opens_nothing(desk: Desk, clock: Clock) -> None:
    lock(desk)
    clock.run = 20.0
    clock.now += timedelta(days=1)
    again = at(desk.path, clock)
    with pytest.raises(Refused, match="locked"):
        again.unlock(MARTA, PASSPHRASE)
    clock.pass_by(FIRST)
    assert again.unlock(MARTA, PASSPHRASE).key.certificate.name == MARTA


def test_a_try_is_counted_before_it_is_checked(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the program was killed between counting and checking, five times."""

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(identity, "unlock", killed)
    for _ in range(LIMIT):
        with pytest.raises(KeyboardInterrupt):
            desk.unlock(MARTA, PASSPHRASE)
    monkeypatch.undo()
    with pytest.raises(Refused, match="locked"):
        desk.unlock(MARTA, PASSPHRASE)


def test_every_try_is_in_the_audit_trail(desk: Desk) -> None:
    with pytest.raises(Refused):
        desk.unlock(MARTA, "wrong wrong")
    desk.unlock(MARTA, PASSPHRASE)
    with desk.library(read_only=True) as library:
        said = [entry.request for entry in library.journal()]
    assert said[-3:] == [f"Try the passphrase of {MARTA}"] * 2 + [f"Unlock {MARTA}"]


def test_waiting_is_by_running_time() -> None:
    tries = Tries(wrong=5, since=WHEN, ticks=100.0)
    assert tries.waits(WHEN, 100.0) == FIRST
    assert tries.waits(WHEN + timedelta(seconds=FIRST), 100.0 + FIRST) == 0.0
    assert tries.waits(WHEN + timedelta(days=9), 101.0) == FIRST - 1
    assert tries.waits(WHEN - timedelta(days=9), 100.0 + FIRST) == 0.0
    assert tries.waits(WHEN + timedelta(days=9), 0.0) == FIRST
    assert Tries(wrong=4, since=WHEN, ticks=100.0).waits(WHEN, 100.0) == 0.0
    assert Tries(wrong=90, since=WHEN).rest == 24 * 3600


# Company files and trust


def pkcs12(name: str, passphrase: str, *, usage: bool = True) -> bytes:
    """Return a company's .p12: a leaf under its own authority."""
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric import ec, rsa
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
    from cryptography.x509.oid import NameOID

    def named(text: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])

    root_key, key = ec.generate_private_key(ec.SECP256R1()), rsa.generate_private_key(65537, 2048)
    start, end = datetime(2026, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC)

    def built(subject: str, owner: object, issuer: str) -> x509.CertificateBuilder:
        builder = x509.CertificateBuilder().subject_name(named(subject)).issuer_name(named(issuer))
        builder = builder.public_key(owner.public_key())  # type: ignore[attr-defined]
        return builder.serial_number(x509.random_serial_number()).not_valid_before(start).not_valid_after(end)

    root = built("Aurelis CA", root_key, "Aurelis CA").sign(root_key, SHA256())
    others = dict.fromkeys(
        ("key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only", "data_encipherment"), False
    )
    allowed = x509.KeyUsage(digital_signature=usage, content_commitment=usage, key_encipherment=not usage, **others)
    leaf = built(name, key, "Aurelis CA").add_extension(allowed, critical=True).sign(root_key, SHA256())
    return pkcs12.serialize_key_and_certificates(b"me", key, leaf, [root], BestAvailableEncryption(passphrase.encode()))


def test_a_companys_certificate_signs_and_is_trusted_by_its_fingerprint(desk: Desk, tmp_path: Path) -> None:
    path, pdf = tmp_path / "priya.p12", tmp_path / "paper.pdf"
    path.write_bytes(pkcs12("Priya Raman", "company secret"))
    with pytest.raises(Refused, match="passphrase is wrong"):
        desk.unlock_file(path, "no")
    key = desk.unlock_file(path, "company secret").key
    pdf.write_bytes(add(paper(), key, "prepared"))
    assert desk.verify(pdf).doubts[0] == "The signer Priya Raman is not known here."

    (certificate,) = desk.read_certificates(pdf)
    assert certificate.issuer == "Aurelis CA"
    assert not certificate.vouches_for_itself
    for wrong in ("", "00" * 32, certificate.fingerprint[:-2]):
        with pytest.raises(Refused, match="fingerprint is not that"):
            desk.trust(certificate, wrong)
    desk.trust(certificate, identity.in_groups(certificate.fingerprint))
    assert "known here" not in " ".join(desk.verify(pdf).doubts)
    with pytest.raises(Refused, match="known here already"):
        desk.trust(certificate, certificate.fingerprint)
    with pytest.raises(Refused, match="key of Priya Raman is not in this library"):
        desk.unlock("Priya Raman", "company secret")


def test_a_certificate_not_for_signing_is_refused(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "tls.p12"
    path.write_bytes(pkcs12("Web server", "company secret", usage=False))
    with pytest.raises(Refused, match="not for signing"):
        desk.unlock_file(path, "company secret")
    path.write_bytes(b"no pkcs12 at all")
    with pytest.raises(Refused):
        desk.unlock_file(path, "company secret")


@pytest.mark.parametrize(
    "content", [b"", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", b"\x30\x03abc"]
)
def test_what_is_no_certificate_is_refused(desk: Desk, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "no.cer"
    path.write_bytes(content)
    with pytest.raises(Refused):
        desk.read_certificates(path)


def test_a_certificate_goes_to_another_library_and_is_known_there(desk: Desk, tmp_path: Path, clock: Clock) -> None:
    mine = next(known for known in desk.identities() if known.name == MARTA).certificate
    path = tmp_path / "marta.pem"
    path.write_bytes(identity.as_pem(mine))
    there = at(tmp_path / "other.sqlite", clock)
    (certificate,) = there.read_certificates(path)
    assert certificate == mine
    there.trust(certificate, certificate.fingerprint)
    assert there.known_signers() == {mine.fingerprint: MARTA}
