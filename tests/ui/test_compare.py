"""Compare: offers held against each other, on the same figures as their tables; the ranking is whole."""

from functools import partial

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from cdmo_desk.evaluation.answers.between import Acceptance, Pair
from cdmo_desk.evaluation.answers.paired import paired
from tests.ui.conftest import WAIT
from ui.figured import MILLION
from ui.main_window import MainWindow
from ui.pages.compare_between import rivals
from ui.text import ElidedLabel


def test_offers_are_held_against_each_other_once_somebody_looks(qtbot: QtBot, opened: MainWindow) -> None:
    page = opened.compare
    between = page.between
    assert between.buys.is_empty
    page.view.choose("between")
    qtbot.waitUntil(lambda: between.held is not None, timeout=WAIT)
    found, held = opened.work.case.shown, between.held
    assert found is not None
    assert held is not None
    again = paired(found.case, trials=held.trials)
    assert held.pairs == again.pairs
    assert isinstance(again.acceptance, Acceptance)
    assert held.best == again.acceptance.best
    own, *others = held.keys
    page.choose(own)
    assert {rival.offer for rival in rivals(held, own)} == set(others)
    assert page.between.rivals.accessibleDescription().count("costs") == len(others)
    sheet = between.panels[1].view.sheet_model
    assert sheet.rowCount() == len(held.pairs)
    assert not between.buys.grab().isNull()
    width, height = between.buys.width(), between.buys.height()
    spot = between.buys._at(QPoint(width // 2, height // 2).toPointF())
    assert spot is not None
    assert spot.says.startswith("Worth")
    assert len(spot.says.splitlines()) == 1 + len(held.buys)


def test_a_rival_is_seen_from_either_side(qtbot: QtBot, opened: MainWindow) -> None:
    page = opened.compare
    page.view.choose("between")
    qtbot.waitUntil(lambda: page.between.held is not None, timeout=WAIT)
    held = page.between.held
    assert held is not None
    pair: Pair = held.pairs[0]
    there = next(rival for rival in rivals(held, pair.one) if rival.offer == pair.other)
    back = next(rival for rival in rivals(held, pair.other) if rival.offer == pair.one)
    assert there.mean == pytest.approx(pair.mean / MILLION)
    assert back.mean == pytest.approx(-there.mean)
    assert back.spread == pytest.approx((-there.spread[1], -there.spread[0]))
    assert there.cheaper + back.cheaper == pytest.approx(100)


def test_no_row_of_the_ranking_is_out_of_sight(qtbot: QtBot, opened: MainWindow) -> None:
    for size in ((1280, 800), (1024, 768)):
        opened.resize(*size)
        qtbot.waitUntil(lambda: not opened.compare.ranking.view.verticalScrollBar().maximum(), timeout=WAIT)
        assert opened.compare.stacks.height() >= opened.compare.stacks.minimumHeight()


def test_a_sentence_breaks_into_lines_before_it_is_cut(qtbot: QtBot) -> None:
    text = "The award rule gives the first offer of them all"
    line = ElidedLabel(text, lines=2)
    qtbot.addWidget(line)
    line.resize(line.fontMetrics().horizontalAdvance(text) * 2 // 3, 40)
    line.show()
    assert line.text().count("\n") == 1
    assert " ".join(line.text().split()) == text
    assert not line.toolTip()
    line.resize(line.fontMetrics().horizontalAdvance(text) // 4, 40)
    assert line.text().endswith("…")
    assert text in line.toolTip()


def test_a_narrow_window_folds_its_navigation_and_a_wide_one_has_it_as_before(qtbot: QtBot, window: MainWindow) -> None:
    for was_folded in (False, True):
        window.navigation.fold(folded=was_folded)
        window.resize(1024, 768)
        qtbot.waitUntil(lambda: window.navigation.is_folded, timeout=WAIT)
        window.resize(1280, 800)
        qtbot.waitUntil(partial(_is_folded, window, was_folded), timeout=WAIT)


def _is_folded(window: MainWindow, wanted: bool) -> bool:
    return window.navigation.is_folded == wanted
