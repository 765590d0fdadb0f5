"""The one entrance of the program: a command where one is named, the window where none is."""

import os
import sys
from pathlib import Path

from cdmo_desk import cli
from cdmo_desk.problem import Refused


def main() -> None:
    """Run the command line; without a command it opens the window."""
    cli.main(obj=_open)


def _open(library: Path | None, case: str | None) -> int:
    """Open the window, or say what to do where there is no display."""
    told = os.environ.get("QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not (
        told or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        raise Refused("There is no display for the window here. Name a command; cdmo-desk --help lists them.")
    from ui.app import main as open_window  # noqa: PLC0415 - commands do without Qt

    return open_window(library, case)
