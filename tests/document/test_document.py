"""Case documents are read whole, with all their problems at once, and never altered."""

import json
from copy import deepcopy
from typing import Any

import pytest

from cdmo_desk import document
from cdmo_desk.contract.offer import TERMS
from cdmo_desk.problem import Refused
from tests.conftest import example

NAMES = ["mab-launch", "adc-first-in-human", "tablet-certain"]


def problems(plain: Any) -> dict[str, str]:
    with pytest.raises(Refused) as refused:
        document.read(plain)
    return {problem.place: problem.says for problem in refused.value.problems}


@pytest.mark.parametrize("name", NAMES)
def test_examples_read_without_a_warning_and_unaltered(name: str) -> None:
    plain = example(name)
    untouched = deepcopy(plain)

    case = document.read(plain)

    assert case.warnings == ()
    assert case.document == untouched
    assert json.loads(document.text(case.document)) == untouched


def test_all_problems_are_named_at_once_by_their_place() -> None:
    plain = example("mab-launch")
    offers = plain["offers"]
    del offers[0]["terms"][0]["unit_price"]
    offers[0]["terms"][1]["quarter"] = 99
    offers[0]["terms"][3]["unit_price"] = [3, 2, 1]
    offers[0]["terms"].append({"type": "barter"})
    offers[0]["terms"].append({"title": "no type"})
    offers[0]["terms"].append({"type": "milestone", "amount": 5, "gate": "No such gate"})
    offers[1]["currency"] = "GBP"
    offers[2]["risks"][0]["probability"] = 1.5
    offers[2]["valid_until"] = "2027-02-30"
    plain["case"]["budget"] = "a lot"

    assert problems(plain) == {
        "case.budget": "must be a number, not 'a lot'",
        "offers[0].terms[0].unit_price": "is missing",
        "offers[0].terms[1].quarter": "quarter 99 lies beyond the horizon, whose last quarter is 23",
        "offers[0].terms[3].unit_price": "must ascend: low 3 <= likely 2 <= high 1 ([3, 2, 1])",
        "offers[0].terms[13]": f"is of an unknown type, 'barter'; known are {', '.join(TERMS)}",
        "offers[0].terms[14]": "has no type",
        "offers[0].terms[15].gate": "no gate is named 'No such gate'",
        "offers[1].currency": "the case has no rate of exchange for 'GBP'; add it to case.fx",
        "offers[2].risks[0].probability": "must be at most 1, not 1.5",
        "offers[2].valid_until": "is not a day of the calendar ('2027-02-30')",
    }


@pytest.mark.parametrize(
    ("path", "value", "place", "words"),
    [
        (("case", "horizon_years"), 2.5, "case.horizon_years", "whole number"),
        (("case", "horizon_years"), 0, "case.horizon_years", "at least 1"),
        (("case", "currency"), "usd", "case.currency", "ISO 4217"),
        (("case", "demand"), [-1], "case.demand[0]", "negative"),
        (("case", "demand_correlation"), 1.01, "case.demand_correlation", "at most 1"),
        (("case", "gates"), [{"name": "A", "quarter": 1, "probability": 0.5}] * 2, "case.gates", "unique"),
        (("case", "stresses"), [{"name": "S", "stop_at_gate": "?"}], "case.stresses[0].stop_at_gate", "no gate"),
        (("case", "award"), {"offer": "nobody"}, "case.award.offer", "no offer"),
        (("offers", 0, "id"), "tm", "offers", "unique"),
        (("offers", 0, "output_per_batch"), [0, 1, 2], "offers[0].output_per_batch", "at least"),
        (("offers", 0, "payment_days"), True, "offers[0].payment_days", "must be a number"),
        (("offers", 0, "terms", 6, "tiers", 0, "from"), 1, "offers[0].terms[6].tiers", "start at 0"),
        (("offers", 0, "terms", 0, "scope"), "nothing", "offers[0].terms[0].scope", "no scope item"),
        (("offers", 1, "terms", 4, "amount"), -5, "offers[1].terms[4].amount", "at least 0"),
        (("offers", 3, "terms", 5, "batches_per_quarter"), 0, "offers[3].terms[5].batches_per_quarter", "above 0"),
        (("offers", 3, "terms", 5, "end"), 1, "offers[3].terms[5].end", "ends"),
        (("offers", 0, "escalation"), {"rate": 0.1, "index": "cpi"}, "offers[0].escalation.rate", "either"),
    ],
)
def test_each_fault_is_named(path: tuple[Any, ...], value: Any, place: str, words: str) -> None:
    plain = example("mab-launch")
    node = plain
    for part in path[:-1]:
        node = node[part]
    node[path[-1]] = value

    found = problems(plain)

    assert words in found[place]


