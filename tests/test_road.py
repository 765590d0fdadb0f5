"""The whole road on the sample case: suppliers' files in, figures and paper out."""

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from cdmo_desk import resource
from cdmo_desk.demo import demonstrate
from cdmo_desk.desk import Desk
from cdmo_desk.problem import Refused
from tests.conftest import expected


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run the demo once, without a simulation."""
    made = tmp_path_factory.mktemp("demo")
    said = list(demonstrate(made, trials=0))
    assert any("88 lines" in line for line in said)
    assert said[-1] == f"The PDF is {made / 'mab-launch.pdf'}"
    return made


def test_the_imported_sample_gives_the_documents_figures(folder: Path) -> None:
    desk = Desk(folder / "mab-launch.sqlite")
    found = desk.compare(desk.case("mab-launch"), trials=0)
    for offer, figures in expected("mab-launch")["offers"].items():
        mine = found.offers[offer]
        assert mine.base.cash == pytest.approx(figures["base"]["cash"], rel=1e-9)
        assert mine.base.present_cost == pytest.approx(figures["base"]["present_cost"], rel=1e-9)
        assert {item: plug.value for item, plug in mine.gaps.items()} == {
            item: pytest.approx(gap["plug"]) for item, gap in figures["gaps"].items()
        }
        for name, stress in figures["stress"].items():
            assert mine.stress[name].present_cost == pytest.approx(stress["present_cost"], rel=1e-9)


def test_every_line_counts_once_and_leads_back_to_a_kept_file(folder: Path) -> None:
    desk = Desk(folder / "mab-launch.sqlite")
    case = desk.case("mab-launch")
    with desk.library(read_only=True) as library:
        kept = {source.sha256 for source in library.sources("mab-launch")}
        assert library.check() == []
    assert len(kept) == 14
    for offer in case.offers:
        terms = {term.id for term in offer.terms}
        for line in offer.lines:
            assert line.sha256 in kept
            assert line.sheet
            assert line.cells
            assert (line.becomes.term in terms) != (line.becomes.set_aside is not None)


def test_the_audit_trail_names_every_import_and_undo_takes_the_last_one_back(folder: Path) -> None:
    path = folder / "copy.sqlite"
    shutil.copy(folder / "mab-launch.sqlite", path)
    desk = Desk(path, who="Somebody")
    entries = desk.audit("mab-launch")
    assert len(entries) == 15
    assert entries[-1].request == "Import own-plant-terms.xlsx into offer inhouse"
    assert entries[-1].why == "Sample case"

    before = desk.document("mab-launch")
    desk.undo("mab-launch")
    assert desk.document("mab-launch") != before
    desk.redo("mab-launch")
    assert desk.document("mab-launch") == before


def test_a_price_changed_in_the_file_changes_the_total_by_as_much(folder: Path, tmp_path: Path) -> None:
    """One cell of the supplier's file: the engineering batch, bought once, 1,000 dearer, escalated not yet."""
    path = tmp_path / "copy.sqlite"
    shutil.copy(folder / "mab-launch.sqlite", path)
    desk = Desk(path)
    before = desk.compare(desk.case("mab-launch"), trials=0).offers["dedicated"].base

    source = resource.path("sample/castell-price-schedule.csv")
    changed = tmp_path / source.name
    with source.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    row = next(row for row in rows if "Engineering batch" in row)
    dearer = [cell.replace("400.000", "401.000").replace("400,000", "401,000") for cell in row]
    assert dearer != row
    rows[rows.index(row)] = dearer
    with changed.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    desk.import_quote(changed, "mab-launch", offer_id="dedicated", accept="A new price")

    after = desk.compare(desk.case("mab-launch"), trials=0).offers["dedicated"].base
    assert after.contract - before.contract == pytest.approx(1000 * 1.09)
    assert len(desk.case("mab-launch").offer("dedicated").lines) == 13


def test_a_doubt_stops_an_import_until_it_is_accepted_with_a_reason(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "copy.sqlite"
    shutil.copy(folder / "mab-launch.sqlite", path)
    desk = Desk(path)
    quote = tmp_path / "quote.csv"
    quote.write_text(
        "New Supplier Ltd;;;;\nQuote No.;Q-1;Currency;USD;\n\nDescription;Qty;Unit;Unit price;Amount\n"
        "Technology transfer;1;lot;1,500,000.00;1,500,000.00\nEngineering batch;2;batch;900,000.00;1,750,000.00\n",
        encoding="utf-8",
    )
    before = desk.document("mab-launch")

    with pytest.raises(Refused, match="1 doubt") as refused:
        desk.import_quote(quote, "mab-launch", offer_id=None, accept=None)
    assert "line_mismatch" in str(refused.value)
    assert desk.document("mab-launch") == before

    done = desk.import_quote(quote, "mab-launch", offer_id=None, accept="Clerical; the supplier confirmed")
    assert done.lines == 2
    assert [line.amount for line in desk.case("mab-launch").offer(done.offer).lines] == ["1500000.00", "1750000.00"]
    assert desk.audit("mab-launch")[-1].why == "Clerical; the supplier confirmed"


def test_demo_keeps_a_library_that_somebody_worked_in(folder: Path, tmp_path: Path) -> None:
    def files() -> list[str]:
        return sorted(path.name for path in tmp_path.glob("*.sqlite"))

    shutil.copy(folder / "mab-launch.sqlite", tmp_path / "mab-launch.sqlite")
    plain: dict[str, Any] = Desk(tmp_path / "mab-launch.sqlite").document("mab-launch")
    Desk(tmp_path / "mab-launch.sqlite", who="Somebody").put_brief(
        "mab-launch", plain["case"] | {"title": "Mine"}, request="Set title"
    )

    assert "mab-launch-2.sqlite" in next(iter(demonstrate(tmp_path, trials=0)))

    assert json.dumps(Desk(tmp_path / "mab-launch.sqlite").document("mab-launch")["case"]["title"]) == '"Mine"'
    assert files() == ["mab-launch.sqlite"]
