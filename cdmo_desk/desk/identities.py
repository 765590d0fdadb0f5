"""Requests over identities: made, listed, trusted, unlocked; every try of a passphrase is counted before its check."""

from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from cdmo_desk import files
from cdmo_desk.desk.desktop import Desktop
from cdmo_desk.desk.lockout import LIMIT, Tries
from cdmo_desk.problem import Refused, shown
from cdmo_desk.speech import counted, say

if TYPE_CHECKING:
    from cdmo_desk.library.schema import Row
    from cdmo_desk.signing.identity import Certificate, Key

MADE, TRUSTED = "made", "trusted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """An identity of the library: made here with its key, or trusted by its certificate alone."""

    name: str
    origin: str
    certificate: "Certificate"
    sealed: str = ""
    wrong: int = 0

    @property
    def is_own(self) -> bool:
        """Say whether its key lies here."""
        return bool(self.sealed)


@dataclass(frozen=True, slots=True)
class Unlocked:
    """A key ready to sign, and what its owner should know of earlier tries."""

    key: "Key"
    warnings: tuple[str, ...] = ()


class Identities(Desktop):
    """Who signs here, and whose signatures are known."""

    ticks = staticmethod(monotonic)

    def identities(self) -> list[Identity]:
        """Return the identities of the library by name; none where there is no library yet."""
        if not self.path.exists():
            return []
        from cdmo_desk.library.schema import IDENTITIES, TRIES  # noqa: PLC0415 - loaded when asked for

        with self.library(read_only=True) as library:
            rows = library.shared(IDENTITIES)
            wrong = {row["name"]: int(row["wrong"]) for row in library.shared(TRIES)}
        found = [_identity(row, wrong.get(f"identity {row['fingerprint']}", 0)) for row in rows]
        return sorted(found, key=lambda identity: (identity.name.casefold(), identity.certificate.valid_from))

    def known_signers(self) -> dict[str, str]:
        """Return the names of known signers by the fingerprints of their certificates."""
        return {identity.certificate.fingerprint: identity.name for identity in self.identities()}

    def new_identity(self, name: str, passphrase: str, *, kind: str = "ec") -> Identity:
        """Make an identity with its own key, sealed under a passphrase, and enrol it in the journal."""
        from cdmo_desk.signing import identity, seal  # noqa: PLC0415 - loaded when asked for

        name = identity.plain_name(name)
        self._no_second(name, self.identities())
        made = identity.make(name, seal.worthy(passphrase), self.clock(), kind=kind)
        self._enrol(made.certificate, MADE, made.sealed)
        return Identity(name=name, origin=MADE, certificate=made.certificate, sealed="sealed")

    def read_certificates(self, path: Path) -> "list[Certificate]":
        """Return the certificate in a file, or those that signed a PDF."""
        from cdmo_desk.signing import fields  # noqa: PLC0415 - loaded when asked for
        from cdmo_desk.signing.identity import read_certificate  # noqa: PLC0415 - as above

        content = files.content(path)
        if b"%PDF-" not in content[:1024]:
            return [read_certificate(content)]
        with fields.reading(content) as reader:
            found = [read_certificate(signature.signer_cert.dump()) for signature in reader.embedded_signatures]
        if not found:
            raise Refused(say("{name} is not signed, so there is nobody in it to trust.", name=path.name))
        return list({certificate.fingerprint: certificate for certificate in found}.values())

    def trust(self, certificate: "Certificate", fingerprint: str) -> Identity:
        """Trust a certificate from elsewhere; `fingerprint` is what its owner read out."""
        from cdmo_desk.signing.identity import plain_name, same_fingerprint  # noqa: PLC0415 - loaded when asked for

        if not same_fingerprint(fingerprint, certificate.fingerprint):
            says = "The fingerprint is not that of the certificate of {name}. Do not trust it; ask its owner again."
            raise Refused(say(says, name=certificate.name))
        known = self.identities()
        if any(identity.certificate.fingerprint == certificate.fingerprint for identity in known):
            raise Refused(say("The certificate of {name} is known here already.", name=certificate.name))
        name = plain_name(certificate.name)
        self._no_second(name, known)
        self._enrol(certificate, TRUSTED, None)
        return Identity(name=name, origin=TRUSTED, certificate=certificate)

    def unlock(self, name: str, passphrase: str) -> Unlocked:
        """Return the key of an identity of the library; raises `Refused` where it rests or the passphrase is wrong."""
        from cdmo_desk.signing.identity import unlock  # noqa: PLC0415 - loaded when asked for

        self._sound()
        own = self._own_identity(name)
        with self.library(read_only=True) as library:
            sealed = library.source(own.sealed)
        if sha256(sealed).hexdigest() != own.sealed:
            raise Refused(
                say("The identity of {name} was changed outside the program; nothing is signed.", name=own.name)
            )
        return self._tried(
            f"identity {own.certificate.fingerprint}",
            own.name,
            lambda: unlock(own.name, own.certificate, sealed, passphrase),
        )

    def unlock_file(self, path: Path, passphrase: str) -> Unlocked:
        """Return the key of a company's .p12 or .pfx file; its tries are counted likewise."""
        from cdmo_desk.signing.identity import unlock_file  # noqa: PLC0415 - loaded when asked for

        content = files.content(path)
        return self._tried(f"file {sha256(content).hexdigest()}", path.name, lambda: unlock_file(content, passphrase))

    def _own_identity(self, name: str) -> Identity:
        from cdmo_desk.signing.identity import same_name  # noqa: PLC0415 - loaded when asked for

        found = [identity for identity in self.identities() if same_name(identity.name, name)]
        own = [identity for identity in found if identity.is_own]
        if own:
            return own[-1]
        if found:
            says = "The key of {name} is not in this library. Sign with its file: --p12 FILE."
            raise Refused(say(says, name=found[-1].name))
        says = "There is no identity {name} here. Make one with: cdmo-desk identity new --name NAME"
        raise Refused(say(says, name=shown(name)))

    def _tried(self, tries: str, name: str, open_it: "Callable[[], Key]") -> Unlocked:
        """Count a try as a wrong one, then check it, then take it back if it was right."""
        from cdmo_desk.signing.seal import WrongPassphraseError  # noqa: PLC0415 - loaded when asked for

        before = self._count(tries, name)
        try:
            key = open_it()
        except WrongPassphraseError:
            raise Refused(self._wrong(tries)) from None
        self._uncount(tries, name)
        warnings = []
        if before.wrong or before.turned_away:
            number = before.wrong + before.turned_away
            one = "There was 1 failed try of this passphrase since its last use. If it was not you, tell quality."
            many = "There were {n} failed tries of this passphrase since its last use. If it was not you, tell quality."
            warnings.append(counted(one, many, number))
        return Unlocked(key, tuple(warnings))

    def _count(self, tries: str, name: str) -> Tries:
        """Count a try in a request of its own, before it is checked; raises `Refused` where the identity rests."""
        from cdmo_desk.library.schema import TRIES  # noqa: PLC0415 - loaded when asked for

        now, ticks = self.clock(), self.ticks()
        request = say("Try the passphrase of {name}", name=name)
        with self.library(create=True) as library, library.change(request, None, self.who, now) as change:
            row = change.get_shared(TRIES, (tries,)) or {
                "name": tries,
                "wrong": 0,
                "turned_away": 0,
                "since": "",
                "ticks": 0,
            }
            before = _tries(row)
            waits = before.waits(now, ticks)
            if waits:
                change.put_shared(TRIES, row | {"turned_away": before.turned_away + 1})
            else:
                new: Row = {"wrong": before.wrong + 1, "since": now.isoformat(), "ticks": int(ticks * 1000)}
                change.put_shared(TRIES, row | new)
        if waits:
            raise Refused(_rests(waits))
        return before

    def _uncount(self, tries: str, name: str) -> None:
        from cdmo_desk.library.schema import TRIES  # noqa: PLC0415 - loaded when asked for

        request = say("Unlock {name}", name=name)
        with self.library() as library, library.change(request, None, self.who, self.clock()) as change:
            row = change.get_shared(TRIES, (tries,))
            if row is not None:
                change.put_shared(TRIES, row | {"wrong": 0, "turned_away": 0})

    def _wrong(self, tries: str) -> str:
        from cdmo_desk.library.schema import TRIES  # noqa: PLC0415 - loaded when asked for

        with self.library(read_only=True) as library:
            row = next(row for row in library.shared(TRIES) if row["name"] == tries)
        after = _tries(row)
        if after.rest:
            return say("The passphrase is wrong. {rests}", rests=_rests(after.rest))
        left = LIMIT - after.wrong
        return counted(
            "The passphrase is wrong. After 1 more wrong try the identity is locked for a while.",
            "The passphrase is wrong. After {n} more wrong tries the identity is locked for a while.",
            left,
        )

    def _enrol(self, certificate: "Certificate", origin: str, sealed: bytes | None) -> None:
        from cdmo_desk.library.schema import IDENTITIES  # noqa: PLC0415 - loaded when asked for
        from cdmo_desk.signing.identity import plain_name  # noqa: PLC0415 - as above

        name = plain_name(certificate.name)
        verb = (
            say("Make the identity of {name}", name=name)
            if sealed
            else say("Trust the certificate of {name}", name=name)
        )
        with self.library(create=True) as library:
            why = say("Certificate SHA-256 {fingerprint}", fingerprint=certificate.fingerprint)
            with library.change(verb, None, self.who, self.clock(), why) as change:
                self._no_second(name, [_identity(row, 0) for row in library.shared(IDENTITIES)])
                row: Row = {
                    "fingerprint": certificate.fingerprint,
                    "name": name,
                    "origin": origin,
                    "certificate": b64encode(certificate.der).decode(),
                }
                if sealed is not None:
                    row["sealed"] = change.put_source(sealed, f"{certificate.fingerprint[:16]}.identity", "sealed key")
                change.put_shared(IDENTITIES, row)

    def _no_second(self, name: str, known: list[Identity]) -> None:
        """Refuse a second identity of a name as long as the first one is valid."""
        from cdmo_desk.signing.identity import same_name  # noqa: PLC0415 - loaded when asked for

        now = self.clock()
        for identity in known:
            if same_name(identity.name, name) and identity.certificate.valid_until > now:
                says = "There is an identity of the name {name} already; each person has one. Use another name."
                raise Refused(say(says, name=identity.name))

    def _sound(self) -> None:
        """Refuse to sign out of a library that was changed outside the program."""
        wrong = self.check_library()
        if wrong:
            raise Refused(say("The library is not sound, so nothing is signed: {says}", says=wrong[0]))

    def check_library(self) -> list[str]:
        """Return what is wrong with the library."""
        with self.library(read_only=True) as library:
            return library.check()


def _identity(row: "Mapping[str, str | int]", wrong: int) -> Identity:
    from cdmo_desk.signing.identity import read_certificate  # noqa: PLC0415 - loaded when asked for

    return Identity(
        name=str(row["name"]),
        origin=str(row["origin"]),
        certificate=read_certificate(b64decode(str(row["certificate"]))),
        sealed=str(row.get("sealed", "")),
        wrong=wrong,
    )


def _tries(row: "Mapping[str, str | int]") -> Tries:
    since = str(row["since"])
    return Tries(
        wrong=int(row["wrong"]),
        turned_away=int(row["turned_away"]),
        since=datetime.fromisoformat(since) if since else None,
        ticks=int(row["ticks"]) / 1000,
    )


def _rests(seconds: float) -> str:
    minutes = max(1, -(-int(seconds) // 60))
    return counted(
        "After five wrong tries the identity is locked; try again in 1 minute.",
        "After five wrong tries the identity is locked; try again in {n} minutes.",
        minutes,
    )
