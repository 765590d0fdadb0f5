"""Secrets sealed under a passphrase: scrypt makes each try cost time and memory, AES-GCM tells a wrong one."""

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass
from secrets import token_bytes

from cdmo_desk.problem import Refused
from cdmo_desk.speech import say

LEAST = 8
"""Characters that a passphrase has at least."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one try costs: scrypt's own figures; 128 × n × r bytes of memory."""

    n: int = 2**17
    r: int = 8
    p: int = 2


COST = Cost()
"""About half a second and 128 MiB a try."""
_LARGEST = Cost(2**20, 8, 4)


class WrongPassphraseError(Exception):
    """The passphrase is not the one that it was sealed under, or what was sealed is not what it says it is."""


def worthy(passphrase: str) -> str:
    """Return a passphrase that may protect an identity, or raise `Refused`."""
    if len(passphrase) < LEAST or not passphrase.strip():
        raise Refused(say("The passphrase needs at least {least} characters; several words are best.", least=LEAST))
    return passphrase


def seal(secret: bytes, passphrase: str, about: str, cost: Cost | None = None) -> bytes:
    """Seal a secret under a passphrase; `about` says whose it is, and without it there is no opening."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - loaded when asked for

    cost = cost or COST
    salt, nonce = token_bytes(16), token_bytes(12)
    sealed = AESGCM(_key(passphrase, salt, cost)).encrypt(nonce, secret, about.encode())
    made = {
        "kdf": "scrypt",
        "n": cost.n,
        "r": cost.r,
        "p": cost.p,
        "salt": b64encode(salt).decode(),
        "nonce": b64encode(nonce).decode(),
        "sealed": b64encode(sealed).decode(),
    }
    return json.dumps(made).encode()


def unseal(sealed: bytes, passphrase: str, about: str) -> bytes:
    """Return the secret; raises `WrongPassphraseError`, or `Refused` where the seal itself is broken."""
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - loaded when asked for
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - as above

    try:
        made = json.loads(sealed)
        cost = Cost(int(made["n"]), int(made["r"]), int(made["p"]))
        salt, nonce, content = (b64decode(made[name], validate=True) for name in ("salt", "nonce", "sealed"))
    except (ValueError, KeyError, TypeError):
        raise Refused(say("The identity is damaged and cannot be opened. Restore the library from a backup.")) from None
    if made["kdf"] != "scrypt" or cost.n > _LARGEST.n or cost.r > _LARGEST.r or cost.p > _LARGEST.p:
        raise Refused(say("The identity is sealed in a way this program does not know. Install the newer program."))
    try:
        return AESGCM(_key(passphrase, salt, cost)).decrypt(nonce, content, about.encode())
    except InvalidTag:
        raise WrongPassphraseError from None


def _key(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    from unicodedata import normalize  # noqa: PLC0415 - loaded when asked for

    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt  # noqa: PLC0415 - loaded when asked for

    text = normalize("NFKC", passphrase).encode(errors="surrogatepass")
    return Scrypt(salt=salt, length=32, n=cost.n, r=cost.r, p=cost.p).derive(text)
