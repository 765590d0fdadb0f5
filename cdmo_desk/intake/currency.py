"""Currencies as quotes name them: codes, symbols, words and number formats, with the thousands some imply."""

import re
from decimal import Decimal
from functools import lru_cache

from cdmo_desk.intake.phrases import plain

CODES = frozenset(
    [
        "USD",
        "EUR",
        "GBP",
        "CHF",
        "JPY",
        "CNY",
        "SEK",
        "NOK",
        "DKK",
        "CAD",
        "AUD",
        "NZD",
        "SGD",
        "HKD",
        "KRW",
        "INR",
        "BRL",
        "MXN",
        "PLN",
        "CZK",
        "HUF",
        "ILS",
        "TWD",
        "ZAR",
        "AED",
        "SAR",
        "RON",
        "BGN",
        "ISK",
        "RUB",
        "THB",
        "MYR",
        "IDR",
        "PHP",
        "VND",
        "ARS",
        "CLP",
        "RMB",
    ]
)
SYMBOLS = {
    "US$": "USD", "U$": "USD", "CA$": "CAD", "C$": "CAD", "AU$": "AUD", "A$": "AUD", "NZ$": "NZD", "S$": "SGD",
    "HK$": "HKD",
    "NT$": "TWD", "R$": "BRL", "MX$": "MXN", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "￥": "JPY", "₹": "INR",
    "₩": "KRW",
    "₪": "ILS", "SFr.": "CHF", "SFr": "CHF", "Fr.": "CHF", "sFr.": "CHF", "zł": "PLN", "Kč": "CZK", "Ft": "HUF",
    "円": "JPY", "원": "KRW",
}  # fmt: skip
WORDS = {
    "us dollar": "USD", "us dollars": "USD", "u s dollars": "USD", "dollars": "USD", "dollar": "USD",
    "us dollar usd": "USD",
    "euro": "EUR", "euros": "EUR", "pound sterling": "GBP", "pounds sterling": "GBP", "british pounds": "GBP",
    "pounds": "GBP",
    "sterling": "GBP", "british pound": "GBP", "gb pounds": "GBP", "swiss francs": "CHF", "swiss franc": "CHF",
    "franken": "CHF",
    "schweizer franken": "CHF", "francs suisses": "CHF", "franchi svizzeri": "CHF", "francos suizos": "CHF",
    "yen": "JPY",
    "japanese yen": "JPY", "us dollars us": "USD", "dolares": "USD", "dolares estadounidenses": "USD",
    "dollars americains": "USD",
    "dollars us": "USD", "dollari": "USD", "dollari usa": "USD", "libras esterlinas": "GBP", "livres sterling": "GBP",
    "sterline": "GBP", "canadian dollars": "CAD", "australian dollars": "AUD", "danish kroner": "DKK",
    "swedish kronor": "SEK",
    "norwegian kroner": "NOK", "us dollars only": "USD", "singapore dollars": "SGD", "renminbi": "CNY",
    "us amerikanische dollar": "USD", "rupees": "INR", "indian rupees": "INR", "rs": "INR", "svenska kronor": "SEK",
    "danske kroner": "DKK", "norske kroner": "NOK", "złoty": "PLN", "złotych": "PLN", "złote": "PLN", "reais": "BRL",
    "reais brasileiros": "BRL", "zwitserse frank": "CHF", "zwitserse franken": "CHF", "amerikaanse dollar": "USD",
    "amerikaanse dollars": "USD", "britse pond": "GBP", "ponden sterling": "GBP", "日本円": "JPY", "米トル": "USD",
    "ユーロ": "EUR",
}  # fmt: skip

THOUSAND = Decimal(1000)
MILLION = Decimal(1000000)
_SCALES = {"k": THOUSAND, "K": THOUSAND, "T": THOUSAND, "t": THOUSAND, "M": MILLION, "Mio": MILLION, "m": MILLION}
_SCALES |= {"千": THOUSAND, "万": THOUSAND * 10, "百万": MILLION, "億": MILLION * 100}
_SYMBOL = "|".join(re.escape(s) for s in sorted(SYMBOLS, key=len, reverse=True))
_CODE = "|".join(sorted(CODES))
TOKEN = re.compile(
    rf"(?<![A-Za-z])(?P<scale>[kKTtMm]|Mio\.? ?)?(?P<name>{_CODE})(?![A-Za-z])|(?P<sscale>[kKTM]"
    rf"|Mio\.? ?|百万|[千万億])?(?P<symbol>{_SYMBOL})(?!(?<=[A-Za-zčł])[A-Za-z])"
)
_WORD = re.compile(rf"(?<!\S)(?:{'|'.join(sorted(WORDS, key=len, reverse=True))})(?!\S)")
_LITERAL = re.compile(r'\[\$([^\]-]*)(?:-[0-9A-Fa-f]+)?\]|"([^"]*)"|\\(.)')
_BRACKET = re.compile(r"\[[^\]]*\]")


def code_of(match: re.Match[str]) -> str:
    """Return the code that a token names."""
    name = match["name"]
    if name:
        return "CNY" if name == "RMB" else name
    return SYMBOLS[match["symbol"]]


