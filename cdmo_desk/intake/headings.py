"""What a heading says its column holds, by the words each field declares."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from cdmo_desk.field import columns
from cdmo_desk.intake import words
from cdmo_desk.intake.currency import TOKEN
from cdmo_desk.intake.dates import day_in
from cdmo_desk.intake.phrases import found, plain
from cdmo_desk.intake.quote import QuoteLine

EXACT, PART, LIKE = 3.0, 2.0, 1.0
_LONGEST = 80
_MOST_WORDS = 12
_NGRAM = 6
_LIKENESS = 88

_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_QUALIFIER = re.compile(
    r"(?<!\S)(?:(?:excl|excluding|exkl|ohne|zzgl|before|without|plus|sin|hors|iva esclusa"
    r"|senza|exclusief|zonder|ekskl|eks|sem|bez|exklusive|eksklusive|uden|uten|utan)(?: of)? (?:vat|mwst|ust|tva|iva"
    r"|tax|taxes|taxe|gst|ht|btw|moms|mva)"
    r"|ht|h t|hors taxes?|netto|net|in|en|thousands?|tsd|000|s|k|t|m|mio|budgetary|approx)(?!\S)"
)
_YEAR_WORD = (
    r"(?:contract |supply |project |commercial |calendar |fiscal )?(?:year|yr|y|fy|cy|jahr"
    r"|vertragsjahr|lieferjahr|annee|an|ano|anno|jaar|contractjaar|leveringsjaar|ar|avtalsar|kontraktar|rok)"
)
_YEAR = re.compile(
    rf"(?:{_YEAR_WORD} ?\d{{1,2}}|\d{{1,2}}(?:st|nd|rd|th)? (?:year|jahr|annee|ano|anno)"
    rf"|(?:{_YEAR_WORD} ?)?20\d\d(?: ?20\d\d| \d\d)?)"
    rf"(?: (?:{_YEAR_WORD} ?)?20\d\d)?(?: (?:usd|eur|gbp|chf|[$€£]|k|amount|total|price|betrag|montant"
    rf"|importe|importo|preis|prix|precio|prezzo|bedrag|prijs|belopp|pris|valor|preco|cena))*"
)
_TIER = re.compile(
    r"(?:[<>≥≤]=?\s*\d|\d[\d.,']*\s*(?:-|–|—|to|bis|à|a|al|hasta|through|tot|t/m|till|til|até|do|～|〜)\s*\d"
    r"|\d[\d.,']*\s*\+"
    r"|\d[\d.,']*(?:\s?[a-zA-Zäöüéèñ]{2,10}(?:/\w{1,6})?)?\s+(?:and|or|und|oder|et|ou|y|o|e|en|of|och|eller|og|i|lub)\s+"
    r"(?:more|above|over|mehr|darüber|plus|más|mas|più|oltre|altre|meer|fler|mer|flere|mais|więcej|wiecej)"
    r"|\d[\d.,']*\s?[^\W\d]{0,4}以上|(?:from|ab|up to|bis|over|more than"
    r"|above|under|less than|über|unter|mehr als|"
    r"à partir de|jusqu'à|plus de|moins de|desde|hasta|más de|menos de|da|fino a|oltre|più di|meno di|de"
    r"|vanaf|meer dan|minder dan|från|fra|mer än|mere end|a partir de|mais de|até|od|powyżej|do"
    r"|tier|staffel|palier|tramo|fascia|"
    r"level|band|scaglione)\s*\d)",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"[-(]?[$€£]?\s?\d[\d.,' ]*\)?(?:\s?[$€£%])?")
_DIGIT = re.compile(r"\d")
_BEHIND_UNIT = re.compile(r"\s(?:at|for|by|bei|für|pour|à|selon|para|según|con|secondo|nach)\s")
_BARE_NUMBER = re.compile(r"[1-9](?:\d{0,6}|\d{0,2}(?:[,.' ]\d{3}){1,3})(?: ?[A-Za-zäöüéèßñ]{1,12}\.?){0,2}")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading over one column: its own words, those of the heading above it, and what both may mean."""

    column: int
    own: str
    above: str = ""

    @property
    def text(self) -> str:
        """Return both headings in one."""
        return f"{self.above} {self.own}".strip()

    @property
    def roles(self) -> dict[str, float]:
        """Return what the column may hold, with how well the words fit."""
        own = roles_of(self.own)
        if not self.above:
            return own
        own = _under(own, roles_of(self.above))
        both = roles_of(self.text)
        if not own or max(both.values(), default=0) > EXACT - 1 > max(own.values(), default=0):
            return {**own, **both}
        joined = {role: fit for role, fit in both.items() if fit >= EXACT}
        return joined or own

    @property
    def is_year(self) -> bool:
        """Say whether the column is of one year."""
        return any(_is_year(text) for text in (self.own, self.above) if text)

    @property
    def is_number(self) -> bool:
        """Say whether the heading is a bare number and no year, as a row of figures has them."""
        return bool(_FIGURE.fullmatch(self.own.strip())) and not self.is_year

    @property
    def is_tier(self) -> bool:
        """Say whether the heading is a step of volume."""
        return _is_tier(self.own)


