"""What a signed document is worth, in words and as data."""

from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

UNKNOWN, KNOWN, OTHER_KEY = "unknown", "known", "other key"
WELL, NOT_WELL, UNREADABLE = 0, 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A signature as found. `when` is what the signer's computer said; `problems` are sentences, none if sound."""

    number: int
    role: str
    field: str
    name: str
    meaning: str
    when: datetime | None
    fingerprint: str
    issuer: str
    vouches_for_itself: bool
    signer: str
    covers: str
    problems: tuple[str, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Say whether what it covers is as it was signed."""
        return not self.problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure that does not come out as it is attached."""

    place: str
    attached: Any
    computed: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Recomputed:
    """What today's program makes of the attached case: whether it could be computed, and what differs."""

    is_done: bool
    says: str
    figures: int = 0
    made_with: str = ""
    computed_with: str = ""
    differing: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The whole answer. `status` is 0 only if all is well, 1 if anything is not, 2 if the file cannot be read."""

    file: str
    sha256: str
    case: str = ""
    record: str = ""
    signatures: tuple[Signature, ...] = ()
    missing: tuple[str, ...] = ()
    """The roles, with their people, whose signatures the route names and the document lacks."""
    problems: tuple[str, ...] = ()
    """What is wrong with the document as a whole."""
    doubts: tuple[str, ...] = ()
    """What is not wrong, and yet not all well, such as a signer nobody here knows."""
    remarks: tuple[str, ...] = ()
    recomputed: Recomputed | None = None
    attachments: tuple[str, ...] = field(default=())

    @property
    def status(self) -> int:
        """Return the answer as an exit status."""
        return NOT_WELL if self.problems or self.doubts or not self.signatures or self._is_altered else WELL

    @property
    def _is_altered(self) -> bool:
        return any(found.problems for found in self.signatures)

    @property
    def is_unaltered(self) -> bool:
        """Say whether every signature is sound and the document as a whole too."""
        return bool(self.signatures) and not self.problems and not self._is_altered

    def with_more(self, *, problems: tuple[str, ...] = (), doubts: tuple[str, ...] = (), **more: Any) -> "Verdict":  # noqa: ANN401
        """Return the verdict with more found."""
        return replace(self, problems=(*self.problems, *problems), doubts=(*self.doubts, *doubts), **more)

    def plain(self) -> dict[str, Any]:
        """Return it as plain JSON."""
        made = asdict(self)
        made["status"] = self.status
        made["unaltered"] = self.is_unaltered
        for found in made["signatures"]:
            found["when"] = found["when"].isoformat() if found["when"] else None
        return made
