"""Small case documents, the clock and the people of these tests, and documents at random."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

Json = dict[str, Any]
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
LINE_FIELDS = (
    *("id", "file", "sha256", "sheet", "row", "cells", "section", "description", "quantity", "unit"),
    *("unit_price", "amount", "currency", "basis", "note", "scope", "becomes"),
)


def clock(start: datetime = NOON) -> Iterator[datetime]:
    """Tick once a second."""
    while True:
        yield start
        start += timedelta(seconds=1)


def line(number: int, amount: str = "1450000.00") -> Json:
    """Return a line as an import leaves it."""
    return {
        "id": f"L{number}",
        "file": "offer.xlsx",
        "sha256": "ab" * 32,
        "sheet": "Prices",
        "row": number,
        "cells": {"description": f"B{number}", "amount": f"F{number}"},
        "section": "Stage 1",
        "description": "Process development, €",
        "quantity": "1",
        "unit": "each",
        "unit_price": amount,
        "amount": amount,
        "currency": "EUR",
        "basis": "fixed",
        "note": "",
        "becomes": {"term": "dev"},
    }


def offer(name: str, *, supplier: str = "Lakeside Pharma", lines: int = 3) -> Json:
    """Return an offer with two terms and some lines."""
    return {
        "id": name,
        "supplier": supplier,
        "title": f"Offer {name}",
        "kind": "fee_for_service",
        "terms": [
            {"type": "deliverable", "id": "dev", "title": "Development", "unit_price": 180000.0, "quarter": 1},
            {"type": "per_batch", "tiers": [{"from": 0, "price": 90000.0}]},
        ],
        "lines": [line(number) for number in range(1, lines + 1)],
    }


def case(name: str, *offers: Json, title: str = "Tablet") -> Json:
    """Return a case document."""
    return {
        "format": "cdmo-desk/case",
        "version": 1,
        "case": {"id": name, "title": title, "product": "T-20", "stage": "phase_3", "demand": [8, 16.0]},
        "offers": list(offers),
    }


TEXTS = st.text(max_size=8)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)


def shuffled(record: Json) -> st.SearchStrategy[Json]:
    """Return the record with its keys in any order."""
    return st.permutations(list(record)).map(lambda names: {name: record[name] for name in names})


def records(known: dict[str, st.SearchStrategy[Any]], required: Json) -> st.SearchStrategy[Json]:
    """Return records with some of the known fields, any unknown ones, in any order."""
    some = st.fixed_dictionaries({}, optional={name: strategy | VALUES for name, strategy in known.items()})
    unknown = st.dictionaries(TEXTS | st.sampled_from(["x-note", "x-owner"]), VALUES, max_size=2)
    return st.builds(lambda one, two: two | one | required, some, unknown).flatmap(shuffled)


LINES = records(
    {
        **{name: TEXTS for name in LINE_FIELDS if name not in {"row", "cells", "becomes"}},
        "row": st.integers(),
        "cells": st.dictionaries(TEXTS, TEXTS, max_size=2),
        "becomes": st.sampled_from([{"term": "dev"}, {"term": "dev", "field": "price"}, {"set_aside": "Option"}]),
        "amount": st.sampled_from(["1450000.00", "-0.10", "9" * 40 + ".01", "1"]),
    },
    {},
)
TERMS = records({"type": TEXTS, "id": st.sampled_from(["dev", "#0", "#1", ""])}, {})


def offers(name: str) -> st.SearchStrategy[Json]:
    """Return offers of that id."""
    return records(
        {
            "supplier": st.sampled_from(["Acme", "Zürich GmbH", "'; DROP TABLE cases; --"]),
            "title": TEXTS,
            "kind": TEXTS,
            "terms": st.lists(TERMS, max_size=4),
            "lines": st.lists(LINES, max_size=5),
        },
        {"id": name},
    )


def cases(name: str) -> st.SearchStrategy[Json]:
    """Return case documents of that id with offers of ids from a small set, so that they meet again."""
    names = st.lists(st.sampled_from(["A", "B", "ünï", "%_'\"\\"]), max_size=3, unique=True)
    briefs = records({"title": TEXTS, "product": TEXTS, "stage": TEXTS}, {"id": name})
    several = names.flatmap(lambda ids: st.tuples(*(offers(one) for one in ids)).map(list))
    return st.tuples(briefs, st.none() | several).flatmap(
        lambda found: records({}, {"case": found[0]} | ({} if found[1] is None else {"offers": found[1]}))
    )