def scale_of(match: re.Match[str]) -> Decimal:
    """Return what one unit of a token is worth: 1000 for k€ and TEUR."""
    sign = (match["scale"] or match["sscale"] or "").strip().rstrip(".")
    return _SCALES.get(sign, Decimal(1))


@lru_cache(maxsize=5000)
def named(text: str) -> str | None:
    """Return the currency that a text names by code, symbol or word, if it names one."""
    match = TOKEN.search(text)
    if match is None:
        word = _WORD.search(plain(text))
        return WORDS[word[0]] if word else None
    symbol = match["symbol"]
    if symbol == "$":
        other = next((m for m in TOKEN.finditer(text) if m["name"]), None)
        return code_of(other) if other else "USD"
    return code_of(match)


@lru_cache(maxsize=5000)
def names_us_dollars(text: str) -> bool:
    """Say whether a text names US dollars and not only dollars."""
    return any(code_of(m) == "USD" and m["symbol"] != "$" for m in TOKEN.finditer(text))


@lru_cache(maxsize=5000)
def all_named(text: str) -> tuple[str, ...]:
    """Return the different currencies that a text names."""
    return tuple(dict.fromkeys(code_of(m) for m in TOKEN.finditer(text)))


@lru_cache(maxsize=1000)
def of_format(form: str) -> str | None:
    """Return the currency that a number format shows, if it shows one."""
    first = form.split(";", maxsplit=1)[0]
    for match in _LITERAL.finditer(first):
        code = named((match[1] or match[2] or match[3] or "").strip())
        if code:
            return code
    bare = _BRACKET.sub("", _LITERAL.sub("", first))
    return next((SYMBOLS[s] for s in "$€£¥" if s in bare), None)


@lru_cache(maxsize=1000)
def scale_of_format(form: str) -> Decimal | None:
    """Return the scale that a format writes beside the number, or nothing where it says none.

    A format that itself divides (`#,##0,`) shows thousands of a number stored in full: its scale is 1.
    """
    first = form.split(";", maxsplit=1)[0]
    bare = _BRACKET.sub("", _LITERAL.sub("", first))
    if re.search(r"[0#?],+(?![0#?])", bare):
        return Decimal(1)
    for match in _LITERAL.finditer(first):
        token = TOKEN.search(match[1] or match[2] or "")
        if token and scale_of(token) != 1:
            return scale_of(token)
    return None


_LAKH, _CRORE = Decimal(100_000), Decimal(10_000_000)
_NOTED = (
    (
        THOUSAND,
        re.compile(
            r"(?<![\w])(?:[kKT](?= ?(?:€|\$|£))|[Kk](?=\))|in thousands?|thousands? of|thousand|in tausend"
            r"|tausend|tsd\.?"
            r"|(?:en )?milliers|(?:en |in )?miles de|en miles|(?:in )?migliaia"
            r"|(?:duizend(?:en)?|tusental|tusinde|tusen|[tk]kr|milhares|tys)(?!\w)|(?:['’]"
            r"|(?<!['’.,0-9]))000s?(?= ?(?:€|\$|£|USD|EUR|GBP|CHF|\)|$)))",
            re.IGNORECASE,
        ),
    ),
    (THOUSAND, re.compile(
        r"(?:€|\$|£|USD|EUR|GBP|CHF) ?(?:['’x ]? ?0?00\b|['’]000|k\b|K\b|thousands?"
        r"|x ?1[,.' ]?000)")),
    (MILLION, re.compile(
        r"(?<!\w)(?:in millions?|millions? of|in mio\.?|mio\.?|en millions|millones de"
        r"|in milioni|millionen|in miljoenen|miljoen|mkr|i miljoner|em milhões|milhões|w mln)(?!\w)", re.IGNORECASE)),
    (MILLION, re.compile(
        r"(?:[€$£¥₩₹]|(?<![A-Z])[A-Z]{3}) ?"
        r"(?:(?:[Mm]illions?|[Mm]io\.?|mn|mln|[Mm]ill\.)(?!\w)|[mM]m?(?=\s*(?:$|[)\]])))"
        r"|백만 ?원|百万円")),
    (THOUSAND, re.compile(r"천 ?원|(?<![A-Z])[A-Z]{3} ?(?:thousands?|THOUSANDS?)(?!\w)")),
    (_LAKH, re.compile(r"(?<!\w)(?:INR|Rs\.?|₹|in)\s?(?:la(?:kh|c)s?)(?!\w)", re.IGNORECASE)),
    (_CRORE, re.compile(r"(?<!\w)(?:INR|Rs\.?|₹|in)\s?crores?(?!\w)|(?<=[₹])\s?Cr\b", re.IGNORECASE)),
)  # fmt: skip


@lru_cache(maxsize=2000)
def scale_noted(text: str) -> Decimal:
    """Return the scale that a heading or remark notes for its numbers: 1 where it notes none."""
    token = next((m for m in TOKEN.finditer(text) if scale_of(m) != 1), None)
    if token:
        return scale_of(token)
    return next((scale for scale, pattern in _NOTED if pattern.search(text)), Decimal(1))
