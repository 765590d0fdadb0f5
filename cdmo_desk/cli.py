"""The command line: the same requests as the window's, for scripts and for checking."""

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from traceback import format_exception
from typing import TYPE_CHECKING, Any, NoReturn

import click

from cdmo_desk.desk import Desk, now, usual_library
from cdmo_desk.problem import Refused

if TYPE_CHECKING:
    from cdmo_desk.evaluation.results import Comparison
    from cdmo_desk.sheets import Sheet

FILE = click.Path(path_type=Path)


class OneLine(click.Group):
    """A command whose every refusal is a clear line on stderr and exit status 2, never a traceback."""

    def main(self, *args: Any, **kwargs: Any) -> NoReturn:  # noqa: ANN401 - click's own signature
        """Run the command and leave with its status."""
        kwargs["standalone_mode"] = False
        try:
            status = super().main(*args, **kwargs)
        except Refused as fault:
            for number, problem in enumerate(fault.problems):
                click.echo(f"{'' if number else 'cdmo-desk: '}{problem}", err=True)
            sys.exit(2)
        except click.ClickException as fault:
            click.echo(f"cdmo-desk: {fault.format_message()}", err=True)
            sys.exit(2)
        except click.Abort:
            click.echo("cdmo-desk: stopped.", err=True)
            sys.exit(130)
        except BrokenPipeError:
            sys.stderr.close()
            sys.exit(0)
        except Exception as fault:  # noqa: BLE001 - the last fence: a fault of ours is one line and a log, never a traceback
            click.echo(f"cdmo-desk: this is a fault of the program ({type(fault).__name__}). {_log(fault)}", err=True)
            sys.exit(70)
        sys.exit(status if isinstance(status, int) else 0)


def _log(fault: Exception) -> str:
    """Keep a fault for those who mend it, and say where."""
    path = usual_library().with_name("faults.log")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(f"{now().isoformat()} {' '.join(sys.argv[1:])}\n")
            file.writelines(format_exception(fault))
    except OSError:
        return "It could not be logged; nothing of yours was changed by it."
    return f"It is written down in {path}; nothing of yours was changed by it."


OpenWindow = Callable[[Path | None, str | None], int]


