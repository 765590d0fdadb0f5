"""Pictures of every page, in every look: `python -m ui.pictures DIR [--size 1024x768] [--scale 1.5]`.

With `--all` in every look, size and scale that is looked at before a release, each into a folder of its own.
"""

import copy
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic
from typing import Any

import click
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from cdmo_desk import resource
from cdmo_desk.desk import Desk
from ui import settings, tongue
from ui.main_window import MainWindow
from ui.theme import Theme

LONGEST = 240.0
TRIALS = 8_192
QUOTE = "sample/meridian-work-packages.xlsx"
LOOKS = ("light", "dark", "contrast")
EVERY = {
    "1280x800": ("--look", "light", "--look", "dark"),
    "1920x1080": ("--size", "1920x1080", "--look", "light", "--look", "dark"),
    "scale-1.5": ("--scale", "1.5", "--look", "light", "--look", "dark"),
    "contrast": ("--look", "contrast"),
}
"""What `--all` makes: the folder, and what is asked of a process of its own, for a process has one scale."""
MANY = 12
SIGNERS = ({"role": "prepared", "name": "Marta Lindqvist"}, {"role": "approved", "name": "Jonas Weber"})
PASSPHRASE = "correct horse battery"  # noqa: S105 - of nobody: it seals an identity in a library that is thrown away


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--library", type=click.Path(path_type=Path), help="A library to picture; the sample's by default.")
@click.option("--case", "case_id", help="The case to open; the first by default.")
@click.option("--file", "quote", type=click.Path(path_type=Path), help="A quote to review, in place of the sample's.")
@click.option("--size", default="1280x800", show_default=True)
@click.option("--scale", default="", help="The scale of the screen, such as 1.5.")
@click.option("--look", "looks", multiple=True, default=("light", "dark"), type=click.Choice(LOOKS), show_default=True)
@click.option("--only", default="", help="Only the pictures whose name begins so.")
@click.option("--font", default="", help="A font of the system, in place of its own.")
@click.option("--language", default="en", show_default=True, help="The language of the window.")
@click.option("--all", "is_every", is_flag=True, help="Every look, size and scale, each in a folder of its own.")
def run(  # noqa: PLR0917 - as many as the command has options
    folder: Path,
    library: Path | None,
    case_id: str | None,
    quote: Path | None,
    size: str,
    scale: str,
    looks: tuple[str, ...],
    only: str,
    font: str,
    language: str,
    *,
    is_every: bool,
) -> None:
    """Write a picture of every page into FOLDER, in each look."""
    if is_every:
        every(folder, ("--only", only, "--language", language))
        return
    if scale:
        os.environ["QT_SCALE_FACTOR"] = scale
    application = QApplication(sys.argv[:1])
    tongue.begin(application, language)
    if font:
        application.setFont(QFont(font, 9))
    if "contrast" in looks:
        application.setPalette(contrast())
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        settings.keep_in(Path(scratch) / "window.ini")
        wide, _, high = size.partition("x")
        made = Studio(Theme(application, "light"), folder, (int(wide), int(high)), looks, only, Path(scratch))
        desk = Desk(library if library is not None else Path(scratch) / "library.sqlite")
        chosen = case_id or (desk.cases()[0].id if desk.cases() else desk.import_sample())
        made.all(desk, chosen, quote)


def every(folder: Path, more: tuple[str, ...]) -> None:
    """Make all that is looked at, two processes at a time; raises what a process that failed raises."""
    command = [sys.executable, "-m", "ui.pictures"]
    with ThreadPoolExecutor(2) as pool:
        made = [
            pool.submit(subprocess.run, [*command, str(folder / name), *asked, *more], check=True)
            for name, asked in EVERY.items()
        ]
    for process in made:
        process.result()


