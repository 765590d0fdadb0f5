"""The window: from the list of cases to the figures, undo by name, messages, and nothing left behind when it closes."""

import gc
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from cdmo_desk import resource
from cdmo_desk.desk import Desk
from cdmo_desk.document import Case
from cdmo_desk.problem import Refused
from tests.ui.conftest import CASE, WAIT
from ui.main_window import MainWindow
from ui.single import Doorbell, call_first
from ui.theme import Theme

Wanted = Callable[[], bool]
Progress = Callable[[int, int], None]


def test_nothing_heavy_is_loaded_before_the_first_paint() -> None:
    asks = (
        "import sys, ui.app; "
        "sys.exit(any(name in sys.modules for name in ('numpy', 'babel', 'reportlab', 'sqlite_utils', 'openpyxl')))"
    )
    assert subprocess.run([sys.executable, "-c", asks], check=False).returncode == 0


def test_the_library_lists_its_cases_and_sums_the_chosen_one_up(qtbot: QtBot, window: MainWindow) -> None:
    view = window.library.list.view
    qtbot.waitUntil(lambda: view.sheet_model.rowCount() == 1, timeout=WAIT)
    qtbot.waitUntil(lambda: bool(window.library.bars.accessibleDescription()), timeout=WAIT)
    row = view.current_row()
    assert row is not None
    assert row.offer == CASE
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert window.page is window.compare


def test_an_empty_library_says_what_to_do(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    window = MainWindow(Desk(tmp_path / "none.sqlite"), theme)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.library.states.currentIndex() == 1, timeout=WAIT)
    assert window.library.empty.primary.isVisible()
    assert not window.commands["compare"].isEnabled()
    window.close()


def test_a_case_is_compared_at_once_and_then_simulated(qtbot: QtBot, window: MainWindow) -> None:
    seen: list[int] = []
    window.work.case.figured.connect(lambda found: seen.append(found.trials))
    window.work.open_case(CASE)
    qtbot.waitUntil(lambda: seen == [0, 512], timeout=WAIT)
    assert window.compare.ranking.view.sheet_model.rowCount() == 3
    assert "gives" in window.compare.sentence.accessibleName()
    assert not window.compare.curves.is_empty
    assert "512 trials" in window._status.text()


@pytest.mark.parametrize(("key", "name"), [("2", "quotes"), ("3", "level"), ("4", "compare"), ("0", "library")])
def test_keys_go_to_pages(qtbot: QtBot, opened: MainWindow, key: str, name: str) -> None:
    QTest.keyClick(opened, getattr(Qt.Key, f"Key_{key}"), Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: opened.page.name == name)


def test_an_edit_makes_figures_stale_then_new_and_can_be_taken_back(
    qtbot: QtBot, opened: MainWindow, desk: Desk
) -> None:
    brief = desk.document(CASE)["case"]
    stale: list[bool] = []
    opened.work.case.stale.connect(stale.append)
    opened.requests.ask(
        lambda made: made.put_brief(CASE, brief | {"title": "Another title"}, request="Set the title of the case")
    )
    qtbot.waitUntil(lambda: stale == [True, False], timeout=WAIT)
    assert opened.work.showing.about == "Another title"
    assert opened.commands["undo"].text() == "&Undo set the title of the case"
    opened.commands["undo"].trigger()
    qtbot.waitUntil(opened.commands["redo"].isEnabled, timeout=WAIT)
    qtbot.waitUntil(lambda: opened.work.showing.about != "Another title", timeout=WAIT)


def test_old_figures_are_visibly_stale(qtbot: QtBot, opened: MainWindow) -> None:
    del qtbot
    opened.compare.show_stale(is_stale=True)
    assert opened.compare.curves.is_stale
    assert opened.compare.ranking.view.cells.is_stale
    opened.compare.show_stale(is_stale=False)
    assert not opened.compare.curves.is_stale


def test_choosing_an_offer_lights_it_everywhere(qtbot: QtBot, opened: MainWindow) -> None:
    del qtbot
    offer = opened.compare.ranking.view.sheet_model.row(1).offer
    opened.compare.stacks.offer_chosen.emit(offer)
    row = opened.compare.ranking.view.current_row()
    assert row is not None
    assert {row.offer, opened.compare.curves.chosen, opened.compare.points.chosen} == {offer}


