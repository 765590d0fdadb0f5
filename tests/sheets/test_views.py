"""Every view gives a whole table whose figures are those of the evaluation."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from cdmo_desk.document import Case
from cdmo_desk.evaluation.results import Comparison
from cdmo_desk.sheets import (
    Sheet,
    as_text,
    assumptions,
    bridge,
    cautions,
    contracts,
    cost,
    demand,
    matrix,
    ranking,
    risk,
    scorecard,
    sources,
)
from cdmo_desk.sheets.changes import changes_sheet
from tests.sheets.samples import document, evaluated, sample

View = Callable[[Case, Comparison], Sheet]
VIEWS: tuple[View, ...] = (
    ranking.ranking,
    bridge.bridge,
    matrix.matrix,
    matrix.gaps,
    cost.by_category,
    cost.by_year,
    risk.spread,
    risk.present_spread,
    risk.stress,
    risk.commitment,
    risk.register,
    demand.crossovers,
    changes_sheet,
    scorecard.scorecard,
    contracts.contracts,
    assumptions.assumptions,
    sources.files,
    cautions.cautions,
)


def cell(sheet: Sheet, head: str, offer: str) -> tuple[str, Any]:
    """Return the text and the key of the row that starts with some words, in an offer's column."""
    place = [column.id for column in sheet.columns].index(offer)
    row = next(row for row in (*sheet.rows, *sheet.totals) if row.cells[0].text == head)
    return row.cells[place].text, row.cells[place].key


@pytest.mark.parametrize("trials", [0, 400])
@pytest.mark.parametrize("view", VIEWS)
def test_every_row_has_a_cell_a_column(view: View, trials: int) -> None:
    sheet = view(*sample(trials))
    assert all(len(row.cells) == len(sheet.columns) for row in (*sheet.rows, *sheet.totals))
    assert len({column.id for column in sheet.columns}) == len(sheet.columns)


@pytest.mark.parametrize("number", [0, 1, 2])
@pytest.mark.parametrize("view", VIEWS)
def test_views_hold_with_few_offers(view: View, number: int) -> None:
    plain = document()
    plain["offers"] = plain["offers"][:number]
    sheet = view(*evaluated(plain, 50))
    assert as_text(sheet, 100)


def test_the_ranking_has_all_offers_ranked_ones_first() -> None:
    case, comparison = sample()
    sheet = ranking.ranking(case, comparison)
    names = [row.offer for row in sheet.rows]
    assert sorted(names) == ["acme", "borough", "cheap", "own"]
    assert tuple(names[:2]) == comparison.ranking
    assert [sheet.cell(place, "rank").text for place in range(4)] == ["1", "2", "–", "–"]
    letters = {row.offer: row.cells[0].text.split(" ")[0] for row in sheet.rows}
    assert letters == {"acme": "A", "borough": "B", "cheap": "C", "own": "D"}
    assert "lacks" in sheet.cell(names.index("cheap"), "must").text
    assert sheet.cell(names.index("own"), "must").text == "reference"


def test_without_a_simulation_there_are_no_risk_figures() -> None:
    case, comparison = sample(0)
    sheet = ranking.ranking(case, comparison)
    for column in ("expected", "likely", "bad", "cheapest", "budget"):
        assert {sheet.cell(place, column).text for place in range(4)} == {"–"}


def test_the_bridge_adds_up_from_the_files_to_the_cost() -> None:
    case, comparison = sample()
    sheet = bridge.bridge(case, comparison)
    place = [column.id for column in sheet.columns].index("acme")
    values = [row.cells[place].key for row in sheet.rows]
    figures = [float(value) for value in values if value is not None]
    stated, arithmetic, volumes, contract, changes, supplier, plugs, own, cash, losses, total, discount, present = (
        figures
    )
    assert stated == pytest.approx(2300000 * 1.1)
    assert arithmetic == pytest.approx(100000 * 1.1)
    assert stated + arithmetic + volumes == pytest.approx(contract)
    assert contract + changes == pytest.approx(supplier)
    assert supplier + plugs + own == pytest.approx(cash)
    assert cash + losses == pytest.approx(total)
    assert total + discount == pytest.approx(present)
    assert contract == pytest.approx(comparison.offers["acme"].base.contract)


