"""Commands that look after the library, its journal and its backups."""

import sys
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cdmo_desk.cli.printing import FILE, print_json, print_sheets
from cdmo_desk.desk import Desk
from cdmo_desk.speech import counted, say

if TYPE_CHECKING:
    from cdmo_desk.library.backups import Inside
    from cdmo_desk.sheets.history import Past

DAY = click.DateTime(["%Y-%m-%d"])
SHOWN = 6  # values altered, printed of one entry unless all are asked for
MOST_CASES = 20


@click.command()
@click.argument("case_id", metavar="CASE")
@click.option("--who", default="", help="Only what this person did.")
@click.option("--since", type=DAY, help="Only what was done on this day or later.")
@click.option("--until", type=DAY, help="Only what was done on this day or earlier.")
@click.option("--about", default="", help="Only what is of this: an offer, a term, a line, a word of the change.")
@click.option("--all", "whole", is_flag=True, help="Print every value altered, not the first few of each change.")
@click.option("--json", "as_json", is_flag=True, help="Print whole entries as JSON.")
@click.pass_obj
def audit(
    desk: Desk,
    case_id: str,
    *,
    who: str,
    since: datetime | None,
    until: datetime | None,
    about: str,
    whole: bool,
    as_json: bool,
) -> None:
    """Print who changed what in CASE, when and why, with the values before and after."""
    from cdmo_desk.sheets.history import Sought  # noqa: PLC0415 - loaded when asked for

    found = desk.history(case_id, Sought(who, about, _day(since), _day(until)))
    if as_json:
        print_json([asdict(past.entry) | {"elsewhere": past.elsewhere} for past in found])
        return
    for past in found:
        _print_entry(past, whole=whole)
    if not found:
        click.echo(say("No change of {case} fits.", case=case_id))


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else moment.date()


def _print_entry(past: "Past", *, whole: bool) -> None:
    from cdmo_desk.sheets.history import altered  # noqa: PLC0415 - loaded when asked for

    entry = past.entry
    why = f"  ({entry.why})" if entry.why else ""
    place = say("  [in another library]") if past.elsewhere else ""
    click.echo(f"{entry.sequence:>6}  {entry.time:%Y-%m-%d %H:%M:%S %z}  {entry.who}: {entry.request}{why}{place}")
    rows = altered(past).rows
    for row in rows if whole else rows[:SHOWN]:
        thing, field, before, after = (cell.text for cell in row.cells)
        click.echo(f"        {thing}{f', {field}' if field else ''}: {before} → {after}")
    if not whole and len(rows) > SHOWN:
        click.echo("        " + say("and {n} more (--all prints them)", n=len(rows) - SHOWN))


@click.group()
def library() -> None:
    """Look after the library."""


@library.command("path")
@click.pass_obj
def library_path(desk: Desk) -> None:
    """Print where the library lies."""
    click.echo(desk.path)


