"""The library shows how far cases are and the recent ones first; the window goes back to where one left."""

from pytestqt.qtbot import QtBot

from cdmo_desk.desk import Desk
from tests.ui.conftest import CASE, WAIT
from ui.main_window import MainWindow
from ui.shelf import cases
from ui.theme import Theme


def listed(window: MainWindow) -> list[str]:
    model = window.library.list.view.sheet_model
    return [model.row(row).offer for row in range(model.rowCount())]


def test_a_case_and_the_window_go_back_to_where_one_left(
    qtbot: QtBot, opened: MainWindow, theme: Theme, desk: Desk
) -> None:
    opened.go("level")
    opened.go("library")
    opened.work.open_case(CASE)
    assert opened.page.name == "level"
    opened.close()
    again = MainWindow(desk, theme)
    qtbot.addWidget(again)
    again.work.case.stages = ()
    again.show()
    again.resuming.resume()
    qtbot.waitUntil(lambda: again.page.name == "level", timeout=WAIT)
    again.go("library")
    again.close()
    last = MainWindow(desk, theme)
    qtbot.addWidget(last)
    last.show()
    last.resuming.resume()
    qtbot.wait(100)
    assert last.page.name == "library"
    last.close()


def test_the_list_says_how_far_cases_are(desk: Desk) -> None:
    def state() -> str:
        sheet = cases(desk)
        place = next(number for number, column in enumerate(sheet.columns) if column.id == "state")
        return sheet.rows[0].cells[place].text

    assert state() == "Draft"
    desk.reject(CASE, "Too dear")
    assert state() == "Rejected\n0 of 3 signed"
    desk.new_revision(CASE, "Again")
    assert state() == "Draft\nrevision 2"


def test_the_case_looked_at_last_stands_first(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    plain = desk.document(CASE)
    plain["case"] |= {"id": "later", "title": "Later"}
    desk.store(plain, request="Copy")
    window.library.refresh()
    qtbot.waitUntil(lambda: listed(window) == ["later", CASE], timeout=WAIT)
    window.work.open_case(CASE)
    window.go("library")
    window.library.refresh()
    qtbot.waitUntil(lambda: listed(window) == [CASE, "later"], timeout=WAIT)
