"""Commands that compare: a case, and the sample case from its quotes to the PDF."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cdmo_desk.cli.printing import FILE, print_json, print_sheets
from cdmo_desk.desk import Desk
from cdmo_desk.problem import Refused, shown
from cdmo_desk.speech import say

if TYPE_CHECKING:
    from cdmo_desk.evaluation.results import Comparison

SET = "Change an input: a path of the document and its value, or PATH*=FACTOR. May repeat."


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
@click.option("--json", "as_json", is_flag=True, help="Print all results as JSON; JSON.md says what each key holds.")
@click.option(
    "--answers", is_flag=True, help="Answer too: swings, who wins where, what terms are worth, what flips it."
)
@click.option("--set", "changes", multiple=True, metavar="PATH=VALUE", help=SET)
@click.option("--scenario", metavar="NAME", help="Compare the case under one of its named scenarios.")
@click.option("--against", metavar="OTHER", help="Say what changes from OTHER, a document or a case, to CASE.")
@click.pass_obj
def compare(
    desk: Desk,
    *,
    case: str,
    trials: int | None,
    seed: int | None,
    as_json: bool,
    answers: bool,
    changes: tuple[str, ...],
    scenario: str | None,
    against: str | None,
) -> None:
    """Compare the offers of CASE: a case document, or the id of a case in the library.

    What a change does: cdmo-desk compare CASE --set "demand*=1.2" --against CASE
    """
    plan = desk.case(case)
    found = desk.changed(plan, _changes(changes), scenario=scenario)
    comparison = desk.compare(found, trials=trials, seed=seed)
    other = None if against is None else plan if against == case else desk.case(against)
    before = None if other is None else desk.compare(other, trials=trials, seed=seed)
    asked = desk.answers(found, trials=trials, seed=seed) if answers else None
    if as_json:
        from cdmo_desk.cli.answers import as_one  # noqa: PLC0415 - loaded when asked for

        print_json(as_one(desk, comparison, before, asked))
        return
    from cdmo_desk.sheets.terminal import verdict  # noqa: PLC0415 - loaded when asked for

    for line in verdict(found, comparison):
        click.echo(line)
    if other is not None and before is not None:
        from cdmo_desk.sheets.difference import differences  # noqa: PLC0415 - loaded when asked for

        print_sheets(differences(other, found, before, comparison))
    if asked is not None:
        from cdmo_desk.sheets.answers import answer_sheets  # noqa: PLC0415 - loaded when asked for

        print_sheets(answer_sheets(found, comparison, asked))
    _warn(comparison)


def _changes(texts: tuple[str, ...]) -> dict[str, Any]:
    """Return changes by their paths, of texts such as `discount_rate=0.08` or `demand*=1.2`."""
    changes: dict[str, Any] = {}
    for text in texts:
        path, equals, value = text.partition("=")
        times = path.endswith("*")
        if not equals or not path.rstrip("*").strip():
            raise Refused(
                say(
                    "--set must be a path and a value, such as discount_rate=0.08 or demand*=1.2, not {text}.",
                    text=shown(text),
                )
            )
        try:
            given = json.loads(value)
        except ValueError:
            given = value
        changes[path.removesuffix("*").strip()] = {"times": given} if times else given
    return changes


def _warn(comparison: "Comparison") -> None:
    if comparison.warnings:
        count = len(comparison.warnings)
        click.echo("\n1 warning:" if count == 1 else f"\n{count} warnings:", err=True)
    for warning in comparison.warnings:
        click.echo(f"  {warning.place}: {warning.says}", err=True)
