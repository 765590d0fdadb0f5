"""A document comes out of the library as it went in."""

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cdmo_desk.library import Library, split
from cdmo_desk.problem import Refused
from tests.library import documents
from tests.library.documents import NOON, Json, case, offer


def stored(library: Library, document: Json) -> Json:
    with library.change(request="Import", case=document["case"]["id"], who="Ann", when=NOON) as change:
        change.put_case(document)
    return library.load(document["case"]["id"])


@settings(max_examples=18, deadline=None)
@given(st.lists(documents.cases("mab"), min_size=1, max_size=3))
def test_what_is_stored_is_loaded_also_over_what_was_there(several: list[Json]) -> None:
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "library.sqlite") as library:
        for document in several:
            # As text: key order, ints and floats, absent and null all show.
            assert json.dumps(stored(library, document)) == json.dumps(document)
        assert library.check() == []


@settings(max_examples=50, deadline=None)
@given(documents.LINES)
@example({"id": "\ud800", "amount": "1.0", "note": None, "row": True})
@example({"row": 2**63, "cells": [], "becomes": None, "quantity": 5})
def test_a_line_is_put_together_as_it_was(line: Json) -> None:
    assert json.dumps(split.line(split.line_columns(line))) == json.dumps(line)


@settings(max_examples=30, deadline=None)
@given(st.lists(documents.TERMS, max_size=8))
def test_each_term_has_a_key_of_its_own(terms: list[Json]) -> None:
    keys = split.keys(terms)
    assert len(set(keys)) == len(terms)


@pytest.mark.parametrize("offers", [[], None, [offer("A")]])
def test_no_offers_stay_no_offers_and_null_stays_null(library: Library, offers: list[Json] | None) -> None:
    document = case("mab") | {"offers": offers}
    assert stored(library, document) == document
    del document["offers"]
    assert stored(library, document) == document


def test_an_exact_amount_keeps_every_digit(library: Library) -> None:
    document = case("mab", offer("A"))
    document["offers"][0]["lines"][0]["amount"] = "123456789012345678901234567890.1234567890"
    assert stored(library, document) == document
    kept = library._db.execute("SELECT amount FROM lines WHERE id = 'L1'").fetchone()
    assert kept == ("123456789012345678901234567890.1234567890",)


def test_half_a_surrogate_pair_and_zero_bytes_are_kept(library: Library) -> None:
    document = case("mab", offer("A"), title="\ud83d \x00 'x'")
    document["offers"][0]["lines"][0] |= {"description": "\udc00", "id": "\udc00", "note": "a\x00b"}
    assert stored(library, document) == document
    assert library.check() == []


@pytest.mark.parametrize(
    "offers",
    [[{"id": ""}], [{"id": 5}], [{}], ["A"], {"A": {}}, [offer("A"), offer("A")], [{"id": "\ud800"}]],
)
def test_offers_that_cannot_be_told_apart_are_refused(library: Library, offers: object) -> None:
    with pytest.raises(Refused):
        stored(library, case("mab") | {"offers": offers})
    assert library.cases() == []


def test_a_number_that_is_not_finite_is_refused(library: Library) -> None:
    with pytest.raises(Refused, match="not finite"):
        stored(library, case("mab") | {"x-rate": float("nan")})


def test_a_case_that_is_not_there_names_the_ids_that_come_near(library: Library) -> None:
    stored(library, case("mab-launch"))
    with pytest.raises(Refused, match="did you mean mab-launch"):
        library.load("mab-lunch")
    with pytest.raises(Refused, match="There is no case"):
        library.load("\ud800")
