"""The page Score: typed scores of several evaluators, weights that were fixed, what stands behind it."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cdmo_desk.desk import Desk
from tests.ui.conftest import CASE, WAIT
from tests.ui.test_access import unnamed
from ui.main_window import MainWindow
from ui.pages.score import ScorePage


@pytest.fixture
def stages() -> tuple[int, ...]:
    return ()


@pytest.fixture
def score(qtbot: QtBot, opened: MainWindow) -> ScorePage:
    opened.go("score")
    page = opened.page
    assert isinstance(page, ScorePage)
    qtbot.waitUntil(lambda: page.editor.grid.grid.rowCount() > 0, timeout=WAIT)
    return page


def until(qtbot: QtBot, so: Callable[[], Any]) -> None:
    qtbot.waitUntil(lambda: bool(so()), timeout=WAIT)


def first(desk: Desk) -> dict[str, Any]:
    found: dict[str, Any] = desk.document(CASE)["offers"][0]
    return found


def scored_by(desk: Desk, name: str) -> bool:
    return any(entry["evaluator"] == name for entry in first(desk).get("evaluations") or ())


@pytest.mark.soak
def test_scores_are_typed_for_an_evaluator_and_the_mean_counts(qtbot: QtBot, score: ScorePage, desk: Desk) -> None:
    criterion = desk.document(CASE)["case"]["criteria"][0]["id"]
    for name, points in (("Marta", "4"), ("Jonas", "3,5")):
        score.add_evaluator(name)
        assert score.evaluator == name
        index = score.editor.grid.grid.index(0, 2)
        score.editor.grid.grid.setData(index, points.replace(",", score.numerals.point))
        until(qtbot, partial(scored_by, desk, name))
    assert first(desk)["scores"][criterion] == pytest.approx(3.75)
    until(qtbot, lambda: score.views["evaluations"].sheet_model.rowCount() >= 2)
    score.editor.grid.choose(0, 2)
    assert "Jonas" in score.detail.phrase.accessibleName()
    score.detail.forms["note"].edited.emit("note", "Saw the plant")
    until(qtbot, lambda: any(e.get("note") == "Saw the plant" for e in first(desk)["evaluations"]))


@pytest.mark.soak
def test_wrong_cells_of_a_pasted_block_are_marked_and_the_rest_is_kept(
    qtbot: QtBot, score: ScorePage, desk: Desk
) -> None:
    score.add_evaluator("Marta")
    score.editor.grid.choose(0, 2)
    QGuiApplication.clipboard().setText("4\t9\n3\tgood")
    score.editor.grid.paste()
    until(qtbot, lambda: len(first(desk).get("evaluations") or ()) >= 2)
    grid = score.editor.grid.grid
    assert "at most 5" in grid.says(grid.index(0, 3))
    assert grid.says(grid.index(1, 3))
    assert not grid.says(grid.index(0, 2))
    assert score.fault.isVisible()
    QGuiApplication.clipboard().clear()


@pytest.mark.soak
def test_weights_that_are_fixed_ask_why(qtbot: QtBot, score: ScorePage, desk: Desk) -> None:
    QTest.mouseClick(score.fix, Qt.MouseButton.LeftButton)
    until(qtbot, lambda: not score.fix.isVisible())
    grid = score.editor.grid.grid
    before = desk.document(CASE)["case"]["criteria"]
    grid.setData(grid.index(0, 1), "77")
    assert score.reason.isVisible()
    assert not score.reason.change.isEnabled()
    assert desk.document(CASE)["case"]["criteria"] == before
    QTest.keyClicks(score.reason.reason, "Agreed anew")
    QTest.keyClick(score.reason.reason, Qt.Key.Key_Return)
    until(qtbot, lambda: desk.document(CASE)["case"]["criteria"][0]["weight"] == 77)
    until(qtbot, lambda: "Agreed anew" in score.second.accessibleName())
    grid.setData(grid.index(0, 1), "11")
    score.reason.kept.emit()
    assert grid.text(0, 1) == "77"


def test_a_clause_is_typed_where_it_is_missing(qtbot: QtBot, score: ScorePage, desk: Desk) -> None:
    score.tabs.setCurrentIndex(3)
    view = score.views["clauses"]
    place = next(n for n, column in enumerate(view.sheet_model.columns) if column.id == first(desk)["id"])
    topic = next(n for n in range(view.sheet_model.rowCount()) if view.sheet_model.row(n).cells[0].key == "data_access")
    view.setCurrentIndex(view.sheet_model.index(topic, place))
    score.detail.forms["clause"].edited.emit("position", "Ours at any time")
    until(qtbot, lambda: any(c["topic"] == "data_access" for c in first(desk).get("clauses") or ()))
    until(qtbot, lambda: view.sheet_model.row(topic).cells[place].text == "Ours at any time")


def test_a_must_have_is_claimed_and_its_evidence_typed(qtbot: QtBot, score: ScorePage, desk: Desk) -> None:
    brief = desk.document(CASE)["case"]
    if not brief.get("must_haves"):
        pytest.skip("the case has none")
    score.tabs.setCurrentIndex(1)
    view = score.views["must_haves"]
    view.setCurrentIndex(view.sheet_model.index(0, 1))
    offer = view.sheet_model.columns[1].id
    need = str(view.sheet_model.row(0).cells[0].key)
    was = score.detail.claim.isChecked()
    score.detail.claim.click()

    def found() -> dict[str, Any]:
        return next(entry for entry in desk.document(CASE)["offers"] if entry["id"] == offer)

    until(qtbot, lambda: (need in found().get("capabilities", [])) != was)


@pytest.mark.soak
def test_every_control_of_the_page_has_a_name(qtbot: QtBot, opened: MainWindow, score: ScorePage) -> None:
    for place in range(score.tabs.count()):
        score.tabs.setCurrentIndex(place)
        qtbot.wait(10)
        assert [found for found in unnamed(opened) if found != "MainWindow "] == []


def test_tab_goes_from_cell_to_cell_and_at_the_last_one_out_of_the_grid(score: ScorePage) -> None:
    grid = score.editor.grid
    grid.choose(0, 0)
    grid.setFocus()
    assert grid.focusNextPrevChild(True)
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (0, 1)
    last = grid.grid.rowCount() - 1, grid.grid.columnCount() - 1
    grid.choose(*last)
    assert grid.focusNextPrevChild(True)
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == last
    focused = score.window().focusWidget()
    assert focused is not None
    assert focused is not grid
    assert not grid.isAncestorOf(focused)
