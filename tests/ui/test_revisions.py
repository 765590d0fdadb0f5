"""Revisions of an offer in the window: what each changed, and what it does to the figures."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from cdmo_desk.desk import Desk
from tests.test_revisions import FIRST, SECOND, quote
from tests.ui.conftest import CASE, WAIT
from ui.dialogs.changes import ChangesDialog
from ui.main_window import MainWindow
from ui.pages.quotes_body import REVISIONS
from ui.pages.quotes_revisions import SEVERAL, SINGLE, RevisionsTab


def texts(tab: RevisionsTab) -> list[tuple[str, ...]]:
    model = tab.lines.sheet_model
    return [tuple(cell.text for cell in model.row(row).cells) for row in range(model.rowCount())]


def test_revisions_show_what_changed_and_what_was_conceded(
    qtbot: QtBot, opened: MainWindow, desk: Desk, tmp_path: Path
) -> None:
    opened.go("quotes")
    body = opened.quotes.body
    body.tabs.setCurrentIndex(REVISIONS)
    tab = body.revisions
    assert tab.states.currentIndex() == SINGLE
    first = desk.import_quote(quote(tmp_path, "ab.csv", 1, FIRST), CASE, offer_id=None, accept="Test")
    second = desk.import_quote(quote(tmp_path, "ab-2.csv", 2, SECOND), CASE, offer_id=None, accept="Test")
    opened.quotes.choose(first.offer)
    with qtbot.waitSignal(opened.work.case.figured, timeout=WAIT):
        opened.requests.changed.emit(second.changed)
    opened.quotes.choose(first.offer)
    qtbot.waitUntil(lambda: tab.states.currentIndex() == SEVERAL, timeout=WAIT)
    assert body.tabs.tabText(REVISIONS) == "Revisions 2"
    found = texts(tab)
    assert found[0] == ("price", "Technology transfer", "500,000", "450,000", "−50,000")
    assert found[1][:4] == ("moved into pass-through", "Engineering batch", "priced", "at cost")
    assert [row[0] for row in found[2:]] == ["quantity", "added", "gone"]
    model = tab.whole.sheet_model
    conceded = next(place for place, column in enumerate(model.columns) if column.id == "conceded")
    assert float(str(model.row(1).cells[conceded].key)) > 0
    tab.whole.select(lambda row: row.offer == "1")
    assert tab.says.text() == "This is the first revision."
    assert tab.lines.isHidden()


def test_a_revision_shows_what_it_changes_before_it_is_kept(
    qtbot: QtBot, opened: MainWindow, desk: Desk, tmp_path: Path
) -> None:
    desk.import_quote(quote(tmp_path, "ab.csv", 1, FIRST), CASE, offer_id=None, accept="Test")
    before = desk.document(CASE)
    opened.work.filing.take([quote(tmp_path, "ab-2.csv", 2, SECOND)])
    qtbot.waitUntil(lambda: opened.page is opened.review, timeout=WAIT)
    assert "becomes revision 2 of" in opened.review.sentence.accessibleName()
    opened.review.changes.click()
    qtbot.waitUntil(lambda: isinstance(opened.work.reviewing.dialog, ChangesDialog), timeout=WAIT)
    dialog = opened.work.reviewing.dialog
    assert isinstance(dialog, ChangesDialog)
    model = dialog.lines.view.sheet_model
    kinds = [model.row(row).cells[0].text for row in range(model.rowCount())]
    assert kinds == ["price", "moved into pass-through", "quantity", "added", "gone"]
    assert dialog.figures.view.sheet_model.rowCount() == 2
    dialog.reject()
    assert desk.document(CASE) == before
