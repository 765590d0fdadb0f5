"""Commands over workbooks that go to suppliers and come back."""

from pathlib import Path

import click

from cdmo_desk.cli.printing import FILE
from cdmo_desk.desk import Desk
from cdmo_desk.speech import say


@click.command("template")
@click.option("--case", "case_id", metavar="CASE", help="A case, whose scope and gates stand in the template.")
@click.option("--kind", metavar="KIND", help="Leave only the sheets for a kind of contract, such as risk_sharing.")
@click.option("-o", "--output", type=FILE, required=True, help="The workbook to write.")
@click.pass_obj
def template(desk: Desk, case_id: str | None, kind: str | None, output: Path) -> None:
    """Write the workbook in which suppliers quote; filled, it is imported without a question."""
    desk.write_template(output, case_id, kind)
    click.echo(say("Wrote {path}", path=output))


BOOKS = (template,)
