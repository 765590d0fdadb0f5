"""Answers over trials, each checked by evaluating the document with the change written into it."""

from collections.abc import Callable
from copy import deepcopy
from functools import cache
from typing import Any

import numpy as np
import pytest

from cdmo_desk import document
from cdmo_desk.document import Case
from cdmo_desk.evaluation import compare
from cdmo_desk.evaluation.answers.collected import Answers, OverTrials, answers, at_likely
from cdmo_desk.evaluation.answers.flips import Flip
from cdmo_desk.evaluation.answers.questions import questions
from cdmo_desk.evaluation.answers.rehearsal import Rehearsal, rehearse
from cdmo_desk.evaluation.answers.reliance import foundation
from cdmo_desk.evaluation.answers.walkaway import WalkAway, walk_away
from cdmo_desk.evaluation.answers.worth import Worth
from cdmo_desk.evaluation.cautions import unsourced
from cdmo_desk.evaluation.statistics import figures, mean
from tests.conftest import example

TRIALS = 512


def altered(change: Callable[[dict[str, Any]], None]) -> Case:
    """Return the large example, made smaller, with its document changed in place."""
    plain = deepcopy(example("mab-launch"))
    plain["offers"] = [offer for offer in plain["offers"] if offer["id"] in ("ffs", "tm", "dedicated", "hybrid")]
    change(plain)
    return document.read(plain)


def offer(plain: dict[str, Any], name: str) -> dict[str, Any]:
    return next(found for found in plain["offers"] if found["id"] == name)


def term(plain: dict[str, Any], name: str, kind: str) -> dict[str, Any]:
    return next(found for found in offer(plain, name)["terms"] if found["type"] == kind)


@cache
def plan() -> Case:
    return altered(lambda _plain: None)


@cache
def rehearsal() -> Rehearsal:
    return rehearse(plan().brief, plan().offers, trials=TRIALS)


@cache
def whole() -> Answers:
    return answers(plan(), trials=TRIALS)


def over() -> OverTrials:
    found = whole().over_trials
    assert found is not None
    return found


def again(change: Callable[[dict[str, Any]], None]) -> Rehearsal:
    """Return the rehearsal of the changed document, from nothing."""
    case = altered(change)
    return rehearse(case.brief, case.offers, trials=TRIALS)


@pytest.mark.soak
def test_the_rehearsal_is_the_simulation_in_small() -> None:
    found = compare(plan(), trials=8192)
    for name, costs in rehearsal().present.items():
        risk = found.offers[name].risk
        assert risk is not None
        assert mean(costs, rehearsal().weights) == pytest.approx(risk.present_cost.mean, rel=0.02)
    assert over().leader == found.recommendation.offer


def test_an_unchanged_offer_costs_the_same_again() -> None:
    for found in rehearsal().ranked:
        assert np.array_equal(rehearsal().play(found), rehearsal().present[found.id])


def test_places_add_up_to_present_cost() -> None:
    for found in rehearsal().offers:
        total = sum(rehearsal().by_place(found).values(), np.zeros_like(rehearsal().present[found.id]))
        assert np.allclose(total, rehearsal().present[found.id], rtol=1e-9, atol=1e-3)


def priced(name: str, lever: str, at: float) -> Callable[[dict[str, Any]], None]:
    """Write a price into the document, as a supplier would."""

    def change(plain: dict[str, Any]) -> None:
        if lever == "fee":
            term(plain, name, "reservation")["fee_per_quarter"] = at
        elif lever == "rate":
            hours = {"Process scientist": 6400, "Analytical scientist": 3300, "Project management": 1600}
            now = (265 * 6400 + 240 * 3300 + 290 * 1600) / sum(hours.values())
            for found in offer(plain, name)["terms"]:
                if found["type"] == "labour":
                    found["rate"] *= at / now
        elif name == "dedicated":
            reserved, slots = term(plain, name, "reservation"), term(plain, name, "slots")
            factor = at / reserved["batch_price"]
            slots["price"] *= factor
            reserved["batch_price"] *= factor
            reserved["extra_batch_price"] *= factor
        else:
            tiers = term(plain, name, "per_batch")["tiers"]
            factor = at / tiers[0]["price"]
            for tier in tiers:
                tier["price"] *= factor

    return change


