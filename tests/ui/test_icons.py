"""Icons: all that are named are there, and they take the colour of the theme."""

import re
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from cdmo_desk import resource
from ui import icons
from ui.states import STATES, state
from ui.strips import ICONS
from ui.tokens import DARK, LIGHT

FOLDER = resource.path("icons")
UI = Path(icons.__file__).parent


def test_the_licence_lies_beside_the_icons() -> None:
    assert "ISC License" in (FOLDER / "LICENSE.txt").read_text("utf-8")


def test_every_icon_that_is_named_is_there() -> None:
    there = {path.stem for path in FOLDER.glob("*.svg")}
    named = {found.icon for found in STATES.values()} | {name for name, _ in ICONS.values()}
    for path in UI.rglob("*.py"):
        named |= set(re.findall(r'icon(?:=|\()"([a-z0-9-]+)"', path.read_text("utf-8")))
    assert named - there == set()


def test_an_icon_takes_the_colour_of_the_theme(qtbot: QtBot) -> None:
    del qtbot
    for tokens in (LIGHT, DARK):
        icons.use(tokens)
        image = icons.pixmap("check", 16, "error", 2.0).toImage()
        assert image.size() == QSize(32, 32)
        assert tokens.error.lower() in {name for name in _colours(image) if name}
    icons.use(LIGHT)


def test_a_button_s_icon_follows_the_theme(qtbot: QtBot) -> None:
    del qtbot
    made = icons.icon("scale")
    icons.use(DARK)
    assert DARK.text.lower() in _colours(made.pixmap(QSize(64, 64)).toImage())
    icons.use(LIGHT)
    assert LIGHT.text.lower() in _colours(made.pixmap(QSize(64, 64)).toImage())


def test_states_are_known_by_their_words() -> None:
    for text, icon in (
        ("missing, ours", "circle-dashed"),
        ("TBD", "circle-help"),
        ("at cost", "hand-coins"),
        ("3 gaps", "circle-dashed"),
        ("lacks: FDA", "circle-x"),
    ):
        found = state(text, "bad" if "lacks" in text else "")
        assert found is not None
        assert found.icon == icon
    assert state("Technology transfer") is None


def _colours(image: QImage) -> set[str]:
    return {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
