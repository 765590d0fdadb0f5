"""The house as a whole: what may be imported, and that the parts fit."""

import subprocess
import sys

BLOCKED = """
import importlib, pkgutil, sys
class Block:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("PySide6", "shiboken6"):
            raise ImportError(name)
sys.meta_path.insert(0, Block())
import cdmo_desk
for found in pkgutil.walk_packages(cdmo_desk.__path__, "cdmo_desk."):
    if not found.name.endswith("__main__"):
        importlib.import_module(found.name)
"""
LATE = ("numpy", "scipy", "reportlab", "openpyxl", "xlrd", "python_calamine", "sqlite_utils", "pydantic", "babel")


def test_nothing_but_the_window_needs_qt() -> None:
    subprocess.run([sys.executable, "-c", BLOCKED], check=True, timeout=60)


def test_the_command_line_starts_light() -> None:
    code = f"import sys, cdmo_desk.cli; print([name for name in {LATE!r} if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], check=True, timeout=60, capture_output=True, text=True)
    assert found.stdout.strip() == "[]"
