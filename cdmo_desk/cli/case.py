"""Commands over the cases of the library."""

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from cdmo_desk.cli.printing import FILE, print_json, print_sheets
from cdmo_desk.desk import Desk
from cdmo_desk.problem import Refused
from cdmo_desk.speech import say


@click.group()
def case() -> None:
    """Keep cases in the library."""


@case.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.option("--all", "archived", is_flag=True, help="With those in the archive.")
@click.pass_obj
def case_list(desk: Desk, as_json: bool, archived: bool) -> None:
    """List the cases of the library."""
    rows = [row for row in desk.cases() if archived or "archived" not in row.marks]
    if as_json:
        print_json([{"id": row.id, "title": row.title, "product": row.product, "offers": row.offers} for row in rows])
        return
    if not rows:
        click.echo("No cases yet. Import one with: cdmo-desk case import FILE.json")
    for row in rows:
        changed = f"{row.changed:%Y-%m-%d %H:%M}" if row.changed else ""
        click.echo(f"{row.id:<24} {row.offers:>3} offers  {changed:<16}  {row.title}")


@case.command("show")
@click.argument("id")
@click.option("--json", "as_json", is_flag=True, help="Print the case document.")
@click.pass_obj
def case_show(desk: Desk, id: str, as_json: bool) -> None:  # noqa: A002 - the word of the command line
    """Show a case of the library."""
    if as_json:
        print_json(desk.document(id))
        return
    from cdmo_desk.sheets.contents import contents  # noqa: PLC0415 - loaded when asked for

    print_sheets(contents(desk.case(id)))


@case.command("new")
@click.option("--id", "id_", required=True, help="A short name, such as mab-launch.")
@click.option("--title", required=True)
@click.option("--product", default="", help="What is made.")
@click.option("--modality", default="")
@click.option("--stage", default="phase_1", show_default=True)
@click.option("--currency", default="EUR", show_default=True, help="ISO 4217 code.")
@click.option("--start", type=click.DateTime(["%Y-%m-%d"]), required=True, help="First day of the programme.")
@click.option("--years", type=int, default=5, show_default=True, help="Horizon.")
@click.option("--discount-rate", type=float, default=0.1, show_default=True, help="A year, as a fraction.")
@click.option("--demand", default="", help="Good output wanted a year, such as 4,8,12.")
@click.option("--demand-unit", default="batch", show_default=True)
@click.option("--fx", multiple=True, metavar="CODE=RATE", help="A rate of exchange, such as CHF=1.13; may repeat.")
@click.pass_obj
def case_new(desk: Desk, /, start: datetime, **options: Any) -> None:  # noqa: ANN401 - the options above
    """Make a new case; what is not given is a default, listed as an assumption without a source."""
    brief = {
        "id": options.pop("id_"),
        "as_of": desk.clock().date().isoformat(),
        "start": start.date().isoformat(),
        "horizon_years": options.pop("years"),
        "demand": _numbers(options.pop("demand")),
        "fx": _rates(options.pop("fx")),
        **options,
    }
    click.echo(f"Made case {desk.new_case(brief)}.")


def _numbers(text: str) -> list[float]:
    try:
        return [float(part) for part in text.split(",") if part.strip()]
    except ValueError:
        raise Refused(f"--demand must be numbers with commas between, such as 4,8,12, not {text!r}.") from None


def _rates(texts: tuple[str, ...]) -> dict[str, dict[str, float]]:
    rates: dict[str, dict[str, float]] = {}
    for text in texts:
        code, _, rate = text.partition("=")
        try:
            rates[code.strip()] = {"rate": float(rate)}
        except ValueError:
            raise Refused(f"--fx must be a currency and its rate, such as CHF=1.13, not {text!r}.") from None
    return rates


@case.command("import")
@click.argument("file", type=FILE)
@click.option("--replace", is_flag=True, help="Put it in place of the case of the same id.")
@click.option("--why", default="", help="A reason for the audit trail.")
@click.pass_obj
def case_import(desk: Desk, file: Path, replace: bool, why: str) -> None:
    """Import a case document (.json) or a case with its files and history (.cdmo) into the library."""
    click.echo(f"Imported case {desk.import_case(file, replace=replace, why=why)}.")


@case.command("sample")
@click.pass_obj
def case_sample(desk: Desk) -> None:
    """Import the sample case with its quotes, unless the library has it."""
    name = desk.sample_id()
    if any(row.id == name for row in desk.cases()):
        click.echo(f"The library has case {name} already.")
        return
    click.echo(f"Imported case {desk.import_sample()}.")


