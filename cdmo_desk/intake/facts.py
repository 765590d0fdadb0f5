"""What a file says of itself around its tables: who offers, under which reference, until when, in which currency."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 - a fact is called date
from decimal import Decimal

from cdmo_desk.intake import words
from cdmo_desk.intake.cells import Book, Cell, Sheet
from cdmo_desk.intake.currency import CODES, named
from cdmo_desk.intake.dates import Day, day_in, later, month_first
from cdmo_desk.intake.draft import Notes
from cdmo_desk.intake.phrases import begins, found, plain, whole
from cdmo_desk.intake.table import Table

_REACH = 6
_LABEL = re.compile(r"^\s*([^:]{1,45}?)\s*:\s*(.*)$", re.DOTALL)
_REFERENCE = re.compile(r"[A-Za-z0-9ÄÖÜ][A-Za-z0-9ÄÖÜ/._\-]*\d[A-Za-z0-9/._\-]*")
_DURATION = re.compile(
    r"(\d{1,3}|thirty|sixty|ninety|drei|trois|tres|tre|three|six|sechs|two|zwei|dreissig|dreißig|sechzig|neunzig)[ -]*(?:calendar |kalender|business |jours? )?"
    r"(days?|tagen?|tage|jours?|d[ií]as?|giorni|gg|months?|monate?n?|mois|mes(?:es)?|mesi|weeks?|wochen?|semaines?|semanas?|settimane)(?!\w)",
    re.IGNORECASE,
)
_NUMBERS = {"thirty": 30, "sixty": 60, "ninety": 90, "drei": 3, "trois": 3, "tres": 3, "tre": 3, "three": 3, "six": 6, "sechs": 6, "two": 2,
            "zwei": 2, "dreissig": 30, "dreißig": 30, "sechzig": 60, "neunzig": 90}  # fmt: skip
_PAYMENT = (
    re.compile(
        r"(?:net|netto|innert|innerhalb(?: von)?|within|in|a|à|à|sous|zahlbar|payable|ziel)\s+(\d{1,3})\s*(?:days?|tagen?|tage|jours|d[ií]as|giorni|gg)",
        re.IGNORECASE,
    ),
    re.compile(
        r"(\d{1,3})\s*(?:days?|tagen?|tage|jours|d[ií]as|giorni|gg)\.?\s*(?:net|netto|fin de mois|from|after|nach|data|f\.?m\.?|d\.?f\.?|ab|a partir|fecha|dalla|de la)",
        re.IGNORECASE,
    ),
    re.compile(r"(?:net|netto)[ -]?(\d{1,3})(?!\d)", re.IGNORECASE),
)
_PAYMENT_WORDS = ("pay*", "net", "netto", "zahl*", "paiement", "reglement", "solde", "pago", "pagament*", "invoice*", "factur*", "rechnung*", "fattur*",
                  "terms", "bonifico", "fin de mois")  # fmt: skip
_ROUND = re.compile(
    r"\b(?:round|runde|ronda|tour)\s*(?:no\.?|nr\.?)?\s*(\d{1,2})\b|\b(\d)(?:st|nd|rd|th|\.)\s*(?:round|runde)\b|\b(BAFO|best and final)\b",
    re.IGNORECASE,
)
_REVISION = re.compile(
    r"\b(?:rev(?:ision|\.)?|version|ver\.|v)\s*(?:no\.?|nr\.?)?\s*[:.]?\s*([0-9]{1,2}(?:\.[0-9]{1,2})?|[A-H])\b",
    re.IGNORECASE,
)
_PARTS = re.compile(
    r"\s*(?:\s[-–—|·•/]\s|\n|,\s(?=(?:Quotation|Quote|Offer|Angebot|Offerte|Devis|Oferta|Offerta)\b))\s*"
)


@dataclass(slots=True)
class Facts:
    """What was found, and where the scale and currency of all prices are noted."""

    supplier: str | None = None
    reference: str | None = None
    revision: str | None = None
    round: str | None = None
    date: Date | None = None
    valid_until: Date | None = None
    currency: str | None = None
    stated_currency: str = ""
    payment_days: int | None = None
    escalation: str | None = None


@dataclass(frozen=True, slots=True)
class _Pair:
    """A label with what stands beside or below it."""

    label: str
    cell: Cell
    text: str


def facts_of(book: Book, tables: Sequence[Table], language: str, notes: Notes) -> Facts:
    """Return the facts that a file states outside its tables."""
    cells = list(_outside(book, tables))
    pairs = [pair for sheet, cell in cells for pair in _pairs(sheet, cell)]
    texts = [cell.text for _, cell in cells if cell.text]
    facts = Facts()
    months = month_first(cell.text for sheet in book for cell in sheet.cells.values() if cell.text)
    facts.supplier = _supplier(pairs, cells)
    facts.reference = _reference(pairs, texts)
    facts.revision = _first(pairs, "revision") or _matched(_REVISION, texts[:40])
    facts.round = _first(pairs, "round") or _matched(_ROUND, texts[:40])
    facts.date = _date(pairs, "date", language, months, notes) or _inline_date(texts, "date", language, months)
    _validity(facts, pairs, texts, language, months, notes)
    facts.currency, facts.stated_currency = _currency(pairs, texts, notes)
    facts.payment_days = _payment(pairs, [c.text for s in book for c in s.cells.values() if c.text])
    facts.escalation = _escalation(c.text for s in book for c in s.cells.values() if c.text)
    return facts


def _outside(book: Book, tables: Sequence[Table]) -> Iterator[tuple[Sheet, Cell]]:
    """Go through the cells above, below and beside the tables; lone texts inside them too, as feet stand there."""
    for sheet in book:
        own = [t for t in tables if t.sheet is sheet]
        for row, cells in sheet.rows.items():
            inside = [t for t in own if t.first <= row <= t.bottom]
            lone = len(cells) <= 2 and all(c.column not in t.columns.money for c in cells for t in inside)  # noqa: PLR2004 - label and value
            yield from (
                (sheet, c)
                for c in cells
                if not inside or lone or not any(t.left <= c.column <= t.right for t in inside)
            )


def _pairs(sheet: Sheet, cell: Cell) -> Iterator[_Pair]:
    """Read a cell as a label with a value in it, to its right or below it."""
    if not cell.text or len(cell.text) > 400:  # noqa: PLR2004 - prose
        return
    match = _LABEL.match(cell.text)
    if match and match[2]:
        yield _Pair(match[1], cell, match[2].strip())
        return
    label = cell.text.rstrip(": ")
    if len(label) > 60 or not _known(label):  # noqa: PLR2004 - a label's length
        return
    right = next((c for c in sheet.rows.get(cell.row, ()) if cell.column < c.column <= cell.column + _REACH), None)
    if right is not None and not (right.text and _known(right.text.rstrip(": ")) and right.text.endswith(":")):
        yield _Pair(label, right, right.shown)
        return
    below = sheet.at(cell.row + 1, cell.column)
    if below is not None and not (below.text and _known(below.text.rstrip(": "))):
        yield _Pair(label, below, below.shown)


def _known(label: str) -> bool:
    return any(whole(label, phrases) for phrases in words.FACTS.values()) or whole(
        _no_number(label), words.FACTS["reference"]
    )


def _no_number(label: str) -> str:
    return re.sub(r"(?:\s|^)(?:n[o°º]\.?|nr\.?|no\.?|num\.?|number|#)\s*$", "", label, flags=re.IGNORECASE).strip()


def _found(pairs: Iterable[_Pair], fact: str) -> Iterator[_Pair]:
    """Go through the values that stand at a fact's labels."""
    for pair in pairs:
        if whole(pair.label, words.FACTS[fact]) or (
            fact == "reference" and whole(_no_number(pair.label), words.FACTS[fact])
        ):
            yield pair


