"""One method for each request; the only place that knows paths and clocks."""

import getpass
import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cdmo_desk import files, resource
from cdmo_desk.problem import Problem, Refused, shown

if TYPE_CHECKING:
    from cdmo_desk.document import Case
    from cdmo_desk.evaluation.results import Comparison
    from cdmo_desk.intake.quote import Message, Quote
    from cdmo_desk.library import Changed, Entry, Library
    from cdmo_desk.library.store import CaseRow

SAMPLE = "sample"
DEMO = "CDMO Desk demo"


def now() -> datetime:
    """Return the time with this computer's zone."""
    return datetime.now(UTC).astimezone()


def account() -> str:
    """Return the name of the computer's account."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown account"


def usual_library() -> Path:
    """Return where the library lies unless told otherwise: the platform's local data folder."""
    from platformdirs import user_data_path  # noqa: PLC0415 - most commands name a file

    return user_data_path("CDMO Desk", appauthor=False, roaming=False) / "library.sqlite"


@dataclass(frozen=True, slots=True)
class Imported:
    """What importing a file did: the offer, how its lines were placed, what was doubted and accepted."""

    case: str
    offer: str
    lines: int
    terms: int
    messages: "tuple[Message, ...]"
    changed: "Changed"


class Desk:
    """A person at work: the library, who they are, and what time it is."""

    def __init__(
        self, library: Path | None = None, *, who: str | None = None, clock: Callable[[], datetime] = now
    ) -> None:
        self.path = library if library is not None else usual_library()
        self.who = who if who is not None else account()
        self.clock = clock

    # The library

    @contextmanager
    def library(self, *, create: bool = False, read_only: bool = False) -> "Iterator[Library]":
        """Open the library for the length of a block; without `create` it must exist."""
        from cdmo_desk.library import Library  # noqa: PLC0415 - 0.2 s that comparing a file can do without

        if not self.path.exists() and not create:
            raise Refused(f"There is no library at {self.path}. Make one with: cdmo-desk case import FILE.json")
        if create and self.path == usual_library():
            _make_folder(self.path.parent)
        with Library.open(self.path, create=create, read_only=read_only) as library:
            yield library

    def check(self, expected_head: str | None = None) -> list[str]:
        """Return what is wrong with the library; nothing if it is sound."""
        with self.library(read_only=True) as library:
            return library.check(expected_head)

    def cases(self) -> "list[CaseRow]":
        """Return the cases of the library; none where there is no library yet."""
        if not self.path.exists():
            return []
        with self.library(read_only=True) as library:
            return library.cases()

    def audit(self, case_id: str) -> "list[Entry]":
        """Return the journal of a case."""
        with self.library(read_only=True) as library:
            found = list(library.journal(case_id))
            if not found:
                library.load(case_id)
            return found

    def undo(self, case_id: str) -> "Changed":
        """Take back the last request of a case."""
        with self.library() as library:
            return library.undo(case_id, self.who, self.clock())

    def redo(self, case_id: str) -> "Changed":
        """Bring back the last request of a case that was taken back."""
        with self.library() as library:
            return library.redo(case_id, self.who, self.clock())

    # Cases

    def document(self, case_id: str) -> dict[str, Any]:
        """Return a case's document from the library."""
        with self.library(read_only=True) as library:
            return library.load(case_id)

    def case(self, name: str) -> "Case":
        """Return a case: of a document's file, or of the library by its id."""
        from cdmo_desk import document  # noqa: PLC0415 - as above

        path = Path(name)
        if path.suffix.lower() == ".json" or path.is_file():
            return _named(path, lambda: document.read_text(files.content(path)))
        if not self.path.exists():
            raise Refused(f"{shown(name)} is neither a file nor a case: there is no library at {self.path}.")
        return document.read(self.document(name))

    def import_case(self, path: Path, *, replace: bool = False, why: str = "") -> str:
        """Store a case document; one of the same id only with `replace`. Returns the case's id."""
        from cdmo_desk import document  # noqa: PLC0415 - as above

        case = _named(path, lambda: document.read_text(files.content(path)))
        return self.store(case.document, request=f"Import case from {path.name}", replace=replace, why=why)

    def new_case(self, brief: dict[str, Any]) -> str:
        """Store a new case with a brief and no offers. Returns the case's id."""
        from cdmo_desk import document  # noqa: PLC0415 - as above

        made = document.read({"format": document.FORMAT, "version": document.VERSION, "case": brief, "offers": []})
        return self.store(made.document, request="New case")

    def store(self, plain: dict[str, Any], *, request: str, replace: bool = False, why: str = "") -> str:
        """Store a valid case document under a named request. Returns the case's id."""
        case_id = str(plain["case"]["id"])
        with self.library(create=True) as library:
            if not replace and any(row.id == case_id for row in library.cases()):
                raise Refused(
                    f"The library has a case {shown(case_id)} already. "
                    "Use --replace to put this document in its place (undo brings the old one back)."
                )
            with library.change(request, case_id, self.who, self.clock(), why) as change:
                change.put_case(plain)
        return case_id

    def put_brief(self, case_id: str, brief: dict[str, Any], *, request: str, why: str = "") -> "Changed":
        """Replace a case's brief under a named request; raises `Refused` with all problems, and nothing is changed."""
        return self._edit(case_id, request, why, brief=brief)

    def put_offer(self, case_id: str, offer: dict[str, Any], *, request: str, why: str = "") -> "Changed":
        """Replace or add an offer under a named request; raises `Refused` likewise."""
        return self._edit(case_id, request, why, offer=offer)

    def remove_offer(self, case_id: str, offer_id: str, *, request: str, why: str = "") -> "Changed":
        """Remove an offer with its terms and lines; undo brings it back."""
        with self.library() as library, library.change(request, case_id, self.who, self.clock(), why) as change:
            change.remove_offer(case_id, offer_id)
        return change.changed

    def remove_case(self, case_id: str, *, why: str = "") -> "Changed":
        """Remove a case; undo brings it back."""
        with self.library() as library, library.change("Remove case", case_id, self.who, self.clock(), why) as change:
            change.remove_case(case_id)
        return change.changed

    def _edit(
        self,
        case_id: str,
        request: str,
        why: str,
        *,
        brief: dict[str, Any] | None = None,
        offer: dict[str, Any] | None = None,
    ) -> "Changed":
        from cdmo_desk import document  # noqa: PLC0415 - as above

        with self.library() as library:
            plain = library.load(case_id)
            offers = {found["id"]: found for found in plain["offers"]}
            if offer is not None:
                offers[str(offer.get("id"))] = offer
            document.read(plain | {"case": brief or plain["case"], "offers": list(offers.values())})
            with library.change(request, case_id, self.who, self.clock(), why) as change:
                if brief is not None:
                    change.put_brief(case_id, brief)
                if offer is not None:
                    change.put_offer(case_id, offer)
        return change.changed

    def undoable(self, case_id: str) -> tuple[str | None, str | None]:
        """Return the names of the requests that undo and redo would act on, None where there is none."""
        with self.library(read_only=True) as library:
            return library.can_undo(case_id), library.can_redo(case_id)

    def export_case(self, case_id: str, path: Path) -> None:
        """Write a case's document to a file."""
        from cdmo_desk import document  # noqa: PLC0415 - as above

        if path.suffix.lower() != ".json":
            raise Refused(f"{path} must end in .json; a case is exported as a case document.")
        files.put(path, document.text(self.document(case_id)).encode())

    # Quotes

    def read_quote(self, path: Path, as_of: date | None = None) -> "Quote":
        """Return what a supplier's file is taken for."""
        from cdmo_desk import intake  # noqa: PLC0415 - as above

        return intake.read(path, as_of=as_of)

    def import_quote(
        self, path: Path, case_id: str, *, offer_id: str | None, accept: str | None, quote: "Quote | None" = None
    ) -> Imported:
        """Read a supplier's file into an offer of a case. Without a reason in `accept`, any doubt stops it.

        `quote` is the file's reading if it was read already.
        """
        from cdmo_desk import document, intake  # noqa: PLC0415 - as above
        from cdmo_desk.intake.becoming import accept as become  # noqa: PLC0415 - as above

        made = files.content(path)
        with self.library() as library:
            plain = library.load(case_id)
            case = document.read(plain)
            if quote is None or quote.sha256 != sha256(made).hexdigest():
                quote = intake.read(path, as_of=case.brief.as_of)
            chosen = offer_id or _offer_of(quote, plain) or _new_id(quote, plain)
            offers = {offer["id"]: offer for offer in plain["offers"]}
            accepted = become(quote, case.brief, offers.get(chosen), offer_id=chosen)
            messages = (*quote.messages, *accepted.messages)
            doubts = [message for message in messages if message.severity != "info"]
            if doubts and accept is None:
                raise Refused(*_doubts(path, doubts))
            offers[chosen] = accepted.offer
            try:
                document.read(plain | {"offers": list(offers.values())})
            except Refused as fault:
                raise Refused(f"{path.name} was read, but the offer would not be whole:", *fault.problems) from None
            with library.change(
                f"Import {path.name} into offer {chosen}", case_id, self.who, self.clock(), accept or ""
            ) as change:
                change.put_source(made, path.name, quote.kind)
                change.put_offer(case_id, accepted.offer)
        offer = accepted.offer
        terms = len(offer.get("terms", ()))
        return Imported(case_id, chosen, len(quote.lines), terms, messages, change.changed)

    # Comparison and paper

    def compare(self, case: "Case", *, trials: int | None = None, seed: int | None = None) -> "Comparison":
        """Evaluate a case."""
        from cdmo_desk import evaluation  # noqa: PLC0415 - as above

        return evaluation.compare(
            case,
            trials=evaluation.TRIALS if trials is None else trials,
            seed=evaluation.SEED if seed is None else seed,
        )

    def report(self, case: "Case", comparison: "Comparison", path: Path, *, paper: str = "A4") -> list[str]:
        """Write the PDF of a case; returns what it has to say about the document, such as glyphs it lacks."""
        from cdmo_desk import reports  # noqa: PLC0415 - as above

        return list(reports.write(case, comparison, path, paper=paper))

    def sample_id(self) -> str:
        """Return the id of the sample case."""
        name = json.loads(resource.path(f"{SAMPLE}/manifest.json").read_text("utf-8"))["case"]
        return str(json.loads(resource.path(f"{SAMPLE}/{name}").read_text("utf-8"))["case"]["id"])

    def import_sample(self) -> str:
        """Import the sample case: the brief, then each supplier's files. Returns the case's id."""
        from cdmo_desk import intake  # noqa: PLC0415 - as above

        manifest = json.loads(resource.path(f"{SAMPLE}/manifest.json").read_text("utf-8"))
        files_of = [
            (offer["id"], resource.path(f"{SAMPLE}/{name}")) for offer in manifest["offers"] for name in offer["files"]
        ]
        case_id = self.import_case(resource.path(f"{SAMPLE}/{manifest['case']}"))
        as_of = self.case(case_id).brief.as_of
        with ThreadPoolExecutor(max_workers=2) as readers:
            quotes = readers.map(lambda found: intake.read(found[1], as_of=as_of), files_of)
            for (offer_id, path), quote in zip(files_of, quotes, strict=True):
                self.import_quote(path, case_id, offer_id=offer_id, accept="Sample case", quote=quote)
        return case_id


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        says = (
            f"The folder {folder} for the library cannot be made: {fault.strerror}. Name another place with --library."
        )
        raise Refused(says) from None


