"""What the window's tests share: a themed application, settings of their own, a window over a library of examples."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from cdmo_desk.desk import Desk
from cdmo_desk.sheets.sheet import Cell, Column, Row, Sheet
from tests.conftest import EXAMPLES
from ui import icons, settings
from ui.main_window import MainWindow
from ui.theme import Theme

CASE = "tablet-certain"
WAIT = 60_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let every warning of Qt's fail a test of the window's."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path) -> Iterator[None]:
    settings.keep_in(tmp_path / "window.ini")
    yield
    settings._Kept.path = None


@pytest.fixture(autouse=True)
def _empty_clipboard(qapp: object) -> Iterator[None]:
    """Take what was copied off the clipboard: without a display, Qt would free it after Python has ended."""
    yield
    del qapp
    QGuiApplication.clipboard().clear()


@pytest.fixture(scope="session")
def _worn(qapp: object) -> Theme:
    from PySide6.QtWidgets import QApplication

    assert isinstance(qapp, QApplication)
    return Theme(qapp, "light")


@pytest.fixture
def theme(_worn: Theme) -> Iterator[Theme]:
    """Return the theme of the application, light when a test begins."""
    yield _worn
    if icons.tokens().name != "light":
        _worn.choose("light")


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a library with one example in it, made once and copied by each test."""
    path = tmp_path_factory.mktemp("example") / "library.sqlite"
    made = Desk(path, who="Tester")
    made.import_case(EXAMPLES / f"{CASE}.json")
    made.end()
    return path


@pytest.fixture
def desk(tmp_path: Path, example: Path) -> Desk:
    copyfile(example, tmp_path / "library.sqlite")
    return Desk(tmp_path / "library.sqlite", who="Tester")


@pytest.fixture
def stages() -> tuple[int, ...]:
    """Return the simulations that follow the base case: a module that asks nothing of chance has none."""
    return (512,)


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, desk: Desk, stages: tuple[int, ...]) -> Iterator[MainWindow]:
    """Return a window that makes its pages when they are turned to."""
    made = MainWindow(desk, theme)
    made.work.case.stages = stages
    made.late.early.clear()
    made.show()
    yield made
    made.close()
    made.deleteLater()
    qtbot.wait(10)


@pytest.fixture
def opened(qtbot: QtBot, window: MainWindow, stages: tuple[int, ...]) -> MainWindow:
    case = window.work.case
    window.work.open_case(CASE)
    qtbot.waitUntil(lambda: case.shown is not None and (not stages or case.shown.trials > 0), timeout=WAIT)
    return window


@pytest.fixture
def sheet() -> Sheet:
    """Return a sheet with words, figures, an unknown figure and a total."""

    def row(name: str, letter: str, text: str, value: float | None) -> Row:
        return Row((Cell(f"{letter} {name}", letter, "offer"), Cell(name), Cell(text, value)), "", letter.lower())

    return Sheet(
        id="test.one",
        title="Test",
        columns=(Column("offer", "Offer"), Column("name", "Name"), Column("cost", "Cost", "M USD", "right")),
        rows=(
            row("Beta", "B", "9.50", 9.5e6),
            row("Alpha", "A", "−1,100.00", -1.1e9),
            row("Gamma", "C", "–", None),
            row("Delta", "D", "10.25", 10.25e6),
        ),
        totals=(Row((Cell(""), Cell("All"), Cell("19.75", 19.75e6)), "sum"),),
    )
