"""The command that computes the worked examples on this computer."""

from pathlib import Path

import click

from cdmo_desk.cli.printing import FILE, print_json, print_sheets
from cdmo_desk.desk import Desk
from cdmo_desk.speech import say


@click.command()
@click.option("-o", "--output", type=FILE, help="A PDF to write as evidence, every figure in it.")
@click.option("--json", "as_json", is_flag=True, help="Print every figure as JSON.")
@click.pass_obj
def selftest(desk: Desk, output: Path | None, as_json: bool) -> int:
    """Compute the built-in worked examples and print expected against computed; status 1 if any differs."""
    from cdmo_desk.selftest import prove  # noqa: PLC0415 - loaded when asked for

    proof = prove(desk.clock())
    if output is not None:
        from cdmo_desk.reports.proof import write  # noqa: PLC0415 - loaded when asked for

        write(output, proof)
    if as_json:
        print_json(
            {
                "passed": proof.passed,
                "version": proof.version,
                "time": proof.at.isoformat(),
                "machine": dict(proof.machine),
                "examples": {
                    found.name: [
                        {
                            "figure": figure.place,
                            "expected": figure.expected,
                            "computed": figure.computed,
                            "agrees": figure.agrees,
                        }
                        for figure in found.figures
                    ]
                    for found in proof.examples
                },
            }
        )
        return 0 if proof.passed else 1
    from cdmo_desk.sheets.proof import figures, summary  # noqa: PLC0415 - loaded when asked for

    print_sheets((summary(proof.examples), *(figures(found, wrong=True) for found in proof.examples if found.wrong)))
    if output is not None:
        click.echo(say("Wrote {path}", path=output))
    click.echo(
        say("All figures agree on this computer.")
        if proof.passed
        else say("Figures differ: do not use this installation.")
    )
    return 0 if proof.passed else 1
