"""The record of a decision: case and results in their one way of writing, their hashes, and what travels inside."""

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Literal

from cdmo_desk.document import Case, text
from cdmo_desk.evaluation import as_json
from cdmo_desk.evaluation.results import Comparison
from cdmo_desk.reports.edition import Edition
from cdmo_desk.sheets import measures
from cdmo_desk.speech import say

FORMAT = "cdmo-desk/record"
VERSION = 1
CASE, RESULTS, RECORD, WORKBOOK = "case.json", "results.json", "record.json", "workbook.xlsx"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FIGURES = ("base", "risk", "score", "ranked", "missing_must_haves")
OF_BASE = ("contract", "supplier", "sponsor", "economic", "cash", "cost", "present_cost", "stated", "beyond_horizon")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the document: its name, content, kind, how it relates to the pages, and what it is in words."""

    name: str
    content: bytes
    mime: str
    relation: Literal["Data", "Source", "Supplement"]
    says: str


@dataclass(frozen=True, slots=True)
class Hashes:
    """SHA-256 of the case document, of the results, and of both: what is signed."""

    case: str
    results: str

    @property
    def record(self) -> str:
        """Return the SHA-256 of the line of the case's hash followed by the line of the results' hash."""
        return sha256(f"{self.case}\n{self.results}\n".encode()).hexdigest()


def case_text(case: Case) -> bytes:
    """Return a case document as the program writes it."""
    return text(case.document).encode("utf-8", "surrogatepass")


def results_text(comparison: Comparison) -> bytes:
    """Return the results as the program writes them."""
    return _written(as_json(comparison))


@dataclass(frozen=True, slots=True)
class Texts:
    """A case and its results as the program writes them, so that neither is written twice."""

    case: bytes
    results: bytes

    @property
    def hashes(self) -> Hashes:
        """Return the hashes of both."""
        return Hashes(sha256(self.case).hexdigest(), sha256(self.results).hexdigest())


def texts(case: Case, comparison: Comparison) -> Texts:
    """Return a case and its results as the program writes them."""
    return Texts(case_text(case), results_text(comparison))


def hashes(case: Case, comparison: Comparison) -> Hashes:
    """Return the hashes of a case and its results."""
    return texts(case, comparison).hashes


def fingerprint(case: Case) -> str:
    """Return the SHA-256 of a case document as the program writes it."""
    return sha256(case_text(case)).hexdigest()


def attachments(
    case: Case, comparison: Comparison, edition: Edition, found: Hashes, written: Texts
) -> tuple[Attachment, ...]:
    """Return the files that travel inside. `found` are the hashes of the whole case, whatever is left out here."""
    files = []
    if edition.travel == "everything":
        book = _workbook(case, comparison, edition, written.hashes.case)
        files = [_case(written.case), _results(written.results), book]
    elif edition.travel == "recommended":
        files = [_case(_only_chosen(case, comparison)), _results(_reduced(comparison))]
    return (*files, _record(case, comparison, edition, found, files))


def _case(content: bytes) -> Attachment:
    return Attachment(CASE, content, "application/json", "Source", say("Case document"))


def _results(content: bytes) -> Attachment:
    return Attachment(RESULTS, content, "application/json", "Data", say("Results"))


def _workbook(case: Case, comparison: Comparison, edition: Edition, digest: str) -> Attachment:
    from cdmo_desk.reports import workbook  # noqa: PLC0415 - only where it travels

    log = tuple(workbook.Logged(step.number, step.time, step.who, step.request, step.why) for step in edition.steps)
    content = workbook.content(case, comparison, log=log, digest=digest)
    return Attachment(WORKBOOK, content, XLSX, "Supplement", say("Workbook"))


def _record(case: Case, comparison: Comparison, edition: Edition, found: Hashes, files: list[Attachment]) -> Attachment:
    made = {
        "format": FORMAT,
        "version": VERSION,
        "program": comparison.version,
        "case": case.brief.id,
        "trials": comparison.trials,
        "seed": comparison.seed,
        "case_sha256": found.case,
        "results_sha256": found.results,
        "record_sha256": found.record,
        "edition": edition.plain(),
        "files": [{"name": file.name, "sha256": sha256(file.content).hexdigest()} for file in files],
    }
    return Attachment(RECORD, _written(made), "application/json", "Data", say("Record: hashes and how it was made"))


def _only_chosen(case: Case, comparison: Comparison) -> bytes:
    """Return the case document with the recommended offer alone."""
    chosen = measures.chosen(comparison)
    kept = [offer for offer in case.document["offers"] if offer["id"] == chosen]
    return text(case.document | {"offers": kept}).encode("utf-8", "surrogatepass")


def _reduced(comparison: Comparison) -> bytes:
    """Return the results in full for the recommended offer, and the totals of the others."""
    chosen = measures.chosen(comparison)
    plain = as_json(comparison)
    plain["offers"] = {name: offer if name == chosen else _totals(offer) for name, offer in plain["offers"].items()}
    plain["warnings"] = []
    plain["unsourced"] = []
    return _written(plain)


def _totals(offer: dict[str, Any]) -> dict[str, Any]:
    kept = {name: offer[name] for name in FIGURES if name in offer}
    return kept | {"base": {name: offer["base"][name] for name in OF_BASE}}


def _written(plain: dict[str, Any]) -> bytes:
    return (json.dumps(plain, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode("utf-8", "surrogatepass")
