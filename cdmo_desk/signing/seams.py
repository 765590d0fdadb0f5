"""The seams of a signed file: which bytes each signature covers, and what was added between one and the next.

The rule is stricter than that of PDF readers: between two signatures nothing may change but the next field made
beforehand and the signature put into it, and behind the last signature there is nothing at all.
"""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cdmo_desk.signing.description import described
from cdmo_desk.speech import say

if TYPE_CHECKING:
    from pyhanko.pdf_utils.generic import Reference
    from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

_HEX = re.compile(rb"<([0-9a-f]*|[0-9A-F]*)>")
_OF_FIELD = {"/V", "/AP", "/F", "/M", "/MK", "/Lock"}
_OF_FORM = {"/SigFlags", "/DR", "/DA", "/NeedAppearances"}
_OF_ROOT = {"/Extensions", "/Version", "/Perms"}


@dataclass(frozen=True, slots=True)
class Seam:
    """Where a signature ends in the file, what it lies in, and what is wrong with it."""

    end: int
    problems: tuple[str, ...]


def seam(pdf: bytes, signature: "EmbeddedPdfSignature") -> Seam:
    """Return which bytes a signature covers: all from the start to its end but its own place, which is full."""
    try:
        start, before, behind, length = (int(number) for number in signature.byte_range)
    except (TypeError, ValueError):
        return Seam(0, (say("It does not say which bytes it covers."),))
    end = behind + length
    hole = pdf[before:behind]
    if start != 0 or not 0 < before < behind <= end <= len(pdf) or not _HEX.fullmatch(hole):
        return Seam(end, (say("It leaves bytes of the file uncovered."),))
    content = bytes.fromhex(hole[1:-1].decode())
    whole = der_length(content)
    if whole is None or content[whole:].strip(b"\0"):
        return Seam(end, (say("Bytes were put into the place of the signature itself."),))
    return Seam(end, ())


def der_length(content: bytes) -> int | None:
    """Return how long a DER value is with its head."""
    if len(content) < 4 or content[0] != 0x30:  # noqa: PLR2004 - a head's least length
        return None
    first = content[1]
    if first < 0x80:  # noqa: PLR2004 - a short length
        return 2 + first
    count = first & 0x7F
    if not 1 <= count <= 4:  # noqa: PLR2004 - longer than any signature
        return None
    whole = 2 + count + int.from_bytes(content[2 : 2 + count], "big")
    return whole if whole <= len(content) else None


def added(reader: "PdfFileReader", revision: int, field_name: str) -> tuple[str, ...]:
    """Return what a revision of the file changed beside signing the field of that name; nothing if that was all."""
    new, old = reader.get_historical_resolver(revision), reader.get_historical_resolver(revision - 1)
    field = _field(new, field_name)
    if field is None or _field(old, field_name) != field:
        return (say("The signature stands in a field that was not made beforehand."),)
    allowed = _reached(new, field)
    found = []
    for reference in reader.xrefs.explicit_refs_in_revision(revision):
        says = _touches(new, old, reference, field, allowed)
        if says and says not in found:
            found.append(says)
    if reader.xrefs.refs_freed_in_revision(revision):
        found.append(say("Something of the document was removed."))
    return tuple(sorted(found))


def changed(reader: "PdfFileReader", first: int, last: int) -> tuple[str, ...]:
    """Return what the revisions of a file from one to another, none of which is a signature’s, touch, in words."""
    found: list[str] = []
    for revision in range(first, last + 1):
        new, old = reader.get_historical_resolver(revision), reader.get_historical_resolver(revision - 1)
        allowed = _led_to(new, [_raw(new.root, "/DSS")], None)
        refs = reader.xrefs.explicit_refs_in_revision(revision)
        found += [_touches(new, old, reference, None, allowed) for reference in refs]
        if reader.xrefs.refs_freed_in_revision(revision):
            found.append(say("Something of the document was removed."))
    return tuple(sorted({says for says in found if says})) or (say("It was only saved anew."),)


def _touches(
    new: "HistoricalResolver",
    old: "HistoricalResolver",
    reference: "Reference",
    field: "Reference | None",
    allowed: "set[Reference]",
) -> str:
    """Say what a changed or added object is of, unless it belongs to the signature."""
    now, before = _at(new, reference), _at(old, reference)
    if before is None:
        is_plain = reference in allowed or _kind(now) in ("/XRef", "/ObjStm") or _is_same_description(new, old, now)
        return "" if is_plain else say("Something was added to the document.")
    if now == before:
        return ""
    if reference == field:
        is_next = "/V" not in before and _same_but(now, before, _OF_FIELD)
        return "" if is_next else say("A signature field was changed beyond being signed.")
    form = new.root.raw_get("/AcroForm") if "/AcroForm" in new.root else None
    if getattr(form, "reference", None) == reference:
        return "" if _same_but(now, before, _OF_FORM) else say("The form of the document was changed.")
    if reference == new.root_ref:
        return _root(now, before, is_described_so=_is_same_description(new, old))
    if _kind(now) == "/Metadata" and _kind(before) == "/Metadata":
        is_same = _is_same_description(new, old, now)
        return "" if is_same else say("The description of the document (XMP) was changed.")
    info = new.trailer_view.raw_get("/Info") if "/Info" in new.trailer_view else None
    if getattr(info, "reference", None) == reference:
        return "" if _same_but(now, before, {"/ModDate"}) else say("The document’s information was changed.")
    names = {"/Page": say("A page was changed."), "/Annot": say("A remark on a page was changed.")}
    return names.get(_kind(now), say("Something of the document was changed."))