def test_an_offer_without_lines_states_nothing() -> None:
    sheet = bridge.bridge(*sample())
    assert cell(sheet, "Stated in the files", "borough") == ("–", None)


def test_why_stated_and_ours_differ_is_numbered_and_sums_to_the_bridge() -> None:
    case, comparison = sample()
    sheet = bridge.why(case, comparison, "acme")
    assert [row.cells[0].text for row in sheet.rows] == ["1", "2", "3"]
    assert sheet.rows[2].cells[-1].text == "Set aside: not in the scope"
    ours = sum(float(row.cells[4].key or 0) for row in sheet.rows)
    assert ours == pytest.approx(comparison.offers["acme"].base.contract)


def test_columns_of_the_matrix_add_up_to_the_contract() -> None:
    case, comparison = sample()
    sheet = matrix.matrix(case, comparison)
    for name in comparison.offers:
        place = [column.id for column in sheet.columns].index(name)
        above: float = 0
        for row in sheet.rows:
            if row.tone == "sum":
                break
            if row.cells[place].tone != "ours":
                above += float(row.cells[place].key or 0)
        assert above == pytest.approx(comparison.offers[name].base.contract)


def test_plugs_are_marked_as_ours() -> None:
    sheet = matrix.matrix(*sample())
    row = next(row for row in sheet.rows if row.cells[0].text == "Transfer out")
    by_offer = {column.id: row.cells[place] for place, column in enumerate(sheet.columns)}
    assert by_offer["acme"].tone == "ours"
    assert by_offer["acme"].text == "0.60\nmissing, ours"
    assert by_offer["borough"].text == "0.30"
    gaps = matrix.gaps(*sample())
    assert "our own should-cost" in {row.cells[-1].text for row in gaps.rows}


def test_a_gap_that_nobody_prices_is_said_on_every_total() -> None:
    plain = document()
    plain["case"]["scope"].append({"id": "dark", "title": "Dark store", "category": "storage", "unit": "year"})
    case, comparison = evaluated(plain, 50)
    sheet = ranking.ranking(case, comparison)
    for column in ("contract", "cash", "expected", "likely", "bad", "stops", "present"):
        assert all(sheet.cell(place, column).text.startswith(">") for place in range(4))
    assert "Dark store" in sheet.note
    bridged = bridge.bridge(case, comparison)
    for head in ("At our volumes", "Supplier cash", "Cash", "Cost", "Present cost"):
        assert cell(bridged, head, "acme")[0].startswith(">")
    assert cell(matrix.matrix(case, comparison), "Dark store", "acme")[0].startswith("unknown")


def test_expected_cost_by_category_is_the_simulations() -> None:
    case, comparison = sample()
    sheet = cost.by_category(case, comparison)
    risk_figures = comparison.offers["acme"].risk
    assert risk_figures is not None
    assert cell(sheet, "Cost", "acme")[1] == pytest.approx(risk_figures.cost.mean)
    assert cost.by_category(case, comparison, expected=False).id == "base"


def test_years_sum_to_the_cost() -> None:
    case, comparison = sample(0)
    sheet = cost.by_year(case, comparison)
    assert [column.title for column in sheet.columns] == ["Offer", "2027", "2028", "2029", "Cost"]
    for row in sheet.rows:
        assert float(row.cells[-1].key or 0) == pytest.approx(comparison.offers[row.offer].base.cost)


def test_the_register_shows_the_gain_of_a_mitigation() -> None:
    sheet = risk.register(*sample())
    first = sheet.rows[0]
    assert "Second source (adopted)" in [found.text for found in first.cells]
    before, after, price, gain = (float(first.cells[place].key or 0) for place in (4, 6, 7, 8))
    assert gain == pytest.approx(before - after - price)


