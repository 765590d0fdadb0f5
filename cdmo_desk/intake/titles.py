"""Which texts around tables are titles, remarks or facts."""

import re
from collections.abc import Sequence

from cdmo_desk.intake import fact_words, words
from cdmo_desk.intake.cells import Cell, Sheet
from cdmo_desk.intake.currency import named
from cdmo_desk.intake.dates import day_in
from cdmo_desk.intake.phrases import begins, found, plain, whole

FOOTNOTE = re.compile(
    r"^\s*(?:\(([0-9a-z]{1,2})\)|([0-9a-z])\)|\[([0-9a-z]{1,2})\]|(\*{1,4})|([¹²³⁰⁴-⁹]+)|([†‡§]))\s*(?=\S)"
)
_MARK = re.compile(
    r"(?:\(([0-9a-z]{1,2})\)|(?<=\w)\s?([0-9a-z])\)|\[([0-9a-z]{1,2})\]|(\*{1,4})|([¹²³⁰⁴-⁹]+)|([†‡§]))\s*$"
)
_MARKS = frozenset("([*¹²³⁰⁴⁵⁶⁷⁸⁹†‡§")
"""With what a footnote's mark begins, if not with a letter or digit in front of a bracket."""
_ADDRESS = re.compile(
    r"^(?:tel|phone|telefon|téléphone|fax|mobile)\b[.:]? ?[+(\d]"
    r"|(?:^|, |- ?)(?:[A-Z]{1,2}-)?(?!20[2-9]\d)\d{4,6},? [A-ZÀ-Ý][a-zà-ÿ]+"
    r"(?:[ -]\w+)?$|, [A-Z]{2} \d{5}$|\b[A-Z]{1,2}\d{1,2}[A-Z]? \d[A-Z]{2}$"
    r"|^\d{1,5} .*\b(?:road|street|avenue|lane|drive|parkway|boulevard|way)\b",
    re.IGNORECASE,
)
_KILOGRAM = re.compile(r"\bkg\b")
"""A unit, while a company of that form is a KG."""
_SENTENCE = 90
_WORDS = 4
_REACH = 7
SECTION_NUMBER = re.compile(r"(?:\d{1,3}|[A-Z]|[IVX]{1,5})[.)]?")
_NUMBERED = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*|[A-Z]|[IVX]{1,4})[.):]?\s+\S")


def is_sentence(text: str) -> bool:
    """Say whether a text is prose rather than a name of something."""
    ends = text.rstrip().endswith((".", "!", ";")) and not re.search(
        r"(?:\b(?:inc|ltd|co|corp|etc|std|gmbh|s\.a|b\.v|s\.r\.l|incl|no|nr)\.)$", text.lower()
    )
    if text.rstrip().endswith(":") and len(text.split()) > _WORDS * 2:
        return True
    return (
        len(text) > _SENTENCE * 2 or (ends and len(text.split()) >= _WORDS) or (len(text) > _SENTENCE and ". " in text)
    )


def is_remark(text: str) -> bool:
    """Say whether a lone text is a remark, a footnote, a page's foot or such, and no heading of a section."""
    if FOOTNOTE.match(text) or is_sentence(text):
        return True
    if re.search(r"@|https?://|www\.|\b(?:page|seite|pagina|página)\s+\d+", text, re.IGNORECASE):
        return True
    head = text.split(":", maxsplit=1)[0]
    if ":" in text and begins(head, words.REMARKS):
        return True
    return (
        whole(text.rstrip(": "), words.REMARKS)
        or (text[:1].islower() and len(text.split()) > 1)
        or text[:1] in {"-", "•", "–", "*", "·", "→"}
    )


def mark_of(text: str) -> str | None:
    """Return the footnote mark at the end of a text."""
    match = _MARK.search(text)
    return next((group for group in match.groups() if group), None) if match else None


def footnotes(sheet: Sheet) -> dict[str, str]:
    """Return a sheet's footnotes by their marks."""
    notes: dict[str, str] = {}
    for cells in sheet.rows.values():
        for place, cell in enumerate(cells):
            if not cell.text or (cell.text[0] not in _MARKS and cell.text[1:2] != ")"):
                continue
            match = FOOTNOTE.match(cell.text)
            if match:
                notes.setdefault(next(g for g in match.groups() if g), cell.text[match.end() :])
            elif (
                place + 1 < len(cells)
                and re.fullmatch(r"\*{1,4}|\([0-9a-z]\)|[¹²³]|[0-9]\)|†", cell.text)
                and cells[place + 1].text
            ):
                notes.setdefault(cell.text.strip("()"), cells[place + 1].text)
    return notes


def title_above(sheet: Sheet, first: int, left: int, right: int, heads: Sequence[int]) -> str | None:
    """Return the title right above a table's headings, if it has one of its own."""
    limit = max(heads, default=0)
    rows = [row for row in sheet.rows if limit < row < first]
    for row in reversed(rows[-_REACH:]):
        cells = [c for c in sheet.rows[row] if left <= c.column <= right]
        if not cells:
            continue
        if len(cells) == 2 and cells[1].text and SECTION_NUMBER.fullmatch(cells[0].shown):  # noqa: PLR2004 - a number and a name
            cells = cells[1:]
        if len(cells) > 1 or not cells[0].text or first - row > _REACH:
            return None
        if is_title(cells[0], first=row == next(iter(sheet.rows))):
            return raw(cells[0])
        if is_remark(cells[0].text) and not _is_subtitle(cells[0].text):
            return None
    return None


def _is_subtitle(text: str) -> bool:
    return bool(day_in(text) or named(text) or is_sentence(text))


def is_title(cell: Cell, *, first: bool) -> bool:
    """Say whether a lone text names the table below it."""
    text = cell.text
    if (
        is_sentence(text)
        or is_remark(text)
        or (found(_KILOGRAM.sub(" ", text).rstrip("."), fact_words.COMPANY) and not _NUMBERED.match(text))
    ):
        return False
    if text.endswith(",") or _ADDRESS.search(text):
        return False
    if (day_in(text) and len(text) < _SENTENCE) or begins(text, fact_words.FACTS["currency"]):
        return False
    if re.match(r"^[^:]{2,30}:\s+\S", text) and any(
        whole(text.split(":")[0], fact_words.FACTS[fact]) for fact in fact_words.FACTS
    ):
        return False
    if begins(text, fact_words.FACTS["valid_until"]) and re.search(r"\d+\s+\w", text) and len(text) < _SENTENCE:
        return False
    rated = found(text, words.BASIS["rate"])
    numbered = re.search(r"\b[A-Z]{2,}[/\-][\w/\-]*\d", text)
    if begins(text, fact_words.DOCUMENT) and (numbered or not rated):
        return False
    if (
        any(begins(text, fact_words.FACTS[f]) for f in ("valid_until", "reference", "client"))
        and not rated
        and len(text.split()) < _WORDS
    ):
        return False
    return not (first and len(plain(text).split()) == 1)


def raw(cell: Cell) -> str:
    """Return a heading as it stands, in one line, its inner blanks kept."""
    value = cell.value if isinstance(cell.value, str) else cell.text
    return re.sub(r"\s*[\r\n]+\s*", " ", value).strip()
