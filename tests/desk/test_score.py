"""Scores of several evaluators, weights that were fixed, evidence and clauses: one request each, undone as one."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from cdmo_desk.desk import Desk
from cdmo_desk.problem import Refused
from tests.conftest import example

CASE = "adc-first-in-human"
DAY = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path / "library.sqlite", who="Marta", clock=lambda: DAY)
    plain = example(CASE)
    plain["case"]["criteria"] = [
        {"id": "quality", "title": "Quality", "weight": 60},
        {"id": "speed", "title": "Speed", "weight": 40},
    ]
    for offer in plain["offers"]:
        for name in ("scores", "evaluations", "clauses", "evidence", "sites"):
            offer.pop(name, None)
    made.store(plain, request="Test")
    return made


def offer(desk: Desk, place: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = desk.document(CASE)["offers"][place]
    return found


def test_the_score_is_the_mean_of_the_evaluators_and_undo_takes_both_back(desk: Desk) -> None:
    name = offer(desk)["id"]
    desk.put_scores(CASE, {(name, "quality"): 4}, evaluator="Marta")
    desk.put_scores(CASE, {(name, "quality"): 3}, evaluator="Jonas")
    assert offer(desk)["scores"] == {"quality": 3.5}
    desk.undo(CASE)
    assert offer(desk)["scores"] == {"quality": 4}
    assert [entry["evaluator"] for entry in offer(desk)["evaluations"]] == ["Marta"]
    desk.put_scores(CASE, {(name, "quality"): None}, evaluator="Marta")
    assert offer(desk)["scores"] == {}
    assert offer(desk)["evaluations"] == []


def test_a_score_agreed_without_evaluators_is_typed_and_gives_way_to_them(desk: Desk) -> None:
    name = offer(desk)["id"]
    desk.put_scores(CASE, {(name, "quality"): 2, (name, "speed"): 5})
    desk.put_scores(CASE, {(name, "quality"): 4}, evaluator="Marta")
    assert offer(desk)["scores"] == {"speed": 5, "quality": 4}
    with pytest.raises(Refused, match="that of Marta"):
        desk.put_scores(CASE, {(name, "quality"): 1})
    with pytest.raises(Refused, match=r"scores\.speed"):
        desk.put_scores(CASE, {(name, "speed"): 6})
    assert offer(desk)["scores"] == {"speed": 5, "quality": 4}


def test_a_block_of_scores_is_one_request(desk: Desk) -> None:
    first, second = (found["id"] for found in desk.document(CASE)["offers"][:2])
    before = desk.document(CASE)
    desk.put_scores(CASE, {(first, "quality"): 4, (second, "quality"): 3}, evaluator="Marta")
    desk.undo(CASE)
    assert desk.document(CASE) == before


def test_a_note_stands_with_its_score(desk: Desk) -> None:
    name = offer(desk)["id"]
    with pytest.raises(Refused, match="Type the score first"):
        desk.put_note(CASE, name, "quality", "Marta", "Saw the plant")
    desk.put_scores(CASE, {(name, "quality"): 4}, evaluator="Marta")
    desk.put_note(CASE, name, "quality", "Marta", " Saw the plant ")
    assert offer(desk)["evaluations"][0]["note"] == "Saw the plant"


def test_what_was_scored_for_a_criterion_goes_with_it(desk: Desk) -> None:
    name = offer(desk)["id"]
    desk.put_scores(CASE, {(name, "quality"): 4, (name, "speed"): 2}, evaluator="Marta")
    desk.put_criteria(CASE, [{"id": "quality", "title": "Quality", "weight": 1}])
    assert offer(desk)["scores"] == {"quality": 4}
    assert [entry["criterion"] for entry in offer(desk)["evaluations"]] == ["quality"]


def test_fixed_weights_change_with_a_reason_only_and_say_so(desk: Desk) -> None:
    desk.fix_rule(CASE)
    brief = desk.document(CASE)["case"]
    offers = len(desk.document(CASE)["offers"])
    assert brief["award_rule"]["fixed_on"] == "2026-11-20"
    assert (brief["award_rule"]["fixed_by"], brief["award_rule"]["offers_then"]) == ("Marta", offers)
    other = [criterion | {"weight": 50} for criterion in brief["criteria"]]
    with pytest.raises(Refused, match="needs a reason"):
        desk.put_criteria(CASE, other)
    for changed in ({"criteria": other}, {"award_rule": "lowest_p90"}, {"award_rule": None}):
        with pytest.raises(Refused, match="needs a reason"):
            desk.put_brief(CASE, brief | changed, request="Set it")
    desk.put_criteria(CASE, other, why="The board asked for it")
    rule = desk.document(CASE)["case"]["award_rule"]
    assert rule["changes"] == [{"on": "2026-11-20", "by": "Marta", "why": "The board asked for it"}]
    assert rule["fixed_on"] == "2026-11-20"
    with pytest.raises(Refused, match="fixed already"):
        desk.fix_rule(CASE)
    desk.put_brief(CASE, desk.document(CASE)["case"] | {"title": "Another"}, request="Set title")


def test_evidence_clauses_and_sites_are_set_and_taken_away(desk: Desk) -> None:
    name = offer(desk)["id"]
    desk.put_evidence(CASE, name, "references", {"says": "Three antibodies", "source": "Visit", "date": "2026-10-01"})
    desk.put_clause(CASE, name, "liability_cap", {"position": "12 months of fees", "text": ""})
    desk.put_sites(CASE, name, [{"name": "Basel", "country": "CH"}])
    desk.put_claim(CASE, name, "hpapi", has=True)
    found = offer(desk)
    assert found["evidence"][0]["for"] == "references"
    assert found["clauses"] == [{"topic": "liability_cap", "position": "12 months of fees"}]
    assert found["sites"] == [{"name": "Basel", "country": "CH"}]
    assert "hpapi" in found["capabilities"]
    desk.put_clause(CASE, name, "liability_cap", {"position": ""})
    desk.put_evidence(CASE, name, "references", None)
    assert offer(desk)["clauses"] == []
    assert offer(desk)["evidence"] == []
    with pytest.raises(Refused, match="no offer"):
        desk.put_sites(CASE, "nobody", [])
