"""How the command line prints: sheets as text, results as JSON."""

import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from cdmo_desk.sheets import Sheet

FILE = click.Path(path_type=Path)


def print_sheets(found: "tuple[Sheet, ...]") -> None:
    """Print sheets one under the other."""
    from cdmo_desk.sheets import as_text  # noqa: PLC0415 - each command loads what it needs

    for sheet in found:
        click.echo(as_text(sheet))


def print_json(made: Any) -> None:  # noqa: ANN401 - any JSON
    """Print a value as JSON; dates as ISO 8601."""
    json.dump(made, sys.stdout, ensure_ascii=False, indent=1, allow_nan=False, default=_as_text)
    sys.stdout.write("\n")


def _as_text(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value))
