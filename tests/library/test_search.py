"""Cases are found by the words of their briefs, suppliers, lines and notes, as each request leaves them."""

import random

import pytest

from cdmo_desk.library import Library, search
from tests.library.documents import NOON, case, offer


@pytest.fixture
def filled(library: Library) -> Library:
    """Return a library with two cases."""
    one = case("mab", offer("A", supplier="Zürich Pharma"), title="Trastuzumab launch")
    one["case"]["notes"] = [{"note": "Board wants two sources"}]
    one["offers"][0]["lines"][1] |= {"description": "Viral clearance study", "note": "at cost, 3 runs"}
    with library.change("Import", "mab", "Ann", NOON) as change:
        change.put_case(one)
    with library.change("Import", "tab", "Ann", NOON) as change:
        change.put_case(case("tab", offer("B", supplier="Lakeside")))
    return library


@pytest.mark.parametrize(
    ("text", "cases"),
    [
        ("trastu", ["mab"]),
        ("TRASTUZUMAB zurich", ["mab"]),
        ("zürich viral", ["mab"]),
        ("clear", ["mab"]),
        ("at cost", ["mab"]),
        ("two sources", ["mab"]),
        ("lakeside", ["tab"]),
        ("process development", ["tab", "mab"]),
        ("viral lakeside", []),
        ("aunch", ["mab"]),
        ("nothing of this", []),
        ("%", []),
        ("_", []),
        ('"', []),
        ("viral* OR NEAR(", []),
        ("'; DROP TABLE words; --", []),
        ("-", ["tab", "mab"]),  # of T-20
    ],
)
def test_found_by_any_words(filled: Library, text: str, cases: list[str]) -> None:
    assert filled.find(text) == cases


def test_what_was_found_is_shown_where_it_stands(filled: Library) -> None:
    (place,) = filled.places("viral", "mab")
    assert (place.case, place.offer) == ("mab", "A")
    assert f"{search.OPEN}Viral{search.SHUT} clearance study" in place.around
    assert filled.places("!?", "mab") == []


def test_the_index_follows_every_request(filled: Library) -> None:
    with filled.change("Remove offer", "mab", "Ann", NOON) as change:
        change.remove_offer("mab", "A")
    assert filled.find("viral") == []
    filled.undo("mab", "Ann", NOON)
    assert filled.find("viral") == ["mab"]
    with filled.change("Remove case", "mab", "Ann", NOON) as change:
        change.remove_case("mab")
    assert filled.find("trastuzumab") == []
    assert filled.check() == []


def test_a_spoilt_index_is_named_and_made_anew(filled: Library) -> None:
    filled._db.execute("UPDATE words SET lines = 'gold' WHERE case_id = 'tab'")
    (problem,) = filled.check()
    assert "search index" in problem
    filled.index()
    assert filled.check() == []
    assert filled.find("gold") == []
    assert filled.find("process") == ["tab", "mab"]


def test_many_edits_leave_the_index_as_if_made_anew(filled: Library) -> None:
    chance = random.Random(3)  # noqa: S311 - edits, not secrets
    words = ["alpha", "beta", "gamma", "delta"]
    for _ in range(40):
        one = offer(chance.choice("AB"), supplier=chance.choice(words), lines=chance.randint(0, 4))
        for line in one["lines"]:
            line["description"] = " ".join(chance.sample(words, 2))
        with filled.change("Edit", "mab", "Ann", NOON) as change:
            change.put_offer("mab", one)
    found = {word: filled.find(word) for word in words}
    assert filled.check() == []
    filled.index()
    assert {word: filled.find(word) for word in words} == found
