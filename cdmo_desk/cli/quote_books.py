"""Commands over workbooks that go to suppliers and come back."""

from pathlib import Path

import click

from cdmo_desk.cli.printing import FILE, print_json, print_sheets
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


@click.command("revisions")
@click.option("--case", "case_id", required=True, help="A case document, or a case in the library.")
@click.option("--offer", "offer_id", required=True, help="The offer's id.")
@click.option("--trials", type=click.IntRange(0), help="How many trials; 0 for the base case only.")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
@click.pass_obj
def revisions(desk: Desk, *, case_id: str, offer_id: str, trials: int | None, as_json: bool) -> None:
    """Say what each revision of an offer changed, line by line, and what it does to the figures."""
    from cdmo_desk.sheets.revisions import plain_steps, revision_sheets  # noqa: PLC0415 - loaded when asked for

    case = desk.case(case_id)
    steps = desk.revised(case, offer_id, trials=trials)
    if as_json:
        print_json({"offer": offer_id, "steps": plain_steps(steps)})
    elif not steps:
        click.echo(say("The offer {offer} has one revision only.", offer=offer_id))
    else:
        print_sheets(revision_sheets(case, offer_id, steps))


BOOKS = (template, questions, answers, revisions)
