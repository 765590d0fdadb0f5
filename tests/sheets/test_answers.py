"""The answers as sheets: every row has its cells, figures come from the answers, and small cases do not break them."""

from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from cdmo_desk import document
from cdmo_desk.document import Case
from cdmo_desk.evaluation import as_json, compare
from cdmo_desk.evaluation.answers import Answers, answers, changed, plain
from cdmo_desk.evaluation.answers.questions import Question
from cdmo_desk.evaluation.difference import difference
from cdmo_desk.evaluation.results import Comparison
from cdmo_desk.sheets import Sheet, as_text
from cdmo_desk.sheets.answers import answer_sheets
from cdmo_desk.sheets.award_words import award_words
from cdmo_desk.sheets.between import acceptance, pairs
from cdmo_desk.sheets.difference import differences
from cdmo_desk.sheets.figures import DASH, EN
from cdmo_desk.sheets.flips import flips
from cdmo_desk.sheets.inputs import input_title, input_value
from cdmo_desk.sheets.owed_calendar import owed_calendar
from cdmo_desk.sheets.questions import ASKS, question, questions
from cdmo_desk.sheets.tornado import tornado
from cdmo_desk.sheets.walkaway import walk_away
from cdmo_desk.sheets.winner import mass, winners
from cdmo_desk.sheets.worth import PARTS, worth
from tests.conftest import example
from tests.sheets.samples import DOCUMENT

TRIALS = 256


@cache
def mab() -> Case:
    return document.read(example("mab-launch"))


@cache
def compared() -> Comparison:
    return compare(mab(), trials=TRIALS)


@cache
def answered() -> Answers:
    return answers(mab(), trials=TRIALS)


@cache
def sheets() -> dict[str, Sheet]:
    return {sheet.id: sheet for sheet in answer_sheets(mab(), compared(), answered())}


def whole(sheet: Sheet) -> bool:
    return all(len(row.cells) == len(sheet.columns) for row in (*sheet.rows, *sheet.totals))


def test_every_answer_is_a_whole_sheet_with_words() -> None:
    assert list(sheets()) == [
        "award",
        "flips",
        "walk_away",
        "tornado.hybrid",
        "winners",
        "worth",
        "pairs",
        "acceptance",
        "reliance",
        "owed_calendar",
        "stability",
        "questions",
    ]
    for sheet in (*sheets().values(), mass(mab(), answered())):
        assert sheet.title
        assert sheet.rows
        assert whole(sheet)
        assert all(cell.text for row in sheet.rows for cell in row.cells[1:] if sheet.id == "flips")
        assert "{" not in as_text(sheet)
        assert "terms[" not in as_text(sheet)


def test_the_leader_comes_first_in_words_and_what_disagrees_before_it() -> None:
    said = award_words(mab(), compared(), answered())
    assert "disagree" in said[0]
    assert said[1].startswith("By lowest present cost the rule gives F Castell")
    assert any(text.startswith("What would change it soonest: ") for text in said)
    assert any("worst 5 %" in text for text in said)
    assert any("has no source" in text for text in said)


def test_walk_away_prices_stand_in_the_offers_own_currency() -> None:
    sheet = walk_away(mab(), answered())
    rows = {(row.offer, row.cells[1].text): row for row in sheet.rows}
    assert rows["tm", "Batch price"].cells[2].text == "1,280,000 CHF"
    assert rows["hybrid", "Batch price"].cells[6].text == "loses above"
    assert rows["tm", "Batch price"].cells[6].text == "wins below"
    assert rows["tm", "Hourly rate"].cells[3].text == DASH
    assert rows["hybrid", "Batch price"].tone == "chosen"


def test_flips_name_the_nearest_first_and_what_never_flips() -> None:
    sheet = flips(mab(), answered())
    keys = [row.cells[4].key for row in sheet.rows]
    assert keys == sorted(keys, key=lambda key: float(key or 0))
    assert "Discount rate" in sheet.note
    assert len(flips(mab(), answered(), most=3).rows) == 3


def test_a_tornado_says_what_its_ends_mean() -> None:
    sheet = tornado(mab(), compared(), answered(), "hybrid", most=4)
    assert len(sheet.rows) == 4
    assert [cell.text for cell in sheet.rows[0].cells[:3]] == ["Success at Phase III readout", "fails", "passes"]


def test_the_map_has_the_case_in_it() -> None:
    sheet = winners(mab(), answered())
    own = [row for row in sheet.rows if row.tone == "chosen"]
    assert len(own) == 1
    assert {cell.text for row in sheet.rows for cell in row.cells[1:]} <= set("ABCDF")
    assert "54\u00a0%" in sheet.note


def test_the_calendar_ends_before_the_last_quarter_and_names_the_gates() -> None:
    sheet = owed_calendar(mab(), compared(), answered())
    assert len(sheet.rows) == mab().brief.quarters - 1
    assert sheet.rows[5].cells[1].text == "Phase III readout"


