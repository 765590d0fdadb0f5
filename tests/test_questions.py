"""Questions to suppliers go out as workbooks that name no rival, and come back as lines, clauses and notes."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from cdmo_desk.cli import main
from cdmo_desk.desk import Desk
from cdmo_desk.problem import Refused

EXAMPLE = Path(__file__).parent / "worked_examples" / "mab-launch.json"
OFFERS = ("ffs", "tm")


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, object], dict[str, Path]]:
    """Give a case of two offers and the workbook of each."""
    folder = tmp_path_factory.mktemp("questions")
    plain = json.loads(EXAMPLE.read_text("utf-8"))
    plain["offers"] = [offer for offer in plain["offers"] if offer["id"] in OFFERS]
    case = folder / "case.json"
    case.write_text(json.dumps(plain), "utf-8")
    written = Desk(folder / "none.sqlite").write_questions(folder / "out", str(case), trials=500)
    return plain, {offer: path for path, (offer, _) in written.items()}


@pytest.fixture
def desk(asked: tuple[dict[str, object], dict[str, Path]], tmp_path: Path) -> Desk:
    desk = Desk(tmp_path / "library.sqlite", who="Tester")
    desk.store(json.loads(json.dumps(asked[0])), request="Start")
    return desk


def filled(path: Path, to: Path, answers: dict[str, dict[str, object]]) -> Path:
    """Fill answers by the rest of their ids."""
    book = load_workbook(path)
    (sheet,) = book.worksheets
    heads = {str(sheet.cell(5, column).value).lower(): column for column in range(1, 8)}
    left = dict(answers)
    for row in range(6, sheet.max_row + 1):
        for name, value in left.pop(str(sheet.cell(row, 1).value).split("|", 1)[1], {}).items():
            cell = sheet.cell(row, heads[name])
            assert not cell.protection.locked
            cell.value = value  # type: ignore[assignment] # any value that a cell takes
    assert not left, left
    book.save(to)
    return to


def test_each_supplier_is_asked_alone(asked: tuple[dict[str, object], dict[str, Path]]) -> None:
    plain, paths = asked
    suppliers = {offer["id"]: offer["supplier"] for offer in plain["offers"]}  # type: ignore[attr-defined]
    assert set(paths) == set(OFFERS)
    for offer, path in paths.items():
        book = load_workbook(path)
        words = " ".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
        assert suppliers[offer] in words
        for other in set(OFFERS) - {offer}:
            assert suppliers[other] not in words
            assert f"{other}|" not in words


def test_answers_become_lines_clauses_evidence_and_notes_and_undo_takes_them_back(
    asked: tuple[dict[str, object], dict[str, Path]], desk: Desk, tmp_path: Path
) -> None:
    case_id = desk.case("mab-launch").brief.id
    before = desk.document(case_id)
    path = filled(
        asked[1]["tm"],
        tmp_path / "answers.xlsx",
        {
            "price|exit": {"price per unit": 125000.5, "note": "fixed"},
            "clause|ip": {"answer": "Ours stays ours"},
            "evidence|us_fda_inspected": {"answer": "EIR of 2025"},
            "estimate|ready_months": {"answer": "A suite is free in May"},
        },
    )
    done = desk.import_answers(path, case_id)
    assert (done.offers, done.prices, done.others) == (("tm",), 1, 3)
    offer = next(found for found in desk.case(case_id).offers if found.id == "tm")
    (line,) = [line for line in offer.lines if line.file == path.name]
    assert (line.description, str(line.unit_price), line.basis) == (
        "Technology transfer out at the end", "125000.5", "priced",
    )  # fmt: skip
    assert line.sheet == "Questions"
    assert line.cells["unit_price"].startswith("E")
    assert offer.covers("exit")
    assert ("ip", "Ours stays ours") in [(clause.topic, clause.text) for clause in offer.clauses]
    says = {item.for_: item.says for item in offer.evidence}
    assert says["us_fda_inspected"] == "EIR of 2025"
    assert "A suite is free in May" in says.values()
    again = desk.document(case_id)
    desk.undo(case_id)
    assert desk.document(case_id) == before
    desk.redo(case_id)
    desk.import_answers(path, case_id)
    assert desk.document(case_id) == again


def test_a_price_that_is_none_is_refused_at_its_cell(
    asked: tuple[dict[str, object], dict[str, Path]], desk: Desk, tmp_path: Path
) -> None:
    path = filled(asked[1]["tm"], tmp_path / "a.xlsx", {"price|exit": {"price per unit": "about five"}})
    before = desk.document("mab-launch")
    with pytest.raises(Refused, match="cannot be read") as fault:
        desk.import_answers(path, "mab-launch")
    assert "must be a number" in str(fault.value)
    assert desk.document("mab-launch") == before


def test_blank_strange_and_other_files_are_refused(
    asked: tuple[dict[str, object], dict[str, Path]], desk: Desk, tmp_path: Path
) -> None:
    with pytest.raises(Refused, match="no answer filled in"):
        desk.import_answers(asked[1]["tm"], "mab-launch")
    path = filled(asked[1]["tm"], tmp_path / "b.xlsx", {"price|exit": {"price per unit": 5}})
    book = load_workbook(path)
    for row in book.active.iter_rows(min_row=6, max_col=1):  # type: ignore[union-attr]
        row[0].value = str(row[0].value).replace("tm|", "other|")
    book.save(path)
    with pytest.raises(Refused, match=r"answers about other, and the case has no such offer"):
        desk.import_answers(path, "mab-launch")
    quote = tmp_path / "quote.csv"
    quote.write_text("Description,Price\nWork,5\n", "utf-8")
    with pytest.raises(Refused, match="no workbook of questions"):
        desk.import_answers(quote, "mab-launch")


def test_answers_come_in_by_command(
    asked: tuple[dict[str, object], dict[str, Path]], desk: Desk, tmp_path: Path
) -> None:
    path = filled(asked[1]["tm"], tmp_path / "c.xlsx", {"price|exit": {"price per unit": 10, "quantity": 3}})
    found = CliRunner().invoke(
        main, ["--library", str(desk.path), "quote", "answers", str(path), "--case", "mab-launch"]
    )
    assert found.exit_code == 0, found.output
    assert found.output.startswith("Took 1 price and 0 notes of c.xlsx into tm.")
    plain = next(offer for offer in desk.document("mab-launch")["offers"] if offer["id"] == "tm")
    (term,) = [term for term in plain["terms"] if term.get("scope") == "exit" and term.get("unit_price") == 10]
    assert term["quantity"] == 3