class Studio:
    """Opens windows and takes pictures of them."""

    def __init__(  # noqa: PLR0917 - what every picture is taken with
        self, theme: Theme, folder: Path, size: tuple[int, int], looks: tuple[str, ...], only: str, scratch: Path
    ) -> None:
        self.theme, self.folder, self.size, self.looks, self.only = theme, folder, size, looks, only
        self._scratch = scratch
        self._number = 0

    def all(self, desk: Desk, case_id: str, quote: Path | None) -> None:
        """Picture the sample, then cases with no offer, one and twelve, and one that is signed."""
        plain = desk.document(case_id)
        self._empty_library()
        self._sample(desk, case_id, quote)
        for name, offers in (("none", 0), ("one", 1), ("twelve", MANY)):
            if self.is_wanted(f"9-{name}"):
                self._case(with_offers(plain, offers), name)
        if self.is_wanted("9-signed"):
            self._signed(plain)

    def is_wanted(self, name: str) -> bool:
        """Return whether pictures of this name, or ones that begin so, are asked for."""
        return name.startswith(self.only) or self.only.startswith(name)

    def take(self, widget: QWidget, name: str) -> None:
        """Take a picture in each look."""
        if not name.startswith(self.only):
            return
        for look in self.looks:
            self.theme.choose(look)
            settle()
            widget.grab().save(str(self.folder / f"{name}-{look}.png"))
        self.theme.choose("light")

    def window(self, desk: Desk) -> MainWindow:
        """Open a window."""
        made = MainWindow(desk, self.theme)
        made.work.case.stages = (TRIALS,)
        made.resize(*self.size)
        made.show()
        return made

    def _fresh(self) -> Desk:
        self._number += 1
        return Desk(self._scratch / f"{self._number}.sqlite", who=SIGNERS[0]["name"])

    def _empty_library(self) -> None:
        window = self.window(self._fresh())
        wait(lambda: window.library.states.currentIndex() == 1)
        self.take(window, "8-library-empty")
        window.late.begin()
        self.take(window, "0-new")
        window.close()

    def _sample(self, desk: Desk, case_id: str, quote: Path | None) -> None:
        window = self.window(desk)
        wait(lambda: window.library.bars.isVisible() and bool(window.library.bars.accessibleDescription()))
        self.take(window, "8-library")
        window.go("suppliers")
        settle(600)
        self.take(window, "8-suppliers")
        window.work.open_case(case_id)
        wait(lambda: window.work.case.shown is not None)
        self.take(window, "4-compare-base")
        simulated(window)
        self._compare(window)
        self._brief(window)
        self._others(window)
        self._explore(window)
        self._dialogs(window)
        self._quotes(window, quote)
        window.close()

    def _compare(self, window: MainWindow) -> None:
        page = window.compare
        window.go("compare")
        self.take(window, "4-compare")
        if self.is_wanted("4-compare-between"):
            page.view.choose("between")
            wait(lambda: page.between.held is not None)
            self.take(window, "4-compare-between")
            page.view.choose("overview")
        page.show_stale(is_stale=True)
        page.strips.show_strip("warning", "Out of date: the case has changed. Calculating…", key="stale")
        self.take(window, "4-compare-stale")
        page.show_stale(is_stale=False)
        page.strips.clear("stale")

    def _brief(self, window: MainWindow) -> None:
        window.go("brief")
        page: Any = window.page
        for place in range(page.tabs.count()):
            page.tabs.setCurrentIndex(place)
            self.take(window, f"0-brief-{place + 1}")
        page.tabs.setCurrentIndex(0)

    def _others(self, window: MainWindow) -> None:
        window.go("score")
        self.take(window, "6-score")
        window.go("level")
        matrix = window.level.body.matrix.view
        matrix.setCurrentIndex(matrix.sheet_model.index(4, min(7, len(matrix.sheet_model.columns) - 1)))
        self.take(window, "3-level")
        window.go("history")
        settle(600)
        self.take(window, "7-history")
        if self.is_wanted("7-approve"):
            self._approve(window, "7-approve")

    def _approve(self, window: MainWindow, name: str) -> None:
        window.go("approve")
        page: Any = window.page
        wait(lambda: page.shown is not None and page.document.preview.is_drawn)
        self.take(window, name)

    def _explore(self, window: MainWindow) -> None:
        if not self.is_wanted("5-explore"):
            return
        window.go("explore")
        page: Any = window.page
        wait(lambda: page.side.found is not None and page.side.found.trials > 0)
        settle(400)
        self.take(window, "5-explore")
        for name in page.side.panels:
            if name in page.side.segments.choices:
                page.side.segments.choose(name)
                self.take(window, f"5-explore-{name}")
        page.side.segments.choose("overview")

    def _dialogs(self, window: MainWindow) -> None:
        if not self.is_wanted("9-dialog"):
            return
        window.go("compare")
        helps = window.explaining.help("compare")
        self.take(helps, "9-dialog-help")
        helps.close()
        table = window.compare.stacks.show_table()
        if table is not None:
            self.take(table, "9-dialog-table")
            table.close()
        window.work.show_backups()
        dialog: Any = QApplication.activeModalWidget()
        if dialog is not None:
            wait(dialog.restores.isEnabled)
            settle(400)
            self.take(dialog, "9-dialog-backups")
            dialog.close()

    def _quotes(self, window: MainWindow, quote: Path | None) -> None:
        window.go("quotes")
        self.take(window, "1-quotes")
        window.quotes.offers.filter.setChecked(True)
        window.quotes.strips.show_strip("error", "helvet.xlsx is protected with a password. Remove it in Excel.")
        window.quotes.strips.show_strip("ok", "Imported 19 lines into offer dedicated.", ("Undo", lambda: None))
        self.take(window, "1-quotes-strips")
        if self.is_wanted("2-review"):
            window.work.filing.take([quote or resource.path(QUOTE)])
            wait(lambda: window.page is window.review)
            self.take(window, "2-review")

    def _case(self, plain: dict[str, Any], name: str) -> None:
        """Picture the pages of a case with few offers, or with many."""
        desk = self._fresh()
        desk.store(plain, request="Begin")
        window = self.window(desk)
        window.work.open_case(plain["case"]["id"])
        if plain["offers"]:
            simulated(window)
        else:
            wait(lambda: window.page is window.quotes)
        for page in ("compare", "level", "quotes", "score"):
            window.go(page)
            settle(200)
            self.take(window, f"9-{name}-{page}")
        window.close()

    def _signed(self, plain: dict[str, Any]) -> None:
        """Picture a case that was signed by all."""
        desk, case_id = self._fresh(), str(plain["case"]["id"])
        desk.store({**plain, "case": plain["case"] | {"route": list(SIGNERS)}}, request="Begin")
        for signer in SIGNERS:
            desk.new_identity(signer["name"], PASSPHRASE)
        window = self.window(desk)
        window.work.open_case(case_id)
        simulated(window)
        for _ in SIGNERS:
            window.go("approve")
            page: Any = window.page
            wait(lambda page=page: page.shown is not None and page.document.preview.is_drawn)  # type: ignore[misc]
            before = page.shown.approval.done
            page.form.passphrase.setText(PASSPHRASE)
            page.form.sign.click()
            wait(lambda page=page, before=before: page.shown.approval.done == before + 1)  # type: ignore[misc]
        self._approve(window, "9-signed-approve")
        window.go("compare")
        self.take(window, "9-signed-compare")
        window.close()


