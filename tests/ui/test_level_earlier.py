"""Earlier quotes on the page Level: said where there are any, taken as should-cost with their source."""

from pytestqt.qtbot import QtBot

from cdmo_desk.desk import Desk
from tests.library.test_across import CASE as BASE
from tests.library.test_across import put
from tests.ui.conftest import WAIT
from ui.main_window import MainWindow
from ui.pages.level_earlier import EarlierQuotes

OWN = BASE["case"]["currency"]


def test_the_median_is_said_and_taken_with_its_source(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    put(desk, "a", 2023, [("100", OWN), ("300", OWN)])
    put(desk, "b", 2025, [("200", OWN), ("220", OWN)])
    put(desk, "now", 2026, [("9000", OWN)])
    shown = EarlierQuotes(window.requests)
    qtbot.addWidget(shown)
    shown.show_item("now", "ppq", "o0")
    qtbot.waitUntil(lambda: bool(shown.says.text()), timeout=WAIT)
    assert shown.says.text() == f"Median of 4 quotes since 2023: 210 {OWN}; this price lies far outside them"
    shown.takes.click()
    qtbot.waitUntil(lambda: "assumptions" in desk.document("now")["case"], timeout=WAIT)
    (said,) = (one for one in desk.document("now")["case"]["assumptions"] if one["path"] == "scope.ppq.estimate")
    assert said["source"] == "median of 4 quotes since 2023"


def test_without_earlier_quotes_nothing_is_said(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    put(desk, "alone", 2026, [("9000", OWN)])
    shown = EarlierQuotes(window.requests)
    qtbot.addWidget(shown)
    shown.says.setText("old")
    shown.show_item("alone", "ppq", "o0")
    qtbot.waitUntil(lambda: shown.says.text() == "", timeout=WAIT)
    assert shown.isHidden()
