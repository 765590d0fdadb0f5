"""The range of a weight within which the leader leads, against trying weights one by one."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cdmo_desk import document
from cdmo_desk.document import Case
from cdmo_desk.evaluation.scorecard import score
from cdmo_desk.evaluation.stability import stability
from tests.conftest import example

POINTS = st.one_of(st.none(), st.integers(0, 10).map(lambda half: half / 2))


def made(weights: list[int], scores: list[list[float | None]]) -> Case:
    case = document.read(example("adc-first-in-human"))
    first = document.read(
        example("adc-first-in-human")
        | {
            "case": example("adc-first-in-human")["case"]
            | {
                "must_haves": [],
                "criteria": [{"id": f"c{n}", "title": "x", "weight": w} for n, w in enumerate(weights)],
            }
        }
    )
    offers = tuple(
        replace(
            case.offers[0],
            id=f"o{place}",
            scores={f"c{n}": value for n, value in enumerate(row) if value is not None},
            evaluations=(),
        )
        for place, row in enumerate(scores)
    )
    return replace(first, offers=offers)


def shares(case: Case) -> dict[str, tuple[float, float]]:
    """Return the range of each weight as shares of all weights."""
    return {
        found.criterion: (
            0.0 if found.share_low is None else found.share_low,
            1.0 if found.share_high is None else found.share_high,
        )
        for found in stability(case.brief, case.offers)
    }


def leaders(case: Case, criterion: str, weight: float) -> set[str]:
    criteria = tuple(replace(found, weight=weight) if found.id == criterion else found for found in case.brief.criteria)
    brief = replace(case.brief, criteria=criteria)
    found = {offer.id: value for offer in case.offers if (value := score(brief, offer)) is not None}
    best = max(found.values(), default=0.0)
    return {name for name, value in found.items() if value > best - 1e-9}


def test_a_weight_that_turns_the_lead() -> None:
    # 0.6 x 5 + 0.4 x 1 = 3.4 against 0.6 x 3 + 0.4 x 3 = 3.0; equal where w x 2 = 40 x 2, at half of all weights
    case = made([60, 40], [[5, 1], [3, 3]])
    assert shares(case) == {
        "c0": (pytest.approx(0.5), 1.0),
        "c1": (0.0, pytest.approx(0.5)),
    }


def test_who_leads_everywhere_leads_at_any_weight() -> None:
    case = made([60, 40], [[5, 4], [3, 3]])
    assert shares(case) == {"c0": (0.0, 1.0), "c1": (0.0, 1.0)}


def test_nobody_leads_alone() -> None:
    case = made([60, 40], [[5, 4]])
    assert shares(case) == {}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(1, 50), min_size=2, max_size=3),
    st.lists(st.lists(POINTS, min_size=3, max_size=3), min_size=2, max_size=4),
)
def test_within_the_range_the_leader_leads_and_just_outside_it_does_not(
    weights: list[int], scores: list[list[float | None]]
) -> None:
    case = made(weights, [row[: len(weights)] for row in scores])
    found = shares(case)
    for criterion in case.brief.criteria:
        now = leaders(case, criterion.id, criterion.weight)
        if criterion.id not in found or len(now) != 1:
            continue
        others = sum(weights) - criterion.weight
        low, high = (share * others / (1 - share) if share < 1 else 1e6 for share in found[criterion.id])
        for share in (0.01, 0.5, 0.99):
            assert leaders(case, criterion.id, low + share * (high - low)) >= now
        if found[criterion.id][1] < 1:
            assert leaders(case, criterion.id, high * 1.001 + 1e-6) != now
        if low > 0.01:
            assert leaders(case, criterion.id, low * 0.999) != now