def test_an_offer_has_a_cap_or_a_target_and_each_once() -> None:
    plain = example("adc-first-in-human")
    terms = plain["offers"][1]["terms"]
    terms.append({"type": "not_to_exceed", "amount": 1})
    terms.append({"type": "target_cost", "target": 1, "fee": 1, "sponsor_share": 0.5})

    found = problems(plain)

    assert "at most one" in found["offers[1].terms[6]"]
    assert "not both" in found["offers[1].terms"]


def test_lines_become_a_term_that_exists_or_are_set_aside_with_a_reason() -> None:
    plain = example("tablet-certain")
    line = {"description": "x", "basis": "priced"}
    plain["offers"][0]["terms"][0]["id"] = "val-1"
    plain["offers"][0]["lines"] = [
        {"id": "1", **line, "amount": "180000.00", "becomes": {"term": "val-1"}},
        {"id": "2", **line, "amount": 5.0, "becomes": {"set_aside": "twice in the file"}},
        {"id": "3", **line, "becomes": {"term": "gone"}},
        {"id": "3", **line, "becomes": {}},
        {"id": "5", **line, "amount": "1e5", "becomes": {"set_aside": "no"}},
    ]

    found = problems(plain)

    assert "text" in found["offers[0].lines[1].amount"]
    assert "decimal" in found["offers[0].lines[4].amount"]

    plain["offers"][0]["lines"] = plain["offers"][0]["lines"][:1] + plain["offers"][0]["lines"][2:4]
    found = problems(plain)
    assert "no term" in found["offers[0].lines[1].becomes.term"]
    assert "must name a term" in found["offers[0].lines[2].becomes"]
    assert "unique" in found["offers[0].lines"]


def test_what_is_odd_but_possible_is_a_warning() -> None:
    plain = example("tablet-certain")
    plain["comment"] = "kept"
    plain["x-mine"] = "kept too"
    plain["case"]["scope"][0]["colour"] = "blue"
    plain["offers"][0]["terms"][0]["x-note"] = 1
    plain["offers"][0]["terms"][1]["end"] = 9
    plain["case"]["budget"] = None

    case = document.read(plain)

    assert case.brief.budget is None
    assert {(warning.place, warning.says) for warning in case.warnings} == {
        ("comment", "is not a known key; it is kept and ignored"),
        ("case.scope[0].colour", "is not a known field; it is kept and ignored"),
        ("offers[0].terms[1].end", "runs past the horizon; what comes later is left out"),
    }


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        ("[]", "format is no object"),
        ('{"format": "other/thing"}', "'other/thing'"),
        ('{"format": "cdmo-desk/case", "version": 2}', "newer CDMO Desk"),
        ('{"format": "cdmo-desk/case", "version": "1"}', "whole number"),
        ('{"format": "cdmo-desk/case", "version": 1, "version": 1}', "stands twice"),
        ('{"format": "cdmo-desk/case", "version": 1, "x": NaN}', "NaN is not a number"),
        ('{"format": "cdmo-desk/case", "version": 1}', "case: must be an object"),
        ('{"format": "cdmo-desk/case", "version": 1, "case": {}, "offers": {}}', "offers: must be a list"),
        ("[" * 100_000, "nested too deeply"),
        ('{"format": ' + "9" * 5000 + "}", "number too long"),
    ],
)
def test_what_is_not_a_case_document_is_refused_in_a_sentence(text: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        document.read_text(text)


def test_text_that_is_not_utf_8_is_refused() -> None:
    with pytest.raises(Refused, match="not UTF-8"):
        document.read_text(b"\xff\xfe{\x00")


def test_the_schema_names_every_term_and_explains_its_fields() -> None:
    schema = document.schema()
    definitions = schema["$defs"]

    kinds = {made["properties"]["type"]["const"] for made in definitions.values() if "type" in made["properties"]}

    assert kinds == set(TERMS)
    assert "Unit: quarters" in definitions["Reservation"]["properties"]["notice_quarters"]["description"]
    assert schema["required"] == ["format", "version", "case", "offers"]


def test_a_record_altered_in_place_is_read_anew() -> None:
    plain = example("tablet-certain")
    before = document.read(plain).brief.title
    plain["case"]["title"] = f"{before}, later"
    assert document.read(plain).brief.title == f"{before}, later"


def test_equal_is_not_enough_for_a_record_to_be_taken_as_read() -> None:
    plain = example("tablet-certain")
    first = plain["offers"][0]
    first["terms"].append({"type": "milestone", "title": "Kick-off", "amount": 1, "quarter": 1})
    document.read(plain)
    first["terms"][-1]["quarter"] = True  # equal to 1, and no number of a quarter
    assert list(problems(plain)) == [f"offers[0].terms[{len(first['terms']) - 1}].quarter"]
