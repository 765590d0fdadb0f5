"""Say whether Qt finds the system libraries it needs, those of its X11 plug-in included."""

import ctypes
import sys
from pathlib import Path

import PySide6
from PySide6.QtWidgets import QApplication

QApplication([])
plugin = Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforms" / "libqxcb.so"
if plugin.exists():
    try:
        ctypes.CDLL(str(plugin))
    except OSError as missing:
        sys.exit(f"Qt's window plug-in cannot be loaded: {missing}")
