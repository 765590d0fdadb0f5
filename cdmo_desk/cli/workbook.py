"""The command that writes a workbook."""

from pathlib import Path

import click

from cdmo_desk.cli.printing import FILE
from cdmo_desk.desk import Desk


@click.command()
@click.argument("case")
@click.option("-o", "--output", type=FILE, required=True, help="The workbook to write.")
@click.option("--trials", type=click.IntRange(0), help="How many trials the simulation has.")
@click.option("--seed", type=click.IntRange(0), help="The seed of the random numbers.")
@click.pass_obj
def export(desk: Desk, case: str, output: Path, trials: int | None, seed: int | None) -> None:
    """Write CASE as a workbook for Excel, with live formulas for every total of the base case."""
    found = desk.case(case)
    desk.export_workbook(found, desk.compare(found, trials=trials, seed=seed), output)
    click.echo(f"Wrote {output}")
