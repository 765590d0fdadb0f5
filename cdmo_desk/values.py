"""The leaf types of records: how a plain JSON value is read, and what is refused."""

from datetime import date
from re import ASCII, fullmatch
from typing import Annotated

from annotated_types import Ge, Le
from pydantic import AllowInfNan, BeforeValidator, Strict, StringConstraints
from pydantic_core import PydanticCustomError


def _whole(value: object) -> object:
    """Take 4.0 for 4: JSON knows one kind of number."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


LARGEST = 1e15  # of money and quantities: beyond it doubles no longer hold cents
LATEST = 400  # quarters or years that a plan or contract may reach

Text = Annotated[str, Strict()]
Name = Annotated[str, Strict(), StringConstraints(min_length=1)]
Flag = Annotated[bool, Strict()]
Number = Annotated[float, Strict(), AllowInfNan(False), Ge(-LARGEST), Le(LARGEST)]
Positive = Annotated[float, Strict(), AllowInfNan(False), Ge(0), Le(LARGEST)]
Share = Annotated[float, Strict(), AllowInfNan(False), Ge(0), Le(1)]
Rate = Annotated[float, Strict(), AllowInfNan(False), Ge(-0.99), Le(10)]
Whole = Annotated[int, BeforeValidator(_whole), Strict(), Ge(0)]
Period = Annotated[int, BeforeValidator(_whole), Strict(), Ge(0), Le(LATEST)]


def _day(value: object) -> object:
    """Read a date as documents write it."""
    if not isinstance(value, str):
        return value
    if not fullmatch(r"\d{4}-\d{2}-\d{2}", value, ASCII):
        raise PydanticCustomError("day", "must be a date written YYYY-MM-DD")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError("day", "is not a day of the calendar") from None


Day = Annotated[date, BeforeValidator(_day), Strict()]
