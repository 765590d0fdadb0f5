"""A case as it was: put together from the journal at any entry, and compared row by row with what it is."""

import json
from collections.abc import Iterator, Mapping

from sqlite_utils import Database

from cdmo_desk.library import journal, split
from cdmo_desk.library.refusals import altered
from cdmo_desk.library.rows import Touched
from cdmo_desk.library.schema import CASES, LINES, OFFERS, TERMS, Key, Row

Rows = Mapping[tuple[str, Key], Row]
_ORDER = (CASES.name, OFFERS.name, TERMS.name, LINES.name)


def document_at(db: Database, case_id: str, sequence: int) -> split.Json | None:
    """Return a case's document as an entry left it; None where the case was not there then."""
    rows: dict[tuple[str, Key], Row] = {}
    for values in journal.records(db, case_id):
        if values[0] > sequence:
            break
        for touched in journal.read(values).rows():
            if touched.after is None:
                rows.pop((touched.table, touched.key), None)
            else:
                rows[touched.table, touched.key] = touched.after
    case = rows.get((CASES.name, (case_id,)))
    if case is None:
        return None
    try:
        return split.document(case, *(_in_order(rows, table) for table in _ORDER[1:]))
    except (ValueError, TypeError, KeyError, AttributeError):
        raise altered(f"The journal's entry {sequence}") from None


def before_payments(db: Database, case_id: str, offer_id: str) -> tuple[split.Json, bool] | None:
    """Return a case as it was before the first payment on an offer, and whether that was signed.

    That is as it stood in the last revision signed by then, else just before. None where it came with payments.
    """
    first = next((entry for entry in _entries(db, case_id) if _has_payments(entry, case_id, offer_id)), None)
    if first is None:
        return None
    signed = [sequence for sequence, _ in journal.barriers(db, case_id) if sequence < first.sequence]
    found = document_at(db, case_id, signed[-1] if signed else first.sequence - 1)
    if found is None or not any(offer.get("id") == offer_id for offer in found.get("offers") or ()):
        return None
    return found, bool(signed)


def _entries(db: Database, case_id: str) -> Iterator[journal.Entry]:
    """Go through the entries that could hold payments."""
    for values in journal.records(db, case_id):
        entry = journal.read(values)
        if "actuals" in entry.after:
            yield entry


def _has_payments(entry: journal.Entry, case_id: str, offer_id: str) -> bool:
    return any(
        row.table == OFFERS.name
        and row.key == (case_id, offer_id)
        and row.after is not None
        and bool(json.loads(str(row.after["data"])).get("actuals"))
        for row in entry.rows()
    )


def compared(before: split.Json, after: split.Json) -> list[Touched]:
    """Return which rows differ between two documents, as if the one had been put in the other's place."""
    old, new = _rows_of(before), _rows_of(after)
    places = sorted(old.keys() | new.keys(), key=lambda place: (_ORDER.index(place[0]), list(map(str, place[1]))))
    return [
        Touched(table, key, old.get((table, key)), new.get((table, key)))
        for table, key in places
        if old.get((table, key)) != new.get((table, key))
    ]


def _rows_of(document: split.Json) -> Rows:
    case = split.case_row(document)
    case_id = str(case["id"])
    rows: dict[tuple[str, Key], Row] = {(CASES.name, CASES.key_of(case)): case}
    for place, offer in enumerate(split.offers_of(document)):
        apart = split.offer_rows(case_id, offer)
        rows[OFFERS.name, OFFERS.key_of(apart.offer)] = apart.offer | {"position": place}
        for table, several in ((TERMS, apart.terms), (LINES, apart.lines)):
            rows |= {(table.name, table.key_of(row)): row | {"position": at} for at, row in enumerate(several)}
    return rows


def _in_order(rows: Rows, table: str) -> list[Row]:
    return sorted((row for (name, _), row in rows.items() if name == table), key=lambda row: int(row["position"]))
