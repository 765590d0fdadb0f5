"""Exact money: decimal amounts as they stand in a quote, and the currencies they are in."""

from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Annotated

from pydantic import AfterValidator, Strict
from pydantic_core import PydanticCustomError


def exact(text: str) -> Decimal:
    """Read a decimal string of a case document, such as `1450000` or `-534576.25`.

    Raises `ValueError` for anything else, `NaN`, `1e5`, `1_000` and other scripts' digits included.
    """
    if not text or not set(text) <= set("0123456789.-") or text.rfind("-") > 0:
        raise ValueError(f"not a decimal: {text!r}")
    try:
        return Decimal(text)
    except InvalidOperation:
        raise ValueError(f"not a decimal: {text!r}") from None


def plain(amount: Decimal) -> str:
    """Write an amount without an exponent, as documents and the library keep it."""
    return f"{amount:f}"


@cache
def currencies() -> frozenset[str]:
    """Return the ISO 4217 codes that are or were in use."""
    from babel import Locale  # noqa: PLC0415 - 50 ms that most commands can do without

    return frozenset(Locale.parse("en").currencies)


def _decimal(text: str) -> str:
    try:
        exact(text)
    except ValueError:
        raise PydanticCustomError("decimal", "must be a decimal number as text, such as '1450000.00'") from None
    return text


def _currency(code: str) -> str:
    if len(code) != 3 or not code.isascii() or not code.isalpha() or not code.isupper():  # noqa: PLR2004 - ISO 4217
        raise PydanticCustomError("currency", "must be an ISO 4217 code of three capitals, such as 'EUR'")
    return code


DecimalText = Annotated[str, Strict(), AfterValidator(_decimal)]
Currency = Annotated[str, Strict(), AfterValidator(_currency)]
