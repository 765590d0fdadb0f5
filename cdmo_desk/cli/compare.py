"""Commands that compare: a case, and the sample case from its quotes to the PDF."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cdmo_desk.cli.printing import FILE, print_json
from cdmo_desk.desk import Desk

if TYPE_CHECKING:
    from cdmo_desk.evaluation.results import Comparison


@click.command()
@click.option("--output", type=FILE, default=Path("cdmo-desk-demo"), show_default=True, help="The folder to write to.")
@click.option("--trials", type=click.IntRange(0), help="How many trials the simulation has.")
def demo(output: Path, trials: int | None) -> None:
    """Do the main job on the sample case: import its quotes, compare them, print the table, write the PDF."""
    from cdmo_desk.demo import demonstrate  # noqa: PLC0415 - loaded when asked for

    for line in demonstrate(output, trials=trials):
        click.echo(line)


@click.command()
@click.argument("case")
@click.option("--trials", type=click.IntRange(0), help="How many trials; 0 for the base case only.")
@click.option("--seed", type=click.IntRange(0), help="The seed of the random numbers.")
@click.option("--json", "as_json", is_flag=True, help="Print all results as JSON.")
@click.pass_obj
def compare(desk: Desk, case: str, trials: int | None, seed: int | None, as_json: bool) -> None:
    """Compare the offers of CASE: a case document, or the id of a case in the library."""
    found = desk.case(case)
    comparison = desk.compare(found, trials=trials, seed=seed)
    if as_json:
        from cdmo_desk import evaluation  # noqa: PLC0415 - loaded when asked for

        print_json(evaluation.as_json(comparison))
        return
    from cdmo_desk.sheets.terminal import verdict  # noqa: PLC0415 - loaded when asked for

    for line in verdict(found, comparison):
        click.echo(line)
    _warn(comparison)


def _warn(comparison: "Comparison") -> None:
    if comparison.warnings:
        count = len(comparison.warnings)
        click.echo("\n1 warning:" if count == 1 else f"\n{count} warnings:", err=True)
    for warning in comparison.warnings:
        click.echo(f"  {warning.place}: {warning.says}", err=True)
