"""What travels inside a document, and whether it belongs together: attachments, hashes, pages."""

import json
import re
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Any

from cdmo_desk.problem import Refused
from cdmo_desk.speech import say

if TYPE_CHECKING:
    from cdmo_desk.document import Case

CASE, RESULTS, RECORD = "case.json", "results.json", "record.json"
_CONTENTS = 2
"""The page with the list of contents."""
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What was found inside: files by name, the record that ties them together, and what does not fit."""

    files: dict[str, bytes]
    record: dict[str, Any]
    problems: tuple[str, ...] = ()
    pages: tuple[str, ...] = field(default=(), repr=False)

    @property
    def is_ours(self) -> bool:
        """Say whether the document is one of this program's."""
        return bool(self.record)

    @property
    def record_hash(self) -> str:
        """Return the hash that is signed: of case and results."""
        return str(self.record.get("record_sha256", ""))

    @property
    def edition(self) -> dict[str, Any]:
        """Return how the document was made."""
        found = self.record.get("edition")
        return found if isinstance(found, dict) else {}

    @property
    def is_whole(self) -> bool:
        """Say whether the case as it is and its results travel inside."""
        kept = self.edition.get("travel") == "everything" and not self.edition.get("committee")
        return kept and CASE in self.files and RESULTS in self.files

    def case(self) -> "Case":
        """Return the attached case; raises `Refused`."""
        from cdmo_desk import document  # noqa: PLC0415 - loaded when asked for

        return document.read_text(self.files[CASE])

    def results(self) -> Any:  # noqa: ANN401 - any JSON
        """Return the attached results as plain JSON."""
        return json.loads(self.files[RESULTS])


def contents(pdf: bytes) -> Contents:
    """Return what travels inside a document and what of it does not fit; raises `Refused` if it cannot be read."""
    import pikepdf  # noqa: PLC0415 - loaded when asked for

    try:
        with pikepdf.open(BytesIO(pdf)) as opened:
            files = {name: found.get_file().read_bytes() for name, found in opened.attachments.items()}
            identifier = _identifier(opened)
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError, RuntimeError) as fault:
        kind = type(fault).__name__
        raise Refused(say("What is attached to the PDF is damaged and cannot be read ({kind}).", kind=kind)) from None
    if RECORD not in files:
        return Contents(files=files, record={}, problems=())
    try:
        record = json.loads(files[RECORD])
        problems = _unfit(files, record, identifier)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return Contents(files=files, record={}, problems=(say("The record inside the document is damaged."),))
    pages, said = _pages(pdf, record)
    return Contents(files=files, record=record, problems=(*problems, *said), pages=pages)


def record_of(pdf: bytes) -> dict[str, Any]:
    """Return the record inside a document; nothing where there is none that can be read."""
    import pikepdf  # noqa: PLC0415 - loaded when asked for

    try:
        with pikepdf.open(BytesIO(pdf)) as opened:
            found = opened.attachments.get(RECORD)
            plain = json.loads(found.get_file().read_bytes()) if found is not None else {}
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError, RuntimeError):
        return {}
    return plain if isinstance(plain, dict) else {}


def page_texts(pdf: bytes) -> tuple[str, ...]:
    """Return the words of every page."""
    import pypdfium2  # type: ignore[import-untyped]  # noqa: PLC0415 - loaded when asked for

    with closing(pypdfium2.PdfDocument(pdf)) as document:
        texts = []
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            texts.append(str(text.get_text_bounded()))
            text.close()
            page.close()
        return tuple(texts)


def differing_page(printed: tuple[str, ...], made: tuple[str, ...], until: str, foot: str) -> int | None:
    """Return the first page whose figures are not those of the same document made anew; None if all are.

    Pages are compared up to the heading `until`, behind which stands what depends on the library. `foot` tells the line
    at the foot of the page, which is checked apart; the numbers of pages in the list of contents are left out.
    """
    for number, text in enumerate(printed, start=1):
        is_list = number == _CONTENTS
        if until and not is_list and number > 1 and until in text:
            return None
        if number > len(made):
            return number
        if _figures(text, foot, is_list=is_list) != _figures(made[number - 1], foot, is_list=is_list):
            return number
    return None if len(printed) == len(made) else len(printed)


def _figures(text: str, foot: str, *, is_list: bool) -> list[str]:
    """Return the words of a page that have a digit in them."""
    words = [word for line in text.splitlines() if foot not in line for word in line.split()]
    found = [word for word in words if any(sign.isdigit() for sign in word)]
    return [word for word in found if not (is_list and word.isdigit())]


def _unfit(files: dict[str, bytes], record: dict[str, Any], identifier: str) -> list[str]:
    """Return what of attachments and hashes does not belong together."""
    listed = {str(entry["name"]): str(entry["sha256"]) for entry in record["files"]}
    missing = sorted(listed.keys() - files.keys())
    strange = sorted(files.keys() - listed.keys() - {RECORD})
    other = [name for name in sorted(listed.keys() & files.keys()) if sha256(files[name]).hexdigest() != listed[name]]
    problems = [say("The attachment {name} is missing.", name=name) for name in missing]
    problems += [say("The attachment {name} is not one of this document’s.", name=name) for name in strange]
    problems += [say("The attachment {name} is not the one that the record names.", name=name) for name in other]
    case, results, whole = (str(record[name]) for name in ("case_sha256", "results_sha256", "record_sha256"))
    if not all(map(_SHA256.fullmatch, (case, results, whole))):
        problems.append(say("The record names no proper hashes."))
    elif sha256(f"{case}\n{results}\n".encode()).hexdigest() != whole:
        problems.append(say("The record’s hash is not that of case and results."))
    edition = record.get("edition")
    if isinstance(edition, dict) and edition.get("travel") == "everything" and not edition.get("committee"):
        for name, digest in ((CASE, case), (RESULTS, results)):
            if name in files and sha256(files[name]).hexdigest() != digest:
                problems.append(say("The attachment {name} is not what was printed.", name=name))
    if identifier and identifier != f"sha256:{whole}":
        problems.append(say("The document’s own identifier is not the record’s hash."))
    return problems


def _identifier(opened: Any) -> str:  # noqa: ANN401 - of a library loaded late
    with opened.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        return str(metadata.get("dc:identifier", ""))


def _pages(pdf: bytes, record: dict[str, Any]) -> tuple[tuple[str, ...], list[str]]:
    """Return the words of the pages, and which pages do not name the record's hash at their foot."""
    pages = page_texts(pdf)
    start = str(record.get("record_sha256", ""))[:16]
    wrong = [number for number, text in enumerate(pages, start=1) if start not in "".join(text.split())]
    if not wrong:
        return pages, []
    numbers = ", ".join(map(str, wrong[:5]))
    return pages, [say("The record’s hash does not stand at the foot of page {numbers}.", numbers=numbers)]