def _named(path: Path, read: "Callable[[], Case]") -> "Case":
    """Read a document and name its file in what is refused."""
    try:
        return read()
    except Refused as fault:
        if any(str(path) in problem.says for problem in fault.problems):
            raise
        problems = fault.problems
        if len(problems) == 1:
            raise Refused(f"{path}: {problems[0]}") from None
        raise Refused(f"{path} is not a valid case document:", *problems) from None


def _offer_of(quote: "Quote", plain: dict[str, Any]) -> str | None:
    """Return the offer whose lines came from the same supplier and reference, if there is just one."""
    found = [
        offer["id"]
        for offer in plain["offers"]
        if quote.supplier
        and offer.get("supplier", "").casefold() == quote.supplier.casefold()
        and quote.reference in (None, offer.get("title"))
    ]
    return found[0] if len(found) == 1 else None


def _new_id(quote: "Quote", plain: dict[str, Any]) -> str:
    """Return an id for a new offer, from the supplier's name."""
    words = "".join(letter if letter.isalnum() else " " for letter in (quote.supplier or "offer").casefold()).split()
    base = words[0] if words else "offer"
    taken = {offer["id"] for offer in plain["offers"]}
    names = (base if number == 1 else f"{base}-{number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def _doubts(path: Path, doubts: "list[Message]") -> Iterator[Problem | str]:
    count = "1 doubt" if len(doubts) == 1 else f"{len(doubts)} doubts"
    yield f"{path.name} leaves {count}. Correct the file, or say why they are accepted with --accept REASON."
    for doubt in doubts:
        yield Problem(doubt.cell, f"{doubt.text} ({doubt.severity}, {doubt.code})")
