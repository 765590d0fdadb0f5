"""The command that evaluates many cases at once."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cdmo_desk.cli.printing import FILE, print_json, print_sheets
from cdmo_desk.desk import Desk

if TYPE_CHECKING:
    from concurrent.futures import Executor


@click.command()
@click.argument("place", metavar="LIBRARY|DIR", type=FILE)
@click.option("--trials", type=click.IntRange(0), help="How many trials each simulation has.")
@click.option("--seed", type=click.IntRange(0), help="The seed of the random numbers.")
@click.option("--scheduler", metavar="TCP://…", help="The address of a Dask cluster to run on, in place of processes.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.pass_obj
def portfolio(
    desk: Desk, place: Path, *, trials: int | None, seed: int | None, scheduler: str | None, as_json: bool
) -> int:
    """Evaluate all cases of a library or of a folder of case documents; status 1 if any could not be read."""
    from cdmo_desk import evaluation  # noqa: PLC0415 - loaded when asked for
    from cdmo_desk import portfolio as many  # noqa: PLC0415 - loaded when asked for

    found = many.documents(place, desk)
    running: AbstractContextManager[Executor] = many.cluster(scheduler) if scheduler else many.here(len(found))
    with running as executor:
        done = list(
            many.portfolio(
                found,
                executor,
                trials=evaluation.TRIALS if trials is None else trials,
                seed=evaluation.SEED if seed is None else seed,
            )
        )
    if as_json:
        print_json(done)
    else:
        from cdmo_desk.sheets.portfolio import portfolio as table  # noqa: PLC0415 - loaded when asked for

        print_sheets((table(done),))
    refused = [case for case in done if "refused" in case]
    for case in refused:
        click.echo(f"{case['case']}: {case['refused'][0]}", err=True)
    return 1 if refused else 0