def walked(name: str, lever: str) -> WalkAway:
    return next(found for found in over().walk_away if (found.offer, found.lever) == (name, lever))


@pytest.mark.parametrize(
    ("name", "lever"),
    [("ffs", "batch_price"), ("tm", "batch_price"), ("dedicated", "batch_price"), ("dedicated", "fee")],
)
def test_just_below_its_walk_away_price_an_offer_wins_and_not_above(name: str, lever: str) -> None:
    found = walked(name, lever)
    assert found.at is not None
    assert found.change is not None
    assert found.change < 0
    assert found.rival == "hybrid"
    assert again(priced(name, lever, found.at * 0.999)).leader == name
    assert again(priced(name, lever, found.at * 1.001)).leader == "hybrid"


def test_just_above_its_walk_away_price_the_leader_loses_and_not_below() -> None:
    found = walked("hybrid", "batch_price")
    assert found.leads
    assert found.at is not None
    assert again(priced("hybrid", "batch_price", found.at * 0.999)).leader == "hybrid"
    assert again(priced("hybrid", "batch_price", found.at * 1.001)).leader == found.rival


def test_where_no_price_wins_even_nothing_does_not() -> None:
    found = walked("tm", "rate")
    assert found.at is None
    assert again(priced("tm", "rate", 0.0)).leader == "hybrid"
    discount = walked("ffs", "discount")
    assert discount.at is None

    def free(plain: dict[str, Any]) -> None:
        offer(plain, "ffs")["terms"].append({"type": "upfront_discount", "rate": 1})

    assert again(free).leader == "hybrid"


def test_all_prices_move_every_amount_in_the_offers_currency() -> None:
    found = walked("ffs", "all_prices")
    assert found.at is not None

    def cheaper(plain: dict[str, Any], at: float) -> None:
        for one in offer(plain, "ffs")["terms"]:
            if one["type"] == "deliverable":
                one["unit_price"] *= at
            elif one["type"] == "per_batch":
                one["tiers"] = [{**tier, "price": tier["price"] * at} for tier in one["tiers"]]
            elif one["type"] == "materials_per_batch":
                one["amount"] = {
                    key: number if key == "driver" else number * at for key, number in one["amount"].items()
                }
            elif one["type"] == "rebate":
                one["tiers"] = [{**tier, "from": tier["from"] * at} for tier in one["tiers"]]

    assert again(lambda plain: cheaper(plain, found.at * 0.999)).leader == "ffs"  # type: ignore[operator] # asserted
    assert again(lambda plain: cheaper(plain, found.at * 1.001)).leader == "hybrid"  # type: ignore[operator] # as above


def worth(name: str, place: str, part: str = "whole") -> Worth:
    return next(found for found in over().worths if (found.offer, found.place, found.part) == (name, place, part))


def struck(name: str, number: int, **fields: object) -> Callable[[dict[str, Any]], None]:
    return lambda plain: offer(plain, name)["terms"][number].update(fields)


@pytest.mark.parametrize(
    ("name", "number", "part", "fields"),
    [
        ("ffs", 8, "whole", {"rate": 0}),
        ("ffs", 10, "whole", {"tiers": [{"from": 1, "rate": 0}]}),
        ("ffs", 6, "tiers", {"tiers": [{"from": 0, "price": 1450000}]}),
        ("ffs", 7, "handling_fee", {"handling_fee": 0}),
        ("dedicated", 5, "exit", {"notice_quarters": 0, "termination_rate": 0, "termination_minimum": 0}),
        ("dedicated", 5, "resale", {"resale_rate": 0}),
        ("dedicated", 7, "whole", {"batches_per_year": 0}),
        ("dedicated", 8, "whole", {"amount": 0}),
        ("hybrid", 5, "all_units", {"all_units": False}),
        ("hybrid", 6, "make_up", {"make_up": False}),
        ("hybrid", 7, "whole", {"price": 0}),
    ],
)
def test_a_clause_is_worth_what_the_document_without_it_costs_less(
    name: str, number: int, part: str, fields: dict[str, object]
) -> None:
    found = worth(name, f"terms[{number}]", part)
    if part == "exit":
        fields = fields | {"termination_fee": 0}
    without = again(struck(name, number, **fields))
    here = figures(without.present[name], without.weights)
    assert found.mean_without == pytest.approx(here["mean"], rel=1e-9)
    assert found.cvar95_without == pytest.approx(here["cvar95"], rel=1e-9)
    assert found.costs == pytest.approx(found.mean - here["mean"], abs=1)


