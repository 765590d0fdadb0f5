"""The page Suppliers: its tables and chart, its empty state, and the way from an offer to its case."""

from pathlib import Path

from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from cdmo_desk.desk import Desk
from tests.library.test_across import CASE as BASE
from tests.library.test_across import put
from tests.ui.conftest import CASE, WAIT
from ui.main_window import MainWindow
from ui.pages.suppliers import SuppliersPage
from ui.sheet_menu import menu_of
from ui.theme import Theme

OWN = BASE["case"]["currency"]


def page_of(qtbot: QtBot, window: MainWindow) -> SuppliersPage:
    window.go("suppliers")
    page = window.pages["suppliers"]
    assert isinstance(page, SuppliersPage)
    qtbot.waitUntil(lambda: page.states.currentIndex() > 0, timeout=WAIT)
    return page


def test_it_is_reached_beside_the_cases_and_shows_prices_over_time(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    put(desk, "a", 2023, [("100000", OWN), ("300000", OWN)], award={"offer": "o0"})
    put(desk, "b", 2025, [("200000", OWN), ("400000", OWN)])
    assert [window.navigation.list.item(place).text() for place in range(2)] == ["Cases", "Suppliers"]
    page = page_of(qtbot, window)
    assert page.list.view.select(lambda row: row.offer == "Supplier 0")
    qtbot.waitUntil(lambda: page.offers.title.text() == "Supplier 0" and len(page.trail._marks) == 4, timeout=WAIT)
    assert page.items.currentText() == "PPQ"
    assert [(mark.day.year, mark.value, mark.is_own) for mark in page.trail._marks] == [
        (2023, 100.0, True),
        (2023, 300.0, False),
        (2025, 200.0, True),
        (2025, 400.0, False),
    ]
    assert page.trail._middle == 250.0
    assert "Median of 4 quotes since 2023" in page.says.text()
    assert "Awarded in 1 of 1 cases decided" in page.offers.phrase.toolTip() + page.offers.phrase.text()
    page.trail.grab()
    assert {spot.offer for spot in page.trail._spots} == {"a/o0", "a/o1", "b/o0", "b/o1"}
    opened: list[str] = []
    page.case_opened.disconnect()
    page.case_opened.connect(opened.append)
    assert page.prices.view.select(lambda row: row.offer == "a/o1")
    page.prices.view.opened.emit(page.prices.view.current_row())
    assert opened == ["a"]


def test_a_new_quote_is_there_when_the_page_is_shown_again(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    page = page_of(qtbot, window)
    before = page.list.view.sheet_model.rowCount()
    window.go("library")
    put(desk, "new", 2026, [("1", OWN)] * 9)
    page_of(qtbot, window)
    qtbot.waitUntil(lambda: page.list.view.sheet_model.rowCount() > before, timeout=WAIT)
    assert page.list.view.select(lambda row: row.offer == "Supplier 8")


def test_without_offers_it_says_so_and_leads_to_the_cases(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    window = MainWindow(Desk(tmp_path / "empty.sqlite", who="Tester"), theme)
    window.show()
    page = page_of(qtbot, window)
    assert page.states.currentIndex() == 1
    page.empty.primary.click()
    assert window.page.name == "library"
    window.close()
    window.deleteLater()
    qtbot.wait(10)


def test_an_offer_without_scoped_lines_has_no_price_to_show(qtbot: QtBot, window: MainWindow) -> None:
    page = page_of(qtbot, window)
    qtbot.waitUntil(lambda: bool(page.offers.view.sheet_model.rowCount()), timeout=WAIT)
    qtbot.waitUntil(lambda: page.items.count() == 0 and bool(page.says.text()), timeout=WAIT)
    assert page.trail.is_empty
    assert page.says.text() == "Its quotes name no scope item."


def menu_words(window: MainWindow) -> dict[str, QAction]:
    """Return what the list's context menu offers for the chosen case."""
    menu = menu_of(window.library.list.view)
    window.library.list.view.menu_made.emit(menu)
    return {action.text(): action for action in menu.actions()}


def test_a_case_is_copied_kept_as_a_template_and_archived_from_the_list(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    page = window.library
    qtbot.waitUntil(lambda: page.list.view.current_row() is not None, timeout=WAIT)
    menu_words(window)["Duplicate"].trigger()
    qtbot.waitUntil(lambda: page.list.view.sheet_model.rowCount() == 2, timeout=WAIT)
    copy = next(row.id for row in desk.cases() if row.id != CASE)
    assert desk.document(copy)["offers"] == desk.document(CASE)["offers"]
    page.choose(copy)
    menu_words(window)["Archive"].trigger()
    qtbot.waitUntil(lambda: page.list.view.sheet_model.rowCount() == 1, timeout=WAIT)
    page.archive.setChecked(True)
    assert page.list.view.sheet_model.rowCount() == 2
    page.choose(copy)
    menu_words(window)["Bring back from the archive"].trigger()
    qtbot.waitUntil(lambda: not page.shelving.any("archived"), timeout=WAIT)
    page.choose(CASE)
    menu_words(window)["Save as template"].trigger()
    qtbot.waitUntil(lambda: page.shelving.has(CASE, "template"), timeout=WAIT)
    page.choose(CASE)
    opened: list[str] = []
    page.case_opened.connect(opened.append)
    menu_words(window)["New case from this template"].trigger()
    qtbot.waitUntil(lambda: bool(opened), timeout=WAIT)
    assert desk.document(opened[0])["offers"] == []
    assert desk.document(opened[0])["case"]["scope"] == desk.document(CASE)["case"]["scope"]


def test_what_was_paid_is_typed_shown_and_removed(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    page = page_of(qtbot, window)
    qtbot.waitUntil(lambda: page.offers.view.current_row() is not None, timeout=WAIT)
    page.beside.switch.choose("paid")
    paid = page.beside.paid
    row = page.offers.view.current_row()
    assert row is not None
    case, offer = row.offer.split("/")
    paid.add_button.click()
    assert {name for name, box in paid.form.boxes.items() if box.editor.wrong} == {"date", "category", "amount"}
    assert desk.paid_on(case, offer)[2] == []
    for name, value in (("date", "2028-03-01"), ("category", "services"), ("amount", 1250.5)):
        paid.form.edited.emit(name, value)
    paid.add_button.click()
    qtbot.waitUntil(lambda: paid.table.sheet_model.rowCount() == 1, timeout=WAIT)
    assert desk.paid_on(case, offer)[2] == [{"date": "2028-03-01", "category": "services", "amount": 1250.5}]
    page.beside.switch.choose("held")
    qtbot.waitUntil(lambda: "9 more are needed" in page.beside.held.says.text(), timeout=WAIT)
    page.beside.switch.choose("paid")
    assert paid.table.select(lambda _row: True)
    paid.remove_button.click()
    qtbot.waitUntil(lambda: paid.table.sheet_model.rowCount() == 0, timeout=WAIT)
    assert desk.paid_on(case, offer)[2] == []
