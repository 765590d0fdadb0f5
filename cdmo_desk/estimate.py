"""Estimates: a number that is certain, or low, likely and high of a PERT distribution."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

_KEYS = ("low", "likely", "high")
LARGEST = 1e15


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its range; PERT between `low` and `high` with mode `likely`, certain where they are equal.

    Estimates of one case that name the same `driver` take their quantile at the same uniform number.
    """

    low: float
    likely: float
    high: float
    driver: str | None = None

    def __post_init__(self) -> None:
        if not (isfinite(self.low) and isfinite(self.high) and self.low <= self.likely <= self.high):
            raise ValueError("low, likely and high must be finite and ascend")

    @property
    def is_certain(self) -> bool:
        """Say whether it has no range."""
        return self.low == self.high

    @property
    def mean(self) -> float:
        """Return the expected value of the PERT distribution."""
        return (self.low + 4 * self.likely + self.high) / 6

    def plain(self) -> float | list[float] | dict[str, Any]:
        """Return it as it stands in a case document."""
        if self.driver is not None:
            return {"low": self.low, "likely": self.likely, "high": self.high, "driver": self.driver}
        return self.likely if self.is_certain else [self.low, self.likely, self.high]

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Read it from any of its three forms."""
        return core_schema.no_info_plain_validator_function(read)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: object) -> dict[str, Any]:
        """Describe its three forms."""
        number = {"type": "number"}
        return {
            "anyOf": [
                number,
                {"type": "array", "items": number, "minItems": 3, "maxItems": 3},
                {
                    "type": "object",
                    "properties": {**dict.fromkeys(_KEYS, number), "driver": {"type": "string"}},
                    "required": list(_KEYS),
                },
            ]
        }


def certain(value: float) -> Estimate:
    """Return an estimate without a range."""
    return Estimate(value, value, value)


def read(value: object) -> Estimate:
    """Read `5`, `[3, 5, 8]` or `{low, likely, high, driver?}`; a pydantic error says what is wrong."""
    if isinstance(value, Estimate):
        return value
    driver: object = None
    if isinstance(value, Mapping):
        missing = [key for key in _KEYS if key not in value]
        if missing:
            raise PydanticCustomError("estimate", "lacks {missing}", {"missing": ", ".join(missing)})
        parts = [value[key] for key in _KEYS]
        driver = value.get("driver")
    elif isinstance(value, list | tuple):
        parts = list(value)
    else:
        parts = [value] * 3
    if len(parts) != len(_KEYS) or not all(_is_number(part) for part in parts):
        raise PydanticCustomError(
            "estimate", "must be a number, [low, likely, high] or an object with low, likely and high"
        )
    low, likely, high = (float(part) for part in parts)
    if not all(abs(part) <= LARGEST for part in (low, likely, high)):
        raise PydanticCustomError("estimate", "must be finite, at most 1e15")
    if not low <= likely <= high:
        raise PydanticCustomError(
            "estimate",
            "must ascend: low {low} <= likely {likely} <= high {high}",
            {"low": f"{low:g}", "likely": f"{likely:g}", "high": f"{high:g}"},
        )
    if driver is not None and not isinstance(driver, str):
        raise PydanticCustomError("estimate", "has a driver that is not a text")
    return Estimate(low, likely, high, driver)


def _is_number(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return isinstance(value, float) or abs(value) < 10**300