@library.command("check")
@click.option("--head", help="A head noted earlier, or its first 16 signs, which must be among the entries.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.pass_obj
def library_check(desk: Desk, head: str | None, *, as_json: bool) -> int:
    """Check the library: its file, the chain of its journal, rows against journal, files against hashes."""
    report = desk.examine(head)
    wrong = report.problems
    if as_json:
        print_json({"sound": not wrong, **asdict(report)})
        return 1 if wrong else 0
    for sentence in wrong:
        click.echo(sentence)
    sound = [part.looked_at for part in report.parts if not part.problems]
    if not wrong:
        click.echo(say("{path} is sound: {parts}.", path=desk.path, parts=", ".join(sound)))
        return 0
    if sound:
        click.echo(say("Still sound: {parts}.", parts=", ".join(sound)))
    if report.spoilt:
        ids = ", ".join(report.spoilt[:MOST_CASES]) + (" …" if len(report.spoilt) > MOST_CASES else "")
        whole = report.cases - len(report.spoilt)
        click.echo(
            say("Touched: {ids}. Cases whose rows are all as the program left them: {n}.", ids=ids, n=max(whole, 0))
        )
    click.echo(say("Restore a backup with: cdmo-desk library restore"))
    return 1


@library.command("head")
@click.pass_obj
def library_head(desk: Desk) -> None:
    """Print the head of the journal, to be noted elsewhere: it stands for all that was done so far."""
    with desk.library(read_only=True) as opened:
        click.echo(opened.head())


@library.command("backup")
@click.option("--list", "listing", is_flag=True, help="List the backups there are.")
@click.pass_obj
def library_backup(desk: Desk, *, listing: bool) -> None:
    """Write a backup beside the library, and verify it."""
    if listing:
        _print_backups(desk)
        return
    made = desk.backup()
    click.echo(say("Wrote and verified {path}", path=made.path))


@library.command("restore")
@click.option("--from", "source", type=FILE, help="The backup, or any library file; the newest sound backup otherwise.")
@click.option("--list", "listing", is_flag=True, help="List the backups there are, and restore none.")
@click.option("--look", is_flag=True, help="Say what is inside, and restore nothing.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def library_restore(desk: Desk, source: Path | None, *, listing: bool, look: bool, yes: bool) -> int:
    """Put a backup in the library's place; says first what is inside. The library it replaces is kept beside it."""
    if listing:
        _print_backups(desk)
        return 0
    chosen = source or desk.newest_backup()
    inside = desk.look_inside(chosen)
    _print_inside(inside)
    if look:
        return 1 if inside.problems else 0
    if not yes and sys.stdin.isatty():
        click.confirm(say("Put it in the place of {path}?", path=desk.path), abort=True)
    aside = desk.restore(chosen)
    click.echo(say("Restored {path}", path=desk.path))
    if aside is not None:
        click.echo(say("The library it replaced is kept: {path}", path=aside))
    return 0


@library.command("update")
@click.pass_obj
def library_update(desk: Desk) -> None:
    """Bring a library of an older version up to date; a backup of it is kept."""
    click.echo(say("The library is up to date now.") if desk.update() else say("The library was up to date already."))


@library.command("free")
@click.pass_obj
def library_free(desk: Desk) -> None:
    """Free a library in a shared folder that another computer has left held."""
    click.echo(say("The library is free.") if desk.free() else say("Nobody else holds the library."))


@library.command("index")
@click.pass_obj
def library_index(desk: Desk) -> None:
    """Make the search index anew from the cases."""
    desk.index()
    click.echo(say("The search index is made anew."))


@library.command("suppliers")
@click.argument("name", required=False)
@click.pass_obj
def library_suppliers(desk: Desk, name: str | None) -> None:
    """List the suppliers of all cases, or the offers, scores, awards, sites and evidence of one."""
    from cdmo_desk.sheets import across  # noqa: PLC0415 - loaded when asked for

    print_sheets((across.suppliers(desk.suppliers()),) if name is None else across.supplier(name, desk.supplier(name)))


@library.command("prices")
@click.argument("item")
@click.option("--case", "case_id", metavar="ID", help="In this case's currency, at its rates, and without it.")
@click.option("--currency", help="ISO 4217 code, in place of the case's.")
@click.option("--since", type=DAY, help="Only cases as of this day or later.")
@click.pass_obj
def library_prices(desk: Desk, item: str, case_id: str | None, currency: str | None, since: datetime | None) -> None:
    """Print what was asked in all cases for the scope item ITEM (its id), with the middle and where it comes from."""
    from cdmo_desk.sheets import across  # noqa: PLC0415 - loaded when asked for

    found = desk.prices(item, case_id=case_id, currency=currency, since=_day(since))
    quartiles, middle = found.quartiles, found.median
    spread = None if quartiles is None or middle is None else (quartiles[0], middle, quartiles[1])
    rows = [(price.quoted, price.value) for price in found.prices]
    print_sheets((across.prices(item, found.currency, rows, says=found.says(), spread=spread),))


def _print_backups(desk: Desk) -> None:
    found = desk.backups()
    for backup in found:
        size = backup.path.stat().st_size / 1e6
        click.echo(
            f"{backup.when:%Y-%m-%d %H:%M} UTC  {backup.reason:<10} {size:>9.1f} MB  {backup.head}  {backup.path}"
        )
    if not found:
        click.echo(say("No backups yet. Make one with: cdmo-desk library backup"))


def _print_inside(inside: "Inside") -> None:
    click.echo(f"{inside.path}")
    changed = counted("{n} change", "{n} changes", inside.entries)
    cases = counted("{n} case", "{n} cases", len(inside.cases))
    last = say("the last on {day} by {who}", day=f"{inside.last:%Y-%m-%d %H:%M}", who=inside.who) if inside.last else ""
    click.echo("  " + ", ".join(part for part in (cases, changed, last) if part))
    click.echo("  " + say("head {hash}", hash=inside.head))
    for row in inside.cases[:MOST_CASES]:
        click.echo(f"    {row.id:<24} {counted('{n} offer', '{n} offers', row.offers):>10}  {row.title}")
    if len(inside.cases) > MOST_CASES:
        click.echo("    " + say("and {n} more", n=len(inside.cases) - MOST_CASES))
    for problem in inside.problems[:MOST_CASES]:
        click.echo(f"  {problem}")
