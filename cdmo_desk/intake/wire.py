"""A quote as text between two processes: JSON that keeps decimals and dates, and nothing that could run."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Any

from cdmo_desk.intake.corrections import Area, Corrections, Decision, SheetCorrections
from cdmo_desk.intake.quote import Message, Quote, QuoteLine, Skipped, StatedTotal, TermsRow

_RECORDS: dict[str, type[Any]] = {
    record.__name__: record
    for record in (
        *(Message, Quote, QuoteLine, Skipped, StatedTotal, TermsRow),
        *(Area, Corrections, Decision, SheetCorrections),
    )
}
_FIELDS = {name: attrgetter(*record.__slots__) for name, record in _RECORDS.items()}
_AS_THEY_ARE = frozenset({str, int, float, bool, type(None)})


def sent(value: object) -> str:
    """Return a record as one line of JSON."""
    return json.dumps(packed(value), ensure_ascii=True)


def received(text: str) -> Any:  # noqa: ANN401 - whichever record was sent
    """Return the record that was sent."""
    return unpacked(json.loads(text))


def packed(value: Any) -> Any:  # noqa: ANN401, PLR0911 - any field, the commonest kinds first
    """Return a record as plain JSON, its fields in order."""
    kind = type(value)
    if kind in _AS_THEY_ARE:
        return value
    if kind is Decimal:
        return {"#": f"{value:f}"}
    if kind is tuple or kind is list:
        return [packed(item) for item in value]
    if kind is dict:
        return {"=": [[key, item if type(item) is str else packed(item)] for key, item in value.items()]}
    fields = _FIELDS.get(kind.__name__)
    if fields is not None:
        items = fields(value)
        return {"is": kind.__name__, "of": [i if type(i) in _AS_THEY_ARE else packed(i) for i in items]}
    if isinstance(value, date):
        return {"@": value.isoformat()}
    if isinstance(value, (tuple, list)):
        return [packed(item) for item in value]
    if isinstance(value, dict):
        return packed(dict(value))
    return value


def unpacked(value: Any) -> Any:  # noqa: ANN401 - plain JSON
    """Return the record that plain JSON stands for."""
    kind = type(value)
    if kind is list:
        return tuple([unpacked(item) for item in value])
    if kind is not dict:
        return value
    mark = next(iter(value))
    if mark == "is":
        return _RECORDS[value["is"]](*[i if type(i) in _AS_THEY_ARE else unpacked(i) for i in value["of"]])
    return _MARKED[mark](value[mark])


_MARKED: dict[str, Callable[[Any], Any]] = {
    "#": Decimal,
    "@": date.fromisoformat,
    "=": lambda pairs: {key: item if type(item) is str else unpacked(item) for key, item in pairs},
}