def test_a_clause_as_a_batch_price_costs_as_much_as_that_change_of_it() -> None:
    found = worth("ffs", "terms[7]", "handling_fee")
    assert found.batch_price is not None
    dearer = again(priced("ffs", "batch_price", 1450000 * (1 + found.batch_price)))
    # the rebate's bands bend the price a little
    assert mean(dearer.present["ffs"], dearer.weights) - found.mean == pytest.approx(found.costs, rel=0.05)


def flip(name: str, *, up: bool | None = None) -> Flip:
    return next(
        found
        for found in over().flips
        if found.input == name and (up is None or (found.move is not None and (found.move > 0) == up))
    )


def flips_beyond(name: str, write: Callable[[dict[str, Any], float], None], slack: float, *, up: bool) -> None:
    found = flip(name, up=up)
    assert found.at is not None
    step = slack * (found.at - found.now)
    assert again(lambda plain: write(plain, found.at - step)).leader == "hybrid"  # type: ignore[operator] # asserted
    assert again(lambda plain: write(plain, found.at + step)).leader == found.then  # type: ignore[operator] # as above


def test_a_rate_of_exchange_flips_the_choice_just_beyond() -> None:
    flips_beyond("fx.EUR", lambda plain, at: plain["case"]["fx"]["EUR"].update(rate=at), 0.005, up=True)


def test_demand_flips_the_choice_just_beyond() -> None:
    def write(plain: dict[str, Any], at: float) -> None:
        plain["case"]["demand"] = [[part * at for part in year] for year in plain["case"]["demand"]]

    flips_beyond("demand", write, 0.02, up=False)


def test_a_gate_flips_the_choice_just_beyond() -> None:
    flips_beyond(
        "gates.Phase III readout",
        lambda plain, at: plain["case"]["gates"][0].update(probability=at),
        0.15,
        up=False,
    )


def test_the_output_of_a_batch_flips_the_choice_just_beyond() -> None:
    def write(plain: dict[str, Any], at: float) -> None:
        offer(plain, "hybrid")["output_per_batch"] = [part * at / 4.2 for part in (3.8, 4.2, 4.5)]

    flips_beyond("offers.hybrid.output_per_batch", write, 0.01, up=False)


def test_materials_flip_the_choice_just_beyond() -> None:
    def write(plain: dict[str, Any], at: float) -> None:
        amount = term(plain, "hybrid", "materials_per_batch")["amount"]
        amount.update({key: amount[key] * at for key in ("low", "likely", "high")})

    flips_beyond("offers.hybrid.terms[8]", write, 0.005, up=True)


def stated(**fields: float) -> Callable[[dict[str, Any]], None]:
    return lambda plain: plain["case"].update(fields)


def test_what_does_not_flip_does_not_at_the_ends_of_its_range() -> None:
    assert flip("cost_of_delay_per_month").at is None
    for factor in (0.0, 3.0):
        assert again(stated(cost_of_delay_per_month=900000 * factor)).leader == "hybrid"
    assert flip("discount_rate").at is None
    for rate in (0.0, 0.33):
        assert again(stated(discount_rate=rate)).leader == "hybrid"


def test_flips_come_nearest_first() -> None:
    moves = [abs(found.move) for found in over().flips if found.move is not None]
    assert moves == sorted(moves)
    assert all(found.move is None for found in over().flips[len(moves) :])


def test_plugs_left_out_are_offers_without_gaps() -> None:
    without = {found.id: rehearsal().play(found, {}) for found in rehearsal().ranked}
    assert over().foundation.without_plugs == rehearsal().order(without)
    for name, entry in over().foundation.offers.items():
        held = mean(rehearsal().present[name], rehearsal().weights)
        assert entry.plugs == pytest.approx(1 - mean(without[name], rehearsal().weights) / held, abs=1e-9)


