"""What-ifs, named scenarios and differences: the right input moves, and a wrong path is told."""

from copy import deepcopy
from typing import Any

import pytest

from cdmo_desk import document
from cdmo_desk.document import Case
from cdmo_desk.evaluation import compare
from cdmo_desk.evaluation.answers import changed, present_value, scenario
from cdmo_desk.evaluation.difference import difference
from cdmo_desk.problem import Refused
from tests.conftest import example


def case(**fields: Any) -> Case:
    plain = deepcopy(example("mab-launch"))
    plain["case"] |= fields
    return document.read(plain)


@pytest.mark.parametrize(
    ("path", "value", "found"),
    [
        ("discount_rate", 0.08, lambda made: made.brief.discount_rate == 0.08),
        ("case.discount_rate", 0.08, lambda made: made.brief.discount_rate == 0.08),
        ("case.gates[Approval].probability", 0.5, lambda made: made.brief.gates[1].probability == 0.5),
        ("gates.Phase III readout.probability", 0.5, lambda made: made.brief.gates[0].probability == 0.5),
        ("fx.EUR.rate", 1.5, lambda made: made.brief.fx["EUR"].rate == 1.5),
        ("demand[2]", 9, lambda made: made.brief.demand[2].likely == 9),
        ("demand.2", 9, lambda made: made.brief.demand[2].likely == 9),
        ("scope[tt].estimate", 5, lambda made: made.brief.scope[0].estimate.likely == 5),
        ("offers[hybrid].terms[per_batch].tiers[0].price", 7, lambda made: made.offers[5].terms[5].tiers[0].price == 7),
        ("offers[5].payment_days", 10, lambda made: made.offers[5].payment_days == 10),
        ("budget", None, lambda made: made.brief.budget is None),
        ("demand", {"times": 2}, lambda made: made.brief.demand[1].high == 32),
        (
            "offers[ffs].terms[materials_per_batch].amount",
            {"times": 2},
            lambda made: made.offers[0].terms[7].amount.high == 760000 and made.offers[0].terms[7].amount.driver,
        ),
    ],
)
def test_a_change_reaches_its_input(path: str, value: Any, found: Any) -> None:
    plan = case()
    before = deepcopy(plan.document)
    assert found(changed(plan, {path: value}))
    assert plan.document == before


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"": 1}, "not a path"),
        ({"a..b": 1}, "not a path"),
        ({"gates[Nobody].probability": 1}, "the list has no 'Nobody'"),
        ({"demand[99]": 1}, "the list has no '99'"),
        ({"nowhere.at.all": 1}, "there is no 'nowhere'"),
        ({"discount_rate.deeper": 1}, "nothing lies below"),
        ({"discount_rat": 0.1}, "not a known field"),
        ({"offers[ffs].terms[0].unit_pric": 1}, "not a known field"),
        ({"discount_rate": "high"}, "must be a number"),
        ({"gates[0].probability": 2}, "at most 1"),
        ({"title": {"times": 2}}, "holds no number"),
        ({"demand": {"times": "twice"}}, "which is no number"),
        ({"gates[0].quarter": 99}, "beyond the horizon"),
    ],
)
def test_a_wrong_change_is_refused_in_a_sentence(changes: dict[str, Any], says: str) -> None:
    with pytest.raises(Refused, match=says):
        changed(case(), changes)


def test_all_wrong_changes_are_told_at_once() -> None:
    with pytest.raises(Refused) as refused:
        changed(case(), {"gates[x].quarter": 1, "demand[77]": 1})
    assert len(refused.value.problems) == 2


def test_present_values_are_those_of_the_document() -> None:
    assert present_value(case(), "fx.EUR.rate") == 1.09
    assert present_value(case(), "demand[0]") == [4, 8, 8]
    assert present_value(case(), "award_rule") is None


def test_named_scenarios_are_kept_in_the_document_and_applied() -> None:
    plan = case(scenarios=[{"name": "Fast", "changes": {"demand": {"times": 1.5}, "discount_rate": 0.09}}])
    fast = scenario(plan, "Fast")
    assert fast.brief.discount_rate == 0.09
    assert fast.brief.demand[0].likely == 12
    with pytest.raises(Refused, match="it has Fast"):
        scenario(plan, "Slow")


def test_two_scenarios_of_one_name_are_refused() -> None:
    with pytest.raises(Refused, match="stands 2 times"):
        case(scenarios=[{"name": "Fast", "changes": {}}, {"name": "Fast", "changes": {}}])


def test_a_difference_tells_what_moved_and_nothing_else() -> None:
    before = case()
    dearer = changed(before, {"offers[hybrid].terms[per_batch].tiers[0].price": 1600000})
    found = difference(compare(before, trials=0), compare(dearer, trials=0))
    assert found.recommended_before == "hybrid"
    assert found.recommended_after == "dedicated"
    assert found.choice_changes
    assert list(found.offers["hybrid"].terms) == ["terms[5]"]
    assert found.offers["hybrid"].rank.before == 1
    assert found.offers["hybrid"].mean.by is not None
    assert found.offers["hybrid"].mean.by > 0
    assert all(entry.mean.by == 0 and not entry.terms for name, entry in found.offers.items() if name != "hybrid")


def test_offers_that_come_and_go_are_told() -> None:
    before = case()
    plain = deepcopy(before.document)
    plain["offers"][0]["id"] = "another"
    found = difference(compare(before, trials=0), compare(document.read(plain), trials=0))
    assert found.offers["ffs"].state == "gone"
    assert found.offers["another"].state == "new"
    assert found.offers["tm"].state == "kept"
    assert found.offers["ffs"].mean.by is None
