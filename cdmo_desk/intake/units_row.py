"""The row under a table's headings that notes in what each column is: hours, euros, thousands of dollars."""

import re
from collections.abc import Sequence

from cdmo_desk.intake import words
from cdmo_desk.intake.cells import Cell
from cdmo_desk.intake.currency import TOKEN
from cdmo_desk.intake.phrases import plain, whole
from cdmo_desk.intake.table import CODE

_ALONE = re.compile(
    r"[\[(]?\s*(?:[kKTM]?\s?[$€£¥]|[kKTM]?[A-Z]{3}|h|hrs?|pcs|ea|Std\.?|Stk\.?|%|#|-|no\.?"
    r"|k[€$£])(?:\s?/\s?\w+\.?)?\s*[\])]?|[\[(][^\])]{1,20}[\])]"
)
_PER = re.compile(r"(?:/|(?<!\w)(?:per|pro|je|par|por|za|pr))\s*\w+\.?\s*$", re.IGNORECASE)
_SCALES = frozenset((*words.THOUSANDS, *words.MILLIONS, "mille"))
_SMALL = frozenset({"in", "of", "de", "di", "en", "x", "net", "netto", "excl", "exkl", "ex", "vat", "mwst", "ht"})
_SAYS_UNIT = (
    "unit", "units", "currency", "in", "einheit", "einheiten", "wahrung", "unite", "unites", "devise", "unidad",
    "unidades", "moneda", "unita", "valuta", "eenheid", "eenheden", "unidade", "moeda", "jednostka", "waluta", "enhet",
    "enhed", "单位", "単位", "通貨",
)  # fmt: skip
_COUNTED = (
    *words.TIME_UNITS, "stk", "st", "stuck", "pcs", "ea", "no", "nr", "n", "units", "pieces", "batches", "stuks", "szt",
    "ud", "uds", "un", "pz", "u", "kg", "g", "l", "ml", "fte", "ftes", "months", "weeks", "lots", "式", "回",
)  # fmt: skip
_LONGEST = 30


def units_of(cells: Sequence[Cell]) -> dict[int, str]:
    """Return the units noted in a row right under headings by column, if it is such a row."""
    if not are_units(cells):
        return {}
    texts = [c for c in cells if c.text != "-"]
    if not texts or any(CODE.fullmatch(c.text) and not TOKEN.search(c.text) for c in texts):
        return {}
    return {c.column: c.text for c in cells if not whole(c.text.rstrip(": "), _SAYS_UNIT)}


def are_units(cells: Sequence[Cell]) -> bool:
    """Say whether a row holds nothing but units and currencies, but for such a word as `unit` before them."""
    first, *others = cells or (None,)
    if first is None:
        return False
    said = bool(others) and bool(first.text) and whole(first.text.rstrip(": "), _SAYS_UNIT)
    rest = others if said else cells
    counts = len(rest) > 1 and any(_is_money(c.text) for c in rest)
    return all(c.text and _is_unit(c.text, counts=counts) for c in rest)


def _is_unit(text: str, *, counts: bool) -> bool:
    """Say whether a text is a unit; such a word as `hours` is one only in a row with currencies."""
    return _ALONE.fullmatch(text) is not None or _is_money(text) or (counts and whole(text, _COUNTED))


def _is_money(text: str) -> bool:
    """Say whether a text is a currency, in thousands or millions or per something if it says so: `US$ thousands`."""
    token = TOKEN.search(text)
    if token is None or len(text) > _LONGEST:
        return False
    rest = plain(_PER.sub("", TOKEN.sub(" ", text))).split()
    return all(word in _SCALES or word in _SMALL for word in rest)
