"""Commands over suppliers' files."""

from pathlib import Path

import click

from cdmo_desk.cli.printing import FILE, print_json, print_sheets
from cdmo_desk.desk import Desk


@click.group()
def quote() -> None:
    """Read suppliers' files."""


@quote.command("read")
@click.argument("file", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
@click.pass_obj
def quote_read(desk: Desk, file: Path, as_json: bool) -> None:
    """Say what FILE is taken for: its lines, totals and doubts."""
    found = desk.read_quote(file)
    if as_json:
        from cdmo_desk import intake  # noqa: PLC0415 - loaded when asked for

        print_json(intake.as_json(found))
        return
    from cdmo_desk.sheets.quotes import reading  # noqa: PLC0415 - loaded when asked for

    print_sheets(reading(found))


@quote.command("import")
@click.argument("file", type=FILE)
@click.option("--case", "case_id", required=True, help="The case in the library.")
@click.option("--offer", "offer_id", help="The offer's id; by default found by the supplier, or a new one.")
@click.option("--accept", metavar="REASON", help="Why the doubts about the file are accepted.")
@click.pass_obj
def quote_import(desk: Desk, file: Path, case_id: str, offer_id: str | None, accept: str | None) -> None:
    """Read FILE into an offer of a case: its lines become terms, each counted once."""
    done = desk.import_quote(file, case_id, offer_id=offer_id, accept=accept)
    click.echo(f"Imported {file.name} into offer {done.offer} of {done.case}: {done.lines} lines, {done.terms} terms.")
    for message in done.messages:
        click.echo(f"  {message.severity} {message.code} {message.cell}: {message.text}", err=True)
