"""Open the window: `python -m ui [--library FILE] [CASE]`."""

import sys
from pathlib import Path

import click

from ui.app import main


@click.command()
@click.option("--library", type=click.Path(path_type=Path), help="The library's file, in place of the usual one.")
@click.argument("case", required=False)
def run(library: Path | None, case: str | None) -> None:
    """Open the window, on a case if one is named."""
    sys.exit(main(library, case))


if __name__ == "__main__":
    run()
