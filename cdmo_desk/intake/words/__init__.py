"""The words of quotes, list by list, those of all languages together.

The western languages stand first: what they say goes before what other languages say with the same word.
"""

from collections.abc import Iterable, Mapping

from cdmo_desk.intake.words import farther, northern, western

_Lists = Mapping[str, tuple[str, ...]]


def _each(*languages: _Lists) -> dict[str, tuple[str, ...]]:
    """Return the lists of several languages by their names."""
    names = dict.fromkeys(name for lists in languages for name in lists)
    return {name: _all(*(lists.get(name, ()) for lists in languages)) for name in names}


def _all(*lists: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(phrase for phrases in lists for phrase in phrases))


BASIS = _each(western.BASIS, northern.BASIS, farther.BASIS)
NEGATED = _all(western.NEGATED, northern.NEGATED, farther.NEGATED)
TOTAL = _all(western.TOTAL, northern.TOTAL, farther.TOTAL)
SUBTOTAL_HEADS = _all(western.SUBTOTAL_HEADS, northern.SUBTOTAL_HEADS, farther.SUBTOTAL_HEADS)
CARRIED = _all(western.CARRIED, northern.CARRIED, farther.CARRIED)
TAX = _all(western.TAX, northern.TAX, farther.TAX)
GROSS = _all(western.GROSS, northern.GROSS, farther.GROSS)
CREDIT = _all(western.CREDIT, northern.CREDIT, farther.CREDIT)
INFORMATION = _all(western.INFORMATION, northern.INFORMATION, farther.INFORMATION)
INFORMATION_ONLY = _all(western.INFORMATION_ONLY, northern.INFORMATION_ONLY, farther.INFORMATION_ONLY)
UNTAXED = _all(western.UNTAXED, northern.UNTAXED, farther.UNTAXED)
REMARKS = _all(western.REMARKS, northern.REMARKS, farther.REMARKS)
SCHEDULE = _all(western.SCHEDULE, northern.SCHEDULE, farther.SCHEDULE)
ASSUMPTIONS = _all(western.ASSUMPTIONS, northern.ASSUMPTIONS, farther.ASSUMPTIONS)
SUMMARY = _all(western.SUMMARY, northern.SUMMARY, farther.SUMMARY)
PRICE = _all(western.PRICE, northern.PRICE, farther.PRICE)
NUMBERING = _all(western.NUMBERING, northern.NUMBERING, farther.NUMBERING)
LESS = _all(western.LESS, northern.LESS, farther.LESS)
IGNORED = _all(western.IGNORED, northern.IGNORED, farther.IGNORED)
DETAIL = _all(western.DETAIL, northern.DETAIL, farther.DETAIL)
HOUR_UNITS = northern.HOUR_UNITS | farther.HOUR_UNITS | western.HOUR_UNITS
TIME_UNITS = _all(western.TIME_UNITS, northern.TIME_UNITS, farther.TIME_UNITS)
PER = _all(western.PER, northern.PER, farther.PER)
THOUSANDS = _all(western.THOUSANDS, northern.THOUSANDS, farther.THOUSANDS)
MILLIONS = _all(western.MILLIONS, northern.MILLIONS, farther.MILLIONS)
TOTALS_BY_BASIS = _each(western.TOTALS_BY_BASIS, northern.TOTALS_BY_BASIS, farther.TOTALS_BY_BASIS)
LANGUAGES = western.LANGUAGES | northern.LANGUAGES | farther.LANGUAGES
HEADS = tuple(
    {
        **fields,
        "number": own.NUMBERING,
        "price": own.PRICE,
        "less": own.LESS,
        "ignored": own.IGNORED,
        "detail": own.DETAIL,
    }
    for own, fields in ((western, {}), (northern, northern.HEADS), (farther, farther.HEADS))
)
"""What headings say, by what their column holds; those of fields in western languages are declared with the field."""
