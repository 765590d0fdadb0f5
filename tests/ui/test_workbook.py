"""The workbook is written from the window: from Approve and from the menu."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.ui.conftest import WAIT
from ui.main_window import MainWindow


def test_the_workbook_is_written_from_the_menu_and_from_approve(
    qtbot: QtBot, opened: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = iter((tmp_path / "one", tmp_path / "two.xlsx"))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(next(chosen)), ""))
    opened.commands["export_workbook"].trigger()
    qtbot.waitUntil(lambda: "workbook" in opened.page.strips._kept, timeout=WAIT)
    opened.go("approve")
    opened.page.books.click()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: "workbook" in opened.page.strips._kept, timeout=WAIT)
    for name in ("one.xlsx", "two.xlsx"):
        assert len(openpyxl.load_workbook(tmp_path / name).sheetnames) > 3