@click.group(cls=OneLine, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--library", type=FILE, help="The library's file, in place of the usual one.")
@click.option("--case", "case_id", metavar="ID", help="The case to open the window on.")
@click.version_option(package_name="cdmo-desk", prog_name="cdmo-desk")
@click.pass_context
def main(context: click.Context, library: Path | None, case_id: str | None) -> int:
    """Compare what CDMO offers cost, how far each could run away, and why.

    Without a command, opens the window.
    """
    open_window: OpenWindow | None = context.obj
    context.obj = Desk(library)
    if context.invoked_subcommand is not None:
        return 0
    if open_window is None:
        raise Refused("This installation has no window. Name a command; cdmo-desk --help lists them.")
    if case_id is not None:
        context.obj.document(case_id)
    return open_window(library, case_id)


@main.command()
@click.option("--output", type=FILE, default=Path("cdmo-desk-demo"), show_default=True, help="The folder to write to.")
@click.option("--trials", type=click.IntRange(0), help="How many trials the simulation has.")
def demo(output: Path, trials: int | None) -> None:
    """Do the main job on the sample case: import its quotes, compare them, print the table, write the PDF."""
    from cdmo_desk.demo import demonstrate  # noqa: PLC0415 - only this command needs it

    for line in demonstrate(output, trials=trials):
        click.echo(line)


@main.command()
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
        from cdmo_desk import evaluation  # noqa: PLC0415 - as above

        _print_json(evaluation.as_json(comparison))
        return
    from cdmo_desk.sheets.terminal import verdict  # noqa: PLC0415 - as above

    for line in verdict(found, comparison):
        click.echo(line)
    _warn(comparison)


def _warn(comparison: "Comparison") -> None:
    if comparison.warnings:
        count = len(comparison.warnings)
        click.echo("\n1 warning:" if count == 1 else f"\n{count} warnings:", err=True)
    for warning in comparison.warnings:
        click.echo(f"  {warning.place}: {warning.says}", err=True)


@main.command()
@click.argument("case")
@click.option("-o", "--output", type=FILE, required=True, help="The PDF to write.")
@click.option("--trials", type=click.IntRange(0), help="How many trials the simulation has.")
@click.option("--seed", type=click.IntRange(0), help="The seed of the random numbers.")
@click.option("--paper", type=click.Choice(["A4", "Letter"]), default="A4", show_default=True)
@click.pass_obj
def report(desk: Desk, *, case: str, output: Path, trials: int | None, seed: int | None, paper: str) -> None:
    """Write the PDF summary of CASE for approval."""
    found = desk.case(case)
    comparison = desk.compare(found, trials=trials, seed=seed)
    for remark in desk.report(found, comparison, output, paper=paper):
        click.echo(f"cdmo-desk: {remark}", err=True)
    click.echo(f"Wrote {output}")


@main.group()
def quote() -> None:
    """Read suppliers' files."""


@quote.command("read")
@click.argument("file", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
@click.pass_obj
def quote_read(desk: Desk, file: Path, as_json: bool) -> None:
    """Say what FILE is taken for: its lines, totals and doubts."""
    found = desk.read_quote(file)
    if as_json:
        from cdmo_desk import intake  # noqa: PLC0415 - as above

        _print_json(intake.as_json(found))
        return
    from cdmo_desk.sheets.quotes import reading  # noqa: PLC0415 - as above

    _print_sheets(reading(found))


@quote.command("import")
@click.argument("file", type=FILE)
@click.option("--case", "case_id", required=True, help="The case in the library.")
@click.option("--offer", "offer_id", help="The offer's id; by default found by the supplier, or a new one.")
@click.option("--accept", metavar="REASON", help="Why the doubts about the file are accepted.")
@click.pass_obj
def quote_import(desk: Desk, file: Path, case_id: str, offer_id: str | None, accept: str | None) -> None:
    """Read FILE into an offer of a case: its lines become terms, each counted once."""
    done = desk.import_quote(file, case_id, offer_id=offer_id, accept=accept)
    click.echo(f"Imported {file.name} into offer {done.offer} of {done.case}: {done.lines} lines, {done.terms} terms.")
    for message in done.messages:
        click.echo(f"  {message.severity} {message.code} {message.cell}: {message.text}", err=True)


@main.group()
def case() -> None:
    """Keep cases in the library."""


@case.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.pass_obj
def case_list(desk: Desk, as_json: bool) -> None:
    """List the cases of the library."""
    rows = desk.cases()
    if as_json:
        _print_json([{"id": row.id, "title": row.title, "product": row.product, "offers": row.offers} for row in rows])
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
        _print_json(desk.document(id))
        return
    from cdmo_desk.sheets.contents import contents  # noqa: PLC0415 - as above

    _print_sheets(contents(desk.case(id)))


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
    """Import a case document into the library."""
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
@click.option("-o", "--output", type=FILE, required=True, help="The case document to write.")
@click.pass_obj
def case_export(desk: Desk, id: str, output: Path) -> None:  # noqa: A002 - the word of the command line
    """Export a case of the library as a case document."""
    desk.export_case(id, output)
    click.echo(f"Wrote {output}")


@case.command("schema")
def case_schema() -> None:
    """Print the JSON Schema of case documents."""
    from cdmo_desk import document  # noqa: PLC0415 - as above

    _print_json(document.schema())


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


@main.command()
@click.argument("case_id", metavar="CASE")
@click.option("--json", "as_json", is_flag=True, help="Print whole entries as JSON.")
@click.pass_obj
def audit(desk: Desk, case_id: str, as_json: bool) -> None:
    """Print who changed what in CASE, when and why."""
    entries = desk.audit(case_id)
    if as_json:
        _print_json([asdict(entry) for entry in entries])
        return
    for entry in entries:
        why = f"  ({entry.why})" if entry.why else ""
        click.echo(f"{entry.sequence:>6}  {entry.time:%Y-%m-%d %H:%M:%S %z}  {entry.who}: {entry.request}{why}")


@main.group()
def library() -> None:
    """Look after the library."""


@library.command("path")
@click.pass_obj
def library_path(desk: Desk) -> None:
    """Print where the library lies."""
    click.echo(desk.path)


@library.command("check")
@click.option("--head", help="A head noted earlier, which must be among the entries.")
@click.pass_obj
def library_check(desk: Desk, head: str | None) -> int:
    """Check the library: its file, the chain of its journal, rows against journal, files against hashes."""
    wrong = desk.check(head)
    for sentence in wrong:
        click.echo(sentence)
    if not wrong:
        click.echo(f"{desk.path} is sound.")
    return 1 if wrong else 0


def _print_sheets(found: "tuple[Sheet, ...]") -> None:
    from cdmo_desk.sheets import as_text  # noqa: PLC0415 - as above

    for sheet in found:
        click.echo(as_text(sheet))


def _print_json(made: Any) -> None:  # noqa: ANN401 - any JSON
    json.dump(made, sys.stdout, ensure_ascii=False, indent=1, allow_nan=False, default=_as_text)
    sys.stdout.write("\n")


def _as_text(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value))