def _first(pairs: Iterable[_Pair], fact: str) -> str | None:
    return next((p.text for p in _found(pairs, fact) if p.text and len(p.text) < 80), None)  # noqa: PLR2004 - a value's length


def _matched(pattern: re.Pattern[str], texts: Iterable[str]) -> str | None:
    for text in texts:
        match = pattern.search(text)
        if match:
            return next(group for group in match.groups() if group)
    return None


def _supplier(pairs: Sequence[_Pair], cells: Sequence[tuple[Sheet, Cell]]) -> str | None:
    """Return who offers: as labelled, else the first company named that is not the client, else the first line."""
    labelled = [
        p.text
        for p in _found(pairs, "supplier")
        if re.search(r"[A-Za-z]{2}", p.text) and not day_in(p.text) and len(p.text) < 90
    ]
    sure = [t for t in labelled if _is_company(t)]
    if sure or labelled:
        return (sure or labelled)[0]
    clients = {p.text for p in pairs if whole(p.label, (*words.FACTS["client"], *words.FACTS["project"]))}
    companies = [
        part
        for _, cell in cells[:80]
        for part in _parts(cell)
        if _is_company(part) and not any(part in c for c in clients)
    ]
    if companies:
        return companies[0]
    for _, cell in cells[:6]:
        for part in _parts(cell):
            plain_part = plain(part)
            if (
                part not in clients
                and not begins(part, words.DOCUMENT)
                and not day_in(part)
                and len(plain_part.split()) <= 6
                and _LABEL.match(part) is None
                and not _known(part)
            ):
                return part
    return None


