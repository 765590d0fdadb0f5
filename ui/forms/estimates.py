"""Estimates in their plain forms: `5`, `[3, 5, 8]`, `{low, likely, high, driver}`; taken apart and put together."""

from collections.abc import Callable
from typing import Any

from cdmo_desk.speech import marked, say
from ui.forms.numerals import Unread

Parts = tuple[float | None, float | None, float | None]
NAMES = (marked("low"), marked("likely"), marked("high"))


def parts_of(value: Any) -> Parts:  # noqa: ANN401 - plain JSON
    """Return low, likely and high; of a certain value only the likely one."""
    if isinstance(value, dict):
        value = [value.get(name) for name in NAMES]
    if isinstance(value, list | tuple):
        low, likely, high = value
        return (None, likely, None) if low == high else (low, likely, high)
    return (None, value, None)


def put_together(parts: Parts, before: Any = None) -> Any:  # noqa: ANN401 - plain JSON
    """Return the plain form of three parts, None where all are empty; a driver named before stays.

    Raises `Unread` where parts are missing or do not ascend.
    """
    low, likely, high = parts
    given = [part for part in parts if part is not None]
    if not given:
        return None
    if len(given) == 1:
        low = likely = high = given[0]
    if low is None or likely is None or high is None:
        lacks = [say(name) for name, part in zip(NAMES, parts, strict=True) if part is None]
        raise Unread(say("Give {names} too, or the likely value alone.", names=", ".join(lacks)))
    if not low <= likely <= high:
        raise Unread(say("Low, likely and high must ascend."))
    if isinstance(before, dict) and before.get("driver"):
        return {**before, "low": low, "likely": likely, "high": high}
    return likely if low == high else [low, likely, high]


def read_parts(text: str, read: Callable[[str], float]) -> Any:  # noqa: ANN401 - plain JSON
    """Read `5` or `3 / 5 / 8`."""
    pieces = [piece.strip() for piece in text.replace(";", "/").split("/")]
    if len(pieces) == 1:
        return read(pieces[0])
    if len(pieces) != len(NAMES) or not all(pieces):
        raise Unread(say("Type one value, or low / likely / high."))
    low, likely, high = (read(piece) for piece in pieces)
    return put_together((low, likely, high))


def show_parts(value: Any, show: Callable[[float], str]) -> str:  # noqa: ANN401 - plain JSON
    """Write `5` or `3 / 5 / 8`."""
    shown = [show(part) for part in parts_of(value) if part is not None]
    return " / ".join(shown)
