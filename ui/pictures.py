"""Pictures of every page, light and dark: `python -m ui.pictures DIR [--library FILE --case ID]`."""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import monotonic

import click
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from cdmo_desk import resource
from cdmo_desk.desk import Desk
from ui import settings, tongue
from ui.main_window import MainWindow
from ui.theme import Theme

LONGEST = 240.0
QUOTE = "sample/meridian-work-packages.xlsx"


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--library", type=click.Path(path_type=Path), help="A library to picture; the sample's by default.")
@click.option("--case", "case_id", help="The case to open; the first by default.")
@click.option("--file", "quote", type=click.Path(path_type=Path), help="A quote to review, in place of the sample's.")
@click.option("--size", default="1280x800", show_default=True)
@click.option("--font", default="", help="A font of the system, in place of its own.")
@click.option("--language", default="en", show_default=True, help="The language of the window.")
def run(  # noqa: PLR0917 - as many as the command has options
    folder: Path, library: Path | None, case_id: str | None, quote: Path | None, size: str, font: str, language: str
) -> None:
    """Write a picture of every page into FOLDER, in light and in dark."""
    application = QApplication(sys.argv[:1])
    tongue.begin(application, language)
    if font:
        application.setFont(QFont(font, 9))
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        settings.keep_in(Path(scratch) / "window.ini")
        theme = Theme(application, "light")
        empty = MainWindow(Desk(Path(scratch) / "empty.sqlite"), theme)
        empty.resize(*_size(size))
        empty.show()
        wait(lambda: empty.library.states.currentIndex() == 1)
        _grab(empty, theme, folder / "8-library-empty")
        empty.close()
        desk = Desk(library if library is not None else Path(scratch) / "library.sqlite")
        chosen = case_id or (desk.cases()[0].id if desk.cases() else desk.import_sample())
        window = MainWindow(desk, theme)
        window.resize(*_size(size))
        window.show()
        _pages(window, theme, folder, chosen, quote)
        window.close()
        _new_case(desk, theme, folder, chosen, _size(size))


def _size(text: str) -> tuple[int, int]:
    wide, _, high = text.partition("x")
    return int(wide), int(high)


def _pages(window: MainWindow, theme: Theme, folder: Path, case_id: str, quote: Path | None) -> None:
    wait(lambda: window.library.bars.isVisible() and bool(window.library.bars.accessibleDescription()))
    _grab(window, theme, folder / "8-library")
    window.work.case.stages = (8_192,)
    window.work.open_case(case_id)
    wait(lambda: window.work.case.shown is not None)
    _grab(window, theme, folder / "4-compare-base")
    wait(lambda: window.work.case.shown is not None and window.work.case.shown.trials > 0)
    _grab(window, theme, folder / "4-compare")
    window.compare.show_stale(is_stale=True)
    window.compare.strips.show_strip("warning", "Out of date: the case has changed. Calculating…", key="stale")
    _grab(window, theme, folder / "4-compare-stale")
    window.compare.show_stale(is_stale=False)
    window.compare.strips.clear("stale")
    window.go("brief")
    _grab(window, theme, folder / "0-brief")
    window.go("score")
    _grab(window, theme, folder / "6-score")
    window.go("level")
    matrix = window.level.body.matrix.view
    matrix.setCurrentIndex(matrix.sheet_model.index(4, 7))
    _grab(window, theme, folder / "3-level")
    window.go("quotes")
    _grab(window, theme, folder / "1-quotes")
    window.quotes.offers.filter.setChecked(True)
    window.quotes.strips.show_strip("error", "helvet.xlsx is protected with a password. Remove it in Excel.")
    window.quotes.strips.show_strip("ok", "Imported 19 lines into offer dedicated.", ("Undo", lambda: None))
    _grab(window, theme, folder / "1-quotes-strips")
    window.work.filing.take([quote or resource.path(QUOTE)])
    wait(lambda: window.page is window.review)
    _grab(window, theme, folder / "2-review")


def _new_case(desk: Desk, theme: Theme, folder: Path, case_id: str, size: tuple[int, int]) -> None:
    """Picture a case that has no offers yet."""
    brief = desk.document(case_id)["case"]
    with tempfile.TemporaryDirectory() as scratch:
        fresh = Desk(Path(scratch) / "new.sqlite")
        fresh.new_case(brief)
        window = MainWindow(fresh, theme)
        window.resize(*size)
        window.show()
        window.work.open_case(case_id)
        wait(lambda: window.page is window.quotes)
        _grab(window, theme, folder / "1-quotes-empty")
        window.close()


def _grab(window: MainWindow, theme: Theme, name: Path) -> None:
    for looks in ("light", "dark"):
        theme.choose(looks)
        settle()
        window.grab().save(str(name.with_name(f"{name.name}-{looks}.png")))
    theme.choose("light")


def wait(done: Callable[[], bool]) -> None:
    """Let the window work until something is so."""
    start = monotonic()
    while not done() and monotonic() - start < LONGEST:
        settle(20)
    if not done():
        raise TimeoutError("the window did not come so far")


def settle(milliseconds: int = 60) -> None:
    """Let the window work for a moment."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    run()
