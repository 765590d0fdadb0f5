"""Commands over suppliers' files."""

from pathlib import Path

import click

from cdmo_desk.cli.printing import FILE, print_json, print_sheets
from cdmo_desk.desk import Desk
from cdmo_desk.speech import counted, say

CORRECTIONS = click.option(
    "--corrections", type=FILE, metavar="FILE.json", help="How the file is read otherwise, as the review keeps it."
)


@click.group()
def quote() -> None:
    """Read suppliers' files."""


@quote.command("read")
@click.argument("file", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
@CORRECTIONS
@click.pass_obj
def quote_read(desk: Desk, file: Path, as_json: bool, corrections: Path | None) -> None:
    """Say what FILE is taken for: its lines, totals and doubts."""
    found = desk.read_quote(file, desk.clock().date(), desk.corrections(corrections) if corrections else None)
    if as_json:
        from cdmo_desk import intake  # noqa: PLC0415 - loaded when asked for

        print_json(intake.as_json(found))
        return
    from cdmo_desk.sheets.quotes import reading  # noqa: PLC0415 - loaded when asked for

    print_sheets(reading(found))


@quote.command("import")
@click.argument("file", type=FILE)
@click.option("--case", "case_id", required=True, help="The case in the library.")
@click.option("--offer", "offer_id", help="The offer's id; by default found by the supplier, or a new one.")
@click.option("--accept", metavar="REASON", help="Why the doubts about the file are accepted.")
@CORRECTIONS
@click.option("--profile", "by_profile", is_flag=True, help="Read it as the supplier's profile remembers.")
@click.pass_obj
def quote_import(
    desk: Desk,
    file: Path,
    *,
    case_id: str,
    offer_id: str | None,
    accept: str | None,
    corrections: Path | None,
    by_profile: bool,
) -> None:
    """Read FILE into an offer of a case: its lines become terms, each counted once."""
    if corrections is not None and by_profile:
        raise click.UsageError(say("Name --corrections or --profile, not both."))
    said = desk.corrections(corrections) if corrections else None
    if by_profile:
        said = desk.remembered(file, case_id)
    done = desk.import_quote(file, case_id, offer_id=offer_id, accept=accept, corrections=said)
    lines, terms = counted("{n} line", "{n} lines", done.lines), counted("{n} term", "{n} terms", done.terms)
    click.echo(
        say(
            "Imported {file} into offer {offer} of {case}: {lines}, {terms}.",
            file=file.name,
            offer=done.offer,
            case=done.case,
            lines=lines,
            terms=terms,
        )
    )
    for message in done.messages:
        click.echo(f"  {message.severity} {message.code} {message.cell}: {message.text}", err=True)


@quote.group("profiles")
def profiles() -> None:
    """Keep how suppliers' files are read: learned from reviews that were accepted."""


@profiles.command("list")
@click.pass_obj
def profiles_list(desk: Desk) -> None:
    """List the suppliers whose files are known."""
    from cdmo_desk.sheets.profiles import listed  # noqa: PLC0415 - loaded when asked for

    print_sheets((listed(desk.profiles()),))


@profiles.command("export")
@click.argument("file", type=FILE)
@click.pass_obj
def profiles_export(desk: Desk, file: Path) -> None:
    """Write all profiles to FILE.json."""
    number = counted("{n} profile", "{n} profiles", desk.export_profiles(file))
    click.echo(say("Wrote {number} to {file}.", number=number, file=file))


@profiles.command("import")
@click.argument("file", type=FILE)
@click.pass_obj
def profiles_import(desk: Desk, file: Path) -> None:
    """Take over the profiles of FILE.json."""
    number = counted("{n} profile", "{n} profiles", desk.import_profiles(file))
    click.echo(say("Took over {number} from {file}.", number=number, file=file))


@profiles.command("forget")
@click.argument("supplier")
@click.pass_obj
def profiles_forget(desk: Desk, supplier: str) -> None:
    """Forget how SUPPLIER's files are read."""
    desk.forget_profile(supplier)
    click.echo(say("Forgot how files of {supplier} are read.", supplier=supplier))
