"""What the window remembers from day to day: in the platform's local folder, never with the case."""

import json
from pathlib import Path

from platformdirs import user_data_path
from PySide6.QtCore import QSettings

VERSION = 1


class _Kept:
    """Where settings are kept; tests and pictures keep theirs elsewhere."""

    path: Path | None = None


def keep_in(path: Path) -> None:
    """Keep settings in a file of one's own."""
    _Kept.path = path


def settings() -> QSettings:
    """Return the settings."""
    path = _Kept.path or user_data_path("CDMO Desk", appauthor=False, roaming=False) / "window.ini"
    return QSettings(str(path), QSettings.Format.IniFormat)


def columns_of(name: str) -> dict[str, dict[str, int]]:
    """Return how the columns of a sheet were left: id -> place, hidden, width."""
    text = settings().value(f"columns/{name}", "")
    try:
        found = json.loads(str(text)) if text else {}
    except json.JSONDecodeError:
        return {}
    kept = found.get("columns") if isinstance(found, dict) and found.get("version") == VERSION else None
    return kept if isinstance(kept, dict) else {}


def keep_columns(name: str, columns: dict[str, dict[str, int]]) -> None:
    """Keep how the columns of a sheet are left."""
    settings().setValue(f"columns/{name}", json.dumps({"version": VERSION, "columns": columns}))
