"""Commands that write documents for people."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cdmo_desk.cli.printing import FILE
from cdmo_desk.desk import Desk
from cdmo_desk.speech import LANGUAGES

if TYPE_CHECKING:
    from cdmo_desk.reports import Travel


@click.command()
@click.argument("case")
@click.option("-o", "--output", type=FILE, required=True, help="The PDF to write.")
@click.option("--trials", type=click.IntRange(0), help="How many trials the simulation has.")
@click.option("--seed", type=click.IntRange(0), help="The seed of the random numbers.")
@click.option("--paper", type=click.Choice(["A4", "Letter"], case_sensitive=False), default="A4", show_default=True)
@click.option("--language", type=click.Choice([*LANGUAGES]), default="en", show_default=True)
@click.option(
    "--travel",
    type=click.Choice(["everything", "recommended", "hashes"]),
    default="everything",
    show_default=True,
    help="What is attached inside: case, results and workbook; the recommended offer only; nothing but hashes.",
)
@click.option("--committee", is_flag=True, help="Name suppliers by letter only, also in what is attached.")
@click.option("--final", is_flag=True, help="For signature: without the draft mark, with empty signature fields.")
@click.option("--made-by", default="", metavar="NAME", help="Company or person at the head of each page.")
@click.pass_obj
def report(
    desk: Desk,
    *,
    case: str,
    output: Path,
    trials: int | None,
    seed: int | None,
    paper: str,
    language: str,
    travel: "Travel",
    committee: bool,
    final: bool,
    made_by: str,
) -> None:
    """Write the PDF summary of CASE for approval: PDF/A-3b with case, results and workbook inside."""
    from cdmo_desk.reports import Edition  # noqa: PLC0415 - each command loads what it needs

    found = desk.case(case)
    comparison = desk.compare(found, trials=trials, seed=seed)
    edition = Edition(paper=paper, language=language, travel=travel, committee=committee, made_by=made_by)
    remarks = (desk.for_signature if final else desk.report)(found, comparison, output, edition)
    for remark in remarks:
        click.echo(f"cdmo-desk: {remark}", err=True)
    click.echo(f"Wrote {output}")
