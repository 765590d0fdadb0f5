"""Who offers, and under which reference, revision and round."""

import re
from collections.abc import Iterable, Sequence

from cdmo_desk.intake import fact_words, words
from cdmo_desk.intake.cells import Cell, Sheet
from cdmo_desk.intake.currency import named
from cdmo_desk.intake.dates import day_in
from cdmo_desk.intake.pairs import LABELLED, Pair, first_of, is_label, stated
from cdmo_desk.intake.phrases import begins, found, plain, whole

_NOT_OURS = (*fact_words.FACTS["client"], *fact_words.FACTS["project"])
_OF_PRICES = (*words.BASIS["rate"], *words.SUMMARY)
_LABELS = tuple(sorted(fact_words.FACTS["reference"], key=len, reverse=True))
_NAME = 90
_WORDS = 9
_SHORT = 6
_HEAD = 80
_REFERENCE_LENGTH = 40
_REFERENCE_WORDS = 4
_REFERENCE = re.compile(
    r"(?:(?!(?:NO|NR|ID|REF|NUM|VAT)\b)[A-Z]{2,5} )?[A-Za-z0-9ÄÖÜ][A-Za-z0-9ÄÖÜ/._\-]*\d[A-Za-z0-9/._\-]*"
)
_CODE = re.compile(r"[A-Z]{1,6}[A-Z0-9]*(?:[-/._][A-Z0-9]+)*[-/._]?\d+")
_BEHIND = re.compile(r"\s*(?:,|;|\s[-–|·]\s|\bvom\b|\bdated\b|\bdu\b|\bdel\b|\bRev\b)\s*")
_PARTS = re.compile(
    r"\s*(?:\s[-–—|·•/]\s|\n|,\s(?=(?:Quotation|Quote|Offer|Angebot|Offerte|Devis|Oferta|Offerta)\b))\s*"
)
_ROUND = re.compile(
    r"\b(?:round|runde|ronda|tour)\s*(?:no\.?|nr\.?)?\s*(\d{1,2})\b|\b(\d)(?:st|nd|rd|th|\.)\s*(?:round|runde)\b"
    r"|\b(BAFO|best and final)\b",
    re.IGNORECASE,
)
_REVISION = re.compile(
    r"\b(?:rev(?:ision|\.)?|version|ver\.|v)\s*(?:no\.?|nr\.?)?\s*[:.]?\s*([0-9]{1,2}(?:\.[0-9]{1,2})?|[A-H])\b",
    re.IGNORECASE,
)

Placed = Sequence[tuple[Sheet, Cell]]


def supplier_of(pairs: Sequence[Pair], cells: Placed) -> str | None:
    """Return who offers: as labelled, else the first company that is not the client, else the first line."""
    labelled = [p.text for p in stated(pairs, "supplier") if _may_be_name(p.text)]
    if labelled:
        return next((text for text in labelled if is_company(text)), labelled[0])
    others = {p.text for p in pairs if whole(p.label, _NOT_OURS)}
    heads = cells[:_HEAD]
    for _, cell in heads:
        for part in _parts(cell):
            if is_company(part) and not any(part in other for other in others):
                return part
    return next((p for _, cell in heads[:_SHORT] for p in _parts(cell) if p not in others and _is_name(p)), None)


def _may_be_name(text: str) -> bool:
    return bool(re.search(r"[^\W\d]{2}", text)) and not day_in(text) and len(text) < _NAME


def _is_name(text: str) -> bool:
    """Say whether a line of a letterhead may be a company's name although it does not end as such."""
    known = begins(text, fact_words.DOCUMENT) or is_label(text) or LABELLED.match(text) or _is_of_prices(text)
    return not (known or day_in(text) or _REFERENCE.fullmatch(text)) and len(plain(text).split()) <= _SHORT


def _is_of_prices(text: str) -> bool:
    return named(text) is not None or found(text, _OF_PRICES) is not None


def _parts(cell: Cell) -> list[str]:
    """Return the pieces of a letterhead's line."""
    value = cell.value if isinstance(cell.value, str) else ""
    if LABELLED.match(cell.text):
        return []
    return [_name(re.sub(r"\s+", " ", part).strip(" ,;")) for part in _PARTS.split(value) if part.strip()]


def _name(text: str) -> str:
    """Return a company's name without the address behind it."""
    pieces = text.split(", ")
    for end in range(1, len(pieces)):
        if is_company(", ".join(pieces[:end])) and plain(pieces[end]) not in fact_words.COMPANY:
            return ", ".join(pieces[:end])
    return text


def is_company(text: str) -> bool:
    """Say whether a text ends as the names of companies do."""
    tail = plain(text.split("(", maxsplit=1)[0]).split()
    if not 1 < len(tail) <= _WORDS or not text[:1].isalnum() or text[:1].islower():
        return False
    ends = {" ".join(tail[-size:]) for size in (1, 2, 3)}
    return (
        bool(ends & set(fact_words.COMPANY)) or found(text, ("gmbh", "inc", "ltd", "llc", "s p a", "s a s")) is not None
    )


def reference_of(pairs: Sequence[Pair], texts: Sequence[str]) -> str | None:
    """Return the file's own reference: beside its label, else behind one inside a text."""
    for pair in stated(pairs, "reference"):
        if _may_be_reference(pair.text):
            return _BEHIND.split(pair.text)[0].strip()
    for text in texts:
        if found(text, _LABELS) and not found(text, fact_words.FACTS["theirs"]):
            for match in _REFERENCE.finditer(text):
                token = match[0].rstrip(".-/")
                if _ends_with(plain(text[: match.start()]), _LABELS) and _is_token(token):
                    return token
    return next((text for text in texts[:_SHORT] if _is_alone(text)), None)


def _is_alone(text: str) -> bool:
    """Say whether a text at the head of a file is nothing but a reference, with a year or a long number in it."""
    return _CODE.fullmatch(text) is not None and sum(letter.isdigit() for letter in text) >= _REFERENCE_WORDS


def _may_be_reference(text: str) -> bool:
    dated = day_in(text) and not re.search(r"[A-Za-z]", text)
    short = len(text) <= _REFERENCE_LENGTH and len(text.split()) <= _REFERENCE_WORDS
    return bool(re.search(r"\d", text)) and short and not dated and not is_company(text.split(",", maxsplit=1)[0])


def _is_token(token: str) -> bool:
    return not day_in(token) and bool(re.search(r"\D", token) or len(token) >= _REFERENCE_WORDS)


def _ends_with(before: str, labels: Iterable[str]) -> bool:
    """Say whether a text ends with a label, with at most `no` behind it."""
    bare = re.sub(r"\s(?:no|nr|n o|n|number|num|#|ref|id)$", "", before)
    return any(b == label or b.endswith(" " + label) for b in (before, bare) for label in labels if len(label) > 2)  # noqa: PLR2004


def revision_of(pairs: Sequence[Pair], texts: Sequence[str]) -> str | None:
    """Return the revision that a file says it is."""
    return first_of(pairs, "revision") or _matched(_REVISION, texts)


def round_of(pairs: Sequence[Pair], texts: Sequence[str]) -> str | None:
    """Return the round of offers that a file says it belongs to."""
    return first_of(pairs, "round") or _matched(_ROUND, texts)


def _matched(pattern: re.Pattern[str], texts: Sequence[str]) -> str | None:
    matches = (pattern.search(text) for text in texts[:_REFERENCE_LENGTH])
    return next((next(g for g in m.groups() if g) for m in matches if m), None)
