"""Commands over what was paid in the end, and how the forecasts before it held."""

from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click

from cdmo_desk.cli.library import DAY, library
from cdmo_desk.cli.printing import FILE, print_json, print_sheets
from cdmo_desk.desk import Desk
from cdmo_desk.problem import Refused
from cdmo_desk.speech import counted, say

__all__ = ["library"]


@library.command("paid")
@click.argument("case_id", metavar="CASE")
@click.argument("offer", metavar="OFFER")
@click.option("--date", "day", type=DAY, help="When a payment was made; with --category and --amount it is added.")
@click.option("--category", help="What for: services, batches, materials, capacity, milestones, …, or a word of yours.")
@click.option("--amount", help="How much, in the offer's currency, such as 125000.00.")
@click.option("--source", default="", help="Where it is known from, such as the number of an invoice.")
@click.option("--from", "path", type=FILE, help="A CSV file with the columns date, category, amount and source.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.pass_obj
def library_paid(
    desk: Desk,
    case_id: str,
    offer: str,
    *,
    day: datetime | None,
    category: str | None,
    amount: str | None,
    source: str,
    path: Path | None,
    as_json: bool,
) -> None:
    """Print what was paid on OFFER of CASE in the end, and add payments; forecasts are judged by them."""
    given = [day is not None, category is not None, amount is not None]
    if any(given) and not all(given):
        raise Refused(say("A payment needs --date, --category and --amount."))
    added = desk.read_payments(path) if path is not None else []
    if day is not None:
        typed = {"date": day.date().isoformat(), "category": category, "amount": amount, "source": source}
        added = [*added, typed]
    if added:
        desk.add_payments(case_id, offer, added)
    title, currency, paid = desk.paid_on(case_id, offer)
    if as_json:
        print_json(paid)
        return
    from cdmo_desk.sheets import calibration  # noqa: PLC0415 - numbers, loaded when asked for

    if added:
        click.echo(counted("Added {n} payment.", "Added {n} payments.", len(added)))
    print_sheets((calibration.payments(title, currency, paid),))


@library.command("calibration")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.pass_obj
def library_calibration(desk: Desk, *, as_json: bool) -> None:
    """Print how earlier P50s and P90s held against what was paid in the end, once there are enough cases."""
    found = desk.calibration()
    if as_json:
        shares = {"p50": found.half, "p90": found.nine}
        told = {name: None if one is None else asdict(one) | {"share": one.share} for name, one in shares.items()}
        print_json({"missing": found.missing, **told, **asdict(found)})
        return
    from cdmo_desk.sheets import calibration  # noqa: PLC0415 - numbers, loaded when asked for

    shown = calibration.calibration(found)
    if not shown[0].rows:
        click.echo(shown[0].note)
        click.echo()
    print_sheets(tuple(sheet for sheet in shown if sheet.rows))
