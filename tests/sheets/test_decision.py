"""The first page says what the figures support, and nothing else."""

from dataclasses import replace
from typing import Any

import pytest

from cdmo_desk.evaluation.results import Comparison
from cdmo_desk.sheets.decision import decision
from cdmo_desk.sheets.sheet import plain
from tests.sheets.samples import document, evaluated, sample


def heads(found: tuple[Any, ...]) -> list[str]:
    """Return the reasons in short."""
    return [reason.head for reason in found]


def moved(comparison: Comparison, name: str, by: float) -> Comparison:
    """Return a comparison in which an offer's expected present cost is another."""
    offer = comparison.offers[name]
    assert offer.risk is not None
    spread = replace(offer.risk.present_cost, mean=offer.risk.present_cost.mean + by)
    changed = replace(offer, risk=replace(offer.risk, present_cost=spread))
    return replace(comparison, offers={**comparison.offers, name: changed})


def test_the_page_asks_for_the_offer_that_the_rule_gives() -> None:
    case, comparison = sample()
    words = decision(case, comparison)
    assert words.offer == comparison.recommendation.offer == comparison.ranking[0]
    assert "Approve the award of Tablet T-1, 2027 to 2029, to " in plain(words.asks)
    assert "budget 20.0\u00a0M\u00a0USD" in plain(words.asks)
    assert "gives " in words.rule


def test_it_costs_least_only_where_it_does() -> None:
    case, comparison = sample()
    first, second = comparison.ranking
    assert heads(decision(case, comparison).reasons)[0] == "It costs least."
    dearer = moved(comparison, first, 1e9)
    assert "It costs least." not in heads(decision(case, dearer).reasons)
    assert second in comparison.offers


def test_bad_cases_are_bearable_only_where_the_budget_mostly_holds() -> None:
    case, comparison = sample()
    name = comparison.ranking[0]
    risk = comparison.offers[name].risk
    assert risk is not None
    for share, is_said in ((0.05, True), (0.5, False)):
        offer = replace(comparison.offers[name], risk=replace(risk, over_budget=share))
        made = replace(comparison, offers={**comparison.offers, name: offer})
        assert ("Its bad cases are bearable." in heads(decision(case, made).reasons)) is is_said


def test_it_commits_little_only_where_little_is_owed() -> None:
    case, comparison = sample()
    name = comparison.ranking[0]
    risk = comparison.offers[name].risk
    assert risk is not None
    for owed, is_said in ((0.0, True), (9e6, False)):
        stop = replace(risk.stops["Readout"], commitment=owed)
        offer = replace(comparison.offers[name], risk=replace(risk, stops={"Readout": stop}))
        made = replace(comparison, offers={**comparison.offers, name: offer})
        said = heads(decision(case, made).reasons)
        assert any(head.startswith("It commits l") for head in said) is is_said


def test_cash_and_cost_that_disagree_are_said_first() -> None:
    case, comparison = sample()
    assert not any("disagree" in text for text in decision(case, comparison).first)
    other = comparison.ranking[1]
    rule = replace(comparison.recommendation, by_cash=other)
    assert decision(case, replace(comparison, recommendation=rule)).first[0].startswith("Cash and cost disagree")


def test_a_person_who_decided_otherwise_is_named_with_the_reason() -> None:
    plain_document = document()
    plain_document["case"]["award"] = {"offer": "borough", "reason": "Second source."}
    case, comparison = evaluated(plain_document)
    words = decision(case, comparison)
    assert words.offer == "borough"
    assert any("a person decided for B Borough" in text and "Second source." in text for text in words.first)


@pytest.mark.parametrize("trials", [0, 100])
def test_no_offer_at_all(trials: int) -> None:
    plain_document = document()
    plain_document["offers"] = []
    words = decision(*evaluated(plain_document, trials))
    assert words.offer is None
    assert plain(words.asks) == "Nothing can be awarded yet. No offer has been received."
    assert not words.reasons
    assert not words.others
    assert not words.changes


def test_no_ranked_offer() -> None:
    plain_document = document()
    plain_document["case"]["must_haves"] = ["cell_and_gene"]
    words = decision(*evaluated(plain_document, 50))
    assert words.offer is None
    assert "A Acme, B Borough and C Cheap lack: Cell and gene therapy" in plain(words.asks)


def test_one_offer_is_compared_with_nothing() -> None:
    plain_document = document()
    plain_document["offers"] = plain_document["offers"][:1]
    words = decision(*evaluated(plain_document, 50))
    assert "Only one offer is ranked: nothing is compared with it." in words.first
    assert "It costs least." not in heads(words.reasons)
    assert words.changes == ()


def test_without_a_simulation_the_page_says_so_and_speaks_of_no_chance() -> None:
    case, comparison = sample(0)
    words = decision(case, comparison)
    assert any("No simulation was run" in text for text in words.first)
    said = " ".join([*(reason.says for reason in words.reasons), words.changes_note, *words.others])
    assert "of cases" not in said
    assert "bad case" not in plain(words.asks)


def test_stress_tests_that_change_the_answer_are_named() -> None:
    case, comparison = sample()
    first, second = comparison.ranking
    cheap = replace(comparison.offers[second].stress["Demand halves"], present_cost=0.0)
    offer = replace(comparison.offers[second], stress={**comparison.offers[second].stress, "Demand halves": cheap})
    made = replace(comparison, offers={**comparison.offers, second: offer})
    assert ("Demand halves", second) in [(change.when, change.then) for change in decision(case, made).changes]
    assert first == made.ranking[0]


def test_what_it_rests_on_names_plugs_rates_and_unsourced_inputs() -> None:
    plain_document = document()
    plain_document["offers"] = plain_document["offers"][:1]
    said = " ".join(decision(*evaluated(plain_document, 50)).rests_on)
    assert "1 gap in the offer: Transfer out" in said
    assert "EUR at 1.1000 USD" in said
    assert "no source" in said


def test_the_cheapest_headline_is_answered() -> None:
    plain_document = document()
    plain_document["case"]["award"] = {"offer": "borough", "reason": "Second source."}
    words = decision(*evaluated(plain_document, 50))
    assert any(text.startswith("A Acme states the least") for text in words.others)


@pytest.mark.parametrize("rule", ["lowest_p90", "weighted"])
def test_other_rules_give_their_own_reasons(rule: str) -> None:
    plain_document = document()
    plain_document["case"]["award_rule"] = {"rule": rule, "price_weight": 0.5, "fixed_on": "2026-10-02"}
    words = decision(*evaluated(plain_document))
    wanted = {"lowest_p90": "Its bad case costs least.", "weighted": "It has the most points."}[rule]
    assert heads(words.reasons)[0] == wanted
    assert "was fixed on 2 October 2026, and gives " in words.rule