@case.command("export")
@click.argument("id")
@click.option("-o", "--output", type=FILE, required=True, help="The .json (document) or .cdmo (with files) to write.")
@click.pass_obj
def case_export(desk: Desk, id: str, output: Path) -> None:  # noqa: A002 - the word of the command line
    """Export a case: its document (.json), or the case with its source files and history (.cdmo)."""
    desk.export_case(id, output)
    click.echo(f"Wrote {output}")


@case.command("files")
@click.argument("id")
@click.option("-o", "--output", type=FILE, required=True, help="The folder to write to.")
@click.pass_obj
def case_files(desk: Desk, id: str, output: Path) -> None:  # noqa: A002 - the word of the command line
    """Write the source files of a case into a folder; nothing there is overwritten."""
    written = desk.export_files(id, output)
    for path in written:
        click.echo(say("Wrote {path}", path=path))
    if not written:
        click.echo(say("The case {id} has no source files.", id=id))


@case.command("find")
@click.argument("words", nargs=-1, required=True)
@click.pass_obj
def case_find(desk: Desk, words: tuple[str, ...]) -> int:
    """List the cases that hold all WORDS in brief, offers, lines or notes."""
    found = desk.find(" ".join(words))
    for row in desk.cases():
        if row.id in found:
            click.echo(f"{row.id:<24} {row.title}")
    if not found:
        click.echo(say("No case holds {words}.", words=" ".join(words)))
    return 0 if found else 1


@case.command("duplicate")
@click.argument("id")
@click.argument("new_id", metavar="NEW")
@click.option("--title", help="The title of the copy.")
@click.option("--without-offers", is_flag=True, help="Copy the brief alone, as from a template.")
@click.pass_obj
def case_duplicate(
    desk: Desk,
    id: str,  # noqa: A002 - the word of the command line
    new_id: str,
    *,
    title: str | None,
    without_offers: bool,
) -> None:
    """Copy the case ID to another, NEW."""
    made = desk.duplicate_case(id, new_id, title=title, offers=not without_offers)
    click.echo(say("Made case {id}.", id=made))


@case.command("archive")
@click.argument("id")
@click.option("--back", is_flag=True, help="Bring it back.")
@click.pass_obj
def case_archive(desk: Desk, id: str, *, back: bool) -> None:  # noqa: A002 - the word of the command line
    """Put a case into the archive, so that it is listed only with --all; nothing of it is lost."""
    entry = desk.mark_case(id, "archived", on=not back).entry
    click.echo(entry.request if entry else say("Nothing changed."))


@case.command("plug")
@click.argument("id")
@click.argument("item")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Only quotes as of this day or later.")
@click.pass_obj
def case_plug(desk: Desk, id: str, item: str, since: datetime | None) -> None:  # noqa: A002 - as above
    """Make the median of earlier quotes for ITEM the should-cost of the case, with its source."""
    desk.take_plug(id, item, since=since.date() if since else None)
    history = desk.prices(item, case_id=id, since=since.date() if since else None)
    click.echo(say("Should-cost of {item}: {says}.", item=item, says=history.says()))


@case.command("outliers")
@click.argument("id")
@click.pass_obj
def case_outliers(desk: Desk, id: str) -> int:  # noqa: A002 - the word of the command line
    """List prices far outside what other cases were asked for the same scope item."""
    from cdmo_desk.sheets.figures import EN  # noqa: PLC0415 - loaded when asked for

    found = desk.outliers(id)
    for offer, item, value, history in found:
        low, high = history.quartiles or (value, value)
        words = {"value": EN.full(value), "low": EN.full(low), "high": EN.full(high), "currency": history.currency}
        click.echo(
            say(
                "{offer}, {item}: {value} {currency}; the middle half of {n} earlier quotes lies from {low} to {high}.",
                offer=offer,
                item=item,
                n=len(history.values),
                **words,
            )
        )
    if not found:
        click.echo(say("No price lies far outside earlier quotes, or there are too few of them."))
    return 1 if found else 0


@case.command("schema")
def case_schema() -> None:
    """Print the JSON Schema of case documents."""
    from cdmo_desk import document  # noqa: PLC0415 - loaded when asked for

    print_json(document.schema())


@case.command("undo")
@click.argument("id")
@click.pass_obj
def case_undo(desk: Desk, id: str) -> None:  # noqa: A002 - the word of the command line
    """Take back the last change of a case."""
    entry = desk.undo(id).entry
    click.echo(entry.request if entry else "Nothing changed.")


@case.command("redo")
@click.argument("id")
@click.pass_obj
def case_redo(desk: Desk, id: str) -> None:  # noqa: A002 - the word of the command line
    """Bring back the last change of a case that was taken back."""
    entry = desk.redo(id).entry
    click.echo(entry.request if entry else "Nothing changed.")
