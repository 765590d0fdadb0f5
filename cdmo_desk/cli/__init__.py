"""The command line: the same requests as the window's, for scripts and for checking."""

import gc
from collections.abc import Callable
from pathlib import Path

import click

from cdmo_desk.cli.case import case
from cdmo_desk.cli.compare import compare, demo
from cdmo_desk.cli.library import audit
from cdmo_desk.cli.library_paid import library
from cdmo_desk.cli.one_line import OneLine
from cdmo_desk.cli.papers import report
from cdmo_desk.cli.portfolio import portfolio
from cdmo_desk.cli.printing import FILE
from cdmo_desk.cli.quote import quote
from cdmo_desk.cli.quote_books import BOOKS
from cdmo_desk.cli.selftest import selftest
from cdmo_desk.cli.signing import identity, sign, verify
from cdmo_desk.cli.workbook import export
from cdmo_desk.desk import Desk
from cdmo_desk.problem import Refused

OpenWindow = Callable[[Path | None, str | None], int]
GARBAGE = 200_000  # a command keeps most of what it makes: to look through it often takes a tenth of its start


@click.group(
    cls=OneLine,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Answers are in English; with CDMO_DESK_LANGUAGE=de in the environment they are in German.",
)
@click.option("--library", type=FILE, help="The library's file, in place of the usual one.")
@click.option("--case", "case_id", metavar="ID", help="The case to open the window on.")
@click.version_option(package_name="cdmo-desk", prog_name="cdmo-desk")
@click.pass_context
def main(context: click.Context, library: Path | None, case_id: str | None) -> int:
    """Compare what CDMO offers cost, how far each could run away, and why.

    Without a command, opens the window.
    """
    open_window: OpenWindow | None = context.obj
    desk = context.obj = Desk(library)
    context.call_on_close(lambda: _tell(desk))
    if context.invoked_subcommand is not None:
        gc.set_threshold(GARBAGE)
        return 0
    if open_window is None:
        raise Refused("This installation has no window. Name a command; cdmo-desk --help lists them.")
    if case_id is not None:
        context.obj.document(case_id)
    return open_window(library, case_id)


def _tell(desk: Desk) -> None:
    """Say what the library found when it was opened, such as a backup that failed."""
    for said in desk.take_notices():
        click.echo(f"cdmo-desk: {said}", err=True)


COMMANDS = (demo, compare, report, export, identity, sign, verify, quote, case, audit, library, selftest, portfolio)
for book in BOOKS:
    quote.add_command(book)
for command in COMMANDS:
    main.add_command(command)
