"""Commands that look after the library and its journal."""

from dataclasses import asdict

import click

from cdmo_desk.cli.printing import print_json
from cdmo_desk.desk import Desk


@click.command()
@click.argument("case_id", metavar="CASE")
@click.option("--json", "as_json", is_flag=True, help="Print whole entries as JSON.")
@click.pass_obj
def audit(desk: Desk, case_id: str, as_json: bool) -> None:
    """Print who changed what in CASE, when and why."""
    entries = desk.audit(case_id)
    if as_json:
        print_json([asdict(entry) for entry in entries])
        return
    for entry in entries:
        why = f"  ({entry.why})" if entry.why else ""
        click.echo(f"{entry.sequence:>6}  {entry.time:%Y-%m-%d %H:%M:%S %z}  {entry.who}: {entry.request}{why}")


@click.group()
def library() -> None:
    """Look after the library."""


@library.command("path")
@click.pass_obj
def library_path(desk: Desk) -> None:
    """Print where the library lies."""
    click.echo(desk.path)


@library.command("check")
@click.option("--head", help="A head noted earlier, which must be among the entries.")
@click.pass_obj
def library_check(desk: Desk, head: str | None) -> int:
    """Check the library: its file, the chain of its journal, rows against journal, files against hashes."""
    wrong = desk.check(head)
    for sentence in wrong:
        click.echo(sentence)
    if not wrong:
        click.echo(f"{desk.path} is sound.")
    return 1 if wrong else 0
