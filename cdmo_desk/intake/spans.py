"""When a quote was made and until when it stands."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from cdmo_desk.intake import fact_words
from cdmo_desk.intake.dates import Day, day_in, later
from cdmo_desk.intake.draft import Notes
from cdmo_desk.intake.pairs import Pair, stated
from cdmo_desk.intake.phrases import begins, found, levelled, plain

_NEAR = 26
_DURATION = re.compile(
    r"(\d{1,3}|thirty|sixty|ninety|drei|trois|tres|três|tre|three|six|sechs|two|zwei|dreissig|dreißig|sechzig"
    r"|neunzig|drie|twee|zes|dertig|zestig|negentig|seis|sex|seks)[ -]*"
    r"(?:calendar |kalender|business )?((?:days?|tagen?|tage|jours?|d[ií]as?|giorni|gg|months?|monate?n?|mois"
    r"|mes(?:es)?|mesi"
    r"|weeks?|wochen?|semaines?|semanas?|settimane|dagen|dagar|dager|dage|dni|maanden?|månader|måneder"
    r"|miesi[ąę]c\w*"
    r"|weken|veckor|uger|uker|tygodni\w*)(?!\w)|日間?|[ヶか]月間?|カ月間?|週間)",
    re.IGNORECASE,
)
_NUMBERS = {
    "thirty" : 30, "sixty" : 60, "ninety" : 90, "drei" : 3, "trois" : 3, "tres" : 3, "tre" : 3, "three" : 3, "six"
    : 6, "sechs" : 6,
    "two": 2, "zwei": 2, "dreissig": 30, "dreißig": 30, "sechzig": 60, "neunzig": 90, "drie": 3, "twee": 2, "zes": 6,
    "dertig": 30, "zestig": 60, "negentig": 90, "seis": 6, "sex": 6,
    "seks": 6, "três": 3,
}  # fmt: skip
_VALID = (
    "valid*", "gultig*", "valable*", "bindefrist*", "open for acceptance", "gebunden", "vigencia", "vigente*",
    "angebotsgultigkeit", "firm for", "open for", "remains open", "good for", "stands for", "binding for",
    "geldig*", "gestand*", "giltig*", "galler*", "gyldig*", "gælder*", "gjelder*", "validade*", "valida", "valido",
    "wazn*", "waznosc*", "wiazac*", "有効*", "見積有効期限*", "見積有効期間*", "有効期限*",
)  # fmt: skip
_SMALL = (
    r"(?:\W+(?:on|the|den|le|la|el|il|al|au|am|vom|of|until|bis|zum|to|through|is|ist|est|until the|es"
    r"|op|tot|tot en met|de|til|till|dnia|do|ate|ao dia|em)(?!\w))*\W*"
)
_OF_DATE = re.compile(
    r"^(?:our |unsere? )?\w+ (?:n[o°r]\.? )?[\w/.\-]*\d[\w/.\-]* (?:of|from) (?=\S{1,9} )", re.IGNORECASE
)
_PLACE = re.compile(r"^[A-ZÀ-Ý][\w .\-]{2,30}, (?:den |le |a |il |the )?(?=\d|[A-Z])")
_ALONE = re.compile(r"(?:le |den |il |el |on )?(?:\d{1,2}(?:er|st|nd|rd|th)?[. /-]|[a-z]{3,9}\.? \d)[\w ,./-]{4,18}")
_PLACE_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Order:
    """Whether dates put the month first, as the file proves it (nothing where it does not), and its language.

    What nothing proves is doubted; `american` says that the likelier reading has the month first.
    """

    month_first: bool | None
    language: str
    american: bool = False

    def of(self, day: Day, place: str, notes: Notes | None) -> date:
        """Return a date in that order, doubted where nothing decides it."""
        if day.other is None or self.month_first is False or (self.month_first is None and self.language != "en"):
            return day.value
        if self.month_first:
            return day.other
        if notes is not None:
            text = f"{place} may mean {day.value.isoformat()} or {day.other.isoformat()}."
            notes.warn("ambiguous_date", place, text)
        return day.other if self.american else day.value


def date_of(fact: str, pairs: Sequence[Pair], texts: Sequence[str], order: Order, notes: Notes) -> date | None:
    """Return the date that stands at a fact's labels, else behind its words inside a text."""
    for pair in stated(pairs, fact):
        if isinstance(pair.cell.value, date):
            return pair.cell.value
        day = day_in(pair.text)
        if day is not None:
            return order.of(day, pair.cell.address, notes)
    day = next(_behind(fact, texts), None)
    return order.of(day, "", None) if day is not None else None


@cache
def _pattern(fact: str) -> re.Pattern[str]:
    """Return a pattern for a fact's words in levelled text, with such small words as `on` behind them."""
    phrases = (r"\W+".join(map(re.escape, p.split())) for p in sorted(fact_words.FACTS[fact], key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})(?!\w){_SMALL}")


def _behind(fact: str, texts: Sequence[str]) -> Iterator[Day]:
    """Go through the dates that stand right behind a fact's words."""
    pattern = _pattern(fact)
    for text in texts:
        for match in pattern.finditer(levelled(text)):
            tail = text[match.end() : match.end() + _NEAR]
            day = day_in(tail)
            if day is not None and re.match(r"\d|[^\W\d]{3,9}\.? \d", tail):
                yield day
        if fact == "date":
            yield from _of_the_letter(text)


def _of_the_letter(text: str) -> Iterator[Day]:
    """Go through dates as letters state them: behind a place, or behind the offer's number."""
    of = _OF_DATE.match(text)
    place = _PLACE.match(text) if len(text) < _PLACE_LENGTH else None
    alone = _ALONE.fullmatch(levelled(text))
    if alone and (day := day_in(text)) is not None:
        yield day
        return
    day = (
        day_in(text[of.end() :][:_NEAR])
        if of and begins(text, fact_words.DOCUMENT)
        else day_in(text)
        if place
        else None
    )
    if day is not None:
        yield day


def validity_of(start: date | None, pairs: Sequence[Pair], texts: Sequence[str]) -> date | None:
    """Return the day until which an offer stands that only says how long."""
    if start is None:
        return None
    labelled = [f"{p.text} {_unit_in(p.label)}" for p in stated(pairs, "valid_until")]
    spoken = [part for text in texts if found(text, _VALID) for part in re.split(r"(?<=[.;])\s|·|\|", text)]
    for text in (*labelled, *(part for part in spoken if found(part, _VALID))):
        match = _DURATION.search(text)
        if match:
            count = int(match[1]) if match[1].isdigit() else _NUMBERS[match[1].lower()]
            return _after(start, count, plain(match[2]))
    return None


def _unit_in(label: str) -> str:
    """Return the unit of time that a label states: `Validity (days)`."""
    match = re.search(
        r"(?:days|tage|jours|dias|giorni|months|monate|mois|meses|mesi|weeks|wochen|dagen|dagar|dager|dage|dni|maanden)",
        levelled(label),
    )
    return match[0] if match else ""


def _after(start: date, count: int, unit: str) -> date:
    if unit.startswith(("mo", "mes", "maa", "man", "mie")) or "月" in unit:
        return later(start, months=count)
    if unit.startswith(("we", "wo", "se", "ve", "ug", "uk", "ty", "週")):
        return later(start, days=7 * count)
    return later(start, days=count)
