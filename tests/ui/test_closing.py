"""A signed case takes no edits: what would edit is grey on all pages, with the reason, until a new revision."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from cdmo_desk.desk import Desk
from tests.conftest import EXAMPLES
from tests.ui.conftest import CASE, WAIT
from ui.edits import PAGES, all_parts, closed
from ui.main_window import MainWindow


@pytest.fixture
def pages() -> tuple[str, ...]:
    """Return the pages that are made while the case is still open."""
    return ("quotes", "score")


@pytest.fixture
def rejected(qtbot: QtBot, opened: MainWindow, pages: tuple[str, ...]) -> MainWindow:
    """Return the window with pages made, and its case rejected and so closed to edits."""
    for name in pages:
        opened.go(name)
        qtbot.wait(20)
    opened.requests.ask(lambda desk: desk.reject(CASE, "Too dear"))
    qtbot.waitUntil(lambda: bool(opened.closing.reason), timeout=WAIT)
    return opened


def said(window: MainWindow) -> str:
    return " ".join(label.text() for label in window.page.strips.findChildren(QLabel))


@pytest.mark.parametrize("pages", [PAGES])
def test_what_edits_is_grey_with_the_reason(qtbot: QtBot, rejected: MainWindow, desk: Desk) -> None:
    window = rejected
    assert window.closing.reason.startswith("Revision 1 was rejected on")
    for name in PAGES:
        window.go(name)
        qtbot.wait(20)
        assert "takes no edits" in said(window)
        parts = [part for part in all_parts(window.page) if not hasattr(part, "close_edits")]
        assert parts, name
        assert [part for part in parts if part.isEnabled()] == []
        assert all("Start a new revision" in part.toolTip() for part in parts if part.property("kept"))
    assert not window.commands["import_quotes"].isEnabled()
    window.go("quotes")
    window.quotes.offers.view.select(lambda row: row.offer == desk.case(CASE).offers[1].id)
    qtbot.wait(20)
    assert [part for part in all_parts(window.quotes) if part.isEnabled() and not hasattr(part, "close_edits")] == []


def test_grids_can_be_read_and_copied_only(qtbot: QtBot, rejected: MainWindow, desk: Desk) -> None:
    before = desk.document(CASE)
    rejected.go("score")
    grid = rejected.page.editor.grid  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: grid.is_closed, timeout=WAIT)
    assert grid.isEnabled()
    grid.choose(0, 0)
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_Return, Qt.Key.Key_5):
        QTest.keyClick(grid, key)
    assert [action.text() for action in grid.menu().actions()] == ["Copy", "Copy with headers"]
    qtbot.wait(50)
    assert desk.document(CASE) == before


def test_files_that_are_dropped_are_refused_at_once(rejected: MainWindow) -> None:
    rejected.go("quotes")
    rejected.work.filing.take([EXAMPLES / "quote.xlsx"])
    assert rejected.page is rejected.quotes
    assert "takes no edits" in said(rejected)


def test_a_new_revision_opens_the_case_again(qtbot: QtBot, rejected: MainWindow, desk: Desk) -> None:
    rejected.go("quotes")
    assert rejected.commands["revise"].isEnabled()
    rejected.quotes.strips._kept["closed"].act.click()
    dialog = rejected.closing.dialog
    assert dialog is not None
    assert not dialog.act.isEnabled()
    dialog.reason.setPlainText("The supplier came down")
    dialog.act.click()
    qtbot.waitUntil(lambda: not rejected.closing.reason, timeout=WAIT)
    assert desk.approval(CASE).revision == 2
    assert rejected.quotes.adds.isEnabled()
    assert closed(rejected.quotes.adds) == ""
    assert rejected.commands["import_quotes"].isEnabled()
    assert not rejected.commands["revise"].isEnabled()
    assert "closed" not in rejected.quotes.strips._kept
    assert not [part for part in all_parts(rejected) if part.property("kept")]