def _parts(cell: Cell) -> list[str]:
    """Return the pieces of a letterhead's line."""
    value = cell.value if isinstance(cell.value, str) else ""
    if _LABEL.match(cell.text):
        return []
    return [_name(re.sub(r"\s+", " ", part).strip(" ,;")) for part in _PARTS.split(value) if part.strip()]


def _name(text: str) -> str:
    """Return a company's name without the address behind it."""
    pieces = text.split(", ")
    for end in range(1, len(pieces)):
        if _is_company(", ".join(pieces[:end])) and plain(pieces[end]) not in words.COMPANY:
            return ", ".join(pieces[:end])
    return text


def _is_company(text: str) -> bool:
    """Say whether a text ends as the names of companies do."""
    tail = plain(text.split("(", maxsplit=1)[0]).split()
    if not 1 < len(tail) <= 9 or not text[:1].isalnum() or text[:1].islower():  # noqa: PLR2004 - a name's length
        return False
    ends = {" ".join(tail[-n:]) for n in (1, 2, 3)}
    return bool(ends & set(words.COMPANY)) or (
        found(text, ("gmbh", "inc", "ltd", "llc", "s p a", "s a s")) is not None and len(tail) <= 7
    )


def _reference(pairs: Sequence[_Pair], texts: Sequence[str]) -> str | None:
    """Return the file's own reference."""
    for pair in _found(pairs, "reference"):
        if day_in(pair.text) and not re.search(r"[A-Za-z]", pair.text):
            continue
        if (
            re.search(r"\d", pair.text)
            and len(pair.text) <= 40
            and len(pair.text.split()) <= 4
            and not _is_company(pair.text.split(",")[0])
        ):
            return re.split(r"\s*(?:,|;|\s[-–|·]\s|\bvom\b|\bdated\b|\bRev\b)\s*", pair.text)[0].strip()
    labels = sorted(words.FACTS["reference"], key=len, reverse=True)
    for text in texts:
        if found(text, words.FACTS["theirs"]):
            continue
        start = found(text, labels)
        if start is None:
            continue
        for match in _REFERENCE.finditer(text):
            token = match[0].rstrip(".-/")
            before = plain(text[: match.start()])
            if begins_at_end(before, labels) and not day_in(token) and (re.search(r"\D", token) or len(token) > 3):  # noqa: PLR2004 - more than a year's part
                return token
    return None


def begins_at_end(before: str, labels: Iterable[str]) -> bool:
    """Say whether a text ends with a label, with at most `no` behind it."""
    bare = re.sub(r"\s(?:no|nr|n|number|num|#|ref|id)$", "", before)
    return any(b == label or b.endswith(" " + label) for b in (before, bare) for label in labels if len(label) > 2)  # noqa: PLR2004


