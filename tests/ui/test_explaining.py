"""F1: why a figure is what it is, and help on every page."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QListWidget
from pytestqt.qtbot import QtBot

from cdmo_desk import document
from cdmo_desk.evaluation import compare
from cdmo_desk.sheets import bridge, cost, matrix, ranking
from cdmo_desk.sheets.why import MEASURES, why
from tests.conftest import example
from tests.ui.conftest import CASE
from ui.help import TOPICS, HelpWindow, text_of
from ui.main_window import MainWindow
from ui.why_panel import WhyPanel


def test_every_page_has_its_help_in_words(opened: MainWindow) -> None:
    for name in TOPICS:
        assert text_of(name).startswith("# ")
    for name in [*opened.pages, *opened.late.makers]:
        assert {"new": "brief"}.get(name, name) in TOPICS


def test_f1_says_why_a_figure_is_what_it_is_and_helps_elsewhere(qtbot: QtBot, opened: MainWindow) -> None:
    opened.activateWindow()
    opened.go("compare")
    view = opened.compare.ranking.view
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    ids = [column.id for column in view.sheet_model.columns]
    view.setCurrentIndex(view.sheet_model.index(0, ids.index("cash")))
    panel = opened.explaining.explain()
    assert isinstance(panel, WhyPanel)
    texts = [found.text() for found in panel.findChildren(QLabel)]
    shown = opened.work.case.shown
    assert shown is not None
    offer = view.sheet_model.row(0).offer
    base = shown.comparison.offers[offer].base
    assert f"{base.supplier / 1e6:,.2f}" in texts
    assert f"{base.sponsor / 1e6:,.2f}" in texts
    with qtbot.waitSignal(panel.destroyed):
        panel.close()
    opened.activateWindow()
    qtbot.waitUntil(opened.isActiveWindow)
    opened.navigation.list.setFocus()
    QTest.keyClick(opened, Qt.Key.Key_F1)
    windows = opened.findChildren(HelpWindow)
    assert [found.findChildren(QListWidget)[0].currentRow() for found in windows] == [list(TOPICS).index("compare")]
    with qtbot.waitSignal(windows[0].destroyed):
        windows[0].close()


def test_the_parts_of_a_figure_add_up() -> None:
    case = document.read(example(CASE))
    comparison = compare(case, trials=400)
    rank = ranking.ranking(case, comparison)
    years = cost.by_year(case, comparison)
    pairs = [(rank, row, name) for row in rank.rows for name in ("contract", "cash", "present", "score")]
    pairs += [(years, row, column.id) for row in years.rows for column in years.columns[1:]]
    checked = 0
    for sheet, row, column in pairs:
        found = why(case, comparison, sheet, (row, column))
        if found is None or not found.parts:
            continue
        *parts, total = [float(part.shown.replace(",", "").replace("\u2212", "-")) for part in found.parts]
        assert abs(sum(parts) - total) <= 0.006 * (len(parts) + 1), (row.offer, column)
        checked += 1
    assert checked > 10


def test_everything_shown_can_be_asked_for() -> None:
    case = document.read(example(CASE))
    comparison = compare(case, trials=200)
    for sheet in (
        ranking.ranking(case, comparison),
        bridge.bridge(case, comparison),
        matrix.matrix(case, comparison),
        cost.by_year(case, comparison),
    ):
        for row in sheet.rows:
            for column in sheet.columns:
                why(case, comparison, sheet, (row, column.id))
    rank = ranking.ranking(case, comparison)
    assert {column.id for column in rank.columns} >= set(MEASURES) - {"cost", "worst"}
