"""The story everything is for: an empty library, three files, a dozen typed values, a printed comparison."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from cdmo_desk import resource
from cdmo_desk.desk import Desk
from ui.main_window import MainWindow
from ui.theme import Theme

FILES = ("northfield-quotation.xlsx", "helvet-offerte.xlsx", "castell-price-schedule.csv")
MOST = 12
LONG = 120_000


class Typist:
    """Types as a person would, and counts the values."""

    def __init__(self) -> None:
        self.typed: list[str] = []

    def type(self, field: QWidget, text: str) -> None:
        """Type a value into a field."""
        field.setFocus()
        QTest.keyClicks(field, text)
        self.typed.append(text)


@pytest.fixture
def empty(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[MainWindow]:
    made = MainWindow(Desk(tmp_path / "new.sqlite", who="Marta"), theme)
    made.work.case.stages = (256,)
    made.resize(1280, 800)
    made.show()
    yield made
    made.close()
    made.deleteLater()
    qtbot.wait(10)


def until(qtbot: QtBot, so: Callable[[], Any]) -> None:
    qtbot.waitUntil(lambda: bool(so()), timeout=LONG)


def drop(window: MainWindow, names: tuple[str, ...]) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(resource.path(f"sample/{name}"))) for name in names])
    keys = Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, keys))


def has_rate(window: MainWindow, code: str) -> bool:
    return code in (window.requests.desk.document(window.work.case.id)["case"].get("fx") or {})


def begin(qtbot: QtBot, window: MainWindow, typist: Typist) -> None:
    """Begin a case with a title and a product."""
    until(qtbot, lambda: window.library.states.currentIndex() == 1)
    window.library.empty.primary.click()
    page: Any = window.page
    assert page.name == "new"
    for name, text in (("title", "Drug substance for launch"), ("product", "Antibody X")):
        editor = page.form.editor(name)
        typist.type(editor.findChild(QLineEdit), text)
    page.create_.click()
    until(qtbot, lambda: window.page.name == "brief")


def plan(qtbot: QtBot, window: MainWindow, typist: Typist) -> None:
    """Plan the same demand in every year, and take the suggested rates of exchange."""
    page: Any = window.page
    grid = page.parts.tables["demand"].editor.grid
    page.tabs.setCurrentIndex(1)
    grid.choose(1, 0)
    grid.edit(grid.currentIndex())
    field = grid.findChild(QLineEdit)
    typist.type(field, "30")
    QTest.keyClick(field, Qt.Key.Key_Return)
    case_id = window.work.case.id
    until(qtbot, lambda: window.requests.desk.document(case_id)["case"]["demand"])
    grid.clearSelection()
    for column in range(grid.grid.columnCount()):
        grid.selectionModel().select(grid.grid.index(1, column), grid.selectionModel().SelectionFlag.Select)
    QTest.keyClick(grid, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    until(qtbot, lambda: len(window.requests.desk.document(case_id)["case"]["demand"]) > 1)
    for code in ("EUR", "CHF"):
        page.add_currency(code)
        until(qtbot, partial(has_rate, window, code))


def accept(qtbot: QtBot, window: MainWindow, typist: Typist, offers: int) -> None:
    """Accept the file under review, with a reason where one is asked for."""
    until(qtbot, lambda: window.page is window.review and window.review.accept.isEnabled())
    review: Any = window.review
    review.accept.click()
    QApplication.processEvents()
    if review.reasons.isVisible():
        typist.type(next(iter(review.reasons.fields.values())), "Asked the supplier")
        review.reasons.go.click()
    case_id = window.work.case.id
    until(qtbot, lambda: len(window.requests.desk.document(case_id)["offers"]) == offers)


def test_three_files_and_a_dozen_values_make_a_printed_comparison(
    qtbot: QtBot, empty: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typist, window = Typist(), empty
    begin(qtbot, window, typist)
    plan(qtbot, window, typist)
    drop(window, FILES)
    for number in range(len(FILES)):
        accept(qtbot, window, typist, number + 1)
    until(qtbot, lambda: window.page is window.quotes)
    window.go("compare")
    until(qtbot, lambda: (found := window.work.case.shown) and found.trials and len(found.case.offers) == len(FILES))
    until(qtbot, lambda: not window.work.case.is_stale)
    shown = window.work.case.shown
    assert shown is not None
    assert len(shown.comparison.ranking) == len(FILES)
    assert window.compare.ranking.view.sheet_model.rowCount() == len(FILES)
    assert "gives" in window.compare.sentence.accessibleName()
    path = tmp_path / "comparison.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), "PDF (*.pdf)"))
    window.compare.export.click()
    until(qtbot, lambda: "pdf" in window.compare.strips._kept)
    assert path.read_bytes().startswith(b"%PDF")
    assert 3 <= len(typist.typed) <= MOST, typist.typed