def _under(own: dict[str, float], above: dict[str, float]) -> dict[str, float]:
    """Return what a heading may mean below another one: `Unit` below prices, `No.` below quantities."""
    if "unit" in own and above.keys() & {"price", "amount", "unit_price"}:
        return {**own, "unit_price": own["unit"] + 0.1}
    if "number" in own and "quantity" in above:
        return {**own, "quantity": own["number"] + 0.1}
    return own


@lru_cache(maxsize=50_000)
def _is_year(text: str) -> bool:
    return _DIGIT.search(text) is not None and _YEAR.fullmatch(_bare(text)) is not None


@lru_cache(maxsize=50_000)
def _is_tier(text: str) -> bool:
    if _DIGIT.search(text) is None or len(text) > _LONGEST // 2 or ":" in text or day_in(text):
        return False
    return bool(_TIER.search(text) or _BARE_NUMBER.fullmatch(text.strip()))


@lru_cache(maxsize=50_000)
def _bare(text: str) -> str:
    """Return a heading's plain words without what stands in brackets, currencies and tax remarks."""
    inner = TOKEN.sub(" ", _ASIDE.sub(" ", text))
    words_only = plain(re.sub(r"[$€£¥]", " ", inner)) or plain(TOKEN.sub(" ", re.sub(r"[()\[\]]", " ", text)))
    shorter = re.sub(r"\s+", " ", _QUALIFIER.sub(" ", words_only)).strip()
    return shorter or words_only


@cache
def _aliases() -> dict[str, dict[str, float]]:
    """Return what each known heading may mean, with its place in its field's list between 0 (first) and 1.

    What the western languages call a column is not what another language calls one.
    """
    known: dict[str, dict[str, float]] = {}
    western, *others = words.HEADS
    for lists in ({**dict(_declared()), **western}, *others):
        before = set(known)
        for role, heads in lists.items():
            for place, head in enumerate(map(plain, heads)):
                if head not in before:
                    known.setdefault(head, {}).setdefault(role, place / len(heads))
    return known


def _declared() -> list[tuple[str, tuple[str, ...]]]:
    return [(column.name, column.says.heads) for column in columns(QuoteLine) if column.says.heads]


@lru_cache(maxsize=5000)
def roles_of(text: str) -> dict[str, float]:
    """Return what a heading may mean, with how well it fits: above 2 all its words do, above 1 some of them."""
    if not text or len(text) > _LONGEST:
        return {}
    known = _aliases()
    whole_text, bare = plain(text), _bare(text)
    if TOKEN.search(text) and not any(c.isdigit() for c in text):
        rest = re.sub(r"[^A-Za-z]", "", TOKEN.sub(" ", text))
        if not rest or plain(rest) in {"in", "k", "t", "net", "netto", "ht"}:
            return {"price": PART + 0.2}
        if unit_in(text) and plain(unit_in(text) or "") == plain(
            re.sub(r"^.*?(?:/|per|pro|je|par|por)\s*", "", TOKEN.sub(" ", text))
        ):
            return {"unit_price": PART + 0.5}
    for form in (whole_text, bare):
        if form in known:
            return {role: EXACT - place / 2 for role, place in known[form].items()}
    tokens = bare.split()
    if not tokens or len(tokens) > _MOST_WORDS:
        return {}
    return _parts(tokens, known) or _alike(bare, known)


def _parts(tokens: list[str], known: dict[str, dict[str, float]]) -> dict[str, float]:
    """Return the meanings of the longest run of words that is a known heading."""
    for size in range(min(_NGRAM, len(tokens)), 0, -1):
        fits: dict[str, float] = {}
        for start in range(len(tokens) - size + 1):
            run = " ".join(tokens[start : start + size])
            if len(run) > 2 or size == len(tokens):  # noqa: PLR2004 - `no`, `u` and such mean nothing inside a phrase
                for role, place in known.get(run, {}).items():
                    fit = PART - place / 2 - (1 - size / len(tokens)) * 0.4
                    fits[role] = max(fits.get(role, 0), fit)
        if fits:
            return fits
    return {}


def _alike(bare: str, known: dict[str, dict[str, float]]) -> dict[str, float]:
    """Return the meanings of the most similar known heading, for slips of the pen."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - last resort

    if len(bare) < 5:  # noqa: PLR2004 - short words are too alike
        return {}
    best = process.extractOne(bare, known.keys(), scorer=fuzz.ratio, score_cutoff=_LIKENESS)
    if best is None or abs(len(best[0]) - len(bare)) > 2:  # noqa: PLR2004 - a slip, not another word
        return {}
    return {role: LIKE - place / 2 for role, place in known[best[0]].items()}


def unit_in(heading: str) -> str | None:
    """Return the unit that a price's heading states: `CHF / Std.`, `Hourly rate`, `Price per batch`."""
    inner = TOKEN.sub(" ", heading)
    inner = re.sub(r"[$€£¥]", " ", inner)
    match = re.search(
        r"(?:/|\b(?:per|pro|je|par|por|al|all')\s)\s*(?P<unit>[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ.\- ]{0,24}?\.?)\s*(?=$"
        r"|[()\[\],;:/0-9])",
        inner.replace("\n", " "),
    )
    if match and plain(match["unit"]) not in {"excl", "incl", "vat"}:
        return _BEHIND_UNIT.split(match["unit"], maxsplit=1)[0].strip()
    word = found(heading, words.HOUR_UNITS)
    return words.HOUR_UNITS[word[0]] if word else None