def test_every_clause_and_every_question_has_words() -> None:
    found = answered().over_trials
    assert found is not None
    assert {entry.part for entry in found.worths} - {"whole"} <= set(PARTS)
    assert {entry.about for entry in found.questions} <= set(ASKS)
    for about in ASKS:
        entry = Question(offer="ffs", about=about, subject="tt", details=("exit",))
        assert "{" not in question(mab(), entry)
    only = questions(mab(), compared(), answered(), offer="tm")
    assert only.rows
    assert all(row.offer == "tm" for row in only.rows)


def test_amounts_are_those_of_the_answers() -> None:
    found = answered().over_trials
    assert found is not None
    first = worth(mab(), compared(), answered()).rows[0]
    assert first.cells[2].key == found.worths[0].costs
    pair = pairs(mab(), compared(), answered()).rows[0]
    assert pair.cells[2].key == abs(found.pairs[0].mean)
    best = acceptance(mab(), answered()).rows[0]
    assert sum(float(cell.key or 0) for cell in best.cells[1:]) == pytest.approx(1)


@pytest.mark.parametrize("trials", [0, TRIALS])
@pytest.mark.parametrize("offers", [0, 1, 4])
def test_small_cases_have_answers_too(trials: int, offers: int) -> None:
    plain_case = deepcopy(DOCUMENT)
    plain_case["offers"] = plain_case["offers"][:offers]
    plain_case["case"].pop("award", None)
    case = document.read(plain_case)
    comparison = compare(case, trials=trials)
    for sheet in answer_sheets(case, comparison, answers(case, trials=trials)):
        assert whole(sheet)
        assert as_text(sheet)


def test_a_certain_case_has_answers_too() -> None:
    case = document.read(example("tablet-certain"))
    for sheet in answer_sheets(case, compare(case, trials=TRIALS), answers(case, trials=TRIALS)):
        assert whole(sheet)


def test_supplier_text_stays_data() -> None:
    case = changed(mab(), {"offers[ffs].terms[0].title": "{boom} <b>", "offers[ffs].risks[0].title": "{x}"})
    found = answers(case, trials=64)
    for sheet in answer_sheets(case, compare(case, trials=64), found):
        assert whole(sheet)
    assert input_title(case, "offers.ffs.terms[0].unit_price") == "{boom} <b>: unit price"


def test_values_are_written_with_their_units() -> None:
    assert input_value(mab(), "fx.EUR", 1.2, EN) == "1.2000"
    assert input_value(mab(), "gates.Approval", 0.25, EN) == "25\u00a0%"
    assert input_value(mab(), "demand", 0.5, EN, factor=True) == "0.50 ×"
    assert input_value(mab(), "cost_of_delay_per_month", 900000, EN) == "900,000 USD"
    assert input_value(mab(), "offers.tm.terms[0].hours", 6400, EN) == "6,400"
    assert input_value(mab(), "offers.ffs.terms[8].rate", 0.1, EN) == "10.0\u00a0%"


def test_a_difference_in_words() -> None:
    dearer = changed(mab(), {"offers[hybrid].terms[per_batch].tiers[0].price": 1600000})
    before, after = compare(mab(), trials=0), compare(dearer, trials=0)
    found = differences(mab(), dearer, before, after)
    assert "The recommendation changes from F Castell to D Castell." in found[0].note
    assert "F Castell becomes" in found[0].note
    assert found[1].rows[0].cells[1].text == "Committed batch price"
    same = differences(mab(), mab(), before, before)
    assert len(same) == 1
    assert "The recommendation stays: F Castell." in same[0].note
    assert "No offer's present cost moves." in same[0].note


def test_json_md_names_every_key() -> None:
    text = (Path(__file__).parents[2] / "JSON.md").read_text("utf-8")
    made: dict[str, Any] = as_json(compared())
    made["answers"] = plain(answered())
    made["against"] = plain(difference(compared(), compared()))
    ids = {offer.id for offer in mab().offers} | {gate.name for gate in mab().brief.gates}
    ids |= {found.name for found in mab().brief.stresses}
    missing = sorted(key for key in _keys(made, ids) if f"`{key}`" not in text and f"`{key}[" not in text)
    assert missing == []


FREE = (
    "by_category",
    "by_year",
    "yearly",
    "by_term",
    "present_by_term",
    "gaps",
    "crossovers",
    "jumps",
    "register_by_category",
    "terms",
)
OURS = ("gaps", "register_by_category", "terms")  # whose items are records


def _keys(node: Any, ids: set[str]) -> set[str]:
    """Return all keys that are ours; those under which cases name their own things are left out."""
    if isinstance(node, list):
        return {key for item in node for key in _keys(item, ids)}
    if not isinstance(node, dict):
        return set()
    found = set()
    for key, item in node.items():
        if key not in ids:
            found.add(key)
        below = [item] if key not in FREE or not isinstance(item, dict) else list(item.values()) if key in OURS else []
        found |= {name for part in below for name in _keys(part, ids)}
    return found
