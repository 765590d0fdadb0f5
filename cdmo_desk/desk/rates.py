"""Requests for rates of exchange: suggested from the European Central Bank's table that came with the program."""

from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from cdmo_desk.desk.desktop import Desktop
from cdmo_desk.speech import say

if TYPE_CHECKING:
    from currency_converter import CurrencyConverter  # type: ignore[import-untyped] # it says nothing of its types

DIGITS = 6
"""Significant digits that a suggested rate is rounded to, as the bank publishes them."""
LAPSE = timedelta(days=14)
"""A currency without a rate for so long is one that the bank publishes no more."""


class Rates(Desktop):
    """Rates of exchange. No network is used: the table is a file of the program."""

    @cached_property
    def _table(self) -> "CurrencyConverter":
        from currency_converter import CurrencyConverter  # noqa: PLC0415 - reads a large table

        return CurrencyConverter()

    def suggested_rate(self, code: str, currency: str, as_of: date) -> dict[str, Any] | None:
        """Return what one unit of `code` is worth in `currency` on a day, or the last before it, with date and source.

        None where the bank publishes no rate of one of them by that day.
        """
        from currency_converter import RateNotFoundError  # noqa: PLC0415 - as above

        table = self._table
        if code not in table.currencies or currency not in table.currencies or code == currency:
            return None
        bounds = [table.bounds[name] for name in (code, currency)]
        newest = max(found.last_date for found in table.bounds.values())
        day = min(as_of, newest)
        if day < max(found.first_date for found in bounds) or day > min(found.last_date for found in bounds) + LAPSE:
            return None
        for _ in range(LAPSE.days):
            try:
                rate = float(table.convert(1, code, currency, date=day))
            except RateNotFoundError:
                day -= timedelta(days=1)
                continue
            source = say("ECB reference rate, {day}", day=day.isoformat())
            return {"rate": float(f"{rate:.{DIGITS}g}"), "date": day.isoformat(), "source": source}
        return None