def _is_same_description(new: "HistoricalResolver", old: "HistoricalResolver", found: Any = None) -> bool:  # noqa: ANN401 - any object of a PDF
    """Say whether a document describes itself as before; `found` is what must then be its description."""
    now, before = (_followed(resolver, _raw(resolver.root, "/Metadata")) for resolver in (new, old))
    if now is None or before is None or (found is not None and found != now):
        return False
    said = described(now.data)
    return said is not None and said == described(before.data)


def _root(now: Any, before: Any, *, is_described_so: bool) -> str:  # noqa: ANN401 - dictionaries of a PDF
    """Say what was changed of the outermost part, beside what a signature may change there."""
    allowed = _OF_ROOT | ({"/Metadata"} if is_described_so else set())
    if _same_but(now, before, allowed):
        return ""
    if _same_but(now, before, allowed | {"/DSS"}):
        return say(
            "Validation data for long-term checks (DSS) was added. Sign without it, or with it in the signature."
        )
    return say("The document’s outermost part was changed: {keys}.", keys=_keys(now, before))


def _field(resolver: "HistoricalResolver", name: str) -> "Reference | None":
    """Return where the field of a name stands."""
    form = _followed(resolver, _raw(resolver.root, "/AcroForm"))
    entries = _followed(resolver, _raw(form, "/Fields")) if form is not None else None
    for entry in map(entries.raw_get, range(len(entries))) if entries is not None else ():
        found: Reference | None = getattr(entry, "reference", None)
        if found is not None and str(_raw(_at(resolver, found), "/T")) == name:
            return found
    return None


def _followed(resolver: "HistoricalResolver", item: Any) -> Any:  # noqa: ANN401 - any object of a PDF
    reference = getattr(item, "reference", None)
    return item if reference is None else _at(resolver, reference)


def _reached(resolver: "HistoricalResolver", field: "Reference") -> "set[Reference]":
    """Return what the value and the appearance of a field lead to."""
    return _led_to(resolver, [_raw(_at(resolver, field), name) for name in ("/V", "/AP", "/MK", "/Lock")], field)


def _led_to(resolver: "HistoricalResolver", todo: list[Any], field: "Reference | None") -> "set[Reference]":
    """Return all that some objects lead to, the field itself and what lies above it apart."""
    seen: set[Reference] = set()
    while todo:
        item = todo.pop()
        reference = getattr(item, "reference", None)
        if reference is not None:
            if reference in seen or reference == field:
                continue
            seen.add(reference)
            item = _at(resolver, reference)
        if hasattr(item, "raw_get") and hasattr(item, "keys"):
            todo += [item.raw_get(key) for key in item if key not in ("/Parent", "/P")]
        elif isinstance(item, list):
            todo += [item.raw_get(place) for place in range(len(item))] if hasattr(item, "raw_get") else item
    return seen


def _at(resolver: "HistoricalResolver", reference: "Reference") -> Any:  # noqa: ANN401 - any object of a PDF
    from pyhanko.pdf_utils.misc import PdfError  # noqa: PLC0415 - takes a second to load

    try:
        found = resolver.get_object(reference)
    except (PdfError, KeyError):
        return None
    return None if type(found).__name__ == "NullObject" else found


def _raw(item: Any, name: str) -> Any:  # noqa: ANN401 - any object of a PDF
    return item.raw_get(name) if name in item else None


def _kind(item: Any) -> str:  # noqa: ANN401 - any object of a PDF
    return str(item.get("/Type", "")) if hasattr(item, "get") else ""


def _keys(now: Any, before: Any) -> str:  # noqa: ANN401 - dictionaries of a PDF
    names = {*now.keys(), *before.keys()} - _OF_ROOT
    return ", ".join(sorted(name for name in names if _raw(now, name) != _raw(before, name)))


def _same_but(now: Any, before: Any, names: set[str]) -> bool:  # noqa: ANN401 - dictionaries of a PDF
    """Say whether two dictionaries differ in the named entries at most."""
    if not hasattr(now, "keys") or not hasattr(before, "keys"):
        return False
    keys = {*now.keys(), *before.keys()} - names
    return all(_raw(now, key) == _raw(before, key) for key in keys)
