"""What a file says of itself around its tables: who offers, until when, in which currency, payable when."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 - a fact is called date

from cdmo_desk.intake import fact_words
from cdmo_desk.intake.cells import Book
from cdmo_desk.intake.corrections import DateOrder
from cdmo_desk.intake.currency import CODES, named
from cdmo_desk.intake.dates import month_first
from cdmo_desk.intake.draft import Notes
from cdmo_desk.intake.fact_places import Place, places_of
from cdmo_desk.intake.names import reference_of, revision_of, round_of, supplier_of
from cdmo_desk.intake.pairs import LABELLED, Pair, columned, outside, pairs_of, stated
from cdmo_desk.intake.phrases import found, plain
from cdmo_desk.intake.spans import Order, date_of, validity_of
from cdmo_desk.intake.table import Table

_DAYS = r"(?:days?|tagen?|tage|jours|d[ií]as|giorni|gg|dagen|dagar|dager|dage|dni|日)"
_PAYMENT = (
    re.compile(
        rf"(?:net|netto|innert|innerhalb(?: von)?|within|in|a|à|sous|zahlbar|payable|ziel|binnen|inom|innen|inden|em"
        rf"|w ciągu)\s+(\d{{1,3}})\s*{_DAYS}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(\d{{1,3}})\s*{_DAYS}\.?\s*(?:net|netto|fin de mois|from|after|nach|data|f\.?m\.?|d\.?f\.?|ab"
        rf"|a partir|fecha|dalla|de la)",
        re.IGNORECASE,
    ),
    re.compile(r"(?:net|netto)[ -]?(\d{1,3})(?!\d)", re.IGNORECASE),
)
_LABELLED_DAYS = re.compile(rf"(\d{{1,3}})\s*{_DAYS}", re.IGNORECASE)
_BARE_DAYS = re.compile(r"(\d{1,3})")
_PAYMENT_WORDS = (
    "pay*", "net", "netto", "zahl*", "paiement", "reglement", "solde", "pago", "pagament*", "invoice*", "factur*",
    "rechnung*",
    "fattur*", "terms", "bonifico", "fin de mois", "betal*", "betaal*", "płatn*", "zapłat*", "支払*", "支払条件",
)  # fmt: skip
_SENTENCE_ENDS = re.compile(r"(?<=[.;!])\s+(?=[A-ZÄÖÜÀ-Ý0-9])(?!Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)")
_BY_HOW_MUCH = re.compile(r"%|index|indice|índice|istat|ipc|cpi|syntec", re.IGNORECASE)
_PRICES = (
    "prices", "amounts", "figures", "fees", "preise", "betrage", "angaben", "prix", "montants", "precios",
    "importes", "prezzi",
    "importi", "rates", "values",
)  # fmt: skip
_ZIP = re.compile(r", (?!DE|IT|ES|FR)[A-Z]{2},? \d{5}(?:-\d{4})?(?:,? (?:USA|U\.S\.A\.|United States))?$")
_NAME = 20
_SENTENCE = 160
_WORDS = 3


@dataclass(slots=True)
class Facts:
    """What was found; `stated_currency` is the text that states the currency of all prices."""

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
    cells: tuple[Place, ...] = ()


def facts_of(book: Book, tables: Sequence[Table], language: str, notes: Notes, dates: DateOrder | None = None) -> Facts:
    """Return the facts that a file states outside its tables; `dates` is the order that a person said they have."""
    cells = list(outside(book, tables))
    placed = [(sheet, pair) for sheet, cell in cells for pair in pairs_of(sheet, cell)]
    placed += [(table.sheet, pair) for table in tables for pair in columned(table)]
    pairs = [pair for _, pair in placed]
    texts = [cell.text for _, cell in cells if cell.text]
    every = list(dict.fromkeys(text for sheet in book for text in sheet.texts))
    american = any(map(_is_american_address, texts))
    order = Order(month_first(every) if dates is None else dates == "month", language, american)
    facts = Facts(
        supplier_of(pairs, cells), reference_of(pairs, texts), revision_of(pairs, texts), round_of(pairs, texts)
    )
    facts.date = date_of("date", pairs, texts, order, notes)
    facts.valid_until = date_of("valid_until", pairs, texts, order, notes) or validity_of(facts.date, pairs, texts)
    facts.currency, facts.stated_currency = _currency(pairs, texts, notes)
    facts.payment_days = _payment(pairs, every)
    facts.escalation = _escalation(every)
    facts.cells = places_of(facts, placed, cells)
    return facts


def _currency(pairs: Sequence[Pair], texts: Sequence[str], notes: Notes) -> tuple[str | None, str]:
    """Return the currency that the file states for all its prices, and the text that does."""
    for pair in stated(pairs, "currency"):
        code = named(pair.text) or _any_code(pair.text)
        if code:
            return code, pair.text
        if re.search(r"[A-Za-z]{2}", pair.text) and len(pair.text) < _NAME:
            place = pair.cell.address
            notes.warn("unknown_currency", place, f"{place} names a currency that is not known: “{pair.text}”.")
    general = [p for p in fact_words.FACTS["currency"] if " " in p]
    text = next((t for t in texts if named(t) and (found(t, general) or _states_currency(t))), None)
    return (named(text), text) if text else (None, "")


def _is_american_address(text: str) -> bool:
    """Say whether a text ends with a state and ZIP code of the United States, and is no client's address."""
    return _ZIP.search(text) is not None and not LABELLED.match(text)


def _states_currency(text: str) -> bool:
    """Say whether a text says in what all prices are: a word for prices, a currency, and no price."""
    return bool(found(plain(text), _PRICES)) and not re.search(r"\d{3}", text) and len(text) < _SENTENCE


def _any_code(text: str) -> str | None:
    from cdmo_desk.money import currencies  # noqa: PLC0415 - only where a rare currency is stated

    match = re.search(r"(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])", text)
    return match[0] if match and (match[0] in CODES or match[0] in currencies()) else None


def _payment(pairs: Sequence[Pair], texts: Iterable[str]) -> int | None:
    """Return within how many days invoices are due."""
    labelled = [p.text for p in stated(pairs, "payment")]
    for text in (*labelled, *(t for t in texts if found(t, _PAYMENT_WORDS))):
        for part in re.split(r"(?<=[.;])\s", text):
            match = next((m for m in (pattern.search(part) for pattern in _PAYMENT) if m), None)
            if match:
                return int(match[1])
    match = next((m for m in map(_LABELLED_DAYS.search, labelled) if m), None)
    match = match or next((m for m in map(_BARE_DAYS.fullmatch, labelled) if m), None)
    return int(match[1]) if match else None


def _escalation(texts: Iterable[str]) -> str | None:
    """Return the sentence that says how prices change over the years."""
    spoken = (text for text in texts if found(text, fact_words.ESCALATION))
    sentences = (sentence for text in spoken for sentence in _SENTENCE_ENDS.split(text))
    return next((s.strip() for s in sentences if _escalates(s)), None)


def _escalates(sentence: str) -> bool:
    if len(sentence.split()) < _WORDS or not _BY_HOW_MUCH.search(sentence):
        return False
    return found(sentence, fact_words.ESCALATION) is not None
