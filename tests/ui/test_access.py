"""Everything that takes the keyboard has a name, and all text of others is plain text."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QLineEdit, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from cdmo_desk.desk import Desk
from tests.conftest import example
from tests.ui.conftest import CASE, WAIT
from ui.main_window import MainWindow
from ui.panes import next_pane
from ui.theme import Theme

NASTY = "<img src='x'><b>Evil & Sons</b>"


def unnamed(root: QWidget) -> list[str]:
    """Return the visible controls that take the keyboard and have no name."""
    found = []
    for child in [root, *root.findChildren(QWidget)]:
        if not child.isVisible() or child.focusPolicy() == Qt.FocusPolicy.NoFocus or isinstance(child, QScrollBar):
            continue
        name = QAccessible.queryAccessibleInterface(child).text(QAccessible.Text.Name)
        if not name and not isinstance(child.parent(), QLineEdit):
            found.append(f"{type(child).__name__} {child.objectName()}")
    return found


@pytest.mark.parametrize("name", ["library", "quotes", "level", "compare"])
def test_every_control_has_a_name(qtbot: QtBot, opened: MainWindow, name: str) -> None:
    opened.go(name)
    qtbot.waitUntil(lambda: opened.page.name == name)
    qtbot.wait(20)
    assert [found for found in unnamed(opened) if found != "MainWindow "] == []


def test_the_keyboard_goes_round_the_panels(qtbot: QtBot, opened: MainWindow) -> None:
    opened.activateWindow()
    qtbot.wait(20)
    seen = []
    for _ in range(7):
        next_pane(opened, 1)
        focus = opened.focusWidget()
        seen.append(focus.accessibleName())
    assert len(set(seen)) == 7
    assert {"Steps", "Ranking of the offers", "Cost by category"} <= set(seen)


def test_text_of_others_is_plain_text_everywhere(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    desk = Desk(tmp_path / "nasty.sqlite", who=NASTY)
    plain = example(CASE)
    plain["case"]["title"] = plain["case"]["product"] = NASTY
    for offer in plain["offers"]:
        offer["supplier"] = offer["title"] = NASTY
    desk.store(plain, request=NASTY)
    window = MainWindow(desk, theme)
    qtbot.addWidget(window)
    window.work.case.stages = (64,)
    window.show()
    window.work.open_case(CASE)
    qtbot.waitUntil(lambda: window.work.case.shown is not None and window.work.case.shown.trials > 0, timeout=WAIT)
    for name in ("library", "quotes", "level", "compare"):
        window.go(name)
        qtbot.wait(10)
        for label in window.findChildren(QLabel):
            assert label.textFormat() == Qt.TextFormat.PlainText or not label.text(), label.text()
        for child in window.findChildren(QWidget):
            assert "<img" not in child.toolTip()
        assert not window.grab().isNull()
    window.close()
