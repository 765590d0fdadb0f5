"""The same supplier and reference again is the next revision: told apart line by line, figured, and undone whole."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from cdmo_desk.cli import main
from cdmo_desk.desk import Desk
from cdmo_desk.problem import Refused
from cdmo_desk.resource import path as resource
from cdmo_desk.sheets.revisions import changes

CASE = "mab-launch"
HEAD = """Supplier:,Alder Biologics GmbH
Quotation no.:,AB-7
Revision:,{revision}
Date:,2026-09-0{revision}
Currency:,EUR

Description,Type,Quantity,Unit,Unit price,Amount
"""
FIRST = """Technology transfer,priced,1,lump sum,500000,500000
Engineering batch,priced,1,batch,900000,900000
Stability programme,priced,10,time point,12000,120000
Project management,priced,1,lump sum,80000,80000
"""
SECOND = """Technology transfer,priced,1,lump sum,450000,450000
Engineering batch,pass-through,1,batch,900000,900000
Stability programme,priced,8,time point,12000,96000
Shipping validation,priced,1,lump sum,30000,30000
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path / "library.sqlite", who="Tester")
    desk.import_case(resource(f"sample/{CASE}.json"))
    return desk


def quote(folder: Path, name: str, revision: int, lines: str) -> Path:
    path = folder / name
    path.write_text(HEAD.format(revision=revision) + lines, "utf-8")
    return path


def both(desk: Desk, folder: Path) -> str:
    """Import two revisions and return the offer's id."""
    first = desk.import_quote(quote(folder, "ab-7.csv", 1, FIRST), CASE, offer_id=None, accept="Test")
    second = desk.import_quote(quote(folder, "ab-7-rev2.csv", 2, SECOND), CASE, offer_id=None, accept="Test")
    assert first.offer == second.offer
    return first.offer


def test_a_second_file_of_a_reference_is_the_next_revision_of_the_offer(desk: Desk, tmp_path: Path) -> None:
    offer_id = both(desk, tmp_path)
    case = desk.case(CASE)
    assert [line.description for line in next(o for o in case.offers if o.id == offer_id).lines] == [
        row.split(",")[0] for row in SECOND.splitlines()
    ]
    found = desk.revisions(case, offer_id)
    assert [(one.file, one.stated.get("revision")) for one in found] == [("ab-7.csv", "1"), ("ab-7-rev2.csv", "2")]
    assert [line["description"] for line in found[0].offer["lines"]] == [
        row.split(",")[0] for row in FIRST.splitlines()
    ]


def test_what_changed_is_told_line_by_line_with_its_figures(desk: Desk, tmp_path: Path) -> None:
    offer_id = both(desk, tmp_path)
    (step,) = desk.revised(desk.case(CASE), offer_id, trials=200)
    assert [(line.kind, line.description, line.by and int(line.by)) for line in step.lines] == [
        ("price", "Technology transfer", -50000),
        ("passed", "Engineering batch", 0),
        ("quantity", "Stability programme", -24000),
        ("added", "Shipping validation", 30000),
        ("gone", "Project management", -80000),
    ]
    assert step.moved.contract.before is not None
    assert step.moved.contract.after is not None
    assert step.concession == pytest.approx(step.moved.contract.before - step.moved.contract.after)
    assert (step.concession or 0) > 0
    assert None not in (step.moved.cash.by, step.moved.mean.by, step.moved.p90.by)


def test_undo_of_a_revision_restores_everything(desk: Desk, tmp_path: Path) -> None:
    desk.import_quote(quote(tmp_path, "ab-7.csv", 1, FIRST), CASE, offer_id=None, accept="Test")
    before = desk.document(CASE)
    done = desk.import_quote(quote(tmp_path, "ab-7-rev2.csv", 2, SECOND), CASE, offer_id=None, accept="Test")
    assert desk.document(CASE) != before
    desk.undo(CASE)
    assert desk.document(CASE) == before
    assert len(desk.revisions(desk.case(CASE), done.offer)) == 1


def test_the_same_file_again_is_no_revision_and_a_newer_one_of_its_name_is(desk: Desk, tmp_path: Path) -> None:
    path = quote(tmp_path, "ab-7.csv", 1, FIRST)
    offer = desk.import_quote(path, CASE, offer_id=None, accept="Test").offer
    desk.import_quote(path, CASE, offer_id=None, accept="Test")
    assert len(desk.revisions(desk.case(CASE), offer)) == 1
    desk.import_quote(quote(tmp_path, "ab-7.csv", 2, SECOND), CASE, offer_id=None, accept="Test")
    desk.import_quote(quote(tmp_path, "ab-7.csv", 3, FIRST), CASE, offer_id=None, accept="Test")
    found = desk.revisions(desk.case(CASE), offer)
    assert [one.stated["revision"] for one in found] == ["1", "2", "3"]


def test_a_chosen_offer_takes_most_alike_lines_under_another_reference_as_its_revision(
    desk: Desk, tmp_path: Path
) -> None:
    offer = desk.import_quote(quote(tmp_path, "ab-7.csv", 1, FIRST), CASE, offer_id=None, accept="Test").offer
    path = quote(tmp_path, "ab-8.csv", 2, SECOND)
    path.write_text(path.read_text("utf-8").replace("AB-7", "AB-8"), "utf-8")
    desk.import_quote(path, CASE, offer_id=offer, accept="Test")
    lines = next(o for o in desk.case(CASE).offers if o.id == offer).lines
    assert len(lines) == len(SECOND.splitlines())
    other = quote(tmp_path, "ab-9.csv", 3, "Label printing,priced,1,lot,5,5\nCartons,priced,1,lot,6,6\n")
    other.write_text(other.read_text("utf-8").replace("AB-7", "AB-9"), "utf-8")
    desk.import_quote(other, CASE, offer_id=offer, accept="Test")
    lines = next(o for o in desk.case(CASE).offers if o.id == offer).lines
    assert len(lines) == len(SECOND.splitlines()) + 2


def test_lines_are_told_apart_where_several_are_worded_alike() -> None:
    old = [
        {"description": "Batch", "section": "A", "amount": "5"},
        {"description": "Batch", "section": "B", "amount": "6"},
    ]
    new = [
        {"description": "Batch", "section": "B", "amount": "6.00"},
        {"description": "BATCH", "section": "A", "amount": "4"},
    ]
    (line,) = changes(old, new)
    assert (line.kind, line.before, line.after, str(line.by)) == ("price", "5", "4", "-1")


def test_the_command_prints_revisions_as_sheets_and_json(desk: Desk, tmp_path: Path) -> None:
    offer_id = both(desk, tmp_path)
    call = ["--library", str(desk.path), "quote", "revisions", "--case", CASE, "--offer", offer_id, "--trials", "0"]
    found = CliRunner().invoke(main, call)
    assert found.exit_code == 0, found.output
    assert "moved into pass-through" in found.output
    told = json.loads(CliRunner().invoke(main, [*call, "--json"]).output)
    assert told["steps"][0]["moved"]["contract"]["by"] == pytest.approx(-told["steps"][0]["concession"])
    with pytest.raises(Refused, match="has no offer"):
        desk.revised(desk.case(CASE), "nobody")
