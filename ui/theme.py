"""The theme: palette, style sheet and font in one place, following the system to light, dark or high contrast."""

import re
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from ui import icons
from ui.tokens import DARK, LIGHT, Tokens, from_palette, palette

ARROWS = {"chevron-down": "second", "chevron-up": "second", "check": "on_accent"}
SHEET = Path(__file__).with_name("look.qss")
IN_CONTRAST = """
QPushButton[primary="true"]:disabled { background: @base; border: 1px dashed @off; color: @off; }
QFrame#strip { border: 1px solid @border; }
QFrame#strip[kind="error"], QFrame#strip[kind="warning"] { border: 1px solid @border; border-left: 6px solid @accent; }
QFrame#strip[kind="info"], QFrame#strip[kind="ok"] { border: 1px solid @border; }
"""
"""What grounds say elsewhere frames say in high contrast."""


class Theme(QObject):
    """What the application looks like; `chosen` may force light or dark, else the system decides.

    The style sheet is that of windows, not of the application: a part that is made before it has a window is dressed
    once, when it comes into one, and not anew at each step of its making, which takes three times as long.
    """

    changed = Signal(str)
    """The style sheet of a new look."""

    def __init__(self, application: QApplication, chosen: str = "") -> None:
        super().__init__(application)
        self._application = application
        self.sheet = ""
        self._chosen = chosen
        self._folder = tempfile.TemporaryDirectory(prefix="cdmo-desk-")
        application.setStyle(QStyleFactory.create("Fusion"))
        self._system = application.palette()
        font = application.font()
        font.setFeature(QFont.Tag("tnum"), 1)
        application.setFont(font)
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow)
        self.apply()

    def choose(self, name: str) -> None:
        """Force `light`, `dark` or the system's own colours (`contrast`), or follow it with an empty name."""
        self._chosen = name
        self.apply()

    def dress(self, window: QWidget) -> None:
        """Let a window and all that is in it wear the theme, and follow it."""
        window.setStyleSheet(self.sheet)
        self.changed.connect(window.setStyleSheet)

    def apply(self) -> None:
        """Dress the application, and the windows that follow, in the tokens that hold now."""
        found = self._tokens()
        icons.use(found)
        self._application.setPalette(palette(found) if found.name != "contrast" else self._system)
        self.sheet = style_sheet(found, self._arrow(found))
        self.changed.emit(self.sheet)

    def _follow(self) -> None:
        self.apply()

    def _tokens(self) -> Tokens:
        if self._chosen == "contrast":
            return from_palette(self._system)
        if self._chosen:
            return DARK if self._chosen == "dark" else LIGHT
        hints = QGuiApplication.styleHints()
        if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
            return from_palette(self._system)
        return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT

    def _arrow(self, tokens: Tokens) -> Callable[[str], str]:
        """Return how a style sheet names an icon's file: a recoloured copy, for style sheets read files only."""

        def path(name: str) -> str:
            file = Path(self._folder.name) / f"{name}-{tokens.name}.svg"
            file.write_text(icons.svg(name, getattr(tokens, ARROWS[name])), "utf-8")
            return file.as_posix()

        return path


def style_sheet(tokens: Tokens, arrow: Callable[[str], str]) -> str:
    """Return the style sheet with every @name replaced by its token or the file of its icon."""
    table = asdict(tokens)

    def value(match: re.Match[str]) -> str:
        name = match.group(1)
        return arrow(name) if name in ARROWS else str(table[name])

    sheet = SHEET.read_text("utf-8") + (IN_CONTRAST if tokens.name == "contrast" else "")
    return re.sub(r"@([a-z][a-z_-]*)", value, sheet)
