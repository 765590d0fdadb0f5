"""The rows in which a terms sheet states a term: what is written here reads back as it was."""

from collections.abc import Iterator, Mapping
from typing import Any

from cdmo_desk.contract.offer import TERMS, Offer
from cdmo_desk.field import Column
from cdmo_desk.intake.terms_sheet import HEADS, OFFER, RECORDS, SCORE
from cdmo_desk.intake.terms_sheet_fields import band_keys, key, named, shape

Row = dict[str, Any]


def rows(subject: str, plain: Mapping[str, Any], number: int) -> list[Row]:
    """Return the rows of a term, of a record of the offer, of its own fields or of its scores, by heading.

    `plain` is the JSON of a case document. A value may also be `{"line": DESCRIPTION}`, with `low`, `high` and
    `driver` if it is uncertain, or a range without its likely value, which then stands elsewhere.
    """
    if subject == SCORE:
        cells: list[Row] = [{"field": name, "value": value} for name, value in plain.items()]
    else:
        record = Offer if subject == OFFER else RECORDS[subject][1] if subject in RECORDS else TERMS[subject]
        cells = list(_fields(record, plain))
    return [{"no": number, "term": subject} | row for row in cells]


def in_order(row: Mapping[str, Any]) -> list[Any]:
    """Return the cells of a row in the order of the headings."""
    return [row.get(head) for head in HEADS]


def _fields(record: type, plain: Mapping[str, Any]) -> Iterator[Row]:
    paths = {".".join(key(column) for column in path): path for path in named(record).values()}
    for name, value in _flat(plain):
        path = paths.get(name)
        if path is not None and value is not None:
            yield from _cells(name, path[-1], value)


def _flat(plain: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Give fields with those of records within, such as `mitigation.cost`."""
    for name, value in plain.items():
        if name in ("mitigation", "escalation"):
            yield from ((f"{name}.{inner}", part) for inner, part in value.items())
        else:
            yield name, value


def _cells(name: str, column: Column, value: Any) -> Iterator[Row]:  # noqa: ANN401 - plain JSON
    note = column.says.label + (f", {column.says.unit}" if column.says.unit else "")
    kind = shape(column)
    if kind == "bands":
        start, stated = band_keys(column)
        for band in value:
            yield {"field": name, "from": band[start], "value": _value(band[stated]), "note": note}
    elif kind == "estimate":
        yield {"field": name, "note": note} | _estimate(value)
    else:
        yield {"field": name, "value": _value(value), "note": note}


def _value(value: Any) -> Any:  # noqa: ANN401 - plain JSON
    if isinstance(value, dict):
        return f"line: {value['line']}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(value) if isinstance(value, list) else value


def _estimate(value: Any) -> Row:  # noqa: ANN401 - any form of an estimate
    if isinstance(value, list):
        low, likely, high = value
        return {"value": likely, "low": low, "high": high}
    if not isinstance(value, dict):
        return {"value": value}
    row = {head: value[head] for head in ("low", "high", "driver") if head in value}
    if "line" in value:
        return row | {"value": _value(value)}
    return row | ({"value": value["likely"]} if "likely" in value else {})