def with_offers(plain: dict[str, Any], number: int) -> dict[str, Any]:
    """Return a case with as many offers: fewer than it has, or some of them again under other names."""
    made = copy.deepcopy(plain)
    known = made["offers"]
    made["offers"] = []
    for place in range(number):
        offer = copy.deepcopy(known[place % len(known)])
        if place >= len(known):
            offer["id"] = f"{offer['id']}-{place}"
            offer["supplier"] = f"{offer['supplier']} {place}"
        made["offers"].append(offer)
    return made


def contrast() -> QPalette:
    """Return a palette as systems of high contrast have it: white, yellow and cyan on black."""
    role, made = QPalette.ColorRole, QPalette()
    for name in (role.Window, role.Base, role.AlternateBase, role.Button, role.ToolTipBase):
        made.setColor(name, QColor("#000000"))
    for name in (role.WindowText, role.Text, role.ButtonText, role.ToolTipText, role.PlaceholderText):
        made.setColor(name, QColor("#FFFFFF"))
    for name in (role.Link, role.Accent):
        made.setColor(name, QColor("#FFFF00"))
    made.setColor(role.Highlight, QColor("#1AEBFF"))
    made.setColor(role.HighlightedText, QColor("#000000"))
    made.setColor(QPalette.ColorGroup.Disabled, role.Text, QColor("#3FF23F"))
    return made


def simulated(window: MainWindow) -> None:
    """Wait until the open case is simulated."""
    wait(lambda: window.work.case.shown is not None and window.work.case.shown.trials > 0)
    wait(lambda: not window.work.case.is_stale)


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
