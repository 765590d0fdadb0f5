"""The library in the window: history, backups, a library that does not open, cases in files, finding."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from cdmo_desk.desk import Desk
from cdmo_desk.library import lease
from tests.conftest import EXAMPLES
from tests.ui.conftest import CASE, WAIT
from ui.dialogs.backups import BackupsDialog
from ui.main_window import MainWindow
from ui.notices import Notices
from ui.opening import Opening
from ui.pages.history import HistoryPage
from ui.strips import Strip


def edit(desk: Desk, title: str, why: str = "") -> None:
    desk.put_brief(CASE, desk.document(CASE)["case"] | {"title": title}, request=f"Set title {title}", why=why)


def history(qtbot: QtBot, window: MainWindow, entries: int) -> HistoryPage:
    window.go("history")
    page = window.pages["history"]
    assert isinstance(page, HistoryPage)
    qtbot.waitUntil(lambda: page.list.view.sheet_model.rowCount() == entries, timeout=WAIT)
    return page


def test_history_shows_before_and_after_and_is_filtered(qtbot: QtBot, opened: MainWindow, desk: Desk) -> None:
    desk.who = "Ben <b>"
    edit(desk, "Second", "The board renamed it")
    page = history(qtbot, opened, 2)
    view = page.altered.view
    qtbot.waitUntil(lambda: view.sheet_model.rowCount() == 1, timeout=WAIT)
    cells = [cell.text for cell in view.sheet_model.row(0).cells]
    assert cells[:2] == ["Brief", "Title"]
    assert cells[3] == "Second"
    assert "The board renamed it" in page.altered.phrase.accessibleName()
    page.people.setCurrentIndex(page.people.findData("Tester"))
    page.people.activated.emit(page.people.currentIndex())
    assert page.list.view.sheet_model.rowCount() == 1
    assert "of 2" in page.sentence.accessibleName()
    page.people.setCurrentIndex(0)
    page.objects.setCurrentIndex(page.objects.findData("Brief"))
    page.objects.activated.emit(page.objects.currentIndex())
    assert page.list.view.sheet_model.rowCount() == 2
    page.until.used.setChecked(True)
    assert page.list.view.sheet_model.rowCount() == 2
    page.until.field.setDate(page.until.field.date().addDays(-9))
    assert page.list.view.sheet_model.rowCount() == 0


def test_history_follows_what_is_done(qtbot: QtBot, opened: MainWindow) -> None:
    page = history(qtbot, opened, 1)
    opened.requests.ask(lambda desk: desk.put_brief(CASE, desk.document(CASE)["case"] | {"title": "X"}, request="Edit"))
    qtbot.waitUntil(lambda: page.list.view.sheet_model.rowCount() == 2, timeout=WAIT)
    opened.work.undo()
    qtbot.waitUntil(lambda: page.list.view.sheet_model.rowCount() == 3, timeout=WAIT)
    assert "Undo: Edit" in page.list.view.sheet_model.row(0).cells[2].text


def test_backups_are_looked_into_and_restored(qtbot: QtBot, opened: MainWindow, desk: Desk) -> None:
    title = desk.document(CASE)["case"]["title"]
    opened.work.show_backups()
    dialog = opened.findChild(BackupsDialog)
    assert dialog is not None
    dialog.makes.click()
    qtbot.waitUntil(lambda: dialog.cases.view.sheet_model.rowCount() == 1, timeout=WAIT)
    assert "Sound" in dialog.words.text()
    desk.put_brief(CASE, desk.document(CASE)["case"] | {"title": "Worse"}, request="Edit")
    with qtbot.waitSignal(dialog.restored, timeout=WAIT):
        dialog.restores.click()
    assert desk.document(CASE)["case"]["title"] == title
    assert opened.page.name == "library"
    dialog.close()


def strips(window: MainWindow) -> str:
    return " ".join(strip.words.text() for strip in window.findChildren(Strip))


def test_a_cdmo_file_dropped_is_imported_or_offered_as_a_revision(
    qtbot: QtBot, opened: MainWindow, desk: Desk, tmp_path: Path
) -> None:
    other = Desk(tmp_path / "other.sqlite", who="Cid")
    other.import_case(EXAMPLES / f"{CASE}.json")
    edit(other, "From Cid")
    path = tmp_path / "case.cdmo"
    other.export_case(CASE, path)
    opened.work.filing.take([path])
    qtbot.waitUntil(lambda: "already" in strips(opened), timeout=WAIT)
    assert desk.document(CASE)["case"]["title"] != "From Cid"
    (act,) = [strip.act for strip in opened.findChildren(Strip) if "already" in strip.words.text()]
    act.click()
    qtbot.waitUntil(lambda: desk.document(CASE)["case"]["title"] == "From Cid", timeout=WAIT)
    path.write_bytes(b"PK other")
    opened.work.filing.take([path])
    qtbot.waitUntil(lambda: "cannot be used" in strips(opened), timeout=WAIT)


def test_finding_in_the_library_looks_into_the_cases(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    view = window.library.list.view
    qtbot.waitUntil(lambda: view.sheet_model.rowCount() == 1, timeout=WAIT)
    supplier = desk.document(CASE)["offers"][0]["supplier"]
    window.finding.setText("nothing of this")
    qtbot.waitUntil(lambda: view.sheet_model.rowCount() == 0, timeout=WAIT)
    assert "No case holds" in view.empty
    window.finding.setText(supplier[:4].lower())
    qtbot.waitUntil(lambda: view.sheet_model.rowCount() == 1, timeout=WAIT)
    window.finding.clear()
    qtbot.waitUntil(lambda: view.sheet_model.rowCount() == 1, timeout=WAIT)


def asked(qtbot: QtBot, opening: Opening) -> QMessageBox:
    qtbot.waitUntil(lambda: opening.box is not None and opening.box.isVisible(), timeout=WAIT)
    assert opening.box is not None
    return opening.box


def press(box: QMessageBox, name: str) -> None:
    button = box.findChild(QPushButton, name)
    assert button is not None, [found.objectName() for found in box.findChildren(QPushButton)]
    button.click()


def test_a_library_open_elsewhere_can_be_read(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    path = desk.path.resolve()
    with lease.taken(path, lease.Holder("Ben", "lab-7", "2026-11-20T12:00:00+00:00", 1, window=True)):
        held = lease._ours.pop(path)  # as if another process held it
        opening = Opening(window)
        opening.begin()
        box = asked(qtbot, opening)
        assert "open in the window of Ben on lab-7 since 2026-11-20 12:00" in box.text()
        with qtbot.waitSignal(opening.held, timeout=WAIT):
            press(box, "read")
        Notices(window).begin()
        lease._ours[path] = held
    assert desk.read_only
    assert "reading only" in strips(window)


@pytest.mark.parametrize("state", ["damaged", "empty"])
def test_a_library_that_is_spoilt_is_restored(qtbot: QtBot, window: MainWindow, desk: Desk, state: str) -> None:
    qtbot.waitUntil(lambda: window.library.list.view.sheet_model.rowCount() == 1, timeout=WAIT)
    desk.backup()
    content = desk.path.read_bytes()
    desk.path.write_bytes(content[: len(content) // 3] if state == "damaged" else b"")
    opening = Opening(window)
    opening.begin()
    box = asked(qtbot, opening)
    assert state in box.text()
    with qtbot.waitSignal(opening.held, timeout=WAIT):
        press(box, "restore")
    assert [row.id for row in desk.cases()] == [CASE]
    desk.end()


def test_who_chooses_nothing_ends_the_program(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    qtbot.waitUntil(lambda: window.library.list.view.sheet_model.rowCount() == 1, timeout=WAIT)
    desk.path.write_bytes(b"something else entirely")
    opening = Opening(window)
    opening.begin()
    box = asked(qtbot, opening)
    assert "is not a library" in box.text()
    box.reject()
    assert not window.isVisible()


def test_what_a_crash_left_is_told(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    left = lease.Holder("Tester", lease.this_host(), "2026-11-20T12:00:00+00:00", 1, window=True)
    lease.beside(desk.path).write_text(json.dumps(asdict(left)))
    opening, notices = Opening(window), Notices(window)
    opening.held.connect(notices.begin)
    opening.begin()
    qtbot.waitUntil(lambda: "ended unexpectedly" in strips(window), timeout=WAIT)
    assert "Import case" in strips(window)
    qtbot.waitUntil(lambda: len(desk.backups()) == 1, timeout=WAIT)
    desk.end()