def test_a_source_for_everything_leaves_nothing_unsourced() -> None:
    def source(plain: dict[str, Any]) -> None:
        paths = ["demand", "net_sales", "gates", "cpi", "discount_rate", "slip_quarters", "fx.EUR", "fx.CHF", "scope"]
        paths += ["cost_of_delay_per_month", "shortfall_cost_per_unit"]
        paths += [f"offers.{found['id']}" for found in plain["offers"]]
        plain["case"]["assumptions"] = [{"path": path, "source": "protocol"} for path in paths]

    case = altered(source)
    found = foundation(rehearse(case.brief, case.offers, trials=64), at_likely(case).swings, unsourced(case))
    assert all(entry.unsourced == entry.unsourced_swing == 0 for entry in found.offers.values())
    assert all(0.5 < entry.unsourced_swing <= 1 for entry in over().foundation.offers.values())


def test_rank_correlation_tells_what_drives_the_cost() -> None:
    found = {swing.input: swing.rank_correlation for swing in whole().at_likely.swings["hybrid"]}
    gate = found["gates.Phase III readout"]
    assert gate is not None
    assert gate > 0.7
    demand = found["demand"]
    assert demand is not None
    assert demand > 0.1
    output = found["hybrid.offer.output_per_batch"]
    assert output is not None
    assert abs(output) < 0.3


def test_the_mass_on_the_map_is_all_of_the_trials() -> None:
    found = whole().at_likely.winners
    assert found is not None
    assert sum(found.mass) == pytest.approx(1)
    assert sum(found.wins) == pytest.approx(1)
    middle = sum(factor * mass for factor, mass in zip(found.factors, found.mass, strict=True))
    assert 0.8 < middle < 1.3


def test_an_answer_is_worth_something_only_where_it_can_turn_the_choice() -> None:
    def level(plain: dict[str, Any]) -> None:
        tied = walked("ffs", "batch_price")
        assert tied.at is not None
        priced("ffs", "batch_price", tied.at)(plain)

    case = altered(level)
    asked = questions(again(level), at_likely(case).swings)
    close = next(entry for entry in asked if (entry.offer, entry.subject) == ("ffs", "output_per_batch"))
    assert close.worth is not None
    assert close.swing is not None
    # two offers that tie: the gain is the mean of what is above or below, at most half the distance of the ends
    assert 0.1 * close.swing < close.worth < 0.5 * close.swing
    far = next(entry for entry in over().questions if (entry.offer, entry.subject) == ("ffs", "terms[8].rate"))
    assert far.worth == 0


def test_unknown_gaps_are_asked_first_and_missing_clauses_too() -> None:
    def unknown(plain: dict[str, Any]) -> None:
        plain["case"]["scope"].append({"id": "new", "title": "New work", "unit": "lump sum"})

    case = altered(unknown)
    asked = questions(rehearse(case.brief, case.offers, trials=64), at_likely(case).swings)
    assert [entry.about for entry in asked[:4]] == ["unknown_gap"] * 4
    assert any(entry.about == "clauses" for entry in asked)


@pytest.mark.parametrize("rule", ["lowest_p90", {"rule": "weighted", "price_weight": 0.6}])
def test_other_rules_flip_by_their_own_measure(rule: Any) -> None:
    def ruled(plain: dict[str, Any]) -> None:
        plain["case"]["award_rule"] = rule

    found = again(ruled)
    entry = next(one for one in walk_away(found) if one.offer == found.leader and one.lever == "batch_price")
    assert entry.at is not None

    def dearer(plain: dict[str, Any], at: float) -> None:
        ruled(plain)
        priced(entry.offer, "batch_price", at)(plain)

    assert again(lambda plain: dearer(plain, entry.at * 0.998)).leader == found.leader  # type: ignore[operator] # asserted
    assert again(lambda plain: dearer(plain, entry.at * 1.002)).leader == entry.rival  # type: ignore[operator] # as above


def test_one_offer_alone_has_no_rival() -> None:
    def one(plain: dict[str, Any]) -> None:
        plain["offers"] = plain["offers"][:1]

    found = answers(altered(one), trials=64).over_trials
    assert found is not None
    assert not found.walk_away
    assert not found.flips
    assert not found.pairs
    assert found.lead is None
    assert found.worths


def test_no_offer_at_all_has_no_answers() -> None:
    found = answers(altered(lambda plain: plain.update(offers=[])), trials=64)
    assert found.at_likely.winners is None
    assert found.over_trials is not None
    assert found.over_trials.leader is None
    assert found.over_trials.questions == ()
