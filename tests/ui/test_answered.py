"""A workbook of questions that comes back is dropped like a quote, and goes straight into its offer."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from cdmo_desk.desk import supplier_books
from cdmo_desk.intake.quote import Message
from cdmo_desk.intake.reading import Reading
from tests.ui.conftest import CASE, WAIT
from ui.dialogs.doubts import DoubtsDialog
from ui.main_window import MainWindow


def answered(path: Path, offer: str) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Question ID", "Question", "Quantity", "Unit", "Price per unit", "Answer", "Note"])
    sheet.append([f"{offer}|clause|ip", "What do you propose?", None, None, None, "Each keeps its own", None])
    book.save(path)
    return path


def test_answers_that_are_dropped_go_into_their_offer(qtbot: QtBot, opened: MainWindow, tmp_path: Path) -> None:
    offer = opened.requests.desk.case(CASE).offers[0].id
    with qtbot.waitSignal(opened.work.importing.answered, timeout=WAIT):
        opened.work.filing.take([answered(tmp_path / "answers.xlsx", offer)])
    stands = next(found for found in opened.requests.desk.case(CASE).offers if found.id == offer)
    assert [(clause.topic, clause.text) for clause in stands.clauses if clause.topic == "ip"][-1:] == [
        ("ip", "Each keeps its own")
    ]
    assert opened.page is not opened.review


def test_answers_about_no_offer_are_refused_in_words(qtbot: QtBot, opened: MainWindow, tmp_path: Path) -> None:
    before = opened.requests.desk.document(CASE)
    with qtbot.waitSignal(opened.work.importing.unreadable, timeout=WAIT) as told:
        opened.work.filing.take([answered(tmp_path / "answers.xlsx", "nobody")])
    assert "no such offer" in str(told.args[1])
    assert opened.requests.desk.document(CASE) == before


def test_answers_with_doubts_ask_for_a_reason(
    qtbot: QtBot, opened: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = opened.requests.desk
    offer = desk.case(CASE).offers[0].id
    taken = supplier_books._taken

    def doubted(reading: Reading, plain: dict[str, Any]) -> object:
        found = taken(reading, plain)
        found.messages.append(Message("warning", "offer", "F2", "The clause is odd."))
        return found

    monkeypatch.setattr(supplier_books, "_taken", doubted)
    path = answered(tmp_path / "answers.xlsx", offer)
    before = desk.document(CASE)
    opened.work.filing.take([path])
    qtbot.waitUntil(lambda: opened.work.reviewing.dialog is not None, timeout=WAIT)
    dialog = opened.work.reviewing.dialog
    assert isinstance(dialog, DoubtsDialog)
    assert [dialog.list.item(row).text() for row in range(dialog.list.count())] == ["F2: The clause is odd."]
    assert not dialog.act.isEnabled()
    dialog.reject()
    qtbot.waitUntil(lambda: opened.work.reviewing.dialog is None, timeout=WAIT)
    assert desk.document(CASE) == before
    opened.work.filing.take([path])
    qtbot.waitUntil(lambda: opened.work.reviewing.dialog is not None, timeout=WAIT)
    dialog = opened.work.reviewing.dialog
    assert isinstance(dialog, DoubtsDialog)
    dialog.reason.setText("Confirmed on the phone")
    with qtbot.waitSignal(opened.work.importing.answered, timeout=WAIT):
        dialog.act.click()
    assert desk.audit(CASE)[-1].why == "Confirmed on the phone"


@pytest.mark.soak
def test_a_clipboard_without_cells_says_so(opened: MainWindow) -> None:
    QGuiApplication.clipboard().setText("hello")
    opened.commands["paste_quote"].trigger()
    assert "paste" in opened.page.strips._kept
    assert opened.page is not opened.review