def test_level_says_where_the_chosen_figure_comes_from(qtbot: QtBot, opened: MainWindow) -> None:
    del qtbot
    opened.go("level")
    body = opened.level.body
    view = body.matrix.view
    view.setCurrentIndex(view.sheet_model.index(1, 3))
    assert body.about.phrase.accessibleName().endswith(body.bridge_panel.title.text())
    assert body.about.facts.rowCount() >= 1


def test_finding_filters_the_page(opened: MainWindow) -> None:
    first = opened.compare.ranking.view.sheet_model.row(0).cells[1].text.split("\t")[0].split(" ", 1)[1]
    QTest.keyClicks(opened.finding, first)
    assert opened.compare.ranking.view.sheet_model.rowCount() == 1
    QTest.keyClick(opened, Qt.Key.Key_Escape)
    assert opened.compare.ranking.view.sheet_model.rowCount() == 3


def test_a_fault_is_a_strip_that_stays(qtbot: QtBot, opened: MainWindow) -> None:
    opened.requests.ask(lambda _desk: 1 / 0)
    qtbot.waitUntil(opened.compare.strips.isVisible, timeout=WAIT)
    assert "fault" in opened.compare.strips._kept
    opened.work.telling.refuse(Refused("<b>Say</b> it plainly."))
    words = opened.compare.strips._kept["refused"].words
    assert words.textFormat() == Qt.TextFormat.PlainText
    assert words.text() == "<b>Say</b> it plainly."


def test_a_confirmation_leaves(qtbot: QtBot, opened: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.strips.STAYS", 30)
    opened.work.say_saved()
    assert opened.compare.strips.isVisible()
    qtbot.waitUntil(lambda: not opened.compare.strips.isVisible(), timeout=2000)


def test_a_dropped_quote_is_reviewed_then_kept_and_can_be_taken_back(qtbot: QtBot, opened: MainWindow) -> None:
    path = resource.path("sample/castell-price-schedule.csv")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    opened.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))
    qtbot.waitUntil(lambda: opened.page is opened.review, timeout=WAIT)
    review = opened.review
    assert review.lines.view.sheet_model.rowCount() > 5
    with qtbot.waitSignal(opened.work.case.figured, timeout=WAIT):
        review.accept.click()
    qtbot.waitUntil(lambda: opened.page is opened.quotes, timeout=WAIT)
    qtbot.waitUntil(lambda: opened.quotes.offers.view.sheet_model.rowCount() == 4, timeout=WAIT)
    assert "undo import" in opened.commands["undo"].text().replace("&", "").lower()


