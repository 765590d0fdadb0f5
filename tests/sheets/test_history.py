"""What a request altered stands in words: labels of the records, figures as everywhere, both sides."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from cdmo_desk.library import Library, past
from cdmo_desk.sheets.altered import alterations
from cdmo_desk.sheets.history import Past, Sought, history, objects, people, sought
from tests.library.documents import NOON, case, offer

Json = dict[str, Any]


def said(before: Json, after: Json) -> list[tuple[str, str, str, str]]:
    found = alterations(past.compared(before, after))
    return [(one.thing, one.field, one.before, one.after) for one in found]


def brief(**fields: Any) -> Json:
    made = case("mab", offer("A"))
    made["case"] |= fields
    return made


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ({"budget": 1e6}, {"budget": 1.25e6}, ("Brief", "Budget", "1,000,000", "1,250,000")),
        ({"discount_rate": 0.1}, {"discount_rate": 0.125}, ("Brief", "Discount rate", "10\u00a0%", "12.5\u00a0%")),
        ({}, {"as_of": "2026-11-20"}, ("Brief", "As of", "–", "20 Nov 2026")),
        (
            {"cpi": {"low": 0.01, "likely": 0.02, "high": 0.04}},
            {"cpi": {"low": 0.01, "likely": 0.03, "high": 0.04}},
            ("Brief", "Consumer price inflation", "2\u00a0% (1\u00a0% to 4\u00a0%)", "3\u00a0% (1\u00a0% to 4\u00a0%)"),
        ),
        (
            {"gates": [{"name": "PoC", "probability": 0.5}]},
            {"gates": [{"name": "PoC", "probability": 0.6}]},
            ("Brief", "Gates PoC, Probability of success", "50\u00a0%", "60\u00a0%"),
        ),
        ({"must_haves": ["a"]}, {"must_haves": ["a", "b"]}, ("Brief", "Must-haves", "a", "a, b")),
        ({"stage": "phase_1"}, {"stage": "phase_3"}, ("Brief", "Stage", "phase 1", "phase 3")),
        ({"x-odd": 1}, {"x-odd": 2}, None),
        ({"title": "<b>Bold</b>"}, {"title": "=1+1"}, ("Brief", "Title", "<b>Bold</b>", "=1+1")),
    ],
)
def test_a_brief_s_values_in_words(before: Json, after: Json, words: tuple[str, str, str, str] | None) -> None:
    assert said(brief(**before), brief(**after)) == ([] if words is None else [words])


def test_lines_terms_and_offers_in_words() -> None:
    before, after = brief(), brief()
    after["offers"][0]["lines"][1]["amount"] = "1.00"
    after["offers"][0]["terms"][0]["unit_price"] = 5.0
    after["offers"].append(offer("B", supplier="Zeta", lines=0))
    assert said(before, after) == [
        ("Offer B", "", "–", "Zeta · Offer B · Fee for service"),
        ("Offer A, term Development", "Unit price", "180,000", "5"),
        ("Offer B, term per batch", "", "–", "Price by batches a year From 0, Price 90,000"),
        ("Offer B, term Development", "", "–", "Unit price 180,000, Quarter 1"),
        ("Offer A, line L2", "Amount", "1450000.00", "1.00"),
    ]
    assert said(after, before)[0] == ("Offer B", "", "Zeta · Offer B · Fee for service", "removed")


def test_a_history_is_ordered_by_number_and_says_where_the_clock_went_back(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.sqlite") as library:
        times = [NOON, NOON - timedelta(days=300), datetime(2100, 1, 1, tzinfo=UTC), datetime(1970, 1, 1, tzinfo=UTC)]
        for number, when in enumerate(times):
            who = "Ann" if number % 2 else "Ben"
            with library.change(f"Edit {number}", "mab", who, when, "Because") as change:
                change.put_case(case("mab", offer("A"), title=str(number)))
        assert library.check() == []
        found = [Past(entry) for entry in library.journal("mab")]
    sheet = history(found)
    assert [row.cells[2].text for row in sheet.rows] == [f"Edit {number}\nBecause" for number in (3, 2, 1, 0)]
    assert ["set back" in row.cells[0].text for row in sheet.rows] == [True, False, True, False]
    assert people(found) == ["Ann", "Ben"]
    assert objects(found) == ["Brief", "Offer A", "Supplier Lakeside Pharma"]
    assert len(sought(found, Sought(who="an"))) == 2
    assert len(sought(found, Sought(about="line L2"))) == 1
    assert len(sought(found, Sought(about="edit 3"))) == 1
    assert len(sought(found, Sought(since=NOON.date()))) == 2
    assert len(sought(found, Sought(until=NOON.date()))) == 3
