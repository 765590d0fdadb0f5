"""A workbook of questions that comes back is dropped like a quote, and goes straight into its offer."""

from pathlib import Path

import openpyxl
from pytestqt.qtbot import QtBot

from tests.ui.conftest import CASE, WAIT
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
