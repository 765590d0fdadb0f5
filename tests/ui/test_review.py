"""The review of a supplier's file: what is corrected shows at once, nothing is kept before it is accepted."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog, QMenu
from pytestqt.qtbot import QtBot

from cdmo_desk.desk import Desk
from cdmo_desk.intake.corrections import NONE
from tests.ui.conftest import CASE, WAIT
from ui.main_window import MainWindow
from ui.reading import Review
from ui.review_cells import BY_THEME

ROWS: list[list[Any]] = [
    ["Alder Biologics"],
    ["Quote No.:", "AB-7"],
    ["Currency:", "EUR"],
    ["Item", "Description", "Qty", "Unit", "Unit Price", "Amount", "Remarks"],
    ["A. Transfer"],
    ["1", "Kick-off meeting", 2, "day", 1000, 2000, None],
    ["2", "Cleaning of the tea kitchen", 1, "lump", 5000, 5000, None],
    ["3", "Study plan", 1, "each", None, None, None],
    ["4", "Protocol", 1, "each", None, None, None],
    [None, "Subtotal", None, None, None, 7100, None],
]


def written(folder: Path, name: str = "alder.xlsx", rows: list[list[Any]] | None = None) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Offer"
    for row in rows or ROWS:
        sheet.append(row)
    path = folder / name
    book.save(path)
    return path


@pytest.fixture
def stages() -> tuple[int, ...]:
    return ()


@pytest.fixture
def reviewed(qtbot: QtBot, opened: MainWindow, tmp_path: Path) -> MainWindow:
    opened.work.filing.take([written(tmp_path)])
    qtbot.waitUntil(lambda: opened.page is opened.review, timeout=WAIT)
    return opened


def shown(window: MainWindow) -> Review:
    review = window.review._review
    assert review is not None
    return review


def after(qtbot: QtBot, window: MainWindow, does: Callable[[], object]) -> Review:
    """Do something, and return the review that it leads to."""
    with qtbot.waitSignal(window.work.importing.corrected, timeout=WAIT):
        does()
    return shown(window)


def pick(menu: QMenu | None, words: str, nth: int = 0) -> None:
    """Choose an entry of a menu by its words."""
    assert menu is not None
    entries = [action for action in menu.actions() if action.text() == words]
    entries[nth].trigger()


@pytest.mark.soak
def test_cells_say_what_they_were_taken_for(reviewed: MainWindow) -> None:
    model = reviewed.review.sheet.grid.rows_model
    assert [model.word(row) for row in (4, 5, 6, 10)] == ["heading", "section", "line", "total"]
    assert model.role(6, 6) == "amount"
    assert model.data(model.index(5, 5)) == "2000"
    heads = reviewed.review.sheet.grid.head
    box = heads.box(5)
    assert box is not None
    assert box.currentText() == "Unit price"
    assert reviewed.navigation.is_folded


@pytest.mark.soak
def test_colours_are_told_apart_in_both_themes() -> None:
    for colours in BY_THEME.values():
        assert len({colours[role] for role in ("heading", "section", "price", "amount", "total", "state", "fact")}) == 7


@pytest.mark.soak
def test_a_row_is_left_out_by_a_key_and_brought_back(qtbot: QtBot, reviewed: MainWindow) -> None:
    grid = reviewed.review.sheet.grid
    grid.go(7, 2)
    found = after(qtbot, reviewed, lambda: QTest.keyClick(grid, Qt.Key.Key_Delete))
    assert len(found.reading.quote.lines) == 3
    assert grid.rows_model.word(7) == "left out"
    found = after(qtbot, reviewed, lambda: QTest.keyClick(grid, Qt.Key.Key_A))
    assert len(found.reading.quote.lines) == 4
    assert found.corrections == NONE


def test_a_column_takes_another_role(qtbot: QtBot, reviewed: MainWindow) -> None:
    box = reviewed.review.sheet.grid.head.box(3)
    assert box is not None
    box.setCurrentIndex(box.findData(""))
    found = after(qtbot, reviewed, lambda: box.activated.emit(box.currentIndex()))
    assert {line.quantity for line in found.reading.quote.lines} == {None}


@pytest.mark.soak
def test_a_heading_row_and_a_table_are_marked(qtbot: QtBot, reviewed: MainWindow) -> None:
    sheet = reviewed.review.sheet
    sheet.grid.clearSelection()
    sheet.grid.go(4, 1)
    selection = sheet.grid.selectionModel()
    model = sheet.grid.rows_model
    from PySide6.QtCore import QItemSelection, QItemSelectionModel

    block = QItemSelection(model.index(3, 0), model.index(6, 6))
    selection.select(block, QItemSelectionModel.SelectionFlag.Select)
    found = after(qtbot, reviewed, sheet.table.click)
    assert found.corrections.of("Offer").areas[0].range == "A4:G7"
    assert [line.row for line in found.reading.quote.lines] == [6, 7]
    sheet.heading.setText("6")
    found = after(qtbot, reviewed, sheet.heading.editingFinished.emit)
    assert 6 in {area.heading for area in found.corrections.of("Offer").areas}


@pytest.mark.soak
def test_a_cell_is_typed_over_and_the_total_agrees_at_once(qtbot: QtBot, reviewed: MainWindow) -> None:
    review, grid = reviewed.review, reviewed.review.sheet.grid
    assert "0 of 1" in review.sums.tabs.tabText(0)
    grid.go(8, 6)
    model = grid.rows_model
    found = after(qtbot, reviewed, lambda: model.setData(model.index(7, 5), "100"))
    assert found.reading.quote.lines[2].amount == 100
    assert found.reading.quote.totals[0].agrees
    assert grid.rows_model.is_typed(8, 6)
    assert "1 of 1" in review.sums.tabs.tabText(0)


@pytest.mark.soak
def test_one_selection_is_followed_by_all(reviewed: MainWindow) -> None:
    review = reviewed.review
    review.sheet.grid.go(7, 2)
    row = review.lines.view.current_row()
    assert row is not None
    assert row.cells[0].text == "7"
    review.lines.view.select(lambda found: found.cells[0].text == "6")
    assert review.sheet.grid.currentIndex().row() == 5
    visited = set()
    for _ in range(len(shown(reviewed).messages)):
        review.problems.step(1)
        visited.add(review.sheet.grid.currentIndex().row() + 1)
    assert visited >= {8, 9, 10}


def test_problems_are_gone_through_and_repaired_alike(qtbot: QtBot, reviewed: MainWindow) -> None:
    problems = reviewed.review.problems
    found = shown(reviewed)
    place = next(number for number, m in enumerate(found.messages) if m.code == "missing_price")
    assert problems.view.select(lambda row: row.offer == str(place))
    assert found.warnings()["missing_price"] == 2
    found = after(qtbot, reviewed, lambda: pick(problems.menu(), "Included", 1))
    assert "missing_price" not in found.warnings()
    assert [line.basis for line in found.reading.quote.lines][2:] == ["included", "included"]
    before = problems.view.current_row()
    QTest.keyClick(reviewed.review.sheet.grid, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: problems.view.current_row() is not before, timeout=WAIT)


@pytest.mark.soak
def test_what_a_line_becomes_is_chosen(qtbot: QtBot, reviewed: MainWindow) -> None:
    lines = reviewed.review.lines
    item, title = next(iter(shown(reviewed).ground.scope.items()))
    lines.view.select(lambda row: row.cells[0].text == "7")
    found = after(qtbot, reviewed, lambda: pick(lines.menu(lines.view), title))
    row = next(row for row in found.lines.rows if row.cells[0].text == "7")
    assert row.cells[7].text == title
    assert row.cells[8].text == "was chosen by hand"
    made = next(line for line in found.tried.offer["lines"] if line["row"] == 7)
    assert made["scope"] == item
    lines.shown.setCurrentIndex(lines.shown.findData("said"))
    lines.shown.activated.emit(lines.shown.currentIndex())
    assert lines.view.sheet_model.rowCount() == 1


@pytest.mark.soak
def test_facts_and_settings_are_said(qtbot: QtBot, reviewed: MainWindow) -> None:
    review = reviewed.review
    field = review.lines.fields["supplier"]
    field.setText("Alder Ltd")
    found = after(qtbot, reviewed, field.editingFinished.emit)
    assert found.reading.quote.supplier == "Alder Ltd"
    box = review.sheet.scale
    box.setCurrentIndex(box.findData("1000"))
    found = after(qtbot, reviewed, lambda: box.activated.emit(box.currentIndex()))
    assert found.reading.quote.lines[0].amount == 2_000_000


@pytest.mark.soak
def test_cancel_leaves_no_trace_and_keeps_corrections(qtbot: QtBot, reviewed: MainWindow, desk: Desk) -> None:
    before, head = desk.document(CASE), desk.audit(CASE)
    grid = reviewed.review.sheet.grid
    grid.go(7, 2)
    after(qtbot, reviewed, lambda: QTest.keyClick(grid, Qt.Key.Key_Delete))
    reviewed.review.cancel.click()
    qtbot.waitUntil(lambda: reviewed.page is reviewed.quotes, timeout=WAIT)
    qtbot.waitUntil(lambda: "left" in reviewed.quotes.strips._kept, timeout=WAIT)
    assert desk.document(CASE) == before
    assert desk.audit(CASE) == head
    assert [row.name for row in desk.unfinished(CASE)] == ["alder.xlsx"]
    assert not desk.check()
    reviewed.quotes.strips._kept["left"].act.click()
    qtbot.waitUntil(lambda: reviewed.page is reviewed.review, timeout=WAIT)
    assert shown(reviewed).corrections.of("Offer").kinds == {7: "ignored"}
    assert "told" in reviewed.review.strips._kept


def test_an_unfinished_review_waits_after_a_restart(
    qtbot: QtBot, reviewed: MainWindow, theme: Any, desk: Desk, tmp_path: Path
) -> None:
    grid = reviewed.review.sheet.grid
    grid.go(7, 2)
    after(qtbot, reviewed, lambda: QTest.keyClick(grid, Qt.Key.Key_Delete))
    qtbot.waitUntil(lambda: bool(desk.unfinished(CASE)), timeout=WAIT)
    reviewed.close()
    (tmp_path / "alder.xlsx").unlink()
    again = MainWindow(desk, theme)
    qtbot.addWidget(again)
    again.work.case.stages = ()
    again.show()
    again.work.open_case(CASE)
    qtbot.waitUntil(lambda: "left" in again.quotes.strips._kept, timeout=WAIT)
    again.quotes.strips._kept["left"].act.click()
    qtbot.waitUntil(lambda: again.page is again.review, timeout=WAIT)
    assert len(shown(again).reading.quote.lines) == 3
    again.close()


def test_accept_asks_reasons_then_remembers(qtbot: QtBot, reviewed: MainWindow, desk: Desk, tmp_path: Path) -> None:
    review = reviewed.review
    grid = review.sheet.grid
    grid.go(7, 2)
    found = after(qtbot, reviewed, lambda: QTest.keyClick(grid, Qt.Key.Key_Delete))
    QTest.keyClick(grid, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert review.reasons.isVisible()
    assert list(review.reasons.fields) == list(found.warnings())
    assert not review.reasons.go.isEnabled()
    reviewed.commands["leave"].trigger()
    assert not review.reasons.isVisible()
    assert reviewed.page is review
    review.accept.click()
    first = next(iter(review.reasons.fields.values()))
    QTest.keyClicks(first, "Asked on Monday")
    with qtbot.waitSignal(reviewed.work.importing.kept, timeout=WAIT):
        review.reasons.go.click()
    qtbot.waitUntil(lambda: reviewed.page is reviewed.quotes, timeout=WAIT)
    entry = next(entry for entry in desk.audit(CASE) if "Import alder.xlsx" in entry.request)
    assert entry.why == "Asked on Monday"
    assert not desk.unfinished(CASE)
    assert [profile.supplier for profile in desk.profiles()] == ["Alder Biologics"]
    reviewed.work.filing.take([written(tmp_path, "alder-2.xlsx", [*ROWS, ["Thank you."]])])
    qtbot.waitUntil(lambda: reviewed.page is reviewed.review, timeout=WAIT)
    assert shown(reviewed).corrections.of("Offer").kinds == {7: "ignored"}
    assert "last time" in reviewed.review.strips._kept["told"].words.text()
    assert shown(reviewed).into
    found = shown(reviewed)
    with qtbot.waitSignal(reviewed.work.importing.ready, timeout=WAIT):
        reviewed.review.strips._kept["told"].act.click()
    assert shown(reviewed).corrections == NONE


def test_errors_block(qtbot: QtBot, reviewed: MainWindow) -> None:
    box = reviewed.review.sheet.currency
    box.setCurrentIndex(box.findData("KRW"))
    found = after(qtbot, reviewed, lambda: box.activated.emit(box.currentIndex()))
    assert found.errors
    assert not reviewed.review.accept.isEnabled()


@pytest.mark.soak
def test_files_queue_in_sight(qtbot: QtBot, opened: MainWindow, tmp_path: Path) -> None:
    opened.work.filing.take([written(tmp_path, "one.xlsx"), written(tmp_path, "two.xlsx")])
    qtbot.waitUntil(lambda: opened.page is opened.review, timeout=WAIT)
    assert "two.xlsx" in opened.review.second.text()
    opened.review.cancel.click()
    qtbot.waitUntil(lambda: shown(opened).name == "two.xlsx", timeout=WAIT)
    assert "two.xlsx" not in opened.review.second.text()
    opened.review.cancel.click()
    qtbot.waitUntil(lambda: opened.page is opened.quotes, timeout=WAIT)


@pytest.mark.soak
def test_cells_are_pasted_as_a_quote(qtbot: QtBot, opened: MainWindow) -> None:
    text = "\r\n".join("\t".join("" if value is None else str(value) for value in row) for row in ROWS)
    QGuiApplication.clipboard().setText(text)
    opened.commands["paste_quote"].trigger()
    qtbot.waitUntil(lambda: opened.page is opened.review, timeout=WAIT)
    assert shown(opened).reading.quote.kind == "tsv"
    assert len(shown(opened).reading.quote.lines) == 4


def test_a_table_or_the_sheet_is_left_out_and_taken_back(qtbot: QtBot, reviewed: MainWindow) -> None:
    sheet = reviewed.review.sheet
    found = after(qtbot, reviewed, lambda: pick(sheet.menu(), "Leave the table at row 4 out"))
    assert found.reading.quote.lines == ()
    found = after(qtbot, reviewed, lambda: pick(sheet.menu(), "Take the table at row 4 in again"))
    assert len(found.reading.quote.lines) == 4
    found = after(qtbot, reviewed, lambda: pick(sheet.menu(), "Leave the sheet out"))
    assert found.reading.quote.lines == ()
    assert "left out" in sheet.sheet.currentText()
    found = after(qtbot, reviewed, lambda: pick(sheet.menu(), "Take the sheet in again"))
    assert len(found.reading.quote.lines) == 4


def test_totals_stand_as_read_beside_as_corrected(qtbot: QtBot, reviewed: MainWindow) -> None:
    model = reviewed.review.sheet.grid.rows_model
    assert [column.id for column in shown(reviewed).totals.columns] == ["label", "stated", "lines"]
    found = after(qtbot, reviewed, lambda: model.setData(model.index(7, 5), "100"))
    assert [column.id for column in found.totals.columns] == ["label", "stated", "lines", "before"]
    assert [cell.text for cell in found.totals.rows[0].cells] == ["F10  Subtotal", "7,100", "7,100", "7,000"]
    assert [cell.text for cell in found.totals.totals[-1].cells] == ["Sum of the lines", "", "7,100", "7,000"]


def test_the_supplier_is_asked_about_a_doubt(qtbot: QtBot, reviewed: MainWindow, desk: Desk, tmp_path: Path) -> None:
    problems = reviewed.review.problems
    place = next(n for n, m in enumerate(shown(reviewed).messages) if m.code == "missing_price" and m.cell == "B9")
    assert problems.view.select(lambda row: row.offer == str(place))
    problems.ask()
    dialog = problems.findChild(QInputDialog)
    assert dialog is not None
    dialog.setTextValue("What does the protocol cost?")
    found = after(qtbot, reviewed, dialog.accept)
    row = next(row for row in found.problems.rows if row.cells[1].text == "B9")
    assert row.cells[3].text == "Asked of the supplier"
    assert found.asked() == {}
    place = next(n for n, m in enumerate(found.messages) if m.code == "missing_price" and m.cell == "B8")
    problems.ask(place)
    found = after(qtbot, reviewed, problems.findChildren(QInputDialog)[-1].accept)
    assert found.asked() == {"missing_price": "asked of the supplier"}
    reviewed.review.accept.click()
    fields = reviewed.review.reasons.fields
    assert fields["missing_price"].text() == "asked of the supplier"
    for field in fields.values():
        field.setText(field.text() or "known")
    with qtbot.waitSignal(reviewed.work.importing.kept, timeout=WAIT) as kept:
        reviewed.review.reasons.go.click()
    written_to = desk.write_questions(tmp_path / "out", CASE, kept.args[0].offer, trials=64)
    sheet = openpyxl.load_workbook(next(iter(written_to))).active
    assert sheet is not None
    asked = [str(row[1]) for row in sheet.iter_rows(values_only=True)]
    assert sum("What does the protocol cost?" in words for words in asked) == 1


def test_a_cell_is_said_to_state_a_fact(qtbot: QtBot, reviewed: MainWindow) -> None:
    grid = reviewed.review.sheet.grid
    grid.go(2, 2)
    menu = next(found for found in grid.menu().findChildren(QMenu) if found.title() == "This cell states")
    found = after(qtbot, reviewed, lambda: pick(menu, "Supplier"))
    assert found.reading.quote.supplier == "AB-7"
    pick(menu, "Valid until")
    assert "is no date" in reviewed.review.strips._kept["unread"].words.text()
    field = reviewed.review.lines.fields["valid_until"]
    field.setText("30 Nov 2027")
    found = after(qtbot, reviewed, field.editingFinished.emit)
    assert found.reading.quote.valid_until == date(2027, 11, 30)
