"""Commands over workbooks that go to suppliers and come back."""

from pathlib import Path

import click

from cdmo_desk.cli.printing import FILE
from cdmo_desk.desk import Desk
from cdmo_desk.speech import counted, say


@click.command("template")
@click.option("--case", "case_id", metavar="CASE", help="A case, whose scope and gates stand in the template.")
@click.option("--kind", metavar="KIND", help="Leave only the sheets for a kind of contract, such as risk_sharing.")
@click.option("-o", "--output", type=FILE, required=True, help="The workbook to write.")
@click.pass_obj
def template(desk: Desk, case_id: str | None, kind: str | None, output: Path) -> None:
    """Write the workbook in which suppliers quote; filled, it is imported without a question."""
    desk.write_template(output, case_id, kind)
    click.echo(say("Wrote {path}", path=output))


@click.command("questions")
@click.argument("case")
@click.option("--offer", "offer_id", metavar="ID", help="Ask about one offer only.")
@click.option("-o", "--output", type=FILE, required=True, help="A workbook (.xlsx), or a folder: a file for each.")
@click.pass_obj
def questions(desk: Desk, case: str, offer_id: str | None, output: Path) -> None:
    """Write what to ask the suppliers of CASE, the costliest first, as a workbook that they fill."""
    written = desk.write_questions(output, case, offer_id)
    for path, (offers, number) in written.items():
        count = counted("1 question", "{n} questions", number)
        click.echo(say("Wrote {path}: {count} about {offers}.", path=path, count=count, offers=offers))
        if ", " in offers:
            click.echo(
                say("It holds sheets for several suppliers: send none of them the whole file. -o FOLDER parts it."),
                err=True,
            )


@click.command("answers")
@click.argument("file", type=FILE)
@click.option("--case", "case_id", required=True, help="The case in the library.")
@click.option("--accept", metavar="REASON", help="Why the doubts about the answers are accepted.")
@click.pass_obj
def answers(desk: Desk, file: Path, case_id: str, accept: str | None) -> None:
    """Take in FILE, a workbook of questions that a supplier answered."""
    done = desk.import_answers(file, case_id, accept=accept)
    prices, others = counted("1 price", "{n} prices", done.prices), counted("1 note", "{n} notes", done.others)
    click.echo(
        say(
            "Took {prices} and {others} of {file} into {offers}.",
            prices=prices,
            others=others,
            file=file.name,
            offers=", ".join(done.offers),
        )
    )
    for message in done.messages:
        click.echo(f"  {message.severity} {message.code} {message.cell}: {message.text}", err=True)


BOOKS = (template, questions, answers)