def _value(pair: _Pair, language: str, months: bool | None, notes: Notes | None) -> Date | None:
    if isinstance(pair.cell.value, Date):
        return pair.cell.value
    found_day = day_in(pair.text)
    return _chosen(found_day, pair.cell.address, language, months, notes) if found_day else None


def _chosen(day: Day, place: str, language: str, months: bool | None, notes: Notes | None) -> Date:
    """Return the date in the order that the file proves or its language has, doubted where neither says."""
    if day.other is None or months is False or (months is None and language != "en"):
        return day.value
    if months:
        return day.other
    if notes is not None:
        notes.warn("ambiguous_date", place, f"{place} may mean {day.value.isoformat()} or {day.other.isoformat()}.")
    return day.value


def _date(pairs: Sequence[_Pair], fact: str, language: str, months: bool | None, notes: Notes) -> Date | None:
    return next((d for d in (_value(p, language, months, notes) for p in _found(pairs, fact)) if d), None)


def _inline_date(texts: Iterable[str], fact: str, language: str, months: bool | None) -> Date | None:
    """Return the date that stands right behind a fact's words inside a text."""
    for text in texts:
        for match in re.finditer(r"[^,;.|()]*?(?=\d)|$", text):
            tail = text[match.end() :]
            before = plain(text[: match.end()])
            if any(
                before == p or before.endswith(" " + p)
                for p in words.FACTS[fact]
                if len(p) > 2 or before == p or p in {"du", "del"}
            ):
                day = day_in(tail[:30])
                if day and (position := _begins_with_date(tail)):
                    del position
                    return _chosen(day, "", language, months, None)
        lone = re.match(r"^[A-ZÀ-Ý][\w .\-]{2,30}, (?:den |le |a |il |the )?(?=\d|[A-Z])", text)
        day = day_in(text) if lone and len(text) < 60 else None  # noqa: PLR2004 - place and date
        if fact == "date" and day:
            return _chosen(day, "", language, months, None)
        if fact == "date" or not found(text, [p for p in words.FACTS[fact] if " " in p]):
            continue
        start = found(text, [p for p in words.FACTS[fact] if " " in p])
        day = day_in(plain_tail(text, start)) if start else None
        if day:
            return _chosen(day, "", language, months, None)
    return None


def plain_tail(text: str, match: re.Match[str] | None) -> str:
    """Return about what follows a wording in a text, with its signs."""
    if match is None:
        return ""
    share = match.end() / max(1, len(match.string))
    return text[max(0, int(len(text) * share) - 3) :]


def _begins_with_date(text: str) -> bool:
    return day_in(text[:12]) is not None or day_in(text[:22]) is not None


def _validity(
    facts: Facts, pairs: Sequence[_Pair], texts: Sequence[str], language: str, months: bool | None, notes: Notes
) -> None:
    """Find until when the offer stands: a day, or the quote's date and a duration."""
    facts.valid_until = _date(pairs, "valid_until", language, months, notes) or _inline_date(
        texts, "valid_until", language, months
    )
    if facts.valid_until or facts.date is None:
        return
    durations = [p.text for p in _found(pairs, "valid_until")]
    durations += [
        t
        for t in texts
        if found(
            t,
            (
                "valid*",
                "gultig*",
                "valable*",
                "valid* *",
                "bindefrist*",
                "open for acceptance",
                "gebunden",
                "vigencia",
                "vigente*",
            ),
        )
    ]
    for text in durations:
        for part in re.split(r"(?<=[.;])\s|·|\|", text):
            match = _DURATION.search(part)
            if match and (
                text in [p.text for p in pairs]
                or found(
                    part,
                    (
                        "valid*",
                        "gultig*",
                        "valable*",
                        "bindefrist*",
                        "open for acceptance",
                        "gebunden",
                        "vigencia",
                        "vigente*",
                    ),
                )
            ):
                count = (
                    _NUMBERS.get(match[1].lower()) or int(match[1])
                    if match[1].isdigit()
                    else _NUMBERS[match[1].lower()]
                )
                facts.valid_until = _after(facts.date, count, plain(match[2]))
                return


