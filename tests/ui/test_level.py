"""Level: what a figure rests on, what stands in for a gap, our should-cost edited in place, what to ask."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from cdmo_desk.desk import Desk
from cdmo_desk.sheets.asking import asked
from cdmo_desk.sheets.level import OUTLYING, SHARE, about, level, outlying
from tests.ui.conftest import CASE, WAIT
from ui.main_window import MainWindow
from ui.pages.level_body import LevelBody
from ui.sheet_menu import menu_of


@pytest.fixture
def stages() -> tuple[int, ...]:
    return ()


@pytest.fixture
def body(opened: MainWindow, desk: Desk) -> LevelBody:
    opened.go("level")
    del desk
    return opened.level.body


def test_outliers_lie_far_from_the_median_of_the_others() -> None:
    prices = {"a": 100.0, "b": 110.0, "c": 105.0 * OUTLYING + 1, "d": 105.0}
    assert [outlying(name, prices) for name in prices] == ["", "", "high", ""]
    assert outlying("a", {"a": 10.0, "b": 100.0, "c": 100.0}) == "low"
    assert outlying("a", {"a": 10.0, "b": 100.0}) == ""


def test_the_matrix_still_adds_up_with_our_estimates_and_shares(opened: MainWindow) -> None:
    found = opened.work.case.shown
    assert found is not None
    sheet = level(found.case, found.comparison)
    scope = [row for row in sheet.rows if row.offer in {item.id for item in found.case.brief.scope}]
    assert len(scope) == len(found.case.brief.scope)
    assert all(len(row.cells) == len(sheet.columns) for row in sheet.rows)
    shares = next(row for row in sheet.rows if row.offer == SHARE)
    for column, cell in zip(sheet.columns[2:], shares.cells[2:], strict=True):
        base = found.comparison.offers[column.id].base
        assert cell.key == pytest.approx(base.by_category.get("scope_gap", 0.0) / base.cost)


def test_the_plug_that_holds_is_the_one_that_counts(opened: MainWindow) -> None:
    found = opened.work.case.shown
    assert found is not None
    gaps = [(offer, item) for offer, figures in found.comparison.offers.items() for item in figures.gaps]
    assert gaps
    for offer, item in gaps:
        made = about(found.case, found.comparison, offer, item)
        assert made.is_gap
        plug = found.comparison.offers[offer].gaps[item]
        holds = [one.source for one in made.plugs if one.holds]
        assert holds == ([] if plug.value is None else [plug.source])


def test_every_gap_is_asked_about_and_the_costliest_comes_first(opened: MainWindow) -> None:
    found = opened.work.case.shown
    assert found is not None
    sheet = asked(found.case, found.comparison)
    keys = [row.offer for row in sheet.rows]
    for offer, figures in found.comparison.offers.items():
        if found.case.offer(offer).is_ranked_kind:
            for item in figures.gaps:
                assert any(key.startswith(f"{offer}|") and key.endswith(f"|{item}") for key in keys)
    values = [row.cells[3].key for row in sheet.rows if isinstance(row.cells[3].key, float)]
    assert values == sorted(values, reverse=True)


def test_our_should_cost_is_edited_beside_its_gap(
    qtbot: QtBot, opened: MainWindow, body: LevelBody, desk: Desk
) -> None:
    shown = opened.work.case.shown
    assert shown is not None
    item = next(one.id for one in shown.case.brief.scope)
    view = body.matrix.view
    assert view.select(lambda row: row.offer == item, 2)
    body.about.why.setText("Quote of 2025")
    body.about.estimate.editor.edited.emit(123_456)

    def stored() -> object:
        return next(one for one in desk.document(CASE)["case"]["scope"] if one["id"] == item).get("estimate")

    qtbot.waitUntil(lambda: stored() == 123_456, timeout=WAIT)
    assert desk.audit(CASE)[-1].why == "Quote of 2025"
    qtbot.waitUntil(lambda: "should-cost" in opened.commands["undo"].text(), timeout=WAIT)
    qtbot.waitUntil(lambda: body.about.why.text() == "", timeout=WAIT)


def test_a_question_leads_to_its_figure_and_back(body: LevelBody) -> None:
    view = body.questions.view
    row = next(
        view.sheet_model.row(number)
        for number in range(view.sheet_model.rowCount())
        if view.sheet_model.row(number).offer.split("|")[1] in ("gap", "unknown_gap", "option", "tbd")
    )
    assert view.select(lambda one: one.offer == row.offer)
    offer, _about, item = row.offer.split("|")
    chosen = body.matrix.view.current_row()
    assert chosen is not None
    assert (body._offer, chosen.offer) == (offer, item)
    view.clearSelection()
    body.about.ask()
    again = view.current_row()
    assert again is not None
    assert again.offer == row.offer


def test_questions_are_copied_with_their_heads(opened: MainWindow, body: LevelBody) -> None:
    opened.level.copy_questions()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].startswith("To\tQuestion")
    assert len(lines) == body.questions.view.sheet_model.rowCount() + 1


def test_a_figure_without_a_line_says_that_there_is_no_cell(opened: MainWindow, body: LevelBody) -> None:
    view = body.matrix.view
    place = next(
        (number, column)
        for number in range(view.sheet_model.rowCount())
        for column, cell in enumerate(view.sheet_model.row(number).cells)
        if cell.tone == "ours"
    )
    view.setCurrentIndex(view.sheet_model.index(*place))
    body.about._origins = ()
    body.about.show_source()
    assert not opened.level.strips.isHidden()


def test_questions_are_written_into_a_folder_of_their_own(
    qtbot: QtBot, opened: MainWindow, body: LevelBody, tmp_path: Path
) -> None:
    del body
    out = tmp_path / "out"
    out.mkdir()
    for number in (1, 2):
        opened.level.write_questions(out)
        qtbot.waitUntil(lambda: "Drop the answers" in opened.level.strips.findChildren(QLabel)[-1].text(), timeout=WAIT)
        assert len(list(out.iterdir())) == number
        opened.level.strips.clear("questions")
    folders = sorted(out.iterdir())
    assert folders[1].name == f"{folders[0].name} (2)"
    names = [sorted(file.name for file in folder.iterdir()) for folder in folders]
    assert names[0] == names[1]
    assert all(name.startswith("questions-") for name in names[0])


def test_the_questions_to_one_supplier_are_written_alone(
    qtbot: QtBot, opened: MainWindow, body: LevelBody, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = body.questions.view
    view.setCurrentIndex(view.sheet_model.index(0, 0))
    menu = menu_of(view)
    view.menu_made.emit(menu)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_given: str(tmp_path))
    assert menu.actions()[0].text().startswith("Write the questions to")
    menu.actions()[0].trigger()
    offer = view.sheet_model.row(0).offer.partition("|")[0]
    wanted = [f"questions-{offer}.xlsx"]
    qtbot.waitUntil(lambda: [file.name for file in tmp_path.rglob("*.xlsx")] == wanted, timeout=WAIT)
    del opened