def test_the_lowest_ranked_offer_of_a_stress_is_strong() -> None:
    case, comparison = sample()
    sheet = risk.stress(case, comparison)
    for row in sheet.rows:
        strong = [found for found in row.cells if found.tone == "strong"]
        ranked = [row.cells[1], row.cells[2]]
        assert strong == [min(ranked, key=lambda found: float(found.key or 0))]


def test_crossovers_stand_in_whichever_order_they_are_kept() -> None:
    case, comparison = sample()
    made = replace(comparison, crossovers={"borough|acme": (0.5,)}, jumps={})
    sheet = demand.crossovers(case, made)
    assert sheet.rows[0].cells[1].text == "0.50"
    assert demand.pair(made, "acme", "borough") == (0.5,)


def test_stretches_follow_from_signs_and_crossovers() -> None:
    _, comparison = sample()
    first = comparison.ranking[0]
    made = replace(comparison, crossovers={"acme|borough": (0.5, 1.5)})
    base = {name: made.offers[name].base.present_cost for name in made.ranking}
    cheapest = min(base, key=lambda name: base[name])
    other = next(name for name in made.ranking if name != cheapest)
    found = demand.stretches(made)
    assert [(stretch.low, stretch.high, stretch.offer) for stretch in found] == [
        (0.0, 0.5, other),
        (0.5, 1.5, cheapest),
        (1.5, 3.0, other),
    ]
    assert demand.stretches(replace(comparison, ranking=())) == ()
    assert demand.stretches(replace(comparison, ranking=(first,)))[0].offer == first


def test_the_scorecard_tells_missing_scores_and_claims() -> None:
    sheet = scorecard.scorecard(*sample())
    assert cell(sheet, "Capacity", "cheap")[0] == "missing"
    assert cell(sheet, "Must have: Solid dose", "acme")[0] == "claimed"
    assert cell(sheet, "Must have: Solid dose", "cheap")[0] == "no"


def test_assumptions_say_who_vouches_for_them() -> None:
    plain = document()
    plain["case"]["assumptions"] = [
        {"path": "case.demand", "source": "Forecast 7", "owner": "M. Lind", "date": "2026-10-01"},
        {"path": "offers.acme.ready_months", "source": "Their plan"},
    ]
    sheet = assumptions.assumptions(*evaluated(plain, 0))
    found = {row.cells[0].text: row for row in sheet.rows}
    assert [cell_.text for cell_ in found["Demand 2027"].cells[3:]] == ["Forecast 7", "M. Lind", "1 Oct 2026"]
    assert found["Discount rate"].cells[3].text == "assumption, unsourced"
    assert found["Ready after"].cells[3].text == "Their plan"


def test_lines_keep_their_cells_and_what_they_became() -> None:
    case, comparison = sample()
    sheet = sources.lines(case, comparison, "acme")
    assert sheet.rows[0].cells[0].text == "Stage 1"
    assert [found.text for found in sheet.rows[1].cells] == [
        "Prices F4",
        "Technology transfer",
        "1",
        "lump sum",
        "900,000.00",
        "900,000.00",
        "EUR",
        "priced",
        "Deliverable",
    ]
    assert sheet.rows[2].cells[-1].text == "set aside: not in the scope"
    files = sources.files(case, comparison)
    assert {row.cells[2].text for row in files.rows} == {"ab" * 32, "–"}


def test_contracts_are_told_in_words() -> None:
    sheet = contracts.contracts(*sample())
    assert cell(sheet, "Batch price", "acme")[0] == "500,000"
    assert "3 batches a quarter reserved" in cell(sheet, "Volume", "borough")[0]
    assert cell(sheet, "Volume", "acme")[0] == "the supplier: no minimum"
    assert cell(sheet, "Exchange rates", "acme")[0] == "we: prices in EUR"
    assert cell(sheet, "Overruns of work", "cheap")[0] == "we: hours without a cap"
