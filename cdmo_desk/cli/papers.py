"""Commands that write documents for people."""

from pathlib import Path

import click

from cdmo_desk.cli.printing import FILE
from cdmo_desk.desk import Desk


@click.command()
@click.argument("case")
@click.option("-o", "--output", type=FILE, required=True, help="The PDF to write.")
@click.option("--trials", type=click.IntRange(0), help="How many trials the simulation has.")
@click.option("--seed", type=click.IntRange(0), help="The seed of the random numbers.")
@click.option("--paper", type=click.Choice(["A4", "Letter"]), default="A4", show_default=True)
@click.pass_obj
def report(desk: Desk, *, case: str, output: Path, trials: int | None, seed: int | None, paper: str) -> None:
    """Write the PDF summary of CASE for approval."""
    found = desk.case(case)
    comparison = desk.compare(found, trials=trials, seed=seed)
    for remark in desk.report(found, comparison, output, paper=paper):
        click.echo(f"cdmo-desk: {remark}", err=True)
    click.echo(f"Wrote {output}")
