"""A quote as text between two processes: JSON that keeps decimals and dates, and nothing that could run."""

import json
from datetime import date
from decimal import Decimal
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


def sent(value: object) -> str:
    """Return a record as one line of JSON."""
    return json.dumps(_out(value), ensure_ascii=True)


def received(text: str) -> Any:  # noqa: ANN401 - whichever record was sent
    """Return the record that was sent."""
    return _in(json.loads(text))


def _out(value: Any) -> Any:  # noqa: ANN401 - any field
    if isinstance(value, Decimal):
        return {"#": f"{value:f}"}
    if isinstance(value, date):
        return {"@": value.isoformat()}
    if isinstance(value, dict):
        return {"=": [[key, _out(item)] for key, item in value.items()]}
    if isinstance(value, (tuple, list)):
        return [_out(item) for item in value]
    if type(value).__name__ in _RECORDS:
        return {"is": type(value).__name__, "of": [_out(getattr(value, name)) for name in value.__slots__]}
    return value


def _in(value: Any) -> Any:  # noqa: ANN401 - plain JSON
    if isinstance(value, list):
        return tuple(_in(item) for item in value)
    if not isinstance(value, dict):
        return value
    if "#" in value:
        return Decimal(value["#"])
    if "@" in value:
        return date.fromisoformat(value["@"])
    if "=" in value:
        return {key: _in(item) for key, item in value["="]}
    return _RECORDS[value["is"]](*(_in(item) for item in value["of"]))
