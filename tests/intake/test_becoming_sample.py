"""The sample's files, imported into its brief, give the figures of the whole case."""

import json
from pathlib import Path
from typing import Any

import pytest

from cdmo_desk import resource
from cdmo_desk.document import Case, read_text
from cdmo_desk.document import read as read_document
from cdmo_desk.evaluation.basecase import base_figures, stress_figures
from cdmo_desk.evaluation.levelling import plugs
from cdmo_desk.intake import Quote
from cdmo_desk.intake.becoming import Accepted, accept
from cdmo_desk.intake.worker import parse
from cdmo_desk.programme.likely import likely

FIGURES = {
    "ffs": (84280298.31980859, 84280298.31980856, 56119508.045965664),
    "tm": (83645521.05588737, 86345521.05588737, 57629384.98597633),
    "rs": (96091438.02196784, 100091438.02196787, 66693405.27885885),
    "dedicated": (69785656.96290193, 70685656.96290192, 49187165.312515974),
    "flexible": (100606683.74757126, 108276914.72777957, 71262308.15793258),
    "hybrid": (73133457.32891974, 74033457.32891974, 49150991.3839378),
    "inhouse": (138465236.20452008, 157365236.20452008, 122869089.69144025),
}
STRESS = {
    "ffs": (7384717.5, 0.0),
    "tm": (6740989.248484848, 0.0),
    "rs": (5096217.948717949, 0.0),
    "dedicated": (25078423.541038465, 13339074.084689258),
    "flexible": (8958136.912280701, 949884.8684210525),
    "hybrid": (9352044.253904762, 2705104.697142857),
    "inhouse": (39325000.0, 0.0),
}


@pytest.fixture(scope="module")
def quotes() -> dict[str, list[Quote]]:
    folder = resource.path("sample")
    manifest = json.loads((folder / "manifest.json").read_text())
    return {offer["id"]: [parsed(folder / name) for name in offer["files"]] for offer in manifest["offers"]}


@pytest.fixture(scope="module")
def accepted(quotes: dict[str, list[Quote]]) -> dict[str, list[Accepted]]:
    return imported(quotes, backwards=False)


def parsed(path: Path) -> Quote:
    """Read a file in this process: a process for each would take most of the time."""
    quote = parse(path)
    assert isinstance(quote, Quote)
    return quote


def brief() -> Case:
    return read_text((resource.path("sample") / "mab-launch.json").read_bytes())


def imported(quotes: dict[str, list[Quote]], *, backwards: bool) -> dict[str, list[Accepted]]:
    made: dict[str, list[Accepted]] = {}
    case = brief()
    for name, files in quotes.items():
        offer: dict[str, Any] | None = None
        for quote in reversed(files) if backwards else files:
            made.setdefault(name, []).append(accept(quote, case.brief, offer, offer_id=name))
            offer = made[name][-1].offer
    return made


def case_of(accepted: dict[str, list[Accepted]]) -> Case:
    return read_document({**brief().document, "offers": [steps[-1].offer for steps in accepted.values()]})


def test_the_figures_are_those_of_the_case(accepted: dict[str, list[Accepted]]) -> None:
    case = case_of(accepted)
    assert not case.warnings
    gaps, scenario = plugs(case.brief, case.offers), likely(case.brief)
    assert [offer.id for offer in case.offers] == list(FIGURES)
    fails = next(stress for stress in case.brief.stresses if stress.name == "Phase III fails")
    for offer in case.offers:
        made = base_figures(case.brief, offer, gaps[offer.id], scenario)
        assert (made.cash, made.cost, made.present_cost) == pytest.approx(FIGURES[offer.id], rel=1e-9), offer.id
        stressed = stress_figures(case.brief, offer, gaps[offer.id], (fails,))[0]
        assert (stressed.cash, stressed.commitment) == pytest.approx(STRESS[offer.id], rel=1e-9), offer.id
    sources = {name: {item: plug.source for item, plug in items.items()} for name, items in gaps.items()}
    assert sources["flexible"] == {"ppq": "own option", "stability": "estimate", "exit": "estimate"}
    assert sources["rs"] == {"stability": "estimate", "exit": "estimate"}


def test_every_estimate_keeps_its_range_and_its_driver(accepted: dict[str, list[Accepted]]) -> None:
    for name, offer in ((offer.id, offer) for offer in case_of(accepted).offers):
        driven = [
            term for term in offer.terms if getattr(getattr(term, "amount", None), "driver", None) == "resin price"
        ]
        assert len(driven) == 1, name
        assert len(offer.risks) == (0 if name == "inhouse" else 5)
        assert all(risk.driver == "resin shortage" for risk in offer.risks if risk.category == "supply_chain")


def test_nothing_in_it_needs_an_answer(quotes: dict[str, list[Quote]], accepted: dict[str, list[Accepted]]) -> None:
    doubts = [m for files in quotes.values() for quote in files for m in quote.messages if m.severity != "info"]
    doubts += [m for steps in accepted.values() for step in steps for m in step.messages if m.severity != "info"]
    assert doubts == []
    assert all(total.agrees for files in quotes.values() for quote in files for total in quote.totals)
    assert [bool(files[0].lines) for files in quotes.values()] == [True] * 7
    assert [bool(files[1].terms_rows) for files in quotes.values()] == [True] * 7


def test_files_may_come_in_any_order(quotes: dict[str, list[Quote]], accepted: dict[str, list[Accepted]]) -> None:
    other = imported(quotes, backwards=True)
    for name, steps in accepted.items():
        assert other[name][-1].offer == steps[-1].offer
        assert accept(quotes[name][0], brief().brief, steps[-1].offer, offer_id=name).offer == steps[-1].offer


def test_every_line_counts_once_and_has_a_reason(accepted: dict[str, list[Accepted]]) -> None:
    for steps in accepted.values():
        offer, placed = steps[-1].offer, steps[-1].placed
        assert {line["id"] for line in offer["lines"]} == set(placed)
        terms = {term["id"] for term in offer["terms"]}
        for line in offer["lines"]:
            becomes = line["becomes"]
            assert ("term" in becomes) != ("set_aside" in becomes)
            assert becomes.get("term") in terms | {None}
        charged = [term for term in offer["terms"] if term["type"] == "deliverable" and term.get("scope") == "tt"]
        named = {line["becomes"].get("term") for line in offer["lines"]}
        assert all(term["id"] in named for term in charged)