def _after(start: Date, count: int, unit: str) -> Date:
    if unit.startswith(("mo", "mes")):
        return later(start, months=count)
    if unit.startswith(("we", "wo", "se")):
        return later(start, days=7 * count)
    return later(start, days=count)


def _currency(pairs: Sequence[_Pair], texts: Sequence[str], notes: Notes) -> tuple[str | None, str]:
    """Return the currency that the file states for all its prices, and the text that does."""
    for pair in _found(pairs, "currency"):
        code = named(pair.text) or _any_code(pair.text)
        if code:
            return code, pair.text
        if re.search(r"[A-Za-z]{2}", pair.text) and len(pair.text) < 20:  # noqa: PLR2004 - a currency's name
            notes.warn(
                "unknown_currency",
                pair.cell.address,
                f"{pair.cell.address} names a currency that is not known: “{pair.text}”.",
            )
    general = [p for p in words.FACTS["currency"] if " " in p]
    for text in texts:
        if named(text) and (found(text, general) or _states_currency(text)):
            return named(text), text
    return None, ""


def _states_currency(text: str) -> bool:
    """Say whether a text says in what all prices are: a price word, a currency, and no price."""
    bare = plain(text)
    about = found(
        bare,
        (
            "prices",
            "amounts",
            "figures",
            "fees",
            "preise",
            "betrage",
            "angaben",
            "prix",
            "montants",
            "precios",
            "importes",
            "prezzi",
            "importi",
            "rates",
            "values",
        ),
    )
    return bool(about) and not re.search(r"\d{3}", text) and len(text) < 160  # noqa: PLR2004 - a sentence's length


def _any_code(text: str) -> str | None:
    from cdmo_desk.money import currencies  # noqa: PLC0415 - only where a rare currency is stated

    match = re.search(r"(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])", text)
    return match[0] if match and (match[0] in CODES or match[0] in currencies()) else None


def _payment(pairs: Sequence[_Pair], texts: Iterable[str]) -> int | None:
    """Return within how many days invoices are due."""
    for text in [*(p.text for p in _found(pairs, "payment")), *(t for t in texts if found(t, _PAYMENT_WORDS))]:
        for part in re.split(r"(?<=[.;])\s", text):
            for pattern in _PAYMENT:
                match = pattern.search(part)
                if match:
                    return int(match[1])
    for pair in _found(pairs, "payment"):
        match = re.search(r"(\d{1,3})\s*(?:days?|tagen?|tage|jours|d[ií]as|giorni|gg)", pair.text, re.IGNORECASE)
        if match:
            return int(match[1])
    return None


def _escalation(texts: Iterable[str]) -> str | None:
    """Return the sentence that says how prices change over the years."""
    for text in texts:
        for sentence in re.split(r"(?<=[.;!])\s+(?=[A-ZÄÖÜÀ-Ý0-9])", text):
            if (
                found(sentence, words.ESCALATION)
                and re.search(r"%|index|indice|índice|istat|ipc|cpi|syntec", sentence, re.IGNORECASE)
                and len(sentence.split()) > 2
            ):
                return sentence.strip()
    return None


def loose_totals(book: Book, tables: Sequence[Table]) -> Iterator[tuple[str, Cell, str, Decimal]]:
    """Go through the sums that stand outside the tables: sheet, cell, label and number."""
    for sheet in book:
        own = [t for t in tables if t.sheet is sheet]
        if not own:
            continue
        top = min(t.first for t in own)
        for row, cells in sheet.rows.items():
            if row >= top or len(cells) < 2 or not cells[0].text:  # noqa: PLR2004 - label and number
                continue
            for label, value in zip(cells, cells[1:], strict=False):
                if (
                    label.text
                    and begins(label.text, words.TOTAL)
                    and value.number is not None
                    and not found(label.text, words.GROSS)
                ):
                    yield sheet.name, value, label.text.rstrip(": "), value.number