def test_a_file_that_cannot_be_read_says_so(qtbot: QtBot, opened: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "broken.xlsx"
    path.write_bytes(b"PK nonsense")
    opened.work.filing.take([path])
    qtbot.waitUntil(lambda: any("broken.xlsx" in key for key in opened.compare.strips._kept), timeout=WAIT)


def test_the_pdf_is_written_and_its_folder_offered(qtbot: QtBot, opened: MainWindow, tmp_path: Path) -> None:
    found = opened.work.case.shown
    assert found is not None
    path = tmp_path / "summary.pdf"
    opened.work.filing.write_pdf(found, path)
    qtbot.waitUntil(lambda: "pdf" in opened.compare.strips._kept, timeout=WAIT)
    assert path.read_bytes().startswith(b"%PDF")
    assert opened.compare.strips._kept["pdf"].act.text() == "Open folder"


def test_window_state_is_kept(qtbot: QtBot, theme: Theme, desk: Desk) -> None:
    first = MainWindow(desk, theme)
    first.resize(900, 700)
    first.fold()
    first.close()
    other = MainWindow(desk, theme)
    qtbot.addWidget(other)
    assert other.navigation.is_folded
    assert (other.width(), other.height()) == (900, 700)
    other.close()


def test_nothing_is_left_of_a_closed_window(qtbot: QtBot, theme: Theme, desk: Desk) -> None:
    window = MainWindow(desk, theme)
    window.show()
    qtbot.wait(20)
    window.close()
    thread, gone = window.requests._thread, weakref.ref(window)
    with qtbot.waitSignal(window.destroyed):
        window.deleteLater()
    assert not thread.is_alive()
    del window
    gc.collect()
    assert gone() is None


def test_sizes_of_panels_are_kept(qtbot: QtBot, theme: Theme, desk: Desk) -> None:
    first = MainWindow(desk, theme)
    first.show()
    first.stack.setCurrentWidget(first.level)
    first.level.body.show()
    qtbot.wait(20)
    name, splitter = next(pair for pair in first._splitters() if pair[0] == "level0")
    splitter.setSizes([300, 400])
    kept = splitter.saveState()
    first.close()
    other = MainWindow(desk, theme)
    qtbot.addWidget(other)
    other.level.body.show()
    assert dict(other._splitters())[name].saveState() == kept
    other.close()


def test_a_second_start_brings_the_first_window_to_the_front(qtbot: QtBot, tmp_path: Path) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    assert not call_first(tmp_path / "library.sqlite", None)
    bell = Doorbell(window, tmp_path / "library.sqlite")
    assert call_first(tmp_path / "library.sqlite", "mab")
    qtbot.waitUntil(lambda: bell.rung == ["mab"])
    assert window.isVisible()
    assert not call_first(tmp_path / "other.sqlite", None)


def test_a_simulation_tells_how_far_it_is_and_ends_when_it_is_cancelled(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[str] = []
    held = threading.Event()

    def simulated(_desk: Desk, _case: object, trials: int, wanted: Wanted, progress: Progress) -> None:
        progress(trials // 4, trials)
        held.wait(10)
        while wanted():
            time.sleep(0.001)
        ended.append("ended")

    monkeypatch.setattr(Desk, "simulated", simulated)
    window.work.open_case(CASE)
    strips = window.compare.strips
    qtbot.waitUntil(lambda: "work simulation" in strips._kept, timeout=WAIT)
    bar = strips._kept["work simulation"].bar
    assert bar is not None
    assert (bar.value(), bar.maximum()) == (128, 512)
    strips._kept["work simulation"].act.click()
    held.set()
    qtbot.waitUntil(lambda: ended == ["ended"], timeout=WAIT)
    assert "base case" in strips._kept["stale"].words.text()
    assert window.work.case.shown is not None
    assert not window.work.case.shown.trials


def test_a_newer_edit_ends_the_older_simulation(
    qtbot: QtBot, window: MainWindow, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    under_way: list[int] = []
    most: list[int] = []
    run = Desk.simulated

    def simulated(made: Desk, case: Case, trials: int, wanted: Wanted, progress: Progress) -> object:
        under_way.append(1)
        most.append(len(under_way))
        try:
            while case.brief.title != "Last" and wanted():
                time.sleep(0.001)
            return run(made, case, trials, wanted, progress)
        finally:
            under_way.pop()

    monkeypatch.setattr(Desk, "simulated", simulated)
    window.work.open_case(CASE)
    qtbot.waitUntil(lambda: bool(under_way), timeout=WAIT)
    brief = desk.document(CASE)["case"]
    for title in ("First", "Second", "Last"):
        window.requests.ask(partial(_retitled, brief=brief, title=title))
    qtbot.waitUntil(lambda: (found := window.work.case.shown) is not None and found.trials > 0, timeout=WAIT)
    found = window.work.case.shown
    assert found is not None
    assert found.case.brief.title == "Last"
    assert max(most) == 1
    assert not window.work.case.is_stale


def test_a_chart_counts_what_is_chosen_and_shows_it_as_a_table(qtbot: QtBot, opened: MainWindow) -> None:
    page = opened.compare
    whole = page.curves.sheet()
    assert [row.cells[0].key for row in whole.rows[:2]] == [100.0, 99.0]
    page.sums.choose("present_cost")
    found = opened.work.case.shown
    assert found is not None
    risk = found.comparison.offers[whole.columns[1].id].risk
    assert risk is not None
    assert page.curves.sheet().rows[50].cells[1].key == risk.exceeded["present_cost"][50][0] / 1e6
    assert "Present cost" in page.curves.accessibleDescription()
    page.measure.choose("cash")
    assert page.points.sheet().columns[1].title.startswith("Mean cash")
    made = page.stacks.show_table()
    assert made is not None
    qtbot.waitUntil(made.isVisible)
    made.copy()
    assert QGuiApplication.clipboard().text().startswith("Offer\t")
    with qtbot.waitSignal(made.destroyed):
        made.close()


def test_what_the_mouse_is_over_is_lit_everywhere(opened: MainWindow) -> None:
    page = opened.compare
    first, second = (page.ranking.view.sheet_model.row(place).offer for place in (0, 1))
    page.choose(first)
    page.bars.offer_pointed.emit(second)
    assert {page.curves.lit, page.points.lit, page.ranking.view.cells.lit} == {second}
    page.bars.offer_pointed.emit("")
    assert page.curves.lit == first


def _retitled(desk: Desk, brief: dict[str, Any], title: str) -> object:
    return desk.put_brief(CASE, brief | {"title": title}, request="Edit")
